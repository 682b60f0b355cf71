"""What holds for any set of letters: their order, later letters and new readings never change a picture."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kamer.document import DocumentKind
from kamer.findings import Commitment, CommitmentKind, Disposition, Findings, Relation, Strength
from kamer.identifiers import IdMaker
from kamer.items import Status
from kamer.span import Span
from tracking import ItemFilter, derive_standing, open_store, track, verify_audit
from tracking.standing import as_seen_on, exists_on

START = date(2024, 1, 1)
DAY = date(2024, 6, 1)
AT = datetime(2024, 3, 1, tzinfo=UTC)
TOPICS = [
    "De havenkaart van de Waddenveren met ligplaatsen en dieptes wordt gepubliceerd.",
    "De evaluatie van het sluisgeld voor pleziervaart wordt aangeboden.",
    "Uw Kamer ontvangt de verkenning naar nachttreinen over Venlo.",
    "Ik informeer uw Kamer hierover voor de zomer.",
    "Het register van molenbiotopen wordt met provincies herzien.",
]
MOTIONS = ["40900-3", "40900-4", "40900-5"]
NAMES = [("Veerman",), ("Bos", "De Wit"), ()]

days = st.one_of(st.none(), st.integers(0, 500).map(lambda n: START + timedelta(days=n)))
topics = st.sampled_from(TOPICS)
numbers = st.integers(1, 6).map(lambda n: f"40800-{n}")


@st.composite
def statements(draw: st.DrawFn) -> tuple[str, str, dict[str, Any]]:
    """One statement of a letter: method of the builder, text, particulars."""
    what = draw(st.sampled_from(["promise", "claim", "motion", "refer"]))
    topic = draw(topics)
    if what == "promise":
        kind = draw(st.sampled_from(list(CommitmentKind)))
        motion = draw(st.sampled_from([None, *MOTIONS]))
        return what, topic, {"latest": draw(days), "kind": kind, "motion": motion}
    if what == "claim":
        target = draw(
            st.one_of(
                st.builds(lambda number: {"reference": number}, numbers),
                st.builds(lambda number: {"reference": number}, st.sampled_from(MOTIONS)),
                st.builds(lambda day: {"date": day}, days),
                st.just({"toezegging": "TZ202402-011"}),
            )
        )
        return what, f"Hierover: {topic}", {"relation": draw(st.sampled_from(list(Relation))), **target}
    if what == "motion":
        number = draw(st.sampled_from([None, *MOTIONS]))
        proposers = draw(st.sampled_from(NAMES))
        particulars = {
            "number": number,
            "disposition": draw(st.sampled_from(list(Disposition))),
            "subject": topic,
            "replaces": draw(st.sampled_from([None, None, *MOTIONS])),
        }
        return what, f"De motie: {topic}", {"proposers": proposers, **particulars}
    return what, "Zie TZ202402-011.", {"identifier": "TZ202402-011"}


@st.composite
def bundles(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Some letters with numbers of their own, as particulars for the builder."""
    made = []
    for number in range(1, draw(st.integers(2, 6)) + 1):
        made.append(
            {
                "number": f"40800-{number}",
                "day": draw(days),
                "ministry": draw(st.sampled_from(["EZK", "EZK", "BZK", None])),
                "statements": draw(st.lists(statements(), max_size=4)),
            }
        )
    if draw(st.booleans()):
        made.append(
            {"number": draw(st.sampled_from(MOTIONS)), "day": draw(days), "kind": DocumentKind.MOTION}
        )
    return made


def write(letter: Any, facts: dict[str, Any]) -> Any:
    """Build one letter of a bundle."""
    kind = facts.get("kind", DocumentKind.LETTER)
    written = letter(facts["number"], facts["day"], facts.get("ministry"), kind).add("Geachte voorzitter,")
    for what, text, particulars in facts.get("statements", []):
        rest = dict(particulars)
        if what == "promise":
            written.promise(text, rest.pop("latest"), **rest)
        elif what == "claim":
            written.claim(text, rest.pop("relation"), **rest)
        elif what == "motion":
            written.motion(text, rest.pop("number"), *rest.pop("proposers"), **rest)
        else:
            written.refer(text, rest["identifier"])
    return written.build()


@settings(max_examples=80, deadline=None)
@given(facts=bundles(), data=st.data())
def test_the_order_of_letters_never_matters(
    letter: Any, facts: list[dict[str, Any]], data: st.DataObject
) -> None:
    letters = [write(letter, each) for each in facts]
    shuffled = data.draw(st.permutations(letters))
    assert track(shuffled) == track(letters)


@settings(max_examples=80, deadline=None)
@given(facts=bundles(), as_of=days.filter(lambda day: day is not None))
def test_events_after_the_day_are_unseen(letter: Any, facts: list[dict[str, Any]], as_of: date) -> None:
    for item in track([write(letter, each) for each in facts]):
        if not exists_on(item, as_of):
            assert derive_standing(item, as_of).status is Status.UNKNOWN
            continue
        picture = as_seen_on(item, as_of)
        assert derive_standing(picture, as_of) == derive_standing(item, as_of)
        assert all(event.date is None or event.date <= as_of for event in picture.events)
        standing = derive_standing(item, as_of)
        assert standing.reasons
        assert standing.claim is None or standing.claim in picture.events


def pictures(built: list[Any], as_of: date) -> dict[str, Any]:
    """What is told on a day of every item then known, by its id."""
    seen = [as_seen_on(item, as_of) for item in track(built) if exists_on(item, as_of)]
    return {
        item.id: (
            *(item.title, item.ministry, item.proposers, item.dossiers, item.made_on),
            *(item.deadline, item.events, derive_standing(item, as_of)),
        )
        for item in seen
    }


@settings(max_examples=150, deadline=None)
@given(facts=bundles(), as_of=days.filter(lambda day: day is not None))
def test_a_day_is_pictured_from_the_letters_of_that_day(
    letter: Any, facts: list[dict[str, Any]], as_of: date
) -> None:
    dated = [write(letter, each) for each in facts if each["day"] is not None]
    known = [built for built in dated if built[0].metadata.date <= as_of]
    assert pictures(dated, as_of) == pictures(known, as_of)


def test_every_day_of_the_demonstration_letters_is_pictured_from_what_was_known() -> None:
    from extract import find_all
    from ingest import read_document

    paths = sorted((Path(__file__).parents[2] / "corpus" / "letters").iterdir())
    documents = [read_document(path) for path in paths]
    built = [(document, find_all(document)) for document in documents]
    told = {document.metadata.date for document in documents}
    for as_of in sorted(day for day in told if day is not None):
        known = [b for b in built if b[0].metadata.date is None or b[0].metadata.date <= as_of]
        assert pictures(built, as_of) == pictures(known, as_of), as_of


@settings(max_examples=80, deadline=None)
@given(facts=bundles())
def test_an_item_is_whole(letter: Any, facts: list[dict[str, Any]]) -> None:
    letters = [write(letter, each) for each in facts]
    texts = {document.key: document.text for document, _ in letters}
    items = track(letters)
    assert len({item.id for item in items}) == len(items)
    for item in items:
        assert item.title
        for mention in item.mentions:
            assert mention.evidence.quote == mention.evidence.span.of(texts[mention.evidence.document])
        assert all(event.evidence is not None and event.text for event in item.events)
        assert all(link.reason.endswith(".") and 0 <= link.score <= 1 for link in item.links)
    promised = [c.id for _, findings in letters for c in findings.commitments]
    held = [m.finding for item in items for m in item.mentions]
    assert all(held.count(finding) == 1 for finding in promised)


changes = st.fixed_dictionaries({"cut": st.integers(0, 6), "before": st.booleans(), "drop": st.booleans()})
SENTENCE = "Uw Kamer ontvangt in de loop van het jaar de verkenning naar nachttreinen over Venlo"
TAIL = " en daarbij ook de brief van de provincie"
UNCHANGED = {"cut": 0, "before": False, "drop": False}


def read_again(letter: Any, change: dict[str, Any]) -> Any:
    """The same bytes as an extractor with other bounds, other company or no eye for the promise sees them."""
    document = letter("40800-1", START).add(TOPICS[0]).add(SENTENCE + TAIL).add(TOPICS[1]).document()
    maker, found = IdMaker(document.key), []
    at = document.text.index(SENTENCE)
    bounds = [] if change["drop"] else [(at, at + len(SENTENCE) + change["cut"])]
    bounds += [(0, len(TOPICS[0]))] if change["before"] else []
    bounds += [(document.text.index(TOPICS[1]), len(document.text))]
    for start, end in sorted(bounds):
        evidence = document.evidence(Span(start, end), "test")
        finding = maker.next_id("commitment", evidence.quote)
        found.append(Commitment(finding, evidence, CommitmentKind.INFORM, Strength.FIRM))
    return document, Findings(document.key, commitments=tuple(found))


@settings(max_examples=12, deadline=None)
@given(change=changes)
def test_a_decision_outlives_what_the_extractor_changes(
    letter: Any, saved: Callable[..., Any], tmp_path_factory: Any, change: dict[str, Any]
) -> None:
    folder: Path = tmp_path_factory.mktemp("decided")
    with open_store(f"sqlite:///{folder}/n.db") as store:
        saved(store, read_again(letter, UNCHANGED))
        store.retrack(AT)
        (view,) = store.items(ItemFilter(text="nachttreinen"), DAY)
        store.decide(view.item.id, Status.PARTLY, "half ontvangen", "J. Griffier", AT)
        for version in ("2", "3"):
            saved(store, read_again(letter, change), version=version)
            store.retrack(AT)
            ruled = [v for v in store.items(ItemFilter(), DAY) if v.standing.decided is Status.PARTLY]
            assert [SENTENCE in v.item.title for v in ruled] == [True]
            assert len(store.decisions(view.item.id)) == 1
            assert store.item(view.item.id, DAY) == ruled[0]
        assert verify_audit(store) == []
