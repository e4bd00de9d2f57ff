"""Whose figures a report reads; known before any table is opened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from hyte.reference.areas import Areas, Municipality
from hyte.settings import Comparison
from hyte.statistics.likeness_of_places import Criterion, PlaceFacts, most_alike

COUNTRY = "SSS"

FoundBy = Literal["chosen", "likeness", "county_and_group"]
"""Chosen by hand in `pipeline.toml`, found by likeness, or of the own county and municipality group."""


@dataclass(frozen=True, slots=True)
class Peers:
    """The municipalities that one is compared with, and how they were found.

    Those found by likeness come with the most alike first and with what they were compared by, those chosen
    by hand in the order of `pipeline.toml`, others by code.
    """

    municipalities: tuple[Municipality, ...]
    rule: FoundBy
    criteria: tuple[Criterion, ...] = ()

    @property
    def told(self) -> str:
        """One line that differs when the report would tell something else of its peers."""
        codes = " ".join(peer.code for peer in self.municipalities)
        return f"{self.rule} {','.join(self.criteria)}: {codes}"


def peers_of(
    municipality: Municipality, areas: Areas, comparison: Comparison, facts: Mapping[str, PlaceFacts]
) -> Peers:
    """The municipalities to compare with.

    Those that `pipeline.toml` names go before all. By likeness they are searched among the mainland's
    municipalities (among the invented ones for an invented one), by the facts of their code. Where that rule
    is not wanted, or has too few to choose from, they are those of the same county and group (`Areas.peers`).
    """
    names = hand_picked(municipality, areas, comparison)
    if names is not None:
        found = dict.fromkeys(areas.find(name).municipality for name in names)
        return Peers(tuple(found), "chosen")
    if comparison.peer_rule == "likeness":
        others = (each for each in areas.municipalities() if each.invented == municipality.invented)
        alike = most_alike(municipality, others, facts, comparison.likeness)
        if alike is not None:
            return Peers(alike.municipalities, "likeness", alike.criteria)
    return Peers(areas.peers(municipality.code), "county_and_group")


def hand_picked(municipality: Municipality, areas: Areas, comparison: Comparison) -> tuple[str, ...] | None:
    """Names of the peers that `pipeline.toml` gives the municipality; None when it gives none."""
    for name, peers in comparison.peers.items():
        if areas.find(name).municipality.code == municipality.code:
            return peers
    return None


def regions_of(municipality: Municipality, areas: Areas, peers: Peers) -> tuple[str, ...]:
    """Region ids of the municipality, its county, the country and its peers, in this order."""
    county = areas.county(municipality.county)
    others = (peer.region_id for peer in peers.municipalities)
    return (municipality.region_id, county.region_id, COUNTRY, *others)
