"""Annexes and workbook from the municipality's own inputs: unread, corrected, withheld, left out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from hyte.chapters import corrections, coverage, left_out, noted, unread, withheld
from hyte.chapters.summary_notes import blocks as summary_notes
from hyte.language.wording import wording
from hyte.model import LANGUAGES
from hyte.presentation.markup import html_of
from hyte.process.statements import Source
from hyte.reference.areas import Areas
from hyte.reference.indicator import GROUPS, THEMES
from hyte.sources.privacy import TOKENS
from hyte.store.local_columns import CORRECTION_ACTIONS, NOTE_KINDS
from hyte.store.named_owner import is_of_others
from hyte.store.schemas import conform

from .found import column, every_block, of_kind, table, texts
from .hand_made import data_of, note, record, report_of


def unread_line(line: int, reason: str = "unread", file: str = "a.pdf", **more: Any) -> dict[str, Any]:
    return {"file": f"Heinola/2022/notes/{file}", "line": line, "text": "rivi", "reason": reason} | more


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_inputs_has_a_text(language: str) -> None:
    w = wording(language)  # type: ignore[arg-type]
    keys = [f"kind.{kind}" for kind in NOTE_KINDS] + [f"withheld.kind_{kind}" for kind in TOKENS]
    keys += [f"token.{kind}" for kind in TOKENS if f"[{TOKENS[kind][1:]}" != "[henkilötunnus]"]
    keys += [f"corrections.{action}" for action in CORRECTION_ACTIONS]
    keys += [f"group.{group}" for group in GROUPS] + [f"theme.{theme}" for theme in THEMES]
    assert [key for key in keys if not w(key).strip()] == []


def test_the_finnish_marks_are_those_that_are_stored() -> None:
    data = data_of("fi")
    assert [noted.shown(data, token) for token in TOKENS.values()] == list(TOKENS.values())


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (Source("x/a.pdf", line=40, page=3), "a.pdf, s.\u00a03"),
        (Source("x/a.docx", line=40, part="comment"), "a.docx, kommentti, kappale\u00a040"),
        (Source("x/a.txt", line=4), "a.txt, rivi\u00a04"),
        (Source("x/a.odt", line=4), "a.odt, kappale\u00a04"),
        (Source("x/r.xlsx", sheet="Ilot", cell="B4"), "r.xlsx, välilehti Ilot, solu B4"),
        (Source("x/k.xlsx", line=5, sheet="Data"), "k.xlsx, välilehti Data, rivi\u00a05"),
        (Source("x/a.docx"), "a.docx"),
    ],
)
def test_a_place_is_told_as_the_file_has_it(source: Source, told: str) -> None:
    assert noted.place(data_of(), source) == told


def test_unread_lines_stand_with_page_and_the_others_are_counted() -> None:
    rows = [
        unread_line(3, page=2, text="[nimi] sanoi"),
        unread_line(4, "heading"),
        unread_line(5, "attendance", text=None),
        unread_line(6, "left_out"),
    ]
    blocks = unread.blocks(data_of("sv", note_lines=rows))
    found = table(blocks, "Rader som inte kunde identifieras")
    assert (found.rows[0].header, found.rows[0].cells[0].text) == ("a.pdf, s.\u00a02", "[namn] sanoi")
    assert len(found.rows) == 1
    assert "utelämnad av koordinatorn 1" in texts(blocks)


def test_corrections_are_counted_and_those_not_found_listed() -> None:
    place = {"file": "Heinola/2022/review.xlsx", "sheet": "Kirjaukset"}
    rows = [
        place | {"cell": "F4", "action": "changed", "record": "n1", "fields": "kind"},
        place | {"cell": "F5", "action": "changed", "record": "n2", "fields": "text"},
        place | {"cell": "F9", "action": "not_found", "detail": "vanha kirjaus"},
    ]
    blocks = corrections.blocks(data_of(corrections=rows))
    counts = table(blocks, "Korjaukset sen mukaan, mitä niille tapahtui")
    assert [(row.header, row.cells[0].value) for row in counts.rows] == [
        ("kirjausta muutettiin", 2),
        ("kirjausta ei enää löytynyt", 1),
    ]
    lost = table(blocks, "Korjaukset, joita ei voitu tehdä")
    assert column(lost, 0) == ["Vanha kirjaus"]
    assert column(lost, 2) == ["review.xlsx, välilehti Kirjaukset, solu F9"]


def test_what_was_withheld_is_counted_and_placed_but_never_repeated() -> None:
    rows = [
        {"file": "x/a.docx", "line": 4, "kind": "name", "count": 3},
        {"file": "x/r.xlsx", "sheet": "Ilot", "cell": "B4", "kind": "phone", "count": 1},
        {"file": "x/r.xlsx", "sheet": "Ilot", "cell": "B5", "kind": "something_new", "count": 1},
    ]
    blocks = withheld.blocks(data_of("en", withheld=rows))
    kinds = table(blocks, "Personal data withheld by kind")
    assert [(row.header, row.cells[0].value) for row in kinds.rows] == [
        ("name", 3),
        ("phone number", 1),
        ("other personal data", 1),
    ]
    assert column(table(blocks, "Personal data withheld by place"), 0) == [
        "a.docx, paragraph\u00a04",
        "r.xlsx, sheet Ilot, cell B4",
        "r.xlsx, sheet Ilot, cell B5",
    ]
    assert "työversio" in texts(withheld.blocks(data_of("fi", "working", withheld=rows)))


def test_indicators_left_out_stand_with_their_reason() -> None:
    rows = record("left_out", 3, indicators="unemployed;Oma mittari", reason="Ei koske", decided_by="ryhmä")
    found = table(left_out.blocks(data_of("sv", registers=rows)), "Utelämnade indikatorer och skäl")
    header = found.rows[0].header
    assert header.endswith(", Oma mittari")
    assert "unemployed" not in header
    assert [cell.text for cell in found.rows[0].cells][:2] == ["Ei koske", "ryhmä"]


def test_the_summary_has_what_most_groups_said_and_only_what_there_is() -> None:
    assert summary_notes(data_of()) == ()
    rows = [
        note(1, "concern", "Bussit eivät kulje"),
        note(2, "concern", "Nuorten yksinäisyys"),
        note(2, "concern", "Nuorten yksinäisyys", file="b.txt", body="Lape"),
        note(3, "measure", "Tehdään kysely", state="done"),
        note(4, "measure", "Tilataan bussi"),
    ]
    blocks = summary_notes(data_of(notes=rows))
    (facts,) = of_kind(blocks, "key_facts")
    assert [(fact.label, fact.value, fact.context) for fact in facts.facts] == [
        ("Toimenpiteitä toteutunut", "1", "kaikkiaan 2"),
    ]
    (top,) = of_kind(blocks, "listing")
    assert "".join(span.text for span in top.items[0]) == "Nuorten yksinäisyys (2 ryhmää)"
    assert "Ilonaiheet" not in texts(blocks)


STRANGE = (
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "#eval(1) $x$ *b*",
    "{w} {0}",
    "{}",
    "\\u0000%s",
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_of_every_kind_of_record_has_only_whole_texts(language: str) -> None:
    notes = [
        note(
            number,
            kind,
            f"{STRANGE[number % len(STRANGE)]} {kind}",
            file=("a.docx", "b.txt", "c.pdf")[number % 3],
            agenda="§ 3",
            state={"measure": "done", "decision": "tabled"}.get(kind),
            owner="[nimi]",
            schedule="2015-2020",
            programme="Ohjelma",
            channel="survey",
            sector="sports",
        )
        for number, kind in enumerate((*NOTE_KINDS, *NOTE_KINDS), start=1)
    ]
    registers = [
        *record("projects", 3, name="{}", euros="1"),
        *record("bodies", 3, name="<b>", meetings_per_year="3"),
        *record("left_out", 3, indicators="x;y", reason="z"),
        *record("approvals", 3, step="s", body="b"),
        *record("plan", 3, measure="=1+1"),
        *record("concerns_and_joys", 3, text="ilo", kind="joy", origin="x"),
    ]
    report = report_of(language, notes=notes, registers=registers, note_lines=[unread_line(1)])
    blocks = every_block(report)
    told = texts(blocks)
    for word in ("None", "nan", "<NA>", "NaT"):
        assert word not in told.split()
    assert "[nimi]" not in told or language == "fi"
    for strange in STRANGE:
        assert strange in told
    assert "<script>" not in "".join(html_of(block) for block in blocks)
    (dataset,) = of_kind(blocks, "dataset")
    names = [sheet.name for sheet in dataset.sheets]
    assert len({name.casefold()[:31] for name in names}) == len(names)
    assert all(len(name) <= 31 for name in names)
    assert all(len(row) == len(sheet.columns) for sheet in dataset.sheets for row in sheet.rows)


def test_the_member_names_of_a_register_are_in_no_public_workbook() -> None:
    rows = record("bodies", 3, name="Ryhmä", member_names="Matti Malli")
    for edition, wanted in (("public", False), ("working", True)):
        (dataset,) = report_of("fi", edition, registers=rows).workbook()
        assert ("Matti Malli" in dataset.model_dump_json()) is wanted


def test_problems_of_other_municipalities_own_files_are_not_told() -> None:
    names = (
        "Iitti/2022/notes/a.docx",
        "Heinola/2021/notes/b.docx",
        "Heinola/2022/notes/c.docx",
        "tilasto.csv",
    )
    # What a report reads is chosen where it is read, so that the annex shows all it is given.
    told = [name for name in names if not is_of_others(name, Areas.official(), "111", 2022)]
    assert told == ["Heinola/2022/notes/c.docx", "tilasto.csv"]
    rows = [
        {"file": name, "sha256": "0", "bytes": 1, "invented": False, "problem": "ei aukea"}
        | dict.fromkeys(("figures_read", "kept", "refused"), 0)
        for name in told
    ]
    data = replace(data_of(), sources=conform("sources", pd.DataFrame(rows)))
    found = table(coverage.blocks(data), "Lukematta jääneet tiedostot")
    assert column(found, 0) == ["Heinola/2022/notes/c.docx", "tilasto.csv"]
