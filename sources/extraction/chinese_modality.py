"""How firm a Chinese act is: by a deal around it, a cue before it, the act before it or its day."""

from __future__ import annotations

import datetime as dt
import re

from sources.dates import DateRef
from sources.extraction.chinese_sentence import SentenceReader
from sources.extraction.chinese_tables import (
    Clause,
    Found,
    Rule,
    cues_table,
)
from sources.extraction.chinese_words import (
    AGREED_AFTER,
    AGREED_AROUND,
    ANNOUNCED,
    CAUSE,
    CUE_BEHIND,
    LISTED_STEP,
    OFFICIAL_ADVICE,
    RULED,
    SO,
    THE_DEAL,
    THREATENED,
    TO_COME,
    TOLD,
    TOLD_BY,
)

# 完成签署, 签署贸易协议: a deal, unlike 签署行政命令
DEAL_SIGNED = re.compile(
    "(?:了)?(?!的)[^,。;]{0,24}?(?:协议|协定|备忘录|合约|合同|意向书|框架)(?!的)|(?=[,。;])"
)
NEGOTIATED = re.compile("经(?:与|和|同)[^,。;]{1,8}?(?:磋商|谈判|协商|交涉)")
FORESEEN = ("预计", "预期", "预料", "料")
FORESEEN_BEFORE = ("预计,", "预期,", "预料,", "估计,", "预测,", "认为,")
OTHERS_FORESEE = re.compile(
    "[^,。;]{0,16}(?:市场|外界|分析|业界|业内|人士|机构|媒体|普遍|经济学家|专家|学者|银行)[^,。;]{0,14}(?:预计|预期|预料|估计|预测|认为),"
)
PLANNED_TO = ("拟", "计划", "打算", "准备")
TO_DO_SO = re.compile("(?:计划|拟|准备|打算|将)(?:(?!公司|企业)[^,。;把对]){0,8}$")
ONCE = re.compile("曾(?!祖|孙|[^,。;]{0,6}(?:表示|称|说|指出|威胁|承诺|提议))")
# 拟于5月14日宣布
ANNOUNCEMENTS = frozenset(("宣布", "公布", "公告", "宣告"))
TO_BE_DECIDED = re.compile("将[^,。;]{0,6}$")
YEAR_NAMED = re.compile("去年|前年|\\d{4}年|今年")
ANNOUNCES = frozenset(("宣布", "公布", "宣告", "决定"))
ANNOUNCED_LATER = re.compile(
    "(?:[将拟]于?|预计|计划|打算|最快|最早|可望|有望)(?!把)[^,。;对向把]{0,16}?(?:\\d|[一二三四五六日天]|[月日周天内晚午期])[^,。;对向把]{0,6}$"
)
# 荷兰可能在7月中旬实施限制: foreseen by others, with its time
FORESEEN_WHEN = re.compile(
    "(?:会|将)?(?:最早|最快|很快)?(?:[在于][^,。;]{1,14}?(?:月|周|星期|日|天|内|前|旬|季|年|夏|底)|很快|最快|最早|本周|下周|本月|下月|年内)"
)
PROMISED = ("同意", "承诺", "答应", "允诺", "保证")


AGREED_LEAD = re.compile(
    "\\s*(?:经|根据|按照|依据)?[^,。;]{0,4}(?:双方|两国|各方|三方|中美|美中|中欧|中加|美欧|美日|美韩)[^,。;]{0,12}"
    "(?:商定|敲定|谈定|谈妥|议定|约定|一致同意|达成(?:了|的)?[^,。;]{0,8}(?:共识|一致|协议|协定)|同意)(?=,)"
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


TO_BE_ISSUED = frozenset(("签署", "公布", "发布", "宣布", "宣告"))
ABOUT_TO = re.compile(
    "(?:(?<![员事议商协工大机])会|将|拟|计划|准备|打算|预计)(?:很快|即将|于|在|正式|另行|再|随后|不久)*$"
)
PASSED = re.compile(
    "(?:内阁|国会|议会|议院|参院|众院|政府|委员会|理事会|总统|首相|总理|部长)[^,。;]{0,12}(?:批准|通过|核定|拍板|核准),$"
)
PROMISE_MADE = re.compile("(?<![未没无])(?:承诺|同意|保证|答应|允诺|商定|约定|议定|达成一致|达成共识)[,:]$")
ITEM = re.compile("\\s*(?:其中)?(?:内容)?(?:包括|包含|涵盖)")
AGREED_ITEMS = re.compile(
    "同意|承诺|答应|达成[^。;]{0,20}(?:协议|协定|共识|安排|一致)|签署[^。;]{0,20}(?:协议|协定)"
)


class ModalityReader(SentenceReader):
    """Says how firm an act is and where the cue stands that tells it."""

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
        if (subject_start >= clauses[0].start and folded.endswith(FORESEEN, 0, subject_start)) or (
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
        pattern, names = cues_table()
        return [
            match
            for match in pattern.finditer(self.folded, low, high)
            if not self.covered[match.start()]
            and not self._false_cue(match, place)
            and not (self.folded.startswith("后", match.end()) and names[match[0]] == "decided")
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
        if (
            calls
            and calls[-1][0] == "要求"
            and names[last[0]] == "shall"
            and not self._party_at(calls[-1].end())
        ):
            return None  # 要求出口技术须逐单报批: laid down
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
        if firm == "will" and self._follows_a_promise(clauses, index, begin):
            return "agreed", begin  # 日方还承诺，将加强管制
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

    def _follows_a_promise(self, clauses: list[Clause], index: int, place: int) -> bool:
        """Whether the clause before ends with a promise, or the act is an item of what was agreed: 同意多项措施，包括将."""
        if not index:
            return False
        before, here = clauses[index - 1], clauses[index]
        if PROMISE_MADE.search(self.folded, before.start, here.start):
            return True
        return ITEM.match(self.folded, here.start) is not None and (
            AGREED_ITEMS.search(self.folded, clauses[0].start, here.start) is not None
        )

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
        if word in TO_BE_ISSUED and ABOUT_TO.search(folded, low, place):
            return True  # 将签署一项命令
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
        if not self.is_order and PASSED.search(folded, clauses[0].start, clause.start):
            return "decided", clause.start  # 内阁周二批准，对包裹开征关税
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
        if (
            number
            and ITEM.match(self.folded, clause.start)
            and AGREED_ITEMS.search(self.folded, clauses[0].start, clause.start)
        ):
            return "agreed", clause.start  # 换取挪方同意的条件，包括采购大豆
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

    def _was_long_before(self, start: int, stop: int) -> bool:
        """Whether a day stands there that lies months before the text's own, on which a thing was done."""
        if self.published_on is None:
            return False
        before = (self.published_on - dt.timedelta(days=75)).isoformat()
        return any(
            not ref.is_duration and ref.role in {"", "since"} and ref.value < before[: len(ref.value)]
            for _, _, ref in self._dates_between(start, stop)
        )

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
