"""Real notes of five municipalities, copied for the test only; no name of anybody stands in this file."""

import re
import shutil
import tempfile
from pathlib import Path

import pandas as pd
import pytest

from hyte.sources.notes import NotesReading, read_notes

PLACES = {
    "000": ("Heinola", 2017),
    "001": ("Joensuu", 2017),
    "002": ("Ruokolahti", 2021),
    "003": ("Heinola", 2019),
    "004": ("Iitti", 2022),
}
_READ: dict[str, tuple[NotesReading, str]] = {}


def seed(shared: Path, number: str, year: int) -> tuple[NotesReading, str]:
    """What a seed gives as a note in the raw folder of its municipality and year, and its text."""
    place, in_folder = PLACES[number]
    assert year == in_folder
    if number not in _READ:
        (path,) = (shared / "seeds").glob(f"{number}_*.txt")
        with tempfile.TemporaryDirectory() as name:
            raw = Path(name)
            copied = raw / place / str(year) / "notes" / path.name
            copied.parent.mkdir(parents=True)
            shutil.copy(path, copied)
            _READ[number] = read_notes([copied], raw, place, year), path.read_text(encoding="utf-8")
    return _READ[number]


def of_kind(reading: NotesReading, kind: str) -> pd.DataFrame:
    return reading.notes[reading.notes["kind"] == kind]


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
    assert "joy" not in set(reading.notes["kind"])  # "ilosta" is no joy


def test_who_belongs_to_the_group_in_iitti(shared: Path) -> None:
    reading, text = seed(shared, "004", 2022)
    roles = of_kind(reading, "role")
    assert list(roles["text"]) == [part.strip() for part in text.splitlines()[10].split(",")]
    assert len(roles) == 6
    assert set(roles["line"]) == {11}
    assert roles["heading"].str.endswith("ohjausryhmä").all()
    assert set(roles["body"]) == {"Hyvinvointityöryhmä"}


def test_every_line_of_iitti_is_accounted_for(shared: Path) -> None:
    reading, text = seed(shared, "004", 2022)
    whole = {n for n, line in enumerate(text.splitlines(), start=1) if line.strip()}
    listed = set(reading.lines["line"]) | set(reading.notes["line"])
    assert listed == whole
    assert reading.lines_in == len(whole) == 15


def test_heinola_steps_of_the_process(shared: Path) -> None:
    reading, text = seed(shared, "000", 2017)
    steps = of_kind(reading, "process_step")
    assert list(steps["schedule"]) == [
        "9/ 2016",
        "10/ 2016",
        "11/ 2016",
        "11/ 2016",
        "1-2/ 2017",
        "3/ 2017",
        "4/ 2017",
    ]
    lines = text.splitlines()
    for step in steps.itertuples():
        assert lines[step.line - 1].startswith(step.schedule)
        assert tidied(step.text) in tidied(lines[step.line - 1])
    (path,) = of_kind(reading, "approval_path").itertuples()
    assert (path.line, path.schedule) == (15, "4/ 2017")
    assert "kaupunginhallituksen ja valtuuston käsittelyyn" in path.text


def test_heinola_twelve_programmes(shared: Path) -> None:
    reading, text = seed(shared, "000", 2017)
    programmes = of_kind(reading, "programme")
    printed = re.findall(r"<li>- (.*?)</li>", text)
    assert len(programmes) == len(printed) == 12
    for found, item in zip(programmes.itertuples(), printed, strict=True):
        assert item.startswith(found.text)
        assert found.text.startswith(found.programme)
        assert not any(letter.isdigit() for letter in found.programme)
        years = re.search(r"20\d\d(?:-20\d\d)?(?=/)", item)
        assert (found.schedule if isinstance(found.schedule, str) else None) == (years[0] if years else None)
        assert isinstance(found.owner, str)
    assert list(programmes["schedule"].dropna()) == [
        "2017-2021",
        "2016",
        "2017",
        "2017-2020",
        "2016-2020",
        "2015-2020",
    ]
    groups = [" ".join(owner.replace("[nimi]", "").split()) for owner in programmes["owner"]]
    assert [group for group in groups if group not in ("", "ja")] == [
        "ja perhekeskustoiminnan johtotiimi",
        "kaavapalaveri, sekä kestävän kehityksen kansalaisfoorumi 21.2.2017",
        "ja Heipete-työryhmä",
        "ja , Ikäihmisten työryhmä",
        "ja ja perhekeskustoiminnan johtotiimi",
        "seutukoordinaatioryhmä",
        "ja turvallisuustyöryhmä",
        ", ja maakunnallinen työryhmä",
    ]
    (mirrored,) = set(programmes["parent"])
    step = reading.notes.set_index("id").loc[mirrored]
    assert (step["kind"], step["schedule"]) == ("process_step", "1-2/ 2017")


def test_heinola_invents_no_wholes(shared: Path) -> None:
    reading, _ = seed(shared, "000", 2017)
    assert set(reading.notes["kind"]) == {"process_step", "programme", "approval_path"}


def test_joensuu_each_bullet_once(shared: Path) -> None:
    reading, text = seed(shared, "001", 2017)
    slides = [line.split("•") for line in text.splitlines() if re.match(r"\d\. ", line)]
    full = [slide for slide in slides if len(slide) > 4]
    bullets = [bullet.strip() for _, *slide in full for bullet in slide]
    assert list(reading.notes["text"]) == bullets
    assert list(reading.notes["quote"]) == bullets
    assert len(bullets) == 18
    assert list(reading.notes["kind"]) == ["measure"] * 7 + ["proposal"] * 11
    assert set(reading.notes["date"]) == {"2017-09-07"}
    assert list(dict.fromkeys(reading.notes["heading"])) == [slide[0][3:].strip() for slide in full]
    # The lines that the export cut short belong to the slides that they announce.
    assert not set(reading.lines["line"]) & {9, 13, 17}


GOALS = [181, 184, 187, 191]
CHANGES = [197, 203, 207, 211]


def test_heinola_goals_changes_and_means(shared: Path) -> None:
    reading, text = seed(shared, "003", 2019)
    goals, changes = of_kind(reading, "goal"), of_kind(reading, "change")
    assert list(goals["line"]) == GOALS
    assert list(changes["line"]) == CHANGES
    assert goals["text"].iloc[3].split()[0] == text.splitlines()[190].split()[0]
    assert goals["text"].iloc[3].split()[-1] == text.splitlines()[192].strip()
    means = of_kind(reading, "means")
    below = [list(means["line"][means["parent"] == change]) for change in changes["id"]]
    assert below == [[270, 272, 274], [276, 278, 280], [282, 283, 284], [286, 288, 290]]
    # The other means are the choices of another programme and belong to no change.
    choices = means[means["parent"].isna()]
    assert list(choices["line"]) == [52, 53, 54, 57, 58, 59]
    assert (choices["rule"] == "choices").all()


def test_heinola_vision_and_programmes(shared: Path) -> None:
    reading, text = seed(shared, "003", 2019)
    vision = " ".join(line.strip() for line in text.splitlines()[175:179])
    assert set(of_kind(reading, "goal")["heading"]) == {f"Visio: {vision}"}
    programmes = of_kind(reading, "programme")
    assert list(programmes["line"]) == [5, 104, 135, 308]
    assert programmes["text"].str.endswith("OHJELMA").all()
    named = reading.notes[reading.notes["kind"].isin(["goal", "change"])]
    assert set(named["programme"]) == {programmes["text"].iloc[2]}


def test_heinola_values_and_groups_are_no_goals(shared: Path) -> None:
    reading, _ = seed(shared, "003", 2019)
    assert set(reading.notes["kind"]) == {"programme", "means", "goal", "change", "vision"}
    unread = set(reading.lines["line"])
    assert {122, 123, 124, 125, 126, 231, 233, 243, 245, 293, 216, 224, 320, 342} <= unread
    # A box that another slide shows again is in the record of the first.
    assert not unread & {174, 258, 262, 264, 266, 268}


def tidied(text: str) -> str:
    """Text as readers keep it: without tags and bullets, blanks single, table cells side by side."""
    text = re.sub(r"<[^<>]+>", " ", text.replace("**", ""))
    return re.sub(r"[\s|❑-]+", " ", text)


@pytest.mark.parametrize("number", sorted(PLACES))
def test_every_quote_stands_in_the_seed(shared: Path, number: str) -> None:
    reading, text = seed(shared, number, PLACES[number][1])
    whole = tidied(text)
    assert not reading.notes.empty
    for quote in reading.notes["quote"]:
        pieces = [re.escape(tidied(piece)) for piece in quote.split("[nimi]")]
        assert re.search(".{1,60}?".join(pieces), whole), quote


@pytest.mark.parametrize("number", sorted(PLACES))
def test_every_line_is_used_or_listed(shared: Path, number: str) -> None:
    reading, text = seed(shared, number, PLACES[number][1])
    whole = reading.lines[reading.lines["reason"] != "rest"]
    assert reading.lines_in == reading.lines_used + len(whole)
    filled = {n for n, line in enumerate(text.splitlines(), start=1) if line.strip()}
    assert set(whole["line"]) | set(reading.notes["line"]) <= filled


def test_ruokolahti_proposal_and_decision(shared: Path) -> None:
    reading, _ = seed(shared, "002", 2021)
    official = reading.notes[reading.notes["rule"] == "label"]
    proposals, decisions = of_kind(reading, "proposal"), official[official["kind"] == "decision"]
    assert list(official["kind"]) == ["proposal"] * len(proposals) + ["decision"] * len(decisions)
    assert proposals["line"].iloc[0] == 34
    assert "vuoden 2022 aikana" in set(proposals["schedule"])
    assert "hyvinvointipalvelujen toimialajohtaja" in set(proposals["owner"])
    assert "kaksi edustajaa" in " ".join(proposals["text"])
    assert decisions["line"].iloc[0] == 40
    assert decisions["state"].iloc[0] == "approved"
    assert " ".join(decisions["text"]) == (
        "Hyvaksyttiin. Lautakunta nimesi hyvinvointiohjelman valmisteluun [nimi] ja [nimi]."
    )
    assert set(decisions["parent"]) <= set(proposals["id"])
    assert set(official["body"]) == {"Hyvinvointipalvelujen lautakunta"}
    # The only date in the note is that of an earlier seminar of another body.
    assert official["date"].isna().all()
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
