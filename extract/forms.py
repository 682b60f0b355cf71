"""The form lexicon: the verbs of promising with all their forms, made from `data/verbs.<language>.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extract.rules import read_data
from extract.words import words

PRESENT, PAST, INFINITIVE, PARTICIPLE = "V_PRES", "V_PAST", "V_INF", "V_PART"


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a verb: its infinitive (without a particle that stands apart) and what form it is."""

    lemma: str
    tag: str


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of the lexicon; `particle` is what stands apart in "bied … aan"; `classes` what it means."""

    infinitive: str
    base: str
    particle: str
    present: str
    past: tuple[str, ...]
    participle: str

    def forms(self) -> Iterator[tuple[str, Form]]:
        """Every form with its spelling; the plural of the present looks like the infinitive."""
        third = self.present if self.present.endswith("t") else self.present + "t"
        if self.present.endswith("a"):  # "sta" is "staat", "ga" is "gaat"
            third = self.present + "at"
        for spelling in (self.present, third):
            yield spelling, Form(self.base, PRESENT)
            if self.particle:
                yield self.particle + spelling, Form(self.infinitive, PRESENT)
        yield self.base, Form(self.base, INFINITIVE)
        yield self.infinitive, Form(self.infinitive, INFINITIVE)
        yield f"{self.particle}te{self.base}", Form(self.infinitive, INFINITIVE)
        yield self.participle, Form(self.infinitive, PARTICIPLE)
        for spelling in self.past:
            yield spelling, Form(self.base, PAST)
            if self.particle:
                yield self.particle + spelling, Form(self.infinitive, PAST)


def parse_verb(row: str) -> Verb:
    """A row of the lexicon: `aan+bieden bied bood,boden aangeboden`.

    A single past form in -e gets its plural in -en; others are written out.
    """
    infinitive, present, past, participle = row.split()
    particle, _, base = infinitive.rpartition("+")
    pasts = tuple(past.split(","))
    plural = (pasts[0] + "n",) if len(pasts) == 1 and pasts[0].endswith("e") else ()
    return Verb(particle + base, base, particle, present, pasts + plural, participle)


@cache
def verbs(language: str) -> dict[str, tuple[Verb, ...]]:
    """The verbs of each class, in the order of the file."""
    listed = read_data(f"verbs.{language}")["verbs"]
    return {
        name: tuple(parse_verb(row) for row in rows.strip().splitlines()) for name, rows in listed.items()
    }


@cache
def verb_forms(language: str) -> dict[str, Form]:
    """Every spelling with its form; auxiliaries are listed one by one and win."""
    table: dict[str, Form] = {}
    every = [pair for listed in verbs(language).values() for verb in listed for pair in verb.forms()]
    for spelling, form in sorted(
        every, key=lambda pair: pair[1].tag == PAST
    ):  # "voeren" is no past of "varen"
        table.setdefault(spelling, form)
    for lemma, tags in read_data(f"verbs.{language}")["auxiliaries"].items():
        for tag, spellings in tags.items():
            table.update({spelling: Form(lemma, f"V_{tag.upper()}") for spelling in spellings.split()})
    return table


@cache
def double_forms(language: str) -> dict[str, str]:
    """Spellings that are a present and a participle ("bericht", "beantwoord"), with their infinitive."""
    return {
        verb.participle: verb.infinitive
        for listed in verbs(language).values()
        for verb in listed
        if verb.participle in (verb.present, f"{verb.present}t")
    }


@cache
def noun_forms(language: str = "nl") -> frozenset[str]:
    """Forms that are nouns as a rule ("besluit", "start"): verbs only where their neighbours say so."""
    return frozenset(read_data(f"verbs.{language}")["nouns"])


PART_PREFIX = (
    "(?:aan|af|bij|door|in|mede|mee|na|om|onder|op|over|samen|tegen|terug|toe|uit|vast|voor|voort|weg|goed)"
)
GUESSES = (
    (re.compile(rf"{PART_PREFIX}?ge[a-zéëï]{{3,}}(?<!hei)[dt]|{PART_PREFIX}ge[a-zéëï]{{2,}}en"), PARTICIPLE),
    (re.compile(r"(?:be|ver|ont|her)[a-zéëï]{3,}(?<!hei)(?<!be)d|[a-zéëï]{3,}eerd"), PARTICIPLE),
    (re.compile(r"[a-zéëï]{3,}eert"), PRESENT),
)


@cache
def guess_form(spelling: str) -> Form | None:
    """The form of a word that the lexicon lacks, by its shape ("opgehangen", "agendeert"), or None."""
    if spelling in words("no_participles"):
        return None
    return next((Form(spelling, tag) for shape, tag in GUESSES if shape.fullmatch(spelling)), None)


@cache
def verb_classes(language: str) -> dict[str, frozenset[str]]:
    """The classes of each infinitive ("aanbieden": tell)."""
    classes: dict[str, set[str]] = {}
    for name, listed in verbs(language).items():
        for verb in listed:
            classes.setdefault(verb.infinitive, set()).add(name)
    return {infinitive: frozenset(names) for infinitive, names in classes.items()}


@cache
def particles(language: str) -> dict[tuple[str, str], str]:
    """What a base and a particle make together: ("bieden", "aan") is "aanbieden"."""
    return {
        (verb.base, verb.particle): verb.infinitive
        for listed in verbs(language).values()
        for verb in listed
        if verb.particle
    }


@cache
def separable(language: str) -> frozenset[str]:
    """The infinitives with a particle that stands apart in a main clause ("aanbieden")."""
    return frozenset(particles(language).values())
