"""Personal data out of notes: names, e-mail addresses, telephone numbers and personal identity codes.

Hiding too much is the lesser fault. What is hidden becomes one of four marks that say what stood there.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from hyte.sources.privacy.letters import fold
from hyte.sources.privacy.name_words import (
    bare,
    form_of,
    given_name,
    given_name_in_case,
    never_a_name,
    ordinary_word,
    owner_label,
    person_form_of,
    place_stems,
    places,
    said_by,
    stems,
    title,
)

WITHHELD_NAME = "[nimi]"
WITHHELD_EMAIL = "[sähköposti]"
WITHHELD_PHONE = "[puhelin]"
WITHHELD_ID = "[henkilötunnus]"

_EMAIL = re.compile(r"[\w.+-]+\s?(?:@|\(at\)|\[at\]|\(ät\))\s?[\w-]+(?:\.[\w-]+)+", re.I)
_ID = re.compile(r"(?<!\d)\d{6}\s?[-–+A-FU-Ya-fu-y]\s?\d{3}[0-9A-Za-z](?!\w)")
_PHONE = re.compile(
    r"(?<![\w.,])(?:\+\d{1,3}[ -]?(?:\(0\)[ -]?)?\d{1,3}|\(?0\d{1,3}\)?)(?:[ /-]?\d){5,10}(?![\w.]*\d)"
    r"|(?:(?<=puh\. )|(?<=puh )|(?<=puhelin )|(?<=puh\.))\d[\d -]{4,}\d",
    re.I,
)
_CAPITAL = "[A-ZÅÄÖÉÜŠŽÁÍÓÆØ]"
_SMALL = "[a-zåäöéüšžáíóèëæøñç'’]"
_WORD = re.compile(rf"{_CAPITAL}(?:{_SMALL}+(?:-{_CAPITAL}?{_SMALL}+)*|\.)(?::{_SMALL}+)?")
_CAPITALS = re.compile(rf"\b{_CAPITAL}{{2,}}(?:-{_CAPITAL}{{2,}})*\b")
_BETWEEN = re.compile(r" ?(?:(?<= )(?:von|af|de|van|der|da|al|el) )*")
_WHERE = re.compile(r"(?:ssa|sta|lla|lta|lle|seen|ksi|tta|ista|issa|ille|illa|den|jen|ien)$")
_ORDINARY = re.compile(rf"(?:{_WHERE.pattern}|(?:taan|daan|ttiin|aan)$)")
_SURNAME_ENDING = re.compile(r"(?:nen|sen|selle|sella|selta)\w{0,3}$")
_WHO = re.compile(r"(?:n|lle|lta)$")
_PART_START = re.compile(r"(?:^|[,;/&|+]\s*|\b(?:ja|sekä|och) )$")
_PART_END = re.compile(r"\s*(?:$|[,;/&|+(]|(?:ja|sekä|och)\b)")
_INITIALS = re.compile(rf"\(({_CAPITAL}{{2,4}})\)")
_START = re.compile(r"(?:^|[.!?:;•|/(–-]\s*|[\n\t]\s*)[\"”»’]?$")
_AGAIN = re.compile(r"\[nimi\](?:\s+\[nimi\])+")


@dataclass(frozen=True, slots=True)
class Withholder:
    """Hides personal data in texts; knows the names that were found anywhere in the notes of one folder.

    `known` are folded beginnings of names, `full_names` folded whole names, `initials` stand for a person in
    a column of owners and `signs`, which a list of those present explains, anywhere. `own_places` among the
    folded `place_names` are never hidden, whatever anybody is called.
    """

    known: frozenset[str] = frozenset()
    full_names: frozenset[str] = frozenset()
    initials: frozenset[str] = frozenset()
    signs: frozenset[str] = frozenset()
    place_names: frozenset[str] = frozenset()
    own_places: frozenset[str] = frozenset()

    def __call__(self, text: str) -> str:
        """Give `text` with every piece of personal data replaced by its mark."""
        text = _EMAIL.sub(WITHHELD_EMAIL, text)
        text = _ID.sub(WITHHELD_ID, text)
        text = _PHONE.sub(WITHHELD_PHONE, text)
        text = _cut(text, (match.span() for match in _CAPITALS.finditer(text) if match[0] in self.signs))
        return _AGAIN.sub(WITHHELD_NAME, _cut(text, self.spans(text)))

    def owner(self, text: str) -> str:
        """Hide more in a text that names who is responsible: single given names and known initials."""
        text = self(text)
        text = _cut(text, (match.span() for match in _CAPITALS.finditer(text) if match[0] in self.initials))
        words = [
            match for match in _WORD.finditer(text) if not self.no_name(match[0]) and not title(match[0])
        ]
        # A part that is one capitalised word is a person, unless it is known to be an office or a sector.
        text = _cut(
            text,
            (
                match.span()
                for match in words
                if given_name_in_case(match[0])
                or (_PART_START.search(text[: match.start()]) and _PART_END.match(text[match.end() :]))
            ),
        )
        return _AGAIN.sub(WITHHELD_NAME, text)

    def has_name(self, text: str) -> bool:
        """Whether anything in `text` would be hidden."""
        return self(text) != text

    def place(self, word: str) -> bool:
        """Whether a word is the name of a place, in any case."""
        folded = bare(word)
        return folded in self.place_names or form_of(folded, place_stems(self.place_names))

    def no_name(self, word: str) -> bool:
        """Whether a word is known to be something else than a part of a person's name."""
        return never_a_name(word) or self.place(word)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where names stand in `text`; spans may overlap."""
        folded = fold(text)
        for name in self.full_names:
            for match in re.finditer(rf"\b{re.escape(name)}\w{{0,5}}\b", folded):
                yield match.span()
        for run in _runs(text):
            yield from self._in_run(text, run)
        capitals = list(_CAPITALS.finditer(text))
        for first, second in pairwise(capitals):
            beside = text[first.end() : second.start()] == " " and (
                given_name(first[0]) or given_name(second[0])
            )
            if beside and not never_a_name(first[0]) and not never_a_name(second[0]):
                yield first.start(), second.end()
        yield from (match.span() for match in capitals if len(match[0]) > 3 and self._is_known(match[0]))

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
            surname = any(map(given_name, beside)) and bare(word[0]) in self.place_names
            # Behind a given name "Lahdelle" and "Lahden" are who and only "Lahdessa" is where.
            if position and given_name(run[position - 1][0]):
                surname = surname or not self.place(word[0]) or bool(_WHO.search(bare(word[0])))
            elif position + 2 == len(run) and given_name(run[-1][0]) and not self.place(word[0]):
                surname = not _ORDINARY.search(bare(word[0]))
            if not given and not surname and not self._is_known(word[0]) and self.no_name(word[0]):
                parts.append([])
                continue
            ordinary = starts and position == 0 and not given and _ORDINARY.search(bare(word[0]))
            if not (ordinary and not self._is_known(word[0])):
                parts[-1].append(word)
        for part in parts:
            if len(part) > 1:
                yield part[0].start(), part[-1].end()
            elif part:
                first = starts and part[0] is run[0]
                said = first and re.match(rf" (?:{said_by()})\b", fold(text[part[0].end() :]))
                if self._alone(part[0][0], first, titled or bool(said)):
                    yield part[0].span()

    def _alone(self, word: str, starts: bool, titled: bool) -> bool:
        """Whether a single capitalised word is a name; `starts` that it begins a sentence anyhow."""
        if word.endswith("."):
            return False
        if self._is_known(word):
            return True
        if self.no_name(word):
            return False
        if titled:
            return True
        if starts:
            return given_name_in_case(word) and not ordinary_word(word)
        return given_name_in_case(word) or bool(_SURNAME_ENDING.search(bare(word)))

    def _is_known(self, word: str) -> bool:
        folded = bare(word)
        if not self.known or form_of(folded, place_stems(self.own_places)):
            return False
        # "Salossa" is where, "Salo" and "Salon" may be who.
        where = self.place(word) and _WHERE.search(folded) and not folded.endswith("lle")
        return not where and person_form_of(folded, self.known)


def withholder(
    texts: Iterable[str], attendance: Iterable[str] = (), own_places: Collection[str] = ()
) -> Withholder:
    """Learn the names that stand in `texts` and in lists of those present.

    `own_places` are names of places that the national lists do not have; they are never hidden.
    """
    own = frozenset(fold(place) for place in own_places)
    plain = Withholder(place_names=places() | own, own_places=own)
    # Only certain names are looked for elsewhere: one wrong guess must not hide a word everywhere.
    found: set[str] = set()
    initials: set[str] = set()
    signs: set[str] = set()
    for text in texts:
        for start, end in _merged(plain.spans(text)):
            name, before = text[start:end], text[:start].rstrip(" :,").rpartition(" ")[2]
            if " " in name and (title(before) or any(map(given_name, name.split()))):
                found.add(name)
    for text in attendance:
        present = tuple(_present(text, plain))
        found.update(present)
        # "(TT)" behind Teppo Testinen is he, "(THL)" is not.
        theirs = {letters for name in present for letters in (_initials(name), _initials(name)[::-1])}
        signs.update(sign for sign in _INITIALS.findall(text) if sign in theirs)
    known: set[str] = set()
    full: set[str] = set()
    for name in found:
        words = [word for word in name.split() if len(word) > 2 and not word.endswith(".")]
        if len(words) > 1:
            full.add(fold(" ".join(words)))
            initials.add(_initials(name))
        known.update(fold(stem) for word in words for stem in stems(word) if len(stem) > 2)
    return Withholder(
        frozenset(known),
        frozenset(full),
        frozenset(initials),
        frozenset(signs),
        plain.place_names,
        plain.own_places,
    )


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split())


def _present(text: str, plain: Withholder) -> Iterator[str]:
    for run in _runs(text):
        names = [
            word[0]
            for word in run
            if given_name(word[0])
            or (
                not (title(word[0]) or (len(run) < 2 and plain.no_name(word[0])))
                and (any(given_name(other[0]) for other in run) or not never_a_name(word[0]))
            )
        ]
        behind = text[run[-1].end() : run[-1].end() + 2]
        # "Koko työryhmä" begins with a capital and names nobody.
        ordinary = len(names) == 1 and behind[:1] == " " and behind[1:].islower() and not given_name(names[0])
        if names and not ordinary:
            yield " ".join(names)


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        before, behind = text[word.start() - 1 : word.start()], text[word.end() : word.end() + 2]
        # "Onni-hanke" is no person, "iPad" no name.
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


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _cut(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in reversed(_merged(spans)):
        text = text[:start] + WITHHELD_NAME + text[end:]
    return text
