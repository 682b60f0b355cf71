"""The trained spaCy pipeline: tags, lemmas and dependencies of the few sentences where they can matter.

It parses some 7,000 words a second, far fewer than the rules read; so it runs on a sentence only when
somebody asks, and sentence by sentence, with the bounds that `extract.pipeline` found: an abbreviation or a
citation never breaks one.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SHIPPED_PIPELINE = Path(__file__).parent / "model" / "nl"
PIPELINE_VARIABLE = "NAKOMING_SPACY_PIPELINE"
TAGGERS = ("tagger", "morphologizer")


class PipelineError(Exception):
    """A pipeline that cannot be used; the message says why, in Dutch."""


def chosen_pipeline() -> str:
    """The pipeline that NAKOMING_SPACY_PIPELINE names (installed, or a folder); "" for the shipped one."""
    return os.environ.get(PIPELINE_VARIABLE, "")


@cache
def load_parser(name: str = "") -> Language:
    """A pipeline that tags and parses: the installed one of this name or folder, or the shipped one.

    Raises:
        PipelineError: when it is not installed, or does not tag and parse Dutch.
    """
    import spacy

    try:
        pipeline = spacy.load(name or SHIPPED_PIPELINE)
    except (OSError, ValueError) as error:
        raise PipelineError(
            f"De spaCy-pijplijn “{name or SHIPPED_PIPELINE.name}” kan niet worden geladen. Installeer haar, "
            f"geef de map waarin zij staat, of laat {PIPELINE_VARIABLE} weg om de meegeleverde te gebruiken."
        ) from error
    parts = set(pipeline.pipe_names)
    if pipeline.lang != "nl" or "parser" not in parts or parts.isdisjoint(TAGGERS):
        raise PipelineError(
            f"De spaCy-pijplijn “{name}” kan niet worden gebruikt: nodig is een Nederlandse pijplijn die "
            "woordsoorten en zinsontleding geeft (onderdelen tagger of morphologizer, en parser)."
        )
    return pipeline


def parse_tokens(tokens: Sequence[Any], pipeline: Language | None = None) -> Doc:
    """The tokens of one sentence, tagged and parsed; token `i` of the result is token `i` given.

    Args:
        tokens: spaCy tokens of one sentence, as `extract.pipeline` cut it.
        pipeline: which one to use; the chosen one by default.

    Raises:
        PipelineError: when the chosen pipeline cannot be used.
    """
    from spacy.tokens import Doc

    parser = pipeline or load_parser(chosen_pipeline())
    words = [token.text for token in tokens]
    doc = Doc(parser.vocab, words, [bool(token.whitespace_) for token in tokens])
    for token in doc:
        token.is_sent_start = token.i == 0
    for _, component in parser.pipeline:
        doc = component(doc)
    return doc
