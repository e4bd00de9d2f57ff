"""Names of programmes and plans, with the years and those responsible that stand behind them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from hyte.sources.notes.arrangements.arrangement import words
from hyte.sources.notes.folding import fold
from hyte.sources.notes.vocabulary import role_of

_LONGEST_NAME, _LONGEST_OWNER = 14, 12
_YEARS = r"(?:19|20)\d\d(?:\s?[-–]\s?(?:(?:19|20)\d\d|\d\d(?!\d)))?(?!\d)"
_FIELD = re.compile(r"^(?P<label>[a-z]+(?: ja [a-z]+)?)\s*:\s*")
_RIGHT_BEHIND = re.compile(r"\s+\(?(?:vv?\.?\s*)?[\d\s–-]+\)?")
_CALL = re.compile(r"^\w+(?:taan|daan|llaan|nnaan|rraan|ssaan|ttiin|tiin)$")


@cache
def programme_name() -> re.Pattern[str]:
    """What a name looks like: groups `name` and `rest` of folded text."""
    ends = "|".join(sorted(words("programmes", "endings"), key=len, reverse=True))
    more = rf"(?:\s(?:ja|seka|och|samt)\s[-–‐]?(?:\w[\w-]*)?(?:{ends})(?!\w))?"
    about = r"(?:\s(?:for|mot|om|kring)\s[^/:;|,(\d]*[^/:;|,(\d\s])?"
    purpose = r"(?:(?:\s\w[\w-]*){1,5}ksi(?!\w)(?=\s*(?:$|[/:;|,(\d])))?"
    return re.compile(rf"(?P<name>[^/:;|]*?(?<!\w)[\w-]*(?:{ends})(?!\w){more}{about}{purpose})(?P<rest>.*)$")


@cache
def _validity() -> re.Pattern[str]:
    said = "|".join(sorted(words("programmes", "validity"), key=len, reverse=True))
    return re.compile(
        rf"^[\s,;(–-]*(?:(?:{said}|vv|v|vuosille|vuosiksi|vuosina|vuodelle|for|till)\b[.:]?\s*)*(?P<years>{_YEARS})(?P<close>\s?\)?)"
    )


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme or plan that an item names.

    `printed` is its name with the years that stand right behind it; `years` are those for which it is valid,
    `owner` who is responsible, both as printed.
    """

    name: str
    printed: str
    years: str | None = None
    owner: str | None = None


def programme_named(text: str, *, certain: bool = False) -> Programme | None:
    """The programme that one item of a list names, None when it names none.

    `certain` says that the item stands where only programmes do, so that its name may end with any word.
    """
    text = text.strip().rstrip(".")
    folded = fold(text)
    match = programme_name().match(folded)
    if match is not None and not (certain and match["rest"].lstrip()[:1] in ('"', "”", "»")):
        name, rest = text[: match.end("name")].strip(), text[match.end("name") :]
    elif certain:
        cut = re.search(rf"\s*(?:[/:;|(]|\s[–-]\s|,|\bvv?\.|{_YEARS})", text)
        name, rest = (text[: cut.start()].strip(), text[cut.start() :]) if cut else (text, "")
    else:
        return None
    if not may_name(name):
        return None
    printed = name
    years: str | None = None
    if valid := _validity().match(fold(rest)):
        years = rest[slice(*valid.span("years"))].strip()
        whole = rest[: valid.end()]
        if _RIGHT_BEHIND.fullmatch(fold(whole)):
            printed = f"{name} {whole.strip()}"
        rest = rest[valid.end() :]
    owner = _responsible(rest)
    if owner and (other := _second(owner)) is not None:
        # "Ikäohjelma – Äldreprogram 2024–2027": one programme in two languages.
        return Programme(name, text, years or other.years)
    return None if owner is None else Programme(name, printed, years, owner or None)


def _second(text: str) -> Programme | None:
    match = programme_name().match(fold(text))
    return programme_named(text) if match is not None and text[:1].isupper() else None


def may_name(name: str) -> bool:
    """Whether words that end as names do are a name, and nothing that is to be done."""
    folded = fold(name)
    first = folded.split(" ")[0] if folded else ""
    return (
        bool(folded)
        and folded not in words("programmes", "generic")
        and first not in words("programmes", "deeds")
        and not _CALL.match(first)
        and len(folded.split()) <= _LONGEST_NAME
        and folded[0].isalpha()
        and not re.search(r"[.!?]\s", name)
    )


def _responsible(rest: str) -> str | None:
    """Who is named behind a programme, "" for nobody; None when the text goes on as a sentence."""
    bare = rest.strip()
    if not bare or not any(letter.isalnum() for letter in bare):
        return ""
    if bare[0] not in "/:;,(–—-|":
        return None
    said = bare.strip(" /:;,()–—-|")
    if (field := _FIELD.match(fold(said))) and role_of(field["label"]) == "owner":
        return said[field.end() :].strip(" .")
    return said if bare[0] in "/(|" or len(said.split()) <= _LONGEST_OWNER else None
