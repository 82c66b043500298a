"""The loaded reference data for tests: once for a module, undone at its end.

``small()`` writes a folder of reference data made up for the tests: every name, date, number and quotation in
it is invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import transaction

SMALL = {
    "sources.toml": """
[[source]]
key = "gazette"
publisher = "Test Gazette"
title = "The first text"
url = "https://gazette.example/first"
published = "2025-03-02"

[[source]]
key = "monthly"
publisher = "Test Monthly"
title = "A month later"
published = "2025-04"

[[source]]
key = "undated"
publisher = "Test Undated"
title = "No day at all"
""",
    "parties.toml": """
[[party]]
code = "AA"
name_en = "Aland"
kind = "state"
aliases_en = ["the A side"]
aliases_zh = ["甲方"]
cites = ["gazette"]

[[party]]
code = "BB"
name_en = "Beland"
kind = "state"
cites = ["gazette"]

[[party]]
code = "AA-MIN"
parent = "AA"
name_en = "Ministry of Aland"
kind = "authority"
""",
    "records.toml": """
[[deal]]
slug = "a-b"
title_en = "Deal of Aland and Beland"
parties = ["AA", "BB"]
stage = "talks"
summary = "They talk."
cites = ["gazette"]

[[round]]
deal = "a-b"
slug = "lakeside"
kind = "talks"
name_en = "Lakeside"
starts_on = 2025-03-01
ends_on = 2025-03-02
cites = ["gazette"]

[[commitment]]
key = "a-lifts"
deal = "a-b"
round = "a-b/lakeside"
obligor = "AA"
obligee = "BB"
text_en = "Lift the ban on spoons"
action = "LIFT"
modality = "will"
cites = ["gazette"]

[[commitment.evidence]]
key = "a-lifts/letter"
on = 2025-03-20
kind = "implementation"
title_en = "A letter goes out"
cites = [{ source = "gazette", quote = "the spoons may pass again", language = "en", speaker = "A minister" }]

[[commitment.verification]]
event = "a-lifts/letter"
periods = [{ status = "in_progress", first = 2025-03-20 }]

[[measure]]
fact = "a-spoons"
title_en = "Ban on spoons"
imposed_by = "AA"
targets = ["BB"]
kind = "ban"
deals = ["a-b"]
cites = ["gazette"]

[[measure.publication]]
cites = ["gazette"]
periods = [
  { status = "announced", first = 2025-03-02, last = 2025-03-09 },
  { status = "in_force", first = 2025-03-10 },
]

[[measure.publication]]
cites = ["monthly"]
periods = [
  { status = "suspended", first = 2025-04-10, last = 2025-06-30, runs_out = true, reverts_to = "in_force" },
]

[[event]]
key = "rumour"
deal = "a-b"
on = 2025-03-05
kind = "statement"
title_en = "Somebody says something"
confidence = "low"
cites = ["undated"]
""",
}


def small(folder: Path, **changes: tuple[str, str]) -> Path:
    """Write the made-up data into ``folder``; ``records=(old, new)`` changes a file's text on the way."""
    for name, text in SMALL.items():
        old, new = changes.get(name.removesuffix(".toml"), ("", ""))
        if old and old not in text:
            raise ValueError(f"{old!r} does not stand in {name}")
        (folder / name).write_text(text.replace(old, new) if old else text, encoding="utf-8")
    return folder


@contextmanager
def undone(django_db_blocker: Any) -> Iterator[None]:
    """Let a module's fixture write to the database; everything is undone at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
