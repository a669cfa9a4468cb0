# ruff: noqa: E501, RUF001
# fmt: off
"""Hand-written test cases by one author: near kinds of repetition loops and their healthy twins.

The fragments were written for this file; the code joins and cuts them, which makes the labels exact, and writes
`near_kinds.jsonl` beside itself. Chance is seeded and only picks which handwritten word or sentence comes next.
"""

from __future__ import annotations

import difflib
import json
import random
import re
import zlib
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

NAME = "near_kinds"
ROWS: list[dict[str, Any]] = []
COPIES: dict[str, list[str]] = {}


def row(label: str, kind: str | None, shape: str, script: str, text: str, finished: bool | None, prompt: str | None, span: tuple[int | None, int | None, int | None], note: str) -> str:
    """Append one numbered case and return its id."""
    ident = f"{NAME}-{len(ROWS) + 1:03d}"
    onset, period, end = span
    ROWS.append({"id": ident, "label": label, "kind": kind, "shape": shape, "script": script, "text": text, "finished": finished, "prompt": prompt, "onset": onset, "period": period, "end": end, "note": note})
    return ident


def loop(kind: str, shape: str, script: str, before: str, copies: Sequence[str], size: int | None = None, after: str = "", finished: bool | None = False, prompt: str | None = None, whole: bool = True, note: str = "") -> None:
    """Copies in a row after `before`; `size` cuts the text there, `after` follows the last copy; `whole`: copies have a length."""
    body = "".join(copies)
    if size is not None:
        assert len(before + body) > size, (shape, len(before + body))
        body = body[: size - len(before)]
    body = body.rstrip()
    ident = row("loop", kind, shape, script, before + body + after, finished, prompt, (len(before), len(copies[0]) if whole else None, len(before + body)), note)
    COPIES[ident] = list(copies)


def ok(shape: str, script: str, text: str, finished: bool | None, prompt: str | None, note: str, size: int | None = None) -> None:
    """A legitimate text, cut at `size` characters where that is given."""
    assert size is None or len(text) > size, (shape, len(text))
    row("ok", None, shape, script, text[:size].rstrip(), finished, prompt, (None, None, None), note)


def fill(template: str, n: int, /, **slots: Sequence[str]) -> list[str]:
    """`n` copies of a template; slots are drawn freely, but no copy is that before it and no three blocks are alike."""
    for salt in range(1000):
        dice = random.Random(zlib.crc32(template.encode()) + salt)
        copies: list[str] = []
        while len(copies) < n:
            now = {name: dice.choice(values) for name, values in slots.items()}
            copy = template
            for name, value in now.items():
                copy = copy.replace(f"<{name}>", value)
            if copies[-1:] != [copy]:
                copies.append(copy)
        if not triple("".join(copies)):
            return copies
    raise ValueError(template)


def triple(text: str) -> re.Match[str] | None:
    """The first exact loop: three copies in a row of more than 80 characters in all."""
    return re.search(r"(.{27,500}?)\1\1", text, re.DOTALL)


def count(frame: Callable[[int], str], first: int, n: int) -> list[str]:
    """`n` copies of a frame from number `first` on."""
    return [frame(i) for i in range(first, first + n)]


def draws(sentences: Sequence[str], n: int, seed: int) -> list[str]:
    """`n` sentences of a set in irregular order, the set once through first, none twice running."""
    dice, out = random.Random(seed), list(sentences)
    while len(out) < n:
        out.append(dice.choice([s for s in sentences if s != out[-1]]))
    return out


def passes(sentences: Sequence[str], n: int, seed: int) -> list[str]:
    """`n` passes over the whole set, each in its own order, one string a pass."""
    dice = random.Random(seed)
    return ["".join(sentences)] + ["".join(dice.sample(sentences, len(sentences))) for _ in range(n - 1)]


def counters() -> None:
    """Twelve loops in which only a counter moves."""
    loop("counter_loop", "diary", "Latin",
         "Write a keeper's diary, they said, so I will. My name is Edda Voss and I keep the light on Skarn Rock, with a stove, a barometer and a goat that dislikes me.\n\n"
         "Day 1. The supply boat left at noon. Counted eleven crates, one of them full of lamp wicks nobody ordered.\n\n"
         "Day 2. A storm took the hen house. Two hens survived and now live under my bed.\n\n"
         "Day 3. Fixed the clockwork with a hairpin. The light turns again.\n\n",
         count(lambda i: f"Day {i}. Woke early. The sea was grey and the light was burning. Nothing to report. Went to bed.\n\n", 4, 30),
         1640, prompt="Write a short story in the form of a lighthouse keeper's diary.",
         note="after three days with events every further day is the same entry with the next number")
    loop("counter_loop", "thinking", "Latin",
         "<think>\nThe user asks whether 221 is a prime number. The square root of 221 is a little under 15, so I only have to test 2, 3, 5, 7, 11 and 13. It is odd, its digit sum is 5, it does not end in 0 or 5. 7 times 31 is 217, no. 11 times 20 is 220, no. 13 times 17 is 221. So it is composite.\n\n",
         count(lambda i: f"Check {i}: 13 × 17 = 221, so 221 is not prime. Let me check again.\n", 1, 20),
         572, prompt=None, note="the same check with a rising number after the answer was known")
    loop("counter_loop", "code", "Latin",
         '"""Parse invoice lines exported by the old till."""\n\nfrom dataclasses import dataclass\n\n\n@dataclass\nclass Line:\n    """One invoice line."""\n\n    article: str\n    quantity: int\n    cents: int\n\n\ndef parse(raw: str) -> Line:\n    """Split a raw line at semicolons."""\n    article, quantity, cents = raw.split(";")\n    return Line(article.strip(), int(quantity), int(cents))\n\n\n',
         count(lambda i: f'def handle_edge_case_{i}(line: Line) -> Line:\n    """Handle edge case {i}."""\n    # Edge case {i}: the line may be unusual\n    if line is None:\n        raise ValueError("edge case {i}")\n    return line\n\n\n', 1, 40),
         4390, prompt="Write a Python parser for semicolon-separated invoice lines. Handle edge cases.",
         note="numbered functions that all do the same nothing")
    loop("counter_loop", "list", "Chinese",
         "想要学好一门外语，可以从以下几个方面入手：\n\n1. 每天听二十分钟广播，哪怕听不懂也要听完。\n2. 准备一个小本子，把路上看到的外文招牌抄下来。\n3. 找一位语伴，每周见面一次，各说半小时。\n4. 读儿童读物，句子短，词也常用。\n",
         count(lambda i: f"{i}. 要坚持学习，养成良好的学习习惯，不断提高自己的语言水平。\n", 5, 40),
         575, prompt="怎样才能学好一门外语？", note="list items 5 and later are the same sentence")
    loop("counter_loop", "agent", "Cyrillic",
         "Задача: найти в каталоге отчёт за март и посчитать сумму по столбцу «Итого».\n\nШаг 1. Смотрю содержимое каталога: там лежат файлы январь.csv, февраль.csv и папка архив.\nШаг 2. Открываю папку архив: внутри только старые отчёты за прошлый год.\n",
         count(lambda i: f"Шаг {i}. Открываю файл март.csv. Ошибка: файл не найден. Попробую ещё раз.\n", 3, 30),
         1015, note="the agent retries the same failed step; only the step number moves")
    ordinals = "Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh Twelfth Thirteenth Fourteenth Fifteenth Sixteenth Seventeenth Eighteenth Nineteenth Twentieth".split()
    loop("counter_loop", "essay", "Latin",
         "Should towns ban cars from their centres? There are several reasons to say yes. First, delivery vans and commuters compete for the same narrow streets, and nobody wins. Second, shopkeepers in towns that tried it report more visitors on foot, who stay longer than drivers looking for a meter. Third, the air near schools is measurably cleaner when the school run is walked. ",
         [f"{word}, a ban on cars would be good for the town, because it would make the centre a better place for everyone who lives there. " for word in ordinals],
         1500, finished=None, prompt="Write a short essay: should towns ban cars from their centres?",
         note="ordinals go on, the argument does not")
    loop("counter_loop", "transcript", "Latin",
         "[00:00:02] SPEAKER_00: Okay, are we recording? Good. So this is the interview with Mr. Pellow about the harbour wall.\n[00:00:11] SPEAKER_01: That's right. I laid stone there from sixty-one until they brought in the concrete.\n[00:00:19] SPEAKER_00: And what was the weather like that first winter?\n[00:00:23] SPEAKER_01: Terrible. We lost a crane and a good dog.\n",
         count(lambda i: f"[00:{(i * 4 + 27) // 60:02d}:{(i * 4 + 27) % 60:02d}] SPEAKER_01: Yeah. Yeah, that's right. You know.\n", 0, 120),
         4310, note="speech recogniser stuck on one filler line while the clock advances")
    loop("counter_loop", "json", "Latin",
         '[\n  {"id": 1, "name": "Oak stool", "description": "Three-legged stool, oiled", "price": 49.0},\n  {"id": 2, "name": "Linen apron", "description": "Crossed back, two pockets", "price": 32.5},\n  {"id": 3, "name": "Butter dish", "description": "Stoneware, holds 250 g", "price": 21.9},\n',
         count(lambda i: f'  {{"id": {i}, "name": "Product {i}", "description": "Description of product {i}", "price": 10.0}},\n', 4, 30),
         1105, prompt=None,
         note="asked for five; from the fourth on placeholders with a running number until the cap")
    loop("counter_loop", "faq", "Latin",
         "Häufige Fragen zur Leihbücherei\n\nFrage 1: Wie lange darf ich ein Buch behalten?\nAntwort: Vier Wochen, danach kostet jeder Tag zehn Cent.\n\nFrage 2: Kann ich verlängern?\nAntwort: Ja, zweimal, solange niemand vorgemerkt ist.\n\n",
         count(lambda i: f"Frage {i}: Was muss ich noch wissen?\nAntwort: Bitte wenden Sie sich an die Ausleihe.\n\n", 3, 20),
         640, finished=None, note="same question and same answer, only numbered")
    loop("counter_loop", "recipe", "Latin",
         "Simple flatbread\n\nStep 1: Mix 300 g flour, a pinch of salt and 180 ml warm water.\nStep 2: Knead until the dough is smooth, about six minutes.\nStep 3: Rest it under a bowl for half an hour.\nStep 4: Roll out a piece and bake it in a dry pan.\n",
         count(lambda i: f"Step {i}: Repeat step {i - 1} until you are done.\n", 5, 8),
         after="\nEnjoy your flatbread!", finished=True, prompt="How do I make flatbread?",
         note="eight steps that only repeat the step before, then the model closes")
    loop("counter_loop", "story", "Latin",
         "The Well at Dunmarrow\n\nChapter 1\n\nMara was nine when the well began to talk. It asked for the price of bread, then for news of the king, and when she told it both it was quiet for a week.\n\nChapter 2\n\nHer grandmother said wells had talked in the old days too, and that the polite thing was to drop in a coin and answer in full sentences. Mara had no coin, so she dropped a button.\n\n",
         count(lambda i: f"Chapter {i}\n\nThe next morning, Mara got up and went to the well. She looked down into the dark water. \"Are you there?\" she asked. The well did not answer. Mara went home, and her grandmother put the soup on the table. \"Tomorrow,\" said her grandmother. \"Tomorrow,\" said Mara.\n\n", 3, 20),
         3920, prompt="Write a children's story about a girl and a talking well.",
         note="chapters differ in nothing but their number")
    loop("counter_loop", "quiz", "Arabic",
         "إليك مجموعة من الأسئلة العامة مع أجوبتها:\n\nالسؤال 1: ما هو أطول أنهار أفريقيا؟\nالجواب: نهر النيل.\n\nالسؤال 2: كم عدد أيام السنة الكبيسة؟\nالجواب: ثلاثمئة وستة وستون يوما.\n\n",
         count(lambda i: f"السؤال {i}: ما هي عاصمة فرنسا؟\nالجواب: عاصمة فرنسا هي باريس.\n\n", 3, 30),
         930, finished=None, prompt="اكتب أسئلة ثقافية عامة مع أجوبتها.", note="one question under rising numbers")


def nears() -> None:
    """Twenty loops with frames in which a few interchangeable words move."""
    loop("near_loop", "story", "Latin",
         "The letter had come on a Tuesday, which was already unusual, because the post only reached the valley on Fridays. Ilse turned it over twice. The seal showed a heron standing on one leg. ",
         fill("She walked to the <place> and looked out at the <thing> for a long time. Then she sighed and sat down again. ", 12, place=("window", "door", "balcony"), thing=("rain", "garden", "road")),
         560, prompt=None, note="one action over and over with place and thing swapped among three")
    loop("near_loop", "essay", "Latin",
         "Remote work changes how teams talk. In an office, a question costs ten seconds and a raised eyebrow; at home it costs a message, a wait and sometimes a meeting. Good teams therefore write more down: decisions, half-decisions and the reasons for both. ",
         fill("It is therefore important for <who> to communicate <how> with each other in order to achieve the goals of the <what>. ", 20, who=("teams", "managers", "employees"), how=("clearly", "openly", "effectively"), what=("company", "project", "organisation")),
         1095, prompt=None, note="an empty sentence with three slots of three synonyms each")
    loop("near_loop", "jokes", "Latin",
         "1. What do you call a sheep with no legs? A cloud that came down for a rest.\n2. Why do bees hum? They forgot the words again.\n",
         [f"{i + 3}. {joke}" for i, joke in enumerate(fill("Why did the <animal> cross the road? Because it wanted to get to the other side!\n", 6, animal=("duck", "goose", "hen")))],
         after="", finished=True, prompt="Tell me five jokes about animals.", note="one joke with three birds, past the five asked for, then the model stopped")
    loop("near_loop", "dialogue", "Latin",
         "The two brothers had inherited one boat between them, and neither could swim. They stood on the jetty with their hats in their hands.\n\n“Father always took the tiller,” said Ned.\n\n“Father always took everything,” said Bram. He kicked a coil of rope. “Who steers?”\n\n",
         fill("“I think <one> should do it,” said <who>.\n\n“Are you sure?” asked his brother.\n\n“Yes, I am <how> sure,” he said.\n\n", 24, one=("you", "we"), who=("Ned", "Bram"), how=("quite", "very", "pretty")),
         1645, prompt="Write a dialogue between two brothers who inherit a boat.", note="the same three-line exchange with speakers swapped")
    loop("near_loop", "thinking", "Latin",
         "<think>\nWe need to pick the statement that must be true. The five friends sit in a row; Pia is not next to Rolf, Sven sits at an end, and Tilda sits left of Uma. If Sven is at the left end, then Pia and Rolf share the remaining four seats with Tilda and Uma.\n\nCase one: Pia second, Rolf fourth. Then Tilda is third and Uma fifth. That fits. Case two: Pia second, Rolf fifth. Tilda third, Uma fourth. That fits as well.\n\n",
         fill("Hmm, but wait. Maybe the answer is <a>. Let me re-read the question. \"Pia is not next to Rolf.\" So in option <a> Pia is not next to Rolf, which <v> consistent. But option <b> is also consistent. So I'm not <s>.\n\n", 40, a=("A", "B", "C"), b=("D", "E"), v=("is", "seems", "looks"), s=("sure", "certain")),
         4420, prompt=None, note="going round the same doubt, only option letters change")
    loop("near_loop", "code comments", "Latin",
         "static int flush_queue(struct queue *q)\n{\n\tint sent = 0;\n\n\twhile (q->head) {\n\t\tif (write_frame(q->head) < 0)\n\t\t\treturn -1;\n\t\tq->head = q->head->next;\n\t\tsent++;\n\t}\n",
         fill("\t/* TODO: check whether the <what> is <state> before we return here */\n", 25, what=("queue", "frame", "buffer"), state=("empty", "valid", "locked")),
         1120, note="a comment line again and again, two words rotating")
    loop("near_loop", "meeting", "Latin",
         "CHAIR: Item two is the drainage on Colley Lane. Mrs. Arkwright has walked the length of it.\n\nMRS. ARKWRIGHT: I have, in wellingtons. There are four blocked gullies, and the culvert by the chapel has a tree in it. A whole tree.\n\nMR. HALL: Whose tree?\n\nMRS. ARKWRIGHT: Ours, I'm afraid. It has our tag on it.\n\n",
         fill("<who>: Thank you, Chair. I would just like to <say> what was said a moment ago, which I think is a very <adj> point, and I hope we can all take that away with us.\n\nCHAIR: Thank you, that's noted.\n\n", 20, who=("MR. HALL", "MRS. ARKWRIGHT", "MR. OKAFOR"), say=("echo", "second", "support"), adj=("good", "fair", "important")),
         2520, finished=None, prompt="Write a realistic transcript of a parish council meeting.", note="speakers agree in one sentence for ever")
    loop("near_loop", "agent", "Latin",
         "Task: find where the session timeout is configured and raise it to 45 minutes.\n\nThought: I should start by listing the repository.\nAction: ls\nObservation: Makefile  README.md  app  deploy  docs\n\nThought: The app folder probably holds the settings.\nAction: grep -rn timeout app\nObservation: app/http.py:31: timeout = 5  # connect timeout\n\nThought: That is the connect timeout, not the session timeout.\nAction: ls deploy\nObservation: compose.yml  env.sample\n\n",
         fill("Thought: The session timeout must be configured somewhere else. Let me look in the <d> folder.\nAction: grep -rn session_timeout <d>\nObservation: (no output)\n\n", 40, d=("app", "deploy", "docs")),
         4360, note="the agent searches the same three folders again and again")
    loop("near_loop", "letter", "Latin",
         "Querida Remedios: te escribo desde la estación de Alcázar, donde el tren lleva dos horas parado por culpa de una vaca. El revisor dice que es pacífica. ",
         fill("Te echo <m> de menos y pienso en ti cada <d>, y espero que pronto podamos volver a vernos. ", 10, m=("mucho", "tanto"), d=("día", "noche", "momento")),
         545, prompt=None, note="one sentence of longing with two rotating words")
    loop("near_loop", "story", "Chinese",
         "老周在镇上修了四十年的钟。他的铺子只有一扇窗，窗台上摆着一只从来不走的座钟，谁问价他都摇头。那年冬天，一个穿蓝布袄的姑娘推门进来，手里捧着一块停在三点一刻的怀表。“能修吗？”她问。老周把表贴在耳边，听了很久。\n\n",
         fill("他<how>放下怀表，看了看窗外的<what>，又看了看姑娘，什么也没有说，只是轻轻地叹了一口气。", 20, how=("慢慢地", "小心地", "静静地"), what=("雪", "街道", "天空")),
         600, prompt="写一个关于钟表匠的短篇故事。", note="one gesture with two rotating words")
    loop("near_loop", "dialogue", "Japanese",
         "駅前の小さな喫茶店で、二人は十年ぶりに会った。美咲は髪を短く切っていて、健太は最初、気がつかなかった。\n\n「変わらないね」と健太は言った。\n「うそ。全部変わったよ」と美咲は笑った。\n\n",
         fill("「<a>、元気だった？」と<n>が聞いた。\n「うん、元気だったよ。そっちは？」\n「こっちも元気だったよ」と<n>は<h>答えた。\n\n", 11, a=("それで", "ところで", "でも"), n=("健太", "美咲"), h=("静かに", "小さく", "笑って")),
         after="二人はコーヒーを飲み終え、店を出た。（おわり）", finished=True, note="the same greeting eleven times before the story ends")
    loop("near_loop", "essay", "Cyrillic",
         "Сочинение по повести о старом лодочнике\n\nПовесть начинается с ледохода: лодочник Ефим стоит на берегу и считает льдины, потому что загадал на их число, вернётся ли сын. Автор не говорит нам, сколько их было. Мы узнаём только, что Ефим сбился на седьмой сотне и начал сначала. Уже в этой сцене виден характер героя: упрямый, суеверный и терпеливый.\n\n",
         fill("Таким образом, автор показывает нам, что <what> — это очень важное качество, которое <v> человеку преодолеть все <t> и остаться самим собой. ", 30, what=("терпение", "доброта", "честность"), v=("помогает", "позволяет"), t=("трудности", "невзгоды", "преграды")),
         2410, prompt="Напиши сочинение о характере главного героя.", note="one moral with three rotating words")
    loop("near_loop", "product copy", "Latin",
         "The Tarn 28 is a daypack for people who carry too much. It opens flat like a suitcase, the straps hide behind a zip, and the bottom is the one part you can replace when the rest outlives it.\n\n",
         fill("Whether you are <doing>, this bag is the perfect companion for you. It is <adj>, practical and stylish, so you can take it with you wherever you go. ", 16, doing=("travelling", "commuting", "hiking"), adj=("light", "durable", "comfortable")),
         1080, prompt=None, note="one slogan with two rotating words")
    loop("near_loop", "proof", "Latin",
         "Let $f$ be continuous on $[0,1]$ with $f(0)=f(1)$. We claim that there is an $x$ with $f(x)=f(x+\\tfrac12)$. Put $g(x)=f(x)-f(x+\\tfrac12)$ on $[0,\\tfrac12]$. Then $g(0)=f(0)-f(\\tfrac12)$ and $g(\\tfrac12)=f(\\tfrac12)-f(1)=-g(0)$.\n\n",
         fill("Since $<f>$ is continuous on $<i>$, it is also bounded on $<i>$, and hence by the <t> it attains its maximum there. It follows that $<f>$ is bounded. ", 20, f=("f", "g"), i=("[0,1]", "[0,\\tfrac12]"), t=("theorem", "lemma above", "argument above")),
         1610, prompt="Prove that a continuous f on [0,1] with f(0)=f(1) has an x with f(x)=f(x+1/2).", note="the same remark about boundedness instead of the last step")
    loop("near_loop", "thanks", "Hangul",
         "안녕하세요, 지난 토요일 바자회에 와 주신 분들께 인사드립니다. 비가 왔는데도 백이십 명이 넘게 오셨고, 김밥은 한 시간 만에 다 팔렸습니다. 모인 돈은 도서관 의자를 바꾸는 데 쓰겠습니다. ",
         fill("<w> 여러분께 <h> 감사드리며 앞으로도 많은 관심과 사랑을 부탁드립니다. ", 20, w=("함께해 주신", "도와주신", "찾아 주신"), h=("진심으로", "깊이", "다시 한번")),
         520, prompt=None, note="the closing formula over and over with two rotating words")
    loop("near_loop", "news", "Latin",
         "KELLBRIDGE — The town's only footbridge stayed closed on Thursday after inspectors found a crack in the eastern support. Residents of the lower town, who number about four hundred, have been asked to use the ford at Mill End when the river is below the painted mark and the bus when it is not. The bus runs twice a day.\n\n\"I am eighty-one,\" said Harriet Lowe, who was waiting for it. \"I have crossed that bridge more often than I have said grace.\"\n\n",
         fill("A spokesperson for the <body> said that the <body> was <doing> the situation and would provide further <what> as soon as they became available.\n\n", 14, body=("council", "county", "ministry"), doing=("monitoring", "reviewing", "assessing"), what=("updates", "details")),
         after="\n\nThis is a developing story.", finished=True, prompt="Write a local news article about a closed footbridge.", note="the same spokesperson sentence fourteen times, then a closing line")
    loop("near_loop", "advice", "Devanagari",
         "सुबह जल्दी उठने के लिए रात का खाना सोने से तीन घंटे पहले खा लें और फ़ोन दूसरे कमरे में रखें। घड़ी को पलंग से दूर रखें ताकि उसे बंद करने के लिए उठना पड़े। पहले हफ़्ते में हर दिन केवल दस मिनट पहले उठें। ",
         fill("<t> उठने से हमारा <k> स्वस्थ रहता है और हम पूरे दिन <m> महसूस करते हैं, इसलिए हमें रोज़ जल्दी उठना चाहिए। ", 20, t=("सुबह", "जल्दी", "समय पर"), k=("शरीर", "मन"), m=("ताज़ा", "अच्छा", "खुश")),
         1010, prompt="सुबह जल्दी कैसे उठें?", note="one benefit sentence with three rotating words")
    loop("near_loop", "table", "Latin",
         "| Habit | What it does | How to start |\n|---|---|---|\n| Reading on paper | Gives the eyes a rest from the screen | Put one book where the phone used to lie |\n| Walking to work | Wakes you up before the first meeting | Get off two stops early on Mondays |\n| Cooking on Sundays | Saves four evenings | Begin with soup, it forgives everything |\n",
         fill("| <a> time management | Helps you to stay <b> and <c> throughout the day | Make a plan and stick to it every day |\n", 30, a=("Good", "Better", "Effective"), b=("focused", "organised"), c=("productive", "motivated", "calm")),
         2110, finished=None, prompt=None, note="table rows say one thing with synonyms")
    loop("near_loop", "poem", "Latin",
         "The kettle has forgotten how to sing,\nthe cat has gone to live with someone new,\nand on the stairs there lies a piece of string\nthat no one needs, and still I think of you.\n\n",
         fill("The <a> is dark, the <a> is cold,\nand I am <b> and I am old,\nand no one comes to me.\n\n", 6, a=("house", "night", "road"), b=("tired", "alone", "weary")),
         after="\n\nThe End", finished=True, prompt="Write a poem about an empty house.", note="one stanza six times with two rotating words")
    loop("near_loop", "chat", "Latin",
         "User: How many weeks are there between 3 March and 14 April?\nAssistant: From 3 March to 14 April there are 42 days, which is exactly 6 weeks.\nUser: thanks, and working days?\nAssistant: That depends on holidays, but without any it is 30.\n",
         fill("I apologize for the <a>. You are <b> right, the correct answer is 30 working days.\n", 12, a=("confusion", "mistake", "error"), b=("absolutely", "completely", "quite")),
         570, note="unprompted apologies with rotating words")


def growings() -> None:
    """Eight loops in which each copy adds a bit to the one before."""
    links = ("a man who knew ", "a woman who had worked for ", "a man who had a cousin who knew ", "a clerk who had once written to ")
    loop("growing_loop", "story", "Latin",
         "Nobody in Perrin's Cross had ever met the owner of the mill. The rent was paid to an agent, and the agent paid it to a bank in the city. When the wheel broke, Jonas set out to find the man himself, with a loaf, a lantern and the broken pin in his pocket. The first person he asked was the toll keeper.\n\n",
         [f"The toll keeper said he knew {''.join(links[k % 4] for k in range(i + 1))}the owner.\n\n" for i in range(30)],
         3510, prompt="Write a story about a man who searches for the owner of a mill.", note="each sentence inserts one more link")
    loop("growing_loop", "story", "Latin",
         "By the third night the expedition had eaten the last of the biscuits. Doctor Amsel made a list of what was left: candles, soap, a trumpet. Nobody laughed except the cook, who could not stop. ",
         [f"The captain was {'very, ' * i}very tired. " for i in range(14)],
         560, note="one more 'very' each time")
    loop("growing_loop", "code", "Latin",
         "def normalise(values):\n    \"\"\"Scale the values to the range from 0 to 1.\"\"\"\n    low, high = min(values), max(values)\n    span = high - low or 1\n    result = [(v - low) / span for v in values]\n",
         [f"    result{'_new' * (i + 1)} = result{'_new' * i}.copy()\n" for i in range(18)],
         1110, prompt="Write a Python function that normalises a list to the range from 0 to 1.", note="a copy of a copy of a copy; the name grows by _new each time")
    loop("growing_loop", "thinking", "Latin",
         "Okay, the task is to list the divisors of 12 in order. The divisors come in pairs: 1 and 12, 2 and 6, 3 and 4. So the list should be 1, 2, 3, 4, 6, 12. I'll write it out step by step so that I don't miss any.\n\n",
         [f"The list is: {', '.join(['1, 2, 3'] + ['3'] * i)}\n" for i in range(40)],
         1580, prompt="List the divisors of 12 in ascending order.", note="the list is restarted and gets one more 3 each time")
    loop("growing_loop", "story", "Chinese",
         "山脚下有一座破庙，庙里住着一个不会念经的和尚。村里的孩子都爱去找他，因为他会用竹叶吹曲子，还会把南瓜刻成灯笼。有一天下大雨，孩子们回不了家，围着火堆要他讲故事。和尚想了想，说：",
         [f"“{'从前有个和尚对我说：' * (i + 1)}我没有故事。”孩子们说再讲一个，和尚又说：" for i in range(12)],
         520, finished=None, note="each round wraps the same words once more")
    loop("growing_loop", "agent", "Latin",
         "I'll locate the test suite first.\n\n$ pwd\n/home/build/checkout\n$ ls\nCHANGES  pyproject.toml  src  tools\n\nThe tests may live next to the sources, so I'll go into src and look for a tests folder there.\n\n",
         [f"$ cd {'src/' * (i + 1)}\nbash: cd: {'src/' * (i + 1)}: No such file or directory\n\nThe folder must be one level deeper. Let me try that.\n\n" for i in range(40)],
         4030, prompt="Run the project's tests and tell me which ones fail.", note="the path grows by one src/ each time")
    loop("growing_loop", "story", "Latin",
         "La pluie tombait sur Vézeron depuis le marché de Pâques. Le maire avait fait hisser les archives au grenier, le curé avait fait hisser le maire, et Lucie, qui n'avait peur de rien, pêchait des perches depuis le lavoir. ",
         [f"Il pleuvait encore{' et encore' * i}. " for i in range(8)],
         after=" Fin.", finished=True, prompt=None, note="one more 'et encore' each time, then closed")
    loop("growing_loop", "mail", "Latin",
         "From: Dagny Holt\nTo: Facilities\nSubject: Heating on the third floor\n\nHello, the radiators on the third floor have been cold since Monday. Two of us are working in coats and one in a sleeping bag. Could someone have a look? The valve by the lift hisses, which may be a clue.\n\nKind regards\nDagny\n\n",
         [f"Subject: {'Re: ' * (i + 1)}Heating on the third floor\n\nHello, thank you for your message. We will look into it.\n\nKind regards\nFacilities\n\n" for i in range(20)],
         2330, finished=None, prompt=None, note="the reply is sent again and again with one more Re:")


def shuffles() -> None:
    """Ten loops over a small fixed set of sentences in irregular order."""
    loop("shuffled_loop", "story", "Latin",
         "They had been told to follow the red marks on the trees, but at dusk all marks are grey. Oskar lit the last match and saw a gate where no gate had been on the map. ",
         draws(("The forest was silent. ", "He held his breath. ", "Something moved in the dark. ", "The match went out. "), 30, 3),
         555, whole=False, prompt="Write a scary story set in a forest.", note="four sentences in irregular order")
    loop("shuffled_loop", "essay", "Latin",
         "Regular exercise is often sold as a matter of willpower, but most people who keep it up have simply made it hard to avoid. They cycle because parking is expensive, or they swim because a friend is waiting at the pool. Habits that depend on mood fail in November; habits that depend on a timetable survive it. A study of postal workers that my own doctor likes to quote found the fittest of them not among the sporty ones but among those with the longest rounds.\n\n",
         passes(("Exercise is good for the body and the mind. ", "It helps us to stay healthy and strong. ", "It also reduces stress and improves our mood. ", "Everyone should try to exercise regularly. ", "A healthy lifestyle is the key to happiness. "), 11, 8),
         after=" In conclusion, exercise is important.", finished=True, prompt=None, note="five truisms in ever new order, then a conclusion")
    loop("shuffled_loop", "chat", "Latin",
         "Customer: My parcel shows as delivered, but my neighbour has it and she is in Spain until June.\nAgent: Oh no! I'm Lena from support. May I have the last four digits of the tracking number?\nCustomer: 7719.\nAgent: Thank you. I can see it was left at number 14 on Tuesday at 10:52.\nCustomer: That's her. What can you do?\n",
         draws(("Agent: Let me check that for you.\n", "Agent: Thank you for your patience.\n", "Agent: I understand your frustration.\n", "Agent: One moment please.\n", "Agent: Is there anything else I can help you with?\n"), 40, 21),
         1105, whole=False, note="five stock phrases, the customer never answers")
    loop("shuffled_loop", "thinking", "Latin",
         "<think>\nThe question is which of the two contracts is cheaper after three years. Contract one costs 19 a month plus a connection fee of 40. Contract two costs 16 a month for the first year and 22 after that, no fee. Over 36 months, contract one is 36 × 19 + 40 = 684 + 40 = 724. Contract two is 12 × 16 + 24 × 22 = 192 + 528 = 720. So contract two is cheaper by 4.\n\nBut is the fee due once or every year?\n\n",
         draws(("Let me re-read the question.\n", "The fee is 40.\n", "So contract two is cheaper.\n", "Wait, is that right?\n", "Contract one costs 19 a month.\n", "Hmm, let me think about this again.\n", "Actually, the fee might be due every year.\n"), 220, 5),
         4410, whole=False, prompt=None, note="seven short lines in irregular order")
    loop("shuffled_loop", "diary", "Japanese",
         "七月二十日。今日から夏休みだ。朝、祖父の家に着いた。庭の柿の木には、もう青い実がついていた。祖父は畑でとれたきゅうりを冷たい水につけてくれた。\n\n七月二十一日。",
         draws(("今日も暑かった。", "川で魚を見た。", "祖父と畑に行った。", "とても楽しかった。", "明日も晴れるといいな。", "夜はよく眠れた。"), 150, 14),
         820, whole=False, prompt=None, note="six short sentences in irregular order within one day")
    loop("shuffled_loop", "agent", "Latin",
         "Goal: book a table for four at the Copper Hen on Saturday.\n\n[open] copperhen.example/reserve\n[page] Reservation form. Fields: date, time, party size, phone.\n[type] date = Saturday\n[type] party size = 4\n[page] Filled in: 2 of 4 fields.\n",
         draws(("[click] Continue\n", "[page] Please enter a phone number.\n", "[scroll] down\n", "[wait] 2 seconds\n", "[think] The form has not been submitted yet. I will try again.\n"), 160, 10),
         3620, whole=False, note="five actions without effect in irregular order")
    loop("shuffled_loop", "list", "Latin",
         "Tips for your first marathon:\n\n- Buy the shoes in the evening, when feet are larger.\n- Never try a new gel on race day.\n- Start at the pace that feels silly.\n",
         draws(("- Drink plenty of water.\n", "- Listen to your body.\n", "- Get enough sleep.\n", "- Believe in yourself.\n", "- Have fun!\n"), 40, 2),
         545, whole=False, prompt="Give me tips for running my first marathon.", note="five bullet points again and again")
    loop("shuffled_loop", "transcript", "Latin",
         "[Host] Welcome back to The Long Table. With me tonight is Ottoline Frey, who rebuilt a church organ out of drainpipes.\n[Guest] Drainpipes and one vacuum cleaner. People forget the vacuum cleaner.\n[Audience laughter]\n[Host] And how does it sound?\n[Guest] Like a cow that has read Bach.\n",
         draws(("[Audience laughter]\n", "[Applause]\n", "[Host] Wonderful, wonderful.\n", "[Guest] Thank you, thank you.\n", "[Music]\n"), 330, 31),
         4290, finished=None, whole=False, note="five stage lines until the text stops")
    loop("shuffled_loop", "speech", "Greek",
         "Αγαπητοί συμπολίτες, το παλιό λιμάνι έχει εκατόν τριάντα χρόνια ζωής και οι προβλήτες του δεν αντέχουν άλλο χειμώνα. Οι ψαράδες μάς έδειξαν τις ρωγμές, και οι μηχανικοί λένε ότι τα έργα θα κρατήσουν οκτώ μήνες. ",
         draws(("Πρέπει να είμαστε ενωμένοι. ", "Το μέλλον μάς ανήκει. ", "Όλοι μαζί μπορούμε. ", "Σας ευχαριστώ για την εμπιστοσύνη. ", "Η πόλη μας αξίζει το καλύτερο. "), 60, 17),
         1085, whole=False, prompt="Γράψε μια ομιλία δημάρχου για την επισκευή του λιμανιού.", note="five slogans in irregular order")
    loop("shuffled_loop", "css", "Latin",
         ".card {\n  border: 1px solid #ccd;\n  border-radius: 6px;\n  background: #fff;\n}\n\n.card header {\n  font-weight: 600;\n  padding: 12px 16px;\n",
         draws(("  margin: 0;\n", "  padding: 0;\n", "  display: flex;\n", "  align-items: center;\n", "  box-sizing: border-box;\n", "  width: 100%;\n"), 62, 12),
         after="\n}\n", finished=True, whole=False, prompt="Style a card component with a header.", note="six declarations repeated in one rule before it is closed")


def oks_short() -> None:
    """Healthy twins of about 450 to 700 characters."""
    ok("itinerary", "Latin",
       "Day 1: Arrive in Porto in the afternoon. Walk down to the river and cross the upper deck of the bridge at sunset. Overnight in Porto.\n"
       "Day 2: Take the morning train to Pinhão, 2 h 30 min along the Douro. Visit a terrace vineyard on foot. Overnight in Pinhão.\n"
       "Day 3: Take the bus to Vila Real, 50 minutes. Visit the baroque manor east of town. Overnight in Vila Real.\n"
       "Day 4: Take the bus to Guimarães, 1 h 20 min. Visit the castle and the old tanners' quarter. Overnight in Guimarães.\n"
       "Day 5: Take the train to Braga, 1 h 10 min. Climb the zigzag stairs to the pilgrimage church. Overnight in Braga.\n",
       False, "Plan a one-week trip through northern Portugal.", "rigid day frame, every day a new place, cut in the fifth day", 555)
    ok("recipe", "Latin",
       "Layered terrine\n\nLine the mould with foil. Add a layer of blanched leeks and season with salt. Add a layer of grated carrot and season with cumin. Add a layer of soft goat's cheese and season with black pepper. Add a layer of roasted peppers and season with vinegar. Add a layer of boiled potato slices and season with nutmeg. Add a layer of spinach and season with lemon. Fold the foil over, put a weight of about one kilogram on top and leave the terrine in the fridge overnight. Serve in thick slices.",
       True, None, "same instruction, each time another layer and another spice")
    ok("calendar", "Chinese",
       "立春在二月四日前后，意思是春天开始。雨水在二月十九日前后，意思是降雨增多。惊蛰在三月六日前后，意思是春雷惊醒冬眠的虫。春分在三月二十一日前后，意思是昼夜一样长。清明在四月五日前后，意思是天气清朗，草木茂盛。谷雨在四月二十日前后，意思是雨水滋润谷物。"
       "立夏在五月六日前后，意思是夏天开始。小满在五月二十一日前后，意思是麦粒渐渐饱满。芒种在六月六日前后，意思是有芒的作物成熟，该抢收抢种。夏至在六月二十一日前后，意思是白天最长。小暑在七月七日前后，意思是开始炎热。大暑在七月二十三日前后，意思是一年最热的时候。"
       "立秋在八月八日前后，意思是秋天开始。处暑在八月二十三日前后，意思是暑气结束。白露在九月八日前后，意思是夜里凝结露水。秋分在九月二十三日前后，意思是昼夜再次等长。寒露在十月八日前后，意思是露水寒冷。霜降在十月二十三日前后，意思是开始降霜。",
       True, None, "one frame, each sentence a new solar term, date and meaning")
    pairs = "spoon fork,kettle teapot,hammer mallet,boot slipper,pear quince,goose swan,ladder stool,violin viola,stamp coin,oar paddle,button buckle,map chart".split(",")
    drill = "Practise aloud. The teacher points at the picture, you answer.\n\n"
    for pair in pairs:
        a, b = pair.split()
        art = "an" if a[0] in "aeiou" else "a"
        art_b = "an" if b[0] in "aeiou" else "a"
        drill += f"Is this {art} {a}? No, it isn't {art} {a}. It's {art_b} {b}.\n"
    ok("drill", "Latin", drill, False, "Make a drill for beginners with 'Is this a ...? No, it isn't.'", "language drill: one pattern, a new pair of words in each line, cut by the cap", 565)
    ok("cities", "Arabic",
       "تقع مدينة فاس في شمال المغرب، وتشتهر بدباغة الجلود.\nتقع مدينة نابلس في فلسطين، وتشتهر بالكنافة والصابون.\nتقع مدينة حلب في شمال سوريا، وتشتهر بقلعتها وسوقها المسقوف.\nتقع مدينة صفاقس على ساحل تونس، وتشتهر بزيت الزيتون.\nتقع مدينة دمياط في شمال مصر، وتشتهر بصناعة الأثاث.\nتقع مدينة البصرة في جنوب العراق، وتشتهر بنخيلها وتمورها.\nتقع مدينة نزوى في داخل عُمان، وتشتهر بسوق الفضة.\nتقع مدينة صيدا على ساحل لبنان، وتشتهر بقلعتها البحرية.\nتقع مدينة تعز في جنوب غرب اليمن، وتشتهر بالبن والجبن المدخن.",
       True, None, "one frame, each line another city and its product")
    ok("conversion", "Latin",
       "\n".join(f"{c} degrees Celsius equals {c * 9 / 5 + 32:g} degrees Fahrenheit." for c in range(0, 41, 3)),
       None, "Convert 0 to 40 °C to Fahrenheit in steps of 3, one sentence per line.", "conversion table as sentences: every line a new and correct pair")
    ok("forecast", "Latin",
       "In Husum weht ein frischer Wind aus West bei 11 Grad, am Abend Schauer. In Flensburg weht ein mäßiger Wind aus Nordwest bei 10 Grad, am Abend bedeckt. In Lübeck weht ein schwacher Wind aus West bei 13 Grad, am Abend aufgelockert. In Büsum weht ein starker Wind aus Südwest bei 9 Grad, am Abend Regen. In Plön weht ein leichter Wind aus Nord bei 12 Grad, am Abend Nebel. In Kiel weht ein mäßiger Wind aus Nordost bei 11 Grad, am Abend trocken. In Heide weht ein frischer Wind aus Südwest bei 10 Grad, am Abend Gewitter. In Mölln weht ein kaum spürbarer Wind bei 14 Grad, am Abend klar.",
       False, None, "forecast: fixed frame, other town and values each time, cut in mid-sentence", 540)
    ok("lines", "Latin",
       "\n".join(["I must not fold paper boats out of library books."] * 12),
       True, "Write the sentence 'I must not fold paper boats out of library books.' exactly 12 times, one per line.", "the prompt asks for exactly these twelve lines, and the model stopped after twelve")
    word, tally, trace = "possessionlessness", 0, "Let me go through the word p-o-s-s-e-s-s-i-o-n-l-e-s-s-n-e-s-s one letter at a time.\n\n"
    for place, char in enumerate(word, 1):
        tally += char == "s"
        trace += f"Letter {place} is {char}: {'that is an s' if char == 's' else 'not an s'}, so the count is {tally}.\n"
    ok("thinking", "Latin", trace, False, "How many times does the letter s occur in 'possessionlessness'?", "letter-by-letter count that moves on through the word, cut before the end", 690)
    ok("mayors", "Latin",
       "Tilman Rusk was mayor from 1871 to 1879; a cooper by trade, he paved the market. Anselm Gode was mayor from 1879 to 1880; a notary by trade, he died in office of a fishbone. Berta Lohmann was mayor from 1919 to 1931; a midwife by trade, she built the baths. Kuno Fiedler was mayor from 1931 to 1933; a printer by trade, he was driven out. Ida Marquardt was mayor from 1946 to 1961; a teacher by trade, she planted the limes on the ring. Egon Sahl was mayor from 1961 to 1974; a brewer by trade, he sold the baths again.",
       True, None, "six biographies in one frame, each with its own person, years and deed")


def oks_medium() -> None:
    """Healthy twins of about 700 to 2,000 characters."""
    ok("genealogy", "Latin",
       "Descendants of Harke Tamm\n\n"
       "1. Harke Tamm, born 1702, married Geske Ploog of Esens and had issue Tjark, Hille and Onno.\n"
       "2. Tjark Tamm, born 1728, married Antje Cramer of Dornum and had issue Harke the younger and Frauke.\n"
       "3. Hille Tamm, born 1730, married Focko Reents of Marienhafe and had issue Swantje.\n"
       "4. Onno Tamm, born 1733, never married; he went to sea and was lost off Texel in 1759.\n"
       "5. Harke Tamm the younger, born 1755, married Tomma Janssen of Norden and had issue Geert, Ubbo and Meta.\n"
       "6. Frauke Tamm, born 1757, married Hinrich Ulferts of Hage and had issue Ulfert, who became a surveyor.\n"
       "7. Swantje Reents, born 1761, married Edo Bruns of Greetsiel and had issue nine children, of whom two lived.\n"
       "8. Geert Tamm, born 1784, married Lina Wolters of Aurich and had issue Harke, called the Tall.\n"
       "9. Ubbo Tamm, born 1786, married first Trientje Poppen, second her sister Gesche, and had issue only by the second, a daughter Almut.\n"
       "10. Meta Tamm, born 1790, married the schoolmaster Claas Eden of Pewsum and had issue Johann and Reemt.",
       True, None, "genealogy in the usual formula, each entry new people and dates")
    ok("minutes", "Latin",
       "Minutes of the allotment society, 9 October\n\n"
       "Item 1: New padlock for the north gate. Proposed by Mr. Quill, seconded by Ms. Adeyemi. For 14, against 0. Carried.\n"
       "Item 2: Ban on bonfires before six. Proposed by Mrs. Lund, seconded by Mr. Quill. For 11, against 3. Carried.\n"
       "Item 3: Purchase of a second wheelbarrow. Proposed by Mr. Teague, seconded by Mrs. Lund. For 9, against 5. Carried.\n"
       "Item 4: Removal of the walnut on plot 12. Proposed by Mr. Brandt, seconded by Mr. Teague. For 2, against 12. Lost.\n"
       "Item 5: Honey stall at the spring fair. Proposed by Ms. Adeyemi, seconded by Miss Orr. For 14, against 0. Carried.\n"
       "Item 6: Rise of the rent to 48 a year. Proposed by the treasurer, seconded by Mr. Brandt. For 8, against 6. Carried.\n"
       "Item 7: Cockerels. Proposed by Miss Orr, seconded by nobody. Not put to the vote.\n"
       "Item 8: Repair of the rain butts on the lower path. Proposed by Mrs. Lund, seconded by Miss Orr. For 13, against 1. Carried.\n"
       "Item 9: Date of the next meeting, 13 November.",
       None, None, "minutes: fixed form, each item another motion and another vote")
    ok("speech", "Latin",
       "Friends, forty-one years is long enough to have seen a few things in this school. I have seen a boy who could not read a clock become the man who mends the one on the town hall. I have seen the boiler fail on the coldest day of 1987 and six hundred children sing in their coats until it came back. I have seen three headmasters arrive with plans and leave with gardens. I have seen a girl walk eleven miles through snow for a chemistry examination that had been cancelled. I have seen chalk go, and the overhead projector come, and the overhead projector go. I have seen parents weep at prize day, and once a caretaker. I have seen the elm in the yard fall in a single night and half the town arrive with saws and soup. I have seen my own handwriting in the register of the grandmother of a child I taught this morning. And now I have seen the cake, and I can see that you would like me to stop.",
       True, "Write a retirement speech for a teacher.", "anaphora: every sentence starts alike and tells another event")
    ok("tests", "Latin",
       "from slug import slugify\n\n\n"
       "def test_lowercases() -> None:\n    assert slugify(\"Harbour\") == \"harbour\"\n\n\n"
       "def test_joins_words_with_hyphens() -> None:\n    assert slugify(\"red brick wall\") == \"red-brick-wall\"\n\n\n"
       "def test_drops_punctuation() -> None:\n    assert slugify(\"what, now?\") == \"what-now\"\n\n\n"
       "def test_collapses_runs_of_spaces() -> None:\n    assert slugify(\"a   b\") == \"a-b\"\n\n\n"
       "def test_strips_the_ends() -> None:\n    assert slugify(\"  edge  \") == \"edge\"\n\n\n"
       "def test_keeps_digits() -> None:\n    assert slugify(\"Route 66\") == \"route-66\"\n\n\n"
       "def test_folds_accents() -> None:\n    assert slugify(\"Café Zoë\") == \"cafe-zoe\"\n\n\n"
       "def test_spells_out_the_ampersand() -> None:\n    assert slugify(\"salt & sand\") == \"salt-and-sand\"\n\n\n"
       "def test_of_nothing_is_nothing() -> None:\n    assert slugify(\"\") == \"\"\n\n\n"
       "def test_of_punctuation_is_nothing() -> None:\n    assert slugify(\"?!\") == \"\"\n\n\n"
       "def test_is_idempotent() -> None:\n    once = slugify(\"Über den Wolken\")\n    assert slugify(once) == once\n",
       None, None, "tests in one mould, each of another property")
    roll = "Abernathy Aye,Bellweather No,Castellan Aye,Dragomir Aye,Eastlake Absent,Fonseca No,Grimsby Aye,Halloran No,Ibsen Aye,Jessup Present,Kowalczyk Aye,Lindqvist No,Mbeki-Stone Aye,Nakagawa Aye,Oduya No,Pemberton Aye,Quarles No,Rasmussen Aye,Sayegh Aye,Thibodeaux No"
    called = [entry.split() for entry in roll.split(",")]
    votes = Counter(vote for _, vote in called)
    ok("roll call", "Latin",
       "THE CLERK: On the amendment to Section 9, the clerk will call the roll.\n" + "".join(f"THE CLERK: Senator {who}?\nSENATOR {who.upper()}: {vote}.\n" if vote != "Absent" else f"THE CLERK: Senator {who}?\n(No response.)\n" for who, vote in called)
       + f"THE CLERK: {votes['Aye']} ayes, {votes['No']} noes, one present, one absent. The amendment is agreed to.",
       True, None, "roll call: the form repeats, every name and vote is new, and it is counted at the end")
    books = "The Salt Ledger|Nora Quist|2004|312|novel;Nine Ways to Lose a Ferry|Abel Crane|2011|188|stories;Moss|Ines Varga|1998|96|poems;A Short History of the Spoon|Desmond Pike|2016|240|history;The Understudy's Dog|Hanne Roth|2020|275|novel;Cold Frames|Peter Ojala|1987|154|gardening;Letters to a Lock Keeper|Maud Tierney|1979|203|letters;What the Auditor Saw|Sami Okoro|2018|341|crime;Grammar for Ghosts|Lux Avery|2022|128|humour;The Glass Ferryman|Nora Quist|2009|298|novel;Bread in Wartime|Olga Serk|1991|167|history"
    ok("json", "Latin",
       "[\n" + "".join('  {{"title": "{}", "author": "{}", "year": {}, "pages": {}, "genre": "{}", "available": true}},\n'.format(*book.split("|")) for book in books.split(";")),
       False, "Invent a library catalogue of 40 books as JSON.", "records of one form, each another invented book, cut in mid-record", 1120)
    russian = "хлеб pan,вода agua,окно ventana,дверь puerta,собака perro,кошка gato,дерево árbol,рыба pez,ключ llave,нож cuchillo,стол mesa,стул silla,снег nieve,дождь lluvia,солнце sol,луна luna,книга libro,письмо carta,лодка barca,мост puente,лошадь caballo,яблоко manzana"
    ok("vocabulary", "Cyrillic",
       "Учим слова. Повторите каждое слово вслух три раза.\n\n" + "".join("Слово «{}» по-испански будет «{}».\n".format(*pair.split()) for pair in russian.split(",")),
       False, "Составь список из ста испанских слов с переводом, каждое в отдельном предложении.", "vocabulary list in one sentence frame, a new word each line, cut by the cap", 850)
    japanese = "東京 大阪 にぎやか,犬 馬 小さい,電車 バス 速い,冬 秋 寒い,兄 弟 背が高い,茶 水 おいしい,海 湖 広い,漢字 かな 難しい,みかん レモン 甘い,鉄 木 重い,朝 昼 静か,新聞 手紙 長い,駅 学校 近い,富士山 阿蘇山 高い,牛肉 鶏肉 高価,父 母 早起き,図書館 食堂 静か,月 星 明るい,石 紙 硬い,夏 春 暑い,町 村 大きい,くじら いるか 大きい,飛行機 船 速い,ナイフ はさみ 鋭い"
    ok("drill", "Japanese",
       "次の文を声に出して読みましょう。それから、質問に答えましょう。\n\n" + "".join("{0}は{1}より{2}です。{0}と{1}と、どちらが{2}ですか。\n".format(*triple.split()) for triple in japanese.split(",")),
       None, "「〜は〜より〜です」の練習問題を作ってください。", "comparison drill: the pattern is the exercise, the words are new in every line")
    ok("rhyme", "Latin",
       "Seven kites on a windy hill,\none blew over the old windmill.\nDown it came on a miller's hat,\nand six were left, and that was that.\n\n"
       "Six kites on a windy hill,\none got caught by a whippoorwill.\nIt lined a nest with the yellow tail,\nand five were left to ride the gale.\n\n"
       "Five kites on a windy hill,\none grew tired and one stood still.\nThe tired one sank in a field of rye,\nand four were left in the open sky.\n\n"
       "Four kites on a windy hill,\none was sold for a dollar bill.\nA boy from Leeds took it home by train,\nand three were left in the start of rain.\n\n"
       "Three kites on a windy hill,\none was sick of its own red frill.\nIt tore it off with a rip and a bound,\nand two were left and one on the ground.\n\n"
       "Two kites on a windy hill,\none flew on and is flying still.\nThey saw it last over Zuider Zee,\nand one was left, and it came to me.\n\n"
       "One kite on a windy hill,\nI wound it down with a weaver's skill.\nIt hangs by the stove on a copper pin,\nand none are left till the spring comes in.",
       None, "Write a counting rhyme that counts down from seven.", "counting-down rhyme as asked; each stanza has its own event")
    ok("litany", "Latin",
       "Leader: For the rain that filled the cistern in the second week of May,\nAll: we give thanks together.\n"
       "Leader: For the carpenters who raised the roof again after the fire,\nAll: we give thanks together.\n"
       "Leader: For the ferry and the woman who sails it in every weather,\nAll: we give thanks together.\n"
       "Leader: For the eleven children who learned to swim,\nAll: we give thanks together.\n"
       "Leader: For those who came home from the rigs and for the one who did not,\nAll: we give thanks together.\n"
       "Leader: For the doctor's new engine and the old doctor's patience,\nAll: we give thanks together.\n"
       "Leader: For bread, for peat, for the post on Thursdays,\nAll: we give thanks together.\n"
       "Leader: For the quarrel about the fence, and for its end,\nAll: we give thanks together.\n"
       "Leader: For Aunt Sorrel's ninety years and her opinions,\nAll: we give thanks together.\n"
       "Leader: For the seals, though they eat our fish,\nAll: we give thanks together.\n"
       "Leader: For the bell, which is cracked and which we love,\nAll: we give thanks together.",
       None, "Write a harvest litany for an island church with a response after each line.", "responses are asked for; every petition is new")


def oks_long() -> None:
    """Healthy twins of about 2,000 to 6,000 characters."""
    days = """NW 4|7.1|a trawler with a blue funnel|north
W 5|8.0|two gannets fighting over a herring|nowhere in particular
SW 6|9.4|the mail boat turning back|to Fenwick
SW 8|3.2|nothing but spray, and the glass still falling|at all
W 9|1.1|a hatch cover drifting, painted green|east
NW 7|11.9|the first clear star in six days|over the stack
N 5|0.0|a lugger under jury mast|to Carrow
NE 3|0.0|porpoises, fourteen by my count|up the sound
E 2|0.0|smoke from the kelp burners|inland
calm|0.0|my own face in the sea, unshaven|back
S 2|0.4|the inspector's cutter, a day early|to the landing
S 3|2.2|the inspector being sick|over the rail
SW 4|5.6|a raft of eiders, mostly drakes|out of the bay
W 4|4.4|the relief boat with the paint and no brushes|home
NW 5|6.8|a balloon, or the moon, through cloud|west
NW 6|9.0|a hare on the skerry, God knows how|round and round
N 4|1.3|three Danish schooners in line|to the Baltic
NE 4|0.2|ice on the gallery rail|away by noon
E 5|0.0|a rowing boat, empty, with the oars shipped|past
SE 5|3.7|the same boat again, with a man in it, who waved|back
S 6|12.5|the beam on a wall of rain|no further than the rocks
SW 5|7.7|washing from the village, a whole line of it|out to sea
W 3|0.9|the village, fetching it|home again
calm|0.0|a whale, quite close, breathing|down
SE 2|0.0|the brushes arriving without the paint|ashore"""
    ok("log", "Latin",
       "Journal of the light on Gannet Stack, kept by S. Morrow\n\n" + "".join("Day {}. Went up at dusk. Wind {}, rain {} mm in the gauge. From the gallery I saw {}, going {}. Trimmed the lamp and came down.\n".format(i, *line.split("|")) for i, line in enumerate(days.split("\n"), 1)),
       False, "Write a lighthouse keeper's journal with an entry for each day.", "diary in a rigid form, but weather and sight are new each day; cut in mid-entry", 3300)
    persons = ("yo", "tú", "ella", "nosotros", "vosotros", "ellos")
    verbs = "hablar con el vecino,comer pan con queso,vivir cerca del puerto,cantar en el coro,beber té sin azúcar,escribir una postal,caminar por la playa,aprender a nadar,abrir la ventana,trabajar de noche,vender fruta,subir la escalera,comprar sellos,leer el periódico"
    endings = {"ar": "o as a amos áis an", "er": "o es e emos éis en", "ir": "o es e imos ís en"}
    drill = "Presente de indicativo, verbos regulares. Lea cada frase en voz alta.\n\n"
    for entry in verbs.split(","):
        verb, rest = entry.split(" ", 1)
        drill += f"{verb.upper()}\n" + "".join(f"{who.capitalize()} {verb[:-2]}{ending} {rest}.\n" for who, ending in zip(persons, endings[verb[-2:]].split(), strict=True)) + "\n"
    ok("conjugation", "Latin", drill, False, "Conjuga veinte verbos regulares en presente, con una frase para cada persona.", "conjugation tables in sentences, a new verb in each block, cut by the cap", 2190)
    questions = """How do I hire a bike?|Take a number from the stand, type it on the post and pull when the lamp turns green.
How do I return a bike?|Push the front wheel into any free slot and wait for two short beeps.
How do I pay?|By card at the post or with the blue pass, which is topped up at newsagents.
How do I report a puncture?|Turn the saddle backwards after docking; the evening crew look for that.
How do I hire a bike for a child?|Small bikes stand only at the park and the ferry, and an adult must hold the pass.
How do I keep a bike overnight?|Press the moon before you pull; the night rate of 2.40 runs from ten to seven.
How do I cross the river?|Bikes may go on the ferry free of charge but not on the upper footbridge.
How do I carry a parcel?|The front rack takes eight kilos; cargo bikes can be booked a day ahead.
How do I lock a bike in town?|Pull the cable from the left handlebar through the wheel and into the hole below the basket.
How do I get my money back?|Write within fourteen days and name the post, the hour and the number of the bike.
How do I find a free slot?|Every post shows the next three posts and how many slots they have.
How do I hire two bikes?|Hold the pass against the post again after the first bike has left.
How do I end my subscription?|It ends by itself on 31 March unless you press the sun on the post.
How do I complain about a rider?|Not to us, please: the town hall has a form for that, number 31.
How do I adjust the saddle?|Squeeze the lever under it, and never pull it above the red line.
How do I become a helper?|Come to the depot on a Saturday; whoever can mend a chain is given breakfast."""
    ok("faq", "Latin",
       "Town bikes: questions and answers\n\n" + "\n\n".join("Q: {}\nA: {}".format(*line.split("|")) for line in questions.split("\n")),
       True, None, "questions all begin alike, every answer is new")
    trips = "A barge|canal|36|4|km;A tortoise|garden path|90|15|m;A cyclist|valley road|84|3.5|km;A snail|wall|12|0.8|m;A freight train|branch line|330|5.5|km;A swimmer|lake|4.5|1.5|km;A drone|coast|156|2.4|km;A milk cart|village loop|21|6|km;A glacier tongue|marked gully|45|9|m;A relay team|ring road|63|4.2|km;A ferry|sound|57|1.9|km;A tractor|field track|50|2.5|km;A pigeon|moor|294|4.2|km;A hiker|ridge|27|7.5|km;A snowplough|pass road|64|3.2|km"
    exam = "Mathematics, paper 1. No calculators. Show your working.\n\n"
    for i, trip in enumerate(trips.split(";"), 1):
        who, where, far, long, unit = trip.split("|")
        speed = float(far) / float(long)
        choice = sorted((speed, speed * 2, speed + 3, speed / 2))
        exam += f"Question {i} (2 marks). {who} covers {far} {unit} of the {where} in {long} hours. What is its average speed in {unit} per hour?\n" + "   ".join(f"{mark}) {value:.4g}" for mark, value in zip("abcd", choice, strict=True)) + "\n\n"
    ok("exam", "Latin", exam.rstrip(), True, "Write 15 multiple-choice questions about average speed.", "fifteen exam questions as asked, other numbers and options in each")
    goods = """Harrow 20|hand mower|11.5 kg|cuts a strip of 30 cm|small lawns|139
Harrow 35|hand mower|14.2 kg|cuts a strip of 38 cm|lawns with edges|179
Fieldmouse|electric mower|16 kg|runs for 25 minutes on a charge|terraced gardens|289
Bracken|brush cutter|6.8 kg|takes a three-tooth blade or a line|slopes and ditches|345
Whit|hedge shear|0.9 kg|has wavy blades of 23 cm|box and privet|42
Longwhit|hedge shear|1.6 kg|has handles that extend to 90 cm|tall hedges|68
Tinder|log splitter|72 kg|presses with seven tonnes|ash and oak up to 40 cm|560
Magpie|litter picker|0.3 kg|has a magnet at the tip|car parks|19
Otter|water pump|8.4 kg|lifts 90 litres a minute|flooded cellars|154
Little Otter|water pump|3.1 kg|lifts 28 litres a minute|rain butts|71
Ember|weed burner|1.2 kg|works with a standard cartridge|gravel paths|55
Cooper|rain barrel|9 kg|holds 210 litres|downpipes of any width|88
Double Cooper|rain barrel|15 kg|holds 420 litres in two halves|larger roofs|149
Sexton|spade|2.3 kg|is forged in one piece|heavy clay|63
Curate|border spade|1.7 kg|has a narrow blade of 15 cm|planted beds|54
Verger|edging iron|1.9 kg|cuts a half moon|paths and kerbs|47
Linnet|seed drill|4.4 kg|sets seven sizes of seed|rows up to 30 m|118
Heron|dibber|0.4 kg|is marked in centimetres|bulbs and leeks|16
Dormouse|compost box|21 kg|turns on a steel axle|kitchen waste|205
Badger|compost sieve|5.2 kg|hangs from a tree|leaf mould|37"""
    ok("products", "Latin",
       "Spring catalogue, garden machines and tools\n\n" + "".join("The {} is a {} that weighs {} and {}. It is meant for {} and costs {} euros.\n".format(*line.split("|")) for line in goods.split("\n")).replace(" is a e", " is an e"),
       False, None, "product table as sentences: rigid frame, every name and value new, cut in mid-row", 2150)
    terms = """Abaft|towards the stern, as seen from where the speaker stands
Backstay|a wire that holds the mast from behind
Bailer|a scoop, often home-made, for getting water out of a small boat
Beam reach|sailing with the wind straight from the side
Bight|the slack part of a rope between its two ends
Boom|the spar along the foot of the mainsail, best met with a lowered head
Broach|to swing round sideways to the wind by accident
Cleat|a fitting on which a rope is made fast with figures of eight
Coaming|the raised edge of a cockpit or hatch that keeps water out
Dead run|sailing with the wind exactly from behind
Fairlead|a ring or slot that guides a rope in the wanted direction
Fender|a cushion hung between the hull and the quay
Fid|a pointed wooden tool for opening the strands of a rope
Genoa|a foresail so large that it reaches past the mast
Gunwale|the upper edge of a boat's side
Halyard|a rope with which a sail is hoisted
Heave to|to stop a sailing boat at sea by setting the sails against each other
Heel|to lean over under the pressure of the wind
Jib|a triangular sail ahead of the mast
Kedge|a light anchor for hauling a boat off the mud
Lazarette|a locker right at the stern, full of things last seen in June
Leech|the rear edge of a sail
Luff|the front edge of a sail, and also to steer closer to the wind
Painter|the rope at the bow of a dinghy
Reef|to make a sail smaller by folding or rolling part of it
Sheet|a rope that controls the angle of a sail, never a piece of cloth
Shroud|a wire that holds the mast from the side
Tack|to turn the bow through the wind, and also the lower front corner of a sail
Thwart|a seat across an open boat
Topping lift|a line that carries the boom when the sail is down"""
    ok("glossary", "Latin",
       "A short glossary for people who were told to hold something and did not know what it was\n\n" + "".join("{}. In sailing, this word means {}.\n\n".format(*line.split("|")) for line in terms.split("\n")),
       False, None, "glossary: one frame, each entry a new term and meaning; cut in mid-entry", 2560)
    euler = "I will test the values one after another. For each n I compute n^2 + n + 41 and look for a divisor up to its square root.\n\n"
    for n in range(40):
        value = n * n + n + 41
        assert all(value % d for d in range(2, int(value**0.5) + 1))
        euler += f"n = {n}: {n * n} + {n} + 41 = {value}. No divisor up to {int(value**0.5)}, so {value} is prime.\n"
    ok("thinking", "Latin", euler, False, "Find the smallest natural number n for which n^2 + n + 41 is not prime.", "systematic search; every line has the next n and a new value; cut before the answer at n = 40", 2200)
    steps = """see which tests fail|pytest -q|2 failed, 61 passed: test_rates.py::test_leap_day, test_rates.py::test_empty
read the first failing test|sed -n 40,58p tests/test_rates.py|it expects interest for 366 days in 2024, the code gives 365
find where the days are counted|grep -n 365 src/rates.py|17: DAYS = 365
see who uses that constant|grep -n DAYS src/*.py|rates.py:17, rates.py:44, report.py:9
replace the constant with a function of the year|apply patch to src/rates.py|1 hunk applied
update the report, which imported the constant|apply patch to src/report.py|1 hunk applied
check the leap day test|pytest -q -k leap_day|1 passed
read the second failing test|sed -n 60,66p tests/test_rates.py|it passes an empty list and expects 0, the code divides by its length
guard the division|apply patch to src/rates.py|1 hunk applied
check the test for the empty list|pytest -q -k empty|1 passed
run the whole suite again|pytest -q|63 passed
make sure the types still hold|mypy src|src/report.py:12: error: incompatible return value (got float, expected int)
round the value in the report to an int|apply patch to src/report.py|1 hunk applied
repeat the type check|mypy src|no issues found in 6 source files
see whether the documentation names the old constant|grep -rn DAYS docs|docs/rates.md:23
correct the documentation|apply patch to docs/rates.md|1 hunk applied
look over the whole change|git diff --stat|4 files changed, 14 insertions, 6 deletions"""
    ok("agent", "Latin",
       "\n\n".join("Thought: Next I should {}.\nAction: {}\nObservation: {}".format(*line.split("|")) for line in steps.split("\n")) + "\n\nThought: Everything passes and the change is small.\nFinal answer: The two failing tests were caused by a fixed year of 365 days and by a division by zero for empty lists. Both are repaired in src/rates.py, the report and the documentation follow, and all 63 tests pass.",
       True, "Repair the failing tests in this repository.", "agent trace in the usual frame that makes progress in every step")
    chain = ["the bell that hangs in the tower of Thrale", "the rope, all frayed and pale,\nthat rings", "the sexton, thin as a rail,\nthat pulls", "the goose with a bandaged tail\nthat bit", "the cook with the copper pail\nthat chased", "the pedlar with pins for sale\nthat winked at", "the constable, slow as a snail,\nthat followed", "the judge with the cough and the veil\nthat scolded", "the wind that turned to a gale\nthat blew off the hat of"]
    tale = "\n\n".join("This is " + "\n".join(chain[i::-1]) + "." for i in range(len(chain)))
    ok("cumulative tale", "Latin", tale + "\n\nAnd the wind blew on to the tower of Thrale,\nand rang the bell by itself in the hail,\nand they all stood still: the judge in her veil,\nthe constable, pedlar, and cook with the pail,\nthe goose and the sexton, thin as a rail,\nand none of them pulled. And that is the tale.",
       True, "Write a cumulative nursery tale in which each verse repeats all the earlier ones.", "cumulative tale as asked, each verse adds a new figure, and it comes to an end")
    fixes = """the tide table|show yesterday's times|the clock changed to summer time
the chart|jump to the equator|the position had no minutes
the anchor alarm|stay silent|the phone was in its cradle
the log book|lose the last line|the disk was full
the wind dial|point the wrong way|true and apparent wind were swapped in the settings
the route planner|cross a sandbank|the draught was entered in feet
the radio list|sort channel 16 last|the language was Finnish
the night mode|turn white for a second|the settings were opened
the fuel gauge|count below zero|two tanks were joined
the crew list|forget the cook|a name had an apostrophe
the depth plot|draw a vertical line|the sounder sent no value
the export|write commas as semicolons|the region was Switzerland
the waypoint editor|delete the neighbour of the chosen point|the list was sorted by distance
the weather page|load the forecast twice|the satellite link was slow
the compass|stop at 359 degrees|the boat turned clockwise
the backup|overwrite itself|it was started on 29 February
the watch schedule|give one person two watches|someone was added after midnight
the lamp test|leave the green lamp on|it was cancelled in the middle
the speed graph|show knots as km/h|the units were changed while it was open
the harbour search|find nothing|the name had an umlaut
the man-overboard button|ask for confirmation|it was pressed for the first time
the sunrise table|miss the polar day|the latitude was above 66.5 degrees
the bilge counter|start again from zero|the battery was swapped
the printout|cut off the right margin|the paper was US Letter
the checklist|tick itself|a checklist of the same name had been deleted"""
    ok("changelog", "Latin",
       "Changes in version 4.8\n\n" + "".join("- Fixed a bug where {} would {} when {}.\n".format(*line.split("|")) for line in fixes.split("\n")),
       False, None, "release notes: one frame, each line another part and another bug; cut in mid-line", 2010)


def check() -> None:
    """Assert what the labels claim."""
    for case in ROWS:
        text, ident = case["text"], case["id"]
        assert 350 <= len(text) <= 6000, (ident, case["shape"], len(text))
        if case["label"] == "ok":
            assert case["onset"] is case["period"] is case["end"] is None
            continue
        onset, period, end = case["onset"], case["period"], case["end"]
        assert 0 <= onset < end <= len(text), ident
        assert end == len(text) or case["finished"], ident
        region, copies = text[onset:end], COPIES[ident]
        assert "".join(copies).startswith(region), ident
        assert len(region) >= 200, (ident, case["shape"], len(region))
        if period is not None:
            assert period == len(copies[0])
            assert sum(len("".join(copies[: i + 1]).rstrip()) <= len(region) for i in range(len(copies))) >= 3, ident
        if case["kind"] != "shuffled_loop":
            for a, b in pairwise(copies):
                assert a != b, ident
        if case["kind"] in ("near_loop", "counter_loop"):
            spaceless = case["script"] in ("Chinese", "Japanese")
            parts = [list(c) if spaceless else re.findall(r"\w+|[^\w\s]", c) for c in copies]
            change = [1 - difflib.SequenceMatcher(None, a, b, autojunk=False).ratio() for a, b in pairwise(parts)]
            mean = sum(change) / len(change)
            if not 0.03 <= mean <= 0.25:
                print("change", ident, case["shape"], round(mean, 3))
        if case["kind"] == "shuffled_loop":
            assert len(set(copies)) <= 7 or period is not None, ident
        # no exact loop inside the near one: three copies of anything over 80 characters
        if case["kind"] != "growing_loop":
            found = triple(region)
            if found:
                print("exact inside", ident, case["shape"], found.start(), repr(found[1][:60]))
    loops = Counter(case["kind"] for case in ROWS if case["label"] == "loop")
    assert loops == {"counter_loop": 12, "near_loop": 20, "growing_loop": 8, "shuffled_loop": 10}, loops
    assert len(ROWS) == 80
    assert sum(case["finished"] is False for case in ROWS if case["label"] == "ok") == 12


def main() -> None:
    """Build, check, write and count."""
    for part in (counters, nears, growings, shuffles, oks_short, oks_medium, oks_long):
        part()
    check()
    path = Path(__file__).with_suffix(".jsonl")
    path.write_text("".join(json.dumps(case, ensure_ascii=False) + "\n" for case in ROWS), encoding="utf-8")
    print(path, len(ROWS))
    for field in ("kind", "shape", "script", "finished"):
        print(field, dict(Counter((case["label"], case[field]) for case in ROWS)))
    for label in ("loop", "ok"):
        sizes = [len(case["text"]) for case in ROWS if case["label"] == label]
        print(label, "short", sum(s <= 700 for s in sizes), "medium", sum(700 < s < 2000 for s in sizes), "long", sum(s >= 2000 for s in sizes), "no prompt", sum(case["prompt"] is None for case in ROWS if case["label"] == label))


if __name__ == "__main__":
    main()
