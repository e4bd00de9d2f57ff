"""Records from running text: sentences that cue words give away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace

from hyte.sources.notes.folding import fold, sentences
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.record import Record, said_owner, said_schedule
from hyte.sources.notes.states import outcome_of
from hyte.sources.notes.vocabulary import cues

_YEAR_END = re.compile(r"(?<=\b(?:19|20)\d\d\.)\s+(?=[A-ZÅÄÖ])")
_SETTLING = {"decision", "proposal"}
_FEELING = {"concern", "joy", "brake", "phenomenon", "resident_input"}


def prose_records(
    line: NumberedLine,
    text: str,
    heading: str | None,
    above: str | None,
    without: AbstractSet[str] = frozenset(),
) -> tuple[tuple[Record, ...], str]:
    """Give the records of the sentences of `text` on `line`, one of each kind per sentence, and the rest.

    `above` is the list item that this one is below: who it speaks of does what an item says that begins
    with a verb ("ohjausryhmän edustajat …" and below it "jalkauttavat …"). Kinds in `without` are not
    looked for.
    """
    records: list[Record] = []
    rest: list[str] = []
    for sentence in _apart(text):
        folded = fold(sentence)
        found: dict[str, Record] = {}
        for cue in cues():
            if cue.kind not in found and cue.kind not in without and cue.fits(folded):
                found[cue.kind] = Record(
                    line.number,
                    cue.kind,
                    sentence.strip(),
                    sentence,
                    cue.rule,
                    heading,
                    lines=frozenset({line.number}),
                )
        if found.keys() & _SETTLING:
            # "Sovittiin, että huolestuttavista poissaoloista kysytään" is an agreement and no worry.
            found = {kind: record for kind, record in found.items() if kind not in _FEELING}
        if not found:
            rest.append(sentence)
        records.extend(_with_fields(record, above) for record in found.values())
    return tuple(records), " ".join(rest)


def _apart(text: str) -> Iterator[str]:
    """The sentences of `text`; "… vuodelta 2021. Kertomus …" are two."""
    for sentence in sentences(text):
        yield from _YEAR_END.split(sentence)


def _with_fields(record: Record, above: str | None) -> Record:
    if not record.takes_fields:
        return record
    owner = said_owner(record.kind, record.text)
    if owner is None and above is not None and fold(record.text).split(" ")[0].endswith("vat"):
        owner = said_owner("measure", above)
    state = outcome_of(record.text) if record.kind == "decision" else None
    return replace(record, owner=owner, schedule=said_schedule(record.text), state=state)
