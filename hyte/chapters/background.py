"""Background, purpose and goals: the law, the work's organisation, its meetings, decisions and programmes."""

from __future__ import annotations

from hyte.chapters import bodies, decisions, meetings, process_path, programmes
from hyte.chapters.lists import advice
from hyte.chapters.report_data import ReportData
from hyte.presentation.blocks import Block, Heading, Paragraph
from hyte.presentation.show import Blocks, line
from hyte.reference.laws import law_of


def blocks(data: ReportData) -> Blocks:
    """The law by report year, then each part that the municipality brought; for the others, what to bring."""
    w = data.w
    parts = {
        "meetings": meetings.blocks(data),
        "decisions": decisions.blocks(data),
        "bodies": bodies.blocks(data),
        "process": process_path.phases(data),
        "approvals": process_path.approvals(data),
        "programmes": programmes.blocks(data),
        "answers": process_path.answers(data),
    }
    made: list[Block] = [
        Heading(level=2, text=w("background.title")),
        Paragraph(spans=line(w("background.purpose"))),
        Paragraph(spans=line(law_of(data.year, data.language).sentence)),
    ]
    for told in parts.values():
        made += told
    return Blocks((*made, *advice(data, [key for key, told in parts.items() if not told])))
