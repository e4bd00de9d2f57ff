"""A report with every kind of block, invented throughout, and texts that break careless writers."""

from __future__ import annotations

import io
from datetime import date

import matplotlib
import nbformat
import pytest

from hyte.model import MissingKind
from hyte.presentation.blocks import (
    MIME,
    Block,
    Callout,
    Cell,
    Column,
    Cover,
    Dataset,
    DataSheet,
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
from hyte.presentation.data_rows import DataRow
from hyte.publishing.document import Document, document_of

COMPOUND = "Työterveyshuoltolainsäädäntöuudistustyöryhmänpuheenjohtajistovalmistelukunta"
HOSTILE = "<script>alert('x')</script> & \"lainaus\" #let x = $_*@`[~]{}\\ </style> <!-- ]]>"
INVENTED = "Kaikki tämän raportin tiedot ovat keksittyjä esimerkkitietoja."
YEARS = tuple(range(2013, 2023))


def svg_chart(*, seed: float = 0.0, bars: bool = False) -> str:
    """A chart as the pipeline makes them: matplotlib, glyphs as paths, no date."""
    from matplotlib.figure import Figure as Canvas

    series = {
        "Esimerkkilä": [7.1, 7.9, 8.8, 9.4, 9.0, 8.1, 7.4, 7.9, 7.0, 6.2],
        "Keksityn Suomen hyvinvointialue": [8.0, 8.2, 8.9, 9.1, 8.7, 8.0, 7.7, 8.3, 7.6, 7.1],
    }
    with matplotlib.rc_context({"svg.hashsalt": "sample", "svg.fonttype": "path"}):
        canvas = Canvas(figsize=(6.4, 3.4))
        axes = canvas.add_subplot()
        for number, (name, values) in enumerate(series.items()):
            drawn = [value + seed for value in values]
            if bars:
                axes.bar([year + 0.4 * number for year in YEARS], drawn, width=0.4, label=name)
            else:
                axes.plot(YEARS, drawn, marker="o", label=name)
        axes.set_ylim(0, None)
        axes.legend(frameon=False)
        target = io.StringIO()
        canvas.savefig(target, format="svg", metadata={"Date": None, "Creator": None})
    return target.getvalue()


def _number(value: float) -> Cell:
    return Cell(text=f"{value:.1f}".replace(".", ",").replace("-", "\u2212"), value=value)


def _series_table(caption: str, shift: float = 0.0) -> Table:
    rows = tuple(
        Row(
            header=str(year),
            cells=(
                Cell(text="..", missing=MissingKind.SUPPRESSED)
                if year == 2014
                else Cell(
                    text=f"{7.4 + shift + index / 10:.1f}".replace(".", ","),
                    value=7.4 + shift,
                    strong=index == 9,
                ),
                _number(8.0 + shift - index / 10),
                Cell(text="–", missing=MissingKind.MISSING) if year == 2013 else _number(7.7 + index / 10),
                _number(0.0),
            ),
        )
        for index, year in enumerate(YEARS)
    )
    return Table(
        caption=caption,
        columns=(
            Column(label="Vuosi"),
            Column(label="Esimerkkilä", numeric=True),
            Column(label="Keksityn Suomen hyvinvointialue", numeric=True),
            Column(label="Koko maa", numeric=True),
            Column(label="Vertailukunnat", numeric=True),
        ),
        rows=rows,
        source="Keksitty tilasto, päivitetty 2.6.2023, CC BY 4.0",
        notes=(".. = tieto on salattu yksilön suojaksi", "– = lähde merkitsee tiedon puuttuvaksi"),
    )


def _panel(
    title: str, anchor: str, verdict: str | None, text: str, *, chart: bool = True, bars: bool = False
) -> Panel:
    return Panel(
        title=title,
        anchor=anchor,
        sentences=(
            "Vuonna 2022 työttömiä oli 6,2 % työvoimasta, 0,8 prosenttiyksikköä vähemmän kuin 2021.",
            "Osuus on pienempi kuin koko maassa (7,1 %) ja vertailukunnissa keskimäärin (7,4 %).",
        ),
        verdict=verdict,  # type: ignore[arg-type]
        verdict_text=text,
        figure=Figure(
            svg=svg_chart(seed=len(title) % 4, bars=bars),
            alt=f"{title} vuosina 2013–2022: laskua 7,1:stä 6,2:een, hyvinvointialueella 7,1:een.",
            caption=f"{title}, 2013–2022, prosenttia",
            source="Keksitty tilasto, päivitetty 2.6.2023",
        )
        if chart
        else None,
        table=_series_table(f"{title}, 2013–2022, %"),
        notes=("Tieto on vuodelta 2021, vaikka raportti koskee vuotta 2022.",) if chart else (),
    )


def sample_blocks() -> tuple[Block, ...]:
    """Cover, key facts, chapters with panels, lists, callouts, tables, a dataset: every kind of block."""
    many = tuple(
        Row(
            header=f"Indikaattori {number}: {COMPOUND if number == 7 else 'kouluterveyskyselyn vastaajat'}",
            cells=(
                _number(number * 1.5),
                _number(-number / 3),
                Cell(text="käytetty" if number % 3 else "salattu"),
            ),
        )
        for number in range(1, 91)
    )
    return (
        Cover(
            language="fi",
            title="Hyvinvointikertomus 2022: Esimerkkilä",
            report_name="Vuosiraportti",
            municipality="Esimerkkilä",
            municipality_code="901",
            year=2022,
            state="draft",
            state_text="Luonnos, ei valtuuston käsittelemä",
            organisation="Esimerkkilän kunta",
            data_date=date(2023, 6, 2),
            data_date_text="Tiedot 2.6.2023",
            notice=INVENTED,
            description="Esimerkkilän kunnan raportti asukkaiden hyvinvoinnista vuonna 2022.",
        ),
        Callout(
            tone="invented",
            title="Keksityt tiedot",
            lines=((Span(text=INVENTED), Span(text=" Niitä ei saa lainata.", strong=True)),),
        ),
        KeyFacts(
            caption="Esimerkkilä lukuina",
            facts=(
                Fact(label="Asukkaita", value="18 131", context="−1,2 % vuodesta 2021"),
                Fact(label="Työttömiä työvoimasta", value="6,2 %", context="koko maa 7,1 %"),
                Fact(label="Yli 75-vuotiaita kotona asuvia", value="91,4 %"),
                Fact(label="Lapsia pienituloisissa perheissä", value="10,3 %", context="tieto vuodelta 2021"),
                Fact(label="Hyvinvointijohtamisen tila", value="74 / 100", context="TEAviisari"),
            ),
        ),
        Heading(level=2, text="Tiivistelmä"),
        Paragraph(
            style="lead",
            spans=(
                Span(text="Esimerkkilän asukkaiden hyvinvointi "),
                Span(text="parani kolmella mittarilla", strong=True),
                Span(text=" ja heikkeni yhdellä. Seitsemän tunnusluvun muutosta ei voi arvioida."),
            ),
        ),
        Listing(
            items=(
                (Span(text="Parani: "), Span(text="työttömyys", href="#tyottomat"), Span(text=" (6,2 %)")),
                (Span(text="Heikkeni: "), Span(text="yksinäisyys", href="#yksinaisyys", emphasis=True)),
                (Span(text=HOSTILE),),
            ),
        ),
        Listing(items=((Span(text="Ensin"),), (Span(text="Sitten"),)), numbered=True),
        Heading(level=2, text="Väestön hyvinvointi"),
        Paragraph(
            spans=(
                Span(text="Luvut ovat Tilastokeskuksen mukaisia; lisää "),
                Span(text="lähteen sivuilla", href="https://example.org/a?b=1&c=2"),
                Span(text="."),
            )
        ),
        Heading(level=3, text="Työikäiset"),
        _panel("Työttömät, % työvoimasta", "tyottomat", "better", "Parempi kuin koko maassa"),
        _panel(
            f"{COMPOUND}, % väestöstä",
            "pitka",
            "higher",
            "Ei arvioitu: suunta riippuu tulkinnasta",
            bars=True,
        ),
        Heading(level=3, text="Nuoret"),
        _panel("Yksinäisyyttä kokevat, %", "yksinaisyys", "worse", "Huonompi kuin koko maassa"),
        _panel(
            "Kouluruokailu & <b>lounas</b>", "lounas", "no_difference", "Ei eroa koko maahan", chart=False
        ),
        _panel("Liikuntaa harrastavat, %", "liikunta", "not_testable", "Ei testattavissa", chart=False),
        Figure(
            svg=svg_chart(bars=True),
            alt="Väestö ikäryhmittäin: 65 vuotta täyttäneitä on 28 prosenttia, alle 18-vuotiaita 17.",
            caption="Väestö ikäryhmittäin 2022",
            source="Keksitty väestötilasto",
        ),
        Gallery(
            figures=tuple(
                Figure(
                    svg=svg_chart(seed=seed, bars=seed == 2),
                    alt=f"Kuvio {seed}: osuus pieneni 7,1 prosentista 6,2 prosenttiin.",
                    caption=f"Työllisyys, kuvio {seed}",
                    source="Keksitty tilasto",
                )
                for seed in (1, 2, 3)
            )
        ),
        Heading(level=2, text="Hyvinvointityön päätökset"),
        Paragraph(style="quote", spans=(Span(text="Nuorille tarvitaan paikka, joka on auki iltaisin."),)),
        Callout(
            tone="warning",
            title="Tietoja puuttuu",
            lines=(
                (Span(text="Vuoden 2022 kouluterveyskyselyä ei ole tehty."),),
                (Span(text=HOSTILE), Span(text=" katso "), Span(text="nuoret", href="#nuoret")),
            ),
        ),
        Callout(tone="info", title="Laki", lines=((Span(text="Terveydenhuoltolaki 1326/2010, 12 §."),),)),
        Table(
            caption="Toimenpiteet, vastuutaho ja aikataulu",
            columns=(Column(label="Toimenpide"), Column(label="Vastuu"), Column(label="Aikataulu")),
            rows=(
                Row(
                    header="Nuorisotila avataan kahtena iltana",
                    cells=(Cell(text="Nuorisopalvelut"), Cell(text="2023")),
                ),
                Row(
                    header=COMPOUND,
                    cells=(Cell(text=HOSTILE), Cell(text="ei kirjattu", missing=MissingKind.EMPTY)),
                ),
            ),
        ),
        Heading(level=2, text="Liitteet"),
        Heading(level=4, text="Kattavuus"),
        Table(
            caption="Käytetyt ja puuttuvat tunnusluvut",
            columns=(
                Column(label="Tunnusluku"),
                Column(label="Arvo", numeric=True),
                Column(label="Muutos", numeric=True),
                Column(label="Tila"),
            ),
            rows=many,
            source="Pienten lukujen suojaus tilastolain mukaan",
        ),
        Paragraph(
            style="note",
            spans=(Span(text="Raportti on koottu koneellisesti kunnan toimittamista tiedostoista."),),
        ),
        _dataset(),
    )


def _dataset() -> Dataset:
    def row(year: int, value: float | None, **more: object) -> DataRow:
        return DataRow(
            indicator="unemployed",
            indicator_title="Työttömät, % työvoimasta",
            unit="%",
            region="KU901",
            region_name="Esimerkkilä",
            year=year,
            sex="yhteensä",
            value=value,
            file="tyottomat.xlsx",
            sheet="Taulukko 1",
            cell=f"C{year - 2000}",
            **more,  # type: ignore[arg-type]
        )

    return Dataset(
        note="Raportin luvut lähdesoluineen ovat laskentataulukossa.",
        headers={
            "indicator": "Tunnus",
            "indicator_title": "Tunnusluku",
            "unit": "Yksikkö",
            "region": "Alueen koodi",
            "region_name": "Alue",
            "year": "Vuosi",
            "sex": "Sukupuoli",
            "value": "Arvo",
            "numerator": "Osoittaja",
            "denominator": "Nimittäjä",
            "missing_text": "Miksi arvo puuttuu",
            "preliminary": "Ennakkotieto",
            "source": "Lähde",
            "file": "Tiedosto",
            "sheet": "Taulukko",
            "cell": "Solu",
        },
        sheet_name="Luvut",
        decimals={"unemployed": 1},
        rows=(
            row(2020, 7.9, numerator=612.0, denominator=7747.0, source="Keksitty tilasto"),
            row(2021, None, missing=MissingKind.SUPPRESSED, missing_text="salattu"),
            row(2022, 0.0, preliminary=True, source='=HYPERLINK("https://example.org";"=1+1")'),
        ),
        sheets=(
            DataSheet(
                name="Lähteet",
                columns=("Tiedosto", "Lisenssi", "Lukuja"),
                rows=(("tyottomat.xlsx", "CC BY 4.0", 320), ("=1+1", "@SUM(A1)", None), ("-2", "+3", 1.5)),
            ),
        ),
    )


def notebook_of(blocks: tuple[Block, ...]) -> nbformat.NotebookNode:
    """An executed notebook that shows these blocks, a code cell each."""
    notebook = nbformat.v4.new_notebook()
    parameters = nbformat.v4.new_code_cell(
        "municipality = '901'\nyear = 2022", metadata={"tags": ["parameters"]}
    )
    notebook.cells.append(parameters)
    for number, block in enumerate(blocks, start=1):
        cell = nbformat.v4.new_code_cell(f"show_{block.kind}()", execution_count=number)
        data = {
            MIME: block.model_dump(mode="json"),
            "text/html": "<p>(not read by the publishers)</p>",
            "text/plain": block.kind,
        }
        cell.outputs.append(nbformat.v4.new_output("display_data", data=data))
        notebook.cells.append(cell)
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number}"
    return notebook


@pytest.fixture(scope="session")
def sample_notebook() -> nbformat.NotebookNode:
    """An executed notebook with every kind of block; copy it before changing it."""
    notebook = notebook_of(sample_blocks())
    notebook.cells.insert(
        2, nbformat.v4.new_markdown_cell("Vain analyytikolle.", metadata={"tags": ["analyst"]}, id="a")
    )
    notebook.cells.append(
        nbformat.v4.new_markdown_cell(
            "## Miten luen raporttia\n\nLuvut ovat **prosentteja**, jos ei muuta sanota; katso *selite* ja "
            "[työttömyys](#tyottomat).\n\n- yksi\n- kaksi\n\n> Sitaatti kokouksesta.",
            id="b",
        )
    )
    stream = nbformat.v4.new_code_cell("print('valmis')", id="c")
    stream.outputs.append(nbformat.v4.new_output("stream", name="stdout", text="valmis\n"))
    notebook.cells.append(stream)
    return notebook


@pytest.fixture(scope="session")
def sample_document(sample_notebook: nbformat.NotebookNode) -> Document:
    """The same report as the publishers read it."""
    return document_of(sample_notebook)
