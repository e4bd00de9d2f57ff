"""The readers in the order in which they look at a file, and reading a file with the first that knows it."""

from __future__ import annotations

from dataclasses import dataclass

from hyte.errors import InputError
from hyte.sources.probe import Probe
from hyte.sources.reading import Reader, Reading
from hyte.sources.sheets.teaviisari import TeaviisariSheet
from hyte.sources.sheets.year_sheet import YearSheet
from hyte.sources.sotkanet.lists import SotkanetIndicators, SotkanetRegions
from hyte.sources.sotkanet.rest import SotkanetRestCsv, SotkanetRestJson
from hyte.sources.sotkanet.web import SotkanetWebCsv
from hyte.sources.statfin.json_stat import JsonStat
from hyte.sources.statfin.px_file import PxFile
from hyte.sources.statfin.pxweb_csv import PxWebCsv
from hyte.sources.statfin.pxweb_sheet import PxWebSheet
from hyte.sources.thl.cube_csv import ThlCubeCsv
from hyte.sources.thl.cube_json import ThlCubeJson
from hyte.sources.thl.cube_sheet import ThlCubeSheet

READERS: tuple[Reader, ...] = (
    SotkanetRestCsv(),
    SotkanetRestJson(),
    SotkanetRegions(),
    SotkanetIndicators(),
    ThlCubeJson(),
    JsonStat(),
    PxFile(),
    # A TEAviisari sheet ends its header with "val" as a THL cube does, but names its sector and dimension.
    TeaviisariSheet(),
    ThlCubeCsv(),
    SotkanetWebCsv(),
    PxWebSheet(),
    ThlCubeSheet(),
    PxWebCsv(),
    # Last, because many exports have a row of years besides their own marks.
    YearSheet(),
)
"""Every reader, the ones with the surest marks first."""

_LOOKED_FOR = {
    "text": (
        'Sotkanet\'s header "indicator;region;year;gender;…", eight fields with a sex and a year at the end, '
        "a THL cube's header that ends with \"val\", TEAviisari's headings Toimiala and Ulottuvuus, "
        "PxWeb's quoted names, a row with two years or more"
    ),
    "json": (
        'Sotkanet\'s keys "region", "year", "gender", its region or indicator list, a THL cube\'s "dataset", '
        'json-stat\'s "class": "dataset"'
    ),
    "px": "the keywords STUB, HEADING, VALUES and DATA of a PX file",
}
_LOOKED_FOR_IN_SHEETS = (
    'PxWeb\'s "Sisäinen viitekoodi:", a THL cube\'s "Käytössä olevat rajoitukset" or "Kuutio päivitetty", '
    "TEAviisari's headings Toimiala and Ulottuvuus, a row with two years or more"
)
_NAMES = {"xlsx": "Excel workbook", "xls": "old Excel workbook", "ods": "OpenDocument sheet", "px": "PX file"}


@dataclass(frozen=True, slots=True, eq=False)
class FileReading:
    """A file that was read: which layout it has, and its tables."""

    layout: str
    readings: tuple[Reading, ...]


def read_file(probe: Probe) -> FileReading:
    """Read a file with the first reader that knows its layout.

    Raises
    ------
    InputError
        The file is empty, damaged, locked, no table at all, or has a layout that no reader knows; the message
        says what was looked for.
    """
    probe.require_readable()
    # Broken text or JSON is told as such, and not as a layout that nobody knows.
    if probe.kind in ("text", "px"):
        _ = probe.lines
    elif probe.kind == "json":
        probe.json()
    for reader in READERS:
        if reader.recognises(probe):
            return FileReading(reader.layout, tuple(reader.read(probe)))
    raise _unknown(probe)


def _unknown(probe: Probe) -> InputError:
    if probe.kind == "unknown":
        return InputError(
            "The file is no table that this project can open: neither Excel, OpenDocument, CSV, PX nor JSON.",
            place=probe.name,
            remedy="Export the table as one of these, or take the file out of the folder.",
        )
    kind = _NAMES.get(probe.kind, f"{probe.kind.upper() if probe.kind == 'json' else probe.kind} file")
    return InputError(
        f"No reader knows the layout of this {kind}. Looked for: "
        f"{_LOOKED_FOR.get(probe.kind, _LOOKED_FOR_IN_SHEETS)}.",
        place=probe.name,
        remedy="Export the table in a layout of the manual, or put the years side by side in one row.",
    )
