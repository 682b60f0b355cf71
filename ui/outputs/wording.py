"""How lists speak of an item, as clerks write it: who, what, where, by when, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

from kamer.bodies import ministry_name
from kamer.document import DateBasis, Evidence
from kamer.findings import Deadline
from kamer.glossary import dutch, dutch_date
from kamer.items import (
    Appreciation,
    Ballot,
    Event,
    EventKind,
    ItemKind,
    Official,
    Status,
    Timeliness,
    TrackedItem,
)
from tracking import DocumentSummary, ItemView, derive_chain
from tracking.standing import say_days_left
from tracking.wording import say_date, say_names, say_number, say_pages
from ui.badges import capital
from ui.outputs.sound import one_line

Letters = Mapping[str, DocumentSummary]
# "ah-tk-20232024-2271": written questions with their answers, an annex to the proceedings
ANNEX = re.compile(r"ah-(?P<house>tk|ek)-(?P<first>\d{4})(?P<last>\d{4})-(?P<number>\d+)")
# "Gewijzigde motie van het lid Bos over …": the title says itself who proposed it
NAMED = re.compile(r"(?:nader )?(?:gewijzigde )?motie\b", re.IGNORECASE)
LONG_TITLE = 120
COMMISSION = "EC"
NO_MINISTRY = "Ministerie onbekend"
SHORT_ID = 12


def ministry_words(code: str | None) -> str:
    """A ministry by its name, as a heading.

    >>> ministry_words("BZK")
    'Ministerie van Binnenlandse Zaken en Koninkrijksrelaties'
    """
    if code == COMMISSION:
        return ministry_name(code)
    return f"Ministerie van {ministry_name(code)}" if code else NO_MINISTRY


def who_of(item: TrackedItem) -> str:
    """Who is to act, as printed, and the ministry's code."""
    actor = capital(one_line(item.actor)) if item.actor else ""
    code = item.ministry or ""
    return f"{actor}\n({code})" if actor and code else actor or code or "Onbekend"


def what_of(item: TrackedItem) -> str:
    """What was promised or asked; a motion with who proposed it."""
    title = one_line(item.title)
    if item.kind is not ItemKind.MOTION or NAMED.match(title):
        return capital(title)
    return f"{motion_words(item.proposers)}: {title}" if item.proposers else f"Motie: {title}"


def motion_words(proposers: Sequence[str]) -> str:
    """A motion by its proposers; of more than two the first with "c.s.", as on the paper itself.

    >>> motion_words(["Bos"]), motion_words(["Bos", "De Wit"]), motion_words(["Bos", "De Wit", "Vos"])
    ('Motie van het lid Bos', 'Motie van de leden Bos en De Wit', 'Motie van het lid Bos c.s.')
    """
    names = [one_line(name) for name in proposers]
    if len(names) == 2:
        return f"Motie van de leden {say_names(names)}"
    return f"Motie van het lid {names[0]}{' c.s.' if len(names) > 2 else ''}"


def say_official(number: str) -> str:
    """An official number as it is cited.

    >>> say_official("ah-tk-20232024-2271")
    'Aanhangsel van de Handelingen 2023–2024, nr. 2271'
    >>> say_official("35925-XVII-54")
    'Kamerstuk 35 925 XVII, nr. 54'
    """
    annex = ANNEX.fullmatch(number)
    if annex is None:
        return one_line(say_number(number))
    house = " (Eerste Kamer)" if annex["house"] == "ek" else ""
    return f"Aanhangsel van de Handelingen{house} {annex['first']}–{annex['last']}, nr. {annex['number']}"


def say_letter(key: str, letters: Letters) -> str:
    """A letter by its kind, date and number, or its title where it has no number."""
    letter = letters.get(key)
    if letter is None:
        return one_line(key)
    about = "omstreeks " if letter.date_basis is DateBasis.ESTIMATED else ""
    day = f" van {about}{say_date(letter.date)}" if letter.date else " zonder datum"
    if letter.number:
        return f"{dutch(letter.kind)}{day} ({say_official(letter.number)})"
    title = short(letter.title, LONG_TITLE) if letter.title else one_line(letter.source)
    return (
        f"{dutch(letter.kind)}{day} (“{title}”)" if letter.title else f"{dutch(letter.kind)}{day} ({title})"
    )


def short(text: str, most: int) -> str:
    """`text` in one line, cut at a word where it is long."""
    line = one_line(text)
    return line if len(line) <= most else line[:most].rsplit(" ", 1)[0] + " …"


def say_place(evidence: Evidence, letters: Letters) -> str:
    """Where a passage stands: the letter and the page."""
    pages = say_pages(evidence.pages)
    return f"{say_letter(evidence.document, letters)}{', ' if pages else ''}{pages}"


def place_of(item: TrackedItem, letters: Letters) -> str:
    """Where an item is found: the motion's own number, the letter and page, number in the register."""
    parts = [say_official(item.number)] if item.number else []
    first = item.mentions[0].evidence if item.mentions else None
    if first is not None and first.document != f"kst-{item.number}":
        named = "genoemd in: " if item.kind is ItemKind.MOTION else ""
        parts.append(named + say_place(first, letters))
    parts += [say_vote(item)] if say_vote(item) else []
    if not item.number:
        parts.append(f"register: {item.id[:SHORT_ID]}")
    return "\n".join(capital(part) if nth == 0 else part for nth, part in enumerate(parts))


def say_vote(item: TrackedItem) -> str:
    """The last vote on a motion, as official data or a letter tell it; empty where none is known."""
    chain = derive_chain(item, date.max) if item.kind is ItemKind.MOTION else None
    return say_result(chain.vote, chain.vote_from) if chain is not None and chain.vote else ""


def say_judgement(item: TrackedItem) -> str:
    """The cabinet's judgement of a motion; empty where none is known."""
    chain = derive_chain(item, date.max) if item.kind is ItemKind.MOTION else None
    known = chain is not None and chain.appreciation is not None
    return say_result(chain.appreciation, chain.appreciation_from) if chain and known else ""


def say_result(result: Ballot | Appreciation | None, source: Official | Event | None) -> str:
    """A vote or a judgement, with its day where official data give it; a letter's day is not the vote's."""
    if result is None:
        return ""
    day = source.date if isinstance(source, Official) else None
    return dutch(result) + (f" op {say_date(day)}" if day else "")


def say_deadline(deadline: Deadline | None) -> str:
    """A deadline with its last day, and its own words.

    >>> from datetime import date
    >>> say_deadline(Deadline("eind 2024", latest=date(2024, 12, 31)))
    '31-12-2024 (“eind 2024”)'
    >>> say_deadline(Deadline("zo spoedig mogelijk"))
    '“zo spoedig mogelijk” (geen dag genoemd)'
    """
    if deadline is None:
        return "Geen termijn genoemd"
    words = f"“{one_line(deadline.text)}”" if deadline.text.strip() else ""
    if deadline.latest is None:
        return f"{words} (geen dag genoemd)" if words else "Geen termijn genoemd"
    told = "; ".join(part for part in ("geschat" if deadline.estimated else "", words) if part)
    return dutch_date(deadline.latest) + (f" ({told})" if told else "")


def steps_of(item: TrackedItem) -> list[Deadline]:
    """The deadlines that an item had, oldest first; one that was merely repeated stands once."""
    given = [event.deadline for event in item.deadline_history if event.deadline is not None]
    return [next(same) for _, same in groupby(given, key=day_or_words)]


def day_or_words(deadline: Deadline) -> str:
    """What tells one deadline from another: its last day, or its words where it has none."""
    return deadline.latest.isoformat() if deadline.latest else one_line(deadline.text).lower()


def was_moved(item: TrackedItem) -> bool:
    """True where a letter moved the deadline."""
    moved = any(event.kind is EventKind.MOVED for event in item.deadline_history)
    return moved or len({step.latest for step in steps_of(item)}) > 1


def term_of(item: TrackedItem) -> str:
    """The deadline in force, and below it those before it: "eerst: …"."""
    steps = steps_of(item)
    in_force = day_or_words(item.deadline) if item.deadline is not None else None
    earlier = steps[:-1] if steps and day_or_words(steps[-1]) == in_force else steps
    heads = ["eerst", *["daarna"] * (len(earlier) - 1)]
    lines = [f"{head}: {say_deadline(step)}" for head, step in zip(heads, earlier, strict=False)]
    if not earlier and was_moved(item):
        lines.append("verschoven; de eerdere termijn staat niet in de brief")
    return "\n".join([say_deadline(item.deadline), *lines])


def standing_of(view: ItemView) -> str:
    """The status, and below it every reason: what is decided, what is claimed, and the time."""
    return "\n".join([f"{dutch(view.standing.status)}.", *map(one_line, view.standing.reasons)])


def standing_in_list(view: ItemView) -> str:
    """The status with its reasons, without what the other columns of a list tell already."""
    standing = view.standing
    decided = standing.decision is not None
    ruling = [standing.reasons[0]] if decided else []
    why = standing.reasons[1 if decided else 0] if len(standing.reasons) > decided else ""
    if standing.claim is None and standing.claimed is Status.OPEN:
        why = "Geen brief zegt dat dit is afgedaan."
    parts = [f"{dutch(standing.status)}.", *ruling, why, time_in_list(view)]
    return " ".join(one_line(part) for part in parts if part)


def time_in_list(view: ItemView) -> str:
    """What the day means for the deadline, where it means something."""
    standing, deadline = view.standing, view.item.deadline
    if standing.silent:
        return "Termijn verstreken; geen latere brief gezien."
    if standing.timeliness is Timeliness.OVERDUE:
        return standing.reasons[-1]
    if standing.timeliness is Timeliness.DUE_SOON and deadline is not None and deadline.latest is not None:
        return f"Termijn loopt {say_days_left((deadline.latest - standing.as_of).days)} af."
    return ""
