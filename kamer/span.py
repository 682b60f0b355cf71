"""Half-open intervals of characters in a document's cleaned text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` up to, not including, `end` of one text.

    Raises:
        ValueError: when the bounds are negative or reversed.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start < 0 or self.end < self.start:
            raise ValueError(f"no such span: {self.start}-{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of `text` that this span covers."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """True where `other` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """True where the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> Span:
        """The same length, `by` characters further on (or back, when negative)."""
        return Span(self.start + by, self.end + by)

    def trimmed(self, text: str) -> Span:
        """This span without white space at either end."""
        start, end = self.start, self.end
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return Span(start, end)
