"""Tables of those present: columns for the name, the role and whether somebody was there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from hyte.sources.notes.folding import fold
from hyte.sources.notes.present import Person, Status, persons
from hyte.sources.privacy import Withholder

_Column = Literal["name", "role", "present", "absent", "invited", "status", "other"]

_HEADS: tuple[tuple[_Column, str], ...] = (
    ("name", r"nimi|namn|henkilo|person|osallistuja|deltagare|jasen|medlem"),
    (
        "role",
        r"rooli|tehtava|virka|asema|edustaa|edustus|taho|organisaatio|yksikko|toimiala|sektori|nimike|tehtavanimike|roll"
        r"|uppgift|titel|tjanst|sektor|enhet|organisation|representerar|toimi",
    ),
    ("present", r"lasna|paikalla|osallistui|lasna (?:kylla|x)|narvarande|pa plats|deltog"),
    ("absent", r"poissa|estynyt|franvarande|forhindrad|este"),
    ("invited", r"kutsuttu|kutsuttuna|inbjuden|inbjudna"),
    ("status", r"lasnaolo|tila|lasna/poissa|lasna / poissa|narvaro|status|osallistuminen"),
    (
        "other",
        r"huom|huomautus|huomautuksia|klo|aika|lisatieto|allekirjoitus|varajasen|anm|anmarkning|anteckning|nro|nr|",
    ),
)
_NO = re.compile(r"\W*(?:ei|e|nej|n|0|poissa|estynyt|franvarande|forhindrad)?\W*")


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column of a table of those present holds."""

    kinds: tuple[_Column, ...]

    def holds(self, cells: Sequence[str]) -> bool:
        """Whether a row goes on with the table: as many cells, and somebody in them."""
        if len(cells) != len(self.kinds) or not any(cells):
            return False
        return "name" not in self.kinds or any(
            cell.strip() for kind, cell in zip(self.kinds, cells, strict=True) if kind in ("name", "role")
        )

    def persons(self, cells: Sequence[str], names: Withholder) -> Iterator[Person]:
        """The persons of one row with their roles."""
        pairs = list(zip(self.kinds, cells, strict=True))
        if "name" not in self.kinds and "role" not in self.kinds:
            # "Läsnä | Poissa": each column lists persons.
            for kind, cell in pairs:
                if kind in ("present", "absent", "invited"):
                    yield from persons(cell, _as_status(kind), names)
            return
        name = " ".join(cell for kind, cell in pairs if kind == "name").strip()
        role = ", ".join(cell for kind, cell in pairs if kind == "role" and cell.strip())
        status = _row_status(pairs)
        there = persons(f"{name}, {role}" if name and role else name or role, status, names)
        if name and there and not any(person.key for person in there):
            # A name that nobody would take for one stands in the column for names.
            own = persons(role, status, names)
            yield Person(fold(name), own[0].role if own else None, status)
            return
        yield from there


def columns_of(cells: Sequence[str]) -> Columns | None:
    """The columns of a table of those present by its head, None for any other table.

    It names the persons and whether they were there, or their roles and nothing else; or it has a column of
    persons for each of "Läsnä" and "Poissa".
    """
    kinds = tuple(_kind(cell) for cell in cells)
    if None in kinds or len(kinds) < 2:
        return None
    known = tuple(kind for kind in kinds if kind is not None)
    ways = {kind for kind in known if kind in ("present", "absent", "invited", "status")}
    if "name" in known and (ways or set(known) == {"name", "role"}):
        return Columns(known)
    if "role" in known and ways:
        return Columns(known)
    return Columns(known) if len(ways - {"status"}) > 1 and set(known) <= ways else None


def _kind(cell: str) -> _Column | None:
    word = fold(cell).strip(" .:*()")
    for kind, pattern in _HEADS:
        if re.fullmatch(rf"(?:{pattern})(?:n nimi|t)?|(?:{pattern}) ?\(?x\)?", word):
            return kind
    return None


def _as_status(kind: str) -> Status:
    return "absent" if kind == "absent" else "invited" if kind == "invited" else "present"


def _row_status(pairs: Sequence[tuple[_Column, str]]) -> Status:
    marks = {kind: fold(cell) for kind, cell in pairs}
    if (told := marks.get("status")) is not None:
        if re.search(r"poissa|estyn|franv|forhind|\bei\b|nej", told):
            return "absent"
        return "invited" if re.search(r"kutsu|inbj", told) else "present"
    for kind in ("absent", "invited"):
        if kind in marks and not _unmarked(marks[kind]):
            return _as_status(kind)
    if "present" in marks:
        return "absent" if _NO.fullmatch(marks["present"]) else "present"
    return "present"


def _unmarked(cell: str) -> bool:
    return re.fullmatch(r"\W*(?:ei|e|nej|n|0)?\W*", cell) is not None
