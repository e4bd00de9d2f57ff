"""Words by which tables name their dimensions, totals and the whole country, in fi, sv and en."""

from __future__ import annotations

from collections.abc import Iterable

from hyte.model import Language


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
