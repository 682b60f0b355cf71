from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from tracking import ItemFilter, Store

AT = datetime(2024, 3, 1, 12, 0, tzinfo=UTC)
DAY = date(2024, 6, 1)
MAP = "De havenkaart van de Waddenveren met ligplaatsen en dieptes wordt gepubliceerd."

Saves = Callable[..., Any]


def test_the_passages_of_items_follow_what_is_saved_and_linked(
    store: Store, letter: Any, saved: Saves
) -> None:
    def passages_of(filter: ItemFilter) -> set[str]:
        return {p.text for p in store.passages() if p.id in store.passages_of_items(filter, DAY)}

    due = ItemFilter(due_before=date(2024, 12, 31))
    built = letter("40400-1", date(2024, 1, 10)).add("Over de veren.").promise(MAP, date(2024, 4, 30)).build()
    saved(store, built)
    store.retrack(AT)
    assert passages_of(due) == passages_of(due) == {MAP}
    assert passages_of(ItemFilter(due_before=date(2024, 4, 1))) == set()
    # a second letter, and a newer reading of the first in which the promise is no longer found
    other = (
        letter("40400-2", date(2024, 2, 1))
        .add("Over de havens.")
        .promise("De veren gaan varen.", date(2024, 9, 1))
    )
    saved(store, other.build())
    saved(store, (built[0], replace(built[1], commitments=())), version="2")
    store.retrack(AT)
    assert passages_of(due) == {"De veren gaan varen."}
