"""Where persons' names stand in a text: those that are known, and those that only look so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from hyte.sources.privacy.inflection import bare, form_of
from hyte.sources.privacy.letters import fold
from hyte.sources.privacy.name_words import (
    abbreviation,
    given_name,
    given_name_in_case,
    never_a_name,
    ordinary_word,
    owner_label,
    place_stems,
    said_by,
    surname,
    surname_or_word,
    title,
)

_CAPITAL = "[A-ZÅÄÖÉÜŠŽÁÍÓÆØ]"
_SMALL = "[a-zåäöéüšžáíóèëæøñç'’]"
_PARTICLE = r"(?:von|af|de|van|der|da|al|el|zu)"
WORD = re.compile(rf"{_CAPITAL}(?:{_SMALL}+(?:-{_CAPITAL}?{_SMALL}+)*|\.)(?::{_SMALL}+)?")
"""A capitalised word, or an initial with its full stop."""
CAPITALS = re.compile(rf"\b{_CAPITAL}{{2,}}(?:-{_CAPITAL}{{2,}})*(?::{_SMALL}+)?\b")
"""A word in capitals."""
INITIALS = re.compile(rf"(?<![\w-]){_CAPITAL}{{2,4}}(?::{_SMALL}+)?(?![\w-])")
_LOWER = re.compile(rf"(?<![\w@.-]){_SMALL}{{3,}}(?:-{_SMALL}+)?(?![\w@-])")
_BETWEEN = re.compile(rf"[ \t]*(?:(?<=[ \t]){_PARTICLE} )*")
_PARTICLE_BEFORE = re.compile(rf"(?<!\w)(?:(?:{_PARTICLE}|Von|Af|De) )+$")
_WHERE = re.compile(r"(?:ssa|sta|lla|lta|lle|seen|ksi|tta|ista|issa|ille|illa|den|jen|ien)$")
_ORDINARY = re.compile(rf"(?:{_WHERE.pattern}|(?:taan|daan|ttiin|aan)$)")
_SURNAME_ENDING = re.compile(r"(?<=[aeiouy])(?:nen|sen|selle|sella|selta)\w{0,3}$")
_ADJECTIVE = re.compile(
    r"(?:lli|kanavai|kohtai|aikai|ikai|suuntai|kertai|puoli|tasoi|muotoi|vuoti|kunnalli|laatui|osai|paivai|luontoi)"
    r"(?:nen|se\w+)$"
)
_MANY = re.compile(r"(?:ksia|ita|[eou]ja)$")
_WHO = re.compile(r"(?:n|lle|lta)$")
_START = re.compile(r"(?:^|[.!?:;•|/(–-]\s*|[\n\t]\s*)[\"”»’]?$")
_LINE_END = re.compile(rf"({WORD.pattern})[ \t]*\r?\n[ \t]*({WORD.pattern})(?![ \t]+{_CAPITAL}|-)")


@dataclass(frozen=True, slots=True)
class Names:
    """What is known of persons and places.

    `stems` are folded beginnings of the words of names, `full_names` folded whole names, `initials` capital
    letters that stand for a known person; `signs` are those initials that a list of those present explains.
    `own_places` among the folded `place_names` are never hidden, whatever anybody is called.
    """

    stems: frozenset[str] = frozenset()
    full_names: frozenset[str] = frozenset()
    initials: frozenset[str] = frozenset()
    signs: frozenset[str] = frozenset()
    place_names: frozenset[str] = frozenset()
    own_places: frozenset[str] = frozenset()

    def place(self, word: str) -> bool:
        """Whether a word is the name of a place, in any case."""
        folded = bare(word)
        return folded in self.place_names or form_of(folded, place_stems(self.place_names))

    def no_name(self, word: str) -> bool:
        """Whether a word is known to be something else than a part of a person's name."""
        return never_a_name(word) or self.place(word)

    def known(self, word: str) -> bool:
        """Whether a word is part of a known name, in any case."""
        folded = bare(word)
        if not self.stems or form_of(folded, place_stems(self.own_places)):
            return False
        # "Salosta" may be of Salonen.
        if folded.endswith("sta") and folded[:-3] + "nen" in self.stems:
            return True
        # "Salossa" is where, "Salo" and "Salon" may be who.
        where = self.place(word) and _WHERE.search(folded) and not folded.endswith("lle")
        return not where and form_of(folded, self.stems)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where names stand in `text`; spans may overlap."""
        if self.full_names:
            yield from (match.span() for match in _full_names(self.full_names).finditer(fold(text)))
        for run in runs(text):
            for start, end in self._in_run(text, run):
                before = _PARTICLE_BEFORE.search(text, 0, start)
                yield before.start() if before else start, end
        yield from self._in_capitals(text)
        yield from self._in_small_letters(text)
        for match in _LINE_END.finditer(text):
            if given_name(match[1]) and not given_name(match[2]) and not self.no_name(match[2]):
                yield match.span()
        for match in INITIALS.finditer(text):
            letters = match[0].partition(":")[0]
            if letters in self.signs or (letters in self.initials and not abbreviation(letters)):
                yield match.span()

    def _in_capitals(self, text: str) -> Iterator[tuple[int, int]]:
        capitals = list(CAPITALS.finditer(text))
        yield from (
            match.span()
            for match in capitals
            if len(match[0].partition(":")[0]) > 2 and not abbreviation(match[0]) and self.known(match[0])
        )
        words = sorted((*capitals, *WORD.finditer(text)), key=re.Match.start)
        for first, second in pairwise(words):
            between = text[first.end() : second.start()]
            if between != " " or not (_in_capitals(first) or _in_capitals(second)):
                continue
            pair = (first[0], second[0])
            if any(len(word) < 3 or never_a_name(word) or abbreviation(word) for word in pair):
                continue
            if any(map(given_name, pair)) and any(
                given_name(word) or not self.place(word) or surname_or_word(word) for word in pair
            ):
                yield first.start(), second.end()

    def _in_small_letters(self, text: str) -> Iterator[tuple[int, int]]:
        """Names without capitals: a given name with a surname, and a known surname that is no other word."""
        words = list(_LOWER.finditer(text))
        for word in words:
            if surname(word[0]) and len(word[0]) > 5 and self.known(word[0]):
                yield word.span()
        for first, second in pairwise(words):
            if text[first.end() : second.start()] != " ":
                continue
            pair = (first[0], second[0])
            if title(first[0]) and (surname(second[0]) or self._known_alone(second[0])):
                yield second.span()
            for name, other in (pair, pair[::-1]):
                if given_name_in_case(name) and not ordinary_word(name) and surname(other):
                    yield first.start(), second.end()

    def _known_alone(self, word: str) -> bool:
        """Whether a word in small letters is a known name and neither a place nor an ordinary word."""
        return self.known(word) and not (ordinary_word(word) or surname_or_word(word) or self.no_name(word))

    def _in_run(self, text: str, run: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
        """Names in a run of capitalised words that stand side by side."""
        starts = bool(_START.search(text[: run[0].start()]))
        before = text[: run[0].start()].rstrip(" :,(").rpartition(" ")[2].lstrip("(")
        titled = title(before) or owner_label(before)
        parts: list[list[re.Match[str]]] = [[]]
        for position, word in enumerate(run):
            beside = [run[n][0] for n in (position - 1, position + 1) if 0 <= n < len(run)]
            given = len(run) > 1 and given_name(word[0])
            if not given and title(word[0]):
                parts.append([])
                titled = position + 1 < len(run)
                continue
            # "Matti Lahti" and "Lahti Matti" are persons; "Lahden Matti" may be anything.
            surname_beside = any(map(given_name, beside)) and bare(word[0]) in self.place_names
            # Behind a given name "Lahdelle" and "Lahden" are who and only "Lahdessa" is where.
            if position and given_name(run[position - 1][0]):
                surname_beside = surname_beside or not self.place(word[0]) or bool(_WHO.search(bare(word[0])))
            elif position + 2 == len(run) and given_name(run[-1][0]) and not self.place(word[0]):
                surname_beside = not _ORDINARY.search(bare(word[0]))
            if not given and not surname_beside and not self.known(word[0]) and self.no_name(word[0]):
                parts.append([])
                continue
            ordinary = starts and position == 0 and not given and _ORDINARY.search(bare(word[0]))
            if not (ordinary and not self.known(word[0])):
                parts[-1].append(word)
        for part in parts:
            if len(part) > 1:
                yield part[0].start(), part[-1].end()
            elif part:
                first = starts and part[0] is run[0]
                subject = first and not _MANY.search(bare(part[0][0]))
                said = subject and re.match(rf" (?:{said_by()})\b", fold(text[part[0].end() :]))
                if self._alone(part[0][0], first, titled or bool(said)):
                    yield part[0].span()

    def _alone(self, word: str, starts: bool, titled: bool) -> bool:
        """Whether a single capitalised word is a name; `starts` that it begins a sentence anyhow."""
        if word.endswith("."):
            return False
        if self.known(word):
            return True
        if self.no_name(word):
            return False
        if titled or surname(word):
            return True
        if starts:
            return given_name_in_case(word) and not ordinary_word(word)
        folded = bare(word)
        in_nen = bool(_SURNAME_ENDING.search(folded)) and not _ADJECTIVE.search(folded)
        return given_name_in_case(word) or in_nen


def runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Capitalised words that stand side by side; "Onni-hanke" is no person and "iPad" no name."""
    run: list[re.Match[str]] = []
    for word in WORD.finditer(text):
        before, behind = text[word.start() - 1 : word.start()], text[word.end() : word.end() + 2]
        if (before and (before.isalnum() or before in "-@_[")) or (
            behind[:1] == "-" and behind[1:].isalpha()
        ):
            continue
        if run and _BETWEEN.fullmatch(text, run[-1].end(), word.start()):
            run.append(word)
            continue
        if run:
            yield run
        run = [word]
    if run:
        yield run


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that overlap made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _in_capitals(word: re.Match[str]) -> bool:
    return word[0][:2].isupper() and "." not in word[0]


@cache
def _full_names(names: frozenset[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    either = "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest_first)
    return re.compile(rf"\b(?:{either})\w{{0,5}}\b")
