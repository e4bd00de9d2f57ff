"""What reports hide cannot be recomputed from all that they publish together."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from hyte.running.request import Options
from hyte.running.run import run
from tests.attack.attack import recover
from tests.attack.published import Figure, figures, marked, suspicious, texts
from tests.attack.worlds import ALL_AGES, COUNTY, NAMES, PLANTED, TITLE, TWIN, Key, World, sums

Once = Callable[[str, Callable[[Path], None]], Path]


def publish(work: Path, root: Path, world: World, municipalities: tuple[str, ...], sheets: int) -> None:
    """Make reports of a world, from its raw folder."""
    world.write(work / "raw")
    folders = {name: work / name for name in ("raw", "processed", "output")} | {
        "notebooks": root / "notebooks"
    }
    lines = [f'{name} = "{folder.as_posix()}"' for name, folder in folders.items()]
    text = ["[folders]", *lines, "[reports]", "years = [2024]", "[disclosure]", f"sheets = {sheets}"]
    settings = work / "pipeline.toml"
    settings.write_text("\n".join([*text, "[run]", "workers = 1", ""]), encoding="utf-8")
    told = io.StringIO()
    code = run(settings, Options(municipalities=municipalities), Console(file=told), retry="run")
    assert code == 0, told.getvalue()


@pytest.fixture(scope="session")
def protected(once: Once, root: Path) -> Path:
    """Reports of two neighbours, as anybody can read them."""
    return once("protected", lambda work: publish(work, root, PLANTED, ("Alhola", "Rantila"), 5)) / "output"


@pytest.fixture(scope="session")
def unprotected(once: Once, root: Path) -> Path:
    """The same world with the protection switched off."""
    return once("unprotected", lambda work: publish(work, root, PLANTED, ("Rantila",), 0)) / "output"


@pytest.fixture(scope="session")
def twin(once: Once, root: Path) -> Path:
    """Another truth of which the same is shown."""
    return once("twin", lambda work: publish(work, root, TWIN, ("Rantila",), 5)) / "output"


def figure_of(key: Key) -> Figure:
    age, region, year, sex = key
    return f"{TITLE} (Ikä={age.replace('-', '–')})", region, year, sex


def test_every_figure_of_a_report_is_read(unprotected: Path) -> None:
    truth = {figure_of(key): float(count) for key, count in PLANTED.counts.items()}
    assert figures(unprotected) == truth


def test_the_attack_finds_every_small_count_of_unprotected_reports(unprotected: Path) -> None:
    secret = {figure_of(key): PLANTED.counts[key] for key in PLANTED.small()}
    found = recover(figures(unprotected), figure_sums(), secret)
    assert {one.key for one in found} == set(secret)


def test_the_attack_recovers_nothing_from_all_reports_together(protected: Path) -> None:
    shown = figures(protected)
    truth = {figure_of(key): count for key, count in PLANTED.counts.items()}
    assert shown.items() <= truth.items()
    assert len(shown) > 0.6 * len(truth)
    secret = {key: count for key, count in truth.items() if key not in shown or 0 < count < 5}
    assert recover(shown, figure_sums(), secret) == []
    assert marked(protected) == set(truth) - set(shown)


def test_an_output_folder_can_be_searched_without_knowing_the_truth(protected: Path) -> None:
    parts = {COUNTY: tuple(f"KU{code}" for code in NAMES)}
    assert suspicious(protected, parts, tuple(figure_sums())) == []


def test_what_is_published_is_the_same_whatever_the_hidden_counts_are(protected: Path, twin: Path) -> None:
    """Nothing in any file, not even a checksum, depends on which of two truths holds."""
    changed = {key for key in PLANTED.small() if TWIN.counts[key] != PLANTED.counts[key]}
    assert len(changed) == 6
    one, other = (
        {name: text for name, text in texts(folder).items() if "995" in name} for folder in (protected, twin)
    )
    assert sorted(one) == sorted(other)
    assert {Path(name).suffix for name in one} == {".html", ".ipynb", ".json", ".pdf", ".xlsx"}
    assert [name for name in one if one[name] != other[name]] == []


def figure_sums() -> list[dict[Figure, int]]:
    return [{figure_of(key): factor for key, factor in one.items()} for one in sums(PLANTED)]


def test_the_sums_of_the_attack_hold_in_truth() -> None:
    assert all(sum(f * PLANTED.counts[key] for key, f in one.items()) == 0 for one in sums(PLANTED))
    assert any(key[0] == ALL_AGES for one in sums(PLANTED) for key in one)
