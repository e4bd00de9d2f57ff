"""How much of the planted personal data is withheld, by kind and by place, and which look-alikes are hidden.

python benchmarks/personal_data.py
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from types import ModuleType

from hyte.sources.privacy import Withholder, withholder
from hyte.store.file_names import hidden_name, plain_withholder
from hyte.store.ingest import ingest

ROOT = Path(__file__).resolve().parents[1]


def planted_package() -> ModuleType:
    """The folder of planted data among the tests, as a package."""
    folder = ROOT / "tests" / "sources" / "privacy"
    spec = importlib.util.spec_from_file_location(
        "planted_privacy", folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules["planted_privacy"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def by_kind(given: ModuleType) -> int:
    """Sentence by sentence, as the texts of one municipality; gives how many are left."""
    items, others = given.planted(), given.harmless()
    texts = [item.text for item in items]
    started = time.perf_counter()
    hide = withholder([*texts, *others], given.attendance())
    learnt = time.perf_counter() - started
    there = Counter(item.kind for item in items)
    left = [item for item in items if item.left_in(hide.masked(item.text))]
    missed = Counter(item.kind for item in left)
    print(f"{'kind':<16}{'planted':>8}{'withheld':>10}")
    for kind, count in sorted(there.items()):
        print(f"{kind:<16}{count:>8}{count - missed[kind]:>10}")
    print(f"{'all':<16}{len(items):>8}{len(items) - len(left):>10}\n")
    for item in left:
        print(f"  left: {item.text!r} -> {hide.masked(item.text)!r}")
    _alarms(others, hide)
    started = time.perf_counter()
    for line in (*texts, *others):
        hide.masked(line)
    seconds = time.perf_counter() - started
    lines = len(texts) + len(others)
    print(f"learning names: {learnt:.2f} s; masking: {1000 * seconds / lines:.2f} ms a line\n")
    return len(left)


def _alarms(others: tuple[str, ...], hide: Withholder) -> None:
    alarms = [line for line in others if hide.masked(line) != line]
    print(f"false alarms: {len(alarms)} of {len(others)} look-alikes")
    for line in alarms:
        print(f"  {line} -> {hide.masked(line)}")
    names = sorted({path.name for path in (ROOT / "data" / "raw").rglob("*") if path.is_file()})
    plain = plain_withholder()
    changed = [f"{name} -> {shown}" for name in names if (shown := hidden_name(name, plain)) != name]
    print(f"false alarms: {len(changed)} of {len(names)} names of files", *changed, sep="\n  ")


def by_place() -> int:
    """From files of every kind to the tables that a public report reads; gives how many are left."""
    files = importlib.import_module("planted_privacy.planted_files")
    outputs = importlib.import_module("planted_privacy.outputs")
    seeking = importlib.import_module("planted_privacy.sought")
    with tempfile.TemporaryDirectory(prefix="hyte-privacy-") as name:
        raw, processed = Path(name) / "raw", Path(name) / "processed"
        files.write_raw(raw, ROOT / "data" / "raw")
        result = ingest(raw, processed)
        tables = [path for path in processed.iterdir() if path.suffix in (".parquet", ".json")]
        shown = [path for path in tables if path.name != "originals.parquet"]
        texts = [text for path in shown for _, text in outputs.texts_of(path)]
        texts += map(str, result.problems)
    found = seeking.Sought(secret for item in files.secrets() for secret in item.secrets)
    left = set().union(*(found.left_in(text) for text in texts))
    # Corrections need a review workbook of what was read: tests/running/test_privacy.py makes one.
    places = {place: items for place, items in files.dealt().items() if not place.startswith("review")}
    places |= {item.text: (item,) for item in files.EXTRAS}
    print(f"{'place':<40}{'planted':>8}{'left':>6}")
    missed = 0
    for place, items in places.items():
        count = sum(bool(left & set(item.secrets)) for item in items)
        missed += count
        print(f"{place:<40}{len(items):>8}{count:>6}")
    print(f"words of them that stand somewhere: {', '.join(sorted(left)) or 'none'}")
    return missed


def main() -> int:
    """Both; 1 when anything is left."""
    planted_package()
    return 1 if by_kind(importlib.import_module("planted_privacy.planted")) + by_place() else 0


if __name__ == "__main__":
    sys.exit(main())
