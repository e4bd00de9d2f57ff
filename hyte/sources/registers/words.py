"""The words of the register workbook itself: names of its first and last sheet, instructions, marks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from hyte.model import LANGUAGES, Language
from hyte.reference.indicator import Translated
from hyte.reference.indicator_files import Entry, read_toml
from hyte.sources.registers.choice_lists import FOLDER
from hyte.sources.registers.matching import Names

_FILE = FOLDER / "_words.toml"
_LISTS_OF_SENTENCES = ("how", "use", "persons")


@cache
def words() -> Mapping[str, Translated]:
    """Single words and headings by ``<table>.<key>``."""
    return {
        f"{name}.{key}": Entry(table, _FILE.name, name).translated(key)
        for name, table in read_toml(_FILE).items()
        if name not in _LISTS_OF_SENTENCES
        for key in table
    }


def word(name: str, language: Language) -> str:
    """One word or heading."""
    return words()[name].of(language)


@cache
def sentences(name: str) -> tuple[Translated, ...]:
    """The sentences of one part of the instructions: how, use or persons."""
    whole = Entry(read_toml(_FILE), _FILE.name, "file")
    return tuple(entry.own_translation() for entry in whole.tables(name))


@cache
def other_sheets() -> Names[str]:
    """The sheets that hold no register, by their names in every language: instructions and lists."""
    named = [(words()[f"{kind}.sheet"], kind) for kind in ("instructions", "lists")]
    return Names((name, kind) for names, kind in named for name in names.all())


@cache
def _example_mark() -> re.Pattern[str]:
    marks = "|".join(re.escape(word("marks.example", language)) for language in LANGUAGES)
    return re.compile(rf"\s*(?:{marks})\s*:\s*", re.IGNORECASE)


def without_example_mark(text: str) -> str | None:
    """What follows "Esimerkki:" in any of the languages; None when the text does not begin with it."""
    match = _example_mark().match(text)
    return text[match.end() :] if match else None
