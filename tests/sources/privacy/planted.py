"""A planted set of 200 invented pieces of personal data, look-alikes of them, and note files that hold them.

Everything is made from the lists beside this module, the same at every call.
"""

from __future__ import annotations

import random
import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from hyte.reference.tables import rows_of

_HERE = Path(__file__).parent
_CHECK = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_SIGNS = "-+ABCDEFUVWXY"
COUNTS = {
    "identity_code": 24,
    "phone": 22,
    "email": 12,
    "address": 20,
    "plate": 8,
    "account": 6,
    "birth_date": 10,
    "client_number": 3,
}
NAMES = 95


@dataclass(frozen=True, slots=True)
class Planted:
    """A sentence with a piece of personal data; none of `secrets` may be left of it."""

    kind: str
    text: str
    secrets: tuple[str, ...]

    def left_in(self, text: str) -> list[str]:
        """Which of the secrets still stand in `text`, in whatever case and with or without dots and gaps.

        A word counts as a whole word: "päivitetty" is no "Päivi".
        """
        plain = _plain(text)
        gapless = re.sub(r"\s+", "", plain)
        return [secret for secret in self.secrets if _stands(_plain(secret), plain, gapless)]


def planted() -> tuple[Planted, ...]:
    """The 200 items in a mixed order."""
    data = _data("planted.toml")
    chance = random.Random(20240605)
    items = [*_names(data, chance)]
    for kind, count in COUNTS.items():
        values = _codes(chance) if kind == "identity_code" else iter(data["values"][kind])
        for frame, value in zip(islice(cycle(data["frames"][kind]), count), values, strict=False):
            items.append(Planted(kind, frame.format(value), (value,)))
    chance.shuffle(items)
    assert len(items) == 200, len(items)
    return tuple(items)


def harmless() -> tuple[str, ...]:
    """Lines without personal data that look as if they had some."""
    lines = [line for line in _data("harmless.toml")["lines"].split("\n") if line]
    names = sorted({row["name_fi"] for row in rows_of("municipalities.csv")})
    return (*lines, *(f"{name} on mukana verkostossa." for name in names[::4]))


def attendance() -> tuple[str, ...]:
    """The lines that list those present."""
    people = [f"{person[0]} {person[5]}" for person in _data("planted.toml")["listed"]]
    return (
        f"Läsnä: {people[0]}, sivistysjohtaja, pj; {people[1]}, nuorisosihteeri; {people[2]} (rehtori)",
        "Muut läsnäolijat: " + ", ".join(people[3:9]),
        "Närvarande: " + ", ".join(people[9:13]),
        "Poissa: " + "; ".join(f"{name} (työeste)" for name in people[13:16]),
        f"Kutsuttuna: tekninen johtaja {people[16]}, rehtori {people[17]}",
    )


def write_notes(folder: Path) -> tuple[Path, ...]:
    """Write the items into note files below `folder`, with the attendance lists in the first of them."""
    folder.mkdir(parents=True, exist_ok=True)
    items, others = planted(), harmless()
    written = []
    parts = 8
    for number in range(parts):
        there = attendance() if number == 0 else ("Läsnä: työryhmän jäsenet",)
        lines = [
            f"Hyvinvointityöryhmän kokous {number + 1}/2024",
            f"Aika: {number + 1}.6.2024 klo 9.00–11.00",
            *there,
            "",
            *_mixed(items[number::parts], others[number::parts]),
        ]
        path = folder / f"muistio_{number + 1}.{'md' if number % 2 else 'txt'}"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        written.append(path)
    return tuple(written)


def _mixed(items: tuple[Planted, ...], others: tuple[str, ...]) -> Iterator[str]:
    labels = cycle(["Huolenaiheet", "Ilonaiheet", "Hyvinvointiteot", "Jarrut", "Päätökset", "Toimenpiteet"])
    rest = iter(others)
    for position, item in enumerate(items):
        if position % 5 == 0:
            yield f"\n{next(labels)}\n"
        yield "- " + item.text.replace("\n", "\n  ")
        if position % 2:
            yield "- " + next(rest, "Muut asiat")


def _names(data: dict[str, Any], chance: random.Random) -> Iterator[Planted]:
    frames: dict[str, Iterator[str]] = {
        name: cycle(chance.sample(texts, len(texts))) for name, texts in data["name_frames"].items()
    }
    cases = ("nominative", "genitive", "allative", "elative", "partitive")

    def item(case: str, shown: str) -> Planted:
        # What stands before a name's own colon or mark is no secret of its own.
        parts = [part for part in re.split(r"[\s\u00ad]+|-\n|(?<=\.)", shown) if len(part.strip(".-")) > 2]
        parts = [part for part in parts if part not in ("von", "Von", "VON")]
        return Planted("name", next(frames[case]).format(shown), tuple(parts))

    made: list[Planted] = []
    for number, person in enumerate(data["listed"]):
        first, last = person[:5], person[5:]
        case = 1 + number % 4
        made.append(item("nominative", f"{first[0]} {last[0]}"))
        made.append(item(cases[case], last[case]))
        made.append(item(cases[1 + (number + 1) % 4], first[1 + (number + 1) % 4]))
        made.append(item(cases[1 + (number + 2) % 4], f"{first[0]} {last[1 + (number + 2) % 4]}"))
    for number, person in enumerate(data["unlisted"]):
        first, last = person[:5], person[5:]
        case = 1 + number % 4
        made.append(item(cases[case], f"{first[0]} {last[case]}"))
    damage: list[Callable[[list[str]], tuple[str, str]]] = [
        lambda person: ("nominative", _without_dots(f"{person[0]} {person[5]}")),
        lambda person: ("nominative", f"{person[5]} {person[0]}"),
        lambda person: ("nominative", f"{person[0][0]}. {person[5]}"),
        lambda person: ("nominative", f"{person[0]} {person[5]}".upper()),
        lambda person: ("genitive", f"{person[0]}\n{person[6]}"),
        lambda person: ("genitive", person[6][:4] + "\u00ad" + person[6][4:]),
        lambda person: ("genitive", person[6][:5] + "-\n" + person[6][5:]),
        lambda person: ("allative", f"{person[0]} {person[7]}".lower()),
        lambda person: ("genitive", unicodedata.normalize("NFD", f"{person[0]} {person[6]}")),
        lambda person: ("nominative", f"{person[0]} {person[5].upper()}"),
        lambda person: ("elative", _without_dots(person[8])),
        lambda person: ("nominative", person[5].upper()),
    ]
    for change, person in zip(damage, data["listed"], strict=False):
        made.append(item(*change(person)))
    for number in (8, 9, 10):
        made.append(item("swedish_genitive", data["listed"][number][5] + "s"))
    made.append(item("swedish_genitive", "Gunillas"))
    yield from made[:NAMES]


def _codes(chance: random.Random) -> Iterator[str]:
    """Identity codes with every sign of the century; damaged, and with a wrong check character."""
    for number, sign in enumerate(_SIGNS + _SIGNS[:11]):
        digits = f"{chance.randint(1, 28):02}{chance.randint(1, 12):02}{chance.randint(0, 99):02}"
        last = f"{chance.randint(2, 899):03}"
        place = int(digits + last) % 31
        check = _CHECK[(place + 7) % 31 if number in (20, 21, 22) else place]
        if number in (3, 16):
            yield f"{digits}{sign}{last}{check}".lower()
        elif number in (13, 17):
            yield f"{digits[:2]} {digits[2:4]} {digits[4:]} {sign} {last} {check}"
        elif number == 18:
            yield f"{digits}\u2013{last}{check}"
        else:
            yield f"{digits}{sign}{last}{check}"


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / name).read_text(encoding="utf-8"))


def _without_dots(text: str) -> str:
    return text.translate(str.maketrans("äöåÄÖÅ", "aoaAOA"))


def _stands(secret: str, plain: str, gapless: str) -> bool:
    if re.fullmatch(r"[^\W\d]+(?:-[^\W\d]+)*", secret):
        return re.search(rf"(?<!\w){re.escape(secret)}(?!\w)", plain) is not None
    return re.sub(r"\s+", "", secret) in gapless


def _plain(text: str) -> str:
    base = "".join(
        letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter)
    )
    return base.replace("\u00ad", "").casefold()
