"""Findings of all documents become TrackedItems: links, standing, decisions, and the store of record."""

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
from tracking.standing import derive_standing
from tracking.store import Store, open_store, verify_audit
from tracking.track import track

__all__ = [
    "AuditEntry",
    "DocumentSummary",
    "FileRecord",
    "ItemFilter",
    "ItemView",
    "Saved",
    "Store",
    "StoreError",
    "UnknownItemError",
    "derive_standing",
    "open_store",
    "track",
    "verify_audit",
]
