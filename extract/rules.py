r"""Rules as data: TOML files in `extract/data` with patterns, their named fragments and their examples.

A rule file looks like this:

    include = ["fragments.nl"]           # fragments of other files, optional

    [fragments]
    quarter = "(?:eerste|tweede|derde|vierde) kwartaal"

    [[rule]]
    id = "quarter"
    pattern = '''
      (?P<edge>begin|eind) (?:van )?
      het {quarter}                      # a fragment
      (?: van | in )?  (?P<year>\d{4})
    '''
    words = ["kwartaal"]                 # optional: without one of these the pattern is not tried
    kind = "period"                      # any further key lands in `Rule.values`
    yes = ["begin van het eerste kwartaal 2031", {text = "eind het derde kwartaal 2032", year = "2032"}, "…"]
    no = ["het kwartaal", "…"]

How a pattern is read: a line break with its indentation, two or more blanks and the blanks of ` | ` are
layout, `# …` at the end of a line is a comment, and **a single blank stands for white space of any kind** (a
line break or a no-break space in a letter must not hide an expression), ` ?` for white space or none.
`{name}` inserts a fragment as a group. Upper and lower case are the same unless `case = true`.

Every rule has at least 3 examples that it must find (`yes`) and 2 that it must leave (`no`). A `yes` may be
a table: `text` is the example, `match` what the pattern takes of it, a name of a group what that group holds;
other keys are for the tests of the module that uses the rule. They all run as tests.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

FRAGMENT = re.compile(r"\{([a-z][a-z0-9_]*)\}")
COMMENT = re.compile(r"(?m)(?:^|\s)#[^\n]*$")
LAYOUT = re.compile(r"[ ]*\|\s*\n\s*|\s*\n\s*(?:\|[ ]+)?|[ ]{2,}|\t+|[ ]\|[ ]")
OWN_KEYS = frozenset({"id", "pattern", "case", "words", "yes", "no"})
FEWEST_YES, FEWEST_NO = 3, 2


class RuleError(ValueError):
    """A rule file that cannot be used: the message names the file, the rule and what is wrong."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text that a rule must find; `expected` holds what else must be true of it."""

    text: str
    expected: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern with its examples; `values` are the further keys of its table in the file."""

    id: str
    pattern: re.Pattern[str]
    yes: tuple[Example, ...]
    no: tuple[str, ...]
    words: tuple[str, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)

    def may_match(self, lowered: str) -> bool:
        """False where `lowered` (a text in lower case) holds none of the words the rule needs."""
        return not self.words or any(word in lowered for word in self.words)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of one file, in the order of the file."""

    name: str
    rules: tuple[Rule, ...]

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def __len__(self) -> int:
        return len(self.rules)

    def __getitem__(self, rule_id: str) -> Rule:
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise KeyError(f"{self.name}: no rule {rule_id!r}")

    def find(self, text: str) -> Iterator[tuple[Rule, re.Match[str]]]:
        """Every match of every rule, rule by rule; rules whose words are absent are not tried."""
        lowered = text.lower()
        for rule in self.rules:
            if rule.may_match(lowered):
                for match in rule.pattern.finditer(text):
                    yield rule, match


@cache
def load_rules(name: str) -> RuleSet:
    """The rules of `extract/data/<name>.toml`, compiled; read once in a process.

    Raises:
        RuleError: when the file is absent or not valid.
    """
    return parse_rules(read_data(name), name)


def rule_names() -> tuple[str, ...]:
    """The names of all files in `extract/data` that hold rules, sorted."""
    names = sorted(
        path.name[:-5] for path in files("extract").joinpath("data").iterdir() if is_toml(path.name)
    )
    return tuple(name for name in names if "rule" in read_data(name))


def is_toml(name: str) -> bool:
    """True for the name of a TOML file."""
    return name.endswith(".toml")


@cache
def read_data(name: str) -> dict[str, Any]:
    """The content of `extract/data/<name>.toml`.

    Raises:
        RuleError: when there is no such file, or it is no TOML.
    """
    path = files("extract").joinpath("data", f"{name}.toml")
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise RuleError(f"{name}: there is no file extract/data/{name}.toml") from None
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{name}: not valid TOML: {error}") from error


def parse_rules(content: Mapping[str, Any], name: str) -> RuleSet:
    """The rules in the content of a rule file.

    Raises:
        RuleError: when a rule lacks something, has a name twice, or a pattern that does not compile.
    """
    fragments = fragments_of(content, name)
    rules = tuple(parse_rule(row, fragments, name) for row in content.get("rule", []))
    ids = [rule.id for rule in rules]
    for rule_id in ids:
        if ids.count(rule_id) > 1:
            raise RuleError(f"{name}: the id {rule_id!r} is used twice")
    if not rules:
        raise RuleError(f"{name}: holds no [[rule]]")
    return RuleSet(name, rules)


def fragments_of(content: Mapping[str, Any], name: str) -> dict[str, str]:
    """The fragments of a file and of the files that it includes; its own come last and win.

    Raises:
        RuleError: when a fragment is no text, or an included file is absent.
    """
    gathered: dict[str, str] = {}
    for other in content.get("include", []):
        gathered.update(fragments_of(read_data(other), other))
    own = content.get("fragments", {})
    for key, fragment in own.items():
        if not isinstance(fragment, str):
            raise RuleError(f"{name}: fragment {key!r} is no text")
    return {**gathered, **own}


def parse_rule(row: Mapping[str, Any], fragments: Mapping[str, str], name: str) -> Rule:
    """One `[[rule]]` of a file.

    Raises:
        RuleError: see `parse_rules`.
    """
    rule_id = row.get("id")
    if not isinstance(rule_id, str) or not rule_id:
        raise RuleError(f"{name}: a rule without id: {dict(row)!r:.120}")
    where = f"{name}, rule {rule_id!r}"
    return Rule(
        id=rule_id,
        pattern=compile_pattern(text_at(row, "pattern", where), fragments, where, case=bool(row.get("case"))),
        yes=tuple(parse_example(example, where) for example in list_at(row, "yes", FEWEST_YES, where)),
        no=tuple(check_text(example, where) for example in list_at(row, "no", FEWEST_NO, where)),
        words=tuple(word.lower() for word in row.get("words", [])),
        values={key: value for key, value in row.items() if key not in OWN_KEYS},
    )


def text_at(row: Mapping[str, Any], key: str, where: str) -> str:
    """The text under `key`; RuleError where it is absent or no text."""
    if key not in row:
        raise RuleError(f"{where}: {key!r} is missing")
    return check_text(row[key], where)


def check_text(value: Any, where: str) -> str:
    """`value` itself when it is a text; otherwise RuleError."""
    if not isinstance(value, str) or not value.strip():
        raise RuleError(f"{where}: a text was expected, not {value!r:.80}")
    return value


def list_at(row: Mapping[str, Any], key: str, fewest: int, where: str) -> list[Any]:
    """The list under `key`; RuleError where it holds fewer than `fewest` examples."""
    values = row.get(key, [])
    if not isinstance(values, list) or len(values) < fewest:
        raise RuleError(f"{where}: {key!r} needs at least {fewest} examples")
    return values


def parse_example(value: Any, where: str) -> Example:
    """A `yes` example, which is a text or a table with `text`."""
    if isinstance(value, str):
        return Example(check_text(value, where))
    if not isinstance(value, dict):
        raise RuleError(f"{where}: an example is a text or a table, not {value!r:.80}")
    expected = {key: item for key, item in value.items() if key != "text"}
    return Example(text_at(value, "text", where), expected)


def compile_pattern(
    source: str, fragments: Mapping[str, str], where: str, *, case: bool = False
) -> re.Pattern[str]:
    """The pattern with its fragments put in, compiled.

    Raises:
        RuleError: when a fragment is unknown or holds itself, or the result is no regular expression.
    """
    expanded = expand(strip_layout(source), fragments, where, ())
    try:
        return re.compile(expanded, 0 if case else re.IGNORECASE)
    except re.error as error:
        raise RuleError(f"{where}: not a regular expression: {error}") from error


def strip_layout(source: str) -> str:
    r"""A pattern without its comments and layout, and with `\s+` for each blank that is left.

    >>> strip_layout("voor het  (?:einde | begin)  # a comment")
    'voor\\s+het(?:einde|begin)'
    >>> strip_layout("Q ?1")
    'Q\\s*1'
    """
    bare = COMMENT.sub("", source).strip()
    joined = LAYOUT.sub(lambda match: "|" if "|" in match.group() else "", bare)
    return joined.replace(" ?", r"\s*").replace(" ", r"\s+")


def expand(source: str, fragments: Mapping[str, str], where: str, within: tuple[str, ...]) -> str:
    """`source` with each `{name}` replaced by its fragment; `within` are the fragments being expanded."""

    def insert(match: re.Match[str]) -> str:
        key = match[1]
        if key not in fragments:
            raise RuleError(f"{where}: unknown fragment {{{key}}}")
        if key in within:
            raise RuleError(f"{where}: fragment {{{key}}} holds itself")
        return f"(?:{expand(strip_layout(fragments[key]), fragments, where, (*within, key))})"

    return FRAGMENT.sub(insert, source)
