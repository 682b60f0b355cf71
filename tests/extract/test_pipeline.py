"""Sentences, clauses and frames, with the Dutch that makes them hard; all sentences are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.clauses import split_clauses
from extract.forms import guess_form, verb_forms
from extract.frames import read_frame
from extract.pipeline import load_pipeline, sentences_of
from kamer.document import Block, BlockKind, Document, Metadata
from kamer.span import Span


def make_document(*texts, kind=BlockKind.PARAGRAPH, language="nl"):
    """A document of one block for each text."""
    blocks, at = [], 0
    for text in texts:
        blocks.append(Block(kind, Span(at, at + len(text))))
        at += len(text) + 2
    return Document(
        "doc-1", "x", "00", "\n\n".join(texts), blocks=tuple(blocks), metadata=Metadata(language=language)
    )


def cut(text, **more):
    return [sentence.text for sentence in sentences_of(make_document(text, **more))]


WHOLE = [
    "Zie Kamerstuk 36 901, nr. 12 en Stb. 2031, 44.",
    "De m.e.r. voor de sluis is d.d. 3 mei jl. afgerond.",
    "De motie Brakel c.s. vraagt om 3 mld. euro.",
    "De heer W.B. Zandstra en mevrouw Th.J.A.M. de Wind spraken.",
    "Volgens art. 3 van de wet geldt dit o.a. voor havens.",
    "Dit kost ca. 3 mln. euro per jaar.",
    "In de brief van 12 jan. 2031 staat dit.",
]


@pytest.mark.parametrize("text", WHOLE)
def test_abbreviation_breaks_no_sentence(text):
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("De sluis is open. Het loket is dicht.", 2),
        ("Dit was op 12 mei jl. Het kabinet wacht.", 2),
        ("Het ging om «een sluis». Daarna niets.", 2),
        ("Zij riep: «Open de sluis.» Dat gebeurde.", 2),
        ("Komt er een loket? Ja. Nu.", 3),
    ],
)
def test_sentences_are_cut(text, count):
    assert len(cut(text)) == count


def test_table_row_is_one_sentence():
    assert len(cut("Opening. De sluis gaat open.\tQ3 2031", kind=BlockKind.TABLE_ROW)) == 1


@given(st.lists(st.text(alphabet="abcDE .,;«»()12\n\t", min_size=1, max_size=60), min_size=1, max_size=4))
def test_sentences_lie_within_blocks_and_quote_the_text(texts):
    document = make_document(*texts)
    found = sentences_of(document)
    assert all(sentence.block.span.contains(sentence.span) for sentence in found)
    assert all(sentence.span.of(document.text) == sentence.text for sentence in found)
    words = sum(not character.isspace() for text in texts for character in text)
    assert sum(not character.isspace() for sentence in found for character in sentence.text) == words


def frames_of(text):
    (sentence,) = sentences_of(make_document(text))
    return [read_frame(clause) for clause in split_clauses(sentence.tokens)]


FRAMES = [
    ("Ik zal uw Kamer informeren.", "zullen", "informeren", "present", False),
    ("Zal ik uw Kamer dan informeren.", "zullen", "informeren", "present", False),
    ("De nota zal worden toegezonden.", "zullen", "toezenden", "present", True),
    ("De regeling wordt jaarlijks herzien.", "worden", "herzien", "present", True),
    ("Ik bied u de nota in mei aan.", "bieden", "aanbieden", "present", False),
    ("Ik heb u de nota aangeboden.", "hebben", "aanbieden", "perfect", False),
    ("De nota werd aangeboden.", "worden", "aanbieden", "past", True),
    ("Dit zou kunnen helpen.", "zullen", "helpen", "unreal", False),
    ("Hierop kom ik terug.", "komen", "terugkomen", "present", False),
    ("Ik laat de sluis onderzoeken.", "laten", "onderzoeken", "present", False),
]


@pytest.mark.parametrize(("text", "finite", "verb", "tense", "passive"), FRAMES)
def test_frame(text, finite, verb, tense, passive):
    (frame,) = frames_of(text)
    assert (frame.finite, frame.verb, frame.tense, frame.passive) == (finite, verb, tense, passive)


def test_te_infinitive_hangs_on_the_verb():
    (frame,) = frames_of("Ik streef ernaar om de nota aan uw Kamer aan te bieden.")
    assert (frame.verb, frame.complement) == ("streven", "aanbieden")


def test_duty_is_no_particle():
    (frame,) = frames_of("Ik hoop het voorstel in mei in te dienen.")
    assert (frame.complement, frame.helpers) == ("indienen", frozenset())


@pytest.mark.parametrize(
    ("text", "markers"),
    [
        ("Omdat de sluis dicht is, zal ik u informeren.", ["omdat", ""]),
        ("De nota die ik in mei ontving, wordt verspreid.", ["", "die"]),
        ("Het onderzoek loopt en ik informeer u in mei.", ["", ""]),
        ("Die nota komt in mei.", [""]),
        ("Ik verwacht dat de sluis in mei opengaat.", ["", "dat"]),
    ],
)
def test_clauses(text, markers):
    assert [frame.clause.marker for frame in frames_of(text)] == markers


def test_harmless_denial():
    assert not frames_of("Niet alleen de sluis zal worden geopend.")[0].denied
    assert frames_of("De sluis zal niet worden geopend.")[0].denied


def test_forms_of_a_separable_verb():
    forms = verb_forms("nl")
    assert forms["aangeboden"].lemma == forms["aanbieden"].lemma == "aanbieden"
    assert forms["bood"].lemma == "bieden"


def test_guessed_forms():
    assert guess_form("opgehangen").tag == "V_PART"
    assert guess_form("gebied") is None


def test_named_pipeline_must_be_there():
    with pytest.raises(OSError, match="nl_no_such_model"):
        load_pipeline("nl", "nl_no_such_model")
