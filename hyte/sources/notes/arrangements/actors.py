"""Words for those who do something: offices, bodies, and other actors of a municipality."""

from __future__ import annotations

import re
from functools import cache

from hyte.sources.notes.arrangements.arrangement import words
from hyte.sources.notes.folding import fold

_MOST_WORDS = 6
_CASES = "(?:t|n|en|er|na|in|an|s|ns|ens|ta|lle|ssa|sta|den|jen|ien|iden|arna|erna)?"


def _ending(key: str) -> str:
    return "|".join(sorted(words("roles", key), key=len, reverse=True))


@cache
def _office() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s(-])[\w-]*(?:{_ending('endings')})(?:t|n|en|er|na|in|an|s|ns|ens)?(?!\w)")


@cache
def body_words() -> re.Pattern[str]:
    """A word for a body that has members, in the cases in which headings name it."""
    return re.compile(rf"[\w-]*(?:{_ending('bodies')})(?:n|lle|ssa|an|en|s|ns|ens)?(?!\w)")


@cache
def bodies() -> re.Pattern[str]:
    """A body or several of them, as a heading or a sentence begins with it."""
    plural = "ryhmat|lautakunnat|tiimit|verkostot|grupperna|grupper|namnder|namnderna"
    return re.compile(rf"[\w-]*(?:{_ending('bodies')}|{plural})(?!\w)")


@cache
def _deciding() -> re.Pattern[str]:
    stems = "|".join(words("roles", "deciding"))
    short = "|".join(words("roles", "short"))
    return re.compile(rf"(?<!\w)(?:[\w-]*(?:{stems})\w*|(?:{short})(?::\w+)?(?!\w))")


@cache
def _others() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s-])[\w-]*(?:{'|'.join(words('roles', 'others'))}){_CASES}$")


def is_role(text: str) -> bool:
    """Whether a short text names an office or whom somebody stands for."""
    return bool(_office().search(fold(text))) and len(text.split()) <= 8


def is_actor(text: str) -> bool:
    """Whether a label names those who do something: an office, a body, a sector, associations."""
    folded = re.sub(r"\s*\(.*?\)", "", fold(text)).strip(" :.")
    if not folded or len(folded.split()) > _MOST_WORDS:
        return False
    return bool(
        _office().search(folded)
        or bodies().search(folded)
        or _deciding().search(folded)
        or _others().search(folded)
    )


def bodies_within(text: str) -> int:
    """How many bodies that handle matters a text names ("tekn. ltk -> kh -> kv" three)."""
    return sum(1 for _ in _deciding().finditer(fold(text)))


def whose(text: str) -> str | None:
    """Whose it is, by the genitive before the last word: "Ohjausryhmän tehtävät" gives "Ohjausryhmän"."""
    match = re.match(r"(?P<who>.+?)\s+\w+\s*:?$", text)
    if match is None:
        return None
    folded = fold(match["who"])
    named = body_words().search(folded) or _office().search(folded)
    own = re.search(
        r"(?:^|\s)(?:ryhman|ryhmien|tiimin|gruppens|gruppernas|teamets|\w+ien|\w+jen|\w+nas|\w+ens)$", folded
    )
    return match["who"].strip() if named or own else None
