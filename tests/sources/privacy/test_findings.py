"""Personal data other than names: what is found, as what, and what stays. Everything is invented."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.sources.privacy import TOKENS, Finding, Kind, withholder

HIDE = withholder([])
CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY"


def found(text: str) -> list[tuple[Kind, str]]:
    return [(finding.kind, text[finding.start : finding.end]) for finding in HIDE.findings(text)]


@given(
    st.integers(1, 31),
    st.integers(1, 12),
    st.integers(0, 99),
    st.sampled_from("+-ABCDEFUVWXY"),
    st.integers(2, 999),
    st.booleans(),
    st.integers(0, 30),
)
def test_every_identity_code_is_found(
    day: int, month: int, year: int, sign: str, number: int, small: bool, shift: int
) -> None:
    digits = f"{day:02}{month:02}{year:02}"
    check = CHECK[(int(f"{digits}{number:03}") + shift) % 31]
    code = f"{digits}{sign}{number:03}{check}"
    code = code.lower() if small else code
    kind = "invalid_identity_code" if shift else "identity_code"
    assert found(f"Tunnus {code}, lapsi") == [(kind, code)]


@pytest.mark.parametrize(
    ("text", "kind", "part"),
    [
        ("hetu 010190 - 123 M", "identity_code", "010190 - 123 M"),
        ("010190\u2013123M", "identity_code", "010190\u2013123M"),
        ("OlO190-123M", "identity_code", "OlO190-123M"),
        ("010190 123M", "identity_code", "010190 123M"),
        ("01.01.90-123M", "identity_code", "01.01.90-123M"),
        ("Hetu: 010190", "invalid_identity_code", "010190"),
        ("Potilasnumero 4471902", "client_number", "4471902"),
        ("asiakas nro: A-20391", "client_number", "A-20391"),
        ("kirjoita etunimi.sukunimi(at)kunta.fi", "email", "etunimi.sukunimi(at)kunta.fi"),
        ("zork [at] kunta.fi", "email", "zork [at] kunta.fi"),
        ("p. 044 123 4567", "phone", "044 123 4567"),
        ("(03) 849 30", "phone", "(03) 849 30"),
        ("Asun Koulukatu 5 A 12, 12345 Esimerkkilä", "address", "Koulukatu 5 A 12, 12345 Esimerkkilä"),
        ("Koulukatu 5:n nuorisotila", "address", "Koulukatu 5:n"),
        ("Bor på Strandvägen 12 B 3.", "address", "Strandvägen 12 B 3"),
        ("osoite: Ylä-Zorkki 17", "address", "Ylä-Zorkki 17"),
        ("auto ABC-123", "plate", "ABC-123"),
        ("rekisterinumero abc 12", "plate", "abc 12"),
        ("FI21 1234 5600 0007 85", "account", "FI21 1234 5600 0007 85"),
        ("tili 123456-785", "account", "123456-785"),
        ("(s. 1.2.1953)", "birth_date", "1.2.1953"),
        ("syntynyt 3.4.1988", "birth_date", "3.4.1988"),
        ("född 24 december 1961", "birth_date", "24 december 1961"),
        ("asukas (s. 1953)", "birth_date", "1953"),
    ],
)
def test_found(text: str, kind: Kind, part: str) -> None:
    assert found(text) == [(kind, part)]


@pytest.mark.parametrize(
    "text",
    [
        "991390-123A on viitenumero",  # no such day
        "Y-tunnus 0123456-7",
        "0441234-5",
        "Palvelupolku 2",
        "Koulukatu on pimeä",
        "sektori 3",
        "Kuraattori 2 pv viikossa",
        "HYTE-202 4",
        "Sivu 12 s. 34",
        "FI-maatunnus",
        "Kokous 1.2.2024",
        "Puhelin 116 117 ja 112",
        "Kirkonkylän Kirkkotie on liukas",
    ],
)
def test_stays(text: str) -> None:
    assert found(text) == []


def test_findings_are_in_the_text_as_it_came() -> None:
    text = "Kiitos Vir\u00adtasen Maija\u00adlle, 040\u00a0123\u00a04567"
    hide = withholder([], ["Läsnä: Maija Virtanen"])
    assert [text[f.start : f.end] for f in hide.findings(text)] == [
        "Vir\u00adtasen Maija\u00adlle",
        "040\u00a0123\u00a04567",
    ]
    assert hide.masked(text) == "Kiitos [nimi], [puhelin]"


def test_overlapping_findings_are_one() -> None:
    text = "maija.virtanen@kunta.fi"
    assert HIDE.findings(text) == (Finding(0, len(text), "email"),)


def test_names_of_registers_are_known() -> None:
    hide = withholder([], known=["Zork Blahblah, sivistysjohtaja"])
    assert (
        hide.masked("Blahblahille kiitos, sivistysjohtaja lupasi") == "[nimi] kiitos, sivistysjohtaja lupasi"
    )


def test_every_kind_has_a_token_that_is_left_alone() -> None:
    for token in TOKENS.values():
        assert HIDE.masked(f"Asia {token} jäi") == f"Asia {token} jäi"


@given(st.text())
def test_any_text_is_taken(text: str) -> None:
    once = HIDE.masked(text)
    assert all(left.end <= right.start for left, right in pairwise(HIDE.findings(text)))
    assert all(token in once for token in (TOKENS[finding.kind] for finding in HIDE.findings(text)))


def test_a_date_behind_a_name_is_one_of_birth() -> None:
    assert HIDE.masked("Maija Virtanen, 1.1.1970") == "[nimi], [syntymäaika]"
    assert HIDE.masked("Maija Virtanen, 1.1.2024") == "[nimi], 1.1.2024"


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Satulle kiitos, Sadun mukaan", "[nimi] kiitos, [nimi] mukaan"),
        ("M.V. hoitaa, MV:n vastuulla", "[nimi] hoitaa, [nimi] vastuulla"),
        ("Lehto T. ja T. Lehto", "[nimi] ja [nimi]"),
        ("toivon että virtanen hoitaa", "toivon että [nimi] hoitaa"),
        ("opettaja saarinen huutaa", "opettaja [nimi] huutaa"),
        ("Öhmans förslag, Asa Ohman", "[nimi] förslag, [nimi]"),
        ("Virtasten perhe", "[nimi] perhe"),
        ("Fredrik von Zorkin, von Zorkille", "[nimi], [nimi]"),
        ("Kiitos! t. Helmi 82 v.", "Kiitos! t. [nimi] 82 v."),
        ("Esimerkkilän Mäki", "Esimerkkilän [nimi]"),
    ],
)
def test_names_in_every_form(text: str, hidden: str) -> None:
    people = "Läsnä: Maija Virtanen, Teemu Lehto, Satu Ilola, Åsa Öhman, Anneli Mäki, Fredrik von Zork"
    assert withholder([], [people], ["Esimerkkilä"]).masked(text) == hidden
