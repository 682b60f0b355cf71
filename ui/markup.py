"""HTML that is safe by construction: whatever is not made here is escaped.

Text from letters is data. It reaches the page only as a child or an attribute of `element`, which escapes
it, so that `<script>`, `**`, `:red[` or `[link](javascript:…)` show literally.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

Child = str | None
VOID = frozenset({"br", "hr", "input", "col", "meta"})
SAFE_ADDRESS = re.compile(r"(?:https?://|[./#?]|[a-z]+(?:[?#]|$))", re.IGNORECASE)


class Html(str):
    """A piece of markup that is already safe to show."""

    __slots__ = ()

    def __add__(self, other: str) -> Html:
        return Html(str.__add__(self, escape(other)))


def escape(text: str) -> Html:
    """`text` with everything that means something in HTML escaped; markup passes unchanged.

    A lone surrogate, which some PDF files give, cannot travel as UTF-8 and becomes U+FFFD.
    """
    if isinstance(text, Html):
        return text
    sound = text.encode("utf-8", "replace").decode("utf-8") if not text.isascii() else text
    return Html(html.escape(sound, quote=True))


def join(children: Iterable[Child], between: str = "") -> Html:
    """The children one after another, each escaped, with `between` (escaped too) in between."""
    return Html(str(escape(between)).join(escape(child) for child in children if child is not None))


def element(tag: str, *children: Child, **attributes: str | None) -> Html:
    """An HTML element; `class_` is written `class`, underscores become hyphens, None leaves one out.

    >>> element("p", "a < b", class_="nk-meta")
    '<p class="nk-meta">a &lt; b</p>'
    """
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    if tag in VOID:
        return Html(f"<{tag}{written}>")
    return Html(f"<{tag}{written}>{join(children)}</{tag}>")


def link(text: Child, address: str, *, class_: str = "", **attributes: str | None) -> Html:
    """A link to another page of the app, followed without loading everything anew (class `nk-go`).

    Raises:
        ValueError: for an address that is not of the app or the web (`javascript:` and the like).
    """
    if not SAFE_ADDRESS.match(address):
        raise ValueError(f"no address to link to: {address!r}")
    classes = f"nk-go {class_}".strip()
    return element("a", text, href=address, class_=classes, **attributes)


def chips(parts: Iterable[Child], class_: str = "nk-meta") -> Html:
    """A line of short facts with a middle dot between them; empty ones are left out."""
    shown = [element("span", part) for part in parts if part]
    return element(
        "p", join(shown, Html('<span class="nk-dot" aria-hidden="true"> · </span>')), class_=class_
    )


def listing(items: Iterable[Child], class_: str | None = None) -> Html:
    """A bulleted list."""
    return element("ul", join(element("li", item) for item in items), class_=class_)


def definitions(rows: Iterable[tuple[str, Child]], class_: str = "nk-facts") -> Html:
    """Names with values; a row without value is left out."""
    pairs = (element("dt", name) + element("dd", value) for name, value in rows if value)
    return element("dl", join(pairs), class_=class_)


def table(
    heads: Iterable[str], rows: Iterable[Iterable[Child]], *, caption: str, class_: str = "nk-table"
) -> Html:
    """A table with a caption for screen readers; on a narrow screen each cell shows its column's name."""
    names = list(heads)
    head = element("tr", join(element("th", name, scope="col") for name in names))
    lines = (
        join(element("td", cell, data_name=name) for name, cell in zip(names, row, strict=True))
        for row in rows
    )
    body = join(element("tr", line) for line in lines)
    parts = (element("caption", caption), element("thead", head), element("tbody", body))
    return element("div", element("table", *parts, class_=class_), class_="nk-scroll")
