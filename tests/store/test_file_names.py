"""Names of persons in names of files are not shown; other names of files stay as they are."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyte.errors import InputError, Place
from hyte.sources.privacy import Withholder, withholder
from hyte.store.file_names import ShownNames, hidden_name, plain_withholder, shown_names, shown_path
from hyte.store.files import RawFile, Role

PLAIN = plain_withholder(["Keksilä", "Satulahti"])


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("muistio Aino Esimerkki.docx", "muistio [nimi].docx"),
        ("muistio_Aino_Virtanen_2024.docx", "muistio_[nimi]_2024.docx"),
        ("muistio-aino-virtanen.docx", "muistio-[nimi].docx"),
        ("AinoVirtanenMuistio.docx", "[nimi]Muistio.docx"),
        ("2024-05-03 Virtanen.pdf", "2024-05-03 [nimi].pdf"),
        ("muistio_kaija_rautio.md", "muistio_[nimi].md"),
        ("MUISTIO MAIJA VIRTANEN.DOCX", "MUISTIO [nimi].DOCX"),
        ("muistio_010190-123A.txt", "muistio_[henkilötunnus].txt"),
        ("Virtanen_Maija.xlsx", "[nimi].xlsx"),
    ],
)
def test_names_are_hidden_in_whatever_way_they_are_joined(name: str, shown: str) -> None:
    assert hidden_name(name, PLAIN) == shown
    assert shown_path(f"Heinola/2024/notes/{name}") == f"Heinola/2024/notes/{shown}"


@pytest.mark.parametrize(
    "name",
    [
        "hyvinvointityoryhma_2024-06-05.txt",
        "Hyvinvointityöryhmän muistio 1_2024.docx",
        "Lasten ja nuorten LAPE-ryhmä 2024.docx",
        "Kunnanhallitus 24.11.2024 § 45.pdf",
        "Vanhusneuvosto Lahti.txt",
        "kysely_aura.csv",
        "Onni-hanke.docx",
        "Kulttuuri- ja vapaa-aikalautakunta.pdf",
        "Ikäihmisten neuvosto Keksilä.pdf",
        "Asukaskysely kevät 2024 (1).xlsx",
        "Styrgruppen Sagoviken.docx",
        "Äldrerådet protokoll.docx",
        "Haapaveden kyläilta.docx",
        "001_99x2_2024_20250404-080000.csv.meta.toml",
        "Muistio Kirkonkylän koulu.docx",
    ],
)
def test_other_names_stay(name: str) -> None:
    assert hidden_name(name, PLAIN) == name


def test_no_name_of_the_shipped_example_is_changed(root: Path) -> None:
    names = {path.name for path in (root / "data" / "raw").rglob("*") if path.is_file()}
    assert len(names) > 40
    assert {name: shown for name in names if (shown := hidden_name(name, PLAIN)) != name} == {}


def files(*names: str) -> list[RawFile]:
    return [RawFile(Path(name), name, Role.NOTE, municipality="Virtanen", year=2024) for name in names]


def test_each_file_has_a_name_of_its_own_and_folders_of_the_owner_stay() -> None:
    folder = "maakunta/Virtanen/2024/notes"
    there = files(*(f"{folder}/{name}.txt" for name in ("Maija Lehto", "Teemu Laakso", "[nimi]", "yleinen")))
    shown = shown_names(there, lambda _: PLAIN)
    assert shown.names == {
        f"{folder}/Maija Lehto.txt": f"{folder}/[nimi] (2).txt",
        f"{folder}/Teemu Laakso.txt": f"{folder}/[nimi] (3).txt",
    }


def test_names_that_only_the_municipality_knows_are_hidden_too() -> None:
    known: Withholder = withholder((), ["Läsnä: Olena Kankaanranta"])
    name = "H/2024/notes/kankaanranta Kankaanrannan muistio.txt"
    assert "ankaanran" not in shown_names(files(name), lambda _: known).file(name)


def test_messages_call_files_by_the_shown_names() -> None:
    shown = ShownNames({"H/2024/notes/Maija Lehto.txt": "H/2024/notes/[nimi].txt"})
    place = Place("H/2024/notes/Maija Lehto.txt", line=3)
    told = shown.problem(InputError("Another is there.", place=place, remedy="Rename Maija Lehto.txt."))
    assert str(told) == "H/2024/notes/[nimi].txt, line 3: Another is there. Rename [nimi].txt."


@given(st.text(st.characters(codec="utf-8", exclude_characters="/\x00"), min_size=1, max_size=40))
def test_no_name_breaks_it(name: str) -> None:
    shown = hidden_name(name, PLAIN)
    assert shown
    assert hidden_name(shown, PLAIN).count("[") >= shown.count("[")
