"""Who belongs to a body, by office: "Ohjausryhmä: sivistysjohtaja, rehtori, nuorten edustaja"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hyte.sources.notes.arrangements.actors import body_words, is_actor, is_role
from hyte.sources.notes.arrangements.arrangement import LAST_AND, announced, enumerated
from hyte.sources.notes.arrangements.part_stems import heading_parts
from hyte.sources.notes.folding import fold, sentences
from hyte.sources.notes.lines import NumberedLine
from hyte.sources.notes.record import Record

# What stands for a name, with the sign that leads back to it.
_MARK = re.compile("\\[[a-zåäö]+\\][\U000f0000-\U0010ffff]?")
_EMPTY = re.compile(r"\(\s*[,;/]*\s*\)")
_TO = re.compile(r"^(?:Till|I)\s+")
_LONGEST_HEAD = 90
_BELONG = re.compile(
    r"^(?P<body>.*?)\b(?:kuuluvat|kuuluu|muodostavat|koostuu|jaseni(?:na|a) (?:ovat|toimivat|on)"
    r"|bestar av|hor|ingar|utgors av)\b\s*"
    r"(?:mm\.\s|muun muassa\s|bl\.a\.\s|bland annat\s)?:?\s*(?P<roles>.+)$"
)


def members(lines: Sequence[NumberedLine]) -> tuple[Record, ...]:
    """Give the members of the bodies that a note describes, one record for each office.

    `heading` is the body as printed. Lists of those present at a meeting are not read here: `lines` are
    without them. A person without an office gives no record.
    """
    found: list[Record] = []
    taken: set[int] = set()
    heading: str | None = None
    for position, line in enumerate(lines):
        if line.number in taken or line.style == "table":
            continue
        if line.style == "heading":
            heading = line.text.strip(" :")
        if (labelled := _beside_label(line, heading)) is not None:
            found.append(labelled)
            taken.add(line.number)
            continue
        body, parts = _inline(line)
        if body is None and (sentence := _sentence(line)) is not None:
            found.append(sentence)
            taken.add(line.number)
            continue
        if body is None:
            body = _names_body(line)
            parts = _following(lines, position) if body else ()
        if body is None:
            continue
        offices = [(text, number) for text, number in parts if is_role(_MARK.sub("", text))]
        if len(offices) < 2 or 5 * len(offices) < 3 * len(parts):
            continue
        # Where a heading leaves no doubt, whom the others stand for is a role too ("Martat").
        certain = "members" in heading_parts(line.text)
        for text, number in parts if certain else offices:
            role = " ".join(_EMPTY.sub("", _MARK.sub("", text)).split()).strip(" ,;:–-/")
            if not any(map(str.isalpha, role)):
                continue
            found.append(
                Record(number, "role", role, text, "members", heading=body, lines=frozenset({number}))
            )
            taken.add(number)
    return tuple(found)


def _beside_label(line: NumberedLine, heading: str | None) -> Record | None:
    """The members behind "Kokoonpano:" below a heading that names the body: one record, as they stand."""
    head, colon, rest = (piece.strip() for piece in line.text.partition(":"))
    if heading is None or not colon or not is_actor(heading) or line.style == "heading":
        return None
    said = announced(line)
    told = "members" in heading_parts(head) or (said is not None and said.parts == ("members",))
    offices = [text for text, _ in _split(rest, line.number) if is_role(_MARK.sub("", text))]
    if not told or is_actor(head) or len(offices) < 2:
        return None
    numbers = frozenset({line.number})
    return Record(
        line.number, "role", rest, line.text, "members", heading=heading, owner=heading, lines=numbers
    )


def _names_body(line: NumberedLine) -> str | None:
    """The body that a line names whose members may stand below it."""
    text = line.text.strip()
    if len(text) > _LONGEST_HEAD or text.endswith((".", "!", ",")) or not text[:1].isalpha():
        return None
    said = announced(line)
    opens = text.endswith(":") or line.style == "heading" or "members" in heading_parts(text)
    if not opens and said is None:
        return None
    folded = fold(text.rstrip(" :"))
    ends = re.search(rf"(?:{body_words().pattern})$", folded)
    told = "members" in heading_parts(text) or (said is not None and said.parts == ("members",))
    return text.rstrip(" :") if ends or told else None


def _inline(line: NumberedLine) -> tuple[str | None, tuple[tuple[str, int], ...]]:
    """The body and its members when one line says both."""
    head, colon, rest = (piece.strip() for piece in line.text.partition(":"))
    if colon and rest and len(head) <= _LONGEST_HEAD:
        named = re.search(rf"(?:{body_words().pattern})$", fold(head))
        said = announced(line)
        if named or (said is not None and said.parts == ("members",)):
            return head, _split(rest, line.number)
    return None, ()


def _sentence(line: NumberedLine) -> Record | None:
    """Who belongs to a body, told by a sentence: "Ryhmään kuuluvat rehtori ja kirjastonjohtaja"."""
    whole = sentences(line.text)
    match = _BELONG.match(fold(whole[0])) if whole else None
    if match is None or len(whole) > 1 or not body_words().search(match["body"]):
        return None
    parts = _split(line.text[slice(*match.span("roles"))], line.number)
    offices = [text for text, _ in parts if is_role(_MARK.sub("", text))]
    if len(offices) < 2 or 5 * len(offices) < 3 * len(parts):
        return None
    body = _TO.sub("", line.text[: match.end("body")]).strip()
    numbers = frozenset({line.number})
    return Record(line.number, "role", line.text, line.text, "members_told", heading=body, lines=numbers)


def _split(text: str, number: int) -> tuple[tuple[str, int], ...]:
    parts = enumerated(text, 8)
    if len(parts) == 1:
        both = LAST_AND.split(text.strip().rstrip("."))
        parts = tuple(both) if len(both) == 2 and all(map(is_role, both)) else parts
    return tuple((part, number) for part in parts)


def _following(lines: Sequence[NumberedLine], position: int) -> tuple[tuple[str, int], ...]:
    found: list[tuple[str, int]] = []
    for line in lines[position + 1 :]:
        if _BELONG.match(fold(line.text)):
            break
        if line.style == "list" and len(line.text.split()) <= 10 and not line.text.endswith(":"):
            found.append((line.text, line.number))
            continue
        if (
            not found
            and line.style == "paragraph"
            and ":" not in line.text
            and ("," in line.text or ";" in line.text)
        ):
            return _split(line.text, line.number)
        if (
            line.style != "paragraph"
            or line.text.endswith((".", ":"))
            or not is_role(_MARK.sub("", line.text))
        ):
            break
        found.append((line.text, line.number))
    return tuple(found)
