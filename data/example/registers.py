"""The register workbooks of the example, written by the project's own template."""

from __future__ import annotations

from example import plan_keksila as plan
from example import registers_keksila as keksila
from example import registers_sagoviken as sagoviken
from example.workbooks import repacked
from hyte.sources.registers.template import template_bytes


def keksila_xlsx() -> bytes:
    """Every register of the town, in Finnish, with a column of the town's own."""
    rows = {
        "concerns_and_joys": keksila.CONCERNS_AND_JOYS,
        "deeds_and_brakes": keksila.DEEDS_AND_BRAKES,
        "plan": plan.PLAN,
        "programmes": plan.PROGRAMMES,
        "priorities": plan.PRIORITIES,
        "bodies": keksila.BODIES,
        "approvals": keksila.APPROVALS,
        "projects": keksila.PROJECTS,
        "resources": keksila.RESOURCES,
        "left_out": keksila.LEFT_OUT,
        "teaviisari_answers": keksila.TEAVIISARI_ANSWERS,
        "surveys": keksila.SURVEYS,
        "process": keksila.PROCESS,
    }
    return repacked(template_bytes("fi", rows=rows, municipality="Keksilä", year=2024))


def sagoviken_xlsx() -> bytes:
    """Some registers of the bilingual municipality, in Swedish."""
    rows = {
        "concerns_and_joys": sagoviken.CONCERNS_AND_JOYS,
        "deeds_and_brakes": sagoviken.DEEDS_AND_BRAKES,
        "plan": sagoviken.PLAN,
        "bodies": sagoviken.BODIES,
        "surveys": sagoviken.SURVEYS,
    }
    return repacked(template_bytes("sv", tuple(rows), rows, municipality="Sagoviken", year=2024))
