"""Bullets, numbers and paragraph signs that stand before an item, and items that share one line."""

from __future__ import annotations

import re

_MONTHS = (
    r"(?:tammi|helmi|maalis|huhti|touko|kes[äa]|hein[äa]|elo|syys|loka|marras|joulu)kuu"
    r"|januari|februari|mars\b|april|maj\b|juni|juli|augusti|september|oktober|november|december"
    r"|january|february|march|may\b|june|july|august|october"
)
# "5. kesäkuuta", "7. 9. 2017" and "8. luokan oppilaat" are no items of a list.
_NO_ITEM = rf"(?!\s*(?:{_MONTHS}|\d{{1,2}}\.\s*\d{{4}}|luok(?:ka|an|il|ki)|astee[nl]|ja\s+\d|och\s+\d))"
_SECTION = re.compile(r"(§\s*\d+|\d+\s*§)\s*(.*)$", re.S)
_NUMBER = re.compile(
    rf"(\(?\d{{1,3}}[.)](?!\d)|[a-zåäö]\)){_NO_ITEM}(?:\s+(?=\S)|(?=[A-ZÅÄÖ]))(.*)$", re.S | re.I
)
_BULLET = re.compile(
    r"(--(?=\s)|[-*+·–—](?=\s)|o(?=\s)|>(?=\s+\D)|[•●○‣◦▪▫■□❑❏❖➢➤✓►▶▸▹▻◆◇◼◻∙⁃★])\s*(.*)$",
    re.S,
)
_WITHIN = "•●○◦▪▫■□❑❏❖➢➤►▶▸▹▻◆◇·"
_SURE = "•●▪■❑❏❖➢➤►▸"
_CODE = re.compile(r"([A-ZÅÄÖ]{1,3})(\d{1,2})[.:)]?\s+(?=\S)")
_NO_CODES = ("Q", "H", "V", "VK", "VKO", "KV")
"""Quarters, halves of a year and weeks: times and no codes."""


def mark_of(text: str) -> tuple[str, str] | None:
    """What stands before an item and the item, None when `text` begins with neither bullet nor number.

    A bullet within a bullet ("- o text", when a line end was lost) counts once, as the inner one.
    """
    if match := _SECTION.match(text):
        return match[1], match[2].strip()
    label, rest = "", text
    for _ in range(3):
        match = _BULLET.match(rest)
        if match is None or not match[2].strip():
            break
        label, rest = match[1], match[2].strip()
    if not label and (match := _NUMBER.match(text)) and match[2].strip():
        label, rest = match[1], match[2].strip()
    return (label, rest) if label else None


def code_of(text: str, above: str, below: str) -> tuple[str, str] | None:
    """The code of one of several coded lines ("T1 …" above "T2 …") and what stands behind it."""
    match = _CODE.match(text)
    if match is None or match[1] in _NO_CODES:
        return None
    beside = (other for near in (above, below) if (other := _CODE.match(near.strip())))
    runs = any(other[1] == match[1] and abs(int(other[2]) - int(match[2])) == 1 for other in beside)
    return (text[: match.end()].strip(), text[match.end() :].strip()) if runs else None


def items_within(text: str, label: str = "") -> tuple[str, ...]:
    """The items that bullets within one line set apart, () when the line is one item or none.

    `text` comes without the mark before it, which is `label`. What stands before the first bullet of
    "1. Toimet • a • b" is a heading and no item.
    """
    marks = label if label and label in _WITHIN else _SURE
    parts = re.split(rf"(?:^|(?<=\s))[{re.escape(marks)}]\s+", text)
    if len(parts) < 2:
        return ()
    first, *items = (part.strip(" \t;,") for part in parts)
    if label and label in _WITHIN:
        items.insert(0, first)
    elif not (label or first.endswith(":") or len(items) > 1):
        return ()  # "Iitin kunta • Sivistys" parts two words, it lists nothing
    return tuple(item for item in items if item)
