"""The plan part: goals, the plan and how it is carried out, measures of the notes, projects and resources."""

from __future__ import annotations

from hyte.chapters import goals, plan_measures, plan_register, resources
from hyte.chapters.lists import advice
from hyte.chapters.report_data import ReportData
from hyte.presentation.blocks import Block, Heading, Paragraph
from hyte.presentation.show import Blocks, line


def blocks(data: ReportData) -> Blocks:
    """Each part that has something to show; for the others, what to bring."""
    w = data.w
    parts = {
        "priorities": goals.blocks(data),
        "plan": plan_register.blocks(data),
        "measures": plan_measures.blocks(data),
        "projects": resources.projects(data),
        "resources": resources.resources(data),
    }
    made: list[Block] = [Heading(level=2, text=w("plan.title")), Paragraph(spans=line(w("plan.lead")))]
    for told in parts.values():
        made += told
    return Blocks((*made, *advice(data, [key for key, told in parts.items() if not told])))
