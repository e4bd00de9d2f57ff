"""What nbconvert finds under `hyte_html`, `hyte_pdf` and `hyte_xlsx`: an executed notebook → a finished file.

The pipeline gives the same bytes without: importing nbconvert takes longer than writing a report.
"""

from __future__ import annotations

from typing import Any

from nbconvert.exporters import Exporter
from traitlets import default

from hyte.publishing.document import document_of

Resources = dict[str, Any]


class ReportHTMLExporter(Exporter):  # type: ignore[misc]
    """Executed notebook → one HTML page.

    `resources["files"]` may name the files beside the page, `{"pdf": "...", "xlsx": "..."}`; it then links to
    them. A notebook that holds anything unfit to publish raises `PublishingError`.
    """

    export_from_notebook = "Welfare report (HTML)"
    output_mimetype = "text/html"

    @default("file_extension")  # type: ignore[untyped-decorator,unused-ignore]
    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(
        self, nb: Any, resources: Resources | None = None, **kwargs: Any
    ) -> tuple[str, Resources]:
        """The page's text and nbconvert's resources."""
        from hyte.publishing.html import Files, html_page

        nb, resources = super().from_notebook_node(nb, resources, **kwargs)
        named = resources.get("files") or {}
        files = Files(pdf=named.get("pdf", ""), xlsx=named.get("xlsx", ""))
        return html_page(document_of(nb), files), resources


class ReportPDFExporter(Exporter):  # type: ignore[misc]
    """Executed notebook → accessible PDF; raises `PublishingError` also when Typst refuses a block."""

    export_from_notebook = "Welfare report as accessible PDF"
    output_mimetype = "application/pdf"

    @default("file_extension")  # type: ignore[untyped-decorator,unused-ignore]
    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(
        self, nb: Any, resources: Resources | None = None, **kwargs: Any
    ) -> tuple[bytes, Resources]:
        """The PDF's bytes and nbconvert's resources."""
        from hyte.publishing.pdf import pdf_of

        nb, resources = super().from_notebook_node(nb, resources, **kwargs)
        return pdf_of(document_of(nb)), resources


class ReportWorkbookExporter(Exporter):  # type: ignore[misc]
    """Executed notebook → data workbook; raises `PublishingError` as `write_workbook`."""

    export_from_notebook = "Welfare report's data workbook"
    output_mimetype = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    @default("file_extension")  # type: ignore[untyped-decorator,unused-ignore]
    def _file_extension_default(self) -> str:
        return ".xlsx"

    def from_notebook_node(
        self, nb: Any, resources: Resources | None = None, **kwargs: Any
    ) -> tuple[bytes, Resources]:
        """The workbook's bytes and nbconvert's resources."""
        from hyte.publishing.workbook import workbook_bytes

        nb, resources = super().from_notebook_node(nb, resources, **kwargs)
        return workbook_bytes(document_of(nb)), resources
