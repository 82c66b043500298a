"""Where the clause of an English verb begins, past its asides, relative clauses and rows of goods."""

from __future__ import annotations

from sources.extraction.english_conditions import ConditionReader
from sources.extraction.english_subjects import FINITE
from sources.extraction.english_words import (
    ASIDES,
    AUXILIARIES,
    BE,
    CLAUSE_OPENERS,
    HAVE,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    QUOTED,
    REPORT,
    TIME_OPENERS,
    Sentence,
    is_enumerator,
    word_set,
)

ORDERING = word_set("ordering")

SAYS_WHY = frozenset(("the", "these", "its", "their", "such", "those", "this"))
# Behind a participle that opens an aside: ", collected since January,".
SINCE = frozenset(("since", "after", "before", "last", "earlier", "during", "until", "as", "only", "just"))
SAYS_THAT = frozenset(("and", "assurances", "assurance", "pledge", "promise", "guarantee", "news", "reports"))
# What leads from a duty to the goods it is on.
ROW_LEADS = frozenset(("for", "on", "of", "from", "applied", "imposed", "levied", "against", "applicable"))
# Before "that" these name to whom it is said: "assured him that", "notified three makers that".
TOLD_SOMEBODY = frozenset(("told", "assured", "informed", "notified", "promised", "guaranteed"))


class ClauseReader(ConditionReader):
    """Finds the first word of the clause that a verb stands in."""

    def _clause_start(self, sentence: Sentence, place: int) -> int:
        """Return the first word of the clause whose verb is at ``place``."""
        words, verb = sentence.words, place
        group = place
        while group > 1 and (words[group - 1] in AUXILIARIES or words[group - 1].endswith("ly")):
            group -= 1
        if (earlier := self._group_before(words, group)) >= 0:
            return self._clause_start(sentence, earlier)  # "The rate is set at zero and will rise to"
        skip = -1
        listed = group > 1 and words[group - 1] == "," and words[group] in AUXILIARIES
        for at in range(place - 1, -1, -1):
            if words[at] == ":" and words[at + 1][0].isdigit() and at and words[at - 1][0].isdigit():
                continue  # 12:01
            if words[at] == QUOTED and at == group - 1 and words[group] in MODALS | BE:
                continue  # 'the tariffs "shall no longer be in effect"'
            if words[at] == QUOTED and not sentence.quoted[at] and at < verb:
                opened = next((b for b in range(at - 1, max(-1, at - 8), -1) if words[b] == QUOTED), -1)
                if opened >= 0:
                    place = min(place, opened)
                    continue  # 'a "Board of Trade" would be set up'
            if (
                words[at] in (";", ":")
                or words[at] in ("while", "but", "whereas")
                or (words[at] == '"' and not sentence.quoted[at])
            ):
                return at + 1
            if is_enumerator(words, at):
                return at + 1
            if words[at] == "," and words[at - 1].isdigit() and words[at + 1].isdigit():
                continue  # "announcements no. 55, 56 and 58"
            if at <= skip:
                skip = skip if words[at] != "(" else -1
                continue
            if words[at] == ")":
                skip = at if "(" in words[max(0, at - 40) : at] else -1  # an aside in brackets
                continue
            if at >= place:
                continue
            if words[at] == "," and at + 1 >= verb - 3 and (opened := self._aside_before(words, at)) >= 0:
                place = min(place, opened)
                continue  # "The levy, under Section 122, takes effect", "duties, he added, will stay"
            if (
                words[at] == ","
                and words[at - 1].isdigit()
                and words[at + 1].isdigit()
                and len(words[at + 1]) == 4
                and words[at - 2].isalpha()
                and words[at + 2 : at + 3]
                and words[at + 2].isalpha()
                and words[at + 2] not in ("and", "but", "while")
            ):
                continue  # "the April 6, 2028, notice"
            if words[at] == "which" and at and words[at - 1] in ("for", "under", "by", "in") and at < group:
                return at + 1  # "lines for which a duty is proposed"
            if words[at] == "," and words[at + 1] in ("as", "because", "since") and words[at + 2] in SAYS_WHY:
                return at + 2  # ", as the licences for these goods will no longer be valid"
            if words[at] == "," and (opened := self._relative_before(words, at)) >= 0:
                place = min(place, opened)
                continue  # "The duties, which cover some products, take effect"
            if listed and words[at] == "," and verb - at <= 60 and words[at + 1] not in CLAUSE_OPENERS:
                continue  # "Duties on peas, as well as lobster and crab, are set to be lifted"
            if words[at] == "," and any(
                stop == at and other == at + 1
                for _, stop, _ in sentence.objects
                for other, _, _ in sentence.objects
                if stop == at
            ):
                continue  # "antimony, gallium and germanium"
            if (
                words[at] == ","
                and at + 1 in sentence.verbs
                and "past" in sentence.verbs[at + 1][1].form
                and words[at + 2 : at + 3]
                and words[at + 2] in PREPOSITIONS
            ):
                continue  # "Duties on panels, imposed in 2024, stay in place"
            if words[at] == "," and (opened := self._row_of_goods(sentence, at, group)) > 0:
                place = opened
                continue  # "the rates for motors, presses, acid and other goods will be cancelled"
            if words[at] == "," and place - at > 2 and words[at + 1] not in ("including", "such", "or"):
                if (
                    at <= 32
                    and {"and", "or"} & set(words[at + 1 : at + 6])
                    and not any(word in FINITE or word in REPORT for word in words[:at])
                    and not any(
                        begin < at
                        and not (
                            verb.form == "past"
                            and (words[begin + 1] in PREPOSITIONS or words[begin - 1] in PREPOSITIONS)
                        )  # "duties applied to lumber, timber and", "on frozen fish, meat and"
                        for begin, (_, verb) in sentence.verbs.items()
                    )
                    and words[0] not in TIME_OPENERS | PREPOSITIONS
                ):
                    continue  # "canola meal, lobsters, crabs and peas will not be subject to"
                return at + 1
            if (
                words[at] == "that"
                and at
                and (
                    words[at - 1] in REPORT
                    or words[at - 1] in ORDERING
                    or words[at - 1] in SAYS_THAT
                    or TOLD_SOMEBODY & set(words[max(0, at - 4) : at])
                )
            ):
                return at + 1
        return 0

    def _row_of_goods(self, sentence: Sentence, comma: int, group: int) -> int:
        """Return where the row of goods begins whose last comma is at ``comma``, 0 if it is none.

        "the rates for motors, presses, acid and other goods": what stands before is on or for them.
        """
        words = sentence.words
        last = words[comma + 1 : group]
        if not (1 < len(last) <= 9 and {"and", "or"} & set(last)) or any(word in FINITE for word in last):
            return 0
        if PRONOUNS & set(last):
            return 0  # "for 90 days, and they will"
        first = next((at for at in range(comma - 1, max(0, comma - 5), -1) if words[at] == ","), comma)
        if (first == comma and last[0] in ("and", "or")) or any(
            word in FINITE or word in REPORT for word in words[first:comma]
        ):
            return 0
        while (
            earlier := next((at for at in range(first - 1, max(0, first - 5), -1) if words[at] == ","), 0)
        ) and (first - earlier > 1 and not PREPOSITIONS & set(words[earlier + 1 : first])):
            first = earlier
        begins = (stop for _, stop, _ in sentence.objects if first - 9 <= stop < first)
        return first if any(ROW_LEADS & set(words[stop:first][:4]) for stop in begins) else 0

    def _group_before(self, words: list[str], group: int) -> int:
        """Return the place of the verb group that shares its subject with the one at ``group``, -1 if none does.

        "The duty will be set at zero on May 1, 2028 and will increase": that of "will be set".
        """
        if (
            group < 3
            or words[group] not in MODALS | BE | HAVE
            or words[group - 1] not in ("and", "but", "then")
        ):
            return -1
        for at in range(group - 2, max(-1, group - 40), -1):
            if words[at] in (";", ":", QUOTED) or words[at] in CLAUSE_OPENERS or words[at] == "that":
                return -1
            if words[at] in MODALS | BE | HAVE:
                while at > 0 and (
                    words[at - 1] in MODALS | BE | HAVE | {"no", "longer", "not"}
                    or words[at - 1].endswith("ly")
                ):
                    at -= 1
                return at
        return -1

    def _aside_before(self, words: list[str], comma: int) -> int:
        """Return the place of the comma that opens an aside closed at ``comma``: ", under Section 122,"."""
        for at in range(comma - 2, max(0, comma - 16), -1):
            if words[at] in (";", ":", QUOTED):
                return -1
            if words[at] == ",":
                opener, inside = words[at + 1], words[at + 1 : comma]
                says = len(inside) <= 6 and any(word in REPORT for word in inside)
                which = opener.endswith("ed") and inside[1:2] and inside[1] in PREPOSITIONS | SINCE
                return at if says or opener in ASIDES or which else -1
        return -1

    def _relative_before(self, words: list[str], comma: int) -> int:
        """Return the place of the comma that opens the relative clause closed at ``comma``, -1 if none is."""
        for at in range(comma - 2, max(0, comma - 22), -1):
            if words[at] in (";", ":", QUOTED):
                return -1
            if words[at] == ",":
                return at if words[at + 1] in ("which", "who", "whose") and at else -1
        return -1
