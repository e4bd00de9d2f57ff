"""Records that a whole arrangement of lines makes, such as a timeline or a list of programmes."""

from __future__ import annotations

from collections.abc import Sequence

from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.record import Record


def find_structures(lines: Sequence[NumberedLine]) -> tuple[Record, ...]:
    """Give the records of the arrangements that are known, in any order.

    `lines` are those of one note without its lines of attendance. `Record.lines` tells which lines a record
    is made of: no other rule reads them. `Record.parent` is a position in the tuple that is given back.
    """
    return ()
