"""What a Chinese sentence is made of: clauses, names of parties, days, and characters that are no cue after all."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections import Counter
from functools import cached_property

from sources.dates import DateRef
from sources.extraction import details
from sources.extraction.chinese_tables import (
    Clause,
    cues_table,
    duties,
    homes,
    objects_table,
    parties_table,
)
from sources.extraction.chinese_words import (
    ADVISED,
    AT_REQUEST,
    BA,
    BA_BEFORE,
    BA_MORE,
    BA_RATE,
    CLAUSE_END,
    HEADED,
    LAID_DOWN,
    LATIN_ROW,
    ORDER,
    ORDERED,
    OURS,
    OWN_BODY,
    WEAK_OBJECTS,
)
from sources.extraction.layout import masked
from sources.extraction.lexicon import burdens
from sources.values import Finding

# Cues that ask for something or plan it; with those below they may be part of another word, or a thing.
DEMANDS = frozenset(("要对", "要向", "要求", "计划", "建议", "请求"))
DOUBTFUL_CUES = (
    frozenset("将会应正现须望请愿已")
    | DEMANDS
    | {"发布", "公告", "承诺", "有意", "考虑", "签署", "威胁", "裁定"}
)
# 尚未与墨方签署协定的国家: who has signed
UNSIGNED = re.compile("(?:未|没有?)[^,。;]{0,12}$")
PARTY_TO = re.compile("(?:了)?[^,。;的]{0,14}协[议定]的")
ASIDE = re.compile("[(][^()。;]{1,80}[)]")
# Either country's, as the text names its own first.
SPOKESMAN = re.compile("商务部(?:新闻)?发言人")
HOME_MINISTRY = re.compile(
    "(?:中国|大陆|陆|我国|中方|国务院|北京)[^,。;]{0,4}商务部|商务部(?:召开|举行|例行|网站|在京)|何咏前|何亚东|束珏婷|商务部、?海关总署|商务部公告"
)
WASHINGTON = re.compile(
    "美国商务部|商务部长?(?:罗斯|卢特尼克|雷蒙多|卢特尼|鲁特尼克)|232(?:条款)?调查|第?232条|工业[和与]安全[局部]|产业[和与]?安全局"
)
# 就下列安排达成一致。一是关税方面
RESULTS = re.compile(
    "达成(?:了)?(?:以下|下列|如下|一致|[^,。;]{0,12}(?:成果|共识|安排))[^。]{0,20}[。:]\\s*(?=[一1](?:是|、|\\.)|第一)"
)
# 美国会对, 中国会: no parliament
LANDS = frozenset("美中韩法德英泰我两各该")
# 《对等贸易协定》要点: the acts below were agreed
SUMMARY = re.compile(
    '(?:协定|协议|框架|安排|共识|联合声明)[》"]?[^,。;\n]{0,8}(?:要点|概要|摘要|主要内容|一览|事实清单|条款|速览|重点)|事实清单'
)
# 对华, 自中国进口, 中国企业: at whom an act is aimed, whose goods it is about
AIMED_AT = ("对", "涉", "原产于", "进口自", "来自", "从", "自", "向", "将", "把", "给", "面向")
ITS_GOODS = ("产", "制", "出口商", "企业", "商品", "产品", "市场", "籍", "用户", "公司", "的")
OLD_WORDS = re.compile("去年|前年|刚刚|此前(?!提)|早前")


# 恪守承诺: a promise that is spoken of
A_PROMISE = frozenset(
    ("价格", "恪守", "信守", "履行", "兑现", "遵守", "违背", "背弃", "落实", "违反", "守住")
)


class SentenceReader:
    """Sees clauses, parties, days and false cues in the sentences of one text."""

    def __init__(
        self, text: str, folded: str, dates: list[tuple[int, int, DateRef]], published_on: dt.date | None
    ) -> None:
        """Take a normalised text, its folded form of the same length, its dates in order and its day."""
        self.text, self.folded, self.dates, self.published_on = (text, folded, dates, published_on)
        self.date_starts = [start for start, _, _ in dates]
        self.masks = masked(folded)
        self.mask_starts = [start for start, _ in self.masks]
        self.covered = bytearray(len(folded))  # 1 for each character inside a title
        for (start, stop), after in zip(self.masks, [*self.mask_starts[1:], len(folded)], strict=False):
            self.covered[start : min(stop, after)] = b"\1" * (min(stop, after) - start)
        self.instruments = details.instruments(folded, chinese=True)
        self.instrument_starts = [place for place, _ in self.instruments]
        self.whiles: list[tuple[int, int]] = []  # phrases of time in the sentence
        self.within: dict[int, int] = {}  # where a party is named in a phrase of time, and where that ends
        self.waits_for: list[tuple[int, int]] = []  # the conditions of the sentence
        self.findings: list[Finding] = []
        self.lapsed = False  # what is listed here is what a heading says is stopped
        # a row of short reports, each under a heading
        self.digest = len(HEADED.findall(folded)) > 1
        self.is_order = bool(ORDER.search(folded))
        self.hinted = True  # the sentence has one of the words of HINTS
        self.calling = True  # somebody may be called on in the sentence
        self.conditional = False  # the sentence names a condition: then what may be done is told
        self.header: tuple[str, str] | None = None  # who acts and how in the items of the list that is read
        results = RESULTS.search(folded)
        self.results_from = results.end() if results else -1  # where a list of what was agreed begins
        self.item_actor = ""  # who acted last in the item or paragraph that is read
        self.last_actor = ""
        self.actor_before = ""  # the last one that was another
        self.side = next((code for name, code in homes() if name in folded), "CN")
        self.speaker = ""
        self.we = ""  # whose side speaks
        self.named = list(parties_table()[0].finditer(folded))  # the names of parties, in order
        self.named_starts = [name.start() for name in self.named]
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
        names = parties_table()[1]
        told: Counter[str] = Counter()
        for match in self.named:
            if match[0] in OURS:
                continue  # 财政部: of which country is what is asked
            before, after = (
                self.folded[max(0, match.start() - 4) : match.start()],
                self.folded[match.end() : match.end() + 3],
            )
            if not before.endswith(AIMED_AT) and not after.startswith(ITS_GOODS):
                told[names.get(match[0], "")] += 1
        most = next(
            (code for code, count in told.most_common() if code not in {"", "BOTH"} and count > 1), "CN"
        )
        return "CN" if told["CN"] else most

    @cached_property
    def sums_up_a_deal(self) -> bool:
        """Whether the heading says that the text gives the points of an agreement."""
        return SUMMARY.search(self.folded.lstrip().partition("\n")[0][:80]) is not None

    @cached_property
    def other(self) -> str:
        """The party beside China that the text names most, "" where it names none."""
        return next((code for code in self.ranking if code != "CN"), "")

    @cached_property
    def ranking(self) -> list[str]:
        """The parties of the text, the most often named first."""
        names = parties_table()[1]
        counts = Counter(names.get(match[0], "") for match in self.named)
        return [code for code, _ in counts.most_common() if code not in {"", "BOTH"}]

    @cached_property
    def _of_washington(self) -> bool:
        """Whether the ministry of commerce of the text is that of the United States."""
        spokesman = SPOKESMAN.search(self.folded)
        first = self.folded.find("商务部")
        if HOME_MINISTRY.search(self.folded) or (spokesman and not self.folded.endswith("美国", 0, first)):
            return False
        return WASHINGTON.search(self.folded) is not None

    def _party_of(self, word: str) -> str:
        """Return the party that a name or a pronoun means."""
        code = parties_table()[1].get(word)
        return self.other if code is None else code

    def _party_at(self, place: int) -> bool:
        """Whether the name of a party stands there, not only of those that carry a duty: 出口经营者."""
        party = parties_table()[0].match(self.folded, place)
        return party is not None and party[0] not in duties()

    def _party_in(self, words: str) -> str:
        """Return the party that folded words name first, "" where they name none."""
        pattern, names = parties_table()
        party = pattern.search(words)
        return names.get(party[0], "") if party and self.side == "CN" else ""

    def _clauses(self, start: int, stop: int) -> list[Clause]:
        """Return the clauses between ``start`` and ``stop``; titles, figures and Latin names are not cut."""
        found, begin = [], start
        aside = (
            [match.span() for match in ASIDE.finditer(self.folded, start, stop)]
            if self.folded.find("(", start, stop) >= 0
            else ()
        )
        for match in CLAUSE_END.finditer(self.folded, start, stop):
            place = match.start()
            if self.covered[place] or (aside and any(low < place < high for low, high in aside)):
                continue  # (又名甲,分子式:乙)
            if self.folded[place - 1] < "\u3000" and (
                self._between_digits(match)
                or (match[0] == "," and LATIN_ROW.match(self.folded, place - 1, stop))
            ):
                continue  # 1,000; Cheil Co., Ltd
            found.append(Clause(begin, place))
            begin = match.end()
        found.append(Clause(begin, stop))
        return [clause for clause in found if clause.stop > clause.start]

    def _between_digits(self, match: re.Match[str]) -> bool:
        """Whether a mark stands within a figure: 1,000."""
        return (
            self.folded[match.start() - 1 : match.start()].isdigit()
            and self.folded[match.end() : match.end() + 1].isdigit()
        )

    def _false_cue(self, match: re.Match[str], place: int) -> bool:
        """Whether the characters are part of another word: 现有, 会谈, 将来, 对应, 应急, 正当."""
        word = match[0]
        if word not in DOUBTFUL_CUES:
            return False
        if len(word) == 1:
            return self._is_false_character(match, place)
        if word in DEMANDS:
            return self._is_false_demand(match)
        return self._is_false_deed(match)

    def _is_false_character(self, match: re.Match[str], place: int) -> bool:
        """Whether a cue of one character belongs to another word: 将来, 会谈, 应急, 正当, 现有, 不已."""
        folded, word, start, end = self.folded, match[0], match.start(), match.end()
        following, before = folded[end : end + 1], folded[start - 1 : start]
        if word == "将":
            return (
                (end < place and folded[end : end + 2] == "来")
                or BA.match(folded, start) is not None
                or BA_MORE.match(folded, start) is not None
                or BA_BEFORE.match(folded, start, place) is not None
                or BA_RATE.match(folded, start, place) is not None
            )
        if word == "会":
            return (
                following in "谈议晤见商员计社"
                or (following == "同" and folded[end + 1 : end + 2] != "意")
                or before in "委员协社机三峰工体开大议事商理"
                or (before == "国" and folded[start - 2] not in LANDS)
            )
        if word == "应":
            return (
                following in "对急用链当"
                or before in "相对供适反响回"
                or (
                    (start == 0 or before in ",;。:称\n" or following not in "当向依按提在于立及先由给")
                    and AT_REQUEST.match(folded, end) is not None
                )
            )
        if word == "正":
            return following in "当式常确" or before in "纠修公改真"
        if word == "现":
            return following in "有在状行象" or before in "实发出表体"
        if word == "请":
            return before == "申" or following == "求"
        if word == "愿":
            return following == "景"
        return before in {"须": "必无莫", "望": "希期有", "已": "不而"}[word]

    def _is_false_demand(self, match: re.Match[str]) -> bool:
        """Whether a demand or a plan is a thing, or laid down by a rule: 按要求, 主要对, 的计划, 法律要求."""
        folded, word, start, end = self.folded, match[0], match.start(), match.end()
        before = folded[start - 1 : start]
        if word in {"要对", "要向"}:
            return before in "需主不只重必若首"
        if word in {"计划", "建议"} and before == "的":
            return True
        if word == "要求":
            if before in "证定按书的" or folded[end : end + 1] in "的等和,:;。、(":
                return True
            if (
                LAID_DOWN.search(folded, max(0, start - 8), start)
                or before in "被头"
                or ORDERED.match(folded, end)
                or OWN_BODY.match(folded, end)
            ) and not self._party_at(end):
                return True
        return word != "计划" and ADVISED.search(folded, max(0, start - 20), start) is not None

    def _is_false_deed(self, match: re.Match[str]) -> bool:
        """Whether a deed or its name stands for a thing, or was not done: 第5号公告, 价格承诺, 尚未签署."""
        folded, word, start, end = self.folded, match[0], match.start(), match.end()
        following, before = folded[end : end + 1], folded[start - 1 : start]
        if word == "发布":
            return following in "的之"
        if word == "公告":
            return following.isdigit() or following in "第的规中(》" or before in "本该项述一号》"
        if word == "承诺":
            return folded[start - 2 : start] in A_PROMISE or folded.startswith("范围", end)
        if word == "有意":
            return following in "义见思识"
        if word == "裁定":
            return before in "本该述" or following in "所的确"
        if word == "考虑":
            return before in "分已合" or folded.startswith(("企业实际", "实际情况"), end)
        if word == "签署":
            return (
                UNSIGNED.search(folded, max(0, start - 14), start) is not None
                or PARTY_TO.match(folded, end) is not None
            )
        return folded.endswith(("安全", "构成", "带来", "面临", "造成"), 0, start) or folded.startswith(
            "为由", end
        )  # 威胁

    def _called_on(self, start: int, place: int, clauses: list[Clause], subject_start: int) -> bool:
        """Whether the clause urges its subject: 我们敦促美方取消; not in 敦促美方纠正，中方保留采取措施的权利."""
        if not self.calling:
            return False
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
            if (match.start() < place - 1 or names[match[0]] in {"done", "will"})
            and match[0] not in {"建议", "期待", "考虑", "可能"}
            and not (match[0] == "寻求" and match.end() == place)
            and self.folded[match.start() - 1] != "不"
            and not self._false_cue(match, place)
        ]
        last = max(
            (number for number, match in enumerate(cues) if names[match[0]] == "calls" and len(match[0]) > 1),
            default=None,
        )
        return (
            last is not None
            and not any(
                names[match[0]] in {"will", "decided", "agreed", "done", "threatens"}
                # 要求出口技术须逐单报批: laid down, of nobody else
                or (
                    names[match[0]] == "shall"
                    and cues[last][0] == "要求"
                    and not self._party_at(cues[last].end())
                )
                for match in cues[last + 1 :]
            )
        )

    def _dates_between(self, start: int, stop: int) -> list[tuple[int, int, DateRef]]:
        """Return the dates and lengths of time that begin between the two places of the text."""
        starts = self.date_starts
        return self.dates[bisect_left(starts, start) : bisect_left(starts, stop)]

    def _is_old(self, start: int, stop: int) -> bool:
        """Whether a day weeks before the text's own, or a word for such a time, stands there."""
        if OLD_WORDS.search(self.folded, start, stop):
            return True
        if self.published_on is None:
            return False
        before = (self.published_on - dt.timedelta(days=75)).isoformat()
        return any(
            not ref.is_duration
            and ref.role in {"", "since", "effective"}
            and ref.value < before[: len(ref.value)]
            for _, _, ref in self._dates_between(start, stop)
        )

    def _in_the_past(self, start: int, stop: int) -> bool:
        """Whether a day with its year stands there that lies before the text's own."""
        today = self.published_on.isoformat() if self.published_on else ""
        return any(
            not ref.is_duration
            and not ref.inferred
            and ref.role in {"", "since"}
            and ref.value < today[: len(ref.value)]
            for _, _, ref in self._dates_between(start, stop)
        )
