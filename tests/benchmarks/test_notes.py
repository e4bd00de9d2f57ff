"""The labelled notes are what the benchmark takes them for, and the benchmark counts as it says."""

import html
import io
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pdfplumber
import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "benchmarks"), str(ROOT / "benchmarks" / "notes")]

from make_notes import note_bytes  # noqa: E402
from note_markup import HALVES, KINDS, MORE, Label, Note, nameless, read_half, read_note  # noqa: E402
from notes_reading import alike, compared, folded, peer_records  # noqa: E402

from hyte.store.local_columns import NOTE_KINDS  # noqa: E402

NOTES = {half: read_half(half) for half in HALVES}
BOTH = [note for half in HALVES for note in NOTES[half]]
MORE_NOTES = read_half(MORE)
ALL = [*BOTH, *MORE_NOTES]


def named(note: Note) -> str:
    return f"{note.half}/{note.name}"


def words_of_file(note: Note) -> str:
    """The text of the written file, found without the reader that is measured."""
    data = note_bytes(note)
    if note.format == "pdf":
        with pdfplumber.open(io.BytesIO(data)) as pages:
            text = "\n".join(page.extract_text() for page in pages.pages)
        return re.sub(r"\xad\n", "", text)
    if note.format in ("docx", "odt"):
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            parts = ["word/document.xml", "word/comments.xml", "content.xml"]
            marked = "\n".join(file.read(part).decode() for part in parts if part in file.namelist())
        marked = re.sub(r"<w:delText.*?</w:delText>|<mc:Fallback>.*?</mc:Fallback>", "", marked)
        marked = re.sub(r"</w:p>|</text:p>|</text:h>", "\n", marked)
        return html.unescape(re.sub(r"<.*?>", "", marked))
    text = data.decode(note.encoding)
    if note.format in ("html", "md"):
        text = html.unescape(re.sub(r"<.*?>", " ", text))
    return text


def in_parts(word: str, text: str) -> bool:
    """Whether the text has the word, or both parts of it where a narrow column breaks it."""
    parts = ((word[:cut], word[cut:]) for cut in range(2, len(word) - 1))
    return word in text or any(f"{first} " in text and f" {last}" in text for first, last in parts)


def test_there_are_enough_notes_of_every_sort_in_both_halves() -> None:
    assert len(BOTH) >= 44
    for half in HALVES:
        notes = NOTES[half]
        assert len(notes) >= 22
        assert {note.format for note in notes} == {"docx", "pdf", "txt", "md", "html", "odt"}
        languages = Counter(note.language for note in notes)
        assert 0.55 <= languages["fi"] / len(notes) <= 0.75
        assert languages["sv"] / len(notes) >= 0.22
        assert languages["mixed"] >= 1
        assert {note.encoding for note in notes} == {"utf-8", "cp1252", "iso-8859-15"}
        assert {label.kind for note in notes for label in note.labels} == set(KINDS)
        lengths = [len(note.blocks) for note in notes]
        assert min(lengths) <= 12
        assert max(lengths) >= 45


def test_the_halves_have_the_same_genres_but_no_records_in_common() -> None:
    tuning, held_out = (Counter(note.genre for note in NOTES[half]) for half in HALVES)
    assert set(tuning) == set(held_out)
    assert all(abs(tuning[genre] - held_out[genre]) <= 1 for genre in tuning)
    long = [
        {folded(label.text) for note in NOTES[half] for label in note.labels if len(label.text.split()) > 3}
        for half in HALVES
    ]
    assert not long[0] & long[1]


def test_the_second_tuning_set_is_large_in_every_kind_and_of_every_sort() -> None:
    assert len(MORE_NOTES) >= 32
    kinds = Counter(label.kind for note in MORE_NOTES for label in note.labels)
    assert kinds.total() >= 330
    assert set(kinds) == set(KINDS)
    assert min(kinds.values()) >= 10
    assert {note.format for note in MORE_NOTES} == {"docx", "pdf", "txt", "md", "html", "odt"}
    assert {note.encoding for note in MORE_NOTES} == {"utf-8", "cp1252", "iso-8859-15"}
    languages = Counter(note.language for note in MORE_NOTES)
    assert 0.55 <= languages["fi"] / len(MORE_NOTES) <= 0.70
    assert languages["sv"] / len(MORE_NOTES) >= 0.28
    assert languages["mixed"] >= 2


def test_the_second_tuning_set_repeats_no_records_of_the_halves() -> None:
    def long(notes: Iterable[Note]) -> set[str]:
        return {
            # Shorter ones are standing phrases of minutes and common names of programmes.
            folded(label.text)
            for note in notes
            for label in note.labels
            if len(label.text.split()) > 5
        }

    assert not long(MORE_NOTES) & long(BOTH)


def test_labels_are_of_the_kinds_that_the_notes_table_knows() -> None:
    assert set(KINDS) <= set(NOTE_KINDS)


@pytest.mark.parametrize("note", ALL, ids=named)
def test_every_label_stands_in_the_file_that_is_made_of_its_note(note: Note) -> None:
    said = folded(nameless(" ".join(words_of_file(note).replace("\xad", "").split()), note.names))
    assert note.labels
    for label in note.labels:
        if note.format == "pdf":  # columns and pages may part the words
            assert all(in_parts(word, said) for word in folded(label.text).split()), label
        else:
            assert folded(label.text) in said, label


@pytest.mark.parametrize("note", [note for note in ALL if note.format != "txt"], ids=named)
def test_a_note_is_written_with_the_same_bytes_each_time(note: Note) -> None:
    assert note_bytes(note) == note_bytes(note)


def test_a_label_of_an_unknown_kind_or_state_is_refused(tmp_path: Path) -> None:
    front = '+++\nformat = "txt"\nlanguage = "fi"\ngenre = "x"\nyear = 2024\n+++\n'
    for body in (
        "{worry: Jotain}",
        "{concern;state=done: Jotain}",
        "{concern;who=me: Jotain}",
        "{concern Jotain}",
    ):
        path = tmp_path / "a.note"
        path.write_text(front + body + "\n", encoding="utf-8")
        with pytest.raises(ValueError, match=r"a\.note"):
            read_note(path, "tuning")


def test_each_label_and_record_counts_once_and_another_kind_is_a_confusion() -> None:
    labels = [
        Label("joy", "Kirjasto on auki"),
        Label("concern", "Uimaranta on suljettu"),
        Label("deed", "Talkoot"),
    ]
    found = [
        Label("joy", "kirjasto on auki!"),
        Label("joy", "Kirjasto on auki"),
        Label("brake", "Uimaranta on suljettu"),
    ]
    right, confused, missed, made_up = compared(labels, found)
    assert right == [(labels[0], found[0])]
    assert confused == [(labels[1], found[2])]
    assert missed == [labels[2]]
    assert made_up == [found[1]]


def test_a_short_part_of_a_statement_is_not_the_statement() -> None:
    assert alike("Hyväksyttiin", "Hyväksyttiin ehdotuksen mukaisesti muutoksin") < 80
    assert alike("Lahden koulu", "LAHDEN KOULU.") == 100
    assert alike("Päätettiin, että hankitaan penkit", "hankitaan penkit") >= 80


def test_the_peer_takes_what_follows_a_label_word() -> None:
    notes = {note.name: list(peer_records(note)) for note in NOTES["tuning"]}
    assert Label("agenda_item", "Tilannekatsaus kentältä") in notes["06_prevention_group"]
    assert Label("goal", "Jokainen") not in notes["18_programme_draft"]
    assert Label("goal", "Yhteisö, johon jokainen kuuluu") in notes["18_programme_draft"]
