import json

import pytest
from pydantic import ValidationError

from hyte.presentation.blocks import (
    MIME,
    Callout,
    Cell,
    Column,
    Figure,
    Heading,
    KeyFacts,
    Listing,
    Row,
    Span,
    Table,
    block_of,
)

COLUMNS = (Column(label="Vuosi"), Column(label="Arvo", numeric=True))


def test_a_table_refuses_rows_that_do_not_fit_its_columns():
    with pytest.raises(ValidationError, match="row '2022' has 2 cells"):
        Table(
            caption="T", columns=COLUMNS, rows=(Row(header="2022", cells=(Cell(text="1"), Cell(text="2"))),)
        )


@pytest.mark.parametrize(
    "make",
    [
        lambda: Figure(svg="<svg/>", alt=" ", caption="c", source="s"),
        lambda: Figure(svg="<svg >", alt="a", caption="", source="s"),
        lambda: Figure(svg="<svg >", alt="a", caption="c", source=""),
        lambda: Figure(svg="no picture", alt="a", caption="c", source="s"),
        lambda: Table(caption="", columns=COLUMNS, rows=(Row(header="a", cells=(Cell(text="1"),)),)),
        lambda: Table(caption="T", columns=COLUMNS, rows=()),
        lambda: Row(header="", cells=()),
        lambda: Column(label="\n"),
        lambda: Heading(level=1, text="Otsikko"),
        lambda: KeyFacts(caption="Luvut", facts=()),
        lambda: Listing(items=()),
        lambda: Callout(tone="info", title="T", lines=()),
    ],
)
def test_a_block_without_what_its_reader_needs_is_refused(make):
    with pytest.raises(ValidationError):
        make()


def test_payload_survives_json_and_gives_the_same_block():
    block = Callout(tone="info", title="T", lines=((Span(text="ä \u2212", href="#a"),),))
    bundle = block._repr_mimebundle_()
    assert set(bundle) == {MIME, "text/html", "text/plain"}
    assert block_of(json.loads(json.dumps(bundle[MIME]))) == block
    assert "<strong>T</strong>" in bundle["text/html"]
    assert bundle["text/plain"] == "T\nä \u2212"


def test_unknown_fields_and_kinds_are_refused():
    with pytest.raises(ValidationError):
        block_of({"kind": "heading", "level": 2, "text": "x", "colour": "red"})
    with pytest.raises(ValidationError):
        block_of({"kind": "hologram"})


def test_blocks_cannot_be_changed():
    heading = Heading(level=2, text="x")
    with pytest.raises(ValidationError):
        heading.text = "y"
