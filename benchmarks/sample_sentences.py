"""Writes docs/sentences.md: every sentence that a finding can become, in three languages, to be read by eye.

python benchmarks/sample_sentences.py            # writes the page
python benchmarks/sample_sentences.py --check    # exit code 1 when the page is out of date
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.append(str(Path(__file__).parent / "sentences"))

from sample_comparisons import compared, untested
from sample_levels import levels, nouns, positions
from sample_signals import candidates, chance, short, whole
from sample_trends import no_trends, trends
from sample_values import Sample, spoken

from hyte.model import LANGUAGES

PAGE = Path(__file__).resolve().parents[1] / "docs" / "sentences.md"

RULES = (
    ("higher, lower (suurempi, pienempi)", "the 95 per cent interval leaves out the figure compared with"),
    ("clearly (selvästi)", "the 99.8 per cent interval leaves it out too"),
    (
        "slightly (hieman)",
        "it differs, but by less than a tenth of the figure compared with; "
        "of a share over half, by less than a tenth of what is missing from the whole",
    ),
    ("slightly but statistically clearly", "the same at 99.8 per cent, as in large municipalities"),
    (
        "much (paljon)",
        "even the near end of the 99.8 per cent interval is at least half of the figure compared with away",
    ),
    ("the same (sama)", "the two figures are printed alike"),
    (
        "better, worse (parempi, huonompi)",
        "only by the indicator's direction, and only of figures that differ",
    ),
    ("rise, fall (suurentunut, pienentynyt)", "only when the rule of trends finds a trend"),
    (
        "small numbers",
        "under 20 events, under 20 persons with or without, or under 100 persons in all; "
        "counts of 1–4 are not printed",
    ),
    ("older than the report year", "said of figures more than three years older"),
)

INTRODUCTION = (
    "# Sample sentences\n\n"
    "Every branch of what is said of an indicator, in three languages. `benchmarks/sample_sentences.py`\n"
    "writes this page; a test holds it up to date and asks that every text of `told.toml` and\n"
    "`signals.toml` is on it. "
    "The figures are made up.\n\n"
    "| words | when |\n|---|---|\n" + "".join(f"| {words} | {when} |\n" for words, when in RULES)
)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    text = page()
    if parser.parse_args().check:
        same = PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text
        print("docs/sentences.md is up to date" if same else "docs/sentences.md is out of date")
        return 0 if same else 1
    PAGE.write_text(text, encoding="utf-8")
    print(f"wrote {PAGE.name}")
    return 0


def page() -> str:
    """The whole page."""
    parts = [INTRODUCTION]
    for title, samples in sections():
        parts.append(f"## {title}\n")
        for sample in samples:
            parts.append(f"**{sample.about}**\n")
            parts += [f"- {language}: {spoken(sample, language)}" for language in LANGUAGES]
            parts.append("")
    return "\n".join(parts).rstrip() + "\n"


def sections() -> Iterator[tuple[str, list[Sample]]]:
    yield "What figures are called", nouns()
    yield "The newest figure", levels()
    yield "Against the country, the county and the peers", compared()
    yield "What cannot be tested", untested()
    yield "Among all municipalities", positions()
    yield "Where the figures are going", trends()
    yield "No trend, and why not", no_trends()
    yield "Marks and table cells", short()
    yield "What chance alone would give", chance()
    yield "Candidates for concerns and joys", candidates()
    yield "All of one indicator", whole()


if __name__ == "__main__":
    sys.exit(main())
