"""Names of members as letters print them: "de leden Brekelmans en Agnes Mulder (CDA)", "Van der Lee c.s."."""

from __future__ import annotations

import re
from functools import cache

from extract.rules import read_data

# A blank inside a name: a line can end there, a cell of a table cannot.
BLANK = r"[^\S\t]+"
PREFIX = (
    rf"(?:[Vv]an(?:{BLANK}(?:der?|den|het|['’]t))?|[Dd]en?|[Tt]e[nr]?|[Vv]on(?:{BLANK}dem?)?|[Ee]l|[Aa]l|[Ll][ea]|[Dd][iu]|"
    rf"[Dd]os|[Ii]n{BLANK}(?:['’]t|de[nr]?)|[Oo]p{BLANK}(?:de[nr]?|['’]t)|[Uu]it{BLANK}(?:den?|['’]t)|[Aa]an{BLANK}(?:de[nr]?|['’]t)|"
    rf"['’]t|[Dd]er|[Vv]er|[Bb]en|[Tt]er|[Ss]in[tk]e?)"
)
# Letters only: a figure behind a name is the mark of a note ("El Fassi2").
LETTER = r"[^\W\d_¹²³⁰⁴-⁹]"
WORD = rf"(?:[DdLlO]['’])?[A-ZÀ-ÖØ-ÞŞĞİČŠŽĆĐŁ](?:{LETTER}|['’](?={LETTER}))+"
NO_NAME = r"en\b|over\b|c\.s|Kamerst|TK\b|EK\b|Nr\b|Motie|Stand\b|Afge|Uitgevoerd|In\b|De\b|Het\b"
SECOND = rf"{BLANK}(?!{NO_NAME})(?:{PREFIX}{BLANK})?{WORD}|{BLANK}De{BLANK}{WORD}"
INITIALS = rf"(?:(?:[A-Z]\.)+{BLANK}?)?"
SURNAME = rf"{INITIALS}(?:{PREFIX}(?:{BLANK}|-))?{WORD}(?:{SECOND})?(?:-(?:{PREFIX}{BLANK})?{WORD})*"
PARTY = r"(?:\s*\((?!Kamer|TK|nr|\d)[\w\s/&-]{1,30}\))?"
TITLE = r"(?:(?:de|het)\s+)?(?:lid|heer|mevrouw|mw\.|dhr\.)\s+"
JOINT = rf"(?:\s*,\s*(?:en\s+)?(?:{TITLE})?|\s+en\s+(?:van\s+)?(?:{TITLE})?|\s*/\s*|\s*[–]\s*|\s*&\s*)"
AND_OTHERS = r"(?:\s+(?:c\.\s?s\.?|cs\b\.?|en\s+anderen|e\.a\.?))"
NAMES = (
    rf"{SURNAME}{PARTY}(?:{JOINT}(?!Kamerst|TK\b|EK\b|Nr\b|Motie){SURNAME}{PARTY})*(?:{AND_OTHERS}{PARTY})?"
)
SPLIT = re.compile(rf"\s*,\s*(?:en\s+)?(?:{TITLE})?|\s+en\s+(?:van\s+)?(?:{TITLE})?|\s*/\s*|\s*[–&]\s*")
IN_BRACKETS = re.compile(r"\s*\([^)]*\)")
OTHERS = re.compile(rf"{AND_OTHERS}$")
FIRST_INITIALS = re.compile(r"^(?:[A-Z]\.)+\s*")
CAPITAL_PREFIX = re.compile(r"(?:Van|De|Den|Ter|Ten|Te|El|Von|Der)\s")


@cache
def double_surnames() -> frozenset[str]:
    """Surnames of two names ("Bruins Slot", "Yeşilgöz-Zegerius"), in lower case."""
    return frozenset(name.lower() for name in read_data("names")["double"])


@cache
def no_names() -> frozenset[str]:
    """Words with a capital after "motie" that are no member's name ("Kamer", "Kamerstuk")."""
    return frozenset(read_data("names")["no_names"])


@cache
def first_names() -> frozenset[str]:
    """First names that letters put before a surname that two members share ("Agnes Mulder")."""
    return frozenset(read_data("names")["first_names"].split())


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
    alone = single or len(parts) > 1
    return tuple(name for part in parts for name in split_hyphen(part, single=alone) if name)


def split_hyphen(part: str, *, single: bool) -> list[str]:
    """The names in "Joseph-Agema": two, unless known as one, in a list, or called "het lid"."""
    if "-" not in part or single or part.lower() in double_surnames():
        return [strip_first_name(part)]
    return [strip_first_name(name) for name in part.split("-")]


def settle_pair(text: str, letter: str, *, glued: bool) -> bool:
    """True where "Joseph-Agema" is one member's name: what the rest of the letter calls them decides.

    Without such a hint "motie-Joseph-Agema" (`glued`) is read as one name, "motie Joseph-Agema" as two.

    >>> settle_pair("Brakel-Zand", "de leden Brakel en Zand", glued=True)
    False
    >>> settle_pair("Brakel-Zand", "mevrouw Brakel-Zand vroeg", glued=False)
    True
    """
    left, _, right = " ".join(text.split()).partition("-")
    if CAPITAL_PREFIX.match(right):
        return False
    pair = rf"{re.escape(left)}-{re.escape(right)}"
    if re.search(
        rf"\b(?:lid|heer|mevrouw|mevr\.|mw\.|dhr\.|minister|staatssecretaris)\s+{pair}", letter, re.IGNORECASE
    ):
        return True
    apart = rf"\b{re.escape(left)}(?:\s*\([^)]*\))?(?:\s*/\s*|\s+en\s+|,\s+)(?:\w+\s+)?{re.escape(right)}\b"
    hyphened = glued or re.search(rf"\b[Mm]otie-{pair}", letter) is not None
    return hyphened and re.search(apart, letter) is None


def strip_first_name(name: str) -> str:
    """A surname with its prefix, without first name or initials: "Agnes Mulder" is "Mulder"."""
    surname = FIRST_INITIALS.sub("", name)
    words = surname.split()
    if len(words) > 1 and words[0] in first_names() and surname.lower() not in double_surnames():
        surname = " ".join(words[1:])
    return with_capital(surname)


def with_capital(name: str) -> str:
    """A name as it is printed on its own: "van der Lee" is "Van der Lee"."""
    return name[:1].upper() + name[1:]
