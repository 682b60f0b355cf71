"""Citations of other documents by number, each with its normalised identifier and its passage."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from extract.rules import Rule, load_rules
from kamer.document import BlockKind, Document
from kamer.findings import Reference, ReferenceType
from kamer.identifiers import IdMaker
from kamer.span import Span

MOST_IN_RANGE = 60  # "nr. 1 t/m 4" is a range; one of more than this is a misreading
MASTHEAD_TYPES = frozenset({ReferenceType.QUESTION, ReferenceType.ANSWER})
DOSSIER = re.compile(r"(21\D?501)\s?[-–]\s?(\d{2})|(\d{2}\D?\d{3})")
NUMBERS = re.compile(r"(\d+|[A-Z]+)(\s?(?:t/m|tot\s+en\s+met|tot|–|-)\s?)?")


@dataclass(frozen=True, slots=True)
class Cited:
    """One document that a match names."""

    type: ReferenceType
    identifier: str
    dossiers: tuple[str, ...] = ()


def find_references(document: Document) -> list[Reference]:
    """Every citation in the document, in order; its own number is none.

    A citation of several documents ("nr. 1 t/m 4") gives a Reference for each, all with the same passage.
    """
    makes = IdMaker(document.key)
    return [make_reference(document, span, rule, cited, makes) for span, rule, cited in citations(document)]


def make_reference(document: Document, span: Span, rule: Rule, cited: Cited, makes: IdMaker) -> Reference:
    """The finding for one cited document."""
    evidence = document.evidence(span, f"references:{rule.id}")
    made = makes.next_id("reference", f"{evidence.quote} {cited.identifier}")
    return Reference(made, evidence, cited.type, cited.identifier, cited.dossiers)


def citations(document: Document) -> Iterator[tuple[Span, Rule, Cited]]:
    """Spans with what they cite, in order, without the document's own number."""
    own = own_numbers(document)
    for span, rule, cited in find_citations(document.text):
        if cited.identifier not in own and not in_masthead(document, span, cited):
            yield span, rule, cited


def own_numbers(document: Document) -> frozenset[str]:
    """What the document is called itself."""
    number = document.metadata.number
    return frozenset({number, number.replace(" ", "")} if number else ())


def in_masthead(document: Document, span: Span, cited: Cited) -> bool:
    """True where the masthead names dossier and number of the letter itself, not those of another one."""
    block = document.block_at(span.start)
    return block is not None and block.kind is BlockKind.MASTHEAD and cited.type not in MASTHEAD_TYPES


def find_citations(text: str) -> list[tuple[Span, Rule, Cited]]:
    """Every citation in a text, in order; of overlapping matches of one sort the first rule's.

    A web address that holds a number ("…/kst-30821-204.html", "…CELEX:52021DC0066") is both.
    """
    found: list[tuple[Span, Rule, Cited]] = []
    taken: list[Span] = []
    for rule, match in in_order_of_rank(text):
        span = cited_span(match)
        if rule.values["kind"] != "url":
            if any(span.overlaps(other) for other in taken):
                continue
            taken.append(span)
        found.extend((span, rule, cited) for cited in parse_citation(rule, match))
    return sorted(found, key=lambda item: (item[0].start, item[0].end))


def in_order_of_rank(text: str) -> list[tuple[Rule, re.Match[str]]]:
    """All matches, those of page footers first, for what they cover is no citation."""
    matches = list(load_rules("references").find(text))
    return sorted(matches, key=lambda pair: pair[0].values["kind"] != "own")


def cited_span(match: re.Match[str]) -> Span:
    """The words of the citation, from the word "Kamerstuk" where it stands before the number."""
    return Span(*match.span())


def parse_citation(rule: Rule, match: re.Match[str]) -> list[Cited]:
    """What a match cites; nothing for a page footer."""
    return KINDS[rule.values["kind"]](match) if rule.values["kind"] in KINDS else []


def kamerstuk(match: re.Match[str]) -> list[Cited]:
    """One Cited for each number; of joint dossiers the first gives the identifier."""
    dossiers = tuple(dossiers_in(match["dossiers"]))
    addition = addition_of(match["addition"])
    stem = f"{dossiers[0]}-{addition}" if addition else dossiers[0]
    named = (stem, *dossiers[1:])
    return [Cited(ReferenceType.KAMERSTUK, f"{stem}-{n}", named) for n in numbers_in(match["numbers"])]


def dossiers_in(words: str) -> Iterator[str]:
    """The dossier numbers in "36 180 en 32 852", without blanks, each once.

    >>> list(dossiers_in("21 501–02 en 36 180"))
    ['21501-02', '36180']
    """
    seen: set[str] = set()
    for match in DOSSIER.finditer(words):
        digits = re.sub(r"\D", "", match[1] or match[3])
        dossier = f"{digits}-{match[2]}" if match[2] else digits
        if dossier not in seen:
            seen.add(dossier)
            yield dossier


def addition_of(words: str | None) -> str | None:
    """The budget chapter ("XVII") or Rijkswet number ("R2114") in what follows a dossier number."""
    return re.sub(r"[^A-Z0-9]", "", words) or None if words else None


def numbers_in(words: str) -> list[str]:
    """The numbers in "1 t/m 4" or "12, 13 en 15", in order.

    >>> numbers_in("1 t/m 4"), numbers_in("12, 13 en 15"), numbers_in("AI")
    (['1', '2', '3', '4'], ['12', '13', '15'], ['AI'])
    """
    numbers: list[str] = []
    to_follow: str | None = None
    for match in NUMBERS.finditer(words):
        numbers.extend(counted(to_follow, match[1]) if to_follow else [match[1].lstrip("0") or "0"])
        to_follow = match[1] if match[2] else None
    return numbers


def counted(first: str, last: str) -> list[str]:
    """The numbers after `first` up to and including `last`; only `last` where that is no range."""
    if not (first.isdigit() and last.isdigit()) or not 0 < int(last) - int(first) <= MOST_IN_RANGE:
        return [last]
    return [str(number) for number in range(int(first) + 1, int(last) + 1)]


def toezegging(match: re.Match[str]) -> list[Cited]:
    """A number of the register of oral commitments."""
    return [Cited(ReferenceType.TOEZEGGING, f"TZ{match['month']}-{match['number']}")]


def toezegging_ek(match: re.Match[str]) -> list[Cited]:
    """A number of the Senate's register of commitments."""
    return [Cited(ReferenceType.TOEZEGGING, match["senate"])]


def commission(match: re.Match[str]) -> list[Cited]:
    """A document of the European Commission; `C(…)` decisions bear their own type."""
    year = match["year"] or match["slash_year"] or match["bare_year"]
    kind = ReferenceType(match["series"].lower())
    return [Cited(kind, f"{match['series']}({year}) {int(match['number'])}")]


def eu_procedure(match: re.Match[str]) -> list[Cited]:
    """An interinstitutional procedure."""
    identifier = f"{match['year']}/{match['number']}({match['procedure']})"
    return [Cited(ReferenceType.EU_PROCEDURE, identifier)]


def celex(match: re.Match[str]) -> list[Cited]:
    """A CELEX number."""
    return [Cited(ReferenceType.CELEX, match["celex"])]


def bwb(match: re.Match[str]) -> list[Cited]:
    """A law in the Basiswettenbestand."""
    return [Cited(ReferenceType.BWB, match["bwb"])]


def question(match: re.Match[str]) -> list[Cited]:
    """Written questions, by the number of their case."""
    return [Cited(ReferenceType.QUESTION, match["question"])]


def answer(match: re.Match[str]) -> list[Cited]:
    """Answers to written questions, as printed in the Aanhangsel."""
    if match["session"]:
        return [Cited(ReferenceType.ANSWER, f"ah-tk-{match['session']}-{match['slug']}")]
    session = f"{match['from']}{int(match['from']) + 1}"
    return [Cited(ReferenceType.ANSWER, f"ah-tk-{session}-{match['number']}")]


def url(match: re.Match[str]) -> list[Cited]:
    """A web address."""
    return [Cited(ReferenceType.URL, match.group())]


KINDS: dict[str, Callable[[re.Match[str]], list[Cited]]] = {
    "kamerstuk": kamerstuk,
    "toezegging": toezegging,
    "toezegging_ek": toezegging_ek,
    "commission": commission,
    "celex": celex,
    "eu_procedure": eu_procedure,
    "bwb": bwb,
    "question": question,
    "answer": answer,
    "url": url,
}
