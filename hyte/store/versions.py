"""Hashes of the code and the facts that a result depends on: a new version of either counts as a change."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGE = Path(__file__).parents[1]
_HARMONISING = frozenset({"harmonise.py", "identify.py", "found_lists.py"})
_ENDINGS = frozenset({".py", ".csv", ".toml", ".json"})
_LIBRARIES = (
    "pandas",
    "pyarrow",
    "numpy",
    "python-calamine",
    "openpyxl",
    "python-docx",
    "lxml",
    "pdfplumber",
    "pypdfium2",
    "rapidfuzz",
    "snowballstemmer",
)


@cache
def readers_hash() -> str:
    """Hash of all that decides what a reader gets out of a file; after a change all are read again."""
    files = [path for path in _files("sources") if path.name not in _HARMONISING]
    files += [path for path in _files("reference") if "indicators" not in path.parts]
    return _hash([*files, PACKAGE / "model.py", PACKAGE / "errors.py"])


@cache
def ingest_hash() -> str:
    """Hash of all that decides what the processed tables hold, the files of the raw folder apart."""
    rooms = [path for room in ("sources", "reference", "statistics", "store") for path in _files(room)]
    return _hash([*rooms, PACKAGE / "model.py", PACKAGE / "errors.py"])


def _files(room: str) -> list[Path]:
    return sorted(path for path in (PACKAGE / room).rglob("*") if path.suffix in _ENDINGS and path.is_file())


def _hash(files: list[Path]) -> str:
    digest = hashlib.sha256()
    for library in _LIBRARIES:
        try:
            digest.update(f"{library} {version(library)}\n".encode())
        except PackageNotFoundError:
            digest.update(f"{library} is not here\n".encode())
    for path in sorted(files):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(
            f"{path.relative_to(PACKAGE).as_posix()} {hashlib.sha256(content).hexdigest()}\n".encode()
        )
    return digest.hexdigest()
