"""Reading invented lines into the records of arrangements."""

from collections.abc import Iterable

from hyte.sources.notes.arrangements.structures import find_structures
from hyte.sources.notes.formats.plain_files import read_plain
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.record import Record


def lines_of(text: str) -> tuple[NumberedLine, ...]:
    """Lines of a text or Markdown note."""
    return read_plain(text.strip("\n").split("\n"))


def found(text: str, kind: str | None = None) -> list[Record]:
    """Records of the arrangements in a text, of one kind or all."""
    return [record for record in find_structures(lines_of(text)) if kind in (None, record.kind)]


def texts(records: Iterable[Record]) -> list[str]:
    """The texts of records."""
    return [record.text for record in records]


def tree(text: str) -> dict[str, list[str]]:
    """What belongs to each record: the texts of those whose parent it is."""
    records = find_structures(lines_of(text))
    below: dict[str, list[str]] = {}
    for record in records:
        if record.parent is not None:
            below.setdefault(records[record.parent].text, []).append(record.text)
    return below
