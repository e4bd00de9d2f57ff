"""Everything that reports say in Finnish is spelt right; skipped where Voikko is not."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from hyte.chapters import AnnualReport, open_report
from hyte.chapters.population import SECTIONS
from hyte.language.inflection import inflect
from hyte.language.wording import wording
from hyte.presentation.markup import html_of
from hyte.settings import Settings

from .spelling import NoVoikkoError, Speller, Voikko, prose_of, words_of

TOWNS = ("Keksilä", "Haavemäki", "Tarinakylä", "Satulahti", "Hiljala")
REAL = (
    "Heinola",
    "Iitti",
    "Hollola",
    "Asikkala",
    "Hartola",
    "Kärkölä",
    "Lahti",
    "Orimattila",
    "Padasjoki",
    "Sysmä",
)


def test_what_the_speller_passes_over_and_what_it_tells(finnish: Speller) -> None:
    right = (
        "Heinolassa ja Ruokolahdella on 12,4 % 18–24-vuotiaista; "
        "ks. https://sotkanet.fi/xyzzy ja data/raw/tiedosto.csv. "
        "THL:n TEAviisarin mukaan hyvinvointi- ja turvallisuustyö jatkuu Uudessakaarlepyyssä. "
        "”Ihna kiva joppi.” "
        "Borgåssa ei, mutta Excel-tiedostossa kyllä: 5 lkm, 1 000 htv, 8. lk."
    )
    assert finnish.misspelt(right) == ["Borgåssa"]
    assert finnish.misspelt("Huolenaiheitta on enemän kuin vuonnna 2020, enemän.") == ["enemän", "vuonnna"]
    assert finnish.misspelt("Keksilän ja Keksilässä", {"Keksilässä"}) == ["Keksilän"]
    assert finnish.misspelt("Lain 12 §:ään, 4.–5.-luokkalaiset, m2, pipeline.py template --year 2024.") == []
    assert finnish.misspelt("hyvinvoiti-palvelut ja Heinolasa") == ["hyvinvoiti-palvelut", "Heinolasa"]


def test_without_voikko_the_reason_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctypes.CDLL", _no_library)
    with pytest.raises(NoVoikkoError, match=r"libvoikko\.so\.1 .* voikko-fi"):
        Voikko()


def _no_library(name: str) -> None:
    raise OSError(f"{name}: cannot open shared object file")


def test_a_page_is_read_without_tables_and_quotations(finnish: Speller) -> None:
    page = (
        "<html><head><title>Otsiko</title></head><body><h1>Otsikko</h1><p>Virhee tässä.</p><ul><li>kohta</li>"
        "<li>kohde</li></ul><table><tr><td>tauluko</td></tr></table><blockquote>sitaati</blockquote></body></html>"
    )
    assert prose_of(page).split() == ["Otsikko", "Virhee", "tässä.", "kohta", "kohde"]
    assert finnish.misspelt_in_page(page) == ["Virhee"]


def test_texts_of_reports(finnish: Speller) -> None:
    texts = wording("fi").texts
    wrong = {key: finnish.misspelt(filled(text)) for key, text in texts.items()}
    assert {key: words for key, words in wrong.items() if words} == {}
    assert len(texts) > 500


def filled(text: str) -> str:
    """A text with a figure in each of its places."""
    return re.sub(r"\{\w+\}", "7", text)


def test_texts_of_pages(finnish: Speller, root: Path) -> None:
    file = root / "hyte" / "publishing" / "templates" / "strings.toml"
    texts = tomllib.loads(file.read_text(encoding="utf-8"))["fi"]
    assert finnish.misspelt("\n".join(filled(text) for text in texts.values())) == []


def test_titles_and_reasons_of_the_register(finnish: Speller, root: Path) -> None:
    wrong, count = {}, 0
    for file in sorted((root / "hyte" / "reference" / "indicators").glob("*.toml")):
        for text in finnish_texts(tomllib.loads(file.read_text(encoding="utf-8"))):
            count += 1
            if words := finnish.misspelt(text):
                wrong[f"{file.name}: {text}"] = words
    assert wrong == {}
    assert count > 500


def finnish_texts(node: object) -> Iterator[str]:
    """All values under a key `fi`."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "fi" and isinstance(value, str):
                yield value
            else:
                yield from finnish_texts(value)


@pytest.fixture(autouse=True)
def _undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawing is slow, and charts have no sentences but their alternative texts."""
    monkeypatch.setattr(
        "hyte.chapters.panel.series_chart", lambda *_, **__: "<svg xmlns='http://www.w3.org/2000/svg'/>"
    )


def page_of(report: AnnualReport) -> str:
    """All chapters as one page of HTML."""
    chapters = [report.cover(), report.summary(), report.background(), report.population()]
    chapters += [report.group(section) for section in SECTIONS]
    chapters += [report.strengths(), report.plan(), report.annexes()]
    return "\n".join(html_of(block) for blocks in chapters for block in blocks)


def words_of_others(report: AnnualReport) -> set[str]:
    """Words of notes, registers and surveys, which reports repeat as they are, in whatever language."""
    local = report.data.local
    tables = (
        local.notes,
        local.note_lines,
        local.meetings,
        local.registers,
        local.surveys,
        local.survey_counts,
    )
    texts = [text for table in tables for column in table for text in table[column].dropna().astype(str)]
    return set(words_of("\n".join(texts)))


def own_names(report: AnnualReport) -> set[str]:
    """Names of the municipalities that only this project knows, in their cases."""
    own = [m.name_fi for m in report.data.areas.all_municipalities if m.invented]
    own += [merger.old_name_fi for merger in report.data.areas.mergers]
    return {form for name in own for form in inflect(name).values()}


def misspelt_in(
    names: Sequence[str], year: int, settings: Settings, finnish: Speller
) -> dict[str, list[str]]:
    found = {}
    for name in names:
        report = open_report(name, year, "fi", settings=settings)
        page = page_of(report)
        assert len(prose_of(page)) > 5_000
        found[name] = finnish.misspelt_in_page(page, words_of_others(report) | own_names(report))
    return {name: words for name, words in found.items() if words}


def test_reports_of_the_example(example_settings: Settings, finnish: Speller) -> None:
    assert misspelt_in(TOWNS, 2024, example_settings, finnish) == {}


def test_reports_of_ten_real_municipalities(real_settings: Settings, finnish: Speller) -> None:
    assert misspelt_in(REAL, 2022, real_settings, finnish) == {}
