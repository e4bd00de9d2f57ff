"""How much a page of a PDF has to draw, found out without drawing it.

A small file may unpack into gigabytes, and forms that draw forms ten times each may take years. Both are
weighed here, in bytes of drawing orders, before the pages are given to a library that would carry them out.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

MOST_OF_PAGE = 25_000_000
"""A page that weighs more is no page of a note."""
_ENDLESS = 1 << 60
_CHUNK = 1 << 20
_SHOWN = 100
"""What an order that shows text weighs beside its bytes."""
_DO = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do(?![^\s/<>\[\](){}%])")
_ANY_DO = re.compile(rb"(?<![^\s/<>\[\](){}%])Do(?![^\s/<>\[\](){}%])")
_HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
_DEEPEST = 20


@dataclass(slots=True)
class Weighing:
    """Weighs pages; what forms weigh is kept, for they are used again."""

    forms: dict[tuple[int, int], tuple[int, bool]] = field(default_factory=dict)

    def page(self, page: Any) -> tuple[int, bool]:
        """The weight of a page, and whether all of it can be unpacked."""
        import pikepdf

        contents = page.get("/Contents")
        streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
        resources, above = page.get("/Resources"), page.get("/Parent")
        for _ in range(50):
            if resources is not None or not isinstance(above, pikepdf.Dictionary):
                break
            resources, above = above.get("/Resources"), above.get("/Parent")
        total, whole = 0, True
        for stream in streams:
            if isinstance(stream, pikepdf.Stream):
                weight, good = self._stream(stream, resources, 0)
                total, whole = min(total + weight, _ENDLESS), whole and good
        for stream, own in _drawn_letters(resources):
            total = min(total + self._form(stream, own, 1)[0], _ENDLESS)
        return total, whole

    def _stream(self, stream: Any, resources: Any, depth: int) -> tuple[int, bool]:
        if depth > _DEEPEST:
            return _ENDLESS, True
        data, whole = _unpacked(stream)
        total = len(data) + _SHOWN * (data.count(b"Tj") + data.count(b"TJ"))
        uses = len(_ANY_DO.findall(data))
        if not uses or total > MOST_OF_PAGE:
            return total, whole
        forms = _forms(resources)
        named = [_HEX.sub(lambda match: bytes([int(match[1], 16)]), name) for name in _DO.findall(data)]
        heaviest = 0
        for name in sorted(set(named) & set(forms)) if len(named) == uses else sorted(forms):
            weight, good = self._form(forms[name], resources, depth + 1)
            heaviest, whole = max(heaviest, weight), whole and good
            total = min(total + weight * named.count(name), _ENDLESS)
        # A use whose name is hidden behind a comment may be that of any form.
        return min(total + heaviest * (uses - len(named)), _ENDLESS), whole

    def _form(self, form: Any, resources: Any, depth: int) -> tuple[int, bool]:
        known = self.forms.get(form.objgen)
        if known is None:
            self.forms[form.objgen] = (_ENDLESS, True)  # a form that draws itself never ends
            known = self._stream(form, form.get("/Resources", resources), depth)
            self.forms[form.objgen] = known
        return known


def _forms(resources: Any) -> dict[bytes, Any]:
    import pikepdf

    found = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    if not isinstance(found, pikepdf.Dictionary):
        return {}
    return {
        str(name).removeprefix("/").encode("utf-8", "surrogateescape"): item
        for name, item in found.items()
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form"
    }


def _drawn_letters(resources: Any) -> Iterator[tuple[Any, Any]]:
    """The letters of fonts that are drawings themselves, with what these may use."""
    import pikepdf

    fonts = resources.get("/Font") if isinstance(resources, pikepdf.Dictionary) else None
    for _, font in fonts.items() if isinstance(fonts, pikepdf.Dictionary) else ():
        letters = font.get("/CharProcs") if isinstance(font, pikepdf.Dictionary) else None
        for _, letter in letters.items() if isinstance(letters, pikepdf.Dictionary) else ():
            if isinstance(letter, pikepdf.Stream):
                yield letter, font.get("/Resources", resources)


def _unpacked(stream: Any) -> tuple[bytes, bool]:
    """A stream's bytes, up to a limit, and whether they could be unpacked to the end."""
    import pikepdf

    data = stream.read_raw_bytes()
    filters = stream.get("/Filter")
    names = [str(name) for name in filters] if isinstance(filters, pikepdf.Array) else [str(filters or "")]
    for name in names:
        whole = True
        if name in ("/FlateDecode", "/Fl"):
            data, whole = _inflated(data)
        elif name in ("/ASCII85Decode", "/A85"):
            try:
                data = base64.a85decode(data.strip().removeprefix(b"<~").removesuffix(b"~>"))
            except ValueError:
                whole = False
        elif name:
            return _other(stream, data), True
        if not whole:
            return data, False
    return data, True


def _inflated(data: bytes) -> tuple[bytes, bool]:
    machine = zlib.decompressobj()
    parts: list[bytes] = []
    size = 0
    try:
        while data and size <= MOST_OF_PAGE:
            part = machine.decompress(data, _CHUNK)
            parts.append(part)
            size += len(part)
            data = machine.unconsumed_tail
            if not part:
                break
    except zlib.error:
        return b"".join(parts), False
    return b"".join(parts), True


def _other(stream: Any, data: bytes) -> bytes:
    """A stream packed in a way that is rare for text; a long one is taken as it is, to unpack no bomb."""
    import pikepdf

    if len(data) > _CHUNK // 8:
        return data
    try:
        return bytes(stream.read_bytes())
    except pikepdf.PdfError:
        return data
