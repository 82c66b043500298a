"""A party that bears: 加拿大钢厂被加征, 日本获豁免 are acts of who laid the duty, not of those."""

from __future__ import annotations

import re

from sources.extraction.chinese_owners import OwnerSearch
from sources.extraction.chinese_tables import parties_table
from sources.extraction.chinese_trial import Trial

BORNE = frozenset(("tariff", "tariff_exclusion", "port_fee"))
LED_IN = re.compile("(?:但|而|其中|此外|同时|另外|例如|像|至于|来自|原产于|对于)*")
ROW = re.compile("、|和|与|及|以及|跟")
# What stands between the name of who bears and what it bears: 钢厂均被, 产品则继续, 也将
BORNE_THEN = re.compile(
    "[^,。;对向将被获就把从给定宣决称说示认]{0,6}?(?:则|也|均|都|亦|还|仍|同样|此前|将|会|已|可|继续|一律|同时|今后)*"
    "(?:被|遭到?|获得?|享有?|享受|适用|面临|承受)"
)


class BearerSearch(OwnerSearch):
    """Finds who lays a duty on the party that a clause tells of."""

    def _settle_by_who_bears(self, at: Trial) -> None:
        """Find who lays the duty where the party taken for the actor is who bears it or is freed of it."""
        if at.code not in BORNE or at.how.startswith(("agent", "sold to", "giver", "owner")):
            return
        bearing = self._bearing(at)
        both = at.actor == "BOTH" and at.how.startswith("subject")
        # 加拿大钢厂被加征，日本产品则获豁免: not by the subject of the clause before
        laid = at.found and at.found[-1].object in BORNE and at.word != "面临"
        goes_on = laid and at.subject_start < at.clause.start
        if bearing and (both or goes_on or at.actor in bearing) and (other := self._laid_last(at, bearing)):
            at.actor, at.how = other, "other"

    def _settle_by_who_bore(self, at: Trial) -> None:
        """Find who acts where the clause before tells what it bears: 欧盟被美国课税，已决定反制, not the United States."""
        last = at.found[-1] if at.found else None
        if not last or at.how != "chain" or not last.how.startswith("agent") or last.clause != at.number - 1:
            return
        bore = self._bearing_in(at.clauses[last.clause].start, last.stop)
        if len(bore) == 1 and not at.before.endswith(("被", "遭", "遭到")):
            at.actor = bore.pop()

    def _bearing(self, at: Trial) -> set[str]:
        """Return the parties whose row opens the clause as those that bear or are freed; empty if none does."""
        return self._bearing_in(at.clause.start, at.end)

    def _bearing_in(self, start: int, end: int) -> set[str]:
        """Return the parties whose row opens what is told from ``start`` to ``end`` as those that bear."""
        folded, (pattern, names) = self.folded, parties_table()
        place = led.end() if (led := LED_IN.match(folded, start)) else start
        bearing: set[str] = set()
        stop = place
        while party := pattern.match(folded, place, end):
            bearing.add(names.get(party[0], "") or "")
            stop = party.end()
            joined = ROW.match(folded, stop)
            place = joined.end() if joined else end
        borne = BORNE_THEN.match(folded, stop, end) if bearing else None
        return bearing - {"", "BOTH"} if borne else set()

    def _laid_last(self, at: Trial, bearing: set[str]) -> str:
        """Return who laid the duty that was told of last, else the United States where the text names them; "" if nobody."""
        laid = [act.actor for act in reversed(at.found) if act.object in BORNE]
        laid += [finding.actor for finding in reversed(self.findings[-6:]) if finding.object in BORNE]
        usual = "US" if "US" in self.ranking else ""
        return next(
            (code for code in (*laid, usual, *self.ranking) if code not in {*bearing, "", "BOTH"}), ""
        )
