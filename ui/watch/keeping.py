"""Starting a watch: what there is now is its first picture, so that a digest tells what came after."""

from __future__ import annotations

import datetime as dt

from tracking import ItemFilter
from ui.outputs.sound import one_line
from ui.watch.digest import make_digest
from ui.watch.watches import DAYS_AHEAD, Seen, Watch, Watches, parse_name
from ui.workplace import Workplace


def start_watch(
    workplace: Workplace,
    user: str,
    name: str,
    wanted: ItemFilter,
    day: dt.date,
    *,
    question: str | None = None,
    days: int = DAYS_AHEAD,
) -> Watch:
    """Make a watch and keep it in the user's file.

    Args:
        workplace: where the items and the user's file are.
        user: whose watch it is.
        name: what the user calls it.
        wanted: which items it is about.
        day: today.
        question: also the passages that answer this search.
        days: how far ahead its digests look.

    Raises:
        WatchError: where a name is empty, or in use, or the file cannot be written.
    """
    asked = one_line(question) if question and question.strip() else None
    draft = Watch(parse_name(name, "wat u volgt"), wanted, Seen(day), asked, days)
    _, seen = make_digest(workplace, draft, day)
    watch = Watch(draft.name, wanted, seen, asked, days)
    Watches(workplace.data).add(user, watch)
    return watch
