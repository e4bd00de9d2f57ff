"""PDF notes with a text layer: paragraphs, lists, headings and tables in reading order, page by page.

Running heads, running feet and page numbers are kept once, as lines of the part "page header" at the end, and
not for each page on which they are repeated; so is the heading row that a table repeats on its next page.
Entries of a table of contents and comments, each with its page, come before them. Pages without text are told
and never read as empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count
from typing import TYPE_CHECKING

from hyte.errors import InputError
from hyte.sources.notes.folding import tidy
from hyte.sources.notes.formats.pdf_glyphs import read_pages
from hyte.sources.notes.formats.pdf_joining import loose, words_of
from hyte.sources.notes.formats.pdf_layout import Row, TextLine, reading_order
from hyte.sources.notes.formats.pdf_page import Page
from hyte.sources.notes.formats.pdf_paragraphs import Paragraphs
from hyte.sources.notes.formats.pdf_rows import Piece, parted_at_columns, rows_of
from hyte.sources.notes.formats.pdf_ruled import Table, ruled_tables
from hyte.sources.notes.formats.pdf_running import contents_line, without_running
from hyte.sources.notes.formats.pdf_safety import Beside, damaged, inspected
from hyte.sources.notes.formats.pdf_type import below, text_limit, type_of, with_limits
from hyte.sources.notes.lines import NumberedLine

if TYPE_CHECKING:
    from hyte.sources.probe import Probe

_FEW_LETTERS = 20
_WHOLE_PICTURE = 0.6
_UNKNOWN = 0.3

Apart = tuple[int | None, str, str]  # page, text, part


def read_pdf(probe: Probe) -> tuple[tuple[NumberedLine, ...], tuple[str, ...]]:
    """Give the lines of a PDF and the names of its parts that are not read.

    Every line has its page. Its number is its ordinal in the document; a clear blank above a line counts as
    an empty line. The parts that are not read are pages that are pictures, pages whose letters have no
    meaning, damaged pages, and attached files.

    Raises
    ------
    InputError
        The file is no PDF, locked, damaged, unreasonably big, or has no text layer at all.
    """
    beside = inspected(probe)
    pages = read_pages(probe.data, probe.name)
    unread = _unread(pages, beside)
    readable = [page for page in pages if page.words and page.unknown < _UNKNOWN]
    if not readable and not beside.fields:
        raise _no_text(probe, pages, beside)
    lines, apart = _lines(readable)
    extra: list[Apart] = [(page.number, text, "text box") for page in readable for text in page.turned]
    extra += [(None, text, "form field") for text in beside.fields]
    extra += [(page, text, "comment") for page, text in beside.comments]
    return tuple(_with_parts(lines, (*extra, *apart))), unread


def _lines(pages: Sequence[Page]) -> tuple[tuple[NumberedLine, ...], tuple[Apart, ...]]:
    """The running text, and the table of contents and running heads."""
    tables: dict[int, tuple[Table, ...]] = {}
    rows: dict[int, tuple[tuple[Piece, ...], ...]] = {}
    for page in pages:
        tables[page.number], words = ruled_tables(page)
        rows[page.number] = parted_at_columns(rows_of(words, page.number))
    pieces = [piece for page_rows in rows.values() for row in page_rows for piece in row]
    in_tables = [line for found in tables.values() for line in _cell_lines(found)]
    body = type_of(pieces or in_tables, ()).body
    kept, running = without_running(rows, pages, body)
    apart: list[Apart] = []
    for number, page_rows in kept.items():
        entries = {id(row): entry for row in page_rows if (entry := contents_line(row))}
        kept[number] = tuple(row for row in page_rows if id(row) not in entries)
        apart += [(number, entry, "contents") for entry in entries.values()]
    apart += [(one.page, one.text, "page header") for one in running]
    parts: list[TextLine | Table] = []
    widest = max(page.width for page in pages)
    limit = text_limit([row for page_rows in kept.values() for row in page_rows], widest)
    place = count()
    for page in pages:
        places: dict[int, int] = {}
        for part in reading_order(_merged(kept[page.number], tables[page.number]), min(limit, page.width)):
            if isinstance(part, TextLine):
                number = places.setdefault(part.place, -1)
                if number < 0:
                    number = places[part.place] = next(place)
                part = TextLine(part.line, part.limit, number)
            parts.append(part)
    lines = [part for part in parts if isinstance(part, TextLine)]
    aligned = [line for part in parts if isinstance(part, Table) for line in _cell_lines((part,))]
    texts = [part.line for part in lines]
    kind = type_of(texts or aligned, below(lines))
    paragraphs = Paragraphs(kind, words_of([*texts, *aligned]))
    limited = iter(with_limits(lines, kind))
    for part in parts:
        paragraphs.add(next(limited) if isinstance(part, TextLine) else part)
    return paragraphs.numbered(), tuple(apart)


def _cell_lines(tables: Iterable[Table]) -> list[Piece]:
    return [line for table in tables for row in table.rows for cell in row for line in cell.lines]


def _merged(rows: Sequence[tuple[Piece, ...]], tables: Sequence[Table]) -> tuple[Row, ...]:
    """Rows of pieces and tables from top to bottom; a table is a row of its own."""
    items: list[tuple[float, int, Row]] = [
        (row[0].base, number, tuple(row)) for number, row in enumerate(rows)
    ]
    items += [(table.top, -1, (table,)) for table in tables]
    return tuple(row for _, _, row in sorted(items, key=lambda item: item[:2]))


def _with_parts(lines: Sequence[NumberedLine], apart: Iterable[Apart]) -> Iterable[NumberedLine]:
    yield from lines
    # A blank before each keeps it from being read as the end of what stands before it.
    number = lines[-1].number if lines else 0
    for page, text, part in apart:
        if cleaned := tidy(" ".join(loose(text).split())):
            number += 2
            yield NumberedLine(number, number, cleaned, page=page, part=part)


def _unread(pages: Sequence[Page], beside: Beside) -> tuple[str, ...]:
    pictures = [page.number for page in pages if _is_picture(page)]
    unknown = [page.number for page in pages if page.words and page.unknown >= _UNKNOWN]
    found = (
        (pictures, "pictures without text", "a picture without text"),
        (unknown, "letters that cannot be read", "letters that cannot be read"),
        (beside.damaged, "damaged, read in part", "damaged, read in part"),
    )
    named = [
        f"{_page_names(numbers)} ({many if len(numbers) > 1 else one})"
        for numbers, many, one in found
        if numbers
    ]
    if beside.mended or len(pages) != beside.pages:
        named.append("damaged places of the file (something may be missing)")
    return (*named, *(("attached files",) if beside.attached else ()))


def _is_picture(page: Page) -> bool:
    letters = sum(len(word.text) for word in page.words)
    return (not letters and page.drawn) or (letters < _FEW_LETTERS and page.picture >= _WHOLE_PICTURE)


def _page_names(numbers: Sequence[int]) -> str:
    """ "page 3", "pages 3–5, 8"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    names = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
    return f"{'page' if len(numbers) == 1 else 'pages'} {names}"


def _no_text(probe: Probe, pages: Sequence[Page], beside: Beside) -> InputError:
    name = probe.name
    if beside.damaged or beside.mended:
        return damaged(probe)
    if any(page.words for page in pages):
        return InputError(
            "The PDF's letters have no meaning that can be read (its fonts are hidden).",
            place=name,
            remedy="Ask for the original document, or print it and scan it with text recognition.",
        )
    if any(page.drawn for page in pages):
        return InputError(
            "The PDF has no text layer (a scan, or pictures of pages).",
            place=name,
            remedy="Scan it with text recognition (OCR), or ask for the original document.",
        )
    return InputError(
        "The PDF has only empty pages.",
        place=name,
        remedy="Save it as PDF anew in the program that wrote it, or take it out of the folder.",
    )
