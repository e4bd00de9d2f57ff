"""The sentences that set a municipality's figure beside the country, its county and its peers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hyte.chapters.measure import Measure
from hyte.chapters.told_words import (
    Against,
    Names,
    Noun,
    above,
    comparisons,
    degree_of,
    differs,
    equal,
    generic_place,
    joined,
    judged,
    noun_of,
    started,
    tested,
)
from hyte.language.numbers import listed
from hyte.language.wording import Wording, wording
from hyte.statistics.finding import Comparison, Finding, Untestable

Compared = tuple[Against, Comparison]

_NOT_COMPARED: tuple[Untestable, ...] = ("count", "projection", "same_area")
"""Reasons for which the other figure would tell nothing either."""


_NO_FIGURE: tuple[Untestable, ...] = ("no_figure", "no_benchmark")


@dataclass(frozen=True, slots=True)
class _Speech:
    """What one finding's sentences have in common."""

    w: Wording
    measure: Measure
    names: Names
    noun: Noun

    def figure(self, comparison: Comparison) -> str:
        assert comparison.other is not None
        return self.measure.figure_beside(comparison.other.value)

    def with_figure(self, item: Compared, place: str) -> str:
        return self.w("told.compared.place", place=place, figure=self.figure(item[1]))


@dataclass(frozen=True, slots=True)
class _Clause:
    """What is said alike of several comparators: their side is "above", "below", "same" or "unknown"."""

    side: str
    text: str


def comparison(finding: Finding, measure: Measure, names: Names) -> str:
    """How the figure stands beside the country, the county and the peers; "" when it is compared with none.

    Figures that differ are told first; then those that do not, those that cannot be tested, and those that
    the source does not have.
    """
    speech = _Speech(wording(measure.language), measure, names, noun_of(measure, finding))
    made = comparisons(finding)
    told = [item for item in made if tested(item[1])]
    said = [*_of_tested(told, speech), _of_judgement(told, speech)]
    said += _of_untested([item for item in made if not tested(item[1])], speech)
    if not told and any(item[1].other is not None for item in made) and not measure.projection:
        rule = judged(measure, speech.noun)
        said.append(f"{rule}." if rule else "")
    return " ".join(filter(None, said))


def _of_tested(told: Sequence[Compared], speech: _Speech) -> list[str]:
    w, noun = speech.w, speech.noun
    clauses = _differing(told, speech)
    same = [item for item in told if equal(item[1])]
    if same:
        places = [speech.with_figure(item, speech.names.of(item[0]).inside) for item in same]
        text = w("told.compared.same", same=noun("same"), places=listed(places, w.language))
        clauses.append(_Clause("same", text))
    unsure = [item for item in told if not equal(item[1]) and not differs(item[1])]
    if unsure:
        places = [speech.with_figure(item, speech.names.of(item[0]).beside(w.language)) for item in unsure]
        clauses.append(_Clause("unknown", joined(places, w("told.compared.last_of_denied"))))
    sentences: list[str] = []
    before: _Clause | None = None
    contrasted = False
    for clause in clauses:
        alike = before is not None and (before.side == clause.side or {before.side, clause.side} == _ALIKE)
        if before is None or (contrasted and not alike):
            # A second "but" in one sentence would leave open what it is set against.
            sentences.append(f"{noun.start} {_predicate(clause, speech, verb=True)}")
            contrasted = False
        elif alike and clause.side == "unknown":
            sentences[-1] += f" {_denied(clause, speech, 'nor')}"
        else:
            glue = w("told.compared.and" if alike else "told.compared.but")
            contrasted = contrasted or not alike
            sentences[-1] += glue + _predicate(clause, speech, verb=False)
        before = clause
    return [f"{sentence}." for sentence in sentences]


_ALIKE = {"same", "unknown"}


def _predicate(clause: _Clause, speech: _Speech, *, verb: bool) -> str:
    if clause.side == "unknown":
        return _denied(clause, speech, "no_difference")
    return speech.w("told.compared.was", phrase=clause.text) if verb else clause.text


def _denied(clause: _Clause, speech: _Speech, key: str) -> str:
    return speech.w(f"told.compared.{key}", places=clause.text, **{"from": speech.noun("from")})


def _differing(told: Sequence[Compared], speech: _Speech) -> list[_Clause]:
    """Clauses of those that differ: the same side together, and the same degree within a side."""
    w = speech.w
    groups: dict[tuple[bool, str], list[Compared]] = {}
    for item in told:
        if differs(item[1]):
            groups.setdefault((above(item[1]), degree_of(item[1], speech.measure)), []).append(item)
    sides = list(dict.fromkeys(side for side, _ in groups))
    clauses = []
    for (is_above, degree), items in sorted(groups.items(), key=lambda group: sides.index(group[0][0])):
        places = [speech.with_figure(item, speech.names.of(item[0]).inside) for item in items]
        comparative = w(f"told.degree.{degree}", comparative=speech.noun("larger" if is_above else "smaller"))
        text = w("told.compared.differs", comparative=comparative, places=listed(places, w.language))
        clauses.append(_Clause("above" if is_above else "below", text))
    return clauses


def _of_judgement(told: Sequence[Compared], speech: _Speech) -> str:
    """Which side is the better one; only for comparators that the figure differs from."""
    w = speech.w
    rule = judged(speech.measure, speech.noun)
    sides: dict[str, list[str]] = {"better": [], "worse": []}
    for against, made in told:
        if differs(made) and made.outcome in sides:
            sides[made.outcome].append(generic_place(against, w))
    better, worse = (listed(places, w.language) for places in (sides["better"], sides["worse"]))
    if not rule or not (better or worse):
        return ""
    if better and worse:
        return w("told.judged.mixed", rule=rule, better=better, worse=worse)
    side = "better" if better else "worse"
    if len(sides[side]) == len(told) > 1:
        return w(f"told.judged.all_{side}", rule=rule)
    return w(f"told.judged.some_{side}", rule=rule, places=better or worse)


def _of_untested(untested: Sequence[Compared], speech: _Speech) -> list[str]:
    w, names = speech.w, speech.names
    groups: dict[Untestable | None, list[Compared]] = {}
    for item in untested:
        reason = item[1].reason
        if reason not in _NOT_COMPARED and (item[1].other is None or reason in _NO_FIGURE):
            reason = None
        groups.setdefault(reason, []).append(item)
    sentences = []
    for reason, items in groups.items():
        if reason is None or reason in _NOT_COMPARED:
            places = listed([names.of(against).nominative for against, _ in items], w.language)
            if reason is None:
                sentences.append(w("told.untested.no_figure", places=places))
            else:
                why = w(f"told.untested.reason.{reason}")
                sentences.append(w("told.untested.not_compared", places=places, reason=why))
            continue
        figures = listed([_beside(item, speech, first=not at) for at, item in enumerate(items)], w.language)
        why = w(f"told.untested.reason.{reason}")
        sentences.append(w("told.untested.sentence", count=len(items), figures=figures, reason=why))
    return sentences


def _beside(item: Compared, speech: _Speech, *, first: bool) -> str:
    against, made = item
    w, place, figure = speech.w, speech.names.of(against).inside, speech.figure(made)
    assert made.other is not None
    if against == "peers" and made.other.denominator is None:
        # Without their numbers the peers cannot be added up, and their figure is the median.
        figure = w("told.untested.median", figure=figure)
    if not first:
        return w("told.untested.further", place=place, figure=figure)
    return w("told.untested.first", Place=started(place), noun=speech.noun.noun, figure=figure)
