"""Population groups from ages and school years in running text: "75 vuotta täyttäneet", "8.-luokkalaiset"."""

from __future__ import annotations

import re

from hyte.reference.word_patterns import lowered

_RANGE = re.compile(
    r"\b(?P<low>\d{1,3})\s*[-–]\s*(?P<high>\d{1,3})\s*[-–]?\s*(?:vuotia\w*|vuotta\w*|v\b|v\.|-?\s?ari(?:ng|ga)\w*|åring\w*|åriga\w*|år\b)"
)
_OVER = re.compile(
    r"\b(?:yli|over|över|vähintään|minst)\s*(?P<low>\d{1,3})\s*[-–]?\s*(?:vuoti\w*|v\b|v\.|åring\w*|årig\w*|år\b)"
    r"|\b(?P<filled>\d{1,3})\s*(?:vuotta|v\.?|år)\s*(?:täyttän\w*|tayttan\w*|fyllda?|och\s+(?:över|over|äldre|aldre))\b"
    r"|\b(?:fyllt|fylla)\s*(?P<fyllt>\d{1,3})\s*år\b"
    r"|\b(?P<plus>\d{2,3})\s?\+"
)
_UNDER = re.compile(
    r"\b(?:alle|under)\s*(?P<high>\d{1,3})\s*[-–]?\s*(?:vuoti\w*|v\b|v\.|åring\w*|årig\w*|år\b)"
)
_ONE = re.compile(r"\b(?P<age>\d{1,3})\s*[-–]?\s*(?:vuotia\w*|vuotis\w*|åring\w*|åriga?\b)")
_GRADE = re.compile(
    r"\b(?P<grade>[1-9])\s*\.?\s*(?:[-–]\s*(?P<last>[1-9])\s*\.?\s*)?[-–]?\s*(?:luok\w*|lk\b|lk:\w*)"
    r"|\b(?:åk|ak|årskurs(?:erna|en)?|klass(?:erna)?)\s*\.?\s*(?P<first>[1-9])(?:\s*[-–]\s*(?P<final>[1-9]))?\b"
)
_OLDER_FROM, _WORKER_FROM, _WORKER_UNTIL = 60, 15, 75
_YOUNG_FROM, _YOUNG_UNTIL, _CHILD_UNTIL, _UPPER_SCHOOL = 13, 29, 20, 7


def groups_of_ages(text: str) -> tuple[str, ...]:
    """Groups that the ages and school years in `text` belong to, in the order in which they stand there.

    Children are under 13 years, or up to 20 in a range that begins below 13; the young from 13 to 29, people
    of working age in ranges from 15 on that end between 30 and 74, older people from 60. School years 1–6 are
    children, 7–9 young.
    """
    low = lowered(text)
    if not any(letter.isdigit() for letter in low):
        return ()
    found: list[tuple[int, str]] = []
    taken: list[tuple[int, int]] = []

    def free(match: re.Match[str]) -> bool:
        if any(start < match.end() and match.start() < end for start, end in taken):
            return False
        taken.append(match.span())
        return True

    for match in _RANGE.finditer(low):
        if free(match):
            found.append((match.start(), _of_range(int(match["low"]), int(match["high"]))))
    for match in _OVER.finditer(low):
        if free(match):
            age = int(match["low"] or match["filled"] or match["fyllt"] or match["plus"])
            found.append((match.start(), _of_range(age, 120)))
    for match in _UNDER.finditer(low):
        if free(match):
            found.append((match.start(), _of_range(0, int(match["high"]) - 1)))
    for match in _ONE.finditer(low):
        if free(match):
            found.append((match.start(), _of_range(int(match["age"]), int(match["age"]))))
    for match in _GRADE.finditer(low):
        if free(match):
            grades = (match["grade"], match["last"], match["first"], match["final"])
            for grade in dict.fromkeys(int(grade) for grade in grades if grade):
                found.append((match.start(), "young" if grade >= _UPPER_SCHOOL else "children"))
    return tuple(dict.fromkeys(group for _, group in sorted(found, key=lambda row: row[0]) if group))


def _of_range(low: int, high: int) -> str:
    if low >= _OLDER_FROM:
        return "older"
    if low < _YOUNG_FROM and high <= _CHILD_UNTIL:
        return "children"
    if high <= _YOUNG_UNTIL and high >= _YOUNG_FROM:
        return "young"
    return "working_age" if low >= _WORKER_FROM and _YOUNG_UNTIL < high < _WORKER_UNTIL else ""
