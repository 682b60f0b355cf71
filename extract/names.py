"""Names of members as letters print them: "de leden Brekelmans en Agnes Mulder (CDA)", "Van der Lee c.s."."""

from __future__ import annotations

import re
from functools import cache

from extract.rules import read_data

PREFIX = (
    r"(?:[Vv]an(?:\s+(?:der?|den|het|'t))?|[Dd]en?|[Tt]e[nr]|[Vv]on|[Ee]l|[Aa]l|[Ll]e|[Ii]n\s+'t|[Oo]p\s+de|"
    r"'t|[Dd]er|[Vv]er)"
)
WORD = r"[A-ZÀ-ÖØ-ÞŞĞİ][\w’'ğışçöüéèëï]+"
SECOND = rf"\s+(?!en\b|over\b|c\.s)(?:{PREFIX}\s+)?{WORD}"
SURNAME = rf"(?:{PREFIX}[\s-]+)?{WORD}(?:{SECOND})?(?:-(?:{PREFIX}\s+)?{WORD})*"
PARTY = r"(?:\s*\((?!Kamer|TK|nr|\d)[\w\s/&-]{1,30}\))?"
JOINT = r"(?:\s*,\s*(?:en\s+)?|\s+en\s+(?:van\s+)?(?:het\s+lid\s+)?|\s*/\s*|\s*[–]\s*|\s*&\s*)"
NAMES = rf"{SURNAME}{PARTY}(?:{JOINT}{SURNAME}{PARTY})*(?:\s+c\.\s?s\.?)?"
SPLIT = re.compile(r"\s*,\s*(?:en\s+)?|\s+en\s+(?:van\s+)?(?:het\s+lid\s+)?|\s*/\s*|\s*[–&]\s*")
IN_BRACKETS = re.compile(r"\s*\([^)]*\)")
OTHERS = re.compile(r"\s+c\.\s?s\.?$")


@cache
def double_surnames() -> frozenset[str]:
    """Surnames of two names ("Bruins Slot", "Yeşilgöz-Zegerius"), in lower case."""
    return frozenset(name.lower() for name in read_data("names")["double"])


@cache
def no_names() -> frozenset[str]:
    """Words with a capital after "motie" that are no member's name ("Kamer", "Kamerstuk")."""
    return frozenset(read_data("names")["no_names"])


def parse_names(text: str, *, single: bool = False) -> tuple[str, ...]:
    """The surnames in a list of names, in order; `single` where the letter says "het lid".

    >>> parse_names("Brekelmans en Agnes Mulder")
    ('Brekelmans', 'Mulder')
    >>> parse_names("Heerema-Rog")
    ('Heerema', 'Rog')
    >>> parse_names("Bruins Slot c.s.", single=True)
    ('Bruins Slot',)
    """
    bare = OTHERS.sub("", IN_BRACKETS.sub("", " ".join(text.split())))
    parts = [part for part in SPLIT.split(bare) if part]
    return tuple(name for part in parts for name in split_hyphen(part, single=single) if name)


def split_hyphen(part: str, *, single: bool) -> list[str]:
    """The names in "Joseph-Agema": two, unless it is known as one or the letter says "het lid"."""
    if "-" not in part or single or part.lower() in double_surnames():
        return [strip_first_name(part)]
    return [strip_first_name(name) for name in part.split("-")]


def strip_first_name(name: str) -> str:
    """A surname with its prefix, without a first name: "Agnes Mulder" is "Mulder"."""
    if name.lower() in double_surnames():
        return with_capital(name)
    words = name.split()
    if len(words) > 1 and re.fullmatch(PREFIX, words[0]) is None and words[0][0].isupper():
        return with_capital(" ".join(words[1:]))
    return with_capital(name)


def with_capital(name: str) -> str:
    """A name as it is printed on its own: "van der Lee" is "Van der Lee"."""
    return name[:1].upper() + name[1:]
