"""Paths by which bodies approve something, in invented notes."""

import pytest

from .found import found


@pytest.mark.parametrize(
    "text, path",
    [
        ("Johtoryhmä → lautakunta → kunnanhallitus\n", "Johtoryhmä → lautakunta → kunnanhallitus"),
        ("Käsittely: tekn. ltk -> kh -> kv\n", "tekn. ltk -> kh -> kv"),
        (
            "# Vägen till beslut\nrådet, nämnden, styrelsen och fullmäktige\n",
            "rådet, nämnden, styrelsen och fullmäktige",
        ),
        (
            "Asia etenee seuraavasti: työryhmä 4.6., johtoryhmä 18.6. ja valtuusto 8.9.\n",
            "työryhmä 4.6., johtoryhmä 18.6. ja valtuusto 8.9",
        ),
    ],
)
def test_a_path(text: str, path: str) -> None:
    (record,) = found(text, "approval_path")
    assert (record.text, record.owner) == (path, None)


def test_what_goes_on_stands_before_the_colon() -> None:
    records = found(
        "# Mistä mikäkin menee läpi\nRaportti: tiimi > johtoryhmä\nLista: tiimi > hallitus\n", "approval_path"
    )
    assert [record.owner for record in records] == ["Raportti", "Lista"]


@pytest.mark.parametrize(
    "text",
    [
        "Koulu → kotiin → harrastukseen\n",
        "# § 14 Kertomuksen hyväksyminen\nLautakunta hyväksyy kertomuksen ja esittää sitä valtuustolle.\n",
        "Huoli -> työryhmä selvittää\n",
        "Lautakunta ja hallitus keskustelivat illasta.\n",
    ],
)
def test_what_is_no_path(text: str) -> None:
    assert found(text, "approval_path") == []
