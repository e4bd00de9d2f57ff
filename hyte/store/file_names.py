"""What raw files are called wherever they are shown: without the names of persons that stand in their names.

A file's own name stays what everything is read and matched by; only when all is read are the shown names put
in its place, in every table and message at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import TYPE_CHECKING

from hyte.errors import InputError, Place
from hyte.sources.privacy import TOKENS, Finding, Withholder, withholder
from hyte.sources.privacy.name_words import (
    given_name,
    never_a_name,
    ordinary_word,
    surname_or_word,
    title,
)
from hyte.store.files import YEAR_FOLDER, RawFile

if TYPE_CHECKING:
    import pandas as pd

    from hyte.store.summary import FileSummary

_APART = re.compile(r"[_+.~,;]")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_SMALL = re.compile(r"(?<![^\W\d_])[a-zåäöéü]{4,}(?![^\W\d_])")
_SMALL_PAIR = re.compile(r"(?<![^\W\d_])([a-zåäöéü]{3,})([ -]+)([a-zåäöéü]{3,})(?![^\W\d_])")
_NAME = TOKENS["name"]
_AGAIN = re.compile(rf"{re.escape(_NAME)}(?:[ _.+-]*{re.escape(_NAME)})+")
_COLUMNS = ("file", "file_used", "file_other", "same_as")
_WITHIN = ("problem", "detail", "record", "id")
_TABLES_WITH_RECORDS = ("registers", "originals")


@dataclass(frozen=True)
class ShownNames:
    """Names of files that are shown as something else, by their own name (a POSIX path)."""

    names: Mapping[str, str]

    def file(self, name: str) -> str:
        """What a file is shown as."""
        return self.names.get(name, name)

    def text(self, text: str) -> str:
        """A message with the shown names in it, also where it gives a name without its folder."""
        return self._pattern.sub(lambda match: self._by_text[match[0]], text) if self.names else text

    def problem(self, problem: InputError) -> InputError:
        """A problem that calls files by their shown names."""
        place = problem.place
        if isinstance(place, Place):
            place = replace(place, file=self.file(place.file))
        elif place:
            place = self.text(place)
        remedy = self.text(problem.remedy) if problem.remedy else None
        return InputError(self.text(problem.reason), place=place, remedy=remedy)

    def summary(self, file: FileSummary) -> FileSummary:
        """What became of a file, by its shown name."""
        told = tuple(replace(one, place=self.text(one.place)) for one in file.refusals)
        problem = self.text(file.problem) if file.problem else None
        return replace(file, file=self.file(file.file), problem=problem, refusals=told)

    def table(self, name: str, table: pd.DataFrame) -> pd.DataFrame:
        """A processed table whose rows name files as they are shown."""
        if not self.names or table.empty:
            return table
        changed = {
            column: table[column].map(self.names).fillna(table[column])
            for column in _COLUMNS
            if column in table
        }
        changed |= {
            column: table[column].map(self.text, na_action="ignore")
            for column in _WITHIN
            if column in table and (column not in ("record", "id") or name in _TABLES_WITH_RECORDS)
        }
        return table.assign(**{key: new.astype(table[key].dtype) for key, new in changed.items()})

    @cached_property
    def _by_text(self) -> dict[str, str]:
        bases = {
            _base(name): _base(shown) for name, shown in self.names.items() if _base(name) != _base(shown)
        }
        return bases | dict(self.names)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(map(re.escape, sorted(self._by_text, key=len, reverse=True))))


def shown_names(files: Iterable[RawFile], mask_of: Callable[[RawFile], Withholder]) -> ShownNames:
    """The names that are shown, each once: of two that become alike the second gets a number.

    `mask_of` gives what hides the names of persons in a file's name. The folders of a municipality and a year
    are never changed.
    """
    names: dict[str, str] = {}
    files = sorted(files, key=lambda file: file.name)
    taken = {file.name for file in files}
    for file in files:
        owner, parts = _apart(file)
        hide = mask_of(file)
        shown = "/".join((*owner, *(hidden_name(part, hide) for part in parts)))
        if shown == file.name:
            continue
        stem, dot, ending = shown.rpartition(".")
        number = 1
        while shown in taken:
            number += 1
            shown = f"{stem} ({number}){dot}{ending}" if dot else f"{ending} ({number})"
        taken.add(shown)
        names[file.name] = shown
    return ShownNames(names)


def plain_withholder(own_places: Iterable[str] = ()) -> Withholder:
    """What knows nobody, for files that belong to no municipality."""
    return withholder((), (), tuple(own_places))


def shown_path(name: str) -> str:
    """What a file is called in a message before anything is known of its municipality's persons."""
    folder, slash, base = name.rpartition("/")
    return f"{folder}{slash}{hidden_name(base, _nobody_known())}"


@cache
def _nobody_known() -> Withholder:
    return plain_withholder()


def words_of_name(name: str) -> str:
    """The last part of a path as words with blanks between, letter for letter."""
    return _APART.sub(" ", _base(name))


def hidden_name(name: str, hide: Withholder, *, ending: bool = True) -> str:
    """One part of a path, or another name, without personal data; the `ending` of a file stays."""
    found = list(hide.findings(name))
    for text, starts in (_spread(name, hyphens=False), _spread(name, hyphens=True)):
        spans = [(one.start, one.end, one.kind) for one in hide.findings(text)]
        kept = [one for one in spans if one[2] in ("name", "identity_code", "invalid_identity_code", "email")]
        for match in _SMALL_PAIR.finditer(text):
            kept += [(*match.span(), "name")] if _small_name(match[1], match[3], hide) else []
        kept += [(*match.span(), "name") for match in _SMALL.finditer(text) if _known(match[0], hide)]
        found += [Finding(starts[start], starts[end - 1] + 1, kind) for start, end, kind in kept]
    after = _ENDING.search(name) if ending else None
    stem = after.start() if after else len(name)
    for finding in reversed(_merged(found)):
        end = min(finding.end, stem)
        if finding.start < end:
            name = name[: finding.start] + TOKENS[finding.kind] + name[end:]
    return _AGAIN.sub(_NAME, name)


def _small_name(first: str, second: str, hide: Withholder) -> bool:
    """Whether two words in small letters are a given name and what may be a surname, in either order."""
    for given, other in ((first, second), (second, first)):
        if given_name(given) and not ordinary_word(given) and not hide.names.place(given):
            return not (never_a_name(other) or title(other) or hide.names.place(other))
    return False


def _known(word: str, hide: Withholder) -> bool:
    """Whether a word in small letters is a person's of the municipality, and nothing else."""
    other = ordinary_word(word) or surname_or_word(word) or hide.names.no_name(word) or title(word)
    return hide.names.known(word) and not other


def _spread(name: str, *, hyphens: bool) -> tuple[str, list[int]]:
    """A name with blanks between its words, and where each letter of it stands in the name."""
    even = _APART.sub(" ", name)
    even = even.replace("-", " ") if hyphens else even
    letters: list[str] = []
    starts: list[int] = []
    for part in re.finditer(r".+?(?=(?<=[a-zåäö])[A-ZÅÄÖ]|$)", even, re.S):
        if letters and letters[-1] != " ":
            letters.append(" ")
            starts.append(part.start())
        letters += part[0]
        starts += range(part.start(), part.end())
    return "".join(letters), starts


def _merged(found: Iterable[Finding]) -> list[Finding]:
    merged: list[Finding] = []
    for one in sorted(found):
        if merged and one.start < merged[-1].end:
            last = merged[-1]
            merged[-1] = Finding(last.start, max(last.end, one.end), last.kind)
        else:
            merged.append(one)
    return merged


def _apart(file: RawFile) -> tuple[list[str], list[str]]:
    """The folders up to a municipality's year, and the rest of the path."""
    parts = file.name.split("/")
    if file.municipality is None:
        return [], parts
    years = [place for place, part in enumerate(parts) if place and YEAR_FOLDER.fullmatch(part)]
    whole = years[0] + 1 if years else 0
    return parts[:whole], parts[whole:]


def _base(name: str) -> str:
    return name.rpartition("/")[2]
