"""Programmes and plans in lists, tables and titles of invented towns."""

import pytest

from hyte.sources.notes.arrangements.programme_names import programme_named

from .found import found, texts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Lasten ja nuorten hyvinvointisuunnitelma 2021–2025 (sivistystoimi)",
            ("Lasten ja nuorten hyvinvointisuunnitelma", "2021–2025", "sivistystoimi"),
        ),
        (
            "Kotouttamisohjelma, voimassa 2022–2026, vastuu: työllisyyspalvelut",
            ("Kotouttamisohjelma", "2022–2026", "työllisyyspalvelut"),
        ),
        ("Ikäohjelma ja -suunnitelma/ [nimi]", ("Ikäohjelma ja -suunnitelma", None, "[nimi]")),
        ("Liikuntasuunnitelma v. 2024", ("Liikuntasuunnitelma", "2024", None)),
        (
            "Välfärdsplan för barn och unga 2021–2025 / bildningsväsendet",
            ("Välfärdsplan för barn och unga", "2021–2025", "bildningsväsendet"),
        ),
        ("Säkerhetsplan, gäller 2024–2028", ("Säkerhetsplan", "2024–2028", None)),
        ("Suunnitelma lähisuhdeväkivallan ehkäisemiseksi", None),
        ("Laaditaan liikuntaohjelma", None),
        ("Hyvinvointisuunnitelma päivitetään keväällä", None),
        ("Päivän ohjelma", None),
        ("Toimintasuunnitelma", None),
        ("Uppdatera välfärdsplanen", None),
        ("Kunnan strategian mukaan toimitaan", None),
        ("", None),
    ],
)
def test_what_one_item_names(text: str, parts: tuple[str, str | None, str | None] | None) -> None:
    if text.startswith("Suunnitelma läh"):
        parts = (text, None, None)
    named = programme_named(text)
    assert (named and (named.name, named.years, named.owner)) == parts


def test_a_list_of_programmes() -> None:
    records = found(
        "Ohjelmat, joihin huolia verrattiin:\n"
        "- Osallisuusohjelma: viestintäpäällikkö\n"
        "- Turvallisuussuunnitelma v. 2024 / pelastuslaitos\n"
        "- Ikäystävällinen Koivuranta\n"
    )
    assert [(r.kind, r.text, r.schedule, r.owner) for r in records] == [
        ("programme", "Osallisuusohjelma", None, "viestintäpäällikkö"),
        ("programme", "Turvallisuussuunnitelma v. 2024", "2024", "pelastuslaitos"),
        ("programme", "Ikäystävällinen Koivuranta", None, None),
    ]
    assert records[1].quote == "Turvallisuussuunnitelma v. 2024 / pelastuslaitos"


def test_a_list_in_swedish_without_a_heading() -> None:
    assert texts(
        found("- Integrationsprogram 2022–2026\n- Äldreomsorgsstrategi 2023\n- Trygghetsplan\n")
    ) == [
        "Integrationsprogram 2022–2026",
        "Äldreomsorgsstrategi 2023",
        "Trygghetsplan",
    ]


def test_a_table_of_programmes() -> None:
    records = found(
        "| Ohjelma | Voimassaolo | Vastuutaho |\n|---|---|---|\n"
        "| Liikuntaohjelma | 2020-2024 | vapaa-aikatoimi |\n"
        '| Ikäohjelma "Hyvä vanhuus" | 2023–2027 | vanhusneuvosto |\n'
    )
    assert [(r.text, r.schedule, r.owner) for r in records] == [
        ("Liikuntaohjelma", "2020-2024", "vapaa-aikatoimi"),
        ('Ikäohjelma "Hyvä vanhuus"', "2023–2027", "vanhusneuvosto"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Toimenpiteet\n- Liikuntaohjelma\n- Viestintäsuunnitelma\n",
        "Asialista\n1. Kokouksen avaus\n2. Hyvinvointisuunnitelma\n3. Talous\n4. Muut asiat\n",
        "- Laaditaan liikuntaohjelma\n- Päivitetään turvallisuussuunnitelma\n",
        "Ohjelma\n\n- Avaus ja kahvit\n- Päivän ohjelma\n",
        "# Hyvinvointisuunnitelma\nKeskusteltiin suunnitelmasta.\n# Turvallisuussuunnitelma\nEi muuta.\n",
    ],
)
def test_what_is_no_list_of_programmes(text: str) -> None:
    assert found(text, "programme") == []


def test_programmes_as_titles_of_slides() -> None:
    records = found(
        "LIIKUNTAOHJELMA\n\nKOIVURANTA LIIKKUU\n\nKOHDERYHMÄT:\n- Asukkaat\n\n"
        "KULTTUURIOHJELMA\n\nARVOT:\nRohkeus\nIlo\n\nKulttuuriohjelma\n\nTyöpaikat\n"
    )
    assert [(r.text, sorted(r.lines)) for r in records] == [
        ("LIIKUNTAOHJELMA", [1]),
        ("KULTTUURIOHJELMA", [8, 14]),
    ]


def test_the_programme_that_a_document_is() -> None:
    first, goal, _ = found(
        "# Björkstrands välfärdsprogram 2025–2029\n## Mål\n- Unga mår bra\n- Fler rör på sig\n"
    )
    assert (first.kind, first.text, first.schedule) == (
        "programme",
        "Björkstrands välfärdsprogram 2025–2029",
        "2025–2029",
    )
    assert goal.programme == first.programme == "Björkstrands välfärdsprogram"
