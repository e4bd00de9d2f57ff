"""Plain text and Markdown notes: headings, lists, tables and wrapped paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hyte.sources.notes.folding import tidy, without_tags
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.vocabulary import label_of

_HASHES = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_BULLET = re.compile(r"((?:[-*+•‣◦▪■□❑❏➢➤·–—]|o(?=\s))\s*)(?:\s|(?<=[•❑❏▪■□➢➤]))(.*)$")
_NUMBER = re.compile(r"(\(?\d{1,3}[.)]|[a-zåäö]\))\s+(\S.*)$")
_SECTION = re.compile(r"(§\s*\d+|\d+\s*§)\s*(.*)$")
_UNDERLINE = re.compile(r"\s*(=|-)\1{2,}\s*$")
_PIPE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_LABEL = re.compile(r"[A-ZÅÄÖ][^.:!?\n]{1,40}:(?:\s|$)")
_HANGING = ("ja", "sekä", "tai", "eli", "että", "seka", "etta")
_WIDE = 55
_CAPITAL_HEADING = 80


def read_plain(lines: Sequence[str]) -> tuple[NumberedLine, ...]:
    """Give the non-empty lines of a text file; every one of them lies within exactly one NumberedLine."""
    found: list[NumberedLine] = []
    indents: list[int] = []
    for number, raw in enumerate(lines, start=1):
        raw = raw.translate({0x00A0: " ", 0xFEFF: None}).rstrip()
        text = tidy(raw.replace("\u00ad", "" if not raw.endswith("\u00ad") else "\u00ad"))
        if not text:
            continue
        previous = found[-1] if found and found[-1].last == number - 1 else None
        line = _line(raw, number, indents)
        if previous is not None and _UNDERLINE.match(raw) and previous.style == "paragraph":
            found[-1] = replace(previous, last=number, style="heading", level=1 if "=" in raw else 2)
        elif previous is not None and _PIPE_RULE.match(raw) and "|" in raw and previous.style == "table":
            found[-1] = replace(previous, last=number)
        elif previous is not None and _continues(previous, line, raw, lines[number - 2]):
            found[-1] = replace(
                previous, last=number, text=_joined(previous.text, line.text, lines[number - 2])
            )
        else:
            found.append(line)
    return tuple(_finished(line) for line in found if line.text)


def _line(raw: str, number: int, indents: list[int]) -> NumberedLine:
    text = tidy(raw)
    indent = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip())
    if match := _HASHES.match(text):
        indents.clear()
        return NumberedLine(number, number, match[2], "heading", len(match[1]))
    if match := _SECTION.match(text):
        indents.clear()
        return NumberedLine(number, number, match[2] or text, "heading", 2, label=match[1])
    if cells := _cells(raw):
        return NumberedLine(number, number, " | ".join(c for c in cells if c), "table", cells=cells)
    label, rest = "", text
    depth = 0
    # "- o text" is a bullet within a bullet that lost its line.
    while depth < 3 and (match := _BULLET.match(rest)) and match[2].strip():
        label, rest, depth = match[1].strip(), match[2].strip(), depth + 1
    if not depth and (match := _NUMBER.match(text)):
        label, rest = match[1], match[2]
    if label:
        while indents and indents[-1] > indent:
            indents.pop()
        if not indents or indents[-1] < indent:
            indents.append(indent)
        return NumberedLine(number, number, rest, "list", len(indents), label=label)
    if indent == 0:
        indents.clear()
    return NumberedLine(number, number, text)


def _cells(raw: str) -> tuple[str, ...]:
    stripped = raw.strip()
    if stripped.startswith("|") and stripped.count("|") >= 2:
        parts = re.split(r"(?<!\\)\|", stripped.strip("|"))
        cells = tuple(tidy(without_tags(part.replace("\\|", "|"))) for part in parts)
    elif "\t" in stripped:
        cells = tuple(tidy(without_tags(part)) for part in stripped.split("\t"))
        if _BULLET.match(stripped) or _NUMBER.match(stripped):
            return ()  # a bullet that is set off with a tab
    else:
        return ()
    return cells if any(cells) else ()


def _continues(previous: NumberedLine, line: NumberedLine, raw: str, before: str) -> bool:
    """Whether `line` is the rest of a sentence that was wrapped, and no line of its own."""
    if previous.style not in ("paragraph", "list") or line.style != "paragraph" or _UNDERLINE.match(raw):
        return False
    if (
        _LABEL.match(line.text)
        or previous.text.endswith(":")
        or (line.text[0].isupper() and label_of(line.text))
    ):
        return False
    if not any(letter.isalpha() for letter in previous.text):
        return False
    if line.text[0].islower() or before.rstrip().endswith(("-", "\u00ad", "–")):
        return True
    if previous.text.endswith((".", "!", "?", ";")):
        return False
    if previous.text.split()[-1].lower() in _HANGING:
        return True
    return len(before.strip()) >= _WIDE and not previous.text.isupper() and not line.text.isupper()


def _joined(start: str, rest: str, before: str) -> str:
    first = rest.split()[0].rstrip(",").lower()
    if before.rstrip().endswith("\u00ad"):
        return start + rest
    if start.endswith("-") and not start.endswith(" -"):
        if rest[0].islower() and first not in _HANGING:
            return start[:-1] + rest
        return f"{start} {rest}" if first in _HANGING else start + rest
    return f"{start} {rest}"


def _finished(line: NumberedLine) -> NumberedLine:
    """Take Markdown emphasis and pasted tags out; a line emphasised or capital as a whole is a heading."""
    text = tidy(" ".join(without_tags(line.text).split("\n"))) or line.text
    bold = _EMPHASIS.fullmatch(text) is not None and text.count(text[:2]) == 2
    text = _EMPHASIS.sub(r"\2", text).removeprefix("**").removesuffix("**") or text
    cells = tuple(_EMPHASIS.sub(r"\2", cell) for cell in line.cells)
    style, level = line.style, line.level
    capital = text.isupper() and len(text) <= _CAPITAL_HEADING and sum(map(str.isalpha, text)) >= 3
    if style == "paragraph" and (bold or capital) and not text.endswith("."):
        style, level = "heading", 6 if bold else 1
    return replace(line, text=text, cells=cells, style=style, level=level)
