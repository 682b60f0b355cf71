"""The loader of rule files, and every example of every rule file."""

from __future__ import annotations

import pytest

from extract.rules import RuleError, compile_pattern, load_rules, parse_rules, rule_names

NAMED = [(f"{name}:{rule.id}", rule) for name in rule_names() for rule in load_rules(name)]
YES = [
    pytest.param(rule, example, id=f"{label}:{example.text}") for label, rule in NAMED for example in rule.yes
]
NO = [pytest.param(rule, text, id=f"{label}:{text}") for label, rule in NAMED for text in rule.no]


@pytest.mark.parametrize(("rule", "example"), YES)
def test_finds_its_example(rule, example):
    match = rule.pattern.search(example.text)
    assert match is not None
    assert rule.may_match(example.text.lower()), "the words of the rule hide its own example"
    if "match" in example.expected:
        assert match.group() == example.expected["match"]
    for name in set(example.expected) & set(rule.pattern.groupindex):
        assert match[name] == example.expected[name]


@pytest.mark.parametrize(("rule", "text"), NO)
def test_leaves_its_counterexample(rule, text):
    match = rule.pattern.search(text)
    assert match is None, f"took {match.group()!r}" if match else ""


def row(**changes):
    usual = {
        "id": "when",
        "pattern": "voor {day}",
        "yes": ["voor mei", "voor juni", "voor mei"],
        "no": ["mei", "a"],
    }
    return {"fragments": {"day": "mei|juni"}, "rule": [{**usual, **changes}]}


def test_a_fragment_is_a_group_and_a_blank_any_white_space():
    rule = parse_rules(row(), "test")["when"]
    assert rule.pattern.search("kom voor\u00a0juni") and rule.pattern.search("voor\nmei")
    assert not rule.pattern.search("juni")


def test_layout_and_comments_are_no_part_of_a_pattern():
    pattern = compile_pattern("a b  # note (one\n   (?:c | d e)", {}, "test")
    assert pattern.fullmatch("a bd e") and pattern.fullmatch("A\nbc")


def test_further_keys_are_kept_as_values():
    rule = parse_rules(row(kind="period", words=["Voor"]), "test")["when"]
    assert rule.values == {"kind": "period"}
    assert rule.words == ("voor",)
    assert not rule.may_match("na mei")


def test_case_counts_only_where_a_rule_says_so():
    assert parse_rules(row(), "test")["when"].pattern.search("Voor Mei")
    assert not parse_rules(row(case=True), "test")["when"].pattern.search("Voor Mei")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (row(id=""), "without id"),
        (row(pattern=None), "a text was expected"),
        (row(pattern="("), "not a regular expression"),
        (row(pattern="{moon}"), "unknown fragment"),
        (row(yes=["voor mei"]), "'yes' needs at least 3"),
        (row(no=["mei"]), "'no' needs at least 2"),
        (row(yes=["voor mei", 3, "voor mei"]), "text or a table"),
        ({"rule": row()["rule"] * 2, "fragments": {"day": "mei"}}, "used twice"),
        ({"fragments": {}}, "holds no"),
        ({**row(), "fragments": {"day": "{day}"}}, "holds itself"),
        ({**row(), "fragments": {"day": 3}}, "is no text"),
    ],
)
def test_a_bad_file_says_what_is_wrong(content, message):
    with pytest.raises(RuleError, match=message):
        parse_rules(content, "test")


def test_an_absent_file_says_so():
    with pytest.raises(RuleError, match="no file"):
        load_rules("absent")
