"""Every bad input of a municipality's own, each in a municipality's folder with sound files beside it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hyte.reference.areas import Areas
from hyte.sources.review import review_bytes
from hyte.store.files import take_inventory
from hyte.store.ingest import hash_raw_files
from hyte.store.local_inputs import read_owner

from . import bad_notes as n
from . import bad_tables as t
from .bad_notes import NOTE, SAID

YEAR = 2024
_TOGETHER = 8
SOUND = "Nuorten yksinäisyys on lisääntynyt"
"""What the sound note beside every bad file says."""
OWN_NOTE = f"Lautakunta 3.4.{YEAR}\n\nHuolenaiheet\n- {SOUND}\n"
OWN_ANSWERS = (t.ANSWERS[0], *((a, b, "Hyvä") for a, b, _ in t.ANSWERS[1:]))


@dataclass(frozen=True)
class Case:
    """A bad file, what is told of it, and what of it is in the tables nevertheless.

    `told` has a piece of each message. `said` are the texts of the records of a note, the first values of the
    rows of a register, or the numbers of answers to a survey. `listed` tells that lines without a record are
    in the tables too. `name` is the file's name as messages show it, `file` on the disk.
    """

    file: str
    content: Callable[[], bytes]
    told: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    listed: bool = False
    shown: str = ""

    @property
    def name(self) -> str:
        return self.shown or self.file


def text(content: str) -> Callable[[], bytes]:
    return content.encode


LOCKED_WORKBOOK = "The workbook is locked with a password. Open it in Excel, remove the password"
BROKEN_WORKBOOK = "The workbook is cut short or damaged. Open it in Excel and save it anew"
BIG_WORKBOOK = "unpacks to more than 50 MB. Copy the table alone into a new workbook"
BROKEN_WORD = "The document is damaged or is no Word document. Open it in Word and save it anew as docx."
FOREIGN = "neither in Finnish nor in Swedish: its lines are listed"
EMPTY = "The note is empty. Write the notes into it, or take it out of the folder."
MACROS = "holds macros, which are never run. Save it in Word as an ordinary document (.docx)."
ENTITIES = "refers to outside entities, which no document needs. Copy its text into a new document."

NOTES = (
    Case("cut.docx", lambda: n.half(n.note_docx()), (BROKEN_WORD,)),
    Case(
        "unclosed.docx",
        lambda: n.with_part(n.note_docx(), "word/document.xml", f"<w:document>{SAID}".encode()),
        (BROKEN_WORD,),
    ),
    Case("cut.odt", lambda: n.half(n.note_odt()), ("save it anew as odt",)),
    Case("cut.pdf", lambda: n.half(n.note_pdf()), ("The PDF is cut short. Download or copy it again",)),
    Case(
        "locked.docx",
        n.office_locked,
        ("locked with a password. Open it in Word, take the password away and save it as docx.",),
    ),
    Case("locked.pdf", n.pdf_locked, ("The PDF is locked with a password. Open it with the password",)),
    Case("locked.odt", n.odt_locked, ("locked with a password. Open it in LibreOffice",)),
    Case("locked_whole.odt", n.odt_locked_whole, ("locked with a password. Open it in LibreOffice",)),
    Case("macros.docx", n.docx_with_macros, (MACROS,)),
    Case("macros.docm", n.docx_with_macros, ("It may hold macros, which are never run. Save it in Word",)),
    Case(
        "bomb.docx",
        n.docx_bomb,
        ("unreasonably big when unpacked (30 MB). Copy its text into a new document.",),
    ),
    Case("liar.docx", n.docx_liar, (BROKEN_WORD,)),
    Case("entities.docx", n.docx_with_entities, (ENTITIES,)),
    Case("entities.odt", n.odt_with_entities, (ENTITIES,)),
    Case("links.docx", n.docx_with_links, said=(SAID, "Linkki verkkosivulle"), listed=True),
    Case("nothing.txt", text(""), (EMPTY,)),
    Case("blanks.txt", text("\ufeff  \r\n\t\r\n "), (EMPTY,)),
    Case("blank.docx", lambda: n.docx("", " "), (EMPTY,)),
    Case("blank.odt", lambda: n.odt("", " "), (EMPTY,)),
    Case("blank.html", text("<html><body><p> </p></body></html>"), (EMPTY,)),
    Case("blank.pdf", lambda: n.typeset(""), ("The PDF has only empty pages.",)),
    Case("scan.pdf", n.scan, ("has no text layer (a scan, or pictures of pages). Scan it with text",)),
    Case(
        "partly.pdf",
        n.partly_scanned,
        ("pages 2–3 (pictures without text), which are not read yet. Copy what belongs",),
        (SAID,),
        listed=True,
    ),
    *(
        Case(f"{language}.txt", text(content), (FOREIGN,), listed=True)
        for language, content in n.FOREIGN.items()
        if language != "englanti"
    ),
    Case(
        "englanti.txt",
        text(n.FOREIGN["englanti"]),
        ("seems to be in English: its lines are listed",),
        listed=True,
    ),
    Case(
        "year.txt",
        text(NOTE.replace("2024", "2021")),
        ("dated 2021-06-05, but lies in the folder of 2024. Move it to the folder of 2021",),
        (SAID,),
        listed=True,
    ),
    Case(
        "second.txt",
        text(OWN_NOTE.replace(SOUND, SAID)),
        ("is of the same meeting as ",),
        (SAID,),
        listed=True,
    ),
    Case("slides.pptx", lambda: n.packed({"ppt/presentation.xml": ""}), ("Export the slides as pdf.",)),
    Case("old.doc", n.office_locked, ("Open it in Word and save it as docx.",)),
    Case("photo.jpg", lambda: b"\xff\xd8\xff\xe0" + bytes(40), ("text recognition (OCR)",)),
    Case("table.xlsx", t.register, ("Put filled registers into the folder registers",)),
    Case("all.zip", lambda: n.packed({"a.txt": NOTE}), ("Unpack it, and put the documents in it",)),
    Case("noise.txt", lambda: bytes(range(256)) * 8, ("is no plain text",)),
    Case("muistio", text(NOTE), ("The name of the file has no ending. Save it as docx, odt, pdf",)),
    # Names that break lines, tables, shells, pages or markup; each note is sound.
    *(
        Case(name, text(NOTE), said=(SAID,), listed=True, shown=shown)
        for name, shown in (
            ("rivi\nvaihto.txt", "rivi\\u000avaihto.txt"),
            ("sarkain\t.txt", "sarkain\\u0009.txt"),
            ("\u202egpj.txt", "\\u202egpj.txt"),
            ("ilo😀.txt", ""),
            ("-viiva.txt", ""),
            ("--help.txt", ""),
            ("[bold]x.txt", ""),
            ("%s{0}.txt", ""),
            ("<script>alert(1).txt", ""),
            ("'; rm -rf ~ \"$(x)`.txt", ""),
            ("p" * 251 + ".txt", ""),
        )
    ),
)

FULL = (SAID,)
FILLED = t.register
REGISTERS = (
    Case("cut.xlsx", lambda: n.half(FILLED()), (BROKEN_WORKBOOK,)),
    Case("locked.xlsx", n.office_locked, (LOCKED_WORKBOOK,)),
    Case("macros.xlsm", lambda: t.with_macros(FILLED()), said=FULL),
    Case("bomb.xlsx", lambda: t.xlsx_bomb(FILLED()), (BIG_WORKBOOK,)),
    Case("liar.xlsx", lambda: t.xlsx_liar(FILLED()), (BROKEN_WORKBOOK,)),
    Case("swedish.xlsx", lambda: t.with_headings("sv"), said=FULL),
    Case("mixed.xlsx", lambda: t.with_headings("fi", "en", "sv"), said=FULL),
    Case(
        "formula.xlsx",
        lambda: t.with_cell(FILLED(), "A2", f'<c r="A2" t="str"><f>B1&amp;"x"</f><v>{SAID}</v></c>'),
        said=FULL,
    ),
    Case(
        "formula_without.xlsx",
        lambda: t.with_cell(FILLED(), "A2", '<c r="A2"><f>B1&amp;"x"</f></c>'),
        ("cell A2: The cell holds a formula that was never calculated, so its value is not known. Open",),
        ("concern",),
    ),
    Case(
        "formula_error.xlsx",
        lambda: t.with_cell(FILLED(), "A2", '<c r="A2" t="e"><f>Z1</f><v>#REF!</v></c>'),
        ("cell A2: The cell holds the error #REF!. Mend the formula, or write the value itself.",),
        ("concern",),
    ),
    Case(
        "merged.xlsx",
        lambda: t.changed(t.register(t.CONCERN, t.BARE, t.BARE), t.merged),
        ("cell C2: Cells are merged (C2:C4); what they say was taken for each row that they cover.",),
        FULL * 3,
    ),
    Case(
        "hidden.xlsx",
        lambda: t.changed(t.register(t.CONCERN, t.CONCERN), t.hidden),
        ("Rows are hidden, perhaps by a filter, and were read like the others: 3. Unhide them",),
        FULL * 2,
    ),
    Case(
        "renamed.xlsx",
        lambda: t.changed(FILLED(), t.renamed),
        ("cell C1: The heading 'Mistä ryhmältä' is not known",),
        FULL,
    ),
    Case(
        "own_sheet.xlsx",
        lambda: t.with_sheet("Muistilista", ("Asia", "Kuka"), ("Kahvit", "Kaikki")),
        ("sheet 'Muistilista': The sheet 'Muistilista' is not one of the registers and was not read.",),
        FULL,
    ),
    Case(
        "like_sheet.xlsx",
        lambda: t.with_sheet("Suunnitelmat", ("Asia", "Kuka"), ("Kahvit", "Kaikki")),
        ("Is it 'Suunnitelma'? Copy its rows into a sheet of the template",),
        FULL,
    ),
    Case(
        "other_place.xlsx",
        lambda: t.register(municipality="Kuopio"),
        ("names the municipality 'Kuopio', but lies in the folder of another one",),
        FULL,
    ),
    Case(
        "other_year.xlsx",
        lambda: t.register(year=2019),
        ("names the year 2019, but lies in the folder of 2024, for which it was read. Move the workbook",),
        FULL,
    ),
    Case("hostile.xlsx", t.hostile, said=t.HOSTILE),
    Case("nothing.xlsx", text(""), ("The file is empty. Write a new one with `pipeline.py template`",)),
    Case("unfilled.xlsx", lambda: t.template_bytes("fi"), ("has no filled row yet. Fill it in",)),
    Case("note.docx", n.note_docx, ("put it into the folder notes.",)),
    Case("table.csv", t.csv_of, ("is plain text; registers are read from Excel workbooks (.xlsx).",)),
    Case("old.xls", lambda: b"\x09\x08\x10\x00" + bytes(100), ("save it as an Excel workbook (.xlsx).",)),
)

ALL = str(len(t.ANSWERS) - 1)
SURVEYS = (
    Case("mojibake.csv", t.wrongly_saved, ("saved in the wrong encoding; those that could be were",), (ALL,)),
    Case("dos.csv", t.from_dos, ("are in an old encoding (DOS); they were read as such.",), (ALL,)),
    Case("lost.csv", t.letters_lost, ("line 1: Letters are lost",), (ALL,)),
    Case("windows.csv", lambda: t.csv_of(encoding="cp1252"), said=(ALL,)),
    Case(
        "too_few.csv",
        t.too_few,
        ("line 4: Rows that have fewer cells than there are headings were read as partly unanswered",),
        (ALL,),
    ),
    Case(
        "too_many.csv",
        t.too_many,
        ("line 6: Rows that have more cells than there are headings were left out (1 in all: 6).",),
        (str(len(t.ANSWERS) - 2),),
    ),
    Case("nothing.csv", text(""), ("The file is empty. Download it again, or take it out",)),
    Case(
        "headings.csv", lambda: t.csv_of(t.ANSWERS[:1]), ("It has headings, but no answers yet. Export the",)
    ),
    Case("cut.xlsx", lambda: n.half(t.xlsx_of()), (BROKEN_WORKBOOK,)),
    Case("locked.xlsx", n.office_locked, (LOCKED_WORKBOOK,)),
    Case("bomb.xlsx", lambda: t.xlsx_bomb(t.xlsx_of()), (BIG_WORKBOOK,)),
    Case("macros.xlsm", lambda: t.with_macros(t.xlsx_of()), said=(ALL,)),
    Case("note.docx", n.note_docx, ("is a Word document and no table of answers. Export the answers",)),
    Case("print.pdf", n.note_pdf, ("is a PDF and no table of answers. Export the answers",)),
)

NO_REVIEW = "is no review workbook, or its hidden columns were removed. No correction of it was applied."
REVIEWS = {
    "no review": (t.register, NO_REVIEW),
    "without its hidden columns": (lambda: t.without_hidden_columns(review()), NO_REVIEW),
    "empty": (text(""), NO_REVIEW),
    "cut": (lambda: n.half(review()), "cut short or damaged. No correction of it was applied."),
    "locked": (n.office_locked, "locked with a password. No correction of it was applied."),
    "bomb": (lambda: t.xlsx_bomb(review()), "unreasonably big"),
}


@dataclass(frozen=True)
class Placed:
    """A case with the POSIX path of its file as messages show it."""

    case: Case
    role: str
    path: str

    @property
    def folder(self) -> str:
        """The municipality's folder of the year."""
        return "/".join(self.path.split("/")[:2])


@cache
def placed() -> tuple[Placed, ...]:
    """Each case in a municipality of its own; of those that are not read at all, some share one."""
    reviews = tuple(Case("review.xlsx", make, (told,)) for make, told in REVIEWS.values())
    names = (each.name_fi for each in Areas.official().municipalities())
    found = []
    for role, cases in (("notes", NOTES), ("registers", REGISTERS), ("surveys", SURVEYS), ("", reviews)):
        refused = [case for case in cases if role and not case.said and not case.listed]
        others = [case for case in cases if case not in refused]
        groups = [refused[at : at + _TOGETHER] for at in range(0, len(refused), _TOGETHER)]
        for group in (*groups, *([case] for case in others)):
            folder = f"{next(names)}/{YEAR}"
            found += [Placed(case, role, "/".join(filter(None, (folder, role, case.name)))) for case in group]
    return tuple(found)


def sound_files(*surveys: str) -> Mapping[str, Mapping[str, bytes]]:
    """Sound files by folder; `surveys` are other surveys that the register describes."""
    return {
        "notes": {"own.txt": OWN_NOTE.encode()},
        "registers": {"own.xlsx": t.described("own.csv", *surveys)},
        "surveys": {"own.csv": t.csv_of(OWN_ANSWERS)},
    }


def build(raw: Path) -> None:
    """Write every case into the raw folder, each beside sound files."""
    for folder in {each.folder for each in placed()}:
        those = [each for each in placed() if each.folder == folder]
        surveys = [each.case.file for each in those if each.role == "surveys" and each.case.said]
        for name, files in sound_files(*surveys).items():
            n.written(raw / folder / name, files)
        for each in those:
            n.written(raw / folder / each.role, {each.case.file: each.case.content()})


@cache
def review() -> bytes:
    """The review workbook of the sound note, with nothing corrected."""
    with tempfile.TemporaryDirectory() as name:
        raw = Path(name)
        n.written(raw / "Heinola" / str(YEAR) / "notes", {"own.txt": OWN_NOTE.encode()})
        inventory = take_inventory(raw)
        hashes, _ = hash_raw_files(inventory)
        tables = read_owner(raw, inventory, hashes, Areas.official(), ("111", YEAR))[0].tables
    return review_bytes(tables["notes"], tables["note_lines"], tables["withheld"], None, "fi")
