"""Street addresses in Finnish and Swedish."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from hyte.sources.privacy.kinds import Finding
from hyte.sources.privacy.letters import fold
from hyte.sources.privacy.words import words

_HOUSE = (
    r"(?P<house>\s?(?<!\d)\d{1,4}(?!\d)(?:\s?[-\u2013]\s?\d{1,3}(?!\d))?(?![.,]\d)(?::\w+)?"
    r"(?:\s?[a-z](?![a-z0-9])(?:\s?(?:as|bst|lgh|h|huoneisto)?\.?\s?\d{1,3}(?!\d|[.,]\d))?"
    r"|,?\s(?:as|bst|lgh|bostad|asunto|rappu|porras|trappa)\.?\s?[a-z]?\s?\d{0,3}(?!\w))?)"
    r"(?P<town>,?\s(?:fi-)?\d{5}(?!\d)(?:\s[a-z-]{3,})?)?"
)
_FINNISH_LABEL = r"\b(?:koti|katu|lahi|posti)?osoit(?:e|teeni|teensa|teessa)\b[ :]+(?:on )?"
_SWEDISH_LABEL = r"\b(?:hem|gatu|bostads)?adress(?:en)?\b[ :]+(?:ar )?"
_LABELLED = re.compile(
    rf"(?:{_FINNISH_LABEL}|{_SWEDISH_LABEL})(?P<street>[a-z][a-z -]{{3,40}}?) ?\d{{1,4}}\b"
)
_UNIT_BEHIND = re.compile(
    r"\s?(?:km|kilometri|m\b|metri|m2|kpl|%|€|euro|eur\b|milj|vuotta|vuoden|hanketta|kohdetta|nuorta|lasta|henkilo"
    r"|kertaa|askelta|osaa|tuntia|pv\b|min\b|[-\u2013]?luokk|\.?\s?vaihe|\d)"
)


@cache
def _streets() -> tuple[re.Pattern[str], re.Pattern[str]]:
    lists = words("streets")
    plain, unsure, alone = ("|".join(lists[part].split()) for part in ("endings", "unsure", "alone"))
    ending = f"(?:(?P<unsure>{unsure})|(?:{plain}))"
    joined = rf"(?<![\w-])(?P<street>[a-z][a-z-]+{ending})(?!\w){_HOUSE}"
    apart = rf"(?<![\w-])(?P<street>[a-z][a-z-]*n (?:{alone}))(?P<unsure>)(?!\w){_HOUSE}"
    return re.compile(joined), re.compile(apart)


@cache
def _no_street() -> re.Pattern[str]:
    lists = words("streets")
    first, second = ("|".join(lists[part].split()) for part in ("not_before", "not_behind"))
    return re.compile(rf"(?:^|[ -])(?:(?:{first})(?:n|s|lu)?(?:{second})|{'|'.join(lists['not'].split())})$")


def addresses(text: str) -> Iterator[Finding]:
    """Find the name of a street together with a number; either by itself stays.

    In small letters only the plainest streets are taken ("koulukatu 5"), since "palvelupolku 2" is none.
    """
    folded = fold(text)
    joined, apart = _streets()
    for pattern in (joined, apart):
        for match in pattern.finditer(folded):
            if _no_street().search(match["street"]) or _UNIT_BEHIND.match(folded, match.end()):
                continue
            start = match.start()
            capital = any(letter.isupper() for letter in text[start : match.end("street")])
            flat = bool(re.search(r"\d\s?[a-z]\s?\d", match["house"])) or match["town"] is not None
            if match["unsure"] is not None and not (capital or flat):
                continue
            # Only roads in the country have four digits, and they may be a year.
            long = re.match(r"\s?(?!19|20)\d{4}", match["house"]) and "ti" in match["street"][-5:]
            if re.match(r"\s?\d{4}", match["house"]) and not long and match["town"] is None:
                continue
            yield Finding(start, match.end(), "address")
    for match in _LABELLED.finditer(folded):
        yield Finding(match.start("street"), match.end(), "address")
