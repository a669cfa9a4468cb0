"""Whether a prompt explains a repetition: because it asks for one, quotes what to repeat, or repeats itself.

Words are compared, nothing is understood. A number alone excuses little: a model that loops in a list of ten was also
asked for ten. It takes a word for "times" or "identical" beside it, in a sentence that asks for something, or the
repeated text itself in the prompt.
"""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np

from dpo_degen.detection.runs import COPIES, repetitions

# A count in a prompt, but not the length that an answer should have.
_DIGITS = re.compile(r"(?<![\d.])\d{1,4}(?![\d.]*\d)(?![- ]?(?:word|character|token|字|文字))")
_WORDS = {
    word: number
    for number, word in enumerate(
        "three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
        "nineteen".split(),
        3,
    )
} | {
    word: 10 * number
    for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety hundred".split(), 2)
}
_WORDS |= {"dozen": 12, "thousand": 1000}
_HAN = re.compile("[一二三四五六七八九十百千]+")
_HAN_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)}
_HAN_PLACES = {"十": 10, "百": 100, "千": 1000}

# What is to stand so many times is one and the same thing, also where the prompt does not spell it out.
_SAME = r"identical|copies|repeats|repetitions|rounds of|placeholders?|dummy|zeros?"
_TIMES = (
    r"times(?! (?:\d|an? |as |per |each |every |more |less |\w+er ))"
    "|veces|fois|mal|volte|vezes|keer|raz[ya]?|gånger|kali|lần|defa|kez|kere|раза?|φορές|פעמים|مرة|مرات|बार|বার|முறை"
)
_COUNTED = re.compile(
    rf"(?P<same>\b(?:{_SAME})\b)|(?:\d|\b(?:{'|'.join(_WORDS)}))\s?(?:{_TIMES})\b"
    r"|[\d一二三四五六七八九十百千]\s?[遍次回]|\d\s?(?:번|ครั้ง)",
    re.IGNORECASE,
)
# "Copies" and "times" stand in many a story: in English the sentence has to ask for them.
_TOLD = re.compile(r"(?:copies|repeats|repetitions|times)$", re.IGNORECASE)
_ASKS = re.compile(
    r"\b(?:write|written|repeat|repeated|say|print|printed|copy|type|typed|output|generate|produce|recite|sing|chant|give"
    r"|need|want|do|make|create|fill|display|list|emit|send|spell|put|paste|pasted|insert|add|use|echo|return|show|include"
    r"|draw|place|render|roll|unroll|run|drill)\b",
    re.IGNORECASE,
)
# To count is to say nearly the same again, with another number.
_COUNT_TO = re.compile(
    r"(?:^|[.,:;!?\n]|\b(?:please|and|then|now|to|you))\s*count(?:ing)? (?:[\w-]+ ){0,4}(?:up )?to\b", re.IGNORECASE
)
# Beside the very text that is to be repeated, a word for "times" after any number word will do.
_SOME_TIMES = re.compile(rf"\w (?:de )?(?:{_TIMES})\b|(?:zig|ßig|hundert|zehn)mal\b", re.IGNORECASE)
_ENDLESS = re.compile(
    r"\b(over and over|again and again|until (you|it|the|some\w+)|as (often|many|long) as|fill (the|a|this|my)"
    r"|keep (on )?(repeating|writing|saying|going)|page of|screen(ful)? of|non-?stop|endless\w*)\b",
    re.IGNORECASE,
)
_NUMERAL = re.compile(r"[\d.,一二三四五六七八九十百千]*$")
_WORD_START = re.compile(r"(?<=[^\w])\w")
_STARTS = 64  # words of a unit that are tried as its beginning
_MARKS = "'\"`:\u2018\u201c\u201e\u00ab\u300c\u300e["  # open a quotation
_NEAR = 3  # words between a number and what it counts
_SENTENCE = re.compile(r"[.?!;\n]")
_LONGEST = 400  # characters of a sentence on either side of a count
_EDGES = " \t\n.,;:!?\"'()[]\u3002\u300c\u300d\u201c\u201d\u2018\u2019"
_SHORT, _LONG = 3, 12  # characters: up to here a word, from here on hardly a phrase by chance
_FAR = 10  # times the copies: a larger number that counts nothing by its words is a year, an address, a price
_MANY = 10  # any prompt may name a smaller number, and any loop have so many copies
_SPAN = 40  # characters of a prompt's own repetition that make it a repetitive text to work on


def asked_for(prompt: str, copies: float, *, quoted: bool, finished: bool | None) -> str | None:
    """Why a prompt explains so many copies, None if it does not.

    Args:
        prompt: what the model was asked.
        copies: how often it said the same.
        quoted: the prompt holds what was repeated.
        finished: the model ended the output by itself; None if that is unknown.
    """
    numbers = [number for number in numbers_in(prompt) if number >= COPIES]
    enough = any(_covers(n, copies) and n <= _FAR * copies for n in numbers)
    if finished and any(abs(n - copies) <= max(1, n / 10) for n in numbers if n >= _MANY or quoted):
        return "the prompt asks for so many"
    if any(_covers(n, copies) for n in _counts(prompt, quoted=quoted)):
        return "the prompt asks for at least so many of the same"
    if quoted and _ENDLESS.search(prompt):
        return "the prompt asks for it without end"
    if quoted and (enough or (not numbers and (finished or _COUNTED.search(prompt) or _SOME_TIMES.search(prompt)))):
        return "the prompt asks for it word for word"
    if _own_repeats(prompt) >= copies - 1.5:
        return "the prompt repeats as often"
    return None


def counts_so_far(prompt: str, copies: float) -> bool:
    """Whether a prompt asks to count at least to a number of copies."""
    after = (prompt[match.end() : match.end() + _SPAN].split()[:_NEAR] for match in _COUNT_TO.finditer(prompt))
    return any(_covers(number, copies) for words in after for number in numbers_in(" ".join(words)))


def _covers(number: int, copies: float) -> bool:
    return number >= COPIES and copies <= number + max(1, number / 10)


def quotes(prompt: str, unit: str) -> bool:
    """Whether a prompt holds a repeated unit as a text of its own, and not just the same phrase.

    Where a repetition is seen to begin is chance, so the unit may begin at any of its words.
    """
    text, unit = prompt.casefold(), unit.casefold()
    starts = [match.start() - 1 for match in _WORD_START.finditer(unit[-1:] + unit)][:_STARTS]
    return any(_quotes(text, (unit[place:] + unit[:place]).strip(_EDGES)) for place in [0, *starts])


def _quotes(text: str, bare: str) -> bool:
    place = text.find(bare)
    if place < 0 or len(bare) <= _SHORT:
        return False
    return len(bare) >= _LONG or text[:place].rstrip()[-1:] in tuple(_MARKS)


@lru_cache(maxsize=64)  # asked again for each repetition of an output
def _counts(prompt: str, *, quoted: bool) -> tuple[int, ...]:
    """The numbers that stand beside a word for "times" or for the same thing again, in its sentence."""
    found: list[int] = []
    for match in _COUNTED.finditer(prompt):
        before, after = _around(prompt, match)
        if not quoted and _TOLD.search(match[0]) and not _ASKS.search(before + match[0] + after):
            continue
        before, after = before[-_SPAN:], after[:_SPAN]
        if match["same"]:
            words = [*before.split()[-_NEAR:], match[0], *after.split()[:_NEAR]]
        else:  # it ends in the number's last digit and a word for "times"
            words = [_NUMERAL.search(before)[0] + match[0]]  # type: ignore[index]
        found += numbers_in(" ".join(words))
    return tuple(found)


def _around(prompt: str, match: re.Match[str]) -> tuple[str, str]:
    """What stands before and after a match in its sentence."""
    before = _SENTENCE.split(prompt[max(0, match.start() - _LONGEST) : match.start()])[-1]
    return before, _SENTENCE.split(prompt[match.end() : match.end() + _LONGEST])[0]


@lru_cache(maxsize=64)
def numbers_in(prompt: str) -> tuple[int, ...]:
    """The counts that a prompt names: digits of any script, English words, Han numerals."""
    found = [int(digits) for digits in _DIGITS.findall(prompt)]
    found += [_WORDS[word] for word in re.findall("[a-z]+", prompt.casefold()) if word in _WORDS]
    return (*found, *(_from_han(numeral) for numeral in _HAN.findall(prompt)))


def _from_han(numeral: str) -> int:
    total = digit = 0
    for char in numeral:
        if char in _HAN_PLACES:
            total, digit = total + max(digit, 1) * _HAN_PLACES[char], 0
        else:
            digit = _HAN_DIGITS[char]
    return total + digit


@lru_cache(maxsize=64)
def _own_repeats(prompt: str) -> float:
    """How many copies the longest repetition of words within a prompt has; 0 if it has none to speak of.

    A rule, indentation or a blank to fill in is no text to work on.
    """
    runs = repetitions(np.array([ord(char) for char in prompt], dtype=np.int64))
    long = runs[runs[:, 1] - runs[:, 0] >= _SPAN]
    long = long[[any(map(str.isalpha, prompt[start : start + period])) for start, _, period in long.tolist()]]
    return float(((long[:, 1] - long[:, 0]) / long[:, 2]).max()) if len(long) else 0.0
