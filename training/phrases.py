"""Make the thesaurus ready for the shipped model: one command, after either has changed.

python -m training.phrases
"""

from __future__ import annotations

from search.embedding import SHIPPED_MODEL, StaticEmbedder
from search.phrases import write_file

if __name__ == "__main__":
    write_file(StaticEmbedder(SHIPPED_MODEL))
