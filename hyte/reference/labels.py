"""Comparing titles as people and sources write them, and naming files after them."""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata

_DASHES = re.compile(r"\s*[-\u2010\u2011\u2012\u2013\u2014\u2212]\s*")
_COMMAS = re.compile(r"\s*,\s*")
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_SPACES = re.compile(r"\s+")
_PLAIN = re.compile(r"[^a-z0-9]+")
_SLUG_LENGTH = 80

# Signs that carry meaning get a word, so that "Työttömät" and "Työttömät, %" stay two things.
_SPOKEN = {
    "%": " pct ",
    "€": " eur ",
    "<": " alle ",
    "≤": " enint ",
    ">": " yli ",
    "≥": " vah ",
    "+": " plus ",
    "&": " ja ",
    "±": " plusminus ",
    "æ": "ae",
    "ø": "o",
    "ß": "ss",
    "đ": "d",
    "ŋ": "ng",
    "ŧ": "t",
    "ʒ": "z",
    "ǥ": "g",
    "ƚ": "l",
    "ł": "l",
}


def normalised(label: str) -> str:
    """Give the form in which two labels are compared.

    Letter case, no-break and repeated spaces, kinds of dashes, spaces around dashes and commas, spaces
    between thousands, HTML entities and a full stop at the end make no difference. "" stays "".
    """
    text = unicodedata.normalize("NFC", html.unescape(label)).replace("\u00ad", "").casefold()
    text = _SPACES.sub(" ", text).strip().rstrip(".").rstrip()
    text = _THOUSANDS.sub("", text)
    return _COMMAS.sub(",", _DASHES.sub("-", text))


def normalised_breakdown(breakdown: str) -> str:
    """Give the comparable form of ``Name=label; Name=label``; the order of the parts makes no difference."""
    parts = (normalised(part) for part in breakdown.split(";"))
    return "; ".join(sorted(re.sub(r"\s*=\s*", "=", part) for part in parts if part))


def slug(text: str, length: int = _SLUG_LENGTH) -> str:
    """Give a name of ``a-z``, ``0-9`` and ``-`` that is safe in file names and the same on every machine.

    A short hash of the whole text is added when letters had to go (another alphabet) or the text is longer
    than `length` characters. Two texts that `normalised` holds to be equal get the same name.
    """
    compared = normalised(text)
    spelled = "".join(_SPOKEN.get(character, character) for character in compared)
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(c)
    ).casefold()
    lost = any(c.isalnum() and not c.isascii() for c in plain)
    name = _PLAIN.sub("-", plain).strip("-")
    if name and not lost and len(name) <= length:
        return name
    digest = hashlib.sha256(compared.encode()).hexdigest()[:8]
    head = name[: length - len(digest) - 1].strip("-")
    return f"{head}-{digest}" if head else digest
