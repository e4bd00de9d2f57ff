"""Lists of choices of the register workbooks: ids, their names in three languages, and what people write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType

from hyte.model import Language
from hyte.reference.indicator import Translated
from hyte.reference.indicator_files import Entry, read_toml
from hyte.reference.nearest import nearest_names
from hyte.reference.register import FOLDER as INDICATOR_FOLDER
from hyte.reference.word_lists import channel_names, sector_names
from hyte.sources.registers.matching import Names

FOLDER = Path(__file__).parent / "forms"


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a list."""

    id: str
    names: Translated
    also: tuple[str, ...] = ()

    def all_names(self) -> tuple[str, ...]:
        """Every name, the printed ones first, and the id."""
        return (*self.names.all(), *self.also, self.id)


@dataclass(frozen=True)
class ChoiceList:
    """A list of choices, in the order in which it is shown."""

    id: str
    choices: tuple[Choice, ...]

    @cached_property
    def _names(self) -> Names[str]:
        return Names((name, choice.id) for choice in self.choices for name in choice.all_names())

    def find(self, text: str) -> str | None:
        """The id of the choice of this name in any language; None when there is none."""
        return self._names.find(text)

    def nearest(self, text: str) -> str | None:
        """The name that is spelt most like the text."""
        printed = {name.casefold(): name for name in self._names.printed()}
        near = nearest_names(text.casefold(), printed, 1)
        return printed[near[0]] if near else None

    def label(self, id: str, language: Language) -> str:
        """The name of a choice; the id itself when the list does not have it."""
        for choice in self.choices:
            if choice.id == id:
                return choice.names.of(language)
        return id

    def labels(self, language: Language) -> tuple[str, ...]:
        """All names in one language."""
        return tuple(choice.names.of(language) for choice in self.choices)


@cache
def choice_lists() -> Mapping[str, ChoiceList]:
    """Every list by its id."""
    file = FOLDER / "_choices.toml"
    lists = {
        name: ChoiceList(name, tuple(_choices(Entry(table, file.name, name))))
        for name, table in read_toml(file).items()
    }
    for name, named in (("sectors", sector_names()), ("channels", channel_names())):
        lists[name] = ChoiceList(name, tuple(Choice(id, names) for id, names in named.items()))
    return MappingProxyType(lists | {"teaviisari_sectors": _teaviisari_sectors()})


def _choices(table: Entry) -> Iterator[Choice]:
    for id, values in table.values.items():
        entry = Entry(values, table.file, f"{table.name}.{id}")
        yield Choice(id, entry.own_translation(extra=("also",)), entry.texts("also"))


def _teaviisari_sectors() -> ChoiceList:
    file = INDICATOR_FOLDER / "_teaviisari.toml"
    sectors = Entry(read_toml(file), file.name, "file").typed("sectors", dict)
    found = []
    for id, values in sectors.items():
        entry = Entry(values, file.name, id)
        names = Translated(*(entry.typed(language, str) for language in ("fi", "sv", "en")))
        found.append(Choice(id, names, entry.texts("names")))
    return ChoiceList("teaviisari_sectors", tuple(found))
