"""Sotkanet's lists of regions and of indicators, which explain the ids in its figures."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

import pandas as pd

from hyte.errors import InputError
from hyte.sources.probe import Probe
from hyte.sources.reading import Reading, SourceFacts
from hyte.sources.sexes import sex_of
from hyte.sources.sotkanet.rest import code_of, keys_of_first
from hyte.sources.tidy import indicator_frame, region_frame, tidy_rows

_TAG = re.compile(r"<[^>]*>")


class SotkanetRegions:
    """Sotkanet's list of regions, which gives its own region ids a code and a name."""

    layout = "sotkanet-regions"

    def recognises(self, probe: Probe) -> bool:
        """Whether the first item has an id, a code and a category."""
        return {"id", "code", "category", "title"} <= keys_of_first(probe)

    def read(self, probe: Probe) -> Iterator[Reading]:
        """Read the list; it has no figures."""
        records = []
        for position, item in enumerate(_items(probe), start=1):
            title = _texts(item.get("title"))
            code, own_id = code_of(item.get("code")), code_of(item.get("id"))
            if own_id is None:
                raise _broken(probe, position, "a region without an id")
            members = item.get("memberOf")
            records.append(
                {
                    "code": code,
                    "category": code_of(item.get("category")),
                    "name_fi": title.get("fi"),
                    "name_sv": title.get("sv"),
                    "name_en": title.get("en"),
                    "sotkanet_id": own_id,
                    "member_of": " ".join(str(member) for member in members)
                    if isinstance(members, list)
                    else "",
                }
            )
        facts = SourceFacts(title="Sotkanet: alueet")
        yield Reading(self.layout, tidy_rows(0, {}), 0, facts=facts, regions=region_frame(records))


class SotkanetIndicators:
    """Sotkanet's list of indicators in its short form, or one indicator or several in the long form."""

    layout = "sotkanet-indicators"

    def recognises(self, probe: Probe) -> bool:
        """Whether the first item has an id, a title and classifications."""
        return {"id", "title", "classifications"} <= keys_of_first(probe)

    def read(self, probe: Probe) -> Iterator[Reading]:
        """Read the list; it has no figures."""
        records = [_indicator(item, probe, at) for at, item in enumerate(_items(probe), start=1)]
        facts = SourceFacts(title="Sotkanet: indikaattorit")
        yield Reading(self.layout, tidy_rows(0, {}), 0, facts=facts, indicators=indicator_frame(records))


def _items(probe: Probe) -> list[dict[str, Any]]:
    content = probe.json()
    items = content if isinstance(content, list) else [content]
    for position, item in enumerate(items, start=1):
        if not isinstance(item, dict):
            raise _broken(probe, position, f"{str(item)[:60]!r} instead of an object")
    return items


def _broken(probe: Probe, position: int, what: str) -> InputError:
    return InputError(
        f"The list holds {what}.", place=probe.place(line=position), remedy="Download the list again."
    )


def _indicator(item: dict[str, Any], probe: Probe, position: int) -> dict[str, object]:
    code = code_of(item.get("id"))
    if code is None:
        raise _broken(probe, position, "an indicator without an id")
    titles = _texts(item.get("title"))
    units = _texts(_part(item, "primaryValueType", "title"))
    decimals = item.get("decimals")
    updated = item.get("data-updated")
    sexes = _part(item, "classifications", "sex", "values")
    known = [sex.value for word in sexes if (sex := sex_of(word))] if isinstance(sexes, list) else []
    return {
        "source": "sotkanet",
        "code": code,
        "title_fi": titles.get("fi"),
        "title_sv": titles.get("sv"),
        "title_en": titles.get("en"),
        "unit_fi": units.get("fi"),
        "unit_sv": units.get("sv"),
        "unit_en": units.get("en"),
        "decimals": decimals if isinstance(decimals, int) and not isinstance(decimals, bool) else pd.NA,
        "updated": updated[:10]
        if isinstance(updated, str) and re.match(r"\d{4}-\d{2}-\d{2}", updated)
        else None,
        "publisher": _texts(_part(item, "organization", "title")).get("fi"),
        "sexes": " ".join(known),
        "limits_fi": _texts(item.get("limits")).get("fi"),
    }


def _part(item: object, *keys: str) -> object:
    for key in keys:
        item = item.get(key) if isinstance(item, dict) else None
    return item


def _texts(texts: object) -> dict[str, str]:
    if not isinstance(texts, dict):
        return {}
    plain = {key: plain_text(text) for key, text in texts.items() if isinstance(text, str)}
    return {key: text for key, text in plain.items() if text}


def plain_text(markup: str) -> str:
    """Text without its HTML tags and entities, blanks drawn together."""
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())
