"""The reviewers' page `output/index.html`: every report that has a manifest, by municipality."""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from hyte.errors import PublishingError
from hyte.model import LANGUAGES, Language
from hyte.publishing.page import policy, render, script, style

_PATTERN = "*/*/*.manifest.json"
_OFFERED = ("html", "pdf", "xlsx")
_AFTER_Z = {"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"}


class _Manifest(BaseModel):
    """What the page needs of a manifest; the rest of it is for others."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    report: str = Field(min_length=1)
    title: str = Field(min_length=1)
    municipality: str = Field(pattern=r"^\d{3}$")
    municipality_name: str = Field(min_length=1)
    county_name: str = ""
    year: int
    language: Language
    state: Literal["draft", "approved"]
    invented: bool = False
    parameters: dict[str, object] = Field(default_factory=dict)
    files: dict[str, str] = Field(min_length=1)
    """Names by format; formats that the page does not offer (the notebook) are passed over."""

    @field_validator("files")
    @classmethod
    def _names_of_neighbours(cls, files: dict[str, str]) -> dict[str, str]:
        offered = {kind: files[kind] for kind in _OFFERED if kind in files}
        for name in offered.values():
            if not name or name.startswith(".") or set(name) & set('/\\:"'):
                raise ValueError(f"{name!r} is no plain file name")
        return offered


@dataclass(frozen=True, slots=True)
class Entry:
    """One edition of a report, with addresses relative to the page."""

    title: str
    report: str
    year: int
    language: Language
    state: Literal["draft", "approved"]
    invented: bool
    working: bool
    """Whether it holds personal data and must not be published."""
    links: tuple[tuple[str, str], ...]
    """Pairs of format ("html", "pdf", "xlsx") and address, in this order."""


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality and its reports, newest year first."""

    code: str
    name: str
    other_names: str
    county: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Broken:
    """A manifest that could not be used, and why (in Finnish, as the page is)."""

    path: str
    reason: str


def write_site(output: Path) -> Path:
    """Write `output/index.html` from the manifests in `output/<year>/<municipality>/` and give its path.

    A manifest that cannot be used is left out and listed at the end of the page. The page is replaced in one
    step: a reader never meets half of it.

    Raises
    ------
    PublishingError
        When the page cannot be written; the old one is then still there.
    """
    places, broken = read_reports(output)
    target = output / "index.html"
    part = output / f".index.html.{os.getpid()}.part"
    try:
        output.mkdir(parents=True, exist_ok=True)
        part.write_text(site_page(places, broken), encoding="utf-8", newline="\n")
        part.replace(target)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise PublishingError(
            f"the list of reports cannot be written: {error.strerror or error}.",
            place=str(target),
            remedy="Check that the folder may be written to and that the disk has room.",
        ) from error
    return target


def read_reports(output: Path) -> tuple[tuple[Place, ...], tuple[Broken, ...]]:
    """Read every manifest below `output`, sorted as the page lists them."""
    found: dict[str, list[tuple[_Manifest, Entry]]] = {}
    broken: list[Broken] = []
    for path in sorted(output.glob(_PATTERN)):
        relative = path.relative_to(output)
        if any(part.startswith(".") for part in relative.parts):
            continue
        read = _read(path, relative)
        if isinstance(read, Broken):
            broken.append(read)
        else:
            found.setdefault(read[0].municipality, []).append(read)
    places = sorted((_place(code, reports) for code, reports in found.items()), key=_place_order)
    return tuple(places), tuple(broken)


def site_page(places: Sequence[Place], broken: Sequence[Broken] = ()) -> str:
    """The page's text; it fetches nothing and shows everything without JavaScript."""
    sheet = style("base.css", "site.css")
    code = script("site.js")
    entries = [entry for place in places for entry in place.entries]
    return render(
        "site.html.j2",
        places=places,
        broken=broken,
        total=len(entries),
        working=any(entry.working for entry in entries),
        years=sorted({entry.year for entry in entries}, reverse=True),
        languages=[
            language for language in LANGUAGES if any(entry.language == language for entry in entries)
        ],
        style=sheet,
        script=code,
        policy=policy(styles=sheet, scripts=code),
    )


def _read(path: Path, relative: Path) -> tuple[_Manifest, Entry] | Broken:
    name = relative.as_posix()
    try:
        manifest = _Manifest.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        fields = sorted({".".join(map(str, one["loc"])) or "koko sisältö" for one in error.errors()})
        return Broken(name, f"kenttä puuttuu tai on virheellinen: {', '.join(fields)}")
    except (OSError, ValueError, RecursionError):
        return Broken(name, "tiedostoa ei voi lukea JSON-muotoisena")
    missing = sorted(file for file in manifest.files.values() if not (path.parent / file).is_file())
    if missing:
        return Broken(name, f"tiedosto puuttuu kansiosta: {', '.join(missing)}")
    folder = relative.parent.as_posix()
    return manifest, Entry(
        title=manifest.title,
        report=manifest.report,
        year=manifest.year,
        language=manifest.language,
        state=manifest.state,
        invented=manifest.invented,
        working=manifest.parameters.get("edition") == "working",
        links=tuple((kind, quote(f"{folder}/{name}")) for kind, name in manifest.files.items()),
    )


def _place(code: str, reports: Sequence[tuple[_Manifest, Entry]]) -> Place:
    by_language = sorted(reports, key=lambda pair: LANGUAGES.index(pair[0].language))
    names = list(dict.fromkeys(manifest.municipality_name for manifest, _ in by_language))
    county = next((manifest.county_name for manifest, _ in by_language if manifest.county_name), "")
    entries = sorted(
        (entry for _, entry in reports),
        key=lambda entry: (-entry.year, entry.report, LANGUAGES.index(entry.language), entry.links),
    )
    return Place(code, names[0], " / ".join(names[1:]), county, tuple(entries))


def _place_order(place: Place) -> tuple[str, str]:
    """Finnish alphabet, å ä ö last, the same on every machine."""
    letters = (_AFTER_Z.get(letter, letter) for letter in unicodedata.normalize("NFC", place.name.casefold()))
    return "".join(letters), place.code
