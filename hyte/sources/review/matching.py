"""Finding the record or line that a correction is about, also when the note has changed around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from hyte.sources.notes.folding import squeezed
from hyte.sources.review.read import Correction

_LIKE = 88.0
_CLEARLY = 3.0
_FEWEST_LETTERS = 12


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record or a line as it is read now; `position` is its place in the list of all."""

    position: int
    id: str
    file: str
    line: int | None
    kind: str
    quote: str


def match(correction: Correction, candidates: Sequence[Candidate]) -> Candidate | None:
    """The candidate that a correction is about; None when it is gone, or when two are equally likely.

    Tried in this order: the same id; the same words in the same file; the same words in another file (the
    note was renamed); nearly the same words in the same file (the sentence was touched up). Among equals the
    one of the same kind and then the nearest line is taken; nearly the same words must be clearly the best.
    """
    if same := [one for one in candidates if correction.id and one.id == correction.id]:
        return same[0]
    said = squeezed(correction.quote)
    if not said:
        return None
    equal = [one for one in candidates if squeezed(one.quote) == said]
    if here := [one for one in equal if one.file == correction.file]:
        return min(here, key=lambda one: _distance(correction, one))
    if equal:
        best = min(equal, key=lambda one: _distance(correction, one))
        others = {one.file for one in equal}
        return best if len(others) == 1 else None
    return _nearly(correction, said, candidates)


def _nearly(correction: Correction, said: str, candidates: Sequence[Candidate]) -> Candidate | None:
    if len(said) < _FEWEST_LETTERS:
        return None
    scored = sorted(
        (
            (fuzz.ratio(said, squeezed(one.quote)), one)
            for one in candidates
            if one.file == correction.file and correction.kind in ("", one.kind)
        ),
        key=lambda pair: (-pair[0], _distance(correction, pair[1])),
    )
    if not scored or scored[0][0] < _LIKE:
        return None
    if len(scored) > 1 and scored[0][0] - scored[1][0] < _CLEARLY:
        return None
    return scored[0][1]


def _distance(correction: Correction, one: Candidate) -> tuple[bool, int, int]:
    lines = abs((one.line or 0) - (correction.line or 0))
    return one.kind != correction.kind, lines, one.position
