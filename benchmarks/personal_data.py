"""How much of the planted personal data is found, by kind, and which look-alikes are hidden by mistake.

python benchmarks/personal_data.py
"""

from __future__ import annotations

import importlib.util
import sys
import time
from collections import Counter
from pathlib import Path
from types import ModuleType

from hyte.sources.privacy import withholder

ROOT = Path(__file__).resolve().parents[1]


def planted_set() -> ModuleType:
    path = ROOT / "tests" / "sources" / "privacy" / "planted.py"
    spec = importlib.util.spec_from_file_location("planted", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["planted"] = module
    spec.loader.exec_module(module)
    return module


def main() -> None:
    given = planted_set()
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
    alarms = [line for line in others if hide.masked(line) != line]
    print(f"false alarms: {len(alarms)} of {len(others)} look-alikes")
    for line in alarms:
        print(f"  {line} -> {hide.masked(line)}")
    started = time.perf_counter()
    for line in (*texts, *others):
        hide.masked(line)
    seconds = time.perf_counter() - started
    lines = len(texts) + len(others)
    print(f"\nlearning names: {learnt:.2f} s; masking: {1000 * seconds / lines:.2f} ms a line")


if __name__ == "__main__":
    main()
