"""Voikko for the tests of Finnish; they are skipped where it is not."""

from __future__ import annotations

import pytest

from .spelling import NoVoikkoError, Speller, Voikko, speller


@pytest.fixture(scope="session")
def finnish() -> Speller:
    """Tells misspelt words."""
    try:
        return speller()
    except NoVoikkoError as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def voikko(finnish: Speller) -> Voikko:
    """Analyses words."""
    return finnish.voikko
