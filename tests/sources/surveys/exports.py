"""One invented survey as each form tool exports it, so that all of them must give the same counts."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl

AGES = {
    "fi": ["Alle 18-vuotias", "18–29-vuotias", "30–64-vuotias", "65 vuotta täyttänyt"],
    "sv": ["Under 18 år", "18–29 år", "30–64 år", "65 år eller äldre"],
}
CONCERNS = {
    "fi": ["Yksinäisyys", "Mielenterveys", "Koulu, varhaiskasvatus ja opetus", "Turvallisuus", "Päihteet"],
    "sv": ["Ensamhet", "Psykisk hälsa", "Skola, småbarnspedagogik och undervisning", "Trygghet", "Rusmedel"],
}
STATEMENTS = {
    "fi": ["Ikääntyneiden yksinäisyys", "Nuorten mielenterveys", "Joukkoliikenteen vähyys"],
    "sv": ["Ensamhet bland äldre", "Ungas psykiska hälsa", "Bristen på kollektivtrafik"],
}
STANDS = {
    "fi": ["Samaa mieltä", "Eri mieltä", "En osaa sanoa"],
    "sv": ["Av samma åsikt", "Av annan åsikt", "Kan inte säga"],
}
LIKERT = {
    "fi": [
        "Täysin samaa mieltä",
        "Melko samaa mieltä",
        "Ei samaa eikä eri mieltä",
        "Melko eri mieltä",
        "Täysin eri mieltä",
    ],
    "sv": [
        "Helt av samma åsikt",
        "Delvis av samma åsikt",
        "Varken av samma eller annan åsikt",
        "Delvis av annan åsikt",
        "Helt av annan åsikt",
    ],
}
TEXTS = {
    "fi": [
        "Bussi kulkee liian harvoin keskustaan.",
        "Lisää puistoja ja penkkejä,\nkiitos!",
        'Nuorille "oma paikka"; iltaisin ei ole tekemistä',
        "Kirjasto on hyvä.",
        "Terveyskeskukseen on vaikea päästä",
    ],
    "sv": [
        "Bussen går för sällan till centrum.",
        "Fler parker och bänkar,\ntack!",
        'De unga behöver en "egen plats"; det finns inget att göra',
        "Biblioteket är bra.",
        "Det är svårt att komma till hälsocentralen",
    ],
}
HEADINGS = {
    "fi": {
        "age": "Ikäryhmä",
        "concerns": "Mitkä asiat huolettavat sinua?",
        "stands": "Oletko samaa mieltä huolenaiheista?",
        "likert": "Kotikunnassani on hyvä asua",
        "rating": "Kuinka tyytyväinen olet palveluihin asteikolla 1–5?",
        "text": "Mitä muuta haluat sanoa?",
    },
    "sv": {
        "age": "Åldersgrupp",
        "concerns": "Vad oroar dig?",
        "stands": "Är du av samma åsikt om orosmomenten?",
        "likert": "Det är bra att bo i min hemkommun",
        "rating": "Hur nöjd är du med servicen på skalan 1–5?",
        "text": "Vad vill du tillägga?",
    },
}


@dataclass(frozen=True)
class Respondent:
    age: int
    concerns: tuple[int, ...]
    stands: tuple[int | None, ...]
    likert: int | None
    rating: int | None
    text: str


def respondents(language: str, count: int = 60, seed: int = 7) -> list[Respondent]:
    """Every fifth gives a text, some leave questions out, and nobody chooses the last step of the scale."""
    chance = random.Random(seed)
    found = []
    for number in range(count):
        found.append(
            Respondent(
                age=chance.choices(range(4), [1, 3, 5, 4])[0],
                concerns=tuple(sorted(chance.sample(range(5), chance.choice([0, 1, 2, 2, 3])))),
                stands=tuple(chance.choices([0, 1, 2, None], [6, 3, 2, 1])[0] for _ in range(3)),
                likert=chance.choice([0, 1, 1, 2, 3, None]),
                rating=chance.choice([2, 3, 4, 5, 5, None]),
                text=TEXTS[language][number // 5 % 5] if number % 5 == 0 else "",
            )
        )
    return found


def _person(number: int) -> list[str]:
    return [f"asukas{number}@esimerkki.fi", f"Asukas Esimerkki{number}"]


def microsoft_forms(path: Path, language: str, people: Sequence[Respondent]) -> Path:
    """One sheet; several choices in one cell with a semicolon after each; statements as headings."""
    h = HEADINGS[language]
    meta = {
        "fi": ["ID", "Aloitusaika", "Valmistumisaika", "Sähköposti", "Nimi"],
        "sv": ["ID", "Starttid", "Slutförandetid", "E-post", "Namn"],
    }[language]
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([*meta, h["age"], h["concerns"], *STATEMENTS[language], h["likert"], h["rating"], h["text"]])
    for number, one in enumerate(people, start=1):
        sheet.append(
            [
                *(number, f"2.2.2024 9:{number % 60:02}:00", f"2.2.2024 10:{number % 60:02}:12"),
                *_person(number),
                AGES[language][one.age],
                "".join(f"{CONCERNS[language][each]};" for each in one.concerns) or None,
                *(STANDS[language][each] if each is not None else None for each in one.stands),
                LIKERT[language][one.likert] if one.likert is not None else None,
                one.rating,
                one.text or None,
            ]
        )
    book.save(path)
    return path


def google_forms(path: Path, language: str, people: Sequence[Respondent]) -> Path:
    """Comma csv, every cell in quotes; several choices with a comma between; grids as "Question [row]"."""
    h = HEADINGS[language]
    rows: list[list[object]] = [
        [
            {"fi": "Aikaleima", "sv": "Tidstämpel"}[language],
            {"fi": "Sähköpostiosoite", "sv": "E-postadress"}[language],
            h["age"],
            h["concerns"],
            *(f"{h['stands']} [{statement}]" for statement in STATEMENTS[language]),
            h["likert"],
            h["rating"],
            h["text"],
        ]
    ]
    for number, one in enumerate(people, start=1):
        rows.append(
            [
                f"2024/02/02 9.{number % 60:02}.01 ap. UTC+2",
                _person(number)[0],
                AGES[language][one.age],
                ", ".join(CONCERNS[language][each] for each in one.concerns),
                *(STANDS[language][each] if each is not None else "" for each in one.stands),
                LIKERT[language][one.likert] if one.likert is not None else "",
                "" if one.rating is None else one.rating,
                one.text,
            ]
        )
    return write_csv(path, rows, ",", quoted=True)


def limesurvey(path: Path, language: str, people: Sequence[Respondent]) -> Path:
    """Semicolon csv with many columns of Yes and No, and with times of questions at the end."""
    h = HEADINGS[language]
    meta = {
        "fi": ["Vastauksen tunniste", "Lähetyspäivä", "Viimeinen sivu", "Aloituskieli", "Siemen"],
        "sv": ["Svars-ID", "Inlämningsdatum", "Sista sidan", "Startspråk", "Frö"],
    }[language]
    yes, no = {"fi": ("Kyllä", "Ei"), "sv": ("Ja", "Nej")}[language]
    rows: list[list[object]] = [
        [
            *meta,
            h["age"],
            *(f"{h['concerns']} [{concern}]" for concern in CONCERNS[language]),
            *(f"{h['stands']} [{statement}]" for statement in STATEMENTS[language]),
            h["likert"],
            h["rating"],
            h["text"],
            {"fi": "Kokonaisaika", "sv": "Total tid"}[language],
        ]
    ]
    for number, one in enumerate(people, start=1):
        rows.append(
            [
                *(number + 100, f"2024-02-02 09:{number % 60:02}:01", 3, language, 10**9 + number * 7919),
                AGES[language][one.age],
                *(yes if each in one.concerns else no for each in range(5)),
                *(STANDS[language][each] if each is not None else "" for each in one.stands),
                LIKERT[language][one.likert] if one.likert is not None else "",
                "" if one.rating is None else one.rating,
                one.text,
                f"{40 + number},{number % 10}1",
            ]
        )
    return write_csv(path, rows, ";", quoted=True)


def webropol(path: Path, language: str, people: Sequence[Respondent], *, merged: bool = True) -> Path:
    """A title, and two rows of headings: questions in merged cells above, options below, 1 where ticked."""
    h = HEADINGS[language]
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Asukaskysely 2024" if language == "fi" else "Invånarenkät 2024"])
    sheet.append([])
    upper: list[object] = [{"fi": "Vastaajan numero", "sv": "Respondentens nummer"}[language], h["age"]]
    lower: list[object] = [None, None]
    spans = []
    for name, options in (("concerns", CONCERNS), ("stands", STATEMENTS)):
        spans.append((len(upper) + 1, len(upper) + len(options[language])))
        upper += [h[name], *([None] * (len(options[language]) - 1))]
        lower += options[language]
    upper += [h["likert"], h["rating"], h["text"]]
    sheet.append(upper)
    sheet.append(lower)
    if merged:
        for first, last in spans:
            sheet.merge_cells(start_row=3, end_row=3, start_column=first, end_column=last)
    for number, one in enumerate(people, start=1):
        sheet.append(
            [
                number,
                AGES[language][one.age],
                *(1 if each in one.concerns else None for each in range(5)),
                *(STANDS[language][each] if each is not None else None for each in one.stands),
                LIKERT[language][one.likert] if one.likert is not None else None,
                one.rating,
                one.text or None,
            ]
        )
    book.save(path)
    return path


def surveypal(path: Path, language: str, people: Sequence[Respondent]) -> Path:
    """Tab-separated UTF-16; "Question: option" with an x where ticked."""
    h = HEADINGS[language]
    rows: list[list[object]] = [
        [
            "ID",
            {"fi": "Alkoi", "sv": "Påbörjad"}[language],
            h["age"],
            *(f"{h['concerns'].rstrip('?')}: {concern}" for concern in CONCERNS[language]),
            *(f"{h['stands'].rstrip('?')}: {statement}" for statement in STATEMENTS[language]),
            h["likert"],
            h["rating"],
            h["text"],
        ]
    ]
    for number, one in enumerate(people, start=1):
        rows.append(
            [
                *(f"a{number:05}", f"2.2.2024 09:{number % 60:02}"),
                AGES[language][one.age],
                *("x" if each in one.concerns else "" for each in range(5)),
                *(STANDS[language][each] if each is not None else "" for each in one.stands),
                LIKERT[language][one.likert] if one.likert is not None else "",
                "" if one.rating is None else one.rating,
                one.text,
            ]
        )
    return write_csv(path, rows, "\t", encoding="utf-16")


def write_csv(
    path: Path,
    rows: Sequence[Sequence[object]],
    separator: str = ";",
    *,
    quoted: bool = False,
    encoding: str = "utf-8",
    before: str = "",
) -> Path:
    target = io.StringIO()
    csv.writer(
        target,
        delimiter=separator,
        quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL,
        lineterminator="\n",
    ).writerows(rows)
    path.write_bytes((before + target.getvalue()).encode(encoding))
    return path


def write_xlsx(path: Path, rows: Sequence[Sequence[object]], title: str = "Taul1") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


TOOLS = {
    "forms.xlsx": microsoft_forms,
    "google.csv": google_forms,
    "limesurvey.csv": limesurvey,
    "webropol.xlsx": webropol,
    "surveypal.csv": surveypal,
}
