"""How often a group is due to meet, as a sentence says it: "kaksi kertaa vuodessa, kesäkuun alussa"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hyte.reference.word_patterns import lowered

_LOST = str.maketrans("åäö", "aao")
_NUMBERS = {
    "yhden": 1, "kerran": 1, "kaksi": 2, "kolme": 3, "nelja": 4, "viisi": 5, "kuusi": 6, "seitseman": 7,
    "kahdeksan": 8, "yhdeksan": 9, "kymmenen": 10, "en": 1, "ett": 1, "tva": 2, "tre": 3, "fyra": 4, "fem": 5,
    "sex": 6, "sju": 7, "atta": 8, "nio": 9, "tio": 10,
}  # fmt: skip
_NUMBER = rf"(?:{'|'.join(_NUMBERS)}|\d{{1,2}})"
_MONTHS = (
    "tammiku|januari", "helmiku|februari", "maalisku|mars\\b", "huhtiku|april", "toukoku|maj\\b",
    "kesaku|juni", "heinaku|juli", "eloku|augusti", "syysku|september", "lokaku|oktober",
    "marrasku|november", "jouluku|december",
)  # fmt: skip
_TIMES = re.compile(
    rf"\b(?P<low>{_NUMBER})(?:\s*(?:[-–]|tai|till|eller)\s*{_NUMBER})?\s+"
    r"(?:kertaa|gang(?:er)?)\s+(?P<period>\w+(?: \w+)?)"
    r"|\b(?P<once>kerran)\s+(?P<once_period>\w+)"
)
_PERIODS = (
    (re.compile(r"^(?:vuode|vuosit|om aret|per ar|arligen|i aret|kalenterivuo)"), 1),
    (re.compile(r"^(?:puolivuo|lukukaude|toimintakaude|per halvar|i halvaret|per termin|per lasar)"), 2),
    (re.compile(r"^(?:neljannesvuo|per kvartal|i kvartalet)"), 4),
    (re.compile(r"^(?:kuukaude|kuussa|i manaden|per manad)"), 12),
)
_WORDS = (
    (re.compile(r"\bjoka toinen kuukausi\b|\bjoka toisena kuukautena\b|\bvarannan manad\b"), 6),
    (
        re.compile(r"\bkuukausittain\b|\bjoka kuukausi\b|\bjoka kuukauden\b|\bmanatligen\b|\bvarje manad\b"),
        12,
    ),
    (re.compile(r"\bneljannesvuosittain\b|\bkvartalsvis\b|\bvarje kvartal\b"), 4),
    (re.compile(r"\bpuolivuosittain\b|\bhalvarsvis\b|\bvarje halvar\b"), 2),
    (re.compile(r"\bkevaisin ja syksyisin\b|\bkevaalla ja syksylla\b|\bpa varen och hosten\b"), 2),
    (re.compile(r"\bvuosittain\b|\bjoka vuosi\b|\barligen\b|\bvarje ar\b"), 1),
)
_EXCEPT = re.compile(r"\b(?:paitsi|lukuun ottamatta|utom|forutom|med undantag)\b")
_AS_NEEDED = re.compile(r"\b(?:tarvittaessa|tarpeen mukaan|vid behov|efter behov)\b")
_EVERY_MONTH = 12


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Meetings that are due in a year, and their months (1–12) as far as these are told."""

    times: int
    months: tuple[int, ...] = ()


def rhythm_of(text: str) -> Rhythm | None:
    """The rhythm that a sentence tells; None when it tells none, or only "when needed".

    Of "3–4 kertaa" the lower number is due. Months alone are a meeting each.
    """
    low = " ".join(lowered(text).translate(_LOST).split())
    told, _, excepted = _split(low)
    months = months_in(told)
    times = _times(told)
    if times is None:
        return Rhythm(len(months), months) if months and not _AS_NEEDED.search(low) else None
    if excepted and times == _EVERY_MONTH and (left_out := months_in(excepted)):
        months = tuple(month for month in range(1, _EVERY_MONTH + 1) if month not in left_out)
        return Rhythm(len(months), months)
    return Rhythm(times, months if len(months) <= times else ())


def months_in(text: str) -> tuple[int, ...]:
    """The months (1–12) that a text names in Finnish or Swedish, in the order of the year."""
    low = lowered(text).translate(_LOST)
    return tuple(number for number, names in enumerate(_MONTHS, start=1) if re.search(rf"\b(?:{names})", low))


def _split(text: str) -> Sequence[str]:
    match = _EXCEPT.search(text)
    return (text[: match.start()], match[0], text[match.end() :]) if match else (text, "", "")


def _times(text: str) -> int | None:
    for match in _TIMES.finditer(text):
        period = match["period"] or match["once_period"]
        number = "kerran" if match["once"] else match["low"]
        for pattern, in_year in _PERIODS:
            if pattern.match(period):
                return _NUMBERS.get(number, int(number) if number.isdigit() else 1) * in_year
    return next((times for pattern, times in _WORDS if pattern.search(text)), None)
