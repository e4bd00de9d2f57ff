"""Whose figures a report reads; known before any table is opened."""

from __future__ import annotations

from hyte.reference.areas import Areas, Municipality
from hyte.settings import Comparison

COUNTRY = "SSS"


def peers_of(municipality: Municipality, areas: Areas, comparison: Comparison) -> tuple[Municipality, ...]:
    """The municipalities to compare with: chosen in `pipeline.toml`, else by the rule of `Areas.peers`."""
    names = hand_picked(municipality, areas, comparison)
    if names is None:
        return areas.peers(municipality.code)
    return tuple(areas.find(name).municipality for name in names)


def hand_picked(municipality: Municipality, areas: Areas, comparison: Comparison) -> tuple[str, ...] | None:
    """Names of the peers that `pipeline.toml` gives the municipality; None when it gives none."""
    for name, peers in comparison.peers.items():
        if areas.find(name).municipality.code == municipality.code:
            return peers
    return None


def regions_of(municipality: Municipality, areas: Areas, comparison: Comparison) -> tuple[str, ...]:
    """Region ids of the municipality, its county, the country and its peers, in this order."""
    county = areas.county(municipality.county)
    peers = peers_of(municipality, areas, comparison)
    return (municipality.region_id, county.region_id, COUNTRY, *(peer.region_id for peer in peers))
