"""Indicators of the register by the names that people choose or write in a workbook."""

from __future__ import annotations

from functools import cache

from hyte.model import Language
from hyte.reference.labels import normalised
from hyte.reference.register import Register
from hyte.sources.registers.matching import Names


class IndicatorNames:
    """Ids by short titles, titles and ids; and the other way round, the name to show."""

    def __init__(self, register: Register) -> None:
        self._short = Names(
            (name, each.id) for each in register for name in (*each.short_titles.all(), each.id)
        )
        self._long = Names((title, each.id) for each in register for title in each.titles.all())
        self._whole = {normalised(title): each.id for each in register for title in each.titles.all()}
        self._register = register

    def find(self, text: str) -> str | None:
        """The id of the indicator of this name; None when there is none, or more than one."""
        return self._short.find(text) or self._long.find(text)

    def find_whole(self, text: str) -> str | None:
        """The id of the indicator of exactly this title, which may hold semicolons."""
        return self._whole.get(normalised(text))

    def label(self, id: str, language: Language) -> str:
        """A name by which both ways of finding give the id again; the text itself when it is no id."""
        known = self._register.get(id)
        if known is None:
            return id
        title = known.short_title(language)
        return title if self.find(title) == id and self.find_whole(title) in (None, id) else id

    def labels(self, language: Language) -> tuple[str, ...]:
        """Every indicator by its name to show, in the order of the register."""
        return tuple(self.label(each.id, language) for each in self._register)


@cache
def indicator_names() -> IndicatorNames:
    """The names of the register that ships with the package."""
    return IndicatorNames(Register.load())
