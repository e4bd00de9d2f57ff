"""The grammar of PX files: keywords with languages and subkeys, texts over several lines, and the figures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from hyte.errors import InputError

if TYPE_CHECKING:
    import numpy.typing as npt

    from hyte.sources.probe import Probe

_KEYWORD = re.compile(
    r"""\s*(?P<name>[A-Za-z][A-Za-z0-9_\-]*)
    (?:\[\s*"?(?P<language>[A-Za-z\-]+)"?\s*\])?
    \s*(?:\((?P<subkeys>(?:\s*"[^"]*"\s*,?|\s*\*\s*,?)*+)\s*\))?\s*=""",
    re.VERBOSE,
)
# Possessive, so that a file with a quotation mark too few is refused at once instead of searched for ever.
_VALUE = re.compile(r"((?:\"[^\"]*\"|[^\";]++)*+);")
_PIECE = re.compile(r"\"([^\"]*)\"|(,)")
_TOKEN = re.compile(r"\"[^\"]*\"|[^\s,\"]+")
_CODEPAGE = re.compile(rb"CODEPAGE\s*=\s*\"([A-Za-z0-9_\-]+)\"", re.IGNORECASE)
_CODECS = {
    "iso-8859-15": "iso-8859-15",
    "iso-8859-1": "iso-8859-1",
    "windows-1252": "cp1252",
    "utf-8": "utf-8",
}
_CUT_SHORT = "Download the table again; the transfer has probably stopped half-way."

Key = tuple[str, str | None, tuple[str, ...]]


@dataclass(frozen=True, slots=True, eq=False)
class PxDocument:
    """A PX file taken apart: what its keywords say, and its figures as printed, row by row.

    `lines[i]` is the line of the file on which figure i stands, counted from 1; `data_line` that of DATA.
    """

    values: Mapping[Key, tuple[str, ...]]
    language: str | None
    figures: list[str]
    lines: npt.NDArray[np.int64]
    data_line: int

    def all(self, keyword: str, *subkeys: str, language: str | None = None) -> tuple[str, ...]:
        """Every text of a keyword in a language (the file's own by default); () when it is not there."""
        return self.values.get((keyword, None if language == self.language else language, subkeys), ())

    def one(self, keyword: str, *subkeys: str, language: str | None = None) -> str | None:
        """The first text that a keyword holds; None when it is not there or empty."""
        texts = self.all(keyword, *subkeys, language=language)
        return texts[0].strip() or None if texts else None

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages that the file has texts in, its own first."""
        own = (self.language,) if self.language else ()
        return tuple(dict.fromkeys((*own, *self.all("LANGUAGES"))))


def parse_px(probe: Probe) -> PxDocument:
    """Take a PX file apart.

    Raises
    ------
    InputError
        The file ends before its figures do, or a line follows no rule of the format.
    """
    text = _text(probe)
    values: dict[Key, tuple[str, ...]] = {}
    position = 0
    while True:
        keyword = _KEYWORD.match(text, position)
        if keyword is None:
            raise _broken(probe, text, position)
        name = keyword["name"].upper()
        if name == "DATA":
            break
        value = _VALUE.match(text, keyword.end())
        if value is None:
            raise _broken(probe, text, keyword.start("name"))
        subkeys = tuple(piece[1] for piece in re.finditer(r"\"([^\"]*)\"", keyword["subkeys"] or ""))
        values[(name, keyword["language"], subkeys)] = _texts(value[1])
        position = value.end()
    language = next(iter(values.get(("LANGUAGE", None, ()), ())), None)
    data_line = text.count("\n", 0, keyword.start("name")) + 1
    figures, lines = _figures(probe, text, keyword.end(), data_line)
    # A text in the file's own language may be marked with that language all the same.
    own: dict[Key, tuple[str, ...]] = {
        (n, None, s): v for (n, marked, s), v in values.items() if marked is not None and marked == language
    }
    return PxDocument({**own, **values}, language, figures, lines, data_line)


def _text(probe: Probe) -> str:
    """The file's text by its own CODEPAGE; a file that is valid UTF-8 was re-saved as that."""
    declared = _CODEPAGE.search(probe.head)
    codec = _CODECS.get(declared[1].decode().lower()) if declared else None
    text = probe.text
    if codec is not None and probe.encoding in ("iso-8859-15", "cp1252") and codec != "utf-8":
        text = probe.data.decode(codec, errors="replace")
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _texts(raw: str) -> tuple[str, ...]:
    """Texts of a value: those without a comma between them are one text over several lines."""
    if '"' not in raw:
        return (" ".join(raw.split()),)
    texts: list[str] = []
    joined = False
    for piece in _PIECE.finditer(raw):
        if piece[2]:
            joined = False
        elif joined:
            texts[-1] += piece[1]
        else:
            texts.append(piece[1])
            joined = True
    return tuple(texts)


def _figures(probe: Probe, text: str, start: int, data_line: int) -> tuple[list[str], npt.NDArray[np.int64]]:
    body = text[start:].rstrip()
    if not body.endswith(";"):
        raise InputError(
            "The file ends in the middle of its figures.",
            place=probe.place(line=text.count("\n") + (not text.endswith("\n"))),
            remedy=_CUT_SHORT,
        )
    rows = [_row(line) for line in body[:-1].split("\n")]
    counts = [len(row) for row in rows]
    lines = np.repeat(np.arange(data_line, data_line + len(rows), dtype=np.int64), counts)
    return [figure for row in rows for figure in row], lines


def _row(line: str) -> list[str]:
    if '"' in line or "," in line:
        return [token.strip('"') if token != '""' else "" for token in _TOKEN.findall(line)]
    return line.split()


def _broken(probe: Probe, text: str, position: int) -> InputError:
    line = text.count("\n", 0, position + len(text[position:]) - len(text[position:].lstrip())) + 1
    if '"' in text[position:] or ";" not in text[position:]:
        reason = "The file ends before its figures begin."
        if "DATA" in text[position:]:
            reason = "The file has a line here that follows no rule of the PX format."
    else:
        reason = "The file has no figures (no DATA)."
    return InputError(reason, place=probe.place(line=line), remedy=_CUT_SHORT)
