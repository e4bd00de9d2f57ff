"""Dated steps: invented year clocks and processes of other towns."""

import pytest

from hyte.sources.notes.arrangements.structures import announcing_lines, find_structures
from hyte.sources.notes.arrangements.times import time_at_end, time_at_start
from hyte.sources.notes.lines import NumberedLine

from .found import found, lines_of, texts


@pytest.mark.parametrize(
    ("text", "time", "what"),
    [
        ("9/ 2016 Yhteenvedot", "9/ 2016", "Yhteenvedot"),
        ("1-2/ 2017 Vertailu", "1-2/ 2017", "Vertailu"),
        ("10–11/2024: Kysely", "10–11/2024", "Kysely"),
        ("kevät 2024: lautakunnat", "kevät 2024", "lautakunnat"),
        ("Syyskuussa 2024 – Työpaja", "Syyskuussa 2024", "Työpaja"),
        ("Syys-lokakuu: Työpaja", "Syys-lokakuu", "Työpaja"),
        ("Kesäkuun loppuun mennessä: Luonnos", "Kesäkuun loppuun mennessä", "Luonnos"),
        ("januari–februari: Enkät", "januari–februari", "Enkät"),
        ("Hösten 2025: Fullmäktige", "Hösten 2025", "Fullmäktige"),
        ("vecka 12: Möte", "vecka 12", "Möte"),
        ("21.2.2025 Foorumi", "21.2.2025", "Foorumi"),
        ("2025–2026: Toteutus", "2025–2026", "Toteutus"),
        ("5/2024", "5/2024", ""),
    ],
)
def test_times_at_the_start(text: str, time: str, what: str) -> None:
    parts = time_at_start(text)
    assert parts is not None
    assert parts[:2] == (time, what)


@pytest.mark.parametrize(
    "text",
    [
        "Syksyllä 2024 järjestettiin kylätapahtuma.",
        "9.00 Avaus",
        "2,5 prosenttia väestöstä",
        "12 nuorta osallistui",
        "Hösten blev lång",
        "Kesä meni",
        "Elokuvakerho: perjantaisin",
        "",
    ],
)
def test_sentences_begin_with_no_time(text: str) -> None:
    parts = time_at_start(text)
    assert parts is None or not parts[1]


def test_times_at_the_end() -> None:
    assert time_at_end("Toimialojen työpajat 5/2024") == ("5/2024", "Toimialojen työpajat")
    assert time_at_end("Enkät till invånarna (maj 2025)") == ("maj 2025", "Enkät till invånarna")
    assert time_at_end("Kysely tehdään keväällä") is None


PROCESS = """
Hyvinvointitiedon kulku Koivurannassa:

9/2024\tTilastojen läpikäynti alatyöryhmissä.
10-11/2024\tAvoin kysely asukkaille.
12/2024\t<p>Vertailu ohjelmiin.</p> <ul> <li>- Liikuntaohjelma 2022-2026/ vapaa-aikatoimi</li> \
<li>- Turvallisuussuunnitelma/ turvallisuustyöryhmä</li> </ul>
kevät 2025\tEsityksen lähettäminen lautakuntien ja valtuuston käsittelyyn.

Kokous päättyi kello 15.
"""


def test_a_process_with_programmes_in_a_step() -> None:
    records = found(PROCESS)
    steps = [record for record in records if record.kind == "process_step"]
    assert [step.schedule for step in steps] == ["9/2024", "10-11/2024", "12/2024", "kevät 2025"]
    assert steps[2].text == "Vertailu ohjelmiin."
    assert {step.heading for step in steps} == {"Hyvinvointitiedon kulku Koivurannassa"}
    programmes = [record for record in records if record.kind == "programme"]
    assert [(p.programme, p.schedule, p.owner) for p in programmes] == [
        ("Liikuntaohjelma", "2022-2026", "vapaa-aikatoimi"),
        ("Turvallisuussuunnitelma", None, "turvallisuustyöryhmä"),
    ]
    assert {p.parent for p in programmes} == {records.index(steps[2])}
    (path,) = (record for record in records if record.kind == "approval_path")
    assert path.parent == records.index(steps[3])


def test_a_year_clock_in_swedish() -> None:
    steps = found("Januari–februari: Nuläget beskrivs\nMars: Enkät\n\nHösten 2025: Planen till fullmäktige\n")
    assert [(step.schedule, step.text) for step in steps] == [
        ("Januari–februari", "Nuläget beskrivs"),
        ("Mars", "Enkät"),
        ("Hösten 2025", "Planen till fullmäktige"),
    ]
    assert {step.kind for step in steps} == {"process_step"}


def test_items_below_a_step_belong_to_it() -> None:
    first, second = found("Huhtikuu: Kysely\n- nuorille\n- ikäihmisille\nToukokuu: Kooste\n")
    assert first.text == "Kysely nuorille; ikäihmisille"
    assert first.lines == {1, 2, 3}
    assert second.lines == {4}


def test_times_as_headings_with_items() -> None:
    steps = found(
        "## Kevät 2026\n- Kysely uusitaan\n- Tulokset käsitellään\n## Syksy 2026\n- Kertomus valmistuu\n"
    )
    assert [(step.schedule, step.text) for step in steps] == [
        ("Kevät 2026", "Kysely uusitaan"),
        ("Kevät 2026", "Tulokset käsitellään"),
        ("Syksy 2026", "Kertomus valmistuu"),
    ]


def test_a_table_with_headings() -> None:
    text = "| Månad | Vad | Ansvarig |\n|---|---|---|\n| Maj | Enkät | rektor |\n| Juni | Rapport | |\n"
    lines = lines_of(text)
    steps = find_structures(lines)
    assert [(step.schedule, step.text, step.owner) for step in steps] == [
        ("Maj", "Enkät", "rektor"),
        ("Juni", "Rapport", None),
    ]
    assert announcing_lines(lines, steps) == {1}


def test_times_behind_the_items() -> None:
    steps = found(
        "Miten jatketaan?\n- Työpajat 5/2024\n- Luonnos kommenteille 6–8/2024\n- Lautakunnat → valtuusto\n"
    )
    assert [(step.schedule, step.text) for step in steps] == [
        ("5/2024", "Työpajat"),
        ("6–8/2024", "Luonnos kommenteille"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Vuosi\tOsuus\n2019\t34,5\n2020\t33,1\n",
        "Toimenpiteet:\n- 5/2025: Kysely\n- 6/2025: Kooste\n",
        "5.6.2024 Ohjausryhmän kokous\nSeuraava kokous 9.9.2024\n",
        "Syksyllä 2024 avattiin kahvila.\nKeväällä 2025 suljettiin kahvila.\n",
        "| Toimenpide | Aikataulu |\n|---|---|\n| Kysely | 5/2025 |\n| Kooste | 6/2025 |\n",
    ],
)
def test_what_is_no_timeline(text: str) -> None:
    assert found(text, "process_step") == []


def test_one_dated_line_is_no_timeline() -> None:
    assert found("3/2025: Kysely\nMuuta asiaa.\n") == []


def test_empty_cells_do_no_harm() -> None:
    rows = [NumberedLine(n, n, "5/2024", "table", cells=("5/2024", "")) for n in (1, 2)]
    assert find_structures(rows) == ()
    assert texts(find_structures(())) == []
