import json
import re
from html.parser import HTMLParser

import pytest

from hyte.errors import PublishingError
from hyte.publishing.site import read_reports, write_site


def report(output, code="901", year=2022, language="fi", name="Esimerkkilä", **changes):
    folder = output / str(year) / f"{code}-kunta"
    folder.mkdir(parents=True, exist_ok=True)
    files = {kind: f"annual_report.{language}.{kind}" for kind in ("html", "pdf", "xlsx")}
    for file in files.values():
        (folder / file).write_text("x", encoding="utf-8")
    manifest = {
        "report": "annual_report",
        "title": f"Hyvinvointikertomus {year}: {name}",
        "municipality": code,
        "municipality_name": name,
        "county_name": "Keksityn Suomen hyvinvointialue",
        "year": year,
        "language": language,
        "state": "draft",
        "invented": False,
        "files": {"ipynb": "annual_report.ipynb"} | files,
        "inputs": [{"sha256": "…"}],
    } | changes
    path = folder / f"annual_report.{language}.manifest.json"
    path.write_text(json.dumps(manifest), encoding="utf-8")
    return path


def text_of(page):
    class Texts(HTMLParser):
        found = ""

        def handle_data(self, data):
            self.found += data

    texts = Texts()
    texts.feed(page)
    return texts.found


def test_every_report_stands_under_its_municipality_in_finnish_order(tmp_path):
    for code, name in (
        ("903", "Öljylä"),
        ("902", "Åkerla"),
        ("901", "Zetala"),
        ("904", "Ähtävä"),
        ("905", "aholla"),
    ):
        report(tmp_path, code, name=name)
    places, broken = read_reports(tmp_path)
    assert [place.name for place in places] == ["aholla", "Zetala", "Åkerla", "Ähtävä", "Öljylä"]
    assert broken == ()


def test_editions_of_one_municipality_are_together_newest_year_first(tmp_path):
    report(tmp_path, year=2021)
    report(tmp_path, year=2022, language="sv", name="Exempelby", state="approved")
    report(tmp_path, year=2022, language="fi", invented=True)
    ((place,), _) = read_reports(tmp_path)
    assert (place.name, place.other_names, place.code) == ("Esimerkkilä", "Exempelby", "901")
    assert [(entry.year, entry.language, entry.state) for entry in place.entries] == [
        (2022, "fi", "draft"),
        (2022, "sv", "approved"),
        (2021, "fi", "draft"),
    ]
    page = write_site(tmp_path).read_text(encoding="utf-8")
    assert '<a href="2022/901-kunta/annual_report.sv.html">' in page
    assert page.count('data-year="2022"') == 2 and "Keksityt tiedot" in page and "Hyväksytty" in page


def test_the_list_is_whole_without_script(tmp_path):
    report(tmp_path)
    page = write_site(tmp_path).read_text(encoding="utf-8")
    listing = page.split("<script>")[0]
    assert 'href="2022/901-kunta/annual_report.fi.html"' in listing
    assert re.search(r'<form id="filters"[^>]* hidden>', listing)
    assert "1 raportti, 1 kunta." in text_of(listing)
    assert not re.search(r"<li[^>]*hidden", listing)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("{", "JSON"),
        ("[]", "koko sisältö"),
        ('{"year": "ensi vuonna"}', "year"),
        (b"\xff\xfe", "JSON"),
    ],
)
def test_a_broken_manifest_is_listed_and_the_rest_goes_on(tmp_path, content, reason):
    path = report(tmp_path)
    bad = path.with_name("term_report.fi.manifest.json")
    bad.write_bytes(content if isinstance(content, bytes) else content.encode())
    page = write_site(tmp_path).read_text(encoding="utf-8")
    assert "annual_report.fi.html" in page
    told = text_of(page.split('class="broken"')[-1])
    assert "2022/901-kunta/term_report.fi.manifest.json" in told and reason in told


def test_a_manifest_cannot_lead_out_of_its_folder(tmp_path):
    report(tmp_path, files={"html": "../../../secret.html"})
    report(tmp_path, "902", files={"html": "gone.html"})
    places, broken = read_reports(tmp_path)
    assert places == ()
    assert [one.reason for one in broken] == [
        "kenttä puuttuu tai on virheellinen: files",
        "tiedosto puuttuu kansiosta: gone.html",
    ]


def test_names_stay_texts_and_addresses_are_quoted(tmp_path):
    path = report(tmp_path, name="<script>alert(1)</script>")
    odd = path.parent / "raportti & 100 %.html"
    odd.write_text("x", encoding="utf-8")
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["files"] = {"html": odd.name}
    path.write_text(json.dumps(manifest), encoding="utf-8")
    page = write_site(tmp_path).read_text(encoding="utf-8")
    assert page.count("<script>") == 1
    assert 'href="2022/901-kunta/raportti%20%26%20100%20%25.html"' in page


def test_writing_twice_gives_the_same_bytes_and_leaves_nothing_beside(tmp_path):
    report(tmp_path)
    first = write_site(tmp_path).read_bytes()
    assert write_site(tmp_path).read_bytes() == first
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2022", "index.html"]


def test_an_empty_output_folder_is_made_and_says_so(tmp_path):
    page = write_site(tmp_path / "output").read_text(encoding="utf-8")
    assert "Raportteja ei vielä ole." in page and "<script>" not in page


def test_a_page_that_cannot_be_replaced_is_told_in_one_sentence(tmp_path):
    (tmp_path / "index.html").mkdir()
    with pytest.raises(PublishingError, match="cannot be written"):
        write_site(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]


def test_all_mainland_municipalities_in_three_languages_fit_on_one_page(tmp_path):
    for number in range(292):
        for language in ("fi", "sv", "en"):
            report(tmp_path, f"{number:03d}", language=language, name=f"Kunta {number}")
    page = write_site(tmp_path)
    assert page.read_text(encoding="utf-8").count('<li data-year="2022"') == 876
    assert page.stat().st_size < 1_500_000
