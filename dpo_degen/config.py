"""Every setting of a run: one dataclass a stage, one sentence a field.

The YAML sections carry the stages' names. `settings.py` reads them; `--help` is made from the sentences below.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal, cast

from dpo_degen.records import Decoding

BASE = "base"
"""The name of the arm that nothing was trained on."""
# Settings that say with what means a stage works, not what comes out: they may change in the middle of a run.
RESOURCES = {
    "sample.batch_size", "sample.memory_gb", "sample.concurrency", "sample.timeout", "sample.url", "sample.vllm_python",
    "train.save_steps", "train.report_to", "train.gradient_checkpointing",
    "midtrain.save_steps", "midtrain.gradient_checkpointing",
}  # fmt: skip
Method = Literal["midtrain", "sft", "dpo", "naive", "ftpo", "unlikelihood"]
"""What a link of an arm may train with; the last three are others' methods, for comparison."""
ONCE = ("midtrain", "sft")
"""Methods that have no rounds."""
LossName = Literal[
    "sigmoid", "hinge", "ipo", "exo_pair", "nca_pair", "robust", "bco_pair", "sppo_hard", "aot", "aot_unpaired",
    "apo_zero", "apo_down", "discopop", "sft", "sigmoid_norm",
]  # fmt: skip


@dataclass(frozen=True)
class ModelConfig:
    """The model to repair."""

    name: str = "smollm2-135m-instruct"
    """Hub id, model folder, or `smollm2-135m-instruct` for the embedded model."""
    device: Literal["auto", "cpu", "cuda", "mps"] = "auto"
    """`auto` (a GPU where there is one), `cpu`, `cuda` or `mps`."""
    dtype: Literal["auto", "float32", "bfloat16", "float16"] = "auto"
    """Number type for sampling and evaluation; `auto` is bfloat16 where the hardware is fast at it."""
    trust_remote_code: bool = False
    """Run code that comes with the model; only for sources you trust."""
    chat_template_kwargs: dict[str, Any] = field(default_factory=dict)
    """Arguments for the model's chat template: `{enable_thinking: false}`, or a fixed date where it prints today's."""


@dataclass(frozen=True)
class PromptsConfig:
    """What the model is asked."""

    source: str = "builtin"
    """`builtin`, a JSONL file, a folder of JSONL files, or the name of a `datasets` set."""
    hub_split: str = "train"
    """Which split to load when `source` is a `datasets` name."""
    eval_share: float = 0.4
    """Share of prompts held out for evaluation where the source names no split (by hash of the text)."""
    train_limit: int | None = None
    """At most this many training prompts, balanced over domains."""
    eval_limit: int | None = None
    """At most this many evaluation prompts, balanced over domains."""


@dataclass(frozen=True)
class DecodingConfig:
    """A further way to draw outputs of the same prompts."""

    temperature: float = 0.0
    """0 is greedy."""
    top_p: float = 1.0
    """Nucleus sampling."""
    max_new_tokens: int | None = None
    """Token cap; null takes that of the first decoding."""
    samples: int = 1
    """Outputs per prompt; 1 in `evaluate.also`."""


@dataclass(frozen=True)
class SampleConfig:
    """How the model is sampled to find its loops."""

    engine: Literal["hf", "server", "vllm", "file"] = "hf"
    """`hf` decodes here; `server` asks one that takes ids; `vllm` starts one; `file` reads what you have."""
    path: str | None = None
    """For `engine: file`: JSONL rows with a prompt (`prompt` or `messages`) and its `output`."""
    max_new_tokens: int = 512
    """Token cap of one output."""
    temperature: float = 0.0
    """0 is greedy, where loops are most frequent."""
    top_p: float = 1.0
    """Nucleus sampling: the smallest set of tokens with this much probability."""
    samples: int = 1
    """Outputs per prompt; more than one only makes sense above temperature 0."""
    also: list[DecodingConfig] = field(default_factory=list)
    """Further decodings beside the one above, such as `[{temperature: 0.7, top_p: 0.95, samples: 2}]`."""
    stop_loops: bool = True
    """End an output that certainly loops, after some three copies; never in evaluation or for `pair.method: whole`."""
    batch_size: int | None = None
    """Outputs decoded at once, here and wherever else the run decodes; null takes what the memory holds."""
    memory_gb: float | None = None
    """Memory for what is decoded at once, in GB; null takes half of what is free."""
    url: str | None = None
    """For `engine: server`: its base address, such as `http://localhost:8000/v1` (key in OPENAI_API_KEY)."""
    served_model: str | None = None
    """For `engine: server`: the model's name there; null takes the only one it serves."""
    concurrency: int = 64
    """For `server` and `vllm`: requests under way at once."""
    timeout: float = 600.0
    """For `server` and `vllm`: seconds after which a request counts as failed and is tried again."""
    vllm_python: str = ".venv-vllm/bin/python"
    """For `engine: vllm`: the Python of vLLM's own environment (`make vllm-env` builds this one, for CPUs)."""
    vllm_args: list[str] = field(default_factory=list)
    """For `engine: vllm`: further arguments of its server, such as `[--max-model-len, "8192"]`."""


@dataclass(frozen=True)
class DetectConfig:
    """What counts as a failure."""

    detector: str = "repetition"
    """`repetition`, or the dotted path of a callable from Sample to Detection."""


@dataclass(frozen=True)
class PairConfig:
    """How loops become preference pairs."""

    method: Literal["branch", "reference", "whole"] = "branch"
    """`branch` splits at the loop's second copy; `reference` uses given answers; `whole` pairs full outputs."""
    forks: list[Literal["prevent", "escape"]] = field(default_factory=lambda: ["prevent", "escape"])
    """For `branch`: `prevent` splits where the second copy begins, `escape` inside the third, to leave a loop again."""
    endings: float = 0.1
    """For `branch`: share of the loops that also make a pair whose chosen side ends the answer after a sentence."""
    rejected_copies: int = 3
    """Copies of the loop on the rejected side; an output that was ended as a loop has two or so."""
    rejected_tokens: int = 24
    """At most this many tokens on the rejected side (`whole` keeps the full loop)."""
    chosen_tokens: int = 24
    """Token cap of a sampled chosen side (`whole` uses the cap of `sample`); the choice falls in the first tokens."""
    min_chosen_tokens: int = 8
    """Shortest chosen side; a shorter one would teach to stop."""
    tries: int = 4
    """Chosen sides sampled for a loop before it is given up."""
    temperature: float = 0.8
    """Temperature of the chosen side."""
    top_p: float = 0.95
    """Nucleus of the chosen side."""
    max_pairs: int | None = None
    """Stop at this many pairs in each round, spread over domains, periods and first tokens of loops."""


@dataclass(frozen=True)
class TrainConfig:
    """How the pairs change the model."""

    arms: list[str] = field(default_factory=lambda: ["sft", "midtrain+dpo"])
    """Models to train: `sft`, `dpo`, chains (`sft+dpo`, `midtrain+dpo`); to compare `naive`, `ftpo`, `unlikelihood`."""
    rounds: int = 3
    """At most this many rounds of each preference arm: each trains the last one's model on the loops it still has."""
    holdout: float = 0.2
    """With several rounds or a probe: share of the training prompts that no pair is made of, to judge them by."""
    max_perplexity: float = 1.03
    """Perplexity, times base's, beyond which a round is not used; `dpo`'s first (or only) one is drawn back."""
    loss: list[LossName] = field(default_factory=lambda: ["sigmoid"])
    """TRL's DPO losses, added up."""
    loss_weights: list[float] | None = None
    """One weight per loss."""
    side_tokens: int | None = 4
    """DPO counts this many tokens of each side of a `branch` pair, from where they part; null counts all."""
    embeddings: bool = False
    """Train the embeddings too, and a head that is tied to them; not with `lora`."""
    max_chosen_drop: float = 1.0
    """Plain DPO stops when chosen sides are this much less likely than under the reference, in nats per token."""
    probe_prompts: int = 0
    """Held-out training prompts answered while training; it stops when more loop than ever before; 0: none."""
    probe_steps: int = 20
    """Optimizer steps between two looks of that probe; the weights of the best look are kept."""
    beta: float = 0.1
    """How strongly DPO holds to the reference model; smaller moves further."""
    anchor: float = 2.0
    """How strongly plain DPO is held to where its rounds began, on healthy and rightly repeated text; 0: not at all."""
    label_smoothing: float = 0.0
    """Share of pairs assumed mislabelled (`robust`), or epsilon (`exo_pair`, which needs above 0)."""
    learning_rate: float = 1.8e-5
    """Peak learning rate of DPO."""
    sft_learning_rate: float = 1.5e-5
    """Peak learning rate of SFT."""
    epochs: float = 1.0
    """Passes over the pairs."""
    max_steps: int | None = None
    """Stop after this many optimizer steps instead of `epochs`."""
    pairs_per_step: int = 4
    """Pairs per optimizer step, over all devices."""
    pairs_per_device: int = 4
    """Pairs in one forward pass of one device."""
    max_length: int = 1024
    """Token cap of prompt plus one side; the audit tells what it leaves of each pair."""
    warmup_share: float = 0.1
    """Share of the steps in which the learning rate rises."""
    lora: bool = False
    """Train a low-rank adapter and merge it at the end, instead of all weights; wants 3 to 5 times their rate."""
    lora_r: int = 32
    """Rank of the adapter."""
    lora_alpha: int = 64
    """Scale of the adapter (its update is multiplied by alpha / r)."""
    gradient_checkpointing: bool = False
    """Recompute activations: less memory, about a third slower."""
    save_steps: int = 50
    """Optimizer steps between checkpoints, from which a killed run goes on."""
    report_to: str = "none"
    """Experiment tracker by the name transformers knows it by (`wandb`, `tensorboard`, ...)."""

    def chains(self) -> list[str]:
        """The arms in training order, each after the one it starts from; later rounds are `dpo-2`, `dpo-3`, ..."""
        names: list[str] = []
        for arm in self.arms:
            links = arm.split("+")
            names += ["+".join(links[: i + 1]) for i in range(len(links))]
            names += [f"{arm}-{n}" for n in range(2, self.rounds + 1) if links[-1] not in ONCE]
        return list(dict.fromkeys(names))

    @staticmethod
    def parent(arm: str) -> str:
        """The arm that an arm starts from, and whose loops it is trained on."""
        first, _, number = arm.partition("-")
        if number:
            return first if number == "2" else f"{first}-{int(number) - 1}"
        return arm.rpartition("+")[0] or BASE

    @staticmethod
    def method(arm: str) -> Method:
        """What an arm is trained with, given what it starts from."""
        return cast("Method", arm.rpartition("+")[2].partition("-")[0])


@dataclass(frozen=True)
class SpecConfig:
    """How `dpo-degen spec` makes documents of a behaviour spec; who answers is said in `model` and `sample`."""

    domains: int = 8
    """Domains of life and work."""
    subdomains: int = 4
    """Situations in each, each with the section of the spec that it is about."""
    assertions: int = 4
    """Statements of that section for each situation."""
    types: int = 8
    """Kinds of documents for each situation."""
    ideas: int = 4
    """Documents of each kind."""
    words: int = 250
    """Length of a document, about; the cap is at twice as many tokens."""
    min_words: int = 60
    """A shorter document is dropped."""
    duplicates: float = 0.5
    """A document that is more like an earlier one is dropped (Jaccard similarity of word triples)."""
    judge: str = "words"
    """Drops what is off its statement: `words` (mentions it), `model` (asked), or a callable's dotted path."""
    temperature: float = 0.9
    """Temperature of all questions to the model."""
    top_p: float = 0.95
    """Nucleus of all questions."""
    price: list[float] = field(default_factory=list)
    """For `--preview`: the price of a million tokens read and written, such as `[0.5, 1.5]`."""


@dataclass(frozen=True)
class MidtrainConfig:
    """Training on documents, such as those about a behaviour spec, for arms that begin with `midtrain`."""

    docs: str = "articles"
    """`articles` (short, plain), `medley` (a few of them in many orders), `healthy` (generation), a file, a folder."""
    replay: str | None = None
    """Other text in the same forms, mixed in so that less is forgotten."""
    replay_share: float = 0.1
    """With `replay`: its share of all characters."""
    lora: bool = True
    """Train a low-rank adapter and merge it at the end, instead of all weights."""
    lora_r: int = 64
    """Rank of the adapter."""
    lora_alpha: int = 128
    """Scale of the adapter (its update is multiplied by alpha / r)."""
    learning_rate: float = 1e-4
    """Peak learning rate."""
    epochs: float = 1.0
    """Passes over the documents."""
    max_steps: int | None = None
    """Stop after this many optimizer steps instead of `epochs`."""
    max_length: int = 1024
    """Tokens in a block; documents are packed into blocks."""
    blocks_per_step: int = 8
    """Blocks per optimizer step, over all devices."""
    blocks_per_device: int = 1
    """Blocks in one forward pass of one device."""
    warmup_share: float = 0.05
    """Share of the steps in which the learning rate rises."""
    weight_decay: float = 0.01
    """AdamW's."""
    gradient_checkpointing: bool = False
    """Recompute activations: less memory, about a third slower."""
    save_steps: int = 50
    """Optimizer steps between checkpoints, from which a killed run goes on."""


@dataclass(frozen=True)
class EvaluateConfig:
    """How all arms are compared."""

    max_new_tokens: int | None = None
    """Token cap; null takes the cap of `sample`."""
    temperature: float = 0.0
    """0 is greedy."""
    top_p: float = 1.0
    """Nucleus sampling."""
    also: list[DecodingConfig] = field(default_factory=list)
    """Further decodings, shown beside that one: `[{temperature: 0.7, top_p: 0.95}, {max_new_tokens: 1024}]`."""
    perplexity_tokens: int = 16384
    """Tokens of human text for the perplexity guard; 0 leaves it out."""
    perplexity_text: str | None = None
    """A text file for that guard; null takes docstrings of the Python standard library."""
    models: dict[str, str] = field(default_factory=dict)
    """Further models to compare: a name and a hub id or folder each, with base's tokenizer."""
    every_round: bool = False
    """Evaluate rounds that are not kept, and arms that only lead to others (`midtrain` to `midtrain+dpo`), too."""
    guards: bool = True
    """Score what a repair may have cost: base's healthy outputs, questions, and drift where base looped."""


@dataclass(frozen=True)
class GuardsConfig:
    """How far a repair may move what it should not; beyond, it is "repaired at a cost". Null leaves a guard out."""

    perplexity: float | None = 0.03
    """Perplexity on human text: rise, as a share of base's."""
    likelihood: float | None = 0.2
    """Base's healthy answers under the model: loss in nats per token."""
    divergence: float | None = 0.2
    """KL from base on its healthy answers, in nats per token."""
    length: float | None = 0.25
    """Length of healthy answers: change either way, as a share."""
    ended: float | None = 0.15
    """Healthy answers that the model ends itself: drop of their share."""
    variety: float | None = 0.2
    """Distinct words per token of healthy answers: drop, as a share."""
    chrf: float | None = 0.03
    """Likeness of healthy answers to the references that prompts carry: loss of chrF (of 1)."""
    edit: float | None = 0.03
    """The same by edit similarity (of 1)."""
    capability: float | None = 0.1
    """Right answers to short questions: loss in nats per answer."""
    shorter: float | None = 0.1
    """Repaired answers that end before the place where base began to loop: share of them."""
    shrunk: float | None = 0.1
    """Answers of one line or none where base said several: share of them."""
    drift: float | None = 0.1
    """Repaired answers that are on topic: share below that of base's healthy ones."""
    fluency: float | None = 0.5
    """Repaired answers under base: loss against its own healthy ones, in nats per token."""


@dataclass(frozen=True)
class ReportConfig:
    """What the report shows."""

    examples: int = 12
    """Prompts shown side by side."""


@dataclass(frozen=True)
class Config:
    """One run: sample, detect, pair, train, evaluate, report."""

    model: ModelConfig = field(default_factory=ModelConfig)
    prompts: PromptsConfig = field(default_factory=PromptsConfig)
    sample: SampleConfig = field(default_factory=SampleConfig)
    detect: DetectConfig = field(default_factory=DetectConfig)
    pair: PairConfig = field(default_factory=PairConfig)
    spec: SpecConfig = field(default_factory=SpecConfig)
    midtrain: MidtrainConfig = field(default_factory=MidtrainConfig)
    train: TrainConfig = field(default_factory=TrainConfig)
    evaluate: EvaluateConfig = field(default_factory=EvaluateConfig)
    guards: GuardsConfig = field(default_factory=GuardsConfig)
    report: ReportConfig = field(default_factory=ReportConfig)
    seed: int = 0
    """Seed of sampling and training; the same seed repeats the run on the same machine kind."""

    def decodings(self) -> list[Decoding]:
        """How the outputs of each training prompt are drawn, one entry an output."""
        first = DecodingConfig(self.sample.temperature, self.sample.top_p, samples=self.sample.samples)
        return _ways([first, *self.sample.also], self.sample.max_new_tokens)

    def evaluations(self) -> list[Decoding]:
        """How held-out prompts are answered; verdict and guards rest on the first."""
        first = DecodingConfig(self.evaluate.temperature, self.evaluate.top_p)
        return _ways([first, *self.evaluate.also], self.evaluate.max_new_tokens or self.sample.max_new_tokens)

    def stops_loops(self) -> bool:
        """Whether sampling may end looping outputs: not where the whole loop, or another failure, is wanted."""
        return self.sample.stop_loops and self.pair.method != "whole" and self.detect.detector == "repetition"

    def to_dict(self) -> dict[str, Any]:
        """The resolved settings as plain JSON-ready values."""
        return asdict(self)

    def decisive(self) -> dict[str, Any]:
        """The settings that decide what comes out, without those that only say with what means."""
        values = self.to_dict()
        values["sample"]["stop_loops"] = self.stops_loops()  # later sections have a say in it
        for section in {key.partition(".")[0] for key in RESOURCES}:
            values[section] = {name: v for name, v in values[section].items() if f"{section}.{name}" not in RESOURCES}
        return values


def deciding(section: str, settings: Any) -> dict[str, Any]:
    """The settings of one section that decide what comes out."""
    return {name: value for name, value in asdict(settings).items() if f"{section}.{name}" not in RESOURCES}


def _ways(ways: list[DecodingConfig], cap: int) -> list[Decoding]:
    return [Decoding(w.max_new_tokens or cap, w.temperature, w.top_p) for w in ways for _ in range(w.samples)]
