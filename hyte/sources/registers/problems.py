"""Problems of register workbooks, collected so that ten thousand alike take a handful of lines."""

from __future__ import annotations

from dataclasses import dataclass, field

from hyte.errors import HyteError, InputError, Place

_TOLD = 10


@dataclass(slots=True)
class Problems:
    """The problems of one workbook in the order in which they were found."""

    file: str
    _found: list[HyteError] = field(default_factory=list)
    _more: dict[tuple[str | None, str], list[str]] = field(default_factory=dict)
    _counts: dict[tuple[str | None, str], int] = field(default_factory=dict)

    def add(
        self,
        reason: str,
        remedy: str | None,
        *,
        sheet: str | None = None,
        cell: str | None = None,
        kind: str = "",
    ) -> None:
        """Note a problem. Of many of one `kind` on a sheet the first are told, the others only counted."""
        if kind:
            key = (sheet, kind)
            self._counts[key] = self._counts.get(key, 0) + 1
            if self._counts[key] > _TOLD:
                self._more.setdefault(key, []).append(cell or "")
                return
        self._found.append(InputError(reason, place=Place(self.file, sheet, cell), remedy=remedy))

    def told(self) -> tuple[HyteError, ...]:
        """All problems; at the end those that were only counted, with the cells where they begin and end."""
        rest = (
            InputError(
                f"{len(cells)} more cells have the same problem: {kind}.",
                place=Place(self.file, sheet, f"{cells[0]} to {cells[-1]}" if len(cells) > 1 else cells[0]),
                remedy="Mend them like the first ones.",
            )
            for (sheet, kind), cells in self._more.items()
        )
        return (*self._found, *rest)
