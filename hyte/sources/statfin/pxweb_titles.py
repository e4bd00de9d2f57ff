"""What PxWeb's titles, file names and notes tell: the table's id, its variables, its language, dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from html import unescape
from pathlib import PurePosixPath

from hyte.model import Language

_ID_IN_MATRIX = re.compile(r"(?:\d{3}_|\w+_pxt_)([0-9]{2,3}[a-zåäö]{1,2}[0-9]?)(?:_.*)?", re.IGNORECASE)
_ID_IN_TITLE = re.compile(
    r"\s*([0-9]{2,3}[a-zåäö]{1,2}[0-9]?)\s+(?:--|–|—)\s+(\S.*)", re.IGNORECASE | re.DOTALL
)
_BY: dict[Language, str] = {"fi": " muuttujina ", "sv": " efter ", "en": " by "}
_AND: dict[Language, str] = {"fi": " ja ", "sv": " och ", "en": " and "}
_TAG = re.compile(r"<[^<>]*>")
_DATES = (
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:\s+\d\d:\d\d)?"),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?:[T ].*)?"),
    re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})(?:[ ,].*)?"),
)


def table_id(matrix: str | None, title: str | None, file: str) -> str | None:
    """Table id such as "12c1", from MATRIX "001_12c1_2022", a title "12c1 -- …" or the file's name."""
    for text in (matrix, PurePosixPath(file).stem):
        match = _ID_IN_MATRIX.fullmatch(text.strip()) if text else None
        if match is not None:
            return match[1].lower()
        match = _ID_IN_TITLE.match(title) if title else None
        if match is not None:
            return match[1].lower()
    return matrix.strip() or None if matrix else None


def title_without_id(title: str | None) -> str | None:
    """What the table is about: the title without the table's id and without its list of variables."""
    if not title:
        return None
    match = _ID_IN_TITLE.match(title)
    text = match[2] if match is not None else title
    for language, by in _BY.items():
        head, found, names = text.partition(by)
        if found and (language == "fi" or _AND[language] in names):
            return head.strip() or None
    return text.strip() or None


def variables_in(title: str | None, count: int) -> tuple[str, ...] | None:
    """Names of the `count` variables that a title lists ("… muuttujina Alue, Vuosi ja Tiedot"), in order.

    None when the title lists none, or when its names do not add up: a name may hold a comma or an "and".
    """
    if not title or count < 1:
        return None
    for language, by in _BY.items():
        # The words "efter" and "by" may stand in the subject too; the list of variables comes last.
        head, found, listed = title.rpartition(by)
        if not found or not head:
            continue
        parts = [part.strip() for part in listed.split(",")]
        first, joined, last = parts[-1].rpartition(_AND[language])
        names = [*parts[:-1], first.strip(), last.strip()] if joined else parts
        if (joined or count == 1) and len(names) == count and all(names):
            return tuple(names)
    return None


def language_of_title(title: str | None) -> Language | None:
    """Language of a title that lists its variables; None for one that does not."""
    if title:
        for language, by in _BY.items():
            if by in title and (language == "fi" or _AND[language] in title.rpartition(by)[2]):
                return language
    return None


def date_of(text: str) -> date | None:
    """Date as PxWeb prints it ("20250404 08:00", "2025-04-04", "4.4.2025"); None for other text."""
    for pattern in _DATES:
        match = pattern.fullmatch(text.strip())
        if match is not None:
            try:
                return date(int(match["y"]), int(match["m"]), int(match["d"]))
            except ValueError:
                return None
    return None


def plain_text(note: str) -> str:
    """A note without HTML tags, and with "#", PxWeb's line break, made a line end."""
    text = unescape(_TAG.sub("", note)).replace("\r\n", "\n")
    lines = (" ".join(line.split()) for line in re.sub(r"#+", "\n", text).split("\n"))
    return "\n".join(line for line in lines if line)


def latest(dates: Sequence[str | None]) -> date | None:
    """The latest of ISO dates."""
    return max((date.fromisoformat(text) for text in dates if text), default=None)
