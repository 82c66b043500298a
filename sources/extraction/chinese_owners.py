"""Whose goods, firms, duty or gift the words of a Chinese clause name."""

from __future__ import annotations

import re

from sources.extraction.chinese_judged import JudgedVetoes
from sources.extraction.chinese_tables import parties_table
from sources.extraction.chinese_trial import Trial
from sources.extraction.chinese_words import (
    ACTS_NEXT,
    GOODS_OF,
    OFFICE,
    SHORT_NAMES,
    SOLD_TO,
)

# 就挪威对智利限制措施发起调查: what was done to it by another
BY_ANOTHER = re.compile(
    "(?:就[^,。;的]{2,6}|(?:对|针对)[^,。;的对]{2,8}(?:拟|将|已|计划|宣布|决定|近期|日前)[^,。;的对]{0,4})对$"
)
CHARGED = re.compile("(?:收取|征收|计收|收费|加征|课征)$")
LEAVE = re.compile("[^,。;]{0,10}?(?:批准|许可|核准|同意|准许|授权)")
DUTY_BEHIND = re.compile(
    "(?<=[国方盟度亚西大本兰南士古威坡哥宾其斯尼利鲁廷甸寨])(?:的|对[^,。;对的]{1,6}的?)?(?:对等|进口|附加|额外|现行|相关|有关|惩罚性|汽车(?!进口)|钢铝|新)*(?:(?:关税|附加税)(?!表|法|委|则|战)|(?:出口|进口)(?:限制|管制|禁令)|(?<=的)[^,。;的对]{1,8}(?:出口|进口)(?:限制|管制|禁令)|(?:管制|限制)措施|(?<=[相有]关)管制)"
)


class OwnerSearch(JudgedVetoes):
    """Finds whom the words of a clause name as owner, giver, buyer or target."""

    def _who_stands_at(self, place: int, stop: int | None = None) -> str:
        """Return the party that is named at ``place``, "" where none is."""
        pattern, names = parties_table()
        party = pattern.match(self.folded, place, len(self.folded) if stop is None else stop)
        return names.get(party[0], "") if party else ""

    def _parties_between(self, start: int, stop: int) -> list[str]:
        """Return the parties that are named there, in order; "" for a name of nobody's."""
        pattern, names = parties_table()
        return [names.get(match[0], "") for match in pattern.finditer(self.folded, start, stop)]

    def _giver(self, origin: int, place: int, stop: int) -> str:
        """Return who gave what was got: 从中方取得许可, 获得进口中国磁体的许可."""
        pattern, names = parties_table()
        if origin >= 0 and (party := pattern.match(self.folded, origin + 1, place)):
            return names.get(party[0], "")
        party = pattern.search(self.folded, place, stop)
        return names.get(party[0], "") if party else ""

    def _whose_goods(self, start: int, stop: int) -> str:
        """Return the party whose goods the words name: whose duties fall is who sells, not who taxes; "" where
        the goods are of several or of none."""
        pattern, names = parties_table()
        found = {
            names.get(match[0], "")
            for match in pattern.finditer(self.folded, start, stop)
            if GOODS_OF.match(self.folded, match.end())
        }
        return found.pop() if len(found) == 1 else ""

    def _whose_firms(self, start: int, stop: int) -> str:
        """Return the party whose firms the words name first, "" where they name none."""
        pattern, names = parties_table()
        return next(
            (
                names.get(match[0], "")
                for match in pattern.finditer(self.folded, start, stop)
                if self.folded.startswith(
                    ("企业", "公司", "厂商", "生产商", "出口商", "酒商", "农户"), match.end()
                )
            ),
            "",
        )

    def _licensed_by(self, at: Trial) -> tuple[str, str] | None:
        """Return whose leave must be got, and how that was found: 须获得挪威政府的许可, 挪威企业须取得许可; else None."""
        pattern, names = parties_table()
        for office in pattern.finditer(self.folded, at.end, max(at.object_stop, at.end + 16)):
            if self.folded[office.start() - 1] in "对向往至自" or "," in self.folded[at.end : office.start()]:
                break
            if (code := names.get(office[0], "")) not in {"", "BOTH"} and LEAVE.match(
                self.folded, office.end()
            ):
                return code, "owner"
        firms = self._whose_firms(at.start, at.place) if at.how in {"issuer", "last"} else ""
        return (firms, "owner") if firms else None

    def _aimed_at(self, party: str, start: int, stop: int) -> bool:
        """Whether the words before an act name a party as the one that it strikes: 对挪威加税."""
        pattern, names = parties_table()
        return any(
            names.get(match[0], "") == party
            and self.folded.endswith(("对", "向"), start, match.start())
            and (self.folded[match.start() - 1] == "对" or CHARGED.search(self.folded, match.end(), stop + 2))
            and not (
                (
                    "就" in self.folded[start : match.start()]
                    or self.folded.find("对", start, match.start() - 1) >= 0
                )
                and BY_ANOTHER.search(self.folded, start, match.start())
            )
            and not (
                self.folded.endswith("针对", start, match.start())
                and (ACTS_NEXT.match(self.folded, match.end()) or OFFICE.match(self.folded, match.end()))
            )
            for match in pattern.finditer(self.folded, start, stop)
        )

    def _owner_of_duty(self, start: int, stop: int) -> str:
        """Return the party whose duty the words name, as 美国关税, "" where they name none."""
        if not DUTY_BEHIND.search(self.folded, start, stop + 8):
            return ""
        pattern, names = parties_table()
        for match in pattern.finditer(self.folded, start, stop):
            if (
                DUTY_BEHIND.match(self.folded, match.end())
                and self.folded[match.start() - 1] not in "对向输从自于往销给将把"
                and not self.folded.startswith(("反制", "回应", "报复"), max(start, match.start() - 2))
            ):
                return names.get(match[0], "")
        return ""

    def _sold_to(self, start: int, stop: int) -> str:
        """Return where the goods are sold to that the words name, "" where they name no such place."""
        sold = SOLD_TO.search(self.folded, start, stop)
        if not sold or (sold["short"] and sold[0].startswith("对") and "出口" not in sold[0]):
            return ""
        if sold["short"]:
            return SHORT_NAMES[sold["short"]]
        pattern, names = parties_table()
        place = pattern.match(self.folded, sold.end(), stop)
        return names.get(place[0], "") if place else ""

    def _other_than(self, party: str, otherwise: str) -> str:
        """Return the other party of what is told here: who acted last, else the one named most often, else
        ``otherwise``."""
        return next(
            (
                code
                for code in (self.last_actor, self.actor_before, *self.ranking)
                if code not in ("", "BOTH", party)
            ),
            otherwise,
        )
