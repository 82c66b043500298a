"""Numbers written in words, in English and Chinese: one table for all that reads dates, amounts and counts. Pure."""

from __future__ import annotations

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

# "one" to "ninety-nine" in small letters.
ENGLISH: dict[str, int] = (
    {word: value for value, word in enumerate((*_ONES, *_TEENS), start=1)}
    | {word: value * 10 for value, word in enumerate(_TENS, start=2)}
    | {
        f"{ten}-{one}": tens * 10 + ones
        for tens, ten in enumerate(_TENS, start=2)
        for ones, one in enumerate(_ONES, start=1)
    }
)
DIGITS: dict[str, int] = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "两": 2,
    "兩": 2,
}


def chinese(words: str) -> int:
    """Return the value of a Chinese numeral such as 十二, 二十四, 一百二十五, 三千万; digits alone read as such.

    Raises KeyError for a character that is part of no numeral.
    """
    if all(char in DIGITS for char in words):
        return int("".join(str(DIGITS[char]) for char in words))
    total = section = digit = 0
    for char in words:
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in _PLACES:
            section += (digit or 1) * _PLACES[char]
            digit = 0
        else:
            total = (total + section + digit or 1) * _MYRIADS[char]
            section = digit = 0
    return total + section + digit


_PLACES = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
