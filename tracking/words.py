"""Which words of a Dutch sentence say what it is about, and how far two sentences share them."""

from __future__ import annotations

import re
import unicodedata

WORD = re.compile(r"[^\W\d_]+(?:'s)?")

# Words that carry no subject: articles, pronouns, prepositions, auxiliaries.
COMMON = """
aan aangaande achter af al aldus alle alleen alles als alsmede alsnog alsook altijd ander andere
anders anderzijds ben beide beter betreft betreffende bij bijvoorbeeld binnen boven bovendien buiten
conform daar daaraan daarbij daarin daarmee daarna daarnaast daarom daarop daartoe daarvan daarvoor
dan dat de deel deels den der derhalve deze dezelfde die diens dient dit doen doet door doordat dus
echter een eens eerder eerst eerste eigen elk elke en enerzijds enige enkele er eraan erin ermee
erop ervan ervoor etc even evenals gaan gaat gedaan geen geven gegeven geldt gezien had hadden haar
heb hebben hebt heeft helaas hen het hier hierbij hierin hiermee hierna hierom hieromtrent hierop
hierover hiertoe hiervan hiervoor hij hoe hoewel hun ieder iedere iemand iets ik in inclusief inzake
is ja jaar jl juist kan komen komende komt kon kunnen laat laatste later leden lid maar maken maakt
me mede meer mij mijn mijns minder mits moeten moet mogelijk mogelijke mogen moment na naar naast
namelijk namens nader nadere nadien niet niets nieuwe nodig nog nogal nu of om omdat omtrent onder
ons onze ook op open over overige per reeds rond samen sinds slechts sommige staat steeds te ten ter
terug terwijl tevens tijdens toch toe tot totdat tussen u uit uw vaak van vanaf vanuit vanwege veel
verder verdere via volgende volgens voor vooral voorts waar waaraan waarbij waardoor waarin waarmee
waarom waarop waarover waartoe waarvan waarvoor wanneer want waren was wat we weer wel welk welke
werd werden wie wij wijze wil willen worden wordt zal zaken ze zelf zeer zich zij zijn zijnde zo
zoals zodat zodra zou zouden zowel zullen the and of to in for on with that this will be is are was
were by as at from it its our we shall would their have has
"""
# Words of every promise: who tells whom, by which paper, and when.
FORMULA = """
aanbieden aanbied aangeboden aangegeven aangekondigd aankondigen afdoen afgedaan afgehandeld
afgerond beantwoorden begin bericht berichten brief brieven betrekken delen deel deed doel dossier
einde eind gedeeld geinformeerd geleden gemeld geplande gestuurd gevolg gezonden graag half helft
hoogte informeer informeert informeren inzet jaarlijks kabinet kabinetten kamer kamerbrief
kamerbrieven kamerstuk kamerstukken kwartaal kwartalen loop maand maanden medio melden meld minister
ministers motie moties naderen najaar regering rijk schriftelijk schriftelijke staatssecretaris
streven sturen stuur toegestuurd toegezegd toegezonden toekomen toezegging toezeggingen toezend
toezenden toestuur toesturen uiterlijk uitgevoerd uitvoering uitvoeren verwacht verwachting verzoek
verzoekt verzocht voldaan voldoe voldoen voldoet voorjaar voorleggen vorig vorige voornemens week
weken winter zenden zend zomer zomerreces reces kerstreces herfst voorzien gereed planning januari
februari maart april mei juni juli augustus september oktober november december nederland
nederlandse tweede eerste derde vierde staten generaal voorzitter parliament chamber letter minister
government quarter inform informed send sent commission expected year
"""
STOP = frozenset((COMMON + FORMULA).split())
# What two forms of one subject share is how they start: "afhankelijkheid", "afhankelijkheidsanalyses".
STEM = 7


def plain(text: str) -> str:
    """`text` in lower case without accents.

    >>> plain("Coördinatie één")
    'coordinatie een'
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def find_stems(text: str) -> frozenset[str]:
    """What `text` is about: the starts of its content words, stop words and words of promising left out.

    Words of up to three letters count only where they are abbreviations in capitals ("BSN").

    >>> sorted(find_stems("Ik zal uw Kamer in 2024 informeren over de aanpak van BSN-fraude."))
    ['aanpak', 'bsn', 'fraude']
    """
    found = set()
    for match in WORD.finditer(text):
        word = plain(match.group())
        short = len(word) < 4 and not match.group().isupper()
        if not short and len(word) > 1 and word not in STOP:
            found.add(word[:STEM])
    return frozenset(found)


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """How alike two sets of stems are: shared over all, 0 to 1 (Jaccard).

    >>> overlap(frozenset({"a", "b"}), frozenset({"b", "c"}))
    0.3333333333333333
    """
    together = one | other
    return len(one & other) / len(together) if together else 0.0


def coverage(part: frozenset[str], whole: frozenset[str]) -> float:
    """The share of `part` that also stands in `whole`, 0 to 1."""
    return len(part & whole) / len(part) if part else 0.0


# Finite verbs that give away a piece of a sentence: "een oplopend tarief loopt hierin mee".
VERBS = """
is zijn was waren ben wordt worden werd werden heeft hebben had hadden heb kan kunnen kon konden zal
zullen zou zouden moet moeten moest wil willen wilde mag mogen doet doen gaat gaan ging komt komen kwam
loopt lopen liep blijft blijven bleef staat staan stond ligt liggen lag geldt gelden krijgt krijgen kreeg
neemt nam geeft gaf maakt maakte vraagt verzoekt roept vindt ziet zag houdt hield leidt brengt
"""
FINITE = frozenset(VERBS.split())
OTHERS = """
dit dat deze die het hij zij ze wij we ik u hem haar hun hen hierin hierover daarover hiervan
"""
PRONOUNS = frozenset(OTHERS.split())


def is_noun_phrase(subject: str) -> bool:
    """False for a question, a piece of a sentence or a bare pronoun, which make no title.

    >>> [is_noun_phrase(words) for words in ("de havengelden", "een loods?", "dit", "dat loopt mee")]
    [True, False, False, False]
    """
    words = plain(subject).replace(",", " ").rstrip(". ").split()
    if not words or "?" in subject or FINITE & set(words):
        return False
    return not set(words) <= PRONOUNS
