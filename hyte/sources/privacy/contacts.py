"""Telephone numbers and e-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hyte.sources.privacy.kinds import Finding

_AT = r"(?:\s?(?:@|[(\[{]\s?(?:at|ät|a|@|miukumauku)\s?[)\]}])\s?)"
_DOT = r"(?:\.|\s?[(\[](?:piste|dot|punkt|\.)[)\]]\s?)"
_EMAIL = re.compile(rf"[\w+-]+(?:{_DOT}[\w+-]+)*\.?{_AT}[\w-]+(?:{_DOT}[\w-]+)+", re.I)
# "etunimi.sukunimi at kunta.fi": only with a dotted name and a domain of a country where it may live.
_SAID = re.compile(r"\b\w+[._]\w+ (?:at|ät) [\w-]+(?:\.[\w-]+)*\.(?:fi|com|net|org|se|eu|info|ax)\b", re.I)

_GAP = r"[ \t]?[-\u2010-\u2015/]?[ \t]?"
_ABROAD = r"(?:\+|(?<!\d)00(?=358|46|47|45|372|49|44|7))\s?\d{1,3}[ -]?(?:\(0\)[ -]?)?\d{1,4}"
_NATIONAL = r"\(?[0Oo]\d{1,3}\)?"
_PHONE = re.compile(rf"(?<![\w,§€])(?<!\d\.)(?:{_ABROAD}|{_NATIONAL})(?:{_GAP}\d){{5,10}}(?![\w.,]*\d)(?!\w)")
_DOTTED = re.compile(r"(?<![\w.,])0[45]\d\.\d{3}\.?\d{2}\.?\d{2,3}(?![\w.]*\d)")
_LABELLED = re.compile(
    r"(?:\b(?:puh|puhelin|puhelinnumero|puhelinnro|gsm|kännykkä|matkapuhelin|tel|tfn|telefon|mobil|whatsapp|soita|ring)"
    r"\w{0,4}[.:]{0,2}\s?(?:nro|n:o|numeroon|numerosta|numero|nr)?[.:]?\s?|☎\s?|📞\s?)"
    r"((?:\+\s?)?\(?\d[\d ()/-]{3,}\d)",
    re.I,
)
_NO_PHONE = (
    re.compile(r"\d{7}-\d"),  # a business id
    re.compile(r"0\d[-\u2013/ ]\d{1,2}[-\u2013/ ](?:19|20)\d\d"),  # a date with dashes, or months of a year
    re.compile(r"\d{5}(?:[ \u2013-]+\d{5})+"),  # postal codes
    re.compile(r"0\d{2}(?: \d{3}){2,}"),  # codes of municipalities or thousands in columns
    re.compile(r"0\d{1,2}[-\u2013/ ](?:19|20)\d\d[-\u2013/ ](?:0\d{1,2}[-\u2013/ ])?(?:19|20)\d\d"),
    re.compile(r"0\d(?:[ -]0\d)+"),  # months, hours or weeks
    re.compile(r"[01]\d ?[0-5]\d ?[-\u2013] ?[0-2]\d ?[0-5]\d"),  # from one time of the day to another
    re.compile(r"0\d{6}\d?"),  # a code with leading zeros: no Finnish number is that short without a gap
)
_BEFORE_NO_PHONE = re.compile(
    r"(?:ISSN|ISBN|DOI|diaari\w*|dnro|dnr|viite\w*|y-tunnus|fo-nummer|koodi\w*|id)[ :.]*[\w-]*$", re.I
)
_UNIT_BEHIND = re.compile(r"\s?(?:€|%|euro|eur\b|m€|milj|km\b|kpl\b|henkilö|asukas|[-\u2013]\d)", re.I)
_EMERGENCY = ("116117", "116111", "116006", "116000")  # numbers of national services
_MOBILE = re.compile(r"\(?[0Oo](?:4\d|50)")


def phones(text: str) -> Iterator[Finding]:
    """Find telephone numbers: international, with an area code in front, or behind a word that tells so."""
    for pattern in (_PHONE, _DOTTED):
        for match in pattern.finditer(text):
            if not _no_phone(match[0], text[: match.start()], text[match.end() :]):
                yield Finding(*match.span(), "phone")
    for match in _LABELLED.finditer(text):
        digits = sum(letter.isdigit() for letter in match[1])
        emergency = match[1].replace(" ", "") in _EMERGENCY
        if digits >= 5 and not emergency and not _UNIT_BEHIND.match(text, match.end()):
            yield Finding(*match.span(1), "phone")


def _no_phone(number: str, before: str, behind: str) -> bool:
    if number.startswith("+"):
        return False
    if _BEFORE_NO_PHONE.search(before[-24:]) or _UNIT_BEHIND.match(behind):
        return True
    # "044 123 456" is a number of Finland's mobile networks, "005 009 010" a list of codes.
    if _NO_PHONE[0].fullmatch(number):
        return True
    return not _MOBILE.match(number) and any(pattern.fullmatch(number) for pattern in _NO_PHONE)


def emails(text: str) -> Iterator[Finding]:
    """Find e-mail addresses, also with the sign written out against robots."""
    for pattern in (_EMAIL, _SAID):
        for match in pattern.finditer(text):
            yield Finding(*match.span(), "email")
