"""A Document becomes Findings: references, motions, commitments and fulfilments, each with its passage."""

from __future__ import annotations

from extract.deadlines import find_deadlines
from kamer.document import Document
from kamer.findings import Findings

__all__ = ["find_all", "find_deadlines"]


def find_all(document: Document) -> Findings:
    """Everything found in a document; a document that could not be read has no findings."""
    # Late, so that a command that only resolves dates does not wait for spaCy.
    from extract.commitments import find_commitments
    from extract.fulfilments import find_fulfilments
    from extract.motions import find_motions
    from extract.references import find_references

    references = find_references(document)
    motions = find_motions(document, references)
    return Findings(
        document=document.key,
        references=tuple(references),
        motions=tuple(motions),
        commitments=tuple(find_commitments(document, motions)),
        fulfilments=tuple(find_fulfilments(document, references, motions)),
    )
