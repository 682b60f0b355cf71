"""An index of a few passages that no test changes."""

import pytest
from made_passages import TEXTS, passages_of, with_vectors

from search import load_embedder, open_index


@pytest.fixture(scope="session")
def embedder():
    return load_embedder()


@pytest.fixture(scope="session")
def index(tmp_path_factory, embedder):
    made = open_index(tmp_path_factory.mktemp("index"), embedder)
    made.update(3, list(TEXTS), with_vectors(embedder, passages_of(TEXTS)))
    return made
