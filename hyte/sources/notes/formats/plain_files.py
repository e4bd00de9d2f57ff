"""Plain text and Markdown notes: headings, lists, tables and wrapped paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from hyte.sources.notes.arrangements.times import time_at_start
from hyte.sources.notes.folding import tidy, without_tags
from hyte.sources.notes.formats.list_marks import code_of, mark_of
from hyte.sources.notes.formats.markup import is_strong, items_of, only_tags, tagged_cells, without_marks
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.vocabulary import label_of

_HASHES = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
_UNDERLINE = re.compile(r"\s*(=|-)\1{2,}\s*$")
_PIPE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$")
_LABEL = re.compile(r"[A-ZÅÄÖ][^.:!?\n]{1,40}:(?:\s|$)")
_DEFINED = re.compile(r"[^\W\d][^\s:]*(?: [^\s:]+)?:\s+\S")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_QUOTED = re.compile(r"^(?:\s{0,3}>\s?)+")
_FOOTNOTE = re.compile(r"\[\^\w+\]:\s*(\S.*)$")
_ESCAPED_MARK = re.compile(r"(\s*\d{0,3})\\([.)*+-])(?=\s)")
_HANGING = ("ja", "sekä", "tai", "eli", "että", "seka", "etta")
_WIDE = 55
_CAPITAL_HEADING = 80
_LONGEST_CAPITAL = 40
_LONGEST_UNDERLINED = 120


def read_plain(lines: Sequence[str], *, markdown: bool = False) -> tuple[NumberedLine, ...]:
    """Give the non-empty lines of a text file; every one of them lies within exactly one NumberedLine.

    A line that holds several items ("• a • b", or a pasted HTML list) stays one line of the style "list",
    with the items in `cells`. Form feeds begin pages. `markdown` tells that quotes, code fences and links
    are to be read as Markdown has them.
    """
    reading = _Reading(lines, markdown, any("\f" in line for line in lines))
    for number, raw in enumerate(lines, start=1):
        reading.take(number, raw)
    return reading.finished()


@dataclass(slots=True)
class _Reading:
    """The state of reading one text; the result is `found`."""

    lines: Sequence[str]
    markdown: bool
    paged: bool
    found: list[NumberedLine] = field(default_factory=list)
    indents: list[int] = field(default_factory=list)
    page: int = 1
    carried: int | None = None
    """Where lines begin that hold nothing but tags: they belong to the next line."""
    fenced: bool = False
    piped: int = -1
    """The last line of a table whose rows have bars between the cells only."""

    def take(self, number: int, raw: str) -> None:
        page = self.page + len(raw) - len(raw.lstrip("\f"))
        self.page += raw.count("\f")
        raw = raw.replace("\f", " ").translate({0x00A0: " ", 0xFEFF: None})
        hard = self.markdown and raw.endswith(("  ", "\\"))
        raw = raw.rstrip()
        text = tidy(raw.replace("\u00ad", "" if not raw.endswith("\u00ad") else "\u00ad"))
        if self.markdown:
            if _FENCE.match(raw):
                self.fenced = not self.fenced
                self.carried = self.carried or number
                return
            raw = _ESCAPED_MARK.sub(r"\1\2", _QUOTED.sub("", raw, count=1))
            raw = raw.removesuffix("\\") if hard else raw
            text = tidy(raw)
        if not text:
            return
        if only_tags(text) and not tagged_cells(raw):
            self.carried = self.carried or number
            return
        previous = self.found[-1] if self.found and self.found[-1].last == number - 1 else None
        if previous is not None and self._belongs(previous, raw, number):
            return
        line = NumberedLine(number, number, text) if self.fenced else self._line(raw, number)
        if previous is not None and not self.fenced and self._continues(previous, line, raw):
            before = self.lines[number - 2]
            self.found[-1] = replace(previous, last=number, text=_joined(previous.text, line.text, before))
        else:
            line = replace(line, number=self.carried or number, page=page if self.paged else None)
            self.found.append(line)
        if hard:
            # A break on purpose: the next line begins anew.
            self.found[-1] = replace(self.found[-1], text=self.found[-1].text + "\n")
        self.carried = None

    def _belongs(self, previous: NumberedLine, raw: str, number: int) -> bool:
        """Whether a line only underlines the one before it, as a heading or as the head of a table."""
        if "|" in raw and _PIPE_RULE.match(raw):
            if previous.style == "table":
                self.found[-1] = replace(previous, last=number)
                return True
            if "|" in self.lines[number - 2] and previous.number == number - 1:
                self.found[-1] = replace(_row(_bars(self.lines[number - 2]), number - 1), last=number)
                self.piped = number
                return True
        if (
            _UNDERLINE.match(raw)
            and previous.style == "paragraph"
            and len(previous.text) <= _LONGEST_UNDERLINED
        ):
            self.found[-1] = replace(previous, last=number, style="heading", level=1 if "=" in raw else 2)
            return True
        return False

    def _line(self, raw: str, number: int) -> NumberedLine:
        text = tidy(raw)
        wide = raw.expandtabs(4)
        indent = len(wide) - len(wide.lstrip())
        if match := _HASHES.match(text):
            self.indents.clear()
            mark = mark_of(match[2])
            # "## 3. Huolet" and "## § 12 Asia" carry numbers as list items do.
            label, rest = mark if mark and mark[1] and any(map(str.isdigit, mark[0])) else ("", match[2])
            return NumberedLine(number, number, rest or text, "heading", len(match[1]), label=label)
        if self.markdown and (match := _FOOTNOTE.match(text)):
            return NumberedLine(number, number, match[1], part="footnote")
        mark = mark_of(text) or code_of(text, *self._beside(number))
        if mark is not None and "§" in mark[0]:
            self.indents.clear()
            return NumberedLine(number, number, mark[1] or text, "heading", 2, label=mark[0])
        if self.piped == number - 1 and "|" in raw:
            self.piped = number
            return _row(_bars(raw), number)
        if cells := _cells(raw, mark is not None):
            return _row(cells, number)
        if mark is not None:
            while self.indents and self.indents[-1] > indent:
                self.indents.pop()
            if not self.indents or self.indents[-1] < indent:
                self.indents.append(indent)
            return NumberedLine(number, number, mark[1], "list", len(self.indents), label=mark[0])
        if indent == 0:
            self.indents.clear()
        return NumberedLine(number, number, text)

    def _beside(self, number: int) -> tuple[str, str]:
        above = self.lines[number - 2] if number > 1 else ""
        return above, self.lines[number] if number < len(self.lines) else ""

    def _continues(self, previous: NumberedLine, line: NumberedLine, raw: str) -> bool:
        """Whether `line` is the rest of a sentence that was wrapped, and no line of its own."""
        before = self.lines[line.number - 2]
        if previous.style not in ("paragraph", "list") or line.style != "paragraph" or _UNDERLINE.match(raw):
            return False
        if (
            _LABEL.match(line.text)
            or previous.text.endswith((":", "\n"))
            or previous.part != line.part
            or self.carried
            or (line.text[0].isupper() and label_of(line.text))
        ):
            return False
        if not any(letter.isalpha() for letter in previous.text) or _apart(previous, line):
            return False
        if line.text[0].islower() or before.rstrip().endswith(("-", "\u00ad", "–")):
            return True
        if previous.text.endswith((".", "!", "?", ";")) or "\f" in self.lines[line.number - 1]:
            return False
        if previous.text.split()[-1].lower() in _HANGING:
            return True
        return len(before.strip()) >= _WIDE and not previous.text.isupper() and not line.text.isupper()

    def finished(self) -> tuple[NumberedLine, ...]:
        if self.carried:
            last = len(self.lines)
            if self.found:
                self.found[-1] = replace(self.found[-1], last=last)
            else:
                raw = next(line for line in self.lines[self.carried - 1 :] if line.strip())
                self.found.append(NumberedLine(self.carried, last, tidy(raw)))
        return tuple(_finished(line, self.markdown) for line in self.found if line.text.strip())


def _apart(previous: NumberedLine, line: NumberedLine) -> bool:
    """Whether a line begins anew below a heading in capitals, or as the next of several definitions."""
    single = previous.number == previous.last
    capital = previous.text.isupper() and not line.text.isupper() and not previous.text.endswith("-")
    heads = capital and len(previous.text) <= _LONGEST_CAPITAL and sum(map(str.isalpha, previous.text)) > 3
    defined = _DEFINED.match(previous.text) is not None and _DEFINED.match(line.text) is not None
    timed = _times(previous.text) and _times(line.text)
    return single and (heads or defined or timed)


def _times(text: str) -> bool:
    time = time_at_start(text)
    return time is not None and time[2] and bool(time[1])


def _bars(raw: str) -> tuple[str, ...]:
    stripped = raw.strip().removeprefix("|")
    if stripped.endswith("|") and not stripped.endswith("\\|"):
        stripped = stripped[:-1]
    return tuple(tidy(without_tags(part.replace("\\|", "|"))) for part in re.split(r"(?<!\\)\|", stripped))


def _cells(raw: str, marked: bool) -> tuple[str, ...]:
    stripped = raw.strip()
    if stripped.startswith("|") and stripped.count("|") >= 2:
        cells = _bars(raw)
    elif "\t" in stripped and not marked:  # a bullet may be set off with a tab
        cells = tuple(tidy(without_tags(part)) for part in stripped.split("\t"))
    else:
        cells = tagged_cells(raw)
    return cells if any(cells) else ()


def _row(cells: tuple[str, ...], number: int) -> NumberedLine:
    text = " | ".join(cell.replace("\n", "; ") for cell in cells if cell)
    return NumberedLine(number, number, text, "table", cells=cells)


def _joined(start: str, rest: str, before: str) -> str:
    first = rest.split()[0].rstrip(",").lower()
    if before.rstrip().endswith("\u00ad"):
        return start + rest
    if start.endswith("-") and not start.endswith(" -"):
        if rest[0].islower() and first not in _HANGING:
            return start[:-1] + rest
        return f"{start} {rest}" if first in _HANGING else start + rest
    return f"{start} {rest}"


def _finished(line: NumberedLine, markdown: bool) -> NumberedLine:
    """Take Markdown and pasted tags out; a line emphasised or capital as a whole is a heading."""
    raw = line.text.strip("\n")
    cells = tuple(without_marks(cell, markdown) for cell in line.cells)
    if line.style in ("paragraph", "list") and line.part == "":
        cells = tuple(without_marks(item, markdown) for item in items_of(raw, line.label))
    text = tidy(" ".join(without_tags(raw).split("\n"))) or raw
    bold = is_strong(text)
    text = without_marks(text, markdown) or text
    if not bold:
        text = text.removeprefix("**").removesuffix("**").strip() or text
    style, level = line.style, line.level
    letters, digits = sum(map(str.isalpha, text)), sum(map(str.isdigit, text))
    capital = text.isupper() and len(text) <= _CAPITAL_HEADING and letters >= 3 and letters > 2 * digits
    if style == "paragraph" and cells:
        style, level = "list", 1
    elif style == "paragraph" and (bold or capital) and not text.endswith("."):
        style, level = "heading", 6 if bold else 1
    return replace(line, text=text, cells=cells, style=style, level=level)
