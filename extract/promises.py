"""Rules on frames: which clauses promise, of what kind, how firmly, and how sure we are.

The rules stand in `data/promises.nl.toml`. Each names conditions on a clause (its finite verb, its verb's
class, who acts, whether parliament and a time are named) and what follows from them. The first rule whose
conditions all hold decides. `yes` and `no` are examples that run as tests through `find_promises`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from extract.actors import Subject
from extract.frames import Frame
from extract.rules import RuleError, read_data
from kamer.findings import CommitmentKind, Strength

CONDITIONS = frozenset(
    {
        "finite",
        "verbs",
        "classes",
        "aims",
        "not_classes",
        "words",
        "without",
        "subject",
        "parliament",
        "timed",
    }
    | {"dated", "passive", "main", "complement", "tense", "before", "document", "markers", "carried"}
    | {"duty"}
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A clause with all that the rules ask about it.

    `text` is the clause's own words in lower case, `sentence` the whole sentence's; `timed` is true where
    the clause has a time of any kind, `dated` where that time has a last day,
    `carried` where it goes on from a promise of the same actor in the sentence before ("Ook actualiseert …"),
    `duty` where it says "moet" or "mag": only rules that ask for it may read that as a promise.
    """

    frame: Frame
    subject: Subject
    text: str
    sentence: str
    document: str = "letter"
    parliament: bool = False
    timed: bool = False
    dated: bool = False
    carried: bool = False
    duty: bool = False


@dataclass(frozen=True, slots=True)
class PromiseRule:
    """One rule: its conditions, and the kind, strength and confidence of what it finds."""

    id: str
    kind: CommitmentKind
    strength: Strength
    confidence: float
    conditions: Mapping[str, Any]
    words: re.Pattern[str] | None = None
    without: re.Pattern[str] | None = None
    before: re.Pattern[str] | None = None
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = field(default=())


@cache
def promise_rules(language: str = "nl") -> tuple[PromiseRule, ...]:
    """The rules of a language in the order in which they are tried.

    Raises:
        RuleError: when a rule names a condition that does not exist.
    """
    name = f"promises.{language}"
    return tuple(parse_promise_rule(row, name) for row in read_data(name)["promise"])


def parse_promise_rule(row: Mapping[str, Any], name: str) -> PromiseRule:
    """One `[[promise]]` of a file.

    Raises:
        RuleError: when it has an unknown condition, or fewer than 3 yes and 2 no examples.
    """
    conditions = dict(row.get("if", {}))
    unknown = set(conditions) - CONDITIONS
    if unknown or len(row.get("yes", ())) < 3 or len(row.get("no", ())) < 2:
        raise RuleError(f"{name}, {row.get('id')}: unknown conditions {sorted(unknown)} or too few examples")
    return PromiseRule(
        id=row["id"],
        kind=CommitmentKind(row["kind"]),
        strength=Strength(row.get("strength", "firm")),
        confidence=float(row["confidence"]),
        conditions=conditions,
        words=any_of(conditions.get("words")),
        without=any_of(conditions.get("without")),
        before=any_of(conditions.get("before")),
        yes=tuple(row["yes"]),
        no=tuple(row["no"]),
    )


def any_of(phrases: list[str] | None) -> re.Pattern[str] | None:
    """A pattern for any of the phrases as whole words; a blank in one stands for any white space."""
    if not phrases:
        return None
    joined = "|".join(phrase.replace(" ", r"\s+") for phrase in phrases)
    return re.compile(rf"\b(?:{joined})\b", re.IGNORECASE)


def judge(scene: Scene, language: str = "nl") -> PromiseRule | None:
    """The first rule whose conditions hold for the clause, or None."""
    frame = scene.frame
    fitting = rules_fitting(
        language, frame.tense, frame.finite, frame.passive, frame.clause.main, scene.duty, scene.dated
    )
    return next((rule for rule in fitting if holds(rule, scene)), None)


@lru_cache(maxsize=8192)
def rules_fitting(
    language: str, tense: str, finite: str | None, passive: bool, main: bool, duty: bool, dated: bool
) -> tuple[PromiseRule, ...]:
    """The rules that clauses of one build may fulfil, in order; the others need not be tried."""
    return tuple(
        rule
        for rule in promise_rules(language)
        if tense in rule.conditions.get("tense", ("present",))
        and finite in rule.conditions.get("finite", (finite,))
        and rule.conditions.get("passive", passive) is passive
        and rule.conditions.get("main", main) is main
        and rule.conditions.get("duty", False) is duty
        and rule.conditions.get("dated", dated) is dated
    )


def holds(rule: PromiseRule, scene: Scene) -> bool:
    """True where all conditions of a rule hold."""
    return (
        holds_verb(rule.conditions, scene.frame)
        and holds_scene(rule.conditions, scene)
        and holds_words(rule, scene)
    )


def holds_verb(conditions: Mapping[str, Any], frame: Frame) -> bool:
    """True where the conditions on the clause's verbs hold."""
    classes, barred = conditions.get("classes"), conditions.get("not_classes")
    return (
        ("finite" not in conditions or frame.finite in conditions["finite"])
        and ("verbs" not in conditions or not {frame.verb, frame.complement}.isdisjoint(conditions["verbs"]))
        and (classes is None or frame.is_a(*classes))
        and ("aims" not in conditions or frame.aims_at(*conditions["aims"]))
        and (barred is None or not frame.is_a(*barred))
        and ("passive" not in conditions or frame.passive is conditions["passive"])
        and ("markers" not in conditions or frame.clause.marker in conditions["markers"])
        and ("main" not in conditions or frame.clause.main is conditions["main"])
        and ("complement" not in conditions or (frame.complement is not None) is conditions["complement"])
        and frame.tense in conditions.get("tense", ("present",))
    )


def holds_scene(conditions: Mapping[str, Any], scene: Scene) -> bool:
    """True where the conditions on who acts, who is told and by when hold."""
    return (
        ("subject" not in conditions or scene.subject in conditions["subject"])
        and ("parliament" not in conditions or scene.parliament is conditions["parliament"])
        and ("document" not in conditions or scene.document in conditions["document"])
        and ("carried" not in conditions or scene.carried is conditions["carried"])
        and scene.duty is conditions.get("duty", False)
        and ("timed" not in conditions or scene.timed is conditions["timed"])
        and ("dated" not in conditions or scene.dated is conditions["dated"])
    )


def holds_words(rule: PromiseRule, scene: Scene) -> bool:
    """True where the words that a rule needs are there and those that it bars are not."""
    return (
        (rule.words is None or rule.words.search(scene.text) is not None)
        and (rule.without is None or rule.without.search(scene.text) is None)
        and (rule.before is None or rule.before.search(scene.sentence) is not None)
    )
