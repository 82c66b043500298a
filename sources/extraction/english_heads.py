"""What an English act stands under by the head of its infinitive: "a deal with Oslo to", "issued an order to"."""

from __future__ import annotations

from sources.extraction.english_cues import CueReader
from sources.extraction.english_promises import DECIDES
from sources.extraction.english_words import (
    BE,
    HEADS,
    LAWS,
    MODALS,
    ORDERS,
    PROMISE_NOUNS,
    QUOTED,
    SIGNED,
    TEXTS,
    Governor,
    Sentence,
    word_set,
)

DOCUMENTS = ORDERS | LAWS | word_set("documents")
INSTRUCTS = frozenset(
    ("instructed", "directed", "instructs", "authorised", "authorized", "tasked", "mandated")
)

# Firms with whom a government agrees on an act of its own: "a deal with Fijian growers to suspend the probe".
TRADES = (
    "growers",
    "makers",
    "producers",
    "exporters",
    "companies",
    "firms",
    "farmers",
    "suppliers",
    "manufacturers",
)


class HeadReader(CueReader):
    """Finds the governor that the head of an infinitive gives."""

    def _aside_behind_cue(self, sentence: Sentence, comma: int) -> int:
        """Return where the aside opens that closes at ``comma``, if a cue stands right before it; 0 if none does."""
        words = sentence.words
        for at in range(comma - 2, max(0, comma - 16), -1):
            if words[at] in (";", ":", QUOTED):
                return 0
            if words[at] == ",":
                cue = sentence.cue_ends.get(at)
                return at if cue and cue[1] not in ("none", "transparent", "refuses") else 0
        return 0

    def _bound(self, sentence: Sentence, to: int) -> Governor | None:
        """Return the governor that "commits Vietnam to" is, if that ends before the "to" at ``to``."""
        words = sentence.words
        for start, stop, code in sentence.parties:
            at = start - 1 - (words[start - 1] == "the") if start else 0
            if stop == to and at > 0 and words[at] in ("commit", "commits", "committed", "committing"):
                return Governor("agreed", code, "bound", at, False, False)
        return None

    def _from_head(
        self, sentence: Sentence, to: int, chain: Governor | None, negated: bool
    ) -> Governor | None:
        """Return the governor of "agreed, after two days in London, to lift": looks back from the "to"."""
        words = sentence.words
        last = to - 1
        if last > 0 and words[last] == "," and (opened := self._aside_before(words, last)) > 0:
            last = opened - 1  # "issued an order, under the Act, to impose"
        for at in range(last, max(-1, to - 26), -1):
            if (
                words[at] in ("calls", "called", "call")
                and words[at + 1] == "for"
                and (self._text_subject(words, at) >= 0 or words[at - 1] in TEXTS)
            ):
                party = next((span for span in sentence.parties if at < span[0] and span[1] <= to + 1), None)
                return Governor("agreed", party[2], "text", party[0], negated) if party else None
            if words[at] == ";" or (
                at in sentence.verbs
                and "base" in sentence.verbs[at][1].form
                and words[at - 1 : at] != ["("]
                and words[at] not in HEADS
                and words[at] not in ("address", "modify", "subject")
            ):
                break
            if words[at] in ("amends", "amended") and any(
                stop == at or words[stop:at] in (["has"], ["have"], ["also"])
                for _, stop, _, _ in sentence.subjects
            ):
                actor, how, begin = self._subject_before(sentence, at)
                # "amends Notification No. 9 to extend"
                return Governor("decided", actor, how, begin, negated)
            issued = words[at].removesuffix("s") in DOCUMENTS and SIGNED & set(words[max(0, at - 6) : at])
            if (
                to - at > 14
                and not issued
                and words[at] not in ("invoked", "exercised", "agreed", "decided", "determined")
            ):
                continue
            if words[at] in DOCUMENTS and {"amends", "amended"} & set(words[max(0, at - 6) : at]):
                continue
            if words[at] in ("became", "becomes", "become") and words[at + 1] == "the" and to - at < 12:
                party = next((span for span in sentence.parties if span[1] == at), None)
                # "became the latest country to raise"
                return Governor("done", party[2], "subject:became", party[0], negated) if party else None
            name = HEADS.get(words[at]) or ("transparent" if words[at] in DOCUMENTS or issued else None)
            if words[at] in INSTRUCTS and words[at + 1] != "to" and words[at - 1] not in BE:
                actor, how, begin = self._subject_before(sentence, at)
                told = "done" if not MODALS & set(words[max(0, at - 3) : at]) else "will"
                # "instructed customs to levy"
                return Governor(told, actor, how, begin, negated) if how.startswith("subject") else None
            if not name:
                continue
            return self._of_head(sentence, at, to, "decided" if issued else name, chain, negated)
        return None

    def _of_head(
        self, sentence: Sentence, at: int, to: int, name: str, chain: Governor | None, negated: bool
    ) -> Governor | None:
        """Return the governor that the word at ``at`` gives what follows the "to": "issued a notice on Friday to"."""
        words = sentence.words
        near = set(words[max(0, at - 6) : at])
        if words[at] in LAWS and not SIGNED & near:
            name = "transparent"
        if words[at] in DOCUMENTS and "no" in near:
            return None  # "no order has been issued to raise the rate"
        if words[at] == "decision" and (owned := self._owned_decision(sentence, at, negated)):
            return owned
        if words[at] in DOCUMENTS and (SIGNED | DECIDES if words[at] == "decision" else SIGNED) & near:
            name = "decided"  # "issued a notice on Friday to adjust"
        if name == "transparent":
            return self._passed_on(words, at, to, chain, negated)
        if name == "none":
            return None
        cue = sentence.cue_ends.get(at) if words[at] in ("direct", "instruct") else None
        if cue and cue[1] in ("will", "shall", "agreed"):
            return self._from_cue(sentence, cue[0], cue[1], negated)  # "will instruct customs to levy"
        actor, how, begin = self._subject_before(sentence, at)
        if name == "agreed" and words[at] in TEXTS and {"will", "would"} & set(words[max(0, at - 8) : at]):
            name = "will"  # "will sign an agreement to invest"
        if words[at] in TEXTS:
            actor, how = self._partner_in_deal(sentence, at, to, actor, how)
        between = next((span for span in sentence.parties if at < span[0] and span[1] <= to + 1), None)
        if words[at].startswith(("requir", "oblig", "compel")) and words[at] != "required":
            if between is None or between[1] < to:
                return None  # "require Thailand to": who is named in between acts
            return Governor("shall", between[2], "required", at, negated)
        if between and words[at].startswith("commit") and between[0] - at <= 2 and between[1] == to:
            return Governor("agreed", between[2], "bound", at, negated)  # "commits Japan to buy"
        if between and words[at] in PROMISE_NOUNS and {"by", "from"} & set(words[at:to]):
            actor, how, begin = between[2], "owner", at  # "a pledge by the EU to"
        if name == "done":
            begin = to + 1 if to - at > 9 or how == "last" else begin
        return Governor(name, actor, how, begin, negated)

    def _owned_decision(self, sentence: Sentence, at: int, negated: bool) -> Governor | None:
        """Return the governor of "Oslo's decision last week to", whose "decision" is at ``at``; None for others."""
        words = sentence.words
        whose = next((span for span in sentence.parties if span[1] == at - 1), None)
        if words[at - 1] != "'s" or whose is None:
            return None
        opens = words[max(0, whose[0] - 1 - (words[whose[0] - 1] == "the"))]
        if whose[0] >= 2 and opens not in (",", ";", "and", "but", "that"):
            return None
        return Governor("decided", whose[2], "owner", whose[0], negated)

    def _passed_on(
        self, words: list[str], at: int, to: int, chain: Governor | None, negated: bool
    ) -> Governor | None:
        """Return the governor of the act before, which goes on through "under the Act to"; None if there is none."""
        if not chain:
            return None
        near = (
            chain.how != "chain"
            and words[at] not in ("htsus", "modify", "modifying", "amend", "schedule")
            and to - chain.start < 24
        )
        begin = chain.start if near else to + 1
        how = "chain" if begin == to + 1 else chain.how
        return Governor(chain.modality, chain.actor, how, begin, chain.negated or negated)

    def _partner_in_deal(self, sentence: Sentence, at: int, to: int, actor: str, how: str) -> tuple[str, str]:
        """Return (party, rule) of whom the deal at ``at`` binds: "a deal with Oslo to speed up approvals": BOTH."""
        words = sentence.words
        if how.startswith("subject:pronoun:we"):
            actor = "BOTH"
        partner = next((span for span in sentence.parties if at < span[0] and span[1] <= to + 1), None)
        lead = words[at + 1 : partner[0] - (words[partner[0] - 1] == "the")] if partner else []
        taxed = next((code for first, _, code in sentence.objects if first > to), "") == "tariff"
        if (
            partner
            and lead[-1:] == ["with"]
            and not taxed
            and not any(word.endswith(TRADES) for word in words[partner[0] : partner[1] + 3])
            and not any(word.endswith("ing") or word in (",", ";") for word in lead)
        ):
            buys = words[to + 1 : to + 2] and words[to + 1].startswith(
                ("buy", "purchas", "import", "invest", "supply")
            )
            if not buys or actor == partner[2]:
                others = [code for code in self.context.parties if code not in (partner[2], "BOTH")]
                actor = (others or ["BOTH"])[0] if buys else "BOTH"
        if words[at - 1] in ("a", "an", "the", "this", "new", "preliminary"):
            how = "text:" + how  # "a deal to cut U.S. duties": whose duties tells who acts
        return actor, how
