"""A Chinese sentence: its clauses, who acts in it, what cue governs an act, who is only called on."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sources.dates import DateRef
from sources.extraction import details
from sources.extraction.chinese_tables import (
    Clause,
    Found,
    Rule,
    cues_table,
    duties,
    homes,
    objects_table,
    parties_table,
    rules_table,
)
from sources.extraction.chinese_words import (
    ACTS_NEXT,
    ADVISED,
    AGREED_AFTER,
    AGREED_AROUND,
    AGREED_ON,
    ANNOUNCED,
    AT_REQUEST,
    BA,
    BA_BEFORE,
    BA_MORE,
    BARGAINED,
    CAUSE,
    CLAUSE_END,
    CUE_BEHIND,
    FEARED,
    HEADED,
    INSTITUTION,
    ITS_PEOPLE,
    LAID_DOWN,
    LAPSES,
    LATIN_ROW,
    LISTED_PARTY,
    LISTED_STEP,
    NOT_SUBJECT_AFTER,
    NOT_SUBJECT_BEFORE,
    OFFICE,
    OFFICIAL,
    OFFICIAL_ADVICE,
    ORDER,
    ORDERED,
    OURS,
    OURS_AWAY,
    OWN_BODY,
    OWNED,
    PLACES,
    PRONOUNS,
    QUOTES,
    REPAID,
    RULED,
    SAID_BEHIND,
    SAYS_SO,
    SEEN,
    SO,
    SURELY_ACTS,
    THE_DEAL,
    THREATENED,
    TO_COME,
    TO_THEM,
    TOLD,
    TOLD_BY,
    TOLD_OF,
    TOLD_ON,
    WEAK_OBJECTS,
    WITH_OFFICE,
)
from sources.extraction.layout import masked
from sources.extraction.lexicon import burdens
from sources.values import Finding

# Cues that may be part of another word.
DOUBTFUL_CUES = frozenset(
    [
        "将",
        "会",
        "应",
        "正",
        "现",
        "要对",
        "要向",
        "须",
        "望",
        "请",
        "发布",
        "要求",
        "计划",
        "建议",
        "请求",
        "公告",
        "承诺",
        "愿",
        "考虑",
        "已",
    ]
)


# 反制美方加征关税: what is answered is told
ANSWERS = ("回应", "应对", "反制", "报复", "抗议")
TELLS_OF = ("就", "针对", "对于", *ANSWERS)
PROMISED = ("同意", "承诺", "答应", "允诺", "保证")


# 对华, 自中国进口, 中国企业: at whom an act is aimed, whose goods it is about
AIMED_AT = ("对", "涉", "原产于", "进口自", "来自", "从", "自", "向", "将", "把", "给", "面向")
ITS_GOODS = ("产", "制", "出口商", "企业", "商品", "产品", "市场", "籍", "用户", "公司", "的")


@dataclass(slots=True)
class Named:
    """The name of a party in a sentence, in offsets of the text, with what tells whether it acts."""

    word: str
    begin: int
    end: int
    before: str  # at most two characters
    office: re.Match[str] | None  # that follows the name
    told: bool  # it acts in what is told
    passive: bool = False  # the act is done by it: 被美国列入


class SentenceReader:
    """Sees clauses, subjects and cues of the sentences of one text."""

    def __init__(
        self, text: str, folded: str, dates: list[tuple[int, int, DateRef]], published_on: dt.date | None
    ) -> None:
        self.text, self.folded, self.dates, self.published_on = (text, folded, dates, published_on)
        self.date_starts = [start for start, _, _ in dates]
        self.masks = masked(folded)
        self.mask_starts = [start for start, _ in self.masks]
        self.instruments = details.instruments(folded, chinese=True)
        self.instrument_starts = [place for place, _ in self.instruments]
        self.findings: list[Finding] = []
        self.lapsed = False  # what is listed here is what a heading says is stopped
        # a row of short reports, each under a heading
        self.digest = len(HEADED.findall(folded)) > 1
        self.is_order = bool(ORDER.search(folded))
        self.conditional = False  # the sentence names a condition: then what may be done is told
        self.header: tuple[str, str] | None = None  # who acts and how in the items of the list that is read
        self.last_actor = ""
        self.actor_before = ""  # the last one that was another
        self.side = next((code for name, code in homes() if name in folded), "CN")
        self.speaker = ""
        self.we = ""  # whose side speaks
        self.title_object = self._title_object_of_text()

    def _title_object_of_text(self) -> str:
        """Return what the heading of the text names, "" where it names nothing to act on."""
        pattern, names = objects_table()
        heading = self.folded.lstrip().partition("\n")[0][:80]
        named = (names[match[0]] for match in pattern.finditer(heading) if match[0] != "公告")
        return next((code for code in named if code in burdens() and code not in WEAK_OBJECTS), "")

    @cached_property
    def home(self) -> str:
        """Whose text it is where nobody is named: of whom it tells most, if China comes in only by its goods and firms."""
        if self.side != "CN" or self.is_order:
            return self.side
        pattern, names = parties_table()
        told: Counter[str] = Counter()
        for match in pattern.finditer(self.folded):
            before, after = (
                self.folded[max(0, match.start() - 4) : match.start()],
                self.folded[match.end() :][:3],
            )
            if not before.endswith(AIMED_AT) and not after.startswith(ITS_GOODS):
                told[names.get(match[0], "")] += 1
        most = next(
            (code for code, count in told.most_common() if code not in ("", "BOTH") and count > 1), "CN"
        )
        return "CN" if told["CN"] else most

    @cached_property
    def other(self) -> str:
        """The party beside China that the text names most, "" where it names none."""
        return next((code for code in self.ranking if code != "CN"), "")

    @cached_property
    def ranking(self) -> list[str]:
        """The parties of the text, the most often named first."""
        pattern, names = parties_table()
        counts = Counter(names.get(name, "") for name in pattern.findall(self.folded))
        return [code for code, _ in counts.most_common() if code not in ("", "BOTH")]

    def _party_in(self, words: str) -> str:
        """Return the party that folded words name first, "" where they name none."""
        pattern, names = parties_table()
        party = pattern.search(words)
        return names.get(party[0], "") if party and self.side == "CN" else ""

    def _masked_until(self, place: int) -> int:
        """Return the end of the title that covers ``place``, or ``place`` itself."""
        at = bisect_left(self.mask_starts, place + 1) - 1
        return self.masks[at][1] if at >= 0 and self.masks[at][0] <= place < self.masks[at][1] else place

    def _clauses(self, start: int, stop: int) -> list[Clause]:
        found, begin = [], start
        for match in CLAUSE_END.finditer(self.folded, start, stop):
            if self._masked_until(match.start()) > match.start() or self._between_digits(match):
                continue
            if match[0] == "," and LATIN_ROW.match(self.folded, match.start() - 1, stop):
                continue  # Cheil Co., Ltd
            found.append(Clause(begin, match.start()))
            begin = match.end()
        found.append(Clause(begin, stop))
        return [clause for clause in found if clause.stop > clause.start]

    def _between_digits(self, match: re.Match[str]) -> bool:
        return (
            self.folded[match.start() - 1 : match.start()].isdigit()
            and self.folded[match.end() : match.end() + 1].isdigit()
        )

    def _tells_an_act(self, start: int, stop: int) -> bool:
        """Whether what reads like a purpose tells an act: 针对墨方拟自明年起加征关税, 针对日本商品的关税取消."""
        folded = self.folded
        if folded.startswith("针对", start) and LAPSES.search(folded, start, stop):
            return True
        if folded.startswith("鉴于", start):
            return self._acts_there(start + 2, stop)  # 鉴于美方已暂停措施
        about = TOLD_OF.match(folded, start, stop) or REPAID.match(folded, start, stop)
        return about is not None and self._acts_there(about.end(), stop)

    def _told_here(self, begin: int, start: int, stop: int) -> bool:
        """Whether the party at ``begin`` is the one that acts in what is told: 就美方暂停实施管制答记者问."""
        folded = self.folded
        if not folded.endswith(TELLS_OF, 0, begin):
            return False
        for opener in TELLS_OF:
            if folded.endswith(opener, 0, begin):
                low = max(start, begin - len(opener))
                low -= 1 if opener in ANSWERS else 0
                end = next((at for at in range(begin, stop) if folded[at] in ",;。"), stop)
                if TOLD_OF.match(folded, low, end) or REPAID.match(folded, low, end):
                    return self._acts_there(begin, stop)
        return False

    def _acts_there(self, start: int, stop: int) -> bool:
        """Whether a party that acts stands at ``start``."""
        party = parties_table()[0].match(self.folded, start, stop)
        return party is not None and any(
            pattern.match(self.folded, party.end()) for pattern in (ACTS_NEXT, OFFICE, rules_table()[0])
        )

    def _subjects(
        self, start: int, stop: int, purposes: list[tuple[int, int]]
    ) -> list[tuple[int, int, str, str]]:
        """Return the parties that act in the sentence, in order: (start, stop, code of the party, how).

        ``how`` says by what the party was taken for one that acts, and its word: "subject:商务部". What stands
        in ``purposes`` is why something is done, and nobody acts there.
        """
        names = parties_table()[1]
        folded = self.folded
        found: list[tuple[int, int, str, str]] = []
        office_stop = start
        row: list[int] = []  # where a row of parties begins, and the end of each
        moved = [match.span() for match in BA.finditer(folded, start, stop)]
        office_until = start  # the end of an office that a party's name began: 埃及调查机关
        for match in self._parties_named(start, stop):
            begin, end = match.span()
            if begin < office_until or self._masked_until(begin) > begin:
                continue
            if office := OFFICE.match(folded, end):
                office_until = office.end()
            row = row if row and begin == row[-1] + 1 and folded[begin - 1] in "、和与及" else [begin]
            row = [*row, end] if len(row) > 1 else [row[0], end]
            if (
                len(row) > 3
                and (row[0] == start or folded[row[0] - 1] in ",;。:")
                and folded[end : end + 1] not in "、和与及等"
                and ACTS_NEXT.match(folded, end)
            ):
                found.append((row[0], end, "BOTH", f"subject:{match[0]}"))
                continue  # 日本、韩国与欧盟同意
            if any(low <= begin < high for low, high in purposes):
                if SAYS_SO.match(folded, end) and names.get(match[0]):
                    # 根据特朗普的主张，决定加征
                    found.append((begin, end, names[match[0]], f"source:{match[0]}"))
                continue
            if found and begin < office_stop:
                continue  # 新加坡财政部长: one party
            before = folded[max(start, begin - 2) : begin]
            named = Named(match[0], begin, end, before, office, self._told_here(begin, start, stop))
            named.passive = (
                before.endswith(("被", "遭", "遭到")) and rules_table()[0].match(folded, end) is not None
            )
            if self._is_whom_or_what(named, found, start, stop) or any(
                low < begin < high for low, high in moved
            ):
                continue  # 决定将美国企业列入清单: what is moved
            if self._is_where_or_listed(named, start):
                continue
            code = self._code_of(named, found, stop)
            if not code:
                continue
            how = self._how_named(named, start, stop)
            code, begin = self._with_the_one_before(named, code, found)
            found.append((begin, end, code, f"{how}:{named.word}"))
            office_stop = office.end() if office else end
        return found

    def _parties_named(self, start: int, stop: int) -> Iterator[re.Match[str]]:
        """Yield the names of parties in the sentence; in 当中美国也将 that is 美国."""
        pattern, folded = parties_table()[0], self.folded
        for name in pattern.finditer(folded, start, stop):
            if name[0][0] == "中" and folded[name.start() - 1 : name.start()] in ("当", "其"):
                behind = pattern.match(folded, name.start() + 1, stop)
                if behind:
                    yield behind
            else:
                yield name

    def _is_whom_or_what(
        self, named: Named, found: list[tuple[int, int, str, str]], start: int, stop: int
    ) -> bool:
        """Whether the party is whom an act strikes or whose goods are meant: 对美国, 恢复美国大豆进口."""
        folded, begin, end, before = self.folded, named.begin, named.end, named.before
        owned = (begin == start or folded[begin - 1] in ",;。:\n( ") and OWNED.match(folded, end, stop)
        if (
            before.endswith(NOT_SUBJECT_BEFORE)
            and not (named.told or named.passive)
            and not folded[max(start, begin - 3) : begin].endswith(SEEN)
            and not before.endswith(("由", "由于", "基于", "源于", "鉴于", "据报", "据悉"))
            and not (before.endswith(("包括", "换取")) and BARGAINED.match(folded, end))
            and not (
                before.endswith(("名", "位"))
                and OFFICIAL.match(folded, max(begin, end - 2))
                and not TO_THEM.search(folded, start, begin)
            )
            and not (before.endswith("就") and AGREED_ON.match(folded, end, stop))
            and not (before.endswith("的") and SURELY_ACTS.match(folded, end))
            and not (before.endswith(("和", "与")) and found and found[-1][1] == begin - 1)
        ):
            return True
        known = bool(owned or named.office) or ITS_PEOPLE.match(folded, end) is not None
        if known:
            return False
        if folded[end : end + 4].startswith(NOT_SUBJECT_AFTER):
            return True
        return not (
            (named.word.endswith(INSTITUTION) and parties_table()[1].get(named.word) != "BOTH")
            or named.word in duties()
            or named.word in PRONOUNS
            or ACTS_NEXT.match(folded, end)
            or rules_table()[0].match(folded, end)
        )

    def _is_where_or_listed(self, named: Named, start: int) -> bool:
        """Whether the party is a place, an example or one of a list: 齐聚华盛顿, 以乌克兰为由."""
        folded, begin, end, before = self.folded, named.begin, named.end, named.before
        if folded.startswith(("为由", "为例", "为首", "为目标"), end):
            return True  # 以支持乌克兰为由
        if WITH_OFFICE.search(folded, max(start, begin - 14), begin):
            return True
        if (
            folded[end : end + 1] in ",;。"
            and begin > start
            and folded[begin - 1] not in ",;。:\n\"' "
            and not named.word.endswith(INSTITUTION)
        ):
            return True  # 流入美国，: where to
        if named.word in PLACES and folded[end : end + 1] in ",;。)":
            return True  # 齐聚华盛顿: where
        if before.endswith(("、", "如")) and LISTED_PARTY.match(folded, end):
            return True
        return (
            before.endswith(("和", "及", "与"))
            and folded.startswith("等", end)
            and "、" in folded[max(start, begin - 12) : begin]
        )

    def _code_of(self, named: Named, found: list[tuple[int, int, str, str]], stop: int) -> str:
        """Return the code of the party that is named, "" for one that is none of the tracker's."""
        folded, begin, word = self.folded, named.begin, named.word
        if word == "我们":
            code = self.we or self.home
            close = folded.find('"', begin, stop)
            # 出口。"总统说: a sentence that ends inside its quotation has its speaker behind it
            until = close + 60 if folded[close - 1] == "。" else min(stop, close + 60)
            if close > 0 and (behind := SAID_BEHIND.match(folded, close, until)):
                code = self._party_in(behind["who"]) or code
            if found and QUOTES.search(folded, found[-1][1], begin):
                code = found[-1][2]  # 泰方发言人:"我们已启动调查"
            return code
        if word in PRONOUNS:
            return self.other if self.side == "CN" else self.side
        if self.side != "CN" and (word in OURS or word in OURS_AWAY):
            return self.side
        return parties_table()[1][word]

    def _how_named(self, named: Named, start: int, stop: int) -> str:
        """Return by what the party acts: "agent", "subject", or only as what is "told", a "cause" or "after"."""
        folded, begin, before = self.folded, named.begin, named.before
        if named.told:
            end = next((at for at in range(begin, stop) if folded[at] in ",;。"), stop)
            acts = TOLD_ON.search(folded[begin:end]) or folded[end + 1 : end + 2] in "让使"
            return "subject" if acts else "told"
        opener = folded[
            max(start, folded.rfind(",", start, begin) + 1, folded.rfind(";", start, begin) + 1) : begin
        ]
        if CAUSE.match(opener) or FEARED.search(opener) or before in ("要求", "敦促", "督促", "呼吁"):
            return "cause"  # 由于韩国国会仍未通过，他将提高关税: acts in its own clause alone
        ahead = folded.find(",", begin, stop)
        if ahead > 0 and folded.endswith(("后", "之际", "以来"), begin, ahead):
            return "after"  # 法院推翻关税后，格里尔表示: acts further on only where nobody else does
        return "agent" if named.passive or before.endswith(("由", "遭")) else "subject"

    def _with_the_one_before(
        self, named: Named, code: str, found: list[tuple[int, int, str, str]]
    ) -> tuple[str, int]:
        """Return who acts and where its name begins, together with a party that "和" joins to it."""
        if not found or found[-1][1] != named.begin - 1:
            return code, named.begin
        first, _, other, _ = found[-1]
        joined = named.before.endswith(("和", "与"))
        if joined and other not in (code, "BOTH") and not named.word.endswith(INSTITUTION[1:]):
            return "BOTH", first  # 美国与中国宣布
        if other == code and (joined or named.before.endswith("、")):
            return code, first  # 商务部、海关总署宣布
        return code, named.begin

    def _false_cue(self, match: re.Match[str], place: int) -> bool:
        """Whether the characters are part of another word: 现有, 会谈, 将来, 对应, 应急, 正当."""
        word, end = match[0], match.end()
        if word not in DOUBTFUL_CUES:
            return False
        following = self.folded[end : end + 1]
        before = self.folded[match.start() - 1 : match.start()]
        if word == "将" and end < place and self.folded[end : end + 2] == "来":
            return True
        return (
            (
                word == "将"
                and bool(
                    BA.match(self.folded, match.start())
                    or BA_MORE.match(self.folded, match.start())
                    or BA_BEFORE.match(self.folded, match.start(), place)
                )
            )
            or (
                word == "会"
                and (
                    following in "谈议晤见商员计"
                    or (following == "同" and self.folded[end + 1 : end + 2] != "意")
                    or before in "委员协社机三峰工体开大国议事商理"
                )
            )
            or (
                word == "应"
                and (
                    following in "对急用链当"
                    or before in "相对供适反响回"
                    or (
                        (match.start() == 0 or before in ",;。:称\n")
                        and bool(AT_REQUEST.match(self.folded, end))
                    )
                )
            )
            or (word == "正" and (following in "当式常确" or before in "纠修公改真"))
            or (word == "现" and (following in "有在状行象" or before in "实发出表体"))
            or (word in ("要对", "要向") and before in "需主不只重必若首")
            or (word == "须" and before in "必无")
            or (word == "望" and before in "希期有")
            or (word == "请" and (before == "申" or following == "求"))
            or (word == "发布" and self.folded[end : end + 1] in "的之")
            or (
                word == "要求"
                and LAID_DOWN.search(self.folded, max(0, match.start() - 8), match.start())
                and not parties_table()[0].match(self.folded, end)
            )
            or (word == "要求" and (before in "证定按书的" or following in "的等和,"))
            or (word in ("计划", "建议") and before == "的")
            or (
                word == "要求"
                and (
                    before in "被头"
                    or bool(ORDERED.match(self.folded, end))
                    or bool(OWN_BODY.match(self.folded, end))
                )
                and not parties_table()[0].match(self.folded, end)
            )
            or (
                word in ("建议", "要求", "请求")
                and bool(ADVISED.search(self.folded, max(0, match.start() - 20), match.start()))
            )
            or (
                word == "公告"
                and (following.isdigit() or following in "第的规中(》" or before in "本该项述一号》")
            )
            or (word == "承诺" and self.folded[match.start() - 2 : match.start()] == "价格")
            or (word == "承诺" and self.folded.startswith("范围", end))
            or (word == "愿" and following == "景")
            or (word == "考虑" and before in "分已综")
            or (word == "已" and before in "不而")
        )

    def _called_on(self, start: int, place: int, clauses: list[Clause], subject_start: int) -> bool:
        """Whether the clause urges its subject: 我们敦促美方取消; not in 敦促美方纠正，中方保留采取措施的权利."""
        own = next((each for each in clauses if each.start <= subject_start <= each.stop), None)
        if own and not self.folded[own.start : subject_start].strip(" 并且而但同时,"):
            start = max(start, own.start)
        pattern, names = cues_table()
        cues = list(pattern.finditer(self.folded, start, place))
        if not any(names[match[0]] == "calls" for match in cues):
            return False
        cues = [
            match
            for match in cues
            if (match.start() < place - 1 or names[match[0]] in ("done", "will"))
            and match[0] not in ("建议", "期待", "考虑", "可能")
            and not (match[0] == "寻求" and match.end() == place)
            and self.folded[match.start() - 1] != "不"
            and not self._false_cue(match, place)
        ]
        last = max(
            (number for number, match in enumerate(cues) if names[match[0]] == "calls" and len(match[0]) > 1),
            default=None,
        )
        return last is not None and not any(
            names[match[0]] in ("will", "decided", "agreed", "done") for match in cues[last + 1 :]
        )

    def _modality(
        self,
        place: int,
        clause: Clause,
        clauses: list[Clause],
        number: int,
        subject_start: int,
        found: list[Found],
        rule: Rule,
    ) -> tuple[str, int]:
        pattern, names = cues_table()
        if THE_DEAL.search(self.folded, place, clause.stop) and AGREED_AROUND.search(
            self.folded, clause.start, place
        ):
            return "agreed", clause.start
        if subject_start >= clause.start and self.folded.endswith(PROMISED, 0, subject_start):
            return "agreed", clause.start  # 莫迪同意印度停止购买
        for index in range(number, -1, -1):
            if index < number and SO.match(self.folded, clause.start):
                break
            low = max(clauses[index].start, subject_start if subject_start >= 0 else clauses[index].start)
            high = place if index == number else clauses[index].stop
            if low >= high:
                if subject_start >= clauses[index].start >= 0:
                    break
                continue
            cues = [
                match
                for match in pattern.finditer(self.folded, low, high)
                if self._masked_until(match.start()) == match.start() and not self._false_cue(match, place)
            ]
            if (
                cues
                and cues[-1][0] == "建议"
                and (
                    RULED.search(self.folded, clauses[0].start, cues[-1].start())
                    or OFFICIAL_ADVICE.search(self.folded, clauses[0].start, cues[-1].start())
                )
            ):
                return "will", cues[-1].start()
            if cues and cues[-1][0] == "寻求" and cues[-1].end() == place:
                return "will", cues[-1].start()  # 印度寻求取消关税: its own
            calls = [match for match in cues if names[match[0]] == "calls"]
            if calls and not any(
                match.start() > calls[-1].end() + 12
                for match in cues
                if names[match[0]] in ("will", "decided", "agreed")
            ):
                return "calls", calls[-1].start()
            told = [
                (match.start(), behind[0])
                for match in cues
                if names[match[0]] == "done" and (behind := TOLD.match(self.folded, match.end(), high))
            ]
            if told and names[cues[-1][0]] == "will":
                if told[-1][1].endswith(("表示", "表态")):
                    return "will", clause.start  # 已表示将发起
                return "will", told[-1][0] if index == number else clauses[number].start  # 已通报将暂停
            strong = [match for match in cues if names[match[0]] != "will"] or cues
            if strong:
                best = strong[-1]
                said = max(subject_start, clauses[max(0, number - 3)].start)
                if best[0] == "决定" and re.search("将[^,。;]{0,6}$", self.folded[low : best.start()]):
                    return "will", best.start() if index == number else clauses[number].start  # 将适时决定
                if best[0] == "必须" and self.folded[best.start() - 1] in "将会":
                    return "will", best.start() if index == number else clauses[number].start
                if names[best[0]] == "will" and THREATENED.search(self.folded, said, best.start()):
                    return "threatens", best.start() if index == number else clauses[number].start
                return names[best[0]], best.start() if index == number else clauses[number].start
            if found and found[-1].clause >= index:
                return found[-1].modality, clauses[number].start
            if subject_start >= clauses[index].start:
                break
        if rule.modality == "decided" and not self.is_order and self._in_the_past(clause.start, place):
            return "done", -1  # 美方在去年12月禁止进口
        if rule.modality:
            return rule.modality, clause.start
        if behind := CUE_BEHIND.match(self.folded, place, clause.stop):
            return ("will" if behind["cue"] in ("将", "拟", "会") else "expected"), clause.start
        if LISTED_STEP.match(self.folded, clauses[0].start) and ANNOUNCED.search(
            self.folded, max(0, clauses[0].start - 80), clauses[0].start
        ):
            return "decided", clause.start
        if AGREED_AFTER.match(self.folded, place, clauses[-1].stop):
            return "agreed", clause.start
        threat = bool(found) and found[-1].modality == "threatens" and subject_start >= clause.start
        if (
            found
            and not threat
            and not TOLD_BY.search(self.folded, found[-1].stop, max(subject_start, found[-1].stop))
        ):
            return found[-1].modality, clause.start
        if self.header:
            return self.header[1], clause.start
        last = self.findings[-1].modality if self.findings else ""
        if subject_start < 0 and not self.is_order and last in ("will", "agreed", "decided"):
            return last, clause.start  # the sentence goes on with what was said before it
        starts = [
            bool(
                self.published_on
                and ref.value < self.published_on.isoformat()[: len(ref.value)]
                and re.search("去年|前年|\\d{4}年|今年", self.folded[begin:end])
            )
            for begin, end, ref in self.dates[
                bisect_left(self.date_starts, clauses[0].start) : bisect_left(self.date_starts, place)
            ]
            if ref.role == "effective"
        ]
        if starts and all(starts) and subject_start >= 0:
            return "done", -1  # 美国自去年10月起加收港口费
        ahead = TO_COME.search(self.folded, clause.start, place)
        return ("decided" if self.is_order or ahead or not all(starts) else "done"), -1

    def _in_the_past(self, start: int, stop: int) -> bool:
        """Whether a day with its year stands there that lies before the text's own."""
        today = self.published_on.isoformat() if self.published_on else ""
        return any(
            not ref.is_duration
            and not ref.inferred
            and ref.role in ("", "since")
            and ref.value < today[: len(ref.value)]
            for _, _, ref in self.dates[
                bisect_left(self.date_starts, start) : bisect_left(self.date_starts, stop)
            ]
        )

    def _actor(
        self,
        place: int,
        subjects: list[tuple[int, int, str, str]],
        clause: Clause,
        number: int,
        clauses: list[Clause],
        found: list[Found],
    ) -> tuple[str, str, int]:
        weak = None
        for start, stop, code, how in reversed(subjects):
            if how.startswith("after") and start < clause.start:
                weak = weak or (code, how, start)
                continue
            if how.startswith("told") and (
                start < clause.start or any(act.subject_start == start for act in found)
            ):
                continue  # 就美方加征关税启动调查: the second act is not theirs
            if stop <= place and not (how.startswith("cause") and start < clause.start):
                if (
                    start >= clause.start
                    or not found
                    or found[-1].place < start
                    or found[-1].how in ("owner", "other", "sold to")
                ):
                    # 同意依法审批: both sides were named nearer, but who grants licences is one of them.
                    return code, how, start
                return found[-1].actor, "chain", -1
        if weak and not found:
            return weak
        if found:
            return found[-1].actor, "chain", -1
        if self.header:
            return self.header[0], "header", -1
        if self.is_order:
            return self.side, "issuer", -1
        if self.last_actor:
            return self.last_actor, "last", -1
        return self._named_before(clause.start) or self.home, "issuer", -1

    def _named_before(self, stop: int) -> str:
        """Return the party named last before ``stop`` where nobody has acted yet, "" where none is named."""
        pattern, names = parties_table()
        folded = self.folded
        named = [
            names.get(match[0], "")
            for match in pattern.finditer(folded, max(0, stop - 300), stop)
            if folded[match.start() - 1] not in "对向家自于种"
            and not folded.startswith(("企业", "公司", "产", "籍"), match.end())
        ]  # 对46家美国企业采取措施: whom it strikes
        return next((code for code in reversed(named) if code not in ("", "BOTH")), "")
