"""What a list calls an item: whole sentences and what is asked, never a piece of a sentence."""

from __future__ import annotations

import re
from bisect import bisect_right

from kamer.document import Document
from kamer.span import Span
from tracking.wording import one_line

TITLE = 160  # characters of a request in a title, and the fewest that its first clause must have
SHORTEST = 15
CLAUSE = re.compile(r"[;,] (?:en |zodat |waarbij |waarin |om |verzoekt |opdat |teneinde )")

END = re.compile(r"[.!?][”\"')]*\s+(?=[“\"'(]?[A-ZÀ-Þ0-9])")
# What stands before the words of a list item: "•", "–", "a)", "1."
BULLET = re.compile(r"^(?:[•·▪◦o–—-]|[a-z]\)|\d{1,2}[.)])\s+")
# "nr. 7", "d.d. 3 mei", "het lid Bos c.s. Daarin", "J. de Wit": these points end no sentence.
ABBREVIATED = re.compile(
    r"(?:\b(?:nrs?|jl|jo|blz|art|resp|ca|bijv|mr|drs|dr|prof|ir|incl|excl|m\.n|o\.a|d\.d|dd|c\.s|t/m"
    r"|i\.v\.m|m\.b\.t|t\.a\.v|[A-Z]))\.$"
)


def promise_title(document: Document, span: Span) -> str:
    """A promise's title: its words, or, where these start within a sentence, that whole sentence."""
    title = one_line(span.of(document.text))
    if title[:1].islower():
        title = one_line(sentence_at(document, span).of(document.text))
    title = BULLET.sub("", title).rstrip(" ;,:")
    return title[:1].upper() + title[1:]


def sentence_at(document: Document, span: Span) -> Span:
    """The sentence around `span`: between block ends and the points that end a sentence.

    In a text without blocks an empty line ends it too.
    """
    start, end = bounds_at(document, span)
    ends = [m.end() + start for m in END.finditer(document.text[start:end]) if ends_sentence(m)]
    first = max((at for at in ends if at <= span.start), default=start)
    last = min((at for at in ends if at >= span.end), default=end)
    return Span(first, last).trimmed(document.text)


def bounds_at(document: Document, span: Span) -> tuple[int, int]:
    """Where the blocks that hold `span` start and end; without blocks, the empty lines around it."""
    nth = bisect_right(document.blocks, span.start, key=lambda block: block.span.end)
    if nth < len(document.blocks) and document.blocks[nth].span.start <= span.start:
        block = document.blocks[nth].span
        return block.start, max(block.end, span.end)
    before, after = document.text.rfind("\n\n", 0, span.start), document.text.find("\n\n", span.end)
    return max(before, 0), after if after >= 0 else len(document.text)


def ends_sentence(point: re.Match[str]) -> bool:
    """False for the point of an abbreviation."""
    return ABBREVIATED.search(point.string[max(point.start() - 12, 0) : point.start() + 1]) is None


def tells_subject(heading: str) -> bool:
    """False for a heading that only says whose motion it is.

    >>> tells_subject("Mestbeleid; Motie van het lid Bos"), tells_subject("Motie van het lid Bos over veren")
    (False, True)
    """
    return "motie van " not in heading.lower() or " over " in heading.lower()


def say_request(request: str) -> str:
    """What a motion asks, as a title.

    >>> say_request("om de havengelden te verlagen")
    'De havengelden te verlagen'
    """
    asked = shorten(one_line(request).removeprefix("om "))
    return asked[:1].upper() + asked[1:]


def shorten(asked: str) -> str:
    """A long request up to its last clause that fits in a title; a request without clauses as it is.

    >>> shorten("de tol te verlagen; verzoekt de regering tevens " + "de haven te verdiepen " * 8)
    'de tol te verlagen'
    """
    if len(asked) <= TITLE:
        return asked
    ends = [m.start() for m in CLAUSE.finditer(asked) if SHORTEST <= m.start() <= TITLE]
    return asked[: ends[-1]] if ends else asked
