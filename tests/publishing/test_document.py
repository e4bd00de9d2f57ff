import copy
from itertools import pairwise

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.errors import PublishingError
from hyte.presentation.blocks import Callout, Heading, Listing, Panel, Paragraph, Span
from hyte.presentation.palette import ON_PAPER, PALETTE
from hyte.publishing.document import document_of
from hyte.publishing.outline import outlined, slug
from hyte.publishing.prose import blocks_of_markdown


def _with_output(notebook, data):
    changed = copy.deepcopy(notebook)
    cell = nbformat.v4.new_code_cell("df")
    cell.outputs.append(nbformat.v4.new_output("execute_result", data=data))
    changed.cells.append(cell)
    return changed


def test_cover_time_and_kinds(sample_document):
    assert sample_document.cover.municipality == "Esimerkkilä"
    assert sample_document.epoch == 1685664000  # 2 June 2023, 00:00 UTC
    kinds = [block.kind for block in sample_document.blocks]
    assert kinds[:3] == ["callout", "key_facts", "heading"]
    assert "cover" not in kinds
    assert len(sample_document.datasets) == 1
    assert not any("analyytikolle" in str(block) for block in sample_document.blocks)


def test_contents_have_unique_anchors_and_no_skipped_level(sample_document):
    anchors = [entry.anchor for entry in sample_document.contents]
    assert len(set(anchors)) == len(anchors)
    levels = [1, *(entry.level for entry in sample_document.contents)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert sample_document.level_of("tyottomat") == 4
    assert sample_document.level_of("kattavuus") == 3  # written as level 4 straight under level 2
    with pytest.raises(KeyError):
        sample_document.level_of("nowhere")


def test_a_brought_anchor_wins_over_an_earlier_heading_of_the_same_text():
    blocks = [Heading(level=2, text="Nuoret"), Heading(level=2, text="Muut", anchor="nuoret")]
    placed, _ = outlined(blocks)
    assert [block.anchor for block in placed] == ["nuoret-2", "nuoret"]


@given(st.lists(st.tuples(st.sampled_from([2, 3, 4]), st.text(min_size=1).filter(str.strip)), max_size=12))
def test_any_order_of_headings_gives_levels_without_gaps_and_unique_anchors(headings):
    placed, entries = outlined([Heading(level=level, text=text) for level, text in headings])
    levels = [1, *(block.level for block in placed)]
    assert all(2 <= level <= 4 for level in levels[1:])
    assert all(after <= before + 1 for before, after in pairwise(levels))
    anchors = [entry.anchor for entry in entries]
    assert len(set(anchors)) == len(anchors)
    assert all(anchor == slug(anchor) != "" for anchor in anchors)


def test_a_panel_straight_under_a_chapter_is_a_section(sample_document):
    panel = next(block for block in sample_document.blocks if isinstance(block, Panel))
    _, entries = outlined([Heading(level=2, text="Luku"), panel])
    assert [(entry.level, entry.kind) for entry in entries] == [(2, "heading"), (3, "panel")]


def test_dead_link_is_refused_with_the_nearest_anchor():
    with pytest.raises(PublishingError, match="#tyottomat"):
        outlined([Heading(level=2, text="Työttömät"), Paragraph(spans=(Span(text="x", href="#tyotomat"),))])


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "http://example.org", "data:text/html,x", "https://a\" onx='"]
)
def test_other_links_are_refused(href):
    with pytest.raises(PublishingError, match="https"):
        outlined([Paragraph(spans=(Span(text="x", href=href),))])


def test_markdown_becomes_blocks():
    blocks = blocks_of_markdown(
        "## Väestö & *elämä*\n\nYksi **kaksi *kolme***\nneljä [linkki](https://example.org) &lt;b&gt;\n\n"
        "2. a\n3. b\n\n> **Huomaa**\n>\n> Teksti.\n\n> Sanottua."
    )
    heading, paragraph, listing, callout, quote = blocks
    assert heading == Heading(level=2, text="Väestö & elämä")
    assert isinstance(paragraph, Paragraph)
    assert [(span.text, span.strong, span.emphasis, span.href) for span in paragraph.spans] == [
        ("Yksi ", False, False, None),
        ("kaksi ", True, False, None),
        ("kolme", True, True, None),
        (" ", False, False, None),
        ("neljä ", False, False, None),
        ("linkki", False, False, "https://example.org"),
        (" <b>", False, False, None),
    ]
    assert isinstance(listing, Listing) and listing.numbered and len(listing.items) == 2
    assert callout == Callout(tone="info", title="Huomaa", lines=((Span(text="Teksti."),),))
    assert quote == Paragraph(spans=(Span(text="Sanottua."),), style="quote")


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("# Otsikko", "level 1"),
        ("<div>x</div>", "raw HTML"),
        ("a <b>x</b>", "raw HTML"),
        ("<!-- piilo -->", "raw HTML"),
        ("![alt](x.png)", "an image"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a table"),
        ("```\nx\n```", "a block of code"),
        ("- a\n  - b", "list within a list"),
    ],
)
def test_what_has_no_form_is_refused(source, names):
    with pytest.raises(PublishingError, match=names):
        blocks_of_markdown(source)


@pytest.mark.parametrize(
    ("data", "remedy"),
    [
        ({"text/html": "<table></table>", "text/plain": "df"}, "Table"),
        ({"image/png": "iVBOR", "text/plain": "<Figure>"}, "Figure"),
        ({"image/svg+xml": "<svg/>"}, "Figure"),
    ],
)
def test_rich_output_that_is_no_block_names_the_cell(sample_notebook, data, remedy):
    changed = _with_output(sample_notebook, data)
    with pytest.raises(PublishingError, match=remedy) as caught:
        document_of(changed)
    assert caught.value.place == f"cell {len(changed.cells)} ('df')"


def test_plain_echo_is_passed_over(sample_notebook, sample_document):
    assert document_of(_with_output(sample_notebook, {"text/plain": "42"})) == sample_document


def test_error_output_refuses_even_in_a_hidden_cell(sample_notebook):
    changed = copy.deepcopy(sample_notebook)
    cell = nbformat.v4.new_code_cell("1/0", metadata={"tags": ["analyst"]})
    cell.outputs.append(
        nbformat.v4.new_output("error", ename="ZeroDivisionError", evalue="by zero", traceback=[])
    )
    changed.cells.append(cell)
    with pytest.raises(PublishingError, match="ZeroDivisionError: by zero"):
        document_of(changed)


def test_cover_must_be_there_once_and_first(sample_notebook):
    without = copy.deepcopy(sample_notebook)
    del without.cells[1]
    with pytest.raises(PublishingError, match="no Cover"):
        document_of(without)
    twice = copy.deepcopy(sample_notebook)
    twice.cells.append(twice.cells[1])
    with pytest.raises(PublishingError, match="second Cover"):
        document_of(twice)
    late = copy.deepcopy(sample_notebook)
    late.cells.insert(0, nbformat.v4.new_markdown_cell("Alkusanat"))
    with pytest.raises(PublishingError, match="before the Cover"):
        document_of(late)


def test_unreadable_block_and_raw_cell_are_refused(sample_notebook):
    broken = copy.deepcopy(sample_notebook)
    broken.cells[3].outputs[0].data["application/vnd.hyte.block+json"]["kind"] = "hologram"
    with pytest.raises(PublishingError, match="cannot be read"):
        document_of(broken)
    raw = copy.deepcopy(sample_notebook)
    raw.cells.append(nbformat.v4.new_raw_cell("<b>"))
    with pytest.raises(PublishingError, match="raw cell"):
        document_of(raw)


def _luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(("ink", "paper"), ON_PAPER)
def test_every_ink_is_legible_on_its_paper(ink, paper):
    high, low = sorted((_luminance(getattr(PALETTE, ink)), _luminance(getattr(PALETTE, paper))), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= 4.5
