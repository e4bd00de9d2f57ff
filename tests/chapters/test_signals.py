"""What the groups could take up: the page of candidates."""

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from hyte.chapters.measure import Measure
from hyte.chapters.report_data import ReportData
from hyte.chapters.signals import blocks
from hyte.language.wording import Wording, wording
from hyte.model import LANGUAGES, Language
from hyte.presentation.blocks import Heading, Listing, Paragraph
from hyte.presentation.markup import plain_of
from hyte.statistics.finding import CERTAIN, LIKELY, Finding

sys.path[:0] = [str(Path(__file__).resolve().parents[2] / "benchmarks" / "sentences")]

from sample_values import against, finding, measure_in, moving, share  # noqa: E402

OWN = share(15.0, 1000)


@dataclass
class Data:
    """What the chapter reads of a report."""

    language: Language = "en"
    year: int = 2024
    findings: dict[str, Finding] = field(default_factory=dict)

    @property
    def w(self) -> Wording:
        return wording(self.language)

    @property
    def measures(self) -> dict[str, Measure]:
        return {id: measure_in(id, self.language) for id in self.findings}


def of(*findings: Finding, language: Language = "en") -> list[Any]:
    data = Data(language, findings={one.indicator: one for one in findings})
    return list(blocks(cast("ReportData", data)))


def worse(id: str, level: float = CERTAIN, **more: Any) -> Finding:
    return finding(id, OWN, country=against(OWN, 10.8, "worse", level), **more)


def lines(made: list[Any]) -> list[str]:
    found = [item for block in made if isinstance(block, Listing) for item in block.items]
    return ["".join(span.text for span in item).replace("\u00a0", " ") for item in found]


def test_one_sentence_when_nothing_stands_out() -> None:
    made = of(finding("bullied_grades_8_9", OWN, country=against(OWN, 14.8)))
    assert [type(block) for block in made] == [Heading, Paragraph]
    assert "no candidates" in plain_of(made[1])


def test_a_line_tells_figure_year_and_reasons_and_leads_to_the_panel() -> None:
    made = of(worse("bullied_grades_8_9", trend=moving("falling", slope=-0.8)), language="fi")
    assert lines(made) == [
        "Koulukiusattuna viikoittain, 8.–9. lk: 15,0 % (2023); selvästi huonompi kuin koko maassa, "
        "mutta kehitys on parempaan suuntaan."
    ]
    listing = next(block for block in made if isinstance(block, Listing))
    assert listing.items[0][0].href == "#osoitin-bullied-grades-8-9"
    assert "eivät johtopäätöksiä" in plain_of(made[1])
    # There are concerns only, and the other half says so.
    assert "Tilastoista ei erotu ehdokkaita ilonaiheiksi." in [plain_of(block) for block in made]


def test_at_most_six_of_each_and_one_of_each_question() -> None:
    ids = (
        "bullied_grades_8_9",
        "bullied_upper_secondary",
        "anxiety_grades_8_9",
        "unemployed",
        "young_unemployed",
        "long_term_unemployed",
        "structural_unemployment",
        "property_offences",
        "unemployed_year_end",
    )
    told = lines(of(*(worse(id) for id in ids)))
    assert len(told) == 6
    assert sum("Bullied" in line for line in told) == 1


def test_parts_of_totals_and_projections_are_no_candidates() -> None:
    made = of(worse("tea_basic_education_management"), worse("share_aged_65_over_projection_2040"))
    assert lines(made) == []


def test_all_languages_speak() -> None:
    found = (
        worse("bullied_grades_8_9"),
        finding(
            "unemployed",
            OWN,
            country=against(OWN, 19.9, "better", LIKELY),
            trend=moving("falling", slope=-1.0),
        ),
    )
    said = {language: lines(of(*found, language=language)) for language in LANGUAGES}
    assert said["sv"][0].endswith("klart sämre än i hela landet.")
    assert said["sv"][1].endswith("bättre än i hela landet, utvecklingen går mot det bättre.")
    assert said["en"][1].endswith("better than in the whole country, heading for the better.")
