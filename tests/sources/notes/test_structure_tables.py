"""Tables of bodies and of plans, in invented notes."""

import pytest

from .found import found, texts, tree


def test_members_tasks_and_rhythms_beside_a_body() -> None:
    records = found(
        "# Ryhmät\n| Ryhmä | Kokoonpano | Tehtävä | Kokoontuu |\n|---|---|---|---|\n"
        "| Johtoryhmä | kunnanjohtaja, rehtori | linjaa | kvartaaleittain |\n"
        "| Työryhmä | koordinaattori, pastori | valmistelee | joka kuukausi |\n"
    )
    assert [(record.kind, record.owner, record.text) for record in records] == [
        ("role", "Johtoryhmä", "kunnanjohtaja, rehtori"),
        ("role", "Johtoryhmä", "linjaa"),
        ("meeting_rhythm", "Johtoryhmä", "kvartaaleittain"),
        ("role", "Työryhmä", "koordinaattori, pastori"),
        ("role", "Työryhmä", "valmistelee"),
        ("meeting_rhythm", "Työryhmä", "joka kuukausi"),
    ]


def test_a_heading_tells_what_the_second_column_is() -> None:
    records = found(
        "# Vem ansvarar för vad\n| Aktör | Beskrivning |\n|---|---|\n| Nämnderna | följer målen |\n"
        "| Koordinatorn | skriver |\n"
    )
    assert [(record.kind, record.owner) for record in records] == [
        ("role", "Nämnderna"),
        ("role", "Koordinatorn"),
    ]


def test_paths_beside_documents() -> None:
    records = found(
        "# Hyväksyntä\n| Asiakirja | Käsittelyjärjestys |\n|---|---|\n"
        "| Raportti | tiimi, johtoryhmä, hallitus |\n"
    )
    assert [(record.kind, record.owner, record.text) for record in records] == [
        ("approval_path", "Raportti", "tiimi, johtoryhmä, hallitus")
    ]


@pytest.mark.parametrize(
    "head", ["Painopiste | Tavoite | Muutos | Keinot", "Fokusområde | Målsättning | Önskad förändring | Hur"]
)
def test_a_plan_in_one_table(head: str) -> None:
    text = f"| {head} |\n|---|---|---|---|\n| Arki | Melu vähenee | Ääni kuuluu | Hiljainen tunti |\n"
    assert [(record.kind, record.text) for record in found(text)] == [
        ("priority", "Arki"),
        ("goal", "Melu vähenee"),
        ("change", "Ääni kuuluu"),
        ("means", "Hiljainen tunti"),
    ]
    assert tree(text) == {
        "Arki": ["Melu vähenee"],
        "Melu vähenee": ["Ääni kuuluu"],
        "Ääni kuuluu": ["Hiljainen tunti"],
    }


def test_measures_of_a_plan_keep_owner_and_schedule() -> None:
    records = found(
        "| Tavoite | Toimenpide | Vastuu | Aikataulu |\n|---|---|---|---|\n"
        "| Melu vähenee | Mittaus | rehtori | 2025 |\n"
    )
    assert [(record.kind, record.owner, record.schedule) for record in records] == [
        ("goal", None, None),
        ("measure", "rehtori", "2025"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "| Kuka | Tehtävä | Milloin |\n|---|---|---|\n| rehtori | kutsu | 5.3. |\n| pj | tila | 6.3. |\n",
        "| Kuka | Tehtävä |\n|---|---|\n| rehtori | kutsu koteihin |\n| sihteeri | tila |\n",
        "| Painopiste | Toimenpide | Vastuu |\n|---|---|---|\n| Arki | Mittaus | rehtori |\n",
        "| Ryhmä | Huolet | Ilot |\n|---|---|---|\n| Nuoret | melu | harrastukset |\n",
        "| Ryhmä | Lukumäärä |\n|---|---|\n| Johtoryhmä | 7 |\n",
    ],
)
def test_tables_of_something_else(text: str) -> None:
    assert texts(found(text)) == []


def test_columns_whose_cells_tell_what_their_headings_do_not() -> None:
    records = found(
        "| Foorumi | Ketkä istuvat pöydässä | Mitä varten | Tiheys |\n|---|---|---|---|\n"
        "| Johtoryhmä | toimialajohtajat | sovittaa yhteen budjetin | kahdesti vuodessa |\n"
        "| Tiimi | koordinaattori | vie toimet käytäntöön | joka toinen viikko |\n"
    )
    assert [(record.kind, record.text) for record in records] == [
        ("role", "toimialajohtajat"),
        ("role", "sovittaa yhteen budjetin"),
        ("meeting_rhythm", "kahdesti vuodessa"),
        ("role", "koordinaattori"),
        ("role", "vie toimet käytäntöön"),
        ("meeting_rhythm", "joka toinen viikko"),
    ]
