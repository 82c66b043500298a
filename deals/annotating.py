"""Editors' notes, and what is shown to readers: a changed note is a new row, the old one is kept."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from .models import Commitment, Countermeasure, Note, Round
from .verdicts import Refused, Superseded


def add_note(
    subject: Commitment | Countermeasure | Round, editor: User, body: str, *, is_public: bool = False
) -> Note:
    """Return a new note on ``subject``; raises Refused when it has no words."""
    return Note.objects.create(
        **{type(subject).__name__.lower(): subject}, author=editor, body=_body(body), is_public=is_public
    )


@transaction.atomic
def revise_note(note: Note, editor: User, body: str, *, is_public: bool | None = None) -> Note:
    """Return the note that replaces ``note``. Raises Superseded, with the note that stands now, when somebody
    revised it meanwhile: the editor sees both texts."""
    fresh = Note.objects.select_for_update().get(pk=note.pk)
    if fresh.superseded_at is not None:
        current = fresh
        while (later := Note.objects.filter(replaces=current).select_related("author").first()) is not None:
            current = later
        raise Superseded(
            gettext("%(author)s changed this note meanwhile; both texts are shown.")
            % {"author": current.author},
            current,
        )
    fresh.superseded_at = timezone.now()
    fresh.save(update_fields=["superseded_at"])
    return Note.objects.create(
        commitment=fresh.commitment,
        countermeasure=fresh.countermeasure,
        round=fresh.round,
        author=editor,
        body=_body(body),
        is_public=fresh.is_public if is_public is None else is_public,
        replaces=fresh,
    )


def publish(record: Any, editor: User) -> None:
    """Show ``record`` to readers; its history says who did it."""
    _show(record, editor, shown=True)


def unpublish(record: Any, editor: User) -> None:
    """Hide ``record`` from readers; nothing of it is deleted."""
    _show(record, editor, shown=False)


def _show(record: Any, editor: User, *, shown: bool) -> None:
    if record.is_published != shown:
        record.is_published = shown
        record._history_user = editor
        record._change_reason = gettext("Published.") if shown else gettext("Unpublished.")
        record.save(update_fields=["is_published"])


def _body(body: str) -> str:
    body = body.replace("\x00", "").replace("\r\n", "\n").strip()
    if not body:
        raise Refused({"body": gettext("A note needs words.")})
    return body
