"""The description of the population: sections by population group, one panel for each indicator."""

from __future__ import annotations

from hyte.chapters import age_structure, teaviisari
from hyte.chapters.measure import Measure
from hyte.chapters.overview import overview
from hyte.chapters.panel import TABLE_YEARS, panel
from hyte.chapters.report_data import ReportData
from hyte.chapters.section_charts import charts
from hyte.errors import UsageError
from hyte.language.numbers import number
from hyte.presentation.blocks import Block, Gallery, Heading, Paragraph
from hyte.presentation.show import Blocks, line
from hyte.reference.indicator import GROUPS, THEMES

SECTIONS = (*GROUPS, "participation", "vitality", "wellbeing_work")
"""Sections in the order of the report: population groups first, then what concerns everybody."""

LARGE_PART = 0.2
"""From a fifth of its residents on, a municipality visibly pulls its county's figures to its own."""

_OWN_SECTIONS = {
    "participation": "participation",
    "vitality": "vitality",
    "economy": "vitality",
    "wellbeing_work": "wellbeing_work",
}


def opening(data: ReportData) -> Blocks:
    """Chapter heading and what the panels hold."""
    w = data.w
    texts = [w("population.table_years", count=TABLE_YEARS)]
    share = _share_of_county(data)
    if share is not None and LARGE_PART <= share < 1:
        shown = number(100 * share, 0, data.language)
        texts.append(w("population.own_share", share=shown, place=data.names.own.inside))
    return Blocks(
        (
            Heading(level=2, text=w("population.title")),
            Paragraph(spans=line(w("population.lead")), style="lead"),
            *(Paragraph(spans=line(text)) for text in texts),
        )
    )


def _share_of_county(data: ReportData) -> float | None:
    """The municipality's share of its county's residents, in the newest year that both are known of."""
    own, county = (data.get("population", region) for region in (data.own, data.county.region_id))
    both = [point.year for point in own.figures if county.value(point.year)]
    if not both:
        return None
    mine, whole = own.value(both[-1]), county.value(both[-1])
    return mine / whole if mine is not None and whole else None


def section(data: ReportData, name: str) -> Blocks:
    """One section; one sentence when the data hold nothing for it.

    Raises
    ------
    UsageError
        When there is no section of that name.
    """
    if name not in SECTIONS:
        raise UsageError(f"There is no section {name!r}.", remedy=f"Use one of: {', '.join(SECTIONS)}.")
    w = data.w
    heading = Heading(level=3, text=w(f"section.{name}"))
    if name == "wellbeing_work":
        return Blocks((heading, *teaviisari.blocks(data), *_panels(data, name)))
    panels = _panels(data, name)
    if not panels:
        return Blocks((heading, Paragraph(spans=line(w("population.empty")))))
    return Blocks((heading, *panels))


def single(data: ReportData, indicator: str) -> Blocks:
    """One indicator's panel."""
    measure = data.measures.get(indicator)
    if measure is None or data.newest(measure) is None:
        raise UsageError(
            f"There is no figure of {indicator!r} for {data.name} up to {data.year}.",
            remedy="The data workbook lists the indicators that the report has.",
        )
    return Blocks((panel(data, measure, charted=True),))


def section_of(measure: Measure) -> str:
    """The section that an indicator stands in."""
    return _OWN_SECTIONS.get(measure.theme, measure.group if measure.group in GROUPS else GROUPS[0])


def _panels(data: ReportData, name: str) -> tuple[Block, ...]:
    chosen = _chosen(data, name)
    table = overview(data, chosen, data.w(f"section.{name}"))
    panels = tuple(panel(data, measure) for measure in chosen)
    glance = () if table is None else (table,)
    drawn = charts(data, chosen)
    if name == GROUPS[0]:
        structure = age_structure.figures(data)
        rest = tuple(figure for gallery in drawn for figure in gallery.figures)
        drawn = (Gallery(figures=(*structure, *rest)),) if structure or rest else ()
    return (*glance, *drawn, *panels)


def _chosen(data: ReportData, name: str) -> list[Measure]:
    chosen = [
        measure for measure in data.used if section_of(measure) == name and not teaviisari.belongs(measure)
    ]
    order = {theme: index for index, theme in enumerate(THEMES)}
    chosen.sort(
        key=lambda measure: (
            measure.projection,
            not measure.key_fact,
            order.get(measure.theme, len(order)),
            measure.id,
        )
    )
    return chosen
