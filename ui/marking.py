"""Marks in text: stretches of a letter in colour, with their labels, as safe HTML.

Stripping the tags of what comes out and unescaping it gives the text back, letter for letter: labels,
footnote marks and page numbers are attributes that the style sheet shows, never text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kamer.span import Span
from ui.markup import Html, element, escape, join, link


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch to mark: `kind` is its style, `label` what is shown before it, `address` where it leads."""

    span: Span
    kind: str
    label: str = ""
    address: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Pin:
    """Something of no width at an offset: an anchor, a footnote mark, the start of a page."""

    at: int
    html: Html


def anchor(at: int, name: str) -> Pin:
    """A place to jump to."""
    return Pin(at, element("span", id=name, class_="nk-anchor"))


def mark_text(
    text: str, marks: Sequence[Mark] = (), pins: Sequence[Pin] = (), within: Span | None = None
) -> Html:
    """The part of `text` at `within` (default: all of it) as HTML, with marks and pins at their offsets.

    Marks may overlap; each stretch then bears the styles of all marks on it. Offsets count from the
    start of `text`; what lies outside `within` is left out, a pin at either edge is kept.
    """
    window = Span(0, len(text)) if within is None else within  # an empty span is false
    live = [mark for mark in marks if mark.span.overlaps(window) and len(mark.span)]
    held = sorted((pin for pin in pins if window.start <= pin.at <= window.end), key=lambda pin: pin.at)
    return join(draw_parts(text, live, held, window))


def draw_parts(text: str, marks: Sequence[Mark], pins: Sequence[Pin], window: Span) -> Iterator[Html]:
    """The pieces of `mark_text` in order."""
    for start, end in stretches(marks, pins, window):
        yield from (pin.html for pin in pins if pin.at == start)
        active = [mark for mark in marks if mark.span.start <= start and end <= mark.span.end]
        yield mark_stretch(text[start:end], active, start)
    yield from (pin.html for pin in pins if pin.at == window.end)


def stretches(marks: Iterable[Mark], pins: Iterable[Pin], window: Span) -> Iterator[tuple[int, int]]:
    """The window cut at every place where a mark starts or ends or a pin stands."""
    cuts = {window.start, window.end} | {pin.at for pin in pins}
    for mark in marks:
        cuts |= {max(mark.span.start, window.start), min(mark.span.end, window.end)}
    return pairwise(sorted(cuts))


def mark_stretch(words: str, active: Sequence[Mark], start: int) -> Html:
    """One stretch with all marks on it; a label stands only where its mark begins."""
    if not active:
        return escape(words)
    labels = [mark.label for mark in active if mark.label and mark.span.start == start]
    inner = min(active, key=lambda mark: len(mark.span))
    drawn = element(
        "mark",
        words,
        class_=" ".join(["nk-mark", *(f"nk-{mark.kind}" for mark in active)]),
        data_label=" · ".join(dict.fromkeys(labels)) or None,
        title=inner.title,
    )
    address = next((m.address for m in sorted(active, key=lambda m: len(m.span)) if m.address), None)
    return link(drawn, address, class_="nk-quiet") if address else drawn


def mark_words(text: str, spans: Iterable[Span]) -> Html:
    """A passage with the words that a search matched marked."""
    return mark_text(text, [Mark(span, "hit") for span in spans if span.end <= len(text)])
