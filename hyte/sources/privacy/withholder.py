"""Withholding personal data: where it stands in a text, and what the text shows instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from hyte.sources.privacy.addresses import addresses
from hyte.sources.privacy.contacts import emails, phones
from hyte.sources.privacy.identity_codes import identity_codes
from hyte.sources.privacy.kinds import TOKENS, Finding, without_overlaps
from hyte.sources.privacy.known_names import learned
from hyte.sources.privacy.letters import smooth
from hyte.sources.privacy.name_finder import INITIALS, WORD, Names
from hyte.sources.privacy.name_words import given_name_in_case, title
from hyte.sources.privacy.numbers import accounts, birth_dates, born_behind, plates

_DETECTORS: tuple[Callable[[str], Iterator[Finding]], ...] = (
    emails,
    identity_codes,
    accounts,
    phones,
    birth_dates,
    addresses,
    plates,
)
_AGAIN = re.compile(r"\[nimi\](?:[ \t]+\[nimi\])+")
_PART_START = re.compile(r"(?:^|[,;/&|+]\s*|\b(?:ja|sekä|och) )$")
_PART_END = re.compile(r"\s*(?:$|[,;/&|+(]|(?:ja|sekä|och)\b)")


@dataclass(frozen=True, slots=True)
class Withholder:
    """Finds and hides personal data; knows the names of one municipality."""

    names: Names

    def findings(self, text: str) -> tuple[Finding, ...]:
        """Where personal data stands in `text`, in order and without overlaps."""
        even = smooth(text)
        found = [finding for detector in _DETECTORS for finding in detector(even.text)]
        found += (Finding(start, end, "name") for start, end in self.names.spans(even.text))
        found += [one for finding in found for one in born_behind(even.text, finding)]
        apart = without_overlaps(found, even.text)
        return tuple(Finding(*even.origin(one.start, _unquoted(even.text, one)), one.kind) for one in apart)

    def masked(self, text: str) -> str:
        """Give `text` with every piece of personal data replaced by its token."""
        return _replaced(text, self.findings(text))

    def __call__(self, text: str) -> str:
        """As `masked`."""
        return self.masked(text)

    def owner(self, text: str, *, any_word: bool = True) -> str:
        """Hide more in a text that names who is responsible: single given names and known initials.

        With `any_word` a part that is one unknown capitalised word is taken for a person too.
        """
        text = self.masked(text)
        found = [
            Finding(*match.span(), "name")
            for match in INITIALS.finditer(text)
            if match[0].partition(":")[0] in self.names.initials
        ]
        for match in WORD.finditer(text):
            if self.names.no_name(match[0]) or title(match[0]):
                continue
            # A part that is one capitalised word is a person, unless it is known to be an office or a sector.
            alone = (
                any_word
                and _PART_START.search(text[: match.start()])
                and _PART_END.match(text[match.end() :])
            )
            if alone or given_name_in_case(match[0]):
                found.append(Finding(*match.span(), "name"))
        return _AGAIN.sub(TOKENS["name"], _replaced(text, tuple(without_overlaps(found, text))))

    def has_name(self, text: str) -> bool:
        """Whether a person's name stands in `text`."""
        return any(finding.kind == "name" for finding in self.findings(text))


def withholder(
    texts: Iterable[str],
    attendance: Iterable[str] = (),
    own_places: Collection[str] = (),
    known: Iterable[str] = (),
) -> Withholder:
    """Learn the names that are to be hidden wherever they stand.

    Parameters
    ----------
    texts : iterable of str
        All texts of the municipality; only pairs that are certainly names are learnt from them.
    attendance : iterable of str, optional
        Lines that list persons: their names are hidden everywhere, a surname or a given name by itself too.
    own_places : collection of str, optional
        Names of places that the national lists do not have; they are never hidden.
    known : iterable of str, optional
        Names of persons from elsewhere, such as the fields for persons of register workbooks.
    """
    return Withholder(learned(texts, (*attendance, *known), own_places))


def _unquoted(text: str, finding: Finding) -> int:
    """Where a finding ends, without the quotation mark that closes what it ends; "O'" ends no name."""
    end = finding.end
    while end - 1 > finding.start and finding.kind == "name" and text[end - 1] in "'’":
        end -= 1
    return end


def _replaced(text: str, findings: tuple[Finding, ...]) -> str:
    for finding in reversed(findings):
        text = text[: finding.start] + TOKENS[finding.kind] + text[finding.end :]
    return text
