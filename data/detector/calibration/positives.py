# ruff: noqa: RUF001, E501
"""Hard positives for the detector: outputs in which a reader sees at once that the model was stuck.

All fragments were written by hand for this project, as language models write when they get stuck: stories,
transcripts, code, JSON, LaTeX, chat, thinking traces. The program only assembles them, which makes the labels exact,
checks the labels, and writes `positives.jsonl` beside itself. Chance is seeded and touches only which word or sentence
of a handwritten set comes next.

Labels are indices into `text`. Exact kinds (token_run, exact_loop, block_loop): the maximal repetition. Near kinds
(counter_loop, near_loop, growing_loop): from the first copy, `period` is the first copy with its separator.
shuffled_loop: from the first sentence of the set; `period` is the first pass, or null where the order has no passes.
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

    Slot = Sequence[str] | Callable[[int], object]

EXACT = ("token_run", "exact_loop", "block_loop")
SPACELESS = ("Chinese", "Japanese", "Thai")
CASES: list[dict[str, Any]] = []


def flow(text: str, glue: str = " ") -> str:
    """Source lines joined into paragraphs; a blank line between paragraphs stays."""
    return "\n\n".join(glue.join(line.strip() for line in part.split("\n")) for part in text.strip().split("\n\n"))


def add(kind: str, script: str, text: str, onset: int, period: int | None, end: int, **rest: Any) -> None:
    """One case, numbered later."""
    fields = {"finished": False, "prompt": None, **rest}
    CASES.append(dict(label="loop", kind=kind, script=script, text=text, onset=onset, period=period, end=end, **fields))


def exact(
    kind: str, script: str, before: str, unit: str, copies: int, cut: int = 0, after: str = "", **rest: Any
) -> None:
    """`copies` of `unit` and its first `cut` characters; the labels are those of the maximal repetition."""
    text = before + unit * copies + unit[:cut] + after
    period = (unit + unit).find(unit, 1)  # primitive
    onset, end = len(before), len(before) + len(unit) * copies
    while onset and text[onset - 1] == text[onset - 1 + period]:
        onset -= 1
    while end < len(text) and text[end] == text[end - period]:
        end += 1
    add(kind, script, text, onset, period, end, **rest)


def series(
    kind: str, script: str, before: str, copies: Sequence[str], keep: int | None = None, after: str = "", **rest: Any
) -> None:
    """Unequal copies in a row; of the last one only the first `keep` characters."""
    body = "".join(copies[:-1]) + copies[-1][:keep]
    body = body if after else body.rstrip()
    add(
        kind,
        script,
        before + body + after,
        len(before),
        len(copies[0]),
        len(before + body.rstrip()),
        copies=copies[:-1],
        **rest,
    )


def fill(template: str, n: int, /, change: int | None = None, **slots: Slot) -> list[str]:
    """`n` copies of a template whose {slots} vary.

    A sequence is drawn from at random, never the same value twice running; with `change`, only so many of the slots are
    drawn anew in each copy. A function gets the number of the copy.
    """
    dice = random.Random(zlib.crc32(template.encode()))
    drawn = [name for name, values in slots.items() if not callable(values)]
    now: dict[str, str] = {}
    copies = []
    for i in range(n):
        fresh = drawn if change is None or i == 0 else dice.sample(drawn, change)
        for name, values in slots.items():
            if callable(values):
                now[name] = str(values(i))
            elif name in fresh:
                now[name] = dice.choice([value for value in values if value != now.get(name)])
        copies.append(re.sub(r"\{(\w+)\}", lambda found: now.get(found[1], found[0]), template))
    return copies


def draws(sentences: Sequence[str], n: int, seed: int) -> list[str]:
    """`n` sentences of a set in irregular order, none twice running."""
    dice, out = random.Random(seed), [sentences[0]]
    while len(out) < n:
        out.append(dice.choice([sentence for sentence in sentences if sentence != out[-1]]))
    return out


def passes(sentences: Sequence[str], n: int, seed: int) -> list[str]:
    """`n` passes over the whole set, each in a new order; one string a pass."""
    dice = random.Random(seed)
    return ["".join(sentences)] + ["".join(dice.sample(sentences, len(sentences))) for _ in range(n - 1)]


def shuffled(script: str, before: str, body: str, period: int | None, after: str = "", **rest: Any) -> None:
    """A region of sentences from a fixed set."""
    body = body if after else body.rstrip()
    add("shuffled_loop", script, before + body + after, len(before), period, len(before + body.rstrip()), **rest)


def letter(i: int) -> str:
    """a, b, ... z, aa, ab, ..."""
    return chr(97 + i) if i < 26 else letter(i // 26 - 1) + letter(i % 26)


def roman(n: int) -> str:
    """I, II, III, ... below 90."""
    marks = [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
    out = ""
    for value, mark in marks:
        out, n = out + mark * (n // value), n % value
    return out


def han(n: int) -> str:
    """一, 二, ... 九十九."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(n, 10)
    return (digits[tens] if tens > 1 else "") + ("十" if tens else "") + (digits[ones] if ones or not tens else "")


# fmt: off

# --- token_run: one character or one short word, over and over ---------------------------------------------------

exact(
    "token_run", "Latin",
    flow("""The clown had been fired on a Tuesday, which he thought was the least funny day of the week. He packed
    his nose into its velvet box, gave the elephant the last of the peanuts, and walked out past the ticket booth
    where Odile was counting coins. "Say something cheerful," she told him. He opened his mouth and what came out was
    a laugh, a real one, high and wobbling: """) + " ",
    "ha ", 140, 1,
    prompt="Write a short story about a clown who loses his job.", note="laughter starts in character, then never stops",
)
exact(
    "token_run", "Latin",
    'Mira reached the edge of the roof a second too late. The kite string slid through her fingers. "N',
    "o", 420,
    prompt="Continue the scene on the roof.", note="one letter inside a word, no separators at all",
)
exact(
    "token_run", "Latin",
    "Congratulations on passing your driving test! That is wonderful news and you should be very proud of yourself",
    "!", 360,
    prompt="i passed my driving test today", note="punctuation only, begins as plausible enthusiasm",
)
exact(
    "token_run", "Latin",
    flow("""FREIGHT NOTE No. 8817

    Consignor: Aldous & Pell, Wharf Lane. Consignee: the Stationmaster, Upper Brill. Contents as declared: one crate of
    lamp glass, packed in straw, and one sack of seed barley. Weight in pounds:""") + " ",
    "0 ", 300,
    prompt="Transcribe the scanned document.", note="digits in an OCR transcript, no words in the unit",
)
exact(
    "token_run", "Latin",
    flow("""<think>
    The user wants to know which of the two contracts expires first. The lease began in March and runs for eighteen
    months, the service plan began in June and runs for a year. So the lease ends in September of the next year, and the
    plan ends in June of the next year. The plan is first.""") + "\n",
    "wait\n", 110, 2,
    prompt="Which of my two contracts expires first?", note="newline-separated word in a thinking trace",
)
exact(
    "token_run", "Latin",
    '{"channel": "launch-team", "author": "assistant", "message": "We are live! Thank you all for the long nights. ',
    "🎉", 90, 0, '"}',
    finished=True, prompt="Write the launch announcement as JSON with channel, author and message.",
    note="emoji run inside a JSON string that is closed properly",
)
exact(
    "token_run", "Latin",
    flow("""The old mill stands where the river bends, and nobody in the village remembers who built it. Its wheel has
    not turned since the flood. Children say that on windy nights one can still hear""") + " ",
    "the ", 95, 0,
    flow("""river grinding at the stones. In spring the council plans to open a small museum there, with the wheel
    restored and a room for the photographs that the schoolteacher collected."""),
    finished=True, prompt="Describe the old mill for our village brochure.",
    note="stutter in mid-sentence; the model recovers and ends normally",
)
exact(
    "token_run", "Latin",
    'def parse_header(line: str) -> tuple[str, str]:\n    """Split a header line into name and value."""\n'
    "    name, _, value = line.partition(\":\")\n    return name.strip(), value.strip()\n\n\nBANNER = \"Welcome to the station monitor.",
    "\\n", 330,
    prompt="Add a banner constant to this module.", note="escaped newline (two characters) inside a code string",
)
exact(
    "token_run", "Cyrillic",
    flow("""Бабушка поставила чайник и села у окна. За окном шёл снег, и дворник чистил дорожку. «Ты приедешь на
    праздники?» — спросила она в трубку. Внук ответил сразу:""") + " ",
    "да, ", 130, 2,
    prompt="Продолжи рассказ о звонке бабушки.", note="one short word with a comma, starts as speech",
)
exact(
    "token_run", "Thai",
    "ร้านนี้อยู่ในซอยเล็ก ๆ หลังตลาด เปิดมาตั้งแต่รุ่นคุณยาย น้ำซุปเคี่ยวข้ามคืนจนหวานกระดูก เส้นทำเองทุกเช้า รสชาติอร่อย",
    "มาก", 170,
    prompt="ช่วยเขียนรีวิวร้านก๋วยเตี๋ยวสั้น ๆ", note="no spaces between the copies",
)
exact(
    "token_run", "Chinese",
    flow("""孩子们围着雪人跑了一圈又一圈，老师站在台阶上喊他们进教室。小满把围巾解下来，系在雪人的脖子上，
    然后退后两步，忍不住笑了起来：“""", ""),
    "哈", 120,
    prompt="续写这个下雪天的故事。", note="single ideograph, closing quote never comes",
)
exact(
    "token_run", "Korean",
    flow("""회의가 끝나자 팀장이 나를 불렀다. 내일까지 보고서를 다시 써 줄 수 있겠냐고 물었다. 나는 잠시 망설이다가
    대답했다.""") + " ",
    "네 ", 55,
    prompt="직장 생활을 다룬 짧은 글을 써 줘.", note="one-syllable word run",
)

# --- exact_loop: phrases, sentences, lines -----------------------------------------------------------------------

exact(
    "exact_loop", "Latin",
    flow("""Ines had rented the lighthouse for the quiet. On the first evening she unpacked her paints, hung her wet coat
    on the rail of the spiral stair, and read the log that the last keeper had left: weather, ships, a dead gull. On the
    second evening the lamp came on by itself. It turned twice, slowly, and went out. She wrote the time into the log
    below his last line and noticed that her own hand had begun to look like his.

    On the third evening there were footsteps on the stair. She counted them, because counting was better than
    listening. There should have been a hundred and twelve, and there were. Then they stopped outside the room.""") + " ",
    "She looked at the door. The door did not move. ", 34, 21,
    prompt="Write a ghost story set in a lighthouse.", note="fits the suspense of the scene; ragged tail",
)
exact(
    "exact_loop", "Latin",
    flow("""What I remember of that summer is not the house but what fell into it through the shutters: the dust, and the
    smell of the fig tree, and the voices of the men repairing the road""") + ", ",
    "and the light on the floor, ", 48, 9,
    prompt="Write a lyrical memory of a summer.", note="one sentence that never closes; polysyndeton at first",
)
exact(
    "exact_loop", "Latin",
    '{\n  "ticket": 40213,\n  "status": "open",\n  "summary": "Customer reports that the thermostat shows the wrong time after '
    'a power cut. ',
    "The customer has been asked to restart the device. ", 27, 0, '",\n  "priority": "low"\n}',
    finished=True, prompt="Summarise the support ticket as JSON.", note="valid JSON: the loop sits in a string and is closed",
)
exact(
    "exact_loop", "Latin",
    "**INVOICE 2291**\nHarrow Joinery, 6 Tanner Street\n\n| Item | Qty | Rate | Amount |\n|---|---|---|---|\n"
    "| Oak boards, planed | 14 m | 9.20 | 128.80 |\n| Brass hinges, pair | 6 | 4.75 | 28.50 |\n",
    "| Labour, second fixing | 2 h | 38.00 | 76.00 |\n", 41, 30,
    prompt="Transcribe this invoice as Markdown.", note="identical table rows invented by an OCR model",
)
exact(
    "exact_loop", "Latin",
    "import torch\nfrom torch import nn\n\n\nclass Encoder(nn.Module):\n"
    '    """A plain stack of blocks with a residual path."""\n\n    def __init__(self, width: int = 256) -> None:\n'
    "        super().__init__()\n        self.norm = nn.LayerNorm(width)\n        self.layers = nn.ModuleList()\n",
    "        self.layers.append(nn.Linear(256, 256))\n        self.layers.append(nn.GELU())\n", 36, 52,
    prompt="Write a small encoder module in PyTorch.", note="syntactically valid code at every step",
)
exact(
    "exact_loop", "Latin",
    flow(r"""To obtain the energy estimate we multiply the equation by $u$ and integrate by parts over $\Omega$. The
    boundary term vanishes because $u = 0$ there, and Young's inequality absorbs the mixed term. Collecting what is left
    gives""") + "\n\\begin{equation}\n  E(t) = ",
    r"\frac{1}{2}\int_{\Omega} |\nabla u|^2 \,dx + ", 33, 17,
    prompt="Prove the energy estimate for the heat equation with Dirichlet data.", note="LaTeX sum that never reaches the right-hand side",
)
exact(
    "exact_loop", "Latin",
    '<div class="footer">\n  <h2>Orchard House Museum</h2>\n  <p>Open from Easter to the end of October.</p>\n  <ul>\n',
    '    <li><a href="/visit/opening-times">Opening times</a></li>\n', 38, 0, "  </ul>\n</div>\n",
    finished=True, prompt="Write the footer of the museum's website in HTML.",
    note="markup closed properly after the loop",
)
exact(
    "exact_loop", "Latin",
    flow("""Composting looks like a way of getting rid of things, but it is better understood as a way of keeping
    animals. The animals are small: bacteria first, then fungi, then mites, springtails, woodlice and worms. Everything
    that a good heap needs follows from what they need, which is food of two kinds, air, and water.

    The two kinds of food are usually called greens and browns. Greens are rich in nitrogen: grass cuttings, coffee
    grounds, vegetable peelings, the manure of anything that eats grass. Browns are rich in carbon: dead leaves, straw,
    cardboard torn into strips, the thin twigs left over from pruning. A heap of greens alone turns into a sour, wet mat
    and smells of ammonia. A heap of browns alone sits there unchanged until somebody moves house. Roughly two buckets of
    browns to one of greens keeps both problems away, and nobody has to measure.

    Air comes next. The quick bacteria, the ones that make the heap warm, cannot live without oxygen, and when it runs
    out their place is taken by slower relatives that make methane. Turning the heap with a fork once a fortnight is
    enough in summer. A layer of coarse stems at the bottom helps as well, since it lets air in from below and water out.

    Water is the part that most people get wrong. In a dry June the middle of a heap can be as dusty as an attic. Squeeze
    a handful: it should feel like a sponge that has just been wrung out. If drops run from your fist, add cardboard; if
    the handful falls apart, fetch the watering can.

    Where you put the heap matters less than the books say. Shade slows it, full sun dries it, and a spot under a
    deciduous tree gives a little of both. Put it where you will pass it on the way to somewhere else, because a heap
    that is out of the way does not get fed. Keep meat and cooked food out unless the bin closes tightly, or the next
    animals to arrive will be rats.

    After eight or nine months the bottom layer is dark and crumbly and smells of woodland. Sieve it, return the lumps,
    and spread the rest on the beds in autumn.""") + " ",
    "Your plants will thank you for it. ", 26,
    prompt="Explain how composting works.", note="long healthy prefix (2,000 characters) before a short loop",
)
exact(
    "exact_loop", "Latin",
    flow("""The committee met in the upstairs room of the library. After the minutes had been approved, Mr. Farrow
    reported on the roof.""") + " ",
    "The roof is still leaking. ", 31, 0,
    flow("""Mrs. Quill asked what the repair would cost, and Mr. Farrow named a sum that made the treasurer put down her
    pencil. It was agreed to obtain two further quotations before the next meeting and to move the parish records to the
    dry end of the building in the meantime. The meeting closed at nine."""),
    finished=True, prompt="Write the minutes of the committee meeting.", note="recovers after many copies and ends by itself",
)
exact(
    "exact_loop", "Latin", "",
    "I'm sorry, but I can't find the file you mentioned. Could you please upload it again? ", 5, 33,
    prompt="What does the attached report say about turnover?", note="loops from the first character, no prefix",
)
exact(
    "exact_loop", "Latin",
    "# Moving day checklist\n\n## Two weeks before\n- Cancel the newspaper\n- Measure the stairwell of the new flat\n\n## The day itself\n",
    "- [ ] Check the windows\n- [ ] Check the doors\n- [ ] Check the lights\n", 21, 27,
    prompt="Make me a checklist for moving out.", note="three-line unit in a checklist",
)
exact(
    "exact_loop", "Latin",
    flow("""<think>
    Two trains. One leaves at 9:00 from A at 60 km/h, the other at 9:30 from B at 80 km/h, and the distance is 205 km. In
    the first half hour the first train covers 30 km, so 175 km remain. Closing speed 140 km/h, so 1.25 h after 9:30,
    that is 10:45. Hmm, but does the problem say that B's train leaves at 9:30?""") + "\n\n",
    "Wait, let me re-read the problem. The second train leaves at 9:30. OK so that's what I used.\n\n", 17, 40,
    prompt="Two trains leave A and B, 205 km apart. When do they meet?", note="re-checking loop in a thinking trace",
)
exact(
    "exact_loop", "Latin",
    "SELECT o.id, o.placed_at, c.name\nFROM orders AS o\nJOIN customers AS c ON c.id = o.customer_id\nWHERE o.status = 'open'\n",
    "  AND c.deleted_at IS NULL\n  AND o.deleted_at IS NULL\n", 30,
    prompt="Write a query for all open orders of active customers.", note="two alternating SQL conditions, no words of prose",
)
exact(
    "exact_loop", "Latin",
    "You can find the installation guide in the project's documentation. The direct address is https://example.org/",
    "docs/guide/", 400, 5,
    prompt="Where is the installation guide?", note="one endless URL without a single space",
)
exact(
    "exact_loop", "Latin",
    flow("""Dear Mr. Oyelaran,

    thank you for the sample pages. The committee liked the second chapter best and would be glad to see the rest by the
    end of May. Please send it as a single file, and do not worry about the footnotes yet.""") + "\n\n",
    "Best regards,\nMarta Vinter\n\n", 28, 13,
    prompt="Write a friendly reply to an author who sent sample pages.", note="sign-off instead of an end token",
)
exact(
    "exact_loop", "Latin",
    flow("""THE HARBOUR COURIER. Saturday. The inquest on the loss of the brig Constance was resumed yesterday before Mr.
    Coroner Hale. The mate deposed that the pumps had been choked with barley since the Thursday, and that the master had
    been told of it.""") + " (con-\n",
    "tinued on the next page, third column, con-\n", 26, 20,
    prompt="Transcribe this newspaper page.", note="hyphen at the line end falls inside the unit (OCR)",
)
exact(
    "exact_loop", "Latin",
    '{"sku": "HB-220", "title": "Rolled oats, 1 kg", "tags": ["breakfast", "whole grain", "oats", ',
    '"organic", "gluten-free", "vegan", "organic", "no added sugar", ', 19, 22,
    prompt="Write a product record with tags as JSON.", note="a tag recurs inside the unit, so lag 2 almost matches too",
)
exact(
    "exact_loop", "Latin",
    flow("""The link between sleep and memory has been examined in rodents as well as in people. Slow-wave sleep seems to
    matter for facts, and later stages for skills; short naps help with both (see""") + " ",
    "Hartmann et al., 2014; Okafor and Lind, 2016; ", 32, 15,
    prompt="Summarise what is known about sleep and memory, with references.", note="citation list that never closes its bracket",
)
exact(
    "exact_loop", "Latin",
    "[Interviewer] So how did you get into beekeeping?\n[Guest] My neighbour died and left me three hives, really. I had "
    "never touched one.\n[Interviewer] And you just started?\n[Guest] I read a book, got stung, read it again.\n",
    "Thank you for watching.\n", 44,
    finished=None, prompt=None, note="speech-recognition hallucination on silence",
)
exact(
    "exact_loop", "Latin",
    flow("""For the soup, soften the onions in butter without letting them colour, add the leeks and a spoonful of flour,
    and pour in the stock. Peel the potatoes and cut them small so that they cook quickly. Season with nutmeg.""") + " ",
    "Stir. Simmer gently for a few minutes. Taste. ", 29, 0, "Serve with bread.",
    finished=True, prompt="Give me a recipe for leek soup.", note="very short sentences; ends with a normal last step",
)
exact(
    "exact_loop", "Latin",
    flow("""Quand le facteur frappa, Lucien cacha la lettre sous la nappe. Il y avait vingt ans qu'il attendait cette
    réponse, et maintenant qu'elle était là, il aurait préféré ne jamais l'avoir demandée.""") + " ",
    "Il ne savait plus quoi dire, ni à qui, ni pourquoi. ", 6, 11,
    prompt="Écris une courte histoire sur une lettre.", note="French; rhetorical sentence",
)
exact(
    "exact_loop", "Latin",
    flow("""My grandmother kept a photograph of a woman in a stiff collar on the piano. When I asked who she was, she said
    it was my""") + " ",
    "great-", 170, 5,
    prompt="Begin a family memoir.", note="prefix stacked inside one hyphenated word",
)
exact(
    "exact_loop", "Latin",
    flow("""Der Wanderer ließ das letzte Dorf hinter sich, als die Glocken zum Abend läuteten. Der Weg stieg zwischen
    Trockenmauern an, und wo er in den Wald führte, stand ein Schild, dessen Schrift der Regen gelöscht hatte. Er ging""") + " ",
    "weiter und immer weiter, bergauf und bergab, ", 30, 6,
    prompt="Erzähle von einer Wanderung am Abend.", note="German; comma-joined phrase in an unfinished sentence",
)
exact(
    "exact_loop", "Latin",
    "/* Card grid on the start page */\n.cards {\n  display: grid;\n  gap: 1.5rem;\n  grid-template-columns: repeat(3, 1fr);\n}\n\n.card {\n",
    "  margin: 0 auto;\n  padding: 0;\n", 42, 0, "}\n",
    finished=True, prompt="Write the CSS for a card grid.", note="short code lines; the block is closed after the loop",
)
exact(
    "exact_loop", "Latin",
    flow("""Is it worth repairing a fifteen-year-old bicycle? It depends on the frame. Steel can be straightened and
    brazed, aluminium cannot, and a cracked carbon fork should be replaced whatever it costs. If the frame is sound, a
    new chain, cassette and cables will make the bicycle feel new for less than a tenth of the price of another one.""") + " ",
    flow("""Ultimately the decision depends on your budget, on how often you ride, and on how attached you are to the
    bicycle, so take your time with it.""") + " ", 4, 60,
    prompt="Should I repair my old bicycle or buy a new one?", note="only four copies of a long sentence at the tail",
)
exact(
    "exact_loop", "Cyrillic",
    flow("""Экспедиция вышла к озеру на девятый день. Карты обещали здесь заимку, но на берегу не было ничего, кроме
    перевёрнутой лодки и кострища. Проводник присел, потрогал золу и сказал, что она ещё тёплая.""") + " ",
    "Никто не ответил. Ветер шумел в соснах. ", 25, 17,
    prompt="Напиши рассказ об экспедиции.", note="two sentences that suit the mood; ragged tail",
)
exact(
    "exact_loop", "Greek",
    flow("""Το καφενείο του χωριού ανοίγει στις έξι, όταν ακόμη δεν έχει φέξει. Ο κυρ-Θανάσης ανάβει τη σόμπα, βάζει το
    μπρίκι στη χόβολη και περιμένει τους ψαράδες.""") + " ",
    "Οι ψαράδες έρχονται και κάθονται. ", 28, 0, "Ύστερα φεύγουν όλοι για το λιμάνι, και το καφενείο αδειάζει.",
    finished=True, prompt="Περίγραψε ένα πρωινό στο χωριό.", note="recovers at the very end",
)
exact(
    "exact_loop", "Arabic",
    flow("""كانت المدينة القديمة هادئة في ذلك الصباح، والدكاكين لم تفتح أبوابها بعد. مشى سالم بمحاذاة السور حتى وصل إلى
    البئر، فوجد الدلو مكسورًا والحبل مقطوعًا.""") + " ",
    "ثم نظر إلى السماء وانتظر. ", 30, 9,
    prompt="اكتب قصة قصيرة عن بئر في مدينة قديمة.", note="right-to-left script, short sentence",
)
exact(
    "exact_loop", "Hebrew",
    flow("""הספרן סגר את הדלת והדליק את המנורה הקטנה. על השולחן נשאר ספר אחד שאיש לא ביקש, וכריכתו הייתה רטובה מגשם. הוא
    פתח אותו בעמוד הראשון וקרא:""") + " ",
    "הדרך ארוכה והלילה קצר, ", 34, 8,
    prompt="כתוב סיפור על ספרן בלילה.", note="proverb repeated inside one sentence",
)
exact(
    "exact_loop", "Devanagari",
    flow("""गाँव के बाहर एक पुराना बरगद था, जिसके नीचे हर शाम बूढ़े लोग बैठकर बातें करते थे। उस दिन वहाँ कोई नहीं आया।
    मोहन ने इधर-उधर देखा और अपनी साइकिल पेड़ से टिका दी।""") + " ",
    "वह चुपचाप बैठा रहा। ", 33, 6,
    prompt="गाँव की एक शाम पर कहानी लिखो।", note="combining vowel signs; short sentence",
)
exact(
    "exact_loop", "Chinese",
    flow("""本产品采用食品级不锈钢内胆，双层真空结构，可保温十二小时。杯盖内置滤网，泡茶不用另备茶漏。首次使用前，
    请用温水和少量小苏打清洗。""", ""),
    "请勿放入微波炉加热。请勿摔打。", 40, 7,
    prompt="写一段保温杯的使用说明。", note="two warnings without spaces",
)
exact(
    "exact_loop", "Japanese",
    flow("""商店街のはずれに、いつも閉まっている時計屋がある。ショーウィンドーの時計はどれも違う時刻を指していて、
    通るたびに少しずつ進んでいるように見えた。ある夕方、私は思い切って扉を押した。""", ""),
    "返事はなかった。時計の音だけが聞こえた。", 27, 9,
    prompt="時計屋を舞台にした短い物語を書いてください。", note="atmospheric pair of sentences",
)
exact(
    "exact_loop", "Thai",
    "ยายนั่งพับใบตองอยู่ใต้ถุนบ้าน ฝนเพิ่งหยุดและมีกลิ่นดินลอยมา หลานถามว่าเมื่อไหร่พ่อจะกลับจากทะเล ยายไม่ตอบ ได้แต่ยิ้ม ",
    "แล้วก็พับใบตองต่อไป ", 36, 7,
    prompt="แต่งเรื่องสั้นเกี่ยวกับยายกับหลาน", note="phrase units, spaces only between phrases",
)
exact(
    "exact_loop", "Korean",
    flow("""제주도 여행은 계획 없이 떠날 때 가장 즐겁습니다. 첫날에는 바닷길을 걷고, 둘째 날에는 오름에 오르고, 비가 오면
    오래된 극장에서 영화를 보세요.""") + " ",
    "정말 좋은 추억이 될 것입니다. ", 8, 0,
    finished=True, prompt="제주도 여행을 추천해 줘.", note="ends by itself right after the last copy",
)

# alternating units and dialogue cycles
exact(
    "exact_loop", "Latin",
    flow("""The two brothers had not spoken since the sale of the farm. Now they stood on either side of the gate, and the
    dog between them looked from one to the other.""") + "\n\n",
    '"Are you coming in?" asked Piet.\n\n"Are you asking me?" said Joost.\n\n', 19, 34,
    prompt="Write a reconciliation between two brothers.", note="alternating: two-line dialogue cycle",
)
exact(
    "exact_loop", "Latin",
    "Task: find out when the aquarium in Lisbon opens on Sundays.\n\n",
    'Thought: I should search for the opening hours.\nAction: {"tool": "search", "query": "Lisbon aquarium opening hours"}\n'
    "Observation: no results\n", 14, 41,
    prompt="When does the Lisbon aquarium open on Sundays?", note="alternating: agent repeats the same failing tool call",
)
exact(
    "exact_loop", "Latin",
    flow("""<think>
    The word has to fit 7 across, five letters, second letter L, clue "not quite night". It could be an anagram, but
    there is no indicator.""") + "\n",
    "Maybe it's a hidden word. No, that doesn't fit.\nMaybe it's an anagram. No, that doesn't fit.\n", 21, 50,
    prompt="Crossword: 'Not quite night', five letters, second letter L.", note="alternating: two hypotheses in turn",
)
exact(
    "exact_loop", "Latin",
    "User: The heater shows E4.\nAssistant: E4 means that the flow sensor sees no water. Is the stop valve open?\nUser: Yes, it is.\n",
    "Assistant: Please switch the heater off and on again.\nUser: I did. It still shows E4.\n", 20, 54,
    finished=None, prompt=None, note="alternating: the model writes both sides of the chat",
)
exact(
    "block_loop", "Latin",
    flow("""The panel was moderated by Dr. Sand, who introduced the two guests and asked each of them for a short opening
    statement. Then the discussion began.""") + "\n\n",
    flow("""MODERATOR: Let us turn to the question of trust. Ms. Adeyemi, how do you see it?

    ADEYEMI: I think that trust has to be earned, every day, by small and boring acts of reliability.

    MODERATOR: Professor Roux, would you agree with that?

    ROUX: Up to a point. Institutions can be reliable and still be distrusted, if nobody can see them at work.""") + "\n\n", 7, 130,
    prompt="Write a panel discussion about public trust.", note="alternating: four-turn dialogue cycle",
)
exact(
    "exact_loop", "Cyrillic",
    flow("""Клиент: Здравствуйте, мой заказ не пришёл.
    Оператор: Здравствуйте! Назовите, пожалуйста, номер заказа.
    Клиент: 7741.""", "\n") + "\n",
    "Оператор: Одну минуту, я проверяю информацию.\nКлиент: Хорошо, жду.\n", 22, 26,
    prompt="Напиши диалог клиента и оператора.", note="alternating: support dialogue that never moves on",
)
exact(
    "exact_loop", "Chinese",
    "夜深了，客栈里只剩下两个人。掌柜擦着杯子，客人看着雨。\n",
    "“雨停了吗？”客人问。\n“还没有。”掌柜说。\n", 32, 12,
    prompt="写一段客栈里的对话。", note="alternating: question and answer in Chinese",
)
exact(
    "block_loop", "Arabic",
    "جلس الحكيم تحت شجرة الزيتون، وجاءه التلميذ بسؤال أرّقه منذ أيام.\n\n",
    flow("""قال التلميذ: يا معلمي، كيف أعرف أنني على الطريق الصحيح وأنا لا أرى نهايته؟

    قال الحكيم: انظر إلى قدميك، فإن كانتا تتحركان فأنت على الطريق، وإن كانتا واقفتين فاسأل نفسك عمّا أوقفهما.

    قال التلميذ: وإن كانت قدماي تدوران في المكان نفسه؟

    قال الحكيم: عندئذٍ ارفع عينيك إلى الجبل البعيد، واجعله أمامك كلما مشيت، ولا تلتفت إلى ما وراءك.""") + "\n\n", 4, 90,
    prompt="اكتب حوارًا بين حكيم وتلميذه.", note="alternating: long dialogue cycle, right to left",
)

# --- block_loop: paragraphs, stanzas, functions ------------------------------------------------------------------

exact(
    "block_loop", "Latin",
    flow("""Captain Ruiz had taken the cable ship out in worse weather than this, but never with a passenger. The engineer
    from the ministry sat wedged between the chart table and the wall and asked, at regular intervals, whether the sea was
    always so.""") + "\n\n",
    flow("""By noon the wind had gone round to the west. The crew worked on the after deck in pairs, one man at the winch
    and one at the rail, and paid out the cable hand over hand until the marker came up. Nobody spoke. The cook brought
    coffee in a covered can and went below again without being thanked, and the gulls, which had followed them since the
    cape, settled on the water behind them to wait.""") + "\n\n", 5, 210,
    prompt="Write a chapter of a novel about a cable-laying ship.", note="whole narrative paragraph, ragged tail",
)
exact(
    "block_loop", "Latin",
    '"""Helpers for reading the depot\'s sensor files."""\n\nfrom __future__ import annotations\n\nimport csv\nfrom pathlib import Path\n\n\n',
    "def read_rows(path: Path) -> list[dict[str, str]]:\n"
    '    """Return the rows of a sensor file, without those that the logger marked as invalid."""\n'
    '    with path.open(encoding="utf-8", newline="") as file:\n'
    '        rows = list(csv.DictReader(file, delimiter=";"))\n'
    "    valid = []\n"
    "    for row in rows:\n"
    '        if row["flag"] != "X":\n'
    "            valid.append(row)\n"
    "    return valid\n\n\n", 6, 77,
    prompt="Write a module that reads our sensor files.", note="same function defined again and again; valid code",
)
exact(
    "block_loop", "Latin",
    "The Ferryman's Daughter\n\n",
    "She rowed the priest, she rowed the thief,\nShe rowed the bride in white,\nAnd each one laid a coin of grief\n"
    "Upon the thwart at night.\n\nThe water took the moon apart\nAnd put it back again;\nShe kept the ledger in her heart\n"
    "And never learned the name of when\nThe river first had asked her in,\nOr what it meant to cross,\n"
    "Or why the farther bank grew thin\nAnd furred itself with moss.\n\n", 6, 160,
    prompt="Write a ballad about a ferryman's daughter.", note="whole stanzas; a poem may have a refrain, but not only that",
)
exact(
    "block_loop", "Latin", "",
    flow("""Dear Hiring Team,

    I am writing to apply for the post of night-shift archivist that you advertised last week. For six years I have looked
    after the plan chest of a shipyard, where some twelve thousand drawings had to be found, lent out and put back by
    people in a hurry. I introduced a simple card for each drawer, and the number of lost sheets fell from forty a year to
    two. I work well alone, I write legibly, and I do not mind the dark. I could begin on the first of next month and would
    be glad to come for an interview at any time that suits you.

    Yours faithfully,
    Tomasz Birk""") + "\n\n", 4, 300,
    prompt="Write a cover letter for a night-shift archivist.", note="complete letter starts over instead of ending; no prefix",
)
exact(
    "block_loop", "Latin",
    flow(r"""\section{Compactness}
    We keep the notation of the previous section and write $X$ for the space of continuous functions on $[0,1]$ with the
    supremum norm.""") + "\n\n",
    flow(r"""\begin{lemma}
    Let $(f_n)$ be a bounded sequence in $X$ that is equicontinuous. Then $(f_n)$ has a convergent subsequence.
    \end{lemma}
    \begin{proof}
    Choose a countable dense set $D \subset [0,1]$. By a diagonal argument there is a subsequence that converges at every
    point of $D$. Given $\varepsilon > 0$, equicontinuity yields a $\delta > 0$, and finitely many points of $D$ cover
    $[0,1]$ up to $\delta$; hence the subsequence is uniformly Cauchy, and $X$ is complete.
    \end{proof}""", "\n") + "\n\n", 5, 140,
    prompt="Write a section on the Arzela-Ascoli theorem in LaTeX.", note="lemma with proof, over and over",
)
exact(
    "block_loop", "Latin",
    '<main class="team">\n  <h1>Our people</h1>\n',
    '  <article class="person">\n    <img src="/img/portrait.jpg" alt="Portrait of our head of workshop">\n'
    "    <h2>Greta Hollmann</h2>\n    <p>Greta runs the workshop and has restored harmoniums since her apprenticeship.</p>\n"
    '    <a class="button" href="/contact">Write to Greta</a>\n  </article>\n', 9, 0, "</main>\n",
    finished=True, prompt="Make a page that introduces our team of five.", note="the same card nine times; page closed properly",
)
exact(
    "block_loop", "Latin",
    "# Site inspection, footbridge at Lower Mere\n\nCarried out on a dry day with good light. Access from the east bank only.\n\n",
    flow("""## Findings

    The deck boards are sound except for two near the eastern abutment, where water stands after rain. The handrail is
    loose at three posts and should be re-fixed with longer coach screws. On the underside, the main beams show surface
    rust at the ends but no loss of section; a wire brush and two coats of paint will do. The bearing on the west bank is
    full of leaves and has to be cleared so that the bridge can move in hot weather.

    ## Recommendation

    The bridge may stay open to walkers. Horses should be led across until the handrail has been repaired. The work is
    estimated at three days for two people, and it ought to be done before the autumn floods, since the west bank cannot be
    reached with tools once the meadow is under water.""") + "\n\n", 3, 420,
    prompt="Write an inspection report for a footbridge.", note="800-character unit, just over three copies",
)
exact(
    "block_loop", "Latin",
    "",
    flow("""REGISTER OF STRAYS. Parish of Holm St. Anne. Folio 31.

    One red heifer, two years, crop in the near ear, taken up on the common by Wm. Tarrant and lodged in the pound. Cried
    at church two Sundays. Claimed by the widow Askew, who paid fourpence for the keep.

    One grey gelding, aged, no shoes before, white on the off hind foot. Taken up in the lane by the mill. Not claimed.
    Sold to the carrier by order of the vestry.""") + "\n\n", 8, 51,
    finished=None, prompt="Transcribe the register.", note="OCR: the same page transcribed again and again",
)
exact(
    "block_loop", "Latin",
    flow("""<think>
    I need the number of ways to seat six people at a round table so that two of them are not neighbours. Total: 5! = 120.
    With the two adjacent: 2 * 4! = 48. So 72.""") + "\n\n",
    flow("""Let me verify this in a different way. Fix person A at the top. Person B may not take either of the two seats next
    to A, so B has three seats left out of five. The other four people can be arranged in 4! = 24 ways. That gives 3 * 24 =
    72, which agrees with the result above. But I should make sure that I have not counted rotations twice.""") + "\n\n", 6, 0,
    "OK, I'm confident.\n</think>\n\nThere are **72** ways.",
    finished=True, prompt="In how many ways can six people sit at a round table if two refuse to be neighbours?",
    note="verification block; recovers and answers",
)
exact(
    "block_loop", "Latin",
    flow("""Sourdough is slow, but little of the time is yours. Feed the starter in the evening and mix the dough in the
    morning.""") + "\n\n",
    "### Folding\n\n1. Wet your hands so that the dough does not stick.\n2. Lift one side, stretch it until it resists, and lay it over the middle.\n"
    "3. Turn the bowl by a quarter and do the same with the next side.\n4. Cover the bowl with a damp cloth and leave it alone for half an hour, "
    "somewhere out of the draught.\n5. Look for bubbles at the edge before you go on.\n\n", 9, 88,
    prompt="Explain how to bake sourdough bread.", note="restarting numbered steps; numbering does not advance across copies",
)
exact(
    "block_loop", "Cyrillic",
    "Глава первая\n\n",
    flow("""Поезд остановился посреди степи, и долго никто не понимал, почему. Проводница прошла по вагону, стуча ключом по
    поручням, и сказала, что впереди чинят мост. Пассажиры вышли на насыпь. Кто-то достал помидоры и соль, кто-то раскрыл
    шахматы, а старик в железнодорожной фуражке лёг в траву и закрыл глаза, как будто всю жизнь ехал именно сюда.""") + "\n\n", 6, 101,
    prompt="Начни роман о поездке на поезде.", note="whole paragraph, ragged tail",
)
exact(
    "block_loop", "Japanese",
    "　祖母の家には、使われていない部屋が一つあった。\n\n",
    flow("""　その部屋の襖を開けると、畳の匂いと古い紙の匂いがした。窓は北を向いていて、昼でも薄暗く、壁際には桐の箪笥が
    一棹だけ置いてあった。私は箪笥の一番下の引き出しを開け、丁寧に畳まれた浴衣と、その下にしまわれた手紙の束を見つけた。
    封筒の宛名はどれも祖母の名前で、差出人の名前はどこにもなかった。消印は半世紀も前のもので、町の名前は滲んで読めない。
    廊下で床板の鳴る音がしたので、私は慌てて引き出しを閉め、襖の陰に隠れて息を殺した。しばらく待っても誰も来なかった。
    風が庭の竹を揺らし、その影が障子の上をゆっくりと動いていった。""", "") + "\n\n", 5, 120,
    prompt="祖母の家を舞台にした小説を書いてください。", note="paragraph of 300 characters, no spaces",
)

# --- counter_loop: only a counter moves --------------------------------------------------------------------------

series(
    "counter_loop", "Latin",
    "Here are some rules for keeping a canoe in good condition over the winter:\n\n"
    "1. Rinse the hull with fresh water and let it dry in the shade.\n2. Loosen the deck lines so that they do not cut into the gunwales.\n",
    fill("{n}. Always check the seal of the hatch before you put the canoe away.\n", 48, n=lambda i: i + 3), 31,
    prompt="How do I store a canoe over the winter?", note="numbered list, normal first items",
)
series(
    "counter_loop", "Latin",
    flow("""The town of Varnholt was founded around a salt spring. It received its market rights in 1312, lost them after a
    fire, and bought them back. The railway came late and left early.""") + " ",
    fill("In {y}, the town council met again and decided that the bridge should be repaired in the following year. ", 36,
         y=lambda i: 1921 + i), 60,
    prompt="Write a short history of the town of Varnholt.", note="years advance in otherwise identical history prose",
)
series(
    "counter_loop", "Latin",
    "To fit the shelf, unpack all parts and lay them out on a blanket.\n\n",
    fill("**Step {n}:** Tighten the bolt on the left side, then the bolt on the right side, and make sure that the shelf is level.\n\n",
         30, n=lambda i: i + 1),
    finished=True, prompt="Write assembly instructions for a wall shelf.", note="ends by itself after 30 identical steps",
)
series(
    "counter_loop", "Latin",
    "# Changelog\n\nAll notable changes to the ferry timetable app are written down here.\n\n",
    fill("## 2.{a}.{b}\n\n- Fixed a crash that could happen when the list of stops was empty.\n- Improved the wording of the error message.\n\n",
         28, a=lambda i: 14 - i // 5, b=lambda i: 4 - i % 5),
    prompt="Write a changelog for our app.", note="version numbers count down in two places",
)
series(
    "counter_loop", "Latin",
    "The tenant shall, at their own expense and throughout the whole of the term:\n\n",
    fill("({k}) keep the premises clean and tidy and in good order to the reasonable satisfaction of the landlord;\n", 40, k=letter), 55,
    prompt="Draft the tenant's obligations for a lease.", note="letters a) to z) and on to aa), ab); legal register",
)
_ordinals = flow("""first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
sixteenth seventeenth eighteenth nineteenth twentieth""").split()
series(
    "counter_loop", "Latin",
    flow("""Why do people still write letters by hand? A letter takes time, and the time is part of what is given. Several
    reasons are usually named.""") + " ",
    fill("The {o} reason is that a letter written by hand shows the reader that somebody has taken the trouble. ", 20,
         o=lambda i: _ordinals[i]),
    finished=None, prompt="Write an essay on handwritten letters.", note="counter spelled out as ordinal words",
)
series(
    "counter_loop", "Latin",
    '{"dialogs": [\n  {"id": 1, "intent": "greeting", "text": "Hello, I would like to speak to somebody about my meter."},\n',
    fill('  {"id": {n}, "intent": "complaint", "text": "I have been waiting for an answer since last week and nobody has called me."},\n',
         32, n=lambda i: i + 2), 50,
    prompt="Generate varied training dialogs for an energy supplier as JSON.", note="JSON ids advance; asked for variety",
)
series(
    "counter_loop", "Latin",
    "\"\"\"Utilities for the booking form.\"\"\"\n\n\ndef is_weekend(day):\n    return day.weekday() >= 5\n\n\n",
    fill("def helper_{n}(value):\n    # Make sure that the value is not empty before it is used.\n    if not value:\n        return None\n    return value.strip()\n\n\n",
         26, n=lambda i: i + 1), 70,
    prompt="Write utilities for a booking form.", note="function names f1, f2, f3 with the same body",
)
series(
    "counter_loop", "Latin",
    "Contents\n\nPreface\n\n",
    fill("Chapter {n}: The Return\n\nThe village had not changed since she left. She put her suitcase down in the square and waited for somebody to recognise her.\n\n",
         7, n=lambda i: i + 1), 96,
    prompt="Write a novel outline with a summary of each chapter.", note="chapter numbers over identical summaries",
)
series(
    "counter_loop", "Latin",
    "Expedition diary. We left the hut at dawn with nine dogs and food for twenty days.\n\n",
    fill("Day {n}. Wind from the north, visibility poor. We stayed in the tent and waited for the weather to clear.\n\n", 48,
         n=lambda i: i + 4), 44,
    prompt="Write the diary of a polar expedition.", note="diary days; the sentence suits the topic",
)
series(
    "counter_loop", "Latin",
    flow("""The reservoir question divided the valley for a generation.[1] The engineers had promised work, and the farmers had
    been promised compensation, and both promises were made by the same man.[2]""") + "\n\nNotes\n\n",
    fill("[{n}] Keller, *Notes on Water*, p. {p}; the same passage is quoted in the report of the commission.\n", 20,
         n=lambda i: i + 1, p=lambda i: 88 + 2 * i), 40,
    prompt="Write a short scholarly text with notes.", note="two counters with different steps",
)
series(
    "counter_loop", "Latin",
    flow("""AGREEMENT between the Cooperative and the Carrier. Article I. The Carrier shall convey the milk of the members to the
    dairy on every working day.""") + "\n\n",
    fill("Article {r}. The parties agree that any dispute arising from this agreement shall be settled in good faith.\n\n", 30,
         r=lambda i: roman(i + 2)), 35,
    prompt="Draft a contract between a cooperative and a carrier.", note="Roman numerals: the counter changes length",
)
series(
    "counter_loop", "Latin",
    "1\n00:00:03,000 --> 00:00:05,000\nSo this is the old pumping station.\n\n2\n00:00:05,500 --> 00:00:08,000\nIt has been dry since the sixties.\n\n",
    fill("{n}\n00:{m}:{s},000 --> 00:{m}:{t},000\nThank you very much for watching.\n\n", 40,
         n=lambda i: i + 3, m=lambda i: f"{(10 + 2 * i) // 60:02d}", s=lambda i: f"{(10 + 2 * i) % 60:02d}",
         t=lambda i: f"{(10 + 2 * i) % 60 + 1:02d}"),
    finished=None, prompt=None, note="subtitles: index and two timestamps move, the line does not",
)
series(
    "counter_loop", "Latin",
    flow("""The carpet was small and had a burn in one corner. Lotte had seen it from the street. "Forty," said the dealer. She
    laughed and turned to go.""") + "\n\n",
    fill('"Then take it for {p} euros," said the dealer. Lotte shook her head and looked at the carpet again.\n\n', 33,
         p=lambda i: 41 + i), 47,
    prompt="Write a scene about haggling at a flea market.", note="a price is the counter, and it moves the wrong way",
)
series(
    "counter_loop", "Latin",
    flow("""The tower had ninety steps and no handrail. Anselm carried the new bell rope over his shoulder and did not look
    down.""") + " ",
    fill("Only {n} steps to go, he thought, and climbed on. ", 50, n=lambda i: 70 - i), 22,
    prompt="Write a story about a bell-ringer.", note="countdown in story prose, never reaches the point",
)
series(
    "counter_loop", "Latin",
    flow(r"""\section*{Exercises}
    We assume throughout that $V$ is a vector space of finite dimension.""") + "\n",
    fill(r"\item Show that $\dim(V_{{n}}) = \dim(V_{{m}}) + 1$ and conclude that the sequence of subspaces is strictly increasing." + "\n",
         26, n=lambda i: i + 1, m=lambda i: i), 51,
    prompt="Write varied exercises in linear algebra.", note="LaTeX indices as counters",
)
series(
    "counter_loop", "Latin",
    "<think>\nThe sum is 4 + 9 + 16 = 29. The user wants the square root, which is about 5.385.\n",
    fill("Check {n}: I should double-check this result again, just to be safe. 4 + 9 + 16 = 29. Yes, it is correct.\n", 30,
         n=lambda i: i + 1), after="</think>\n\nAbout 5.385.",
    finished=True, prompt="What is the square root of 4 + 9 + 16?", note="numbered self-checks; recovers and answers",
)
series(
    "counter_loop", "Cyrillic",
    "Чтобы клей схватился, поверхность нужно обезжирить и слегка зашкурить.\n\n",
    fill("Шаг {n}. Подождите десять минут, проверьте шов и при необходимости протрите его сухой тряпкой.\n", 30, n=lambda i: i + 1), 38,
    prompt="Как склеить разбитую вазу?", note="Russian steps",
)
series(
    "counter_loop", "Greek",
    "Κανονισμός λειτουργίας της δημοτικής βιβλιοθήκης\n\n",
    fill("Άρθρο {n}. Οι αναγνώστες οφείλουν να τηρούν ησυχία και να επιστρέφουν τα βιβλία στην ώρα τους.\n", 28, n=lambda i: i + 1), 42,
    prompt="Γράψε τον κανονισμό μιας βιβλιοθήκης.", note="Greek articles of a by-law",
)
series(
    "counter_loop", "Arabic",
    "خطة الرحلة إلى الجبل كما اتفقنا عليها مع الدليل.\n\n",
    fill("اليوم {n}: نستيقظ باكرًا ونواصل السير حتى المساء ثم ننصب الخيام بجانب النهر.\n", 32,
         n=lambda i: str(i + 1).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))),
    prompt="اكتب خطة لرحلة جبلية.", note="Arabic-Indic digits as the counter",
)
series(
    "counter_loop", "Hebrew",
    "פרוטוקול ישיבת ועד הבית. נוכחים: משפחת לוי, משפחת כהן, גברת שפירא.\n\n",
    fill("סעיף {n}: הוחלט לבדוק את מצב הצנרת בחדר המדרגות ולדווח בישיבה הבאה.\n", 30, n=lambda i: i + 1), 33,
    prompt="כתוב פרוטוקול של ישיבת ועד בית.", note="Hebrew minutes, numbered items",
)
series(
    "counter_loop", "Devanagari",
    "परीक्षा की तैयारी के लिए कुछ सुझाव यहाँ दिए गए हैं।\n\n",
    fill("{n}. रोज़ सुबह जल्दी उठें और पिछले दिन का पाठ एक बार फिर से पढ़ें।\n", 32,
         n=lambda i: str(i + 1).translate(str.maketrans("0123456789", "०१२३४५६७८९"))), 25,
    prompt="परीक्षा की तैयारी कैसे करूँ?", note="Devanagari digits as the counter",
)
series(
    "counter_loop", "Chinese",
    "村里的老人说，这座山上有一座庙，庙里的钟三十年没有响过。\n\n",
    fill("第{n}天，小和尚又爬上钟楼，擦了擦那口钟，然后坐在台阶上等师父回来。\n", 40, n=lambda i: han(i + 1)), 20,
    prompt="写一个关于古钟的故事。", note="Chinese numerals, which change length",
)
series(
    "counter_loop", "Japanese",
    "実験の記録をまとめる。試料は前日に洗浄し、室温で乾燥させた。\n\n",
    fill("{n}回目の測定を行った。結果は前回と同じであったため、もう一度測定することにした。\n", 32, n=lambda i: i + 1), 21,
    prompt="実験ノートの例を書いてください。", note="lab notes; the content itself says that nothing changes",
)
series(
    "counter_loop", "Thai",
    "ข้อตกลงการใช้ห้องสมุดของหมู่บ้าน\n\n",
    fill("ข้อ {n} ผู้ใช้บริการต้องรักษาความสะอาดและไม่ส่งเสียงดังรบกวนผู้อื่น\n", 34, n=lambda i: i + 1), 30,
    prompt="ร่างข้อตกลงการใช้ห้องสมุดหมู่บ้าน", note="Thai clauses, one line each",
)
series(
    "counter_loop", "Korean",
    "봄맞이 대청소를 시작하기 전에 창문을 모두 열어 둡니다.\n\n",
    fill("{n}단계: 걸레를 깨끗이 빨아 물기를 짠 다음 바닥을 구석구석 닦아 줍니다.\n", 34, n=lambda i: i + 1), 22,
    prompt="대청소 순서를 알려 줘.", note="Korean steps",
)

series(
    "counter_loop", "Latin",
    flow("""The canal was dug by hand in the dry years after the war, when there was no money for machines and no shortage of
    men. It left the river at Stoke Ferris, crossed the moor on a bank of clay and furze, and came down to the harbour by a
    flight of locks that visitors still photograph. The engineer, a Mr. Dace, had never built a canal before. He had made his
    name with a theatre, and it was said that he laid out the locks like seats, so that everybody could see.

    It carried lime up and slate down. For about thirty years it paid, and the company built itself a counting house with a
    clock. Then came the railway, which did not even trouble to compete; it simply bought the canal and let it silt. The last
    boat, the Patience, went down in a November with a cargo of roofing slates and a family of five aboard, and the
    lock-keepers closed the gates behind her one after another and went home.

    What remains can be walked in an afternoon. Begin at the basin, where the crane has been repainted, and follow the
    towpath uphill past the boatyard. The locks are numbered from the harbour.""") + " ",
    fill("Lock {n} is in good condition, with the original gates, and there is a bench from which one can see Lock {m}. ", 24,
         n=lambda i: i + 1, m=lambda i: i + 2), 42,
    prompt="Write an article on the old canal at Stoke Ferris.", note="long healthy prefix; each number recurs in the next copy",
)

# --- near_loop: a few words move ---------------------------------------------------------------------------------

_people = "Anna Bruno Clara David Elsa Felix Greta Henry Ida Jonas".split()
series(
    "near_loop", "Latin",
    flow("""The house on Alder Street had been empty for eleven years when the cousins came to divide it. They began in the
    attic and agreed about everything, which made them suspicious.""") + " ",
    fill("{who} walked into the {room} and saw that the lamp was still burning, although nobody had been there since the funeral. ",
         22, who=_people, room="kitchen library cellar parlour pantry nursery".split()), 50,
    prompt="Write a story about cousins dividing an old house.", note="name and room rotate irregularly",
)
series(
    "near_loop", "Latin",
    flow("""The Fjordlamp is a small lantern for people who are outside a lot. It weighs as much as an apple and runs for two
    nights on one charge.""") + " ",
    fill("Its {a} design makes it the perfect companion for your next {t}, and its {b} light will make every moment unforgettable. ",
         20, 2, a="compact sturdy elegant clever timeless modular".split(),
         b="warm soft gentle steady natural".split(), t=["trip", "hike", "camping trip", "evening outside", "adventure", "journey"]), 71,
    prompt="Write a product description for a lantern.", note="marketing adjectives rotate, two of three per copy",
)
series(
    "near_loop", "Latin",
    flow("""Bohemia's spa towns grew up around springs that taste of iron and eggs. Doctors sent their patients there for
    weeks, and somebody had to entertain them.""") + "\n\n",
    fill("The town of {c} is also known for its {f}, which attracts visitors from all over the world who come to relax and enjoy the beautiful surroundings.\n\n",
         30, c="Karlova Teplice Luhov Janske Podebrad Trebon Lazne".split(),
         f=["colonnade", "theatre", "park", "glassworks", "old pavilion", "music festival"]), 60,
    prompt="Write an article on spa towns.", note="place names rotate; paragraph-sized copies",
)
series(
    "near_loop", "Latin",
    flow("""Cities that plant street trees are cooler in summer, and the effect is largest where people have the least. The
    cost is modest, the roots are a nuisance, and the benefits arrive after the next election.""") + "\n\n",
    fill("{s}, it is {a} to remember that trees play {r} role in our cities, and that we must {v} them for future generations.\n\n",
         19, 2, s=["In conclusion", "Overall", "In summary", "All in all", "To sum up", "Finally"],
         a="important crucial essential vital necessary".split(), r=["a key", "an important", "a vital", "a central"],
         v=["protect", "preserve", "care for", "cherish"]), 66,
    prompt="Write an essay on street trees.", note="synonyms: the conclusion is concluded again and again",
)
series(
    "near_loop", "Latin",
    flow("""The hotel was closed for the season, but the porter gave Simon a key and told him to mind the carpet on the
    third floor.""") + " ",
    fill("He {a}opened the {b}door {c}and looked into the {d}corridor, but there was {e}nobody there. ", 24, 2,
         a=["", "slowly ", "carefully "], b=["", "old ", "heavy "], c=["", "again ", "once more "], d=["", "long ", "dark "],
         e=["", "still ", "really "]), 40,
    prompt="Write a story set in an empty hotel.", note="insertions and deletions: the copy length changes",
)
series(
    "near_loop", "Latin",
    '{"speakers": [\n',
    fill('  {"name": "{n}", "city": "{c}", "bio": "A passionate speaker with more than ten years of experience in helping teams to communicate clearly and to grow together."},\n',
         20, n=["Lena Ortiz", "Mark Hale", "Sofia Brandt", "Omar Diallo", "Yuki Mori", "Paul Weber", "Nadia Rossi"],
         c="Berlin Oslo Madrid Dublin Vienna Ghent".split()), 80,
    prompt="Invent a diverse list of conference speakers, each with a bio of their own.", note="JSON objects: names vary, the bios do not",
)
series(
    "near_loop", "Latin",
    "def submit_order(order, customer, basket):\n    \"\"\"Validate an order and hand it to the warehouse.\"\"\"\n",
    fill("    # This makes sure that the {a} is valid before we continue with the {b}.\n    # If it is not valid, an error is raised.\n",
         22, a="order customer basket address payment discount".split(), b=["next step", "shipment", "invoice", "check", "total", "request"]), 61,
    prompt="Write a function that submits an order.", note="endless comments instead of code",
)
series(
    "near_loop", "Latin",
    flow("""<think>
    The riddle: a man looks at a portrait and says "brothers and sisters I have none, but that man's father is my father's
    son". So my father's son is me. That man's father is me. So it's my son.""") + "\n\n",
    fill("{h}, {b}maybe the {p} is not the {q}. Let me think about this {m}. My father's son is me, so that man's father is me.\n\n", 20, 3,
         h="Hmm Wait Actually But Okay".split(), b=["", "but ", "so "], p=["man in the portrait", "speaker", "person", "man"],
         q="son father speaker brother".split(), m=["again", "more carefully", "step by step", "once more"]), 45,
    prompt="Solve the portrait riddle.", note="thinking trace: doubts reworded each time",
)
series(
    "near_loop", "Latin",
    flow("""CERTIFICATE OF REPAIR. Issued by the Harbour Master at Skarn to the owners of the lugger Good Intent, after survey
    afloat and ashore.""") + "\n",
    [
        "The undersigned hereby certifies that the hull has been found sound and tight in all its parts.\n",
        "The undersigned hereby certifes that the hull has been found sound and tight in all its parts.\n",
        "The undersigned hereby certifies that the hu11 has been found sound and tight in all its parts.\n",
        "The undersigned hereby certifies that the hull has been found sonnd and tight in all its part.\n",
        "Tbe undersigned hereby certifies that the hull has been found sound and tight in all its parts,\n",
        "The undersigned hereby certifies that tho hull has been found sound and tigbt in all its parts.\n",
        "The undersigned hereby certifies that the hull has been fonnd sound and tight in all its parts.\n",
        "The nndersigned hereby certifies that the hull has been found sound and tight in all it's parts.\n",
        "The undersigned hereby certifies that the hull bas been found sound and tight in all its parts.\n",
        "The undersigned hereby certifies that the hull has been found souud and tight in all lts parts.\n",
        "The undersigned hereby certifies that the hull has been found sound and tight in al1 its parts.\n",
        "The undersigned bereby certifies that the hull has been found sound aud tight in all its parts.\n",
        "The undersigned hereby certifies that the hull has been found sound and tight in all its ports.\n",
        "The undersigned hereby certifies that the hnll has been found sound and",
    ],
    prompt="Transcribe this certificate.", note="OCR noise: a letter or two differ in each copy",
)
series(
    "near_loop", "Latin",
    flow(r"""We prove that the map is an isometry. Let $f$ and $g$ be given as above, and let $[a,b]$ be the interval of
    Lemma 3.""") + "\n\n",
    fill(r"Since ${f}$ is continuous on $[{x},{y}]$, it attains its maximum there, and therefore the inequality also holds for ${g}$ on the same interval." + "\n\n",
         18, f=["f", "g", "h", "f_1", "g \\circ f", "\\varphi"], x=["a", "0", "c", "a_0"], y=["b", "1", "d", "b_0"],
         g=["g", "f", "h^2", "\\psi", "f + g"]), 90,
    prompt="Prove that the map is an isometry.", note="LaTeX symbols rotate in the same sentence",
)
series(
    "near_loop", "Latin",
    "[chat log, reading club]\n",
    fill("assistant: Thank you, {n}! That is such {a} question, and I am so glad that you asked it. Does anybody else want to share their thoughts?\n",
         20, n="Priya Tom Wanda Luis Kemi Hanna Oskar".split(), a=["an interesting", "a wonderful", "a thoughtful", "a great", "a deep"]), 66,
    finished=None, prompt=None, note="chat moderator thanks absent people",
)
_beasts = "bear heron badger otter hedgehog magpie toad marten".split()
series(
    "near_loop", "Latin",
    flow("""The fox had lost his shadow. He had left it by the stream at noon, and when he came back it was gone, and he felt
    thin and cold without it.""") + " ",
    fill("So he asked the {b} whether she had seen it, but the {b} only shook her head and told him to ask somebody else. ", 24, b=_beasts), 58,
    prompt="Write a bedtime story about a fox who loses his shadow.", note="looks like a folk tale, but animals recur and nothing happens",
)
series(
    "near_loop", "Latin",
    flow("""The marsh was inspected in all seasons. Reeds cover the southern half, open water the northern, and a dyke of clay
    keeps them apart.""") + " ",
    fill("{w} the water had a temperature of {t} degrees, which is a sign that the marsh is in {g} condition and should be left as it is. ",
         22, w=["At this point", "By the dyke", "In the reeds", "At the sluice"], g="good fair excellent".split(), t=["11.4", "9.8", "13.1", "12.6", "10.2", "11.9", "8.7", "14.0"]), 77,
    prompt="Write a report on the state of the marsh.", note="random numbers that do not count; prose otherwise fixed",
)
series(
    "near_loop", "Latin",
    flow("""Chère Mathilde, la maison est plus petite que sur les photographies, mais elle a un jardin et un poirier qui
    donne sur la route.""") + " ",
    fill("Le {j}, nous avons {v} dans le jardin avec {p}, et nous avons beaucoup pensé à toi et aux belles journées d'autrefois. ", 20, 2,
         j="lundi mardi jeudi samedi dimanche".split(), v="déjeuné travaillé chanté bavardé lu".split(),
         p=["Paul", "les enfants", "ta cousine", "les voisins", "oncle Jean"]), 64,
    prompt="Écris une lettre à une amie.", note="French; weekdays do not follow in order",
)
series(
    "near_loop", "Latin",
    flow("""Should a small bakery have a website? The question sounds old-fashioned. Most customers live within a short walk,
    and the smell of bread is better advertising than any page.""") + "\n\n",
    [
        "On the other hand, a website helps new customers to find the bakery. It shows the opening hours, the prices and the special offers of the week.\n\n",
        "On the other hand, a website helps new customers to find the shop. It shows the opening hours, the products and the special offers of the week.\n\n",
        "At the same time, a website helps new people to find the bakery. It shows the opening hours, the prices and the offers of the week.\n\n",
        "On the other hand, a good website helps new customers to discover the bakery. It shows the opening times, the prices and the special offers of the day.\n\n",
        "On the other hand, a website also helps customers to find the bakery. It shows the opening hours, the prices, the location and the special offers of the week.\n\n",
        "At the same time, a simple website helps new customers to find the bakery. It shows opening hours, prices and the special offers of the month.\n\n",
        "On the other hand, a website helps many new customers to find the shop. It lists the opening hours, the prices and the special offers of the week.\n\n",
        "On the one hand, a website helps new customers to find the bakery. It shows the hours, the prices and all the special offers of the week.\n\n",
        "On the other hand, a modern website helps new customers to find the bakery quickly. It shows the opening hours, the prices and the special offers.\n\n",
        "On the other hand, a website helps new visitors to find the bakery. It shows the opening hours, the products, the prices and the special",
    ],
    prompt="Should my bakery have a website?", note="hand-made rewordings, no slot table behind them",
)
series(
    "near_loop", "Latin",
    flow("""Minutes of the gardening society. The chair welcomed the members and apologised for the cold. The hall had been let
    by mistake to a choir, which could be heard through the wall.""") + " ",
    fill("{p} proposed that the {o} should be moved to the {w}, the proposal was discussed at length, and a decision was put off until the next meeting. ",
         14, p=["Mrs. Thorn", "Mr. Beck", "Miss Lovell", "Mr. Ames", "Dr. Pym"],
         o=["seed swap", "plant sale", "summer outing", "compost heap"], w=["spring", "north corner", "school yard", "first Sunday in May"]),
    after=flow("""There being no other business, the chair thanked the choir, and the meeting ended with tea. The next one will
    be held in the vestry."""),
    finished=True, prompt="Write funny minutes of a gardening society.", note="near loop that recovers and ends by itself",
)
series(
    "near_loop", "Cyrillic",
    flow("""Музей открыли в бывшей аптеке. В первом зале сохранились дубовые шкафы и фарфоровые банки с латинскими
    надписями.""") + " ",
    fill("В {z} зале посетители могут увидеть {a} коллекцию {p}, которая рассказывает о жизни нашего города в прошлом веке. ", 20, 2,
         z="соседнем следующем большом малом северном".split(), a="уникальную богатую редкую интересную".split(),
         p="фотографий писем часов самоваров вышивок".split()), 58,
    prompt="Напиши статью о городском музее.", note="Russian museum prose; rooms and exhibits rotate",
)
series(
    "near_loop", "Greek",
    flow("""Το νησί είναι μικρό και το πλοίο έρχεται δύο φορές την εβδομάδα. Όποιος το επισκεφθεί μία φορά, επιστρέφει.""") + " ",
    fill("Η παραλία {p} είναι {a} και προσφέρει {k} νερά, ιδανικά για όσους αναζητούν ηρεμία μακριά από τον κόσμο. ", 20, 2,
         p=["Άμμος", "Λιμνιώνας", "Καλαμάκι", "Αγία Άννα", "Βράχος"], a="πανέμορφη μαγευτική ήσυχη υπέροχη".split(),
         k="καθαρά κρυστάλλινα ζεστά γαλανά".split()), 50,
    prompt="Γράψε έναν ταξιδιωτικό οδηγό για ένα μικρό νησί.", note="Greek travel guide; beaches recur",
)
series(
    "near_loop", "Greek",
    flow("""Ο δάσκαλος άνοιξε το τετράδιο και διάβασε δυνατά την έκθεση του Μανώλη, που ήταν μόλις μία σελίδα.""") + " ",
    fill("Ο {n} σήκωσε το χέρι {t} και είπε ότι {v}δεν καταλαβαίνει την ερώτηση, και ο δάσκαλος του ζήτησε να περιμένει. ", 18, 2,
         n="Νίκος Πέτρος Σταύρος Γιάννης Κώστας".split(), t="διστακτικά αμέσως πάλι αργά".split(), v=["", "ακόμη ", "πια "]), 44,
    prompt="Γράψε μια σκηνή σε σχολική τάξη.", note="Greek scene; optional word changes the copy length",
)
series(
    "near_loop", "Arabic",
    flow("""يقع السوق في قلب المدينة، وتفوح منه رائحة القهوة والهيل منذ الفجر. يعرف الباعة زبائنهم بالأسماء.""") + " ",
    fill("وقف {n} أمام دكان {d} وسأل البائع عن السعر، فابتسم البائع وقال له إن البضاعة {q} ولا مثيل لها في السوق. ", 20, 2,
         n="أحمد يوسف خالد مريم سعاد".split(), d="العطار النجار الخياط الحداد الصائغ".split(), q="جديدة نادرة أصلية ممتازة".split()), 52,
    prompt="اكتب وصفًا لسوق شعبي.", note="Arabic; three slots, two change",
)
series(
    "near_loop", "Hebrew",
    flow("""האוטובוס יצא מהתחנה המרכזית באיחור של שעה, והנהג התנצל ברמקול וחילק סוכריות.""") + " ",
    fill("{n} הביטה מהחלון וראתה {m} {a} בצד הדרך, ונזכרה פתאום בקיץ שבו נסעה לראשונה לבדה אל הים. ", 7, 2,
         n="דינה מיכל רותי יעל נועה".split(), m="בית עץ כלב שלט".split(), a="קטן ישן לבן גדול".split()), 48,
    prompt="כתוב סיפור על נסיעה באוטובוס.", note="Hebrew; names and objects rotate",
)
series(
    "near_loop", "Devanagari",
    flow("""मेला नदी के किनारे लगा था और सुबह से ही भीड़ थी। बच्चे झूलों की ओर भाग रहे थे।""") + " ",
    fill("{n} ने {d} की दुकान पर जाकर {c} देखी और कहा कि इतनी सुंदर चीज़ उसने पहले कभी नहीं देखी थी। ", 20, 2,
         n="राधा सीता मीना गीता कमला".split(), d="चूड़ियों मिठाई खिलौनों कपड़ों".split(), c="चूड़ी गुड़िया माला साड़ी".split()), 55,
    prompt="मेले पर एक निबंध लिखो।", note="Hindi; names, stalls and things rotate",
)
series(
    "near_loop", "Chinese",
    flow("""城南有一家旧书店，店主姓顾，年轻时走过很多地方。店里没有招牌，熟客都从后门进来。""", ""),
    fill("{w}，{n}推开书店的门，在{s}前站了很久，最后什么也没有买，只是对店主笑了笑，转身走进了雨里。", 20,
         w="清晨 傍晚 午后 深夜 周末".split(), n="老周 小林 阿珍 陈先生 王老师".split(), s="窗 书架 柜台 旧地图".split()), 27,
    prompt="写一篇关于旧书店的散文。", note="Chinese; time, person and place rotate",
)
series(
    "near_loop", "Japanese",
    flow("""駅前に新しい喫茶店ができた。店主は無口な人で、豆を挽く音だけが会話のように響いている。""", ""),
    fill("{d}の朝、{n}は窓際の席に座り、{m}を注文して、読みかけの本を開いたまま、しばらく外の通りを眺めていた。", 9,
         d="月曜日 水曜日 雨の日 土曜日 休日".split(), n="田中さん 隣の学生 白髪の紳士 佐藤さん".split(), m="紅茶 珈琲 ケーキ 牛乳".split()), 30,
    prompt="喫茶店についてのエッセイを書いてください。", note="Japanese; day, person and order rotate",
)
series(
    "near_loop", "Thai",
    "งานวัดปีนี้จัดขึ้นริมแม่น้ำ มีแสงไฟประดับตั้งแต่หัวค่ำ เสียงดนตรีดังมาจากเวทีกลางลาน ",
    fill("{n}เดินไปที่ร้าน{s}แล้วยืนมองอยู่นาน ก่อนจะหันมาบอก{f}ว่าไม่เคยเห็นอะไรสวยงามแบบนี้มาก่อนเลยในชีวิต ", 20, 2,
         n="มานี สมชาย ปิติ วีระ ดวงใจ".split(), s="ขนม ดอกไม้ ของเล่น โคมไฟ".split(), f="แม่ เพื่อน น้อง ย่า".split()), 45,
    prompt="เขียนเรื่องเล่าเกี่ยวกับงานวัด", note="Thai; names and stalls rotate, spaces only between phrases",
)
series(
    "near_loop", "Korean",
    flow("""할머니의 텃밭은 집 뒤 언덕에 있었다. 여름이면 온 식구가 모여 옥수수를 삶아 먹었다.""") + " ",
    fill("{n}는 {s} 밭에 나가 {v}를 {a}따면서 할머니가 들려주시던 옛날이야기를 떠올리고 혼자 조용히 웃었다. ", 8, 2,
         n="언니 누나 이모 엄마 막내".split(), s="아침에 저녁에 오후에 새벽에".split(), v="고추 오이 가지 상추".split(), a=["", "하나씩 ", "천천히 "]), 33,
    prompt="할머니의 텃밭에 대한 글을 써 줘.", note="Korean; optional adverb changes the copy length",
)

series(
    "near_loop", "Latin", "",
    fill("{a} you for your {b} message! I understand that you are {c} about the delay, and I will {d}do my best to help you with your {e}. ", 12, 3,
         a=["Thank", "Many thanks to", "I thank"], b="kind patient recent detailed".split(), c="upset worried unhappy concerned".split(),
         d=["", "of course ", "gladly "], e="order delivery parcel request".split()), 61,
    finished=None, prompt="hi, my parcel is 2 days late", note="near loop from the first character, no prefix",
)
series(
    "near_loop", "Latin",
    flow("""The night train from Malmo was an hour out of the station when the heating failed. At first nobody minded. There
    were blankets in the compartments, grey ones with a crown on them, and the steward came through with tea that he did not
    charge for. A woman with a cello took the seat by the corridor so that the instrument could have the one by the window.

    Karin had the upper berth. She had been awake since four that morning, when the hospital rang, and she lay on her back
    and looked at the luggage net and thought about what her father used to say about trains: that they were the only place
    where a man could be alone without having to explain it. He had been a surveyor. He had walked most of the country with a
    pole over his shoulder, and he knew the height above the sea of every place that she had ever lived in.

    Towards two the train stopped. There was no station, only snow and a signal, and beyond the signal a farmhouse with one
    lit window. The cellist got up and breathed a hole into the frost on the glass. "Somebody is awake," she said. The man
    below Karin turned over. He had not said a word since the border, and when he spoke now it was to ask whether anyone had
    a screwdriver, because he believed he could mend the heating if he could get the panel off.

    Nobody had one. Karin offered him a nail file. He took it and thanked her and knelt on the floor, and they all listened
    to him work, glad that there was something to listen to.""") + "\n\n",
    fill("The train {a}began to move, {b}, and then it stopped again. {w} looked out of the window and saw the {s} {f} in the snow.\n\n", 14, 3,
         a=["", "slowly ", "finally "], b=["very gently", "with a jolt", "without a sound", "as if by itself"],
         w="Karin She Someone Everybody".split(), s=["same farmhouse", "farmhouse", "lit window", "signal"], f="standing shining waiting".split()), 48,
    prompt="Write a long story set on a night train.", note="long healthy prefix (1,500 characters), then rotating words",
)

# --- growing_loop: each copy is longer than the last -------------------------------------------------------------

_adjectives = """tall grey quiet crooked narrow windy hollow weary ancient leaning silent shuttered damp lonely mossy creaking
forgotten sunken draughty patient""".split()
series(
    "growing_loop", "Latin",
    "At the end of the lane, where the hedges meet, there is a house that the postman does not like. ",
    [f"It is a {', '.join(_adjectives[: i + 1])} house. " for i in range(20)],
    prompt="Describe a haunted house.", note="each copy adds one adjective",
)
_chain = ["the cat", "the boy", "the woman", "the baker", "the soldier"]
series(
    "growing_loop", "Latin",
    "Who broke the blue jug? That was the question that Aunt Rosalind put to the whole table. ",
    [
        "It was " + " who knew ".join(_chain[j % 5] for j in range(i + 1)) + ", and nobody said a word. " for i in range(15)
    ],
    40,
    prompt="Write a funny story about a broken jug.", note="nested relative clauses, the actors recur",
)
series(
    "growing_loop", "Latin",
    "My review of the guesthouse: the room was clean, the landlady was kind, and there was a view of the quarry. ",
    ["The breakfast was " + "very, " * i + "very good. " for i in range(24)],
    prompt="Write a review of a guesthouse.", note="a counter made of words: one more 'very' each time",
)
_deeds = [
    "took off his hat", "wiped his glasses", "looked at the clock", "sat down", "stood up", "coughed", "folded the map",
    "looked at the clock again", "opened the window", "closed the window", "wiped his glasses again", "sat down again",
]
series(
    "growing_loop", "Latin",
    "The clerk came into the office at eight, as on any other day. ",
    ["First he " + ", and then he ".join(_deeds[: i + 2]) + ". " for i in range(11)], 300,
    prompt="Write a short story about a clerk.", note="each sentence retells all before it and adds a clause",
)
series(
    "growing_loop", "Latin",
    "menu:\n  title: Start\n  items:\n    - label: Products\n",
    ["  " * (i + 3) + "- label: More\n" + "  " * (i + 3) + "  children:\n" for i in range(30)],
    prompt="Write a YAML menu for a small shop.", note="only the indentation grows",
)
series(
    "growing_loop", "Latin",
    "From: Rieke\nSubject: Re: keys to the boathouse\n\nThe keys are with the swimming club until Friday.\n\n",
    ["> " * (i + 1) + "Thanks, I will pick them up.\n" + "> " * (i + 1) + "On Monday Rieke wrote:\n" for i in range(26)],
    prompt="Continue the e-mail thread.", note="quote depth grows with each copy",
)
series(
    "growing_loop", "Latin",
    "<think>\nThe function doubles its argument and subtracts one. The user wants to know what happens if it is applied often. ",
    ["So next we look at " + "f(" * (i + 1) + "x" + ")" * (i + 1) + ", which is again of the same form. " for i in range(26)], 50,
    prompt="What happens if f(x) = 2x - 1 is applied many times?", note="nesting depth grows inside a fixed sentence",
)
_oblasts = "далёком тихом старом зелёном сонном пыльном забытом тёплом солнечном приморском маленьком снежном".split()
series(
    "growing_loop", "Cyrillic",
    "Мой дедушка родился до войны и никогда не рассказывал о детстве подробно. ",
    [f"Он говорил только, что жил в {', '.join(_oblasts[: i + 1])} городе. " for i in range(12)],
    prompt="Напиши воспоминания о дедушке.", note="Russian; one more adjective each time",
)
series(
    "growing_loop", "Chinese",
    "奶奶的抽屉里放着一本旧相册，第一页是一张发黄的照片，照片上站着一个不认识的人。",
    ["他是" + "".join(["我朋友的", "邻居的", "老师的", "哥哥的", "同学的"][j % 5] for j in range(i + 1)) + "父亲。" for i in range(18)],
    prompt="写一个关于老照片的故事。", note="possessive chain grows, links recur",
)

# --- shuffled_loop: a fixed set in irregular order ---------------------------------------------------------------

shuffled(
    "Latin",
    flow("""The monastery had one rule for guests: they must not ask the time. Daniel put his watch into his shoe and walked
    across the courtyard to the refectory.""") + " ",
    "".join(draws([
        "The bell rang twice. ", "A monk crossed the courtyard with a basket of bread. ", "Somewhere a door was closed. ",
        "The fountain had frozen in the night. ", "Daniel waited. ", "Nobody looked at him. ",
    ], 60, 11)), None,
    prompt="Write a story about a stay in a monastery.", note="six sentences in irregular order, atmospheric",
)
shuffled(
    "Latin",
    "Keywords for the shop page: oat biscuits, tin, ",
    "".join(draws(["organic, ", "handmade, ", "crunchy, ", "honey, ", "gift, ", "wholesome, ", "traditional, "], 150, 12)), None,
    prompt="List keywords for our oat biscuits.", note="one-word items drawn again and again",
)
shuffled(
    "Latin",
    flow("""<think>
    We need the smallest number of weighings for eight coins with one heavier. Split into 3, 3, 2. If balanced, weigh the
    two. Otherwise weigh one against one of the three. So two weighings.""") + "\n",
    "".join(draws([
        "But wait, is one coin heavier or lighter?\n", "The problem says heavier.\n", "Let me consider the case of three coins again.\n",
        "So the answer is two weighings.\n", "Hmm, is that really minimal?\n",
    ], 48, 13)), None,
    prompt="Eight coins, one is heavier. How many weighings are needed?", note="thinking trace: five thoughts without an order",
)
shuffled(
    "Latin",
    '"""Command-line tool that renames scanned pages."""\n\n',
    "".join(draws([
        "import os\n", "import sys\n", "import json\n", "from pathlib import Path\n", "import argparse\n", "import logging\n",
    ], 110, 14)), None,
    prompt="Write a tool that renames scanned pages.", note="import lines drawn at random; each line is valid code",
)
_advert = [
    "Our team is always there for you. ", "We take your wishes seriously. ", "Quality is what we stand for. ",
    "Visit us and see for yourself. ", "Every bath is as individual as its owner. ", "We look forward to your call. ",
    "Let us advise you without obligation. ", "Trust our many years of experience. ",
]
_text = passes(_advert, 9, 15)
shuffled(
    "Latin",
    flow("""Brandl Baths has been fitting bathrooms in the county since the days of the zinc tub. We plan, tile, plumb and
    clean up behind us.""") + " ",
    "".join(_text), len(_text[0]), "Brandl Baths, 14 Mill Lane, open Monday to Friday.",
    finished=True, prompt="Write the 'about us' page for a bathroom fitter.",
    note="eight slogans, a new order each pass; recovers and ends",
)
_text = passes([
    "El viento movía las cortinas. ", "La abuela rezaba en voz baja. ", "El perro no quería entrar. ",
    "Nadie encendió la luz. ", "La radio seguía hablando del mar. ",
], 12, 16)
shuffled(
    "Latin",
    flow("""La noche en que murió el alcalde se fue la electricidad en todo el pueblo. En casa estábamos los cinco alrededor
    de la mesa, con una vela y una radio de pilas.""") + " ",
    "".join(_text), len(_text[0]),
    prompt="Escribe un cuento sobre un apagón.", note="Spanish; five sentences, shuffled passes",
)
shuffled(
    "Latin",
    "EVENING POST\nFinal edition. Price one penny.\n\nSTRIKE AT THE ROPEWORKS ENDS\nThe men returned on Monday at the old rate.\n\n",
    "".join(draws([
        "LOCAL NEWS\n", "WEATHER\n", "Fair and mild, wind light.\n", "TO LET\n", "Apply to the office of this paper.\n", "LOST AND FOUND\n",
    ], 90, 17)), None, finished=None,
    prompt="Transcribe the newspaper page.", note="OCR headings and fillers in no order",
)
shuffled(
    "Arabic",
    "انطفأت أنوار المسرح وبدأ العرض متأخرًا نصف ساعة. جلس الكاتب في الصف الأخير وأخفى وجهه بالبرنامج. ",
    "".join(draws([
        "صفق الجمهور طويلًا. ", "عادت الممثلة إلى الخشبة. ", "ساد الصمت في القاعة. ", "بكى رجل في الصف الأول. ", "أُسدل الستار ببطء. ",
    ], 55, 18)), None,
    prompt="اكتب قصة عن ليلة العرض الأول.", note="Arabic; five sentences drawn at random",
)
_text = passes([
    "바람이 불었다. ", "아무도 말을 하지 않았다. ", "멀리서 기차 소리가 들렸다. ", "그는 시계를 보았다. ", "가로등이 깜박였다. ", "눈이 내리기 시작했다. ",
], 11, 19)
shuffled(
    "Korean",
    flow("""막차가 떠난 뒤에도 그는 승강장을 떠나지 못했다. 주머니에는 부치지 못한 편지가 들어 있었다.""") + " ",
    "".join(_text), len(_text[0]),
    prompt="기차역을 배경으로 짧은 소설을 써 줘.", note="Korean; six sentences, shuffled passes",
)
shuffled(
    "Devanagari",
    "बारिश तीन दिन से नहीं रुकी थी और छत से पानी टपक रहा था। माँ ने हर कोने में बर्तन रख दिए थे। ",
    "".join(draws([
        "बिजली फिर चली गई। ", "बच्चे खिड़की से बाहर देखते रहे। ", "पिताजी चुप थे। ", "कहीं दूर कुत्ता भौंका। ", "चाय ठंडी हो गई। ",
    ], 50, 20)), None,
    prompt="बारिश की रात पर कहानी लिखो।", note="Hindi; five sentences drawn at random",
)


# fmt: on

# --- labels, checks, output --------------------------------------------------------------------------------------


def numbered() -> list[dict[str, Any]]:
    """The cases with their ids."""
    names = ("text", "finished", "prompt", "onset", "period", "end", "note")
    return [
        {"id": f"pos-{number:03d}", "label": case["label"], "kind": case["kind"], "script": case["script"]}
        | {name: case[name] for name in names}
        for number, case in enumerate(CASES, 1)
    ]


def check(row: dict[str, Any]) -> None:
    """The labels hold: exact kinds are maximal, primitive and have three copies; near ones lie inside the text."""
    text, onset, period, end = row["text"], row["onset"], row["period"], row["end"]
    assert 150 <= len(text) <= 6000, (row["id"], len(text))
    assert 0 <= onset < end <= len(text), row["id"]
    assert not text[end - 1].isspace() or row["kind"] in EXACT, row["id"]
    if row["kind"] in EXACT:
        assert end - onset >= 3 * period, row["id"]
        assert text[onset : end - period] == text[onset + period : end], row["id"]
        assert onset == 0 or text[onset - 1] != text[onset - 1 + period], row["id"]
        assert end == len(text) or text[end] != text[end - period], row["id"]
        unit = text[onset : onset + period]
        assert (unit + unit).find(unit, 1) == period, row["id"]
        assert period >= 256 or row["kind"] != "block_loop", (row["id"], period)
        assert period < 256 or row["kind"] == "block_loop", (row["id"], period)
    elif period is not None:
        assert end - onset > 4 * period, row["id"]


def changed(case: dict[str, Any]) -> float:
    """Mean share of words (of characters, in scripts without spaces) that a copy does not take over from the last."""
    copies = [list(copy) if case["script"] in SPACELESS else copy.split() for copy in case["copies"]]
    shares = []
    for old, new in pairwise(copies):
        blocks = difflib.SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        shares.append(1 - sum(block.size for block in blocks) / max(len(old), len(new)))
    return sum(shares) / len(shares)


def main() -> None:
    """Check the cases, write them, and count them."""
    rows = numbered()
    for row in rows:
        check(row)
    assert len({row["text"] for row in rows}) == len(rows)
    path = Path(__file__).with_name("positives.jsonl")
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    print(f"{len(rows)} cases in {path.name}")
    for field in ("kind", "script", "finished"):
        print(f"{field:9}", dict(Counter(row[field] for row in rows)))
    near = [case for case in CASES if case["kind"] == "near_loop"]
    assert all(len(case["copies"]) >= 5 for case in near)
    rates = sorted(changed(case) for case in near)
    print("words changed, near_loop: " + " ".join(f"{rate:.2f}" for rate in rates))
    lengths = sorted(len(row["text"]) for row in rows)
    print(f"length: {lengths[0]} .. {lengths[len(lengths) // 2]} .. {lengths[-1]} characters")


if __name__ == "__main__":
    main()
