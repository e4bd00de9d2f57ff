"""Single lines whose own mark tells what they are: "+ …" and "– …" in mixed lists, faces, "(huoli)"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.vocabulary import kinds_within, known_label

_GLAD = "☺😊🙂😀😃😄👍➕✅💚"
_SAD = "☹🙁😟😞😢👎➖😕"
_FACE = re.compile(rf"\s*(?:(?P<glad>[{_GLAD}]|[:;]-?\))|(?P<sad>[{_SAD}]|:-?\())\ufe0f?\s*")
_SIGN = re.compile(r"(?:[(\[]\s?)?(?P<sign>[+–−-])(?:\s?[)\]])?\s+(?=\S)")
_IN_BRACKETS = re.compile(
    r"^[(\[](?P<first>[^()\[\]]{3,20})[)\]]\s*[:–-]?\s*|\s*[(\[](?P<last>[^()\[\]]{3,20})[)\]]\.?$"
)
_BEFORE_ARROW = re.compile(
    r"(?P<what>\S.*?)\s*[(\[](?P<label>[^()\[\]]{3,20})[)\]]\s*(?P<then>(?:->|→|=>|➔|⇒).*)$"
)
_MINUS = ("-", "–", "−")
_PAIRS = (("joy", "concern"), ("deed", "brake"))


@dataclass(frozen=True, slots=True)
class Marked:
    """A line that says by a mark what it is; `text` is what is left without the mark.

    `weak` marks are plus and minus: under a heading that names one kind they are ordinary bullets.
    """

    kind: str
    text: str
    weak: bool = False


def marked_lines(lines: Sequence[NumberedLine]) -> Mapping[int, Marked]:
    """The lines of lists and paragraphs that a mark tells the kind of, by their number."""
    found: dict[int, Marked] = {}
    pair: tuple[str, str] | None = None
    run: list[tuple[NumberedLine, str, str]] = []
    for line in (*lines, None):
        signed = _signed(line) if line is not None else None
        if line is not None and signed is not None:
            run.append((line, *signed))
            continue
        signs = {sign for _, sign, _ in run}
        if "+" in signs and (pair or signs & set(_MINUS)):
            good, bad = pair or _PAIRS[0]
            for one, sign, text in run:
                if sign == "+" or sign in _MINUS:
                    found[one.number] = Marked(good if sign == "+" else bad, text, weak=True)
        run = []
        if line is None:
            break
        if (
            line.style == "heading"
            or line.text.endswith(":")
            or (line.style == "paragraph" and _short(line.text))
        ):
            kinds = set(kinds_within(line.text)) | _halved(line.text)
            pair = next(
                (one for one in _PAIRS if set(one) <= kinds), None if line.style == "heading" else pair
            )
    for line in lines:
        if line.style not in ("table", "heading") and (marked := _own_mark(line)):
            found[line.number] = marked
    return found


def pair_of(heading: str) -> tuple[str, str] | None:
    """Joy and concern, or deed and brake, when a heading names both."""
    kinds = set(kinds_within(heading)) | _halved(heading)
    return next((pair for pair in _PAIRS if set(pair) <= kinds), None)


def _short(text: str) -> bool:
    return len(text) <= 60 and not text.endswith(".")


def _halved(text: str) -> set[str]:
    """Kinds of "Huolen- ja ilonaiheet" and "Plussat ja miinukset"."""
    return (
        {"joy", "concern"}
        if re.search(r"(?i)\b(?:huolen?-|ilon?-|plus-|plussat ja|glädje- och|oro-)", text)
        else set()
    )


def _signed(line: NumberedLine) -> tuple[str, str] | None:
    if line.style == "table" or line.style == "heading":
        return None
    if line.style == "list":
        return line.label.strip(), line.text
    match = _SIGN.match(line.text)
    return (match["sign"], line.text[match.end() :]) if match else None


def _own_mark(line: NumberedLine) -> Marked | None:
    text = line.text
    # "Uni vähenee (huoli) → unikoulu"
    chain = _BEFORE_ARROW.match(text)
    label = known_label(chain["label"]) if chain else None
    if chain and label is not None and label.kind in ("concern", "phenomenon"):
        return Marked(label.kind, f"{chain['what']} {chain['then']}")
    for match in _FACE.finditer(f"{line.label} {text}" if line.label and not line.numbered else text):
        whole = match.string
        left = (whole[: match.start()] + " " + whole[match.end() :]).strip(" -–•*+")
        if (match.start() <= len(line.label) + 1 or match.end() >= len(whole)) and any(
            map(str.isalpha, left)
        ):
            return Marked("joy" if match["glad"] else "concern", left)
    for match in _IN_BRACKETS.finditer(text):
        label = known_label(match["first"] or match["last"])
        left = (text[: match.start()] + text[match.end() :]).strip()
        if label is not None and label.role == "kind" and any(map(str.isalpha, left)):
            return Marked(label.kind, left)
    return None
