"""Why a report has to be made, in words: what it depends on that has changed, and which files that was in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from hyte.chapters.report_regions import COUNTRY
from hyte.reference.areas import Areas
from hyte.running.manifest import Manifest, failed_path, sha256_of, stem
from hyte.running.request import Wanted
from hyte.settings import Format
from hyte.store.fingerprints import NOTHING, Fingerprints

_LISTED = 3
"""More files or places than so many are counted."""

_PLAIN = {
    "package": "the program is another",
    "settings of [comparison]": "[comparison] in the settings has changed",
    "edition": "it is another edition",
    "merged from": "it was asked for by another name of the municipality",
    "peers": "it is compared with other municipalities",
    "areas": "what is known of its area or its peers has changed",
    "indicators": "descriptions of indicators have changed",
    "files that gave nothing": "other raw files could not be used",
}
_KINDS = {
    "figures of": "figures of {} have changed",
    "later figures of": "there are other figures after the report year",
    "conflicts of": "other figures differ between files",
    "distributions of": "the spread of all municipalities' figures has changed",
    "notes and workbooks of": "its own notes, workbooks or surveys have changed",
}


def reasons(
    folder: Path,
    old: Manifest | None,
    parts: Mapping[str, str],
    item: Wanted,
    *,
    formats: Iterable[Format],
    versions: Mapping[str, str],
    fingerprints: Fingerprints,
    areas: Areas,
) -> tuple[str, ...]:
    """Why the report has to be made; none when it is fresh.

    `old` is its manifest, `parts` what it depends on now, by the names of `hyte.running.plan`.
    """
    failed = ["the last try failed"] if failed_path(folder, item.key).exists() else []
    if old is None:
        if failed:
            return tuple(failed)
        exists = any(folder.glob(f"{stem(item.key)}.*")) if folder.is_dir() else False
        return ("an earlier run was broken off",) if exists else ("not made yet",)
    changed = sorted(
        name for name in {*parts, *old.parts} if parts.get(name, NOTHING) != old.parts.get(name, NOTHING)
    )
    found = [*failed, *_changes(changed, old, item, versions, fingerprints, areas)]
    for form in formats:
        file = old.files.get(form)
        if file is None:
            found.append(f"no {form} yet")
        elif not _is_whole(folder / file, old):
            found.append(f"{file} is missing or has been changed")
    return tuple(found)


def _changes(
    changed: Iterable[str],
    old: Manifest,
    item: Wanted,
    versions: Mapping[str, str],
    fingerprints: Fingerprints,
    areas: Areas,
) -> list[str]:
    by_kind: dict[str, list[str]] = {}
    found = []
    for name in changed:
        kind = next((kind for kind in _KINDS if name.startswith(f"{kind} ")), None)
        if kind is not None:
            by_kind.setdefault(kind, []).append(name.removeprefix(f"{kind} "))
        elif name == "versions":
            found.append(f"other packages: {_versions(old.versions, versions)}")
        elif name == "notebook":
            found.append(f"{item.key.report}.ipynb has changed")
        else:
            found.append(_PLAIN.get(name, f"{name} has changed"))
    own = set(fingerprints.own_files.get(f"{item.key.municipality}/{item.key.year}", ()))
    for kind, sentence in _KINDS.items():
        if kind in by_kind:
            files = {
                "figures of": _changed_files(old, fingerprints, own, of_own=False),
                "notes and workbooks of": _changed_files(old, fingerprints, own, of_own=True),
            }.get(kind, [])
            places = [_place(region, areas) for region in by_kind[kind]]
            told = sentence.format(_listed(places))
            found.append(f"{told} ({_listed(files)})" if files else told)
    return found


def _changed_files(old: Manifest, now: Fingerprints, own: set[str], *, of_own: bool) -> list[str]:
    """Raw files behind the last report that are others now or gone, and its own ones that are new."""
    known = {name: checksum for name, checksum in old.inputs.items() if _is_own(name, own, now) == of_own}
    files = [
        name if name in now.files else f"{name} is gone"
        for name, checksum in known.items()
        if now.files.get(name) != checksum
    ]
    return sorted([*files, *(own - {*old.inputs} if of_own else ())])


def _is_own(name: str, own: set[str], now: Fingerprints) -> bool:
    if name in own:
        return True
    return name not in now.files and any(f"/{part}/" in name for part in ("notes", "registers", "surveys"))


def _place(region: str, areas: Areas) -> str:
    if region == COUNTRY:
        return "the whole country"
    for place in areas.municipalities():
        if place.region_id == region:
            return place.name_fi
    return region


def _versions(old: Mapping[str, str], new: Mapping[str, str]) -> str:
    pairs = (
        f"{name} {old.get(name, '(none)')} → {new.get(name, '(none)')}"
        for name in sorted({*old, *new})
        if old.get(name) != new.get(name)
    )
    return _listed(list(pairs)) or "unknown"


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:_LISTED])
    return shown if len(names) <= _LISTED else f"{shown} and {len(names) - _LISTED} more"


def _is_whole(path: Path, old: Manifest) -> bool:
    """Whether a file is as it was made: by size and time when these are as then, else by its bytes."""
    try:
        found = path.stat()
    except OSError:
        return False
    if old.written.get(path.name) == [found.st_size, found.st_mtime_ns]:
        return True
    return sha256_of(path) == old.sha256.get(path.name)
