"""What several groups said is joined; what only sounds alike is not."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.process.duplicates import joined
from hyte.process.likeness import LIKE_ENOUGH, gist_of, likeness
from hyte.process.statements import Source, Statement


def said(number: int, text: str, body: str | None = None, kind: str = "concern", **more: object) -> Statement:
    return Statement(f"n{number:05}", kind, text, Source("a.docx", line=number), body=body, **more)


SAME = [
    ("Nuorten yksinäisyys on lisääntynyt", "Yksinäisyys on lisääntynyt nuorilla"),
    ("Nuorten yksinäisyys on lisääntynyt", "nuorten yksinaisyys lisaantynyt."),
    ("Nuorten yksinäisyys lisääntyy", "Nuorten yksinäisyyden lisääntyminen"),
    ("Koulukiusaaminen on lisääntynyt selvästi", "Koulukiusaaminen lisääntynyt"),
    ("Ikäihmisten kaatumiset liukkailla kaduilla", "Kaatumiset liukkailla kaduilla (ikäihmiset)"),
    ("8. luokkalaisten nuuskan käyttö", "Nuuskan käyttö 8. luokkalaisilla"),
    ("Ensamheten bland äldre har ökat", "De äldres ensamhet har ökat"),
    (
        "Nuorten yksinäisyys on lisääntynyt",
        "Nuorten yksinäisyys on lisääntynyt viime aikoina huolestuttavasti",
    ),
    ("Lasten liikunta on vähentynyt", "Liikunta vähentynyt lapsilla"),
]
APART = [
    ("Nuorten yksinäisyys on lisääntynyt", "Nuorten yksinäisyys on vähentynyt"),
    ("Nuuskan käyttö 8. luokkalaisilla", "Nuuskan käyttö 9. luokkalaisilla"),
    ("Nuuskan käyttö on lisääntynyt 8. lk", "Nuuskan käyttö on lisääntynyt 9. lk"),
    ("Palvelut ovat riittäviä ikäihmisille", "Palvelut eivät ole riittäviä ikäihmisille"),
    ("Nuorten yksinäisyys", "Vanhusten yksinäisyys"),
    ("Kirkonkylän koulun piha on vaarallinen", "Rantalan koulun piha on vaarallinen"),
    (
        "Kiusaaminen on lisääntynyt aamuisin ja iltapäivisin bussissa ja välitunneilla Rantalan koululla",
        "Kiusaaminen on lisääntynyt aamuisin ja iltapäivisin bussissa ja välitunneilla Mäkelän koululla",
    ),
    (
        "Rantalan koululla kiusaaminen on lisääntynyt aamuisin ja iltapäivisin bussissa ja pihalla",
        "Mäkelän koululla kiusaaminen on lisääntynyt aamuisin ja iltapäivisin bussissa ja pihalla",
    ),
    ("Kiusaaminen alakoulussa huolestuttaa vanhempia", "Kiusaaminen yläkoulussa huolestuttaa vanhempia"),
    ("Koulu on hyvä paikka oppia", "Koulutus on hyvä paikka oppia"),
    ("Kirjaston aukioloajat pitenivät kesällä", "Kirjaston aukioloajat lyhenivät kesällä"),
    ("Uusi nuorisotila avattiin keskustaan", "Uusi nuorisotila suljettiin keskustasta"),
    ("Kahden koulun sisäilma on huono", "Kolmen koulun sisäilma on huono"),
    ("Poikien lukutaito on heikentynyt", "Tyttöjen lukutaito on heikentynyt"),
    ("Bussi kulkee kylään arkisin", "Bussi ei kulje kylään arkisin"),
    ("Ensamheten bland äldre har ökat", "Ensamheten bland äldre har minskat"),
    ("Nuorisotyö on vähentynyt kylillä", "Nuorisotyöttömyys on vähentynyt kylillä"),
    ("Yksinäisyys", "Yksinäisyys ja turvattomuus"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same_thing_in_other_words_is_joined(one: str, other: str) -> None:
    (found,) = joined([said(1, one, "Lape-työryhmä"), said(2, other, "vanhusneuvosto")])
    assert [original.text for original in found.originals] == [one, other]
    assert found.bodies == ("Lape-työryhmä", "vanhusneuvosto")
    assert found.times == 2


@pytest.mark.parametrize(("one", "other"), APART)
def test_what_only_sounds_alike_stays_apart(one: str, other: str) -> None:
    assert len(joined([said(1, one), said(2, other)])) == 2
    assert likeness(gist_of(one), gist_of(other)) < LIKE_ENOUGH


def test_concern_and_joy_are_never_joined() -> None:
    found = joined(
        [said(1, "Nuorten yksinäisyys", kind="concern"), said(2, "Nuorten yksinäisyys", kind="joy")]
    )
    assert [one.kind for one in found] == ["concern", "joy"]


def test_population_groups_that_have_nothing_in_common_stay_apart() -> None:
    text = "Yksinäisyys on lisääntynyt"
    young, old, both = (
        said(1, text, groups=("young",)),
        said(2, text, groups=("older",)),
        said(3, text, groups=("young", "older")),
    )
    assert len(joined([young, old])) == 2
    assert len(joined([young, both])) == 1


def test_group_that_says_it_twice_counts_once() -> None:
    (found,) = joined(
        [said(1, "Bussit eivät kulje", "Kylätoimikunta"), said(2, "Bussit eivät kulje.", "kylätoimikunta")]
    )
    assert found.times == 1
    assert found.bodies == ("Kylätoimikunta",)
    assert len(found.originals) == 2


def test_wording_that_stands_most_often_leads() -> None:
    texts = [
        "Nuorten yksinäisyys lisääntynyt",
        "Yksinäisyys lisääntynyt nuorilla",
        "Nuorten yksinäisyys lisääntynyt",
    ]
    (found,) = joined(said(number, text) for number, text in enumerate(texts))
    assert found.text == "Nuorten yksinäisyys lisääntynyt"


def test_likeness_is_not_handed_on_from_one_to_the_next() -> None:
    words = "piha aita portti keinu hiekka penkki puu lamppu terassi katto ovi ikkuna"
    chain = [said(n, " ".join(words.split()[: 6 + n])) for n in range(7)]
    found = joined(chain)
    assert len(found) > 1
    for one in found:
        gists = [gist_of(original.text) for original in one.originals]
        assert all(likeness(a, b) >= LIKE_ENOUGH for a in gists for b in gists)


WORDS = [
    "nuorten",
    "nuoret",
    "yksinäisyys",
    "yksinäisyyden",
    "lisääntynyt",
    "vähentynyt",
    "koulu",
    "Rantalan",
    "ei",
    "8",
    "on",
    "kylä",
]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
STATEMENTS = st.lists(st.tuples(TEXTS, st.sampled_from(["concern", "joy"])), max_size=25)


@given(STATEMENTS, st.randoms())
def test_every_original_is_in_one_group_whatever_the_order(
    texts: list[tuple[str, str]], chance: random.Random
) -> None:
    statements = [said(number, text, kind=kind) for number, (text, kind) in enumerate(texts)]
    shuffled = statements[:]
    chance.shuffle(shuffled)
    found = joined(statements)
    assert joined(shuffled) == found
    assert sorted(one.id for group in found for one in group.originals) == [one.id for one in statements]
    assert joined(one for group in found for one in group.originals) == found
    for group in found:
        assert group.text in {one.text for one in group.originals}
        assert {one.kind for one in group.originals} == {group.kind}


@given(TEXTS, TEXTS)
def test_likeness_is_the_same_both_ways(one: str, other: str) -> None:
    left, right = gist_of(one), gist_of(other)
    assert likeness(left, right) == likeness(right, left)


def test_ten_thousand_statements_in_seconds() -> None:
    chance = random.Random(3)
    syllables = ["ka", "lo", "mi", "pu", "re", "sä", "tö", "vi", "hy", "ne"]
    words = ["".join(chance.choices(syllables, k=4)) for _ in range(2500)]
    common = ["nuorten", "lasten", "yksinäisyys", "kiusaaminen", "lisääntynyt", "koululla", "iltaisin"]
    statements = [
        said(number, " ".join([*chance.sample(common, 3), *chance.sample(words, 4)]))
        for number in range(5000)
    ]
    statements += [said(5000 + number, one.text + " edelleen") for number, one in enumerate(statements)]
    start = time.process_time()
    found = joined(statements)
    assert time.process_time() - start < 30
    assert len(found) == 5000
    assert {len(one.originals) for one in found} == {2}
