"""What a Chinese act is made of, and the tables of words, parties, objects and cues, built once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from sources.extraction.chinese_words import OURS_AWAY, PRONOUNS, VIEW
from sources.extraction.lexicon import Act, load
from sources.parties import alternation, parties


@dataclass(frozen=True, slots=True)
class Rule:
    """One meaning of a word of the lexicon."""

    act: Act
    object: str
    needs: re.Pattern[str] | None
    modality: str
    loose: str  # the object that is meant when none is named
    found_as: str  # what the act is about, whatever object it found
    before: re.Pattern[str] | None = None  # what must follow the word


@dataclass(slots=True)
class Clause:
    """A clause of a sentence, in offsets of the text."""

    start: int
    stop: int


@dataclass(slots=True)
class Found:
    """An act that was found in a sentence, in offsets of the text."""

    rule: Rule
    trigger: str
    place: int
    stop: int  # after the trigger
    clause: int
    actor: str
    how: str
    subject_start: int
    modality: str
    cue_start: int
    object: str
    object_stop: int
    negated: bool


def _quickly(pattern: str, words: Iterable[str]) -> re.Pattern[str]:
    """Compile a pattern that ``words`` begin, with a look at two letters first: of hundreds of words none begins at most
    places of a text, which is then told at once.
    """
    pairs_of_letters = [word[:2] for word in words if len(word) > 1]
    first, second = ("".join({pair[at] for pair in pairs_of_letters}) for at in (0, 1))
    alone = "".join({word for word in words if len(word) == 1})
    look = f"[{re.escape(first)}][{re.escape(second)}]" + (f"|[{re.escape(alone)}]" if alone else "")
    return re.compile(f"(?={look})(?:{pattern})")


@cache
def rules_table() -> tuple[re.Pattern[str], dict[str, list[Rule]]]:
    """Return the pattern of all words of acts and the rules of each; "" has those of what only a pattern knows."""
    table: dict[str, list[Rule]] = {}
    patterns: list[str] = []
    begins: list[str] = []  # what the patterns begin with
    ahead: dict[str, dict[str, list[str]]] = {}  # by first character: the rest of a word, what must follow it
    free: set[str] = set()  # words that begin an act whatever follows
    for entry in load("chinese")["act"]:
        act = Act(entry["action"], entry["polarity"], frozenset(entry["objects"]))
        needs = re.compile(entry["needs"]) if "needs" in entry else None
        rule = Rule(
            act,
            entry.get("object", ""),
            needs,
            entry.get("modality", ""),
            entry.get("loose", ""),
            entry.get("object_if_found", ""),
            re.compile(entry["before"]) if "before" in entry else None,
        )
        for word in entry["words"]:
            table.setdefault(word, []).append(rule)
        if "before" in entry:
            for word in entry["words"]:
                ahead.setdefault(word[0], {}).setdefault(word[1:], []).append(f"(?={entry['before']})")
        else:
            free.update(entry["words"])
        if "pattern" in entry:
            patterns.append(entry["pattern"])
            begins.extend(entry["begins"])
            table[""] = [rule]  # for words that only the pattern knows
    for word in [word for word in table if word.endswith("了") and word[:-1] in table]:
        table[word] = [*table[word], *table[word[:-1]]]  # 实施了 is also 实施
    bare = {word for word in table if word and word not in free and word.removesuffix("了") not in free}
    # each branch begins with a character of its own: so the engine knows at once where none can begin
    patterns.extend(
        f"{first}(?:" + "|".join(f"{rest}(?:{'|'.join(looks)})" for rest, looks in words.items()) + ")"
        for first, words in (
            (first, {rest: looks for rest, looks in words.items() if first + rest in bare})
            for first, words in ahead.items()
        )
        if words
    )
    words = [word for word in table if word]
    whole = "|".join([*patterns, alternation(word for word in words if word not in bare)])
    return _quickly(whole, [*words, *begins]), table


# What makes a longer name of the second character of two short ones: 中美 is none in 磋商中美国同意.
LONGER_NAME = {
    "美": "国(?!家)|方",
    "欧": "[盟洲元方]",
    "日": "[本方]",
    "韩": "[国方]",
    "澳": "[大洲门方]",
    "英": "[国方]",
    "加": "[拿方]",
    "印": "[度尼方]",
    "墨": "[西方]",
    "马": "[来方]",
    "泰": "[国方]",
    "台": "[湾方]",
    "瑞": "[士典方]",
    "越": "[南方]",
    "中": "[国方]",
}


@cache
def pairs() -> frozenset[str]:
    """Return what names two parties by a character each: 中美."""
    return frozenset(parties()["BOTH"]["pairs_zh"])


def _pairs_pattern() -> str:
    """Return the pattern of two parties named by a character each."""
    seconds: dict[str, list[str]] = {}
    for pair in sorted(pairs()):
        first, second = pair[0], pair[1]
        seconds.setdefault(first, []).append(f"{second}(?!{LONGER_NAME[second]})")
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in seconds.items())


@cache
def parties_table() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the pattern of all names of parties and the code of each; pronouns are in the pattern alone."""
    names = {name: code for code, entry in parties().items() for name in entry["zh"]}
    for code, entry in parties().items():
        names.update(dict.fromkeys(entry.get("subjects_of_duty_zh", ()), code))
        for word in entry["adjectives_zh"]:
            names.setdefault(f"{word}政府", code)
            names.setdefault(f"{word}方", code)
    names.update(dict.fromkeys(OURS_AWAY, ""))
    whole = alternation([*names, *PRONOUNS])
    names.update(dict.fromkeys(pairs(), "BOTH"))
    return _quickly(f"{whole}|{_pairs_pattern()}", [*(name for name in names if name), *PRONOUNS]), names


@cache
def homes() -> list[tuple[str, str]]:
    """Return what a text names that is written at home there, with whose home it is."""
    return [(name, code) for code, entry in parties().items() for name in entry.get("home_zh", ())]


@cache
def duties() -> frozenset[str]:
    """Return the names of those that carry a duty which a notice lays on them."""
    return frozenset(name for entry in parties().values() for name in entry.get("subjects_of_duty_zh", ()))


@cache
def objects_table() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the pattern of all words of objects and the code of each, "none" for what only looks like one."""
    names: dict[str, str] = {}
    for entry in load("objects")["object"]:
        for name in entry["zh"]:
            names.setdefault(name, entry["code"])
    return _quickly(alternation(names), names), names


@cache
def cues_table() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the pattern of all cues and the modality of each."""
    table = load("chinese")["modality"]
    names = {
        cue: name
        for name in ("will", "threatens", "expected", "decided", "agreed", "shall", "done", "calls")
        for cue in table[name]
    }
    return re.compile(alternation(names)), names


@cache
def calls_pattern() -> re.Pattern[str]:
    """Return the pattern of the cues that call on somebody, also where they are part of another one."""
    return re.compile(alternation(load("chinese")["modality"]["calls"]))


# 消除非关税壁垒 has no 除非
UNLESS = "除非(?<![消解免移清排废去拆删]除非)"
# 如对方执意加征关税, 如泰国未在期限内履行: what is not done or done again
IF_NOT = (
    "如(?<!\\w如)(?![下此何期上前今同图数实约愿是常火])"
    "(?=[^,。;:]{1,16}?(?:未|不|仍|继续|拒|执意|违反|单方面|没有|无法|一意|再次))"
)


@cache
def conditions_pattern(circumstances: bool, sides: bool, waits: bool) -> re.Pattern[str]:
    """Return what begins a condition: its words alone, or also 在…的情况下, 美方如不 and 直到美方, which cost more to
    look for.
    """
    more = (
        "(?:(?:,[^,。;:!?]*){1,2}(?=,(?:那么|则(?!称|表|指)|就[将会]))"
        "|(?:,(?:甚至|乃至|或者?|且|而且|并且|认为)[^,。;:!?]*){0,2})"
    )
    named = alternation(name for name, code in parties_table()[1].items() if code and len(name) > 1)
    # 如印度恢复进口: whoever is named; 如印度、越南 are examples
    openers = load("chinese")["modality"]["conditions"]
    if_named = f'(?<![^,。;:!?\\s"])如(?=(?:{named})(?![、等及的所]|商品|产品|企业|货物|货品|汽车))'
    words = (
        f"(?:{if_named}|{alternation(openers)}|只有(?=[^。;]{{1,60}}才)|{UNLESS}|{IF_NOT})(?!干|欲|需(?!求)|所[说称述言])[^,。;:!?]*"
        + more
    )
    if waits:
        # 直到欧方取消关税, 前提是美方履行承诺, 在美国撤销措施之前: what another party must do first
        who = (
            "(?:[^\\W地南北东西后前军官一四多全立十]方|[美韩中德法各两英泰]国|欧盟|日本|印度|印尼|越南|马来西亚"
            "|加拿大|墨西哥|荷兰|澳大利亚|特朗普|谈判|磋商|协议)"
        )
        words += (
            f"|(?:直到|直至)(?:该|与)?{who}[^,。;:!?]*|(?:但)?前提(?:条件)?(?:是|为)[^,。;:!?]{{4,}}"
            "|(?:但)?条件(?:是|为)(?=设|满足|遵守|承诺|履行|同意|接受|投资|建立|实行|提供|不|必须|须|对方|双方|[^,。;]{1,6}方)[^,。;:!?]{4,}"
            # 日方取消收费后，本公告自动废止
            f"|(?<![\\w,]){who}[^,。;:!?]{{2,36}}后(?=,(?:本|上述|有关|相关|该)?[^,。;]{{0,8}}(?:自动|即行|方可|同步))"
            f"|在{who}[^,。;:!?在]{{2,36}}(?:之前|以前|(?<![日年月此提])前)(?=,)"
        )
    if sides:
        words += (
            "|(?<=方)如(?=不|停止|取消|撤|履行|放弃|纠正|能|继续|执意|再|坚持|一意|未"
            "|恢复|重新|违反|提高|加征|实施|采取|拒绝|单方面)[^,。;:!?]*"
        )
    if circumstances:
        words += (
            r"|在(?!毫无|没有|缺乏|缺少|全无|无)[^,。;:在]{2,30}(?:的情况下|的前提下)"
            r"|(?<=[,。;])(?![^,。;:]{0,40}在)[^,。;:]{2,40}(?:的情况下|的前提下)"
        )
    if not (circumstances or sides or waits):
        return _quickly(words, [*openers, "只有", "除非", "如"])
    return re.compile(words)


@cache
def denials_pattern() -> re.Pattern[str]:
    """Return the pattern of the words that deny."""
    return re.compile(
        alternation(load("chinese")["modality"]["denies"])
        # 未对欧方发起任何新的调查
        + "".join(
            f"|{word}(?:再|曾)?(?:对|向|就|针对)[^,。;]{{1,16}}?(?:发起|启动|实施|采取|加征|施加)(?:过)?任何"
            for word in ("并未", "未曾", "从未", "没有", "未")
        )
        # 从未对马方提出此类要求
        + "".join(
            f"|{word}(?:对|向)[^,。;]{{1,10}}?提出(?:过)?(?:此类|这样的|这种|任何|有关)"
            for word in ("并未", "未曾", "从未", "没有")
        )
    )


@cache
def targets_table() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the pattern of the words that name a target and the code of its party."""
    names: dict[str, str] = {}
    for code, entry in parties().items():
        if code == "BOTH":
            continue
        for name in entry["zh"]:
            names[name] = code
        for word in entry["adjectives_zh"]:
            for form in (
                "对{}",
                "自{}",
                "原产{}",
                "{}对",
                "{}企业",
                "{}产品",
                "涉{}",
                "{}船舶",
                "向{}",
                "{}大豆",
            ):
                names[form.format(word)] = code
    names["对华"] = names["涉华"] = "CN"
    # 对加 alone also begins 对加征, 对加强
    names.update(
        dict.fromkeys(
            (
                "自印发",
                "对加油",
                "对加农",
                "对加部",
                "对加豌",
                "对加菜",
                "对加相",
                "对加有",
                "对加方",
                "对加出",
                "对加进",
            ),
            "CA",
        )
    )
    del names["日对"]  # 同日对等开征 is no Japan
    return _quickly(alternation(names), names), names


def is_view(folded: str, start: int) -> bool:
    """Whether the clause at ``start`` says what an act is ("是国际通行做法"): then it is spoken of, not
    done.
    """
    return bool(VIEW.match(folded, start))


def cue_in(words: str) -> bool:
    """Whether folded words hold a cue."""
    return bool(cues_table()[0].search(words))


def is_main(before: str) -> bool:
    """Whether a cue stands right before the act, so that it is the verb of its clause and not part of a
    noun.
    """
    return bool(re.search("(?:将|决定|同意|继续|应当|必须|已|依法|(?<![员事协国议])会)[^,]{0,3}$", before))
