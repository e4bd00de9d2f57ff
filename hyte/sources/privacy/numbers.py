"""Car plates, bank accounts and dates of birth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from hyte.sources.privacy.kinds import Finding
from hyte.sources.privacy.words import words

_PLATE = re.compile(r"(?<![\w-])([A-ZÅÄÖ]{2,3})-([1-9]\d{0,2})(?![\w-]|[.,]\d)")
_SMALL_PLATE = re.compile(r"(?<![\w-])([a-zåäö]{3})-([1-9]\d\d)(?![\w-]|[.,]\d)")
_LOOSE_PLATE = re.compile(r"(?<![\w-])([A-ZÅÄÖa-zåäö]{2,3})[ -]?([1-9]\d{0,2})(?![\w-]|[.,]\d)")
_CAR = re.compile(
    r"\b(?:rek(?:isteri)?\.?[ -]?(?:nro|numero\w*|tunnu\w*|no|n:o|kilpi\w*|kilve\w*)?|registernummer\w*"
    r"|reg\.?nr|\w*auto(?:n|lla|ssa|sta|a)?|ajoneuvo\w*|mopo\w*|moottoripyör\w+|bil(?:en)?|paketti\w*"
    r"|kilpi|kilve\w+|toyota|volvo|skoda|ford|opel|nissan|audi|bmw|kia|volkswagen|mercedes)\b"
    r"[ .:,(]*(?:\w+ ){0,2}$",
    re.I,
)
_IBAN = re.compile(r"(?<![\w-])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?(?!\w)")
_FINNISH_IBAN = re.compile(r"(?<!\w)F[I1l] ?\d{2}(?: ?\d){14}(?!\w)", re.I)
_OLD_ACCOUNT = re.compile(
    r"\b(?:tili(?:n|lle|numero\w*|nro)?|pankkitili\w*|konto(?:nummer)?)[ :.]*(?:on )?(\d{6}-\d{2,8})(?!\w)",
    re.I,
)
_MONTH = "(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuuta"
_MANAD = "(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)"
_DATE = (
    r"(\d{1,2}[./-]\s?\d{1,2}[./-]\s?(?:(?:18|19|20)\d\d|\d\d)(?!\d)|(?:19|20)\d\d-\d\d-\d\d"
    rf"|\d{{1,2}}\.?\s{_MONTH}\s(?:19|20)?\d\d|(?:den )?\d{{1,2}}\s{_MANAD}\s(?:19|20)\d\d)"
)
_BIRTH = re.compile(
    r"(?<!\w)(?:s\.|synt\.?|syntynyt|syntym[aä]aika(?:ni|nsa)?|syntymäpäivä(?:ni|nsä)?|f\.|f[öo]dd|födelsedatum"
    rf"|födelsetid)[ :]*(?:on |är )?(?:den )?{_DATE}",
    re.I,
)
_DATE_BEHIND = re.compile(r"[ ,(]{1,3}(\d{1,2}\.\s?\d{1,2}\.\s?(?:19\d\d|200\d))(?!\d)")
_BORN_YEAR = re.compile(r"[(,] ?(?:s|f|synt|född)\.? ?((?:19|20)\d\d)(?=[),])")


@cache
def _no_plates() -> frozenset[str]:
    return frozenset(words("not_plates")["abbreviations"].split())


def plates(text: str) -> Iterator[Finding]:
    """Find car plates: letters and digits with a hyphen; in looser forms only behind a word for a car."""
    for pattern in (_PLATE, _SMALL_PLATE):
        for match in pattern.finditer(text):
            if match[1].upper() not in _no_plates() and (len(match[1]) == 3 or len(match[2]) == 3):
                yield Finding(*match.span(), "plate")
    for match in _LOOSE_PLATE.finditer(text):
        letters = match[1]
        alike = letters.isupper() or letters.islower()
        glued = match[0].isalnum() and letters.islower()
        if alike and not glued and letters.upper() not in _no_plates() and _CAR.search(text[: match.start()]):
            yield Finding(*match.span(), "plate")


def accounts(text: str) -> Iterator[Finding]:
    """Find bank accounts: Finnish ones by their form, foreign ones when their check digits are right."""
    for match in _FINNISH_IBAN.finditer(text):
        yield Finding(*match.span(), "account")
    for match in _IBAN.finditer(text):
        if _right(match[0]):
            yield Finding(*match.span(), "account")
    for match in _OLD_ACCOUNT.finditer(text):
        yield Finding(*match.span(1), "account")


def _right(account: str) -> bool:
    plain = account.replace(" ", "")
    turned = plain[4:] + plain[:4]
    return int("".join(str(int(letter, 36)) for letter in turned)) % 97 == 1


def birth_dates(text: str) -> Iterator[Finding]:
    """Find dates behind a word for birth; a year of birth only in brackets or between commas."""
    for pattern in (_BIRTH, _BORN_YEAR):
        for match in pattern.finditer(text):
            yield Finding(*match.span(1), "birth_date")


def born_behind(text: str, finding: Finding) -> Iterator[Finding]:
    """The date right behind a name or an address, when it is of a time before any note was written."""
    if finding.kind in ("name", "address"):
        match = _DATE_BEHIND.match(text, finding.end)
        if match:
            yield Finding(*match.span(1), "birth_date")
