"""Keep which sentences of two language versions say the same."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from ..alignment import Missing, align
from ..models import DocumentVersion, SentencePair


@transaction.atomic
def keep(left: DocumentVersion, right: DocumentVersion) -> int:
    """Keep the pairs of sentences in place of earlier ones of the same two texts; return how many."""
    SentencePair.objects.filter(left=left, right=right).delete()
    rows = [
        SentencePair(
            left=left,
            right=right,
            left_start=pair.left[0],
            left_stop=pair.left[1],
            right_start=pair.right[0] if pair.right else None,
            right_stop=pair.right[1] if pair.right else None,
            score=pair.score,
            missing=[_as_json(one) for one in pair.missing],
        )
        for pair in align(left.text, left.language, right.text, right.language)
        if pair.left is not None
    ]
    return len(SentencePair.objects.bulk_create(rows))


def _as_json(one: Missing) -> dict[str, Any]:
    return {"kind": one.kind, "value": one.value, "side": one.side, "start": one.start, "stop": one.stop}
