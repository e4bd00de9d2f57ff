"""PX files of Statistics Finland: all dimensions, codes, units and names in up to three languages."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from hyte.errors import InputError
from hyte.model import LANGUAGES, Language
from hyte.sources.dimensions.roles import Dimension, Role, assign_roles, language_of_table
from hyte.sources.dimensions.table import DimensionTable, Measure, dense_positions, tidy
from hyte.sources.numbers import figures_of
from hyte.sources.reading import Reading, SourceFacts
from hyte.sources.statfin.px_syntax import PxDocument, parse_px
from hyte.sources.statfin.pxweb_titles import date_of, latest, plain_text, table_id, title_without_id

if TYPE_CHECKING:
    from hyte.sources.probe import Probe

_AGAIN = "Download the table again; the file is not whole."


class PxFile:
    """Reads a PX file; its labels are those of the file's own language."""

    layout = "px"

    def recognises(self, probe: Probe) -> bool:
        """Whether the file starts with the keywords of the PX format."""
        return probe.kind == "px"

    def read(self, probe: Probe) -> Iterator[Reading]:
        """Read the table; `InputError` when it is cut short or its figures do not fill its dimensions."""
        px = parse_px(probe)
        names = (*px.all("STUB"), *px.all("HEADING"))
        if not names:
            raise InputError("The file names no variables (STUB, HEADING).", place=probe.name, remedy=_AGAIN)
        if any(key[0] == "KEYS" for key in px.values):
            raise InputError(
                "The file leaves out rows (KEYS), a form of the PX format that is not read.",
                place=probe.name,
                remedy="Download the table as Excel, CSV or json-stat2.",
            )
        dimensions = assign_roles([_dimension(probe, px, name) for name in names])
        sizes = [len(dimension.labels) for dimension in dimensions]
        expected = math.prod(sizes)
        if len(px.figures) != expected or not expected:
            raise InputError(
                f"The table should have {expected} figures ({' × '.join(map(str, sizes))}) and has "
                f"{len(px.figures)}.",
                place=probe.place(line=int(px.lines[-1]) if len(px.lines) else px.data_line),
                remedy=_AGAIN,
            )
        language = _language(px, dimensions)
        measures = _measures(px, dimensions, language)
        title = px.one("DESCRIPTION") or px.one("TITLE")
        whole = px.one("LAST-UPDATED")
        updated = date_of(whole) if whole else None
        table = DimensionTable(
            layout=self.layout,
            producer="statfin",
            file=probe.name,
            dimensions=dimensions,
            positions=dense_positions(sizes),
            figures=figures_of(px.figures, "statfin"),
            printed=px.figures,
            language=language,
            table=table_id(px.one("MATRIX"), title, probe.name) or px.one("TABLEID"),
            lines=px.lines,
            only_measure=px.one("CONTENTS") or title_without_id(px.one("TITLE") or title),
            measures=measures,
            updated=None if updated is None else updated.isoformat(),
        )
        facts = SourceFacts(
            publisher=px.one("SOURCE"),
            title=title,
            table=table.table,
            updated=latest([table.updated, *(measure.updated for measure in measures.values())]),
            notes=_notes(px),
        )
        yield tidy(table, facts)


def _dimension(probe: Probe, px: PxDocument, name: str) -> Dimension:
    labels, codes = px.all("VALUES", name), px.all("CODES", name)
    if not labels or (codes and len(codes) != len(labels)):
        raise InputError(
            f"The variable {name!r} has {len(labels)} values and {len(codes)} codes.",
            place=probe.name,
            remedy=_AGAIN,
        )
    role = None
    kind = (px.one("VARIABLE-TYPE", name) or "").casefold()
    if name in px.all("CONTVARIABLE"):
        role = Role.MEASURE
    elif px.all("TIMEVAL", name) or kind == "time":
        role = Role.TIME
    elif px.one("MAP", name) or kind == "geographical":
        role = Role.AREA
    return Dimension(name, labels, codes or None, role)


def _language(px: PxDocument, dimensions: Sequence[Dimension]) -> Language:
    return next((own for own in LANGUAGES if own == px.language), None) or language_of_table(dimensions)


def _measures(px: PxDocument, dimensions: Sequence[Dimension], language: Language) -> dict[str, Measure]:
    """Titles, units, decimals and updates by the measure's label in the file's own language."""
    index = next((i for i, d in enumerate(dimensions) if d.role is Role.MEASURE), None)
    shown = px.one("SHOWDECIMALS") or px.one("DECIMALS")
    if index is None:
        contents = px.one("CONTENTS")
        if contents is None:
            return {}
        texts = {own: px.one("CONTENTS", language=own) for own in LANGUAGES if own in px.languages}
        units = {own: px.one("UNITS", language=own) for own in LANGUAGES if own in px.languages}
        return {contents: Measure(_told(texts), _told(units), _whole(shown))}
    variable = dimensions[index]
    measures = {}
    for position, label in enumerate(variable.labels):
        titles: dict[Language, str | None] = {language: label}
        units = {language: px.one("UNITS", label)}
        for other in LANGUAGES:
            if other == language or other not in px.languages:
                continue
            names = (*px.all("STUB", language=other), *px.all("HEADING", language=other))
            labels = px.all("VALUES", names[index], language=other) if index < len(names) else ()
            if len(labels) == len(variable.labels):
                titles[other] = labels[position]
                units[other] = px.one("UNITS", labels[position], language=other)
        updated = date_of(px.one("LAST-UPDATED", label) or "")
        measures[label] = Measure(
            titles=_told(titles),
            units=_told(units),
            decimals=_whole(px.one("PRECISION", variable.name, label) or shown),
            updated=None if updated is None else updated.isoformat(),
        )
    return measures


def _told(texts: dict[Language, str | None]) -> dict[Language, str]:
    return {language: text for language, text in texts.items() if text}


def _whole(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdecimal() else None


def _notes(px: PxDocument) -> tuple[str, ...]:
    notes = []
    for (keyword, language, subkeys), texts in px.values.items():
        if language is None and keyword in (
            "NOTE",
            "NOTEX",
            "VALUENOTE",
            "VALUENOTEX",
            "CELLNOTE",
            "CELLNOTEX",
        ):
            text = plain_text("".join(texts))
            if text:
                notes.append(": ".join((*subkeys, text)))
    return tuple(notes)
