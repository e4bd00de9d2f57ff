"""Makes the same reports twice, as differently as can be, and compares their bytes.

python benchmarks/determinism.py                                    # the shipped example
python benchmarks/determinism.py --raw ../shared/real --municipality Heinola --year 2022

The two runs start from nothing, with different folders, working directories, numbers of workers, time zones,
locales (the Finnish one where the system has it) and hash seeds, and raw files copied in the opposite order
with other times. Prints the sha256 of every html, pdf and xlsx; exit code 1 when any differs or is missing.
"""

from __future__ import annotations

import argparse
import hashlib
import locale
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FINNISH = "fi_FI.UTF-8"
FORMATS = (".html", ".pdf", ".xlsx")


@dataclass(frozen=True)
class Way:
    """One way to run the pipeline; nothing of it may be seen in a report."""

    name: str
    workers: int
    environment: dict[str, str]
    reverse: bool


WAYS = (
    Way("one", 1, {"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "1"}, reverse=False),
    Way(
        "kansio öäå",
        3,
        {"LC_ALL": FINNISH, "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "77"},
        reverse=True,
    ),
)


def copy_raw(raw: Path, target: Path, *, reverse: bool) -> None:
    """Copy the raw files one by one; the reversed copy gets other times, too."""
    files = sorted((path for path in raw.rglob("*") if path.is_file()), reverse=reverse)
    for number, path in enumerate(files):
        copy = target / path.relative_to(raw)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        if reverse:
            os.utime(copy, (1_000_000_000 + number, 1_000_000_000 + number))


def run(way: Way, base: Path, raw: Path, options: list[str]) -> dict[str, str]:
    """Run the pipeline in one way; sha256 of each published file by its name within the output folder."""
    folder = base / way.name
    copy_raw(raw, folder / "raw", reverse=way.reverse)
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    command = [
        *(sys.executable, str(ROOT / "pipeline.py"), "run", "--workers", str(way.workers)),
        *("--raw", "../raw", "--processed", "../processed", "--output", "../output"),
        *options,
    ]
    done = subprocess.run(command, cwd=elsewhere, env=os.environ | way.environment, check=False)
    if done.returncode == 2:
        raise SystemExit(2)
    output = folder / "output"
    return {
        path.relative_to(output).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(output.rglob("*"))
        if path.suffix in FORMATS
    }


def _has_finnish() -> bool:
    try:
        locale.setlocale(locale.LC_ALL, FINNISH)
    except locale.Error:
        return False
    locale.setlocale(locale.LC_ALL, "C")
    return True


def main() -> int:
    """Both runs and the table; the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--raw", type=Path, default=ROOT / "data" / "raw", help="folder with the exports")
    parser.add_argument("--keep", type=Path, help="an empty folder to keep both runs in")
    arguments, options = parser.parse_known_args()
    with tempfile.TemporaryDirectory(prefix="hyte-determinism-") as temporary:
        base = (arguments.keep or Path(temporary)).resolve()
        first, second = (run(way, base, arguments.raw.resolve(), options) for way in WAYS)
    names = sorted({*first, *second})
    different = [name for name in names if first.get(name) != second.get(name)]
    if not _has_finnish():
        print("This system has no Finnish locale, so that part was not tried.")
    for name in names:
        mark = "DIFFERS" if name in different else "same"
        print(f"{mark:8}{first.get(name, 'missing'):64}  {name}")
        if name in different:
            print(f"{'':8}{second.get(name, 'missing'):64}")
    print(f"{len(names)} files, {len(different)} different")
    return 1 if different or not names else 0


if __name__ == "__main__":
    sys.exit(main())
