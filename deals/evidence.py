"""Pin words of a kept version to facts: no quote is stored that is not exactly its slice of the text."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone

from sources.models import Claim, DocumentVersion

from . import choices
from .models import CommitmentTerms, Evidence, Party
from .publication import public_since as publication_day
from .publication import publication_of
from .verdicts import Refused

CONTEXT = 30


class Pinner:
    """One quote of one version, ready to be pinned to any number of facts.

    Raises Refused when the span is no slice of the text, or not the claim's quote.
    """

    def __init__(
        self,
        version: DocumentVersion,
        start: int,
        stop: int,
        editor: User,
        *,
        claim: Claim | None = None,
        public_since: dt.date | None = None,
        attributed_to: Party | None = None,
        speaker: str = "",
        stance: str = choices.Stance.SUPPORTS,
        now: dt.datetime | None = None,
        written: list[models.Model] | None = None,
    ) -> None:
        if not 0 <= start < stop <= len(version.text):
            raise Refused({"quote": "The span lies outside the kept text."})
        self.version, self.start, self.stop = version, start, stop
        self.quote = version.text[start:stop]
        if claim is not None and (start, stop) == (claim.start, claim.stop) and claim.quote != self.quote:
            raise Refused({"quote": "The claim's quote is not what stands in the kept text."})
        self.editor, self.claim = editor, claim
        self.public_since = public_since or publication_day(version)
        self.attributed_to, self.speaker, self.stance = attributed_to, speaker, stance
        self.now = now or timezone.now()
        self.written = written if written is not None else []

    @property
    def occurred(self) -> tuple[dt.date, dt.date, str, str]:
        """When the words were published: first day, last day, precision and the words that fixed it."""
        published = publication_of(self.version)
        return published.first, published.last, published.precision, published.wording[:300]

    def pin(self, subject: Any) -> Evidence:
        """Return the evidence of ``subject`` for these words, written now unless it is on record already."""
        field = "terms" if isinstance(subject, CommitmentTerms) else type(subject).__name__.lower()
        found = (
            Evidence.objects.on_record()
            .filter(**{field: subject}, version=self.version, start=self.start, stop=self.stop)
            .first()
        )
        if found is not None:
            if found.stance != self.stance:
                raise Refused(
                    {"quote": f"These very words stand on record as evidence that {found.stance} it."}
                )
            return found
        text = self.version.text
        row = Evidence.objects.create(
            **{field: subject},
            version=self.version,
            claim=self.claim,
            start=self.start,
            stop=self.stop,
            quote=self.quote,
            before=text[max(0, self.start - CONTEXT) : self.start],
            after=text[self.stop : self.stop + CONTEXT],
            attributed_to=self.attributed_to,
            speaker=self.speaker,
            stance=self.stance,
            public_since=self.public_since,
            recorded_at=self.now,
            recorded_by=self.editor,
        )
        self.written.append(row)
        return row


def find_quote(text: str, quote: str) -> list[tuple[int, int]]:
    """Return every (start, stop) at which ``quote`` stands in ``text``, letter by letter; blank ends do not
    count."""
    quote = quote.replace("\r\n", "\n").strip()
    found: list[tuple[int, int]] = []
    at = text.find(quote) if quote else -1
    while at != -1:
        found.append((at, at + len(quote)))
        at = text.find(quote, at + 1)
    return found


def place_of(text: str, quote: str, occurrence: int | None = None) -> tuple[int, int]:
    """Return where ``quote`` stands; raises Refused when it does not, or in several places with none chosen.

    ``occurrence`` counts from 1.
    """
    places = find_quote(text, quote)
    if not places:
        raise Refused({"quote": "These words do not stand in the kept text, letter by letter."})
    if occurrence is None and len(places) > 1:
        raise Refused({"occurrence": f"These words stand {len(places)} times in the text; choose which."})
    if occurrence is not None and not 1 <= occurrence <= len(places):
        raise Refused({"occurrence": f"Choose an occurrence from 1 to {len(places)}."})
    return places[(occurrence or 1) - 1]
