"""The page of sample sentences is up to date, and shows every text."""

import sys
from pathlib import Path

import pytest

from hyte.language.wording import Wording, wording

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "benchmarks"), str(ROOT / "benchmarks" / "sentences")]

from sample_sentences import PAGE, page  # noqa: E402


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run benchmarks/sample_sentences.py"


def test_every_text_is_on_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    used = set()
    say = Wording.__call__

    def noting(self: Wording, key: str, **parameters: object) -> str:
        one = parameters.get("count") in (1, "1")
        used.add(key if key in self.texts else f"{key}.{'one' if one else 'other'}")
        return say(self, key, **parameters)

    monkeypatch.setattr(Wording, "__call__", noting)
    page()
    ours = {key for key in wording("fi").texts if key.startswith(("told.", "signals."))}
    # Rules are named in the data workbook alone; no sentence names them.
    rules = {key for key in ours if key.startswith("told.trend.method.")}
    assert len(rules) == 3
    assert not rules & used
    assert ours - used == rules
