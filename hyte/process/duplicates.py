"""Near-duplicates across groups: what several groups said is shown once, with the trace to each original."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hyte.process.likeness import LIKE_ENOUGH, Gist, gist_of, likeness
from hyte.process.statements import Statement, in_order
from hyte.process.stems import KEY_LENGTH

_Key = tuple[str, int, bool, frozenset[str]]

# A statement of n words that has as much in common with another one as LIKE_ENOUGH asks has at least this
# share of its own words in common, also when it is the longer one.
_LEAST_COMMON = LIKE_ENOUGH / (2 - LIKE_ENOUGH)


@dataclass(frozen=True, slots=True)
class Joined:
    """Statements that say the same, as one.

    `text` is the wording that stands most often, `originals` all statements in the order of their sources,
    `bodies` the groups of origin that said it, each once. `groups` and `themes` are those of the originals,
    the most frequent first.
    """

    kind: str
    text: str
    originals: tuple[Statement, ...]
    bodies: tuple[str, ...]
    groups: tuple[str, ...]
    themes: tuple[str, ...]

    @property
    def times(self) -> int:
        """How many groups of origin said it; at least one, also when the origin is not known."""
        return max(1, len(self.bodies))


def joined(statements: Iterable[Statement]) -> tuple[Joined, ...]:
    """Each statement in exactly one group of statements that all say the same, pair by pair.

    Only statements of one kind are joined. The order of the result is that of the first originals, whatever
    the order in which the statements come.
    """
    by_gist: dict[tuple[str, Gist], list[Statement]] = defaultdict(list)
    for said in in_order(statements):
        gist = gist_of(said.text, said.groups)
        # Nothing is known of what a text without telling words says: it stands alone unless letters agree.
        key = gist if gist.stems else _literal(gist, said.text)
        by_gist[said.kind, key].append(said)
    gists_of_kind: dict[str, list[Gist]] = defaultdict(list)
    for kind, gist in by_gist:
        gists_of_kind[kind].append(gist)
    found = [
        _joined(kind, [said for gist in group for said in by_gist[kind, gist]])
        for kind, gists in gists_of_kind.items()
        for group in _groups(sorted(gists, key=_order))
    ]
    return tuple(
        sorted(found, key=lambda one: (one.originals[0].source.order, one.originals[0].id, one.kind))
    )


def _literal(gist: Gist, text: str) -> Gist:
    return Gist(
        stems=(),
        numbers=gist.numbers,
        names=frozenset((" ".join(text.split()).casefold(),)),
        first=gist.first,
        negated=gist.negated,
        poles=gist.poles,
        places=gist.places,
        groups=gist.groups,
    )


def _groups(gists: Sequence[Gist]) -> list[list[Gist]]:
    """Complete linkage: the likest pairs first; two groups become one if all pairs across them are like."""
    like = _like_pairs(gists)
    group_of = {number: [number] for number in range(len(gists))}
    for one, other in sorted(like, key=lambda pair: (-like[pair], pair)):
        left, right = group_of[one], group_of[other]
        if left is right:
            continue
        if all((min(a, b), max(a, b)) in like for a in left for b in right):
            left.extend(right)
            for number in right:
                group_of[number] = left
    whole = {id(group): group for group in group_of.values()}
    return [[gists[number] for number in sorted(group)] for group in whole.values()]


def _like_pairs(gists: Sequence[Gist]) -> Mapping[tuple[int, int], float]:
    """The pairs that are like enough, as positions; those are compared that share one of their rare words."""
    keys = [_keys(gist) for gist in gists]
    count = Counter(key for own in keys for key in own)
    like: dict[tuple[int, int], float] = {}
    seen: dict[_Key, list[int]] = defaultdict(list)
    for number, own in enumerate(keys):
        rarest = sorted(own, key=lambda key: (count[key], (key[0], key[1])))
        # Fractions have small errors; one key more than needed does no harm.
        asked = rarest[: len(rarest) - int(_LEAST_COMMON * len(rarest) + 0.999) + 1]
        candidates = sorted({other for key in asked for other in seen[key]})
        for other in candidates:
            if 2 * len(own & keys[other]) < LIKE_ENOUGH * (len(own) + len(keys[other])) - 0.001:
                continue
            share = likeness(gists[other], gists[number])
            if share >= LIKE_ENOUGH:
                like[other, number] = share
        for key in asked:
            seen[key].append(number)
    return like


def _keys(gist: Gist) -> frozenset[_Key]:
    """The beginnings of the stems, numbered where two begin alike, with what must agree anyway."""
    times: Counter[str] = Counter()
    keys = []
    for stem in gist.stems:
        beginning = stem[:KEY_LENGTH]
        keys.append((beginning, times[beginning], gist.negated, gist.numbers))
        times[beginning] += 1
    return frozenset(keys)


def _order(gist: Gist) -> tuple[object, ...]:
    parts = (gist.numbers, gist.names, gist.first, gist.poles, gist.places, gist.groups)
    return (gist.stems, gist.negated, *(tuple(sorted(part)) for part in parts))


def _joined(kind: str, originals: Sequence[Statement]) -> Joined:
    ordered = in_order(originals)
    texts = Counter(said.text for said in ordered)
    bodies = {" ".join(said.body.split()).casefold(): said.body for said in reversed(ordered) if said.body}
    return Joined(
        kind=kind,
        text=min(texts, key=lambda text: (-texts[text], -len(gist_of(text).stems), len(text), text)),
        originals=ordered,
        bodies=tuple(reversed(bodies.values())),
        groups=_frequent(said.groups for said in ordered),
        themes=_frequent(said.themes for said in ordered),
    )


def _frequent(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(id_ for id_, _ in Counter(id_ for ids in lists for id_ in ids).most_common())
