"""Motions that a letter names: number, members, request, deadline, and what the letter does with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from extract.deadlines import find_deadlines
from extract.dispositions import Verdict, find_verdicts, last_word
from extract.mentions import Mention, find_mentions
from extract.pipeline import sentences_of
from kamer.document import BlockKind, DateBasis, Document, DocumentKind, Evidence
from kamer.findings import Deadline, Disposition, Motion, Reference
from kamer.identifiers import IdMaker
from kamer.span import Span

FOUND_BY = "motion-mention"
REQUEST = re.compile(
    r"\b(?:verzoekt|verzocht|verzochten|verzoeken|roept|riep|vraagt|gevraagd|spreekt|wordt|opgeroepen)\b[^«.]{0,60}?"
    r"\b(?:de\s+regering|het\s+kabinet|mij|u\s+mij|de\s+Kamer)\b\s*(?:wordt\s+|werd\s+)?(?:(?:op|verzocht|gevraagd|opgeroepen)\b)?\s*,?\s*"
    r"(?:om\s+)?(?P<request>«[^»]+»|“[^”]+”|[^«“]{20,}?)(?=[.;]?$|[.;]\s)",
    re.DOTALL,
)
IN_MOTION = re.compile(
    r"\b(?:verzoekt|verzoeken)\s+(?:tevens\s+|voorts\s+)?(?:(?:de|het|zijn)\s+[\w-]+|dat(?=\s))\s*,?\s*(?P<request>.+)|"
    r"\broept\s+(?:de\s+regering|het\s+kabinet)\s+op\s*,?\s*(?P<call>.+)|\b(?P<says>spreekt\s+(?:als\s+\w+\s+\w+\s+)?uit\b.+)",
    re.DOTALL | re.IGNORECASE,
)
SUBJECT = re.compile(
    r"^\s*(?:\([^)]*\)\s*)?(?:c\.s\.\s*)?over\s+(?P<subject>(?:[^.;()«»?!\[\]]|(?<=\b[A-Z])\.(?=[A-Z])){5,160}?)(?=\s*(?:[.;()«?!,]|$))"
)
# Where the subject ends and the sentence goes on: a verb, a participle at the end, or a clause.
PREDICATE = re.compile(
    r"\s+(?:(?<!te\s)(?:is|was|waren|wordt|worden|werd|werden|heeft|heb|hebben|had|zal|zullen|zou|zouden|kan|kunnen|kon|moet|"
    r"moeten|mag|wil|gaat|geldt|verzoekt|verzocht|vraagt|vroeg|roept|riep|geeft|komt|ziet|doet|neemt|voert|staat|loopt|vergt|"
    r"zijn(?=\s+(?:hiermee|daarmee|inmiddels|niet|nog|nu|reeds|ook|in|ge\w+|aan\w+|af\w+)\b))\b|"
    r"\w+\s+(?:ik|wij|het\s+kabinet|de\s+(?:minister|staatssecretaris|regering|Kamer)|uw\s+Kamer)\b|"
    r"(?:die|dat|waar\w*|zodat|als|omdat|indien|nu)\s|(?:aangehouden|aangenomen|ingediend|verworpen|afgedaan|uitgevoerd)$)"
)
CLOSING_FORMULA = re.compile(
    r"\ben\s+gaat\s+over\s+tot\s+de\s+orde\s+van\s+de\s+dag\b.*", re.DOTALL | re.IGNORECASE
)


@dataclass(slots=True)
class Draft:
    """A motion while its mentions are gathered."""

    names: tuple[str, ...]
    identifier: str | None
    mentions: list[Mention] = field(default_factory=list)

    def is_named(self, names: tuple[str, ...]) -> bool:
        """True where these members can be those of this motion: the same first one, and none that differs."""
        if not names or not self.names or names[0].lower() != self.names[0].lower():
            return False
        ours, theirs = {name.lower() for name in self.names}, {name.lower() for name in names}
        return ours <= theirs or theirs <= ours


def find_motions(document: Document, references: Sequence[Reference]) -> list[Motion]:
    """The motions of a document in order of first mention; a paper that is a motion yields itself."""
    if document.metadata.kind is DocumentKind.MOTION:
        return read_own(document)
    if "motie" not in document.text.lower():
        return []
    sentences = sentences_of(document)
    drafts = gather(find_mentions(document, sentences, references), document)
    verdicts = find_verdicts(document, sentences, [draft.mentions for draft in drafts])
    maker = IdMaker(document.key)
    return [make_motion(draft, said, document, maker) for draft, said in zip(drafts, verdicts, strict=True)]


def gather(mentions: Sequence[Mention], document: Document) -> list[Draft]:
    """The motions behind the mentions: first those with a number, then those known by their members only."""
    drafts: list[Draft] = []
    own = document.metadata.number
    for mention in mentions:
        if mention.identifier and mention.identifier != own:
            add_numbered(mention, drafts)
    for mention in mentions:
        if not mention.identifier and mention.names:
            add_named(mention, drafts)
    return sorted(drafts, key=lambda draft: min(mention.span for mention in draft.mentions))


def add_numbered(mention: Mention, drafts: list[Draft]) -> None:
    """Put a mention with a number to its motion; the longest list of members wins."""
    draft = next((draft for draft in drafts if draft.identifier == mention.identifier), None)
    if draft is None:
        draft = Draft(mention.names, mention.identifier)
        drafts.append(draft)
    if len(mention.names) > len(draft.names):
        draft.names = mention.names
    draft.mentions.append(mention)


def add_named(mention: Mention, drafts: list[Draft]) -> None:
    """Put a mention without a number to the only motion of these members; where several fit, to none."""
    fitting = [draft for draft in drafts if draft.is_named(mention.names)]
    exact = [draft for draft in fitting if draft.names == mention.names]
    if len(fitting) > 1 and len(exact) == 1:
        fitting = exact
    if len(fitting) == 1:
        fitting[0].mentions.append(mention)
        if len(mention.names) > len(fitting[0].names):
            fitting[0].names = mention.names
    elif not fitting and not mention.bare:
        drafts.append(Draft(mention.names, None, [mention]))


def make_motion(draft: Draft, said: Sequence[Verdict], document: Document, maker: IdMaker) -> Motion:
    """The motion of a draft, with the last word of the letter on it."""
    mentions = tuple(
        document.evidence(mention.span, FOUND_BY) for mention in sorted(draft.mentions, key=lambda m: m.span)
    )
    word = last_word(said)
    request = find_request(draft.mentions, document)
    return Motion(
        id=maker.next_id("motion", draft.identifier or "/".join(draft.names)),
        evidence=mentions[0],
        identifier=draft.identifier,
        proposers=draft.names,
        disposition=word.disposition if word else Disposition.MENTIONED,
        mentions=mentions,
        disposition_evidence=document.evidence(word.span, word.rule) if word else None,
        subject=find_subject_line(draft.mentions, document),
        request=request,
        deadline=request_deadline(request, document),
        confidence=0.97 if draft.identifier else 0.85,
    )


def find_subject_line(mentions: Iterable[Mention], document: Document) -> str | None:
    """What a motion is about, where a mention goes on with "over …"."""
    for mention in mentions:
        rest = document.text[mention.span.end : mention.sentence.span.end]
        match = SUBJECT.match(rest)
        if match:
            return noun_phrase(" ".join(match["subject"].split()))
    return None


def noun_phrase(subject: str) -> str | None:
    """A subject without the predicate behind it; None where nothing is left.

    >>> noun_phrase("schone veerponten betrekt de minister bij de nota")
    'schone veerponten'
    """
    end = PREDICATE.search(subject)
    bare = (subject[: end.start()] if end else subject).strip(" ,:–-’‘'“”\"")
    return bare if len(bare) > 3 else None


def find_request(mentions: Iterable[Mention], document: Document) -> str | None:
    """What a motion asks of the government, as the letter quotes it behind the mention."""
    for mention in mentions:
        rest = document.text[mention.span.end : mention.sentence.span.end]
        match = REQUEST.search(rest)
        if match:
            return " ".join(match["request"].strip("«»“” .").split())
    return None


def request_deadline(request: str | None, document: Document) -> Deadline | None:
    """The last time that a request names."""
    if not request:
        return None
    metadata = document.metadata
    estimated = metadata.date_basis is DateBasis.ESTIMATED
    found = find_deadlines(request, metadata.date, language=metadata.language, estimated=estimated)
    dated = [deadline for deadline in found if deadline.latest is not None]
    chosen = dated or list(found)
    return chosen[-1] if chosen else None


def read_own(document: Document) -> list[Motion]:
    """The motion that a document is, at its birth."""
    metadata = document.metadata
    evidence = own_evidence(document)
    request = own_request(document)
    return [
        Motion(
            id=IdMaker(document.key).next_id("motion", metadata.number or document.key),
            evidence=evidence,
            identifier=metadata.number,
            proposers=metadata.proposers,
            disposition=Disposition.MENTIONED,
            mentions=(evidence,),
            subject=metadata.title,
            request=request,
            deadline=request_deadline(request, document),
            replaces=metadata.replaces,
        )
    ]


def own_blocks(document: Document) -> list[Span]:
    """The blocks of a motion's text, without masthead and signatures."""
    kinds = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
    return [block.span for block in document.blocks_of(*kinds)]


def own_request(document: Document) -> str | None:
    """What a motion asks: from "verzoekt de regering" to the closing formula."""
    blocks = own_blocks(document)
    if not blocks:
        return None
    text = "\n".join(span.of(document.text) for span in blocks)
    match = IN_MOTION.search(text)
    if match is None:
        return None
    asked = match["request"] or match["call"] or match["says"]
    return " ".join(CLOSING_FORMULA.sub("", asked).split()).strip(" ,;.") or None


def own_evidence(document: Document) -> Evidence:
    """The passage that asks, or else the first block."""
    blocks = own_blocks(document) or [Span(0, len(document.text))]
    asking = [span for span in blocks if IN_MOTION.search(span.of(document.text))]
    return document.evidence((asking or blocks)[0], "motion-itself")
