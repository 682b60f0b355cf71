"""A passage as a plain list, the way the index keeps it, and back."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any

from kamer.passages import Passage
from kamer.span import Span


def key_of(name: str) -> int:
    """A passage's id as a number that fits a column of 63 bits: quicker to list than the id."""
    return int.from_bytes(hashlib.blake2b(name.encode("utf-8", "replace"), digest_size=8).digest()) >> 1


def dump_passage(passage: Passage) -> dict[str, Any]:
    """All of a passage as values that JSON knows; what is empty is left out."""
    span, date = passage.span, passage.date
    values = {name: getattr(passage, name) for name in Passage.__dataclass_fields__}
    values |= {"span": (span.start, span.end), "date": date.isoformat() if date else None}
    return {name: value for name, value in values.items() if value not in (None, (), "")}


def load_passage(stored: bytes) -> Passage:
    """The passage that was stored."""
    values: dict[str, Any] = json.loads(bytes(stored).decode("utf-8", "surrogatepass"))
    values["span"] = Span(*values["span"])
    if "date" in values:
        values["date"] = dt.date.fromisoformat(values["date"])
    for name in ("dossiers", "kinds", "ministers"):
        values[name] = tuple(values.get(name, ()))
    return Passage(**{"text": "", **values})
