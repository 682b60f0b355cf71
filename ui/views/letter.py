"""One letter: its text with the findings marked, and beside it what it is and what was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import streamlit as st

from kamer.document import Document, Severity
from kamer.findings import Commitment, Deadline, Findings, Fulfilment, Motion, Reference
from kamer.glossary import dutch, dutch_date
from kamer.span import Span
from ui.addresses import DOCUMENTS, document_address, item_address, parse_passage
from ui.letters import letter_html
from ui.marking import Mark
from ui.markup import Child, Html, chips, definitions, element, join, link, listing
from ui.session import document_name, items_by_finding, summaries
from ui.views.frame import count, draw_html, draw_title, empty_state, filter_panel, ministry_words, notice
from ui.views.handmade import draw_handmade
from ui.views.item import short
from ui.workplace import Workplace

SHOWN = {
    "Toezeggingen": "commitment",
    "Moties": "motion",
    "Afdoeningen": "fulfilment",
    "Verwijzingen": "reference",
}
SCROLL = """<script>
requestAnimationFrame(() => document.getElementById("passage")?.scrollIntoView({block: "center"}));
</script>"""


def draw_letter(workplace: Workplace, key: str) -> None:
    """The page of one letter; an unknown key says what to do."""
    draw_html(element("p", link("← Alle documenten", DOCUMENTS), class_="nk-back"))
    found = workplace.store.resolve_key(key) or key
    document = workplace.store.document(found)
    if document is None:
        tips = [link("Zoek het in de lijst", DOCUMENTS), link("Voeg het bestand toe", "toevoegen")]
        draw_html(empty_state("Dit document staat niet in het register.", tips))
        return
    findings = workplace.store.findings(found) or Findings(found)
    draw_head(document)
    kinds = draw_choice()
    text, side = st.columns([7, 4], gap="large")
    with text:
        draw_text(workplace, document, findings, kinds)
    with side:
        draw_handmade(workplace, document)
        draw_side(document, findings, items_by_finding(workplace))


def draw_head(document: Document) -> None:
    """Title, facts and reading problems."""
    about = document.metadata
    estimated = " (geschat)" if about.date_basis == "estimated" else ""
    draw_title(document_name(about.title, about.kind, about.number, document.source))
    draw_html(
        chips(
            [
                dutch_date(about.date) + estimated if about.date else "datum onbekend",
                ministry_words(about.ministry),
                dutch(about.kind),
                about.number,
            ]
        ),
        *(
            notice(problem.message, kind="nk-bad" if problem.severity is Severity.ERROR else "")
            for problem in document.problems
        ),
    )


def draw_choice() -> set[str]:
    """Which findings to mark; all of them unless the user says otherwise."""
    with filter_panel():
        chosen = st.pills(
            "In de tekst markeren", list(SHOWN), selection_mode="multi", default=list(SHOWN), key="markeren"
        )
    return {SHOWN[name] for name in chosen}


def draw_text(workplace: Workplace, document: Document, findings: Findings, kinds: set[str]) -> None:
    """The letter itself, at the passage that the address asks for."""
    if not document.text.strip():
        draw_html(empty_state("Van dit bestand kon geen tekst worden gelezen. Zie de melding hierboven."))
        return
    passage = parse_passage(st.query_params.get("passage"), len(document.text))
    marks = [mark for mark in letter_marks(workplace, findings) if kinds_of(mark) & kinds]
    draw_html(legend(kinds), letter_html(document, marks, passage))
    if passage:
        # the comment makes the element new for each passage, so that the script runs again
        st.html(SCROLL.replace("<script>", f"<script>/* {passage.start} */"), unsafe_allow_javascript=True)


def kinds_of(mark: Mark) -> set[str]:
    """The kinds of finding that a mark belongs to; a deadline goes with its commitment."""
    return {"commitment"} if mark.kind == "deadline" else {mark.kind}


def letter_marks(workplace: Workplace, findings: Findings) -> Iterator[Mark]:
    """A mark for every finding, with a label, leading to its item or to the document it names."""
    items = items_by_finding(workplace)
    keys = {d.number: d.key for d in summaries(workplace).values() if d.number}
    for commitment in findings.commitments:
        label = f"toezegging: {dutch(commitment.kind)}"
        yield Mark(commitment.evidence.span, "commitment", label, where(items, commitment.id))
        yield from deadline_mark(commitment.evidence.span, commitment.deadline)
    for motion in findings.motions:
        for mention in motion.mentions or (motion.evidence,):
            yield Mark(mention.span, "motion", f"motie: {dutch(motion.disposition)}", where(items, motion.id))
    for fulfilment in findings.fulfilments:
        label = f"afdoening: {dutch(fulfilment.relation)}"
        yield Mark(fulfilment.evidence.span, "fulfilment", label, where(items, fulfilment.id))
    for reference in findings.references:
        title = f"{dutch(reference.type)} {reference.identifier}"
        yield Mark(reference.evidence.span, "reference", "", target(keys, reference), title)


def deadline_mark(statement: Span, deadline: Deadline | None) -> Iterator[Mark]:
    """The words of the deadline within its statement, in bold."""
    if deadline and deadline.span:
        day = f"uiterlijk {dutch_date(deadline.latest)}" if deadline.latest else "zonder laatste dag"
        yield Mark(deadline.span, "deadline", "", None, f"termijn: {day}")


def where(items: dict[str, str], finding: str) -> str | None:
    """The address of the item that a finding belongs to."""
    return item_address(items[finding]) if finding in items else None


def target(keys: dict[str, str], reference: Reference) -> str | None:
    """The address of the document that a reference names, where the register holds it."""
    key = keys.get(reference.identifier)
    return document_address(key) if key else None


def legend(kinds: set[str]) -> Html:
    """What the colours and lines mean."""
    shown = [(name, kind) for name, kind in SHOWN.items() if kind in kinds]
    samples = (element("span", name, class_=f"nk-mark nk-{kind}") for name, kind in shown)
    bold = element("span", "Termijn", class_="nk-deadline") if "commitment" in kinds else None
    return element("ul", join(element("li", s) for s in [*samples, bold] if s), class_="nk-legend")


def draw_side(document: Document, findings: Findings, items: dict[str, str]) -> None:
    """Metadata and the list of findings."""
    about = document.metadata
    signed = "; ".join(f"{s.name}, {s.office}" for s in about.signatories)
    facts = definitions(
        [
            ("Nummer", about.number),
            ("Dossiers", ", ".join(about.dossiers) or None),
            ("Vergaderjaar", about.session_year),
            ("Kenmerk", about.reference),
            ("Ondertekend", signed or None),
            ("Indieners", ", ".join(about.proposers) or None),
            ("Datum", f"{dutch_date(about.date)} ({dutch(about.date_basis)})" if about.date_basis else None),
            ("Taal", {"nl": "Nederlands", "en": "Engels"}.get(about.language, about.language)),
            ("Bestand", document.source),
            ("Bladzijden", str(len(document.pages)) if document.pages else None),
        ]
    )
    draw_html(element("section", element("h2", "Gegevens"), facts, class_="nk-panel nk-side"))
    draw_html(*finding_lists(document, findings, items))


def finding_lists(document: Document, findings: Findings, items: dict[str, str]) -> Iterator[Html]:
    """The findings of each kind, in the order of the letter, each with a jump to its passage."""
    rows = {
        "Toezeggingen": [commitment_line(document, c, items) for c in findings.commitments],
        "Moties": [motion_line(document, m, items) for m in findings.motions],
        "Afdoeningen": [fulfilment_line(document, f, items) for f in findings.fulfilments],
        "Verwijzingen": reference_lines(document, findings.references),
    }
    if not any(rows.values()):
        yield empty_state("In dit document is niets gevonden dat wordt gevolgd.")
    for name, lines in rows.items():
        if lines:
            yield element(
                "section", element("h2", f"{name} ({len(lines)})"), listing(lines), class_="nk-panel"
            )


def jump(document: Document, span: Span, words: str) -> Html:
    """A link to a passage of this letter."""
    return link(words, document_address(document.key, span))


def follow(items: dict[str, str], finding: str) -> Html | None:
    """A link to the item of a finding, where it is followed."""
    return link("stand van zaken", item_address(items[finding])) if finding in items else None


def commitment_line(document: Document, commitment: Commitment, items: dict[str, str]) -> Html:
    """A commitment in the list."""
    deadline = commitment.deadline
    due = (dutch_date(deadline.latest) if deadline.latest else deadline.text) if deadline else None
    facts: list[Child] = [
        dutch(commitment.kind),
        f"termijn {due}" if due else None,
        follow(items, commitment.id),
    ]
    quote = short(commitment.evidence.quote, 140)
    return jump(document, commitment.evidence.span, quote) + chips(facts)


def motion_line(document: Document, motion: Motion, items: dict[str, str]) -> Html:
    """A motion in the list."""
    by = f"van {', '.join(motion.proposers)}" if motion.proposers else None
    name = " ".join(filter(None, ["Motie", motion.identifier, by]))
    return jump(document, motion.evidence.span, name) + chips(
        [dutch(motion.disposition), follow(items, motion.id)]
    )


def fulfilment_line(document: Document, fulfilment: Fulfilment, items: dict[str, str]) -> Html:
    """A statement that something is done, in the list."""
    target = fulfilment.target
    day = dutch_date(target.date) if target.date else None
    facts = [
        dutch(fulfilment.relation),
        target.reference or target.toezegging or day,
        follow(items, fulfilment.id),
    ]
    return jump(document, fulfilment.evidence.span, short(fulfilment.evidence.quote, 140)) + chips(facts)


def reference_lines(document: Document, references: Iterable[Reference]) -> list[Html]:
    """The references, one line for each document that is named."""
    named: dict[str, list[Reference]] = {}
    for reference in references:
        named.setdefault(reference.identifier, []).append(reference)
    return [reference_line(document, mentions) for mentions in named.values()]


def reference_line(document: Document, mentions: Sequence[Reference]) -> Html:
    """One document that is named, with how often."""
    first = mentions[0]
    often = count(len(mentions), "keer", "keer") if len(mentions) > 1 else None
    return jump(document, first.evidence.span, first.identifier) + chips([dutch(first.type), often])
