"""One truth about dependencies: environment.yml and requirements.lock agree with pyproject.toml."""

import re
import tomllib
from pathlib import Path

NAME = re.compile(r"^[A-Za-z0-9._-]+")


def canonical(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", requirement.strip()).lower()


def project(root: Path) -> dict[str, object]:
    data: dict[str, object] = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return data


def test_conda_environment_asks_for_what_the_project_asks_for(root: Path) -> None:
    listed = re.findall(r"^ +- ([^\s:]+)$", (root / "environment.yml").read_text(encoding="utf-8"), re.M)
    found = {canonical(item) for item in listed} - {"conda-forge", "nodefaults", "pip", "-e"}
    data = project(root)
    extras = data["optional-dependencies"]
    assert isinstance(extras, dict)
    wanted = {canonical(item) for item in [*data["dependencies"], *extras["lab"]]}  # type: ignore[misc]
    assert found == wanted | {canonical(f"python{data['requires-python']}")}


def test_lock_pins_every_dependency_by_hash_and_names_no_address(root: Path) -> None:
    text = (root / "requirements.lock").read_text(encoding="utf-8")
    pinned = {canonical(name) for name in re.findall(r"^([A-Za-z0-9._-]+)==", text, re.M)}
    data = project(root)
    extras = data["optional-dependencies"]
    assert isinstance(extras, dict)
    every = [*data["dependencies"], *extras["lab"], *extras["dev"], *extras["cluster"]]  # type: ignore[misc]
    names = {canonical(match[0]) for item in every if (match := NAME.match(item))}
    assert names - pinned == set()
    entries = re.split(r"\n(?=[A-Za-z0-9])", text)
    assert [
        entry[:60] for entry in entries if "==" in entry.splitlines()[0] and "--hash=sha256:" not in entry
    ] == []
    assert "://" not in text
