"""Which words of a sentence are verbs: the form lexicon, the shape of a word, and its neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Any

from extract.forms import (
    INFINITIVE,
    PARTICIPLE,
    PAST,
    PRESENT,
    double_forms,
    guess_form,
    noun_forms,
    verb_forms,
)
from extract.words import words

Token = Any

DETERMINERS = words("determiners")
PREPOSITIONS = words("prepositions")
ARTICLES = words("articles")
# Nouns as a rule that are also a third person: "de consultatie start in mei", "de gemeente besluit".
PRONOUNS = frozenset({"ik", "hij", "zij", "wij", "we", "u", "men", "er"})
THIRD_PERSONS = frozenset({"start", "besluit", "bericht"})


def tag_verbs(tokens: Sequence[Token], language: str) -> None:
    """Give every verb its lemma and tag: V_PRES, V_PAST, V_INF or V_PART."""
    forms = verb_forms(language)
    for at, token in enumerate(tokens):
        form = forms.get(token.lower_) or (guess_form(token.text) if language == "nl" else None)
        if form is not None:
            token.lemma_, token.tag_ = form.lemma, form.tag
            if token.lower_ == form.lemma and follows_te(tokens, at):
                token.tag_ = INFINITIVE  # "in te dienen", "in te kunnen dienen": no duty
            if token.lower_ in double_forms(language) and is_participle(tokens, at):
                token.lemma_, token.tag_ = double_forms(language)[token.lower_], PARTICIPLE
        elif language == "nl" and is_new_verb(tokens, at):
            token.lemma_, token.tag_ = token.lower_, PRESENT if "ik" in beside(tokens, at) else INFINITIVE
    nouns = [
        token
        for at, token in enumerate(tokens)
        if token.tag_.startswith("V_") and not is_verb_use(tokens, at)
    ]
    for token in nouns:
        token.tag_ = ""


def follows_te(tokens: Sequence[Token], at: int) -> bool:
    """True where "te", or "te kunnen", stands before a word."""
    before = [token.lower_ for token in tokens[max(0, at - 2) : at]]
    return before[-1:] == ["te"] or before in (["te", "kunnen"], ["te", "laten"], ["te", "zullen"])


def is_participle(tokens: Sequence[Token], at: int) -> bool:
    """True for the participle of "wordt uw Kamer nader bericht", otherwise a noun or a present."""
    at_end = at + 1 == len(tokens) or not tokens[at + 1].is_alpha or tokens[at + 1].lower_ in ("over", "dat")
    before = {token.lower_ for token in tokens[max(0, at - 14) : at]}
    helped = not before.isdisjoint({"wordt", "worden", "heb", "heeft", "hebben"})
    return at_end and helped and tokens[at - 1].lower_ not in DETERMINERS


def is_new_verb(tokens: Sequence[Token], at: int) -> bool:
    """True for a word outside the lexicon that can only be a verb: "verwijs ik", "dat ik zal letten"."""
    token = tokens[at]
    if (
        not (token.is_alpha and token.is_lower and len(token) > 3)
        or token.lower_ in PREPOSITIONS | DETERMINERS
    ):
        return False
    if at + 1 < len(tokens) and tokens[at + 1].lower_ == "ik":
        return token.lower_ not in words("before_ik") and not (at and tokens[at - 1].lower_ in DETERMINERS)
    helped = token.text.endswith("en") and at > 0 and tokens[at - 1].lower_ in words("before_infinitive")
    return helped and not is_plural_subject(tokens, at)


def is_plural_subject(tokens: Sequence[Token], at: int) -> bool:
    """True for "kunnen gemeenten zich aanmelden": a plural behind its verb, where the infinitive follows."""
    if tokens[at - 1].lower_ == "te":
        return False
    ahead = takewhile(lambda token: not token.is_punct, tokens[at + 1 : at + 16])
    forms = (verb_forms("nl").get(token.lower_) for token in ahead)
    return any(form is not None and form.tag in (INFINITIVE, PARTICIPLE) for form in forms)


def beside(tokens: Sequence[Token], at: int) -> tuple[str, ...]:
    """The words directly before and after a token."""
    return tuple(tokens[then].lower_ for then in (at - 1, at + 1) if 0 <= then < len(tokens))


def is_verb_use(tokens: Sequence[Token], at: int) -> bool:
    """True where token `at`, tagged as a form of a verb, is used as one: "het delen van" is a noun."""
    token = tokens[at]
    if not token.tag_.startswith("V_"):
        return False
    before = tokens[at - 1].lower_ if at else ""
    if before in ("dan", "als", "zoals") and token.lemma_ in ("verwachten", "plannen", "voorzien", "beogen"):
        return False  # "langer dan verwacht"
    if token.lower_ == "staat":
        return not (before in DETERMINERS | PREPOSITIONS or token.text[0].isupper())  # "in staat", "de staat"
    if token.lower_ == "laat" and before == "zich" and at + 1 < len(tokens):
        return bool(tokens[at + 1].lower_ != "aanzien")  # "naar het zich laat aanzien"
    if before == "te" and token.tag_ == INFINITIVE:
        return True  # "te berichten"
    if (
        token.lower_ == "voorzien"
        and before == ","
        and at + 1 < len(tokens)
        and tokens[at + 1].lower_ == "van"
    ):
        return False  # "zal ik deze, voorzien van een reactie, aanbieden"
    if token.lower_ in noun_forms():
        return is_verb_beside(tokens, at)
    if token.tag_ == PRESENT and is_behind_article(token, before):
        return False  # "in de loop van", "uw inzet"
    if token.tag_ == PAST and token.is_title and token.lower_.endswith("de") and at + 1 < len(tokens):
        after = tokens[at + 1]  # "Beoogde inwerkingtreding is 1 mei 2032"
        return not (after.is_alpha and after.lower_ not in DETERMINERS | PRONOUNS)
    if token.tag_ in (PARTICIPLE, PAST) and before in ARTICLES:
        return not (at + 1 < len(tokens) and tokens[at + 1].is_alpha)  # "de beoogde datum"
    if token.lower_ == "zijn":
        return at + 1 == len(tokens) or not is_possessive(tokens, at)
    return token.tag_ != INFINITIVE or before not in words("before_noun")


def is_behind_article(token: Token, before: str) -> bool:
    """True for a first person behind an article, which is a noun; "het loopt" has a verb."""
    bare = not token.lower_.endswith("t") and token.lemma_ not in words("helpers")
    return bare and before in ARTICLES and before != "alle"


def is_verb_beside(tokens: Sequence[Token], at: int) -> bool:
    """True where a word such as "start" or "besluit", a noun as a rule, is a verb by its neighbours."""
    before = tokens[at - 1].lower_ if at else ""
    after = tokens[at + 1].lower_ if at + 1 < len(tokens) else ""
    if "ik" in (before, after) or (tokens[at].tag_ == INFINITIVE and after in ("wij", "we")):
        return True
    if tokens[at].tag_ == INFINITIVE and is_only_infinitive(tokens, at):
        return True
    if (
        tokens[at].tag_ == INFINITIVE
        and before not in DETERMINERS | PREPOSITIONS
        and not before.endswith("e")
    ):
        return any(token.lower_ in words("helping") for token in tokens[max(0, at - 9) : at])
    if (
        tokens[at].lower_ not in THIRD_PERSONS
        or before in ("-", "–", "•", "*", "")
        or before in DETERMINERS | PREPOSITIONS
    ):
        return False
    return not after.isalpha() or after in PREPOSITIONS | DETERMINERS | words("times") | words("adverbs")


def is_only_infinitive(tokens: Sequence[Token], at: int) -> bool:
    """True for "zal ik u over de proef berichten.": the last word behind "zal", which has no other verb."""
    at_end = at + 1 == len(tokens) or tokens[at + 1].is_punct
    before = list(
        takewhile(lambda token: token.lower_ not in ("zal", "zullen"), reversed(tokens[max(0, at - 24) : at]))
    )
    helped = len(before) < min(at, 24) and tokens[at - 1].lower_ not in PREPOSITIONS | ARTICLES
    return at_end and helped and not any(token.tag_ in (INFINITIVE, PARTICIPLE) for token in before)


def is_possessive(tokens: Sequence[Token], at: int) -> bool:
    """True for "zijn" before its noun: a preposition or a verb stands before it, and a word follows."""
    before = tokens[at - 1] if at else None
    follows = tokens[at + 1].is_alpha and not tokens[at + 1].tag_.startswith("V_")
    return before is not None and follows and (before.lower_ in PREPOSITIONS or before.lower_ == "en")
