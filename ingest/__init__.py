"""A file or an official source becomes a Document."""

from ingest.reading import MAX_BYTES, READER_VERSION, find_files, parse_document, read_document

__all__ = ["MAX_BYTES", "READER_VERSION", "find_files", "parse_document", "read_document"]
