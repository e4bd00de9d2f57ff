"""Letters: what is measured is what is drawn; long titles are broken and never cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.model import LANGUAGES
from hyte.presentation.charts.labels import printable, text_width, wrapped
from hyte.presentation.charts.theme import prepare
from hyte.reference.register import Register


def squeezed(text: str) -> str:
    return "".join(letter for letter in text if letter not in "- \u00a0")


def test_every_title_of_the_register_is_kept_whole_and_fits() -> None:
    for indicator in Register.load():
        for language in LANGUAGES:
            title = indicator.title(language)
            for room in (60.0, 130.0, 280.0):
                lines = wrapped(title, room)
                assert squeezed("".join(lines)) == squeezed(printable(title))
                assert max(text_width(line) for line in lines) <= room


def test_a_short_title_is_one_line_and_a_long_word_is_parted_at_a_syllable() -> None:
    assert wrapped("Työttömät", 130) == ("Työttömät",)
    assert wrapped("ympäristöterveydenhuollosta", 80) == ("ympäristötervey-", "denhuollosta")
    assert wrapped("hammaslääkäri/suuhygienisti", 90) == ("hammaslääkäri/", "suuhygienisti")


def test_a_no_break_space_holds_until_a_line_is_too_narrow() -> None:
    assert wrapped("ikä 18\u00a0131", 30) == ("ikä", "18\u00a0131")
    assert wrapped("1\u00a0234\u00a0567\u00a0890", 30) == ("1\u00a0234", "567", "890")


@given(st.text(max_size=60), st.floats(12, 200))
def test_any_text_ends_and_loses_no_letter(text: str, room: float) -> None:
    lines = wrapped(text, room)
    assert squeezed("".join(lines)) == squeezed(printable(text))


def test_letters_that_the_font_lacks_are_question_marks() -> None:
    assert printable("a\U0001f600\tb\n") == "a? b"
    assert printable("Čuođđi ŋ – Žižek") == "Čuođđi ŋ – Žižek"


@pytest.mark.parametrize("weight", [400, 600])
def test_measured_widths_are_those_that_matplotlib_draws(weight: int) -> None:
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextPath

    prepare()
    text = "Ikääntyneen väestön 18 131 %"
    box = TextPath(
        (0, 0), text, 9.5, prop=FontProperties(family="Source Sans 3", weight=weight)
    ).get_extents()
    assert text_width(text, weight=weight) == pytest.approx(box.x1, abs=1.5)
