"""What only leads to the act that another word names: "agreed to open a quota", "announced the imposition of"."""

from __future__ import annotations

from sources.extraction.english_case import EASED, Case
from sources.extraction.english_cues import GIVEN_UP
from sources.extraction.english_heads import DOCUMENTS
from sources.extraction.english_loose import LooseGovernor
from sources.extraction.english_words import (
    HAVE,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
    QUOTED,
    TIME_WORDS,
    Sentence,
    word_set,
)
from sources.extraction.lexicon import Verb, burdens

LEGAL = frozenset(
    ("regulation", "bill", "law", "measure", "resolution", "rule", "decree", "act", "amendment")
)
MADE_KNOWN = ("announc", "approv", "adopt", "back", "propos", "order", "recommend", "rul", "confirm")
LICENSED = word_set("licensed")
ISSUES = frozenset(("issue", "issues", "issued", "issuing", "publish", "publishes", "published"))


class LeadReader(LooseGovernor):
    """Says whether the verb at hand only leads to the act: a verb, a clause or a noun behind it tells that one."""

    def _leads_to_the_act(self, case: Case) -> bool:
        """Whether the verb behind it is the act: "agreed to open a quota", "is preparing to introduce"."""
        return (
            self._leads_to_a_verb(case) or self._leads_to_a_clause(case) or self._leads_to_a_participle(case)
        )

    def _leads_to_a_verb(self, case: Case) -> bool:
        """Whether a verb that it governs is the act: "will begin imposing", "agreed to open a quota"."""
        words, place, length, sentence = case.words, case.place, case.length, case.sentence
        following = case.following
        then = sentence.verbs.get(place + length)
        if (
            words[place].startswith(("begin", "began", "begun", "start"))
            and then
            and "ing" in then[1].form.split("|")
            and self._object(sentence, place + length, then[0], then[1], False)[0]
        ):
            return True  # "will begin imposing": the imposing is the act
        if (
            words[place].startswith("tak")
            and words[place + length : place + length + 1] == ["to"]
            and (then := sentence.verbs.get(place + length + 1))
            and self._object(sentence, place + length + 1, then[0], then[1], False)[0]
        ):
            return True  # "take other actions to increase the duties": the increase is the act
        if words[place].startswith("prepar") and following[:1] == ["to"]:
            return True  # "is preparing to introduce": of what is prepared
        if words[place].startswith(("agree", "commit")) and (
            (words[place + length - 1] == "to" and place + length in sentence.verbs)
            or (following[:1] == ["to"] and place + length + 1 in sentence.verbs)
        ):
            return True  # "agreed to open a quota", "has committed to mobilizing capital": the next verb is the act
        if (
            words[place] == "required"
            and words[place + 1 : place + 2] == ["to"]
            and not LICENSED & set(words[max(0, place - 5) : place])
        ):
            return True  # what follows is the act: "are required to obtain a licence"
        plan = next(
            (
                at
                for at in range(place + length, place + length + 3)
                if words[at : at + 1] and words[at] in ("plan", "plans", "threat", "threats", "decision")
            ),
            0,
        )
        return bool(
            words[place].startswith(GIVEN_UP) and plan and words[plan + 1 : plan + 2] == ["to"]
        )  # "to drop its plan to impose fees": what was planned is the act

    def _leads_to_a_clause(self, case: Case) -> bool:
        """Whether a clause or a noun behind it tells the act: "threatened a tariff would be imposed", "as follows"."""
        words, place, following = case.words, case.place, case.following
        if words[place].startswith("announc") and any(
            words[at] in ("determination", "decision", "intention") and words[at + 1] == "to"
            for at in range(place + 1, min(len(words) - 1, place + 9))
        ):
            return True  # "announces the ministry's determination to extend": what follows is the act
        if words[place].startswith("threaten") and any(
            words[at] in ("would", "will") and not {",", ";", QUOTED} & set(words[place:at])
            for at in range(place + 2, min(len(words), place + 16))
        ):
            return True  # "threatened a 30% tariff would be imposed": what would be
        if (words[place].startswith("provid") and following[:1] == ["that"]) or (
            words[place].startswith("reaffirm")
            and {"commitment", "intention", "announcement"} & set(words[place : place + 4])
        ):
            return True  # "The framework provides that": what follows is the act
        if words[place].startswith("recommend") and {"that", "whether"} & set(words[place : place + 9]):
            return True  # "will recommend whether duties should be imposed": of what is advised
        if words[place].startswith("threaten") and following[:1] in (["to"], ["that"], ["by"]):
            return True  # what is threatened follows
        return (
            words[place].startswith("announc") or any(act.action == "ADJUST" for act in case.verb.acts)
        ) and any(
            words[at : at + 2] == ["as", "follows"] for at in range(place, min(len(words), place + 60))
        )  # what follows are the acts

    def _leads_to_a_participle(self, case: Case) -> bool:
        """Whether the participle behind it is the act: "announced suspending", "must cease from requiring"."""
        words, place, length = case.words, case.place, case.length
        sentence, following = case.sentence, case.following
        if words[place].startswith("announc"):
            then = sentence.verbs.get(place + length)
            return then is not None and "ing" in then[1].form.split("|")  # "announced suspending"
        if (
            words[place].startswith(("propos", "consider", "recommend", "rul", "confirm"))
            and following
            and following[0].endswith("ing")
        ):
            return True  # "propose extending", "considering tightening": of what is weighed
        if not words[place].startswith(("ceas", "stop", "desist", "avoid")):
            return False
        then = sentence.verbs.get(place + length + (following[:1] == ["from"]))
        return then is not None and then[1].form.startswith("ing")  # "must cease from requiring"

    def _announces_the_act(self, case: Case) -> bool:
        """Whether it only makes another act known that a noun or a clause names: "announced the imposition of"."""
        return (
            self._announces_in_a_clause(case)
            or self._keeps_a_relief(case.words, case.place, case.length, case.verb)
            or self._announces_a_noun(case)
        )

    def _announces_in_a_clause(self, case: Case) -> bool:
        """Whether a clause or participle behind it is the act: "announced it would", "issued an order extending"."""
        words, place, length, sentence = case.words, case.place, case.length, case.sentence
        following = case.following
        if words[place] in ISSUES and any(
            words[at].removesuffix("s") in DOCUMENTS
            and "ing" in sentence.verbs[at + 1][1].form
            and not (
                words[at].startswith("licen") and words[at + 1].startswith(("authori", "permit", "allow"))
            )
            for at in range(place + 1, min(len(words), place + 6))
            if at + 1 in sentence.verbs
        ):
            return True  # "issued an order extending the exclusions": that is the act
        if words[place].startswith("announc") and following:
            then = place + 2 if following[0] in TIME_WORDS and place + 2 < len(words) else place + length
            if any(
                words[at] in PRONOUNS or self._names_a_doer(sentence, at) for at in (place + length, then)
            ):
                return True  # "announced it would", "announced China will", "announced Thursday he is"
        if words[place].startswith(("pledg", "promis")) and following[:1] in (
            ["that"],
            ["to"],
            ["it"],
            ["they"],
            ["not"],
        ):
            return True  # "pledged that its firms will invest": what follows is the act
        if words[place].startswith(MADE_KNOWN) and any(
            "intransitive" in sentence.verbs[at][1].form
            and words[at].endswith("s")
            and words[at - 1] not in PREPOSITIONS
            for at in range(place + 3, min(len(words), place + 9))
            if at in sentence.verbs
        ):
            return True  # "has confirmed all collection ceases": what ceases
        return words[place].startswith(("approv", "pass", "adopt", "back", "sign")) and any(
            words[at] in LEGAL
            and at + 1 in sentence.verbs
            and sentence.verbs[at + 1][1].form.split("|")[0] == "ing"
            for at in range(place + length, min(len(words) - 1, place + length + 40))
        )  # "approved a regulation extending the relief": that is the act

    def _announces_a_noun(self, case: Case) -> bool:
        """Whether a noun behind it is the act: "announced the imposition of"."""
        words, place, length, sentence = case.words, case.place, case.length, case.sentence
        before, following = case.before, case.following
        if (
            before in ("a", "the", "an")
            and "base" in sentence.verbs[place][1].form
            and words[place - 2 : place - 1]
            and words[place - 2].startswith("announc")
            and any(start == place < stop - 1 and code in burdens() for start, stop, code in sentence.objects)
        ):
            return True  # "announced a ban on the export of": what is announced
        if words[place].startswith(("pledg", "promis")) and any(
            at in sentence.verbs and "noun" in sentence.verbs[at][1].form
            for at in range(place + 1, min(len(words), place + 9))
        ):
            return True  # "pledged 3 billion dollars in investment": the noun is the act
        if words[place].startswith("put") and following[:1] == ["forward"]:
            return True  # "put forward a proposal for": of what is proposed
        if words[place].startswith(("enact", "formali", "implement")) and any(
            words[at] in EASED and at in sentence.verbs for at in range(place + 1, min(len(words), place + 6))
        ):
            return True  # "enacts a one-year suspension of": the noun is the act
        with_noun = words[place + length - 1] == "with" or (
            words[place].startswith("provid") and following[:1] == ["for"]
        )
        return bool(
            words[place].startswith((*MADE_KNOWN, "amount", "constitut", "codif", "formali", "ratif"))
            or with_noun
        ) and any(
            at in sentence.verbs
            and "noun" in sentence.verbs[at][1].form
            and not (
                words[at].startswith("investment")  # "announced curbs on outbound investment"
                and any(place < start <= at and code in burdens() for start, _, code in sentence.objects)
            )
            and not (words[at].startswith("exemption") and words[at - 1] in ("duty", "tariff"))
            for at in range(place + length, place + length + 4)
        )  # "announced the imposition of", "went ahead with the removal of": the noun

    def _names_a_doer(self, sentence: Sentence, place: int) -> bool:
        """Whether a party that will do something follows at once: "announced China, the top buyer, will"."""
        stop = next((stop for start, stop, _ in sentence.parties if place <= start <= place + 1), 0)
        if not stop or stop >= len(sentence.words):
            return False
        words = sentence.words
        return words[stop] in MODALS | HAVE or (
            words[stop] == "," and any(word in MODALS for word in words[stop + 1 : stop + 9])
        )

    def _keeps_a_relief(self, words: list[str], place: int, length: int, verb: Verb) -> bool:
        """Whether what is kept is an easing ("maintain the suspension of"): the noun is then the act."""
        if verb.form == "stays" or not any(act.action == "MAINTAIN" for act in verb.acts):
            return False
        return any(
            word in ("suspension", "pause", "truce", "moratorium", "waiver")
            for word in words[place + length : place + length + 5]
        )
