"""What programs read: summary.json keeps to its documented schema."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

SCHEMA = json.loads((files("dpo_degen.reporting") / "summary.schema.json").read_text(encoding="utf-8"))


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_summaries_that_the_report_is_tested_with_keep_to_it(
    summary: dict[str, Any], base_only: dict[str, Any]
) -> None:
    for each in (summary, base_only):
        assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(each)] == []


def test_what_is_not_documented_is_no_summary(summary: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="surprise"):
        Draft202012Validator(SCHEMA).validate({**summary, "surprise": 1})
