# ruff: noqa: E501, RUF001
# fmt: off
"""Calibration cases of the author "data": loops and healthy repetition in code, data formats, logs and transcripts.

All fragments were written by hand for this project; the program only assembles, cuts and checks them, and writes
`data.jsonl` beside itself. Chance is seeded.
"""

from __future__ import annotations

import difflib
import json
import random
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

EXACT = ("token_run", "exact_loop", "block_loop")
CASES: list[dict[str, Any]] = []


def many(n: int, make: Callable[[int], str]) -> list[str]:
    """`n` copies made from their number."""
    return [make(i) for i in range(n)]


def rows(n: int, make: Callable[[int], str]) -> str:
    """`n` copies in one string."""
    return "".join(many(n, make))


def draw(values: Sequence[str], n: int, seed: int) -> list[str]:
    """`n` values in irregular order, none twice running."""
    dice, out = random.Random(seed), [values[0]]
    while len(out) < n:
        out.append(dice.choice([value for value in values if value != out[-1]]))
    return out


def clock(start: int, seconds: bool = True) -> str:
    """A time of day from a number of seconds."""
    text = f"{start // 3600 % 24:02d}:{start // 60 % 60:02d}"
    return text + f":{start % 60:02d}" if seconds else text


def add(**case: Any) -> None:
    """One case."""
    CASES.append({"script": "Latin", "prompt": None, "onset": None, "period": None, "end": None, "kind": None, **case})


def ok(shape: str, text: str, finished: bool | None, prompt: str | None, note: str, cut: int | None = None,
       script: str = "Latin", exact: bool = False) -> None:
    """A healthy text, cut to `cut` characters; `exact` admits a run that repeats exactly for a good reason."""
    assert cut is None or cut < len(text), (shape, cut, len(text))
    assert finished is not True or cut is None, shape
    add(label="ok", shape=shape, text=text[:cut], finished=finished, prompt=prompt, note=note, script=script, exact=exact)


def exact(shape: str, before: str, unit: str, length: int, prompt: str | None, note: str, after: str = "",
          finished: bool | None = False, script: str = "Latin") -> None:
    """`unit` again and again until the text has `length` characters; the labels are those of the maximal repetition."""
    text = (before + unit * (length // len(unit) + 1))[:length] + after
    period = (unit + unit).find(unit, 1)
    onset, end = len(before), length
    while onset and text[onset - 1] == text[onset - 1 + period]:
        onset -= 1
    while end < len(text) and text[end] == text[end - period]:
        end += 1
    kind = "token_run" if period == 1 else "block_loop" if period >= 256 else "exact_loop"
    add(label="loop", kind=kind, shape=shape, text=text, finished=finished, prompt=prompt, note=note, script=script,
        onset=onset, period=period, end=end)


def near(kind: str, shape: str, before: str, copies: Sequence[str], length: int | None, prompt: str | None, note: str,
         after: str = "", finished: bool | None = False, script: str = "Latin", fixed: bool = True) -> None:
    """Unequal copies until the text has `length` characters; `fixed` is false where copies have no fixed length."""
    body = before + "".join(copies)
    assert length is None or length < len(body), (shape, length, len(body))
    body = body[:length]
    body = body if after else body.rstrip()
    add(label="loop", kind=kind, shape=shape, text=body + after, finished=finished, prompt=prompt, note=note, script=script,
        onset=len(before), period=len(copies[0]) if fixed else None, end=len(body.rstrip()), copies=list(copies))


# ---------------------------------------------------------------- loops: exact
exact("html", """<table>
  <thead>
    <tr><th>Tea</th><th>Steep</th><th>Water</th></tr>
  </thead>
  <tbody>
    <tr><td>Sencha</td><td>1 min</td><td>70 °C</td></tr>
    <tr><td>Oolong</td><td>3 min</td><td>88 °C</td></tr>
    <tr><td>Rooibos</td><td>6 min</td><td>""", "</td><td>", 2900, "Give me a small HTML table of three teas with steeping time and water temperature.", "empty cells for ever in a three-column table")

exact("sql", """You can join the two tables on the customer key and filter on the order date:

```sql
SELECT c.name, SUM(o.total) AS spent
FROM customers AS c
JOIN orders AS o ON o.customer_id = c.id
WHERE o.status = 'paid'
  AND o.placed_at >= DATE '2023-01-01'
""", "  AND o.total > 0\n  AND c.active = TRUE\n", 498, "Query: how much did each active customer spend since 2023?", "the same two conditions ANDed again, short")

exact("imports", """from fastapi import FastAPI, HTTPException
from pydantic import BaseModel
from datetime import datetime
""", "from typing import List, Optional\n", 331, "Write a FastAPI endpoint that stores a note in memory.", "same import line to the cap")

exact("code", '''def slugify(title: str) -> str:
    """Turn a title into a slug.

    The slug is lower case and uses hyphens. ''', "The function returns the slug as a string. ", 402, "slugify function in Python, with a docstring", "docstring says the same sentence again")

exact("latex", r"""We start from the mean of the two roots and simplify:
\begin{align*}
m &= \frac{x_1 + x_2}{2} \\
  &= \frac{-b + \sqrt{D} - b - \sqrt{D}}{4a} \\
""", "  &= \\frac{-2b}{4a} \\\\\n  &= -\\frac{b}{2a} \\\\\n", 1350, "Show in LaTeX that the mean of the roots of a quadratic is -b/2a.", "derivation alternates between two forms")

exact("agent", """I'll look at the configuration first, then run the migration.

""", """<tool_call>
{"name": "read_file", "arguments": {"path": "/srv/app/config/settings.toml"}}
</tool_call>
<tool_result>
Error: ENOENT: no such file or directory, open '/srv/app/config/settings.toml'
</tool_result>
The file could not be read. I will read the configuration file to see which database is used.

""", 2600, "Run the pending database migration.", "same call, same arguments, same error")

exact("agent", "Thought: I need the population of the town.\n", "Action: search\nAction Input: population of Brenholt\nObservation: No results found.\nThought: I need the population of the town.\n", 540, "How many people live in Brenholt?", "ReAct trace, short, same search four times")

exact("json", """{
  "store": "Lindgatan 4",
  "currency": "SEK",
  "items": [
    {"sku": "K-100", "name": "kettle", "qty": 1, "price": 349.0},
    {"sku": "M-220", "name": "mug", "qty": 4, "price": 59.0},
""", '    {"sku": "S-015", "name": "spoon", "qty": 6, "price": 19.0},\n', 1700, "Turn this receipt into JSON: kettle 349, 4 mugs 59 each, 6 spoons 19 each.", "identical array entries")

exact("ocr", """MUNICIPAL WATER BOARD
Minutes of the ordinary meeting, 4 March 1931

Present: Messrs. Aldous, Finch (chair), Petherick.
The minutes of the last meeting were read and approved.
""", "The Surveyor reported upon the condition of the mains.\n", 560, "Transcribe the scanned page.", "OCR transcript repeats a line, short")

exact("regex", "You can match the phone numbers with\n\n    ^\\+?\\d{1,3}", "(?:[ -]?\\d{2,4})?", 330, "regex for international phone numbers", "group repeated without end")

exact("svg", """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
  <path fill="none" stroke="#333" d="M 12 52 L 32 10 L 52 52 Z M 20 36""", " L 44 36 L 20 36", 420, "Draw the letter A as an SVG path.", "line runs to and fro between two points")

exact("base64", "The string encodes to:\n\n```\nVGhlIHF1aWV0IGhhcmJvdXIgc2xlZXBz", "IGFuZCBzbGVlcHMg", 388, "Base64 of: The quiet harbour sleeps", "base64 repeats the same 16 characters")

exact("abc", """X:1
T:The Miller's Gate
M:4/4
L:1/8
K:G
|:G2 B2 d2 B2|c2 A2 F2 A2|B2 G2 E2 F2|G4 D4:|
|:""", "d2 B2 G2 B2|c2 A2 F2 A2|", 1480, "Write an original 16-bar reel in ABC notation.", "two bars for ever, far beyond sixteen bars")

exact("formula", "Put this in cell F2 and drag it down:\n\n=SUM(B2:E2)", "+IF(ISBLANK(C2),0,C2)", 300, "Excel formula: sum of B to E where blanks count as 0", "formula adds the same term again")

exact("shell", """$ cd ~/garden-site && ls
Gemfile  _config.yml  _posts  assets  index.md
""", "$ bundle exec jekyll build\nCould not locate Gemfile or .bundle/ directory\n$ bundle install\nCould not locate Gemfile\n", 520, None, "session repeats two failing commands, short")

exact("toc", """Contents

1  Scope ........................ 3
2  Definitions .................. 4
3  Duties of the operator ....... 7
Annex A  Forms """, ".", 1400, "Write the table of contents of the safety manual.", "dot leader never ends")

exact("number", "To four decimal places, 5/9 is 0.", "5", 410, "5/9 to four decimal places?", "digit for ever although four places were asked")

exact("table", "| Name | Wingspan | Weight |\n|", "---|", 420, "Markdown table of five birds: name, wingspan, weight", "separator row never ends")

exact("latex", "The 3×3 identity matrix:\n\n\\[\nI_3 = \\begin{pmatrix}\n1 & 0 & 0 \\\\\n0 & 1 & ", "0 & ", 310, "LaTeX for the 3x3 identity matrix", "zero cells without a row end")

exact("code", """Here is the class you asked for.

```java
public final class Abstract""", "Bean", 345, "A Java class that creates database connections, please.", "name never ends")

exact("code", "Sure, the signature becomes:\n\ndef parse(value: ", "Optional[", 356, "add type hints to parse(value)", "nested type never ends")

exact("path", "The asset lies in the shared folder, so import it as\n\nimport logo from '", "../", 390, "How do I import shared/logo.svg from src/pages/home/Header.tsx?", "relative path climbs for ever")

exact("terraform", """provider "aws" {
  region = "eu-north-1"
}

""", """resource "aws_s3_bucket" "assets" {
  bucket = "nordlys-assets"
  tags = {
    Team        = "web"
    Environment = "prod"
  }
}

resource "aws_s3_bucket_versioning" "assets" {
  bucket = aws_s3_bucket.assets.id
  versioning_configuration {
    status = "Enabled"
  }
}

""", 1450, "Terraform: one versioned S3 bucket for assets.", "the same two resources again, block-long")

exact("k8s", """apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: node-agent
spec:
  template:
    spec:
      tolerations:
""", "        - key: node-role.kubernetes.io/control-plane\n          operator: Exists\n          effect: NoSchedule\n", 545, "DaemonSet that also runs on control-plane nodes", "same toleration, short")

exact("trace", """The exception tells you that the pool was closed before the last task ran. Move the shutdown into a finally block:

```java
Exception in thread "main" java.util.concurrent.RejectedExecutionException
""", "\tat app.jobs.Runner.submit(Runner.java:41)\n\tat app.jobs.Runner.drain(Runner.java:77)\n", 3100, "Fix this code so that the pool is shut down safely.", "stack frames instead of the fixed code")

exact("po", '''msgid ""
msgstr ""
"Language: nb\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "Open file"
msgstr "Åpne fil"

''', 'msgid "Save file"\nmsgstr "Lagre fil"\n\n', 440, "Translate: Open file, Save file, Close, Print", "same entry again, short")

exact("asm", "add_two:\n    push    rbp\n    mov     rbp, rsp\n    mov     eax, edi\n    add     eax, esi\n", "    nop\n", 340, "x86-64 assembly of int add_two(int a, int b)", "nop instead of ret")

exact("html", """<div class="card">
  <h2>Opening hours</h2>
  <p>Monday to Friday, 9 to 17.</p>
""", "</div>\n", 520, "HTML card with our opening hours (Mon-Fri 9-17)", "closing tags for ever")

exact("dockerfile", """FROM debian:bookworm-slim
LABEL maintainer="ops@fjell.example"
WORKDIR /opt/app
""", "RUN apt-get update && apt-get install -y --no-install-recommends \\\n    ca-certificates curl \\\n && rm -rf /var/lib/apt/lists/*\n", 560, "Minimal Dockerfile for our static binary", "same RUN layer, short")

exact("lean", """theorem swap_sum (a b c : Nat) : a + b + c = c + b + a := by
  rw [Nat.add_assoc]
""", "  rw [Nat.add_comm b c]\n  rw [Nat.add_comm c b]\n", 372, None, "tactics undo each other for ever")

exact("ocr", "KVITTERING\nBakeriet på hjørnet\n14.09.2019  08:12\n1 x Skolebolle   32,00\n1 x Kaffe        29,00\n", "SUM              61,00\n", 420, "Les kvitteringen.", "sum line repeated")

exact("comments", """用下面的函数即可读取配置：

```python
def load(path):
    with open(path, encoding="utf-8") as f:
""", "        # 读取文件内容并返回配置\n", 330, "写一个读取 JSON 配置的 Python 函数", "same comment again", script="Chinese")

exact("srt", """1
00:00:01,000 --> 00:00:03,500
こんにちは、皆さん。

2
00:00:04,000 --> 00:00:06,200
今日は港を歩きます。

3
00:00:06,500 --> 00:00:30,000
""", "はい、はい、そうですね。", 300, "字幕を書き起こしてください。", "cue text repeats itself", script="Japanese")

exact("config", """[Unit]
Description=Weather station uplink
After=network-online.target

[Service]
ExecStart=/usr/local/bin/uplink --port 9000
""", "Restart=always\nRestartSec=5\n", 516, "systemd unit for /usr/local/bin/uplink", "two settings repeated, then it ends", after="\n[Install]\nWantedBy=multi-user.target\n", finished=True)

exact("agent", "", 'assistant: {"tool": "click", "selector": "#submit"}\ntool: {"status": "error", "message": "element not visible"}\n', 1008, "Fill in the form and submit it.", "same click nine times, then it gives up", after="assistant: I was not able to submit the form, because the button stays hidden. Please check the page.", finished=True)

exact("chat", "12/05/2022, 19:02 - Ida: are we still on for tonight\n12/05/2022, 19:03 - Per: yes! bringing the drill\n", "12/05/2022, 19:04 - Ida: ok\n12/05/2022, 19:04 - Per: ok\n", 480, "Write a realistic chat export in which two friends plan to hang a shelf.", "ok / ok with the same minute", finished=None)

# ---------------------------------------------------------------- loops: counters
near("counter_loop", "code", '''import math


def area(radius: float) -> float:
    """Area of a circle."""
    return math.pi * radius**2


''', many(60, lambda i: f"def helper_{i + 1}(x):\n    return x\n\n\n"), 1800, "Python function for the area of a circle", "identical helpers, only the number moves")

near("counter_loop", "test", """from calc import add


def test_add_zero():
    assert add(0, 0) == 0


""", many(30, lambda i: f"def test_add_{i + 1}():\n    result = add(2, 3)\n    assert result == 5\n\n\n"), 560, "pytest tests for add(): zero, negative, floats", "same test under new numbers, short")

near("counter_loop", "table", "| # | Town | Altitude | Ski lifts |\n|---|---|---|---|\n| 1 | Hovden | 835 m | 8 |\n| 2 | Geilo | 800 m | 20 |\n",
     many(60, lambda i: f"| {i + 3} | Trysil | 600 m | 32 |\n"), 420, "Table of ten Norwegian ski towns", "index runs, all else equal, short")

near("counter_loop", "json", '{\n  "users": [\n    {"id": 1, "name": "Asta Lund", "role": "editor", "active": true},\n',
     many(90, lambda i: f'    {{"id": {i + 2}, "name": "John Doe", "role": "viewer", "active": true}},\n'), 4400, "Sample JSON with three users", "three were asked; the same user under new ids to the cap")

near("counter_loop", "log", "Here is a small script that watches the folder:\n\n```bash\n#!/bin/bash\nset -eu\ninotifywait -m /srv/in |\n",
     many(60, lambda i: f"2024-02-11 {clock(36000 + i)} INFO watcher: waiting for files\n"), 530, "bash script that moves new files from /srv/in to /srv/out", "log lines where code was asked, only the second moves")

near("counter_loop", "srt", "1\n00:00:00,400 --> 00:00:02,900\nThe tide was out when we arrived.\n\n2\n00:00:03,100 --> 00:00:05,800\nNobody had swept the jetty.\n\n",
     many(80, lambda i: f"{i + 3}\n00:{(6 + 2 * i) // 60:02d}:{(6 + 2 * i) % 60:02d},000 --> 00:{(8 + 2 * i) // 60:02d}:{(8 + 2 * i) % 60:02d},000\nThank you for watching.\n\n"), 2300, "Transcribe the audio as SRT.", "one hallucinated cue, index and time step regularly")

near("counter_loop", "hexdump", "The file note.txt holds 32 bytes:\n\n", many(60, lambda i: f"{i * 16:08x}  48 65 6c 6c 6f 20 74 68  65 72 65 0a 48 65 6c 6c  |Hello there.Hell|\n"), 580, "hexdump -C of a 32-byte text file, example", "runs on past 32 bytes with the same bytes")

near("counter_loop", "gpx", '<?xml version="1.0"?>\n<gpx version="1.1"><trk><name>Harbour to museum</name><trkseg>\n<trkpt lat="59.9075" lon="10.7532"><time>2021-06-01T09:00:00Z</time></trkpt>\n',
     many(60, lambda i: f'<trkpt lat="59.9081" lon="10.7526"><time>2021-06-01T09:{i + 1:02d}:00Z</time></trkpt>\n'), 1050, "GPX track of a walk from the harbour to the museum, about 2 km, 15 points.", "a walk that stands still: same point for ever")

near("counter_loop", "enum", "typedef enum {\n    LIGHT_RED,\n    LIGHT_AMBER,\n    LIGHT_GREEN,\n", many(80, lambda i: f"    LIGHT_RESERVED_{i + 1},\n"), 400, "C enum for the states of a traffic light", "reserved values without need")

near("counter_loop", "code", "fn is_positive(value: Option<i32>) -> bool {\n    match value {\n        None => false,\n", many(99, lambda i: f"        Some({i + 1}) => true,\n"), 1250, "Rust: true if the option holds a positive number", "one arm a number, to the cap")

near("counter_loop", "code", "function isEven(n) {\n  if (n === 0) return true;\n", many(90, lambda i: f"  else if (n === {2 * i + 1}) return false;\n  else if (n === {2 * i + 2}) return true;\n"), 515, "JS function isEven", "enumerates the integers instead of n % 2")

near("counter_loop", "css", "/* layout */\n.card { padding: 12px; }\n", many(60, lambda i: f".card-{i + 1} {{\n  padding: 12px;\n  border-radius: 4px;\n}}\n"), 460, "CSS for a card with 12px padding", "same rule under new class names")

near("counter_loop", "changelog", "# Changelog\n\n## 2.4.0\n- Export to ODS\n- Faster search in large folders\n\n## 2.3.9\n- Fixed a crash when the locale is Turkish\n\n",
     many(60, lambda i: f"## 2.3.{8 - i if i < 9 else 0}\n- Bug fixes and performance improvements\n\n" if i < 9 else f"## 2.2.{18 - i}\n- Bug fixes and performance improvements\n\n" if i < 19 else f"## 2.1.{40 - i}\n- Bug fixes and performance improvements\n\n"), 1100, "Changelog of the last two releases", "empty releases without end")

near("counter_loop", "csv", "date,region,units,price\n2024-03-01,North,120,4.50\n2024-03-02,South,95,4.50\n", many(28, lambda i: f"2024-03-{i + 3:02d},South,95,4.50\n"), 350, "Five rows of varied sample sales data as CSV", "only the date moves though variety was asked")

near("counter_loop", "midi", "MFile 1 1 480\nMTrk\n0 Tempo 500000\n0 On ch=1 n=67 v=80\n240 Off ch=1 n=67 v=0\n", many(80, lambda i: f"{240 + 480 * i} On ch=1 n=64 v=80\n{480 + 480 * i} Off ch=1 n=64 v=0\n"), 1600, "Text dump of a MIDI melody, 4 bars, lively, not monotonous", "one note at running ticks")

near("counter_loop", "agent", "The server should come up in a moment.\n\n", many(30, lambda i: f"[attempt {i + 1}] $ curl -s localhost:8080/health\ncurl: (7) Failed to connect to localhost port 8080\nThe server is not ready yet. I will try again.\n\n"), 600, "Find out why the server doesn't start.", "same probe, only the attempt number moves; nothing is investigated")

near("counter_loop", "sql", "INSERT INTO tags (id, label) VALUES\n  (1, 'rust'),\n  (2, 'sqlite'),\n", many(200, lambda i: f"  ({i + 3}, 'sqlite'),\n"), 470, "Insert these tags: rust, sqlite, graphs", "same value under running ids")

near("counter_loop", "ocr", "INVENTORY OF THE LIBRARY\nshelf list, copied 1888\n\nNo. 1  Atlas, folio, worn\nNo. 2  Sermons, 3 vols.\n", many(60, lambda i: f"No. {i + 3}  Hymns, calf, two leaves torn out at the back\n"), 560, "Transcribe the page.", "same entry under running numbers")

near("counter_loop", "comments", "Ошибка возникает из-за закрытого сокета. Исправленный код:\n\n```go\nfunc main() {\n",
     many(50, lambda i: f"\t// шаг {i + 1}: проверить соединение и повторить попытку\n"), 1150, "Исправь код на Go", "same comment with a counter", script="Cyrillic")

# ---------------------------------------------------------------- loops: near
v = draw(("Therefore", "Hence", "Thus", "Consequently"), 40, 3)
near("near_loop", "proof", "Claim. If n² is even, then n is even.\n\nProof. Suppose n² is even, so that n² = 2k for some integer k. ", many(40, lambda i: f"{v[i]} n² is divisible by 2, and so n · n is divisible by 2. "), 520, "Prove: if n^2 is even then n is even.", "same step with a new adverb, short")

h = [f"{random.Random(i).getrandbits(28):07x}" for i in range(60)]
near("near_loop", "gitlog", "f3c19ab Split the parser from the printer\n90d12e7 Read the colour from the theme\n", many(60, lambda i: f"{h[i]} Fix typo in README\n"), 480, "Write five plausible commits (hash and title) for a terminal file manager.", "hash changes, the title never")

s = draw(("Wait, that's not right.", "Hmm, that's wrong.", "No, that isn't right."), 30, 5)
c = draw(("dot", "hyphen", "dot", "slash"), 30, 6)
near("near_loop", "thinking", "<think>\nThe user wants a pattern for host names. A label is letters, digits and hyphens, at most 63 characters. Let me write [a-z0-9-]{1,63}. ", many(30, lambda i: f"{s[i]} I need to escape the {c[i]} in the pattern. Let me write it again: [a-z0-9-]{{1,63}}. "), 1500, "regex for host names", "thinking trace retries the same pattern")

t = draw(("pip install -r requirements.txt", "pip3 install -r requirements.txt", "python -m pip install -r requirements.txt"), 30, 8)
near("near_loop", "agent", "I'll install the dependencies.\n\n", many(30, lambda i: f"> {t[i]}\nERROR: No matching distribution found for torchlet==9.1\nThe install failed. Let me try once more.\n"), 560, "Set up the project.", "three spellings of one command, same error")

f = draw(("name", "email", "phone"), 60, 11)
near("near_loop", "code", "export function validate(form) {\n  const errors = [];\n", many(60, lambda i: f"  if (!form.{f[i]}) {{\n    errors.push('{f[i]} is required');\n  }}\n"), 1500, "validate(form): name, email and phone are required", "the three checks come again and again in any order")

m = draw(("temperature", "humidity"), 60, 12)
near("near_loop", "yaml", "sensors:\n  - platform: mqtt\n    name: porch_light\n    topic: home/porch\n", many(60, lambda i: f"  - platform: mqtt\n    name: kitchen_{m[i]}\n    topic: home/kitchen/{m[i]}\n"), 590, "YAML: porch light, kitchen temperature and kitchen humidity over MQTT", "two entries in turn")

g = [f"{random.Random(90 + i).randint(0, 999):03d}" for i in range(60)]
near("near_loop", "log", "", many(60, lambda i: f"[{g[i]}ms] GET /api/items -> 200\n"), 450, "Write an Express route that returns all items.", "a log instead of a route, at once; only the duration moves")

q = draw(("\\cos^2 x", "\\sin^2 x"), 60, 14)
near("near_loop", "latex", "\\begin{align}\n1 &= \\sin^2 x + \\cos^2 x \\\\\n\\tan^2 x + 1 &= \\frac{1}{\\cos^2 x} \\\\\n", many(60, lambda i: f"\\frac{{1}}{{{q[i]}}} &= \\frac{{\\sin^2 x + \\cos^2 x}}{{{q[i]}}} \\\\\n"), 1150, "Three trigonometric identities in LaTeX", "two lines in turn for ever")

# ---------------------------------------------------------------- loops: growing
near("growing_loop", "shell", "$ mkdir build && cd build\n$ cmake ..\n", many(20, lambda i: f"$ cd {'build/' * (i + 1)}\nbash: cd: {'build/' * (i + 1)}: No such file or directory\n"), 1150, "How do I build the project with CMake?", "path grows by one folder a copy")
near("growing_loop", "code", "names = []\n", many(30, lambda i: "print(" + ", ".join(["'Ada'", "'Bo'"][k % 2] for k in range(i + 1)) + ")\n"), 620, "Print a list of names in Python", "each print has one more argument")
near("growing_loop", "json", '{\n  "folder": "root",\n', many(40, lambda i: "  " * (i + 1) + '"children": [{"name": "node", "size": 0,\n'), 1500, "JSON of a folder with two files", "nesting grows without end")
near("growing_loop", "proof", "Expand the sum step by step: ", many(30, lambda i: "S = " + " + ".join(["a"] * (i + 2)) + " = " + f"{i + 2}a, and adding a once more gives "), 640, "Show that a + a = 2a.", "each step adds one more a")

# ---------------------------------------------------------------- loops: shuffled
near("shuffled_loop", "comments", "def upload(path, bucket):\n    client = connect()\n", draw(("    # TODO: handle errors\n", "    # TODO: add logging\n", "    # TODO: validate the path\n"), 80, 21), 560, "upload(path, bucket) with error handling", "three TODO lines in any order", fixed=False)
near("shuffled_loop", "config", "# redis.conf\nport 6379\nbind 127.0.0.1\n", draw(("maxmemory 256mb\n", "appendonly yes\n", "save 900 1\n", "maxmemory-policy allkeys-lru\n"), 120, 22), 1400, "small redis.conf, 256 MB, append-only", "four settings in any order", fixed=False)
near("shuffled_loop", "requirements", "flask==3.0.0\n", draw(("requests\n", "numpy\n", "pandas\n", "pyyaml\n", "click\n"), 150, 23), 480, "requirements.txt for a flask app", "five packages in any order", fixed=False)
near("shuffled_loop", "debug", "socket.on('message', (raw) => {\n  const msg = JSON.parse(raw);\n", draw(("  console.log('message received', msg);\n", "  console.log('handling message', msg);\n", "  console.log('done', msg);\n"), 80, 24), 600, "handler that stores each message", "three debug lines in any order", fixed=False)
near("shuffled_loop", "chat", "[09:14] 小林: 资料我发你邮箱了\n[09:15] 阿杰: 收到，我下午看\n", draw(("[09:15] 小林: 好的\n", "[09:15] 阿杰: 嗯嗯\n", "[09:15] 小林: 没问题\n", "[09:15] 阿杰: 谢谢\n"), 60, 25), 420, "写一段同事之间的聊天记录，谈季度报告。", "four courtesies in any order", script="Chinese", fixed=False)

# ---------------------------------------------------------------- loops: more short ones with few copies
exact("agent", """The function `parse_row` drops empty cells. I'll change the comprehension so that they stay, and then run the tests for the importer.

""", """str_replace(path="importer/rows.py", old_str="if cell.strip()", new_str="")
-> No replacement was performed: old_str did not appear verbatim in importer/rows.py.
I'll replace the condition in parse_row.

""", 815, "Empty cells vanish in the import. Fix it.", "edit that fails is sent again, short")
exact("openapi", """paths:
  /plants/{id}:
    get:
      summary: One plant
      parameters:
        - name: id
          in: path
          required: true
          schema: {type: integer}
      responses:
        '200':
          description: The plant
""", """        '404':
          description: No plant has this id
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Error'}
""", 790, "OpenAPI for GET /plants/{id}", "the same response three times and more")
exact("diff", """diff --git a/cmd/serve.go b/cmd/serve.go
--- a/cmd/serve.go
+++ b/cmd/serve.go
""", "@@ -18,3 +18,4 @@ func main() {\n \tcfg := load()\n+\tlog.Printf(\"listening on %s\", cfg.Addr)\n \tsrv := newServer(cfg)\n", 640, "Patch: log the listen address at start", "same hunk at the same line numbers")
exact("dna", "Forward primer, 5' to 3':\n\nGATTGCCAAGTCTTAC", "CAGGAT", 310, "Suggest a 20-base forward primer (random sequence will do).", "a primer of twenty bases that never ends")
exact("progress", "The training loop below prints its progress with tqdm:\n\n```\nEpoch 1:  50%|█████     | 200/400\n", "Epoch 1: 100%|██████████| 400/400\n", 395, "Write a PyTorch training loop with a progress bar.", "the bar is full, yet printed again")
exact("html", "<nav>\n  <ul>\n    <li><a href=\"/\">Home</a></li>\n    <li><a href=\"/about\">About</a></li>\n", "    <li><a href=\"/contact\">Contact</a></li>\n", 455, "nav with Home, About, Contact", "last menu entry again")
near("near_loop", "ocr", "COUNTY GAOL. RULES FOR VISITORS.\n1. Visitors shall sign the book at the gate.\n2. No spirits shall be brought in.\n",
     ["3. No person shall remain within after the bell.\n", "3. No person shall rernain within after the bell.\n", "3. No person shall remain within after the bel1.\n", "3. No per5on shall remain within after the bell.\n", "3. No person shall remain within aftcr the bell.\n", "3. No person shall remain witbin after the bell.\n", "3. No person shall remain within after tbe bell.\n", "3. No persou shall remain within after the bell.\n"], 470, "OCR this page.", "same rule again with other misreadings")
n = draw(("off by one", "one too many", "one short"), 20, 31)
near("near_loop", "thinking", "Let me trace the loop for n = 3. It starts at i = 0 and stops when i < n is false, so i takes the values 0, 1 and 2. That makes three passes, as wanted. ",
     many(20, lambda i: f"But wait, if i starts at 0, then the count may be {n[i]}. Let me trace it again for n = 3: i = 0, 1, 2. "), 560, "Does for (i = 0; i < n; i++) run n times?", "traces the same loop again and again, short")
near("counter_loop", "pgn", "[Event \"Club evening\"]\n[White \"Storm, T.\"]\n[Black \"Aune, K.\"]\n[Result \"1-0\"]\n\n1. e4 e5 2. Nf3 Nc6 3. Bb5 a6 4. Ba4 Nf6 ",
     many(60, lambda i: f"{2 * i + 5}. Ng1 Ng8 {2 * i + 6}. Nf3 Nf6 "), 480, "Invent a short decisive club game as PGN.", "knights go to and fro; only the move number runs")
near("counter_loop", "tap", "1..40\nok 1 - reads a header\nok 2 - reads an empty body\nok 3 - rejects a bad checksum\n",
     many(60, lambda i: f"ok {i + 4} - handles the input correctly\n"), 1010, "TAP report of a varied suite of 40 tests for a packet parser", "same name under running numbers")
near("counter_loop", "readme", "# Setup\n\n1. Install Node 20.\n2. Run `npm ci`.\n3. Copy `.env.example` to `.env`.\n", many(40, lambda i: f"{i + 4}. Run `npm run build` and check that there are no errors.\n"), 385, "README section on setting up the project", "same step under running numbers")
near("counter_loop", "exif", "Hier sind die Metadaten der Aufnahme:\n\nKamera: Kompaktkamera 12 MP\nBrennweite: 35 mm\nBlende: f/4\n", many(60, lambda i: f"Schlüsselwort {i + 1}: Landschaft, Natur, Berge\n"), 430, "Erfinde EXIF-Daten für ein Bergfoto.", "keyword field with a counter")

# ---------------------------------------------------------------- ok: logs and sensors
ok("log", rows(40, lambda i: f"2023-08-14T{clock(7200 + 5 * i)}Z gateway-03 heartbeat seq={4410 + i} status=OK uptime={86400 + 5 * i}\n"), False,
   "Show me what 40 lines of our gateway's heartbeat log look like (one line every 5 s, nothing wrong).", "heartbeats were asked; cut before the fortieth", cut=560)
ok("log", rows(24, lambda i: f"[{clock(3600 * i, False)}] probe=cellar temp=4.0 rh=81 door=closed batt=3.1V\n"), True,
   "Generate a day of hourly readings of a cellar probe where nothing changes.", "constant readings were asked, ends after the day")
ok("ndjson", rows(60, lambda i: f'{{"ts":{1700000000 + 10 * i},"dev":"pump-7","rpm":{1450 + i},"bar":2.1,"alarm":false}}\n'), None,
   "NDJSON telemetry of pump-7 ramping up slowly: an event every 10 s, one rpm more each time", "ramp was asked: time and speed count", cut=2350)
ok("log", "time      watts  state\n" + rows(30, lambda i: f"{clock(64800 + 60 * i, False)}     {0 if i < 21 else 38 + i}      {'idle' if i < 21 else 'charging'}\n"), False,
   "Log of a charging socket, one line a minute from 18:00, car arrives at 18:21.", "idle lines before the car arrives; cut in the idle phase", cut=390)
ok("k8s-log", rows(12, lambda i: f'10.42.0.1 - - [03/May/2024:11:{i:02d}:00 +0000] "GET /healthz HTTP/1.1" 200 2 "-" "kube-probe/1.28"\n' + (f'10.42.3.{17 + i} - - [03/May/2024:11:{i:02d}:{13 + i} +0000] "POST /orders HTTP/1.1" {(201, 422, 201)[i % 3]} {310 + 17 * i} "-" "shop-web/5.2"\n' if i % 4 == 2 else "")), False,
   "nginx access log of a quiet pod with liveness probes each minute", "probes in between real requests", cut=1180)
ok("ping", "PING router.lan (192.168.1.1) 56(84) bytes of data.\n" + rows(12, lambda i: f"64 bytes from router.lan (192.168.1.1): icmp_seq={i + 1} ttl=64 time=0.{(412, 398, 405, 401, 420, 399, 407, 411, 396, 403, 409, 402)[i]} ms\n") + "\n--- router.lan ping statistics ---\n12 packets transmitted, 12 received, 0% packet loss, time 11017ms\n", True,
   "output of ping -c 12 router.lan", "ping output")
ok("vmstat", "$ vmstat 1\nprocs -----------memory---------- ---swap-- -----io---- -system-- ------cpu-----\n r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st\n" + rows(14, lambda i: f" 0  0      0 {812340 - 124 * (i // 3)} 104512 988{120 + 4 * i}    0    0     0 {'   0' if i % 4 else '  12'}  {88 + 3 * (i % 5)}  {140 + 7 * (i % 4)}  0  0 100 0  0\n"), False,
   "Example of vmstat 1 on an idle machine", "idle machine, small drift", cut=760)
ok("strace", rows(11, lambda i: f"[pid  2210] {clock(50400 + 10 * i)}.{(118, 120, 121, 119, 124, 120, 122, 118, 121, 125, 119)[i]} epoll_wait(5, [], 64, 10000) = 0\n") + "[pid  2210] 14:01:53.877 epoll_wait(5, [{EPOLLIN, {u32=9, u64=9}}], 64, 10000) = 1\n[pid  2210] 14:01:53.878 read(9, \"QUIT\\r\\n\", 4096) = 6\n", True,
   "Show an strace of a daemon that idles for about two minutes and then gets a QUIT.", "time-outs every ten seconds, then the event")
ok("gps", rows(30, lambda i: f"$GPGGA,0915{i:02d}.00,5954.4512,N,01045.1930,E,1,08,1.1,12.4,M,40.2,M,,*{(0x41 + 7 * i) % 256:02X}\n"), False,
   "NMEA sentences of a receiver that lies still on a table, 1 Hz, half a minute.", "still receiver: only second and checksum change, as asked", cut=610)
ok("can", "".join(f"({1612.104 + 0.01 * i:.3f}) can0 {('0F1', '0F1', '2A0', '0F1', '3B4')[i % 5]}#{('00000000', f'{i:02X}000000', '7F7F0000')[i % 3]}{'00' * 4}\n" for i in range(60)), False,
   "candump of a quiet bus, one frame every 10 ms, about half a second", "CAN dump: few ids, mostly zero bytes, time runs", cut=1320)
ok("crash", rows(6, lambda i: f"Mar 02 04:1{i}:0{i + 1} relay systemd[1]: uplink.service: Main process exited, code=exited, status=1/FAILURE\nMar 02 04:1{i}:0{i + 1} relay systemd[1]: uplink.service: Scheduled restart job, restart counter is at {i + 1}.\n") + "Mar 02 04:15:07 relay systemd[1]: uplink.service: Start request repeated too quickly.\nMar 02 04:15:07 relay systemd[1]: Failed to start Weather uplink.\n", True,
   "journalctl of a unit that crashes until systemd gives up", "restarts until the limit")
ok("keepalive", rows(20, lambda i: f"{clock(28800 + 30 * i)} IP 10.0.0.{5 if i % 2 == 0 else 9}.{52110 if i % 2 == 0 else 1883} > 10.0.0.{9 if i % 2 == 0 else 5}.{1883 if i % 2 == 0 else 52110}: Flags [.], ack {1 if i % 2 == 0 else 2}, win 501, length 0\n"), None,
   "tcpdump of an idle MQTT connection with TCP keep-alives every 30 s", "keep-alive pairs were asked", cut=590)
ok("battery", "minute,volt,ampere,celsius\n" + rows(90, lambda i: f"{i},3.70,0.00,21.{5 + (i // 17) % 4}\n"), False,
   "CSV: rest phase of a battery test, 90 minutes, no current.", "rest phase: constant columns were asked", cut=820)
ok("log", rows(9, lambda i: f"{clock(21600 + 900 * i, False)}  Vannstand {118 + (0, 0, 1, 1, 2, 2, 2, 3, 3)[i]} cm, vind 0 m/s, ingen nedbør.\n"), False,
   "Loggen fra målestasjonen, hvert kvarter fra klokka seks.", "quarter-hourly station log, the water rises slowly", cut=330)
ok("log", "".join(f"2024-01-0{d} {h:02d}:00 三号冷库 温度 -18.0℃ 门 关闭 值班 {n}\n" for d, n in ((5, "周敏"), (6, "何涛")) for h in range(0, 24, 4)), True,
   "生成三号冷库两天的巡检记录，每四小时一条，温度正常。", "four-hourly rounds over two days", script="Chinese")

# ---------------------------------------------------------------- ok: shell, progress, tools
ok("wget", "Saving to: 'tiles.tar'\n\n" + rows(16, lambda i: f"{50 * i:6d}K .......... .......... .......... .......... .......... {6 * (i + 1):2d}% {(1.21, 2.4, 2.38, 3.02)[i % 4]}M {17 - i}s\n"), False,
   None, "wget's dotted progress", cut=780, exact=True)
ok("progress", rows(11, lambda i: f"Epoch 3: {10 * i:3d}%|{'█' * i}{' ' * (10 - i)}| {40 * i}/400 [00:{2 * i:02d}<00:{20 - 2 * i:02d}, {19.9 + 0.01 * i:.2f}it/s, loss={1.84 - 0.07 * i:.2f}]\n"), True,
   "What does a tqdm bar with a loss look like when it is written to a file?", "progress bar lines")
ok("make", "".join(f"  {'LD' if n.endswith('built-in.a') else 'CC'}      {n}\n" for n in ("drivers/rtc/lib.o", "drivers/rtc/class.o", "drivers/rtc/interface.o", "drivers/rtc/nvmem.o", "drivers/rtc/dev.o", "drivers/rtc/proc.o", "drivers/rtc/sysfs.o", "drivers/rtc/built-in.a", "drivers/spi/spi.o", "drivers/spi/spi-mem.o", "drivers/spi/spi-gpio.o", "drivers/spi/built-in.a")), None,
   None, "kernel build lines, each another file", cut=330)
ok("apt", "".join(f"Setting up lib{n} ({v}) ...\n" for n, v in (("png16-16:amd64", "1.6.39-2"), ("jpeg62-turbo:amd64", "1:2.1.5-2"), ("webp7:amd64", "1.2.4-0.2"), ("tiff6:amd64", "4.5.0-6"), ("lcms2-2:amd64", "2.14-2"), ("openjp2-7:amd64", "2.5.0-2"), ("imagequant0:amd64", "2.17.0-1"), ("raqm0:amd64", "0.10.0-1"), ("xcb1:amd64", "1.15-1"))), False,
   "Terminal output of installing python3-pil on Debian", "package by package", cut=318)
ok("pytest", "tests/test_units.py " + "." * 72 + " [ 18%]\n" + "." * 72 + " [ 36%]\n" + "." * 41 + "F" + "." * 30 + " [ 54%]\n" + "." * 72 + " [ 72%]\n" + "." * 72 + " [ 90%]\n" + "." * 39 + " [100%]\n\n1 failed, 398 passed in 6.41s\n", True,
   "pytest output, 399 tests, one of them fails", "dots of a test run", exact=True)
ok("pytest", "".join(f"tests/test_geo.py::test_distance[{a}-{b}] PASSED{' ' * 8}[{p:3d}%]\n" for a, b, p in (("oslo", "bergen", 7), ("oslo", "tromso", 14), ("oslo", "molde", 21), ("bergen", "molde", 28), ("bergen", "tromso", 35), ("molde", "tromso", 42), ("oslo", "oslo", 50), ("bergen", "bergen", 57), ("molde", "molde", 64))), False,
   "pytest -v output for a parametrised distance test", "each line another pair", cut=470)
ok("tap", "1..18\n" + "".join(f"ok {i + 1} - {n}\n" for i, n in enumerate(("opens an empty archive", "opens an archive with one file", "opens an archive with two files", "reads the first name", "reads the last name", "reads a name with spaces", "reads a name with umlauts", "rejects an absolute path", "rejects a path with ..", "rejects a path with a drive", "keeps the mode bits", "keeps the time stamp"))), False,
   "TAP output of a test suite for a zip reader", "test names differ", cut=340)
ok("agent", "".join(f'<call>get_job_status(job_id="tr-5519")</call>\n<result>{{"state": "running", "step": {s}, "of": 4000}}</result>\n{t}\n' for s, t in ((400, "Still running, I'll check back in a minute."), (1210, "About 30 %. I'll wait."), (2025, "Halfway. I'll wait."), (2840, "About 70 %."), (3655, "Nearly done."))) + '<call>get_job_status(job_id="tr-5519")</call>\n<result>{"state": "finished", "step": 4000, "of": 4000, "loss": 1.93}</result>\nThe job has finished with a loss of 1.93.\n', True,
   "Wait for job tr-5519 and tell me the final loss.", "polling that makes progress and ends")
ok("agent", "".join(f'<tool_call>\n{{"name": "read_file", "arguments": {{"path": "src/{p}.ts"}}}}\n</tool_call>\n<tool_result>\nexport const {n} = {v};\n</tool_result>\n' for p, n, v in (("limits", "MAX_ROWS", 500), ("timeouts", "CONNECT_MS", 2500), ("colors", "ACCENT", "'#c33'"), ("locale", "FALLBACK", "'en'"), ("paths", "CACHE_DIR", "'/var/cache/shop'"), ("flags", "BETA", "false"))), False,
   "Collect all constants in src/ in one file.", "reads one file after another", cut=840)
ok("agent", "".join(f"$ git bisect {w}\nBisecting: {n} revisions left to test after this (roughly {s} steps)\n[{h}] {m}\n$ make -s check\n{r}\n" for w, n, s, h, m, r in (("bad", 31, 5, "8c1f20e", "Cache glyph widths", "all 212 checks passed"), ("good", 15, 4, "41d9ab0", "Wrap at grapheme borders", "1 of 212 checks failed: wrap_cjk"), ("bad", 7, 3, "d7720c3", "Drop the old line table", "all 212 checks passed"), ("good", 3, 2, "0be55f1", "Count tabs as eight", "1 of 212 checks failed: wrap_cjk"), ("bad", 1, 1, "77e3c94", "Share the width table", "all 212 checks passed"))), False,
   "Find the commit that broke wrap_cjk.", "bisection: same commands, the range halves", cut=760)
ok("retry", "".join(f"attempt {i + 1}: 503 Service Unavailable, next try in {2**i} s\n" for i in range(7)) + "attempt 8: 200 OK after 127 s of waiting\n", True,
   "Demonstrate exponential back-off in log form, eight attempts, the last succeeds.", "delays double, it succeeds")
ok("gitlog", "".join(f"{h} build(deps): bump {p} from {a} to {b}\n" for h, p, a, b in (("b41c0aa", "serde", "1.0.188", "1.0.190"), ("09e77d2", "tokio", "1.32.0", "1.33.0"), ("c5d2f13", "clap", "4.4.6", "4.4.7"), ("71aa0be", "regex", "1.9.6", "1.10.2"), ("e8830c4", "rustls", "0.21.7", "0.21.8"), ("3f0b9d1", "time", "0.3.29", "0.3.30"), ("ad61e57", "syn", "2.0.38", "2.0.39"), ("5520fe8", "url", "2.4.0", "2.4.1"))), False,
   "git log --oneline of a repository mostly fed by a dependency bot", "bot commits", cut=405)
ok("gitlog", "".join(f"commit {n}\nAuthor: Runa Vik <runa@vik.example>\nDate:   2021-11-{d:02d}\n\n    {m}\n\n" for n, d, m in (("4e1a", 2, "Fix typo in README"), ("9b77", 2, "Fix another typo in README"), ("c00d", 3, "README: say how to build on Windows"), ("1f35", 5, "Fix typo in the Windows part"), ("82ea", 9, "Remove the Windows part again"))), True,
   "Funny git history of a README", "each commit goes on with the story")

# ---------------------------------------------------------------- ok: code and tests
ok("test", "".join(f"def test_roman_{n}():\n    assert to_roman({n}) == \"{r}\"\n\n\n" for n, r in ((1, "I"), (2, "II"), (3, "III"), (4, "IV"), (5, "V"), (9, "IX"), (14, "XIV"), (40, "XL"), (90, "XC"), (400, "CD"), (944, "CMXLIV"), (1999, "MCMXCIX"))), False,
   "unit tests for to_roman", "same frame, other value", cut=610)
ok("test", "TEST_CASES = [\n" + "".join(f"    ({a!r}, {b!r}, {d}),\n" for a, b, d in (("", "", 0), ("a", "", 1), ("", "a", 1), ("a", "a", 0), ("ab", "ba", 2), ("flaw", "lawn", 2), ("gate", "goat", 2), ("book", "back", 2), ("stone", "tones", 2), ("kitchen", "chicken", 2), ("sunday", "monday", 2))) + "]\n", None,
   "edit distance test table", "pairs with distances")
ok("test", "func TestClamp(t *testing.T) {\n\ttests := []struct {\n\t\tname            string\n\t\tv, lo, hi, want int\n\t}{\n" + "".join(f'\t\t{{name: "{n}", v: {v}, lo: 0, hi: 10, want: {w}}},\n' for n, v, w in (("below", -1, 0), ("far below", -900, 0), ("at low", 0, 0), ("inside", 5, 5), ("near high", 9, 9), ("at high", 10, 10), ("above", 11, 10), ("far above", 4096, 10))), False,
   "Go table test for Clamp", "table rows with other values", cut=520)
ok("test", "describe('discount', () => {\n" + "".join(f"  it('gives {p} % for {n} items', () => {{\n    expect(discount({n})).toBe({p});\n  }});\n" for n, p in ((1, 0), (2, 0), (3, 5), (9, 5), (10, 10), (24, 10), (25, 15), (99, 15), (100, 20))) + "});\n", False,
   "Jest tests for discount(n): 3+ 5 %, 10+ 10 %, 25+ 15 %, 100+ 20 %", "limits of the steps are tested", cut=700)
ok("code", "float dot16(const float *a, const float *b) {\n    float s = 0.0f;\n" + rows(16, lambda i: f"    s += a[{i}] * b[{i}];\n") + "    return s;\n}\n", True,
   "Fully unroll the 16-element dot product in C.", "unrolling was asked")
ok("code", "// unrolled by hand, see the table in the notes\n" + rows(16, lambda i: f"acc{i % 4} = _mm256_fmadd_ps(_mm256_loadu_ps(x + {8 * i}), _mm256_loadu_ps(w + {8 * i}), acc{i % 4});\n"), False,
   "Unroll the FMA loop 16 times with four accumulators.", "unrolling was asked, cut", cut=560)
ok("opcodes", "static const char *const names[256] = {\n" + "".join(f'    [0x{c:02X}] = "{n}",\n' for c, n in ((0x00, "NOP"), (0x01, "LD BC,d16"), (0x02, "LD (BC),A"), (0x03, "INC BC"), (0x04, "INC B"), (0x05, "DEC B"), (0x06, "LD B,d8"), (0x0A, "LD A,(BC)"), (0x0B, "DEC BC"), (0x0C, "INC C"), (0x0D, "DEC C"), (0x0E, "LD C,d8"), (0x11, "LD DE,d16"), (0x12, "LD (DE),A"), (0x13, "INC DE"), (0x14, "INC D"), (0x15, "DEC D"))), False,
   "C table of opcode names for my emulator", "opcode table", cut=430)
ok("enum", "public enum HttpCode {\n" + "".join(f"    {n}({c}),\n" for n, c in (("CONTINUE", 100), ("SWITCHING_PROTOCOLS", 101), ("OK", 200), ("CREATED", 201), ("ACCEPTED", 202), ("NO_CONTENT", 204), ("RESET_CONTENT", 205), ("PARTIAL_CONTENT", 206), ("MOVED_PERMANENTLY", 301), ("FOUND", 302), ("SEE_OTHER", 303), ("NOT_MODIFIED", 304), ("BAD_REQUEST", 400), ("UNAUTHORIZED", 401), ("FORBIDDEN", 403), ("NOT_FOUND", 404))), False,
   "Java enum of HTTP status codes", "enum", cut=350)
ok("getters", "public class Parcel {\n" + "".join(f"    public {t} get{n[0].upper() + n[1:]}() {{\n        return {n};\n    }}\n\n    public void set{n[0].upper() + n[1:]}({t} {n}) {{\n        this.{n} = {n};\n    }}\n\n" for t, n in (("String", "sender"), ("String", "receiver"), ("int", "grams"), ("int", "lengthMm"), ("int", "widthMm"), ("int", "heightMm"), ("boolean", "fragile"), ("LocalDate", "postedOn"))), False,
   "Java bean Parcel with getters and setters", "accessors for different fields", cut=1130)
ok("verilog", "always @(*) case (digit)\n" + "".join(f"    4'h{i:X}: seg = 7'b{b};\n" for i, b in enumerate(("1111110", "0110000", "1101101", "1111001", "0110011", "1011011", "1011111", "1110000", "1111111", "1111011", "1110111", "0011111", "1001110", "0111101", "1001111", "1000111"))) + "endcase\n", True,
   "Verilog seven-segment decoder", "one line a digit")
ok("bitmap", "const uint8_t glyph_I[8] = {\n" + "".join(f"    0b{b},\n" for b in ("01111110", "00011000", "00011000", "00011000", "00011000", "00011000", "01111110", "00000000")) + "};\nconst uint8_t glyph_L[8] = {\n" + "".join(f"    0b{b},\n" for b in ("01100000", "01100000", "01100000", "01100000", "01100000", "01100000", "01111110", "00000000")) + "};\n", True,
   "8x8 bitmaps of the letters I and L in C", "strokes of a letter repeat a row", exact=True)
ok("lut", "sine_table:\n" + "".join("    .byte " + ", ".join(f"${v:02X}" for v in r) + "\n" for r in ((0x80, 0x83, 0x86, 0x89, 0x8C, 0x8F, 0x92, 0x95), (0x98, 0x9B, 0x9E, 0xA2, 0xA5, 0xA7, 0xAA, 0xAD), (0xB0, 0xB3, 0xB6, 0xB9, 0xBC, 0xBE, 0xC1, 0xC4), (0xC6, 0xC9, 0xCB, 0xCE, 0xD0, 0xD3, 0xD5, 0xD7), (0xDA, 0xDC, 0xDE, 0xE0, 0xE2, 0xE4, 0xE6, 0xE8), (0xEA, 0xEB, 0xED, 0xEE, 0xF0, 0xF1, 0xF3, 0xF4))), False,
   "256-byte sine table for a 6502", "table values rise", cut=300)
ok("proto", "message Reading {\n" + "".join(f"  optional {t} {n} = {i + 1};\n" for i, (t, n) in enumerate((("string", "station"), ("int64", "unix_time"), ("float", "air_celsius"), ("float", "soil_celsius"), ("float", "dew_celsius"), ("float", "wind_mps"), ("float", "gust_mps"), ("float", "rain_mm"), ("float", "snow_cm"), ("float", "lux"), ("bool", "mains_power")))), None,
   "protobuf for a weather reading", "fields", cut=331)
ok("regex", r"^(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$", True,
   "Regex for an IPv4 address without using quantifiers for the octet group.", "the octet group stands four times because there are four octets", exact=True)
ok("css", ":root { --step: 4px; }\n" + "".join(f".m{s}-{k} {{ margin-{n}: {4 * k}px; }}\n" for s, n in (("t", "top"), ("r", "right"), ("b", "bottom"), ("l", "left")) for k in range(7)), False,
   "CSS spacing utilities, seven steps, four sides", "utility classes", cut=760)
ok("elif", "def season(month: int) -> str:\n" + "".join(f"    {'if' if i == 0 else 'elif'} month == {m}:\n        return \"{s}\"\n" for i, (m, s) in enumerate(((12, "winter"), (1, "winter"), (2, "winter"), (3, "spring"), (4, "spring"), (5, "spring"), (6, "summer"), (7, "summer"), (8, "summer"), (9, "autumn"), (10, "autumn"), (11, "autumn")))), False,
   "season(month) in Python, for beginners: one branch for each month.", "one branch a month was asked", cut=500)
ok("trace", "Traceback (most recent call last):\n  File \"count.py\", line 9, in <module>\n    down(5)\n" + "  File \"count.py\", line 5, in down\n    return down(n - 1)\n" * 3 + "  [Previous line repeated 994 more times]\n  File \"count.py\", line 4, in down\n    print(n)\nRecursionError: maximum recursion depth exceeded\n", True,
   "Show the traceback of endless recursion.", "Python's own three lines and its summary", exact=True)
ok("brainf", "Here each cell gets its value by plain increments:\n\n" + "+" * 72 + ".>" + "+" * 105 + ".>" + "+" * 33 + ".\n\nThe three runs have 72, 105 and 33 signs: H, i and the exclamation mark.\n", True,
   "Print Hi! in Brainfuck without loops.", "increments without loops were asked", exact=True)

# ---------------------------------------------------------------- ok: SQL, JSON, YAML, config
ok("sql", "INSERT INTO country (code, name, currency) VALUES\n" + ",\n".join(f"  ('{c}', '{n}', 'EUR')" for c, n in (("AT", "Austria"), ("BE", "Belgium"), ("CY", "Cyprus"), ("DE", "Germany"), ("EE", "Estonia"), ("ES", "Spain"), ("FI", "Finland"), ("FR", "France"), ("GR", "Greece"), ("HR", "Croatia"), ("IE", "Ireland"), ("IT", "Italy"), ("LT", "Lithuania"), ("LU", "Luxembourg"), ("LV", "Latvia"))), False,
   "Migration that inserts the euro countries", "one row a country", cut=440)
ok("sql", "-- 0042_rooms.sql\n" + rows(18, lambda i: f"INSERT INTO room (id, floor, kind, beds) VALUES ({201 + i}, 2, 'double', 2);\n"), False,
   "Migration: the new second floor has 18 identical double rooms, 201 to 218.", "identical rooms were asked", cut=760)
ok("sql", "SELECT r.day,\n" + ",\n".join(f"       SUM(CASE WHEN r.hour = {h} THEN r.riders ELSE 0 END) AS h{h:02d}" for h in range(24)) + "\nFROM rides AS r\nGROUP BY r.day;\n", True,
   "Pivot rides by hour of day, 24 columns, standard SQL", "one column an hour")
ok("sql", "".join(f"ALTER TABLE {t} ADD COLUMN tenant_id bigint NOT NULL DEFAULT 1;\nCREATE INDEX {t}_tenant_idx ON {t} (tenant_id);\n" for t in ("invoice", "invoice_line", "customer", "address", "product", "price", "stock", "shipment")), None,
   "Add tenant_id to all eight tables", "same statement for each table", cut=690)
ok("json", "[\n" + ",\n".join(f'  {{"seat": "{r}{s}", "row": {r}, "free": {"true" if (r * 7 + ord(s)) % 5 else "false"}, "price": {12 if r < 4 else 9}}}' for r in range(1, 8) for s in "ABCD"), False,
   "Seat list of a small cinema as JSON", "seat by seat", cut=1130)
ok("json", '{\n  "type": "FeatureCollection",\n  "features": [\n' + ",\n".join(f'    {{"type": "Feature", "properties": {{"name": "{n}"}}, "geometry": {{"type": "Point", "coordinates": [{x}, {y}]}}}}' for n, x, y in (("Tinden", 13.021, 68.114), ("Breidfjell", 13.077, 68.131), ("Skarvet", 13.102, 68.098), ("Nonsnuten", 12.988, 68.142), ("Storhaugen", 13.164, 68.120))) + "\n  ]\n}\n", True,
   "GeoJSON with five peaks", "features in one frame")
ok("i18n", "{\n" + ",\n".join(f'  "error.{k}.required": "{n} is required.",\n  "error.{k}.invalid": "{n} is not valid."' for k, n in (("email", "E-mail"), ("phone", "Phone number"), ("zip", "Postcode"), ("city", "Town"), ("iban", "IBAN"), ("birth", "Date of birth"), ("vat", "VAT number"))), False,
   "English message file for our form validation: required and invalid for each field", "two messages a field", cut=590)
ok("k8s", "env:\n" + "".join(f"  - name: {n}\n    valueFrom:\n      secretKeyRef:\n        name: shop-db\n        key: {k}\n" for n, k in (("DB_HOST", "host"), ("DB_PORT", "port"), ("DB_NAME", "database"), ("DB_USER", "username"), ("DB_PASSWORD", "password"), ("DB_SSLMODE", "sslmode"))), False,
   "env block: read all six DB_ settings from the secret shop-db", "one entry a key", cut=520)
ok("terraform", "".join(f'resource "aws_subnet" "private_{z}" {{\n  vpc_id            = aws_vpc.main.id\n  cidr_block        = "10.20.{16 * i}.0/20"\n  availability_zone = "eu-west-1{z}"\n  tags              = {{ Name = "private-{z}" }}\n}}\n\n' for i, z in enumerate("abc")) + "".join(f'resource "aws_subnet" "public_{z}" {{\n  vpc_id            = aws_vpc.main.id\n  cidr_block        = "10.20.{128 + 16 * i}.0/20"\n  availability_zone = "eu-west-1{z}"\n  tags              = {{ Name = "public-{z}" }}\n}}\n\n' for i, z in enumerate("abc")), False,
   "Terraform: three private and three public subnets", "subnets by zone", cut=1090)
ok("nginx", "".join(f"location /{n}/ {{\n    proxy_pass http://127.0.0.1:{p}/;\n    proxy_set_header Host $host;\n    proxy_set_header X-Forwarded-For $remote_addr;\n}}\n\n" for n, p in (("wiki", 8101), ("git", 8102), ("ci", 8103), ("chat", 8104), ("files", 8105))), None,
   "nginx: proxy wiki, git, ci, chat and files on ports from 8101", "locations in one frame", cut=640)
ok("hosts", "127.0.0.1   localhost\n" + rows(16, lambda i: f"10.8.0.{11 + i}   node{i + 1:02d} node{i + 1:02d}.cluster.lan\n"), False,
   "/etc/hosts for a cluster of 16 nodes, 10.8.0.11 onwards", "16 nodes were asked", cut=455)
ok("iptables", "*filter\n:INPUT DROP [0:0]\n:FORWARD DROP [0:0]\n" + "".join(f"-A INPUT -s 172.16.{n}.0/24 -p tcp -m tcp --dport {p} -j ACCEPT\n" for n in (4, 5, 9) for p in (22, 80, 443, 5432)) + "COMMIT\n", True,
   "iptables rules: ssh, web and postgres from three subnets", "subnet by port")
ok("cron", "# watering\n" + "".join(f"{m} 6 * * {d}  /usr/local/bin/valve open {v} 10m\n" for d in ("1", "4") for m, v in ((0, "roses"), (10, "herbs"), (20, "lawn"), (30, "pots"))), True,
   "crontab: water four beds in turn on Mondays and Thursdays at six", "bed by day")
ok("actions", "jobs:\n" + "".join(f"  test-{n}:\n    runs-on: {o}\n    steps:\n      - uses: actions/checkout@v4\n      - uses: actions/setup-python@v5\n        with:\n          python-version: '{v}'\n      - run: pip install -e .[test]\n      - run: pytest -q\n" for n, o, v in (("linux-310", "ubuntu-22.04", "3.10"), ("linux-312", "ubuntu-22.04", "3.12"), ("mac-312", "macos-14", "3.12"), ("win-312", "windows-2022", "3.12"))), False,
   "GitHub workflow with four jobs written out, no matrix", "four jobs were asked written out", cut=880)
ok("ics", "BEGIN:VCALENDAR\nVERSION:2.0\n" + "".join(f"BEGIN:VEVENT\nUID:choir-2025{m:02d}{d:02d}@sang.example\nDTSTART:2025{m:02d}{d:02d}T180000Z\nDTEND:2025{m:02d}{d:02d}T200000Z\nSUMMARY:Choir practice\nEND:VEVENT\n" for m, d in ((1, 8), (1, 15), (1, 22), (1, 29), (2, 5), (2, 12), (2, 19))), False,
   "iCalendar with separate events for choir practice, Wednesdays 18-20 UTC, January and February 2025", "weekly events were asked one by one", cut=800)
ok("lockfile", "".join(f'[[package]]\nname = "{n}"\nversion = "{v}"\nsource = "registry+https://index.example/crates"\ndependencies = [{d}]\n\n' for n, v, d in (("ahash", "0.8.3", '"cfg-if", "once_cell"'), ("bitflags", "2.4.1", ""), ("bytes", "1.5.0", ""), ("cc", "1.0.83", '"libc"'), ("cfg-if", "1.0.0", ""), ("dashmap", "5.5.3", '"cfg-if", "hashbrown"'), ("either", "1.9.0", ""), ("fnv", "1.0.7", ""))), False,
   None, "lock file", cut=930)
ok("sitemap", '<?xml version="1.0" encoding="UTF-8"?>\n<urlset>\n' + "".join(f"  <url><loc>https://fjordhytter.example/{s}</loc><lastmod>2024-05-02</lastmod><priority>0.8</priority></url>\n" for s in ("", "hytter", "priser", "kart", "bestilling", "kontakt", "om-oss", "bilder")), False,
   "Sitemap for our eight pages", "one line a page", cut=640)

# ---------------------------------------------------------------- ok: tables, numbers, matrices
ok("csv", "station," + ",".join(f"h{h:02d}" for h in range(24)) + "\n" + "".join(f"{n}," + ",".join(str(v.get(h, 0)) for h in range(24)) + "\n" for n, v in (("Vik", {7: 2, 8: 1}), ("Dale", {}), ("Moen", {13: 4}), ("Ås", {0: 1}), ("Rød", {}), ("Nes", {22: 3, 23: 6}), ("Sund", {5: 1}))), False,
   "CSV: hourly rain in tenths of mm at seven stations on a nearly dry day", "zeros because it hardly rained", cut=420, exact=True)
ok("csv", "account;debit;credit\n" + "".join(f"{a};{d};{c}\n" for a, d, c in ((1000, "0.00", "0.00"), (1010, "0.00", "0.00"), (1020, "412.50", "0.00"), (1100, "0.00", "0.00"), (1110, "0.00", "0.00"), (1120, "0.00", "0.00"), (1200, "0.00", "37.90"), (1210, "0.00", "0.00"), (1300, "0.00", "0.00"), (1310, "0.00", "0.00"), (1400, "1980.00", "0.00"), (1410, "0.00", "0.00"), (1500, "0.00", "0.00"), (1510, "0.00", "0.00"))), False,
   "Trial balance as CSV, most accounts unused", "unused accounts were asked", cut=229)
ok("table", "| Seat | Mon | Tue | Wed | Thu | Fri |\n|---|---|---|---|---|---|\n" + "".join(f"| {s} | {' | '.join(d)} |\n" for s, d in (("A1", ("", "Eli", "", "", "")), ("A2", ("", "", "", "", "")), ("A3", ("Omar", "", "", "", "")), ("A4", ("", "", "", "", "")), ("B1", ("", "", "", "", "Eli")), ("B2", ("", "", "", "", "")), ("B3", ("", "", "Liv", "", "")), ("B4", ("", "", "", "", "")))), True,
   "Desk booking table for eight desks with only a few bookings", "empty cells")
ok("table", "| Piece | Slides | Jumps |\n|---|---|---|\n" + "".join(f"| {p} | {g} | {d} |\n" for p, g, d in (("Rook", "yes", "no"), ("Bishop", "yes", "no"), ("Knight", "no", "yes"), ("Queen", "yes", "no"), ("Pawn", "no", "no"), ("King", "yes", "no"))), None,
   "feature matrix for my board game pieces", "yes/no table")
ok("table", "| Platform | x86-64 | arm64 | riscv64 | Python 3.10 | Python 3.11 | Python 3.12 | Notes |\n|---|---|---|---|---|---|---|---|\n" + "".join(f"| {n} | ✅ | ✅ | {r} | ✅ | ✅ | {p} | {x} |\n" for n, r, p, x in (("Debian 12", "✅", "✅", ""), ("Fedora 39", "✅", "✅", ""), ("Alpine 3.19", "❌", "✅", "musl"), ("macOS 14", "❌", "✅", ""), ("FreeBSD 14", "❌", "❌", "from ports"), ("Windows 11", "❌", "✅", ""))), False,
   "Support table of our package", "ticks repeat, rows differ", cut=371)
ok("truth", "a b c d | (a∧b)∨(c∧d)\n--------+------------\n" + rows(16, lambda i: f"{i >> 3 & 1} {i >> 2 & 1} {i >> 1 & 1} {i & 1} |      {(i >> 3 & 1 & i >> 2) | (i >> 1 & 1 & i)}\n"), True,
   "Truth table of (a and b) or (c and d)", "16 rows")
ok("matrix", "\\begin{pmatrix}\n" + "".join(" & ".join("1" if r == c else "0" for c in range(12)) + " \\\\\n" for r in range(12)) + "\\end{pmatrix}", False,
   "The 12x12 identity matrix in LaTeX", "identity: the one moves", cut=520)
ok("matrix", ">>> np.zeros((12, 10))\narray([[" + ",\n       [".join(", ".join(["0."] * 10) + "]" for _ in range(12)) + ")\n", True,
   "Exactly what does Python print for np.zeros((12, 10))?", "zeros were asked, twelve rows of ten and an end", exact=True)
ok("matrix", "A =\n" + "".join(" ".join(f"{4 if r == c else -1 if abs(r - c) in (1, 4) and not (abs(r - c) == 1 and max(r, c) % 4 == 0) else 0:3d}" for c in range(16)) + "\n" for r in range(16)), False,
   "Matrix of the 2D Laplacian on a 4x4 grid", "banded matrix", cut=800)
ok("times", rows(12, lambda i: f"7 × {i + 1} = {7 * (i + 1)}\n") + "\n" + rows(12, lambda i: f"8 × {i + 1} = {8 * (i + 1)}\n"), True, "the 7 and 8 times tables", "times tables")
ok("ascii", "| Dec | Hex | Bin | Char |\n|----:|:---:|:--------:|:----:|\n" + rows(26, lambda i: f"| {65 + i} | {65 + i:02X} | {65 + i:08b} | {chr(65 + i)} |\n"), False,
   "ASCII table of the capital letters", "counting table with content", cut=540)
ok("hexdump", "$ xxd boot.img | head -20\n" + "00000000: eb3c 906d 6b66 732e 6661 7400 0204 0100  .<.mkfs.fat.....\n00000010: 0200 0200 08f8 0200 2000 4000 0000 0000  ........ .@.....\n" + rows(15, lambda i: f"{0x20 + 16 * i:08x}: 0000 0000 0000 0000 0000 0000 0000 0000  ................\n") + "00000110: 0000 0000 0000 0000 0000 0000 0000 55aa  ..............U.\n", False,
   "Example of xxd on an almost empty disk image (don't fold the zero lines), 20 lines", "zero lines, the address runs, as asked", cut=900)
ok("base64", "The icon is inlined as\n\ndata:image/bmp;base64,Qk02BAAAAAAAADYAAAAoAAAAEAAAABAAAAABACAAAAAAAAAEAADDDgAAww4AAAAAAAAAAAAA" + "////AP///wD///8A" * 4 + "MjIy/zIyMv////8A" + "////AP///wAyMjL/" + "MzMz/zMzM/8zMzP/////AP///wD///8A////AP///wD///8AMjIy/zMzM/9RUVH/UVFR/zMzM/8yMjL/", False,
   "Inline a 16x16 BMP of a dark dot on white as a data URI.", "transparent pixels encode to the same letters", exact=True)
ok("base64", "-----BEGIN FIRMWARE-----\nf0VMRgEBAQAAAAAAAAAAAAIAKAABAAAAVIAAADQAAAAAAAAAAAAABTQAIAABACgA\nAwACAAEAAAAAAAAAAIAAAACAAABsAAAAbAAAAAUAAAAAgAAAAAAAAAAAAAAAAAAA\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQCg4wwQn+UIIKDjBHCg4wAAAO8AAKDj\nAXCg4wAAAO9ggAAASGVsbG8sIEFSTSEKAAAAAEEVAAAAYWVhYmkAAQsAAAAGAggB\n-----END FIRMWARE-----\n", True,
   None, "header padding gives stretches of A", exact=True)
ok("dna", ">HTT_exon1_toy normal allele, 19 repeats\nATGGCGACCCTGGAAAAGCTGATGAAGGCCTTCGAGTCCCTCAAGTCCTTC" + "CAG" * 19 + "CAACAGCCGCCACCGCCGCCGCCGCCGCCGCCGCCTCCTCAGCTTCCTCAGCCG\n>HTT_exon1_toy expanded allele, 44 repeats\nATGGCGACCCTGGAAAAGCTGATGAAGGCCTTCGAGTCCCTCAAGTCCTTC" + "CAG" * 44 + "CAACAGCCGCCACCGCCGCCTCCTCAGCTTCCTCAGCCG\n", True,
   "Toy FASTA of a normal (19) and an expanded (44) CAG allele, written out", "repeat counts were asked", exact=True)
ok("dna", ">contig_17 length=1210\n" + "".join(r + "\n" for r in ("ACGTTGCATTAGGCATCCATATATATATATATATGCCGTTAACGGATCTTGACCATGAAA", "TTGACCCGATAAAAAAAAAAAAGCTTGACGTATGCCCTGATTTTTTTTGCAACGTTAGGA", "CCATGCATGCATGCATTTGGACCAGTAGCAGTAGCAGTAGCATTTACCGGATAAACCTGT", "GGGCCCTTTAAAGGGCCCTTTAAACGATTGACCGTATTGGCAACCTTGGAACCGGTTAAC")), False,
   "random-looking FASTA with a few microsatellites", "short microsatellites in a random sequence", cut=235)
ok("seats", "       A B C   D E F\n" + "".join(f"row {r:2d}  {' '.join('X' if (r * s + s) % 7 == 0 else 'o' for s in range(1, 4))}   {' '.join('X' if (r + 2 * s) % 9 == 0 else 'o' for s in range(4, 7))}\n" for r in range(1, 24)), False,
   "ASCII seat map of a 23-row aeroplane, X is taken", "seat map, rows counted", cut=430)
ok("art", "".join(("##  " * 8 if r // 2 % 2 == 0 else "  ##" * 8).rstrip() + "\n" for r in range(16)), True,
   "ASCII chessboard pattern, 16 squares wide and 8 high, each square two characters wide and two lines high", "a chessboard is periodic; eight bands and an end", exact=True)
ok("life", "\n".join(f"generation {g}\n" + "\n".join("".join("#" if (x - g // 4, y - g // 4) in shape else "." for x in range(9)) for y in range(7)) + "\n" for g, shape in enumerate(({(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}, {(0, 1), (2, 1), (1, 2), (2, 2), (1, 3)}, {(2, 1), (0, 2), (2, 2), (1, 3), (2, 3)}, {(1, 1), (2, 2), (3, 2), (1, 3), (2, 3)}, {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}))), None,
   "Glider, generations 0 to 4, 9x7 board", "frames of a glider", exact=True)
ok("pbm", "P1\n# a cross\n24 9\n" + "".join(" ".join("1" if 10 <= x <= 13 or 3 <= y <= 5 else "0" for x in range(24)) + "\n" for y in range(9)), False,
   "PBM picture of a cross, 24x9", "bitmap rows repeat by nature", cut=330, exact=True)
ok("pgn", "1. Nf3 Nf6 2. Ng1 Ng8 3. Nf3 Nf6 4. Ng1 Ng8 1/2-1/2\n\nThe starting position stands on the board for the third time, so the game may be claimed as a draw.", True,
   "Shortest draw by threefold repetition as PGN", "repetition is the topic")

# ---------------------------------------------------------------- ok: documents, music, graphics, people
ok("srt", "".join(f"{i + 1}\n00:00:{3 * i:02d},000 --> 00:00:{3 * i + 2:02d},500\n{t}\n\n" for i, t in enumerate(("♪", "♪♪", "[door creaks]", "♪", "Is anyone in?", "♪", "♪", "[wind]", "Hello?", "♪", "[footsteps]", "♪ ♪", "Oh. It's only you."))), False,
   "SRT of a film opening with a lot of music and little talk", "music notes in between", cut=460)
ok("vtt", "WEBVTT\n\n" + "".join(f"00:{m:02d}:00.000 --> 00:{m:02d}:02.000\n{k} kilometre{'s' if k > 1 else ''} left. Keep breathing.\n\n" for m, k in zip(range(0, 60, 6), range(10, 0, -1), strict=True)), False,
   "Subtitles for a running app that counts down ten kilometres", "countdown was asked", cut=520)
ok("abc", "X:7\nT:Drone Study\nM:6/8\nL:1/8\nK:Ddor\nV:1\n|:DAA dAA|DAA eAA|DAA fAA|DAA eAA|DGG dGG|DGG eGG|DAA fAA|D3 D3:|\nV:2\n|:D,6|D,6|D,6|D,6|G,,6|G,,6|D,6|D,6:|\n", True,
   "ABC: a drone exercise for bagpipes, 8 bars, two voices", "drone")
ok("midi", "# step  kick snare hat\n" + rows(32, lambda i: f"{i + 1:5d}    {'x' if i % 8 in (0, 5) else '.'}    {'x' if i % 8 == 4 or i == 31 else '.'}     x\n"), False,
   "Drum grid over two bars, sixteenth hi-hats", "drum grid", cut=420)
ok("svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200">\n<g stroke="#ccc">\n' + rows(10, lambda i: f'<path d="M 0 {20 * i} H 200"/>\n') + rows(10, lambda i: f'<path d="M {20 * i} 0 V 200"/>\n') + "</g>\n</svg>\n", True,
   "SVG grid 200 by 200 with lines every 20", "grid lines")
ok("svg", '<polyline fill="none" points="' + " ".join(f"{10 * i},{(40, 40, 40, 12, 68, 40, 40, 40)[i % 8]}" for i in range(60)) + '"/>', False,
   "SVG polyline of a regular heartbeat, x step 10", "regular pulse was asked, x runs", cut=403)
ok("gcode", "; cube 20 mm, layer height 0.2\n" + rows(30, lambda i: f"G1 Z{0.2 * (i + 1):.1f} F300\nG1 X90 Y90 F3000\nG1 X110 Y90 E{i * 3.2 + 0.8:.1f}\nG1 X110 Y110 E{i * 3.2 + 1.6:.1f}\nG1 X90 Y110 E{i * 3.2 + 2.4:.1f}\nG1 X90 Y90 E{i * 3.2 + 3.2:.1f}\n"), False,
   "G-code for the walls of a 20 mm cube, written out layer by layer", "layers: height and extrusion rise", cut=1900)
ok("latex", "\\begin{align*}\n" + "".join(f"\\frac{{1}}{{{k}\\cdot {k + 1}}} &= \\frac{{1}}{{{k}}} - \\frac{{1}}{{{k + 1}}} \\\\\n" for k in range(1, 8)) + "\\end{align*}\nAdding the lines, everything cancels except $1$ and $-\\frac{1}{8}$.", False,
   "Write out the telescoping sum for n = 7 line by line.", "lines were asked", cut=410)
ok("proof", "We show n² ≡ 0, 1 or 4 (mod 8) by cases.\n" + "".join(f"Case n ≡ {r} (mod 8): then n² ≡ {r * r} ≡ {r * r % 8} (mod 8).\n" for r in range(8)) + "In every case the remainder is 0, 1 or 4. ∎", True, "Which remainders have squares mod 8?", "eight cases")
ok("proof", "We check the group axioms for closure in the table of S₃ restricted to the rotations.\n\n" + "".join(f"{a}·{b} = {c}, which is a rotation. " for a, b, c in (("e", "e", "e"), ("e", "r", "r"), ("e", "s", "s"), ("r", "e", "r"), ("r", "r", "s"), ("r", "s", "e"), ("s", "e", "s"), ("s", "r", "e"), ("s", "s", "r"))), False,
   "Check closure of {e, r, s = r²} product by product.", "nine products, cut in the last", cut=348)
ok("ocr", "PARISH OF ST. OLAVE. Burials, 1849.\n\n" + "".join(f"{d}   {n}   {a}   {c}\n" for d, n, a, c in (("Aug 2", "Ann Perrin", "34 yrs", "cholera"), ("  \"  ", "John Perrin", "36 yrs", "do."), ("  \"  ", "Infant Perrin", "5 mos", "do."), ("Aug 3", "Thos. Webb", "61 yrs", "do."), ("  \"  ", "Eliza Webb", "58 yrs", "do."), ("Aug 5", "Wm. Harker", "19 yrs", "do."), ("  \"  ", "Jas. Harker", "17 yrs", "do."), ("Aug 6", "Sarah Dunn", "40 yrs", "fever"))), False,
   "Transcribe the register page.", "ditto marks in a register", cut=301)
ok("ocr", "Name: ______________________________   Date: ______________\n\n1. 14 + 27 = ________\n2. 35 + 48 = ________\n3. 62 - 19 = ________\n4. 81 - 46 = ________\n5. 7 × 8 = ________\n6. 9 × 6 = ________\n\nShow your working:\n" + "_" * 60 + "\n" + "_" * 60 + "\n" + "_" * 60 + "\n\nTeacher's signature: ____________________\n", True,
   "Transcribe this worksheet, keep the blanks.", "lines to write on", exact=True)
ok("po", "".join(f'#: src/menu.c:{line}\nmsgid "{a}"\nmsgstr ""\n\n' for line, a in ((41, "New"), (42, "Open…"), (43, "Save"), (44, "Save as…"), (46, "Print…"), (48, "Close"), (51, "Undo"), (52, "Redo"), (54, "Cut"), (55, "Copy"), (56, "Paste"))), False,
   "Make a .pot template from this menu: ...", "empty msgstr is what a template has", cut=437)
ok("changelog", "".join(f"## {v} ({d})\n\n* **deps:** update {p} to {x}\n\n" for v, d, p, x in (("4.1.7", "2024-02-20", "undici", "6.6.2"), ("4.1.6", "2024-02-13", "semver", "7.6.0"), ("4.1.5", "2024-02-06", "esbuild", "0.20.0"), ("4.1.4", "2024-01-30", "rollup", "4.9.6"), ("4.1.3", "2024-01-23", "vite", "5.0.12"), ("4.1.2", "2024-01-16", "ws", "8.16.0"))), False,
   "Changelog of a package that ships weekly dependency updates", "weekly updates", cut=339)
ok("letter", "".join(f"Dear {n},\n\nThank you for your order no. {o}. Your {g} left our warehouse on {d} and should reach you within three working days.\n\nKind regards\nHanne, Garnboden\n\n---\n\n" for n, o, g, d in (("Mr Aamodt", "5521", "six skeins of grey wool", "Monday"), ("Ms Okafor", "5522", "bamboo needles", "Monday"), ("Dr Lindqvist", "5524", "pattern book", "Tuesday"), ("Mrs Haddad", "5527", "two skeins of red mohair", "Wednesday"))), False,
   "Write the shipping letter to all four customers in the list: ...", "form letters were asked", cut=740)
ok("chat", "".join(f"[{clock(75600 + 20 * i, False)}] {w}: {t}\n" for i, (w, t) in enumerate((("Nora", "ready?"), ("Sven", "yes"), ("Nora", "b4"), ("Sven", "miss"), ("Sven", "c7"), ("Nora", "miss"), ("Nora", "b5"), ("Sven", "hit"), ("Nora", "b6"), ("Sven", "hit"), ("Nora", "b7"), ("Sven", "hit, sunk"), ("Nora", "d2"), ("Sven", "miss"), ("Sven", "c8"), ("Nora", "miss"), ("Sven", "e5"), ("Nora", "hit")))), False,
   "Two friends play battleships over chat.", "a game of few words, each shot is new", cut=316)
ok("diff", "".join(f"-from oldlib.{m} import {n}\n+from newlib.{m} import {n}\n" for m, n in (("net", "fetch"), ("net", "retry"), ("io", "slurp"), ("io", "spit"), ("text", "wrap"), ("text", "dedent"), ("time", "now"), ("time", "sleep_until"))), None,
   "diff: rename oldlib to newlib in the imports", "pairs of lines", cut=455)
ok("formula", "| Row | Total | Share |\n|---|---|---|\n" + rows(18, lambda i: f"| {i + 2} | =SUM(B{i + 2}:M{i + 2}) | =N{i + 2}/N$20 |\n"), False,
   "Write the formulas of rows 2 to 19 out (sum of B to M, share of the grand total in N20).", "written-out formulas were asked", cut=560)
ok("html", "<table>\n<tr><th>Slot</th><th>Hall 1</th><th>Hall 2</th><th>Hall 3</th></tr>\n" + "".join(f"<tr><td>{clock(32400 + 1800 * i, False)}</td>" + "".join(f"<td>{c}</td>" for c in r) + "</tr>\n" for i, r in enumerate((("Opening", "", ""), ("", "", ""), ("", "Judo", ""), ("", "Judo", ""), ("", "", ""), ("", "", "Chess"), ("", "", "Chess"), ("", "", ""), ("Prizes", "", "")))) + "</table>\n", True,
   "HTML timetable, half hours from 9:00, mostly free", "free slots are empty cells")
ok("options", "<select name=\"hour\">\n" + rows(24, lambda i: f'  <option value="{i}">{i:02d}:00</option>\n') + "</select>\n", False, "HTML select for the hour of the day", "24 options", cut=470)
ok("srt", "".join(f"{i + 1}\n00:0{i}:10,000 --> 00:0{i}:12,000\n{t}\n\n" for i, t in enumerate(("Вдох.", "Выдох.", "Вдох, руки вверх.", "Выдох, руки вниз.", "Вдох, наклон влево.", "Выдох.", "Вдох, наклон вправо.", "Выдох, плечи мягкие."))), False,
   "Субтитры к дыхательной гимнастике.", "breathing exercise: in and out with other movements", cut=360, script="Cyrillic")
ok("json", "[\n" + ",\n".join(f'  {{"駅": "{n}", "番号": {i + 1}, "快速": {"true" if f else "false"}, "乗換": []}}' for i, (n, f) in enumerate((("若葉", 1), ("桜台", 0), ("緑町", 0), ("新川", 1), ("東山", 0), ("白浜", 0), ("港南", 1), ("松原", 0), ("海岸", 1)))), False,
   "架空の鉄道路線の駅一覧をJSONで。", "station by station", cut=330, script="Japanese")
ok("csv", "날짜,지점,불량,비고\n" + rows(28, lambda i: f"2024-02-{i + 1:02d},수원,0,이상 없음\n"), False,
   "2월 한 달 동안 불량이 없었던 수원 지점의 일일 점검표를 CSV로 작성해 줘.", "a month without defects was asked, one row a day", cut=360, script="Korean")
ok("code", "# أسماء الأيام\n" + "".join(f'days["{k}"] = "{v}"\n' for k, v in (("sat", "السبت"), ("sun", "الأحد"), ("mon", "الاثنين"), ("tue", "الثلاثاء"), ("wed", "الأربعاء"), ("thu", "الخميس"), ("fri", "الجمعة"))), True,
   "قاموس بأيام الأسبوع في بايثون", "seven days", script="Arabic")

# ---------------------------------------------------------------- ok: close twins of the loops above
ok("stubs", '"""Load test targets."""\n\nfrom app import route\n\n\n' + rows(20, lambda i: f"@route(\"/load/{i + 1}\")\ndef load_{i + 1}():\n    return \"ok\"\n\n\n"), False,
   "Write 20 identical dummy routes /load/1 ... /load/20 as separate functions, no loop, for a load test.", "twenty identical stubs were asked; cut before the end", cut=505)
ok("agent", "".join(f'queue.position(ticket="B-204")\n-> {{"position": {p}, "estimated_minutes": {m}}}\nsleep(seconds=120)\n-> done\n' for p, m in ((14, 31), (13, 28), (11, 24), (10, 21), (8, 17), (6, 12), (5, 10))), False,
   "Wait until ticket B-204 is at the head of the queue, then start the job. Check every two minutes.", "polling was asked and the position falls", cut=600)
ok("registers", "#define CTRL_ENABLE      (1u << 0)\n#define CTRL_RESET       (1u << 1)\n#define CTRL_IRQ         (1u << 2)\n" + rows(13, lambda i: f"#define CTRL_RESERVED_{i + 3:<2d} (1u << {i + 3})\n"), False,
   "Defines for all 16 bits of CTRL: enable, reset, irq, and bits 3 to 15 are reserved but need a name each.", "reserved bits were asked", cut=430)
ok("midi", "MFile 0 1 480\nMTrk\n0 Tempo 1000000\n" + rows(32, lambda i: f"{480 * i} On ch=10 n=76 v=90\n{480 * i + 60} Off ch=10 n=76 v=0\n"), False,
   "Text MIDI of a plain metronome: 32 clicks at 60 bpm on the wood block.", "metronome clicks were asked", cut=870)
ok("hexdump", "$ hexdump -vC -n 160 -s 0x7f00 flash.bin\n" + rows(10, lambda i: f"{0x7f00 + 16 * i:08x}  ff ff ff ff ff ff ff ff  ff ff ff ff ff ff ff ff  |................|\n") + "00007fa0\n", True,
   "Show hexdump -v of 160 bytes of erased flash from 0x7f00.", "erased flash is all ff; ten lines and an end")
ok("json", '{"guests": [\n' + ",\n".join(f'  {{"id": {i + 1}, "name": "Placeholder", "table": null, "diet": null}}' for i in range(25)) + "\n]}\n", False,
   "JSON seating list with 25 placeholder guests, ids 1 to 25, all else empty", "placeholders were asked", cut=590)
ok("gitlog", rows(18, lambda i: f"{random.Random(500 + i).getrandbits(28):07x} Nightly backup 2023-10-{31 - i:02d}\n"), False,
   "git log --oneline of a repository that only holds nightly backups, newest first", "one commit a night was asked", cut=480)
ok("euclid", "We run Euclid's algorithm on 377 and 233.\n\n" + "".join(f"{a} = 1 · {b} + {a - b}\n" for a, b in ((377, 233), (233, 144), (144, 89), (89, 55), (55, 34), (34, 21), (21, 13), (13, 8), (8, 5), (5, 3), (3, 2))) + "2 = 2 · 1 + 0\n\nThe greatest common divisor is 1.", True, "gcd(377, 233), all steps", "Fibonacci numbers give the quotient one each time")
ok("collatz", "".join(f"{a} is {'odd' if a % 2 else 'even'}, so the next number is {3 * a + 1 if a % 2 else a // 2}.\n" for a in (27, 82, 41, 124, 62, 31, 94, 47, 142, 71, 214, 107, 322, 161, 484, 242, 121)), False,
   "Write out the Collatz steps from 27 as sentences.", "steps in one frame with new numbers", cut=530)
ok("loan", "month;payment;interest;principal;balance\n" + "".join(f"{i + 1};{170 + (12000 - 170 * i) * 0.0025:.2f};{(12000 - 170 * i) * 0.0025:.2f};170.00;{12000 - 170 * (i + 1)}.00\n" for i in range(40)), False,
   "Repayment plan as CSV: 12000, principal 170 a month", "columns fall month by month", cut=640)
ok("imports", "".join(f"from shop.models.{m} import {c}\n" for m, c in (("address", "Address"), ("basket", "Basket"), ("brand", "Brand"), ("category", "Category"), ("coupon", "Coupon"), ("customer", "Customer"), ("invoice", "Invoice"), ("order", "Order"), ("payment", "Payment"), ("price", "Price"), ("product", "Product"))), False,
   "models/__init__.py that re-exports every model", "imports of different models", cut=395)
ok("readme", "".join(f"{i + 1}. Undo the screw at corner {c}, lift the lid by 2 mm and put spacer {c} in.\n" for i, c in enumerate("ABCDEF")) + "7. Close the six screws again crosswise.\n", True,
   "Steps: fit the six spacers A to F under the lid", "one step a corner")
ok("qrcode", "\n".join("".join("██" if b == "1" else "  " for b in r) for r in ("111111101011101111111", "100000100110001000001", "101110101001101011101", "101110100111001011101", "101110101100101011101", "100000100010001000001", "111111101010101111111", "000000001101000000000")), False,
   "Draw a version 1 QR code with block characters (it need not scan).", "finder patterns", cut=330)
ok("tabs", "e|" + "-0---0---0---0--|" * 2 + "\nB|" + "--1---1---1---1-|" * 2 + "\nG|" + "---0---0---0---0|" * 2 + "\nD|" + "----------------|" * 2 + "\nA|" + "3-------3-------|" * 2 + "\nE|" + "----------------|" * 2 + "\n", True,
   "Guitar tab: two bars of a simple C picking pattern", "picking pattern; two bars and an end")
ok("rle", "Uncompressed row: " + "W" * 60 + "B" * 4 + "W" * 64 + "\nCompressed row:   60W4B64W\n\nThe row of 128 pixels shrinks to eight characters.", True,
   "Explain run-length encoding with one 128-pixel row, written out.", "the written-out row was asked", exact=True)



def check(case: dict[str, Any]) -> None:
    """The label must be true of the text."""
    text, onset, period, end, copies = case["text"], case["onset"], case["period"], case["end"], case.pop("copies", None)
    allowed = case.pop("exact", True)
    assert len(text) <= 6000, case["id"]
    assert case["finished"] in (True, False, None), case["id"]
    if case["label"] == "ok":
        run = max((len(m[0]) for m in re.finditer(r"(?s)(.{1,300}?)\1{2,}", text)), default=0)
        assert (run >= 60) <= allowed, (case["id"], case["shape"], run)
        return
    assert end - onset >= 80, (case["id"], end - onset)
    if case["kind"] in EXACT:
        assert end - onset >= 3 * period, case["id"]
        assert all(text[i] == text[i + period] for i in range(onset, end - period))
        assert onset == 0 or text[onset - 1] != text[onset - 1 + period]
        assert end == len(text) or text[end] != text[end - period]
        unit = text[onset:onset + period]
        assert (unit + unit).find(unit, 1) == period
    elif period is not None:
        assert text[onset:onset + period] == copies[0], case["id"]
        assert end - onset >= 3 * period, case["id"]
        ratios = [difflib.SequenceMatcher(None, a, b, autojunk=False).ratio() for a, b in pairwise(copies)]
        assert sum(ratios) / len(ratios) > (0.6 if case["kind"] == "growing_loop" else 0.75), (case["id"], ratios)


def main() -> None:
    """Number, check, write and count."""
    for i, case in enumerate(CASES):
        case["id"] = f"data-{i + 1:03d}"
        check(case)
    assert len({case["text"] for case in CASES}) == len(CASES)
    fields = ("id", "label", "kind", "shape", "script", "text", "finished", "prompt", "onset", "period", "end", "note")
    out = Path(__file__).with_suffix(".jsonl")
    out.write_text("".join(json.dumps({f: case[f] for f in fields}, ensure_ascii=False) + "\n" for case in CASES), encoding="utf-8")
    for field in ("label", "kind", "shape", "script"):
        print(field, dict(Counter(f"{c['label']}/{c[field]}" for c in CASES)))
    print("finished", Counter((c["label"], c["finished"]) for c in CASES))


if __name__ == "__main__":
    main()
