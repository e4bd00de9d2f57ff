"""Document → Typst source: every block one call of the template's functions, every text a string literal."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from textwrap import shorten
from typing import Any, TypeVar

from hyte.errors import PublishingError
from hyte.model import Language
from hyte.presentation.blocks import (
    Block,
    Callout,
    Cover,
    Dataset,
    Figure,
    Gallery,
    Heading,
    KeyFacts,
    Line,
    Listing,
    Panel,
    Paragraph,
    Span,
    Table,
)
from hyte.presentation.markup import figure_and_unit, says_source
from hyte.presentation.palette import PALETTE, Palette
from hyte.publishing.document import Document
from hyte.publishing.page import words
from hyte.publishing.typst_table import TEXT_WIDTH, full_layout, side_layout, table_call
from hyte.publishing.typst_text import breakable, literal

TEMPLATE = Path(__file__).parent / "report.typ"
MAIN = "main.typ"
"""Name that the source is to have in the working folder."""

_REGION: dict[Language, str] = {"fi": "FI", "sv": "FI", "en": "GB"}
_GUTTER = 5 * 72 / 25.4
Sourced = TypeVar("Sourced", Table, Figure)

_RUNNING = 80
_TALL_ROWS = 28
_PANEL_CHART_HEIGHT = 136.0
_CHART_HEIGHT = 300.0
_GALLERY_HEIGHT = 560.0


def typst_source(document: Document, workdir: Path) -> str:
    """The Typst source of a report; its charts, colours and template are written into `workdir`.

    Each block is announced by a comment `// block <index>`, so that a complaint of Typst finds its block.

    Raises
    ------
    PublishingError
        When a block has no printed form.
    """
    workdir.joinpath("report.typ").write_text(TEMPLATE.read_text(encoding="utf-8"), encoding="utf-8")
    workdir.joinpath("palette.typ").write_text(_palette_source(PALETTE), encoding="utf-8")
    parts = [
        '#import "report.typ": *',
        f"#let facts = {_facts(document.cover)}",
        "#show: report.with(facts)",
        "#cover(facts)",
    ]
    if any(entry.kind == "heading" for entry in document.contents):
        parts.append(f"#contents({literal(words(document.cover.language)['contents'])})")
    for index, block in enumerate(document.blocks):
        parts += [f"// block {index}", "#" + _call(block, document, workdir / f"chart-{index}.svg")]
    return "\n".join(parts) + "\n"


def describe(block: Block) -> str:
    """A block in the words of an error message."""
    for name in ("title", "caption", "text"):
        if hasattr(block, name):
            return f"{block.kind} {getattr(block, name)!r}"
    return str(block.kind)


def _facts(cover: Cover) -> str:
    day = cover.data_date
    texts = {
        "language": cover.language,
        "region": _REGION[cover.language],
        "title": cover.title,
        "report": cover.report_name,
        "running": shorten(f"{cover.report_name} · {cover.title}", _RUNNING, placeholder=" …"),
        "municipality": cover.municipality,
        "state": cover.state_text,
        "organisation": cover.organisation,
        "data_date": cover.data_date_text,
        "notice": cover.notice,
        "description": cover.description,
    }
    listed = ", ".join(f"{name}: {literal(text)}" for name, text in texts.items())
    details = "".join(f"({literal(label)}, {literal(text)}), " for label, text in _details(cover))
    draft = "true" if cover.state == "draft" else "false"
    date = f"datetime(year: {day.year}, month: {day.month}, day: {day.day})"
    return f"({listed}, details: ({details}), year: {cover.year}, draft: {draft}, date: {date})"


def _details(cover: Cover) -> list[tuple[str, str]]:
    """What the title page tells of the report, each with its label."""
    own = words(cover.language)
    told = [
        (own["municipality"], f"{cover.municipality} ({cover.municipality_code})"),
        (own["year"], str(cover.year)),
        (own["county"], cover.county),
        (own["data"], cover.data_date_text),
    ]
    return [(label, text) for label, text in told if text]


def _call(block: Block, document: Document, chart: Path) -> str:
    writer = _WRITERS.get(type(block))
    if writer is None:
        raise PublishingError(
            f"the block {describe(block)} has no printed form.",
            remedy="Leave it out, or teach the PDF writer.",
        )
    return writer(block, document, chart)


def _heading(block: Heading, document: Document, chart: Path) -> str:
    labelled = f"#label({literal(block.anchor)})" if block.anchor else ""
    return f"[#heading(level: {block.level}, {literal(block.text)}){labelled}]"


def _paragraph(block: Paragraph, document: Document, chart: Path) -> str:
    name = {"normal": "plain", "lead": "lead", "note": "note", "quote": "quotation"}[block.style]
    return f"{name}({_line(block.spans)}{', sticky: true' if _introduces(block, document) else ''})"


def _introduces(block: Paragraph, document: Document) -> bool:
    """Whether it stands between two headings: a chapter's opening words must not stay behind on a page."""
    first = last = next(index for index, other in enumerate(document.blocks) if other is block)
    while first > 0 and isinstance(document.blocks[first - 1], Paragraph):
        first -= 1
    while last + 1 < len(document.blocks) and isinstance(document.blocks[last + 1], Paragraph):
        last += 1
    edges = document.blocks[first - 1 : first] + document.blocks[last + 1 : last + 2]
    return len(edges) == 2 and all(isinstance(edge, Heading) for edge in edges)


def _listing(block: Listing, document: Document, chart: Path) -> str:
    items = ", ".join(_line(item) for item in block.items)
    return f"{'enum' if block.numbered else 'list'}({items})"


def _key_facts(block: KeyFacts, document: Document, chart: Path) -> str:
    facts = "".join(
        f"({literal(fact.label)}, {literal(figure)}, {literal(unit)}, {literal(fact.context)}), "
        for fact in block.facts
        for figure, unit in [figure_and_unit(fact.value)]
    )
    return f"key-facts({literal(block.caption)}, ({facts}))"


def _table(block: Table, document: Document, chart: Path) -> str:
    layout = full_layout(block)
    call = table_call(_sourced(block, document), layout)
    return f"page(flipped: true, {call})" if layout.landscape else call


def _figure(block: Figure, document: Document, chart: Path) -> str:
    return f"chart({_picture(_sourced(block, document), chart, TEXT_WIDTH, _CHART_HEIGHT)})"


def _gallery(block: Gallery, document: Document, chart: Path) -> str:
    room = (TEXT_WIDTH - _GUTTER) / 2
    pictures = []
    for number, figure in enumerate(block.figures):
        file = chart.with_stem(f"{chart.stem}-{number}")
        drawn = _sourced(figure, document)
        pictures.append(f"picture({_picture(drawn, file, room, _GALLERY_HEIGHT)}, tight: true)")
    return f"gallery(({', '.join(pictures)},))"


def _callout(block: Callout, document: Document, chart: Path) -> str:
    lines = "".join(f"{_line(line)}, " for line in block.lines)
    return f"callout({literal(block.tone)}, {literal(block.title)}, ({lines}))"


def _dataset(block: Dataset, document: Document, chart: Path) -> str:
    return f"plain({literal(block.note)})"


def _panel(block: Panel, document: Document, chart: Path) -> str:
    beside = block.figure is not None or bool(block.sentences)
    side = side_layout(block.table, 0.36 * TEXT_WIDTH, 0.5 * TEXT_WIDTH) if beside else None
    room = TEXT_WIDTH - _GUTTER - side.width if side else TEXT_WIDTH
    layout = side or full_layout(block.table)
    figure = "none"
    if block.figure:
        drawn = _sourced(block.figure, document)
        if says_source(block):
            drawn = drawn.model_copy(update={"source": ""})
        picture = _picture(drawn, chart, room, _PANEL_CHART_HEIGHT)
        figure = f"picture({picture}, tight: true)"
    texts = ["".join(f"{literal(text)}, " for text in lines) for lines in (block.sentences, block.notes)]
    shares = f"({room:.2f}pt, {side.width:.2f}pt)" if side else "none"
    call = (
        f"panel({document.level_of(block.anchor)}, {literal(block.anchor)}, {literal(block.title)}, "
        f"{literal(block.verdict or 'not_testable')}, {literal(block.verdict_text)}, "
        f"({texts[0]}), ({texts[1]}), "
        f"{figure}, {table_call(_sourced(block.table, document), layout, tight=True)}, shares: {shares}, "
        f"breakable: {'true' if len(block.table.rows) > _TALL_ROWS else 'false'})"
    )
    return f"page(flipped: true, {call})" if layout.landscape else call


_WRITERS: dict[type, Callable[[Any, Document, Path], str]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Listing: _listing,
    KeyFacts: _key_facts,
    Table: _table,
    Figure: _figure,
    Gallery: _gallery,
    Panel: _panel,
    Callout: _callout,
    Dataset: _dataset,
}


def _sourced(block: Sourced, document: Document) -> Sourced:
    """The block with the word "Source" before its source line, unless the line has it already."""
    label = f"{words(document.cover.language)['source']}: "
    if not block.source or block.source.startswith(label):
        return block
    return block.model_copy(update={"source": label + block.source})


def _picture(figure: Figure, chart: Path, room: float, tallest: float) -> str:
    chart.write_text(figure.svg, encoding="utf-8", newline="\n")
    width = min(room, tallest / _aspect(figure.svg))
    return (
        f"{literal(chart.name)}, {literal(figure.alt)}, {literal(figure.caption)}, {literal(figure.source)}, "
        f"width: {width:.2f}pt"
    )


def _aspect(svg: str) -> float:
    """Height by width of an SVG; 0.5 when it does not say."""
    opening = svg[svg.find("<svg") :].split(">", 1)[0]
    box = re.search(r"""viewBox\s*=\s*["']\s*([^"']+)["']""", opening)
    if box:
        numbers = re.findall(r"-?\d+(?:\.\d+)?", box[1])
        if len(numbers) == 4 and float(numbers[2]) > 0 and float(numbers[3]) > 0:
            return float(numbers[3]) / float(numbers[2])
    return 0.5


def _line(spans: Line) -> str:
    return "{" + "; ".join(_span(span) for span in spans) + "}" if spans else '""'


def _span(span: Span) -> str:
    text = literal(breakable(span.text))
    if span.emphasis:
        text = f"emph({text})"
    if span.strong:
        text = f"strong({text})"
    if span.href is None:
        return text
    target = f"label({literal(span.href[1:])})" if span.href.startswith("#") else literal(span.href)
    return f"link({target}, {text})"


def _palette_source(palette: Palette) -> str:
    colours = {
        "ink": palette.ink,
        "muted": palette.muted,
        "brand": palette.blue,
        "pale": palette.blue_soft,
        "band-fill": palette.wash,
        "accent": palette.accent,
        "rule": palette.rule,
        "warning": palette.notice,
        "warning-pale": palette.notice_soft,
        "warning-rule": palette.notice_rule,
        "banner": palette.worsened,
    }
    verdicts = {
        "better": (palette.improved_soft, palette.improved),
        "worse": (palette.worsened_soft, palette.worsened),
        "no_difference": (palette.unchanged_soft, palette.unchanged),
        "higher": (palette.unchanged_soft, palette.unchanged),
        "lower": (palette.unchanged_soft, palette.unchanged),
        "not_testable": (palette.wash, palette.muted),
    }
    lines = [f'#let {name} = rgb("{colour}")' for name, colour in colours.items()]
    pairs = ", ".join(f'{name}: (rgb("{a}"), rgb("{b}"))' for name, (a, b) in verdicts.items())
    return "\n".join([*lines, f"#let verdicts = ({pairs})"]) + "\n"
