"""The table of meetings: one row for each note, and which notes are of one meeting."""

import pandas as pd

from .conftest import Read, Write

NOTE = """\
Hyvinvointityöryhmän kokous 2/2024
Aika: 5.6.2024 klo 9
Paikka: Kirjasto, kokoushuone
Läsnä: Maija Mallikas, rehtori; Teppo Testinen, nuorisosihteeri
Poissa: Liisa Esimerkki, terveydenhoitaja

Huolenaiheet
- Nuorten yksinäisyys on lisääntynyt
- Bussit kulkevat iltaisin harvoin
- Lasten liikunta on vähäistä
- Omaishoitajat eivät jaksa hakea vapaita
- Kouluruokailu jää monelta väliin
"""


def test_the_meeting_of_a_note(write: Write, read: Read) -> None:
    meeting = read(write(NOTE)).meetings.iloc[0]
    told = {name: None if pd.isna(value) else value for name, value in meeting.items()}
    assert told == {
        "municipality": "Esimerkkilä",
        "year": 2024,
        "file": "Esimerkkilä/2024/notes/muistio.txt",
        "line": 2,
        "body": "Hyvinvointityöryhmä",
        "number": "2/2024",
        "date": "2024-06-05",
        "place": "Kirjasto, kokoushuone",
        "present": 2,
        "absent": 1,
        "language": "fi",
        "same_as": None,
    }


def test_who_was_there_by_role(write: Write, read: Read) -> None:
    reading = read(write(NOTE))
    there = reading.attendance[["line", "role", "sector", "status", "count"]]
    assert list(there.itertuples(index=False, name=None)) == [
        (4, "rehtori", "education", "present", 1),
        (4, "nuorisosihteeri", "youth", "present", 1),
        (5, "terveydenhoitaja", "health_social", "absent", 1),
    ]
    assert set(reading.attendance["body"]) == {"Hyvinvointityöryhmä"}
    assert "Mallikas" not in reading.attendance.to_csv() + reading.meetings.to_csv()


def test_the_same_body_and_day(write: Write, read: Read) -> None:
    other = "Hyvinvointityöryhmän kokous 5.6.2024\nIlo: kirjasto\n"
    reading = read(write(NOTE, "a.txt"), write(other, "b.txt"))
    same = dict(zip(reading.meetings["file"].str[-5:], reading.meetings["same_as"].fillna(""), strict=True))
    assert same == {"a.txt": "", "b.txt": "Esimerkkilä/2024/notes/a.txt"}
    assert len(reading.problems) == 1
    assert "same meeting" in str(reading.problems[0])
    assert set(reading.notes["kind"]) == {"concern", "joy"}


def test_nearly_the_same_text(write: Write, read: Read) -> None:
    copy = "\n".join(NOTE.splitlines()[3:]) + "\n- Pyöräteitä on liian vähän\n"
    reading = read(write(NOTE, "a.txt"), write(copy, "b.md"))
    assert list(reading.meetings["same_as"].fillna("")) == ["", "Esimerkkilä/2024/notes/a.txt"]


def test_the_same_text_on_another_day_is_another_meeting(write: Write, read: Read) -> None:
    reading = read(write(NOTE, "a.txt"), write(NOTE.replace("5.6.2024", "6.9.2024"), "b.txt"))
    assert reading.meetings["same_as"].isna().all()
    assert list(reading.meetings["date"]) == ["2024-06-05", "2024-09-06"]


def test_a_note_without_a_head(write: Write, read: Read) -> None:
    meeting = read(write("Huoli: melu\n")).meetings.iloc[0]
    assert pd.isna(meeting["date"])
    assert pd.isna(meeting["body"])
    assert (meeting["present"], meeting["absent"]) == (0, 0)
