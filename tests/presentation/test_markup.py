import re
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.errors import PublishingError
from hyte.model import MissingKind
from hyte.presentation import svg
from hyte.presentation.blocks import (
    Callout,
    Cell,
    Column,
    Cover,
    Dataset,
    Fact,
    Figure,
    Gallery,
    Heading,
    KeyFacts,
    Listing,
    Panel,
    Paragraph,
    Row,
    Span,
    Table,
)
from hyte.presentation.markup import Edition, figure_and_unit, html_of, plain_of
from hyte.presentation.svg import compact_svg, svg_data_uri, svg_size

SVG = (
    '<?xml version="1.0"?><!-- made by hand --><svg xmlns="http://www.w3.org/2000/svg" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" width="10pt" height="20pt" viewBox="0 0 10.5 20">'
    "<metadata><x>2023</x></metadata><defs><style>*{stroke-linejoin: round}</style>"
    '<path id="unused" d="M 0 0"/>'
    '<path id="DejaVu-41" d="M 10.4444 -0.5 \nL 3431.7 531.2 z" transform="scale(0.015625)"/>'
    '</defs><g id="figure_1"><g style="fill: #aabbcc; clip-path: url(#box)" transform="translate(1.23456 2)">'
    '<use xlink:href="#DejaVu-41" transform="translate(60.59375 0)"/></g>'
    '<clipPath id="box"><rect x="0.12345" y="-0.001" width="1" height="2"/></clipPath></g></svg>'
)
FIGURE = Figure(svg=SVG, alt='Laskua "7,1":stä', caption="Työttömät <2022>", source="Tilasto & co")


def table(**changes):
    made = {
        "caption": "Työttömät, %",
        "columns": (Column(label="Vuosi"), Column(label="Osuus", numeric=True), Column(label="Huom")),
        "rows": (
            Row(header="2021", cells=(Cell(text="..", missing=MissingKind.SUPPRESSED), Cell(text="a & b"))),
            Row(header="2022", cells=(Cell(text="0,0", value=0.0, strong=True), Cell(text=""))),
        ),
        "source": "Keksitty tilasto",
        "notes": (".. = salattu",),
    }
    return Table(**(made | changes))


class Collector(HTMLParser):
    """Element names and attributes that a browser would see, and whether they nest."""

    VOID = frozenset({"img", "br", "meta"})

    def __init__(self):
        super().__init__()
        self.open, self.seen, self.text = [], [], []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def parsed(markup):
    collector = Collector()
    collector.feed(markup)
    collector.close()
    assert collector.open == []
    return collector


def test_table_has_caption_scopes_alignment_and_marked_gaps():
    markup = html_of(table(), Edition(source_label="Lähde"))
    assert "<caption><span>Työttömät, %</span></caption>" in markup
    assert '<th scope="col" role="columnheader">Vuosi</th>' in markup
    assert '<th scope="col" role="columnheader" class="num">Osuus</th>' in markup
    assert '<th scope="row" role="rowheader">2021</th>' in markup
    assert 'class="num missing missing-suppressed" data-label="Osuus">..</td>' in markup
    assert ">a &amp; b</td>" in markup
    assert 'class="num" data-label="Osuus"><strong>0,0</strong></td>' in markup
    assert '<p class="source">Lähde: Keksitty tilasto</p>' in markup
    scroll = next(attributes for _, attributes in parsed(markup).seen if attributes.get("class") == "scroll")
    assert scroll == {"class": "scroll", "role": "group", "tabindex": "0", "aria-label": "Työttömät, %"}


def test_a_table_of_figures_alone_needs_no_roles_and_no_cards():
    block = Table(
        caption="Luvut",
        columns=(Column(label="Vuosi"), Column(label="Osuus", numeric=True)),
        rows=(Row(header="2021", cells=(Cell(text="1"),)),),
    )
    markup = html_of(block)
    assert '<div class="table"><div class="scroll" role="group"' in markup
    assert '<tr><th scope="row">2021</th><td class="num">1</td></tr>' in markup


def test_a_row_may_lead_to_a_panel_of_the_report():
    row = Row(header="A & B", href="#osoitin-a", cells=(Cell(text="1"),))
    block = Table(caption="Luvut", columns=(Column(label="Osoitin"), Column(label="Osuus")), rows=(row,))
    assert '<a href="#osoitin-a">A &amp; B</a></th>' in html_of(block)
    hostile = row.model_copy(update={"href": "javascript:alert(1)"})
    assert "javascript" not in html_of(block.model_copy(update={"rows": (hostile,)}))


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        ("30\u00a0813\u00a0henkilöä", ("30\u00a0813", "henkilöä")),
        ("\u22120,4\u00a0/\u00a01\u00a0000\u00a0asukasta", ("\u22120,4", "/ 1 000 asukasta")),
        ("14,0\u00a0%", ("14,0\u00a0%", "")),
        ("30\u00a0813", ("30\u00a0813", "")),
        ("suojattu", ("suojattu", "")),
    ],
)
def test_a_key_figure_is_parted_from_its_unit(value, parts):
    assert figure_and_unit(value) == parts


def test_a_panel_names_its_source_once():
    def panel(source):
        return Panel(
            title="T", anchor="t", figure=FIGURE, table=table().model_copy(update={"source": source})
        )

    assert html_of(panel(f"{FIGURE.source} (a.csv, rivi 2)")).count('class="source"') == 1
    assert html_of(panel("Muu lähde")).count('class="source"') == 2


def test_figure_has_alt_caption_source_and_embedded_picture():
    (_, image) = next(
        one for one in parsed(html_of(FIGURE, Edition(source_label="Källa"))).seen if one[0] == "img"
    )
    assert image["alt"] == 'Laskua "7,1":stä'
    assert image["src"].startswith("data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'")
    assert (image["width"], image["height"]) == ("14", "27")
    assert "Työttömät &lt;2022&gt;" in html_of(FIGURE)
    assert '<span class="source">Källa: Tilasto &amp; co</span>' in html_of(
        FIGURE, Edition(source_label="Källa")
    )


def test_a_gallery_holds_its_figures_in_order():
    other = FIGURE.model_copy(update={"caption": "Nuoret"})
    markup = html_of(Gallery(figures=(FIGURE, other)))
    assert markup.startswith('<div class="gallery"><figure>') and markup.count("<img ") == 2
    assert markup.index("Työttömät") < markup.index("Nuoret")
    assert plain_of(Gallery(figures=(FIGURE, other))).splitlines()[1].startswith("Nuoret: ")


def test_panel_says_its_verdict_in_words_and_takes_the_level_of_its_place():
    panel = Panel(
        title="Työttömät",
        anchor="tyottomat",
        sentences=("Osuus laski.",),
        verdict="better",
        verdict_text="Parani",
        figure=FIGURE,
        table=table(),
        notes=("Tieto vuodelta 2021.",),
    )
    markup = html_of(panel, Edition(panel_level=3))
    assert '<section class="panel" id="tyottomat">' in markup and "<h3>Työttömät</h3>" in markup
    assert '<p class="verdict better">Parani</p>' in markup
    assert '<div class="pair"><div class="drawn"><figure>' in markup
    assert 'aria-label="Työttömät: Työttömät, %"' in markup
    assert "<h4>" in html_of(panel)
    alone = html_of(panel.model_copy(update={"figure": None, "verdict_text": ""}))
    assert 'class="pair worded"' in alone and "verdict" not in alone and "Tieto vuodelta 2021." in alone
    assert plain_of(panel).splitlines()[:2] == ["Työttömät [Parani]", "Osuus laski."]
    assert "2022 | 0,0 | " in plain_of(panel)


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (Heading(level=2, text="A & B", anchor="a-b"), '<h2 id="a-b">A &amp; B</h2>'),
        (Heading(level=3, text="C"), "<h3>C</h3>"),
        (
            Paragraph(spans=(Span(text="x", strong=True, emphasis=True),)),
            "<p><strong><em>x</em></strong></p>",
        ),
        (Paragraph(spans=(Span(text="x"),), style="lead"), '<p class="lead">x</p>'),
        (Paragraph(spans=(Span(text="x"),), style="quote"), "<blockquote><p>x</p></blockquote>"),
        (Paragraph(spans=(Span(text="  "),)), ""),
        (Paragraph(spans=(Span(text="x", href="#a"),)), '<p><a href="#a">x</a></p>'),
        (Paragraph(spans=(Span(text="x", href="javascript:alert(1)"),)), "<p>x</p>"),
        (
            Paragraph(spans=(Span(text="x", href="https://a.fi/?b=1&c=2"),)),
            'href="https://a.fi/?b=1&amp;c=2"',
        ),
        (
            Listing(items=((Span(text="a"),), (Span(text="b"),)), numbered=True),
            "<ol><li>a</li><li>b</li></ol>",
        ),
        (
            KeyFacts(caption="Luvut", facts=(Fact(label="L", value="1"),)),
            '<dt>L</dt><dd class="value">1</dd></div>',
        ),
        (Callout(tone="warning", title="T", lines=((Span(text="x"),),)), '<section class="callout warning">'),
        (Paragraph(spans=(Span(text="a\x00b\ud800"),)), "<p>a\ufffdb\ufffd</p>"),
    ],
)
def test_markup_of_small_blocks(block, expected):
    assert expected in html_of(block)


def test_dataset_links_to_the_workbook_only_when_there_is_one():
    dataset = Dataset(note="Luvut ovat taulukossa.", headers={}, sheet_name="Luvut", rows=())
    assert html_of(dataset) == '<p class="dataset">Luvut ovat taulukossa.</p>'
    linked = html_of(dataset, Edition(workbook="annual_report.fi.xlsx"))
    assert '<a href="annual_report.fi.xlsx" download>annual_report.fi.xlsx</a>' in linked


def test_cover_has_the_only_level_one_heading():
    cover = Cover(
        language="sv",
        title="Välfärdsberättelse 2022",
        report_name="Årsrapport",
        municipality="Exempelby",
        municipality_code="901",
        year=2022,
        state="approved",
        state_text="Godkänd",
        organisation="Exempelby kommun",
        data_date=date(2023, 6, 2),
        data_date_text="Uppgifter 2.6.2023",
        description="Om välfärden.",
    )
    assert "<h1>Välfärdsberättelse 2022</h1>" in html_of(cover)
    assert '<span class="state approved">Godkänd</span>' in html_of(cover)


@given(st.text(min_size=1).filter(str.strip))
def test_no_text_becomes_markup(text):
    rows = (Row(header=text, cells=(Cell(text=text), Cell(text=text))),)
    blocks = [
        Heading(level=2, text=text),
        Paragraph(spans=(Span(text=text, href=text),)),
        Listing(items=((Span(text=text),),)),
        KeyFacts(caption=text, facts=(Fact(label=text, value=text, context=text),)),
        Callout(tone="info", title=text, lines=((Span(text=text),),)),
        table(caption=text, rows=rows, source=text, notes=(text,)),
        Figure(svg=SVG, alt=text, caption=text, source=text),
    ]
    allowed = {"h2", "p", "a", "ul", "li", "section", "strong", "dl", "dt", "dd", "div", "figure"}
    allowed |= {"table", "caption", "span", "thead", "tbody", "tr", "th", "td"}
    for block in blocks:
        found = parsed(html_of(block))
        assert {tag for tag, _ in found.seen} <= allowed | {"img", "figcaption"}
        assert not any(name.startswith("on") for _, attributes in found.seen for name in attributes)


def test_compact_svg_keeps_the_picture_and_drops_the_rest():
    small = compact_svg(SVG)
    assert small == (
        "<svg xmlns='http://www.w3.org/2000/svg' stroke-linejoin='round' width='10pt' height='20pt' "
        "viewBox='0 0 10.5 20'><defs><path d='m0,0'/>"
        "<path id='a' d='m10,0l3422,531z' transform='scale(0.015625)'/></defs>"
        "<g fill='#abc' clip-path='url(#b)' transform='translate(1.23,2)'><use href='#a' x='60.59'/></g>"
        "<clipPath id='b'><rect x='.12' y='0' width='1' height='2'/></clipPath></svg>"
    )
    svg._compact.clear()  # or it would only be remembered
    assert compact_svg(small) == small
    assert not set(svg_data_uri(SVG)) & set('<>"# ')
    assert svg_size(SVG) == (10.5, 20.0)
    assert svg_size("<svg></svg>") is None


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<foreignObject/>", "foreignObject"),
        ('<image href="https://example.org/x.png"/>', "outside itself"),
        ("<style>@import url(x)</style>", "style sheet"),
        ("<g>", "well-formed"),
    ],
)
def test_harmful_or_broken_svg_is_refused(inside, reason):
    with pytest.raises(PublishingError, match=re.escape(reason)):
        compact_svg(f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>')


def test_every_referenced_id_gets_a_name_of_its_own():
    shapes = "".join(f'<path id="p{n}" d="M 0 {n}"/><use href="#p{n}"/>' for n in range(800))
    small = compact_svg(f'<svg xmlns="http://www.w3.org/2000/svg">{shapes}</svg>')
    named = re.findall(r"id='([a-z]+)'", small)
    assert len(set(named)) == 800
    assert re.findall(r"href='#([a-z]+)'", small) == named
