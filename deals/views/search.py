"""Search over kept documents and the record, in English and Chinese, with facets in the address."""

from __future__ import annotations

import datetime as dt
from itertools import islice
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from sources.lexemes import MAX_QUERY, parse_query
from sources.models import Document
from sources.searching import CANDIDATES, Filters, Results, pattern_of, search_documents

from ..answering import Refused, answer, asked, filters
from ..asking import Asking, Problem
from ..finding import Found, find_records, lit
from ..models import Party
from .countermeasures import measure_rows
from .deals import commitment_rows

PAGE = 20
FIRST = 20  # of the commitments and measures found, beside the documents
LAST_PAGE = CANDIDATES // PAGE
IN_WORDS = {"documents": "documents", "commitments": "commitments", "countermeasures": "countermeasures"}
LANGUAGE_WORDS = {"en": "English", "zh": "Chinese"}
OFFICIAL_WORDS = {"yes": "official texts", "no": "reports"}
EXAMPLES = ("rare earths", "稀土", "关税", "general licences", "gallium")


@asked
def search(request: HttpRequest, asking: Asking) -> HttpResponse:
    """Documents, commitments and countermeasures that hold all the words; at most 200 characters are read."""
    parties = dict(
        Party.objects.filter(parent__isnull=True).order_by("name_en").values_list("code", "name_en")
    )
    pages = {str(number): "" for number in range(1, LAST_PAGE + 1)}
    chosen = filters(
        request,
        **{"in": IN_WORDS},
        party=parties,
        language=LANGUAGE_WORDS,
        kind={code: str(label) for code, label in Document.Kind.choices},
        official=OFFICIAL_WORDS,
        page=pages,
    )
    since, until = _day(request, "since"), _day(request, "until")
    raw = request.GET.get("q", "").strip()
    words = raw[:MAX_QUERY]
    query = parse_query(words)
    page = int(chosen["page"] or 1)
    results = _documents(words, chosen, since, until, page, asking)
    records = (
        find_records(query, asking.asof, party=chosen["party"])
        if chosen["in"] != "documents" and not _only_texts(chosen, since, until)
        else Found({}, (), False)
    )
    pattern = pattern_of(query)
    found_commitments = records.commitments if chosen["in"] in ("", "commitments") else {}
    found_measures = records.measures if chosen["in"] in ("", "countermeasures") else ()
    most = None if chosen["in"] else FIRST
    commitments = [
        {**row, "pieces": lit(row["terms"].text_en, pattern), "pieces_zh": lit(row["terms"].text_zh, pattern)}
        for row in commitment_rows(dict(islice(found_commitments.items(), most)), asking)
    ]
    measures = [
        {
            **row,
            "pieces": lit(row["measure"].title_en, pattern),
            "pieces_zh": lit(row["measure"].title_zh, pattern),
        }
        for row in measure_rows(found_measures[:most], asking)
    ]
    kept = {
        **chosen,
        "since": since.isoformat() if since else "",
        "until": until.isoformat() if until else "",
    }
    context: dict[str, Any] = {
        "q": words,
        "was_cut": len(raw) > MAX_QUERY,
        "most_letters": MAX_QUERY,
        "results": results,
        "cap": CANDIDATES,
        "commitments": commitments,
        "commitments_found": len(found_commitments),
        "measures": measures,
        "measures_found": len(found_measures),
        "records_capped": records.is_capped,
        "facets": _facets(results, parties),
        "examples": EXAMPLES,
        # The date form above keeps what was searched for.
        "chosen": {"q": words, **{name: value for name, value in kept.items() if name != "page"}},
        "previous": page - 1 if page > 1 else None,
        "next": page + 1 if results.found > page * PAGE and page < LAST_PAGE else None,
        "first_shown": (page - 1) * PAGE + 1,
        "in_choices": [(key, _(label)) for key, label in IN_WORDS.items()],
        "party_choices": parties.items(),
        "language_choices": [(key, _(label)) for key, label in LANGUAGE_WORDS.items()],
        "official_choices": [(key, _(label)) for key, label in OFFICIAL_WORDS.items()],
        "kind_choices": Document.Kind.choices,
    }
    return answer(request, asking, "deals/search.html", context)


def _documents(
    words: str,
    chosen: dict[str, str],
    since: dt.date | None,
    until: dt.date | None,
    page: int,
    asking: Asking,
) -> Results:
    if chosen["in"] not in ("", "documents"):
        return Results((), 0, False)
    return search_documents(
        words,
        filters=Filters(
            chosen["language"],
            chosen["party"],
            chosen["kind"],
            {"yes": True, "no": False}.get(chosen["official"]),
            since,
            until,
            asking.asof.known,
            asking.asof.recorded,
        ),
        offset=(page - 1) * PAGE,
        limit=PAGE,
    )


def _only_texts(chosen: dict[str, str], since: dt.date | None, until: dt.date | None) -> bool:
    """True when a facet that only documents have is chosen."""
    return bool(chosen["language"] or chosen["kind"] or chosen["official"] or since or until)


def _facets(results: Results, parties: dict[str, str]) -> list[dict[str, Any]]:
    """Counts among the ranked candidates, the largest first, as (value, label, count)."""
    labels: dict[str, dict[str, str]] = {
        "language": {code: _(words) for code, words in LANGUAGE_WORDS.items()},
        "party": parties,
        "kind": {code: str(label) for code, label in Document.Kind.choices},
    }
    names = {"language": _("Language"), "party": _("Party"), "kind": _("Kind")}
    found = []
    for name, words in labels.items():
        counts = sorted(results.facets.get(name, {}).items(), key=lambda item: (-item[1], item[0]))
        rows = [(value, words[value], count) for value, count in counts if value in words]
        if rows:
            found.append({"name": name, "label": names[name], "rows": rows})
    return found


def _day(request: HttpRequest, name: str) -> dt.date | None:
    """Return a day of the address; raise Refused for what is none."""
    raw = request.GET.get(name, "").strip()
    if not raw:
        return None
    try:
        day = dt.date.fromisoformat(raw)
    except ValueError:
        day = None
    if day is None or len(raw) != 10 or not raw.isascii() or not 1900 <= day.year <= 2199:
        raise Refused([Problem(name, raw[:80], _("A day as year-month-day, such as 2025-06-27."))])
    return day
