"""Whom each municipality is compared with, remembered: searching for the whole country takes a second."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from hyte.chapters.report_regions import Peers, peers_of
from hyte.reference.areas import Areas, Municipality
from hyte.settings import Comparison
from hyte.store.municipality_facts import MunicipalityFacts

STORED_AS = "peers.json"


def peers_of_all(
    municipalities: Iterable[Municipality],
    areas: Areas,
    comparison: Comparison,
    facts: MunicipalityFacts,
    processed: Path,
    package: str,
) -> dict[Municipality, Peers]:
    """Peers of each municipality, from the last time where nothing has changed that they depend on.

    `package` is the fingerprint of the code. What is remembered lies in `processed` and may be deleted.
    """
    wanted = tuple(dict.fromkeys(municipalities))
    known_places = areas.municipalities()
    depends_on = (package, comparison.model_dump_json(), repr(facts), repr(known_places))
    key = hashlib.sha256("\0".join(depends_on).encode()).hexdigest()
    path = processed / STORED_AS
    remembered = _remembered(path, key)
    by_code = {place.code: place for place in known_places}
    found: dict[Municipality, Peers] = {}
    for municipality in wanted:
        peers = _restored(remembered.get(municipality.code), by_code)
        if peers is None:
            peers = peers_of(municipality, areas, comparison, facts.of(invented=municipality.invented))
        found[municipality] = peers
    stored = remembered | {place.code: _stored(peers) for place, peers in found.items()}
    if stored != remembered:
        _remember(path, {"key": key, "peers": stored})
    return found


def _stored(peers: Peers) -> list[Any]:
    return [peers.rule, list(peers.criteria), [peer.code for peer in peers.municipalities]]


def _restored(stored: Any, by_code: Mapping[str, Municipality]) -> Peers | None:
    try:
        rule, criteria, codes = stored
        return Peers(tuple(by_code[code] for code in codes), rule, tuple(criteria))
    except (TypeError, ValueError, KeyError):
        return None


def _remembered(path: Path, key: str) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return dict(content["peers"]) if content["key"] == key else {}
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def _remember(path: Path, content: Mapping[str, Any]) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    # Without it the next search only takes a second longer.
    with suppress(OSError):
        draft.write_text(json.dumps(content, sort_keys=True) + "\n", encoding="utf-8", newline="\n")
        draft.replace(path)
