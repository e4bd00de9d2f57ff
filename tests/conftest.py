"""Fixtures that several test folders share."""

import os
import shutil
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from hyte.settings import Folders, Settings
from hyte.store.ingest import ingest

ROOT = Path(__file__).parents[1]

# How long an example takes says more of how busy the machine is than of the code.
# Whoever starts the tests in the background may have Ctrl-C ignored, which every process here would inherit.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.default_int_handler)

# The same examples at every run: a change is not blamed for what another day's draw would find.
# `pytest --hypothesis-profile=search` draws new ones.
settings.register_profile("search", deadline=None)
settings.register_profile("same examples", deadline=None, derandomize=True)
settings.load_profile("same examples")


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


Once = Callable[[str, Callable[[Path], None]], Path]
"""Gives the folder of a name, filled by the function once in a whole run of the tests."""


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Folders that all worker processes share: the first one that asks fills them, the others wait."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent

    def fill(name: str, make: Callable[[Path], None]) -> Path:
        folder, done = base / f"once-{name}", base / f"once-{name}.done"
        with FileLock(base / f"once-{name}.lock"):
            if not done.exists():
                folder.mkdir()
                make(folder)
                done.touch()
        return folder

    return fill


def settings_of(raw: Path, work: Path) -> Settings:
    """Settings as a pipeline.toml gives them, for a raw folder and a folder to work in."""
    folders = Folders(
        raw=raw, processed=work / "processed", output=work / "output", notebooks=ROOT / "notebooks"
    )
    return Settings(folders=folders)


@pytest.fixture(scope="session")
def example_settings(once: Once) -> Settings:
    """The shipped example, read once."""
    raw = ROOT / "data" / "raw"
    work = once("example", lambda folder: void(ingest(raw, folder / "processed")))
    return settings_of(raw, work)


@pytest.fixture(scope="session")
def real_settings(once: Once, shared: Path) -> Settings:
    """Real exports with the notes of two municipalities beside them, read once."""

    def make(folder: Path) -> None:
        raw = folder / "raw"
        shutil.copytree(shared / "real", raw)
        for number, place in (("004", "Iitti/2022"), ("002", "Ruokolahti/2021")):
            (seed,) = (shared / "seeds").glob(f"{number}_*.txt")
            notes = raw / place / "notes"
            notes.mkdir(parents=True)
            shutil.copy(seed, notes / f"seed_{number}.txt")
        ingest(raw, folder / "processed")

    work = once("real", make)
    return settings_of(work / "raw", work)


def void(result: object) -> None:
    """Forget a result."""
