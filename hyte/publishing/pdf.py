"""Document → PDF by Typst: PDF/UA-1 and PDF/A-2a at once."""

from __future__ import annotations

import re
import tempfile
from functools import cache
from pathlib import Path
from typing import Any, Literal

from hyte.errors import PublishingError
from hyte.publishing.document import Document
from hyte.publishing.pdf_tags import row_headers
from hyte.publishing.typst_source import MAIN, describe, typst_source
from hyte.publishing.typst_text import FONTS

STANDARDS: tuple[Literal["a-2a"], Literal["ua-1"]] = ("a-2a", "ua-1")
"""Both at once: for archives, and for readers of assistive technology."""

_REMEMBERED = 10
"""Compilations for which Typst keeps what it worked out."""


def pdf_of(document: Document) -> bytes:
    """The report as PDF; the same document gives the same bytes.

    Raises
    ------
    PublishingError
        When Typst refuses the document, naming the block that it refuses.
    """
    import typst

    with tempfile.TemporaryDirectory(prefix="hyte-pdf-") as folder:
        workdir = Path(folder)
        main = workdir / MAIN
        main.write_text(typst_source(document, workdir), encoding="utf-8", newline="\n")
        try:
            pdf: bytes = typst.compile(
                str(main),
                root=str(workdir),
                font_paths=_fonts(),
                ignore_system_fonts=True,
                pdf_standards=list(STANDARDS),
                timestamp=document.epoch,
            )
        except typst.TypstError as error:
            raise _refusal(error, main, document) from error
        finally:
            _forget()
    return row_headers(pdf)


def _forget() -> None:
    """Let Typst forget the report: a process that makes hundreds of them would come to hold a gigabyte."""
    import typst

    for _ in range(_REMEMBERED):
        typst.compile(b"", font_paths=_fonts(), ignore_system_fonts=True)


@cache
def _fonts() -> Any:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def _refusal(error: Any, main: Path, document: Document) -> PublishingError:
    hints = " ".join(f"{hint[0].upper()}{hint[1:]}." for hint in error.hints or ())
    return PublishingError(
        f"the page setter Typst refuses the report: {error.message}.",
        place=_culprit(str(error.diagnostic), main, document),
        remedy=hints or "Correct the block in the notebook and run it again.",
    )


def _culprit(diagnostic: str, main: Path, document: Document) -> str | None:
    """The block whose chart or lines the diagnostic points at; None when it points at none."""
    if chart := re.search(r"chart-(\d+)\.svg:\d", diagnostic):
        return describe(document.blocks[int(chart[1])])
    lines = main.read_text(encoding="utf-8").splitlines()
    for number in re.findall(rf"{re.escape(MAIN)}:(\d+)", diagnostic):
        for line in reversed(lines[: int(number)]):
            if found := re.fullmatch(r"// block (\d+)", line):
                return describe(document.blocks[int(found[1])])
    return None
