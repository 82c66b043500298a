"""A claim becomes a proposal: linked to entities, scored against the record with named reasons, drafted.

The machine ranks and drafts; it never writes a fact and never merges.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sources.durations import is_length, last_day
from sources.models import Claim

from . import bearing
from .composing import commitment_draft, common_draft, iso_day, measure_draft, name_of
from .linking import Mention, as_commitment, link, round_on, state_of
from .models import Proposal
from .ranking import FIRM, NEAR, OBJECT_FAMILIES, TOP, Candidate, alike_in_action, family, merged, rank
from .references import references, shared
from .relations import CONCERNS, CONTRADICTS, NARROWS, WIDENS, is_again
from .vocabulary import Known, Vocabulary, load_vocabulary

ACROSS_FROM = 0.5  # of words about a record of the other kind, which cannot score as high
KNOWN_FROM = 0.7  # from here the proposal is evidence for a known record, unless an editor says otherwise
NEAR_KNOWN_FROM = 0.72  # the same where its words alone, against how it was coded, bring it there
TELLING_FROM = 0.56  # the same where both name a telling thing, and nothing speaks against it
_AHEAD_BY = 0.05
_TELLING = 0.4  # how rare on record a shared topic has to be to tell which record is meant
_IMPOSING = {"IMPOSE", "LIST", "CONTROL"}


@dataclass(slots=True)
class Neighbours:
    """The other claims of the batch's versions: what a condition joins, and what was proposed before.

    ``proposed_words``: of other versions of the same documents, the claims that were proposed, by version and words.
    """

    by_version: dict[int, list[Claim]] = field(default_factory=dict)
    proposed_spans: set[tuple[int, str, int, int]] = field(default_factory=set)
    proposed_words: dict[tuple[int, str, str], dict[int, list[Claim]]] = field(default_factory=dict)

    @classmethod
    def of(cls, claims: Sequence[Claim]) -> Neighbours:
        """Load the neighbours of ``claims`` in three queries."""
        versions = {claim.version_id for claim in claims}
        found = cls()
        for other in Claim.objects.filter(version_id__in=versions).order_by("start", "pk"):
            found.by_version.setdefault(other.version_id, []).append(other)
        found.proposed_spans = set(
            Proposal.objects.filter(claim__version_id__in=versions)
            .exclude(claim__in=[claim.pk for claim in claims])
            .values_list("claim__version_id", "claim__kind", "claim__start", "claim__stop")
        )
        elsewhere = (
            Claim.objects.filter(
                version__document_id__in={claim.version.document_id for claim in claims},
                proposals__isnull=False,
            )
            .exclude(version_id__in=versions)
            .select_related("version")
            .only("kind", "quote", "start", "attributes", "rules_version", "version__document_id")
            .distinct()
        )
        for other in elsewhere:
            key = (other.version.document_id, other.kind, other.quote)
            found.proposed_words.setdefault(key, {}).setdefault(other.version_id, []).append(other)
        return found

    def was_asked(self, claim: Claim) -> bool:
        """True where another version of the page has the same words, read the same, and they were proposed from there.

        Of words that stand several times, as many as were proposed are not asked about again. Under the same rules a
        reading that differs shows that something around the words changed, and is asked about.
        """
        of_these = self.proposed_words.get((claim.version.document_id, claim.kind, claim.quote))
        if not of_these:
            return False
        own = {
            other.start
            for other in self.by_version.get(claim.version_id, [])
            if (other.kind, other.quote) == (claim.kind, claim.quote) and other.start < claim.start
        }
        for others in of_these.values():
            alike = {
                other.start
                for other in others
                if other.rules_version != claim.rules_version or _read(other) == _read(claim)
            }
            if len(alike) > len(own):
                return True
        return False


def _read(claim: Claim) -> dict[str, Any]:
    """Return what was read of a claim's words, without where its condition stands: that moves with any edit before it."""
    return {name: value for name, value in claim.attributes.items() if name != "condition"} | {
        "has_condition": bool(claim.attributes.get("condition"))
    }


def propose(
    claim: Claim, vocabulary: Vocabulary | None = None, neighbours: Neighbours | None = None
) -> Proposal | None:
    """Return an unsaved proposal for ``claim``, or None when it is not new or the same words were proposed
    already.

    The same words, read again by a newer rule set or in a newer version of the page, are not put before an editor twice:
    what was decided of them is held against the newer version by ``rechecking``. The claim's version must be loaded with
    its document.
    """
    vocabulary = vocabulary or load_vocabulary()
    neighbours = neighbours or Neighbours.of([claim])
    if (claim.version_id, claim.kind, claim.start, claim.stop) in neighbours.proposed_spans:
        return None
    if claim.state != Claim.State.NEW or neighbours.was_asked(claim):
        return None
    return drafted(claim, vocabulary, neighbours)


def drafted(claim: Claim, vocabulary: Vocabulary, neighbours: Neighbours) -> Proposal:
    """Return an unsaved proposal for ``claim`` whether or not there is one: what the record as it is now suggests."""
    mention = link(claim, vocabulary)
    if claim.kind == Claim.Kind.CONDITION:
        proposal = _condition(claim, mention, vocabulary, neighbours)
    elif claim.kind in (Claim.Kind.ROUND, Claim.Kind.DENIAL):
        proposal = _event(claim, mention, vocabulary)
    else:
        proposal = _undertaking(claim, mention, vocabulary)
    proposal.ranked_to = vocabulary.loaded_at
    return proposal


def _undertaking(claim: Claim, mention: Mention, vocabulary: Vocabulary) -> Proposal:
    candidates = rank(mention, vocabulary)
    own_kind = mention.kind
    best = candidates[0] if candidates else None
    # A promise of both sides stands twice, in the same words: neither is ahead of the other, nor need be.
    rivals = [
        one.score
        for one in candidates[1:]
        if best and one.known.kind == best.known.kind and one.known.words != best.known.words
    ]
    ahead = candidates[0].score - rivals[0] if rivals else 1.0
    about = best if best is not None and _is_about(mention, best, own_kind, ahead, vocabulary) else None
    draft = common_draft(claim, mention, vocabulary)
    if own_kind == "commitment":
        draft |= commitment_draft(claim, mention, vocabulary)
    else:
        draft |= measure_draft(claim, mention, vocabulary)
    draft["relation"] = about.relation.label if about else "new"
    # What goes against a promise is an act of its own: it is drafted as new, and says what it contradicts.
    is_known = about is not None and (about.relation.code != CONTRADICTS or about.known.kind == own_kind)
    if about is not None and is_known:
        draft |= {
            "merge_kind": about.relation.merge_kind,
            "with_terms": about.relation.code in (NARROWS, WIDENS)
            and about.known.kind == own_kind == "commitment",
            "status_from": draft.get("effective_on", ""),
            "status_until": _last_day(mention.until, draft.get("effective_on", "")),
        }
    proposal = _proposal(claim, mention, "add_evidence" if is_known else f"new_{own_kind}", draft, candidates)
    if about is not None and is_known:
        setattr(proposal, f"{about.known.kind}_id", about.known.pk)
    return proposal


def _last_day(until: str, effective_on: str) -> str:
    """Return the last day that a claim gives, itself or by the length that it holds from a day; empty without either."""
    if not is_length(until):
        return until
    first = iso_day(effective_on)
    last = last_day(first, until) if first else None
    return last.isoformat() if last else ""


def _is_about(mention: Mention, best: Candidate, own_kind: str, ahead: float, vocabulary: Vocabulary) -> bool:
    """True when the claim is drafted as words about ``best`` and not as something new.

    1. A record of the claim's own kind, from ``KNOWN_FROM`` on.
    2. A measure that a firm easing acts upon, a promise that a burden breaks or contradicts: from a little less on,
       for such a claim and its record share neither kind nor action.
    3. Never a listing or an order with a day of its own weeks after the record's, that names no act of it.
    """
    code, across = best.relation.code, best.known.kind != own_kind
    if any(reason.startswith("other target") for reason in best.reasons) or code == CONCERNS:
        return False
    if code == CONTRADICTS and (
        mention.has_condition or mention.modality in ("conditional", "expected", "threatens")
    ):
        return False  # what would be done is not done against the promise
    if (
        across
        and best.known.kind == "countermeasure"
        and not (mention.modality in FIRM and _names_no_other(mention, best))
    ):
        return False  # a promise about a measure is a commitment of its own
    if best.score < _needed(mention, best, across, ahead, vocabulary):
        return False
    return code == "lapses" or not _is_act_of_its_own(mention, best.known)


def _needed(mention: Mention, best: Candidate, across: bool, ahead: float, vocabulary: Vocabulary) -> float:
    """Return the score from which ``best`` is taken for what the claim speaks of; ``ahead``: of the next one."""
    code, reasons = best.relation.code, best.reasons
    if across or code in (CONTRADICTS, "breaches", "lapses"):
        return ACROSS_FROM
    if any(reason.startswith(NEAR) for reason in reasons):
        return NEAR_KNOWN_FROM
    if any(reason.startswith(("other ", "on record only")) for reason in reasons):
        return KNOWN_FROM
    if any(reason.startswith(("same instrument", "materials:")) for reason in reasons):
        return TELLING_FROM
    about = max(
        family(mention.object, best.known.object, OBJECT_FAMILIES, 0.6),
        mention.object == best.known.also_about,
    )
    if about < 0.6:
        return KNOWN_FROM
    both = shared(mention.references, best.known.references)
    is_telling = (
        any(
            key.startswith(("act:", "number:", "day:", "amount:"))
            or (key.startswith("topic:") and vocabulary.rarity.get(key, 1.0) >= _TELLING)
            for key in both
        )
        or vocabulary.is_only(best.known, mention.target)
        or _presupposes(mention, best)
        or (
            best.relation.code == "fulfils"
            and ahead >= _AHEAD_BY
            and alike_in_action(mention, best.known) >= 0.7
        )
    )
    return TELLING_FROM if is_telling else KNOWN_FROM


def _presupposes(mention: Mention, best: Candidate) -> bool:
    """True when the words need a record to speak of: what is lengthened, ended or taken up again was there before."""
    quote, code = mention.quote, best.relation.code
    if code in (NARROWS, WIDENS):
        return bearing.size(quote)[0] != 0 and mention.object == best.known.object
    return code in ("extends", "takes effect", "lifts", "fulfils") and bool(
        bearing.longer(quote) or bearing.again(quote) or bearing.fulfilment(mention.told)
    )


def _names_no_other(mention: Mention, best: Candidate) -> bool:
    """True unless the claim names acts, and none of them is the record's."""
    # In its own words: a notice bears a number of its own in its title.
    acts = {key for key in references(mention.quote) if key.startswith(("act:", "number:"))}
    return not acts or any(
        reason.startswith(("same instrument", "shares act", "shares number")) for reason in best.reasons
    )


def _is_act_of_its_own(mention: Mention, known: Known) -> bool:
    if mention.kind != "countermeasure" or known.kind != "countermeasure" or mention.action not in _IMPOSING:
        return False
    if mention.modality not in FIRM or set(mention.instrument_ids) & set(known.instrument_ids):
        return False
    firsts = [row.effective.lower for row in known.statuses if row.effective.lower is not None]
    if (
        is_again(mention.quote)
        or bearing.still(mention.quote)
        or (mention.action != "LIST" and bearing.size(mention.quote)[0])
    ):
        return False  # its words put the old act into force again, or make it larger or smaller
    return bool(firsts) and all(abs((mention.published.first - day).days) > 30 for day in firsts)


def _condition(claim: Claim, mention: Mention, vocabulary: Vocabulary, neighbours: Neighbours) -> Proposal:
    """Join what waits (the claim that names this span as its condition) to what it waits for."""
    siblings = [c for c in neighbours.by_version.get(claim.version_id, []) if c.kind != Claim.Kind.CONDITION]
    dependent = next(
        (
            c
            for c in siblings
            if c.attributes.get("condition") and list(c.attributes["condition"]) == [claim.start, claim.stop]
        ),
        None,
    )
    before = [
        c
        for c in siblings
        if c is not dependent
        and c.stop <= claim.start
        and state_of(c.attributes.get("actor"), vocabulary) == mention.actor
        and (not mention.action or c.attributes.get("action") == mention.action)
    ]
    needed = before[-1] if before else None
    dependents = rank(link(_with_version(dependent, claim), vocabulary), vocabulary) if dependent else []
    needs = rank(as_commitment(mention), vocabulary)
    if needed is not None:
        needs = merged(needs, rank(link(_with_version(needed, claim), vocabulary), vocabulary))
    relation = "if"
    for reason in claim.reasons:
        if reason.startswith("condition:"):
            word = reason.partition(":")[2].lower()
            relation = "once" if word in ("once", "when", "after", "upon", "一旦", "在", "后") else "if"
            if word in ("mutual", "same", "对等", "相应"):
                relation = "mutual"
    said_by = state_of(claim.version.document.party, vocabulary)
    draft = common_draft(claim, mention, vocabulary) | {
        "relation": relation,
        "wording": claim.quote,
        "dependent": _chosen(dependents),
        "dependent_claim": dependent.pk if dependent else None,
        "dependent_words": dependent.quote if dependent else "",
        "needs": _chosen(needs),
        "needs_claim": needed.pk if needed else None,
        "needs_words": claim.quote,
        "said_by": said_by,
        "dependent_candidates": [c.as_json() for c in dependents],
        "needs_candidates": [c.as_json() for c in needs],
    }
    return _proposal(claim, mention, "new_condition", draft, merged(dependents, needs))


def _event(claim: Claim, mention: Mention, vocabulary: Vocabulary) -> Proposal:
    draft = common_draft(claim, mention, vocabulary)
    is_english = claim.version.language.startswith("en")
    name = name_of(mention.actor, vocabulary) or "A party"
    if claim.kind == Claim.Kind.DENIAL:
        title = claim.quote if is_english else f"{name} denies a report or a characterisation"
        draft |= {"event_kind": "statement", "relation": "denies", "actor": mention.actor}
        candidates = rank(mention, vocabulary)
    else:
        day = iso_day(claim.attributes.get("effective_on"))
        title = claim.quote if is_english else "Talks, as this text tells of them"
        draft |= {"event_kind": "round", "relation": "new", "actor": ""}
        if day is not None:
            title = title if is_english else f"Talks of {day.day} {day:%B %Y}, as this text tells of them"
            draft |= {"occurred_earliest": day.isoformat(), "occurred_latest": day.isoformat()}
            draft |= {"occurred_precision": "day", "occurred_wording": claim.quote[:300]}
            told = round_on(mention.deal, day, day, days_after=0)
            draft["round"] = told.pk if told else None
        candidates = []
    draft |= {"title_en": title[:300], "title_zh": "" if is_english else claim.quote[:300]}
    proposal = _proposal(claim, mention, "new_event", draft, candidates)
    proposal.round_id = draft["round"]
    return proposal


def _proposal(
    claim: Claim, mention: Mention, action: str, draft: dict[str, Any], candidates: Sequence[Candidate]
) -> Proposal:
    reasons = [f"claim:{reason}" for reason in claim.reasons]
    if mention.deal is not None:
        reasons.append(f"deal:{mention.deal.title}")
    if mention.round is not None:
        reasons.append(f"round:{mention.round.name_en}")
    if claim.reader != "rules":
        reasons.append(f"reader:{claim.reader}")
    return Proposal(
        claim=claim,
        action=action,
        deal_id=mention.deal.pk if mention.deal else None,
        round_id=mention.round.pk if mention.round else None,
        draft=draft,
        candidates=[candidate.as_json() for candidate in candidates[:TOP]],
        score=round(candidates[0].score if candidates else 0.0, 3),
        reasons=reasons,
    )


def _with_version(other: Claim, claim: Claim) -> Claim:
    other.version = claim.version
    return other


def _chosen(candidates: Sequence[Candidate]) -> dict[str, Any] | None:
    if not candidates or candidates[0].score < KNOWN_FROM - 0.12:
        return None
    if any(reason.startswith("on record only") for reason in candidates[0].reasons):
        return None  # the step that the text means is a new one; its own proposal will say which
    return {"kind": candidates[0].known.kind, "id": candidates[0].known.pk}
