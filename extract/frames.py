"""What a clause says is done: its verb, its time, its voice, whether it is denied, and who acts.

A frame does not depend on the order of the words, so one rule on frames covers every form of a
construction: "ik zal u informeren", "zal ik u informeren", "waarover ik u zal informeren".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from extract.clauses import Clause
from extract.forms import INFINITIVE, PARTICIPLE, PAST, PRESENT, particles, verb_classes
from extract.tagging import ARTICLES, PREPOSITIONS
from extract.words import words

Token = Any

HELPERS = words("helpers")
BEFORE_INFINITIVE = frozenset({"zullen", "gaan", "willen", "kunnen", "laten", "blijven", "moeten", "mogen"})
# "te kunnen bieden": what may stand between "te" and its verb.
BETWEEN_TE = frozenset({"kunnen", "laten", "gaan", "blijven", "worden", "doen", "zullen"})
DENIALS = frozenset({"niet", "geen", "nooit", "nimmer", "evenmin", "noch", "niets", "niemand"})
# "niet alleen", "niet later dan": the statement itself is not denied.
AFTER_HARMLESS_DENIAL = frozenset(
    {"alleen", "slechts", "enkel", "later", "eerder", "langer", "zozeer", "uitsluitend"}
)


@dataclass(frozen=True, slots=True)
class Frame:
    """One clause as verb, helpers, time and voice.

    `finite` is the infinitive of the finite verb (None without one), `helpers` the helping verbs, `verb` the
    infinitive of what is done, `tense` "present", "past", "perfect" or "unreal" (zou), `complement` the
    verb of a te-infinitive that hangs on the finite one ("streef ernaar … aan te bieden").
    """

    clause: Clause
    finite: str | None
    helpers: frozenset[str]
    verb: str
    tense: str
    passive: bool
    denied: bool
    complement: str | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The clause's own words in lower case."""
        return tuple(token.lower_ for token in self.clause.tokens)

    def has(self, *words: str) -> bool:
        """True where one of the words is among the clause's own."""
        return not set(words).isdisjoint(self.words)

    def is_a(self, *classes: str) -> bool:
        """True where the verb is of one of the classes of the lexicon."""
        return not verb_classes("nl").get(self.verb, frozenset()).isdisjoint(classes)

    def aims_at(self, *classes: str) -> bool:
        """True where the te-infinitive that hangs on the verb is of one of the classes."""
        return not verb_classes("nl").get(self.complement or "", frozenset()).isdisjoint(classes)


def read_frame(clause: Clause) -> Frame:
    """The frame of a clause."""
    tokens = clause.tokens
    verbs = [token for token in tokens if token.tag_]
    finite = find_finite(verbs, clause)
    bare = [token for token in verbs if token is not finite and not follows_te(tokens, token)]
    to_do = [token for token in verbs if token.tag_ == INFINITIVE and follows_te(tokens, token)]
    doing = [token for token in to_do if token.lemma_ not in ("kunnen", "zullen", "laten", "gaan")]
    helpers = {
        token.lemma_
        for token in (*bare, *([finite] if finite is not None else ()))
        if token.lemma_ in HELPERS
    }
    main = find_main(bare, finite)
    return Frame(
        clause=clause,
        finite=finite.lemma_ if finite is not None else None,
        helpers=frozenset(helpers),
        verb=whole_verb(main, tokens) if main is not None else "",
        tense=tense_of(finite, helpers, main),
        passive="worden" in helpers and main is not None and main.lemma_ != "worden",
        denied=is_denied(tokens),
        complement=whole_verb((doing or to_do)[-1], tokens) if to_do else None,
    )


def find_finite(verbs: Sequence[Token], clause: Clause) -> Token | None:
    """The finite verb: the first in a main clause, the first of the last group in another."""
    finite = [token for token in verbs if token.tag_ in (PRESENT, PAST)]
    plural = [token for token in verbs if token.tag_ == INFINITIVE and not follows_te(clause.tokens, token)]
    helping = [token for token in finite if token.lemma_ in HELPERS]
    if clause.main:
        return (finite or plural or [None])[0]
    return (helping or finite or plural or [None])[0]


def find_main(bare: Sequence[Token], finite: Token | None) -> Token | None:
    """The verb that says what is done: the last one that does not only help, or else the finite verb."""
    passive = next((token for token in bare if token.lower_ == "worden" and token is not finite), None)
    if passive is not None and (done := beside_worden(passive, bare)) is not None:
        return done
    infinitives = [token for token in bare if is_infinitive(token)]
    arriving = [token for token in infinitives if token.lemma_ in ("toekomen", "uitgaan", "toegaan")]
    if finite is not None and finite.lemma_ in ("doen", "laten") and arriving:
        return arriving[0]  # "doe ik u toekomen"
    if finite is not None and finite.lemma_ in (
        "zullen",
        "gaan",
        "willen",
        "kunnen",
        "laten",
        "blijven",
        "moeten",
        "mogen",
    ):
        full = [token for token in infinitives if token.lemma_ not in HELPERS]
        doing = full[1:] if len(full) > 1 and full[0].lemma_ == "doen" else full
        if doing:
            return doing[0]
    participles = [token for token in bare if token.tag_ == PARTICIPLE and token.lemma_ not in HELPERS]
    if finite is not None and finite.lemma_ == "worden" and not participles:
        participles = [token for token in infinitives if token.lemma_ not in HELPERS]  # "wordt herzien"
    if finite is not None and finite.lemma_ in HELPERS - {"gaan"} and participles:
        return nearest(participles, finite)
    return infinitives[0] if finite is not None and finite.lemma_ == "zullen" and infinitives else finite


def beside_worden(passive: Token, bare: Sequence[Token]) -> Token | None:
    """What goes with the infinitive "worden", also one that looks like an infinitive ("worden herzien")."""
    near = [token for token in bare if abs(token.i - passive.i) <= 2 and token.lemma_ not in HELPERS]
    done = [token for token in bare if token.tag_ == PARTICIPLE and token.lemma_ not in HELPERS]
    return (near or done or [None])[-1]


def is_infinitive(token: Token) -> bool:
    """True for an infinitive, and for a plural that is spelt as one ("komen")."""
    return bool(token.tag_ == INFINITIVE or (token.tag_ == PRESENT and token.lower_ == token.lemma_))


def nearest(participles: Sequence[Token], finite: Token) -> Token:
    """The participle that goes with the finite verb: the last one of the clause's verbs."""
    before = [token for token in participles if token.i == finite.i - 1]
    return before[0] if before else participles[-1]


def follows_te(tokens: Sequence[Token], token: Token) -> bool:
    """True for the infinitive of "te sturen", "aan te bieden" and "te kunnen bieden"."""
    before = [other.lower_ for other in tokens if token.i - 3 <= other.i < token.i]
    if "te" not in before:
        return "te" in token.lower_[1:-2] and token.lemma_ != token.lower_ and token.tag_ == INFINITIVE
    after_te = before[len(before) - before[::-1].index("te") :]
    return all(
        word in ("kunnen", "laten", "gaan", "blijven", "worden", "doen", "zullen") for word in after_te
    )


def whole_verb(main: Token, tokens: Sequence[Token]) -> str:
    """The infinitive with the particle that stands apart: "biedt … aan" is "aanbieden"."""
    known = particles("nl")
    if follows_te(tokens, main):  # "aan te bieden": nothing further away belongs to it
        near = [token.lower_ for token in tokens if main.i - 4 <= token.i < main.i]
        before = near[-near[::-1].index("te") - 2 :][:1] if "te" in near[1:] else []
        return next(
            (known[main.lemma_, word] for word in before if (main.lemma_, word) in known), main.lemma_
        )
    for token in reversed(tokens):
        joined = known.get((main.lemma_, token.lower_))
        if joined and token is not main and stands_apart(token, tokens, main):
            return joined
    return str(main.lemma_)


def stands_apart(particle: Token, tokens: Sequence[Token], main: Token) -> bool:
    """True where a particle ends its clause, or stands before "te": "aan" of "aan uw Kamer" does neither."""
    ahead = next((token for token in tokens if token.i == particle.i + 1), None)
    if main.tag_ == PRESENT and (particle.i < main.i or (ahead is not None and ahead.lower_ == "te")):
        return False  # "samen met de gemeente breng ik", "roept op om … in te voeren"
    if particle.lower_ not in PREPOSITIONS:
        return True
    after = next((token for token in tokens if token.i > particle.i), None)
    if main.i > particle.i:
        return after is None or bool(after.lower_ == "te" or after.tag_)
    if after is None or after.is_punct:
        return True
    return after.i > particle.i + 1 or bool(after.tag_) or after.lower_ in PREPOSITIONS | {"en", "dat"}


def tense_of(finite: Token | None, helpers: Iterable[str], main: Token | None) -> str:
    """Whether the clause speaks of now and later, of what was or has been, or of what would be."""
    if finite is None:
        return "none"
    if finite.lemma_ == "zullen" and finite.tag_ == PAST:
        return "unreal"
    if finite.tag_ == PAST:
        return "past"
    has_been = main is not None and main is not finite and main.tag_ == PARTICIPLE
    if finite.lemma_ in ("hebben", "zijn") and has_been and "worden" not in helpers:
        return "perfect"
    return "present"


def is_denied(tokens: Sequence[Token]) -> bool:
    """True where the clause says that something is not so."""
    for at, token in enumerate(tokens):
        if token.lower_ in DENIALS:
            after = tokens[at + 1].lower_ if at + 1 < len(tokens) else ""
            if (
                after not in AFTER_HARMLESS_DENIAL
                and after not in ("vóór", "voor")
                and not is_doubled(tokens, at)
            ):
                return True
    return False


def is_doubled(tokens: Sequence[Token], at: int) -> bool:
    """True for "al dan niet" and for "niet" inside a noun phrase ("de niet gebruikte middelen")."""
    before = tokens[at - 1].lower_ if at else ""
    return before in ("dan", "of") or before in ARTICLES
