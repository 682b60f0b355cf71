"""Where a letter names a motion: the words, the members, the number where the letter gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.listed import find_numbered_line, number_beside, speaks_of_motions
from extract.names import NAMES, double_surnames, no_names, parse_names, settle_pair
from extract.numbering import (
    FARTHEST_NUMBER,
    ONLY_NUMBER,
    OTHER_PAPER,
    loose_note,
    number_at_end,
    number_before,
    number_in_notes,
)
from extract.owners import MEMBERS_BACK, asks_by_motion, looks_back, stands_before
from extract.pipeline import Sentence
from kamer.document import BlockKind, Document
from kamer.findings import Reference, ReferenceType
from kamer.span import Span

MEMBER = (
    r"(?P<member>(?:(?:het|de)\s+)?(?:toenmalige?\s+|voormalige?\s+|oud-)?(?:TK-|EK-|(?:[Tt]weede|[Ee]erste)\s+)?(?:[Kk]amer)?"
    r"(?P<lid>[Ll]id|[Ll]eden|[Hh]eer|[Hh]eren|[Mm]evrouw|[Mm]evr\.|[Mm]w\.|[Dd]hr\.|[Ss]enator(?:en)?|[Ff]ractieleden)\s+)"
)
# Words between "motie" and its members: a number in brackets, "op stuk nr. 4", "ingediend door".
ON_PAPER = (
    r"(?:,?\s*(?:\([^()]{2,60}\)|(?:met\s+|onder\s+|op\s+)?(?:Kamerst|stuk|nummer|nr\.)[^;()]{2,45}?(?:\([^()]{2,20}\))?)"
    r"(?=,?\s+(?:van|door|ingediend)\s))"
)
SUBMITTED = (
    r"(?:,?\s*(?:(?:die|welke)\s+)?(?:(?:is|was|werd|eerder|destijds|mede|toen)\s+){0,2}(?:ingediend|voorgesteld)"
    r"(?:\s+(?:is|was|werd))?(?:\s+op\s+\d{1,2}\s+\w+(?:\s+\d{4})?)?(?=\s+(?:door|van)\s))"
)
MENTION = re.compile(
    rf"\b(?P<word>[Mm]otie(?P<plural>s)?)(?:(?P<glued>-\s?)|{ON_PAPER}?{SUBMITTED}?:?\s+)(?:(?:van|door)\s*:?\s+)?"
    rf"(?:-\s+)?{MEMBER}?(?P<names>{NAMES})"
)
ITEM = re.compile(rf"^(?:\W*|\W*\w{{1,2}}[.)]\s+){MEMBER}(?P<names>{NAMES})")
AND_ANOTHER = re.compile(
    rf"^(?:(?:\s*\([^)]*\))?\s*(?:,|en|,\s*en)\s+(?:(?:die\s+)?van\s+)?(?:(?:de\s+)?[Mm]otie(?:-|\s+))?{MEMBER}(?P<names>{NAMES})|"
    rf"\s*(?P<paper>\([^)]*\d[^)]*\))\s*(?:,|en|,\s*en)\s+(?:van\s+)?-?(?P<more>{NAMES})(?=\s*\([^)]*\d)|"
    rf"(?:\s*\([^)]*\))?\s*(?:,|en|,\s*en)\s+-(?P<dashed>{NAMES}))"
)
# The members first: "het lid De Wind heeft bij motie verzocht", "de door het lid De Wind ingediende motie".
REVERSED = re.compile(
    rf"{MEMBER}(?P<names>{NAMES})[^.;:?]{{0,90}}?\b(?:"
    r"(?:bij|via|per|middels|door\s+middel\s+van|met)\s+(?:(?:een|de|zijn|haar|hun|aangenomen|gewijzigde)\s+){0,3}|"
    r"(?:zijn|haar|hun|ingediende|voorgestelde)\s+(?:(?:en|gewijzigde|aangenomen|ingediende)\s+){0,3}|"
    r"(?:diende|dienden)\s+(?:\w+\s+){0,4}?een\s+|"
    r"een\s+(?:(?:gewijzigde|aangenomen)\s+)?(?=motie\s+(?:\w+\s+){0,3}?(?:ingediend|voorgesteld))|"
    r"(?:is|werd|heeft|hebben)\s+(?:\w+\s+){0,6}?een\s+(?:(?:gewijzigde|aangenomen)\s+)?"
    r"(?=motie\s+(?:\w+\s+){0,6}?(?:ingediend|voorgesteld|aangenomen|aanvaard))|"
    r"(?:vroeg|vroegen|vraagt|vragen|verzocht|verzochten|verzoekt|verzoeken)\s+in\s+(?:een|de|deze)\s+)"
    r"[Mm]otie\b(?!-|\s+(?:van(?!\s+\d)|[A-Z])|s\b)"
)
POSSESSED = re.compile(r"\b(?:zijn|haar|hun|diens)\s+(?:(?:aangenomen|gewijzigde)\s+)?$", re.IGNORECASE)
ASKING = re.compile(rf"^\W*(?:[a-z]\)\s*|\d{{1,2}}[.)]\s*)?(?:Het\s+|De\s+)?{MEMBER}(?P<names>{NAMES})")
OWNER = re.compile(rf"{MEMBER}(?P<names>{NAMES})")
# "De motie die het lid De Wind heeft ingediend".
RELATED = re.compile(
    rf"\b[Mm]otie,?\s+(?:die|welke)\s+(?:door\s+)?{MEMBER}(?P<names>{NAMES})(?=\s+(?:heeft|hebben|is|was|had|werd|op|tijdens)\b)"
)
# A motion by its number alone, or with only its subject before the number.
NUMBERED = re.compile(
    r"\b(?P<word>[Mm]otie(?P<plural>s)?)\b(?!-)(?:\s*(?:,|:|\(|–|(?:met|onder|op)\s+|van\s+de\s+[Kk]amer\s+|van\s+uw\s+[Kk]amer\s+|"
    r"Kamerst\w*\s+|stuk\s+|nr\.?\s*\d*\s*\(?|kenmerk\s+|nummer\s+|II,?\s+|20\d\d[-–/]\d{2,4},?\s+|TK\s+|EK\s+){0,6}\s*(?=\d{2}[\s.]?\d{3})|"
    r"\s+(?:van\s+de\s+fracties?\s+van\s+[^.;()]{2,60}?\s*)?(?:(?:over|inzake|betreffende|waarin|die|tot|om|aangaande)\s[^.;()?«]{3,170}?)?"
    r"\((?=[^()]{0,40}\d{2}[\s.]?\d{3})|"
    r"\s+van\s+de\s+(?:fracties?\s+van\s+)?[^.;()?«]{3,60}?\((?=[^()]{0,40}\d{2}[\s.]?\d{3}))"
)
JOINS = re.compile(r"\s*(?:,|en|;|&)?\s*(?:(?:en|Kamerstuk(?:ken)?|nr\.)\s+)*")
NOT_ITS_NOTE = re.compile(
    r"\b(?:brief|brieven|kamerbrief\w*|rapport\w*|nota|toezegging\w*|verslag\w*|\w*debat\w*|\w*overleg\w*|motie|amendement|"
    r"wetsvoorstel|rechter|regeling)\b",
    re.IGNORECASE,
)
WORD_MOTION = re.compile(r"\b[Mm]otie\b(?!-)")
AGAIN = re.compile(
    r"\b(?:de|deze|die|betreffende|bedoelde|genoemde|voornoemde|onderhavige)\s+$", re.IGNORECASE
)
WHICH = (
    r"(?:(?:bovengenoemde|genoemde|voornoemde|eerdergenoemde|hiervoor\s+genoemde|betreffende|aangenomen|"
    r"gewijzigde)\s+)"
)
ANAPHOR = re.compile(
    rf"\b(?i:(?P<all>(?:(?:alle|beide|deze|de)\s+)?{WHICH}?"
    rf"(?:twee|drie|vier|vijf|zes|zeven|drietal|tweetal)\s+moties|(?:beide|deze|de)\s+{WHICH}?moties|{WHICH}moties)|"
    rf"(?P<one>(?:(?:de|deze|die)\s+(?:onderhavige\s+|nader\s+)?{WHICH}*|(?:genoemde|voornoemde|onderhavige)\s+)motie))\b"
    r"(?!\s+(?:van\s+(?:het|de|mevrouw)|door)\s+|\s+(?:van\s+)?[A-Z]|-)"
)
LISTS_MOTIONS = re.compile(
    r"\bmoties\s+van\s*:?\s*$|\b(?:volgende|onderstaande|(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien))\s+(?:\w+\s+){0,2}moties\b[^.]*:\s*$",
    re.IGNORECASE,
)
ONE_PERSON = frozenset({"lid", "heer", "mevrouw", "mevr.", "mw.", "dhr.", "senator"})


@dataclass(frozen=True, slots=True)
class Mention:
    """One place that names a motion. `bare` is true where only members are named, in a list of motions."""

    span: Span
    sentence: Sentence
    names: tuple[str, ...]
    identifier: str | None = None
    bare: bool = False


def find_mentions(
    document: Document, sentences: Sequence[Sentence], references: Sequence[Reference]
) -> list[Mention]:
    """All places that name a motion by its members or its number, in order."""
    numbers = [reference for reference in references if reference.type is ReferenceType.KAMERSTUK]
    found: list[Mention] = []
    listing = False
    for at, sentence in enumerate(sentences):
        spans = list(find_spans(sentence.text))
        line = find_numbered_line(sentence.text)
        if line and (not spans or not spans[0].names) and speaks_of_motions(at, sentences):
            spans = list(named_in(line))
        elif not spans and listing and sentence.block.kind is BlockKind.LIST_ITEM:
            spans = list(find_item(sentence.text))
        elif sentence.block.kind is not BlockKind.LIST_ITEM:
            listing = LISTS_MOTIONS.search(sentence.text) is not None
        spans = [with_owner(named, sentence.text, sentences[max(0, at - 1)].text) for named in spans]
        mentions = list(number_mentions(spans, sentence, document, numbers))
        mentions = mentions or list(noted_mentions(sentence, document, numbers, found[-1:]))
        mentions = mentions or list(asked_mentions(at, sentences, document, numbers, found[-1:]))
        found.extend(with_members(mention, at, sentences) for mention in mentions)
    return found


def with_members(mention: Mention, at: int, sentences: Sequence[Sentence]) -> Mention:
    """A motion without members with those who stand earlier: "Het lid De Wind heeft in een motie …"."""
    if mention.names:
        return mention
    before = sentences[at].text[: mention.span.start - sentences[at].span.start]
    if stands_before(before) and (members := list(OWNER.finditer(before))):
        return replace(mention, names=read_names(members[-1]))
    back = looks_back(
        before, [sentence.text for sentence in reversed(sentences[max(0, at - MEMBERS_BACK) : at])]
    )
    members = list(OWNER.finditer(back)) if back else []
    return replace(mention, names=read_names(members[-1])) if members else mention


def number_that_follows(pair: Sequence[Sentence], numbers: Sequence[Reference]) -> list[Reference]:
    """The number with which the next sentence of the block opens: a cell of a table that lost its lines."""
    if len(pair) < 2 or pair[0].block is not pair[1].block:
        return []
    start = pair[1].span.start
    return [number for number in numbers if start <= number.evidence.span.start <= start + 1]


def asked_mentions(
    at: int,
    sentences: Sequence[Sentence],
    document: Document,
    numbers: Sequence[Reference],
    before: Sequence[Mention],
) -> Iterator[Mention]:
    """A motion without the word: "Het lid De Wind verzoekt de regering … (Kamerstuk 36 111, nr. 4)"."""
    sentence = sentences[at]
    match = ASKING.match(sentence.text)
    if match is None or sentence.block.kind is BlockKind.QUESTION:
        return
    inside = [number for number in numbers if sentence.span.contains(number.evidence.span)]
    inside = inside or number_that_follows(sentences[at : at + 2], numbers)
    if not inside:
        return
    names, span = read_names(match), sentence.place(match.start("member"), match.end())
    near = bool(before) and any(before[0].sentence is other for other in sentences[max(0, at - 8) : at])
    behind = document.text[span.end : inside[0].evidence.span.start]
    if names and asks_by_motion(behind, near=near):
        yield Mention(span, sentence, names, inside[0].identifier)


def with_owner(named: Named, text: str, before: str) -> Named:
    """A motion "haar motie" with the member whom the sentence before it named last."""
    if named.names or not POSSESSED.search(text[: named.start]):
        return named
    members = list(OWNER.finditer(before))
    return replace(named, names=read_names(members[-1])) if members else named


def noted_mentions(
    sentence: Sentence, document: Document, numbers: Sequence[Reference], before: Sequence[Mention]
) -> Iterator[Mention]:
    """A motion without members whose number is all that the next note says: "de motie die … vraagt.³".

    Where the letter just named its members without a number ("de betreffende motie³"), it is that motion.
    """
    match = WORD_MOTION.search(sentence.text)
    if match is None:
        return
    span = sentence.place(*match.span())
    later = [mark for mark in document.note_marks if span.end <= mark.at <= sentence.span.end + 1]
    if not later or NOT_ITS_NOTE.search(document.text[span.end : later[0].at]):
        return
    number = number_alone(document, later[0].at, numbers)
    again = AGAIN.search(sentence.text[: match.start()]) is not None
    if number is None or (again and any(mention.identifier for mention in before)):
        return
    yield Mention(span, sentence, before[0].names if again and before else (), number)


def number_alone(document: Document, at: int, numbers: Sequence[Reference]) -> str | None:
    """The number with which the note marked at `at` begins."""
    for note in document.notes_within(Span(at, at)):
        inside = [reference for reference in numbers if note.span.contains(reference.evidence.span)]
        if inside and ONLY_NUMBER.fullmatch(document.text[note.span.start : inside[0].evidence.span.start]):
            return inside[0].identifier
    return None


@dataclass(frozen=True, slots=True)
class Named:
    """Where in a sentence members are named, and who; `plural` where the word before them is "moties"."""

    start: int
    end: int
    names: tuple[str, ...]
    bare: bool = False
    plural: bool = False
    pair: str = ""
    glued: bool = False


def find_spans(text: str) -> Iterator[Named]:
    """The motions that a sentence names by their members, or by a number alone."""
    if "otie" not in text:
        return
    taken: list[Named] = []
    for match in MENTION.finditer(text):
        names = read_names(match)
        if not names or any(match.start() < other.end for other in taken):
            continue
        taken.append(named_by(match, names))
        if match["plural"]:
            taken.extend(find_others(text, match.end()))
    taken.extend(named for named in find_reversed(text) if not any(overlap(named, other) for other in taken))
    if not taken:
        taken.extend(
            Named(match.start("word"), match.end("word"), (), plural=bool(match["plural"]))
            for match in NUMBERED.finditer(text)
        )
    yield from sorted(taken, key=lambda named: named.start)


def named_by(match: re.Match[str], names: tuple[str, ...]) -> Named:
    """The motion of a match of MENTION; a lone name with a hyphen is settled later, from the whole letter."""
    alone = "-" in match["names"] and not match["lid"] and len(names) <= 2
    listed = re.search(r"[,/&–]|\sen\s", match["names"])
    return Named(
        match.start(),
        match.end(),
        names,
        plural=bool(match["plural"]),
        pair=match["names"] if alone and not listed else "",
        glued=bool(match["glued"]),
    )


def overlap(one: Named, other: Named) -> bool:
    """True where two mentions share words."""
    return one.start < other.end and other.start < one.end


def find_reversed(text: str) -> Iterator[Named]:
    """The motions of "het lid De Wind heeft bij motie verzocht": the members before the word."""
    for match in REVERSED.finditer(text):
        names = read_names(match)
        if names:
            yield Named(match.start("member"), match.end(), names)
    for match in RELATED.finditer(text):
        names = read_names(match)
        if names:
            yield Named(match.start(), match.end(), names)


def find_others(text: str, end: int) -> Iterator[Named]:
    """The further motions of "de moties van het lid A (…) en het lid B (…)", "de moties-A (…) en -B (…)"."""
    while (match := AND_ANOTHER.match(text[end:])) is not None:
        said = match["names"] or match["more"] or match["dashed"]
        names = parse_names(said, single=(match["lid"] or "").lower() == "lid")
        if not names or names[0].split()[0] in no_names():
            return
        at = match.start("member") if match["names"] else match.end() - len(said)
        start, end = end + at, end + match.end()
        yield Named(start, end, names)


def named_in(line: re.Match[str]) -> Iterator[Named]:
    """The members of "2. De Wind en Brakel, Kamerstuk 36 111, nr. 4", a line in a list of motions."""
    names = tuple(name for name in read_names(line) if not name.startswith("Kamerst"))
    if names:
        yield Named(line.start("names"), line.end("names"), names)


def find_item(text: str) -> Iterator[Named]:
    """The members of "- het lid De Wind (XYZ) over …" in a list of motions."""
    match = ITEM.search(text)
    if match and read_names(match):
        yield Named(match.start("member"), match.end(), read_names(match), bare=True)


def read_names(match: re.Match[str]) -> tuple[str, ...]:
    """The members named, or none where a word is no name ("motie Kamerstuk …", "motie van de Kamer")."""
    spoken = [word.strip(",.") for word in match["names"].split()]
    if any(word in no_names() for word in spoken[:2]):
        return ()
    return parse_names(match["names"], single=(match["lid"] or "").lower() in ONE_PERSON)


def with_prefix(names: tuple[str, ...], before: str, text: str) -> tuple[str, ...]:
    """The members of "de motie van Nispen": "van" is a prefix where the letter elsewhere says so."""
    if not names or not re.search(r"\b[Mm]oties?\s+van\s+$", before):
        return names
    full = f"Van {names[0]}"
    return (full, *names[1:]) if re.search(rf"\b{re.escape(full)}\b", text) else names


def number_mentions(
    spans: Sequence[Named], sentence: Sentence, document: Document, numbers: Sequence[Reference]
) -> Iterator[Mention]:
    """The mentions of a sentence with the number that belongs to each."""
    for at, named in enumerate(spans):
        span = sentence.place(named.start, named.end)
        until = (
            sentence.place(spans[at + 1].start, spans[at + 1].start).start
            if at + 1 < len(spans)
            else sentence.span.end
        )
        number = find_number(span, until, sentence, document, numbers)
        names = with_prefix(settled_names(named, document), read_before(named, sentence), document.text)
        if not names and not number:
            continue
        yield Mention(span, sentence, names, number, named.bare)
        if named.plural and number:
            for other in further_numbers(span, until, number, document, numbers):
                yield Mention(span, sentence, names, other, named.bare)


def settled_names(named: Named, document: Document) -> tuple[str, ...]:
    """The members of a mention; what else the letter calls them tells whether "A-B" is one or two."""
    if not named.pair:
        return named.names
    bare = re.sub(r"\s+(?:c\.\s?s\.?|cs)$|\s*\([^)]*\)", "", named.pair).strip()
    if bare.lower() in double_surnames():
        return named.names
    return parse_names(named.pair, single=settle_pair(bare, document.text, glued=named.glued))


def further_numbers(
    span: Span, until: int, first: str, document: Document, numbers: Sequence[Reference]
) -> Iterator[str]:
    """The other numbers of "de moties 36 111, nrs. 4 en 5": of the same citation, or joined to it by "en"."""
    last: Span | None = None
    for reference in numbers:
        place = reference.evidence.span
        if not span.end <= place.start < until:
            continue
        joined = last is None or place == last or JOINS.fullmatch(document.text[last.end : place.start])
        if not joined:
            return
        if reference.identifier != first:
            yield reference.identifier
        last = place


def read_before(named: Named, sentence: Sentence) -> str:
    """The words of a mention before its members."""
    mention = sentence.text[named.start : named.end]
    first = named.names[0] if named.names else ""
    return mention[: mention.find(first)] if first and first in mention else ""


def find_number(
    span: Span, until: int, sentence: Sentence, document: Document, numbers: Sequence[Reference]
) -> str | None:
    """The Kamerstuk of the motion at `span`: in its note, in the line behind it, or in a later note."""
    own_note = number_in_notes(document, Span(span.end - 1, span.end + 1), numbers)
    if own_note:
        return own_note
    for reference in numbers:
        place = reference.evidence.span
        if span.contains(place):
            return reference.identifier
        if span.end <= place.start < min(until, span.end + FARTHEST_NUMBER):
            between = document.text[span.end : place.start]
            return None if OTHER_PAPER.search(between) else reference.identifier
    before = number_before(span, document, numbers) or number_beside(sentence, span.start, document, numbers)
    return (
        before or number_at_end(span, until, document, numbers) or loose_note(span, until, document, numbers)
    )
