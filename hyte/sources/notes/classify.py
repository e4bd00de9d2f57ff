"""What a record is about: themes, population groups, sector, channel and programme, by the word lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from hyte.reference.word_lists import channel_of, groups_of, programme_of, sector_of, themes_of
from hyte.sources.notes.record import Record
from hyte.sources.notes.vocabulary import kinds_within, known_label

_MOST = 3
_ABOUT_ITSELF = ("programme",)


def classified(record: Record, body: str | None) -> dict[str, str | None]:
    """The columns themes, groups, sector, channel and programme of a record.

    What stands beside the record in a column or a field of its own counts first for groups and sectors, its
    text first for themes; then headings, at last the name of the body ("Ikäihmisten työryhmä").
    """
    heading = _topic(record.heading)
    return {
        "themes": _ids(themes_of, (record.text,), (record.about,), (heading,)),
        "groups": _ids(groups_of, (record.about, record.text), (heading,), (body,)),
        "sector": _first(sector_of, record.about, record.owner, record.text, heading)
        or _sector_of_body(body),
        "channel": _first(channel_of, record.channel, record.about, record.text, record.heading)
        if record.kind == "resident_input"
        else None,
        "programme": record.programme
        or (None if record.kind in _ABOUT_ITSELF else _first(programme_of, record.text)),
    }


def _sector_of_body(body: str | None) -> str | None:
    """The sector of a board; a group for wellbeing work is of all sectors."""
    sector = sector_of(body) if body else None
    return None if sector == "wellbeing_promotion" else sector


def _topic(heading: str | None) -> str | None:
    """The parts of a heading that tell a topic: "Huolenaiheet: Nuoret" gives "Nuoret"."""
    parts = (heading or "").split(": ")
    return ": ".join(part for part in parts if not known_label(part) and not kinds_within(part)) or None


def _ids(find: Callable[[str], tuple[str, ...]], *sources: Iterable[str | None]) -> str | None:
    """The ids of the first group of texts that gives any, joined."""
    for texts in sources:
        found = [one for text in texts if text for one in find(text)]
        if found:
            return ";".join(tuple(dict.fromkeys(found))[:_MOST])
    return None


def _first(find: Callable[[str], str | None], *texts: str | None) -> str | None:
    return next((found for text in texts if text and (found := find(text))), None)
