"""Learning whose names are in a municipality's texts: from lists of those present, and from the texts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from hyte.sources.privacy.inflection import stems, uninflected
from hyte.sources.privacy.letters import fold, smooth
from hyte.sources.privacy.name_finder import CAPITALS, INITIALS, Names, merged, runs
from hyte.sources.privacy.name_words import (
    abbreviation,
    given_name,
    never_a_name,
    ordinary_word,
    places,
    surname,
    surname_or_word,
    title,
)


def learned(texts: Iterable[str], lists: Iterable[str], own_places: Collection[str]) -> Names:
    """Learn the names in `texts`, where only certain ones count, and in `lists` that only hold persons."""
    own = frozenset(fold(place) for place in own_places)
    plain = Names(place_names=places() | own, own_places=own)
    listed: set[str] = set()
    signs: set[str] = set()
    for text in lists:
        text = smooth(text).text
        present = set(_present(text, plain))
        listed |= present
        # "(TT)" behind Teppo Testinen is he, "(THL)" is not.
        theirs = {letters for name in present for letters in _initials(name)}
        signs.update(sign for sign in INITIALS.findall(text) if sign in theirs and f"({sign})" in text)
    mentioned = {name for text in texts for name in _mentioned(smooth(text).text, plain)}
    known: set[str] = set()
    full: set[str] = set()
    initials: set[str] = set()
    for name in sorted(listed | mentioned):
        words = [word for word in name.split() if len(word) > 1 and not word.endswith(".")]
        if len(words) > 1:
            full.update(fold(" ".join(order)) for order in (words, words[::-1]))
        if name in listed:
            initials.update(_initials(name))
        known.update(stem for word in words for stem in _stems(word, name in listed))
    return Names(
        frozenset(known),
        frozenset(full),
        frozenset(initials),
        frozenset(signs),
        plain.place_names,
        plain.own_places,
    )


def _stems(word: str, listed: bool) -> Iterator[str]:
    parts = {word, *(part for part in word.split("-") if len(part) > 3 and not ordinary_word(part))}
    for part in parts:
        if never_a_name(part):
            continue
        forms = {part}
        # A list has names as they are; running text may have them in any case.
        if not listed and not given_name(part):
            forms.update(uninflected(part))
        yield from (fold(stem) for form in forms for stem in stems(form) if len(stem) > 1)


def _initials(name: str) -> Iterator[str]:
    words = [word for word in name.split() if word[0].isupper()]
    letters = "".join(word[0] for word in words)
    double = "".join(part[0] for word in words for part in word.split("-") if part)
    yield from {letters, letters[::-1], double, double[-1:] + double[:-1]} - {letters[:1]}


def _mentioned(text: str, plain: Names) -> Iterator[str]:
    """Names of running text that are certain enough: one wrong guess must not hide a word everywhere."""
    for start, end in merged(plain.spans(text)):
        name, before = text[start:end], text[:start].rstrip(" :,").rpartition(" ")[2]
        words = name.split()
        given = [position for position, word in enumerate(words) if given_name(word)]
        if len(words) > 1 and (title(before) or given):
            # "Kiitos Maija Mallikkaalle" begins with no name, "Mallikas Maija" does.
            first = min(given[0], len(words) - 2) if given else 0
            yield " ".join(words[first:])


def _present(text: str, plain: Names) -> Iterator[str]:
    """Names in an enumeration of persons, their roles and organisations left out."""
    for run in runs(text):
        names = [
            word[0]
            for word in run
            if given_name(word[0])
            or (
                not (title(word[0]) or (len(run) < 2 and plain.no_name(word[0])))
                and (any(given_name(other[0]) for other in run) or not never_a_name(word[0]))
            )
        ]
        if not names:
            continue
        if len(names) == 1:
            behind = text[run[-1].end() : run[-1].end() + 2]
            person = given_name(names[0]) or surname_or_word(names[0])
            # "Koko työryhmä" begins with a capital and names nobody; "(Kausala)" is where somebody is from.
            within = text[: run[0].start()].rstrip().endswith("(")
            if not person and ((behind[:1] == " " and behind[1:].islower()) or within):
                continue
        yield " ".join(names)
    for word in CAPITALS.finditer(text):
        letters = word[0]
        if abbreviation(letters) or plain.no_name(letters) or title(letters) or len(letters) < 3:
            continue
        if given_name(letters) or surname(letters):
            yield letters
