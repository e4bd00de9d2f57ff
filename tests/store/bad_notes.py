"""Notes that are broken, locked, dangerous, empty or foreign, made at test time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pikepdf
import typst

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ODT = "application/vnd.oasis.opendocument.text"
_URI = "urn:oasis:names:tc:opendocument:xmlns"
DAY = "Hyvinvointityöryhmä 5.6.2024"
SAID = "Bussi kulkee harvoin"
"""What every note that can be read says, so that it would be seen in the tables if half of it were read."""
NOTE = f"{DAY}\n\nHuolenaiheet\n- {SAID}\n"
MANY_PAGES = 300
NOWHERE = "http://192.0.2.1"
"""An address that is kept for examples, where nobody answers."""


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def half(data: bytes) -> bytes:
    """A file whose transfer has stopped."""
    return data[: len(data) // 2]


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The packed file with one more part, or another content of it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    return packed(parts | {name: content})


def lying(data: bytes, name: str) -> bytes:
    """The packed file whose lists of contents say that a part is much smaller than it is."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo(name).file_size
    return data.replace(size.to_bytes(4, "little"), (2000).to_bytes(4, "little"))


def office_locked() -> bytes:
    """What Word and Excel write when a password is asked for: a container with an encrypted package."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    return head + "EncryptedPackage".encode("utf-16-le") + bytes(400)


def _paragraphs(*texts: str) -> str:
    return "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)


def docx(*texts: str, before: str = "", body: str = "") -> bytes:
    """A Word document; `before` stands above its root, `body` below its paragraphs."""
    document = (
        f'{before}<w:document xmlns:w="{W}" xmlns:r="{_R}"><w:body>{_paragraphs(*texts)}{body}</w:body>'
        "</w:document>"
    )
    return packed({"word/document.xml": document})


def note_docx() -> bytes:
    """A Word document that says what `NOTE` says."""
    return docx(DAY, "Huolenaiheet:", SAID)


def docx_with_macros() -> bytes:
    """Called .docx, but with a project of macros."""
    return with_part(note_docx(), "word/vbaProject.bin", b'Sub AutoOpen()\nShell "calc"\nEnd Sub')


def docx_bomb() -> bytes:
    """A few kilobytes that unpack to thirty million."""
    return docx(DAY, SAID + " " * 30_000_000)


def docx_liar() -> bytes:
    """A bomb that says of itself that it is small."""
    return lying(docx_bomb(), "word/document.xml")


def docx_with_entities(server: str = NOWHERE) -> bytes:
    """Entities that would read a file of this machine, ask a server, and grow without end."""
    declared = (
        f'<!DOCTYPE x SYSTEM "{server}/dtd" [<!ENTITY a SYSTEM "file:///etc/hostname">'
        f'<!ENTITY b SYSTEM "{server}/b">'
        '<!ENTITY c "hahaha"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>'
    )
    return docx(DAY, f"{SAID} &a;&b;&d;", before=declared)


def docx_with_links(server: str = NOWHERE) -> bytes:
    """A picture, a template and a sub-document that lie on a server; the text itself is sound."""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "".join(
        f'<Relationship Id="r{n}" Type="{base}/{kind}" Target="{server}/{kind}" TargetMode="External"/>'
        for n, kind in enumerate(("image", "attachedTemplate", "subDocument", "hyperlink", "oleObject"))
    )
    wrapped = f'<Relationships xmlns="{base.replace("officeDocument", "package")}">{links}</Relationships>'
    body = (
        '<w:p><w:hyperlink r:id="r3"><w:r><w:t>Linkki verkkosivulle</w:t></w:r></w:hyperlink></w:p>'
        f'<w:p><w:r><w:instrText>INCLUDETEXT "{server}/x"</w:instrText></w:r></w:p>'
    )
    return with_part(
        docx(DAY, "Huolenaiheet:", SAID, body=body), "word/_rels/document.xml.rels", wrapped.encode()
    )


def note_html(server: str = NOWHERE) -> bytes:
    """A saved web page that would load pictures, styles, scripts and other pages."""
    head = (
        f'<!DOCTYPE html SYSTEM "{server}/dtd"><html><head><link rel="stylesheet" href="{server}/css">'
        f'<script src="{server}/js"></script><meta http-equiv="refresh" content="0; url={server}"></head>'
    )
    body = (
        f'<img src="{server}/png"><iframe src="{server}/frame"></iframe><h2>Huolenaiheet</h2><li>{SAID}</li>'
    )
    return f"{head}<body><p>{DAY}</p>{body}</body></html>".encode()


def odt(*texts: str, before: str = "") -> bytes:
    """An OpenDocument text."""
    paragraphs = "".join(f"<text:p>{text}</text:p>" for text in texts)
    content = (
        f'{before}<office:document-content xmlns:office="{_URI}:office:1.0" xmlns:text="{_URI}:text:1.0">'
        f"<office:body><office:text>{paragraphs}</office:text></office:body></office:document-content>"
    )
    return packed({"mimetype": _ODT, "content.xml": content})


def note_odt() -> bytes:
    """An OpenDocument text that says what `NOTE` says."""
    return odt(DAY, "Huolenaiheet:", SAID)


def odt_with_entities() -> bytes:
    """An entity that would read a file of this machine."""
    return odt(DAY, f"{SAID} &a;", before='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>')


def odt_locked() -> bytes:
    """The text is noise, and the manifest says how it was encrypted."""
    manifest = (
        '<manifest:manifest><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>'
        "</manifest:file-entry></manifest:manifest>"
    )
    return packed({"mimetype": _ODT, "content.xml": bytes(range(256)), "META-INF/manifest.xml": manifest})


def odt_locked_whole() -> bytes:
    """As newer LibreOffice locks: one part, and no list of the others."""
    return packed({"mimetype": _ODT, "encrypted-package": bytes(range(256)), "META-INF/manifest.xml": "<m/>"})


def typeset(body: str) -> bytes:
    """A PDF with a text layer."""
    head = '#set page(paper: "a4", margin: 2.5cm)\n#set text(lang: "fi", size: 11pt)\n'
    made = typst.compile((head + body).encode(), ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


def note_pdf() -> bytes:
    """A PDF that says what `NOTE` says."""
    return typeset(f"{DAY}\n\n= Huolenaiheet\n- {SAID}\n")


def long_pdf() -> bytes:
    """Three hundred pages, each with a heading, a concern and running text."""
    told = (
        "Työryhmä kävi kohdassa {0}.{1} läpi kunnan palvelut ja totesi, että ne ovat pääosin kunnossa, "
        "mutta tietoa tarvitaan lisää."
    )
    pages = (
        f"= Huolenaiheet\n- {SAID} kylään {page}\n\n= Tausta\n"
        + " ".join(told.format(page, sentence) for sentence in range(1, 9))
        for page in range(1, MANY_PAGES + 1)
    )
    return typeset(f"{DAY}\n\n" + "\n#pagebreak()\n".join(pages))


def _saved(pdf: pikepdf.Pdf, **how: object) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **how)
    return out.getvalue()


def pdf_locked() -> bytes:
    """A PDF that asks for a password before it is shown."""
    with pikepdf.open(io.BytesIO(note_pdf())) as pdf:
        return _saved(pdf, encryption=pikepdf.Encryption(user="salasana", owner="toinen"))


def scan(pages: int = 1) -> bytes:
    """Pages that are one picture each."""
    with pikepdf.new() as pdf:
        for _ in range(pages):
            image = pikepdf.Stream(pdf, bytes(100))
            image.stream_dict = pikepdf.Dictionary(
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Image,
                Width=10,
                Height=10,
                ColorSpace=pikepdf.Name.DeviceGray,
                BitsPerComponent=8,
            )
            pdf.add_blank_page(page_size=(595, 842))
            pdf.pages[-1].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=image))
            pdf.pages[-1].Contents = pikepdf.Stream(pdf, b"q 595 0 0 842 0 0 cm /Im Do Q")
        return _saved(pdf)


def partly_scanned() -> bytes:
    """A page of text, and two that are pictures."""
    with pikepdf.open(io.BytesIO(note_pdf())) as pdf, pikepdf.open(io.BytesIO(scan(2))) as pictures:
        pdf.pages.extend(pictures.pages)
        return _saved(pdf)


FOREIGN: dict[str, str] = {
    "viro": (
        "Heaolu töörühma koosolek 5.6.2024\n\nMured\n- Noorte üksildus on kasvanud ja abi ei ole piisavalt\n"
        "- Bussid ei sõida õhtuti, seepärast ei pääse noored trenni\n\nRõõmud\n- Raamatukogu on avatud\n"
    ),
    "venäjä": (
        "Заседание рабочей группы 5.6.2024\n\nПроблемы\n- Одиночество молодёжи растёт, помощи не хватает\n"
        "- Автобусы вечером не ходят\n"
    ),
    "saksa": (
        "Sitzung der Arbeitsgruppe am 5.6.2024\n\nSorgen\n- Die Einsamkeit der Jugendlichen hat zugenommen\n"
        "- Der Bus fährt abends nicht, und die Eltern sind nicht zu Hause\n\nFreuden\n- Das Haus ist offen\n"
    ),
    "englanti": (
        "Meeting of the wellbeing group on 5 June 2024\n\nConcerns\n- The loneliness of young people has "
        "increased and there is not enough help\n- The buses do not run in the evening\n"
    ),
}
"""One short note in each of the languages that are not read."""


def written(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
