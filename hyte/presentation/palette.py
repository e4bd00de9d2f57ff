"""The colours of every published report, once: the HTML template, the site and the PDF writer read them here.

Each ink stands on its own paper with a contrast of at least 4.5:1 (proved in the tests).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """sRGB colours as "#rrggbb", named by what they are for."""

    ink: str = "#1a2530"
    """Running text."""
    muted: str = "#51606d"
    """Captions, sources, small print."""
    paper: str = "#ffffff"
    wash: str = "#f4f7fa"
    """Quiet background of cards and of every other table row."""
    rule: str = "#d3dce4"
    """Thin lines."""
    rule_strong: str = "#8496a6"
    """Lines that carry meaning: the edge under a table's header."""
    blue: str = "#0d3b66"
    """Headings, links, the cover."""
    blue_soft: str = "#e6eef6"
    accent: str = "#b04a17"
    """The warm accent: chapter marks and the lead of key figures."""
    accent_soft: str = "#fdf3e9"
    improved: str = "#1c6444"
    improved_soft: str = "#e3f2ea"
    worsened: str = "#9a3412"
    worsened_soft: str = "#fcebe2"
    unchanged: str = "#47566a"
    unchanged_soft: str = "#e9eef3"
    ochre: str = "#8a5a00"
    """In charts: the wellbeing county; men or boys where the sexes are drawn."""
    slate: str = "#3c4650"
    """In charts: the whole country."""
    olive: str = "#5b6b3a"
    """In charts: the peers."""
    notice: str = "#6a3300"
    """Text of warnings and of the notice that data are invented."""
    notice_soft: str = "#fff1d6"
    notice_rule: str = "#d98e1f"


PALETTE = Palette()

ON_PAPER: tuple[tuple[str, str], ...] = (
    ("ink", "paper"),
    ("ink", "wash"),
    ("muted", "paper"),
    ("muted", "wash"),
    ("blue", "paper"),
    ("blue", "wash"),
    ("blue", "blue_soft"),
    ("paper", "blue"),
    ("accent", "paper"),
    ("accent", "accent_soft"),
    ("ink", "accent_soft"),
    ("improved", "improved_soft"),
    ("worsened", "worsened_soft"),
    ("unchanged", "unchanged_soft"),
    ("notice", "notice_soft"),
    ("ink", "blue_soft"),
    ("ochre", "paper"),
    ("slate", "paper"),
    ("olive", "paper"),
)
"""Pairs of text and background that are used together."""


HEAT: tuple[str, ...] = ("#e6eef6", "#a9c4de", "#44719f", PALETTE.blue)
"""Shades of a score from low to high; apart in grey print too."""

HEAT_INK: tuple[str, ...] = (PALETTE.ink, PALETTE.ink, PALETTE.paper, PALETTE.paper)
"""Letters on each shade, with a contrast of at least 4.5:1."""


def css_variables(palette: Palette = PALETTE) -> str:
    """The palette as one CSS rule of custom properties: `--blue-soft` and so on."""
    pairs = "".join(f"--{name.replace('_', '-')}:{value};" for name, value in asdict(palette).items())
    return f":root{{{pairs}}}"
