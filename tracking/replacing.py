"""Changed motions: "ter vervanging van" ends the motion in whose place a new one came."""

from __future__ import annotations

from kamer.document import Evidence
from kamer.items import EventKind
from tracking.draft import Draft, motion_id
from tracking.facts import Letter
from tracking.wording import say_number


def note_replacements(letter: Letter, drafts: dict[str, Draft]) -> None:
    """A changed motion, or a letter that names one, ends the motion in whose place it came."""
    if letter.is_motion and letter.number and letter.replaces and letter.opening is not None:
        replace_motion(letter, letter.replaces, letter.number, letter.opening, letter.key, drafts)
    for named in letter.motions:
        motion = named.motion
        own = letter.is_motion and motion.identifier == letter.number
        if motion.replaces and motion.identifier and not (own and letter.replaces):
            replace_motion(letter, motion.replaces, motion.identifier, motion.evidence, motion.id, drafts)


def replace_motion(
    letter: Letter, old: str, new: str, evidence: Evidence, finding: str, drafts: dict[str, Draft]
) -> None:
    """Record on both items that the motion numbered `new` came in place of `old`."""
    before, after = drafts.get(motion_id(old)), drafts.get(motion_id(new))
    if old == new or before is None or before.replaced_by not in (None, motion_id(new)):
        return
    text = f"Vervallen: {say_number(new)} is ervoor in de plaats gekomen, zie {letter.cite(evidence)}."
    if before.replaced_by is None:
        before.happen(EventKind.REPLACED, letter, text, evidence)
    before.replaced_by = motion_id(new)
    before.mention(letter, finding, evidence)
    before.link(letter, finding, "motion.replaces", text)
    if after is not None:
        after.link(letter, finding, "motion.replaces", f"Deze motie vervangt {say_number(old)}.")
