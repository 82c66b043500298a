"""Copies of one statement or wire story, found by what they share and without comparing every pair.

Two signs, each looked up by equality in an index. A 64-bit fingerprint of the whole text finds texts that are
the same but for a word here and there. Keys of its sentences find a text whose headline and first lines were
changed, and a statement quoted at length inside a report. A translation shares neither: it is not a
copy. Pure: no Django.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache
from hashlib import blake2b
from itertools import compress
from operator import add
from struct import pack, unpack
from sys import byteorder

from sources.text import fold, sentences

BITS = 64
HALF = BITS // 2
MAX_DISTANCE = 3
"""Fingerprints at most this many bits apart have a half in which they differ by one bit at most."""

MAX_KEYS = 200
_LENGTH_RATIO = 0.8
_SHORTEST = 400  # weight of text under which a fingerprint must be equal to mean anything
_KEY_WEIGHT = 36  # of a sentence worth a key: about eight English words, twelve Han characters
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_HAN_FIRST = re.compile(f"[{_HAN}]")
_TOKENS = re.compile(rf"[{_HAN}]+|\d+(?:[.,]\d+)*|(?:(?![{_HAN}])[^\W\d_])+(?:'[^\W\d_]+)*|%")

# The same for lower-case ASCII, in which nothing needs to be told from Han: three times faster.
_ASCII_TOKENS = re.compile(r"\d+(?:[.,]\d+)*|[a-z]+(?:'[a-z]+)*|%")


_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def fingerprint(text: str, language: str) -> int:
    """Return the simhash of ``text`` as a signed 64-bit integer, as Postgres' bigint has it; 0 for no words.

    Of its English word triples and Chinese character pairs, folded, without case and punctuation. A number
    counts with what stands beside it and once more by itself, so that two texts of one mould part on theirs.
    ``language`` is "en" or starts with "zh"; both scripts are read in either.
    """
    light, heavy = _shingles(text)
    if not light and not heavy:
        return 0
    total = len(light) + 3 * len(heavy)
    value = _in_more_than(pack(f"<{total}Q", *light, *heavy, *heavy, *heavy), total // 2)
    return value - (1 << BITS) if value >> (BITS - 1) else value


@cache
def _all(lanes: int) -> int:
    return (1 << BITS * lanes) - 1


def _in_more_than(digests: bytes, times: int) -> int:
    """Return the bits that are set in more than so many of the 64-bit digests.

    All bits at once: each digest is a lane of one long number, and of the sums of lanes there is one such number for
    each binary digit. Halves are added, with carry, until one lane is left; its digits are then held against ``times``.
    """
    lanes = 1 << (len(digests) // 8 - 1).bit_length()
    digits = [int.from_bytes(digests, "little")]
    while lanes > 1:
        lanes //= 2
        low, carry, sums = _all(lanes), 0, []
        for digit in digits:
            left, right = digit >> BITS * lanes, digit & low
            either = left ^ right
            sums.append(either ^ carry)
            carry = left & right | either & carry
        digits = [*sums, carry]
    more, equal = 0, _all(1)
    for place in reversed(range(max(len(digits), times.bit_length()))):
        digit = digits[place] if place < len(digits) else 0
        if times >> place & 1:
            equal &= digit
        else:
            more |= equal & digit
            equal &= ~digit
    return more


def _tokens(lowered: str) -> list[str]:
    return (_ASCII_TOKENS if lowered.isascii() else _TOKENS).findall(lowered)


_LANE = 24  # bytes: a hash times a constant, three times added, stays in its lane
_MARK = 23  # the byte of a lane that says that the word has a figure


def _lane(token: str) -> bytes:
    digest = blake2b(token.encode(), digest_size=8).digest()[::-1]
    return digest + bytes(_LANE - 9) + (b"\x01" if _DIGIT.search(token) else b"\x00")


class _Lanes(dict[str, bytes]):
    """The 64-bit hash of each token met, the same in every process, as one lane for ``_triples``. Texts share words."""

    MOST = 50_000

    def __missing__(self, token: str) -> bytes:
        if len(self) >= self.MOST:
            self.clear()
        lanes = self[token] = self.made(token)
        return lanes

    def made(self, token: str) -> bytes:
        return _lane(token)


class _ChunkLanes(_Lanes):
    """The lanes of all tokens in what stands between two spaces of lower-case ASCII."""

    def made(self, chunk: str) -> bytes:
        return b"".join(map(_lane, _ASCII_TOKENS.findall(chunk)))


_lanes, _chunk_lanes = _Lanes(), _ChunkLanes()


class _Hashes(dict[str, int]):
    """The same hash as a number."""

    def __missing__(self, token: str) -> int:
        if len(self) >= _Lanes.MOST:
            self.clear()
        value = self[token] = int.from_bytes(_lane(token)[:8], "little")
        return value


_hash = _Hashes().__getitem__


def _shingles(text: str) -> tuple[set[int], set[int]]:
    """Hashes of the text's word triples and character pairs, each once; those with figures apart."""
    light: set[int] = set()
    heavy: set[int] = set()
    lowered = fold(text).lower()
    if lowered.isascii():
        heavy.update(_hash(f"#{token}") for token in _numbers(lowered))
        lanes = b"".join(map(_chunk_lanes.__getitem__, lowered.split()))
        if len(lanes) > 2 * _LANE:
            _triples(lanes, light, heavy)
        elif lanes:
            _put(_ASCII_TOKENS.findall(lowered), light, heavy)
        return light - heavy, heavy
    words: list[str] = []
    for token in _TOKENS.findall(lowered):
        if token[0].isdigit():
            heavy.add(_hash(f"#{token}"))
        if not token.isascii() and _HAN_FIRST.match(token):
            if words:
                _word_triples(words, light, heavy)
                # A number keeps the characters that it stands between, so that 24% of what is not lost.
                words = words[-1:] if words[-1][0].isdigit() else []
            if words:
                _put([*words, token[0]], light, heavy)
                words = []
            pairs = map(add, token, token[1:]) if len(token) > 1 else (token,)
            light.update(map(_hash, pairs))
        else:
            words.append(token)
    _word_triples(words, light, heavy)
    return light - heavy, heavy


_IN_NUMBERS = b"0123456789.,"
_ONLY_NUMBERS = bytes(code if code in _IN_NUMBERS else 0x20 for code in range(256))


def _numbers(lowered: str) -> list[str]:
    """``_NUMBER.findall`` for ASCII: everything else is blanked first, which takes a fifth of the time."""
    parts = lowered.encode().translate(_ONLY_NUMBERS).decode().split()
    return [number for part in parts if part.strip(",.") for number in _NUMBER.findall(part)]


_FIRST, _SECOND, _THIRD = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9  # odd: no bit is lost


def _word_triples(words: list[str], light: set[int], heavy: set[int]) -> None:
    if len(words) > 2:
        _triples(b"".join(map(_lanes.__getitem__, words)), light, heavy)
    elif words:
        _put(words, light, heavy)


def _triples(lanes: bytes, light: set[int], heavy: set[int]) -> None:
    """Add the hash of each three words in a row: first, second, third times their constants, added, modulo 2^64.

    All at once, as one long number in which each word has its lane.
    """
    count = len(lanes) // _LANE
    marks = lanes[_MARK::_LANE]
    if has_figures := any(marks):
        unmarked = bytearray(lanes)
        unmarked[_MARK::_LANE] = bytes(count)
        lanes = bytes(unmarked)
    words = int.from_bytes(lanes, "little")
    bits = 8 * _LANE
    added = words * _FIRST + (words >> bits) * _SECOND + (words >> 2 * bits) * _THIRD
    thirds = memoryview(added.to_bytes(len(lanes), "little"))[: (count - 2) * _LANE]
    numbers = thirds.cast("Q") if byteorder == "little" else unpack(f"<{len(thirds) // 8}Q", thirds)
    values = list(numbers[::3])
    light.update(values)
    if has_figures:
        one = int.from_bytes(marks, "little")
        heavy.update(compress(values, (one | one >> 8 | one >> 16).to_bytes(count, "little")))


def _put(words: list[str], light: set[int], heavy: set[int]) -> None:
    joined = " ".join(words)
    (heavy if _DIGIT.search(joined) else light).add(_hash(joined))


def halves(fingerprint: int, length: int) -> tuple[int, ...]:
    """Return the keys under which a fingerprint is kept: its lower and its upper half, each marked as what it is.

    Texts too short for anything but an equal fingerprint have the lower one only, texts without words none. A
    half has 32 bits: among a million texts hardly one shares it by chance, whatever their age.
    """
    if not fingerprint:
        return ()
    lower, upper = _both_halves(fingerprint)
    return (lower,) if length < _SHORTEST else (lower, upper)


def near_halves(fingerprint: int, length: int) -> tuple[int, ...]:
    """Return the keys under which fingerprints that may be of the same text are kept.

    Of three bits that differ, one half has one at most. So what is asked for is each half as it is and with each of its
    bits turned: the many keys are the question's, and the answer, which is kept for ever, has two.
    """
    if not fingerprint:
        return ()
    lower, upper = _both_halves(fingerprint)
    if length < _SHORTEST:
        return (lower,)
    return tuple(half ^ bit for half in (lower, upper) for bit in (0, *(1 << place for place in range(HALF))))


def sentences_of(keys: Iterable[int], fingerprint: int) -> frozenset[int]:
    """Return the keys of a print without the halves of its fingerprint."""
    return frozenset(keys).difference(_both_halves(fingerprint))


def _both_halves(fingerprint: int) -> tuple[int, int]:
    value = fingerprint & ((1 << BITS) - 1)
    return 2 << HALF | value & ((1 << HALF) - 1), 3 << HALF | value >> HALF


def distance(one: int, other: int) -> int:
    """Return in how many of the 64 bits two fingerprints differ."""
    return ((one ^ other) & ((1 << BITS) - 1)).bit_count()


def same_origin(fp_a: int, fp_b: int, len_a: int, len_b: int) -> bool:
    """Whether two fingerprints are those of one text, give or take a few words.

    ``len_a`` and ``len_b`` are the texts' lengths in code points. Short texts must have equal fingerprints;
    texts of very different length or without words are never the same.
    """
    if not fp_a or not fp_b or min(len_a, len_b) < _LENGTH_RATIO * max(len_a, len_b):
        return False
    return distance(fp_a, fp_b) <= (MAX_DISTANCE if min(len_a, len_b) >= _SHORTEST else 0)


# What ministries say in every notice of a kind: the law it rests on, when it starts, that it is published,
# where to write to. Sharing these is sharing a form.
_FORMULAS = re.compile(
    r"根据《|依据《|依照《|按照《|现予?公布|现予以?公告|现公告如下|现将有关事项|自(?:公布|发布)之日起|本公告自|特此公告|经国务院批准|"
    r"联系(?:人|电话|方式)|责任编辑|版权|维护国家安全和利益|履行防扩散|"
    r"\b(?:by the authority vested|pursuant to (?:the|section)|i hereby (?:order|determine)|it is hereby ordered|"
    r"in accordance with (?:the|section|applicable)|consistent with applicable law|nothing in this order|"
    r"this order (?:shall|is not)|severab|takes? effect (?:on|upon)|effective (?:on|upon) (?:the date of )?publication|"
    r"for (?:further|more) information|all rights reserved|reporting by|editing by|sign up|subscribe|click here|cookies?)",
)
# One of these stands in whatever ``_FORMULAS`` matches.
_FORMULA_SIGNS = tuple(
    sign.replace("_", " ")
    for sign in (  # noqa: SIM905 (forty words on forty lines would not read better)
        "据《 照《 现予公布 现公布 现予公告 现予以公告 现公告如下 现将有关事项 公布之日起 "
        "发布之日起 本公告自 特此公告 经国务院批准 联系人 联系电话 联系方式 责任编辑 版权 维护国家安全和利益 履行防扩散 "
        "by_the_authority_vested pursuant_to_the pursuant_to_section i_hereby_order i_hereby_determine "
        "it_is_hereby_ordered in_accordance_with_the "
        "in_accordance_with_section in_accordance_with_applicable consistent_with_applicable_law nothing_in_this_order "
        "this_order_shall this_order_is_not severab effect_on effect_upon effective_on effective_upon further_information "
        "more_information all_rights_reserved reporting_by editing_by sign_up subscribe click_here cookie"
    ).split()
)
_ASCII_SIGNS = tuple(filter(str.isascii, _FORMULA_SIGNS))
_WIDE = re.compile("[\u2e80-\U0010ffff]")
_QUOTED = re.compile(
    r'(?<=["。!?;:,.])\s*(?=")|(?<=")|(?<=[:;])\s+|(?<=[:;])(?=[^\x00-\x7f])|(?<=[^\x00-\x7f][:;])'
)


# What differs between two notices of one mould: digits, and the months beside them.
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_FIGURES = re.compile(rf"(\d+(?:[.,]\d+)*|(?:{'|'.join(_MONTHS)})(?=\d)|(?<=\d)(?:{'|'.join(_MONTHS)}))")
_NUMBERS = re.compile(r"(\d+(?:[.,]\d+)*)")
_FIGURE_BITS = 23
# What a sentence of lower-case ASCII loses when its tokens are put together, where none has a mark inside it.
_LEFT_OUT = bytes(code for code in range(128) if not re.fullmatch(r"[a-z0-9%]", chr(code)))
_DIGITS_ALIKE = bytes(0x30 if chr(code).isdigit() and code < 128 else code for code in range(256))


def sentence_keys(text: str, language: str) -> frozenset[int]:
    """Return signed 64-bit keys of the sentences of ``text`` that say enough to be told by, at most 200.

    Of sentences parted also at quotation marks, colons and semicolons, so that a quoted sentence has the key
    it has in the statement itself; folded, without case, punctuation and spaces. The upper 41 bits are those of
    the sentence without its figures, the lower 23 those of its figures. Short sentences and what every notice
    of a ministry says have none. Of longer texts the keys with the smallest values are kept, the same
    ones whatever the text around them.
    """
    keys = set()
    folded = fold(text)
    # What nothing in the text can match is not looked for in each of its sentences.
    lowered = folded.lower()
    signs = _ASCII_SIGNS if lowered.isascii() else _FORMULA_SIGNS
    formulas = [sign for sign in signs if sign in lowered]
    joined = lowered.encode().translate(None, _LEFT_OUT).decode() if lowered.isascii() else ""
    months = [month for month in _MONTHS if month in joined] if lowered.isascii() else _MONTHS
    for start, stop in sentences(text, language):
        sentence = folded[start:stop].lower()
        pieces = _QUOTED.split(sentence) if any(mark in sentence for mark in '":;') else [sentence]
        for piece in pieces:
            words = _words(piece)
            if _weight(words) < _KEY_WEIGHT:
                continue
            if any(sign in piece for sign in formulas) and _FORMULAS.search(piece):
                continue
            figures = ""
            if not words.isalpha() and _DIGIT.search(words):
                pattern = _FIGURES if any(month in words for month in months) else _NUMBERS
                parts = pattern.split(words)
                figures, words = " ".join(parts[1::2]), "0".join(parts[::2])
            mould = _hashed(words)
            key = mould >> _FIGURE_BITS << _FIGURE_BITS
            if figures:
                key |= _hashed(figures) & ((1 << _FIGURE_BITS) - 1)
            keys.add(key - (1 << BITS) if key >> (BITS - 1) else key)
    return frozenset(sorted(keys)[:MAX_KEYS])


def _words(piece: str) -> str:
    """The tokens of a sentence in one."""
    if piece.isascii() and "'" not in piece:
        alike = (letters := piece.encode()).translate(_DIGITS_ALIKE)
        if b"0.0" not in alike and b"0,0" not in alike:
            return letters.translate(None, _LEFT_OUT).decode()
    return "".join(_tokens(piece))


def _hashed(words: str) -> int:
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "big")


def _weight(words: str) -> int:
    return len(words) if words.isascii() else len(words) + 2 * len(_WIDE.findall(words))


def shared_origin(keys_a: Collection[int], keys_b: Collection[int]) -> bool:
    """Whether two texts share sentences enough to go back to one: a copy, or one quoted at length in the other.

    Three sentences at least, and half of those of the one with fewer; of two or three, two. Orders and notices cast
    in one mould share up to two fifths of theirs, so less is not enough; they never are of one origin when
    ``same_mould`` says so. A statement of a single sentence must be found whole, in a text that has few others.
    """
    a, b = frozenset(keys_a), frozenset(keys_b)
    shared, fewer, more = len(a & b), min(len(a), len(b)), max(len(a), len(b))
    if fewer <= 1:
        return shared == 1 and more <= 3
    if shared < 2 or same_mould(a, b):
        return False
    return shared >= 2 if fewer <= 3 else shared >= 3 and 2 * shared >= fewer


def same_mould(keys_a: Collection[int], keys_b: Collection[int]) -> bool:
    """Whether two texts say the same with other figures, as the notices of a ministry do from time to time.

    That is when for five sentences in common, or fewer, there is one that differs only in its figures; one figure
    put right in a longer story is not. Ask this also of texts whose fingerprints are near: a print
    cannot tell one changed date in a page of words.
    """
    a, b = frozenset(keys_a), frozenset(keys_b)
    common = a & b
    only_a = {key >> _FIGURE_BITS for key in a - common}
    recast = len(only_a & {key >> _FIGURE_BITS for key in b - common})
    return recast > 0 and 5 * recast >= len(common)
