"""A file or an official source becomes a Document."""
