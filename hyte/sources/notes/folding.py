"""Forms of Finnish text that survive lost dots, scanning damage and Word's invisible characters."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache

from hyte.sources.privacy.letters import fold as fold

_INVISIBLE: dict[int, str | None] = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
# Word's symbol fonts keep bullets, arrows and ticks where Unicode has no letters.
_SYMBOLS: dict[int, str | None] = {
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF06E: "■",
    0xF0D8: "➢",
    0xF076: "❖",
    0xF071: "❑",
    0xF0E0: "→",
    0xF0E8: "→",
    0xF0FC: "✓",
    0xF0A8: "☐",
    0xF06F: "☐",
    0xF0FE: "☒",
    0xF0FD: "☒",
    0xF078: "☒",
    0xF02D: "-",
    0xF04A: "☺",
    0xF04B: "😐",
    0xF04C: "☹",
    0xF0AE: "→",
    0xF0B0: "°",
    0xF0B1: "±",
    0xF0A3: "≤",
    0xF0B3: "≥",
}
_REPLACED = _INVISIBLE | _SYMBOLS
_BLANKS = re.compile(r"[ \u00a0\u2000-\u200a\u202f\u3000\x0b\x0c]+")
_LINE_END = re.compile("\r\n|[\r\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# Tags that people paste from a web form; "a < b" and "<5" stay.
_BREAK_TAG = re.compile(r"<\s*(?:br|/?p|/?li|/?ul|/?ol|/?div|/?tr|/?h[1-6])\b[^<>]*>", re.I)
_TAG = re.compile(
    r"</?(?:a|abbr|article|aside|b|big|blockquote|body|caption|center|cite|code|col|colgroup|dd|del|dfn|dl|dt"
    r"|em|figcaption|figure|font|footer|head|header|hr|html|i|img|ins|kbd|label|link|main|mark|meta|nav|nobr"
    r"|o:p|pre|q|s|samp|section|small|span|strike|strong|style|sub|sup|table|tbody|td|tfoot|th|thead|title|tt"
    r"|u|var|wbr)(?:\s[^<>]*)?/?>",
    re.I,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_MISREAD = re.compile("[\u00c2\u00c3\u00c5\u00e2][^\\sA-Za-z0-9.,;:()-]")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[\"”»’(\[]?[A-ZÅÄÖ])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[A-ZÅÄÖ]|ns|ko|esim|mm|ym|yms|tms|jne|vs|vrt|ks|nk|pj|vpj|siht|puh|klo|pvm|nro|n|s|v|vv|kpl|os|\d+)\.$",
    re.I,
)


def squeezed(text: str) -> str:
    """Folded letters and digits only: what a label is compared by."""
    return re.sub(r"[^a-z0-9§]", "", fold(text))


def tidy(text: str) -> str:
    """Text without invisible characters and with single blanks; tabs and line ends stay."""
    text = unicodedata.normalize("NFC", text.translate(_REPLACED))
    text = _CONTROL.sub("", _LINE_END.sub("\n", text))
    return _BLANKS.sub(" ", text).strip()


def without_tags(text: str) -> str:
    """Text whose HTML tags are taken out; tags that end a line become a line end."""
    if "<" not in text and "&" not in text:
        return text
    text = _TAG.sub("", _BREAK_TAG.sub("\n", _without_comments(text)))
    text = _ENTITY.sub(lambda match: html.unescape(match[0]), text)
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _without_comments(text: str) -> str:
    kept: list[str] = []
    rest = 0
    while (start := text.find("<!--", rest)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        kept.append(text[rest:start])
        rest = end + 3
    return "".join((*kept, text[rest:]))


@cache
def _trailing_bytes(encoding: str) -> dict[str, int]:
    """The letters that bytes 80–BF become when text in UTF-8 is read in another encoding."""
    found: dict[str, int] = {}
    for byte in range(0x80, 0xC0):
        for codec in (encoding, "latin-1"):
            letter = bytes((byte,)).decode(codec, errors="ignore")
            if letter:
                found.setdefault(letter, byte)
    return found


def mended(text: str, encoding: str = "cp1252") -> str:
    """Text in which letters that were read in the wrong encoding ("Ã¤" for "ä") are right again.

    `encoding` is cp1252 or iso-8859-15: the one in which UTF-8 was read, here or before.
    """
    if not _MISREAD.search(text):
        return text
    trailing = _trailing_bytes(encoding if encoding in ("cp1252", "iso-8859-15") else "cp1252")
    several = "[" + re.escape("".join(trailing)) + "]"

    def right(match: re.Match[str]) -> str:
        data = bytes((ord(match[0][0]), *(trailing[letter] for letter in match[0][1:])))
        return data.decode("utf-8", errors="ignore") or match[0]

    # Of those that begin with Å only š, ž and Ž: Finnish has Å before other letters too.
    caron = "[" + "".join(letter for letter, byte in trailing.items() if byte in (0xA1, 0xBD, 0xBE)) + "]"
    return re.sub(f"[\u00c2\u00c3]{several}|\u00c5{caron}|\u00e2{several}{{2}}", right, text)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of `text` in order; joined by blanks they are `text` again."""
    found: list[str] = []
    for part in _SENTENCE_END.split(text):
        if found and _ABBREVIATION.search(found[-1]):
            found[-1] = f"{found[-1]} {part}"
        else:
            found.append(part)
    return tuple(part for part in found if part)
