"""Approvals are read strictly."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hyte.errors import InputError, TableError
from hyte.store.approval import Approval, parse_approval, read_approval, store_approvals

APPROVED = b'state = "approved"\nbody = "Kunnanvaltuusto"\ndate = 2023-06-19\nsection = 45\n'


def test_an_approval_is_read() -> None:
    assert parse_approval(APPROVED, "x") == Approval(
        "approved", "Kunnanvaltuusto", date(2023, 6, 19), "§ 45", "x"
    )


def test_a_draft_needs_nothing_more() -> None:
    assert parse_approval(b'state = "draft"', "x") == Approval("draft", None, None, None, "x")


def test_a_finnish_date_is_understood() -> None:
    content = b'state = "approved"\nbody = "KV"\ndate = "19.6.2023"'
    assert parse_approval(content, "x").date == date(2023, 6, 19)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'stat = "draft"', "unknown key 'stat'.*'state'"),
        (b'body = "KV"', "no state"),
        (b'state = "aproved"', "'aproved' is not known"),
        (b'state = "approved"', "needs the body and the date"),
        (b'state = "approved"\nbody = "KV"\ndate = "in June"', "'in June' is no date"),
        (b'state = "draft"\nbody = 3', "'body' holds 3"),
        (b"state = draft", "cannot be read"),
        (b"\xff\xfe", "cannot be read"),
    ],
)
def test_anything_else_is_refused_in_words(content: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        parse_approval(content, "Iitti/2022/approval.toml")


def test_stored_approvals_come_back(tmp_path: Path) -> None:
    approval = parse_approval(APPROVED, "x")
    store_approvals(tmp_path, {("142", 2022): approval})
    assert read_approval(tmp_path, "142", 2022) == approval
    assert read_approval(tmp_path, "142", 2021) is None


def test_without_an_ingest_the_remedy_is_to_run_it(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="ingest again"):
        read_approval(tmp_path, "142", 2022)
