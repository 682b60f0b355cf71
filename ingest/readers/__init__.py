"""One reader a format: bytes in, a draft of raw blocks out. Nothing here knows about letters' metadata."""
