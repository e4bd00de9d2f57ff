"""A finished run: its files, manifest and bytes, and the same figure in every format."""

from __future__ import annotations

import hashlib
import html
import io
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import nbformat
import pytest
from openpyxl import load_workbook

from hyte.presentation.blocks import Panel
from hyte.publishing.document import Document, document_of
from hyte.running.manifest import Manifest, read_manifest
from hyte.running.plan import MEASURED, versions

from .conftest import Ran

BLANKS = re.compile(r"[\s\u00a0\u202f]+")


def manifest_of(ran: Ran) -> Manifest:
    found = read_manifest(ran.folder / "annual_report.fi.manifest.json")
    assert found is not None
    return found


def document_from(ran: Ran) -> Document:
    return document_of(nbformat.read(ran.folder / "annual_report.fi.ipynb", as_version=4))


def test_a_run_makes_every_format_and_says_so(hiljala: Ran) -> None:
    assert hiljala.code == 0, hiljala.told
    assert sorted(path.name for path in hiljala.folder.iterdir()) == [
        "annual_report.fi.html",
        "annual_report.fi.ipynb",
        "annual_report.fi.manifest.json",
        "annual_report.fi.pdf",
        "annual_report.fi.xlsx",
    ]
    assert hiljala.folder.parts[-2:] == ("2024", "995-hiljala")
    assert "made Hiljala 2024 fi (annual_report)" in hiljala.told
    assert "1 made, 0 unchanged, 0 failed" in hiljala.told
    assert (hiljala.output / "index.html").is_file()


def test_two_runs_from_scratch_give_the_same_bytes(hiljala: Ran, hiljala_again: Ran) -> None:
    for name in manifest_of(hiljala).files.values():
        assert (hiljala.folder / name).read_bytes() == (hiljala_again.folder / name).read_bytes(), name
    one, other = manifest_of(hiljala), manifest_of(hiljala_again)
    assert (one.sha256, one.inputs, one.parts) == (other.sha256, other.inputs, other.parts)
    pages = [(ran.output / "index.html").read_bytes() for ran in (hiljala, hiljala_again)]
    assert pages[0] == pages[1]


def test_the_manifest_tells_what_the_report_was_made_from(hiljala: Ran, root: Path) -> None:
    manifest = manifest_of(hiljala)
    assert (manifest.report, manifest.municipality, manifest.municipality_name) == (
        "annual_report",
        "995",
        "Hiljala",
    )
    assert (manifest.year, manifest.language, manifest.state, manifest.invented) == (
        2024,
        "fi",
        "draft",
        True,
    )
    assert manifest.county_name == "Esimerkkimaakunnan hyvinvointialue"
    assert manifest.parameters == {
        "municipality": "995",
        "year": 2024,
        "language": "fi",
        "edition": "public",
    }
    assert set(manifest.versions) == set(MEASURED)
    assert manifest.versions == versions()
    assert set(manifest.timings) == {"execute", "read", "ipynb", "html", "pdf", "xlsx"}
    assert all(seconds > 0 for seconds in manifest.timings.values())
    raw = root / "data" / "raw"
    assert "esimerkkimaakunta/tilastokeskus/001_99x1_2024.xlsx" in manifest.inputs
    assert not any("990/2024" in name for name in manifest.inputs)
    # Of a file with hidden figures only what is shown is summed up: its own checksum could be guessed at.
    hidden = {"esimerkkimaakunta/kuntien_omat/kuntien_omat.xlsx"}
    for name, checksum in manifest.inputs.items():
        assert (hashlib.sha256((raw / name).read_bytes()).hexdigest() == checksum) == (name not in hidden)
    for name, checksum in manifest.sha256.items():
        assert hashlib.sha256((hiljala.folder / name).read_bytes()).hexdigest() == checksum


def test_notes_workbooks_and_surveys_are_inputs_of_the_report_that_shows_them(
    keksila: Ran, root: Path
) -> None:
    own = root / "data" / "raw" / "esimerkkimaakunta" / "990" / "2024"
    brought = {
        f"esimerkkimaakunta/990/2024/{path.relative_to(own).as_posix()}"
        for folder in ("notes", "registers", "surveys")
        for path in (own / folder).iterdir()
    }
    assert brought
    assert brought <= set(manifest_of(keksila).inputs)


def test_the_kept_notebook_has_no_trace_of_time_or_machine(hiljala: Ran, root: Path) -> None:
    text = (hiljala.folder / "annual_report.fi.ipynb").read_text(encoding="utf-8")
    notebook = nbformat.reads(text, as_version=4)
    assert "papermill" not in notebook.metadata
    assert not any({"papermill", "execution"} & set(cell.metadata) for cell in notebook.cells)
    assert str(root) not in text
    assert str(hiljala.output) not in text
    nbformat.validate(notebook)


def test_no_file_names_the_machines_folders(hiljala: Ran, root: Path) -> None:
    for name in ("annual_report.fi.html", "annual_report.fi.pdf", "annual_report.fi.manifest.json"):
        content = (hiljala.folder / name).read_bytes()
        assert str(root).encode() not in content
        assert str(hiljala.output).encode() not in content


class _Tables(HTMLParser):
    """Texts of every cell of a page's tables, and all text."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: list[str] = []
        self.text: list[str] = []
        self._in_cell = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag == "td":
            self._in_cell += 1
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "td":
            self._in_cell -= 1

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        if self._in_cell:
            self.cells[-1] += data


def page_of(ran: Ran) -> _Tables:
    tables = _Tables()
    tables.feed((ran.folder / "annual_report.fi.html").read_text(encoding="utf-8"))
    return tables


def workbook_of(ran: Ran) -> Any:
    return load_workbook(io.BytesIO((ran.folder / "annual_report.fi.xlsx").read_bytes()), read_only=True)


def figures_of(ran: Ran) -> list[dict[str, Any]]:
    """Rows of the workbook's sheet of figures, by the names of the dataset's fields."""
    (dataset,) = document_from(ran).datasets
    names = {header: field for field, header in dataset.headers.items()}
    rows = workbook_of(ran)[dataset.sheet_name].iter_rows(values_only=True)
    for row in rows:
        if dataset.headers["indicator"] in row:
            fields = [names.get(str(cell), "") for cell in row]
            return [dict(zip(fields, row, strict=True)) for row in rows]
    raise AssertionError("the sheet has no header")


def test_the_population_reads_the_same_in_page_and_workbook(keksila: Ran) -> None:
    text = BLANKS.sub(" ", html.unescape(" ".join(page_of(keksila).text)))
    assert "Väkiluku" in text
    assert "30 813 henkilöä" in text
    (row,) = [
        row
        for row in figures_of(keksila)
        if (row["indicator"], row["region"], row["year"], row["sex"])
        == ("population", "KU990", 2024, "yhteensä")
    ]
    assert row["value"] == 30813
    assert (row["file"], row["sheet"], row["cell"]) == (
        "esimerkkimaakunta/tilastokeskus/001_99x1_2024.xlsx",
        "001_99x1_2024",
        "C27",
    )


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler) is not installed")
def test_the_population_reads_the_same_in_the_pdf(keksila: Ran) -> None:
    path = keksila.folder / "annual_report.fi.pdf"
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True)
    text = BLANKS.sub(" ", done.stdout.decode("utf-8"))
    assert "30 813 henkilöä" in text
    assert "9,7 %" in text


def test_every_figure_in_the_pages_panels_is_in_the_workbook(keksila: Ran) -> None:
    document = document_from(keksila)
    numbers = {
        (row["indicator"], row["region_name"], row["year"]): row["value"]
        for row in figures_of(keksila)
        if row["sex"] == "yhteensä"
    }
    printed = {BLANKS.sub(" ", cell).strip() for cell in page_of(keksila).cells}
    names = {f"osoitin-{id.replace('_', '-')}": id for id in {key[0] for key in numbers}}
    checked = 0
    for block in document.blocks:
        if not isinstance(block, Panel):
            continue
        regions = [column.label for column in block.table.columns[1:]]
        for row in block.table.rows:
            for region, cell in zip(regions, row.cells, strict=True):
                assert BLANKS.sub(" ", cell.text).strip() in printed
                if cell.value is not None and region != "Verrokkien mediaani":
                    key = (names[block.anchor], region, int(row.header))
                    assert numbers[key] == pytest.approx(cell.value, abs=1e-9), key
                    checked += 1
    assert checked > 800
