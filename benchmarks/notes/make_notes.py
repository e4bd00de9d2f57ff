"""Writes the labelled notes in their real formats, the same bytes each time.

python benchmarks/notes/make_notes.py FOLDER               # both halves
python benchmarks/notes/make_notes.py FOLDER --half tuning         # or tuning_more, the second set to tune on

Files lie as in a raw folder: FOLDER/<half>/<note>/<municipality>/<year>/notes/<note>.<format>.
"""

from __future__ import annotations

import argparse
import html
import io
import json
import textwrap
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import typst
from note_markup import HALVES, SETS, Block, Note, accepted, read_half
from word_notes import same_zip, word_bytes

_ODT_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"))
)
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest='
    '"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    '<manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.text"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)


def write_note(note: Note, folder: Path) -> tuple[Path, Path]:
    """Write one note below `folder`; gives the raw folder and the file."""
    raw = folder / note.half / note.name
    path = raw / note.municipality / str(note.year) / "notes" / note.file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(note_bytes(note))
    return raw, path


def note_bytes(note: Note) -> bytes:
    """The note in its own format and encoding."""
    if note.format == "docx":
        return word_bytes(note)
    if note.format == "pdf":
        return typst.compile(typst_source(note).encode("utf-8"))
    if note.format == "odt":
        return _odt(note)
    text = {"txt": _txt, "md": _md, "html": _html}[note.format](note)
    return text.encode(note.encoding)


def _only(note: Note, *kinds: str) -> Iterable[Block]:
    """The note's blocks, all of kinds that its format can hold."""
    for block in note.blocks:
        if (
            block.kind not in (*kinds, "title", "heading", "text", "item", "number", "blank")
            or block.comments
        ):
            raise ValueError(f"{note.name}: {note.format} notes hold no {block.kind} or comment")
        yield block


def _txt(note: Note) -> str:
    lines = []
    number = 0
    for block in _only(note):
        number = number + 1 if block.kind == "number" else 0
        mark = {"item": f"{note.bullets[min(block.level, 2) - 1]} ", "number": f"{number}. "}.get(
            block.kind, ""
        )
        before = "  " * (block.level - 1) + mark
        line = before + accepted(block.text)
        if note.wrap and len(line) > note.wrap:
            lines += textwrap.wrap(
                line,
                note.wrap,
                subsequent_indent=" " * len(before),
                break_long_words=False,
                break_on_hyphens=False,
            )
        else:
            lines.append(line)
    return "\r\n".join(lines) + "\r\n"


def _md(note: Note) -> str:
    lines: list[str] = []
    last = ""
    for block in _only(note, "table"):
        text = accepted(block.text) if "**" not in block.text else block.text
        running = (
            block.kind if block.kind in ("item", "number") else text[:1] if text[:1] in ("*", ">") else ""
        )
        if text.startswith("**"):
            running = ""
        if not (running and running == last):
            lines.append("")
        last = running
        mark = {
            "title": "# ",
            "heading": "#" * (block.level + 1) + " ",
            "item": "  " * (block.level - 1) + "- ",
        }
        if block.kind == "table":
            for number, row in enumerate(block.rows):
                lines.append("| " + " | ".join(cell.replace("¬", "<br>") for cell in row) + " |")
                if number == 0:
                    lines.append("|" + "---|" * len(row))
        elif block.kind != "blank":
            lines.append(mark.get(block.kind, "1. " if block.kind == "number" else "") + text)
    return "\n".join(lines).strip("\n") + "\n"


def _html(note: Note) -> str:
    out = []
    for kind, blocks in _runs(_only(note, "table")):
        if kind in ("item", "number"):
            out.append(_html_list(blocks, "ul" if kind == "item" else "ol"))
            continue
        for block in blocks:
            name = {"title": "h1", "heading": f"h{block.level + 1}", "text": "p"}.get(block.kind)
            if block.kind == "table":
                out.append(
                    "<table>"
                    + "".join(_html_row(note, block, n) for n in range(len(block.rows)))
                    + "</table>"
                )
            elif name:
                out.append(f"<{name}>{_escaped(block)}</{name}>")
    body = "\n".join(out)
    title = html.escape(next((block.text for block in note.blocks if block.kind == "title"), note.name))
    return (
        f'<!DOCTYPE html>\n<html lang="{_main(note)}">\n<head>\n<meta charset="{note.encoding}">\n'
        f"<title>{title}</title>\n<style>body {{ font-family: sans-serif; }}</style>\n"
        f'<script>window.tilasto = "ei lueta";</script>\n</head>\n<body>\n{body}\n</body>\n</html>\n'
    )


def _html_row(note: Note, block: Block, number: int) -> str:
    tag = "th" if block.header and number == 0 else "td"
    cells = (cell if note.html_cells else html.escape(cell, quote=False) for cell in block.rows[number])
    return "<tr>" + "".join(f"<{tag}>{cell.replace('¬', '<br>')}</{tag}>" for cell in cells) + "</tr>\n"


def _html_list(blocks: Sequence[Block], tag: str) -> str:
    out, depth = "", 0
    for block in blocks:
        out += "".join(f"<{tag}>" for _ in range(block.level - depth)) + f"</{tag}>" * max(
            0, depth - block.level
        )
        depth = block.level
        out += f"<li>{_escaped(block)}</li>\n"
    return out + f"</{tag}>" * depth


def _odt(note: Note) -> bytes:
    out = []
    for kind, blocks in _runs(_only(note, "table")):
        if kind in ("item", "number"):
            out.append(_odt_list(blocks))
            continue
        for block in blocks:
            text = _escaped(block)
            if block.kind == "table":
                rows = "".join(
                    f"<table:table-row>{''.join(map(_odt_cell, row))}</table:table-row>" for row in block.rows
                )
                columns = f'<table:table-column table:number-columns-repeated="{len(block.rows[0])}"/>'
                out.append(f'<table:table table:name="Taulukko">{columns}{rows}</table:table>')
            elif block.kind in ("title", "heading"):
                level = 1 if block.kind == "title" else block.level + 1
                out.append(f'<text:h text:outline-level="{level}">{text}</text:h>')
            elif block.kind == "text":
                out.append(f"<text:p>{text}</text:p>")
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_ODT_SPACES} office:version="1.3">'
        f"<office:body><office:text>{''.join(out)}</office:text></office:body></office:document-content>"
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        file.writestr("content.xml", content)
        file.writestr("META-INF/manifest.xml", _MANIFEST)
    return same_zip(data.getvalue())


def _odt_cell(text: str) -> str:
    parts = "".join(f"<text:p>{html.escape(part, quote=False)}</text:p>" for part in text.split("¬"))
    return f"<table:table-cell>{parts}</table:table-cell>"


def _odt_list(blocks: Sequence[Block]) -> str:
    items = "".join(
        "<text:list-item><text:list>" * (block.level - 1)
        + f"<text:list-item><text:p>{_escaped(block)}</text:p></text:list-item>"
        + "</text:list></text:list-item>" * (block.level - 1)
        for block in blocks
    )
    return f"<text:list>{items}</text:list>"


def _escaped(block: Block) -> str:
    return html.escape(accepted(block.text), quote=False)


def _main(note: Note) -> str:
    """The language that a program would set for the whole note."""
    return "sv" if note.language == "sv" else "fi"


def _runs(blocks: Iterable[Block]) -> Iterable[tuple[str, list[Block]]]:
    """Blocks in runs of one kind; blank ones are left out."""
    run: list[Block] = []
    for block in blocks:
        if block.kind == "blank":
            continue
        if run and run[-1].kind != block.kind:
            yield run[0].kind, run
            run = []
        run.append(block)
    if run:
        yield run[0].kind, run


def typst_source(note: Note) -> str:
    """The note in Typst: A4, justified and hyphenated, with running heads."""
    setting = "".join(
        f", {place}: context {_typst_running(text)}"
        for place, text in (("header", note.head), ("footer", note.foot))
        if text
    )
    markers = ", ".join(map(_string, note.bullets))
    return (
        f'#set document(date: none)\n#set page(paper: "a4", margin: 2.5cm{setting})\n'
        f'#set text(lang: "{_main(note)}", size: 11pt, hyphenate: true)\n#set par(justify: true)\n'
        f"#set list(marker: ({markers}))\n" + "".join(map(_typst_block, note.blocks))
    )


def _typst_block(block: Block) -> str:
    if block.comments:
        raise ValueError("pdf notes hold no comments")
    text = f"#{_string(accepted(block.text))}"
    if block.kind == "blank":
        return "\n"
    if block.kind == "page":
        return "#pagebreak()\n"
    if block.kind in ("columns", "box"):
        parts = "\n#colbreak()\n".join("".join(map(_typst_block, part)) for part in block.parts)
        return (
            f"#columns({len(block.parts)})[\n{parts}]\n"
            if block.kind == "columns"
            else f"#block(stroke: 1pt, inset: 6pt)[\n{parts}]\n"
        )
    if block.kind == "table":
        cells = ", ".join(f"[#{_string(cell.replace('¬', chr(10)))}]" for row in block.rows for cell in row)
        return f"#table(columns: {len(block.rows[0])}, {cells})\n\n"
    if block.kind == "item":
        return "  " * (block.level - 1) + f"- {text}\n"
    if block.kind == "number":
        return f"+ {text}\n"
    level = {"title": 1, "heading": block.level + 1}.get(block.kind)
    return f"#heading(level: {level})[{text}]\n\n" if level else f"{text}\n\n"


def _typst_running(text: str) -> str:
    before, found, after = text.partition("{page}")
    number = "#counter(page).display()" if found else ""
    return f"[#{_string(before)}{number}#{_string(after)}]"


def _string(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Write the labelled notes in their real formats.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=(*SETS, "both"), default="both")
    chosen = parser.parse_args(arguments)
    for half in HALVES if chosen.half == "both" else (chosen.half,):
        for note in read_half(half):
            print(write_note(note, chosen.folder)[1])


if __name__ == "__main__":
    main()
