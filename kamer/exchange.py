"""Documents and findings as JSON: to store and read back, and as the report of the guidelines."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from pydantic import TypeAdapter

from kamer.document import Document
from kamer.findings import Commitment, Deadline, Findings, Fulfilment, Motion, Reference

Json = dict[str, Any]

DOCUMENT: TypeAdapter[Document] = TypeAdapter(Document)
FINDINGS: TypeAdapter[Findings] = TypeAdapter(Findings)


def dump_document(document: Document) -> Json:
    """All of a document as values that JSON knows."""
    dumped: Json = DOCUMENT.dump_python(document, mode="json")
    return dumped


def load_document(stored: Json) -> Document:
    """The document that `dump_document` stored.

    Raises:
        pydantic.ValidationError: when the stored values are not those of a document.
    """
    return DOCUMENT.validate_python(stored)


def dump_findings(findings: Findings) -> Json:
    """All findings of a document as values that JSON knows."""
    dumped: Json = FINDINGS.dump_python(findings, mode="json")
    return dumped


def load_findings(stored: Json) -> Findings:
    """The findings that `dump_findings` stored.

    Raises:
        pydantic.ValidationError: when the stored values are not those of findings.
    """
    return FINDINGS.validate_python(stored)


def letter_report(document: Document, findings: Findings) -> Json:
    """One letter in the JSON of the guidelines; `problems` is there where reading met any."""
    report = {
        "document": report_document(document),
        "references": report_references(findings.references),
        "motions": [report_motion(motion) for motion in findings.motions],
        "commitments": [report_commitment(commitment) for commitment in findings.commitments],
        "fulfilments": [report_fulfilment(fulfilment) for fulfilment in findings.fulfilments],
    }
    if document.problems:
        report["problems"] = [asdict(problem) for problem in document.problems]
    return report


def report_document(document: Document) -> Json:
    """The head of a letter's report."""
    metadata = document.metadata
    return {
        "source": document.source,
        "key": document.key,
        "id": metadata.number,
        "dossiers": list(metadata.dossiers),
        "kind": metadata.kind,
        "title": metadata.title,
        "date": iso(metadata.date),
        "date_basis": metadata.date_basis,
        "session_year": metadata.session_year,
        "ministry": metadata.ministry,
        "language": metadata.language,
        "signatories": [asdict(signatory) for signatory in metadata.signatories],
        "text_sha256": document.text_sha256,
    }


def report_references(references: tuple[Reference, ...]) -> list[Json]:
    """One object for each document cited, in order of first citation, with all its mentions."""
    cited: dict[tuple[str, str], Json] = {}
    for reference in references:
        place = report_place(reference)
        key = (reference.type, reference.identifier)
        if key in cited:
            cited[key]["mentions"].append(place)
        else:
            head = {"type": reference.type, "id": reference.identifier, "dossiers": list(reference.dossiers)}
            cited[key] = {**head, **place, "mentions": [place]}
    return list(cited.values())


def report_place(found: Reference | Commitment | Fulfilment | Motion) -> Json:
    """Where a finding stands."""
    return report_evidence(found.evidence)


def report_evidence(evidence: Any) -> Json:
    """A passage with its place: offsets in the cleaned text, first page."""
    return {
        "text": evidence.quote,
        "start": evidence.span.start,
        "end": evidence.span.end,
        "page": evidence.pages[0] if evidence.pages else None,
    }


def report_motion(motion: Motion) -> Json:
    """One motion that the letter names."""
    return {
        "id": motion.identifier,
        "proposers": list(motion.proposers),
        "subject": motion.subject,
        "request": motion.request,
        "disposition": motion.disposition,
        "deadline": report_deadline(motion.deadline),
        "confidence": motion.confidence,
        "mentions": [report_evidence(mention) for mention in motion.mentions],
    }


def report_commitment(commitment: Commitment) -> Json:
    """One commitment."""
    return {
        **report_place(commitment),
        "finding": commitment.id,
        "section": commitment.section,
        "kind": commitment.kind,
        "strength": commitment.strength,
        "actor": commitment.actor,
        "recipient": commitment.recipient,
        "motion": commitment.motion,
        "confidence": commitment.confidence,
        "found_by": commitment.evidence.found_by,
        "deadline": report_deadline(commitment.deadline),
    }


def report_fulfilment(fulfilment: Fulfilment) -> Json:
    """One fulfilment with the earlier item that it speaks of."""
    target = fulfilment.target
    return {
        **report_place(fulfilment),
        "relation": fulfilment.relation,
        "target": {
            "reference": target.reference,
            "toezegging": target.toezegging,
            "date": iso(target.date),
        },
        "confidence": fulfilment.confidence,
    }


def report_deadline(deadline: Deadline | None) -> Json | None:
    """The wording and the days that bound it, or None."""
    if deadline is None:
        return None
    return {
        "text": deadline.text,
        "earliest": iso(deadline.earliest),
        "latest": iso(deadline.latest),
        "basis": deadline.basis,
        "estimated": deadline.estimated,
    }


def iso(day: Any) -> str | None:
    """A date in ISO 8601, or None."""
    return day.isoformat() if day is not None else None
