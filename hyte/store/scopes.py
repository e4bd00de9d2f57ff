"""Which municipalities' figures a distribution is made of."""

from __future__ import annotations

from hyte.reference.areas import Municipality

ALL = "all"


def scopes_of(municipality: Municipality) -> tuple[str, str, str]:
    """The scopes that a municipality belongs to: the whole mainland, its group, its county.

    They are called ``all``, ``group:urban`` and ``county:09``.
    """
    return ALL, f"group:{municipality.group}", f"county:{municipality.county}"
