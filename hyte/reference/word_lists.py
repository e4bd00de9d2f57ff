"""What a phrase is about: theme, population group, sector, channel and programme, by word lists kept as data.

The lists lie in the folder ``words``, in Finnish and Swedish; text whose dots are lost ("yksinaisyys") is
understood as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from hyte.reference.ages import groups_of_ages
from hyte.reference.indicator import GROUPS, THEMES, Translated
from hyte.reference.programme_names import programme_name
from hyte.reference.word_patterns import WordList, word_data

__all__ = [
    "CHANNELS",
    "SECTORS",
    "channel_names",
    "channel_of",
    "groups_of",
    "programme_of",
    "sector_names",
    "sector_of",
    "themes_of",
]

SECTORS: tuple[str, ...] = (
    "education",
    "early_childhood",
    "culture",
    "sports",
    "youth",
    "health_social",
    "technical",
    "employment",
    "safety",
    "wellbeing_promotion",
    "administration",
    "council",
    "residents",
    "organisations",
)
"""Sectors of the work for wellbeing, in the order of the report."""

CHANNELS: tuple[str, ...] = (
    "survey",
    "open_meeting",
    "low_threshold",
    "feedback_form",
    "social_media",
    "influence_body",
    "initiative",
    "direct_contact",
    "organisations",
)
"""Channels through which residents are heard, in the order of the report."""

_MOST = 3


@cache
def sector_names() -> Mapping[str, Translated]:
    """The name of each of SECTORS in the three languages, in that order."""
    return _names("sectors.toml", SECTORS)


@cache
def channel_names() -> Mapping[str, Translated]:
    """The name of each of CHANNELS in the three languages, in that order."""
    return _names("channels.toml", CHANNELS)


@lru_cache(maxsize=65536)
def themes_of(text: str) -> tuple[str, ...]:
    """At most three of THEMES that `text` is about, the most certain first; empty when no word tells it."""
    return _list("themes.toml", THEMES).labels(text)[:_MOST]


@lru_cache(maxsize=65536)
def groups_of(text: str) -> tuple[str, ...]:
    """At most three of GROUPS that `text` speaks of, the most certain first; empty when no word tells it.

    Ages and school years count as much as a sure word.
    """
    return _list("groups.toml", GROUPS).labels(text, groups_of_ages(text))[:_MOST]


@lru_cache(maxsize=65536)
def sector_of(text: str) -> str | None:
    """The one of SECTORS that a role title, a body or a unit belongs to; None when no word tells it."""
    return next(iter(_list("sectors.toml", SECTORS).labels(text)), None)


@lru_cache(maxsize=65536)
def channel_of(text: str) -> str | None:
    """The one of CHANNELS through which a resident was heard; None when no word tells it."""
    return next(iter(_list("channels.toml", CHANNELS).labels(text)), None)


@lru_cache(maxsize=65536)
def programme_of(text: str) -> str | None:
    """The name of the programme or plan that `text` refers to, in its basic form; None when it names none."""
    return programme_name(text)


@cache
def _list(file: str, order: tuple[str, ...]) -> WordList:
    lists = {label: words for label, words in word_data(file).items() if label != "names"}
    return WordList(lists, order)


def _names(file: str, ids: tuple[str, ...]) -> Mapping[str, Translated]:
    names = word_data(file)["names"]
    return MappingProxyType({id_: Translated(**names[id_]) for id_ in ids})
