"""The only writer in ``sources``: raw bytes first, then what was read from them, each step safe to run twice.

``fetches``: what a request gave, its bytes, the hourly record. ``feeds``: pace, health and seeds of feeds.
``entries``: listings' items as documents (``documents``: their rows). ``versions``: texts and the claims found in them.
``grouping``: copies of one origin. ``byhand``: documents that a person brings.
Nothing here opens a connection; times are arguments (aware, UTC).
"""

from .byhand import document_by_hand
from .entries import (
    Read,
    StoredEntries,
    any_known,
    known_items,
    moment_as_json,
    store_entries,
    store_listings,
)
from .feeds import (
    believes_validators,
    hint_pace,
    make_due,
    pause,
    poll_soon,
    postpone,
    raise_layout_alarm,
    resume,
    store_seed,
)
from .fetches import (
    BEING_READ,
    claim_page,
    keep_answer,
    keep_answers,
    keep_bytes,
    prune_fetches,
    read_page_again,
    record_crash,
    record_fetch,
    record_malformed,
    record_not_modified,
    record_unchanged,
    write_line,
)
from .grouping import group_echoes, print_versions
from .identity import identity_of_text, identity_of_url
from .killed import settle_killed
from .leavers import close_removals
from .rhythms import learn_rhythms
from .versions import moment_of_json, record_extract_failure, store_findings, store_version

__all__ = [
    "BEING_READ",
    "Read",
    "StoredEntries",
    "any_known",
    "believes_validators",
    "claim_page",
    "close_removals",
    "document_by_hand",
    "group_echoes",
    "hint_pace",
    "identity_of_text",
    "identity_of_url",
    "keep_answer",
    "keep_answers",
    "keep_bytes",
    "known_items",
    "learn_rhythms",
    "make_due",
    "moment_as_json",
    "moment_of_json",
    "pause",
    "poll_soon",
    "postpone",
    "print_versions",
    "prune_fetches",
    "raise_layout_alarm",
    "read_page_again",
    "record_crash",
    "record_extract_failure",
    "record_fetch",
    "record_malformed",
    "record_not_modified",
    "record_unchanged",
    "resume",
    "settle_killed",
    "store_entries",
    "store_findings",
    "store_listings",
    "store_seed",
    "store_version",
    "write_line",
]
