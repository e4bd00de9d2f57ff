"""The words of surveys: headings that tell of the respondent, marks, steps of scales, and taking a stand."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Literal

from hyte.sources.privacy.letters import fold

Stance = Literal["agree", "neither", "disagree", "do_not_know"]

_NUMBER_BEFORE = re.compile(r"^\s*\(?[0-9]{1,2}\)?\s*[=:.)–-]*\s+(?=\D)|^\s*[0-9]{1,2}\s*[=:.)–-]+\s*(?=\D)")
_MARKS_OF_HEADINGS = re.compile(r"[\s_*:;.,?!()\[\]/-]+")
_GRADES = {
    ("agree", "strong"): 0,
    ("agree", ""): 1,
    ("agree", "weak"): 2,
    ("neither", ""): 3,
    ("disagree", "weak"): 4,
    ("disagree", ""): 5,
    ("disagree", "strong"): 6,
    ("do_not_know", ""): 7,
}


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Lower case without dots, rings, punctuation and doubled blanks: what headings are compared by."""
    return _MARKS_OF_HEADINGS.sub(" ", fold(text)).strip()


@cache
def words(table: str, name: str) -> tuple[str, ...]:
    """Words of the list `name` in `table` of words.toml, folded, in their order."""
    return _split(_data()[table][name])


@cache
def whole(table: str, name: str) -> frozenset[str]:
    """The same as a set in the form of `plain`; a word of nothing but marks stays as it is."""
    return frozenset(plain(word) or word for word in words(table, name))


@lru_cache(maxsize=65536)
def is_one(text: str, table: str, name: str) -> bool:
    """Whether the whole text is a word of the list, however it is written."""
    return (plain(text) or fold(text).strip()) in whole(table, name)


@cache
def _beginnings(table: str, name: str) -> re.Pattern[str]:
    listed = sorted(words(table, name), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in listed) + ")")


@lru_cache(maxsize=65536)
def speaks_of(text: str, table: str, name: str) -> bool:
    """Whether a word of the text begins with one of the list."""
    return _beginnings(table, name).search(fold(text)) is not None


@lru_cache(maxsize=65536)
def has_word(text: str, table: str, name: str) -> bool:
    """Whether one of the list stands in the text as whole words."""
    found = f" {plain(text)} "
    return any(f" {word} " in found for word in whole(table, name))


@lru_cache(maxsize=65536)
def stance(text: str) -> Stance | None:
    """What an answer to a statement means ("5 = täysin samaa mieltä": agree); None when it is none."""
    return _graded(text)[0]


@lru_cache(maxsize=65536)
def agreement_step(text: str) -> int | None:
    """Place of an answer between full agreement (0) and "cannot say" (7); None when it is no such answer."""
    found, strength = _graded(text)
    if found is None:
        return None
    return _GRADES.get((found, strength), _GRADES[found, ""])


@lru_cache(maxsize=65536)
def is_graded(text: str) -> bool:
    """Whether an agreement is graded ("täysin", "delvis"), as steps of a scale are."""
    return bool(_graded(text)[1])


def _graded(text: str) -> tuple[Stance | None, str]:
    found = fold(_NUMBER_BEFORE.sub("", text)).strip(" .!")
    if len(found) > 60:
        return None, ""
    if is_one(found, "answers", "do_not_know"):
        return "do_not_know", ""
    stands: tuple[Stance, ...] = ("neither", "disagree", "agree")
    for name in stands:
        if any(word in found for word in words("answers", name)):
            if name == "neither":
                return "neither", ""
            strength = next((grade for grade in ("strong", "weak") if speaks_of(found, "answers", grade)), "")
            return name, strength
    return None, ""


@cache
def scales() -> tuple[dict[str, int], ...]:
    """Scales of words: the place of each step, the most first."""
    return tuple(
        {plain(word): number for number, word in enumerate(_split(line))}
        for line in _data()["scales"]["steps"]
    )


def without_number(text: str) -> str:
    """An option without the number that a tool puts before it: "5 = erittäin hyvä"."""
    return _NUMBER_BEFORE.sub("", text).strip()


def other_answer(language: str) -> str:
    """What answers are called that respondents typed beside the options, in fi, sv or en."""
    return str(_data()["other_answer"][language])


def _split(text: str) -> tuple[str, ...]:
    parts = re.split(r",[ \n]|\n", text.strip() + "\n")
    return tuple(dict.fromkeys(fold(part).strip(" ,") or part.strip() for part in parts if part.strip(" ,")))


@cache
def _data() -> dict[str, Any]:
    text = resources.files("hyte.sources.surveys").joinpath("words.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
