"""Versions that no one has to remember to raise: the hash of what makes an output."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable


@cache
def version_of(*packages: str) -> str:
    """Twelve hexadecimal digits that change when code or data of these packages change.

    Args:
        packages: names of packages, their subpackages included, or of single modules ("search.passages").
    """
    digest = hashlib.sha256()
    for package in packages:
        for name, content in sources_of(package):
            digest.update(f"{package}/{name}\0".encode() + content + b"\0")
    return digest.hexdigest()[:12]


def sources_of(package: str) -> Iterator[tuple[str, bytes]]:
    """Name and content of every file of a package, in the order of their names; or of one module."""
    parent, _, name = package.rpartition(".")
    module = files(parent).joinpath(f"{name}.py") if parent else None
    if module is not None and module.is_file():
        yield module.name, module.read_bytes()
    else:
        yield from files_below(files(package), "")


def files_below(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder but what Python itself makes there."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and entry.name != "__pycache__":
            yield from files_below(entry, f"{path}{entry.name}/")
        elif entry.is_file() and not entry.name.endswith((".pyc", "~")):
            yield path + entry.name, entry.read_bytes()
