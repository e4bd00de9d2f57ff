"""The words of a PDF's pages with their places, by pdfium.

No script is run, no attached file opened, no picture unpacked.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from threading import Lock
from typing import Any, NamedTuple

from hyte.errors import InputError
from hyte.sources.notes.formats.pdf_drawings import read_drawings
from hyte.sources.notes.formats.pdf_letters import composed, is_symbol_font, letter
from hyte.sources.notes.formats.pdf_page import Frame, Page, Word

_PDFIUM = Lock()  # the library keeps one state for the whole process
_BOLD = ("bold", "black", "heavy", "demi")
_BOLD_WEIGHT = 600
_FILL_AND_STROKE = 2
_MOST_LETTERS = 200_000


class _Letter(NamedTuple):
    """A letter; `turn` counts quarter turns, -1 is any other angle, and a blank has none."""

    text: str
    box: tuple[float, float, float, float]
    base: tuple[float, float]
    size: float
    bold: bool
    turn: int | None
    owner: int
    made_up: bool = False


class _Placed(NamedTuple):
    """A letter on the page."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    owner: int


def read_pages(data: bytes, name: str) -> tuple[Page, ...]:
    """Give the pages of a PDF.

    Raises
    ------
    InputError
        The file cannot be opened, or a page holds unreasonably many letters.
    """
    import pypdfium2
    from pypdfium2 import raw

    with _PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise InputError(
                "The PDF is damaged.", place=name, remedy="Save it as PDF anew in the program that wrote it."
            ) from error
        try:
            return tuple(_page(raw, document, index, name) for index in range(len(document)))
        finally:
            document.close()


def _page(raw: Any, document: Any, index: int, name: str) -> Page:
    from pypdfium2 import PdfiumError

    try:
        page = document[index]
    except PdfiumError:
        return Page(index + 1, 0, 0, drawn=True)  # told as a page without text
    text = raw.FPDFText_LoadPage(page.raw)
    try:
        count = max(0, raw.FPDFText_CountChars(text)) if text else 0
        if count > _MOST_LETTERS:
            raise InputError(
                f"Page {index + 1} holds unreasonably many letters ({count}).",
                place=name,
                remedy="Save its text as docx or txt.",
            )
        letters, unknown = _letters(raw, text, count)
        turns = Counter(item.turn for item in letters if item.turn is not None)
        turn = max(sorted(turns), key=turns.__getitem__) if turns else 0
        left, bottom, right, top = page.get_bbox()
        frame = Frame(left, bottom, right, top, max(0, turn))
        drawings = read_drawings(raw, page.raw, frame)
        words = _words([item for item in letters if item.turn in (turn, None)], frame)
        return Page(
            index + 1,
            frame.width,
            frame.height,
            (*words, *_bullets(drawings.dots, words)),
            _turned([item for item in letters if item.turn not in (turn, None)]),
            tuple(drawings.rules),
            drawings.picture,
            drawings.drawn,
            unknown,
        )
    finally:
        if text:
            raw.FPDFText_ClosePage(text)
        page.close()


def _letters(raw: Any, text: Any, count: int) -> tuple[list[_Letter], float]:
    """The letters in the file's order, and the share of those without a meaning."""
    found: list[_Letter] = []
    fonts: dict[int, tuple[bool, str]] = {}
    rect, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    owner, size, bold, symbols, turn = -1, 0.0, False, "", 0
    unknown = drawn = 0
    for index in range(count):
        handle = raw.FPDFText_GetTextObject(text, index)
        if not handle:  # a line end that pdfium makes up from the distance
            found.append(_Letter(" ", (0, 0, 0, 0), (0, 0), size, bold, None, owner, True))
            continue
        key = ctypes.addressof(handle.contents)
        if key != owner:
            owner = key
            raw.FPDFText_GetMatrix(text, index, matrix)
            size = max(0.1, raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d))
            angle = math.degrees(math.atan2(matrix.b, matrix.a))
            turn = round(angle / 90) % 4 if abs(angle - 90 * round(angle / 90)) < 5 else -1
            bold, symbols = _font(raw, handle, fonts)
        raw.FPDFText_GetLooseCharBox(text, index, rect)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        sign, known = letter(raw.FPDFText_GetUnicode(text, index), symbols)
        drawn += sign != " "
        made_up = sign == " " and raw.FPDFText_IsGenerated(text, index) == 1
        unknown += not known or raw.FPDFText_HasUnicodeMapError(text, index) == 1
        box = (rect.left, rect.bottom, rect.right, rect.top)
        found.append(
            _Letter(sign, box, (x.value, y.value), size, bold, None if sign == " " else turn, owner, made_up)
        )
    return found, unknown / drawn if drawn else 0.0


def _font(raw: Any, handle: Any, fonts: dict[int, tuple[bool, str]]) -> tuple[bool, str]:
    """Whether a text object is bold, and the font's name when it is one of signs instead of letters."""
    font = raw.FPDFTextObj_GetFont(handle)
    key = ctypes.cast(font, ctypes.c_void_p).value or 0
    if key and key not in fonts:
        buffer = ctypes.create_string_buffer(256)
        raw.FPDFFont_GetBaseFontName(font, buffer, 256)
        name = buffer.value.decode("latin-1").lower().split("+")[-1]
        heavy = any(word in name for word in _BOLD) or raw.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
        fonts[key] = (heavy, is_symbol_font(name))
    bold, symbols = fonts.get(key, (False, ""))
    return bold or raw.FPDFTextObj_GetTextRenderMode(handle) == _FILL_AND_STROKE, symbols


def _words(letters: Sequence[_Letter], frame: Frame) -> list[Word]:
    groups: list[list[_Placed]] = []
    spaced: list[bool] = []  # whether only a blank that pdfium made up parts the group from the one before
    blank: bool | None = None  # whether the blank before was made up
    for item in letters:
        if item.turn is None:
            blank = item.made_up if blank is None else blank and item.made_up
            continue
        if not item.text:
            continue
        placed = _Placed(item.text, *frame.sides(item.box, item.base), item.size, item.bold, item.owner)
        if groups and blank is None and _together(groups[-1][-1], placed):
            groups[-1].append(placed)
        else:
            spaced.append(bool(groups and blank and groups[-1][-1].owner == item.owner))
            groups.append([placed])
        blank = None
    made = (_word(group, order) for order, group in enumerate(_unspaced(groups, spaced)))
    return [word for word in made if word.text]


def _together(last: _Placed, item: _Placed) -> bool:
    """Whether two letters that follow one another without a blank belong to one word."""
    size = last.size if last.size > item.size else item.size
    return abs(last.base - item.base) <= 0.5 * size and -1.2 * size <= item.x0 - last.x1 <= 0.3 * size


def _unspaced(groups: Sequence[list[_Placed]], spaced: Sequence[bool]) -> Iterator[list[_Placed]]:
    """Join "P Ö Y T Ä K I R J A" whose letters are only drawn wide apart."""
    start = 0
    while start < len(groups):
        end = start + 1
        while end < len(groups) and spaced[end] and len(groups[end]) == len(groups[start]) == 1:
            end += 1
        if end - start >= 4:
            yield [item for group in groups[start:end] for item in group]
        else:
            yield from groups[start:end]
        start = end


def _word(group: Sequence[_Placed], order: int) -> Word:
    size = max(item.size for item in group)
    base = max(item.base for item in group if item.size >= 0.9 * size)
    raised = [item.size < 0.8 * size and base - item.base > 0.15 * size for item in group]
    text = composed([item.text for item in group], raised)
    bold = 2 * sum(item.bold for item in group) > len(group)
    x0, x1 = min(item.x0 for item in group), max(item.x1 for item in group)
    # The height of the font, and not that of the letters, keeps lines of one font evenly apart.
    return Word(text, x0, x1, base - 0.75 * size, base + 0.22 * size, base, size, bold, order)


def _turned(letters: Sequence[_Letter]) -> tuple[str, ...]:
    runs: list[str] = []
    owner = None
    for item in letters:
        if item.owner != owner:
            runs.append("")
            owner = item.owner
        runs[-1] += item.text
    return tuple(run for run in runs if run.strip())


def _bullets(dots: Sequence[tuple[float, float]], words: Sequence[Word]) -> Iterator[Word]:
    """Bullets that are drawn and not written: a dot close before the first word of a line."""
    for x, y in dots[:500]:
        row = [word for word in words if word.top <= y <= word.bottom and abs(word.x0 - x) < 12 * word.size]
        first = min((word for word in row if word.x0 > x), key=lambda word: word.x0, default=None)
        if first is None or first.x0 - x > 2.5 * first.size or first.text == "•":
            continue
        if all(word.x1 < x - 2 * word.size or word.x0 > x for word in row):
            yield Word("•", x - 1, x + 1, first.top, first.bottom, first.base, first.size, False, first.order)
