"""The card of a repaired model, read back as the hub reads it."""

from __future__ import annotations

from typing import Any

from huggingface_hub import ModelCard

from dpo_degen.reporting.cards import model_card
from tests.reporting.conftest import make_link


def test_the_hub_reads_results_and_base_of_a_card(summary: dict[str, Any]) -> None:
    data = ModelCard(model_card(summary, "dpo")).data
    assert data.base_model == "tiny/model"
    assert data.model_name == "model-dpo"
    results = {result.metric_type: result.metric_value for result in data.eval_results}
    assert results["loop_rate"] == 1 / 96
    assert results["perplexity"] == 14.25


def test_the_card_tells_what_came_out_of_this_arm_and_no_other(summary: dict[str, Any]) -> None:
    card = model_card(summary, "dpo")
    assert "Loops fell from 19.8 % to 1.0 %." in card
    assert "| dpo | 1.0 %" in card
    assert "| base | 19.8 %" in card
    assert "| sft |" not in card
    assert "human text: perplexity" in card
    assert "One seed; another may differ." in card
    other = model_card(summary, "sft")
    assert "not the arm that the verdict speaks of" in other
    assert "Loops fell" not in other


def test_a_base_that_lies_in_a_folder_is_no_name_of_the_hub(summary: dict[str, Any]) -> None:
    summary["model"] = "/models/mine"
    data = ModelCard(model_card(summary, "dpo")).data
    assert data.base_model is None
    assert data.model_name == "mine-dpo"


def test_a_chain_is_told_from_its_beginning(summary: dict[str, Any]) -> None:
    read = make_link("midtrain", loss="nll", pairs=None, documents=764)
    links = [read, make_link("midtrain+dpo"), make_link("midtrain+dpo-2")]
    summary["arms"] = [summary["arms"][0], {**summary["arms"][2], "arm": "midtrain+dpo-2", "links": links}]
    told = (
        "midtrain (nll, 764 documents, 60 steps), then midtrain+dpo (sigmoid, 171 pairs, 60 steps), then midtrain+dpo-2"
    )
    assert told in model_card(summary, "midtrain+dpo-2"), "rounds that are not evaluated are told too"
