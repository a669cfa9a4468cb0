from __future__ import annotations

from collections import Counter
from dataclasses import replace
from types import SimpleNamespace
from unittest.mock import ANY

import pytest
from datasets import load_dataset
from huggingface_hub import DatasetCard

from dpo_degen.config import PairConfig
from dpo_degen.jsonl import write_atomic, write_jsonl
from dpo_degen.pairing import Fork, make_pairs, spread
from dpo_degen.pairing.audit import audit, fit
from dpo_degen.pairing.card import card
from dpo_degen.pairing.chosen import new_share
from dpo_degen.pairing.forks import forks
from dpo_degen.pairing.preview import preview
from dpo_degen.records import Skip

CONFIG = PairConfig(
    forks=["prevent"], endings=0, chosen_tokens=16, rejected_tokens=16, min_chosen_tokens=4, temperature=1.0
)


@pytest.fixture(scope="module")
def made(prompts, looping, engine, detector):
    return make_pairs(prompts, *looping, engine, detector, CONFIG)


def test_every_output_becomes_a_pair_or_leaves_with_a_reason(made, looping) -> None:
    pairs, skips = made
    assert len(pairs) >= 4
    assert sorted([p.sample_id for p in pairs] + [s.sample_id for s in skips]) == sorted(s.id for s in looping[0])
    assert all(skip.reason for skip in skips)


def test_branch_pairs_split_at_the_second_copy_on_the_ids_that_were_sampled(made, looping) -> None:
    samples = {s.id: s for s in looping[0]}
    found = {s.id: d for s, d in zip(*looping, strict=True)}
    for pair in made[0]:
        sample, detection = samples[pair.sample_id], found[pair.sample_id]
        split = len(sample.prompt_ids) + detection.branch
        whole = sample.prompt_ids + sample.output_ids
        assert pair.context_ids == whole[:split]
        assert pair.context_ids[-detection.period :] == pair.rejected_ids[: detection.period], "one copy stands before"
        assert pair.rejected_ids == whole[split : split + len(pair.rejected_ids)]
        assert len(pair.rejected_ids) == min(3 * detection.period, 16)
        assert not pair.rejected_ended


def test_the_chosen_side_is_a_sound_continuation_of_the_same_context(made, engine, detector, looping) -> None:
    samples = {s.id: s for s in looping[0]}
    for pair in made[0]:
        sample = samples[pair.sample_id]
        assert pair.chosen_ids[0] != pair.rejected_ids[0]
        assert pair.chosen_ended == (pair.chosen_ids[-1] in engine.vocabulary.stop_ids)
        assert len(pair.chosen_ids) - pair.chosen_ended >= CONFIG.min_chosen_tokens
        output = pair.context_ids[len(sample.prompt_ids) :] + pair.chosen_ids
        assert not detector(replace(sample, output_ids=output))
        assert new_share(pair.context_ids, pair.chosen_ids) >= 0.5


def test_a_restart_with_stored_continuations_gives_the_same_pairs(made, prompts, looping, engine, detector) -> None:
    stored: list = []
    make_pairs(prompts, *looping, engine, detector, CONFIG, keep=stored.extend)
    again: list = []
    half = stored[: len(stored) // 2]
    resumed = make_pairs(prompts, *looping, engine, detector, CONFIG, continuations=half, keep=again.extend)
    assert resumed == made
    assert sorted(s.id for s in half + again) == sorted(s.id for s in stored)


def test_when_nothing_sound_can_be_sampled_the_commonest_flaw_is_the_reason(prompts, looping, engine, detector) -> None:
    """At temperature 0.01 the tiny model walks into the next cycle, whatever the first token."""
    pairs, skips = make_pairs(
        prompts, *looping, engine, detector, replace(CONFIG, temperature=0.01, chosen_tokens=110, tries=2)
    )
    reasons = Counter(s.reason for s in skips)
    assert len(pairs) <= 2
    assert reasons["every continuation loops"] >= 4


def test_pairs_do_not_depend_on_the_order_in_which_outputs_were_done(prompts, looping, engine, detector, made) -> None:
    turned = [each[::-1] for each in looping]
    assert make_pairs(prompts, *turned, engine, detector, CONFIG)[0] == made[0]


def test_candidates_that_were_sampled_at_another_place_are_not_used(prompts, looping, engine, detector, made) -> None:
    kept, asked = [], []
    assert make_pairs(prompts, *looping, engine, detector, CONFIG, keep=kept.extend)[0] == made[0]
    assert make_pairs(prompts, *looping, engine, detector, CONFIG, continuations=kept, keep=asked.extend)[0] == made[0]
    assert not asked
    moved = [replace(each, prompt_ids=each.prompt_ids[:-1], output_ids=[5] * 9) for each in kept]
    again = make_pairs(prompts, *looping, engine, detector, CONFIG, continuations=moved, keep=asked.extend)
    assert again[0] == made[0]
    assert {each.id for each in asked} == {each.id for each in kept}


def test_a_reference_is_not_put_into_a_thought_that_the_template_begins(prompts, looping, engine, detector) -> None:
    vocabulary = engine.vocabulary
    opened = vocabulary.encode_text("<think>\n")
    samples = [replace(each, prompt_ids=each.prompt_ids + opened) for each in looping[0]]
    pairs, skips = make_pairs(prompts, samples, looping[1], engine, detector, replace(CONFIG, method="reference"))
    assert vocabulary.thinks(opened)
    assert not pairs
    assert {each.reason for each in skips} <= {"a thought is open", "healthy"}


def test_reference_pairs_add_no_end_token(prompts, looping, engine, detector) -> None:
    asked = [replace(prompts[0], reference=None), *prompts[1:]]
    pairs, skips = make_pairs(asked, *looping, engine, detector, replace(CONFIG, method="reference"))
    assert pairs
    for pair in pairs:
        assert engine.vocabulary.decode(pair.chosen_ids) == "the dog ran"
        assert not pair.chosen_ended
        assert not engine.vocabulary.stop_ids & set(pair.chosen_ids + pair.rejected_ids)
    if looping[1][0]:
        assert "no reference" in {s.reason for s in skips}


def test_whole_pairs_set_an_own_sound_output_against_the_full_loop(prompts, looping, engine, detector) -> None:
    pairs, _ = make_pairs(prompts, *looping, engine, detector, replace(CONFIG, method="whole"))
    samples = {s.id: s for s in looping[0]}
    assert pairs
    for pair in pairs:
        assert pair.context_ids == samples[pair.sample_id].prompt_ids
        assert pair.rejected_ids == samples[pair.sample_id].output_ids
        assert not detector(replace(samples[pair.sample_id], output_ids=pair.chosen_ids))


def test_a_detector_of_ones_own_reads_continuations_as_whole_outputs(prompts, looping, engine, detector) -> None:
    read = []

    def by_text(made):
        read.append(made)
        return detector(made)

    make_pairs(prompts, *looping, engine, by_text, CONFIG)
    assert read
    assert all(made.text == engine.vocabulary.decode(made.output_ids) for made in read)


def test_max_pairs_is_balanced_over_domains_and_no_more_are_tried(prompts, looping, engine, detector) -> None:
    tried = []
    pairs, skips = make_pairs(prompts, *looping, engine, detector, replace(CONFIG, max_pairs=4), keep=tried.extend)
    assert Counter(p.domain for p in pairs) == {"a": 2, "b": 2}
    reasons = Counter(s.reason for s in skips)
    failed = sum(count for reason, count in reasons.items() if reason.startswith("every continuation"))
    assert reasons["beyond max_pairs"] > 0
    assert len({made.id.rpartition("/")[0] for made in tried}) == len(pairs) + failed
    again, _ = make_pairs(
        prompts, *looping, engine, detector, replace(CONFIG, max_pairs=4), continuations=tried[: len(tried) // 2]
    )
    assert again == pairs, "a restart goes on"


def test_forks_without_a_pair_are_replaced_up_to_max_pairs(made, prompts, looping, engine, detector) -> None:
    spoiled = {pair.prompt_id for pair in made[0][:2]}
    loop = replace(next(found for found in looping[1] if found), end=None)

    def strict(output):
        return loop if output.prompt_id in spoiled else detector(output)

    sound = [pair for pair in made[0] if pair.prompt_id not in spoiled]
    pairs, _ = make_pairs(prompts, *looping, engine, strict, replace(CONFIG, max_pairs=len(sound)))
    assert pairs == sound


def test_a_context_without_room_is_skipped(prompts, looping, engine, detector) -> None:
    vocabulary = replace(engine.vocabulary, context=18)
    small = SimpleNamespace(name="hf", model="m", vocabulary=vocabulary, complete=engine.complete)
    _, skips = make_pairs(prompts, *looping, small, detector, CONFIG)
    assert "no room in the context" in {s.reason for s in skips}


def test_a_detector_without_positions_needs_the_whole_method(prompts, looping, engine, detector) -> None:
    blind = [replace(d, branch=None, end=None, period=None, onset=None) if d else d for d in looping[1]]
    pairs, skips = make_pairs(prompts, looping[0], blind, engine, detector, CONFIG)
    assert not pairs
    assert {s.reason for s in skips} == {"healthy", "no branch point"}
    once = [replace(d, end=d.branch) if d else d for d in looping[1]]
    assert {s.reason for s in make_pairs(prompts, looping[0], once, engine, detector, CONFIG)[1]} == {
        "healthy",
        "no branch point",
    }
    pairs, _ = make_pairs(prompts, looping[0], blind, engine, detector, replace(CONFIG, method="whole"))
    assert pairs
    assert pairs[0].branch is None


def test_audit_cuts_in_the_open_and_refuses_equal_sides(made) -> None:
    pair = replace(
        made[0][0], context_ids=[9] * 10, chosen_ids=[3, 4, 5, 1], rejected_ids=[3, 4, 6, 7], chosen_ended=True
    )
    assert fit(pair, 14) == pair
    cut = fit(pair, 13)
    assert (cut.chosen_ids, cut.rejected_ids, cut.chosen_ended) == ([3, 4, 5], [3, 4, 6], False)
    assert fit(pair, 12) is None, "both sides are the same"
    assert fit(pair, 10) is None, "the context alone fills it"
    usable, told = audit([pair, replace(pair, context_ids=[9] * 3)], 12)
    assert (len(usable), told.usable, told.truncated, told.longest) == (1, 1, 1, 14)
    assert str(told) == "max_length 12 keeps 1 of 2 pairs whole (median 14, longest 14 tokens; 1 refused)"


def test_the_pair_folder_loads_with_datasets_in_trl_format(made, tmp_path) -> None:
    pairs, skips = made
    write_jsonl(tmp_path / "pairs.jsonl", pairs)
    write_jsonl(tmp_path / "skipped.jsonl", skips)
    text = card(pairs, skips, model="m", method="branch", version="0")
    write_atomic(tmp_path / "README.md", text.encode())
    loaded = load_dataset(str(tmp_path), split="train", cache_dir=str(tmp_path / "cache"))
    assert loaded.num_rows == len(pairs)
    row = loaded[0]
    assert row["prompt"][0]["role"] == "user"
    assert row["chosen"][0]["role"] == row["rejected"][0]["role"] == "assistant"
    assert row["chosen"] != row["rejected"]
    data = DatasetCard(text).data
    assert (data.configs[0]["data_files"], data.task_categories) == ("pairs.jsonl", ["text-generation"])


def test_preview_shows_the_loss_mask_in_colour(made, engine) -> None:
    page = preview(made[0], engine.vocabulary, 1)
    styles = {str(span.style): page.plain[span.start : span.end] for span in page.spans}
    pair = made[0][0]
    assert "<|user|>" in styles["dim"]
    assert styles["green"].count("|") - styles["green"].count("<|") * 2 >= len(pair.chosen_ids) - 2
    assert "rejected [cut, no end token in the loss]" in page.plain


def test_preview_dims_what_dpo_does_not_count(made, engine) -> None:
    page = preview(made[0], engine.vocabulary, 1, 2)
    green = [page.plain[span.start : span.end] for span in page.spans if str(span.style) == "green"]
    assert green[0].replace("<|", "").replace("|>", "").count("|") == 1
    assert page.plain.count("\n") == preview(made[0], engine.vocabulary, 1).plain.count("\n")


def test_preview_shows_a_pair_that_dpo_leaves_out_without_a_loss(made, engine) -> None:
    alike = replace(made[0][0], chosen_ids=made[0][0].rejected_ids)
    page = preview([alike, made[0][0]], engine.vocabulary, 2, 4)
    assert page.plain.count(alike.id) == 2
    green = [page.plain[span.start : span.end] for span in page.spans if str(span.style) == "green"]
    assert len(green) == 1


def test_one_common_loop_does_not_fill_the_set(looping) -> None:
    sample, detection = next((s, d) for s, d in zip(*looping, strict=True) if d)

    def fork(name: str, domain: str = "a", period: int = 6, first: int = 7) -> Fork:
        made, found = replace(sample, domain=domain), replace(detection, period=period)
        return Fork(name, made, found, sample.prompt_ids, [first, 8], 0, sample.decoding)

    common = [fork(f"common-{i}") for i in range(20)]
    rare = [fork("other-domain", domain="b"), fork("other-period", period=40), fork("other-token", first=9)]
    picked = {f.id for f in spread([*common, *rare], 5)}
    assert {f.id for f in rare} < picked
    assert len(picked) == 5
    assert spread(common, 50) == common
    assert spread([*common[:2], rare[0]], 1, common[2:4]) == [rare[0]], "those taken before count"


def test_an_escape_begins_inside_the_third_copy(prompts, looping, engine, detector) -> None:
    pairs, _ = make_pairs(prompts, *looping, engine, detector, replace(CONFIG, forks=["prevent", "escape"]))
    escapes = [pair for pair in pairs if pair.id.endswith("/escape")]
    assert len(escapes) >= 3
    samples = {s.id: s for s in looping[0]}
    for pair in escapes:
        place = len(pair.context_ids) - len(samples[pair.sample_id].prompt_ids)
        assert pair.branch + pair.period <= place < pair.branch + 2 * pair.period
        assert samples[pair.sample_id].output_ids[place : place + len(pair.rejected_ids)] == pair.rejected_ids
        assert pair.chosen_ids[0] != pair.rejected_ids[0]
    assert len({pair.id for pair in pairs}) == len(pairs)


@pytest.mark.parametrize(
    ("pieces", "begins"),
    [
        ((" and", " j", "unit", "ing", "."), (0, 1, 4)),
        ((" it", "'s", " don", "'t", "\n"), (0, 2, 4)),
        ((" Ж", "ук", " 1", "9", ";"), (0, 2, 4)),
        (("的", "\udce6\udc96", "\udc87", "字", "。"), (0, 1, 3, 4)),  # characters are words, their bytes are not
    ],
)
def test_an_escape_never_begins_inside_a_word(looping, pieces, begins) -> None:
    vocabulary = SimpleNamespace(pieces=pieces, context=1000)
    config, found = replace(CONFIG, forks=["escape"]), Counter()
    for seed in range(5):
        sample = replace(looping[0][0], output_ids=[*range(5)] * 8, seed=seed)
        detection = replace(next(filter(None, looping[1])), branch=5, period=5, end=40)
        [made] = forks(sample, detection, config, vocabulary)
        found[made.rejected_ids[0]] += 1
        assert 10 <= made.healthy < 15
    assert tuple(sorted(found)) == begins


def test_an_escape_needs_a_word_that_begins(looping) -> None:
    vocabulary = SimpleNamespace(pieces=("ha",), context=1000)
    sample = replace(looping[0][0], output_ids=[0] * 40)
    detection = replace(next(filter(None, looping[1])), branch=1, period=1, end=40)
    both = [forks(sample, detection, replace(CONFIG, forks=where), vocabulary) for where in (["escape"], ["prevent"])]
    assert both[0] == Skip(sample.id, sample.prompt_id, sample.domain, "no place to escape from", ANY)
    assert [made.healthy for made in both[1]] == [1]


@pytest.mark.parametrize("shift", [0, 3])
def test_an_end_stands_behind_the_first_sentence_that_the_loop_finishes(
    prompts, looping, engine, detector, shift
) -> None:
    unit = engine.vocabulary.encode_text("the dog ran after the cat.")
    sample = replace(looping[0][0], output_ids=unit[shift:] + unit * 8)
    found = detector(sample)
    config = replace(CONFIG, endings=1.0, tries=1)
    made, _ = make_pairs(prompts, [sample], [found], engine, detector, config)
    [pair] = [pair for pair in made if pair.id.endswith("/end")]
    said = pair.context_ids[len(sample.prompt_ids) :]
    assert said == sample.output_ids[: len(said)]
    assert engine.vocabulary.decode(said).endswith("cat.")
    assert pair.branch <= len(said) < pair.branch + pair.period
    assert pair.rejected_ids == sample.output_ids[len(said) :][: len(pair.rejected_ids)]
    assert (pair.chosen_ids, pair.chosen_ended) == ([engine.vocabulary.end_id], True)
    unfinished = replace(sample, output_ids=[token for token in sample.output_ids if token != unit[-1]])
    for changed, setting in ((unfinished, config), (sample, replace(config, endings=0.0))):
        made, _ = make_pairs(prompts, [changed], [detector(changed)], engine, detector, setting)
        assert not [pair for pair in made if pair.id.endswith("/end")]


@pytest.mark.parametrize(("thought", "ends"), [("<think>so ", 0), ("<think>so</think> ", 1)])
def test_no_answer_is_ended_in_the_middle_of_a_thought(prompts, looping, engine, detector, thought, ends) -> None:
    encode = engine.vocabulary.encode_text
    sample = replace(looping[0][0], output_ids=encode(thought) + encode("the dog ran after the cat.") * 8)
    config = replace(CONFIG, endings=1.0, tries=1)
    made, _ = make_pairs(prompts, [sample], [detector(sample)], engine, detector, config)
    assert len([pair for pair in made if pair.id.endswith("/end")]) == ends


def test_that_share_of_the_loops_is_ended(prompts, looping, engine, detector) -> None:
    unit = engine.vocabulary.encode_text("the dog ran after the cat.")
    samples = [replace(looping[0][0], id=f"s{number}", output_ids=unit * 8) for number in range(60)]
    found = [detector(samples[0])] * len(samples)
    pairs, _ = make_pairs(prompts, samples, found, engine, detector, replace(CONFIG, endings=0.3, tries=1))
    assert 10 <= len([pair for pair in pairs if pair.id.endswith("/end")]) <= 26
