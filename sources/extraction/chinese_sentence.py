"""A Chinese sentence: its clauses, who acts in it, what cue governs an act, who is only called on."""

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
    Found,
    Rule,
    cues_table,
    duties,
    homes,
    objects_table,
    parties_table,
)
from sources.extraction.chinese_words import (
    ADVISED,
    AGREED_AFTER,
    AGREED_AROUND,
    ANNOUNCED,
    AT_REQUEST,
    BA,
    BA_BEFORE,
    BA_MORE,
    BA_RATE,
    CAUSE,
    CLAUSE_END,
    CUE_BEHIND,
    HEADED,
    LAID_DOWN,
    LATIN_ROW,
    LISTED_STEP,
    OFFICIAL_ADVICE,
    ORDER,
    ORDERED,
    OURS,
    OWN_BODY,
    RULED,
    SO,
    THE_DEAL,
    THREATENED,
    TO_COME,
    TOLD,
    TOLD_BY,
    WEAK_OBJECTS,
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
        "有意",
        "考虑",
        "已",
        "签署",
        "威胁",
        "裁定",
    ]
)


# 完成签署, 签署贸易协议: a deal, unlike 签署行政命令
DEAL_SIGNED = re.compile(
    "(?:了)?(?!的)[^,。;]{0,24}?(?:协议|协定|备忘录|合约|合同|意向书|框架)(?!的)|(?=[,。;])"
)
# 尚未与墨方签署协定的国家: who has signed
UNSIGNED = re.compile("(?:未|没有?)[^,。;]{0,12}$")
PARTY_TO = re.compile("(?:了)?[^,。;的]{0,14}协[议定]的")
NEGOTIATED = re.compile("经(?:与|和|同)[^,。;]{1,8}?(?:磋商|谈判|协商|交涉)")
ASIDE = re.compile("[(][^()。;]{1,80}[)]")
FORESEEN = ("预计", "预期", "预料", "料")
FORESEEN_BEFORE = ("预计,", "预期,", "预料,", "估计,", "预测,", "认为,")
OTHERS_FORESEE = re.compile(
    "[^,。;]{0,16}(?:市场|外界|分析|业界|业内|人士|机构|媒体|普遍|经济学家|专家|学者|银行)[^,。;]{0,14}(?:预计|预期|预料|估计|预测|认为),"
)
PLANNED_TO = ("拟", "计划", "打算", "准备")
# 美国会对, 中国会: no parliament
TO_DO_SO = re.compile("(?:计划|拟|准备|打算|将)(?:(?!公司|企业)[^,。;把对]){0,8}$")
HOME_MINISTRY = re.compile(
    "(?:中国|大陆|陆|我国|中方|国务院|北京)[^,。;]{0,4}商务部|商务部(?:新闻)?发言人|商务部(?:召开|举行|例行|网站|在京)|何咏前|何亚东|束珏婷|商务部、?海关总署|商务部公告"
)
WASHINGTON = re.compile(
    "美国商务部|商务部长?(?:罗斯|卢特尼克|雷蒙多|卢特尼|鲁特尼克)|232(?:条款)?调查|第?232条|工业[和与]安全局|产业[和与]?安全局"
)
ONCE = re.compile("曾(?!祖|孙|[^,。;]{0,6}(?:表示|称|说|指出|威胁|承诺|提议))")
# 拟于5月14日宣布
ANNOUNCEMENTS = frozenset(("宣布", "公布", "公告", "宣告"))
TO_BE_DECIDED = re.compile("将[^,。;]{0,6}$")
YEAR_NAMED = re.compile("去年|前年|\\d{4}年|今年")
ANNOUNCES = frozenset(("宣布", "公布", "宣告", "决定"))
ANNOUNCED_LATER = re.compile(
    "(?:[将拟]于?|预计|计划|打算|最快|最早|可望|有望)(?!把)[^,。;对向把]{0,16}?(?:\\d|[一二三四五六日天]|[月日周天内晚午期])[^,。;对向把]{0,6}$"
)
# 就下列安排达成一致。一是关税方面
RESULTS = re.compile(
    "达成(?:了)?(?:以下|下列|如下|一致|[^,。;]{0,12}(?:成果|共识|安排))[^。]{0,20}[。:]\\s*(?=[一1](?:是|、|\\.)|第一)"
)
LANDS = frozenset("美中韩法德英泰我两各该")
# 荷兰可能在7月中旬实施限制: foreseen by others, with its time
FORESEEN_WHEN = re.compile(
    "(?:会|将)?(?:最早|最快|很快)?(?:[在于][^,。;]{1,14}?(?:月|周|星期|日|天|内|前|旬|季|年|夏|底)|很快|最快|最早|本周|下周|本月|下月|年内)"
)
PROMISED = ("同意", "承诺", "答应", "允诺", "保证")


AGREED_LEAD = re.compile(
    "\\s*(?:经|根据|按照|依据)?(?:双方|两国|各方|三方|中美|美中|中欧|中加|美欧|美日|美韩)[^,。;]{0,12}"
    "(?:商定|达成(?:了|的)?[^,。;]{0,8}(?:共识|一致|协议|协定)|同意)(?=,)"
    "|[^。;]{0,24}(?:经|透过|通过)[^,。;]{0,12}(?:磋商|谈判|协商)(?:后)?(?=,)"
)
# 后又提高至15%: told of the past
LATER = re.compile(
    "^(?:后|随后|其后|之后|随即|当即)[^,。;]{0,2}(?:又|再)?|早前|此前|先前|较早时|刚刚|上周|上月|昨[天日]|前[天日]"
)
# 协议规定，美国对欧盟商品征收15%的关税
DEAL_SAYS = re.compile(
    "\\s*(?:该|这项|新|双边|贸易)*[^,。;]{0,6}(?:协议|协定|联合声明|安排)(?:还|也|亦)?(?:规定|约定|要求|明确|载明)"
)
# 该协议将美方关税调降至15%
THE_DEAL_DOES = re.compile(
    "\\s*(?:而|并|其中)?(?:该|这项|此项|此|上述|本|这一)?[^,。;对将]{0,6}(?:协定|协议|共识|联合安排)"
    "(?:[将把]|会|也|还|亦|规定|约定|确认|要求)"
)
# 《对等贸易协定》要点: the acts below were agreed
SUMMARY = re.compile(
    '(?:协定|协议|框架|安排|共识|联合声明)[》"]?[^,。;\n]{0,8}(?:要点|概要|摘要|主要内容|一览|事实清单|条款|速览|重点)|事实清单'
)
# 对华, 自中国进口, 中国企业: at whom an act is aimed, whose goods it is about
AIMED_AT = ("对", "涉", "原产于", "进口自", "来自", "从", "自", "向", "将", "把", "给", "面向")
ITS_GOODS = ("产", "制", "出口商", "企业", "商品", "产品", "市场", "籍", "用户", "公司", "的")

OLD_WORDS = re.compile("去年|前年|刚刚|此前(?!提)|早前")


class SentenceReader:
    """Sees clauses, subjects and cues of the sentences of one text."""

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
        if HOME_MINISTRY.search(self.folded):
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
                    or BA_RATE.match(self.folded, match.start(), place)
                )
            )
            or (
                word == "会"
                and (
                    following in "谈议晤见商员计社"
                    or (following == "同" and self.folded[end + 1 : end + 2] != "意")
                    or before in "委员协社机三峰工体开大议事商理"
                    or (before == "国" and self.folded[match.start() - 2] not in LANDS)
                )
            )
            or (
                word == "应"
                and (
                    following in "对急用链当"
                    or before in "相对供适反响回"
                    or (
                        (
                            match.start() == 0
                            or before in ",;。:称\n"
                            or following not in "当向依按提在于立及先由给"
                        )
                        and bool(AT_REQUEST.match(self.folded, end))
                    )
                )
            )
            or (word == "正" and (following in "当式常确" or before in "纠修公改真"))
            or (word == "现" and (following in "有在状行象" or before in "实发出表体"))
            or (word in {"要对", "要向"} and before in "需主不只重必若首")
            or (word == "须" and before in "必无莫")
            or (word == "望" and before in "希期有")
            or (word == "请" and (before == "申" or following == "求"))
            or (word == "发布" and self.folded[end : end + 1] in "的之")
            or (
                word == "要求"
                and LAID_DOWN.search(self.folded, max(0, match.start() - 8), match.start())
                and not self._party_at(end)
            )
            or (word == "要求" and (before in "证定按书的" or following in "的等和,:;。、("))
            or (word in {"计划", "建议"} and before == "的")
            or (
                word == "要求"
                and (
                    before in "被头"
                    or bool(ORDERED.match(self.folded, end))
                    or bool(OWN_BODY.match(self.folded, end))
                )
                and not self._party_at(end)
            )
            or (
                word in {"建议", "要求", "请求"}
                and bool(ADVISED.search(self.folded, max(0, match.start() - 20), match.start()))
            )
            or (
                word == "公告"
                and (following.isdigit() or following in "第的规中(》" or before in "本该项述一号》")
            )
            or (word == "承诺" and self.folded[match.start() - 2 : match.start()] == "价格")
            or (word == "承诺" and self.folded.startswith("范围", end))
            or (word == "有意" and following in "义见思识")
            or (word == "愿" and following == "景")
            or (word == "裁定" and (before in "本该述" or following in "所的确"))
            or (word in {"签订", "签下", "签约"} and following == "的")
            or (
                word == "考虑"
                and (before in "分已合" or self.folded.startswith(("企业实际", "实际情况"), match.end()))
            )
            or (
                word == "签署"
                and (
                    UNSIGNED.search(self.folded, max(0, match.start() - 14), match.start()) is not None
                    or PARTY_TO.match(self.folded, end) is not None
                )
            )
            or (word == "已" and before in "不而")
            or (
                word == "威胁"
                and (
                    self.folded.endswith(("安全", "构成", "带来", "面临", "造成"), 0, match.start())
                    or self.folded.startswith("为由", end)
                )
            )
        )

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
        return last is not None and not any(
            names[match[0]] in {"will", "decided", "agreed", "done", "threatens"}
            for match in cues[last + 1 :]
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
        """Return how firm the act is, as a code of firmness, and where its cue stands, -1 for none."""
        return (
            self._agreed_or_foreseen(place, clause, clauses, number, subject_start)
            or self._by_cue(place, clauses, number, subject_start, found)
            or self._by_the_clause(place, clause, clauses, rule)
            or self._by_what_was_told(place, clause, clauses, number, subject_start, found)
            or self._by_its_day(place, clause, clauses, subject_start)
        )

    def _agreed_or_foreseen(
        self, place: int, clause: Clause, clauses: list[Clause], number: int, subject_start: int
    ) -> tuple[str, int] | None:
        """Return (firmness, place) where a deal or a forecast leads up to the act: 经双方商定, 财长预计中方将; else None."""
        folded = self.folded
        if (
            self.hinted
            and THE_DEAL.search(folded, place, clause.stop)
            and AGREED_AROUND.search(folded, clause.start, place)
        ):
            return "agreed", clause.start
        if self.hinted and (
            THE_DEAL_DOES.match(folded, clause.start, place)
            or (
                number
                and folded[clause.start - 1] == ","
                and DEAL_SAYS.fullmatch(folded, clauses[number - 1].start, clauses[number - 1].stop)
            )
        ):
            return "agreed", clause.start  # 该协议将美方关税调降至15%
        if not self.is_order and clauses[0].stop <= place and AGREED_LEAD.match(folded, clauses[0].start):
            return "agreed", clause.start  # 经双方商定，美方继续暂停
        named = subject_start >= clause.start
        if named and folded.endswith(PROMISED, 0, subject_start):
            return "agreed", clause.start  # 莫迪同意印度停止购买
        if (named and folded.endswith(FORESEEN, 0, subject_start)) or (
            number
            and folded.endswith(FORESEEN_BEFORE, 0, clause.start)
            and OTHERS_FORESEE.fullmatch(folded, clauses[number - 1].start, clause.start)
        ):
            return "expected", clause.start  # 财长预计中方将恢复采购; 市场普遍预计，中方将恢复采购
        return None

    def _by_cue(
        self, place: int, clauses: list[Clause], number: int, subject_start: int, found: list[Found]
    ) -> tuple[str, int] | None:
        """Return (firmness, place) of the nearest cue before the act: 将暂停, 宣布加征; None where none governs it."""
        for index in range(number, -1, -1):
            begins = clauses[index].start
            if index < number and SO.match(self.folded, clauses[number].start):
                break
            low = max(begins, subject_start if subject_start >= 0 else begins)
            high = place if index == number else clauses[index].stop
            if low >= high:
                if subject_start >= begins >= 0:
                    break
                continue
            cues = self._cues_between(low, high, place, begins if index < number else -1)
            if cues:
                return (
                    self._by_last_cue(cues, place, high, clauses, number, index)
                    or self._by_told_and_will(cues, high, clauses, number, index)
                    or self._by_strongest_cue(cues, low, high, clauses, number, index, subject_start, found)
                )
            if found and found[-1].clause >= index:
                return found[-1].modality, clauses[number].start
            if subject_start >= begins:
                break
        return None

    def _cues_between(self, low: int, high: int, place: int, before: int) -> list[re.Match[str]]:
        """Return the cues from ``low`` to ``high`` that are true ones; ``before`` is where a clause of before begins, or -1.

        In 因可能被军用，对其实施管制 the first clause tells why.
        """
        return [
            match
            for match in cues_table()[0].finditer(self.folded, low, high)
            if not self.covered[match.start()]
            and not self._false_cue(match, place)
            and not (before >= 0 and match[0] in {"可能", "或许"} and CAUSE.match(self.folded, before))
            and not (
                self.whiles and any(first < match.start() < last <= place for first, last in self.whiles)
            )
        ]

    def _by_last_cue(
        self, cues: list[re.Match[str]], place: int, high: int, clauses: list[Clause], number: int, index: int
    ) -> tuple[str, int] | None:
        """Return (firmness, place) where the last cue or a call tells by itself: 建议征收, 可能在7月; else None."""
        folded, names, last = self.folded, cues_table()[1], cues[-1]
        if last[0] == "建议" and (
            RULED.search(folded, clauses[0].start, last.start())
            or OFFICIAL_ADVICE.search(folded, clauses[0].start, last.start())
            or folded.endswith(("法案,", "议案,", "提案,", "草案,"), 0, last.start())
        ):
            return "will", last.start()
        if last[0] == "寻求" and last.end() == place:
            return "will", last.start()  # 印度寻求取消关税: its own
        if last[0] == "可能" and FORESEEN_WHEN.match(folded, last.end(), place):
            return "expected", last.start() if index == number else clauses[number].start
        if self.conditional and last[0] in {"可能", "或许"} and index == number:
            return "will", last.start()  # 若谈判破裂，欧盟可能重启反制措施
        calls = [match for match in cues if names[match[0]] == "calls"]
        if calls and not any(
            match.start() > calls[-1].end() + 12
            for match in cues
            if names[match[0]] in {"will", "decided", "agreed"}
        ):
            return "calls", calls[-1].start()
        return None

    def _by_told_and_will(
        self, cues: list[re.Match[str]], high: int, clauses: list[Clause], number: int, index: int
    ) -> tuple[str, int] | None:
        """Return (firmness, place) where it was told that it will be: 已通报将暂停, 已表示将发起; else None."""
        names, last = cues_table()[1], cues[-1]
        if names[last[0]] == "will" and len(cues) > 1:
            told = [
                (match.start(), behind[0])
                for match in cues
                if names[match[0]] == "done" and (behind := TOLD.match(self.folded, match.end(), high))
            ]
            if told and told[-1][1].endswith(("表示", "表态")):
                return "will", clauses[number].start  # 已表示将发起
            if told:
                return "will", told[-1][0] if index == number else clauses[number].start  # 已通报将暂停
        return None

    def _by_strongest_cue(
        self,
        cues: list[re.Match[str]],
        low: int,
        high: int,
        clauses: list[Clause],
        number: int,
        index: int,
        subject_start: int,
        found: list[Found],
    ) -> tuple[str, int]:
        """Return (firmness, place) of the last cue that is more than 将, of the last one if none is: 决定对其加征."""
        folded, names, last = self.folded, cues_table()[1], cues[-1]
        strong = [
            match
            for match in cues
            if names[match[0]] != "will"
            # 此前承诺的投资将如期推进
            and not (match is not last and folded.startswith("的", match.end()))
        ] or cues
        best = strong[-1]
        led_to = -1 if index == number else clauses[number].start
        if last[0] in PLANNED_TO and best[0] in ANNOUNCEMENTS and best.end() == last.start():
            return "will", last.start() if led_to < 0 else led_to  # 宣布拟加征
        if best[0] == "予以" and any(
            names[each[0]] == "will" and each.end() <= best.start() for each in cues
        ):
            best = next(each for each in cues if names[each[0]] == "will")  # 将依法予以审查
        begin = best.start() if led_to < 0 else led_to
        if self._is_still_to_come(best, low, index == number):
            return "will", begin
        if best[0] == "签署" and DEAL_SIGNED.match(folded, best.end(), high + 1):
            return "agreed", begin
        firm = names[best[0]]
        if firm == "will":
            said = max(subject_start, clauses[max(0, number - 3)].start)
            return "threatens" if THREATENED.search(folded, said, best.start()) else "will", begin
        if firm == "decided" and not self.is_order and folded.startswith("了", best.end()):
            return "done", begin  # 发布了措施
        if firm == "decided" and (
            (index and self._long_ago(clauses, index, found, subject_start))  # 2020年8月18日，商务部决定
            or (
                not self.is_order
                and self._in_the_past(low, best.start())
                and folded.find("今年", low, best.start()) < 0
            )
        ):
            return "done", begin  # 2017年11月，商务部公告: told long after
        return firm, begin

    def _is_still_to_come(self, cue: re.Match[str], low: int, here: bool) -> bool:
        """Whether what the cue tells is still to come itself: 将适时决定, 计划在峰会上承诺取消, 将必须."""
        folded, word, place = self.folded, cue[0], cue.start()
        if (word == "决定" and TO_BE_DECIDED.search(folded[low:place])) or (
            word in ANNOUNCES and ANNOUNCED_LATER.search(folded, low, place)
        ):
            return True
        if (
            here
            and (word in PROMISED or word == "宣布")
            and cues_table()[1][word] in {"agreed", "decided"}
            and TO_DO_SO.search(folded, low, place)
        ):
            return True
        return word == "必须" and folded[place - 1] in "将会"

    def _by_the_clause(
        self, place: int, clause: Clause, clauses: list[Clause], rule: Rule
    ) -> tuple[str, int] | None:
        """Return (firmness, place) that the word itself, or what stands around its clause, gives: 禁止; else None."""
        folded = self.folded
        if rule.modality == "decided" and not self.is_order and self._in_the_past(clause.start, place):
            return "done", -1  # 美方在去年12月禁止进口
        if rule.modality:
            return rule.modality, clause.start
        if behind := CUE_BEHIND.match(folded, place, clause.stop):
            return ("will" if behind["cue"] in {"将", "拟", "会"} else "expected"), clause.start
        if NEGOTIATED.search(folded, clauses[0].start, place):
            return "agreed", clause.start  # 经与美方磋商谈判，确保27项农产品不降税
        if LISTED_STEP.match(folded, clauses[0].start) and ANNOUNCED.search(
            folded, max(0, clauses[0].start - 80), clauses[0].start
        ):
            return "decided", clause.start
        if AGREED_AFTER.match(folded, place, clauses[-1].stop):
            return "agreed", clause.start
        if (
            not self.is_order
            and 0 <= self.results_from <= clauses[0].start
            and not folded.startswith("了", place + 2)
        ):
            return "agreed", clause.start  # 就下列安排达成一致。一是…
        return None

    def _by_what_was_told(
        self,
        place: int,
        clause: Clause,
        clauses: list[Clause],
        number: int,
        subject_start: int,
        found: list[Found],
    ) -> tuple[str, int] | None:
        """Return (firmness, place) that the act before, the heading or the sentence before hands on; else None."""
        if (
            not found
            and not self.is_order
            and ONCE.search(self.folded, clauses[max(0, number - 1)].start, place)
        ):
            return "done", clause.start  # 他曾以安全为由，对钢铁加征关税
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
        if subject_start < 0 and not self.is_order and last in {"will", "agreed", "decided"}:
            return last, clause.start  # the sentence goes on with what was said before it
        return None

    def _by_its_day(
        self, place: int, clause: Clause, clauses: list[Clause], subject_start: int
    ) -> tuple[str, int]:
        """Return (firmness, -1) of an act that only its day tells of: done if that is past, else decided."""
        starts = [
            self._is_past_start(self.folded[begin:end], ref)
            for begin, end, ref in self._dates_between(clauses[0].start, place)
            if ref.role == "effective"
        ]
        if starts and all(starts) and subject_start >= 0:
            return "done", -1  # 美国自去年10月起加收港口费
        if not self.is_order and LATER.search(self.folded[max(clause.start, subject_start) : place]):
            return "done", -1  # 后又提高至15%
        ahead = TO_COME.search(self.folded, clause.start, place)
        return ("decided" if self.is_order or ahead or not all(starts) else "done"), -1

    def _is_past_start(self, words: str, ref: DateRef) -> bool:
        """Whether the day from which it holds, written as ``words``, lies before the text's own: 自去年10月起."""
        if self.published_on is None or ref.value >= self.published_on.isoformat()[: len(ref.value)]:
            return False
        return YEAR_NAMED.search(words) is not None or (not self.is_order and self._lately(ref.value))

    def _lately(self, value: str) -> bool:
        """Whether an ISO day lies within the months before the text's own: what began then is done."""
        if self.published_on is None or len(value) != 10:
            return False
        return 3 < (self.published_on - dt.date.fromisoformat(value)).days < 200

    def _long_ago(self, clauses: list[Clause], index: int, found: list[Found], subject_start: int) -> bool:
        """Whether the sentence opens with a day of an earlier year than the text's own, with no act since."""
        if found or self.published_on is None:
            return False
        year = str(self.published_on.year)
        opens = subject_start if clauses[0].start <= subject_start else clauses[0].start
        last = min(clauses[index].start, max(clauses[0].start + 8, opens + 8))
        return any(
            not ref.is_duration and not ref.inferred and ref.role in {"", "since"} and ref.value[:4] < year
            for _, _, ref in self._dates_between(clauses[0].start, last)
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
