"""A PDF looked into before its pages are read: locked, cut short, damaged or too big files are refused.

Also gives what stands beside the pages: comments, filled form fields, and that files are attached. Nothing
that the file holds is run or opened.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hyte.errors import InputError
from hyte.sources.notes.formats.pdf_weight import MOST_OF_PAGE, Weighing

if TYPE_CHECKING:
    from hyte.sources.probe import Probe

_MOST_BYTES = 300_000_000
_MOST_PAGES = 2_000
_MOST_OBJECTS = 1_000_000
_MOST_OF_ALL = 500_000_000
_TAIL = 4096
_NO_COMMENT = ("/Link", "/Widget", "/Popup")
_DEEPEST = 12
_LOST = re.compile(r"reconstruct|ignoring|damaged|missing|unable to find", re.I)


@dataclass(frozen=True, slots=True)
class Beside:
    """What a PDF holds beside the text of its pages.

    `comments` are (page, text), `fields` the filled ones of a form as "label: text". `attached` tells
    that files are attached, `damaged` names the pages of which a part cannot be unpacked, `mended` tells
    that the file's own list of contents is wrong, so that something may be missing.
    """

    pages: int
    comments: tuple[tuple[int, str], ...]
    fields: tuple[str, ...]
    attached: bool
    damaged: tuple[int, ...]
    mended: bool


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
        raise damaged(probe) from error


def damaged(probe: Probe) -> InputError:
    """The refusal of a file that is cut short or damaged."""
    short = _is_short(probe.data)
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
    if _is_short(probe.data):
        raise damaged(probe)
    count = len(pdf.pages)
    if count == 0:
        raise damaged(probe)
    if count > _MOST_PAGES:
        raise _big(probe.name, f"{count} pages; at most {_MOST_PAGES} are read")
    if len(pdf.objects) > _MOST_OBJECTS:
        raise _big(probe.name, f"{len(pdf.objects)} objects")
    comments: list[tuple[int, str]] = []
    broken: list[int] = []
    weighing = Weighing()
    total = 0
    attached = "/Names" in pdf.Root and "/EmbeddedFiles" in pdf.Root.Names
    for number, page in enumerate(pdf.pages, start=1):
        weight, whole = weighing.page(page.obj)
        total += weight
        if weight > MOST_OF_PAGE or total > _MOST_OF_ALL:
            raise _big(probe.name, f"page {number} holds too much to draw")
        if not whole:
            broken.append(number)
        for note in _annotations(page.obj):
            attached = attached or note.get("/Subtype") == "/FileAttachment"
            if note.get("/Subtype") not in _NO_COMMENT and (text := _text(note.get("/Contents"))):
                comments.append((number, text))
    mended = any(_LOST.search(str(warning)) for warning in pdf.get_warnings())
    return Beside(count, tuple(comments), tuple(_fields(pdf)), attached, tuple(broken), mended)


def _is_short(data: bytes) -> bool:
    """Whether the end is missing; a PDF for the web has an end within, but begins with its own length."""
    match = re.search(rb"/Linearized\b.{0,200}?/L\s+(\d{1,12})\b", data[:2048], re.S)
    return b"%%EOF" not in data[-_TAIL:] or (match is not None and len(data) < int(match[1]))


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
