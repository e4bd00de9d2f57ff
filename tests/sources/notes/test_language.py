"""In which language a note is."""

import pytest

from hyte.sources.notes.language import language_of
from hyte.sources.notes.lines import NumberedLine

TEXTS = {
    "fi": [
        "Työryhmä kävi läpi kyselyn tulokset ja totesi, että nuorten yksinäisyys on lisääntynyt.",
        "Tyoryhma kavi lapi kyselyn tulokset ja totesi, etta nuorten yksinaisyys on lisaantynyt.",
        "Huolenaiheet\nMelu\nYksinäisyys",
        "Päätös Hyväksyttiin.",
        "Melu",
        "",
        "1234 5678",
    ],
    "sv": [
        "Gruppen gick igenom resultaten av enkäten och konstaterade att ensamheten bland unga har ökat.",
        "Gruppen gick igenom resultaten av enkaten och konstaterade att ensamheten bland unga har okat.",
        "Orosmoment\nFöräldrarnas utmattning\nSömnen\nBeslut: Nämnden antecknade ärendet",
        "Oro för de ungas välmående",
    ],
    "en": [
        "The group went through the results of the survey and noted that loneliness has grown.",
        "Concerns: sleeping, reading, bullying in schools",
    ],
    "other": [
        "Die Gruppe hat die Ergebnisse besprochen und festgestellt, dass die Einsamkeit zunimmt.",
        "Le groupe a passé en revue les résultats et a constaté que la solitude des jeunes augmente.",
        "Группа рассмотрела результаты опроса и отметила, что одиночество растёт.",
        "Töörühm arutas tulemusi ning otsustati, et noored ja lapsed vajavad aga rohkem tuge kui enne.",
        "Gruppen gikk gjennom resultatene og vi ble enige om at kommunen ikke bare skal hjelpe barn",
        " ".join(f"xq{letter}zw" for letter in "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrst"),
    ],
}


@pytest.mark.parametrize(
    ("language", "text"), [(language, text) for language, texts in TEXTS.items() for text in texts]
)
def test_languages(language: str, text: str) -> None:
    lines = [NumberedLine(n, n, line) for n, line in enumerate(text.split("\n"), start=1)]
    assert language_of(lines) == language


def test_a_bilingual_note_is_one_of_its_languages() -> None:
    text = "Hyvinvointiryhmän kokous ja päätökset\nVälfärdsgruppens möte och beslut"
    assert language_of([NumberedLine(1, 1, text)]) in ("fi", "sv")
