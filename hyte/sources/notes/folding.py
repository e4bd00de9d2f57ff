"""Forms of Finnish text that survive lost dots, scanning damage and Word's invisible characters."""

from __future__ import annotations

import re
import unicodedata

from hyte.sources.privacy.letters import fold as fold

_INVISIBLE = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_BLANKS = re.compile(r"[ \u00a0\u2000-\u200a\u202f\u3000\x0b\x0c]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# Tags that people paste from a web form; "a < b" and "<5" stay.
_BREAK_TAG = re.compile(r"<\s*(?:br|/?p|/?li|/?ul|/?ol|/?div|/?tr|/?h[1-6])\b[^<>]*>", re.I)
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>|<!--.*?-->", re.S)
_ENTITIES = {"&nbsp;": " ", "&shy;": "", "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"'}
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
    text = unicodedata.normalize("NFC", text.translate(_INVISIBLE))
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _BLANKS.sub(" ", text).strip()


def without_tags(text: str) -> str:
    """Text whose HTML tags are taken out; tags that end a line become a line end."""
    if "<" not in text and "&" not in text:
        return text
    text = _TAG.sub("", _BREAK_TAG.sub("\n", text))
    for entity, letter in _ENTITIES.items():
        text = text.replace(entity, letter)
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of `text` in order; joined by blanks they are `text` again."""
    found: list[str] = []
    for part in _SENTENCE_END.split(text):
        if found and _ABBREVIATION.search(found[-1]):
            found[-1] = f"{found[-1]} {part}"
        else:
            found.append(part)
    return tuple(part for part in found if part)
