"""Real notes of two municipalities, read where they lie; no name of anybody stands in this file."""

import re
from pathlib import Path

import pandas as pd
import pytest

from hyte.sources.notes import NotesReading, read_notes


def seed(shared: Path, number: str, year: int) -> tuple[NotesReading, str]:
    (path,) = (shared / "seeds").glob(f"{number}_*.txt")
    return read_notes([path], path.parent, "000", year), path.read_text(encoding="utf-8")


def one(reading: NotesReading, rule: str) -> pd.Series:
    found = reading.notes[reading.notes["rule"] == rule]
    assert len(found) == 1, rule
    return found.iloc[0]


def everything(reading: NotesReading) -> str:
    texts = [reading.notes.to_csv(index=False), reading.lines.to_csv(index=False)]
    return "\n".join([*texts, *map(str, reading.problems)])


def test_iitti_meets_twice_a_year(shared: Path) -> None:
    reading, _ = seed(shared, "004", 2022)
    rhythm = one(reading, "meets")
    assert rhythm["kind"] == "meeting_rhythm"
    assert rhythm["line"] == 15
    assert rhythm["schedule"] == "kesäkuun alussa ja marraskuun lopussa"
    assert "kaksi kertaa vuodessa" in rhythm["quote"]
    assert rhythm["owner"] == "ohjausryhmä"
    assert rhythm["body"] == "Hyvinvointityöryhmä"
    assert rhythm["date"] == "2022-11-23"


@pytest.mark.parametrize(
    ("rule", "kind", "line", "words"),
    [
        ("deed_registry", "measure", 14, "jarruttavat hyvinvoinnin edistämistä"),
        ("annual_report", "measure", 16, "vuosittainen hyvinvointiraportti"),
        ("plan_fulfilment", "measure", 17, "hyvinvointisuunnitelman toteutumista"),
        ("plan_rollover", "measure", 18, "toteutuneet asiat kirjataan toteutuneiksi"),
        (
            "presented_to",
            "approval_path",
            18,
            "esitetään valiokunnille ja lopulta valtuustolle hyväksyttäväksi",
        ),
        ("handled_before_sending", "approval_path", 25, "tea-viisarin vastaukset"),
        ("collect_deeds", "measure", 27, "tehtyjä hyvinvointitekoja"),
    ],
)
def test_what_iitti_agreed(shared: Path, rule: str, kind: str, line: int, words: str) -> None:
    reading, text = seed(shared, "004", 2022)
    record = one(reading, rule)
    assert (record["kind"], record["line"]) == (kind, line)
    assert words in record["quote"]
    assert words in text.splitlines()[line - 1]


def test_who_does_it_in_iitti(shared: Path) -> None:
    reading, _ = seed(shared, "004", 2022)
    assert one(reading, "deed_registry")["owner"] == "ohjausryhmän edustajat"
    assert one(reading, "handled_before_sending")["owner"] == "johtoryhmä"


def test_phenomena_lead_to_measures_in_iitti(shared: Path) -> None:
    reading, _ = seed(shared, "004", 2022)
    chain = reading.notes[reading.notes["rule"] == "phenomena_to_measures"]
    assert set(chain["line"]) == {21, 23, 25}
    assert (
        reading.notes["kind"].isin(["measure", "meeting_rhythm", "approval_path"]).all()
    )  # "ilosta" is no joy


def test_every_line_of_iitti_is_accounted_for(shared: Path) -> None:
    reading, text = seed(shared, "004", 2022)
    whole = {n for n, line in enumerate(text.splitlines(), start=1) if line.strip()}
    listed = set(reading.lines["line"]) | set(reading.notes["line"])
    assert listed == whole
    assert reading.lines_in == len(whole) == 15
    unread = reading.lines[reading.lines["reason"] == "unread"]
    assert list(unread["line"]) == [11, 19]


def test_ruokolahti_proposal_and_decision(shared: Path) -> None:
    reading, _ = seed(shared, "002", 2021)
    proposal, decision = reading.notes.iloc[0], reading.notes.iloc[1]
    assert list(reading.notes["kind"]) == ["proposal", "decision"]
    assert proposal["line"] == 34
    assert proposal["schedule"] == "vuoden 2022 aikana"
    assert proposal["owner"] == "hyvinvointipalvelujen toimialajohtaja"
    assert "kaksi edustajaa" in proposal["text"]
    assert decision["line"] == 40
    assert decision["text"] == (
        "Hyvaksyttiin. Lautakunta nimesi hyvinvointiohjelman valmisteluun [nimi] ja [nimi]."
    )
    assert list(reading.notes["body"]) == ["Hyvinvointipalvelujen lautakunta"] * 2
    # The only date in the note is that of an earlier seminar of another body.
    assert reading.notes["date"].isna().all()
    assert any("2021-10-20" in str(problem) for problem in reading.problems)


def test_who_prepared_is_withheld(shared: Path) -> None:
    reading, _ = seed(shared, "002", 2021)
    attendance = reading.lines[reading.lines["reason"] == "attendance"]
    assert list(attendance["line"]) == [2, 32]
    assert attendance["text"].isna().all()


def forbidden(number: str, text: str) -> set[str]:
    """Surnames and given names in a seed, by where they stand in it."""
    pair = r"([A-ZÅÄÖ][a-zåäö]+(?:-[A-ZÅÄÖ][a-zåäö]+)?)\s+([A-ZÅÄÖ][a-zåäö]+)"
    places = {
        "000": [rf"(?:/ |, | ja (?=[A-ZÅÄÖ])){pair}(?=[ ,.<])"],
        "002": [rf"johtaja {pair}", rf"valmisteluun {pair}", rf"(?<=n) ja\s+{pair}\."],
        "003": [rf"\d{{4}} {pair}, ", rf", {pair}\s*\n"],
    }[number]
    found = {name for place in places for names in re.findall(place, text) for name in names}
    return found - {"Ikäihmisten", "Päijät-Hämeen", "Kestävän", "Heinolan"}


@pytest.mark.parametrize(("number", "year", "count"), [("000", 2017, 20), ("002", 2021, 6), ("003", 2019, 4)])
def test_no_name_of_a_seed_comes_out(shared: Path, number: str, year: int, count: int) -> None:
    reading, text = seed(shared, number, year)
    names = forbidden(number, text)
    assert len(names) >= count
    out = everything(reading)
    assert [name for name in sorted(names) if re.search(rf"\b{name}\b", out)] == []


def test_names_of_places_and_programmes_stay(shared: Path) -> None:
    out = everything(seed(shared, "000", 2017)[0])
    for kept in (
        "Päijät-Hämeen maahanmuutto-ohjelma",
        "Heipete-työryhmä",
        "Heinolan työllisyyden hoitosuunnitelma",
    ):
        assert kept in out
    assert "<li>" not in out


@pytest.mark.parametrize(("number", "year"), [("001", 2017), ("003", 2019)])
def test_slides_give_nothing_absurd(shared: Path, number: str, year: int) -> None:
    reading, _ = seed(shared, number, year)
    assert reading.notes.empty
    assert reading.lines_in == len(reading.lines)
