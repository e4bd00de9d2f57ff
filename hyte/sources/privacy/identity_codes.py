"""Finnish personal identity codes and the numbers that a client is known by."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hyte.sources.privacy.kinds import Finding, Kind

_CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_DIGIT = "[0-9OoIl]"
# Scanned text has blanks within the code; the sign of the century is then all that holds it together.
_CODE = re.compile(
    rf"(?<![\w.,])((?:{_DIGIT} ?){{6}}) ?([-\u2010-\u2015\u2212+A-FU-Ya-fu-y]) ?((?:{_DIGIT} ?){{3}})"
    r"([0-9A-Za-z])(?!\w)"
)
_NO_SIGN = re.compile(r"(?<![\w.,])(\d{6})[ ./]?(\d{3})([A-Za-z])(?!\w)")
_DOTTED = re.compile(r"(?<![\w.,])(\d\d)\.(\d\d)\.(\d\d)[-+A-Fa-f](\d{3})([0-9A-Za-z])(?!\w)")
_LABELLED = re.compile(
    r"\b(?:hetu|henkilötunnus|henkilotunnus|sotu|sosiaaliturvatunnus|personbeteckning|personnummer)\w{0,4}"
    r"[ .:(]{0,3}(?:on )?(\d{6}[-+A-Fa-f]?\w{0,4})",
    re.I,
)
_CLIENT = re.compile(
    r"\b(?:(?:potilas|asiakas|asiakkuus|patient|klient|kund|asiakaskortti|potilaskertomus)[- ]?"
    r"(?:numero|nro|nr|nummer|tunnus|id|n:o)|(?:potilas|asiakas|klient|patient)\w{0,3} (?:nro|nr|n:o|id))"
    r"\w{0,4}[ .:]{0,3}(?:on |är )?((?=[\w-]*\d)[\w-]{3,20})",
    re.I,
)


def identity_codes(text: str) -> Iterator[Finding]:
    """Find identity codes; one whose check character is wrong has the kind ``invalid_identity_code``.

    A code is known by its form and a possible day and month. Without the sign of the century, and with blanks
    among its digits, its check character must be right.
    """
    for match in _CODE.finditer(text):
        day, rest = _digits(match[1]), _digits(match[3])
        if not _possible(day):
            continue
        right = _right(day + rest, match[4])
        broken = " " in match[1].strip() or not match[1].replace(" ", "").isdigit()
        if right or not broken:
            yield Finding(*match.span(), "identity_code" if right else "invalid_identity_code")
    for match in _NO_SIGN.finditer(text):
        if _possible(match[1]) and _right(match[1] + match[2], match[3]):
            yield Finding(*match.span(), "identity_code")
    for match in _DOTTED.finditer(text):
        day = match[1] + match[2] + match[3]
        if _possible(day) and _right(day + match[4], match[5]):
            yield Finding(*match.span(), "identity_code")
    for match in _LABELLED.finditer(text):
        yield Finding(*match.span(1), "invalid_identity_code")
    client: Kind = "client_number"
    for match in _CLIENT.finditer(text):
        yield Finding(*match.span(1), client)


def _digits(part: str) -> str:
    return part.replace(" ", "").translate(str.maketrans("OoIl", "0011"))


def _possible(day: str) -> bool:
    return 1 <= int(day[:2]) <= 31 and 1 <= int(day[2:4]) <= 12


def _right(nine: str, check: str) -> bool:
    return _CHECK[int(nine) % 31] == check.upper()
