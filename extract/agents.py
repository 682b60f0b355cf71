"""Who acts, where the clause's own words do not tell: the parser does, and runs only there.

"Wordt door het SCP geëvalueerd" is a deed of the SCP, not of the signatory; but "door" also names a cause, a
means or a way ("door vertraging", "door middel van"). And of a verb that the lexicon lacks ("De NZa meet …")
the rules find no subject.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from extract.actors import GOVERNMENT, has_name, is_external, is_state_body, strip_determiner
from extract.clauses import Clause
from extract.parsing import chosen_pipeline, load_parser, parse_tokens
from extract.pipeline import Sentence
from extract.tagging import DETERMINERS

if TYPE_CHECKING:
    from spacy.matcher import DependencyMatcher
    from spacy.tokens import Doc, Token

MARK = "door"
# A verb whose agent is named: "geëvalueerd" with "door het SCP".
PATTERN: list[dict[str, Any]] = [
    {"RIGHT_ID": "deed", "RIGHT_ATTRS": {"POS": "VERB"}},
    {
        "LEFT_ID": "deed",
        "REL_OP": ">",
        "RIGHT_ID": "agent",
        "RIGHT_ATTRS": {"DEP": {"IN": ["obl:agent", "obl"]}},
    },
    {"LEFT_ID": "agent", "REL_OP": ">", "RIGHT_ID": "mark", "RIGHT_ATTRS": {"LOWER": MARK, "DEP": "case"}},
]
# What hangs on the agent and is no longer its name: a relative clause, an apposition, a second member.
BEYOND = frozenset({"acl", "acl:relcl", "appos", "parataxis", "punct"})


def find_agent(sentence: Sentence, clause: Clause) -> str | None:
    """The body that acts in a passive clause, without its article ("SCP"); None where none is named.

    Args:
        sentence: the sentence of the clause.
        clause: a clause whose verb is passive.

    Raises:
        extract.parsing.PipelineError: when the chosen pipeline cannot be used.
    """
    if all(token.lower_ != MARK for token in clause.tokens):
        return None
    own = {token.i for token in clause.tokens}
    places = {at for at, token in enumerate(sentence.tokens) if token.i in own}
    for agent in find_agents(parse_tokens(sentence.tokens)):
        phrase = " ".join(phrase_of(agent).split())
        if agent.i in places and acts(phrase):
            return strip_determiner(phrase)
    return None


def find_doer(sentence: Sentence, clause: Clause) -> str | None:
    """The body that is the subject of a clause, without its article; None where that is no body by name.

    Args:
        sentence: the sentence of the clause.
        clause: an active clause whose subject the rules could not tell.

    Raises:
        extract.parsing.PipelineError: when the chosen pipeline cannot be used.
    """
    own = {token.i for token in clause.tokens}
    places = {at for at, token in enumerate(sentence.tokens) if token.i in own}
    for token in parse_tokens(sentence.tokens):
        if token.dep_ == "nsubj" and token.i in places and token.pos_ != "PRON":
            phrase = " ".join(phrase_of(token).split())
            return strip_determiner(phrase) if acts(phrase) and is_whole(phrase) else None
    return None


def is_whole(phrase: str) -> bool:
    """True for "de NZa" or "ProRail"; bare words in a row are cells of a table that lost its lines."""
    spoken = phrase.split()
    return spoken[0].lower() in DETERMINERS or len(spoken) == 1


def find_agents(doc: Doc) -> Iterator[Token]:
    """The heads of the agents of a parsed sentence, in order."""
    found = matcher_of(chosen_pipeline())(doc)
    yield from (doc[at] for at in sorted({places[1] for _, places in found}))


@lru_cache(maxsize=2)
def matcher_of(name: str) -> DependencyMatcher:
    """The matcher of agents over the vocabulary of a pipeline."""
    from spacy.matcher import DependencyMatcher

    matcher = DependencyMatcher(load_parser(name).vocab)
    matcher.add("agent", [PATTERN])
    return matcher


def phrase_of(agent: Token) -> str:
    """The noun phrase of an agent, without "door" and without what only tells more of it."""
    left = min((child.i for child in agent.lefts if child.lower_ != MARK), default=agent.i)
    right = agent.i
    for child in agent.rights:
        if child.dep_ in BEYOND:
            break
        right = max(token.i for token in child.subtree)
    text: str = agent.doc[left : right + 1].text
    return text


def acts(phrase: str) -> bool:
    """True for a body or an office; "vertraging" or "deze maatregel" brings about, but does not act."""
    return bool(GOVERNMENT.search(phrase)) or is_state_body(phrase) or is_external(phrase) or has_name(phrase)
