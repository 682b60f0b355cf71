"""Findings of all documents become TrackedItems: links, standing, decisions, and the store of record."""
