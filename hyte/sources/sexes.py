"""The words for women, men and both that the exports use in Finnish, Swedish and English."""

from __future__ import annotations

from hyte.model import Sex

_WORDS = {
    Sex.TOTAL: (
        "yhteensä, kaikki, molemmat, molemmat sukupuolet, sukupuolet yhteensä, "
        "miehet ja naiset, naiset ja miehet, pojat ja tytöt, tytöt ja pojat, "
        "totalt, samtliga, sammanlagt, alla, båda, bägge, båda könen, bägge könen, könen totalt, kön totalt, "
        "män och kvinnor, kvinnor och män, pojkar och flickor, flickor och pojkar, "
        "total, combined, all, all genders, both, both sexes, sexes total, "
        "men and women, women and men, boys and girls, girls and boys"
    ),
    Sex.FEMALE: (
        "naiset, nainen, naisia, naisten, tytöt, tyttö, tyttöjä, kvinnor, kvinna, flickor, flicka, female, "
        "females, women, woman, girls, girl"
    ),
    Sex.MALE: (
        "miehet, mies, miehiä, miesten, pojat, poika, poikia, män, man, pojkar, pojke, male, males, men, "
        "boys, boy"
    ),
}
_SEX_OF_WORD = {word: sex for sex, words in _WORDS.items() for word in words.split(", ")}
_SEX_OF_LETTER = {
    **dict.fromkeys("yt", Sex.TOTAL),
    **dict.fromkeys("nf", Sex.FEMALE),
    "m": Sex.MALE,
}


def sex_of_word(text: object) -> Sex | None:
    """The sex that a word names, in any letter case; None for every other text.

    "Pojat" and "Tytöt" are male and female too: the age group is in the indicator's title.
    """
    return _SEX_OF_WORD.get(_folded(text)) if isinstance(text, str) else None


def sex_of(text: object) -> Sex | None:
    """The sex that a word or its first letter (N, M, Y; F, M, T) names; None for every other text."""
    return sex_of_word(text) or (_SEX_OF_LETTER.get(_folded(text)) if isinstance(text, str) else None)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).strip(". ")
