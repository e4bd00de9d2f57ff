"""Answers to surveys of invented residents, as form tools export them; a fixed seed draws the answers."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from random import Random

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from example.survey_texts import (
    JOY_TAILS,
    JOYS,
    MISSING,
    MISSING_TAILS,
    PERSONAL,
    SAMPLE_TEXTS,
    SWEDISH_TEXTS,
)
from example.workbooks import repacked

_OPEN_COUNT, _SAMPLE_COUNT, _SWEDISH_COUNT = 184, 500, 23

_AGES = (
    "Alle 18 vuotta",
    "18–29 vuotta",
    "30–44 vuotta",
    "45–64 vuotta",
    "65–74 vuotta",
    "75 vuotta tai yli",
)
_AREAS = ("Keskusta", "Kirkonseutu", "Rantakylät", "Vanhapitäjä")
_SERVICES = (
    "Kirjasto",
    "Uimahalli",
    "Liikuntahalli",
    "Nuorisotila",
    "Perhekeskus",
    "Digituki",
    "Kielikahvila",
    "Seniorikeskus",
)
_CONCERNS = (
    ("Yläkouluikäisten ahdistuneisuus on lisääntynyt", (62, 12, 26)),
    ("Koulupoissaolot alkavat entistä nuorempina", (48, 17, 35)),
    ("Yksin asuvat ikääntyneet eivät löydä palveluihin", (70, 14, 16)),
    ("Nuuska ja sähkösavukkeet yleistyvät", (55, 9, 36)),
    ("Kaatumiset ovat lisääntyneet", (38, 29, 33)),
)
_AGREE = ("Samaa mieltä", "Eri mieltä", "En osaa sanoa")
_CONTENT = ("Erittäin tyytyväinen", "Melko tyytyväinen", "Melko tyytymätön", "Erittäin tyytymätön")


def _drawn(random: Random, options: Sequence[str], weights: Sequence[float]) -> str:
    return random.choices(options, weights)[0]


def _several(random: Random, options: Sequence[str], chances: Sequence[float]) -> list[str]:
    return [option for option, chance in zip(options, chances, strict=True) if random.random() < chance]


def _csv(rows: Sequence[Sequence[str]], delimiter: str) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def open_csv() -> bytes:
    """The open survey: a row for each respondent, several choices in a cell, agreement with concerns."""
    random = Random("asukaskysely")
    heading = [
        "Ikäryhmäsi",
        "Missä päin kaupunkia asut?",
        "Mitä palveluja olet käyttänyt tänä vuonna? Voit valita useita.",
        *(f"Oletko samaa mieltä työryhmien huolenaiheista? [{concern}]" for concern, _ in _CONCERNS),
        "Kuinka tyytyväinen olet arkeesi Keksilässä?",
        "Mikä huolenaihe listalta puuttuu?",
        "Mikä sinua ilahduttaa Keksilässä?",
    ]
    rows = [heading]
    # The youngest are so few that no share of theirs may be shown.
    ages = [_AGES[0]] * 3 + [_drawn(random, _AGES[1:], (11, 24, 33, 22, 10)) for _ in range(_OPEN_COUNT - 3)]
    random.shuffle(ages)
    missing = _spread(random, MISSING, MISSING_TAILS, 71, PERSONAL)
    joys = _spread(random, JOYS, JOY_TAILS, 40)
    for number, age in enumerate(ages):
        older, young = age in _AGES[4:], age in _AGES[:2]
        chances = (
            0.6,
            0.35,
            0.15 if older else 0.3,
            0.3 if young else 0.01,
            0.02 if older else 0.18,
            0.25 if older else 0.05,
            0.012,
            0.3 if older else 0.02,
        )
        rows.append(
            [
                age,
                _drawn(random, _AREAS, (48, 22, 17, 13)),
                "".join(f"{service};" for service in _several(random, _SERVICES, chances)),
                *(_drawn(random, _AGREE, weights) for _, weights in _CONCERNS),
                _drawn(random, (*_CONTENT, ""), (18, 52, 20, 6, 4)),
                missing[number],
                joys[number],
            ]
        )
    return _csv(rows, ";").encode("utf-8-sig")


def _spread(
    random: Random, texts: Sequence[str], tails: Sequence[str], count: int, once: str = ""
) -> list[str]:
    """`count` different answers among all: each text at least once, the first ones oftenest."""
    answers = [*texts, once] if once else list(texts)
    weights = [1 / (2 + place) for place in range(len(texts))]
    while len(answers) < count:
        answer = f"{random.choices(texts, weights)[0]} {random.choice(tails)}"
        if answer not in answers:
            answers.append(answer)
    answers += [""] * (_OPEN_COUNT - len(answers))
    random.shuffle(answers)
    return answers


_PLACES = ("Uimahalli", "Kuntosali", "Ulkoilureitit", "Pyörätiet", "Liikuntahalli", "En mitään näistä")
_STATEMENTS = (
    ("Minulla on ihmisiä, joilta saan tarvittaessa apua", (44, 33, 12, 8, 3)),
    ("Pääsen kulkemaan palveluihin vaivatta", (27, 31, 14, 18, 10)),
    ("Kaupungissa kuunnellaan asukkaita", (8, 27, 34, 21, 10)),
    ("Liikkuminen keskustassa on turvallista myös talvella", (14, 33, 15, 26, 12)),
)
_STEPS = (
    "Täysin samaa mieltä",
    "Jokseenkin samaa mieltä",
    "Ei samaa eikä eri mieltä",
    "Jokseenkin eri mieltä",
    "Täysin eri mieltä",
)
_OFTEN = ("Aina", "Usein", "Joskus", "Harvoin", "En koskaan")


def sample_xlsx() -> bytes:
    """The sample survey: a title above, options in columns of their own, statements to agree with."""
    random = Random("hyvinvointikysely")
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Vastaukset"
    sheet.append(["Aikuisväestön hyvinvointikysely 2024, satunnaisotos (keksitty)"])
    heading = [
        "Ikä (vuotta)",
        "Asutko yksin?",
        *(f"Mitä liikuntapaikkoja käytät? [{place}]" for place in _PLACES),
        *(f"Mitä mieltä olet? [{statement}]" for statement, _ in _STATEMENTS),
        "Tunnetko itsesi yksinäiseksi?",
        "Vapaa palaute",
    ]
    sheet.append(heading)
    for column in range(1, len(heading) + 1):
        sheet.cell(2, column).font = Font(name="Calibri", bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = 18
    texts = dict(zip(range(7, _SAMPLE_COUNT, 21), SAMPLE_TEXTS, strict=False))
    for number in range(1, _SAMPLE_COUNT + 1):
        sheet.append(_sample_row(random, texts.get(number)))
    book.properties.creator = "Esimerkki"
    content = io.BytesIO()
    book.save(content)
    return repacked(content.getvalue())


def _sample_row(random: Random, text: str | None) -> list[object]:
    age = 18 + int(74 * random.random() ** 1.15)
    alone = random.random() < (0.24 if age < 65 else 0.43)
    chances = (0.3, 0.22, 0.55, 0.35, 0.009, 0.0)
    places = set(_several(random, _PLACES, chances)) or {_PLACES[-1]}
    lonely = (5, 12, 28, 33, 22) if alone else (1, 4, 20, 41, 34)
    return [
        # Some do not say how old they are.
        age if random.random() > 0.012 else None,
        "Kyllä" if alone else "Ei",
        *(1 if place in places else 0 for place in _PLACES),
        *(_drawn(random, (*_STEPS, ""), (*weights, 2)) or None for _, weights in _STATEMENTS),
        _drawn(random, (*_OFTEN, ""), (*lonely, 2)) or None,
        text,
    ]


def swedish_csv() -> bytes:
    """A small open survey in Swedish, as another tool exports it: commas, and commas within cells."""
    random = Random("invanarenkat")
    heading = [
        "Din åldersgrupp",
        "Vilka tjänster använder du?",
        "Instämmer du i orosmomenten? [Ångest är vanligare bland högstadieelever]",
        "Instämmer du i orosmomenten? [Kontakten mellan svensk- och finskspråkiga elever är svag]",
        "Vad saknas på listan?",
    ]
    services = ("Biblioteket", "Simhallen", "Ungdomsgården", "Bokbussen", "Motionsspåren")
    rows = [heading]
    for number in range(_SWEDISH_COUNT):
        rows.append(
            [
                _drawn(random, ("13–29 år", "30–59 år", "60 år eller äldre"), (14, 50, 36)),
                ", ".join(_several(random, services, (0.7, 0.4, 0.15, 0.3, 0.5))),
                _drawn(random, ("Instämmer", "Instämmer inte", "Vet inte"), (58, 14, 28)),
                _drawn(random, ("Instämmer", "Instämmer inte", "Vet inte"), (47, 30, 23)),
                SWEDISH_TEXTS.get(number, ""),
            ]
        )
    return _csv(rows, ",").encode("utf-8")
