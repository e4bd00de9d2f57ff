"""A small project whose reports take a second: one export, a notebook of one cell."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import nbformat

ROOT = Path(__file__).parents[2]
PLACES = ("Heinola", "Iitti", "Kotka", "Kouvola", "Lahti", "Hollola", "Orimattila", "Asikkala")
CODES = (111, 142, 285, 286, 398, 98, 560, 16)
SOTKANET = (44, 61, 151, 152, 177, 49, 257, 9)
CELL = """\
import time
from datetime import date
from hyte.presentation.blocks import Cover
time.sleep({seconds})
Cover(language=language, title=f"Kertomus {{municipality}} {{year}}", report_name="Kertomus",
      municipality="Kunta", municipality_code=municipality, year=year, state="draft", state_text="Luonnos",
      organisation="Kunta", data_date=date(2024, 12, 31), data_date_text="31.12.2024",
      description="Lyhyt kertomus")"""


def make_tiny(
    folder: Path, places: int = 4, seconds: float = 0.0, formats: str = '"html"', run: str = ""
) -> Path:
    """Write the project into `folder`; gives its settings file."""
    for name in ("raw", "notebooks"):
        (folder / name).mkdir(parents=True)
    rows = "".join(f"127;{place};2022;total;{1000 * place};\r\n" for place in range(1, 350))
    header = "indicator;region;year;gender;primary value;absolute value\r\n"
    (folder / "raw" / "population.csv").write_bytes((header + rows).encode())
    write_notebook(folder, seconds)
    names = ", ".join(f'"{name}"' for name in PLACES[:places])
    (folder / "pipeline.toml").write_text(
        '[folders]\nraw = "raw"\nprocessed = "processed"\noutput = "output"\nnotebooks = "notebooks"\n'
        f'[reports]\nreports = ["tiny"]\nmunicipalities = [{names}]\nyears = [2022]\nlanguages = ["fi"]\n'
        f"formats = [{formats}]\n[run]\n{run}\n",
        encoding="utf-8",
    )
    return folder / "pipeline.toml"


def write_notebook(folder: Path, seconds: float) -> None:
    first = nbformat.v4.new_code_cell(
        'municipality, year, language, edition = "111", 2022, "fi", "public"',
        id="parameters",
        metadata={"tags": ["parameters"]},
    )
    cell = nbformat.v4.new_code_cell(CELL.format(seconds=seconds), id="cover")
    nbformat.write(nbformat.v4.new_notebook(cells=[first, cell]), folder / "notebooks" / "tiny.ipynb")


def command(settings_file: Path, *words: str) -> list[str]:
    return [sys.executable, str(ROOT / "pipeline.py"), *words, "--settings", str(settings_file)]


def started(settings_file: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command(settings_file, *words),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
        start_new_session=True,
    )


def bytes_of(output: Path) -> dict[str, str]:
    """Checksums of what is published; manifests hold times, which differ."""
    return {
        path.relative_to(output).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(output.rglob("*"))
        if path.is_file() and path.suffix in (".html", ".pdf", ".xlsx", ".ipynb")
    }
