"""Who is compared with whom: chosen by hand, by likeness, or of the own county and group."""

from __future__ import annotations

import pytest

from hyte.chapters.report_regions import Peers, peers_of, regions_of
from hyte.language.numbers import listed
from hyte.language.wording import wording
from hyte.model import LANGUAGES
from hyte.reference.areas import Areas
from hyte.settings import Comparison, Settings
from hyte.statistics.likeness_of_places import CRITERIA, PlaceFacts
from hyte.store.slices import areas_of, read_municipality_facts

AREAS = Areas.official()
RUOKOLAHTI = AREAS.find("Ruokolahti").municipality
FACTS = {place.code: PlaceFacts(5000, 2024, {}, 10) for place in AREAS.municipalities()}


def names(peers: Peers) -> list[str]:
    return [peer.name_fi for peer in peers.municipalities]


def test_peers_chosen_by_hand_go_before_all() -> None:
    comparison = Comparison(peers={"Ruokolax": ("Iitti", "700", "Iitti")})
    found = peers_of(RUOKOLAHTI, AREAS, comparison, FACTS)
    assert (names(found), found.rule, found.criteria) == (["Iitti", "Ruokolahti"], "chosen", ())


def test_by_likeness_in_the_whole_country() -> None:
    found = peers_of(RUOKOLAHTI, AREAS, Comparison(), FACTS)
    assert found.rule == "likeness"
    assert found.criteria == ("size", "group", "language", "county")
    # All are of the same size here, so those of the own county and group come first, by code.
    first = ["Lemi", "Luumäki", "Parikkala", "Rautjärvi", "Savitaipale", "Taipalsaari"]
    assert names(found)[:6] == first
    assert len(found.municipalities) == 8


def test_county_and_group_where_it_is_wanted_or_nothing_else_is_possible() -> None:
    wanted = peers_of(RUOKOLAHTI, AREAS, Comparison(peer_rule="county_and_group"), FACTS)
    assert (wanted.rule, wanted.municipalities) == ("county_and_group", AREAS.peers("700"))
    two = {code: FACTS[code] for code in ("700", "142", "111")}
    assert peers_of(RUOKOLAHTI, AREAS, Comparison(), two) == wanted
    assert peers_of(RUOKOLAHTI, AREAS, Comparison(), {}) == wanted
    assert peers_of(AREAS.find("Helsinki").municipality, AREAS, Comparison(), {}).municipalities == ()


def test_real_and_invented_municipalities_are_not_compared(example_settings: Settings) -> None:
    areas = areas_of(example_settings.folders.processed)
    facts = read_municipality_facts(example_settings.folders.processed)
    satulahti = areas.find("Satulahti").municipality
    found = peers_of(satulahti, areas, Comparison(), {**facts.invented, **FACTS})
    assert found.rule == "likeness"
    assert all(peer.invented for peer in found.municipalities)
    assert not any(peer.invented for peer in peers_of(RUOKOLAHTI, areas, Comparison(), FACTS).municipalities)


def test_regions_are_the_own_the_county_the_country_and_the_peers() -> None:
    peers = Peers((AREAS.find("Iitti").municipality,), "chosen")
    assert regions_of(RUOKOLAHTI, AREAS, peers) == ("KU700", "HVA11", "SSS", "KU142")


def test_what_is_told_differs_by_rule_criteria_and_order() -> None:
    one, other = AREAS.find("Iitti").municipality, AREAS.find("Heinola").municipality
    told = [
        Peers((one, other), "likeness", ("size",)).told,
        Peers((other, one), "likeness", ("size",)).told,
        Peers((one, other), "likeness", ("size", "age")).told,
        Peers((one, other), "chosen").told,
    ]
    assert told[0] == "likeness size: 142 111"
    assert len(set(told)) == 4


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Heinola", {"Forssa", "Imatra", "Varkaus"}),
        ("Helsinki", {"Espoo", "Vantaa", "Tampere", "Turku", "Oulu"}),
        ("Joensuu", {"Kuopio", "Lappeenranta", "Rovaniemi"}),
        ("Kristiinankaupunki", {"Maalahti", "Vöyri", "Kemiönsaari"}),
        ("Puolanka", {"Hyrynsalmi", "Paltamo"}),
    ],
)
def test_peers_from_real_figures_are_those_that_one_expects(
    real_settings: Settings, name: str, expected: set[str]
) -> None:
    facts = read_municipality_facts(real_settings.folders.processed)
    found = peers_of(AREAS.find(name).municipality, AREAS, Comparison(), facts.real)
    assert expected <= set(names(found))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_and_criterion_has_words(language: str) -> None:
    w = wording(language)
    words = [w(f"peers.criterion.{name}") for name in CRITERIA]
    weighted = [w("peers.weighted", criterion=word, weight=1) for word in words]
    text = w("peers.rule_likeness", count=5, criteria=listed(weighted, language))  # type: ignore[arg-type]
    assert all(word in text for word in words)
    assert words[0] in w("peers.rule_likeness", count=1, criteria=words[0])
    assert w("peers.rule_chosen") != w("peers.rule_county_and_group")
