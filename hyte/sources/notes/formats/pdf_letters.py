"""The letters of a PDF: signs of symbol fonts, ligatures, accents that stand apart, raised digits."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

HYPHEN = "\u00ad"
"""Stands for the hyphen at the end of a line until the line is joined with the next."""

# Wingdings and Symbol as Word and PowerPoint use them for bullets and arrows, by the byte of the font.
_WINGDINGS = {
    0x2D: "-", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x76: "❖", 0xA7: "▪", 0xA8: "◻",
    0xB7: "•", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFE: "☑",
}  # fmt: skip
_SYMBOL = {0xA3: "≤", 0xA7: "▪", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB7: "•", 0xDE: "⇒", 0xD8: "➢"}
_PRIVATE = {**_SYMBOL, **_WINGDINGS}
_ACCENTS = {
    "¨": "\u0308", "´": "\u0301", "`": "\u0300", "˚": "\u030a", "ˆ": "\u0302", "˜": "\u0303", "ˇ": "\u030c",
}  # fmt: skip
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NO_SIGN = (0, 0xFFFD, 0xFFFE, 0xFFFF)


def is_symbol_font(name: str) -> str:
    """ "wingdings" or "symbol" for the fonts that hold signs instead of letters, else ""."""
    low = name.lower()
    if "wingdings" in low:
        return "wingdings"
    return "symbol" if low.startswith("symbol") else ""


def letter(code: int, symbols: str) -> tuple[str, bool]:
    """The text of a code point, and whether the file gives it a meaning."""
    if 0xF000 <= code <= 0xF0FF:
        sign = _PRIVATE.get(code - 0xF000)
        return (sign, True) if sign else ("•", True)
    if symbols and (sign := (_WINGDINGS if symbols == "wingdings" else _SYMBOL).get(code)):
        return sign, True
    if code in (0x02, 0xAD):  # pdfium's sign for the hyphen at the end of a line
        return HYPHEN, True
    if code in (0x09, 0x0A, 0x0D, 0x20):
        return " ", True
    if code in _NO_SIGN or code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code <= 0xDFFF:
        return "", False
    if 0xE000 <= code <= 0xF8FF:
        return "\ufffd", False
    sign = chr(code)
    if 0xFB00 <= code <= 0xFB06:
        return unicodedata.normalize("NFKD", sign), True
    return sign, True


def composed(signs: Sequence[str], raised: Sequence[bool]) -> str:
    """The word that the signs make: accents set upon their letters, a hyphen within the word kept as one."""
    text = "".join(
        sign.translate(_RAISED) if high else sign for sign, high in zip(signs, raised, strict=True)
    )
    for accent, mark in _ACCENTS.items():
        if accent in text and len(text) > 1:
            text = _set_upon(text, accent, mark)
    inner, last = text[:-1].replace(HYPHEN, "-"), text[-1:]
    return unicodedata.normalize("NFC", inner + last)


def _set_upon(text: str, accent: str, mark: str) -> str:
    """ "a¨" or "¨a" as "ä"; an accent that fits neither neighbour stays as it is."""
    parts: list[str] = []
    position = 0
    while position < len(text):
        sign, after = text[position], text[position + 1 : position + 2]
        if sign == accent and parts and _fits(parts[-1], mark):
            parts[-1] = unicodedata.normalize("NFC", parts[-1] + mark)
        elif sign == accent and _fits(after, mark):
            parts.append(unicodedata.normalize("NFC", after + mark))
            position += 1
        else:
            parts.append(sign)
        position += 1
    return "".join(parts)


def _fits(sign: str, mark: str) -> bool:
    return bool(sign) and sign in "aouAOUeE" and len(unicodedata.normalize("NFC", sign + mark)) == 1
