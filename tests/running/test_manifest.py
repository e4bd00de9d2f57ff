"""The manifest beside each report: written whole, read back alike, refused when damaged."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hyte.model import ReportKey
from hyte.reference.areas import Areas
from hyte.running.manifest import (
    Manifest,
    manifest_path,
    read_manifest,
    report_folder,
    sha256_of,
    write_manifest,
)

KEY = ReportKey("annual_report", "111", 2022, "sv")
MANIFEST = Manifest(
    report="annual_report",
    title="Välfärdsberättelse 2022: Heinola",
    municipality="111",
    municipality_name="Heinola",
    county_name="Päijänne-Tavastlands välfärdsområde",
    year=2022,
    language="sv",
    state="draft",
    invented=False,
    files={"html": "annual_report.sv.html"},
    sha256={"annual_report.sv.html": "0" * 64},
    parameters={"municipality": "111", "year": 2022, "language": "sv"},
    inputs={"sotkanet/väestö.csv": "1" * 64},
    parts={"notebook": "2" * 64},
    versions={"hyte": "0.1.0"},
    timings={"execute": 1.25},
)


def test_it_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    path = manifest_path(tmp_path, KEY)
    write_manifest(path, MANIFEST)
    assert read_manifest(path) == MANIFEST
    assert [file.name for file in tmp_path.iterdir()] == ["annual_report.sv.manifest.json"]
    assert "väestö" in path.read_text(encoding="utf-8")


def test_the_order_of_its_making_does_not_show(tmp_path: Path) -> None:
    write_manifest(tmp_path / "a", replace(MANIFEST, inputs={"a": "1", "b": "2"}))
    write_manifest(tmp_path / "b", replace(MANIFEST, inputs={"b": "2", "a": "1"}))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"report": "annual_report"}', '{"more": 1}'])
def test_a_damaged_one_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "m.json").write_text(text, encoding="utf-8")
    assert read_manifest(tmp_path / "m.json") is None
    assert read_manifest(tmp_path / "absent.json") is None


def test_folders_are_named_by_year_code_and_finnish_name(tmp_path: Path) -> None:
    areas = Areas.official()
    for code, name in (("111", "111-heinola"), ("992", "992-aanekoski"), ("545", "545-narpio")):
        municipality = areas.find(code).municipality
        assert report_folder(tmp_path, KEY, municipality) == tmp_path / "2022" / name


def test_a_checksum_is_that_of_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "empty").write_bytes(b"")
    assert (sha256_of(tmp_path / "empty") or "").startswith("e3b0c44298fc1c14")
    assert sha256_of(tmp_path / "absent") is None
