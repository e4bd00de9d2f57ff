import pytest

from hyte.language.wording import Wording, wording
from hyte.model import LANGUAGES, Direction, Kind, Language, MissingKind, Sex
from hyte.reference.indicator import GROUPS, THEMES

FINNISH = wording("fi")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_language_has_the_same_texts_with_the_same_parameters(language: Language) -> None:
    other = wording(language)
    assert set(other.texts) == set(FINNISH.texts)
    for key in FINNISH.texts:
        assert other.placeholders(key) == FINNISH.placeholders(key), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_model_has_a_text(language: Language) -> None:
    w = wording(language)
    keys = [f"missing.{kind}" for kind in MissingKind] + [f"missing_long.{kind}" for kind in MissingKind]
    keys += [f"direction.{word}" for word in Direction] + [f"statistical_kind.{word}" for word in Kind]
    keys += [f"theme.{theme}" for theme in THEMES] + [f"section.{group}" for group in GROUPS]
    keys += [f"sex.{sex}" for sex in Sex]
    assert [key for key in keys if not w(key).strip()] == []


def test_an_unknown_key_names_the_nearest() -> None:
    with pytest.raises(KeyError, match=r"summary\.title"):
        FINNISH("summary.titel")


def test_one_and_other() -> None:
    w = Wording("en", {"a.one": "{count} figure", "a.other": "{count} figures"})
    assert (w("a", count=1), w("a", count=2)) == ("1 figure", "2 figures")
