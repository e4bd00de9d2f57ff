"""What lines say that somebody does: definitions such as "Rehtorit: keräävät palautteen", and sentences."""

from __future__ import annotations

import re

from hyte.sources.notes.arrangements.actors import bodies, is_actor
from hyte.sources.notes.arrangements.part_stems import frequency
from hyte.sources.notes.arrangements.times import time_at_end
from hyte.sources.notes.folding import fold
from hyte.sources.notes.lines import NumberedLine

DEFINED = re.compile(r"^(?P<who>[^:|\[\]]{2,60}?)\s*(?::|\s[–—-])\s+(?P<what>\S.*)$")
_VERB = re.compile(
    r"(?:aa|ee|oi|ii|uu|yy|vat|nee|^vie|^tuo|^luo|^lyo|^myy|ko|ar|er|[ghks]t?or|as|es|svarar|leder|foljer|skoter|gor|ser|ger|tar|har)$"
)


def does(line: NumberedLine) -> tuple[str, str] | None:
    """An actor and what it does, where a line defines it by a verb in the present."""
    match = DEFINED.match(line.text)
    if match is None or not is_actor(match["who"]) or dated(match["what"]):
        return None
    if not does_something(match["what"]) or not match["what"][:1].islower() or often(match["what"]):
        return None
    return match["who"].strip(), match["what"].strip()


def ends_with_verb(text: str) -> bool:
    """Whether the last word of a text may be a verb in the present."""
    return _VERB.search(fold(text)) is not None


def does_something(text: str) -> bool:
    """Whether a text begins with a verb in the present: "vie toimet käytäntöön", "följer upp målen"."""
    said = fold(text).split()
    return len(said) > 1 and _VERB.search(said[0].strip(",;")) is not None


def dated(text: str) -> bool:
    """Whether a text ends with a time or with brackets, as what is promised once does."""
    return time_at_end(text) is not None or bool(re.search(r"\([^()]*\)\s*$", text))


def often(text: str) -> bool:
    """Whether a text only tells how often: "kerran kuussa, maanantaisin"."""
    said = frequency(text)
    return said is not None and said[0] == 0


def has_subject(text: str) -> bool:
    """Whether a text begins with an actor and what it does: "Ikäryhmä seuraa …", "Varje chef svarar …"."""
    folded = fold(text)
    match = bodies().match(folded)
    behind = re.match(r"\s(\w+)", folded[match.end() :]) if match else None
    if behind is not None:
        return bool(_VERB.search(behind[1]))
    said = folded.split()
    for length in (1, 2, 3):
        if len(said) > length + 1 and is_actor(" ".join(said[:length])):
            return bool(_VERB.search(said[length])) and not said[length].endswith(("nen", "den"))
    return False
