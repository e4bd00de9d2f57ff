"""Several choices in one cell: "a;b;c;", "a, b, c", or one on each line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

_SEPARATORS = (";", "\n", "|", ",")
_MOST_OPTIONS = 80
_LONGEST_OPTION = 120
_REPEATED = 0.7


def split_choices(filled: Sequence[str]) -> Mapping[str, tuple[str, ...]] | None:
    """The choices of each cell, by the cell's text; None when the cells do not hold several.

    They do when what stands between the separators repeats from cell to cell, or when most cells end with the
    separator, as some tools write them. A piece that begins with a small letter and always follows the same
    other piece belongs to it: "Koulu, varhaiskasvatus" is one option.
    """
    distinct = list(dict.fromkeys(filled))
    counts = Counter(filled)
    for separator in _SEPARATORS:
        if not any(separator in text for text in distinct):
            continue
        pieces = {text: _pieces(text, separator) for text in distinct}
        if separator == ",":
            pieces = _rejoined(pieces)
        if _are_choices(pieces, counts, separator):
            return pieces
    return None


def _pieces(text: str, separator: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in text.split(separator) if part.strip())


def _rejoined(pieces: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    before: dict[str, set[str]] = {}
    for parts in pieces.values():
        for number, part in enumerate(parts):
            before.setdefault(part, set()).add(parts[number - 1] if number else "")
    joined = {
        part for part, those in before.items() if part[:1].islower() and len(those) == 1 and "" not in those
    }
    result = {}
    for text, parts in pieces.items():
        whole: list[str] = []
        for part in parts:
            if part in joined and whole:
                whole[-1] = f"{whole[-1]}, {part}"
            else:
                whole.append(part)
        result[text] = tuple(whole)
    return result


def _are_choices(pieces: Mapping[str, tuple[str, ...]], counts: Mapping[str, int], separator: str) -> bool:
    if any(len(set(parts)) < len(parts) for parts in pieces.values()):
        return False
    answers = sum(counts.values())
    ended = sum(count for text, count in counts.items() if text.rstrip().endswith(separator))
    if separator == ";" and ended * 2 >= answers:
        return True
    several = sum(count for text, count in counts.items() if len(pieces[text]) > 1)
    if several < 2:
        return False
    times: Counter[str] = Counter()
    cells: Counter[str] = Counter()
    for text, parts in pieces.items():
        for part in parts:
            times[part] += counts[text]
            cells[part] += 1
    if len(times) > _MOST_OPTIONS or max(map(len, times)) > _LONGEST_OPTION * 4:
        return False
    usual = sum(count for count in times.values() if count > 1)
    # Pieces that stand in different cells are chosen one by one, not parts of one option.
    apart = sum(count > 1 for count in cells.values())
    return usual >= _REPEATED * sum(times.values()) and apart >= 2
