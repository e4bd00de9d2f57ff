"""The lines below a PxWeb table in Excel: notes, updates, units and source, labelled in fi, sv or en."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from hyte.model import Language
from hyte.sources.statfin.pxweb_titles import date_of, plain_text

Section = Literal[
    "updated",
    "source",
    "contact",
    "copyright",
    "unit",
    "type",
    "period",
    "base",
    "official",
    "database",
    "matrix",
]

_LABELS: dict[Language, dict[str, Section]] = {
    "fi": {
        "päivitetty viimeksi": "updated",
        "viimeksi päivitetty": "updated",
        "lähde": "source",
        "yhteystiedot": "contact",
        "tekijänoikeus": "copyright",
        "yksikkö": "unit",
        "datatyyppi": "type",
        "viiteajankohta": "period",
        "perusjakso": "base",
        "virallinen tilasto": "official",
        "tilastotietokannat": "database",
        "sisäinen viitekoodi": "matrix",
    },
    "sv": {
        "senaste uppdatering": "updated",
        "senast uppdaterad": "updated",
        "källa": "source",
        "kontaktperson": "contact",
        "kontakt": "contact",
        "upphovsrätt": "copyright",
        "sort": "unit",
        "enhet": "unit",
        "datatyp": "type",
        "referenstid": "period",
        "bastid": "base",
        "officiell statistik": "official",
        "databas": "database",
        "intern referenskod": "matrix",
    },
    "en": {
        "latest update": "updated",
        "last updated": "updated",
        "source": "source",
        "contact": "contact",
        "copyright": "copyright",
        "units": "unit",
        "unit": "unit",
        "data type": "type",
        "reference period": "period",
        "base period": "base",
        "official statistics": "official",
        "database": "database",
        "internal reference code": "matrix",
    },
}
_KEYWORDS: tuple[tuple[str, Section], ...] = (
    ("updated", "updated"),
    ("update", "updated"),
    ("source", "source"),
    ("contact", "contact"),
    ("copyright", "copyright"),
    ("unit", "unit"),
    ("datatype", "type"),
    ("stockfa", "type"),
    ("refperiod", "period"),
    ("referenceperiod", "period"),
    ("baseperiod", "base"),
    ("official", "official"),
    ("database", "database"),
    ("matrix", "matrix"),
    ("reference", "matrix"),
)
_LEFTOVER = "pxckeyword"
"""PxWeb prints the name of its own keyword where a translation is missing."""


@dataclass(frozen=True, slots=True)
class Foot:
    """What the lines below a table tell; `updated` and `units` go by the measure's label, "" is for all."""

    language: Language | None
    matrix: str | None
    source: str | None
    updated: Mapping[str, date]
    units: Mapping[str, str]
    notes: tuple[str, ...]


def section_of(line: str) -> tuple[Section, str, Language | None] | None:
    """Section that a line opens, the text after its label if there is any, and the label's language."""
    label, colon, rest = line.partition(":")
    folded = " ".join(label.split()).casefold()
    for language, labels in _LABELS.items():
        if folded in labels and (colon or labels[folded] in ("copyright", "official")):
            return labels[folded], rest.strip(), language
    if folded.startswith(_LEFTOVER):
        key = folded.removeprefix(_LEFTOVER)
        section = next((section for part, section in _KEYWORDS if part in key), None)
        if section is not None:
            return section, rest.strip(), None
    return None


def read_foot(lines: Sequence[str], measures: Collection[str]) -> Foot:
    """Read the lines below a table; empty ones part blocks.

    Parameters
    ----------
    lines : sequence of str
        Texts of column A below the figures, "" for an empty cell.
    measures : collection of str
        Labels in the table's head, to know "Väkiluku:" when it heads the update or the unit of a measure.
    """
    found: list[tuple[Section, list[str]]] = []
    languages: list[Language] = []
    notes: list[list[str]] = [[]]
    for line in (line.strip() for line in lines):
        opened = section_of(line) if line else None
        # A label of the table's own head may be spelled like a section's ("Unit:").
        if opened is not None and not (line.removesuffix(":") in measures and found):
            section, rest, told = opened
            found.append((section, [rest] if rest else []))
            if told is not None:
                languages.append(told)
        elif found:
            found[-1][1].append(line)
        elif line:
            notes[-1].append(plain_text(line))
        else:
            notes.append([])
    texts = {section: _by_measure(lines, measures) for section, lines in found}
    language = Counter(languages).most_common(1)[0][0] if languages else None
    updated = {label: date_of(text) for label, text in texts.get("updated", {}).items()}
    return Foot(
        language=language,
        matrix=texts.get("matrix", {}).get(""),
        source=texts.get("source", {}).get(""),
        updated={label: day for label, day in updated.items() if day is not None},
        units=texts.get("unit", {}),
        notes=tuple("\n".join(block) for block in notes if block),
    )


def _by_measure(lines: Sequence[str], measures: Collection[str]) -> dict[str, str]:
    texts: dict[str, str] = {}
    measure = ""
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        label = line.removesuffix(":").strip()
        if line.endswith(":") and (label in measures or following):
            measure = label
        elif line:
            texts.setdefault(measure, line)
    return texts
