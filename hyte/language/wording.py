"""Wording as data: one folder of TOML files for each language, read strictly."""

from __future__ import annotations

import difflib
import tomllib
import zlib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from string import Formatter
from typing import Any

from hyte.model import Language


@dataclass(frozen=True)
class Wording:
    """The texts of one language, by dotted key.

    A text with the forms `one` and `other` is chosen by the parameter `count`.
    """

    language: Language
    texts: dict[str, str]

    def __call__(self, key: str, **parameters: object) -> str:
        """The text of a key with its parameters filled in.

        Raises
        ------
        KeyError
            When there is no such text; the message names the nearest one.
        """
        if key not in self.texts and f"{key}.other" in self.texts:
            key = f"{key}.one" if parameters.get("count") in (1, "1") else f"{key}.other"
        try:
            text = self.texts[key]
        except KeyError:
            near = difflib.get_close_matches(key, self.texts, n=1)
            hint = f"; the nearest is {near[0]!r}" if near else ""
            raise KeyError(f"no text {key!r} in {self.language}{hint}") from None
        return text.format_map(parameters)

    def varied(self, key: str, chosen_by: str, **parameters: object) -> str:
        """One of the texts `key.a`, `key.b` … that say the same, always the same one for a name.

        `chosen_by` is such a name, for example an indicator's id: neighbours on a page then read unlike.
        """
        prefix = f"{key}."
        choices = sorted({name.removeprefix(prefix)[0] for name in self.texts if _is_variant(name, prefix)})
        if not choices:
            return self(key, **parameters)
        # The key is hashed too: else the first variants of all sentences would always come together.
        index = zlib.crc32(f"{key} {chosen_by}".encode()) % len(choices)
        return self(prefix + choices[index], **parameters)

    def placeholders(self, key: str) -> frozenset[str]:
        """Names of the parameters that a text asks for."""
        return frozenset(name for _, name, _, _ in Formatter().parse(self.texts[key]) if name)


def _is_variant(name: str, prefix: str) -> bool:
    rest = name.removeprefix(prefix)
    return name.startswith(prefix) and len(rest.split(".")[0]) == 1


@cache
def wording(language: Language) -> Wording:
    """The texts of a language."""
    folder = resources.files("hyte.language") / language
    texts: dict[str, str] = {}
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if not file.name.endswith(".toml"):
            continue
        found = _flat(tomllib.loads(file.read_text(encoding="utf-8")))
        for key in found:
            if key in texts:
                raise ValueError(f"the text {key!r} stands twice in {language}, again in {file.name}")
        texts |= found
    return Wording(language, texts)


def _flat(node: dict[str, Any], prefix: str = "") -> dict[str, str]:
    texts: dict[str, str] = {}
    for key, value in node.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            texts.update(_flat(value, f"{name}."))
        else:
            # A unit or a number and its word stay together; TOML files are easier to write with a tilde.
            texts[name] = value.replace("~", "\u00a0")
    return texts
