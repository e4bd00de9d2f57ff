"""What became of each raw file, for the recap of a run and for the command that only checks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from hyte.errors import InputError

_SHOWN_PLACES = 10
_USABLE = ("data", "note", "register", "survey")
_COUNTED = {"note": "record", "register": "row", "survey": "answer", "review": "correction"}


@dataclass(frozen=True, slots=True)
class RefusedFigures:
    """Figures of one place that were not kept; `code` as in ``docs/architecture.md``."""

    code: str
    detail: str
    place: str
    count: int


@dataclass(frozen=True, slots=True)
class FileSummary:
    """One raw file: what it was recognised as, and what was kept of it.

    `records` counts what came of a file of the municipality's own: records of a note, rows of a register,
    answers to a survey, corrections of a review. `unknown_regions` and `unknown_indicators` are (id, figures)
    pairs: they are kept under these ids. `refused` is (code, figures); `refusals` names the places, and is
    empty for a file that did not have to be read again.
    """

    file: str
    role: str
    layout: str | None
    invented: bool
    figures_read: int
    kept: int
    refused: tuple[tuple[str, int], ...] = ()
    unknown_regions: tuple[tuple[str, int], ...] = ()
    unknown_indicators: tuple[tuple[str, int], ...] = ()
    problem: str | None = None
    refusals: tuple[RefusedFigures, ...] = ()
    records: int = 0

    @property
    def usable(self) -> bool:
        """Whether anything came of it: questions alone do not make a file useless."""
        return self.role in _USABLE and (self.problem is None or bool(self.kept or self.records))

    @property
    def refused_count(self) -> int:
        """Figures that were refused, whatever the reason."""
        return sum(count for _, count in self.refused)

    def stored(self) -> dict[str, Any]:
        """As JSON; the places of refusals are left to the table ``refusals``."""
        content = asdict(self)
        del content["refusals"]
        return content

    @staticmethod
    def restored(content: dict[str, Any]) -> FileSummary:
        """The inverse of `stored`."""
        pairs = ("refused", "unknown_regions", "unknown_indicators")
        lists: dict[str, Any] = {name: tuple((id, count) for id, count in content[name]) for name in pairs}
        plain = {name: value for name, value in content.items() if name not in pairs}
        return FileSummary(**plain, **lists)


def count_by_code(refusals: Iterable[RefusedFigures]) -> tuple[tuple[str, int], ...]:
    """Refused figures by reason."""
    counts: Counter[str] = Counter()
    for refusal in refusals:
        counts[refusal.code] += refusal.count
    return tuple(sorted(counts.items()))


def check_text(
    files: Iterable[FileSummary], ignored: Iterable[tuple[str, str]] = (), problems: Iterable[InputError] = ()
) -> str:
    """Say for each file what it was recognised as, what was kept, and what was refused where, as plain lines.

    `ignored` is (file, reason); `problems` are those that belong to no readable file.
    """
    lines: list[str] = []
    told = set()
    for file in files:
        lines += _file_lines(file)
        told.update((file.problem or "").split("\n"))
    for name, reason in ignored:
        lines.append(f"{name}: not read ({reason})")
    lines += [f"Problem: {problem}" for problem in problems if str(problem) not in told]
    return "\n".join(lines)


def _file_lines(file: FileSummary) -> list[str]:
    if file.problem and file.role == "data":
        return [f"{file.file}: not used. {file.problem}"]
    if file.role != "data":
        counted = _COUNTED.get(file.role)
        count = f", {file.records} {counted}{'' if file.records == 1 else 's'}" if counted else ""
        questions = file.problem.split("\n") if file.problem else []
        told = [f"  To look at: {question}" for question in questions]
        return [f"{file.file}: {file.layout or file.role}{count}", *told]
    mark = ", invented data" if file.invented else ""
    lines = [f"{file.file}: {file.layout}, {file.kept} figures kept of {file.figures_read}{mark}"]
    lines += [f"  refused {count}: {code}" for code, count in file.refused]
    for refusal in file.refusals[:_SHOWN_PLACES]:
        times = f" (stands for {refusal.count} figures)" if refusal.count > 1 else ""
        lines.append(f"    {refusal.place}: {refusal.code} {refusal.detail!r}{times}")
    if len(file.refusals) > _SHOWN_PLACES:
        lines.append(f"    … and {len(file.refusals) - _SHOWN_PLACES} more places")
    for what, unknown in (("region", file.unknown_regions), ("indicator", file.unknown_indicators)):
        if unknown:
            names = ", ".join(id for id, _ in unknown[:_SHOWN_PLACES]) + (
                " …" if len(unknown) > _SHOWN_PLACES else ""
            )
            plural = "" if len(unknown) == 1 else "s"
            lines.append(f"  {len(unknown)} unknown {what}{plural}, kept: {names}")
    return lines
