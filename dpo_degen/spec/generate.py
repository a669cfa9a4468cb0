"""The levels of generation: domains, situations, assertions, document types, ideas, documents (arXiv 2605.02087).

Lists are asked for again, with what is there already, until they are long enough, three times at most; a document is
asked for once, so that one bad answer costs one document.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from dpo_degen.errors import UserError
from dpo_degen.records import Document
from dpo_degen.spec.filters import fault, judge, near_duplicates
from dpo_degen.spec.tree import Assertion, Idea, Place, bare, halves, items, refused, says, sections, written

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dpo_degen.config import SpecConfig
    from dpo_degen.records import Answer
    from dpo_degen.spec.answers import Answers

N = TypeVar("N")
T = TypeVar("T")
_TRIES = 3
LIST_TOKENS = 1024
_A_WORD = 2.0  # tokens; an upper bound, for the cap of a document


class Generator:
    """Makes documents of a spec; `counts` tells what was lost where, by level and reason."""

    def __init__(self, spec: str, settings: SpecConfig, answers: Answers) -> None:
        self.spec, self.settings, self.answers = spec.strip(), settings, answers
        self.judge = None if settings.judge == "model" else judge(settings.judge)
        self.sections = sections(spec)
        self.counts: Counter[str] = Counter()

    def places(self) -> list[Place]:
        """Situations of all domains, each with its section."""
        by_name = {bare(section.heading): section for section in self.sections}
        headings = "; ".join(f'"{section.heading}"' for section in self.sections)

        def place(domain: str, item: str) -> tuple[str, Place] | None:
            text, heading = halves(item)
            section = by_name.get(bare(heading)) or (self.sections[0] if len(self.sections) == 1 else None)
            return (text, Place(domain, text, section)) if text and section else None

        (domains,) = self._lists(
            "domains",
            [None],
            self.settings.domains,
            lambda _, count, earlier: written("domains", spec=self.spec, count=count, earlier=earlier),
            lambda _, item: (halves(item)[0], halves(item)[0]),
        )
        found = self._lists(
            "situations",
            domains,
            self.settings.subdomains,
            lambda domain, count, earlier: written(
                "subdomains", spec=self.spec, sections=headings, domain=domain, count=count, earlier=earlier
            ),
            place,
        )
        return [each for some in found for each in some]

    def assertions(self, places: Sequence[Place]) -> list[list[Assertion]]:
        """What each place's section says; a statement whose sentence is not in the section is dropped."""

        def traced(place: Place, item: str) -> tuple[str, Assertion] | None:
            text, sentence = halves(item)
            return (text, Assertion(text, sentence)) if text and says(place.section, sentence) else None

        return self._lists(
            "assertions",
            places,
            self.settings.assertions,
            lambda place, count, earlier: written(
                "assertions", **_where(place), section=place.section.text, count=count, earlier=earlier
            ),
            traced,
        )

    def ideas(self) -> list[Idea]:
        """What documents are to be about."""
        places = self.places()
        kinds = self._lists(
            "document types",
            places,
            self.settings.types,
            lambda place, count, earlier: written("types", **_where(place), count=count, earlier=earlier),
            lambda _, item: (halves(item)[0], halves(item)[0]),
        )
        nodes = [
            (place, kind, told)
            for place, told, some in zip(places, self.assertions(places), kinds, strict=True)
            for kind in some
            if told
        ]

        def idea(node: tuple[Place, str, list[Assertion]], item: str) -> tuple[str, Idea] | None:
            text, number = halves(item)
            place, kind, told = node
            good = number.isdecimal() and 0 < int(number) <= len(told)
            return (text, Idea(text, kind, told[int(number) - 1], place)) if good and text else None

        found = self._lists(
            "ideas",
            nodes,
            self.settings.ideas,
            lambda node, count, earlier: written(
                "ideas",
                **_where(node[0]),
                type=node[1],
                assertions="\n".join(f"{n}. {each.text}" for n, each in enumerate(node[2], 1)),
                count=count,
                earlier=earlier,
            ),
            idea,
        )
        return [each for some in found for each in some]

    def documents(self) -> tuple[list[Document], list[tuple[Document, str]]]:
        """The documents that are kept, and those that are not with the reason.

        Raises:
            UserError: no idea could be had from the model.
        """
        ideas = self.ideas()
        if not ideas:
            lost = ", ".join(f"{count} {reason}" for reason, count in self.counts.most_common())
            raise UserError(f"no idea for a document: {lost or 'no answers'}; use a stronger model or ask for less")
        questions = [
            written(
                "document",
                **_where(idea.place),
                section=idea.place.section.text,
                type=idea.type,
                words=self.settings.words,
                idea=idea.text,
                assertion=idea.assertion.text,
            )
            for idea in ideas
        ]
        answers = self.answers.ask("documents", questions, round(self.settings.words * _A_WORD))
        made = [_document(idea, answer) for idea, answer in zip(ideas, answers, strict=True)]
        reasons = [fault(answer, self.settings.min_words) for answer in answers]
        self._drop(
            reasons,
            "like another document",
            lambda left: near_duplicates([made[place].text for place in left], self.settings.duplicates),
        )
        self._drop(
            reasons,
            "does not speak of its assertion, or contradicts it",
            lambda left: self._off([made[place] for place in left]),
        )
        self.counts.update(f"documents: {reason}" for reason in reasons if reason)
        dropped = [(each, reason) for each, reason in zip(made, reasons, strict=True) if reason]
        return [each for each, reason in zip(made, reasons, strict=True) if not reason], dropped

    def _lists(
        self,
        level: str,
        nodes: Sequence[N],
        count: int,
        question: Callable[[N, int, str], str],
        read: Callable[[N, str], tuple[str, T] | None],
    ) -> list[list[T]]:
        """A list of up to `count` different things for each node; `read` gives None for a line that is no good."""
        found: list[dict[str, tuple[str, T]]] = [{} for _ in nodes]
        for attempt in range(_TRIES):
            short = [place for place, have in enumerate(found) if len(have) < count]
            asked = [
                question(nodes[place], count - len(found[place]), _earlier([text for text, _ in found[place].values()]))
                for place in short
            ]
            for place, answer in zip(short, self.answers.ask(level, asked, LIST_TOKENS, attempt), strict=True):
                lines = items(answer.text)
                if refused(answer.text) or not lines:
                    self.counts[f"{level}: {'refused' if refused(answer.text) else 'no list'}"] += 1
                for line in lines:
                    thing = read(nodes[place], line)
                    if thing is None:
                        self.counts[f"{level}: line not understood"] += 1
                    elif len(found[place]) < count:
                        found[place].setdefault(bare(thing[0]), thing)
        return [[thing for _, thing in have.values()] for have in found]

    @staticmethod
    def _drop(reasons: list[str | None], reason: str, bad: Callable[[list[int]], list[bool]]) -> None:
        """Give that reason to the documents without one that are `bad`, which is told their places."""
        left = [place for place, known in enumerate(reasons) if not known]
        for place, hit in zip(left, bad(left), strict=True):
            if hit:
                reasons[place] = reason

    def _off(self, made: list[Document]) -> list[bool]:
        """Which documents do not speak of their statement, or contradict it."""
        if self.judge is not None:
            return [not self.judge(each.text, each.assertion) for each in made]
        asked = [written("judge", text=each.text, assertion=each.assertion) for each in made]
        return [not bare(answer.text).startswith("yes") for answer in self.answers.ask("judge", asked, 8)]


def _where(place: Place) -> dict[str, str]:
    return {"domain": place.domain, "subdomain": place.subdomain}


def _earlier(texts: list[str]) -> str:
    return written("earlier", items="\n".join(f"- {text}" for text in texts)) if texts else ""


def _document(idea: Idea, answer: Answer) -> Document:
    return Document(
        id=answer.id.rpartition("/")[2],
        text=answer.text,
        assertion=idea.assertion.text,
        sentence=idea.assertion.sentence,
        section=idea.place.section.heading,
        domain=idea.place.domain,
        subdomain=idea.place.subdomain,
        type=idea.type,
        idea=idea.text,
    )
