"""Which file of the raw folder is what, by its place and name alone: nothing has to be opened for it."""

from __future__ import annotations

import difflib
import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal

from hyte.errors import InputError, UsageError
from hyte.sources.file_names import shown_name
from hyte.store.folder_names import misnamed_folder

SIDECAR_ENDING = ".meta.toml"
AREA_LIST = "areas.csv"
APPROVAL = "approval.toml"
REVIEW = "review.xlsx"
NOTES_FOLDER = "notes"
REGISTERS_FOLDER = "registers"
SURVEYS_FOLDER = "surveys"
YEAR_FOLDER = re.compile(r"(?:19|20)\d\d")

_DOCUMENTS = frozenset({".pdf", ".doc", ".docx", ".odt", ".rtf", ".ppt", ".pptx", ".eml", ".msg"})
_PACKED = frozenset({".zip", ".7z", ".gz", ".rar", ".tar", ".xz"})
_UNFINISHED = frozenset({".tmp", ".part", ".crdownload", ".download", ".bak", ".swp"})
_NO_DATA = frozenset(
    {".md", ".py", ".r", ".ipynb", ".sh", ".bat", ".ps1", ".geojson", ".png", ".jpg", ".jpeg", ".svg", ".gif"}
    | {".webp", ".lnk", ".url", ".log", ".css", ".js"}
)
_EXPLAINING = re.compile(r"(?:readme|licen[cs]e|changelog|sources?|lue ?minut)(?:\.[a-z]+)?", re.I)
_OF_SYSTEM = frozenset({"thumbs.db", "desktop.ini", "icon\r", "__macosx"})
_CACHE_FOLDERS = frozenset({"__pycache__", "__macosx"})


class Role(StrEnum):
    """What a file of the raw folder is for."""

    DATA = "data"
    NOTE = "note"
    REGISTER = "register"
    SURVEY = "survey"
    REVIEW = "review"
    SIDECAR = "sidecar"
    AREAS = "areas"
    APPROVAL = "approval"
    IGNORED = "ignored"


_OWN_FOLDERS = {NOTES_FOLDER: Role.NOTE, REGISTERS_FOLDER: Role.REGISTER, SURVEYS_FOLDER: Role.SURVEY}


@dataclass(frozen=True, slots=True)
class RawFile:
    """One file of the raw folder.

    `name` is its POSIX path relative to the raw folder, composed letters (NFC). `reason` says why an ignored
    file is ignored. `municipality` and `year` are given for what a municipality itself brings (notes,
    registers, surveys, corrections, approvals), as the folders are called.
    """

    path: Path
    name: str
    role: Role
    reason: str | None = None
    municipality: str | None = None
    year: int | None = None

    @property
    def folder(self) -> str:
        """POSIX path of the file's folder, "" for the raw folder itself."""
        return self.name.rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class Inventory:
    """Every file of the raw folder, sorted by name, and the problems that the names alone show."""

    files: tuple[RawFile, ...]
    problems: tuple[InputError, ...] = ()

    def of(self, role: Role) -> tuple[RawFile, ...]:
        """The files with this role."""
        return tuple(file for file in self.files if file.role is role)

    def sidecar_of(self, file: RawFile) -> RawFile | None:
        """The sidecar beside a data file."""
        wanted = file.name + SIDECAR_ENDING
        return next((other for other in self.files if other.name == wanted), None)


def take_inventory(raw: Path, leave_out: Path | None = None) -> Inventory:
    """List every file below `raw`, each with its role.

    `leave_out` (the processed folder) is skipped when it lies inside. Links to folders are followed once, so
    a loop of links ends. Raises `UsageError` when the folder is not there or cannot be listed.
    """
    if not raw.is_dir():
        what = "is a file, not a folder" if raw.exists() else "is not there"
        raise UsageError(
            f"The folder of raw files {what}.",
            place=str(raw),
            remedy="Give the folder that holds the exports with --raw, or set raw in pipeline.toml.",
        )
    files: list[RawFile] = []
    problems: list[InputError] = []
    skip = {leave_out.resolve()} if leave_out else set()
    taken: set[str] = set()
    for path, parts in _walk(raw, (), skip, problems):
        name = shown_name(parts)
        file, problem = _classify(path, name)
        if name in taken and file.role is not Role.IGNORED:
            problem = InputError(
                "Two files have this name; they differ only in how its letters are stored.",
                place=name,
                remedy="Rename one of them.",
            )
            file = RawFile(path, f"{name} (2)", Role.IGNORED, reason="a second file of this name")
        taken.add(name)
        files.append(file)
        if problem:
            problems.append(problem)
    files.sort(key=lambda file: file.name)
    problems.extend(_lonely_sidecars(files))
    return Inventory(tuple(files), tuple(sorted(problems, key=lambda problem: str(problem.place))))


def hash_file(path: Path) -> tuple[str, int]:
    """The sha256 of a file and its size in bytes; the date of the file plays no part."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return digest, stream.tell()


def _walk(
    folder: Path, parts: tuple[str, ...], seen: set[Path], problems: list[InputError]
) -> Iterator[tuple[Path, tuple[str, ...]]]:
    real = folder.resolve()
    if real in seen:
        return
    seen.add(real)
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: unicodedata.normalize("NFC", entry.name))
    except OSError as error:
        if not parts:
            raise UsageError(
                f"The folder of raw files cannot be listed ({error.strerror or error}).",
                place=str(folder),
                remedy="See that you may read it.",
            ) from error
        problems.append(
            InputError(
                f"The folder cannot be listed ({error.strerror or error}).",
                place="/".join(parts),
                remedy="See that you may read it.",
            )
        )
        return
    for entry in entries:
        path = folder / entry.name
        if os.path.isdir(path):  # noqa: PTH112 - a folder that nobody may enter is no reason to stop
            if not entry.name.startswith(".") and entry.name.casefold() not in _CACHE_FOLDERS:
                yield from _walk(path, (*parts, entry.name), seen, problems)
        else:
            yield path, (*parts, entry.name)


def _classify(path: Path, name: str) -> tuple[RawFile, InputError | None]:
    parts = name.split("/")
    base = parts[-1]
    lower = base.casefold()
    problem: InputError | None = None
    kind = _kind(path)
    if kind == "other":
        return RawFile(path, name, Role.IGNORED, reason="neither a file nor a folder"), None
    if kind == "nowhere":
        problem = InputError(
            "The link leads nowhere.", place=name, remedy="Put the file itself here, or remove the link."
        )
        return RawFile(path, name, Role.IGNORED, reason="a link that leads nowhere"), problem
    reason = _never_read(lower)
    if reason:
        return RawFile(path, name, Role.IGNORED, reason=reason), None
    if lower.endswith(SIDECAR_ENDING):
        return RawFile(path, name, Role.SIDECAR), None
    if lower == AREA_LIST:
        return RawFile(path, name, Role.AREAS), None
    if lower == APPROVAL:
        return _with_owner(path, name, Role.APPROVAL, parts[:-1], f"<municipality>/<year>/{APPROVAL}")
    folders = [part.casefold() for part in parts[:-1]]
    for folder, role in _OWN_FOLDERS.items():
        if folder in folders:
            owner = parts[: folders.index(folder)]
            return _with_owner(path, name, role, owner, f"<municipality>/<year>/{folder}/{base}")
    if lower.startswith("review") and lower.endswith(".xlsx") and lower != REVIEW:
        problem = InputError(
            "Only one workbook of corrections is read, and it is called review.xlsx.",
            place=name,
            remedy="If this one is newer, call it review.xlsx and take the other one out.",
        )
        if len(parts) > 2 and YEAR_FOLDER.fullmatch(parts[-2]):
            return RawFile(path, name, Role.IGNORED, reason="a copy of the review workbook"), problem
        problem = None
    if lower == REVIEW:
        return _with_owner(path, name, Role.REVIEW, parts[:-1], f"<municipality>/<year>/{REVIEW}")
    if misnamed := misnamed_folder(parts[:-1]):
        problem = InputError(
            f"Nobody reads what lies in a folder called {misnamed[0]!r}.",
            place=name,
            remedy=f"Did you mean {misnamed[1]!r}? Rename the folder to that.",
        )
        return RawFile(path, name, Role.IGNORED, reason="in a folder of an unknown name"), problem
    reason = _no_export(base)
    if reason is None and Path(lower).suffix == ".toml":
        reason = "a TOML file that no rule knows"
        near = difflib.get_close_matches(lower, (APPROVAL, SIDECAR_ENDING), n=1, cutoff=0.5)
        hint = f"Did you mean {near[0]}? " if near else ""
        problem = InputError(
            "Nobody reads a file of this name.",
            place=name,
            remedy=f"{hint}Known are <export>{SIDECAR_ENDING} and <municipality>/<year>/{APPROVAL}.",
        )
    if reason:
        return RawFile(path, name, Role.IGNORED, reason=reason), problem
    return RawFile(path, name, Role.DATA), None


def _kind(path: Path) -> Literal["file", "nowhere", "other"]:
    try:
        return "file" if stat.S_ISREG(path.stat().st_mode) else "other"
    except PermissionError:
        # Whoever opens it says so, and it is listed among the files that could not be read.
        return "file"
    except OSError:
        return "nowhere"


def _with_owner(
    path: Path, name: str, role: Role, owner: list[str], wanted: str
) -> tuple[RawFile, InputError | None]:
    if len(owner) >= 2 and YEAR_FOLDER.fullmatch(owner[-1]):
        return RawFile(path, name, role, municipality=owner[-2], year=int(owner[-1])), None
    problem = InputError(
        "The folders do not tell for which municipality and year this is.",
        place=name,
        remedy=f"Put it at {wanted}.",
    )
    return RawFile(path, name, Role.IGNORED, reason="not in a folder <municipality>/<year>"), problem


def _never_read(lower: str) -> str | None:
    if lower.startswith("~$") or lower.startswith(".~lock"):
        return "a lock file of an open document"
    if lower.startswith("."):
        return "a hidden file"
    if lower in _OF_SYSTEM:
        return "a file of the operating system"
    if Path(lower).suffix in _UNFINISHED or lower.endswith("~"):
        return "an unfinished download or a backup copy"
    return "an explanation for people" if _EXPLAINING.fullmatch(lower) else None


def _no_export(base: str) -> str | None:
    ending = Path(base.casefold()).suffix
    if ending in _NO_DATA:
        return "no data by its ending"
    if ending in _DOCUMENTS:
        return f"a document outside of a folder <municipality>/<year>/{NOTES_FOLDER}"
    return "packed; unpack it to have it read" if ending in _PACKED else None


def _lonely_sidecars(files: list[RawFile]) -> list[InputError]:
    names = {file.name for file in files}
    problems = []
    for file in files:
        if file.role is not Role.SIDECAR:
            continue
        export = file.name[: -len(SIDECAR_ENDING)]
        if export in names:
            continue
        beside = [other.name for other in files if other.folder == file.folder and other.role is Role.DATA]
        near = difflib.get_close_matches(export, beside, n=1)
        hint = f"Did you mean {near[0]}{SIDECAR_ENDING}? " if near else ""
        problems.append(
            InputError(
                "The sidecar describes a file that is not there.",
                place=file.name,
                remedy=f"{hint}Call it like the export with {SIDECAR_ENDING} behind, in the same folder.",
            )
        )
    return problems
