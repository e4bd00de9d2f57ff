"""The word lists beside this module, and the rules for running text among them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Cue:
    """A rule that makes a sentence of running text a record, `unless` another pattern fits too."""

    kind: str
    rule: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None = None

    def fits(self, folded: str) -> bool:
        """Whether a sentence (in lower case, without accents) says what the rule looks for."""
        return self.pattern.search(folded) is not None and not (self.unless and self.unless.search(folded))


@cache
def data(name: str) -> dict[str, Any]:
    """A word list of this room, for example ``"labels.toml"``."""
    return tomllib.loads(resources.files("hyte.sources.notes").joinpath(name).read_text(encoding="utf-8"))


@cache
def cues() -> tuple[Cue, ...]:
    """The rules for running text, in the order in which they are tried."""
    return tuple(
        Cue(
            cue["kind"],
            cue["rule"],
            re.compile(cue["pattern"]),
            re.compile(cue["unless"]) if "unless" in cue else None,
        )
        for cue in data("cues.toml")["cue"]
    )


@cache
def patterns(part: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of `part` ("subject", "owner", "schedule") of the rules for running text."""
    return tuple(re.compile(pattern) for pattern in data("cues.toml")[part]["patterns"])
