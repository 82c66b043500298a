"""What governs an English act where its sentence is not built as the closer rules expect: subject and verb form alone."""

from __future__ import annotations

from sources.extraction.english_case import Case
from sources.extraction.english_objects import ObjectFinder
from sources.extraction.english_words import (
    BE,
    CLAUSE_OPENERS,
    HAVE,
    INSTITUTIONS,
    MODALS,
    PREPOSITIONS,
    QUOTED,
    REPORT,
    TIME_WORDS,
    UNREAL,
    Governor,
    Sentence,
    before_adverbs,
    word_set,
)

# How far behind its verb an object is looked for, in words.
REACH = 10
# Acts of trade policy are done to these; of what is bought, built or traded a loose reading says too little.
PLAIN_OBJECTS = frozenset(
    ("tariff", "tariff_exclusion", "export_control", "entity_list", "licences", "investigation", "port_fee")
) | {"countermeasures", "market_access", "restrictive_measures"}
# Between a verb and its object there is none of these.
BREAKS = frozenset((";", ":", ".", "that", "which", "who", "if", "unless", "because", "while"))
BEHIND_PARTICIPLES = PREPOSITIONS | word_set("behind_participles")
AFTERWARDS = frozenset(("after", "since", "when", "until", "which", "that", "because"))
TELLING = REPORT | {"beginning", "announcing", "following", "including"}
TOOLS = word_set("tools")


# How far before its verb a subject is looked for, in words, and what opens and ends what stands between.
FAR = 18
NOW_DONE = frozenset(("IMPOSE", "LIFT", "SUSPEND", "REDUCE", "EXPAND", "LIST", "REFUSE", "EXTEND"))
CLAUSE_MARKS = frozenset((";", ":", "that", "but", "while", QUOTED))
LEADS_ASIDE = (PREPOSITIONS | {",", "("}) - {"to", "than"}
ENDS_ASIDE = frozenset((";", ":", "that", "which", "who", "and", "or", "to", "if", "unless", "when", QUOTED))
NOT_BEFORE_FINITE = PREPOSITIONS | {"the", "a", "an", "its", "their", "and", "or"}


def _is_unreal(words: list[str], begin: int, stop: int) -> bool:
    """Whether a word from ``begin`` to ``stop`` tells of what is wished or possible; "1 May 2027" is a day."""
    return any(
        words[at] in UNREAL
        and not (words[at] == "may" and (words[at - 1][0].isdigit() or words[at + 1][0].isdigit()))
        for at in range(begin, stop)
    )


class LooseGovernor(ObjectFinder):
    """Finds who does an act and how firmly where no closer rule does, from the verb's form and what stands around."""

    def _loose(self, case: Case) -> Governor | None:
        """Return the governor of the verb at hand by its form alone, None where its words leave that open."""
        words, place = case.words, case.place
        if not self._object_ahead(case):
            return self._we_forbid(case)
        forms = set(case.forms)
        begin = self._loose_begin(case.sentence, place)
        if _is_unreal(words, begin, place):
            return None
        if "ing" in forms and words[place].endswith("ing"):
            return self._loose_ing(case)
        if "past" in forms:
            return self._loose_past(case) or self._far_subject(case, "done")
        if "s" in forms:
            return self._far_subject(case, "decided")
        if "base" in forms:
            return self._loose_base(case) or self._plural_present(case)
        return None

    def _far_subject(self, case: Case, modality: str) -> Governor | None:
        """Return the governor of a finite verb whose subject opens the clause, with no verb between.

        "The president in an executive order removed", "The council today, Thursday, formally approved".
        """
        sentence, words, place = case.sentence, case.words, case.place
        behind = words[place + case.length : place + case.length + 1]
        if not behind or behind[0] in BEHIND_PARTICIPLES or words[place - 1] in NOT_BEFORE_FINITE:
            return None
        at = before_adverbs(words, place - 1)
        if words[at] in HAVE:
            at = before_adverbs(words, at - 1)
        if words[at] in ("these", "those", "this") and (at == 0 or words[at - 1] in CLAUSE_MARKS | {","}):
            teller = self.context.issuer or self.context.last_actor  # "These ended the exemptions"
            return Governor(modality, teller, "loose far:these", at, False, False) if teller else None
        opened = next(
            (
                back
                for back in range(at, max(-1, at - FAR), -1)
                if words[back] in CLAUSE_MARKS or (words[back] == "," and words[back + 1] in CLAUSE_OPENERS)
            ),
            -1 if at < FAR else at,
        )
        for start, stop, code in [*sentence.parties, *self._offices(sentence, opened, at)]:
            first = start - (start > 0 and words[start - 1] == "the")
            if first != opened + 1 or not opened < start < stop <= at or not code:
                continue
            between = words[stop : at + 1]
            if between[0] not in LEADS_ASIDE and between[0] not in TIME_WORDS:
                return None
            told = any(
                {"s", "past", "stays"} & set(sentence.verbs[inner][1].form.split("|"))
                and words[inner - 1] not in PREPOSITIONS | {"the", "a", "an", "its"}
                for inner in range(stop, at + 1)
                if inner in sentence.verbs
            )
            if "hereby" in words[at:place]:
                return Governor(modality, code, "loose far:subject", first, False, False)
            told = told or words[at].endswith("ing") or any(word.endswith("ed") for word in between)
            if told or (BE | MODALS | HAVE | REPORT | ENDS_ASIDE) & set(between):
                return None
            return Governor(modality, code, "loose far:subject", first, False, False)
        return None

    def _offices(self, sentence: Sentence, opened: int, stop: int) -> list[tuple[int, int, str]]:
        """Return the office of the text's own country that opens a clause behind ``opened``: "the council"."""
        words, at = sentence.words, opened + 1
        if words[at : at + 1] != ["the"] or at + 1 > stop or words[at + 1] not in INSTITUTIONS:
            return []
        return [(at + 1, at + 2, self.context.issuer or self.context.last_actor or self.home)]

    def _plural_present(self, case: Case) -> Governor | None:
        """Return the governor of a bare present behind a plural: "They reduce the duties", "We impose a levy"."""
        sentence, words, place = case.sentence, case.words, case.place
        at = before_adverbs(words, place - 1)
        pair = next((span for span in sentence.parties if span[1] == at + 1), None)
        if pair and pair[0] > 1 and words[pair[0] - 1 - (words[pair[0] - 1] == "the")] == "and":
            first = self._first_of_row(sentence, pair[0])
            joined = pair[0] - 1 - (words[pair[0] - 1] == "the")
            first = next(
                (start for start, stop, _ in sentence.parties if stop in (joined, joined - 1)), first
            )
            first = self._first_of_row(sentence, first)
            opens = first == 0 or words[first - 1] in CLAUSE_MARKS | {","}
            # "Fiji and Peru unilaterally extend"
            return Governor("decided", "BOTH", "loose base:pair", first, False, False) if opens else None
        if words[place] in ("require", "need") and (whose := self._goods_need(case)):
            return whose
        if at < 0 or words[at] not in ("they", "we") or (at and words[at - 1] not in CLAUSE_MARKS):
            return None
        code = self._pronoun(words[at], sentence, at)
        if words[at] == "they" and code == "BOTH" and self.context.last_actor:
            code = self.context.last_actor  # the changes that were told of
        return Governor("decided", code, "loose base:plural", at, False, False) if code else None

    def _goods_need(self, case: Case) -> Governor | None:
        """Return the governor of a duty that goods carry in the present: "exports of gallium require a licence"."""
        sentence, words, place = case.sentence, case.words, case.place
        begin = self._clause_start(sentence, place)
        flows = any(
            begin <= start and stop <= place and code in ("trade", "purchases", "export_control")
            for start, stop, code in sentence.objects
        )
        ahead = any(
            start >= place and start <= place + 6 and code == "licences"
            for start, _, code in sentence.objects
        )
        if not (flows and ahead) or {"that", "which"} & set(words[begin:place]):
            return None
        actor = self.context.issuer or self.context.last_actor or self.home
        return Governor("decided", actor, "loose base:goods", begin, False, False) if actor else None

    def _we_forbid(self, case: Case) -> Governor | None:
        """Return the governor of what a speaker does now to trade or a decree: "We ban the export of", "we revoke"."""
        words, place = case.words, case.place
        at = before_adverbs(words, place - 1)
        if at < 0 or words[at] != "we" or (at and words[at - 1] not in CLAUSE_MARKS | {",", "and"}):
            return None
        if "base" not in case.forms or not {act.action for act in case.verb.acts} & NOW_DONE:
            return None
        code = self.context.author or self._pronoun("we", case.sentence, at)
        return Governor("decided", code, "loose base:we", at, False, False) if code else None

    def _object_ahead(self, case: Case) -> bool:
        """Whether an object of trade policy stands close behind the verb."""
        words, stop = case.words, case.place + case.length
        for begin, _, code in case.sentence.objects:
            if stop <= begin <= stop + REACH and code in PLAIN_OBJECTS:
                return not BREAKS & set(words[stop:begin])
        return False

    def _loose_begin(self, sentence: Sentence, place: int) -> int:
        """Return the place where the clause of ``place`` begins, as its marks tell."""
        words = sentence.words
        for at in range(place - 1, max(-1, place - 16), -1):
            if words[at] in (";", ":") or words[at] in CLAUSE_OPENERS:
                return at
        return max(0, place - 16)

    def _loose_past(self, case: Case) -> Governor | None:
        """Return the governor of a past form right behind its subject: "the department has renewed the licence"."""
        sentence, words, place = case.sentence, case.words, case.place
        behind = words[place + case.length : place + case.length + 1]
        if not behind or behind[0] in BEHIND_PARTICIPLES or (case.length > 1 and behind[0] == "by"):
            return None
        at = before_adverbs(words, place - 1)
        if words[at] in HAVE:
            at = before_adverbs(words, at - 1)
        if words[at] in MODALS or at < 0:
            return None
        subject = next((span for span in sentence.subjects if span[1] == at + 1), None)
        if subject is not None:
            begin, code, how = subject[0], subject[2], "subject"
        elif words[at] in INSTITUTIONS:
            begin = max((stop for stop in range(max(0, at - 4), at) if words[stop] == "the"), default=at)
            code, how = self.home, "office"
        else:
            return None
        ahead = begin - 1 - (words[begin - 1] == "the") if begin else -1
        before = words[ahead] if ahead >= 0 else ""
        if before in PREPOSITIONS or before in AFTERWARDS or not code:
            return None
        if any(stop == begin for _, stop, _ in sentence.objects):
            return None  # "the control measures it imposed"
        return Governor("done", code, f"loose past:{how}", begin, False, False)

    def _loose_ing(self, case: Case) -> Governor | None:
        """Return the governor of a participle behind a comma: ", imposing definitive duties"."""
        words, place = case.words, case.place
        before = words[before_adverbs(words, place - 1)] if place else ""
        if before not in (",", "and") or words[place] in TELLING:
            return None
        code, how, _ = self._subject_before(case.sentence, place)
        if not how.startswith("subject"):
            return None
        modality = case.found[-1].governor.modality if case.found else "decided"
        return Governor(modality, code, "loose ing:subject", place, False, False)

    def _loose_base(self, case: Case) -> Governor | None:
        """Return the governor of what a tool is used for: "will use inquiries to impose"."""
        words, place = case.words, case.place
        if before_adverbs(words, place - 1) < 0 or words[before_adverbs(words, place - 1)] != "to":
            return None
        tool = next((at for at in range(place - 2, max(-1, place - 16), -1) if words[at] in TOOLS), -1)
        if tool < 1 or ";" in words[tool:place] or words[tool - 1] in BE or words[tool + 1] == "to":
            return None
        code, how, begin = self._subject_before(case.sentence, tool)
        if not how.startswith("subject"):
            return None
        modality = "decided" if words[tool].endswith("ed") and words[tool - 1] != "be" else "will"
        return Governor(modality, code, "loose base:tool", begin, False, False)
