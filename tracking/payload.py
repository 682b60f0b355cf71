"""Tracked items and changes by people as JSON, to store and read back."""

from __future__ import annotations

from pydantic import TypeAdapter

from kamer.items import Change, TrackedItem

ITEM: TypeAdapter[TrackedItem] = TypeAdapter(TrackedItem)
CHANGE: TypeAdapter[Change] = TypeAdapter(Change)


def dump_item(item: TrackedItem) -> str:
    """All of an item as JSON."""
    return ITEM.dump_json(item).decode("utf-8")


def load_item(stored: str) -> TrackedItem:
    """The item that `dump_item` stored.

    Raises:
        pydantic.ValidationError: when the stored values are not those of an item.
    """
    return ITEM.validate_json(stored)


def dump_change(change: Change) -> str:
    """What a person changed as JSON, without what stays as it is."""
    return CHANGE.dump_json(change, exclude_defaults=True).decode("utf-8")


def load_change(stored: str) -> Change:
    """The change that `dump_change` stored.

    Raises:
        pydantic.ValidationError: when the stored values are not those of a change.
    """
    return CHANGE.validate_json(stored)
