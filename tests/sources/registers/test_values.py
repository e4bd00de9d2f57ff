"""One cell: what is understood, what is refused, and what the refusal says."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hyte.reference.register import Register
from hyte.sources.registers.choice_lists import choice_lists
from hyte.sources.registers.layout import Field, register_layouts
from hyte.sources.registers.values import as_text, names_in, number_text, read_value

PLAN = register_layouts()["plan"]
BODIES = register_layouts()["bodies"]
DEEDS = register_layouts()["deeds_and_brakes"]


def field(id: str) -> Field:
    for layout in register_layouts().values():
        if layout.has(id):
            return layout.field(id)
    raise KeyError(id)


DAY, MONTH, YEAR, MONEY = field("date"), PLAN.field("due"), PLAN.field("since"), PLAN.field("resources_euros")
NUMBER, SHARE, WHOLE = (
    PLAN.field("baseline"),
    PLAN.field("resources_person_years"),
    DEEDS.field("participants"),
)


@pytest.mark.parametrize(
    ("asked", "cell", "value"),
    [
        (DAY, "5.6.2024", "2024-06-05"),
        (DAY, "05.06.24", "2024-06-05"),
        (DAY, "5. 6. 2024", "2024-06-05"),
        (DAY, "2024-06-05", "2024-06-05"),
        (DAY, date(2024, 6, 5), "2024-06-05"),
        (DAY, datetime(2024, 6, 5, 9, 30), "2024-06-05"),  # noqa: DTZ001
        (DAY, "5. kesäkuuta 2024", "2024-06-05"),
        (DAY, "den 5 juni 2024", "2024-06-05"),
        (DAY, "5 June 2024", "2024-06-05"),
        (DAY, "6/2024", "2024-06"),
        (DAY, "Kesäkuu 2024", "2024-06"),
        (DAY, "juni 2024", "2024-06"),
        (MONTH, "kesakuussa 2024", "2024-06"),
        (MONTH, "12/2024", "2024-12"),
        (MONTH, "2024-12", "2024-12"),
        (MONTH, date(2024, 12, 31), "2024-12"),
        (MONTH, 6.2024, "2024-06"),
        (MONTH, 10.202, "2020-10"),
        (YEAR, 2024.0, "2024"),
        (YEAR, " 2024 ", "2024"),
        (MONEY, "12 000 €", "12000"),
        (MONEY, "12\u00a0000,50", "12000.5"),
        (MONEY, "€ 500", "500"),
        (MONEY, "12 t€", "12000"),
        (MONEY, "1,2 milj. euroa", "1200000"),
        (MONEY, "−3,2", "-3.2"),
        (MONEY, "0", "0"),
        (MONEY, 12000.0, "12000"),
        (SHARE, "1,5 htv", "1.5"),
        (SHARE, "0,5 årsverken", "0.5"),
        (NUMBER, "12,5 %", "12.5"),
        (NUMBER, 0.1 + 0.2, "0.3"),
        (NUMBER, "-0", "0"),
        (WHOLE, 45.0, "45"),
        (WHOLE, "1 200", "1200"),
        (DEEDS.field("can_be_copied"), True, "yes"),
        (DEEDS.field("can_be_copied"), "NEJ", "no"),
        (DEEDS.field("can_be_copied"), "x", "yes"),
        (PLAN.field("state"), "pågår", "under_way"),
        (PLAN.field("state"), "Ei  aloitettu", "not_begun"),
        (PLAN.field("state"), "done", "done"),
        (PLAN.field("themes"), "Mielenterveys; rusmedel", "mental_health;substance_use"),
        (PLAN.field("themes"), "mielenterveys, päihteet", "mental_health;substance_use"),
        (PLAN.field("themes"), "Terveys; hälsa", "health"),
        (PLAN.field("groups"), "Barn; Familjer", "children;families"),
        (PLAN.field("groups"), "Barn, familjer", "children;families"),
        (PLAN.field("groups"), "Barnfamiljer", "families"),
        (PLAN.field("groups"), "Lapset ja nuoret", "children;young"),
        (PLAN.field("groups"), "lapset/nuoret", "children;young"),
        (BODIES.field("months"), "kesäkuu; november", "06;11"),
        (PLAN.field("indicators"), "Verotulot; oma mittari", "tax_revenue;oma mittari"),
        (PLAN.field("schedule"), 2024.0, "2024"),
        (PLAN.field("schedule"), date(2024, 6, 5), "5.6.2024"),
        (PLAN.field("goal"), "  kaksi\u00a0 \u00adväliä\r\nja rivi ", "kaksi väliä\nja rivi"),
    ],
)
def test_what_people_write_is_understood(asked: Field, cell: object, value: str) -> None:
    parsed = read_value(asked, cell)
    assert (parsed.value, parsed.rest) == (value, "")


@pytest.mark.parametrize(
    ("asked", "cell", "said"),
    [
        (DAY, "6/5/2024", "5.6.2024"),
        (DAY, "31.2.2024", "not a date"),
        (DAY, 45444.0, "not a date"),
        (DAY, "2024", "not a date"),
        (MONTH, "syksy 2024", "6/2024"),
        (MONTH, "13/2024", "not a month"),
        (YEAR, "24", "four digits"),
        (YEAR, date(1905, 7, 16), "four digits"),
        (YEAR, "20245", "four digits"),
        (MONEY, "12.000 €", "Write 12000"),
        (MONEY, "12,000", "two ways"),
        (MONEY, "noin 500", "amount of money"),
        (MONEY, True, "amount of money"),
        (MONEY, "5 htv", "amount of money"),
        (SHARE, "50 %", "0,5"),
        (SHARE, "-1", "person-years"),
        (NUMBER, "12–15", "not a number"),
        (NUMBER, "9" * 400, "not a number"),
        (WHOLE, 4.5, "whole number"),
        (WHOLE, -1.0, "whole number"),
        (PLAN.field("state"), "Toteutnut", "Did you mean 'Toteutunut'?"),
    ],
)
def test_what_is_unclear_is_refused_with_what_to_write(asked: Field, cell: object, said: str) -> None:
    parsed = read_value(asked, cell)
    assert parsed.value == ""
    assert parsed.rest == as_text(cell)
    assert said in f"{parsed.reason} {parsed.remedy}"


def test_of_several_choices_the_known_ones_are_kept() -> None:
    parsed = read_value(PLAN.field("themes"), "Terveys; Liikenta; Muu")
    assert (parsed.value, parsed.rest) == ("health;other", "Liikenta")
    assert "Did you mean 'Liikunta'?" in (parsed.remedy or "")


@pytest.mark.parametrize("asked", [PLAN.field("themes"), PLAN.field("groups"), BODIES.field("sectors")])
def test_every_name_of_a_choice_is_one_choice(asked: Field) -> None:
    for choice in choice_lists()[asked.choices or ""].choices:
        for name in choice.all_names():
            assert read_value(asked, name).value == choice.id


def test_an_indicator_whose_title_has_semicolons_is_one() -> None:
    titles = [each for each in Register.load() if ";" in each.title("fi")]
    assert titles
    for each in titles:
        assert read_value(PLAN.field("indicators"), each.title("fi")).value == each.id


def test_a_percentage_of_excel_is_what_the_cell_shows() -> None:
    assert read_value(NUMBER, 0.125, percent=True).value == "12.5"
    assert read_value(SHARE, 0.5, percent=True).rest == "50 %"
    assert read_value(PLAN.field("schedule"), 0.5, percent=True).value == "50 %"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Aino Mallikas; Pekka Esimerkki", ("Aino Mallikas", "Pekka Esimerkki")),
        ("Aino Mallikas (puheenjohtaja)\nPekka Esimerkki – sihteeri", ("Aino Mallikas", "Pekka Esimerkki")),
        ("Mallikas, Aino", ("Aino Mallikas",)),
        ("Aino Mallikas, Pekka Esimerkki", ("Aino Mallikas", "Pekka Esimerkki")),
        ("Aino Mallikas ja Pekka Esimerkki", ("Aino Mallikas", "Pekka Esimerkki")),
        ("Aino Mallikas; Aino Mallikas", ("Aino Mallikas",)),
    ],
)
def test_names_are_parted(text: str, names: tuple[str, ...]) -> None:
    assert names_in(text) == names


@example(1.125)
@given(st.text(max_size=40) | st.floats() | st.integers() | st.booleans() | st.datetimes())
def test_no_cell_stops_the_reader_and_nothing_of_it_is_lost(cell: object) -> None:
    for layout in register_layouts().values():
        for each in layout.fields:
            parsed = read_value(each, cell)
            if as_text(cell):
                assert parsed.value or parsed.rest or set(as_text(cell)) <= set("; \n")
            # A typed amount with three decimals may mean thousands, so an amount is read again as a number.
            same = float(parsed.value) if parsed.value and each.type == "money" else parsed.value
            again = read_value(each, same) if parsed.value else parsed
            assert again.value == parsed.value


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_a_number_is_written_without_an_exponent(number: float) -> None:
    text = number_text(number)
    assert "e" not in text.lower()
    assert float(text) == pytest.approx(number, rel=1e-14)
