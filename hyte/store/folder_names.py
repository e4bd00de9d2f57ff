"""Folders whose names come near to those in which a municipality's own files lie."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from itertools import pairwise

_YEAR = re.compile(r"(?:19|20)\d\d")
_CALLED = {
    "notes": (
        *("muistiot", "muistio", "kokousmuistiot", "pöytäkirjat", "pöytäkirja", "kokoukset", "kokous"),
        *("anteckningar", "minnesanteckningar", "promemorior", "protokoll", "möten", "minutes", "meetings"),
    ),
    "registers": ("rekisterit", "rekisteri", "työkirjat", "register", "arbetsböcker", "workbooks"),
    "surveys": ("kyselyt", "kysely", "kyselytulokset", "enkäter", "enkät", "enkätsvar"),
}
_ALIKE = 0.8


def misnamed_folder(folders: Sequence[str]) -> tuple[str, str] | None:
    """A folder below `<municipality>/<year>` that is read by nobody, and the name that was meant.

    The names are in English whatever the language of a municipality, so that its own words for them are
    likely.
    """
    for year, folder in pairwise(folders[1:]):
        name = folder.casefold()
        if not _YEAR.fullmatch(year) or name in _CALLED:
            continue
        for meant, words in _CALLED.items():
            if name in words or difflib.SequenceMatcher(None, name, meant).ratio() >= _ALIKE:
                return folder, meant
    return None
