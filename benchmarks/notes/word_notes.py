"""Writes a labelled note as a Word document, with what python-docx has no words for as plain XML."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import docx
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from note_markup import Block, Note, nested

_PIECE = re.compile(r"(\[\+.*?\+\]|\[-.*?-\]|\*\*.*?\*\*)")
_MOMENT = "2024-01-01T12:00:00Z"
_BOX_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
# Word writes a text box twice: as it draws it now, and as old versions of it can.
_BOX = (
    "<w:r %s><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
    "<wp:inline><wp:extent cx='2000000' cy='600000'/>"
    "<wp:docPr id='1' name='Tekstiruutu'/><a:graphic><a:graphicData "
    "uri='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'><wps:wsp>"
    "<wps:cNvSpPr txBox='1'/><wps:spPr/>"
    "<wps:txbx><w:txbxContent>%s</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>"
    "</a:graphicData></a:graphic></wp:inline>"
    "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape style='width:160pt;height:50pt'><v:textbox>"
    "<w:txbxContent>%s</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def word_bytes(note: Note) -> bytes:
    """The note as docx: the same bytes each time."""
    document = docx.Document()
    document.core_properties.author = ""
    for place, text in ((document.sections[0].header, note.head), (document.sections[0].footer, note.foot)):
        if text:
            _running(place.paragraphs[0], text)
    for block in note.blocks:
        _add(document, block)
    for comment in document.comments:
        comment._comment_elm.set(qn("w:date"), _MOMENT)
    out = io.BytesIO()
    document.save(out)
    return same_zip(out.getvalue())


def same_zip(data: bytes) -> bytes:
    """The same zip with fixed times."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _add(document: Any, block: Block) -> None:
    if block.kind == "blank":
        return
    if block.kind == "page":
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    elif block.kind == "columns":
        _columns(document, block)
    elif block.kind == "box":
        inner = "".join(f"<w:p><w:r><w:t>{_escaped(part.text)}</w:t></w:r></w:p>" for part in block.parts[0])
        document.add_paragraph()._p.append(parse_xml(_BOX % (_BOX_SPACES, inner, inner)))
    elif block.kind == "table":
        table = document.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
        _rows(table, block.rows)
        _comments(document, table.rows[-1].cells[0].paragraphs[0], block)
    else:
        level = "" if block.level == 1 else f" {block.level}"
        style = {
            "title": "Title",
            "heading": f"Heading {block.level}",
            "item": f"List Bullet{level}",
            "number": "List Number",
        }
        paragraph = document.add_paragraph(style=style.get(block.kind))
        _write(paragraph, block.text)
        _comments(document, paragraph, block)


def _comments(document: Any, paragraph: Any, block: Block) -> None:
    for author, text in block.comments:
        document.add_comment(paragraph.runs, text=text, author=author, initials=author[:1])


def _rows(table: Any, rows: tuple[tuple[str, ...], ...]) -> None:
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            inner = nested(text)
            if inner:
                _rows(cell.add_table(rows=0, cols=len(inner[0])), inner)
                cell.add_paragraph()
                continue
            for number, part in enumerate(text.split("¬")):
                _write(cell.paragraphs[0] if number == 0 else cell.add_paragraph(), part)


def _columns(document: Any, block: Block) -> None:
    document.add_section(WD_SECTION.CONTINUOUS)
    for number, part in enumerate(block.parts):
        if number:
            document.add_paragraph().add_run().add_break(WD_BREAK.COLUMN)
        for inner in part:
            _add(document, inner)
    columns = document.sections[-1]._sectPr.find(qn("w:cols"))
    columns.set(qn("w:num"), str(len(block.parts)))
    after = document.add_section(WD_SECTION.CONTINUOUS)
    after._sectPr.find(qn("w:cols")).set(qn("w:num"), "1")


def _write(paragraph: Any, text: str) -> None:
    for piece in _PIECE.split(text):
        if piece.startswith("[+"):
            paragraph._p.append(_change("ins", "t", piece[2:-2]))
        elif piece.startswith("[-"):
            paragraph._p.append(_change("del", "delText", piece[2:-2]))
        elif piece.startswith("**"):
            paragraph.add_run(piece[2:-2]).bold = True
        elif piece:
            paragraph.add_run(piece)


def _change(name: str, holder: str, text: str) -> Any:
    return parse_xml(
        f'<w:{name} {nsdecls("w")} w:id="900" w:author="Sihteeri" w:date="{_MOMENT}"><w:r>'
        f'<w:{holder} xml:space="preserve">{_escaped(text)}</w:{holder}></w:r></w:{name}>'
    )


def _running(paragraph: Any, text: str) -> None:
    before, found, after = text.partition("{page}")
    paragraph.add_run(before)
    if found:
        field = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        paragraph._p.append(parse_xml(field))
        paragraph.add_run(after)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
