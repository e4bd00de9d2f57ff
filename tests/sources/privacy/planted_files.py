"""A raw folder of one invented municipality whose files, of every kind, hold the planted personal data.

The 200 items are dealt out over `PLACES`. Beside them stand `EXTRAS`: persons in places that are no text of a
note or an answer, such as names of files, headings, authors and cells that cannot be read.
"""

from __future__ import annotations

import csv
import io
import shutil
import tomllib
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from pathlib import Path

import openpyxl
import pikepdf
import typst
from openpyxl.comments import Comment

from hyte.sources.registers.template import template_bytes

from .planted import Planted, attendance, harmless, planted

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="urn:r"'
PLACES = (
    "txt",
    "md",
    "html",
    "odt",
    "odt_annotation",
    "pdf",
    "docx_body",
    "docx_table",
    "docx_comment",
    "docx_footnote",
    "docx_header",
    "docx_inserted",
    "docx_deleted",
    "register_concerns",
    "register_deeds",
    "register_extra",
    "register_responsible",
    "survey_free",
    "survey_other",
    "survey_sheet",
    "review_text",
    "review_owner",
)
CODE, YEAR = "991", 2024
_COUNTY = "esimerkkimaakunta"


def _name(place: str, *secrets: str) -> Planted:
    return Planted("name", place, secrets)


EXTRAS = (
    _name("person field of a register", "Tuulikki", "Haapasalmi", "Haapasalmen", "Haapasalmelle"),
    _name("heading of a column of one's own", "Seija", "Kuusisto", "Kuusiston"),
    _name("heading of a survey", "Marjatta", "Marjatan", "Hietasalo", "Hietasalon"),
    _name("column about respondents", "Lauri", "Laurin", "Peltomaa", "Peltomaan", "Peltomaalle"),
    Planted("email", "column about respondents", ("l.peltomaa@posti.example",)),
    Planted("phone", "column about respondents", ("044 987 6543",)),
    _name("title of a survey", "Tauno", "Niinimäki", "Niinimäen"),
    _name("name of a sheet", "Ritva", "Aaltonen"),
    _name("name of a note", "Pentti", "Vuorela", "Vuorelan"),
    _name("name of a note, in small letters", "kaija", "rautio"),
    _name("name of a note, one of two alike", "Sanna", "Kivelä"),
    _name("name of a note, the other of two", "Jukka", "Hakala"),
    _name("name of a register workbook", "Ilmari", "Ojanperä"),
    _name("name of a survey file", "Kyllikki", "Kyllikin", "Saarela", "Saarelan"),
    _name("name of a broken file", "Hilkka", "Suominen"),
    _name("name of an export", "Eero", "Eeron", "Heiskanen", "Heiskasen"),
    _name("name of a file that is left alone", "Orvokki", "Lindroos"),
    _name("approval", "Aarno", "Salmela"),
    _name("author of a document", "Outi", "Ketola"),
    _name("cell that cannot be read", "Terho", "Terholta", "Lampinen", "Lampiselta"),
    _name("choice that is not known", "Leena", "Leenalta", "Harjula", "Harjulalta"),
    _name("correction that finds nothing", "Auli", "Aulin", "Tanskanen", "Tanskasen"),
)
"""Personal data beyond the 200; `text` tells where it stands."""


def dealt() -> dict[str, tuple[Planted, ...]]:
    """The 200 items by place."""
    items = planted()
    return {place: items[number :: len(PLACES)] for number, place in enumerate(PLACES)}


def secrets() -> tuple[Planted, ...]:
    """All that may be in no public output."""
    return (*planted(), *EXTRAS)


def write_raw(raw: Path, example: Path) -> Path:
    """Write the raw folder, with areas and one export of the `example` (its raw folder); gives the owner's.

    The review workbook is written by `write_review`, when what it corrects has been read.
    """
    county = raw / _COUNTY
    owner = county / CODE / str(YEAR)
    for folder in ("notes", "registers", "surveys"):
        (owner / folder).mkdir(parents=True)
    shutil.copy(example / _COUNTY / "areas.csv", county)
    export = example / _COUNTY / "tilastokeskus" / "001_12c1_2024.px"
    shutil.copy(export, county / "001_12c1 Eero Heiskasen lataus.px")
    (county / "Orvokki Lindroos.png").write_bytes(b"\x89PNG")
    _write_notes(owner / "notes")
    _write_registers(owner / "registers" / "rekisterit Ilmari Ojanperä.xlsx")
    _write_surveys(owner / "surveys")
    (owner / "approval.toml").write_text(
        'state = "approved"\nbody = "Kunnanhallitus, pj. Aarno Salmela"\ndate = 2024-11-18\n',
        encoding="utf-8",
    )
    return owner


def write_review(owner: Path, content: bytes) -> None:
    """Put corrections with names in them into a review workbook that the pipeline has just made."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Kirjaukset"]
    column = {str(cell.value): number for number, cell in enumerate(sheet[1], start=1)}
    deal = dealt()
    rows = iter(range(2, sheet.max_row + 1))
    for item, row in zip(deal["review_text"], rows, strict=False):
        sheet.cell(row, column["Teksti raportissa"]).value = item.text
    for item, row in zip(deal["review_owner"], rows, strict=False):
        sheet.cell(row, column["Vastuu"]).value = item.text
    sheet.cell(next(rows), column["Laji"]).value = "Kysy Leena Harjulalta"
    row = next(rows)
    sheet.cell(row, column["Teksti raportissa"]).value = "Aulin kerho jatkuu, kertoi Auli Tanskanen."
    for heading, number in column.items():
        if heading in ("#quote", "#id", "#file"):
            sheet.cell(row, number).value = "Auli Tanskasen kerho, jota muistiossa ei enää ole"
    book.save(owner / "review.xlsx")


def _write_notes(folder: Path) -> None:
    deal, fill = dealt(), iter(harmless())
    head = ("Hyvinvointityöryhmän kokous 1/2024", "Aika: 1.6.2024 klo 9.00–11.00", *attendance())
    (folder / "muistio Pentti Vuorela.txt").write_text(
        "\n".join((*head, "", *_lines(deal["txt"], fill))) + "\n", encoding="utf-8"
    )
    for number, person in enumerate(("Sanna Kivelä", "Jukka Hakala"), start=2):
        text = f"Palauteryhmä\nAika: {number}.6.2024\n\nHuolenaiheet\n- Jonot terveysasemalla {number}\n"
        (folder / f"palaute {person}.txt").write_text(text, encoding="utf-8")
    lines = ["# Nuorisotyöryhmä", "", "Aika: 4.6.2024", "", *_lines(deal["md"], fill)]
    (folder / "muistio_kaija_rautio.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "sivu.html").write_text(_html(deal["html"], fill), encoding="utf-8")
    (folder / "rikki Hilkka Suominen.docx").write_bytes(b"PK\x03\x04 no archive")
    _write_odt(folder / "vapaamuotoinen.odt", deal, fill)
    _write_docx(folder / "ohjausryhma.docx", deal, fill)
    (folder / "vanhusneuvosto.pdf").write_bytes(_pdf(deal["pdf"], fill))


def _lines(items: Sequence[Planted], fill: Iterable[str]) -> list[str]:
    """Items as a list under labels of every kind, with harmless look-alikes between."""
    labels = ("Huolenaiheet", "Ilonaiheet", "Hyvinvointiteot", "Jarrut", "Päätökset", "Toimenpiteet")
    written = []
    for number, item in enumerate(items):
        if number % 2 == 0:
            written += ["", labels[number // 2 % len(labels)], ""]
        written += [
            "- " + item.text.replace("\n", "\n  "),
            *("- " + line for line, _ in zip(fill, "ab", strict=False)),
        ]
    return written


def _html(items: Sequence[Planted], fill: Iterable[str]) -> str:
    rows = "".join(f"<li title='{escape(item.text)}'>{escape(item.text)}</li>" for item in items)
    others = "".join(f"<li>{escape(line)}</li>" for line, _ in zip(fill, "abcdefgh", strict=False))
    return (
        "<!doctype html><html lang='fi'><head><title>Järjestöryhmä</title>"
        "<meta name='author' content='Outi Ketola'></head><body><!-- Outi Ketola kirjoitti -->"
        f"<h1>Järjestöryhmä 5.6.2024</h1><h2>Huolenaiheet</h2><ul>{rows}</ul>"
        f"<h2>Ilonaiheet</h2><ul>{others}</ul></body></html>"
    )


def _pdf(items: Sequence[Planted], fill: Iterable[str]) -> bytes:
    marks = str.maketrans({letter: f"\\{letter}" for letter in "#*_$@<>[]\\`~/-=+"})
    texts = [*(item.text for item in items), *(line for line, _ in zip(fill, "abcdefgh", strict=False))]
    body = "\n".join(f"- {text.replace(chr(10), ' ').translate(marks)}" for text in texts)
    head = '#set page(paper: "a4")\n#set text(lang: "fi")\n= Vanhusneuvosto 6.6.2024\n\n== Huolenaiheet\n\n'
    made = typst.compile((head + body).encode(), ignore_system_fonts=True)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(made)) as pdf:
        pdf.docinfo["/Author"] = "Outi Ketola"
        pdf.save(out)
    return out.getvalue()


def _write_odt(path: Path, deal: Mapping[str, Sequence[Planted]], fill: Iterable[str]) -> None:
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table")
    )
    items = "".join(
        f"<text:list-item><text:p>{escape(item.text)}</text:p></text:list-item>" for item in deal["odt"]
    )
    notes = "".join(
        f"<text:p>{next(iter(fill))}<office:annotation><dc:creator>Outi Ketola</dc:creator>"
        f"<text:p>{escape(item.text)}</text:p></office:annotation></text:p>"
        for item in deal["odt_annotation"]
    )
    content = (
        f'<office:document-content {names} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:body><office:text>'
        "<text:h text:outline-level='1'>Kyläilta 7.6.2024</text:h><text:h text:outline-level='2'>Huolenaiheet"
        f"</text:h><text:list>{items}</text:list>{notes}</office:text></office:body></office:document-content>"
    )
    _packed(path, {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def _write_docx(path: Path, deal: Mapping[str, Sequence[Planted]], fill: Iterable[str]) -> None:
    def p(text: str, inner: Callable[[str], str] = lambda run: run, more: str = "") -> str:
        runs = "<w:br/>".join(f"<w:t xml:space='preserve'>{escape(part)}</w:t>" for part in text.split("\n"))
        return f"<w:p>{inner(f'<w:r>{runs}</w:r>')}{more}</w:p>"

    inserted = "<w:ins w:author='Outi Ketola' w:id='7'>{}</w:ins>".format
    body = [p("Ohjausryhmä 8.6.2024"), p("Huolenaiheet")]
    body += [p(text) for item in deal["docx_body"] for text in (item.text, next(iter(fill)))]
    rows = "".join(
        f"<w:tr><w:tc>{p(text)}</w:tc><w:tc>{p(item.text)}</w:tc></w:tr>"
        for item, text in zip(deal["docx_table"], fill, strict=False)
    )
    body += [p("Toimenpiteet"), f"<w:tbl>{rows}</w:tbl>"]
    body += [p(item.text, inserted) for item in deal["docx_inserted"]]
    body += [
        p(
            "Asia jää voimaan.",
            more=p(item.text)
            .replace("<w:p>", "<w:del w:author='Outi Ketola'>")
            .replace("</w:p>", "</w:del>")
            .replace("w:t", "w:delText"),
        )
        for item in deal["docx_deleted"]
    ]
    comments, notes = [], []
    for number, item in enumerate(deal["docx_comment"], start=1):
        body.append(p(f"Kohta {number} jatkuu.", more=f"<w:commentReference w:id='{number}'/>"))
        comments.append(
            f"<w:comment w:id='{number}' w:author='Outi Ketola' w:initials='OK'>{p(item.text)}</w:comment>"
        )
    for number, item in enumerate(deal["docx_footnote"], start=1):
        body.append(p(f"Huoli {number} on tuttu.", more=f"<w:r><w:footnoteReference w:id='{number}'/></w:r>"))
        notes.append(f"<w:footnote w:id='{number}'>{p(item.text)}</w:footnote>")
    parts = {
        "document": f"<w:document {W}><w:body>{''.join(body)}</w:body></w:document>",
        "comments": f"<w:comments {W}>{''.join(comments)}</w:comments>",
        "footnotes": f"<w:footnotes {W}>{''.join(notes)}</w:footnotes>",
        "header1": f"<w:hdr {W}>{''.join(p(item.text) for item in deal['docx_header'])}</w:hdr>",
    }
    core = (
        '<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<dc:creator>Outi Ketola</dc:creator></cp:coreProperties>"
    )
    _packed(path, {f"word/{name}.xml": text for name, text in parts.items()} | {"docProps/core.xml": core})


def _packed(path: Path, parts: Mapping[str, str]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)


def _write_registers(path: Path) -> None:
    deal, fill = dealt(), iter(harmless()[150:])
    concerns = [
        {"kind": "concern", "text": item.text, "origin": "Lape-ryhmä", "note": next(fill)}
        for item in deal["register_concerns"]
    ]
    concerns += [
        {"kind": "joy", "text": next(fill), "origin": "Järjestöt", heading: item.text}
        for item, heading in zip(
            deal["register_extra"],
            ("Seija Kuusiston huomiot", "Seija Kuusiston omat huomiot", "Lisätieto") * 9,
            strict=False,
        )
    ]
    deeds = [
        {"kind": "deed", "text": next(fill), "sector": "education", "effect": item.text, "actor": "Kirjasto"}
        for item in deal["register_deeds"]
    ]
    plan = [
        {
            "goal": f"Tavoite {number}",
            "measure": next(fill),
            "responsible": item.text,
            "schedule": "syksy 2024",
            "indicators": "kävijämäärä",
            "state": "under_way",
        }
        for number, item in enumerate(deal["register_responsible"], start=1)
    ]
    bodies = [
        {
            "name": "Hyvinvointityöryhmä",
            "kind": "working_group",
            "task": "Valmistelee",
            "members_by_role": "rehtori; nuorisosihteeri",
            "member_names": "Tuulikki Haapasalmi",
        }
    ]
    surveys = [
        {"file": "kysely Kyllikki Saarela.csv", "title": "Tauno Niinimäen kysely", "design": "open"},
        {
            "file": "paperilla.xlsx",
            "title": "Paperikysely",
            "design": "open",
            "asked": "Niinimäen ehdotukset",
        },
    ]
    rows = {
        "concerns_and_joys": concerns,
        "deeds_and_brakes": deeds,
        "plan": plan,
        "bodies": bodies,
        "surveys": surveys,
    }
    book = openpyxl.load_workbook(io.BytesIO(template_bytes("fi", list(rows), rows)))
    sheet = book["Huolet ja ilot"]
    date = next(cell.column for cell in sheet[1] if str(cell.value).startswith("Päivä"))
    sheet.cell(2, date).value = "kysy Terho Lampiselta"
    sheet.cell(3, date).comment = Comment("Outi Ketola tarkistaa", "Outi Ketola")
    book.properties.creator = book.properties.lastModifiedBy = "Outi Ketola"
    book.save(path)


def _write_surveys(folder: Path) -> None:
    deal, fill = dealt(), iter(harmless()[220:])
    headings = [
        "ID",
        "Aloitusaika",
        "Nimi",
        "Sähköpostiosoite",
        "Puhelinnumero",
        "Asuinalue",
        "Miten jaksat?",
    ]
    headings += [
        "Mistä sait tiedon? Muu, mikä?",
        "Mitä mieltä olet Marjatta Hietasalon ideasta?",
        "Mikä huolettaa?",
    ]
    rows: list[list[str]] = [headings]
    free, other = list(deal["survey_free"]), list(deal["survey_other"])
    for number in range(36):
        row = [str(number + 1), f"{number % 28 + 1}.9.2024 12:{number:02}", "", "", ""]
        if number % 6 == 0:
            row[2:] = ["Lauri Peltomaa", "l.peltomaa@posti.example", "044 987 6543"]
        row += [("Keskusta", "Rantakylä")[number % 2], ("Hyvin", "Melko hyvin", "Huonosti")[number % 3]]
        row.append(other.pop().text if number % 3 == 0 and other else ("Lehdestä", "")[number % 2])
        row.append(
            next(fill, "Hyvä idea, jota kannatan.") if number % 4 else "Peltomaalle ja Haapasalmelle kiitos."
        )
        row.append(free.pop().text if number % 3 == 1 and free else "Kysyin Peltomaan mielipidettä.")
        rows.append(row)
    assert not free
    assert not other
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\n").writerows(rows)
    (folder / "kysely Kyllikki Saarela.csv").write_text(text.getvalue(), encoding="utf-8-sig")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Ritva Aaltonen"
    sheet.append(["Miten jaksat?", "Terho Lampisen ehdotus", "Terho Lampisen ehdotus", "Mikä ilahduttaa?"])
    for number in range(30):
        items = deal["survey_sheet"]
        said = items[number].text if number < len(items) else "Marjatan ja Hietasalon kerho."
        sheet.append([("Hyvin", "Huonosti")[number % 2], "Kyllä", ("Kyllä", "Ei")[number % 2], said])
    book.properties.creator = "Outi Ketola"
    book.save(folder / "paperilla.xlsx")


def sought() -> tuple[str, ...]:
    """Every secret, and every word of every form of the persons' names, whether or not it was planted."""
    data = tomllib.loads((Path(__file__).parent / "planted.toml").read_text(encoding="utf-8"))
    forms = [
        word for person in (*data["listed"], *data["unlisted"]) for form in person for word in form.split()
    ]
    told = [secret for item in secrets() for secret in item.secrets]
    return tuple(dict.fromkeys(text for text in (*told, *forms) if text != "von"))
