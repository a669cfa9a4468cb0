"""What a spec is made of, and what the answers about it say. Pure functions over text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_ITEM = re.compile(r"^\s*(?:[-*\u2022]|\d+[.)])\s+(.+?)\s*$")
_SENTENCE = re.compile(r"(?<=[.!?])[\"')*_]*\s+")
_REFUSALS = re.compile(
    r"^\W*((i'?m|i am) (sorry|afraid|unable)|sorry, (but )?i|as an ai( language)? model|"
    r"i (can'?t|cannot|won'?t|will not|am not able to) (help|assist|comply|provide|write|create|do|fulfil))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a spec under a `## ` heading, verbatim."""

    heading: str
    text: str

    def sentences(self) -> list[str]:
        """Its sentences, without the marks of emphasis."""
        return [each for each in _SENTENCE.split(plain(self.text)) if each]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something of a spec matters: a situation in a domain, and the section that it is about."""

    domain: str
    subdomain: str
    section: Section


@dataclass(frozen=True, slots=True)
class Assertion:
    """What a spec says of the assistant, and the sentence that says it."""

    text: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Idea:
    """What a document is about."""

    text: str
    type: str
    assertion: Assertion
    place: Place


def sections(spec: str) -> list[Section]:
    """The sections of a spec in Markdown; all of it is one where it has no `## ` headings."""
    parts = re.split(r"^##\s+(.+?)\s*$", spec, flags=re.MULTILINE)
    found = [
        Section(heading, text.strip()) for heading, text in zip(parts[1::2], parts[2::2], strict=True) if text.strip()
    ]
    if found:
        return found
    title = re.search(r"^#\s+(.+?)\s*$", spec, flags=re.MULTILINE)
    return [Section(title[1] if title else "all", spec.strip())]


def items(answer: str) -> list[str]:
    """The lines of a list, without their bullets or numbers."""
    return [found[1] for line in answer.splitlines() if (found := _ITEM.match(line))]


def halves(item: str) -> tuple[str, str]:
    """An item's text and what stands behind its last bar; the second is empty where there is no bar."""
    text, bar, behind = item.rpartition("|")
    return (plain(text), plain(behind)) if bar else (plain(item), "")


def plain(text: str) -> str:
    """Text in one line, without marks of emphasis around it or in it, and without quotation marks around it."""
    return " ".join(re.sub(r"\*\*|__|`", "", text).split()).strip("\"' ")


def refused(answer: str) -> bool:
    """Whether an answer is a refusal by its first words."""
    return bool(_REFUSALS.match(answer.replace("\u2019", "'")))


def says(section: Section, sentence: str) -> bool:
    """Whether words stand in a section in that order, up to case and marks."""
    words = bare(sentence)
    return bool(words) and f" {words} " in f" {bare(section.text)} "


def bare(text: str) -> str:
    """Text by which equal items are told: words in lower case alone."""
    return " ".join(re.findall(r"\w+", text.lower()))


def written(name: str, **values: object) -> str:
    """A prompt of the folder `prompts`, filled in."""
    return _template(name).format(**values).strip()


@cache
def _template(name: str) -> str:
    return (files("dpo_degen.spec") / "prompts" / f"{name}.txt").read_text(encoding="utf-8")
