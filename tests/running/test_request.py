"""Options before settings, languages of one's own, and the list of reports that follows."""

from __future__ import annotations

from pathlib import Path

import pytest

from hyte.errors import UsageError
from hyte.reference.areas import Areas
from hyte.running.request import Options, wanted_reports, with_options
from hyte.settings import Reports, Run, Settings


@pytest.fixture
def settings(example_settings: Settings) -> Settings:
    reports = Reports(municipalities=("Keksilä",), years=(2024,), languages=("own",))
    return example_settings.model_copy(update={"reports": reports, "run": Run(workers=3)})


def keys(settings: Settings, areas: Areas, *present: tuple[str, int]) -> list[tuple[str, int, str]]:
    found = wanted_reports(settings, areas, present)
    return [(item.key.municipality, item.key.year, item.key.language) for item in found]


def test_without_options_the_settings_hold(settings: Settings) -> None:
    assert with_options(settings, Options()) == settings


def test_options_go_before_settings(settings: Settings, tmp_path: Path) -> None:
    options = Options(
        raw=tmp_path / "raw",
        output=tmp_path / "out",
        municipalities=("Hiljala", "993"),
        years=(2022, 2023),
        languages=("sv", "en"),
        formats=("html",),
        workers=1,
    )
    found = with_options(settings, options)
    assert (found.folders.raw, found.folders.output) == (tmp_path / "raw", tmp_path / "out")
    assert found.folders.processed == settings.folders.processed
    assert found.reports.municipalities == ("Hiljala", "993")
    assert (found.reports.years, found.reports.languages) == ((2022, 2023), ("sv", "en"))
    assert (found.reports.formats, found.run.workers) == (("html",), 1)
    assert found.reports.reports == ("annual_report",)
    assert found.run.timeout == settings.run.timeout


def test_a_folder_of_the_command_line_is_relative_to_where_it_is_typed(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert with_options(settings, Options(output=Path("here"))).folders.output == tmp_path / "here"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (Options(languages=("se",)), "sv"),
        (Options(formats=("docx",)), "html, pdf, xlsx"),
        (Options(reports=("anual_report",)), "Did you mean 'annual_report'"),
        (Options(years=(22,)), "2022"),
        (Options(workers=-1), "one for each core"),
    ],
)
def test_what_is_not_known_is_refused_with_what_is(settings: Settings, options: Options, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        with_options(settings, options)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("municipality", "languages", "made"),
    [
        ("Keksilä", ("own",), ["fi"]),
        ("Satulahti", ("own",), ["fi", "sv"]),
        ("Sagoviken", ("own", "en"), ["fi", "sv", "en"]),
        ("Satulahti", ("sv", "own"), ["sv", "fi"]),
        ("Keksilä", ("en", "en"), ["en"]),
        ("Närpiö", ("own",), ["sv", "fi"]),
        ("Pietarsaari", ("own",), ["sv", "fi"]),
    ],
)
def test_own_languages(
    settings: Settings, areas: Areas, municipality: str, languages: tuple[str, ...], made: list[str]
) -> None:
    chosen = with_options(settings, Options(municipalities=(municipality,), languages=languages))
    assert [language for _, _, language in keys(chosen, areas)] == made


def test_each_report_once_in_the_order_that_was_asked_for(settings: Settings, areas: Areas) -> None:
    options = Options(municipalities=("Hiljala", "Keksilä", "KU990", "Vanhapitäjä"), years=(2024, 2023))
    assert keys(with_options(settings, options), areas) == [
        ("995", 2024, "fi"),
        ("995", 2023, "fi"),
        ("990", 2024, "fi"),
        ("990", 2023, "fi"),
    ]


def test_a_merged_municipality_is_asked_for_as_its_successor(settings: Settings, areas: Areas) -> None:
    (found,) = wanted_reports(with_options(settings, Options(municipalities=("Vanhapitäjä",))), areas, ())
    assert found.key.municipality == "990"
    assert found.finding.merged_from is not None
    assert found.finding.merged_from.old_code == "996"


def test_folders_in_the_raw_data_are_reported_when_nobody_is_named(settings: Settings, areas: Areas) -> None:
    bare = settings.model_copy(update={"reports": Reports()})
    assert keys(bare, areas, ("990", 2023), ("994", 2024)) == [
        ("990", 2024, "fi"),
        ("994", 2024, "fi"),
        ("994", 2024, "sv"),
    ]


def test_nobody_and_nothing_named_is_refused(settings: Settings, areas: Areas) -> None:
    with pytest.raises(UsageError, match="--municipality"):
        keys(settings.model_copy(update={"reports": Reports()}), areas)
    with pytest.raises(UsageError, match="--year"):
        keys(settings.model_copy(update={"reports": Reports(municipalities=("Hiljala",))}), areas)
