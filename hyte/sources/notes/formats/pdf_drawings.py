"""What is drawn on a page of a PDF: ruling lines of tables, dots before list items, pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from hyte.sources.notes.formats.pdf_page import Frame, Rule

_PATH, _IMAGE, _FORM = 2, 3, 5
_LINE_TO, _CURVE_TO = 0, 1
_MOST_OBJECTS = 20_000
_MOST_SEGMENTS = 2_000
_DEEPEST = 6
_HAIR = 3.0
_DOT = (1.0, 8.0)
_MOST_OF_PAGE = 0.5

Affine = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]  # x0, top, x1, bottom
_SAME: Affine = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class Drawings:
    """Ruling lines, middles of drawn dots, the largest share of the page that a picture covers.

    `rules` and `dots` are empty on a page with more than 20 000 drawn things: that is a map, and no table.
    """

    rules: list[Rule] = field(default_factory=list)
    dots: list[tuple[float, float]] = field(default_factory=list)
    picture: float = 0.0
    drawn: bool = False


def read_drawings(raw: Any, page: Any, frame: Frame) -> Drawings:
    """Look at everything that is drawn; pictures are not unpacked."""
    found = Drawings()
    shaded: list[Box] = []
    area = max(1.0, frame.width * frame.height)
    for seen, (item, kind, matrix) in enumerate(_objects(raw, page)):
        if seen >= _MOST_OBJECTS:
            found.rules, found.dots, shaded = [], [], []
            break
        found.drawn = True
        box = _bounds(raw, item, matrix, frame)
        if box is None:
            continue
        x0, y0, x1, y1 = box
        width, height = x1 - x0, y1 - y0
        if kind == _IMAGE:
            found.picture = max(found.picture, min(1.0, width * height / area))
        elif min(width, height) <= _HAIR and max(width, height) > 2 * _HAIR:
            found.rules.append(_hair(x0, y0, x1, y1))
        elif _DOT[0] <= width <= _DOT[1] and 0.7 * height < width < 1.4 * height:
            found.dots.append(((x0 + x1) / 2, (y0 + y1) / 2))
        elif _stroked(raw, item):
            found.rules.extend(_sides(raw, item, matrix, frame))
        elif width * height < _MOST_OF_PAGE * area:
            shaded.append(box)
    shaded = shaded[:2000]
    found.rules.extend([side for box in shaded if _beside_rule(box, found.rules) for side in _edges(box)])
    return found


def _beside_rule(box: Box, rules: list[Rule]) -> bool:
    """Whether a shaded box is a cell of a ruled table: a ruling line runs along its upper or lower side."""
    x0, y0, x1, y1 = box
    return any(
        min(abs(rule.top - y0), abs(rule.top - y1)) <= _HAIR
        and min(rule.x1, x1) - max(rule.x0, x0) >= 0.8 * (x1 - x0)
        for rule in rules
        if rule.top == rule.bottom
    )


def _edges(box: Box) -> tuple[Rule, ...]:
    x0, y0, x1, y1 = box
    return Rule(x0, x1, y0, y0), Rule(x0, x1, y1, y1), Rule(x0, x0, y0, y1), Rule(x1, x1, y0, y1)


def _objects(raw: Any, page: Any) -> Iterator[tuple[Any, int, Affine]]:
    """Paths and pictures with the matrix of what holds them."""
    for index in range(raw.FPDFPage_CountObjects(page)):
        yield from _within(raw, raw.FPDFPage_GetObject(page, index), _SAME, 0)


def _within(raw: Any, item: Any, matrix: Affine, depth: int) -> Iterator[tuple[Any, int, Affine]]:
    kind = raw.FPDFPageObj_GetType(item)
    if kind in (_PATH, _IMAGE):
        yield item, kind, matrix
    elif kind == _FORM and depth < _DEEPEST:
        inner = _multiplied(_matrix(raw, item), matrix)
        for index in range(raw.FPDFFormObj_CountObjects(item)):
            yield from _within(raw, raw.FPDFFormObj_GetObject(item, index), inner, depth + 1)


def _matrix(raw: Any, item: Any) -> Affine:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, found):
        return _SAME
    return found.a, found.b, found.c, found.d, found.e, found.f


def _multiplied(first: Affine, then: Affine) -> Affine:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def _at(matrix: Affine, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _bounds(raw: Any, item: Any, matrix: Affine, frame: Frame) -> Box | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return None
    corners = [_at(matrix, x.value, y.value) for x in (left, right) for y in (bottom, top)]
    xs, ys = zip(*corners, strict=True)
    return frame.box(min(xs), min(ys), max(xs), max(ys))


def _hair(x0: float, y0: float, x1: float, y1: float) -> Rule:
    if x1 - x0 >= y1 - y0:
        return Rule(x0, x1, (y0 + y1) / 2, (y0 + y1) / 2)
    return Rule((x0 + x1) / 2, (x0 + x1) / 2, y0, y1)


def _stroked(raw: Any, item: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(raw.FPDFPath_GetDrawMode(item, fill, stroke)) and bool(stroke.value)


def _sides(raw: Any, item: Any, matrix: Affine, frame: Frame) -> Iterator[Rule]:
    """The level and upright strokes of a path: the sides of a rectangle, the lines of a grid."""
    whole = _multiplied(_matrix(raw, item), matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for index in range(min(raw.FPDFPath_CountSegments(item), _MOST_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = frame.point(*_at(whole, x.value, y.value))
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == _LINE_TO:
            yield from _side(last, point)
        elif kind != _CURVE_TO:
            start = point
        if raw.FPDFPathSegment_GetClose(segment):
            yield from _side(point, start)
        last = point


def _side(first: tuple[float, float], second: tuple[float, float]) -> Iterator[Rule]:
    (x0, y0), (x1, y1) = first, second
    if min(abs(x1 - x0), abs(y1 - y0)) < 0.5 and max(abs(x1 - x0), abs(y1 - y0)) > 2 * _HAIR:
        yield _hair(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
