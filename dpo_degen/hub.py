"""What a user asks for goes to the hub: the repaired model and the pairs, each with its card. Nothing goes unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dpo_degen.config import TrainConfig
from dpo_degen.errors import UserError, at, first_line
from dpo_degen.jsonl import read_json
from dpo_degen.progress import say

if TYPE_CHECKING:
    from dpo_degen.folder import RunFolder

_PAIR_FILES = ["README.md", "pairs.jsonl", "skipped.jsonl"]


def push(folder: RunFolder, repo: str) -> list[str]:
    """Upload the model that the report's verdict speaks of to `repo`, and its last training's pairs to `repo`-pairs.

    Repositories that are not there yet are made private.

    Args:
        folder: a run with a report.
        repo: owner and name on the hub; the token is that of `hf auth login` or HF_TOKEN.

    Returns:
        The addresses of both.

    Raises:
        UserError: no trained model to upload, no permission, or the hub cannot be reached.
    """
    from huggingface_hub import HfApi

    arm = read_json(folder.summary)["verdict"]["arm"]
    if arm is None or not (folder.models / arm).is_dir():
        raise UserError(f"{at(folder.path)}: no trained model to push; run: dpo-degen run {folder.config}")
    api, found = HfApi(), []
    try:
        for kind, name, home, only in (
            ("model", repo, folder.models / arm, None),
            ("dataset", f"{repo}-pairs", folder.findings(TrainConfig.parent(arm)).pairs.parent, _PAIR_FILES),
        ):
            say(f"pushing {home} to {kind} {name} ...")
            address = api.create_repo(name, repo_type=kind, private=True, exist_ok=True)
            api.upload_folder(
                repo_id=name,
                repo_type=kind,
                folder_path=home,
                allow_patterns=only,
                commit_message=f"{arm}, repaired by dpo-degen" if kind == "model" else "Pairs made by dpo-degen",
            )
            found.append(str(address))
    except Exception as error:  # the hub's client raises its own, httpx's and OS errors; all mean that it could not go
        raise UserError(
            f"--push-to {repo}: {first_line(error)}; expected OWNER/NAME, a hub within reach, a token"
        ) from error
    return found
