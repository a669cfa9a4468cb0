"""The bridge from samples to detectors."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from dpo_degen.detection import Detection
from dpo_degen.detection.samples import repetition, resolve
from dpo_degen.errors import UserError

if TYPE_CHECKING:
    from dpo_degen.records import Sample


def always(sample: Sample) -> Detection:
    return Detection("loop", reason=sample.id)


def test_a_detector_of_ones_own_is_named_by_its_dotted_path(engine: Any, looping: Any) -> None:
    found = resolve(f"{__name__}.always", engine.vocabulary)(looping[0][0])
    assert (bool(found), found.reason) == (True, looping[0][0].id)


@pytest.mark.parametrize("name", ["nowhere.at.all", "dpo_degen.detection.nothing", "nodots", "dpo_degen.__name__"])
def test_a_name_that_leads_nowhere(engine: Any, name: str) -> None:
    with pytest.raises(UserError, match=rf"detect.detector '{name}': "):
        resolve(name, engine.vocabulary)


def test_a_repetition_that_stands_in_the_prompt_is_no_loop(engine: Any, looping: Any) -> None:
    judge = repetition(engine.vocabulary)
    looped = next(s for s, d in zip(*looping, strict=True) if d)
    assert judge(looped).verdict == "loop"
    copied = judge(replace(looped, prompt_ids=looped.prompt_ids + looped.output_ids, finish="stop"))
    assert copied.verdict == "legitimate"
    assert "the prompt holds this very repetition" in copied.reason


def test_the_end_token_is_no_part_of_what_is_judged(engine: Any, looping: Any) -> None:
    looped = next(s for s, d in zip(*looping, strict=True) if d)
    ended = replace(looped, output_ids=[*looped.output_ids, 1], finish="stop")
    assert repetition(engine.vocabulary)(ended).end <= len(looped.output_ids)
