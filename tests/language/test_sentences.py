"""The page of sample sentences is good Finnish as far as a speller can tell; skipped where Voikko is not."""

from pathlib import Path

from .spelling import Speller


def test_the_finnish_of_every_sample_sentence_is_spelt_right(finnish: Speller, root: Path) -> None:
    page = (root / "docs" / "sentences.md").read_text(encoding="utf-8")
    sentences = [line.removeprefix("- fi: ") for line in page.splitlines() if line.startswith("- fi: ")]
    assert len(sentences) > 100
    # Marks are samples of two things: a style in brackets, which is no Finnish, and the words.
    texts = [sentence.partition("] ")[2] or sentence for sentence in sentences]
    assert finnish.misspelt(" ".join(texts)) == []
