"""A Dutch or English sentence as clauses: the main clauses, and the subordinate ones inside them.

No parser is needed for this: a Dutch subordinate clause opens with a word of a closed class ("omdat",
"waarbij", a relative "die") and closes with its verbs; two main clauses are joined by "en", "maar" or ";"
with a finite verb in second place. Where in doubt, a clause is left whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Any

from extract.forms import INFINITIVE, PARTICIPLE, PAST, PRESENT, particles
from extract.tagging import PREPOSITIONS
from extract.words import words

Token = Any

SUBORDINATORS = words("subordinators")
AIMING = frozenset(
    {"streven", "verwachten", "hopen", "beogen", "toezeggen", "proberen", "trachten", "besluiten"}
)
SINGULARS = frozenset({"moet", "zal", "kan", "is", "heeft", "wordt", "wil", "gaat", "dient", "mag"})
ASKING = frozenset({"vraag", "onderzoek", "kwestie", "toets", "overweging"})
RELATIVES = frozenset({"die", "dat", "welke"})
COORDINATORS = frozenset({"en", "maar", "want", "dus", "doch", ";", ":", "alsmede", "alsook"})
FINITE = frozenset({PRESENT, PAST})
VERBAL = frozenset({PRESENT, PAST, INFINITIVE, PARTICIPLE})


@dataclass(frozen=True, slots=True)
class Clause:
    """The tokens of one clause without those of the clauses inside it; `marker` is the word that opens it.

    `first` and `last` are the tokens at its ends, clauses inside included. A main clause has no marker.
    """

    tokens: tuple[Token, ...]
    marker: str
    first: Token
    last: Token

    @property
    def main(self) -> bool:
        """True for a main clause."""
        return not self.marker

    @property
    def start(self) -> int:
        """Where it starts in its block's text."""
        return int(self.first.idx)

    @property
    def end(self) -> int:
        """Where it ends in its block's text."""
        return int(self.last.idx + len(self.last))


def split_clauses(tokens: Sequence[Token]) -> list[Clause]:
    """The clauses of a sentence in order of their first token."""
    main, inner = part_clauses([token for token in tokens if not token.is_space])
    clauses = join_ends(split_main(main), tokens) + [stretch(clause, main, tokens) for clause in inner]
    return sorted(clauses, key=lambda clause: clause.start)


def stretch(clause: Clause, main: Sequence[Token], tokens: Sequence[Token]) -> Clause:
    """A subordinate clause with what hangs on its end: "waarbij ik erop zal letten dat …"."""
    outer = {token.i for token in main if token.is_alpha}
    until = next(
        (token.i for token in tokens if token.i > clause.last.i and token.i in outer), tokens[-1].i + 1
    )
    return Clause(clause.tokens, clause.marker, clause.first, last_solid(tokens, until))


def part_clauses(tokens: list[Token]) -> tuple[list[Token], list[Clause]]:
    """The tokens outside all subordinate clauses, and the subordinate clauses."""
    between = find_insert(tokens)
    if between is None:
        return part_whole(tokens)
    start, end = between
    main, inner = part_whole(tokens[:start] + tokens[end:])
    return main, [*inner, make_inner(tokens[start:end])]


def find_insert(tokens: list[Token]) -> tuple[int, int] | None:
    """The places of two dashes with a sentence of its own between them ("– ik reken daar in mei op –")."""
    dashes = [at for at, token in enumerate(tokens) if token.text in ("–", "—")]
    if len(dashes) < 2 or not dashes[0] or not has_finite(tokens[dashes[0] : dashes[1]]):
        return None
    return dashes[0], dashes[1]


def part_whole(tokens: list[Token]) -> tuple[list[Token], list[Clause]]:
    """As `part_clauses`, for tokens without an insert between dashes."""
    main: list[Token] = []
    inner: list[Clause] = []
    stack: list[list[Token]] = []
    for at, token in enumerate(tokens):
        if opens_clause(tokens, at):
            stack.append([])
        (stack[-1] if stack else main).append(token)
        while stack and closes_clause(tokens, at, stack[-1], main):
            inner.append(make_inner(stack.pop()))
    inner.extend(make_inner(left) for left in stack)
    return main, inner


def make_inner(tokens: list[Token]) -> Clause:
    """A subordinate clause of these tokens."""
    return Clause(tuple(tokens), tokens[0].lower_, tokens[0], tokens[-1])


def opens_clause(tokens: list[Token], at: int) -> bool:
    """True where a subordinate clause opens with token `at`."""
    word = tokens[at].lower_
    if word == "of" and at and not (tokens[at - 1].text == "," or tokens[at - 1].tag_ in VERBAL):
        return ends_verb(tokens, at - 1) or (tokens[at - 1].lower_ in ASKING and not is_phrase(tokens, at))
    if word in ("zo", "naar") and is_inserted(tokens, at):
        return True
    if word == "zoals" and is_aside(tokens, at):
        return False
    if word in SUBORDINATORS:
        return at == 0 or not (
            word in ("als", "zoals", "of", "hoe", "waaronder", "waar") and is_phrase(tokens, at)
        )
    if word not in RELATIVES or at == 0:
        return False
    before = tokens[at - 1]
    if before.text == ";" and at + 1 < len(tokens) and tokens[at + 1].tag_ in FINITE:
        return False  # "; die volgt later"
    if word == "dat" and not has_own_verb(tokens, at):
        return False
    if before.lower_ in PREPOSITIONS and not ends_verb(tokens, at - 1):
        return at + 1 < len(tokens) and tokens[at + 1].lower_ in PREPOSITIONS  # "richt … in die per mei"
    if before.lower_ in ("en", "of", "(", "al", "ook", "dan"):
        return word == "dat" and before.lower_ in ("en", "of")
    if word == "dat" and before.lower_ in ("ik", "wij", "we"):
        lets = at > 1 and tokens[at - 2].lower_ in ("laat", "laten")  # "laat ik dat uw Kamer weten"
        if lets or not says_more(tokens, at):
            return False
    return word == "dat" or before.text in (",", ")") or not is_verb(tokens, at - 1)


def is_inserted(tokens: list[Token], at: int) -> bool:
    """True for ", zo is mijn verwachting," and "naar ik verwacht": who thinks so, put between."""
    if at + 1 == len(tokens):
        return False
    if tokens[at].lower_ == "naar":
        return tokens[at + 1].lower_ in ("ik", "wij", "we")
    return at > 0 and tokens[at - 1].text == "," and tokens[at + 1].tag_ == PRESENT


def ends_verb(tokens: list[Token], at: int) -> bool:
    """True for a particle that ends a main verb: "beveelt aan dat", "ga na of"."""
    known = particles("nl")
    return any(
        (token.lemma_, tokens[at].lower_) in known and token.tag_ in FINITE
        for token in tokens[max(0, at - 14) : at]
    )


def has_own_verb(tokens: list[Token], at: int) -> bool:
    """False for "dat" before a bare te-infinitive: "het is mijn ambitie dat in mei te doen" has no clause."""
    inside = takewhile(lambda pair: pair[1].text not in (",", ";", ":", ".", "(", "–"), pairwise(tokens[at:]))
    verbs = [before for before, token in inside if token.tag_ in VERBAL]
    after_te = [before for before in verbs if before.lower_ == "te"]
    return not after_te or len(verbs) > len(after_te)


def says_more(tokens: list[Token], at: int) -> bool:
    """True where a verb follows "dat": a clause; "daarna zend ik dat met een brief" has none."""
    return any(is_verb(tokens, then) or looks_ending(tokens, then) for then in range(at + 1, len(tokens)))


def looks_ending(tokens: list[Token], at: int) -> bool:
    """True for a word at an end that may be a verb outside the lexicon."""
    at_end = at + 1 == len(tokens) or tokens[at + 1].text in (",", ".", ";", ":")
    return at_end and looks_verbal(tokens[at])


def is_aside(tokens: list[Token], at: int) -> bool:
    """True for "zoals" with only a participle, before the main verb ("Zoals gevraagd bericht ik …")."""
    verbs = [then for then in range(at + 1, min(at + 14, len(tokens))) if is_verb(tokens, then)]
    if len(verbs) < 2 or verbs[0] > at + 3 or tokens[verbs[0]].tag_ != PARTICIPLE:
        return False
    return tokens[verbs[1]].tag_ in FINITE and is_second(tokens, verbs[1])


def is_phrase(tokens: list[Token], at: int) -> bool:
    """True where "als", "zoals" or "of" opens only a phrase: no verb before the next comma or the end."""
    for then in range(at + 1, min(at + 30, len(tokens))):
        if tokens[then].lower_ in SUBORDINATORS:
            return True
        if is_verb(tokens, then) and tokens[then].tag_ in FINITE:
            return is_second(tokens, then)
        if tokens[then].text in (",", ";", ")", "."):
            return True
    return True


def is_second(tokens: list[Token], at: int) -> bool:
    """True where the finite verb at `at` stands before its subject, so in a main clause."""
    return at + 1 < len(tokens) and tokens[at + 1].lower_ in ("ik", "wij", "we", "het", "de", "er")


def closes_clause(tokens: list[Token], at: int, clause: list[Token], main: list[Token]) -> bool:
    """True where the clause that has grown to `clause` closes after token `at`."""
    if at + 1 == len(tokens):
        return True
    here, then = tokens[at], tokens[at + 1]
    if then.text in (",", ";", ")", ".", ":", "–", "—") and here.i != clause[0].i:
        recent = (is_verb(tokens, at - back) for back in range(min(len(clause), 4)))
        return any(recent) or looks_verbal(here) or then.text in (";", ".")
    if not is_verb(tokens, at + 1) or then.tag_ not in FINITE:
        return is_verb(tokens, at) and not is_verb(tokens, at + 1) and closes_early(tokens, at, clause, main)
    if here.tag_ == PRESENT and then.lower_ in SINGULARS and is_second_place(main):
        return True  # "waar dit aan raakt moet de nota …"
    return has_finite(clause) and is_second_place(main) and not is_verb(tokens, at)


def is_second_place(main: list[Token]) -> bool:
    """True where the main clause still waits for its finite verb: it comes after the first clause."""
    return not any(token.tag_ in FINITE for token in main)


def closes_early(tokens: list[Token], at: int, clause: list[Token], main: list[Token]) -> bool:
    """True where a clause closes with its verbs although words follow that could still belong to it.

    A clause that opens the sentence runs on until the main verb ("Omdat het voorzien is voor mei, zal …");
    one at the end of it runs on when no verb follows ("de voortgang die is geboekt op dit punt").
    """
    if not has_finite(clause) or aims_further(tokens, at, clause):
        return False
    if is_second_place(main):
        return tokens[at + 1].lower_ in COORDINATORS and bool(main)
    return any(is_verb(tokens, then) for then in range(at + 1, len(tokens)))


def aims_further(tokens: list[Token], at: int, clause: list[Token]) -> bool:
    """True for "waarna ik ernaar streef het in mei in te dienen": what is aimed at belongs to it."""
    if not any(token.lemma_ in AIMING or token.lower_ in ("voornemens", "plan") for token in clause[-3:]):
        return False
    ahead = takewhile(lambda token: token.text not in (",", ";", ".", ":"), tokens[at + 1 :])
    return any(token.lower_ == "te" for token in ahead)


def has_finite(tokens: Sequence[Token]) -> bool:
    """True where a finite verb, or a plural that looks like an infinitive, is among the tokens."""
    return any(token.tag_ in FINITE or token.tag_ == INFINITIVE for token in tokens)


def looks_verbal(token: Token) -> bool:
    """True for a word that may be a verb that the lexicon does not hold."""
    return bool(token.is_lower and token.text.endswith(("t", "en", "de", "den", "te", "ten")))


def is_verb(tokens: Sequence[Token], at: int) -> bool:
    """True where token `at` is a form of a verb."""
    return tokens[at].tag_ in VERBAL


def split_main(tokens: list[Token]) -> list[list[Token]]:
    """The main clauses among the tokens outside subordinate clauses."""
    parts: list[list[Token]] = [[]]
    for at, token in enumerate(tokens):
        if joins_clauses(tokens, at, parts[-1]):
            parts.append([])
        parts[-1].append(token)
    return [part for part in parts if any(token.is_alpha for token in part)]


def joins_clauses(tokens: list[Token], at: int, left: list[Token]) -> bool:
    """True where token `at` joins the main clause on its left to one on its right."""
    if tokens[at].text == "," and [token.lower_ for token in tokens[at + 1 : at + 2]] == ["dan"]:
        return at + 2 < len(tokens) and tokens[at + 2].tag_ in FINITE  # "Blijft dit zo, dan zal ik …"
    if tokens[at].lower_ not in COORDINATORS or not any(token.tag_ in FINITE for token in left):
        return False
    return finite_soon(tokens, at + 1) is not None


def finite_soon(tokens: list[Token], start: int) -> int | None:
    """Where an unmistakable finite verb stands among the first words from `start`, before another joint."""
    for at in range(start, min(start + 14, len(tokens))):
        if tokens[at].lower_ in COORDINATORS and tokens[at].text not in (";", ":"):
            nearby = at + 1 < len(tokens) and tokens[at + 1].is_title
            if not nearby:
                return None
        if tokens[at].tag_ in FINITE and is_verb(tokens, at):
            return at
    return None


def join_ends(parts: list[list[Token]], tokens: Sequence[Token]) -> list[Clause]:
    """The main clauses, each up to where the next one starts."""
    clauses = []
    for at, part in enumerate(parts):
        first = first_word(part)
        until = first_word(parts[at + 1]).i if at + 1 < len(parts) else tokens[-1].i + 1
        last = last_solid(tokens, until)
        clauses.append(Clause(tuple(part), "", first, last if last.i >= first.i else part[-1]))
    return clauses


def first_word(part: list[Token]) -> Token:
    """The first token of a main clause that is neither a joint nor a comma."""
    return next((token for token in part if token.lower_ not in COORDINATORS and token.is_alpha), part[0])


def last_solid(tokens: Sequence[Token], until: int) -> Token:
    """The last token before index `until` that is no joint, comma or white space."""
    before = [
        token
        for token in tokens
        if token.i < until and not token.is_space and token.lower_ not in COORDINATORS and token.text != ","
    ]
    return before[-1] if before else tokens[0]
