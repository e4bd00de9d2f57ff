"""A PDF looked into before its pages are read: locked, cut short, damaged or too big files are refused.

Also gives what stands beside the pages: comments, filled form fields, and that files are attached. Nothing
that the file holds is run or opened.
"""

from __future__ import annotations

import base64
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hyte.errors import InputError

if TYPE_CHECKING:
    from hyte.sources.probe import Probe

_MOST_BYTES = 300_000_000
_MOST_PAGES = 2_000
_MOST_OBJECTS = 1_000_000
_MOST_DRAWING = 60_000_000
"""Bytes of drawing orders on one page, forms within forms counted as often as they are used."""
_CHUNK = 1 << 20
_TAIL = 4096
_DO = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_NO_COMMENT = ("/Link", "/Widget", "/Popup")
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Beside:
    """What a PDF holds beside the text of its pages.

    `comments` and `fields` are (page, text), the page of a field being None when it is not known; `attached`
    tells that files are attached, `damaged` names the pages of which a part cannot be unpacked.
    """

    pages: int
    comments: tuple[tuple[int, str], ...]
    fields: tuple[str, ...]
    attached: bool
    damaged: tuple[int, ...]


def inspected(probe: Probe) -> Beside:
    """Refuse what is unsafe or cannot be read; tell what stands beside the pages.

    Raises
    ------
    InputError
        The file is no PDF, locked, cut short, damaged, or unreasonably big.
    """
    if probe.kind != "pdf":
        raise InputError(
            "The file is no PDF, although its name ends in .pdf.",
            place=probe.name,
            remedy="Open it in the program that wrote it and save it as PDF or docx.",
        )
    if len(probe.data) > _MOST_BYTES:
        raise _big(probe.name, f"{len(probe.data) // 1_000_000} MB")
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(probe.data), suppress_warnings=True) as pdf:
            return _looked_at(pdf, probe)
    except InputError:
        raise
    except pikepdf.PasswordError as error:
        raise InputError(
            "The PDF is locked with a password.",
            place=probe.name,
            remedy="Open it with the password and print or save it as a PDF without one.",
        ) from error
    except (
        pikepdf.PdfError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        RecursionError,
        OSError,
    ) as error:
        raise _damaged(probe) from error


def _damaged(probe: Probe) -> InputError:
    short = b"%%EOF" not in probe.data[-_TAIL:]
    return InputError(
        "The PDF is cut short." if short else "The PDF is damaged.",
        place=probe.name,
        remedy="Download or copy it again, or save it as PDF anew in the program that wrote it.",
    )


def _big(name: str, what: str) -> InputError:
    return InputError(
        f"The PDF is unreasonably big for a note ({what}).",
        place=name,
        remedy="Take the pages that hold the notes out of it, or save their text as docx or txt.",
    )


def _looked_at(pdf: Any, probe: Probe) -> Beside:
    if b"%%EOF" not in probe.data[-_TAIL:] or _shorter_than_promised(probe.data):
        raise _damaged(probe)
    count = len(pdf.pages)
    if count == 0:
        raise _damaged(probe)
    if count > _MOST_PAGES:
        raise _big(probe.name, f"{count} pages; at most {_MOST_PAGES} are read")
    if len(pdf.objects) > _MOST_OBJECTS:
        raise _big(probe.name, f"{len(pdf.objects)} objects")
    comments: list[tuple[int, str]] = []
    damaged: list[int] = []
    weights: dict[tuple[int, int], tuple[int, bool]] = {}
    attached = "/Names" in pdf.Root and "/EmbeddedFiles" in pdf.Root.Names
    for number, page in enumerate(pdf.pages, start=1):
        weight, whole = _weight(page.obj, weights)
        if weight > _MOST_DRAWING:
            raise _big(probe.name, f"page {number} holds {weight // 1_000_000} MB of drawing orders")
        if not whole:
            damaged.append(number)
        for note in _annotations(page.obj):
            attached = attached or note.get("/Subtype") == "/FileAttachment"
            if note.get("/Subtype") not in _NO_COMMENT and (text := _text(note.get("/Contents"))):
                comments.append((number, text))
    return Beside(count, tuple(comments), tuple(_fields(pdf)), attached, tuple(damaged))


def _shorter_than_promised(data: bytes) -> bool:
    """A PDF for the web begins with its own length."""
    match = re.search(rb"/Linearized\b.{0,200}?/L\s+(\d{1,12})\b", data[:2048], re.S)
    return match is not None and len(data) < int(match[1])


def _annotations(page: Any) -> Iterator[Any]:
    import pikepdf

    notes = page.get("/Annots")
    if isinstance(notes, pikepdf.Array):
        yield from (note for note in notes if isinstance(note, pikepdf.Dictionary))


def _text(value: Any) -> str:
    import pikepdf

    return str(value).strip() if isinstance(value, pikepdf.String) else ""


def _fields(pdf: Any) -> Iterator[str]:
    """What was typed or chosen in form fields, as "label: text"."""
    import pikepdf

    form = pdf.Root.get("/AcroForm")
    fields = form.get("/Fields") if isinstance(form, pikepdf.Dictionary) else None
    waiting = [(field, 0, "") for field in fields] if isinstance(fields, pikepdf.Array) else []
    seen = 0
    while waiting and seen < 20_000:
        field, depth, above = waiting.pop(0)
        seen += 1
        if not isinstance(field, pikepdf.Dictionary) or depth > _DEEPEST:
            continue
        label = _text(field.get("/TU")) or _text(field.get("/T")) or above
        if value := _text(field.get("/V")):
            yield f"{label}: {value}" if label else value
        children = field.get("/Kids")
        if isinstance(children, pikepdf.Array):
            waiting.extend((child, depth + 1, label) for child in children)


def _weight(page: Any, weights: dict[tuple[int, int], tuple[int, bool]]) -> tuple[int, bool]:
    """Bytes of drawing orders of a page with all its forms, and whether all of them can be unpacked."""
    import pikepdf

    contents = page.get("/Contents")
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    resources, above = page.get("/Resources"), page.get("/Parent")
    depth = 0
    while resources is None and isinstance(above, pikepdf.Dictionary) and depth < 50:
        resources, above, depth = above.get("/Resources"), above.get("/Parent"), depth + 1
    total, whole = 0, True
    for stream in streams:
        if isinstance(stream, pikepdf.Stream):
            weight, good = _stream_weight(stream, resources, weights, 0)
            total, whole = total + weight, whole and good
    return total, whole


def _stream_weight(
    stream: Any, resources: Any, weights: dict[tuple[int, int], tuple[int, bool]], depth: int
) -> tuple[int, bool]:
    import pikepdf

    if depth > 2 * _DEEPEST:
        return _MOST_DRAWING + 1, True
    data, whole = _unpacked(stream)
    total = len(data)
    forms = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    if not isinstance(forms, pikepdf.Dictionary):
        return total, whole
    for name in _DO.findall(data):
        form = forms.get("/" + name.decode("latin-1"))
        if not isinstance(form, pikepdf.Stream) or form.get("/Subtype") != "/Form":
            continue
        if form.objgen not in weights:
            weights[form.objgen] = (0, True)  # a form that draws itself is drawn once
            weights[form.objgen] = _stream_weight(form, form.get("/Resources", resources), weights, depth + 1)
        weight, good = weights[form.objgen]
        total, whole = min(total + weight, 1 << 60), whole and good
    return total, whole


def _unpacked(stream: Any) -> tuple[bytes, bool]:
    """A stream's bytes, up to a limit, and whether they could be unpacked to the end."""
    import pikepdf

    data = stream.read_raw_bytes()
    filters = stream.get("/Filter")
    names = [str(name) for name in filters] if isinstance(filters, pikepdf.Array) else [str(filters or "")]
    for name in names:
        if name in ("/FlateDecode", "/Fl"):
            data, whole = _inflated(data)
            if not whole:
                return data, False
        elif name in ("/ASCII85Decode", "/A85"):
            try:
                data = base64.a85decode(data.strip().removeprefix(b"<~").removesuffix(b"~>"))
            except ValueError:
                return data, False
        elif name:
            return _other(stream, data), True
    return data, True


def _inflated(data: bytes) -> tuple[bytes, bool]:
    machine = zlib.decompressobj()
    parts: list[bytes] = []
    size = 0
    try:
        while data and size <= _MOST_DRAWING:
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
