"""A document, its findings and its passages under another key than the parser gave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kamer.document import Document, Evidence
from kamer.findings import Commitment, Findings, Fulfilment, Motion, Reference
from kamer.passages import Passage


def rekey_document(document: Document, key: str) -> Document:
    """The same document under `key`."""
    return document if document.key == key else replace(document, key=key)


def rekey_findings(findings: Findings, key: str) -> Findings:
    """The same findings with all evidence under `key`; their own ids stay."""
    if findings.document == key:
        return findings
    return Findings(
        key,
        tuple(rekey_reference(reference, key) for reference in findings.references),
        tuple(rekey_motion(motion, key) for motion in findings.motions),
        tuple(rekey_commitment(commitment, key) for commitment in findings.commitments),
        tuple(rekey_fulfilment(fulfilment, key) for fulfilment in findings.fulfilments),
    )


def rekey_evidence(evidence: Evidence, key: str) -> Evidence:
    """The same passage of the document under `key`."""
    return replace(evidence, document=key)


def rekey_reference(reference: Reference, key: str) -> Reference:
    """The same reference under `key`."""
    return replace(reference, evidence=rekey_evidence(reference.evidence, key))


def rekey_commitment(commitment: Commitment, key: str) -> Commitment:
    """The same commitment under `key`."""
    return replace(commitment, evidence=rekey_evidence(commitment.evidence, key))


def rekey_fulfilment(fulfilment: Fulfilment, key: str) -> Fulfilment:
    """The same fulfilment under `key`."""
    return replace(fulfilment, evidence=rekey_evidence(fulfilment.evidence, key))


def rekey_motion(motion: Motion, key: str) -> Motion:
    """The same motion under `key`."""
    told = motion.disposition_evidence
    return replace(
        motion,
        evidence=rekey_evidence(motion.evidence, key),
        mentions=tuple(rekey_evidence(mention, key) for mention in motion.mentions),
        disposition_evidence=rekey_evidence(told, key) if told is not None else None,
    )


def rekey_passages(passages: Sequence[Passage], key: str) -> list[Passage]:
    """The same passages, numbered anew under `key`."""
    return [
        replace(passage, id=f"{key}#{nth}", document=key) if passage.document != key else passage
        for nth, passage in enumerate(passages)
    ]
