"""The parts a report is made of: frozen, checked when made, one JSON payload for every way of showing them.

A block is shown in a notebook by naming it; `_repr_mimebundle_` then stores its payload in the output, and
the publishers (HTML, PDF, workbook) read nothing else. A number is therefore written once.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    TypeAdapter,
    model_validator,
)

from hyte.model import Language, MissingKind
from hyte.presentation.data_rows import DataRow, pack_rows, unpack_rows
from hyte.statistics.finding import ComparisonOutcome

MIME = "application/vnd.hyte.block+json"

Text = Annotated[str, Field(min_length=1, pattern=r"\S")]
"""A text that somebody can read: not empty, not only blanks."""


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Block(_Value):
    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        from hyte.presentation.markup import html_of, plain_of

        block = block_of(self)
        return {
            MIME: block.model_dump(mode="json", exclude_none=True),
            "text/html": html_of(block),
            "text/plain": plain_of(block),
        }


class Span(_Value):
    """A run of text within a line."""

    text: str
    strong: bool = False
    emphasis: bool = False
    href: str | None = None
    """Only "#anchor" or an https address; never fetched by the report itself."""


Line = tuple[Span, ...]


class Heading(_Block):
    """A chapter (level 2), section (3) or subsection (4); level 1 is the report's own title on the cover."""

    kind: Literal["heading"] = "heading"
    level: Literal[2, 3, 4]
    text: Text
    anchor: str | None = None
    """Stable id for links; made from the text when not given."""


class Paragraph(_Block):
    """Running text. `lead` opens a chapter in larger letters, `note` is small print, `quote` a quotation."""

    kind: Literal["paragraph"] = "paragraph"
    spans: Line
    style: Literal["normal", "lead", "note", "quote"] = "normal"


class Listing(_Block):
    """A bulleted or numbered list of single lines."""

    kind: Literal["listing"] = "listing"
    items: tuple[Line, ...] = Field(min_length=1)
    numbered: bool = False


class Fact(_Value):
    """One key figure: what, how much (already in the reader's number format), and a line of context."""

    label: Text
    value: Text
    context: str = ""


class KeyFacts(_Block):
    """A row of key figures at the head of a report."""

    kind: Literal["key_facts"] = "key_facts"
    caption: Text
    facts: tuple[Fact, ...] = Field(min_length=1)


class Column(_Value):
    """A column of a table: its header, and whether it holds figures (set right, aligned digits)."""

    label: Text
    numeric: bool = False


class Cell(_Value):
    """A cell: the text that is printed; the figure behind it, or why there is none."""

    text: str
    value: float | None = None
    missing: MissingKind | None = None
    strong: bool = False


class Row(_Value):
    """A row: its header, and the cells beside it."""

    header: Text
    cells: tuple[Cell, ...]
    href: str | None = None
    """Where the row's header leads: "#anchor" of a heading or panel of the same report."""


class Table(_Block):
    """A table with a caption and scoped headers; the first column holds the row headers.

    `columns` counts the row-header column too: len(columns) == 1 + len(row.cells).
    """

    kind: Literal["table"] = "table"
    caption: Text
    columns: tuple[Column, ...] = Field(min_length=2)
    rows: tuple[Row, ...] = Field(min_length=1)
    source: str = ""
    notes: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _rows_fit_columns(self) -> Table:
        for row in self.rows:
            if len(row.cells) + 1 != len(self.columns):
                raise ValueError(
                    f"table {self.caption!r}: row {row.header!r} has {len(row.cells)} cells beside its "
                    f"header, the columns ask for {len(self.columns) - 1}"
                )
        return self


class Figure(_Block):
    """A chart as SVG with its glyphs drawn as paths. `alt` states the finding and the key figures."""

    kind: Literal["figure"] = "figure"
    svg: Annotated[str, Field(pattern=r"<svg[\s>]")]
    alt: Text
    caption: Text
    source: Text


class Gallery(_Block):
    """Charts that belong together: two beside each other where there is room, else one below the other."""

    kind: Literal["gallery"] = "gallery"
    figures: tuple[Figure, ...] = Field(min_length=1)


class Panel(_Block):
    """One indicator: its chart, or what is said of it, beside its table where there is room, else above it.

    `verdict` colours nothing by itself: `verdict_text` says the same in words.
    """

    kind: Literal["panel"] = "panel"
    title: Text
    anchor: Text
    sentences: tuple[str, ...] = ()
    verdict: ComparisonOutcome | None = None
    verdict_text: str = ""
    figure: Figure | None = None
    table: Table
    notes: tuple[str, ...] = ()


class Callout(_Block):
    """A box that must not be missed."""

    kind: Literal["callout"] = "callout"
    tone: Literal["info", "warning", "invented"]
    title: Text
    lines: tuple[Line, ...] = Field(min_length=1)


class Cover(_Block):
    """The title page and the document's own facts; the first block of a report, once."""

    kind: Literal["cover"] = "cover"
    language: Language
    title: Text
    """Document title, for example "Hyvinvointikertomus 2022: Heinola"."""
    report_name: Text
    """Kind of report, for example "Vuosiraportti"."""
    municipality: Text
    municipality_code: Annotated[str, Field(pattern=r"^\d{3}$")]
    county: str = ""
    """The wellbeing services county; empty when there is none to name."""
    year: int
    state: Literal["draft", "approved"]
    state_text: Text
    """For example "Luonnos" or "Hyväksytty: kunnanvaltuusto 12.6.2023 § 41"."""
    organisation: Text
    """Who gives the report, for example "Heinolan kaupunki"."""
    data_date: date
    """Newest update date among the sources; also the document's date, so that bytes stay the same."""
    data_date_text: Text
    notice: str = ""
    """Printed on every page: that the data are invented, or the edition is not to be published."""
    description: Text
    """One or two sentences for the document's metadata."""


class DataSheet(_Value):
    """A further sheet of the workbook: plain texts and numbers under headers."""

    name: Text
    columns: tuple[str, ...]
    rows: tuple[tuple[str | float | int | None, ...], ...]


def _rows_of(given: object) -> tuple[DataRow, ...]:
    if isinstance(given, str):
        return unpack_rows(given)
    if isinstance(given, tuple) and all(isinstance(row, DataRow) for row in given):
        return given
    raise ValueError("rows must be a tuple of DataRow")


_Rows = Annotated[tuple[DataRow, ...], PlainValidator(_rows_of), PlainSerializer(pack_rows, when_used="json")]


class Dataset(_Block):
    """Everything behind the report's figures, for the data workbook; printed as one sentence."""

    kind: Literal["dataset"] = "dataset"
    note: Text
    """The sentence that points the reader to the workbook."""
    headers: dict[str, str]
    """Column headers in the report's language, by field name of DataRow, whose order the workbook keeps."""
    sheet_name: Text
    decimals: dict[str, int] = Field(default_factory=dict)
    """Decimals by indicator id."""
    rows: _Rows
    sheets: tuple[DataSheet, ...] = ()


Block = Annotated[
    Heading | Paragraph | Listing | KeyFacts | Table | Figure | Gallery | Panel | Callout | Cover | Dataset,
    Field(discriminator="kind"),
]

_ADAPTER: TypeAdapter[Any] = TypeAdapter(Block)


def block_of(payload: object) -> Block:
    """Read a block back from its JSON payload; raises `pydantic.ValidationError` when it is not one."""
    result: Block = _ADAPTER.validate_python(payload)
    return result
