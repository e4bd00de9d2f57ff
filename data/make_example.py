"""Write the shipped example into ``data/raw/esimerkkimaakunta``.

Run it as ``python data/make_example.py``; with a folder as argument it writes there instead. With
``--review`` it writes the town's review workbook anew, which otherwise stays as it is. The county, its
municipalities and every figure are invented. Indicators that exist keep their real ids and titles. The same
script gives the same bytes on every machine: texts seed the noise, Office files get fixed times and no
compression.

What the example shows, and where:

``areas.csv``
    The municipalities: Keksilä, a town; Haavemäki; Tarinakylä, a tiny one with many figures kept secret;
    Satulahti - Sagoviken, bilingual; Hiljala, of which almost nothing is known; Vanhapitäjä, merged in 2020.
``sotkanet/``
    The programming interface's csv, json and lists; the csv after Finnish Excel (decimal comma, no-break
    blanks); the csv of the web page. One population differs from Statistics Finland's table, which is newer.
``kouluterveyskysely/``
    THL cubes: csv with the measure in a sidecar, csv with codes after Finnish Excel, workbooks; ".." where
    nothing may be shown. Three json by school level have limits of error and the number of answers, so that
    differences can be tested; the border of Keksilä before 2020 is that of the time.
``tilastokeskus/``
    Statistics Finland's px, xlsx, csv and json-stat2; "..." where a figure is secret, "...." not available.
``teaviisari/``
    Scores of 2019, 2021 and 2023 as workbook and as csv.
``kuntien_omat/``
    A workbook kept by hand: two tables on a sheet, a note, the merged municipality, clients of workshops by
    sex (so few in the small places that reports hide them), a hidden sheet.
``990/2024/``
    Keksilä's own: notes of eleven meetings in every format (minutes as pdf with running heads and broken
    words; Word with tracked changes, a remark and a table within a table; odt; a web page from Excel with
    marks inside cells; Markdown; text in three encodings, with slides, arrows, lost letters and the mistakes
    of a scanner), every register, an open and a sample survey, and a review workbook with corrections.
``Satulahti/2024/``
    The same in Swedish, smaller; one note in Finnish; an approved report.
``991``, ``993``, ``995``
    One note; nothing but a draft; the same.
"""

from __future__ import annotations

import sys
from pathlib import Path

from example import (
    committee,
    group_notes,
    notes,
    registers,
    review,
    school_cubes,
    sotkanet,
    statfin,
    surveys,
    swedish_notes,
    tables,
    workbooks,
)
from example.places import areas_csv

TARGET = Path(__file__).parent / "raw" / "esimerkkimaakunta"
REVIEW = "990/2024/review.xlsx"
LICENCE = "CC BY 4.0"
SCHOOL_WORKBOOKS = {
    286: "koettu_terveys",
    288: "tupakointi",
    289: "humala",
    292: "laheinen_ystava",
    328: "ahdistuneisuus",
    3905: "liikunta",
}
SIDECARS = (
    ("sotkanet/sotkanet_vaesto.csv", "Sotkanetin vientimuoto: väestö ja elinvoima (keksitty)", "2025-03-28"),
    ("sotkanet/sotkanet_terveys.json", "Sotkanetin vientimuoto: terveys (keksitty)", "2025-03-28"),
    ("sotkanet/sotkanet_talous_excel.csv", "Sotkanetin vientimuoto: talous (keksitty)", "2025-03-28"),
    ("sotkanet/sotkanet_taulukko.csv", "Sotkanetin taulukko: hyvinvointi (keksitty)", "2025-03-28"),
    ("tilastokeskus/001_12c1_2024.px", "12c1 Perheet alueittain (keksitty)", None),
    ("tilastokeskus/001_99x1_2024.xlsx", "99x1 Väestö alueittain (keksitty)", None),
    ("tilastokeskus/001_99x2_2024_20250404-080000.csv", "99x2 Asuminen alueittain (keksitty)", "2025-04-04"),
    ("tilastokeskus/001_99x3_2024.json", "99x3 Työssäkäynti alueittain (keksitty)", None),
    ("teaviisari/teaviisari.xlsx", "TEAviisarin pistemäärät (keksitty)", "2024-02-15"),
    ("teaviisari/teaviisari_lukio_kulttuuri.csv", "TEAviisarin pistemäärät (keksitty)", "2024-02-15"),
    ("kuntien_omat/kuntien_omat.xlsx", "Kuntien omat tilastot (keksitty)", "2025-02-10"),
    *(
        (f"kouluterveyskysely/{name}.xlsx", "Kouluterveyskyselyn vientimuoto (keksitty)", None)
        for name in SCHOOL_WORKBOOKS.values()
    ),
)
"""Path, title and the date of the update where the export does not tell it."""


def sidecar(title: str, updated: str | None, **more: str) -> bytes:
    """A sidecar with what the export cannot tell."""
    lines = [f'publisher = "{tables.SOURCE}"', f'title = "{title}"', f'licence = "{LICENCE}"']
    lines += [f"updated = {updated}"] if updated else []
    lines += [
        "retrieved = 2025-04-22",
        *(f'{key} = "{value}"' for key, value in more.items()),
        "invented = true",
    ]
    return ("\n".join(lines) + "\n").encode("utf-8")


def own_files() -> dict[str, bytes]:
    """What the municipalities bring themselves that is no plain UTF-8 text."""
    folder = "990/2024/notes"
    return {
        "990/2024/registers/rekisterit_2024.xlsx": registers.keksila_xlsx(),
        "990/2024/surveys/asukaskysely_2024.csv": surveys.open_csv(),
        "990/2024/surveys/hyvinvointikysely_otos_2024.xlsx": surveys.sample_xlsx(),
        "Satulahti/2024/notes/valfardsgruppen_2024-05-15.docx": swedish_notes.group_docx(),
        "Satulahti/2024/registers/register_2024.xlsx": registers.sagoviken_xlsx(),
        "Satulahti/2024/surveys/invanarenkat_2024.csv": surveys.swedish_csv(),
        f"{folder}/asukasilta_2024-10-29.txt": group_notes.RESIDENTS_TXT.encode("cp1252"),
        f"{folder}/ehkaiseva_paihdetyo_2024-08-28.txt": group_notes.SUBSTANCE_TXT.encode("latin-1"),
        f"{folder}/hyvinvointilautakunta_2024-09-18.pdf": committee.minutes_pdf(),
        f"{folder}/lape-tyoryhma_2024-03-14.odt": group_notes.families_odt(),
        f"{folder}/ohjausryhma_2024-11-27.docx": notes.minutes_docx(),
        f"{folder}/tyoikaisten_tyoryhma_2024-04-17.docx": group_notes.working_age_docx(),
    }


def files() -> dict[str, bytes]:
    """Every file of the example by its path in the folder."""
    utf8 = {
        "areas.csv": areas_csv(),
        "sotkanet/regions.json": sotkanet.region_list(),
        "sotkanet/indicators.json": sotkanet.indicator_list(),
        "sotkanet/sotkanet_vaesto.csv": sotkanet.rest_csv(),
        "sotkanet/sotkanet_terveys.json": sotkanet.rest_json(),
        "sotkanet/sotkanet_taulukko.csv": sotkanet.web_csv(),
        "kouluterveyskysely/koulukiusaaminen.csv": tables.cube_csv(1514),
        "tilastokeskus/001_99x3_2024.json": statfin.json_stat(
            "001_99x3_2024", "Työssäkäynti alueittain, 2013-2024 (keksitty)", statfin.work_measures()
        ),
        "teaviisari/teaviisari_lukio_kulttuuri.csv": tables.tea_csv(("Lukiokoulutus", "Kulttuuri")),
        "990/2024/notes/hyvinvointityoryhma_2024-06-05.txt": notes.MEMO,
        "990/2024/notes/hyvinvointityoryhma_2024-09-25.md": group_notes.WORKING_GROUP_MD,
        "990/2024/notes/ikaihmisten_tyoryhma_2024-05-22.html": group_notes.OLDER_HTML,
        "990/2024/notes/nuorisovaltuusto_2024-10-03.md": group_notes.YOUTH_MD,
        "990/2024/notes/vanhusneuvosto_2024-11-06.txt": group_notes.ELDERLY_COUNCIL_TXT,
        "991/2024/notes/hyvinvointiryhma_2024-10-09.md": group_notes.SMALL_TOWN_MD,
        "Satulahti/2024/notes/styrgruppen_2024-11-20.txt": swedish_notes.STEERING_TXT,
        "Satulahti/2024/notes/vanhusneuvosto_2024-09-12.txt": swedish_notes.ELDERLY_COUNCIL_TXT,
        "Satulahti/2024/approval.toml": notes.APPROVAL,
        # A folder of its own is what makes a municipality part of a run that names none.
        **{f"{code}/2024/approval.toml": notes.DRAFT for code in ("991", "993", "995")},
    }
    content = {path: text.encode("utf-8") for path, text in utf8.items()}
    content["sotkanet/sotkanet_talous_excel.csv"] = sotkanet.saved_by_excel().encode("cp1252")
    content["kouluterveyskysely/kouluruoka_excel.csv"] = tables.cube_csv_with_codes_saved_by_excel(
        3904
    ).encode("cp1252")
    content["tilastokeskus/001_12c1_2024.px"] = statfin.px(
        "001_12c1_2024",
        "12c1 -- Perheet alueittain, 2013-2024 (keksitty)",
        statfin.family_measures(),
    ).encode("iso-8859-15")
    content["tilastokeskus/001_99x2_2024_20250404-080000.csv"] = statfin.pxweb_csv(
        "99x2", "Asuminen alueittain, 2013-2024 (keksitty)", statfin.housing_measures()
    ).encode("iso-8859-15")
    content["tilastokeskus/001_99x1_2024.xlsx"] = workbooks.pxweb_xlsx(
        "001_99x1_2024", "99x1 -- Väestö alueittain, 2013-2024 (keksitty)", statfin.population_measures()
    )
    for indicator, name in SCHOOL_WORKBOOKS.items():
        content[f"kouluterveyskysely/{name}.xlsx"] = workbooks.cube_xlsx(indicator)
    for question in school_cubes.QUESTIONS:
        content[f"kouluterveyskysely/{question.file}.json"] = school_cubes.cube_json(question).encode("utf-8")
    content["teaviisari/teaviisari.xlsx"] = workbooks.tea_xlsx(("Kuntajohto", "Perusopetus", "Liikunta"))
    content["kuntien_omat/kuntien_omat.xlsx"] = workbooks.own_xlsx()
    content |= own_files()
    for path, title, updated in SIDECARS:
        content[f"{path}.meta.toml"] = sidecar(title, updated)
    measures = {
        "koulukiusaaminen.csv": tables.SCHOOL_MEASURES[1514],
        "kouluruoka_excel.csv": tables.SCHOOL_MEASURES[3904],
        **{f"{question.file}.json": question.measure for question in school_cubes.QUESTIONS},
    }
    for name, measure in measures.items():
        content[f"kouluterveyskysely/{name}.meta.toml"] = sidecar(
            "Kouluterveyskyselyn vientimuoto (keksitty)", "2024-09-18", measure=measure
        )
    return dict(sorted(content.items()))


def write(target: Path) -> None:
    """Write every file under the folder."""
    for name, content in files().items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def write_review() -> None:
    """Write the review workbook of the notes that lie in the example's folder."""
    (TARGET / REVIEW).write_bytes(review.review_xlsx(TARGET.parent))


if __name__ == "__main__":
    if sys.argv[1:] == ["--review"]:
        write_review()
    else:
        write(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
