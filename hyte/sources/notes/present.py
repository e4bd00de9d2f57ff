"""Persons of an enumeration as roles: "Maija Mallikas (pj), Teppo Testinen rehtori" is "pj" and "rehtori"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from hyte.sources.notes.folding import fold
from hyte.sources.privacy import TOKENS, Withholder
from hyte.sources.privacy.name_words import title

Status = Literal["present", "absent", "invited"]

_NAME = "\ue000"
_COMMA, _BLANK, _SEMICOLON = "\ue001", "\ue002", "\ue003"
_HIDDEN = str.maketrans({",": _COMMA, " ": _BLANK, ";": _SEMICOLON, "/": "\ue004"})
_SHOWN = str.maketrans({_COMMA: ",", _BLANK: " ", _SEMICOLON: ",", "\ue004": "/"})
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_HARD = re.compile(r"[;\n|•]")
_AND = re.compile(r"(?<!-)\s(?:ja|sekä|och|samt|&)\s")
_LONGEST = 80
_COUNT = re.compile(r"(?:noin |n\. |ca |yht\. |yhteensä )?(\d{1,4})\s(?=[^\W\d])")
_NOBODY = re.compile(
    r"\W*(?:ei (?:ketaan|poissaoloja|poissaolijoita|ole|muita)|ei|ingen|inga|kukaan|nolla|x+)?\W*"
)
_INLINE = (
    ("absent", r"(?:poissa|estynyt|esteellinen|frånvarande|förhindrad)"),
    ("invited", r"(?:kutsuttuna|kutsuttu|inbjuden|asiantuntijana|asiantuntijakutsuttu)"),
    ("present", r"(?:läsnä|paikalla|närvarande)"),
)  # fmt: skip
_REASON = re.compile(r"\b(?:työeste|sairaana|sairas|lomalla|loma|este|hinder|sjuk|semester)\b", re.I)
_REMARK = re.compile(
    r"(?:\b(?:poistui|saapui|liittyi|lähti|läsnä|paikalla|anlände|avlägsnade sig|deltog)\s+)?"
    r"\b(?:klo|kello|kl)\b\.?\s*\d.*$"
    r"|(?:\b(?:poistui|saapui|läsnä|paikalla)\s+)?(?:§+\s?\d[\d–,§ -]*|\d[\d–, -]*\s?§(?::\S+)?.*)$"
    r"|\b(?:puh|tel|tfn|gsm|sähköposti|s-posti|e-post)\b[.: ]*$"
    r"|\b(?:etänä|etäyhteydellä|etäyhteydessä|teamsissa|teamsin kautta|teams|zoom|på distans|distans"
    r"|sijaan|sijasta|i stället för|x)\b",
    re.I,
)
_DUTY = re.compile(
    r"(?:vara)?puheenjohtaja|v?pj|esittelija|(?:kokouksen )?sihteeri|siht|poytakirjanpitaja|asiantuntija"
    r"|jasen"
    r"|(?:vice )?ordforande|foredragande|sekreterare|protokollforare|sekr|ordf|ledamot"
)
_INITIALS_ONLY = re.compile(r"[A-ZÅÄÖ]{2,3}")


@dataclass(frozen=True, slots=True)
class Person:
    """One entry of an enumeration: `key` is the folded name, only for comparing, or None without a name."""

    key: str | None
    role: str | None
    status: Status
    count: int = 1


def persons(text: str, status: Status, names: Withholder) -> tuple[Person, ...]:
    """The entries of an enumeration of those present; roles are as printed, without any name.

    A name begins an entry; what stands beside it in the same part, in brackets, or in the parts behind it up
    to the next name is its role. Without any name, each part is a role.
    """
    covered, found = _covered(text, names)
    return tuple(_persons(covered, iter(found), status, names))


def _covered(text: str, names: Withholder) -> tuple[str, list[str]]:
    """The text with a sign in place of each name outside brackets, and those names; other data is cut out."""
    brackets = [match.span() for match in _BRACKETS.finditer(text)]
    found: list[str] = []
    for finding in reversed(names.findings(text)):
        within = any(start <= finding.start and finding.end <= end for start, end in brackets)
        sign = _NAME if finding.kind == "name" and not within else ""
        if sign:
            found.append(fold(text[finding.start : finding.end]))
        text = text[: finding.start] + sign + text[finding.end :]
    return _BRACKETS.sub(lambda match: match[0].translate(_HIDDEN), text), found[::-1]


def _persons(text: str, found: Iterator[str], status: Status, names: Withholder) -> Iterator[Person]:
    named = _NAME in text
    for segment in _HARD.split(text):
        open_entry: tuple[str, list[str]] | None = None
        unnamed = False
        for part in _parts(segment, named):
            if _NAME in part:
                if open_entry:
                    yield _person(*open_entry, status, names)
                key = next(found)
                for _ in range(part.count(_NAME) - 1):
                    yield Person(next(found), None, status)
                open_entry, unnamed = (key, [part.replace(_NAME, " ")]), False
            elif open_entry and not _COUNT.match(part.strip()) and not _told_already(open_entry[1], part):
                open_entry[1].append(part)
            else:
                if open_entry:
                    yield _person(*open_entry, status, names)
                    open_entry = None
                if unnamed and _DUTY.fullmatch(fold(part).strip(" .")):
                    continue  # "hallintosihteeri, sihteeri" is one person
                unnamed = True
                yield from _without_name(part, status, names)
        if open_entry:
            yield _person(*open_entry, status, names)


def _told_already(parts: Sequence[str], part: str) -> bool:
    """Whether a bracket has told what a person is, so that a further part is somebody else."""
    bracket = parts[0].rstrip()
    return (
        bracket.endswith(")")
        and not _REMARK.search(bracket.translate(_SHOWN).rstrip(")"))
        and not _DUTY.fullmatch(fold(part).strip(" ."))
    )


def _parts(segment: str, named: bool) -> Iterator[str]:
    for part in segment.split(","):
        pieces = _AND.split(part)
        with_name = sum(_NAME in piece or bool(_INITIALS_ONLY.fullmatch(piece.strip())) for piece in pieces)
        # "lasten ja nuorten palvelut" is one role; two names, or two roles without names, are two persons.
        whole = [_NAME in piece or _ends_in_role(piece, pieces) for piece in pieces]
        alone = any(piece.strip() == _NAME for piece in pieces)
        apart = with_name == len(pieces) or alone or (all(whole) and (not named or with_name > 0))
        yield from pieces if apart else [part]


def _ends_in_role(piece: str, pieces: Sequence[str]) -> bool:
    words = re.findall(r"[^\W\d_][\w-]*", piece)
    return len(pieces) > 1 and bool(words) and title(words[-1])


def _person(key: str, parts: Sequence[str], status: Status, names: Withholder) -> Person:
    text = ", ".join(part.translate(_SHOWN) for part in parts)
    status, text = _inline(text, status)
    return Person(key, _role(text, names), status)


def _without_name(part: str, status: Status, names: Withholder) -> Iterator[Person]:
    part = part.translate(_SHOWN).strip()
    if _NOBODY.fullmatch(fold(part)):
        return
    status, part = _inline(part, status)
    count = _COUNT.match(part.strip())
    role = _role(part.strip()[count.end() :] if count else part, names)
    unnamed = _INITIALS_ONLY.fullmatch(part.strip(" .()"))
    if role or unnamed or count:
        yield Person(None, None if unnamed else role, status, int(count[1]) if count else 1)


def _inline(text: str, status: Status) -> tuple[Status, str]:
    """The status that an entry itself tells, and the text without it."""
    for found, pattern in _INLINE:
        cut = re.sub(rf"(?<!\w){pattern}(?!\w)(?!\s+(?:klo|kl)\b)", "", text, flags=re.I)
        if cut != text:
            other: Status = "absent" if found == "absent" else "invited" if found == "invited" else status
            return other, cut
    return status, text


def _role(text: str, names: Withholder) -> str | None:
    """A role as printed, without brackets, remarks about coming and going, names and numbers."""
    parts = []
    for part in re.split(r"[,()\[\]]|\s[–—-]\s", text):
        part = _REMARK.sub("", _REASON.sub("", part))
        # What could still be a name is rather lost than shown.
        part = names.owner(part)
        for token in TOKENS.values():
            part = part.replace(token, " ")
        part = re.sub(r"^(?:n|:n|:lle|:lta)(?=\s|$)", "", " ".join(part.split()).strip(" .:;/–—-*"))
        if re.search(r"[^\W\d_]{2}", part):
            parts.append(part)
    role = ", ".join(parts)
    return role if role and len(role) <= _LONGEST else None
