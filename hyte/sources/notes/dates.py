"""Days in running text, as Finnish and Swedish notes print them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from hyte.sources.notes.folding import fold

_MONTHS = (
    ("tammi", "januari", "jan"),
    ("helmi", "februari", "feb"),
    ("maalis", "mars"),
    ("huhti", "april", "apr"),
    ("touko", "maj"),
    ("kesa", "juni", "jun"),
    ("heina", "juli", "jul"),
    ("elo", "augusti", "aug"),
    ("syys", "september", "sept", "sep"),
    ("loka", "oktober", "okt"),
    ("marras", "november", "nov"),
    ("joulu", "december", "dec"),
)
_NUMBERS = {word: number for number, words in enumerate(_MONTHS, start=1) for word in words}
_FINNISH = "|".join(words[0] for words in _MONTHS)
_SWEDISH = "|".join(word for words in _MONTHS for word in words[1:])
_YEAR = r"(?P<year>20\d\d|19\d\d)"
_SHORT = r"(?P<year>\d{4}|\d{2})"
_DASH = r"\s?[-–—]\s?"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<!\d){_YEAR}-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})(?!\d)",
        # 5.–6.6.2024, 31.5.–1.6.2024
        rf"(?<![\d.])(?P<day>\d{{1,2}})\.?{_DASH}\d{{1,2}}\.\s?(?P<month>\d{{1,2}})\.\s?{_SHORT}(?!\d)",
        rf"(?<![\d.])(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.?{_DASH}"
        rf"\d{{1,2}}\.\s?\d{{1,2}}\.\s?{_SHORT}(?!\d)",
        # 5.6.2024, 05.06.24, 5.6.-24
        r"(?<![\d.])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4}|[-–']?\d{2})(?![\d.]?\d)",
        rf"(?<![\d.])(?P<day>\d{{1,2}})[./](?P<month>\d{{1,2}})[./]{_YEAR}(?!\d)",
        # 5. kesäkuuta 2024, 5.–6. kesäkuuta 2024
        rf"(?<!\d)(?P<day>\d{{1,2}})\.(?:{_DASH}\d{{1,2}}\.)?\s?(?P<month>{_FINNISH})kuuta\s{_YEAR}",
        # kesäkuun 5. päivänä 2024
        rf"(?P<month>{_FINNISH})kuun\s(?P<day>\d{{1,2}})\.?\s?(?:paiva\w*|pna|p:na)?,?\s(?:vuonna\s)?{_YEAR}",
        # 5 juni 2024, den 5–6 juni 2024
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:[.:]?e?)(?:{_DASH}\d{{1,2}}\.?)?\s?(?P<month>{_SWEDISH})\.?\s{_YEAR}",
    )
)


def days(text: str) -> Iterator[tuple[int, int, date]]:
    """Every whole date in `text` with where it begins and ends; of a range the first day."""
    folded = fold(text)
    for pattern in _PATTERNS:
        for match in pattern.finditer(folded):
            year = int(re.sub(r"\D", "", match["year"]))
            month = match["month"]
            try:
                day = date(
                    year if year >= 100 else 2000 + year,
                    int(month) if month.isdigit() else _NUMBERS[month],
                    int(match["day"]),
                )
            except ValueError:
                continue
            yield match.start(), match.end(), day


def first_day(text: str) -> date | None:
    """The first whole date in `text` ("5.–6.6.2024", "5. kesäkuuta 2024", "2024-06-05"), if any."""
    return min(((start, -end, day) for start, end, day in days(text)), default=(0, 0, None))[2]
