"""What the words of a claim say of what it speaks of: kept, broken, run out, in force again, kept up, more of it, less.

Pure: a text in, a short answer out, in English and Chinese. The words are of classes (a denied verb of keeping a promise is
a breach whichever verb it is), and none knows a record. Who words it otherwise is not understood, and the draft then says
no more than the coded fields do.
"""

from __future__ import annotations

import re

_NOT_EN = (
    r"(?:\bnot|n't|\bnever|\byet to|\bno longer|\bfail(?:ed|s|ing|ure)?(?: (?:again|once more|\w+ly))? to|"
    r"\brefus(?:ed|es|ing|al) to|"
    r"\bneglect(?:ed|s)? to|\bwithout|\bstill to|\bhas to date no|\bunwilling to)"
)
_KEEP_EN = (
    r"(?:honou?r|fulfil|deliver|implement|ke(?:pt|ep)|met\b|meet\b|live(?:d)? up|abid|compl(?:y|ied)\b|"
    r"carr(?:y|ied) out|act(?:ed)? on|follow(?:ed)? through|made? good|stuck to|stick(?:ing)? to|"
    r"living up|keeping|meeting|lift a finger)"
)
_KEEP_ZH = r"(?:履行|兑现|兌現|落实|落實|遵守|信守|恪守|执行到位|执行承诺|做到)"
_NOT_ZH = r"(?:[未没沒](?:有|能|曾)?|尚未|并未|並未|拒不|拒绝|拒絕|(?<!折)不(?!断|斷|折)|迟迟|遲遲)"

# A breach: a promise is called broken, or its keeping is denied.
_BREACH = re.compile(
    r"(?<!not )(?<!never )(?<!n't )(?<!would )(?<!without )(?<!nor )"
    r"\b(?:violat|breach(?!es? of (?:this|the) (?:notice|order|announcement|law))|reneg|contraven|flout|"
    r"backtrack|"
    r"walk(?:ed|s|ing)? (?:back|away)\b(?: \w+){0,2}? (?:pledge|promise|commitment|deal|undertaking)|"
    r"back(?:ed|s|ing)? (?:out of|away from)|(?:went|gone|going|goes|go) back on|ripp?(?:ed|ing) up|"
    r"f(?:ell|all(?:s|en|ing)?) (?:well |far )?short|broke(?:n|) (?:its|their|the|a|his)\b|in default\b|"
    r"out of (?:line|compliance) with|dishonou?r)"
    rf"|{_NOT_EN}(?: \w+){{0,3}}? {_KEEP_EN}"
    r"|(?<![未无没有])(?:违反|違反|违背|違背|背弃|背棄|背离|撕毁|撕毀|违约|違約)|食言|出尔反尔|出爾反爾|"
    r"言而无信|言而無信|不守信"
    rf"|{_NOT_ZH}[^，。；]{{0,6}}{_KEEP_ZH}"
    r"|(?:未|没有)(?:能)?(?:达到|达成|完成)[^，。；]{0,6}(?:承诺|约定|许诺|目标|既定)"
    r"|(?:未|没有)能?(?:如约|如期|按约定|按约|依约|按期|按时)"
    r"|(?:低于|少于|不及)[^，。；]{0,4}(?:承诺|约定|许诺)"
    r"|\b(?:below|less than|short of) (?:the |its |their |what )?(?:\w+ ){0,2}?(?:promised|agreed|pledged)\b",
    re.IGNORECASE,
)
# What is kept, said as such: the act that was promised was done.
_FULFIL = re.compile(
    r"\b(?:fulfill?(?:ed|s|ing)?|honou?r(?:ed|s|ing)|complet(?:ed|es|ing)|deliver(?:ed|s|ing) on|"
    r"liv(?:ed|es|ing) up to|kept (?:its|their|the) (?:word|promise|pledge|part|side|commitment)|"
    r"met (?:its|their|the) (?:\w+ )?(?:target|pledge|commitment|obligation|undertaking|goal)|made good on|"
    r"followed through on|carried out (?:its|their|the) (?:\w+ )?(?:pledge|promise|commitment|undertaking))"
    r"|(?<![未没沒])(?:已|均)(?:按|依)(?:照|据)?(?:约定|計劃|计划|承诺|协议|共识)"
    r"|(?<![未没沒])(?:已|均|全部|如期|按期|按时|按時|如约|如約|率先)[^，。；]{0,8}(?:履行|兑现|兌現|落实|落實|完成|到位|兑付)",
    re.IGNORECASE,
)
# A time that ran out, or that will not be lengthened.
_LAPSE = re.compile(
    r"(?<!before it )(?<!before they )(?<!not )(?<!until it )(?<!when it )(?<!once it )(?<!if it )(?<!unless it )"
    r"\b(?:expired|expires|lapsed|lapses|ran out|runs out|r[au]n its course|(?:comes|came) to an end|"
    r"ceased to (?:apply|have effect|be in force)|sunset(?:s|ted)?(?= (?:on|at|in)\b)|"
    r"(?:let|allow(?:ed|s)?) \w+(?: [\w']+){0,14}? (?:lapse|expire))\b"
    r"|\b(?:not|never|n't) (?:(?:going|planning|willing|intend(?:ing)?|want|plan)? ?to )?(?:be |been )?"
    r"(?:extend|renew|prolong)(?:ed)?\b|"
    r"\bno (?:further )?(?:extension|renewal)\b"
    r"|到期(?![前后後])|(?<!未)届满(?![前后後])|(?<!未)屆滿|失效|期满(?![前后後])|期滿|自动终止|自然终止"
    r"|(?:不再|不予|未再|未获|没有|未)(?:延长|延長|延期|展期|续期|續期)",
    re.IGNORECASE,
)
# What ran out is the relief from a measure, not the measure: "the suspension of the fees expired".
_RELIEF = re.compile(
    r"\b(?:suspensions?|pauses?|moratori(?:um|a)|waivers?|truces?|reprieves?|stays?)\b|"
    r"暂停|暫停|中止|停止实施|豁免|休战|停火|缓征",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\bagain\b|\bresum|\breinstat|\breimpos|\bre-impos|\breintroduc|\breactivat|\brevert|\brestor|"
    r"\bonce more\b|"
    r"\bback (?:in(?:to)? (?:force|effect|place)|to \d|on\b|up to)|\bsnap(?:s|ped|ping)? back|"
    r"\breturn(?:s|ed|ing)? to \d|"
    r"恢复|恢復|重新|再次|再度|重启|重啟|重拾|又对|重返|复征",
    re.IGNORECASE,
)
# A relief that goes on is a relief, though the verb is of keeping: "keep the duty suspended", 维持暂停.
_KEEPING = (
    r"\b(?:keep|keeps|kept|keeping|leave|leaves|left|leaving|hold|holds|held|holding|remain|remains|remained|stay|stays|stayed|"
    r"maintain\w*|retain\w*|continu\w+|preserv\w+|uphold\w*|upheld|stand(?:s|ing)? by)\b"
)
_KEPT_UP = re.compile(
    # The participle ends what is kept: "keep the duty suspended", and not "keep the duty that it suspended".
    rf"{_KEEPING}(?:(?!\b(?:that|which|while|as|after|once|until|unless|if)\b)[^.;:,]){{0,110}}?"
    r"\b(?:suspended|paused|on hold|on ice|in abeyance|frozen|waived|exempt(?:ed)?)\b"
    rf"|{_KEEPING}(?: (?:the|its|their|this|that|a|an|in place|with|by|to|of|existing|current|\w+-\w+)){{0,5}}(?: \w+)? "
    r"(?:suspension|pause|waiver|exemption|exclusions?|relief|truce|(?:reduced|lowered|lower) rate)\b"
    r"|"
    r"(?:继续|繼續|维持|維持|保持|延续|延續)[^，。；]{0,6}(?:暂停|暫停|中止|停止实施|豁免|免征|不征|不再加征|不加征)"
    r"|(?:继续|保持|维持|延续|處於|处于)[^，。；]{0,30}(?:暂停状态|暂停期|暫停狀態|中止状态)",
    re.IGNORECASE,
)
# An end that is put off; of a burden's day of effect as well.
_LONGER = re.compile(
    r"\b(?:extend|prolong|renew|roll(?:ed|s|ing)? over|lengthen|put(?:s|ting)? off|push(?:ed|es|ing)? back|"
    r"postpon|defer(?:s|red|ring)?\b|delay)\w*|\bfor (?:a|one|another) (?:further|more|additional|second)\b|"
    r"\b(?:a|one|another|further|additional) (?:further |more |additional )?(?:year|month|week|day)s?\b(?! of)|"
    r"延长|延長|延至|延续至|延期|顺延|順延|展期|续期|續期|推迟|推遲|继续暂停|繼續暫停|再(?:暂停|延)",
    re.IGNORECASE,
)
# More of it, or less of it.
_LESS = re.compile(
    r"\b(?:confin|cap(?=ped|s)|curtail|reduc(?=es? the (?:scope|number|list)))\w*|"
    r"\bonly (?:to|for|if|where|items?|those|a|an|the|\d|on|in)\b|\blimited to\b|"
    r"\blimits?\b[^.;]{0,60}\bto\b|\brestrict(?:ed|s|ing)?\b[^.;]{0,60}\bto\b|"
    r"\bnarrow(?:s|ed|ing|er)?\b|\bscal(?:ed?|es|ing) (?:back|down)\b|\bcut(?:s|ting)? back\b|"
    r"\bpar(?:ed|es|ing) (?:back|down)\b|"
    r"\bno longer (?:cover|appl|includ|extend)\w*|\bcarv(?:e|ed|es|ing) out\b|\btrim(?:s|med|ming)?\b|"
    r"\bat most\b|\bno more than\b|"
    r"\bexclud(?:e|es|ed|ing)\b|\bdrop(?:s|ped|ping)?\b[^.;]{0,60}\bfrom\b|"
    r"\bremov(?:e|es|ed|ing)\b[^.;]{0,60}\bfrom (?:its|the|their)\b|"
    r"仅限|僅限|只限|限于|限於|仅适用|只适用|仅对|只对|仅就|缩小|縮小|缩减|縮減|收窄|减至|減至|减少[至到]|减为|削减|"
    r"削減|不再包括|不再适用于|剔除|"
    r"不超过|最多|[仅只]向|[仅只]给|仅(?=采购|购买|包括|涵盖|涉及|批准|保留|延长|暂停|发放)|只(?=采购|购买|包括|涵盖|批准|暂停|发放)",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\bbroaden(?:s|ed|ing)?\b|\bwiden(?:s|ed|ing)?\b|\bexpand(?:s|ed|ing)?\b|\bexpansion of\b|"
    r"\benlarg\w+|\bdoubl(?:e|es|ed|ing)\b|\btripl(?:e|es|ed|ing)\b|"
    r"\balso (?:cover|include|apply|extend)\w*|"
    r"\bextend(?:s|ed|ing)?\b[^.;]{0,60}\bto (?:cover|include|all|other|more|users|exporters|items|goods|companies)\b|"
    r"\badd(?:s|ed|ing)? (?:\w+ ){0,3}?(?:more|further|additional|other|new)\b|"
    r"\badd(?:s|ed|ing)?\b[^.;]{0,80}\bto (?:the|its|that|those)\b[^.;]{0,30}\b(?:list|scope|controls?|items?)\b|"
    r"\b(?:top|step|ramp|scal)(?:s|e|es|ped|ed|ping|ing)? up\b|\braise(?:s|d)?\b[^.;]{0,60}\bto\b|"
    r"\bno longer (?:limited|confined|restricted)\b|"
    r"扩大|擴大|拓宽|拓寬|扩展|擴展|扩围|扩至|擴至|增至|增加[至到]|增为|扩充|提高至|提高到|上调至|纳入|納入|并入|增列|新增|追加|加码|不再限于|翻番|翻一番|额外|另外再",
    re.IGNORECASE,
)
_STILL = re.compile(
    r"\b(?:still|unchanged|remains?|remained|stays?|stayed|continues? to|as before|in (?:effect|force|place) since)\b|"
    r"仍然|依然|依旧|仍[在将有属]|继续(?:实施|执行|有效|适用|加征|征收)|没有变化|没有改变|不变|不会调整|未作调整",
    re.IGNORECASE,
)
_FURTHER = re.compile(
    r"\b(?:another|a further|an additional|\w+ (?:more|further|additional)) (?:[\w-]+ ){0,3}?"
    r"(?:entit(?:y|ies)|firms?|compan(?:y|ies)|items?|goods|products|planes|aircraft|users?)\b|[再又](?:将|把|对|新增|增)|增购|加购",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:will|would|shall|(?:is|are)(?: due)? to|unless|until|if|may|could|can|should|before|after|once|set to)"
    r"\b[^.;,]{0,30}$|"
    r"(?:将|將|将于|如|若|除非|可能|即将|直至)[^，。；]{0,24}$",
    re.IGNORECASE,
)


def breach(text: str) -> str:
    """Return the words that call a promise broken, or an empty string."""
    return _first(_BREACH, text)


def fulfilment(text: str) -> str:
    """Return the words that call a promise kept, whole or in part, or an empty string."""
    return "" if breach(text) else _first(_FULFIL, text)


def lapse(text: str) -> str:
    """Return the words that let a time run out, or an empty string. What is asked, feared or to come is none."""
    for match in _LAPSE.finditer(text):
        if not _TO_COME.search(text[max(0, match.start() - 40) : match.start()]) or re.search(
            r"\bnot? |不", match[0], re.IGNORECASE
        ):
            return match[0].lower()
    return ""


def relief(text: str) -> str:
    """Return the words that name a relief from a measure ("suspension", 暂停), or an empty string."""
    return _first(_RELIEF, text)


def again(text: str) -> str:
    """Return the words that put something into force that was in force before, or an empty string."""
    return _first(_AGAIN, text)


def kept_up(text: str) -> str:
    """Return the words that keep a relief up ("keep … suspended"), or an empty string."""
    return _first(_KEPT_UP, text)


def still(text: str) -> str:
    """Return the words that leave what is in force as it is, or an empty string."""
    return _first(_STILL, text)


def longer(text: str) -> str:
    """Return the words that put an end, or a beginning, off, or an empty string."""
    return _first(_LONGER, text)


def size(text: str) -> tuple[int, str]:
    """Return 1 where the words say there is more of what they speak of, -1 where less, 0 where neither or both; and the
    words."""
    less, more = _first(_LESS, text), _first(_MORE, text) or _first(_FURTHER, text)
    if bool(less) == bool(more):
        return 0, ""
    return (-1, less) if less else (1, more)


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[0].lower() if match else ""
