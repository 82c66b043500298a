"""Bytes to text without guessing silently: every candidate is decoded strictly and scored.

Order: an override of the source's recipe, the byte order mark, valid UTF-8 with real multi-byte
sequences, the document's own declaration, the header, gb18030, big5, windows-1252. A candidate that
reads as nonsense (measured by how much of it is common writing) gives way to a later one that does
not. U+FFFD enters only when a few single bytes of an otherwise sound text are broken, and then
the notes say how many.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from sources.values import Malformed

# Labels as browsers read them (WHATWG Encoding Standard), to Python's codecs. gb2312 and gbk are
# read as gb18030, their superset: ministry pages declare gb2312 and then use 镕.
_LABELS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gb_2312": "gb18030",
    "csgb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "ms936": "gb18030",
    "gb18030": "gb18030",
    "euc-cn": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "big5hkscs": "big5hkscs",
    "cn-big5": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "euc-jp": "euc_jp",
    "x-euc-jp": "euc_jp",
    "iso-2022-jp": "iso2022_jp",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "windows-1252": "cp1252",
    "cp1252": "cp1252",
    "iso-8859-15": "iso8859_15",
    "iso-8859-2": "iso8859_2",
    "windows-1250": "cp1250",
    "windows-1251": "cp1251",
    "koi8-r": "koi8_r",
    "utf-16": "utf-16-le",
    "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Without a mark: markup and JSON begin with ASCII, whose zero bytes tell the width (XML 1.0, appendix F; RFC 4627).
_WIDE = (
    (re.compile(rb"[<{\[ \t\r\n]\x00\x00\x00[^\x00]"), "utf-32-le"),
    (re.compile(rb"\x00\x00\x00[<{\[ \t\r\n]\x00\x00\x00"), "utf-32-be"),
    (re.compile(rb"[<{\[ \t\r\n]\x00[^\x00]\x00[^\x00]"), "utf-16-le"),
    (re.compile(rb"\x00[<{\[ \t\r\n]\x00[^\x00]"), "utf-16-be"),
)
_IN_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9._:\-]{1,40})["']""")
_IN_META = re.compile(
    rb"""<meta[^>]{0,300}?\bcharset\s*=\s*["']?\s*([A-Za-z0-9._:\-]{1,40})""", re.IGNORECASE
)
_IN_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9._:\-]{1,40})""", re.IGNORECASE)

# The commonest characters of modern Chinese in both scripts, and of this field: a text in the right
# charset is full of them, one in the wrong charset hardly holds any.
_COMMON = frozenset(
    "的一是不了在人有我他这中大来上个国到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于"
    "起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种"
    "声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军"
    "产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光"
    "王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元社术结六功指思非流每"
    "青管夫连远资队跟带花快条院变联权往展该领传近留红治决周保达办运武半候七必城父强步完革深区即求品士转量空甚众技轻程告江语英基派满式"
    "李息写呢识极令黄德收脸钱党倒未持取设始版双历越史商千片容研像找友孩站广改议形委早房音火际则首单据导影失拿网香似斯专石若兵弟谁校读"
    "志飞观争究包组造落视济喜离虽坏兴切紧且势参器质集团具调积稀土磁出口管制关税贸易协定磋商措施公告许可申请实体清单暂停取消反制稀有金属"
    "镓锗锑钨铟铋碲钼石墨钐钆铽镝镥钪钇钕镨谈判联合声明发言人记者答問條約經濟與國際對為來時會說這們個過後學開關發現進長問題應當實請書東"
    "車見話電無務將動義點種處業產機變達業運選進還邊給結統經網線縣總組織練續維約級納純紅紀細終絕絲給華萬當動務勢勞勝協單區參員商問啟"
    "園圍圖團報場塊壓壞壯夢頭奮婦嬰專將尋導層屬歲島帶幣幫幹庫廠廣廢彈強彙後從復德態憑懷戰戲戶擇擊據擴攝數斷於時曆書會東條極構樣樓"
    "標樹橋機檢權歐歡歷歸殺氣決沒況測減溫滅滿漢潔災為無煙熱爭爾牆獎獨獲現環產畫異當療發盡監盤確礎礦禁稅種稱穩究競筆範築簡簽糧"
    "紡級結給統繼續羅義習聖聯聲職聽肅臺舉舊與興艦艱藝節蘇處號裝製複見規視親覺觀訂計訊討訓記訪設許訴診証評詞試話該詳認語誤說課調談請"
    "論識警譯議護讀變讓財責貨販貿費資賣質賽贏趕趙跡車軍軟較載輕輪輸轉辦農連進遊運過達違遠適選還邊郵鄉釋里量針鐵錢錄鎮鏈長門開間關陸"
    "陳陰陽隊階際難雲電靈靜響頂項順須預領題額風飛食飯館馬驗體點黨齊"
)
_SOUND_RANGES = (
    ("\u3000", "\u303f"),  # CJK punctuation
    ("\u3040", "\u30ff"),  # kana
    ("\uff01", "\uff5e"),  # full-width forms
    ("\u2010", "\u2027"),
    ("\u2030", "\u205e"),
    ("\u20a0", "\u20bf"),
    ("\u2100", "\u22ff"),
)
_SAMPLE = 20_000
_TOLERATED = 1 / 500  # broken bytes per byte of an otherwise sound text
_TOLERATED_ODD = 0.02  # share of characters outside ASCII that need not read like writing, in valid UTF-8


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the label it was read by, and what was doubtful about it (in words)."""

    text: str
    charset: str
    notes: tuple[str, ...] = ()


def decode(
    body: bytes, *, content_type: str = "", override: str = "", strict: bool = False
) -> Decoded | Malformed:
    """Return the text of ``body``, or Malformed when no charset makes sense of it.

    ``content_type`` is the header verbatim; ``override`` a charset that a person has chosen for this
    source, which then only competes with nothing. ``strict`` forbids replacing single broken bytes.
    """
    if override:
        codec = codec_for(override)
        if not codec:
            return Malformed(f"charset {override!r} of the recipe is not known")
        return _settle(body, codec, strict, f"is not {override} as its recipe says")
    for bom, codec in _BOMS:
        if body.startswith(bom):
            return _settle(body[len(bom) :], codec, strict, f"has the byte order mark of {codec} but is not")
    for pattern, codec in _WIDE:
        if pattern.match(body) and (text := _strictly(body, codec)) is not None:
            return Decoded(text, codec, ())
    declared = declared_charset(body)
    header = _IN_HEADER.search(content_type)
    stated = [codec_for(label) for label in (declared, header[1] if header else "") if label]
    candidates = _unique([c for c in stated if c] + ["utf-8", "gb18030", "big5hkscs", "cp1252"])
    if body.isascii() and not any(c.startswith(("utf-16", "iso2022")) for c in candidates):
        return Decoded(body.decode("ascii"), candidates[0], ())
    # Valid multi-byte UTF-8 of any length is next to never anything else, whatever is declared.
    if _is_surely_utf8(body):
        candidates = _unique(["utf-8", *candidates])
        # A few odd characters (direction marks, non-characters) in a page of plain words are no noise; and four
        # characters of three bytes each do not come about by chance, however rare they are.
        text = body.decode("utf-8")
        if _is_nearly_ascii(text) or sum(c >= "\u0800" for c in text) >= 4:
            candidates = ["utf-8"]
    best: tuple[float, str, str] | None = None
    for codec in candidates:
        text = _strictly(body, codec)
        if text is None:
            continue
        score = plausibility(text)
        if best is None or score > best[0] + 0.15:
            best = (score, codec, text)
        if best[0] >= 0.9:
            break
    damaged = _damaged(body, candidates, strict)
    if (
        best is not None
        and best[0] >= _floor(best[1], stated, best[2])
        and (damaged is None or best[0] + 0.15 >= plausibility(damaged.text))
    ):
        note = (
            ()
            if not stated or best[1] == stated[0]
            else (f"read as {best[1]}, though declared {_said(declared, header)}",)
        )
        return Decoded(best[2], best[1], note)
    if damaged is not None:
        return damaged
    return Malformed("in no charset that makes sense of it")


def _floor(codec: str, stated: list[str], text: str) -> float:
    """The score under which a reading is taken for noise: higher for one that nothing but luck suggests."""
    if codec == "utf-8":
        if _is_nearly_ascii(text):
            return 0.0
        return 0.2  # writing in scripts we do not score is still valid here
    return 0.3 if codec in stated or len(text.encode(codec, "replace")) < 60 else 0.5


def is_wide(body: bytes) -> bool:
    """Whether bytes are text of two or four bytes a character, by their mark or by how markup and JSON begin."""
    return body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)) or any(
        pattern.match(body) for pattern, _ in _WIDE
    )


def declared_charset(body: bytes) -> str:
    """Return the label in the XML declaration or the first meta element, "" if there is none."""
    head = body[:4096]
    found = _IN_XML.search(head) or _IN_META.search(head)
    return found[1].decode("ascii") if found else ""


def codec_for(label: str) -> str:
    """Return Python's codec for a charset label as browsers read it, "" for one we do not take."""
    return _LABELS.get(label.strip().lower(), "")


def plausibility(text: str) -> float:
    """Return how much ``text`` reads like writing: 1 for plain English or Chinese, near 0 for mojibake.

    Counts only what is not ASCII: common Chinese characters, kana and their punctuation are sound,
    rare characters half so, lone accented letters among Latin words sound; runs of them, private use,
    C1 controls and ideographs wedged into a Latin word are not.
    """
    sample = (
        text[:_SAMPLE]
        if len(text) <= _SAMPLE
        else text[: _SAMPLE // 2] + text[len(text) // 2 :][: _SAMPLE // 2]
    )
    total, sound = 0, 0.0
    previous = " "
    for index, char in enumerate(sample):
        if char < "\x80":
            if char < " " and char not in "\t\n\r\f":
                total, sound = total + 1, sound - 0.5
            previous = char
            continue
        total += 1
        sound += _worth(char, previous, sample[index + 1] if index + 1 < len(sample) else " ")
        previous = char
    return 1.0 if not total else max(0.0, sound / total)


def _worth(char: str, before: str, after: str) -> float:
    if "\u4e00" <= char <= "\u9fff":
        # One ideograph inside a Latin word is an accent or a quotation mark read in the wrong charset.
        wedged = (
            before.isascii() and before.isalpha() and after.isascii() and (after.isalpha() or after in " ,.")
        )
        return -1.0 if wedged else 1.0 if char in _COMMON else 0.45
    if char == "\u00a0":
        return 1.0 if before < "\x80" or after < "\x80" else 0.2
    if "\u2018" <= char <= "\u201d" or any(low <= char <= high for low, high in _SOUND_RANGES):
        return 1.0
    if char.isalpha() and char < "\u0250":
        # Accented letters stand alone in European words; mojibake makes them stand in rows.
        crowd = (before >= "\u0080") + (after >= "\u0080")
        return (0.9, 0.2, -0.5)[crowd]
    if "\u00a0" <= char <= "\u00bf" or char in "×÷":
        return 0.6 if before < "\x80" and after < "\x80" else -0.2
    if "\uac00" <= char <= "\ud7a3" or "\u0370" <= char <= "\u04ff" or "\u0600" <= char <= "\u06ff":
        return 0.6
    if "\ue000" <= char <= "\uf8ff" or "\x80" <= char <= "\x9f" or char == "\ufffd":
        return -1.0
    if (
        "\U0001f000" <= char <= "\U0001faff"
        or "\u2300" <= char <= "\u2bff"
        or char in "\ufe0f\u200d\u200b\ufeff"
    ):
        return 0.8
    return 0.2 if char >= "\u3400" else 0.4


def _is_surely_utf8(body: bytes) -> bool:
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    wide = sum(c >= "\u0800" for c in text)
    return wide >= 2 or plausibility(text) >= 0.85 or (wide == 1 and _is_nearly_ascii(text))


def _is_nearly_ascii(text: str) -> bool:
    sample = text[:_SAMPLE]
    odd = sum(c >= "\x80" or c < "\t" for c in sample)
    return odd <= len(sample) * _TOLERATED_ODD


def _strictly(body: bytes, codec: str) -> str | None:
    try:
        return body.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return None


def _damaged(body: bytes, candidates: list[str], strict: bool) -> Decoded | None:
    """The first candidate that fails on only a few bytes and reads well otherwise."""
    if strict:
        return None
    for codec in candidates:
        if codec == "cp1252" or _strictly(body, codec) is not None:
            continue
        text = body.decode(codec, errors="replace")
        broken = text.count("\ufffd")
        if broken <= max(1, len(body) * _TOLERATED) and plausibility(text.replace("\ufffd", "")) >= 0.6:
            word = "byte sequence" if broken == 1 else "byte sequences"
            return Decoded(text, codec, (f"{broken} {word} could not be read as {codec}",))
    return None


def _settle(body: bytes, codec: str, strict: bool, complaint: str) -> Decoded | Malformed:
    text = _strictly(body, codec)
    if text is not None:
        return Decoded(text, codec)
    return _damaged(body, [codec], strict) or Malformed(complaint)


def _said(declared: str, header: re.Match[str] | None) -> str:
    return declared or (header[1] if header else "nothing")


def _unique(items: list[str]) -> list[str]:
    return list(dict.fromkeys(items))
