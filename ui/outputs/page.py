"""A report as HTML: a page of its own that prints well, and the same inside the app as a preview."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files

from ui.markup import Child, Html, definitions, element, join
from ui.outputs.report import Block, Column, Facts, Heading, Report, Row, Table, Words, on_paper
from ui.outputs.sound import one_line, sound

Address = Callable[[str], str]
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def to_html(report: Report, address_of: Address | None = None) -> bytes:
    """The report as an HTML file that needs nothing else and prints well.

    Args:
        report: what it shows.
        address_of: the address of an item, for links; without it there are none.
    """
    head = join(
        [
            element("meta", charset="utf-8"),
            element("meta", http_equiv="Content-Security-Policy", content=POLICY),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("title", one_line(report.title)),
            element("style", style_sheet(report)),
        ]
    )
    body = element("h1", one_line(report.title)) + lead_html(report) + body_html(report, address_of)
    page = element("html", element("head", head), element("body", element("main", body)), lang="nl")
    return f"<!DOCTYPE html>\n{page}\n".encode()


def style_sheet(report: Report) -> Html:
    """How the page looks, and on which paper it prints."""
    style = files("ui.outputs").joinpath("print.css").read_text("utf-8")
    return Html(style.replace("ORIENTATION", "landscape" if report.landscape else "portrait"))


def lead_html(report: Report) -> Html:
    """The lines under the title."""
    return join(element("p", one_line(line)) for line in report.lead)


def body_html(report: Report, address_of: Address | None = None, most: int | None = None) -> Html:
    """The blocks of the report as markup.

    Args:
        report: what it shows.
        address_of: the address of an item, for links.
        most: no more than so many rows in all; a preview need not show thousands.
    """
    return join(block_html(block, address_of) for block in cut(report.blocks, most))


def cut(blocks: Sequence[Block], most: int | None) -> Iterator[Block]:
    """The blocks up to the row at which `most` rows are shown, with a word on what is left out."""
    left = most
    for block in blocks:
        if left is None or not isinstance(block, Table):
            yield block
            continue
        shown = block.rows[:left]
        if shown or not block.rows:
            yield Table(block.title, block.columns, shown, block.group)
        if len(shown) < len(block.rows):
            yield Words("… De rest staat in het bestand.", "note")
            return
        left -= len(shown)


def block_html(block: Block, address_of: Address | None) -> Html:
    """One block of the report."""
    if isinstance(block, Heading):
        rank = block.level + 1
        return element(f"h{rank}", one_line(block.text), class_=f"nk-h{min(rank, 3)}")
    if isinstance(block, Facts):
        return definitions((name, lines_html(value)) for name, value in block.rows)
    if isinstance(block, Words):
        return words_html(block)
    return table_html(block, address_of) if block.rows else Html("")


def words_html(words: Words) -> Html:
    """A paragraph in its style."""
    if words.style == "quote":
        return element("blockquote", sound(words.text), class_="nk-quote")
    return element("p", sound(words.text), class_="nk-meta" if words.style == "note" else None)


def table_html(table: Table, address_of: Address | None) -> Html:
    """A table; of a row that is about an item, the description leads to it."""
    columns, lines = on_paper(table)
    wide = sum(column.width for column in columns)
    widths = (element("col", style=f"width: {column.width / wide:.1%}") for column in columns)
    head = element("tr", join(element("th", column.title, scope="col") for column in columns))
    body = join(
        element(
            "tr", join(cells_html(columns, cells, address_of(row.item) if address_of and row.item else None))
        )
        for row, cells in zip(table.rows, lines, strict=True)
    )
    parts = (element("caption", one_line(table.title)), element("colgroup", join(widths)))
    drawn = element("table", *parts, element("thead", head), element("tbody", body), class_="nk-table")
    return element("div", drawn, class_="nk-scroll")


def lines_html(text: str) -> Html:
    """Text with its line ends."""
    return join(sound(text).split("\n"), element("br"))


def row_address(row: Row, address_of: Address | None) -> str | None:
    """Where the item of a row is shown, for a link."""
    return address_of(row.item) if address_of is not None and row.item is not None else None


def cells_html(columns: Sequence[Column], cells: Sequence[str], address: str | None) -> Iterator[Html]:
    """The cells of a row."""
    for column, cell in zip(columns, cells, strict=True):
        words: Child = lines_html(cell)
        if column.linked and address:
            words = element("a", words, href=address, class_="nk-go")
        yield element("td", words, class_="nk-nowrap" if column.whole else None, data_name=column.title)
