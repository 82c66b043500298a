"""What a wording refers to, as keys that can be compared: acts, percentages, days, topics, families of words.

Pure: text in, keys out. Used to link a claim's words and a record's words to the same things before anything
is scored, in English and Chinese (traditional letters where they differ in these words).
"""

from __future__ import annotations

import re
from functools import lru_cache

# A record's words are read again whenever a claim is ranked; what they refer to depends on nothing but the words.
SEEN = 4_096
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_NUMBERS = r"(\d{1,3}(?:\s*(?:,|and|,\s*and|&|、|和)\s*(?:Nos?\.?\s*|第)?\d{1,3}号?)*)"

_ORDER = re.compile(
    r"(?:\bE\.?O\.?|executive orders?)\s*(?:No\.?\s*)?(1[34]\d{3})|第?(1[34]\d{3})号行政[令命]",
    re.IGNORECASE,
)
_NOTICE_EN = re.compile(
    r"(?:announcements?|notices?|decrees?|orders?|commission)\s+(?:of\s+[^.;()]{0,80}?\s)?(?:nos?\.?|numbers?|#)\s*"
    + _NUMBERS
    + r"(?:\s*(?:of|,|\()\s*(20\d\d))?",
    re.IGNORECASE,
)
_NOTICE_EN_YEAR_FIRST = re.compile(r"\b(20\d\d)\s+(?:no\.?|number)\s*(\d{1,3})\b", re.IGNORECASE)
_NOTICE_SHORT = re.compile(r"\b(20\d\d)/(\d{1,3})\b")
_NOTICE_ZH = re.compile(r"(20\d\d)年?第(\d{1,3})[号號]((?:[、和及,，]\s*第?\d{1,3}[号號])*)")
_BODY = (
    ("TC", re.compile(r"税则委员会|稅則委員會|tariff commission", re.IGNORECASE)),
    ("UEL", re.compile(r"不可靠实体清单工作机制|unreliable entity list working", re.IGNORECASE)),
    ("MOT", re.compile(r"交通运输部|ministry of transport", re.IGNORECASE)),
)
_NUMBER = re.compile(r"\d{1,3}")
_PERCENT = re.compile(
    r"(\d{1,3}(?:\.\d+)?)(?:\s*|-)(?:%|％|per\s?cent(?:age)?(?:\s+points?)?|"
    r"percentage[- ]points?|points?\b|个百分点|個百分點)",
    re.IGNORECASE,
)
_RULE_NAME = re.compile(r"\s*(?:rule|affiliates?|穿透|的?规则)", re.IGNORECASE)  # the 50% rule is a name
_DAY_EN = re.compile(rf"\b(\d{{1,2}})\s+({_MONTH})\.?,?\s+(20\d\d)\b", re.IGNORECASE)
_DAY_US = re.compile(rf"\b({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(20\d\d)\b", re.IGNORECASE)
_DAY_ZH = re.compile(r"(20\d\d)年(\d{1,2})月(\d{1,2})[日号號]")
_DAY_ISO = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
_NOTICE_ZH_BARE = re.compile(
    r"第(\d{1,3})[号號]((?:[、和及,，]\s*第?\d{1,3}[号號])*)(?=公告|令)|公告第(\d{1,3})[号號]"
)
_PARAGRAPH = re.compile(r"\bparagraph\s+(\d)\b|第([一二三四五])[款条]", re.IGNORECASE)
_LAW = re.compile(r"\bsections?\s*(\d{3})\b|(?<!\d)(\d{3})(?:条款|條款|调查|調查|措施|条|條)", re.IGNORECASE)
# What a wording sets apart is not what it speaks of: "farm goods besides soybeans", 农产品（不含大豆）.
_APART = re.compile(
    r"\b(?:besides|except(?: for)?|excluding|other than|apart from|aside from|in addition to|on top of|not counting)"
    r"\s+(?:(?:its|the|their|those|that)\s+)?(?:[\w-]+\s?){1,2}|"
    r"(?:不含|不包括|不计)[\u3400-\u9fff]{1,6}|除[\u3400-\u9fff]{1,6}?(?:以?外|之外)|[\u3400-\u9fff]{1,4}除外",
    re.IGNORECASE,
)
_SCALE = {
    "million": 1e6, "mn": 1e6, "m": 1e6, "mmt": 1e6, "billion": 1e9, "bn": 1e9, "万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8,
}  # fmt: skip
_MONEY_EN = re.compile(
    r"(?:US\s?D?\$?|\$)\s*(\d[\d,]*(?:\.\d+)?)\s*(million|billion|mn|bn)\b|"
    r"(\d[\d,]*(?:\.\d+)?)\s*(million|billion|mn|bn)\s+(?:US\s+)?dollars",
    re.IGNORECASE,
)
_MONEY_ZH = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*([万萬亿億])美元")
_TONNES_EN = re.compile(
    r"(\d[\d,]*(?:\.\d+)?)\s*(million\s+(?:metric\s+)?ton(?:ne)?s|mmt\b|(?:metric\s+)?ton(?:ne)?s\b)",
    re.IGNORECASE,
)
_TONNES_ZH = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*([万萬亿億]?)[吨噸]")
_WORDED = (
    ("twelve million", "12 million"),
    ("一千二百万", "1200万"),
    ("二千五百万", "2500万"),
    ("两千五百万", "2500万"),
)

_TOPICS = {
    "fentanyl": r"fentanyl|precursor|芬太尼|前体",
    "affiliates-rule": r"affiliates?\b|50\s*(?:%|percent|per cent)\s+rule|穿透性",
    "port-fees": r"port fees?|port dues|shipbuilding|港务费|港口费|港務費|造船",
    "surcharge": r"surcharge|附加税|附加費",
    "october-controls": r"(?:9|9th of) october|october 9(?:th)?\b|10月9日",
    "soybeans": r"soy\s?beans?|大豆",
    "aircraft": r"aircraft|boeing|飞机",
    "magnets": r"magnets?|永磁|磁材",
    "rare-earths": r"rare[- ]earths?|稀土",
    "medium-heavy-rare-earths": r"\b(?:medium|middle|mid)[\s,/&–-]+(?:(?:and|or|to)[\s-]+)?heavy[\s-]+rare[\s-]+earth|"
    r"(?<![其当當])中[、/及和与與]?重稀土",
    "entity-list": r"entity list|end[- ]user list|实体清单|管控名单|實體清單",
    "chips": r"chips?\b|semiconductors?|nexperia|芯片|半导体|安世",
    "students": r"students?|visas?|留学生|签证",
    "tiktok": r"tiktok|字节",
    "non-tariff": r"non[- ]tariff|非关税",
    "dual-use": r"dual[- ]use|两用物项",
    "technology": r"technolog(?:y|ies)|技术",
    "general-licence": r"general licen[cs]es?|通用许可",
    "de-minimis": r"de minimis|小额",
    "design-software": r"\bEDA\b|(?:chip|circuit)[- ]design|design (?:software|tools)|设计软件|設計軟件|设计工具",
    "ethane": r"ethane|乙烷",
    "engines": r"\bengines?\b|发动机|發動機",
    "logs": r"\blogs\b|\btimber|原木|木材",
    "drones": r"\bdrones?\b|unmanned|无人机|無人機",
    "hanwha": r"hanwha|韩华|韓華",
    "batteries": r"batter(?:y|ies)|电池|電池",
    "superhard": r"super-?hard|synthetic diamond|超硬|人造金刚石",
    "farm-goods": r"farm (?:goods|products|exports?)|agricultur\w+|农产品|農產品",
    "energy": r"\bcoal\b|\bLNG\b|liquefied natural gas|crude oil|煤炭|液化天然气|原油",
    "military": r"militar(?:y|ies)|armed forces|军事|军方|军用|軍事",
    "unreliable-entities": r"unreliable[- ]entit|不可靠实体|不可靠實體",
    "board-of-trade": r"boards? of trade|board of investment|贸易委员会|投资委员会",
    "forced-labour": r"forced labou?r|强迫劳动|強迫勞動",
    "projects": r"select\w* (?:\w+ ){0,4}projects|projects? (?:\w+ ){0,3}select|选[定出中][^，。；]{0,10}项目|优先项目",
    "reciprocal": r"reciprocal (?:\w+ ){0,2}?(?:tariff|dut|rate|levy|levies)|对等关税|對等關稅",
    "equipment": r"\bequipment\b|设备|設備",
    "ores": r"\bores?\b|矿石|原矿|礦石",
    "supply-mechanism": r"supply (?:\w+ )?mechanism|供应(?:链)?(?:保障)?机制|供應機制",
    "exclusions": r"\bexclusions?\b|关税排除|项排除|关税[^，。；]{0,10}排除|排除(?:期限|措施|清单)|市场化采购排除",
    "shipowners": r"\b(?:ships?|vessels?|shipping|shipowners?)\b|船舶|船只|海事",
}
FIRMS = frozenset({"topic:hanwha", "topic:tiktok"})
MANY = 8  # materials: more than these are a group, and name no single thing
_TOPIC = {key: re.compile(pattern, re.IGNORECASE) for key, pattern in _TOPICS.items()}

# Families guessed for records whose terms carry no code, from our own sentences (English) or a quote
# (Chinese).
# The first pattern that is found wins, so that "continue to suspend" is a suspension and not a measure kept.
_ACTIONS = (
    ("SUSPEND", r"\bsuspend|suspension|\bpaus|hold in abeyance|暂停|停止实施|中止"),
    ("EXTEND", r"\bextend|extension|\brenew|prolong|延长|展期|继续暂停"),
    (
        "LIFT",
        r"\bremov|\blift|take down|\bterminat|\brevok|\bcancel|"
        r"eliminat|\bend(?:s|ed|ing)?\b|rescind|\bgiv(?:e|en|ing) up\b|\babandon|取消|撤销|解除|放弃",
    ),
    (
        "REDUCE",
        r"\bcut(?:s|ting)?\b|\bhalv|\breduc|\blower|\beas(?:e|ing)\b|\brelax|降低|下调|减少|放宽",
    ),
    (
        "APPROVE",
        r"\bapprov|\bissue (?:general )?licen|\bgrant|\bclear applications|审批|批准|许可证",
    ),
    ("RESUME", r"\bresum|\bdeliver|\bsupply|\bsupplies\b|\brestart|恢复|供应"),
    ("REVIEW", r"\breview|\bexamin|case[- ]by[- ]case|审查|审核"),
    ("PURCHASE", r"\bbuy|\bpurchas|\bimport\b|\binvest|采购|购买|投资"),
    (
        "STOP",
        r"\bstop|\bhalt|\brefrain|not (?:impose|apply|adopt)|no new|\bprevent|\bcurb the flow|不再|停止",
    ),
    (
        "ESTABLISH",
        r"\bestablish|\bset up|\bcreate|\bmechanism|\bconven|\bfinance|\bconsult|建立|设立|磋商",
    ),
    ("ADJUST", r"\badjust|\bmodif|\bamend|调整|修改"),
    ("EXPAND", r"\bexpand|扩大"),
    ("LIST", r"\blist(?:s|ed|ing)?\b|列入"),
    ("CONTROL", r"\bcontrol|管制"),
    ("MAINTAIN", r"\bkeep|\bmaintain|\bretain|保留|维持"),
    ("IMPOSE", r"\bimpos|\blev(?:y|ies)\b|\bapply|实施|加征"),
)
_ACTION = tuple((code, re.compile(pattern, re.IGNORECASE)) for code, pattern in _ACTIONS)
_OBJECTS = (
    ("tariff_exclusion", r"exclusions?|关税排除|排除措施"),
    ("investigation", r"investigat|\bprobe|调查"),
    ("port_fee", r"port fees?|port dues|港务费|港口费"),
    (
        "entity_list",
        r"entity list|entities|end[- ]user list|affiliates? rule|50\s?% rule|实体清单|管控名单",
    ),
    ("licences", r"licen[cs]|export applications|permits?\b|许可|出口申请"),
    ("tariff", r"tariff|\bdut(?:y|ies)\b|\bpoints\b|\d\s?%|\bEO 14\d{3}|关税|税率"),
    ("chemicals", r"fentanyl|precursor|chemical|芬太尼|前体|化学品"),
    (
        "export_control",
        r"export (?:control|curb|restriction|ban)|announcements? no|controls?\b|出口管制|管制",
    ),
    ("countermeasures", r"countermeasure|non[- ]tariff|retaliat|反制"),
    ("rare_earths", r"rare[- ]earth|magnet|critical mineral|稀土|关键矿产"),
    (
        "purchases",
        r"soy\s?bean|aircraft|farm|agricultur|energy|lng|sorghum|logs|大豆|农产品|飞机",
    ),
    ("investment", r"invest|financ|投资|融资"),
    ("mechanism", r"mechanism|consult|dialogue|working group|group\b|机制|工作组"),
    ("restrictive_measures", r"restrict|measures?\b|sanction|限制|措施"),
    ("market_access", r"market|市场"),
    ("trade", r"\btrade|exports?|imports?|贸易|出口|进口"),
)
_OBJECT = tuple((code, re.compile(pattern, re.IGNORECASE)) for code, pattern in _OBJECTS)
_GENERAL = {"restrictive_measures", "market_access", "trade", "mechanism", "tariff"}
_NAMED_OBJECT = (
    (
        "tariff",
        re.compile(r"tariff|\bdut(?:y|ies)\b|\blev(?:y|ies)\b|关税|税率|加税", re.IGNORECASE),
    ),  # no bare rate
    *((code, pattern) for code, pattern in _OBJECT if code not in _GENERAL),
)


@lru_cache(maxsize=SEEN)
def references(text: str) -> frozenset[str]:
    """Return what ``text`` refers to: ``act:EO 14257``, ``act:2025/61``, ``pct:24``, ``day:2026-11-10``,
    ``topic:...``.

    A notice without a year is ``number:61``: it may meet ``act:2025/61`` only through ``same_act``.
    """
    found: set[str] = set()
    for match in _ORDER.finditer(text):
        found.add(f"act:EO {match[1] or match[2]}")
    for match in _NOTICE_EN.finditer(text):
        numbers = [int(number) for number in _NUMBER.findall(match[1])]
        body = _body(text, match)
        found |= {f"act:{body}{match[2]}/{n}" if match[2] else f"number:{n}" for n in numbers}
    for match in _NOTICE_EN_YEAR_FIRST.finditer(text):
        found.add(f"act:{_body(text, match)}{match[1]}/{int(match[2])}")
    for match in _NOTICE_SHORT.finditer(text):
        found.add(f"act:{match[1]}/{int(match[2])}")
    for match in _NOTICE_ZH.finditer(text):
        numbers = [
            int(match[2]),
            *[int(number) for number in _NUMBER.findall(match[3])],
        ]
        found |= {f"act:{_body(text, match)}{match[1]}/{number}" for number in numbers}
    for match in _NOTICE_ZH_BARE.finditer(text):
        bare = [str(match[1] or match[3]), *_NUMBER.findall(match[2] or "")]
        known = {_bare(key) for key in found}
        found |= {f"number:{int(number)}" for number in bare if str(int(number)) not in known}
    found |= {f"para:{match[1] or '一二三四五'.index(match[2]) + 1}" for match in _PARAGRAPH.finditer(text)}
    found |= {f"topic:section-{match[1] or match[2]}" for match in _LAW.finditer(text)}
    found |= {
        f"pct:{float(match[1]):g}"
        for match in _PERCENT.finditer(text)
        if not _RULE_NAME.match(text, match.end())
    }
    found |= _days(text)
    found |= {f"amount:{unit}:{value:g}" for unit, value in amounts(text)}
    told = without_apart(text)
    found |= {f"topic:{key}" for key, pattern in _TOPIC.items() if pattern.search(told)}
    return frozenset(found)


def without_apart(text: str) -> str:
    """Return ``text`` without what it sets apart from what it speaks of: "farm goods besides soybeans"."""
    return _APART.sub(" ", text)


def _body(text: str, match: re.Match[str]) -> str:
    """Return the body whose notice it is, where the words around name one other than the commerce ministry.

    Bodies number their notices each from 1, so that No. 8 of one is not No. 8 of another.
    """
    around = (
        text[max(0, match.start() - 30) : match.end()]
        + text[match.end() : match.end() + 60].partition(".")[0]
    )
    return next((f"{code} " for code, pattern in _BODY if pattern.search(around)), "")


@lru_cache(maxsize=SEEN)
def amounts(text: str) -> frozenset[tuple[str, float]]:
    """Return the amounts that ``text`` names, as ("usd", dollars) and ("tonnes", metric tons)."""
    for worded, figures in _WORDED:
        text = re.sub(worded, figures, text, flags=re.IGNORECASE)
    found = set()
    for match in _MONEY_EN.finditer(text):
        found.add(("usd", _number(match[1] or match[3]) * _SCALE[(match[2] or match[4]).lower()]))
    for match in _MONEY_ZH.finditer(text):
        found.add(("usd", _number(match[1]) * _SCALE[match[2]]))
    for match in _TONNES_EN.finditer(text):
        found.add(("tonnes", _number(match[1]) * _SCALE.get(match[2].split()[0].lower(), 1)))
    for match in _TONNES_ZH.finditer(text):
        found.add(("tonnes", _number(match[1]) * _SCALE.get(match[2], 1)))
    return frozenset(found)


def _number(text: str) -> float:
    return float(text.replace(",", ""))


def shared(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """Return the keys of ``one`` that ``other`` has too; a bare notice number meets the same number of any
    year, and a notice of an unnamed body the notice of that number of any body."""
    of_any_body = {_without_body(key) for key in other if key.startswith("act:")}
    bare_other = {_bare(key) for key in other} - {""}
    bare_of_other = {_bare(key) for key in other if key.startswith("number:")} - {""}
    both = set(one & other)
    for key in one:
        others = bare_other if key.startswith("number:") else bare_of_other
        if (_bare(key) and _bare(key) in others) or (key.startswith("act:2") and key in of_any_body):
            both.add(key)
    return frozenset(both)


def guess_action(text: str) -> str:
    """Return the action code that the words of ``text`` suggest first, or an empty string."""
    return next((code for code, pattern in _ACTION if pattern.search(text)), "")


def guess_object(text: str) -> str:
    """Return the object code that the words of ``text`` suggest first, or an empty string."""
    return next((code for code, pattern in _OBJECT if pattern.search(text)), "")


@lru_cache(maxsize=SEEN)
def objects_named(text: str) -> frozenset[str]:
    """Return every object code that ``text`` names by a word of its own, general ones ("measures", "trade") left out."""
    told = without_apart(text)
    return frozenset(code for code, pattern in _NAMED_OBJECT if pattern.search(told))


@lru_cache(maxsize=SEEN)
def words(text: str) -> frozenset[str]:
    """Return the content of ``text`` as words of four letters and more, and pairs of Chinese characters."""
    lower = text.lower()
    latin = {word[:7] for word in re.findall(r"[a-z]{4,}", lower)} - _COMMON
    han = {run[i : i + 2] for run in re.findall(r"[\u3400-\u9fff]{2,}", text) for i in range(len(run) - 1)}
    return frozenset(latin | han)


_COMMON = frozenset(
    [
        "that",
        "this",
        "with",
        "from",
        "will",
        "shall",
        "their",
        "have",
        "been",
        "which",
        "china",
        "chinese",
        "united",
        "states",
        "american",
        "other",
        "such",
        "also",
        "said",
        "would",
        "into",
        "over",
        "under",
        "than",
        "them",
        "they",
        "these",
        "those",
        "for",
        "the",
        "and",
        "its",
        "agreed",
        "including",
    ]
)


def _without_body(key: str) -> str:
    return f"act:{key.removeprefix('act:').rpartition(' ')[2]}"


def without_body(keys: frozenset[str]) -> frozenset[str]:
    """Return ``keys`` with each notice also under its number alone, for what is looked up by either."""
    return keys | {_without_body(key) for key in keys if key.startswith("act:") and "/" in key}


def with_numbers(keys: frozenset[str]) -> frozenset[str]:
    """Return ``keys`` with the bare number of each notice, under which a text without a year may name it."""
    return keys | {f"number:{_bare(key)}" for key in keys if _bare(key)}


def _bare(key: str) -> str:
    if key.startswith("number:"):
        return key[7:]
    if key.startswith("act:") and "/" in key:
        return key.rpartition("/")[2]
    return ""


def _days(text: str) -> set[str]:
    found = set()
    for day, month, year in _DAY_EN.findall(text):
        found.add((int(year), _MONTHS[month.lower()], int(day)))
    for month, day, year in _DAY_US.findall(text):
        found.add((int(year), _MONTHS[month.lower()], int(day)))
    for pattern in (_DAY_ZH, _DAY_ISO):
        for year, month, day in pattern.findall(text):
            found.add((int(year), int(month), int(day)))
    return {f"day:{y:04d}-{m:02d}-{d:02d}" for y, m, d in found}
