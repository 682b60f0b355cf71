"""A file or an official source becomes a Document."""

from ingest.reading import MAX_BYTES, find_files, parse_document, read_document

__all__ = ["MAX_BYTES", "find_files", "parse_document", "read_document"]
