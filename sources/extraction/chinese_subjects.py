"""Who acts in a Chinese sentence: the parties that it names, and what each of them is named for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from sources.extraction.chinese_modality import ModalityReader
from sources.extraction.chinese_tables import (
    Clause,
    Found,
    duties,
    pairs,
    parties_table,
    rules_table,
)
from sources.extraction.chinese_words import (
    ACTS_NEXT,
    AGREED_ON,
    BA,
    BARGAINED,
    CAUSE,
    FEARED,
    INSTITUTION,
    ITS_PEOPLE,
    LAPSES,
    LISTED_PARTY,
    NOT_SUBJECT_AFTER,
    NOT_SUBJECT_BEFORE,
    OFFICE,
    OFFICIAL,
    OURS,
    OURS_AWAY,
    OWN_FIRMS,
    OWNED,
    PLACES,
    PRONOUNS,
    QUOTES,
    REPAID,
    SAID_BEHIND,
    SAYS_SO,
    SEEN,
    SURELY_ACTS,
    TO_THEM,
    TOLD_OF,
    TOLD_ON,
    WITH_OFFICE,
)

INTO_IT = re.compile("(?:展开|进行|启动|发起|开展)(?:了)?[^,。;的]{0,8}(?:调查|复审)$")
# 在与智方举行峰会前数周启动: who is named there does nothing behind it
TIMED = re.compile("[前后时际]|期间|[力动求]下")
WHILE = re.compile(
    "(?:在|自|从|于|当|待)(?![于此])[^,。;:]{2,40}?"
    "(?:之前|以前|(?<![目此日先以当])前(?![往提景述总任首财身期])(?:夕|[一二三四五六数几两\\d]+(?:周|日|天|个月))?"
    "|之后|以后|(?<![先随其然此])后(?![续果来方期])|(?<![同届及适临暂当小利])时(?![间任期候代限])|之际|期间|施压下|压力下|推动下|要求下)"
    "(?=[^,。;:]{2})"
)
# 智方谋求主导地位的做法是不合理的: whose deed is judged does nothing further on
DEED = re.compile(
    "[^,。;]{2,30}?的(?:做法|行为|政策|措施|举动|举措|指控|言论|行动|立场|主张)(?:是|不|令|已|违|损|造|构|将|属|具|显|[,。])"
)
# 挪威贸易代表某某还建议
TITLES = ("代表", "部长", "大臣", "总统", "总理", "首相", "主席", "财长", "外长", "专员", "发言人")
A_PERSON = re.compile(
    "[\u4e00-\u9fff]{2,5}(?:·[\u4e00-\u9fff]{1,6}){0,2}(?:[(][^()]{2,40}[)])?(?:当地时间|[\\d月日周一二三四五六今昨当天也还则已曾])*"
    "(?:将|会|拟|宣布|表示|称|说|建议|决定|同意|承诺|指出|强调|警告|威胁|提议|透露|签署|下令|证实|发布|公布)"
)
TO_AN_OFFICE = re.compile("向[^,。;向]{0,6}$")
ADVISES = re.compile("[^,。;]{0,4}(?:建议|提议|提出|提交|递交|报告|申请|通报)")
# 两国元首, 中美谈判代表: those who speak for both
BOTH_PEOPLE = re.compile(
    "(?:(?:最高)?领导人|元首|政府|(?:经贸|谈判|工作|贸易|首席)*(?:代表团?|团队|小组|工作组|牵头人|官员|部长))(?=[^,。;:的]{0,12}?(?:将|会(?![晤谈见议])|拟|已|承诺|同意|商定|达成|宣布|决定|计划|一致|确认|约定))"
)
# 对美国宣布将关税提高至50%深感遗憾
FELT = re.compile(
    "(?:宣布|决定|计划|拟|将)[^,。;]{4,50}(?:深感|深表|表示|感到)(?:遗憾|失望|不满|震惊|关切|担忧|强烈)"
)
MAIN_PAIRS = frozenset(("中美", "美中", "中欧", "欧中"))
NO_OFFICE = frozenset((",", "。", ";", "、", "", *"将已会拟决宣同于就把也则应须从自"))
# 被挪威贸易部正式列入
DONE_BY = re.compile("(?:政府|当局|方面)?(?:正式|再度|再次|一并|单方面|全面)?")
# 反制美方加征关税: what is answered is told
ANSWERS = ("回应", "应对", "反制", "报复", "抗议")
RATE_OF_IT = re.compile("(?:则|均|也|亦|分别)?(?:为|是|仅)\\d[\\d.]*%")
SAYS_THAT = re.compile("[^,。;]{0,24}?(?:说|称|表示|指出|写道|强调)[,:]")
TELLS_OF = ("就", "针对", "对于", *ANSWERS)


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


def _is_led(before: str) -> bool:
    """Whether the two characters before a name say that it does not act: 对美国, 包括中国."""
    return before in NOT_SUBJECT_BEFORE or before[-1:] in NOT_SUBJECT_BEFORE


MINISTRIES = frozenset(("商务部", "财政部", "外交部", "交通部", "海关", "经济部", "农业部"))
ORDERED_BY = frozenset(("指示", "责成", "下令", "授权", "委托", "命令", "要求"))


class SubjectReader(ModalityReader):
    """Finds the parties that act in a sentence, and which of them does an act."""

    def _tells_an_act(self, start: int, stop: int) -> bool:
        """Whether what reads like a purpose tells an act: 针对墨方拟自明年起加征关税, 针对日本商品的关税取消."""
        folded = self.folded
        if folded.startswith("针对", start) and (
            LAPSES.search(folded, start, stop)
            or (folded[start - 1 : start] in {",", ";"} and INTO_IT.search(folded, start, stop))
        ):
            return True  # 宣布援引第301条，针对各国做法展开调查
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
        moves = folded.find("将", start, stop) >= 0 or folded.find("把", start, stop) >= 0
        moved = [match.span() for match in BA.finditer(folded, start, stop)] if moves else ()
        timed = TIMED.search(folded, start, stop)
        whiles = self.whiles = (
            [match.span() for match in WHILE.finditer(folded, start, stop)] if timed else []
        )
        whom: str | None = None
        prior = (-1, -1)  # the name before that was none of one that acts
        whom_until = -1  # the end of an office that does not act
        office_until = start  # the end of an office that a party's name began: 埃及调查机关
        for match in self._parties_named(start, stop):
            begin, end = match.span()
            if begin < office_until or self.covered[begin]:
                continue
            office = OFFICE.match(folded, end) if folded[end : end + 1] not in NO_OFFICE else None
            if office:
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
            if len(row) > 2 and folded[row[0] - 1] in "与同" and row[0] > start:
                prior = (begin, end)
                continue  # 日本将与挪威、智利共同建立
            if purposes and any(low <= begin < high for low, high in purposes):
                if SAYS_SO.match(folded, end) and names.get(match[0]):
                    # 根据特朗普的主张，决定加征
                    found.append((begin, end, names[match[0]], f"source:{match[0]}"))
                continue
            if found and begin < office_stop:
                continue  # 新加坡财政部长: one party
            before = folded[max(start, begin - 2) : begin]
            named = Named(match[0], begin, end, before, office, self._told_here(begin, start, stop))
            named.passive = (
                before.endswith(("被", "遭", "遭到"))
                and (by := DONE_BY.match(folded, office.end() if office else end)) is not None
                and rules_table()[0].match(folded, by.end()) is not None
            )
            if begin == whom_until and names.get(match[0]) == whom:
                continue  # 就日本首相高市早苗的言论: the name of the one that is rejected
            if self._is_whom_or_what(named, found, start, stop):
                prior = (begin, end)
                whom_until, whom = office.end() if office else end, names.get(match[0])
                if not _is_led(before) or before.endswith(("由", "由于", "据报", "据悉")):
                    whom_until = -1
                continue
            if moved and any(low < begin < high for low, high in moved):
                continue  # 决定将美国企业列入清单: what is moved
            if self._is_where_or_listed(named, start):
                continue
            code = self._code_of(named, found, stop)
            if not code:
                continue
            how = self._how_named(named, start, stop)
            if whiles and (inside := next((high for low, high in whiles if low < begin and end < high), 0)):
                self.within[begin] = inside
            code, begin = self._with_the_one_before(named, code, found)
            if prior[1] == begin and names.get(folded[slice(*prior)]) == code:
                begin = prior[0]  # 美国特朗普政府
            found.append((begin, end, code, f"{how}:{named.word}"))
            office_stop = office.end() if office else end
        return found

    def _parties_named(self, start: int, stop: int) -> Iterator[re.Match[str]]:
        """Yield the names of parties in the sentence; in 当中美国也将 that is 美国."""
        pattern, folded = parties_table()[0], self.folded
        low, high = bisect_left(self.named_starts, start), bisect_left(self.named_starts, stop)
        for name in self.named[low:high]:
            if name[0][0] == "中" and folded[name.start() - 1 : name.start()] in {"当", "其"}:
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
        if found and named.word in MINISTRIES and before in ORDERED_BY:
            return True  # 总统已指示商务部提高关税: told to, by whom was named
        owned = (begin == start or folded[begin - 1] in ",;。:\n( ") and OWNED.match(folded, end, stop)
        if (
            _is_led(before)
            and not (named.told or named.passive)
            and not folded[max(start, begin - 3) : begin].endswith(SEEN)
            and not before.endswith(("由", "由于", "基于", "源于", "鉴于", "据报", "据悉"))
            and not (
                before.endswith(("包括", "换取", "交换", "换得", "换来", "涵盖"))
                and BARGAINED.match(folded, end)
            )
            and not (
                before.endswith(("名", "位"))
                and OFFICIAL.match(folded, max(begin, end - 2))
                and not TO_THEM.search(folded, start, begin)
            )
            and not (before.endswith("就") and AGREED_ON.match(folded, end, stop))
            and not (before.endswith("对") and FELT.match(folded, end, stop))
            and not (
                before.endswith(("的", "个"))
                and (SURELY_ACTS.match(folded, end) or OWN_FIRMS.match(folded, end))
            )
            and not (before.endswith(("和", "与")) and found and found[-1][1] == begin - 1)
        ):
            return True
        if parties_table()[1].get(named.word) == "BOTH" and BOTH_PEOPLE.match(folded, end):
            return False
        if named.word in pairs() and named.word not in MAIN_PAIRS and not SURELY_ACTS.match(folded, end):
            return True  # 台美关税, 韩美协议
        if (
            "向" in folded[max(start, begin - 8) : begin]
            and TO_AN_OFFICE.search(folded, max(start, begin - 8), begin)
            and ADVISES.match(folded, named.office.end() if named.office else end)
        ):
            return True  # 向企划财政部长官建议征收
        if named.word == "该国" and not (ACTS_NEXT.match(folded, end) or rules_table()[0].match(folded, end)):
            return True  # 该国前总统
        known = bool(owned or named.office) or ITS_PEOPLE.match(folded, end) is not None
        if known:
            return False
        if folded[end : end + 4].startswith(NOT_SUBJECT_AFTER) or folded.startswith(
            ("对等贸易", "对等关税"), end
        ):
            return True  # 台美对等贸易协定
        return not (
            (named.word.endswith(INSTITUTION) and parties_table()[1].get(named.word) != "BOTH")
            or named.word in duties()
            or named.word in PRONOUNS
            or ACTS_NEXT.match(folded, end)
            or rules_table()[0].match(folded, end)
            or (named.word.endswith(TITLES) and A_PERSON.match(folded, end))
        )

    def _is_where_or_listed(self, named: Named, start: int) -> bool:
        """Whether the party is a place, an example or one of a list: 齐聚华盛顿, 以乌克兰为由."""
        folded, begin, end, before = self.folded, named.begin, named.end, named.before
        if folded.startswith(("为由", "为例", "为首", "为目标", "在内", "等国在内", "等在内"), end):
            return True  # 以支持乌克兰为由
        if RATE_OF_IT.match(folded, end):
            return True  # 日本以15%为限，英国则为10%
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
            elif found and (
                said := [
                    each
                    for each in found
                    if each[2] not in {"", "BOTH"} and SAYS_THAT.match(folded, each[1], begin)
                ]
            ):
                code = said[-1][2]  # 挪威首相说，智利进展缓慢，而"我们已削减关税"
            return code
        if word == "商务部" and self._of_washington:
            return "US"
        if word == "该国":
            return self._last_named(begin)
        if word == "他们" and (
            near := [
                names
                for match in parties_table()[0].finditer(folded, max(0, begin - 60), begin)
                if (names := parties_table()[1].get(match[0], "")) not in {"", "BOTH"}
                and folded.rfind("。", match.end(), begin) < 0
            ]
        ):
            if self.last_actor in near:
                return self.last_actor  # 挪威将作出让步。他们将对智利开放市场
            return near[-1]  # 根据商务部最新公告，他们决定
        if word in PRONOUNS:
            return self.other if self.side == "CN" else self.side
        if self.side != "CN" and (word in OURS or word in OURS_AWAY):
            return self.side
        if (word in OURS or word in duties()) and self.home != "CN":
            return self.home  # 财政部, in a text of Indonesia
        return parties_table()[1][word]

    def _last_named(self, stop: int) -> str:
        """Return the party that the words before ``stop`` name last, "" where none is near."""
        pattern, names = parties_table()
        named = [names.get(word, "") for word in pattern.findall(self.folded, max(0, stop - 160), stop)]
        third = (code for code in reversed(named) if code not in {"", "BOTH", "US", "CN"})
        return next(third, "") or next((code for code in reversed(named) if code not in {"", "BOTH"}), "")

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
        if (
            DEED.match(folded, named.end)
            or CAUSE.match(opener)
            or FEARED.search(opener)
            or before in {"要求", "敦促", "督促", "呼吁"}
        ):
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

    def _actor(
        self,
        place: int,
        subjects: list[tuple[int, int, str, str]],
        clause: Clause,
        number: int,
        clauses: list[Clause],
        found: list[Found],
    ) -> tuple[str, str, int]:
        """Return who does the act, how that was found, and where the subject begins, -1 where none is named."""
        weak = None
        for start, stop, code, how in reversed(subjects):
            if self.within and place >= self.within.get(start, place + 1):
                continue
            if self.waits_for and self._only_waited_for(start, code, place, clause, subjects):
                continue
            if how.startswith("after") and start < clause.start:
                weak = weak or (code, how, start)
                continue
            if start < clause.start and self._inside_an_item(start, clauses):
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
                    or found[-1].how in {"owner", "other", "sold to"}
                ):
                    # 同意依法审批: both sides were named nearer, but who grants licences is one of them.
                    return code, how, start
                return found[-1].actor, "chain", -1
        if weak and not found and not self.is_order:
            return weak
        if found and not (self.is_order and found[-1].how.startswith("cause")):
            return found[-1].actor, "chain", -1  # 鉴于日方收费，对日本船舶收取: by the issuer
        if self.header and not self.item_actor:
            return self.header[0], "header", -1
        if self.is_order:
            return self.side, "issuer", -1
        if self.last_actor:
            return self.last_actor, "last", -1
        last = self.findings[-1] if self.findings else None
        if last and last.actor not in {"", "BOTH"} and clause.start - last.stop < 40:
            return last.actor, "last", -1
        return self._named_before(clause.start) or self.home, "issuer", -1

    def _inside_an_item(self, start: int, clauses: list[Clause]) -> bool:
        """Whether a party acts only inside an item of a list: 接受双方同意的证明;简化要求."""
        low = self.folded.rfind(":", clauses[0].start, start)
        item = max(low, self.folded.rfind(";", low + 1, start)) + 1 if low >= 0 else 0
        return low >= 0 and item < start and rules_table()[0].match(self.folded, item) is not None

    def _only_waited_for(
        self, start: int, code: str, place: int, clause: Clause, subjects: list[tuple[int, int, str, str]]
    ) -> bool:
        """Whether a party acts in a condition alone: 首相扬言，若智方与秘方达成协议，将对智利商品加税."""
        low, high = next((span for span in self.waits_for if span[0] <= start < span[1]), (0, 0))
        if not high or place < high:
            return False
        if self.is_order:
            return True  # 美方如恢复收费，届时按原标准收取: the issuer does it
        if self.is_order and self.folded.startswith(("上述", "本公告", "本决定", "该措施"), clause.start):
            return True
        if any(begin < low or (each == "BOTH" and begin <= start < high) for begin, _, each, _ in subjects):
            return True
        pattern, names = parties_table()
        return any(
            names.get(match[0]) == code
            and self.folded.endswith(("对", "向", "针对"), clause.start, match.start())
            for match in pattern.finditer(self.folded, clause.start, clause.stop)
        )

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
        return next((code for code in reversed(named) if code not in {"", "BOTH"}), "")
