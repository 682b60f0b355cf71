"""The examples in the docstrings of search."""

import doctest
from importlib import import_module

import pytest


@pytest.mark.parametrize("name", ["analysis", "compounds", "fields", "parts", "querying", "vectors"])
def test_the_examples_hold(name):
    outcome = doctest.testmod(import_module(f"search.{name}"))
    assert outcome.attempted and not outcome.failed
