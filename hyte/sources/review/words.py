"""Words of the review workbook in three languages, and what people write for its choices."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from hyte.model import LANGUAGES, Language
from hyte.reference.nearest import nearest_names
from hyte.sources.registers.choice_lists import choice_lists
from hyte.sources.registers.matching import Names

EDITABLE = ("kind", "text", "groups", "themes", "sector", "body", "owner", "schedule", "state")
"""Fields of a record that a coordinator may change, in the order of the columns."""
SEVERAL = ("groups", "themes")
"""Fields that hold several ids, joined by ";"."""


_SAID_ALSO = {
    "kind": ("concern_or_joy", "deed_or_brake"),
    "sector": ("sectors",),
    "state": ("measure_state",),
}
"""Lists of choices of the register workbooks whose words count for a field as well."""


@cache
def words() -> dict[str, Any]:
    """The word list beside this module."""
    text = resources.files("hyte.sources.review").joinpath("review.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def said(part: str, key: str, language: Language) -> str:
    """One word in a language, for example ``said("headings", "kind", "fi")``; the key itself when unknown."""
    texts = words()[part].get(key)
    return str(texts[LANGUAGES.index(language)]) if texts else key


def guide(language: Language) -> tuple[str, ...]:
    """The lines of the guide."""
    return tuple(texts[LANGUAGES.index(language)] for texts in words()["guide"]["lines"])


@cache
def keys_of(part: str) -> Names[str]:
    """Keys of a part ("sheets", "headings") by their words in every language."""
    return Names((text, key) for key, texts in words()[part].items() for text in (*texts, key))


@cache
def labels_of(field: str, language: Language) -> Mapping[str, str]:
    """Ids of the choices of a field with their labels, in the order of a drop-down; empty for free text."""
    if field in ("kind", "state"):
        return {key: texts[LANGUAGES.index(language)] for key, texts in words()[f"{field}s"].items()}
    found = choice_lists().get({"sector": "sectors"}.get(field, field))
    return {choice.id: choice.names.of(language) for choice in found.choices} if found else {}


@cache
def _choices(field: str) -> Names[str]:
    named = [(label, id) for language in LANGUAGES for id, label in labels_of(field, language).items()]
    also = [
        (name, choice.id)
        for known in _SAID_ALSO.get(field, (field,))
        if (found := choice_lists().get(known))
        for choice in found.choices
        for name in choice.all_names()
    ]
    ids = [(id, id) for id in labels_of(field, "en")]
    return Names([*named, *ids, *also])


def shown(field: str, value: str | None, language: Language) -> str:
    """How a canonical value stands in a cell."""
    if not value:
        return ""
    labels = labels_of(field, language)
    if not labels:
        return value
    parts = value.split(";") if field in SEVERAL else [value]
    return "; ".join(labels.get(part, part) for part in parts)


def parsed(field: str, text: str) -> str:
    """The canonical value of a cell's text.

    Raises
    ------
    ValueError
        When a choice is not known; the message names it and the nearest one.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text or not labels_of(field, "en"):
        return text
    parts = [part.strip() for part in text.split(";")] if field in SEVERAL else [text]
    found: list[str] = []
    for part in filter(None, parts):
        id = _choices(field).find(part)
        if id is None:
            printed = {name.casefold(): name for name in _choices(field).printed()}
            near = nearest_names(part.casefold(), printed, 1)
            hint = f" Did you mean {printed[near[0]]!r}?" if near else ""
            raise ValueError(f"{part!r} is not one of the choices.{hint}")
        if id not in found:
            found.append(id)
    return ";".join(found)
