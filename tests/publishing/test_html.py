import base64
import copy
import hashlib
import re
import subprocess
import sys
from html.parser import HTMLParser
from itertools import pairwise

import nbformat
import pytest

from hyte.errors import PublishingError
from hyte.presentation.blocks import Cover, Panel
from hyte.publishing.document import document_of
from hyte.publishing.exporters import ReportHTMLExporter
from hyte.publishing.html import Files, html_page
from hyte.publishing.page import ACCESSIBILITY_CHECKER, words


@pytest.fixture(scope="module")
def page(sample_document):
    return html_page(sample_document, Files(pdf="annual_report.fi.pdf", xlsx="annual_report.fi.xlsx"))


class Reader(HTMLParser):
    """What a browser would find: elements with attributes, headings, texts."""

    def __init__(self, text):
        super().__init__()
        self.elements = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


def test_language_title_landmarks_and_skip_link(page):
    reader = Reader(page)
    assert reader.all("html") == [{"lang": "fi"}]
    assert "<title>Hyvinvointikertomus 2022: Esimerkkilä – Vuosiraportti</title>" in page
    assert [len(reader.all(tag)) for tag in ("main", "header", "footer", "nav", "h1")] == [1, 1, 1, 2, 1]
    assert reader.all("a")[0] == {"class": "skip", "href": "#page_main"}
    assert reader.all("main")[0]["id"] == "page_main"


def test_policy_allows_only_this_style_and_the_page_asks_for_nothing(page):
    style = re.search(r"<style>(.*?)</style>", page, re.S)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = next(one["content"] for one in Reader(page).all("meta") if "http-equiv" in one)
    assert policy.startswith("default-src 'none'; img-src data:; font-src data:; ")
    assert f"style-src 'sha256-{digest}'" in policy and "unsafe" not in policy
    assert f"script-src {ACCESSIBILITY_CHECKER};" in policy, "no script of ours, and none but the checker"
    reader = Reader(page)
    assert not reader.all("script") and not reader.all("link") and not reader.all("iframe")
    assert all(image["src"].startswith("data:image/svg+xml,") for image in reader.all("img"))
    assert not any("style" in attributes for _, attributes in reader.elements)
    assert set(re.findall(r"url\((.{15})", style)) == {"data:font/woff2"}


def test_ids_are_unique_and_every_inner_link_leads_somewhere(page):
    reader = Reader(page)
    ids = [attributes["id"] for _, attributes in reader.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = {link["href"][1:] for link in reader.all("a") if link["href"].startswith("#")}
    assert targets <= set(ids) and "tyottomat" in targets


def test_headings_never_skip_a_level(page):
    levels = [int(tag[1]) for tag, _ in Reader(page).elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_contents_list_names_chapters_sections_and_panels(page, sample_document):
    contents = re.search(r'<nav class="contents wide".*?</nav>', page, re.S)[0]
    assert re.findall(r'href="#([^"]+)"', contents) == [entry.anchor for entry in sample_document.contents]


def test_invented_data_are_said_on_top_in_every_chapter_and_at_the_foot(page, sample_document):
    chapters = sum(entry.level == 2 for entry in sample_document.contents)
    notice = sample_document.cover.notice
    assert page.count(f'<p class="notice-mark">{notice}</p>') == chapters == 5
    assert page.count(f'<p class="notice-banner">{notice}</p>') == 1
    plain = document_of_with_cover(sample_document, notice="")
    assert "notice-mark" not in html_page(plain).split("</style>")[1]


def document_of_with_cover(document, **changes):
    from dataclasses import replace

    return replace(document, cover=document.cover.model_copy(update=changes))


def test_state_is_shown_in_words(page, sample_document):
    assert '<span class="state draft">Luonnos, ei valtuuston käsittelemä</span>' in page
    approved = document_of_with_cover(
        sample_document, state="approved", state_text="Hyväksytty 12.6.2023 § 41"
    )
    assert '<span class="state approved">Hyväksytty 12.6.2023 § 41</span>' in html_page(approved)


def test_texts_from_files_stay_texts(page):
    body = page.split("</style>", 1)[1]
    assert "<script" not in body and "</style" not in body and "<b>lounas" not in body
    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;" in body


def test_neighbouring_files_are_linked_only_when_named(page, sample_document):
    assert '<a href="annual_report.fi.pdf">Raportti (PDF)</a>' in page
    assert '<a href="annual_report.fi.xlsx" download>' in page
    assert ".xlsx" not in html_page(sample_document).split("</style>")[1].replace("tyottomat.xlsx", "")


def test_page_is_the_same_every_time_and_light(page, sample_document):
    again = html_page(sample_document, Files(pdf="annual_report.fi.pdf", xlsx="annual_report.fi.xlsx"))
    assert again == page
    pictures = [len(image["src"]) for image in Reader(page).all("img")]
    # Sixty charts, the fonts and the tables together stay below 1.5 MB.
    assert max(pictures) * 60 + 300_000 < 1_500_000


def test_panels_have_headings_one_below_their_section(page, sample_document):
    for block in sample_document.blocks:
        if isinstance(block, Panel):
            assert re.search(f'<section class="panel" id="{block.anchor}"><div class="panel-head"><h4>', page)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_words_of_the_page_exist_in_every_language(language, sample_document):
    assert words(language).keys() == words("fi").keys()
    page = html_page(document_of_with_cover(sample_document, language=language), Files(pdf="a.pdf"))
    assert f'<html lang="{language}">' in page and words(language)["skip"] in page
    assert f"{words(language)['source']}: Keksitty väestötilasto" in page


def test_exporter_reads_files_from_its_resources(sample_notebook, page):
    files = {"pdf": "annual_report.fi.pdf", "xlsx": "annual_report.fi.xlsx"}
    made, resources = ReportHTMLExporter().from_notebook_node(sample_notebook, {"files": files})
    assert made == page
    assert resources["output_extension"] == ".html"


def test_exporter_refuses_what_is_no_report():
    empty = nbformat.v4.new_notebook()
    with pytest.raises(PublishingError, match="no Cover"):
        ReportHTMLExporter().from_notebook_node(empty)


def test_exporter_leaves_the_notebook_as_it_was(sample_notebook):
    before = copy.deepcopy(sample_notebook)
    ReportHTMLExporter().from_notebook_node(sample_notebook)
    assert sample_notebook == before


def test_nbconvert_finds_the_exporter_by_name(sample_notebook, sample_document, tmp_path):
    nbformat.write(sample_notebook, tmp_path / "report.ipynb")
    command = [sys.executable, "-m", "nbconvert", "--to", "hyte_html", str(tmp_path / "report.ipynb")]
    subprocess.run(command, check=True, capture_output=True, cwd=tmp_path)
    assert (tmp_path / "report.html").read_text(encoding="utf-8").rstrip() == html_page(
        sample_document
    ).rstrip()


def test_a_report_without_chapters_is_still_a_page(sample_document):
    cover = sample_document.cover
    assert isinstance(cover, Cover)
    notebook = nbformat.v4.new_notebook()
    cell = nbformat.v4.new_code_cell("cover")
    cell.outputs.append(
        nbformat.v4.new_output(
            "display_data", data={"application/vnd.hyte.block+json": cover.model_dump(mode="json")}
        )
    )
    notebook.cells.append(cell)
    page = html_page(document_of(notebook))
    assert "<nav" not in page and "<h1>" in page
