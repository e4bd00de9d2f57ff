"""Fixtures that several test folders share."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's own folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real exports and invented layouts beside the project; tests that need them are skipped without them."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the folder with real exports (../shared) is not here")
    return folder
