"""Findings of all documents become TrackedItems: links, standing, decisions, and the store of record."""

from tracking.life import (
    DeadlineLife,
    Kept,
    MotionChain,
    Occurrence,
    derive_chain,
    derive_deadlines,
    derive_series,
)
from tracking.records import (
    AuditEntry,
    DocumentSummary,
    FileRecord,
    ItemFilter,
    ItemView,
    Saved,
    StoreError,
    UnknownItemError,
)
from tracking.review import Doubt, ReviewEntry, count_doubts
from tracking.standing import derive_standing
from tracking.store import Store, open_store, verify_audit
from tracking.track import track

__all__ = [
    "AuditEntry",
    "DeadlineLife",
    "DocumentSummary",
    "Doubt",
    "FileRecord",
    "ItemFilter",
    "ItemView",
    "Kept",
    "MotionChain",
    "Occurrence",
    "ReviewEntry",
    "Saved",
    "Store",
    "StoreError",
    "UnknownItemError",
    "count_doubts",
    "derive_chain",
    "derive_deadlines",
    "derive_series",
    "derive_standing",
    "open_store",
    "track",
    "verify_audit",
]
