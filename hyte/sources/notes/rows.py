"""From a record to its row of the table of notes, with everything personal hidden."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from hyte.sources.notes.bodies import first_body, title_body
from hyte.sources.notes.classify import classified
from hyte.sources.notes.folding import fold, squeezed
from hyte.sources.notes.header import Header
from hyte.sources.notes.hidden import Hidden
from hyte.sources.notes.record import Record

_NO_NAMES_OF_BODIES = (
    *("lautakunta", "valiokunta", "valtuusto", "tyoryhma", "jaosto", "ryhma", "neuvosto"),
    *("namnd", "namnden", "radet", "utskottet", "fullmaktige", "sektionen", "arbetsgruppen"),
)


def with_bodies(records: Sequence[Record], header: Header) -> Iterable[tuple[Record, str | None]]:
    """Each record with its body: the one it names, that of the proposal before it, or the meeting's."""
    proposed: str | None = None
    for record in records:
        own = first_body(record.text) if record.kind in ("proposal", "decision") else None
        # "Lautakunta nimesi" names no other body than the one that the proposal named, and only who
        # decides stands at the beginning.
        if own is not None and (
            fold(own) in _NO_NAMES_OF_BODIES or not squeezed(record.text).startswith(squeezed(own)[:-3])
        ):
            own = None
        if record.kind == "agenda_item":
            proposed = None
        if record.kind == "role":
            # A role is that of the body whose heading or row it stands under.
            named = record.owner or record.heading or ""
            yield record, title_body(named) or first_body(named) or header.body
            continue
        if record.kind == "proposal":
            proposed = own or proposed
        yield record, own if record.kind == "proposal" and own else proposed or header.body


def ids(file: str, records: Sequence[Record], hidden: Hidden) -> list[str]:
    """A short name for each record: it stays the same while its quote does, wherever in the note it moves."""
    seen: dict[tuple[str, str], int] = {}
    keys = []
    for record in records:
        said = (record.kind, squeezed(hidden.published(record.quote) or ""))
        seen[said] = seen.get(said, 0) + 1
        content = "\n".join((file, *said, str(seen[said])))
        keys.append(hashlib.sha256(content.encode()).hexdigest()[:12])
    return keys


def row_of(record: Record, body: str | None, header: Header, hidden: Hidden) -> dict[str, object]:
    """The columns of a record that do not depend on its place among the others."""
    day = header.day
    if (
        header.origin == "event"
        and body is not None
        and header.body is not None
        and fold(body) != fold(header.body)
    ):
        day = None  # the date is that of what another body did
    told = {
        "line": record.line,
        "kind": record.kind,
        "text": record.text,
        "body": body,
        "schedule": record.schedule,
        "heading": record.heading,
    } | classified(record, body)
    shown = {
        name: hidden.published(value) if isinstance(value, str) else value for name, value in told.items()
    }
    return shown | {
        "quote": hidden.quote(record.quote, record.owner),
        "date": day.isoformat() if day else None,
        "owner": hidden.owner(record.owner),
        "state": record.state,
        "agenda": record.agenda,
        "rule": record.rule,
    }


def originals_of(row: dict[str, object], record: Record, hidden: Hidden) -> Iterable[dict[str, object]]:
    """The fields of a record in which something is hidden, as they stand in the note."""
    fields = {"text": record.text, "quote": record.quote, "owner": record.owner, "schedule": record.schedule}
    fields["heading"] = record.heading
    for name, value in fields.items():
        whole = hidden.restored(value)
        if whole is not None and whole != row[name]:
            yield {"field": name, "text": whole}
