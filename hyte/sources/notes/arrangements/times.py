"""Months, seasons, weeks and days as notes print them, at the start or the end of a text."""

from __future__ import annotations

import re
from functools import cache

from hyte.sources.notes.arrangements.arrangement import words
from hyte.sources.notes.folding import fold
from hyte.sources.notes.vocabulary import data

_SEPARATOR = re.compile(r"\s*(?::|\t|\||\s[–—-]\s|->|→|»|=>|➔|⇒)\s*")
_DAY = re.compile(r"(?:[12]?\d|3[01])\.(?:1[0-2]|0?[1-9])(?=\s)")
_DAY_OR_MONTH = re.compile(r"/|\.\s?\d{1,2}(?:\.|$)|-\d\d-")


@cache
def _times() -> re.Pattern[str]:
    lists = data("structures.toml")["timeline"]
    either = "|".join
    year = r"(?:19|20)\d\d"
    stems = either(fold(month) for month in lists["months"])
    month = rf"(?:(?:{stems})-?\s?[-–]\s?)?(?:{stems})kuu(?:ta|ssa|hun|n)?|{either(lists['month_words'])}"
    short = either(sorted(words("timeline", "short"), key=len, reverse=True))
    season = either(sorted(words("timeline", "seasons"), key=len, reverse=True))
    before = either(sorted(words("timeline", "before"), key=len, reverse=True))
    behind = either(sorted(words("timeline", "behind"), key=len, reverse=True))
    one = (
        rf"\d{{1,2}}\s?(?:[-–]\s?\d{{1,2}}\s?)?/\s?(?:{year}|\d\d(?!\d))"
        rf"|\d{{1,2}}\.(?:\d{{1,2}}\.)?\s?[-–]\s?\d{{1,2}}\.\s?\d{{1,2}}\.(?:\s?{year})?"
        rf"|\d{{1,2}}\.\s?\d{{1,2}}\.(?:\s?{year})?"
        rf"|{year}-\d\d(?:-\d\d)?"
        rf"|\d{{1,2}}(?:\.| )\s?(?:{month})(?:\s{year})?"
        rf"|(?:{month}|{season})(?:\s?[-–/]\s?(?:{month}|{season}))?(?:\s?/?\s?{year})?"
        rf"|(?:{stems}|{short})\.?\s?[-–/]\s?(?:{stems}|{short}|{either(lists['month_words'])})\.?(?:kuu)?(?:\s{year})?"
        rf"|(?:{stems}|{short})\.?(?:\s{year})?(?=\s*(?:$|[:|»→]|\s[–—-]\s))"
        rf"|{year}\s?[-–]\s?(?:{year}|\d\d)|{year}"
        rf"|(?:q|kvartaali |kvartal )[1-4](?:\s?/?\s?{year})?"
        rf"|(?:viikko|vko|vk|vecka) \d{{1,2}}(?:\s?/\s?{year})?"
    )
    return re.compile(rf"(?:(?:{before})[\s-]?)*(?:{one})(?:\s?[-–]\s?(?:{one}))?(?:\s(?:{behind}))*(?!\w)")


def time_at_start(text: str, loosely: bool = False) -> tuple[str, str, bool] | None:
    """The time that a text begins with as printed, what follows, and whether a mark parts the two.

    None when it begins with none: "Syksyllä 2024 järjestetään …" is a sentence and "9.00 Avaus" an hour.
    `loosely`, in a list of times, lets "4/2025 kysely auki" begin with one too.
    """
    match = _times().match(fold(text)) or (_DAY.match(text) if loosely else None)
    if match is None or not match[0].strip():
        return None
    printed, rest = text[: match.end()].strip(), text[match.end() :]
    separator = _SEPARATOR.match(rest)
    if separator and separator[0]:
        return printed, rest[separator.end() :].strip(), True
    if not rest.strip():
        return printed, "", True
    numeric = bool(_DAY_OR_MONTH.search(printed)) and printed[0].isdigit()
    if numeric and rest[0] == " " and (loosely or rest.strip()[0].isupper()):
        return printed, rest.strip(), False
    return None


def time_at_end(text: str) -> tuple[str, str] | None:
    """The time that an item of a list ends with and what stands before it: "Työpajat 5/2024", "Enkät (maj)".

    A month or a season without a mark before it is part of the sentence: "Kysely tehdään keväällä".
    """
    bare = text.rstrip(" .)")
    folded = fold(bare)
    for start in range(len(folded)):
        if start and folded[start - 1] not in " (,:–-\t":
            continue
        match = _times().match(folded, start)
        if match is None or match.end() != len(folded):
            continue
        what, printed = bare[:start], bare[start:]
        numeric = bool(_DAY_OR_MONTH.search(printed)) and printed[0].isdigit()
        if not numeric and what.rstrip()[-1:] not in ("(", ",", ":", "–", "-"):
            return None
        return printed, what.rstrip(" (,:–-")
    return None
