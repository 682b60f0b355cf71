"""Passages are indexed by word and by meaning, and found again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from search.embedding import load_embedder
    from search.index import Index, open_index
    from search.passages import cut_passages
    from search.ranking import rank
    from search.statements import StatementSearch
    from search.vectors import DamagedIndexError

__all__ = [
    "DamagedIndexError", "Index", "StatementSearch", "cut_passages", "load_embedder", "open_index", "rank"
]  # fmt: skip

_HOMES = {
    "DamagedIndexError": "search.vectors",
    "Index": "search.index",
    "StatementSearch": "search.statements",
    "cut_passages": "search.passages",
    "load_embedder": "search.embedding",
    "open_index": "search.index",
    "rank": "search.ranking",
}


def __getattr__(name: str) -> Any:
    """Import each name when first used: who cuts passages need not wait for the engines."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
