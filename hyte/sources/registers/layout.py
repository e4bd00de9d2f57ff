"""The registers that a municipality keeps in workbooks: their sheets, columns, rules and words, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from types import MappingProxyType
from typing import Literal, get_args

from hyte.errors import UsageError
from hyte.model import LANGUAGES, Language
from hyte.reference.indicator import Translated
from hyte.reference.indicator_files import Entry, read_toml
from hyte.reference.nearest import nearest_names
from hyte.sources.registers.choice_lists import FOLDER, choice_lists
from hyte.sources.registers.matching import Names

FieldType = Literal[
    "text",
    "long_text",
    "date",
    "month",
    "year",
    "whole",
    "number",
    "money",
    "person_years",
    "choice",
    "choices",
    "yes_no",
    "indicators",
    "person",
    "file_name",
]
"""Types of fields. Canonical values: ISO dates ("2024-06-05", also the month "2024-06" where the day is not
known), ISO months, numbers with a point, ids of choices (several joined by ";"), "yes" or "no", register ids
of indicators or their names as written (joined by ";"), else the text."""

TEXT_TYPES: frozenset[FieldType] = frozenset({"text", "long_text", "person", "file_name"})
_KEYS = ("type", "like", "choices", "required", "width", "heading", "help", "example")


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a register; `examples` are canonical values, `width` is in characters."""

    id: str
    type: FieldType
    required: bool
    width: int
    headings: Translated
    helps: Translated
    examples: Translated | None = None
    choices: str | None = None
    """Id of the list of choices, for choice, choices and yes_no."""

    def heading(self, language: Language) -> str:
        """The column's heading, without the mark of a required column."""
        return self.headings.of(language)


@dataclass(frozen=True)
class RegisterLayout:
    """One register: a sheet of the workbook.

    Of each pair in `before` the first date or year is not after the second. When any field of `least[0]` is
    filled, at least `least[1]` of them are.
    """

    id: str
    order: int
    sheets: Translated
    purposes: Translated
    fields: tuple[Field, ...]
    before: tuple[tuple[str, str], ...] = ()
    least: tuple[tuple[str, ...], int] = ((), 0)

    @cached_property
    def names(self) -> Names[str]:
        """Field ids by their headings in every language, and by the ids themselves."""
        return Names((name, field.id) for field in self.fields for name in (*field.headings.all(), field.id))

    def field(self, id: str) -> Field:
        """The field of this id; raises `KeyError`."""
        return self._by_id[id]

    @cached_property
    def _by_id(self) -> Mapping[str, Field]:
        return {field.id: field for field in self.fields}

    def has(self, id: str) -> bool:
        """Whether the register has a field of this id."""
        return id in self._by_id

    @property
    def required(self) -> tuple[str, ...]:
        """Ids of the fields that every row needs."""
        return tuple(field.id for field in self.fields if field.required)

    def example(self, language: Language) -> dict[str, str]:
        """Canonical values of the example row, by field."""
        return {field.id: field.examples.of(language) for field in self.fields if field.examples}


@cache
def register_layouts() -> Mapping[str, RegisterLayout]:
    """Every register by its id, in the order of the workbook."""
    common = read_toml(FOLDER / "_common.toml")
    found = [_layout(path.stem, read_toml(path), common) for path in FOLDER.glob("[!_]*.toml")]
    return MappingProxyType({layout.id: layout for layout in sorted(found, key=lambda found: found.order)})


@cache
def sheet_names() -> Names[str]:
    """Register ids by the names of their sheets in every language, and by the ids themselves."""
    return Names(
        (name, layout.id)
        for layout in register_layouts().values()
        for name in (*layout.sheets.all(), layout.id)
    )


def find_register(text: str) -> RegisterLayout:
    """The register of this id or sheet name.

    Raises
    ------
    UsageError
        When there is none; the remedy has the nearest name and all ids.
    """
    found = sheet_names().find(text)
    if found is None:
        near = nearest_names(text, sheet_names().printed(), 1)
        hint = f"Did you mean {near[0]!r}? " if near else ""
        known = ", ".join(register_layouts())
        raise UsageError(f"There is no register {text!r}.", remedy=f"{hint}Known are {known}.")
    return register_layouts()[found]


def person_fields() -> tuple[tuple[str, str], ...]:
    """Every (register, field) that holds names of persons, which are never published."""
    return tuple(
        (layout.id, field.id)
        for layout in register_layouts().values()
        for field in layout.fields
        if field.type == "person"
    )


def _layout(id: str, values: Mapping[str, object], common: Mapping[str, object]) -> RegisterLayout:
    whole = Entry(values, f"{id}.toml", id)
    whole.only(("order", "sheet", "purpose", "fields", "before", "least"))
    fields = tuple(
        _field(Entry(_with_common(table, common), whole.file, f"{id}.{name}"), name)
        for name, table in whole.typed("fields", dict).items()
    )
    least = Entry(whole.typed("least", dict, {}), whole.file, f"{id}.least")
    pairs = [(first, second) for first, second in whole.typed("before", list, [])]
    return RegisterLayout(
        id=id,
        order=whole.typed("order", int),
        sheets=whole.translated("sheet"),
        purposes=whole.translated("purpose"),
        fields=fields,
        before=tuple(pairs),
        least=(least.texts("fields"), least.typed("count", int, 0)),
    )


def _with_common(table: Mapping[str, object], common: Mapping[str, object]) -> dict[str, object]:
    like = table.get("like")
    shared = common.get(like) if isinstance(like, str) else None
    return {**(shared if isinstance(shared, dict) else {}), **table}


def _field(entry: Entry, id: str) -> Field:
    entry.only(_KEYS)
    type_ = entry.one_of("type", get_args(FieldType))
    choices = "yes_no" if type_ == "yes_no" else entry.values.get("choices")
    if type_ in ("choice", "choices", "yes_no"):
        if choices not in choice_lists():
            raise entry.fail(f"There is no list of choices {choices!r}.")
    elif choices is not None:
        raise entry.fail(f"A field of type {type_} has no choices.")
    return Field(
        id=id,
        type=type_,  # type: ignore[arg-type]
        required=entry.typed("required", bool, False),
        width=entry.typed("width", int),
        headings=entry.translated("heading"),
        helps=entry.translated("help"),
        examples=_examples(entry),
        choices=choices,
    )


def _examples(entry: Entry) -> Translated | None:
    """An example that is one value counts for every language."""
    example = entry.values.get("example")
    if example is None:
        return None
    if isinstance(example, str):
        return Translated(**dict.fromkeys(LANGUAGES, example))
    return entry.translated("example")
