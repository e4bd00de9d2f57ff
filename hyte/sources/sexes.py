"""The words for women, men and both that the exports use in Finnish, Swedish and English."""

from __future__ import annotations

from hyte.model import Sex

_WORDS = {
    Sex.TOTAL: (
        "yhteensä, kaikki, molemmat, molemmat sukupuolet, sukupuolet yhteensä, miehet ja naiset, "
        "pojat ja tytöt, "
        "totalt, alla, båda, båda könen, könen totalt, sammanlagt, total, combined, both, both sexes, all, "
        "sexes total, y, t"
    ),
    Sex.FEMALE: (
        "naiset, nainen, naisia, naisten, tytöt, tyttö, tyttöjä, kvinnor, kvinna, flickor, flicka, female, "
        "females, women, woman, girls, girl, n, f"
    ),
    Sex.MALE: (
        "miehet, mies, miehiä, miesten, pojat, poika, poikia, män, man, pojkar, pojke, male, males, men, "
        "boys, boy, m"
    ),
}
_SEX_OF = {word: sex for sex, words in _WORDS.items() for word in words.split(", ")}


def sex_of(text: object) -> Sex | None:
    """The sex that a label names, in any letter case; None for every other text.

    "Pojat" and "Tytöt" are male and female too: the age group is in the indicator's title.
    """
    return _SEX_OF.get(text.strip().strip(".").casefold()) if isinstance(text, str) else None
