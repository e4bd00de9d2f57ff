"""What was noted in a year, gathered from notes, registers and surveys once for all chapters."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from hyte.process.duplicates import Joined, joined
from hyte.process.statements import Statement, statements
from hyte.store.local_tables import LocalTables


@lru_cache(maxsize=2)
def statements_of(local: LocalTables) -> tuple[Statement, ...]:
    """Every statement of the year, in the order of the sources."""
    return statements(local.notes, local.registers, local.survey_texts)


@lru_cache(maxsize=16)
def joined_of(local: LocalTables, kind: str) -> tuple[Joined, ...]:
    """Statements of one kind; those that say the same are one, and what most groups said comes first."""
    found = joined(said for said in statements_of(local) if said.kind == kind)
    return tuple(sorted(found, key=lambda one: (-one.times, -len(one.originals))))


def of_kind(local: LocalTables, kind: str) -> tuple[Statement, ...]:
    """Statements of one kind, each on its own."""
    return tuple(said for said in statements_of(local) if said.kind == kind)


def first_known(values: Iterable[str | None]) -> str | None:
    """The first value that is given."""
    return next((value for value in values if value), None)
