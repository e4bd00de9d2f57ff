from hypothesis import given
from hypothesis import strategies as st

from hyte.sources.privacy import marked, withholder

HIDE = withholder([], ["Läsnä: Maija Virtanen, Zork Blahblah"])
LINE = "Sovittiin: Maija Virtanen soittaa Blahblahille, puh. 040 123 4567."


def test_a_part_of_a_marked_line_is_published_and_restored() -> None:
    kept = marked([LINE], HIDE)
    part = kept.texts[0].partition(": ")[2]
    assert kept.published(part) == "[nimi] soittaa [nimi], puh. [puhelin]."
    assert kept.restored(part) == "Maija Virtanen soittaa Blahblahille, puh. 040 123 4567."


def test_a_marked_line_shows_nothing_of_what_it_hides() -> None:
    shown = marked([LINE], HIDE).texts[0]
    assert "Virtanen" not in shown
    assert "4567" not in shown
    assert "[nimi]" in shown


def test_equal_words_keep_equal_marks() -> None:
    kept = marked(["Zork Blahblah", "Vastuu: Zork Blahblah", "Maija"], HIDE)
    assert kept.texts[0] in kept.texts[1]
    assert kept.originals == ("Zork Blahblah", "Maija")


def test_marks_that_a_file_brings_along_stand_for_nothing() -> None:
    kept = marked(["[nimi]\U000f0000 ja Zork"], HIDE)
    assert kept.restored(kept.texts[0]) == "[nimi]\ufffd ja Zork"
    assert kept.published("[nimi]") == kept.restored("[nimi]") == "[nimi]"


@given(st.text(st.characters(exclude_categories=["Co", "Cs"])))
def test_every_text_comes_back(text: str) -> None:
    kept = marked([text], HIDE)
    assert kept.restored(kept.texts[0]) == text
    assert kept.published(kept.texts[0]) == HIDE.masked(text)
