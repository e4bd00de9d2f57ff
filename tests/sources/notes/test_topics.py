"""Headings, questions and labels in the words of many secretaries: what they are about."""

import pytest

from hyte.sources.notes.topics import actor, topics_of, weak


@pytest.mark.parametrize(
    ("kind", "headings"),
    [
        (
            "concern",
            "Huolenaiheet|Mistä olemme huolissamme|Pelkoja ja murheita|Lasten huolet"
            "|Kehittämiskohteet|Heikkoudet"
            "|Kehitettävää|Missä petrattavaa|Mikä ei toimi|Mikä ei toiminut?|Keskeiset riskit|Risuja"
            "|Vaatii huomiota|Tärkeimmät huolet|Asukkaiden huolet|Det här bekymrar oss|Svagheter|Utmaningar"
            "|Behöver utvecklas|Vad fungerar inte?|Orosmoln|Röda flaggor",
        ),
        (
            "joy",
            "Ilonaiheet|Mistä olemme iloisia|Kiitosta ja kehuja|Vahvuudet ja onnistumiset|Mikä toimii?|Hyvää"
            "|Missä ollaan hyviä|Positiiviset havainnot|Mikä meni hyvin|Ylpeydenaiheet"
            "|Det här är vi nöjda med"
            "|Styrkor|Fungerar bra|Ljusglimtar|Guldkorn|Vad är vi stolta över?",
        ),
        (
            "phenomenon",
            "Ilmiöt|Nousevat kehityskulut|Havaintoja arjesta|Mitä kentällä näkyy?|Heikot signaalit|Trendit"
            "|Silmiin pistänyttä|Fenomen|Iakttagelser|Tecken i tiden|Vad ser vi ute på fältet?",
        ),
        (
            "measure",
            "Toimenpiteet|Sovitut toimenpiteet|Tehtävät ennen seuraavaa palaveria|Mitä tehdään"
            "|Seuraavat stepit|TP"
            "|Toimenpiteet huoliin|To do|Toimeenpano|Nästa åtgärder|Uppgifter|Det här ska göras|Görs härnäst",
        ),
        (
            "decision",
            "Päätökset|Mitä sovittiin|Linjaukset|Lopputulos|Lyötiin lukkoon|Mitä luvattiin"
            "|Vi kom överens|Slutsats"
            "|Överenskommet|Vad beslutsfattarna lovade",
        ),
        (
            "proposal",
            "Toimenpide-ehdotukset|Esitykset lautakunnalle|Suositukset kunnalle|Ideoita jatkoon"
            "|Gruppens förslag"
            "|Rekommendationer",
        ),
        (
            "resident_input",
            "Kuntalaisilta kuultua|Lasten terveiset|Mitä nuoret sanoivat"
            "|Asukkaiden esille nostamia asioita|Palaute"
            "|Asukkaiden ehdotukset|Vastauksissa korostui|Poimintoja asiakaspalautteesta|Elevernas hälsning"
            "|Vad vi har hört av invånarna|Byborna har sagt|Röster från byarna",
        ),
        (
            "deed",
            "Hyvinvointiteot|Mitä saimme aikaan|Hyvä teko|Tehty omin voimin|Gott gjort sedan sist"
            "|Goda gärningar",
        ),
        (
            "brake",
            "Jarrut|Mikä hidasti työtä|Mikä vaikeutti|Mikä on tiellä|Esteet ja haasteet|Det här bromsade oss",
        ),
        ("goal", "Päämäärämme|Mihin pyrimme|Mitä tavoittelemme|Maali 2029|Målbild|Dit vill vi"),
        (
            "means",
            "Millä keinoin|Miten teemme sen|Näin pääsemme tavoitteisiin|Så här gör vi|Verktyg|Hur når vi dit",
        ),
        ("change", "Tavoiteltava muutos|Mistä mihin|Önskad förändring|Vad ska förändras?"),
        ("priority", "Painopistealueemme|Kolme kärkeä|Mihin keskitymme – TOP 3|Fokusområden|Viktigast 2025"),
        ("role", "Ryhmän kokoonpano|Kuka vastaa mistä|Johtoryhmän mandaatti|Koordinatorns uppgifter|Roller"),
        ("meeting_rhythm", "Kokousrytmi|Kuinka usein|Mötesrytm"),
        ("approval_path", "Hyväksymispolku|Käsittelyjärjestys|Vägen till beslut"),
    ],
)
def test_what_a_heading_is_about(kind: str, headings: str) -> None:
    found = {heading: topics_of(heading) for heading in headings.split("|")}
    assert found == dict.fromkeys(found, (kind,))


@pytest.mark.parametrize(
    "heading",
    [
        "Palautekysely",
        "Huoltajat",
        "Huolenpito ja läheisyys",
        "Huolen puheeksi ottaminen",
        "Kunnossapidon kalusto",
        "Esityslista",
        "Päätösten toimeenpano",
        "Liikuntasali",
        "Talousarvion toteuma",
        "Palautteen kerääminen",
        "Hyvää joulua",
        "Kiitos!",
        "Tack!",
        "Beslutsfattande",
        "Beslutförhet",
        "Kirjaston aukiolo",
        "Skolskjutsar",
        "",
    ],
)
def test_headings_that_are_about_none(heading: str) -> None:
    assert topics_of(heading) == ()


def test_two_things_side_by_side_stay_two() -> None:
    assert topics_of("Huolet ja ilot") == ("concern", "joy")
    assert topics_of("Teot ja jarrut") == ("deed", "brake")
    assert topics_of("Glädjeämnen och orosmoment") == ("joy", "concern")


def test_lost_dots_are_forgiven() -> None:
    assert topics_of("Mika hiertaa") == ("brake",)
    assert topics_of("Kehittamiskohteet") == ("concern",)


def test_headings_for_lists_only_and_heads_of_columns() -> None:
    assert weak("Jatko") and weak("Nästa steg") and not weak("Toimenpiteet")
    assert actor("Toimija") and actor("Grupp") and not actor("Toimenpide")
