"""Words by which tables name their dimensions, the sexes, totals and the whole country, in fi, sv and en."""

from __future__ import annotations

from collections.abc import Iterable

from hyte.model import Language, Sex


def _words(text: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ") for word in text.split())


AREA_NAMES = _words("""
    alue alueet kunta kunnat asuinkunta asuinalue maakunta seutukunta hyvinvointialue sairaanhoitopiiri
    område områden kommun kommuner landskap ekonomisk_region välfärdsområde region regioner
    area areas municipality municipalities regions county wellbeing_services_county
""")
TIME_NAMES = _words("""
    vuosi vuodet aika ajankohta ajanjakso tilastovuosi tiedonkeruuvuosi kalenterivuosi kuukausi vuosineljännes
    år tid tidpunkt tidsperiod månad kvartal
    year years time period month quarter timeperiod timeperiod_y timeperiod_q timeperiod_m
""")
SEX_NAMES = _words("sukupuoli sukupuolet kön sex gender")
MEASURE_NAMES = _words("""
    tiedot tieto mittari mittarit indikaattori indikaattorit tunnusluku tunnusluvut
    uppgifter uppgift mätare indikator indikatorer nyckeltal
    information contentscode contents measure measures indicator indicators key_figure key_figures
""")

_MALE = _words("miehet mies pojat poika män man pojkar pojke men males male boys boy")
_FEMALE = _words(
    "naiset nainen tytöt tyttö kvinnor kvinna flickor flicka women woman females female girls girl"
)
_BOTH = _words("""
    yhteensä molemmat kaikki sukupuolet_yhteensä molemmat_sukupuolet miehet_ja_naiset naiset_ja_miehet
    pojat_ja_tytöt tytöt_ja_pojat
    totalt samtliga bägge båda alla båda_könen bägge_könen könen_totalt kön_totalt män_och_kvinnor
    kvinnor_och_män pojkar_och_flickor flickor_och_pojkar
    total both combined all both_sexes sexes_total men_and_women women_and_men boys_and_girls girls_and_boys
    all_genders
""")
SEXES: dict[str, Sex] = {
    **dict.fromkeys(_MALE, Sex.MALE),
    **dict.fromkeys(_FEMALE, Sex.FEMALE),
    **dict.fromkeys(_BOTH, Sex.TOTAL),
}

TOTALS = _words("yhteensä totalt total")
TOTAL_CODES = _words("sss total")
COUNTRY = _words("""
    koko_maa suomi koko_suomi hela_landet finland hela_finland whole_country entire_country
""")
AREA_ENDINGS = (
    *("hyvinvointialue", "sairaanhoitopiiri", "maakunta", "elinvoimakeskus", "ely-keskus", " shp"),
    *("välfärdsområde", "sjukvårdsdistrikt", "wellbeing services county"),
)
LANGUAGE_MARKS: dict[Language, frozenset[str]] = {
    "fi": _words("""
        alue kunta maakunta hyvinvointialue vuosi aika sukupuoli tiedot mittari
        miehet naiset pojat tytöt yhteensä koko_maa
    """),
    "sv": _words("""
        område kommun landskap välfärdsområde år tid kön uppgifter mätare
        män kvinnor pojkar flickor totalt hela_landet
    """),
    "en": _words("""
        area municipality year time sex gender information measure
        men women males females boys girls total whole_country
    """),
}


def language_of(texts: Iterable[str]) -> Language:
    """Language that most names and labels of a table belong to; Finnish when none tells."""
    folded = {text.strip().casefold() for text in texts}
    return max(LANGUAGE_MARKS, key=lambda language: len(folded & LANGUAGE_MARKS[language]))
