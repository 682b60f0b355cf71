"""Tracked items as JSON, to store and read back."""

from __future__ import annotations

from pydantic import TypeAdapter

from kamer.items import TrackedItem

ITEM: TypeAdapter[TrackedItem] = TypeAdapter(TrackedItem)


def dump_item(item: TrackedItem) -> str:
    """All of an item as JSON."""
    return ITEM.dump_json(item).decode("utf-8")


def load_item(stored: str) -> TrackedItem:
    """The item that `dump_item` stored.

    Raises:
        pydantic.ValidationError: when the stored values are not those of an item.
    """
    return ITEM.validate_json(stored)
