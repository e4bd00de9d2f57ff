"""One root error: where it went wrong, why, and what to do next, in words a coordinator understands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file of the user: the file, and the sheet, cell or line when they are known."""

    file: str
    sheet: str | None = None
    cell: str | None = None
    line: int | None = None

    def __str__(self) -> str:
        parts = [self.file]
        if self.sheet:
            parts.append(f"sheet {self.sheet!r}")
        if self.cell:
            parts.append(f"cell {self.cell}")
        if self.line is not None:
            parts.append(f"line {self.line}")
        return ", ".join(parts)


class HyteError(Exception):
    """The root of everything that the package raises on purpose.

    Parameters
    ----------
    reason : str
        What is wrong, one sentence.
    place : Place or str, optional
        Where it is wrong.
    remedy : str, optional
        What the reader can do about it, one sentence.
    """

    def __init__(self, reason: str, *, place: Place | str | None = None, remedy: str | None = None) -> None:
        self.reason = reason
        self.place = place
        self.remedy = remedy
        super().__init__(reason)

    def __str__(self) -> str:
        text = f"{self.place}: {self.reason}" if self.place else self.reason
        return f"{text} {self.remedy}" if self.remedy else text

    def __reduce__(self) -> tuple[object, ...]:
        # Worker processes hand errors back by pickling; keyword-only arguments need help there.
        return _rebuild, (type(self), self.reason, self.place, self.remedy)


def _rebuild(kind: type[HyteError], reason: str, place: Place | str | None, remedy: str | None) -> HyteError:
    return kind(reason, place=place, remedy=remedy)


class UsageError(HyteError):
    """The command, the settings or a parameter asks for something that cannot be (exit code 2)."""


class InputError(HyteError):
    """A file of the user cannot be used."""


class TableError(HyteError):
    """A processed table does not hold what its schema promises."""


class ReportError(HyteError):
    """A report could not be made."""


class PublishingError(HyteError):
    """An executed notebook holds something that may not be published."""
