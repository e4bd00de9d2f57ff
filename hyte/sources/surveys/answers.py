"""What the answers of one column are: a choice, a scale, a statement's answers, or words of one's own.

Every decision rests on a rule that can be told: what the answers look like, how often they repeat, and what
the heading asks for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from hyte.sources.surveys.columns import is_number
from hyte.sources.surveys.groups import AGE_CLASSES, LAST_CLASS, age_class, age_order, group_of
from hyte.sources.surveys.several import split_choices
from hyte.sources.surveys.words import (
    agreement_step,
    is_graded,
    is_one,
    plain,
    scales,
    speaks_of,
    stance,
    without_number,
    words,
)

Kind = Literal["single", "multiple", "scale", "agree"]

MOST_OPTIONS = 60
_REPEATED = 0.6
_MOST_STEPS = 11
_TYPED_WORDS, _TYPED_LETTERS = 4, 40
_AGE = re.compile(
    r"([0-9]{1,3}|(?:19|20)[0-9]{2})(?:[.,]0)?\s*-?\s*(?:v|vuotta|vuotias|år|åring|years?)?\.?", re.I
)
_STEP = re.compile(r"([0-9]{1,2})(?:\s*[=:]\s*\S.*|\s*\(.+\))?", re.S)
_BOUNDS = re.compile(r"\b([01])\s*[-–]\s*(4|5|6|7|10)\b")
_POSTCODE = re.compile(r"[0-9]{5}")
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{4}")


@dataclass(frozen=True, slots=True, eq=False)
class Choices:
    """Answers among options: `chosen` has the numbers of each respondent's options, () when not answered.

    `typed` are answers in the respondent's own words beside the options (respondent, text), which count as
    the option "Other"; `lost` are answers that are none, such as an age of 300.
    """

    kind: Kind
    options: tuple[str, ...]
    chosen: tuple[tuple[int, ...], ...]
    typed: tuple[tuple[int, str], ...] = ()
    lost: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Answers in words of one's own."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """Answers that cannot be counted, and why, as the rest of a sentence: "holds ..."."""

    reason: str


def read_column(texts: Sequence[str], heading: str, year: int, other: str) -> Choices | OwnWords | Unclear:
    """Decide what one column holds.

    Parameters
    ----------
    texts : sequence of str
        One for each respondent, "" where nothing was answered.
    heading : str
        The question.
    year : int
        The year of the survey, for years of birth.
    other : str
        What answers are called that are typed beside the options.
    """
    filled = [text for text in texts if text]
    if not filled:
        return Unclear("holds no answer")
    if speaks_of(heading, "headings", "age") and _share(filled, _AGE) > 0.8:
        return _ages(texts, heading, year)
    if all(is_number(text) for text in filled):
        return _numbers(texts, filled, heading)
    if _share(filled, _DATE) > 0.8:
        return Unclear("holds dates")
    several = split_choices(filled)
    if several is not None:
        return _several(texts, several, other)
    found = read_steps(texts, heading)
    return found if found is not None else _words(texts, filled, heading, other)


def read_matrix(columns: Sequence[Sequence[str]], heading: str) -> list[Choices] | None:
    """Read the columns of one question as one, with the same options; None when they have none in common."""
    everything = [text for texts in columns for text in texts if text]
    if not everything:
        return None
    joined = [text for texts in columns for text in texts]
    found: Choices | OwnWords | Unclear | None = None
    if all(is_number(text) for text in everything):
        found = _numbers(joined, everything, heading)
    elif split_choices(everything) is None:
        found = read_steps(joined, heading)
        if found is None and len(set(everything)) <= _MOST_STEPS and _repeats(everything) >= 0.9:
            found = _choices(joined, list(dict.fromkeys(everything)), "single")
    if not isinstance(found, Choices):
        return None
    parts, start = [], 0
    for texts in columns:
        parts.append(Choices(found.kind, found.options, found.chosen[start : start + len(texts)]))
        start += len(texts)
    return parts


def read_steps(texts: Sequence[str], heading: str) -> Choices | None:
    """Read answers as steps: of agreement, of a scale of words, or numbers some of which have words."""
    options = list(dict.fromkeys(text for text in texts if text))
    if len(options) > MOST_OPTIONS:
        return None
    taken = [option for option in options if stance(option) in ("agree", "disagree")]
    if taken and all(stance(option) for option in options):
        kind: Kind = "scale" if any(is_graded(option) for option in taken) else "agree"
        return _choices(texts, sorted(options, key=lambda option: agreement_step(option) or 0), kind)
    asks = any(word in plain(heading) for word in words("answers", "agree"))
    answers = [
        option for option in options if is_one(option, "marks", "yes") or is_one(option, "marks", "no")
    ]
    rest = [option for option in options if option not in answers]
    if asks and answers and all(stance(option) for option in rest):
        ordered = sorted(answers, key=lambda option: is_one(option, "marks", "no"))
        return _choices(texts, [*ordered, *rest], "agree")
    aside = [option for option in options if stance(option) == "do_not_know"]
    steps = [option for option in options if option not in aside]
    if not 2 <= len(steps) <= _MOST_STEPS:
        return None
    for scale in scales():
        if all(plain(without_number(option)) in scale for option in steps):
            return _choices(
                texts, [*sorted(steps, key=lambda o: scale[plain(without_number(o))]), *aside], "scale"
            )
    numbered = [_STEP.fullmatch(option) for option in steps]
    if all(match is not None and int(match[1]) <= 10 for match in numbered):
        return _choices(texts, [*sorted(steps, key=_first_number), *aside], "scale")
    return None


def _ages(texts: Sequence[str], heading: str, year: int) -> Choices:
    born = speaks_of(heading, "headings", "birth_year")
    options = [label for label, _, _ in AGE_CLASSES] + [LAST_CLASS]
    chosen, lost = [], []
    for number, text in enumerate(texts):
        match = _AGE.fullmatch(text)
        name = age_class(float(match[1]), year, born) if match else None
        chosen.append((options.index(name),) if name else ())
        if text and not name:
            lost.append(number)
    return Choices("single", tuple(options), tuple(chosen), lost=tuple(lost))


def _numbers(texts: Sequence[str], filled: Sequence[str], heading: str) -> Choices | Unclear:
    found = {float(text.replace(",", ".")) for text in filled}
    distinct = list(dict.fromkeys(filled))
    codes = speaks_of(heading, "headings", "postcode") or _share(filled, _POSTCODE) == 1
    if codes and len(distinct) <= MOST_OPTIONS:
        return _choices(texts, sorted(distinct), "single")
    whole = all(number.is_integer() for number in found)
    amount = speaks_of(heading, "headings", "amount")
    if whole and min(found) >= 0 and max(found) <= 10 and not amount and found != {1.0}:
        bounds = _BOUNDS.search(heading)
        low, high = int(min(found)), int(max(found))
        if bounds and int(bounds[1]) <= low and high <= int(bounds[2]):
            low, high = int(bounds[1]), int(bounds[2])
        steps = [str(step) for step in range(low, high + 1)]
        return _choices([_whole(text) for text in texts], steps, "scale")
    few = len(found) <= 12 and _repeats(filled) >= _REPEATED
    if found == {1.0} or (whole and (few or (amount and len(found) <= 20))):
        ordered = sorted({_whole(text) for text in filled}, key=int)
        return _choices([_whole(text) for text in texts], ordered, "single")
    return Unclear("holds numbers that are neither a scale nor ages")


def _several(texts: Sequence[str], pieces: Mapping[str, Sequence[str]], other: str) -> Choices:
    counts = Counter(piece for text in texts for piece in pieces.get(text, ()))
    options = _in_order([piece for piece in counts if not _is_typed(piece, counts)])
    typed = [
        (number, piece)
        for number, text in enumerate(texts)
        for piece in pieces.get(text, ())
        if _is_typed(piece, counts)
    ]
    options, named = _with_other(options, other if typed else "")
    place = {option: number for number, option in enumerate(options)}
    chosen = [
        tuple(sorted({place[piece if piece in place else named] for piece in pieces.get(text, ())}))
        for text in texts
    ]
    return Choices("multiple", tuple(options), tuple(chosen), tuple(typed))


def _words(texts: Sequence[str], filled: Sequence[str], heading: str, other: str) -> Choices | OwnWords:
    """A choice when the answers repeat letter for letter, own words when they do not."""
    counts = Counter(filled)
    asked_openly = speaks_of(heading, "headings", "open")
    spelt_apart = len({plain(text) for text in counts}) < len(counts)
    enough = _REPEATED if not asked_openly and not spelt_apart else 0.9
    background = any(group_of(text, heading) for text in counts) and speaks_of(heading, "headings", "age")
    short = all(len(text.split()) <= _TYPED_WORDS for text in counts)
    # Of a handful of answers none may repeat; one or two words at most are then options rather than prose.
    handful = len(filled) < 5 and not asked_openly and all(len(text.split()) <= 2 for text in counts)
    wordy = sum(len(text.split()) for text in filled) >= 3 * len(filled)
    if asked_openly and wordy and len(filled) < 20 * len(counts):
        return OwnWords()
    if sum(_is_prose(text) for text in filled) * 2 >= len(filled) and len(filled) < 5 * len(counts):
        return OwnWords()
    if not background and not (handful and short) and _repeats(filled) < enough:
        return OwnWords()
    if len(counts) > MOST_OPTIONS or (len(counts) > 20 and _repeats(filled) < 0.8 and not background):
        return OwnWords()
    typed = [(number, text) for number, text in enumerate(texts) if text and _is_typed(text, counts)]
    options, named = _with_other(
        _in_order([option for option in counts if not _is_typed(option, counts)]), other if typed else ""
    )
    place = {option: number for number, option in enumerate(options)}
    chosen = tuple((place.get(text, place.get(named, 0)),) if text else () for text in texts)
    return Choices("single", tuple(options), chosen, tuple(typed))


def _is_prose(text: str) -> bool:
    return "\n" in text or len(text) > 120 or (text.endswith((".", "!")) and len(text.split()) > 2)


def _is_typed(text: str, counts: Mapping[str, int]) -> bool:
    """Whether an answer beside the options was typed: one person gave it, it is long, and others repeat."""
    if counts[text] > 1 or max(counts.values()) < 3:
        return False
    return len(text.split()) >= _TYPED_WORDS or len(text) > _TYPED_LETTERS


def _with_other(options: list[str], other: str) -> tuple[list[str], str]:
    """The options with one for typed answers: the form's own "Other" if somebody chose it plainly."""
    if not other:
        return options, ""
    own = next((option for option in options if is_one(option, "answers", "other")), None)
    return (options, own) if own else ([*options, other], other)


def _in_order(options: list[str]) -> list[str]:
    """Options on age by age, others as they come first in the file."""
    ages = [age_order(option) for option in options]
    if sum(age is not None for age in ages) < max(2, len(options) - 2):
        return options
    return [
        option
        for _, option in sorted(
            zip(ages, options, strict=True), key=lambda pair: 999 if pair[0] is None else pair[0]
        )
    ]


def _choices(texts: Iterable[str], options: Sequence[str], kind: Kind) -> Choices:
    place = {option: number for number, option in enumerate(options)}
    return Choices(kind, tuple(options), tuple((place[text],) if text else () for text in texts))


def _first_number(option: str) -> int:
    match = _STEP.fullmatch(option)
    return int(match[1]) if match else 0


def _whole(text: str) -> str:
    return str(int(float(text.replace(",", ".")))) if text else ""


def _share(filled: Sequence[str], pattern: re.Pattern[str]) -> float:
    return sum(pattern.fullmatch(text) is not None for text in filled) / len(filled)


def _repeats(filled: Sequence[str]) -> float:
    """Share of answers that somebody else gave as well, letter for letter."""
    counts = Counter(filled)
    return sum(count for count in counts.values() if count > 1) / len(filled)
