"""Who was there by role. Invented persons."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.sources.notes.attendance import Present, attendance_lines, attendance_roles
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.privacy import withholder


def lines_of(text: str) -> list[NumberedLine]:
    """Lines as the readers make them: "#" a heading, "-" a list, "|" a table row with "¬" for a line end."""
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith("|"):
            cells = tuple(cell.strip().replace("¬", "\n") for cell in line.strip("|").split("|"))
            shown = " | ".join(filter(None, cells))
            found.append(NumberedLine(number, number, shown, "table", cells=cells))
        elif line.startswith("#"):
            found.append(NumberedLine(number, number, line.lstrip("# "), "heading", 1))
        elif line.startswith("- "):
            found.append(NumberedLine(number, number, line[2:], "list", 1, label="-"))
        elif line:
            found.append(NumberedLine(number, number, line))
    return found


def read(text: str) -> tuple[list[int], tuple[Present, ...]]:
    lines = lines_of(text)
    there = attendance_lines(lines, withholder(()))
    shown = [part for line in lines if line.number in there for part in (line.text, *line.cells)]
    names = withholder([line.text for line in lines], shown)
    return sorted(attendance_lines(lines, names)), attendance_roles(lines, names)


def roles(text: str) -> list[tuple[str | None, str, int]]:
    return [(one.role, one.status, one.count) for one in read(text)[1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Läsnä: Maija Meikäläinen, sivistysjohtaja, pj; Teppo Testinen, rehtori; Anna Salo",
            [("sivistysjohtaja, pj", "present", 1), ("rehtori", "present", 1), (None, "present", 1)],
        ),
        (
            "Läsnä: Laura Ahonen (hyvinvointikoordinaattori, pj), Mikko Karjalainen (liikuntasihteeri)",
            [("hyvinvointikoordinaattori, pj", "present", 1), ("liikuntasihteeri", "present", 1)],
        ),
        (
            "Paikalla: Sanna Ojala koulukuraattori, vanhempi konstaapeli Kari Leppänen",
            [("koulukuraattori", "present", 1), ("vanhempi konstaapeli", "present", 1)],
        ),
        (
            "Läsnä: 14 kyläläistä, puheenjohtaja Hannu Räsänen",
            [("kyläläistä", "present", 14), ("puheenjohtaja", "present", 1)],
        ),
        (
            "Läsnä: sivistysjohtaja, koulujen edustaja, hallinto- ja talousjohtaja, tekninen johtaja",
            [
                ("sivistysjohtaja", "present", 1),
                ("koulujen edustaja", "present", 1),
                ("hallinto- ja talousjohtaja", "present", 1),
                ("tekninen johtaja", "present", 1),
            ],
        ),
        (
            "Läsnä: nuorisosihteeri ja rehtori",
            [("nuorisosihteeri", "present", 1), ("rehtori", "present", 1)],
        ),
        (
            "Läsnä: Maija Virtanen, lasten ja nuorten palvelut",
            [("lasten ja nuorten palvelut", "present", 1)],
        ),
        ("Läsnä: MV, TL ja Anna Salo (AS)", [(None, "present", 3)]),
        ("Poissa: Pekka Puro (työeste)", [(None, "absent", 1)]),
        (
            "Läsnä: Maija Virtanen, Anna Salo. Poissa: Juho Joki, rehtori",
            [(None, "present", 2), ("rehtori", "absent", 1)],
        ),
        ("Läsnä: Maija Virtanen, rehtori, poissa", [("rehtori", "absent", 1)]),
        ("Läsnä: Ulla Mäki (Pekka Puron varajäsen)", [("varajäsen", "present", 1)]),
        ("Läsnä: M. Koski (Teemu Niemen sijaan), rehtori", [("rehtori", "present", 1)]),
        ("Läsnä: Timo Lehtonen, poistui klo 18:40", [(None, "present", 1)]),
        ("Läsnä: Timo Lehtonen, rehtori, puh. 040 123 4567", [("rehtori", "present", 1)]),
        (
            "Närvarande: Eva Westerlund (välfärdskoordinator), Jan Söderholm",
            [("välfärdskoordinator", "present", 1), (None, "present", 1)],
        ),
        ("Frånvarande: tekniska sektorn", [("tekniska sektorn", "absent", 1)]),
        ("Inbjudna: Bengt Lindell, polisen", [("polisen", "invited", 1)]),
        ("Kutsuttuna: poliisi Kari Suo", [("poliisi", "invited", 1)]),
        ("Poissa: ei ketään", []),
        ("Frånvarande: -", []),
    ],
)
def test_a_line(text: str, expected: list[tuple[str | None, str, int]]) -> None:
    assert roles(text) == expected


def test_a_list_ends_at_the_next_heading() -> None:
    text = (
        "Läsnä:\n- sivistysjohtaja Maija Virtanen\n- Teemu Lehto – nuorisosihteeri (etänä)\n"
        "- rehtori: Anna Salo\n# Asiat\n- rehtori kertoi"
    )
    lines, found = read(text)
    assert lines == [1, 2, 3, 4]
    assert found == (
        Present(2, "sivistysjohtaja", "present", 1),
        Present(3, "nuorisosihteeri", "present", 1),
        Present(4, "rehtori", "present", 1),
    )


def test_official_minutes() -> None:
    text = (
        "Läsnä\n| Jäsenet | Anneli Virtanen, puheenjohtaja |\n| | Sirpa Koskinen |\n"
        "| Muut läsnäolijat | Kaisa Rantanen, hyvinvointijohtaja, esittelijä |\nPöytäkirja on tarkastettu."
    )
    lines, found = read(text)
    assert lines == [1, 2, 3, 4]
    assert [(one.line, one.role) for one in found] == [
        (2, "puheenjohtaja"),
        (3, None),
        (4, "hyvinvointijohtaja, esittelijä"),
    ]


def test_a_table_with_columns() -> None:
    text = (
        "| Nimi | Rooli | Läsnä (x) |\n| Anna-Liisa Forsman | kunnanjohtaja | x |\n"
        "| Zork Blahblah | sivistysjohtaja | |\n| Tero Moilanen | rakennusmestari | x, klo 13 alkaen |\n"
        "| Toimenpide | Vastuu | Aikataulu |\n| Puistot | tekninen | 2024 |"
    )
    lines, found = read(text)
    assert lines == [1, 2, 3, 4]
    assert [(one.role, one.status) for one in found] == [
        ("kunnanjohtaja", "present"),
        ("sivistysjohtaja", "absent"),
        ("rakennusmestari", "present"),
    ]


def test_a_table_with_a_column_for_each_status() -> None:
    text = (
        "| Läsnä | Poissa | Kutsuttuna |\n| Maija Virtanen, pj¬Teemu Lehto | Ulla Mäki | poliisi Kari Suo |"
    )
    assert roles(text) == [
        ("pj", "present", 1),
        (None, "present", 1),
        (None, "absent", 1),
        ("poliisi", "invited", 1),
    ]


def test_chair_and_secretary_are_counted_once() -> None:
    text = (
        "Puheenjohtaja: Maija Virtanen\nSihteeri: Teemu Lehto\nLäsnä: Maija Virtanen, Anna Salo\n"
        "Esittelijä: Ulla Mäki"
    )
    assert roles(text) == [("Sihteeri", "present", 1), ("Puheenjohtaja", "present", 1), (None, "present", 1)]


def test_a_distribution_list_tells_nobody_s_presence() -> None:
    assert roles("Läsnä: Anna Salo\nJakelu: Maija Virtanen, rehtori") == [(None, "present", 1)]


NAMES = [
    "Maija Virtanen",
    "Zork Blahblah",
    "Lahti Matti",
    "M. Koski",
    "Anna-Maija von Zork",
    "Oksana Zubrytska",
]
ROLES = ["sivistysjohtaja", "Rehtori", "järjestöjen edustaja", "tekninen toimi", ""]
FORMS = [
    "{name}, {role}",
    "{role} {name}",
    "{name} ({role})",
    "{name} – {role}",
    "{role}: {name}",
    "{name} {role}",
]


@given(
    st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(ROLES), st.sampled_from(FORMS)), min_size=1),
    st.sampled_from(["; ", "\n- "]),
)
def test_no_name_is_ever_a_role(people: list[tuple[str, str, str]], between: str) -> None:
    text = "Läsnä: " + between.join(form.format(name=name, role=role) for name, role, form in people)
    for one in read(text)[1]:
        for name in NAMES:
            assert not any(word in (one.role or "") for word in name.split() if len(word) > 3)


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    lines = [NumberedLine(1, 1, "Läsnä:"), NumberedLine(2, 2, text)]
    assert all(one.count > 0 for one in attendance_roles(lines, withholder(())))


def test_a_number_of_others_further_down_is_no_attendance() -> None:
    text = (
        "Vanhusneuvosto 12.9.2024\nLäsnä: Aino Esimerkki (puheenjohtaja), palveluohjaaja\n\n"
        "Ilonaiheet\n- Ryhmissä on ollut yhteensä 52 osallistujaa\n"
    )
    _, found = read(text)
    assert sum(one.count for one in found) == 2
