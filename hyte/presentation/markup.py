"""Blocks as semantic HTML and as plain text. Every text is escaped; no markup comes from a block's words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from hyte.language.numbers import NBSP
from hyte.presentation.blocks import (
    Block,
    Callout,
    Cell,
    Column,
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
    Row,
    Span,
    Table,
)
from hyte.presentation.svg import svg_data_uri, svg_size

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_FIGURE = re.compile(r"([-+±\u2212]?\d[\d\u00a0.,]*)\u00a0([^\d\s%].*)", re.DOTALL)
_SAFE_HREF = re.compile(r"(#[A-Za-z0-9_-]+|https://[^\s<>\"'\\]+)")


_ROLES = {
    name: f' role="{name}"' for name in ("table", "rowgroup", "row", "columnheader", "rowheader", "cell")
}


@dataclass(frozen=True, slots=True)
class Edition:
    """What a block cannot know of the page that it is shown on."""

    source_label: str = ""
    """Word before a source line that does not begin with it already; "" prints the line alone."""
    panel_level: int = 4
    """Heading level of panels: one below the heading that they stand under."""
    workbook: str = ""
    """Address of the data workbook, relative to the page; "" when there is none."""


PLAIN = Edition()
"""A block on its own, as JupyterLab shows it."""


def html_of(block: Block, edition: Edition = PLAIN) -> str:
    """Semantic HTML of one block, without styles and without anything fetched from elsewhere."""
    match block:
        case Heading():
            anchor = f' id="{_text(block.anchor)}"' if block.anchor else ""
            return f"<h{block.level}{anchor}>{_text(block.text)}</h{block.level}>"
        case Paragraph():
            return _paragraph(block)
        case Listing():
            tag = "ol" if block.numbered else "ul"
            return f"<{tag}>{''.join(f'<li>{_line(item)}</li>' for item in block.items)}</{tag}>"
        case KeyFacts():
            return _key_facts(block)
        case Table():
            return _table(block, edition)
        case Figure():
            return _figure(block, edition)
        case Gallery():
            return f'<div class="gallery">{"".join(_figure(each, edition) for each in block.figures)}</div>'
        case Panel():
            return _panel(block, edition)
        case Callout():
            lines = "".join(f"<p>{_line(line)}</p>" for line in block.lines)
            title = f'<p class="callout-title"><strong>{_text(block.title)}</strong></p>'
            return f'<section class="callout {block.tone}">{title}{lines}</section>'
        case Cover():
            return _cover(block)
        case Dataset():
            link = ""
            if edition.workbook:
                name = _text(edition.workbook.rsplit("/", 1)[-1])
                link = f' <a href="{_text(edition.workbook)}" download>{name}</a>'
            return f'<p class="dataset">{_text(block.note)}{link}</p>'


def plain_of(block: Block) -> str:
    """The block as plain text: for terminals, for diffs, for searching."""
    match block:
        case Heading():
            return f"{'#' * block.level} {block.text}"
        case Paragraph():
            return _plain(block.spans)
        case Listing():
            marks = (f"{n}." if block.numbered else "-" for n in range(1, len(block.items) + 1))
            return "\n".join(f"{mark} {_plain(item)}" for mark, item in zip(marks, block.items, strict=True))
        case KeyFacts():
            facts = (f"{fact.label}: {fact.value} {fact.context}".rstrip() for fact in block.facts)
            return "\n".join((block.caption, *facts))
        case Table():
            return _plain_table(block)
        case Figure():
            return f"{block.caption}: {block.alt}"
        case Gallery():
            return "\n".join(f"{figure.caption}: {figure.alt}" for figure in block.figures)
        case Panel():
            verdict = f"{block.title} [{block.verdict_text}]" if block.verdict_text else block.title
            return "\n".join((verdict, *block.sentences, _plain_table(block.table), *block.notes))
        case Callout():
            return "\n".join((block.title, *(_plain(line) for line in block.lines)))
        case Cover():
            return f"{block.title} ({block.state_text})"
        case Dataset():
            return block.note


def _text(text: str | None) -> str:
    return escape(_UNPRINTABLE.sub("\ufffd", text or ""), quote=True)


def _line(line: Line) -> str:
    return "".join(_span(span) for span in line)


def _span(span: Span) -> str:
    markup = _text(span.text)
    if span.emphasis:
        markup = f"<em>{markup}</em>"
    if span.strong:
        markup = f"<strong>{markup}</strong>"
    if span.href and _SAFE_HREF.fullmatch(span.href):
        rel = "" if span.href.startswith("#") else ' rel="noreferrer"'
        markup = f'<a href="{_text(span.href)}"{rel}>{markup}</a>'
    return markup


def _paragraph(block: Paragraph) -> str:
    if not any(span.text.strip() for span in block.spans):
        return ""
    if block.style == "quote":
        return f"<blockquote><p>{_line(block.spans)}</p></blockquote>"
    style = "" if block.style == "normal" else f' class="{block.style}"'
    return f"<p{style}>{_line(block.spans)}</p>"


def _key_facts(block: KeyFacts) -> str:
    cards = "".join(
        f'<div class="fact"><dt>{_text(fact.label)}</dt><dd class="value">{_fact_value(fact.value)}</dd>'
        + (f'<dd class="context">{_text(fact.context)}</dd>' if fact.context else "")
        + "</div>"
        for fact in block.facts
    )
    title = f'<p class="facts-title">{_text(block.caption)}</p>'
    return f'<section class="facts of-{len(block.facts)}">{title}<dl>{cards}</dl></section>'


def figure_and_unit(value: str) -> tuple[str, str]:
    """A key figure in two parts, so that the unit can be set smaller: `30 813` and `henkilöä`.

    A sign such as % stays with its figure; what is no figure stays whole.
    """
    found = _FIGURE.fullmatch(value)
    return (found[1], found[2].replace(NBSP, " ")) if found else (value, "")


def _fact_value(value: str) -> str:
    figure, unit = figure_and_unit(value)
    return f'{_text(figure)} <span class="unit">{_text(unit)}</span>' if unit else _text(figure)


def _table(block: Table, edition: Edition, *, within: str = "") -> str:
    # A table with running text is read in cards on a phone; such a layout takes a table's meaning away, and
    # the roles give it back.
    cards = any(not column.numeric for column in block.columns[1:])
    role = _ROLES if cards else dict.fromkeys(_ROLES, "")
    head = "".join(
        f'<th scope="col"{role["columnheader"]}{_column_class(column)}>{_text(column.label)}</th>'
        for column in block.columns
    )
    body = "".join(_row(row, block, role, cards) for row in block.rows)
    caption = _text(block.caption)
    label = _text(f"{within}: {block.caption}" if within else block.caption)
    # A group, not a region: a report has dozens of tables, and each region would be a landmark of its own.
    return (
        f'<div class="table{" cards" if cards else ""}">'
        f'<div class="scroll" role="group" tabindex="0" aria-label="{label}">'
        f"<table{role['table']}><caption><span>{caption}</span></caption>"
        f"<thead{role['rowgroup']}><tr{role['row']}>{head}</tr></thead>"
        f"<tbody{role['rowgroup']}>{body}</tbody></table></div>"
        f"{_notes(block.notes)}{_source(block.source, edition)}</div>"
    )


def _row(row: Row, table: Table, role: Mapping[str, str], cards: bool) -> str:
    header = _span(Span(text=row.header, href=row.href))
    cells = (
        _cell(cell, column, role["cell"], cards)
        for cell, column in zip(row.cells, table.columns[1:], strict=True)
    )
    return f'<tr{role["row"]}><th scope="row"{role["rowheader"]}>{header}</th>{"".join(cells)}</tr>'


def _column_class(column: Column) -> str:
    return ' class="num"' if column.numeric else ""


def _cell(cell: Cell, column: Column, role: str, labelled: bool) -> str:
    classes = ["num"] if column.numeric else []
    if cell.missing is not None:
        classes += ["missing", f"missing-{cell.missing.value.replace('_', '-')}"]
    markup = _text(cell.text)
    if cell.strong:
        markup = f"<strong>{markup}</strong>"
    named = f' class="{" ".join(classes)}"' if classes else ""
    label = f' data-label="{_text(column.label)}"' if labelled else ""
    return f"<td{role}{named}{label}>{markup}</td>"


def _notes(notes: Iterable[str]) -> str:
    return "".join(f'<p class="note">{_text(note)}</p>' for note in notes)


def _source(source: str, edition: Edition) -> str:
    return f'<p class="source">{_labelled(source, edition)}</p>' if source.strip() else ""


def _labelled(source: str, edition: Edition) -> str:
    label = f"{edition.source_label}: " if edition.source_label else ""
    return _text(source if source.startswith(label) else label + source)


def _figure(block: Figure, edition: Edition, *, sourced: bool = True) -> str:
    source = f' <span class="source">{_labelled(block.source, edition)}</span>' if sourced else ""
    size = svg_size(block.svg)
    # Matplotlib draws in points, a browser in pixels: 4/3 keeps the letters at their size.
    room = f' width="{size[0] * 4 / 3:.0f}" height="{size[1] * 4 / 3:.0f}"' if size else ""
    return (
        f'<figure><img src="{_text(svg_data_uri(block.svg))}"{room} alt="{_text(block.alt)}">'
        f"<figcaption>{_text(block.caption)}{source}</figcaption></figure>"
    )


def says_source(block: Panel) -> bool:
    """Whether the panel's table names the source of its figure too, so that once is enough."""
    return block.figure is not None and block.table.source.startswith(block.figure.source)


def _panel(block: Panel, edition: Edition) -> str:
    level = edition.panel_level
    chip = (
        f'<p class="verdict {block.verdict or ""}">{_text(block.verdict_text)}</p>'
        if block.verdict_text
        else ""
    )
    sentences = "".join(f"<p>{_text(sentence)}</p>" for sentence in block.sentences)
    said = f'<div class="sentences">{sentences}</div>' if sentences else ""
    sourced = not says_source(block)
    figure = _figure(block.figure, edition, sourced=sourced) if block.figure else ""
    notes = f'<div class="notes">{_notes(block.notes)}</div>' if block.notes else ""
    table = _table(block.table, edition, within=block.title)
    # Notes fill the room under the chart or the sentences, which are lower than the table.
    if figure:
        shown = f'{said}<div class="pair"><div class="drawn">{figure}{notes}</div>{table}</div>'
    elif said:
        shown = f'<div class="pair worded"><div class="said">{said}{notes}</div>{table}</div>'
    else:
        shown = f'<div class="pair alone">{table}{notes}</div>'
    return (
        f'<section class="panel" id="{_text(block.anchor)}">'
        f'<div class="panel-head"><h{level}>{_text(block.title)}</h{level}>{chip}</div>{shown}</section>'
    )


def _cover(block: Cover) -> str:
    county = f' <span class="county">{_text(block.county)}</span>' if block.county else ""
    return (
        f'<div class="cover"><p class="organisation">{_text(block.organisation)}</p>'
        f'<p class="report-name">{_text(block.report_name)}</p><h1>{_text(block.title)}</h1>'
        f'<p class="facts-of-report"><span class="state {block.state}">{_text(block.state_text)}</span> '
        f'<span class="data-date">{_text(block.data_date_text)}</span>{county}</p>'
        f'<p class="description">{_text(block.description)}</p></div>'
    )


def _plain(line: Line) -> str:
    return "".join(span.text for span in line)


def _plain_table(block: Table) -> str:
    rows = [" | ".join(column.label for column in block.columns)]
    rows += [" | ".join((row.header, *(cell.text for cell in row.cells))) for row in block.rows]
    tail = (*block.notes, block.source) if block.source else block.notes
    return "\n".join((block.caption, *rows, *tail))
