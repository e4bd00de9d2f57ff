"""The kinds of personal data, and what stands in a text in place of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "name",
    "identity_code",
    "invalid_identity_code",
    "client_number",
    "phone",
    "email",
    "address",
    "plate",
    "account",
    "birth_date",
]

TOKENS: dict[Kind, str] = {
    "name": "[nimi]",
    "identity_code": "[henkilötunnus]",
    "invalid_identity_code": "[henkilötunnus]",
    "client_number": "[henkilötunnus]",
    "phone": "[puhelin]",
    "email": "[sähköposti]",
    "address": "[osoite]",
    "plate": "[rekisteritunnus]",
    "account": "[tilinumero]",
    "birth_date": "[syntymäaika]",
}
"""What a text shows for each kind; that an identity code has a wrong check character only its kind tells."""

ANY_TOKEN = re.compile("|".join(map(re.escape, sorted(set(TOKENS.values())))))


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Personal data of a kind, from `start` up to `end` (not included) of a text."""

    start: int
    end: int
    kind: Kind


def without_overlaps(findings: Iterable[Finding], text: str) -> Iterator[Finding]:
    """The findings in order; of two that overlap one is made, as are two names with only blanks between."""
    last: Finding | None = None
    for finding in sorted(findings, key=lambda found: (found.start, -found.end)):
        if last is None:
            last = finding
            continue
        names = last.kind == finding.kind == "name"
        blank = finding.start > last.end and not text[last.end : finding.start].strip(" \t\u00a0")
        if finding.start < last.end or (names and blank):
            # A name within an e-mail address is the address; what reaches further decides otherwise.
            longer = finding.end - finding.start > last.end - last.start
            kind = finding.kind if longer and last.kind == "name" else last.kind
            last = Finding(last.start, max(last.end, finding.end), kind)
        else:
            yield last
            last = finding
    if last is not None:
        yield last
