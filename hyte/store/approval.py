"""Whether a report is a draft or approved, as ``approval.toml`` says it."""

from __future__ import annotations

import difflib
import json
import tomllib
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from hyte.errors import InputError, TableError
from hyte.store.schemas import REMEDY

State = Literal["draft", "approved"]
STORED_AS = "approvals.json"
_KEYS = ("state", "body", "date", "section")
_EXAMPLE = (
    'Write for example: state = "approved", body = "Kunnanvaltuusto", date = 2023-06-19, section = "§ 45".'
)


@dataclass(frozen=True, slots=True)
class Approval:
    """State of one report: who approved it, when, under which section of the minutes, as `file` says it."""

    state: State
    body: str | None
    date: date | None
    section: str | None
    file: str


def parse_approval(content: bytes, name: str) -> Approval:
    """Read an ``approval.toml`` strictly; `name` is its path for messages. Raises `InputError`."""
    try:
        values = tomllib.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"The approval cannot be read: {error}.", place=name, remedy=_EXAMPLE) from error
    for key in values:
        if key not in _KEYS:
            near = difflib.get_close_matches(key, _KEYS, n=1)
            hint = f"Did you mean {near[0]!r}? " if near else ""
            raise InputError(
                f"The approval has the unknown key {key!r}.",
                place=name,
                remedy=f"{hint}Known keys are {', '.join(_KEYS)}.",
            )
    state = values.get("state")
    if state not in ("draft", "approved"):
        raise InputError(
            "The approval has no state." if state is None else f"The state {state!r} is not known.",
            place=name,
            remedy='Write state = "draft" or state = "approved".',
        )
    approval = Approval(
        state=state,
        body=_text(values, "body", name),
        date=_date(values.get("date"), name),
        section=_text(values, "section", name),
        file=name,
    )
    if approval.state == "approved" and not (approval.body and approval.date):
        raise InputError(
            "An approved report needs the body and the date of its approval.", place=name, remedy=_EXAMPLE
        )
    return approval


def store_approvals(folder: Path, approvals: dict[tuple[str, int], Approval]) -> Path:
    """Write the approvals by (municipality code, year)."""
    content = {
        f"{code}/{year}": asdict(approval) | {"date": approval.date.isoformat() if approval.date else None}
        for (code, year), approval in sorted(approvals.items())
    }
    path = folder / STORED_AS
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    return path


def read_approval(processed: Path, municipality: str, year: int) -> Approval | None:
    """The approval of one report, None when there is none. Raises `TableError` when nothing was ingested."""
    path = processed / STORED_AS
    try:
        stored = json.loads(path.read_text(encoding="utf-8")).get(f"{municipality}/{year}")
        if stored is None:
            return None
        when = date.fromisoformat(stored["date"]) if stored["date"] else None
        return Approval(stored["state"], stored["body"], when, stored["section"], stored["file"])
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise TableError("The approvals cannot be read.", place=str(path), remedy=REMEDY) from error


def _text(values: dict[str, object], key: str, name: str) -> str | None:
    value = values.get(key)
    if key == "section" and isinstance(value, int) and not isinstance(value, bool):
        return f"§ {value}"
    if value is None or (isinstance(value, str) and value.strip()):
        return value.strip() if isinstance(value, str) else None
    raise InputError(f"The approval's key {key!r} holds {value!r}.", place=name, remedy=_EXAMPLE)


def _date(value: object, name: str) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    if isinstance(value, str):
        for form in ("%Y-%m-%d", "%d.%m.%Y"):
            try:
                return datetime.strptime(value.strip(), form).date()  # noqa: DTZ007
            except ValueError:
                continue
    raise InputError(
        f"The approval's date {value!r} is no date.", place=name, remedy="Write date = 2023-06-19."
    )
