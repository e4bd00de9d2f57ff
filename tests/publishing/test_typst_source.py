"""Documents become Typst source in which no text is ever code."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from hyte.presentation.blocks import Cell, Column, Cover, Heading, Panel, Row, Table
from hyte.publishing.document import Document
from hyte.publishing.outline import outlined
from hyte.publishing.typst_source import typst_source
from hyte.publishing.typst_table import LANDSCAPE_WIDTH, TEXT_WIDTH, full_layout, side_layout
from hyte.publishing.typst_text import breakable, literal, printable, width

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


def document_with(*blocks: object, **cover: object) -> Document:
    facts = {
        "language": "fi",
        "title": "Raportti",
        "report_name": "Vuosiraportti",
        "municipality": "Esimerkkilä",
        "municipality_code": "901",
        "year": 2022,
        "state": "draft",
        "state_text": "Luonnos",
        "organisation": "Esimerkkilän kunta",
        "data_date": date(2023, 6, 2),
        "data_date_text": "Tiedot 2.6.2023",
        "description": "Kuvaus.",
        **cover,
    }
    placed, contents = outlined(blocks)  # type: ignore[arg-type]
    return Document(Cover.model_validate(facts), placed, 1685664000, contents)


def table_of(columns: int, rows: int = 3, text: str = "12,3") -> Table:
    return Table(
        caption="Luvut",
        columns=(Column(label="Alue"), *(Column(label=str(1990 + n), numeric=True) for n in range(columns))),
        rows=tuple(Row(header=f"Kunta {n}", cells=(Cell(text=text),) * columns) for n in range(rows)),
    )


@given(st.text(max_size=60))
@settings(max_examples=300)
def test_a_literal_is_one_string_on_one_line(text: str) -> None:
    written = literal(text)
    assert _STRING.fullmatch(written)
    assert "\n" not in written and "\r" not in written
    assert re.sub(r"\\(.)", r"\1", written[1:-1]) == printable(text)


@given(st.text(alphabet=st.sampled_from('\\"#$@*_[]{}()<>`~=-+/ \nnu1aä€'), max_size=40))
@settings(max_examples=25, deadline=None)
def test_typst_reads_back_what_was_meant(text: str) -> None:
    assert json.loads(typst.Compiler(ignore_system_fonts=True).eval(literal(text))) == printable(text)


def test_characters_without_a_glyph_are_written_as_numbers() -> None:
    assert printable("iloa \U0001f600\ufe0f") == "iloa [U+1F600]"
    assert printable("rivi\nseuraava\x00\x1b") == "rivi seuraava"
    assert printable("a\u0308iti") == "äiti"
    assert printable("\ud800") == "[U+D800]"
    assert printable("5−3 ≥ 1 → ½ 12\u202f345") == "5−3 ≥ 1 → ½ 12\u202f345"


def test_long_names_get_break_points_and_words_do_not() -> None:
    assert (
        breakable("kokousmuistio_hyvinvointiryhma.docx") == "kokousmuistio_\u200bhyvinvointiryhma.\u200bdocx"
    )
    assert breakable("työterveyshuoltolainsäädäntöuudistus 1.2.2022") == (
        "työterveyshuoltolainsäädäntöuudistus 1.2.2022"
    )


def test_widths_are_those_of_the_font() -> None:
    assert width("0") == pytest.approx(0.497, abs=1e-3)
    assert width("111") == width("000")
    assert width("Mm", bold=True) > width("Mm") > width("ii")


def test_a_table_takes_the_largest_letters_that_fit_and_then_a_turned_page() -> None:
    small, wide, huge = (full_layout(table_of(columns)) for columns in (4, 14, 26))
    assert (small.size, small.landscape) == (8.5, False)
    assert small.width == pytest.approx(TEXT_WIDTH)
    assert wide.size <= 8.5 and not wide.landscape
    assert huge.landscape and huge.width == pytest.approx(LANDSCAPE_WIDTH)


def test_a_table_stands_beside_its_chart_only_where_it_fits() -> None:
    beside = side_layout(table_of(4), 170.0, 230.0)
    assert beside is not None
    assert 170.0 <= beside.width <= 230.0
    assert side_layout(table_of(12), 170.0, 230.0) is None


@given(st.lists(st.text(alphabet="abc 123", min_size=1, max_size=30), min_size=2, max_size=9))
def test_columns_never_overrun_the_page(labels: list[str]) -> None:
    columns = tuple(Column(label=label.strip() or "x", numeric=bool(n % 2)) for n, label in enumerate(labels))
    cells = tuple(Cell(text=label) for label in labels[1:])
    layout = full_layout(Table(caption="T", columns=columns, rows=(Row(header="r", cells=cells),)))
    assert layout.width <= (LANDSCAPE_WIDTH if layout.landscape else TEXT_WIDTH) + 0.01
    assert all(column > 0 for column in layout.columns)


def test_texts_stand_nowhere_but_in_literals(sample_document: Document, tmp_path: Path) -> None:
    source = typst_source(sample_document, tmp_path)
    outside = _STRING.sub('""', source)
    assert "Esimerkkil" in source and "Esimerkkil" not in outside
    assert "alert" not in outside and "$" not in outside and "@" not in outside
    charts = sorted(path.name for path in tmp_path.glob("chart-*.svg"))
    assert len(charts) == 7
    assert all(chart in source for chart in charts)


def test_every_block_is_announced(sample_document: Document, tmp_path: Path) -> None:
    source = typst_source(sample_document, tmp_path)
    announced = [int(number) for number in re.findall(r"^// block (\d+)$", source, re.M)]
    assert announced == list(range(len(sample_document.blocks)))


def test_panels_lie_one_level_below_their_heading(tmp_path: Path) -> None:
    panel = Panel(title="Työttömät", anchor="t", table=table_of(3))
    source = typst_source(document_with(Heading(level=2, text="Työ"), panel), tmp_path)
    assert '#panel(3, "t", "Työttömät"' in source


@pytest.mark.parametrize(("language", "word"), [("fi", "Sisällys"), ("sv", "Innehåll"), ("en", "Contents")])
def test_the_contents_list_speaks_the_language(language: str, word: str, tmp_path: Path) -> None:
    source = typst_source(document_with(Heading(level=2, text="A"), language=language), tmp_path)
    assert f'#contents("{word}")' in source
    assert f'language: "{language}"' in source


def test_a_report_without_headings_has_no_contents_list(tmp_path: Path) -> None:
    assert "#contents(" not in typst_source(document_with(table_of(2)), tmp_path)


def test_a_source_line_says_source_once(tmp_path: Path) -> None:
    bare = table_of(2).model_copy(update={"source": "Tilastokeskus"})
    named = bare.model_copy(update={"source": "Lähde: Tilastokeskus"})
    source = typst_source(document_with(bare, named), tmp_path)
    assert source.count('source: "Lähde: Tilastokeskus"') == 2
