from pathlib import Path

import pytest

from hyte.errors import InputError
from hyte.sources.probe import Probe
from hyte.sources.readers import READERS, read_file

LAYOUTS = {
    "pxweb_statfin_fi.csv": ("pxweb-csv", 12),
    "pxweb_statfin_fi.json-stat2.json": ("json-stat2", 12),
    "pxweb_statfin_fi.px": ("px", 12),
    "pxweb_statfin_fi.xlsx": ("pxweb-xlsx", 18),
    "pxweb_statfin_fi_koodi_ja_teksti.xlsx": ("pxweb-xlsx", 18),
    "sotkanet_rest.csv": ("sotkanet-rest-csv", 10),
    "sotkanet_rest.json": ("sotkanet-rest-json", 10),
    "sotkanet_rest_regions.json": ("sotkanet-regions", 0),
    "sotkanet_web_fi.csv": ("sotkanet-web-csv", 6),
    "teaviisari_long.csv": ("teaviisari-long", 33),
    "thl_cube.csv": ("thl-cube-csv", 12),
    "thl_cube.json": ("thl-cube-json", 12),
    "thl_cube.xlsx": ("thl-cube-xlsx", 12),
    "thl_cube_codes_sc1.csv": ("thl-cube-csv", 12),
}


def probe(tmp_path: Path, content: bytes, name: str) -> Probe:
    (tmp_path / name).write_bytes(content)
    return Probe(tmp_path / name, name)


def test_every_layout_is_recognised_by_one_reader_and_read_in_full(shared: Path) -> None:
    files = sorted(path for path in (shared / "layouts").iterdir() if path.suffix != ".py")
    assert [path.name for path in files] == sorted(LAYOUTS)
    for path in files:
        found = read_file(Probe(path, path.name))
        kept = sum(len(reading.rows) for reading in found.readings)
        refused = sum(len(reading.refusals) for reading in found.readings)
        assert (found.layout, kept, refused) == (*LAYOUTS[path.name], 0), path.name


def test_names_do_not_matter(shared: Path, tmp_path: Path) -> None:
    for name, (layout, _) in LAYOUTS.items():
        renamed = probe(tmp_path, (shared / "layouts" / name).read_bytes(), "001_12c1_vienti.dat")
        assert read_file(renamed).layout == layout


def test_each_layout_has_one_name() -> None:
    assert len({reader.layout for reader in READERS}) == len(READERS)


@pytest.mark.parametrize(
    ("content", "looked_for"),
    [
        (b"nimi;arvo\nx;1\n", "a row with two years"),
        (b"pelkka teksti\n", "a row with two years"),
        (b'{"avain": 1}', '"region"'),
        (b"[]", '"region"'),
        (b"[1, 2]", '"region"'),
        (b"\x00\x01\x02", "neither Excel"),
    ],
)
def test_an_unknown_layout_says_what_was_looked_for(tmp_path: Path, content: bytes, looked_for: str) -> None:
    with pytest.raises(InputError, match=looked_for) as caught:
        read_file(probe(tmp_path, content, "outo.csv"))
    assert caught.value.place == "outo.csv"
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"<html><body>Service unavailable</body></html>", "web page"),
        (b'[{"indicator": 5, ', "not readable JSON"),
        (b"PK\x03\x04xl/", "cut short"),
        ("Väkilukuä".encode()[:-1], "middle of a letter"),
        (b"\xff\xfea", "not readable as text"),
        (b'a;"b\n' + b"x;y\n" * 50_000, "quotation mark"),
    ],
)
def test_broken_files_are_told_as_broken(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        read_file(probe(tmp_path, content, "rikki.xlsx"))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        read_file(Probe(tmp_path / "poissa.csv", "poissa.csv"))


def test_a_px_file_with_a_lost_quotation_mark_is_refused_at_once(tmp_path: Path) -> None:
    head = b'CHARSET="ANSI";\nLANGUAGE="fi;\n' + b'VALUES("Alue")="KOKO MAA","Kunta";\n' * 200
    with pytest.raises(InputError):
        read_file(probe(tmp_path, head, "rikki.px"))
