"""The lines of a note with personal data hidden, and the way back to what they were."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from hyte.reference.word_lists import sector_of
from hyte.sources.notes.bodies import first_body
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.vocabulary import FIELDS, role_of
from hyte.sources.privacy import Kind, Marked, Withholder, marked
from hyte.sources.privacy.name_words import given_name_in_case, surname_or_word

_LABEL = re.compile(r"(?<!\w)[A-ZÅÄÖ][a-zåäö]+(?=\s*:)")
_WORD = re.compile(r"\w+")
_NAME = "[nimi]"
_PARTS = re.compile(r"(\s*[,;/&|+]\s*|\s(?:ja|sekä|och|samt)\s)")
_UNITS = (
    *("palvelut", "toimi", "hallinto", "neuvonta", "keskus", "yksikkö", "ryhmä", "työ", "hoito", "kunta"),
    *("tjänsten", "vården", "sektorn", "enheten", "byrån", "centralen", "gruppen", "ombuden", "skolan"),
)


@dataclass(frozen=True, slots=True, eq=False)
class Hidden:
    """`lines` hold tokens such as "[nimi]", each with an invisible mark that tells `marks` what it hides."""

    lines: tuple[NumberedLine, ...]
    marks: Marked
    names: Withholder
    counts: Mapping[int, Mapping[Kind, int]]
    """How many pieces of each kind are hidden in which line."""

    def published(self, text: str | None) -> str | None:
        """A text cut out of the lines, as everybody may read it."""
        return None if text is None else self.marks.published(text)

    def restored(self, text: str | None) -> str | None:
        """A text cut out of the lines, as it stands in the note."""
        return None if text is None else self.marks.restored(text)

    def owner(self, text: str | None) -> str | None:
        """A field of owners, where a single given name is a person too."""
        if not text:
            return None
        # A sector or a unit is nobody: "Fritid", "Elevvården".
        return "".join(
            part if _of_office(part) else self.names.owner(part)
            for part in _PARTS.split(self.marks.published(text))
        )

    def quote(self, text: str, owner: str | None) -> str:
        """A quote, without what only the field of owners within it gives away."""
        quote = self.marks.published(text)
        shown = self.owner(owner)
        for word in sorted(
            set(_WORD.findall(self.marks.published(owner or ""))) - set(_WORD.findall(shown or ""))
        ):
            quote = re.sub(rf"\b{re.escape(word)}\b", _NAME, quote)
        return quote


def _of_office(part: str) -> bool:
    """Whether a single word is known to be a sector, a unit or a body and no person's name."""
    word = part.strip()
    if not _WORD.fullmatch(word) or given_name_in_case(word) or surname_or_word(word):
        return False
    return sector_of(word) is not None or first_body(word) is not None or word.lower().endswith(_UNITS)


def hide(lines: Sequence[NumberedLine], names: Withholder) -> Hidden:
    """Hide personal data in the lines of a note."""
    pieces: list[str] = []
    shape: list[list[int]] = []
    for line in lines:
        sizes = []
        for text in (line.text, *line.cells):
            parts = list(_pieces(text))
            pieces.extend(parts)
            sizes.append(len(parts))
        shape.append(sizes)
    marks = marked(pieces, names)
    texts = iter(marks.texts)
    found: list[NumberedLine] = []
    for line, sizes in zip(lines, shape, strict=True):
        whole = ["".join(next(texts) for _ in range(size)) for size in sizes]
        found.append(replace(line, text=whole[0], cells=tuple(whole[1:])))
    counts: dict[int, Mapping[Kind, int]] = {
        line.number: Counter(one.kind for piece in _pieces(line.text) for one in names.findings(piece))
        for line, shown in zip(lines, found, strict=True)
        if shown.text != line.text
    }
    return Hidden(tuple(found), marks, names, counts)


def _pieces(text: str) -> Iterator[str]:
    """`text` cut before each label of a field: nobody in "Ansvarig: Jan Tidtabell: …" is Jan Tidtabell."""
    start = 0
    for match in _LABEL.finditer(text):
        if match.start() > start and role_of(match[0]) in FIELDS:
            yield text[start : match.start()]
            start = match.start()
    yield text[start:]
