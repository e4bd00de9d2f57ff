"""How to read the report: rules, peers, marks."""

from __future__ import annotations

from hyte.chapters.report_data import ReportData
from hyte.language.numbers import listed
from hyte.model import MissingKind
from hyte.presentation.blocks import Block, Heading, Listing, Paragraph
from hyte.presentation.show import Blocks, line, lines
from hyte.statistics.peers import FEWEST_PEERS


def blocks(data: ReportData) -> Blocks:
    """The reading guide."""
    w = data.w
    texts = [w("reading.series"), w("reading.year")]
    if data.peers:
        names = listed([peer.name(data.language) for peer in data.peers], data.language)
        texts.append(w("reading.peers", names=names, fewest=FEWEST_PEERS))
        texts.append(w("reading.peers_chosen") if data.peers_chosen else w("reading.peers_rule"))
    else:
        texts.append(w("reading.peers_none"))
    texts += [w(f"reading.{key}") for key in ("county", "included", "directions", "suppression", "missing")]
    made: list[Block] = [Heading(level=3, text=w("reading.title"))]
    made += [Paragraph(spans=line(text)) for text in texts]
    marks = [
        w("reading.missing_item", mark=w(f"missing.{kind}"), meaning=w(f"missing_long.{kind}"))
        for kind in MissingKind
    ]
    marks.append(w("reading.missing_item", mark="–", meaning=w("missing_long.absent")))
    made.append(Listing(items=lines(marks)))
    return Blocks(made)
