"""How a decision went and how far a measure is, told from their words."""

from __future__ import annotations

import re
from functools import cache

from hyte.sources.notes.folding import fold
from hyte.sources.notes.vocabulary import data

_LONGEST_PROGRESS = 60
_SAID_LAST = re.compile(
    r"[(\[](?P<bracket>[^()\[\]]{3,40})[)\]]\s*[.!]?$|\s[–—-]\s(?P<dash>[^–—-]{3,30})[.!]?$"
)


@cache
def _patterns(part: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((rule["state"], re.compile(rule["pattern"])) for rule in data("cues.toml")[part])


def _first(part: str, text: str) -> str | None:
    folded = fold(text)
    return next((state for state, pattern in _patterns(part) if pattern.search(folded)), None)


def outcome_of(text: str) -> str | None:
    """How a decision went: "approved", "noted", "amended", "returned", "tabled", "rejected", if told."""
    return _first("outcome", text)


def progress_of(text: str) -> str | None:
    """How far a measure is, as a field or heading says: "done", "under_way", "not_begun", "dropped"."""
    return _first("progress", text) if len(text) <= _LONGEST_PROGRESS else None


def said_progress(text: str) -> tuple[str, str | None]:
    """A measure's text without what its end says of its progress ("… (kesken)", "… – valmis"), and that."""
    match = _SAID_LAST.search(text)
    if match is None:
        return text, None
    said = match["bracket"] or match["dash"]
    state = progress_of(said)
    # "– toteutetaan yhdessä järjestöjen kanssa" is no state: it takes a word or three to tell one.
    if state is None or len(said.split()) > 3:
        return text, None
    return text[: match.start()].rstrip(), state
