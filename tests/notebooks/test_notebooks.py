"""The notebooks are thin: they say what is in a report, and hold no code of their own."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import nbformat
import pytest

from hyte.chapters import AnnualReport
from hyte.chapters.population import SECTIONS

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
LONGEST_CELL = 12


def notebooks() -> list[Path]:
    return sorted(NOTEBOOKS.glob("*.ipynb"))


def code_of(path: Path) -> list[Any]:
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


def test_there_is_the_annual_report() -> None:
    assert "annual_report" in [path.stem for path in notebooks()]


@pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.stem)
def test_no_output_and_no_count_is_stored(path: Path) -> None:
    nbformat.validate(nbformat.read(path, as_version=4))
    for cell in code_of(path):
        assert cell.outputs == []
        assert cell.execution_count is None


@pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.stem)
def test_one_cell_holds_the_parameters_and_nothing_else(path: Path) -> None:
    (cell,) = [cell for cell in code_of(path) if "parameters" in cell.metadata.get("tags", [])]
    named = []
    for statement in ast.parse(cell.source).body:
        assert isinstance(statement, ast.Assign | ast.AnnAssign)
        assert isinstance(statement.value, ast.Constant)
        target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
        assert isinstance(target, ast.Name)
        named.append(target.id)
    assert named == ["municipality", "year", "language", "edition"]


@pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.stem)
def test_cells_are_short_and_hold_no_logic_no_path_and_no_data_frame(path: Path) -> None:
    forbidden = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.If, ast.Try, ast.While)
    for cell in code_of(path):
        assert len(cell.source.splitlines()) <= LONGEST_CELL
        for node in ast.walk(ast.parse(cell.source)):
            assert not isinstance(node, forbidden), cell.source
            if isinstance(node, ast.Import):
                assert [alias.name for alias in node.names] == []
            if isinstance(node, ast.ImportFrom):
                assert (node.module or "").split(".")[0] == "hyte"
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert "/" not in node.value
                assert "\\" not in node.value


@pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.stem)
def test_explanations_are_kept_out_of_the_report(path: Path) -> None:
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "markdown":
            assert "analyst" in cell.metadata.tags


def test_the_groups_are_the_reports_sections_in_their_order() -> None:
    called = calls("annual_report")
    assert [argument for name, argument in called if name == "group"] == list(SECTIONS)


def test_every_chapter_is_shown_once() -> None:
    called = [name for name, _ in calls("annual_report") if name != "group"]
    chapters = [name for name in vars(AnnualReport) if not name.startswith("_") and name != "data"]
    assert sorted(called) == sorted(name for name in chapters if name not in ("group", "indicator"))
    assert called[0] == "cover"
    assert called[-1] == "workbook"


def calls(name: str) -> list[tuple[str, str | None]]:
    """Methods of the report that a notebook calls, with the argument."""
    found = []
    for cell in code_of(NOTEBOOKS / f"{name}.ipynb"):
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                argument = node.args[0].value if node.args else None
                assert argument is None or isinstance(argument, str)
                found.append((node.func.attr, argument))
    return found
