# ruff: noqa: E501, RUF001
# fmt: off
"""Calibration cases about lists and counters: stuck ones, and healthy texts as near to them as possible.

All fragments were written by hand for this project; the program assembles them, checks the labels and writes
`lists.jsonl` beside itself. Chance is seeded. Exact kinds carry the maximal repetition, the others begin with their
first copy, whose length is `period` (null where the order has no passes).
"""

from __future__ import annotations

import datetime as dt
import difflib
import json
import random
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NAME = "lists"
EXACT = ("token_run", "exact_loop", "block_loop")
ROWS: list[dict[str, Any]] = []
ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
ORDINALS += [f"twenty-{word}" for word in ORDINALS[:9]] + ["thirtieth"] + [f"thirty-{word}" for word in ORDINALS[:9]]
LONG = range(1, 1500)


def number(n: int) -> str:
    """An English numeral below one hundred."""
    return ONES[n] if n < 20 else TENS[n // 10] + (f"-{ONES[n % 10]}" if n % 10 else "")


def roman(n: int) -> str:
    """A Roman numeral below ninety."""
    out = ""
    for value, mark in [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]:
        out, n = out + mark * (n // value), n % value
    return out


def day(start: str, i: int, style: str) -> str:
    """The i-th day after an ISO date, its day of the month without a leading zero where the style says %d."""
    date = dt.date.fromisoformat(start) + dt.timedelta(days=i)
    return date.strftime(style.replace("%d", str(date.day)))


def clock(minutes: int) -> str:
    """Minutes after midnight as HH:MM."""
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def count(template: str, values: Iterable[object]) -> list[str]:
    """One copy a value, which stands for § in the template."""
    return [template.replace("§", str(value)) for value in values]


def pick(template: str, pools: Sequence[Sequence[str]], n: int, seed: int, start: int = 1) -> list[str]:
    """`n` copies whose § ¤ ¶ are drawn from the pools (never the same value twice running); # is the number."""
    dice, last, out = random.Random(seed), [""] * len(pools), []
    for i in range(n):
        last = [dice.choice([value for value in pool if value != old]) for pool, old in zip(pools, last, strict=True)]
        copy = template.replace("#", str(start + i))
        for mark, value in zip("§¤¶", last, strict=False):
            copy = copy.replace(mark, value)
        out.append(copy)
    return out


def draws(items: Sequence[str], n: int, seed: int) -> list[str]:
    """`n` items of a set in irregular order, none twice running; the first pass shows all of them."""
    dice, out = random.Random(seed), list(items)
    while len(out) < n:
        out.append(dice.choice([item for item in items if item != out[-1]]))
    return out


def passes(items: Sequence[str], n: int, seed: int) -> list[str]:
    """`n` passes over the set, each in a new order; one string a pass."""
    dice = random.Random(seed)
    return ["".join(items)] + ["".join(dice.sample(list(items), len(items))) for _ in range(n - 1)]


def add(**fields: Any) -> None:
    """One numbered row."""
    ROWS.append({"id": f"{NAME}-{len(ROWS) + 1:03d}", **fields})


def loop(
    kind: str, shape: str, before: str, copies: Sequence[str], at: int | None, note: str, prompt: str | None = None,
    finished: bool | None = False, after: str = "", script: str = "Latin", passing: bool = True,
) -> None:
    """A loop of unequal copies, cut after `at` characters in all, or ended with `after`."""
    body = before + "".join(copies)
    if at is not None:
        assert at < len(body), (shape, at, len(body))
        body = body[:at].rstrip()
    period = len(copies[0]) if passing else None
    done = [copy for i, copy in enumerate(copies) if len(before) + sum(map(len, copies[: i + 1])) <= len(body) + 1] if kind != "shuffled_loop" else []
    end = len(body.rstrip())
    add(label="loop", kind=kind, shape=shape, script=script, text=body + after, finished=finished, prompt=prompt,
        onset=len(before), period=period, end=end, note=note, copies=done)


def exact(
    kind: str, shape: str, before: str, unit: str, at: int | None, note: str, prompt: str | None = None,
    finished: bool | None = False, copies: int = 0, after: str = "", script: str = "Latin",
) -> None:
    """An exact loop with the labels of its maximal repetition."""
    text = before + unit * (copies or 6000)
    text = (text[:at] if at else text) + after
    period = (unit + unit).find(unit, 1)
    onset, end = len(before), len(before) + len(unit)
    while onset and text[onset - 1] == text[onset - 1 + period]:
        onset -= 1
    while end < len(text) and text[end] == text[end - period]:
        end += 1
    add(label="loop", kind=kind, shape=shape, script=script, text=text, finished=finished, prompt=prompt, onset=onset,
        period=period, end=end, note=note, copies=[])


def ok(
    shape: str, text: str, note: str, prompt: str | None = None, finished: bool | None = True, at: int | None = None,
    script: str = "Latin",
) -> None:
    """A healthy text, whole or cut after `at` characters."""
    assert at is None or at < len(text), (shape, at, len(text))
    assert (finished is False) <= (at is not None), shape
    add(label="ok", kind=None, shape=shape, script=script, text=text[:at].rstrip() if at else text.strip(), finished=finished,
        prompt=prompt, onset=None, period=None, end=None, note=note, copies=[])


def counter_loops() -> None:
    """Only a counter runs."""
    kind = "counter_loop"
    loop(kind, "numbered list", "The keepers of the light at Skarn Head, as far as the parish books name them:\n\n1. Josiah Pell, from the lighting of the lamp in 1811 until he drowned in 1824.\n2. His widow Martha Pell, who was never paid the full wage.\n3. Edwin Crake, a former whaler, dismissed for sleeping.\n",
         count("§. Thomas Arlen, who kept the light until his death.\n", range(4, 30)), 541, "three real keepers, then one keeper under every number; short cut", "Who were the keepers of the Skarn Head lighthouse?")
    loop(kind, "table of contents", "# The Salt Road\n\n## Contents\n\nChapter 1: A Debt in Copper\nChapter 2: The Ferryman's Price\nChapter 3: Rain over Tessaly\nChapter 4: What the Mule Knew\nChapter 5: The Second Brother\nChapter 6: A Wedding without Bread\n",
         count("Chapter §: The Road to the Sea\n", range(7, 90)), 1030, "chapter number runs, title stuck", "Outline a novel about salt traders. Give me a table of contents.")
    loop(kind, "steps", "How to descale the kettle\n\nStep 1: Fill the kettle halfway with white vinegar and top up with water.\nStep 2: Bring it to the boil and let it stand for twenty minutes.\nStep 3: Pour the liquid away and rinse.\n",
         [f"Step {n}: Repeat step {n - 1}.\n" for n in range(4, 60)], 452, "each step only points to the step before", "how do i descale a kettle")
    loop(kind, "diary", "Log of the brig Annabel Moray, kept by the second mate.\n\nDay 1. Cleared the harbour at first light with a fair wind and forty tons of slate. The cook is drunk already.\nDay 2. Passed the Needle at noon. Two gulls follow us. Mended the fore topsail.\nDay 3. Fog. The captain will not leave the wheel.\n",
         count("Day §. The fog has not lifted, and the captain has not spoken. We wait for the wind.\n", range(4, 90)), 4310, "ship's diary stuck on one entry for most of 1024 tokens", "Write a ship's log that grows gradually more unsettling.")
    loop(kind, "history", "Brennick & Sons began as a bicycle repair shop behind the Odeon cinema. Old Mr Brennick sold it to his nephew in 1979, and the nephew sold the bicycles. ",
         count("In §, the company expanded its product range and opened new offices in several countries. ", range(1980, 2060)), 560, "year counter; four copies; short cut", "Write a company history for Brennick & Sons.")
    loop(kind, "essay", "There are many reasons why every school should have a garden. The first reason is that children learn where their food comes from. The second reason is that time outdoors is good for their health. ",
         count("The § reason is that it is good for the environment and for the community. ", ORDINALS[2:]), 512, "ordinals; a short essay", "Write an essay on school gardens.")
    loop(kind, "contract", "4. OBLIGATIONS OF THE TENANT\n\nThe Tenant agrees:\n\n(a) to keep the interior of the Premises clean and in good repair;\n(b) not to keep any animal without the written consent of the Landlord;\n",
         count("(§) to pay the Rent on the first day of each month without deduction;\n", "cdefghijklmnopqrstuvwxyz"), 1120, "lettered clauses that all say one thing", "Draft the tenant's obligations for a residential lease.")
    loop(kind, "statutes", "CHARTER OF THE TOWN OF HOLLOW FERRY\n\nArticle I. The town is one and may not be divided.\n\nArticle II. Every freeman has a voice in the assembly and a stall in the market.\n\n",
         count("Article §. The assembly shall meet once a year in the hall above the tollhouse, and the bell shall be rung.\n\n", map(roman, range(3, 60))), 1500, "roman numerals running", "Invent a charter for a fictional medieval town.")
    loop(kind, "blog diary", "", [f"{day('2021-03-14', i, '%d %B %Y')}: Feeling a bit better today. Took the dog out, made soup, early night.\n\n" for i in range(60)], 1090, "dates go on day by day with one entry from the very start; no healthy text before it")
    loop(kind, "schedule", "Sure! Here is a realistic timetable for a productive morning:\n\n08:00 - Wake up, drink a glass of water\n08:15 - Ten minutes of stretching\n08:30 - Breakfast and planning\n",
         [f"{clock(540 + 5 * i)} - Check email and reply to messages\n" for i in range(150)], 480, "clock runs in five-minute steps; short cut", "Make a schedule for a productive morning.")
    loop(kind, "bare numbers", "The five best ways to keep a sourdough starter alive are:\n\n", count("§. ", LONG), 620, "empty list numbers where tips were asked for", "What are the best ways to keep a sourdough starter alive? List five.")
    loop(kind, "bare numbers", "Room assignments for the conference are as follows. Delegates from the northern branches are on the first floor, in rooms ", count("§, ", range(101, 2000)), 1010, "room numbers that never stop; nobody asked for counting", "Summarise the room assignments in one sentence.")
    loop(kind, "arithmetic", "Let me work this out. Lena has 17 marbles and gets 25 more, so she has 17 + 25 marbles. To add these we can count up one at a time.\n\n", [f"{17 + i} + 1 = {18 + i}\n" for i in range(400)], 700, "adds one for ever, past the wanted 42", "Lena has 17 marbles and gets 25 more. How many does she have?")
    loop(kind, "arithmetic", "", [f"{i} + {i} = {2 * i}, " for i in range(1, 400)], 530, "sums in reply to a question about a film; one line, from the start", "what year did the film come out")
    loop(kind, "faq", "Frequently asked questions\n\nQ1: Can I bring a pram on the boat?\nA1: Yes, but fold it before boarding.\n\n", count("Q§: What should I do if I have another question?\nA§: Please contact our friendly team at the ticket office.\n\n", range(2, 40)), 495, "question number runs in two places", "Write an FAQ for a river boat tour.")
    loop(kind, "bibliography", "References\n\n[1] Osei, K. (1998). Soils of the Volta basin. Accra: Sedco.\n[2] Lindqvist, A. & Berg, T. (2001). Clay minerals and frost. Geoderma Nordica, 12, 44-61.\n",
         [f"[{i}] Smith, J. ({1999 + i}). Introduction to soil science. New York: Academic Press.\n" for i in range(3, 70)], 1600, "reference number and year run together", None)
    loop(kind, "table", "| No. | Item | Price | Status |\n|---|---|---|---|\n| 1 | Brass hinge, 40 mm | 2.10 | In stock |\n| 2 | Oak dowel, 8 mm | 0.35 | In stock |\n| 3 | Wood glue, 250 ml | 4.80 | Back order |\n",
         count("| § | Wood screw, 4 x 40 mm | 0.05 | In stock |\n", range(4, 99)), 590, "table whose row number alone changes; short cut", "Give me a sample stock table for a joiner's workshop.")
    loop(kind, "code", "Here is a function that checks whether a number is positive:\n\n```python\ndef is_positive(n):\n", count("    if n == §:\n        return True\n", LONG), 555, "enumerates the integers instead of comparing", "Write a Python function that checks whether a number is positive.")
    loop(kind, "slides", "Slide 1: Title - Bees in the City\nSlide 2: Why bees matter (three facts, one photo)\nSlide 3: Our rooftop hives\nSlide 4: Results after one year\n", count("Slide §: Thank you! Any questions?\n", range(5, 48)), None, "the closing slide again and again for 43 slides, then it ended by itself", "Plan slides for a talk on urban bees.", True, "\nLet me know if you would like speaker notes.")
    loop(kind, "footnotes", "The bridge was finished in the year of the comet.[1] Its builder is unknown,[2] although a mason's mark survives on the third pier.[3]\n\nNotes\n\n1. Town chronicle, folio 12.\n2. The name in the later copy is a forgery.\n", [f"{n}. See note {n - 1} above.\n" for n in range(3, 80)], 478, "each note refers to the one before; short", None)
    loop(kind, "story", "The lift was broken, so Imre took the stairs. ", count("On the § floor there was a grey door, and behind the grey door there was another flight of stairs. ", ORDINALS), 1700, "floor ordinal runs, nothing happens", "Write a short story about a man in a tall building.", None)
    loop(kind, "countdown", "10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0. Liftoff!\n", [f"-{n}, " for n in LONG], 540, "did what was asked and then counted on below zero", "Count down from 10 and say liftoff.")
    loop(kind, "pages", "ANNUAL REPORT OF THE HARBOUR BOARD\n\nPage 1 of 96\n\nThe Board met eleven times in the year under review. Dredging of the inner basin was completed in June, and dues rose by four per cent.\n\n", count("Page § of 96\n\nThis page is intentionally left blank.\n\n", range(2, 60)), 520, "blank pages to the cap; short", "Write the annual report of a harbour board.")
    loop(kind, "scripture style", "3:1 And it came to pass in the days of the drought that the elders of Mizar went out to look for the well.\n3:2 And they asked the shepherd, and he pointed with his staff toward the hills.\n", count("3:§ And the elders of Mizar went up into the hills, and they did not find the well.\n", range(3, 70)), 2050, "verse number runs", "Write a passage in the style of an ancient chronicle.")
    loop(kind, "reasoning", "<think>\nWe need a three-digit number whose digits sum to 15 and which is divisible by 35. So it ends in 0 or 5 and is divisible by 7.\n\nAttempt 1: 195 has digit sum 15. 195 / 7 is not whole.\n\n", count("Attempt §: Let me check again. 285 has digit sum 15, but 285 / 7 is not whole, so this does not work.\n\n", range(2, 90)), 1640, "tries the same number each time under a new attempt number", "Find a three-digit number with digit sum 15 divisible by 35.")
    loop(kind, "html", "```html\n<nav class=\"bakery\">\n  <ul>\n    <li><a href=\"/\">Home</a></li>\n    <li><a href=\"/breads\">Our breads</a></li>\n    <li><a href=\"/visit\">Visit us</a></li>\n", count("    <li><a href=\"/item§\">Item §</a></li>\n", range(4, 200)), 465, "placeholder menu items without end; four real copies in a short text", "HTML for the navigation bar of my bakery's site, please.")
    loop(kind, "json", "{\n  \"library\": \"Eastgate Branch\",\n  \"open\": [\"Tue\", \"Thu\", \"Sat\"],\n  \"members\": [\n", count("    {\"id\": §, \"name\": \"John Doe\", \"email\": \"john.doe@example.com\", \"active\": true},\n", range(1, 200)), 2600, "placeholder member with a running id", "Show me an example JSON for a library branch.")
    loop(kind, "kings", "The line of the Orrish kings begins with Harald the Lame, who took the hill-fort by a trick. He was succeeded by his son, Harald II. ", [f"Harald {roman(n)} reigned for twelve years and was succeeded by his son, Harald {roman(n + 1)}. " for n in range(2, 50)], 540, "regnal number runs; the healthy twin is a genealogy", "Tell me about the Orrish kings.")
    loop(kind, "headings", "3 Requirements\n\n3.1 Functional requirements\nThe system shall record each weighing with date, scale and operator.\n\n", count("3.1.§ Scope\nThis section describes the scope of the system.\n\n", range(1, 90)), 530, "section number runs; short", "Write the requirements chapter for a weighbridge system.")
    loop(kind, "recap", "Weekly newsletter of the allotment society.\n\nWeek 1: Seed potatoes have arrived; collect them from Mrs Odum's shed.\nWeek 2: The water is back on. Please mend your hoses.\n", count("Week §: Nothing to report this week, see you all at the next meeting.\n", range(3, 60)), 475, "week counter; four copies; short", "Write a year of weekly allotment newsletters, with a different topic each week.")
    loop(kind, "Vertrag", "Hausordnung\n\nNr. 1 Die Haustür ist ab 22 Uhr geschlossen zu halten.\nNr. 2 Fahrräder gehören in den Keller.\n", count("Nr. § Im Treppenhaus ist auf Ruhe und Sauberkeit zu achten.\n", range(3, 40)), 430, "German house rules, one rule under each number", "Schreibe eine Hausordnung für ein Mietshaus.")
    loop(kind, "recette", "Voici la recette de la tarte aux poireaux.\n\nÉtape 1 : Lavez les poireaux et coupez-les en rondelles fines.\nÉtape 2 : Faites-les fondre au beurre pendant vingt minutes.\n", count("Étape § : Laissez reposer la préparation pendant dix minutes au frais.\n", range(3, 60)), 1050, "French recipe that rests for ever", "Donne-moi une recette de tarte aux poireaux.")
    loop(kind, "条例", "村民公约\n\n第1条 村口的老槐树不得砍伐。\n第2条 水渠每年春天由各户轮流清理。\n", count("第§条 村民应当互相帮助，共同维护村里的环境卫生。\n", range(3, 60)), 260, "Chinese village rules, clause number runs", "写一份村民公约。", script="Chinese")
    loop(kind, "pasos", "", count("Paso §: Respire hondo y cuente hasta diez antes de continuar.\n", range(1, 44)), None, "43 equal Spanish steps, then a farewell", "¿Cómo preparo una entrevista de trabajo?", True, "\n¡Mucha suerte!")


def near_loops() -> None:
    """A frame whose few words come from a few values."""
    kind = "near_loop"
    loop(kind, "bullets", "Packing for a week in the hills is mostly a matter of layers. Here is what I always take:\n\n- One good rain jacket that folds into its own pocket\n- Wool socks, one pair more than you think\n",
         pick("- A warm § for the cold evenings at the hut\n", [["sweater", "jacket", "scarf", "hat", "blanket"]], 30, 1), 500, "five garments drawn again and again; short", "What should I pack for a week in the mountains?")
    loop(kind, "bullets", "Why guests love Villa Corva:\n\n", pick("- A § view of the sea from the ¤ terrace\n", [["beautiful", "stunning", "lovely", "breathtaking"], ["large", "sunny", "private"]], 60, 2), 560, "one or two adjectives change; from the first bullet", "Write a listing for Villa Corva.")
    loop(kind, "numbered list", "Ten rules for a happy marriage\n\n1. Never go to bed without having said what bothered you.\n2. Keep one drawer each that nobody else may open.\n", pick("#. It is important to be § with your partner at all times.\n", [["honest", "patient", "open", "kind", "gentle"]], 60, 3, 3), 1100, "number runs and five adjectives take turns", "Ten rules for a happy marriage?")
    loop(kind, "benefits", "Green tea has been drunk for centuries. Its main benefits are listed below.\n\n", pick("**Improved §:** Green tea has been shown to improve § and support overall health.\n\n", [["digestion", "sleep", "focus", "mood", "skin"]], 50, 4), 1980, "five benefits drawn over and over", "benefits of green tea")
    loop(kind, "committee", "Minutes of the annual meeting. The chair opened the meeting at half past seven and thanked Mrs Tolland for the cake. Present were:\n\n", pick("- §, member of the planning committee and ¤\n", [["Anna Berg", "Tom Hillier", "Joy Adeyemi", "Piet Vos"], ["treasurer", "secretary", "trustee"]], 60, 5), 530, "four names and three offices recombined; short", "Write minutes of the annual meeting.")
    loop(kind, "recipe", "Grandmother's soup\n\nIngredients:\n- 1.5 l chicken stock\n- 2 bay leaves\n- a handful of barley\n", pick("- § cup finely chopped ¤, plus a little more to serve\n", [["1/2", "1/4", "1"], ["onion", "celery", "carrot", "parsley"]], 80, 6), 1060, "four vegetables in three amounts without end", "recipe for barley soup")
    loop(kind, "films", "If you liked it, you may also enjoy:\n\n1. The Lantern Maker (1994) - a slow, wintry drama about a glass blower.\n2. Ferry to Nowhere (2003) - two brothers and a boat.\n", pick("#. The Last § (¤) - a gripping thriller about a man with a dark secret.\n", [["Witness", "Train", "Stranger", "Harbour"], ["1998", "2004", "2011", "2007"]], 50, 7, 3), 570, "four titles, four years, one description; short", "Films like The Glass Winter?")
    loop(kind, "table", "| Name | Team | Points |\n|---|---|---|\n", pick("| § | ¤ | 4 points after the last round |\n", [["Marta", "Oskar", "Lin", "Yusuf", "Bea"], ["Red", "Blue", "Green"]], 90, 8), 520, "same five names in three teams; a real table would list each once", "Make a table of the final standings of our quiz night (five players).")
    loop(kind, "keywords", "Meta description: Handmade laptop bags from Leeds, cut and sewn in our own workshop.\nKeywords: ", pick("§ leather laptop bag for ¤, ", [["best", "cheap", "handmade", "durable", "stylish"], ["men", "women", "work", "students"]], 90, 9), 1000, "keyword stuffing that never stops", "Give me 10 SEO keywords for handmade laptop bags.")
    loop(kind, "quiz", "Quiz: How well do you know our town?\n\n1. When was the market hall built? (a) 1820 (b) 1865 (c) 1902\n2. Who painted the ceiling of the baths? (a) Noll (b) Fabre (c) nobody knows\n", pick("#. What is the name of the § in the centre of the town? (a) Old ¤ (b) New ¤ (c) none of these\n", [["church", "square", "street", "bridge"], ["Town", "Gate", "Mill"]], 40, 10, 3), 1650, "four nouns and three names in one question", "Write a quiz about our town.")
    loop(kind, "traits", "", pick("#. He is always very § to his ¤ and to the people around him.\n", [["kind", "polite", "helpful", "gentle"], ["mother", "sister", "neighbours"]], 80, 11), 480, "number and two slots; stuck from the first line; short", "Describe your best friend in ten points.")
    loop(kind, "python data", "```python\nPALETTE = [\n    (\"ink\", 0x1B1B2F),\n    (\"bone\", 0xF2EEE3),\n    (\"moss\", 0x5A6B3B),\n", pick("    (\"§_light\", 0xF2E¤C3),\n", [["red", "blue", "grey", "green"], ["A", "B", "D"]], 90, 12), 610, "four colours, three digits; period not text length", "Define a palette of eight named colours.")
    loop(kind, "tips", "Saving money is easier than most people think, if you start with the small things. Some tips that worked for me:\n\n* Write down every coin you spend for one month.\n* Sell what you have not touched for two years.\n", pick("* Try to spend less on § and put the money you save into ¤ instead.\n", [["clothes", "food", "coffee", "travel"], ["savings", "a fund", "your pension"]], 33, 13), None, "thirty-odd tips from seven words, then a closing line", "Tips for saving money", True, "\nGood luck!")
    loop(kind, "Liste", "Was man am Wochenende in Lindow machen kann:\n\n- Mit dem Ruderboot zur Insel und im Schilf die Reiher zählen\n", pick("- Einen gemütlichen § am See mit der ganzen ¤ genießen\n", [["Abend", "Nachmittag", "Spaziergang", "Tag"], ["Familie", "Gruppe", "Klasse"]], 40, 14), 420, "German bullets, two slots; short", "Was kann man in Lindow unternehmen?")
    loop(kind, "timeline", "Timeline of the strike\n\n4 May - The night shift walks out over the new clocks.\n5 May - The owners lock the gates.\n", [f"{n} May - {text}" for n, text in zip(range(6, 60), pick("The § met with the ¤, but no agreement was reached.\n", [["workers", "union", "committee"], ["owners", "mayor", "police"]], 40, 15), strict=False)][:26], 620, "date runs and the parties take turns; ends within May", "Write a timeline of the mill strike.")


def growing_loops() -> None:
    """Every copy adds a bit to the last."""
    kind = "growing_loop"
    loop(kind, "hearsay", "Nobody in the office knew who had taken the biscuits. ", [f"{'Ruth said that Tom said that ' * i}the biscuits were gone. " for i in range(1, 30)], 720, "each sentence nests one more report", "Write a funny office story.")
    loop(kind, "very", "Dear Sir, I am writing to complain about the noise from the building site behind my house, which begins before six and ends after dark. I am tired. ", [f"I am {'very ' * i}tired. " for i in range(1, 60)], 530, "the word very grows; short", "Write a letter of complaint about noise.")
    items = "eggs, milk, flour, butter, lemons, rice, onions, salt, tea, yeast, oats, figs, soap, candles, string, vinegar, mustard, leeks, honey, thyme".split(", ")
    loop(kind, "shopping list", "Here is your shopping list for the week:\n", [f"{', '.join(items[: i + 2])}\n" for i in range(len(items) - 1)], 690, "the list is said again from the start with one item more; nobody asked for it", "Write a shopping list for baking.")
    loop(kind, "json", "{\n  \"name\": \"root\",\n  \"kind\": \"folder\",\n", [f"{'  ' * (i + 1)}\"children\": [\n{'  ' * (i + 2)}{{ \"name\": \"folder\",\n" for i in range(60)], 1300, "nests ever deeper, indentation grows", "Example JSON for a file tree with two folders and one file.")
    loop(kind, "mail subjects", "Inbox (unread):\n\nParish council - agenda for Tuesday\nYour parcel is waiting\n", [f"{'Re: ' * i}Broken gate at the allotments\n" for i in range(1, 40)], 590, "subject grows by one Re: a line", "Show a mock inbox with six unread mails.")
    loop(kind, "laughing", "Mia: did you see the hat he wore\nJo: the green one??\nMia: with the FEATHER\n", [f"Jo: ha{'ha' * i}\n" for i in range(1, 60)], 520, "laughter grows line by line; short", "Write a text chat between two friends.")
    loop(kind, "paths", "$ find . -name config.yaml\n./config.yaml\n./deploy/config.yaml\n", [f"./src/app{'/app' * i}/config.yaml\n" for i in range(1, 60)], 540, "path grows by one folder a line; short", "What would find . -name config.yaml print in a typical project?")
    loop(kind, "headings", "Contents\n\n1 Introduction\n2 Materials\n3 Results\n", [f"3{'.1' * i} Results of the first test\n" for i in range(1, 60)], 560, "section depth grows; short", "Contents page of a lab report, please.")
    loop(kind, "titles", "Staff of the ministry:\n\n- Secretary: Ilse Brandt\n", [f"- {'Deputy ' * i}Secretary: to be appointed\n" for i in range(1, 40)], 470, "deputy of the deputy; short", "List the staff of a small ministry.")
    verbs = ["woke", "rose", "washed", "ate", "waited", "worked", "walked", "read", "wrote", "slept", "dreamt", "turned", "sighed", "sang", "wept"]
    loop(kind, "story", "Old Halvard lived alone by the weir, and his days were alike. ", [f"He {', and '.join(verbs[: i + 2])}. " for i in range(len(verbs) - 1)], 1150, "every sentence is the last one with one verb more", "A paragraph about a lonely man.")
    loop(kind, "cousins", "Family terms are simpler than they look. Your mother's brother is your uncle, and his child is your cousin. ", [f"Your {ORDINALS[i]} cousin is the child of {'a cousin of ' * i}your uncle. " for i in range(1, 30)], 1080, "definition that nests one more cousin each time", "Explain family terms.")
    loop(kind, "staircase", "The answer is 3.\n\n", [" ".join(map(str, range(1, i + 1))) + "\n" for i in range(1, 60)], 600, "number staircase nobody asked for (a requested one is among the ok cases)", "How many sides has a triangle?")
    loop(kind, "exclamation", "Dear Greta,\n\nthe whole second floor wishes you a good year and a better chair.\n\n", [f"Happy birthday{'!' * i} " for i in range(1, 40)], 650, "marks grow; ending unknown", "Write a birthday card.", None)


def shuffled_loops() -> None:
    """A small fixed set in irregular order."""
    kind = "shuffled_loop"
    loop(kind, "hashtags", "Golden hour at the old pier, and the first coffee of the year without gloves. Spring, is that you? ☀️\n\n", draws(["#sunset ", "#pier ", "#goldenhour ", "#spring ", "#coffee ", "#seaside "], 90, 21), 500, "six hashtags for ever; short", "Caption for a photo of a pier at sunset.", passing=False)
    loop(kind, "ingredients", "INGREDIENTS: Wheat flour, ", draws(["sugar, ", "palm oil, ", "salt, ", "cocoa mass, ", "emulsifier (soya lecithin), ", "milk powder, "], 90, 22), 1020, "six ingredients listed again in irregular order", "Write the ingredients label of a chocolate biscuit.", passing=False)
    loop(kind, "tags", "Title: The Cartographer's Daughter\nGenre: historical fantasy\nTags: slow burn, found family, ", draws(["magic, ", "maps, ", "war, ", "betrayal, ", "romance, "], 200, 23), 560, "five tags; short", "Suggest tags for my story.", passing=False)
    loop(kind, "names", "The following pupils took part in the relay: ", draws(["Ben Cole, ", "Aisha Khan, ", "Maya Lund, ", "Leo Grant, ", "Sofia Reyes, "], 200, 24), 1500, "five names over and over", "Who took part in the relay?", passing=False)
    loop(kind, "tips", "To keep your houseplants alive:\n\n", passes(["- Do not overwater.\n", "- Give them enough light.\n", "- Turn the pot every week.\n", "- Wipe the dust off the leaves.\n"], 30, 25), 530, "four tips, each pass in a new order; short", "How do I keep houseplants alive?")
    loop(kind, "tasks", "Today's to-do list\n\n[x] Pay the electricity bill\n[ ] Book the chimney sweep\n", draws(["[ ] Call the bank\n", "[ ] Water the plants\n", "[ ] Buy bread\n", "[ ] Answer Petra's letter\n", "[ ] Clean the sink\n"], 90, 26), 590, "five tasks again and again; short", "Write a to-do list with eight items for a Saturday.", passing=False)
    loop(kind, "cities", "The tour will visit the following cities:\n\n", [f"{i}. {city}" for i, city in enumerate(draws(["Ghent\n", "Porto\n", "Turin\n", "Basel\n", "Graz\n", "Lyon\n"], 150, 27), 1)], 520, "numbers run, six cities in irregular order; short", "Which cities are on the tour?", passing=False)
    loop(kind, "skills", "Profile: careful bookkeeper with eleven years in small firms.\n\nSkills: payroll, VAT returns, ", draws(["Excel, ", "teamwork, ", "time management, ", "communication, ", "problem solving, "], 260, 28), 2300, "five skills for most of the text", "Write a CV for a bookkeeper.", passing=False)
    loop(kind, "sentences", "A night at the observatory. Dr Malek set the dome turning at nine. ", passes(["The stars were out. ", "The dome was quiet. ", "She wrote down the time. ", "Nothing moved. ", "She turned the page. "], 40, 29), 1620, "five short sentences, each pass in a new order", "Write a scene in an observatory.")
    loop(kind, "synonyms", "Synonyms for happy: ", draws(["cheerful, ", "glad, ", "joyful, ", "content, ", "pleased, ", "merry, "], 150, 30), 480, "six synonyms; short", "Give me synonyms for happy.", passing=False)
    loop(kind, "Zutaten", "Für den Kartoffelsalat brauchst du: ", draws(["Kartoffeln, ", "Essig, ", "Senf, ", "Zwiebeln, ", "Schnittlauch, "], 120, 31), 900, "German ingredients", "Was brauche ich für Kartoffelsalat?", passing=False)
    loop(kind, "food", "这家小店的招牌菜有：", draws(["红烧肉、", "酸辣汤、", "炒青菜、", "葱油面、", "糖醋鱼、"], 200, 32), 380, "Chinese dishes in irregular order", "这家店有什么好吃的？", script="Chinese", passing=False)
    loop(kind, "checklist", "Opening checklist for the café:\n\n", draws(["☐ Wipe the counter\n", "☐ Grind the beans\n", "☐ Count the till\n", "☐ Put out the sign\n", "☐ Fill the milk fridge\n"], 46, 33), None, "nine times the same five boxes in irregular order, then a finish", "Opening checklist for a café?", True, "\nHave a great day!", passing=False)


def exact_loops() -> None:
    """List-shaped repetition without any change."""
    exact("exact_loop", "list", "Action items\n\n1. Olga to send the floor plan to the architect by Friday.\n2. Reza to ask the council about the skip.\n", "- Follow up with the client.\n", 470, "one bullet to the cap; short", "Extract the action items from the meeting notes.")
    exact("exact_loop", "weekdays", "The museum is open on the following days: ", "Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday, ", 430, "the week goes round and round", "On which days is the museum open?")
    exact("exact_loop", "section numbers", "See section 2", ".1", 410, "1.1.1.1 to the cap", "Where is the warranty described?")
    exact("token_run", "decimals", "Dividing 10 by 3 by hand: 3 goes into 10 three times, remainder 1, so the quotient is 3.", "3", 500, "a decimal that is never broken off", "What is 10 divided by 3?")
    exact("block_loop", "steps", "To pair the hearing aid with your phone, follow these steps.\n\n", "1. Open the battery door and close it again.\n2. Open Settings on the phone and tap Bluetooth.\n3. Wait until the name of the hearing aid appears in the list.\n4. Tap the name and confirm on the left side.\n5. Confirm on the right side.\n6. If the pairing fails, start again from the beginning.\n\n", 1650, "the whole instruction over again", "How do I pair my hearing aid?")
    exact("exact_loop", "form", "Patient intake form\n\nName: Dorothea Lamb\nDate of birth: 4 Feb 1961\nReason for visit: cough\n", "Allergies: N/A\nMedication: N/A\n", None, "two fields repeated, then ended", "Fill in the intake form.", True, 22, "\nSigned: D. Lamb")


def short_loops() -> None:
    """Three to six copies after healthy text, as a cap of 128 or 256 tokens leaves them."""
    kind = "counter_loop"
    loop(kind, "maths sheet", "Practice sheet: speed, distance and time\n\nProblem 1: A cyclist rides 48 km in three hours. What is her average speed?\nProblem 2: A ferry crosses a strait of 14 km at 21 km an hour. How many minutes does it need?\n", count("Problem §: A train leaves the station at 60 km an hour. How long does it take to travel 180 km?\n", range(3, 20)), 540, "the same problem with the same figures; 3.6 copies", "Write ten different word problems about speed.")
    loop(kind, "thread", "1/ Last week I sat on every bench in my town and counted. There are 41. Eleven face a wall, three face each other, and one faces a grave.\n\n2/ Benches are where old people rest on the way to the shop. No bench, no shop.\n\n", count("§/ This is a thread about why our cities need more benches, so let me explain.\n\n", range(3, 30)), 555, "thread number runs, the explanation never comes", "Write a thread about public benches.")
    loop(kind, "screenplay", "FADE IN:\n\n1. EXT. FARMHOUSE - DUSK\nA truck stops. Nobody gets out.\n\n2. INT. HALL - DUSK\nThe dog lifts its head, then lays it down again.\n\n", count("§. INT. KITCHEN - NIGHT\nMARGE stands at the window. She says nothing. The tap drips.\n\n", range(3, 20)), 520, "scene number runs; 4.3 copies", "Write the opening of a screenplay.")
    loop(kind, "wishes", "The fish opened its mouth and spoke: three wishes, and no more. The fisherman thought for a long time. \"My first wish,\" he said, \"is a dry bed.\" The fish yawned. ", count("\"My § wish,\" he said, \"is that all people may live in peace and nobody goes hungry.\" The fish nodded. ", ORDINALS[1:]), 560, "ordinal runs beyond the three wishes; 3.8 copies", "Tell the tale of the fisherman and the three wishes.")
    loop(kind, "options", "There are several ways to treat a stiff shoulder.\n\nOption A: Warm it before you move it; a cherry-stone bag will do.\nOption B: Let the arm hang and swing it in small circles, twice a day.\n", count("Option §: Ask your doctor or therapist whether this option is right for you.\n", "CDEFGHIJKLM"), 500, "option letters run; 4.2 copies", "How can I treat a stiff shoulder?")
    loop(kind, "itinerario", "Giorno 1: arrivo a Trieste, passeggiata sul molo e cena in una osteria del porto.\nGiorno 2: gita in tram a Opicina, grotta e vino del Carso.\n", count("Giorno §: colazione in albergo e visita guidata del centro storico con pranzo libero.\n", range(3, 20)), 520, "Italian day plan, one plan for every day; 4.4 copies", "Un itinerario di dieci giorni, ogni giorno con attività diverse.")
    loop(kind, "reviews", "Customer reviews\n\nReview 1 (4 stars): Sturdy, but the strap could be longer. I carry my cello music in it.\n", count("Review § (5 stars): Great product, fast delivery, would buy again. Highly recommended to everyone!\n", range(2, 20)), 530, "review number runs; 4 copies", "Write six varied customer reviews for a canvas bag.")
    loop(kind, "proof", "Claim. Every natural number n with the property above is even.\n\nProof. We proceed by induction on n. The base case n = 0 is clear, since 0 is even.\n\n", count("Case n = §. By the same argument as in the previous case, n = § has the property and the claim holds.\n\n", range(1, 60)), 1090, "cases counted one by one instead of an induction step", "Prove the claim by induction.")
    loop(kind, "episodes", "Season one\n\nEpisode 1, \"Low Water\": A body is found in the lock, wearing somebody else's coat.\nEpisode 2, \"The Coat\": Its owner turns up, alive and annoyed.\n", count("Episode §, \"The Truth\": Inspector Vane comes closer to the truth, but a new secret comes to light.\n", range(3, 30)), 555, "episode number runs; 3.9 copies", "Plan ten episodes of a crime series.")
    loop(kind, "commits", "$ git log --oneline --reverse\n9c01e77 Read numbers and brackets\n4be20d1 Give the column in error messages\n", [f"{(0xA41C3F1 + 0x3D7919B * i) % 0xFFFFFFF:07x} Update version number to 1.0.{i} in setup.py and README\n" for i in range(1, 60)], 480, "only the version counts up, nothing else is ever committed", "Invent a realistic git history for a small parser project.")
    kind = "near_loop"
    loop(kind, "squad", "Our squad for Saturday's match, with thanks to Mrs Bloom for washing the shirts:\n\n1. Idris Cole, goalkeeper, back after the broken thumb\n2. Matty Shaw, left back, captain\n", pick("#. § Walker, midfielder, joined us from the ¤ team this season\n", [["Sam", "Tom", "Joe"], ["youth", "second"]], 30, 41, 3), 480, "three first names, two teams; five copies", "Write the squad list for our village team.")
    loop(kind, "pros and cons", "Should you buy a cargo bike? Here is what a year with one has taught me.\n\nPro: It carries a week's shopping and a child who refuses to walk.\nCon: It does not go through our cellar door.\n", pick("§: It is very easy to use and saves you a lot of ¤ in everyday life.\n", [["Pro", "Con"], ["time", "money", "space"]], 30, 49), 555, "alternates Pro and Con over one sentence; five copies", "Pros and cons of a cargo bike")
    loop(kind, "gifts", "", pick("#. A personalised § with her name and a ¤ photo of the two of you printed on it\n", [["mug", "cushion", "blanket"], ["nice", "funny"]], 30, 43), 430, "three gifts from the first line on; five copies", "Twenty gift ideas for my sister")
    loop(kind, "agenda", "Agenda, parents' evening, Friday at seven\n\n19:00 Welcome and coffee\n19:10 The new timetable, and why it starts earlier\n", [f"19:{20 + 5 * i} {text}" for i, text in enumerate(pick("Open discussion with the § about the school ¤ and questions\n", [["teachers", "parents", "head"], ["trip", "fair", "garden"]], 8, 50))], 455, "time runs, two slots take turns; five copies", "Agenda for a parents' evening")
    loop("shuffled_loop", "bullets", "How to fall asleep faster, from a nurse on nights:\n\n- Wear socks. Warm feet bring the sleep.\n", draws(["- Put the phone in another room.\n", "- Keep the bedroom cool.\n", "- Do not drink coffee after noon.\n"], 40, 45), 500, "three tips in irregular order; about four times each", "How do I fall asleep faster?", passing=False)
    loop("shuffled_loop", "attendees", "Attendees: Dr. Imogen Hartley (chair), Prof. Samuel Reyes, ", draws(["Dr. Lena Fischer, ", "Dr. Omar Aziz, ", "Prof. June Park, ", "Ms. Carol Whitt, "], 60, 46), 460, "four people attend again and again", "Summarise who attended.", passing=False)
    loop("growing_loop", "postscript", "Dear Nell,\n\nthe house is quiet without you. The cat sits on your chair and will not be moved. I burnt the rice twice.\n\nYours, always\nPhil\n\n", [f"{'P.' * i}S. I miss you, and the cat misses you too.\n" for i in range(1, 30)], 450, "postscripts to the postscript; five copies", "Write a short letter to my wife who is travelling.")
    loop("growing_loop", "thanks", "The committee wishes to thank all who helped with the summer fair. ", [f"Thanks to {' and '.join('Ann Bo Cy Dot Ed Flo Gus Hal Ida Jo Kit Lou Moe Nan'.split()[: i + 1])} for the cakes. " for i in range(1, 14)], 520, "the thanks are said again with one name more", "A short note of thanks for the parish magazine")
    exact("exact_loop", "bullets", "Key takeaways from the report\n\n- Rents rose by nine per cent, wages by two.\n- Half of all new flats stand empty at night.\n", "- The report highlights the importance of working together to find lasting solutions.\n", 430, "one takeaway, 3.6 copies; short", "List the key takeaways.")
    exact("block_loop", "faq", "FAQ - Night bus N7\n\n", "Q: Can I pay with a card?\nA: Yes. Hold the card against the reader next to the driver and wait for the green light.\n\nQ: Can I bring a bicycle?\nA: Only after midnight, and only if the space for prams is free.\n\nQ: What if I leave something on the bus?\nA: Ring the depot in the morning; they are friendly before ten.\n\n", 1090, "three questions over and over, 3.2 copies", "Write an FAQ for a night bus.")


def ok_twins() -> None:
    """Healthy texts that draw on a small set or run a counter, because that is what they are for."""
    kites = [number(n) for n in range(10, 0, -1)]
    song = [f"{n.capitalize()} blue kite{'s' * (i < 9)} in the morning sky,\nten and less and up so high.\nSnip went the string and off flew one,\n{'now there is one kite' if i == 8 else 'now there are ' + [*kites, 'no'][i + 1] + ' kites'} under the sun." for i, n in enumerate(kites)]
    ok("counting song", "\n\n".join(song), "a counting-down song on request: the number is the point, and it ends at none", "Write a counting-down song for toddlers with ten kites, one verse for each number.")
    ok("counting song", "\n\n".join(f"{number(n).capitalize()} fat frogs on a {spot},\nthe {beast} came by and asked for a kiss,\none frog said no and went plop like this!" for n, spot, beast in zip(range(8, 0, -1), "log stone leaf boat bench pipe pot wall".split(), "heron stork otter pike cow postman duke queen".split(), strict=True)), "eight verses on request, place and guest change; cut in the fifth", "A counting song about eight frogs, please.", False, 505)
    names = ["Ana", "Ben", "Cleo", "Dov"]
    ok("cleaning rota", "\n".join(f"Week {w + 1}: kitchen {names[w % 4]}, bathroom {names[(w + 1) % 4]}, stairs {names[(w + 2) % 4]}, bins {names[(w + 3) % 4]}" for w in range(16)), "four names rotate through four jobs as asked, sixteen weeks; cut", "Make a cleaning rota for Ana, Ben, Cleo and Dov for 16 weeks, rotating kitchen, bathroom, stairs and bins.", False, 555)
    clubs = ["Quarry", "Mill Lane", "Old Boys", "Beacon", "Coldwell", "Railway"]
    ring, rounds = clubs[1:], []
    for w in range(5):
        row = [clubs[0], *ring[w:], *ring[:w]]
        rounds.append(f"Round {w + 1}\n" + "\n".join(f"{row[i]} v {row[5 - i]}" for i in range(3)))
    ok("fixtures", "\n\n".join(rounds), "six names over and over, but every pairing once: a round robin", "Round-robin fixtures for six clubs")
    ok("permutations", ", ".join(a + b + c + d for a in "ABCD" for b in "ABCD" for c in "ABCD" for d in "ABCD" if len({a, b, c, d}) == 4), "all orders of four letters on request, none twice", "List all permutations of A, B, C, D.")
    ok("outfits", "\n".join(f"{i}. {top} with {legs} and {feet}" for i, (top, legs, feet) in enumerate(((a, b, c) for a in ["White shirt", "Blue jumper", "Striped top"] for b in ["jeans", "grey trousers", "the wool skirt"] for c in ["boots", "trainers", "loafers"]), 1)), "every combination asked for, none twice; cut", "Which 27 outfits can I make from a white shirt, a blue jumper, a striped top, jeans, grey trousers, a wool skirt, boots, trainers and loafers? List all.", False, 700)
    dice = random.Random(77)
    ok("coin tosses", "Here are 200 simulated tosses:\n\n" + " ".join(dice.choice("HT") for _ in range(200)), "random by request; cut before 200", "Simulate 200 coin tosses, H or T.", False, 330)
    ok("dice", "Rolls: " + ", ".join(str(dice.randint(1, 6)) for _ in range(100)), "random by request", "Roll a die 100 times and list the results.")
    ok("litany", "\n".join(f"For {gift},\nwe give thanks." for gift in ["the roof that held", "the well that did not fail", "the stranger who mended the gate", "the late plums", "the letter, though it was short", "the doctor's slow car, arriving", "the quarrel that ended", "the child who slept at last", "the snow that waited for the hay", "the empty chair, and who sat in it", "bread", "tomorrow"]), "litany with a response, asked for; every petition new", "Write a secular litany of thanks with a repeated response.")
    ok("interval timer", "\n".join(f"{i * 45 // 60:02d}:{i * 45 % 60:02d} Work 30 s: {move}\n      Rest 15 s" for i, move in enumerate("squats;push-ups;mountain climbers;lunges;plank;star jumps;bridge;burpees;side plank left;side plank right;wall sit;high knees".split(";"))), "work and rest alternate as in any interval session; moves new; cut", "Script a 12-move interval session with 30 s work and 15 s rest.", False, 330)
    ok("blood pressure", "\n".join(f"{day('2024-02-01', i, '%d Feb')}  morning {118 + dice.randint(0, 17)}/{74 + dice.randint(0, 11)}  evening {121 + dice.randint(0, 19)}/{76 + dice.randint(0, 11)}{('', '', '', '  (forgot the tablet)')[i % 9 % 4]}" for i in range(28)), "readings differ each day; cut", "Example of a blood pressure diary for February", False, 830)
    ok("test log", "\n".join(f"[{i:2d}/24] tests/{name}.py ... ok ({dice.randint(3, 900) / 100:.2f} s)" for i, name in enumerate("auth cache cart config cookies cors dates email export forms geo i18n images import jobs login mailer menus orders pages prices queue rates search".split(), 1)) + "\n\n24 passed", "runner log: names and times new, result the same", None)
    ok("bell ringing", "Plain hunt on six:\n\n" + "\n".join("123456 214365 241635 426153 462513 645231 654321 563412 536142 351624 315264 132546 123456".split()), "six digits permuted by a rule, thirteen rows, as asked", "Write out plain hunt on six bells.")
    ok("rest day diary", "Mon: physio 20 min, pain 6\nTue: physio 20 min, pain 6\nWed: physio 20 min, pain 5\nThu: no physio (bus strike), pain 6\nFri: physio 25 min, pain 5\nSat: rest, pain 4\nSun: rest, pain 4\nMon: physio 25 min, pain 4\nTue: physio 25 min, pain 4\nWed: physio 30 min, pain 3\nThu: physio 30 min, pain 3\nFri: physio 30 min and stairs, pain 4\nSat: walked to the lake, pain 3\nSun: rest, pain 2", "terse diary with a slow improvement", "Fill in a two-week example of my pain diary.", None)
    ok("succession", "Harald II was succeeded in 1041 by his brother Orm, who drowned. Orm was succeeded in 1043 by his nephew Harald III, who reigned for thirty years and built the stone quay. Harald III was succeeded in 1073 by his daughter Ingrid, the only queen. Ingrid was succeeded in 1088 by her son Orm II, who sold the quay. Orm II was succeeded in 1090 by his son Harald IV, aged six. Harald IV was succeeded in 1091 by his uncle Sten, who was succeeded in 1092 by", "the healthy twin of the kings that never end; cut", "Tell me about the successors of Harald II.", False, 445)


def ok_numbers() -> None:
    """Counting, tables and drills on request."""
    ok("multiplication table", "\n".join(f"{i} × 7 = {i * 7}" for i in range(1, 21)), "asked for and complete", "Write out the 7 times table up to 20.")
    ok("multiplication table", "Here is the table of 13:\n\n" + "\n".join(f"13 x {i} = {13 * i}" for i in range(1, 101)), "asked for, cut before 100", "13 times table up to 100 please", False, 610)
    ok("counting", ", ".join(map(str, range(1, 301))), "counting on request, cut before 300", "Count from 1 to 300.", False, 655)
    ok("counting", " ".join(f"{number(i).capitalize()}." for i in range(1, 61)), "counting in words on request, complete", "Count to sixty in words, for my English class.")
    ok("counting", "Even numbers from 2 to 1000:\n\n" + ", ".join(map(str, range(2, 1001, 2))), "even numbers on request, cut", "List the even numbers up to 1000.", False, 1040)
    ok("sheep", " ".join(f"{number(i).capitalize()} sheep {'jumps' if i == 1 else 'jump'} over the fence." for i in range(1, 51)), "a counter and nothing else, but exactly what was asked; cut at half", "I can't sleep. Count sheep for me up to fifty, one sentence each.", False, 1100)
    ok("squares", "| n | n² | n³ |\n|---|---|---|\n" + "\n".join(f"| {n} | {n * n} | {n ** 3} |" for n in range(1, 41)), "table of powers on request, cut", "Table of squares and cubes from 1 to 40", False, 560)
    ok("primes", "The primes below 600 are: " + ", ".join(str(n) for n in range(2, 600) if all(n % d for d in range(2, n))) + ".", "every number new", "List all primes below 600.")
    ok("roman numerals", "\n".join(f"{n} = {roman(n)}" for n in range(1, 61)), "asked for; cut", "Roman numerals from 1 to 60", False, 430)
    ok("binary", "\n".join(f"{n:2d}  {n:05b}" for n in range(32)), "binary counting on request", "Show me how to count to 31 in binary.")
    chain, steps = 27, []
    while chain != 1:
        after = chain // 2 if chain % 2 == 0 else 3 * chain + 1
        steps.append(f"{chain} is {'even' if chain % 2 == 0 else 'odd'}, so the next number is {chain} {'÷ 2' if chain % 2 == 0 else '× 3 + 1'} = {after}.")
        chain = after
    ok("collatz", "Starting from 27:\n\n" + "\n".join(steps), "rigid frame, but a real calculation on request; cut by the cap", "Work out the Collatz sequence from 27 step by step.", False, 1630)
    ok("staircase", "\n".join(" ".join(map(str, range(1, i + 1))) for i in range(1, 13)), "the growing staircase was asked for", "Print a number triangle with twelve rows.")
    ok("lines", "\n".join(f"{i}. I will not feed the class hamster cheese." for i in range(1, 21)), "repetition itself was asked for, twenty lines and then it ends", "Write 'I will not feed the class hamster cheese.' twenty times, numbered.")
    ok("九九表", "乘法口诀：\n" + "\n".join("，".join(f"{a}×{b}={a * b}" for a in range(1, b + 1)) for b in range(1, 10)), "Chinese multiplication table on request", "请写出九九乘法表。", script="Chinese")
    ok("truth table", "| P | Q | R | P∧Q | (P∧Q)→R |\n|---|---|---|---|---|\n" + "\n".join(f"| {'TF'[p]} | {'TF'[q]} | {'TF'[r]} | {'TF'[p or q]} | {'TF'[not (p or q) and r]} |" for p in (0, 1) for q in (0, 1) for r in (0, 1)), "truth table, all rows differ", "Truth table for (P and Q) implies R")
    balance, rows = 5000.0, []
    for month in range(1, 37):
        interest = balance * 0.006
        balance -= 155 - interest
        rows.append(f"| {month} | 155.00 | {interest:.2f} | {155 - interest:.2f} | {balance:.2f} |")
    ok("amortisation", "| Month | Payment | Interest | Principal | Balance |\n|---|---|---|---|---|\n" + "\n".join(rows), "every row computed, cut in the middle of a row", "Repayment plan for a loan of 5000 at 0.6 % a month, 155 a month", False, 1085)
    ok("long division by subtraction", "We want 91 ÷ 7 by repeated subtraction.\n\n" + "\n".join(f"{91 - 7 * i} − 7 = {84 - 7 * i}" for i in range(13)) + "\n\nWe subtracted 13 times and reached zero, so 91 ÷ 7 = 13.", "arithmetic chain that ends because it arrives", "Show 91 ÷ 7 by repeated subtraction.")


def ok_lists() -> None:
    """Rigid frames with new content in every item."""
    stops = "Quay Street;Old Brewery;St Anne's;Hospital;Moor Lane;Coldwell Farm;Upper Dene;Dene Mill;Three Ashes;Priory Gate;Kiln Cross;Beacon Hill".split(";")
    ok("timetable", "Route 17 - Monday to Friday\n\n" + "\n".join(f"{stop:<14} " + " ".join(clock(370 + 4 * i + 30 * j + (j > 3) * 5) for j in range(8)) for i, stop in enumerate(stops)), "bus timetable, cut in a row", "Make a plausible rural bus timetable with twelve stops.", False, 540)
    places = "Arden Halt;Birch Vale;Castle Wynd;Dunmore;Eastleigh Sands;Fallow Park;Garth;Hexley;Inver;Jubilee Road;Kings Moss;Lowick;Marton;Nether Hay;Oakhanger;Penny Bridge".split(";")
    ok("departures", "\n".join(f"{clock(1002 + 7 * i)}  {place}  platform {1 + i * 5 % 7}  {('on time', 'on time', 'delayed 4 min', 'on time')[i % 4]}" for i, place in enumerate(places)), "departure board: time, town and platform new each row", None, None)
    notes = "vet at ten;library books due;nothing;piano tuner;Ines stays over;bins, paper;half day;dentist, both of us;nothing;market stall;call the roofer;school play;rest;rent;bins, glass;choir;nothing;Otto's birthday;cake for the fair;fair!;rest;boiler service;swim;parents' evening;bins, paper;pack;train 7:52".split(";")
    ok("calendar", "Family calendar, May\n\n" + "\n".join(f"{day('2023-05-01', i, '%a %d May')} - {note}" for i, note in enumerate(notes)), "dates run, a few entries recur as they do in life; cut", "Make up a family calendar for May.", False, 530)
    ok("diary", "12 January. -31. Ice to the horizon. Fed the dogs.\n13 January. -33. Ice. Dog Petter has a bad paw.\n14 January. -33. Ice. Petter no better. Read Heine.\n15 January. -29. A lead opened to the north, closed by noon.\n16 January. -30. Ice. Fed the dogs. Lost at chess.\n17 January. -34. Ice. Petter walks.\n18 January. -36. The chronometer stopped at four. Lindahl mended it with a sewing needle.\n19 January. -35. Ice. Fed the dogs. Won at chess.\n20 January. -30. Sun for eleven minutes. Nobody spoke.\n21 January. -28. Ice. Sun for nineteen minutes. Everybody spoke.", "monotonous on purpose, but each entry has its own news", "Ten short diary entries from a polar expedition.")
    teams = "Harbour Rovers;Mill Lane;St Brannock's;Quarry Athletic;Railway Arms;Upper Dene;Coldwell;Old Boys;Beacon;Priory Wanderers".split(";")
    ok("league table", "| Pos | Team | P | W | D | L | Pts |\n|---|---|---|---|---|---|---|\n" + "\n".join(f"| {i + 1} | {team} | 18 | {13 - i} | {2 + i % 3} | {18 - (13 - i) - (2 + i % 3)} | {3 * (13 - i) + 2 + i % 3} |" for i, team in enumerate(teams)), "league table, consistent sums", "Invent a ten-team football table.")
    line = "Asmar Behel Cadoc Dural Eshem Fenor Gimal Hadad Ioreth Jabon Kelor Lamech Mishal Nadab Orian Pelag Resheb Salur Temar Uzal Varim Zohar".split()
    ok("genealogy", "These are the generations of the house of Asmar. " + " ".join(f"And {a} lived {60 + (i * 37) % 71} years, and begat {b}." for i, (a, b) in enumerate(pairwise(line))), "begats: each son is new; cut", "Write a genealogy in the style of an ancient chronicle for my fantasy world.", False, 810)
    parts = [("lamp", "stood on the sill"), ("moth", "that circled"), ("cat", "that watched"), ("boy", "that stroked"), ("aunt", "that scolded"), ("postman", "that startled"), ("storm", "that soaked"), ("hill", "that sheltered the town from")]

    def verse(i: int) -> str:
        """One verse of the cumulative rhyme."""
        tail = " ".join(f"\n{parts[j][1]} the {parts[j - 1][0]}" for j in range(i, 0, -1))
        return f"This is the {parts[i][0]}" + (f"{tail}\nthat stood on the sill at Mary's." if i else "\nthat stood on the sill at Mary's.")

    ok("cumulative rhyme", "\n\n".join(verse(i) for i in range(len(parts))).replace(" \n", "\n"), "cumulative rhyme on request; every verse adds a new figure", "Write a cumulative nursery rhyme in the House-that-Jack-built form about a lamp on a window sill.")
    ok("cumulative rhyme", "\n\n".join(verse(i).replace("lamp", "cake").replace("sill at Mary's", "shelf at Joan's").replace("moth", "mouse").replace("circled", "nibbled").replace("cat", "owl").replace("stroked", "fed") for i in range(len(parts))).replace(" \n", "\n"), "cumulative rhyme on request, cut in the sixth verse", "Make up a rhyme like The House That Jack Built, but about a cake.", False, 900)
    bag = "a compass;two left gloves;a jar of plums;my uncle's trombone;a sleeping hedgehog;four candles;a map of the wrong country;a spare moustache;some string".split(";")
    ok("memory game", "\n".join(f"{'ABCDEFGHI'[i]}: I packed my bag, and in it I put {', '.join(reversed(bag[: i + 1]))}." for i in range(len(bag))), "grows by the rule of the game that was asked for", "Play nine rounds of 'I packed my bag' with players A to I.")
    ok("glossary", "Abutment: the part of a bridge that takes the thrust of an arch.\nBatter: the backward slope of a wall face.\nCamber: a slight upward curve given to a beam.\nDado: the lower part of an inner wall.\nEaves: the part of a roof that overhangs the wall.\nFlashing: the strip of metal that keeps rain out of a joint.\nGable: the triangular part of a wall below a pitched roof.\nHeader: a brick laid with its end to the face of the wall.\nImpost: the block on which the end of an arch rests.\nJamb: the side of a door or window opening.\nKing post: the upright post in the middle of a roof truss.\nLintel: the beam over a door or window opening.\nMullion: the upright bar between the lights of a window.\nNewel: the post at the foot of a staircase.\nOriel: a window that stands out from an upper wall.", "'the part of', 'the post', but each term new; cut", "Glossary of building terms from A to Z", False, 640)
    ok("index", "Index\n\n" + "\n".join(f"{word}, {a}, {a + b}-{a + b + 2}, {a + b + 31}" for word, a, b in zip("adze apron anvil auger awl bellows bevel bradawl burnisher calipers chisel clamp cramp dividers drawknife file froe gauge gimlet gouge hammer hatchet jig jointer".split(), range(12, 300, 7), [9, 14, 5, 22, 31, 8] * 4, strict=False)), "book index, cut in a row", "Make an index for a book about hand tools.", False, 560)
    ok("bibliography", "\n".join(f"[{i + 1}] {author} ({year}). {title}. {house}." for i, (author, year, title, house) in enumerate([
        ("Aldous, M.", 1971, "The ferry towns", "Leeds: Marram Press"), ("Aldous, M.", 1974, "The ferry towns revisited", "Leeds: Marram Press"), ("Aldous, M.", 1979, "Tolls and tides", "Leeds: Marram Press"),
        ("Bakker, J. & Aldous, M.", 1980, "Two estuaries compared", "Utrecht: Waterland"), ("Bakker, J.", 1983, "Mud, silt and money", "Utrecht: Waterland"), ("Corrigan, P.", 1983, "A ferryman's ledger", "Cork: Three Bridges"),
        ("Corrigan, P.", 1986, "A ferryman's ledger, vol. 2", "Cork: Three Bridges"), ("Dahl, S.", 1990, "Ropes and chains", "Bergen: Fjordforlaget"), ("Emery, T.", 1991, "Who owned the crossing?", "York: Ouse Books")])), "same author and press run on, as in any bibliography; cut", None, False, 480)
    ok("menu", "STARTERS\nLeek soup with rye toast - 6.50\nSmoked eel with horseradish - 9.50\nBeetroot with goat's curd - 7.50\nPickled herring with potato - 7.50\n\nMAINS\nHake with brown butter - 18.50\nChicken with tarragon - 17.50\nLamb with white beans - 19.50\nBarley with mushrooms - 14.50\nDumplings with cabbage - 13.50\n\nSIDES (all 4.50)\nFried potatoes\nGreen leaves\nCarrots with cumin\n\nSWEETS (all 6.50)\nPlum tart\nRice pudding\nThree cheeses", "dish with side, price; short and complete", "A menu for a small restaurant")
    dice = random.Random(5)
    ok("score sheet", "\n".join(f"End {i}: {' '.join(sorted(map(str, (dice.choice([10, 9, 9, 8, 8, 7, 6]) for _ in range(6))), key=int, reverse=True))}" for i in range(1, 25)), "archery score sheet with real scatter; cut", "Sample score sheet for a 24-end archery round", False, 464)
    ok("chess", "1. e4 e5 2. Nf3 Nc6 3. Bc4 Bc5 4. c3 Nf6 5. d3 d6 6. O-O O-O 7. Re1 a6 8. Bb3 Ba7 9. h3 h6 10. Nbd2 Re8 11. Nf1 Be6 12. Bc2 d5 13. exd5 Qxd5 14. Ng3 Rad8 15. Qe2 Kh8 16. Kh1 Kg8 17. Kg1 Kh8 18. Kh1 Kg8 19. Kg1 Kh8 1/2-1/2 by agreement after threefold repetition.", "a game that ends by repetition of moves, as games do", "Give the moves of a dull draw.")
    ok("workout", "\n\n".join(f"Day {i + 1} - {focus}\n" + "\n".join(f"- {move}: {3 + i % 2} x {reps}" for move, reps in zip(moves.split(", "), (10, 8, 12), strict=True)) for i, (focus, moves) in enumerate([
        ("Push", "Bench press, Overhead press, Dips"), ("Pull", "Deadlift, Bent-over row, Chin-ups"), ("Legs", "Back squat, Lunges, Calf raises"), ("Rest and mobility", "Hip circles, Cat-cow, Ankle rocks"),
        ("Push", "Incline press, Push press, Rope pushdown"), ("Pull", "Rack pull, Face pull, Hammer curl"), ("Legs", "Front squat, Step-ups, Leg curl")])), "rigid plan, new exercises; cut", "A seven day workout plan", False, 470)
    words = "Hund dog;Katze cat;Haus house;Baum tree;Brücke bridge;Fluss river;Berg mountain;Vogel bird;Schlüssel key;Fenster window;Löffel spoon;Teller plate;Messer knife;Gabel fork;Stuhl chair;Tisch table;Lampe lamp;Straße street;Garten garden;Himmel sky".split(";")
    ok("vocabulary", "\n".join(f"{i}. What is the German word for '{b}'? - {a}." for i, (a, b) in enumerate((w.split() for w in words), 1)), "drill, one frame, twenty new words; cut", "Quiz me on 20 German nouns, with answers.", False, 720)
    ok("word list", "\n".join("abbey abide able about above abroad absent absorb abstract absurd abundant accent accept access accident account accuse ache achieve acid acorn acre across act active actor actual adapt add adder address adhere admire admit adopt adore adult advance advice afar affair affect afford afraid after again age agent agile agree ahead aid aim air aisle alarm album alert alien alike alive alley allow".split()), "alphabetical word list, one a line; cut", "Word list for a spelling bee, A words only", False, 347)
    ok("launch log", "T-10:00 Weather officer reports go.\nT-09:00 Range reports go.\nT-08:00 Propulsion reports go.\nT-07:00 Guidance reports go.\nT-06:00 Telemetry reports go.\nT-05:00 Recovery reports go.\nT-04:00 Payload reports go.\nT-03:00 Tank pressure steady.\nT-02:00 Internal power.\nT-01:00 Range is clear.\nT-00:30 Sequencer has control.\n" + "\n".join(f"T-00:{n:02d}" for n in range(10, 0, -1)) + "\nT-00:00 Ignition. Lift-off at 06:14:00 local.\nT+00:12 Tower clear.\nT+01:02 Maximum pressure.", "every station new, then a real countdown", "Write a launch log with polling and countdown.")
    pupils = "Abara, Chidi;Bloom, Hanna;Castro, Luis;Dey, Mitali;Evans, Rhys;Falk, Jonas;Green, Tasha;Haddad, Sami;Ito, Rena;Jansen, Bram;Kovac, Mila;Lopez, Ana;Mbeki, Thabo;Novak, Jan;O'Hara, Finn;Park, Joon;Quist, Elin;Rossi, Carla;Singh, Arjun;Tan, Wei".split(";")
    ok("roll call", "\n".join(f"\"{name.split(', ')[1]} {name.split(', ')[0]}?\"\n\"{('Here, miss.', 'Here, miss.', 'Here!', 'Here, miss.')[i % 4]}\"" for i, name in enumerate(pupils)), "the same answer each time, a new name each time; cut", "Write the roll call scene in full, twenty pupils.", False, 446)
    ok("roll-call vote", "The clerk called the roll.\n\n" + "\n".join(f"Councillor {name.split(',')[0]}: {('Aye', 'Aye', 'No', 'Aye', 'Aye')[i % 5]}." for i, name in enumerate(pupils)) + "\n\nThe motion carried, sixteen to four.", "names new, votes not", "Minutes of a roll-call vote of twenty councillors")
    ok("bingo", " ".join(f"{'BINGO'[(n - 1) // 15]}-{n}!" for n in random.Random(3).sample(range(1, 76), 60)), "bingo calls: no number twice; cut", "Call a game of bingo.", False, 301)
    lots = "A walnut bureau, the fall with a later handle;A set of six chairs, one repaired;A brass ship's clock, not working;A pair of pewter candlesticks;A box of mixed cutlery;An oak settle with carved panel;A print of the harbour, foxed;A Persian runner, worn;A child's rocking horse, lacking tail;A barometer by Nairn, tube broken;A mahogany tea caddy;A pair of opera glasses, cased".split(";")
    ok("auction", "\n".join(f"Lot {101 + i}. {lot}. Estimate £{40 + 20 * (i * 7 % 9)}-{60 + 20 * (i * 7 % 9)}." for i, lot in enumerate(lots)), "lot number and frame rigid; items new; unknown ending", "Catalogue entries for a country house auction", None)
    ok("table of contents", "Contents\n\nPart One: The River\n1. The Source .......... 3\n2. The Ford .......... 17\n3. The Mill .......... 31\n4. The Weir .......... 44\n5. The Bridge .......... 58\n\nPart Two: The Town\n6. The Gate .......... 75\n7. The Market .......... 89\n8. The Well .......... 102\n9. The Gaol .......... 117\n10. The Hall .......... 131\n\nPart Three: The Sea\n11. The Harbour .......... 149\n12. The Light .......... 163\n13. The Bar .......... 178", "dot leaders and one-noun titles; complete", None)
    checks = "Battery master;Fuel selector;Fuel quantity;Oil pressure;Avionics;Flight controls;Trim;Flaps;Altimeter;Heading indicator;Transponder;Carburettor heat;Mixture;Magnetos;Doors;Harnesses;Landing light".split(";")
    ok("checklist", "Before take-off\n\n" + "\n".join(f"[ ] {check} - {('ON', 'BOTH', 'CHECK', 'CHECK', 'ON', 'FREE', 'SET', 'SET', 'SET', 'SET', 'CHECK', 'COLD', 'RICH', 'CHECK', 'CLOSED', 'FASTENED', 'ON')[i]}" for i, check in enumerate(checks)), "checklist, one or two words new each row; cut", "A pre-take-off checklist for a light aircraft", False, 327)
    facts = "A tomato is a fruit;Sound travels faster in water than in air;A square is a rectangle;Bats are blind;Glass is made from sand;Penguins live at the North Pole;A leap year has 366 days;Spiders are insects;Ice floats on water;Lightning never strikes twice;Bamboo is a grass;The moon makes its own light".split(";")
    ok("quiz", "\n\n".join(f"{i}. {fact}.\n   A) True\n   B) False" for i, fact in enumerate(facts, 1)), "options equal, statements new; cut", "Make a true/false quiz with 12 questions.", False, 560)
    likert = "My manager listens to me;I know what is expected of me;My desk is comfortable;The canteen is good value;I can take leave when I need it;I would recommend working here;I get the training I need;Meetings are worth the time".split(";")
    ok("survey", "\n\n".join(f"Q{i}. {item}.\n( ) Strongly disagree ( ) Disagree ( ) Neutral ( ) Agree ( ) Strongly agree" for i, item in enumerate(likert, 1)), "more than half of every item is the same scale, but each question is new; cut", "Draft a staff survey on a five-point scale, scale printed under each question.", False, 740)
    ok("conjugation", "cantar (to sing), present: canto, cantas, canta, cantamos, cantáis, cantan\ncantar, imperfect: cantaba, cantabas, cantaba, cantábamos, cantabais, cantaban\ncantar, preterite: canté, cantaste, cantó, cantamos, cantasteis, cantaron\ncantar, future: cantaré, cantarás, cantará, cantaremos, cantaréis, cantarán\ncantar, conditional: cantaría, cantarías, cantaría, cantaríamos, cantaríais, cantarían\ncantar, present subjunctive: cante, cantes, cante, cantemos, cantéis, canten", "Spanish verb table", "Conjugate cantar in six tenses.")
    wherein = "the lid is hinged;the hinge is made of nylon;the nylon contains glass fibre;the vessel is double-walled;the space between the walls is evacuated;the spout has a valve;the valve is spring-loaded;the spring is stainless steel;the handle folds flat;the handle has a detent;the base carries a weight;the weight is removable".split(";")
    ok("patent claims", "1. A drinking vessel comprising a body, a lid and a spout.\n" + "\n".join(f"{i + 2}. The drinking vessel of claim {max(1, i + 1 - i % 3)}, wherein {part}." for i, part in enumerate(wherein)), "claims: fixed frame, new matter; cut", "Write dependent claims for a drinking vessel.", False, 640)
    dice = random.Random(8)
    rows = [f"Row {i} ({'RS' if i % 2 else 'WS'}): " + (f"K{dice.randint(2, 9)}, yo, k2tog, k{dice.randint(3, 12)}, ssk, yo, k to end." if i % 2 else "Purl.") for i in range(1, 33)]
    ok("knitting", "Lace panel (worked over 28 sts)\n\n" + "\n".join(rows), "every even row is the same by design and the odd ones shift; cut", "Write out a 32-row lace knitting chart in words.", False, 764)
    ok("inventory", "id,part,qty,bin\n" + "\n".join(f"{1040 + i},{part},{(i * 17) % 43 + 2},{'ABCD'[i % 4]}{i * 3 % 11 + 1}" for i, part in enumerate("hex bolt M6;hex bolt M8;hex bolt M10;hex nut M6;hex nut M8;hex nut M10;washer M6;washer M8;washer M10;spring washer M6;spring washer M8;cap screw M4;cap screw M5;cap screw M6;grub screw M3;grub screw M4;rivet 3 mm;rivet 4 mm;split pin 2 mm;circlip 12 mm;circlip 16 mm".split(";"))), "CSV with systematic part names; cut", None, False, 430)
    ok("sql", "INSERT INTO stations (id, name, line) VALUES\n" + ",\n".join(f"  ({i + 1}, '{place}', '{('coast', 'valley')[i % 3 == 0]}')" for i, place in enumerate(places)) + ";", "seed data, names new", "Seed a stations table with sixteen rows.")
    ok("tests", "\n\n".join(f"def test_slug_{name}():\n    assert slugify({src!r}) == {dst!r}" for name, src, dst in [("plain", "Hello", "hello"), ("space", "Hello World", "hello-world"), ("tabs", "a\tb", "a-b"), ("accents", "Crème", "creme"), ("digits", "Top 10", "top-10"), ("dots", "v1.2", "v1-2"), ("empty", "", ""), ("trim", "  x ", "x"), ("dashes", "a--b", "a-b"), ("emoji", "ok 👍", "ok")]), "ten unit tests in one frame; cut in one", "Write unit tests for slugify.", False, 560)
    dice = random.Random(11)
    ok("tides", "Tide table, Skarn harbour, September\n\n" + "\n".join(f"{i + 1:2d} Sep  HW {clock(312 + 49 * i)} {4.1 + dice.random():.1f} m  LW {clock(690 + 49 * i)} {0.4 + dice.random():.1f} m" for i in range(30)), "tide table, all figures move; cut", "Invent a tide table for September.", False, 1000)
    pills = [("08:00", "Metformin 500 mg with breakfast"), ("08:00", "Ramipril 5 mg"), ("20:00", "Metformin 500 mg with dinner"), ("22:00", "Atorvastatin 20 mg")]
    ok("medication", "\n\n".join(f"{name}\n" + "\n".join(f"☐ {time} {pill}" for time, pill in pills) for name in "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()), "a weekly tick sheet asked for as such; the days run and it ends on Sunday", "Print my daily medication (Metformin 500 mg twice, Ramipril 5 mg in the morning, Atorvastatin 20 mg at night) as a tick list for every day of the week.")
    plan = [(60, 90), (90, 90), (120, 90), (180, 90), (240, 120), (300, 150), (480, 180), (540, 60)]
    ok("running plan", "\n".join(f"Week {i}: run {a} seconds, walk {b} seconds, repeat {max(1, 1200 // (a + b))} times. Three sessions." for i, (a, b) in enumerate(plan, 1)) + "\nWeek 9: run 30 minutes without a break. Three sessions.", "the same sentence with the load rising, a true progression", "Nine-week plan from couch to running 30 minutes")
    ok("alphabet", "\n".join(f"{word[0]} as in {word}" for word in "Apple Bridge Candle Drum Eagle Feather Garden Hammer Island Jacket Kettle Lemon Mirror Needle Orange Piano Quilt Ribbon Saddle Tunnel Umbrella Violin Window Xylophone Yard Zebra".split()), "alphabet on request", "Give me an 'A as in ...' list from A to Z.")
    ok("elements", "\n".join(f"{i}. {name.split()[0]} ({name.split()[1]})" for i, name in enumerate("Hydrogen H;Helium He;Lithium Li;Beryllium Be;Boron B;Carbon C;Nitrogen N;Oxygen O;Fluorine F;Neon Ne;Sodium Na;Magnesium Mg;Aluminium Al;Silicon Si;Phosphorus P;Sulfur S;Chlorine Cl;Argon Ar;Potassium K;Calcium Ca;Scandium Sc;Titanium Ti;Vanadium V;Chromium Cr;Manganese Mn;Iron Fe;Cobalt Co;Nickel Ni;Copper Cu;Zinc Zn".split(";"), 1)), "known list; cut", "List the chemical elements with symbols.", False, 400)
    ok("recipe steps", "1. Wash the lentils and leave them to drain.\n2. Heat the oil in a wide pan.\n3. Add the onion and stir for 5 minutes.\n4. Add the garlic and stir for 1 minute.\n5. Add the cumin and stir for 1 minute.\n6. Add the carrots and stir for 3 minutes.\n7. Add the tomatoes and stir for 5 minutes.\n8. Add the lentils and stir for 1 minute.\n9. Add the stock, cover and simmer for 25 minutes.\n10. Add the spinach and stir until it wilts.\n11. Add the lemon juice and salt.\n12. Rest for 10 minutes and serve with flatbread.", "'Add the X and stir for N minutes', every X new", "lentil stew, numbered steps")
    ok("Stundenplan", "\n".join(f"{tag}: " + ", ".join(f"{clock(480 + 50 * i)} {fach}" for i, fach in enumerate(plan_.split())) for tag, plan_ in [("Montag", "Deutsch Mathe Englisch Sport Sport"), ("Dienstag", "Mathe Deutsch Kunst Kunst Musik"), ("Mittwoch", "Englisch Deutsch Mathe Sachkunde Religion"), ("Donnerstag", "Deutsch Sport Mathe Englisch Sachkunde"), ("Freitag", "Mathe Musik Deutsch Werken Werken")]), "German school timetable; subjects recur in a meaningful order", "Stundenplan für eine vierte Klasse")
    ok("菜单", "今日菜单\n1. 清蒸鲈鱼　四十八元\n2. 红烧豆腐　十八元\n3. 葱爆羊肉　三十八元\n4. 蒜蓉空心菜　十六元\n5. 番茄炒蛋　十六元\n6. 酸菜粉丝汤　十八元\n7. 花生糖水　八元\n8. 米饭　二元", "Chinese menu", "写一份小饭馆的菜单。", script="Chinese")
    seats = "Aunt Rosa;Mr Pell;Dinah;Grandpa Joe;Lotte;the vicar;Mrs Abara;Cousin Ray;Little Emil;Dr Haddad;Bram;Signora Rossi;Uncle Finn;Tasha;the bride's mother;Jonas;Mitali;old Mr Crake".split(";")
    ok("seating plan", "\n".join(f"Table {1 + i // 6}, seat {1 + i % 6}: {seat} ({('chicken', 'fish', 'vegetarian', 'chicken', 'chicken')[i * 3 % 5]})" for i, seat in enumerate(seats)), "two counters, new guests, three dishes; cut", "Seating plan for the wedding, three tables of six, with meal choice", False, 590)
    ok("ship's log", "0400 Wind SW 4. Bar 1013. Course 285. Nothing in sight.\n0500 Wind SW 4. Bar 1012. Course 285. Nothing in sight.\n0600 Wind SW 5. Bar 1010. Course 285. Sail fine on the port bow.\n0700 Wind SW 5. Bar 1008. Course 280. Sail identified as the Ellida, of Bergen.\n0800 Wind SW 6. Bar 1005. Course 280. Took in the royals.\n0900 Wind W 7. Bar 1001. Course 275. Reefed. Heavy rain.\n1000 Wind W 7. Bar 999. Course 275. Lost sight of the Ellida.\n1100 Wind NW 6. Bar 1002. Course 285. Clearing.\n1200 Wind NW 5. Bar 1006. Course 285. Noon position 48 10 N, 9 40 W.", "log frame, the weather tells a story", "A page of a ship's log with hourly entries")
    ok("essay list", "First, a garden feeds people. Second, a garden teaches patience. Third, a garden drinks the rain that would flood the cellar. Fourth, a garden gives the old a reason to stand up and the young a reason to come home dirty. Fifth, a garden costs less than a car park. Sixth, a garden is where the neighbours who do not speak pass each other tomatoes. Seventh, a garden ends every argument about whether the town has changed for the worse. Eighth, a garden", "ordinal anaphora with a new reason each time; cut (twin of the essay loop)", "Write an essay on why every town needs a garden, as a list of reasons.", False, 450)
    ok("year chronicle", "In 1980 the firm moved to Leith Street. In 1981 it bought its first lorry. In 1982 the lorry was stolen. In 1983 the lorry came back, repainted. In 1984 the founder's daughter took over the books and found that nobody had paid the rates since 1979. In 1985 the rates were paid. In 1986 the firm bought a second lorry and insured it. In 1987 the roof fell in. In 1988 a new roof was put on, and in 1989 the old roof was sold to a theatre, which hung it over a stage. In 1990 the firm", "year counter with a new event every year; cut (twin of the company loop)", "Write a year by year history of a haulage firm.", False, 470)


def periodic(text: str) -> bool:
    """Whether the second half of a text is an exact repetition, which would make it another kind."""
    half = text[len(text) // 2 :]
    return any(half[p:] == half[:-p] for p in range(1, len(half) * 2 // 3))


def check(row: dict[str, Any]) -> None:
    """The labels of one row hold."""
    text, name = row["text"], f"{row['id']} {row['shape']}"
    assert 20 < len(text) <= 6000, name
    if row["label"] == "ok":
        assert row["onset"] is row["period"] is row["end"] is row["kind"] is None, name
        return
    onset, period, end = row["onset"], row["period"], row["end"]
    assert 0 <= onset < end <= len(text), name
    assert row["finished"] is not False or end >= len(text.rstrip()), name
    if row["kind"] in EXACT:
        assert all(text[i] == text[i + period] for i in range(onset, end - period)), name
        assert onset == 0 or text[onset - 1] != text[onset - 1 + period], name
        assert end == len(text) or text[end] != text[end - period], name
        unit = text[onset : onset + period]
        assert (unit + unit).find(unit, 1) == period, name
        assert end - onset >= max(80, 3 * period), name
        assert row["kind"] == ("token_run" if period == 1 else "block_loop" if period >= 256 else "exact_loop"), name
    elif row["kind"] == "shuffled_loop":
        assert end - onset >= 200, name
        assert not periodic(text[onset:end]), name
    else:
        copies = row["copies"]
        assert len(copies) >= 3, (name, len(copies))
        assert text[onset:].startswith("".join(copies).rstrip()), name
        floor = {"counter_loop": 0.7, "near_loop": 0.6, "growing_loop": 0.6}[row["kind"]]
        ratios = [difflib.SequenceMatcher(None, a, b, autojunk=False).ratio() for a, b in pairwise(copies)]
        bare = row["shape"] in ("bare numbers", "arithmetic", "countdown", "headings", "staircase", "laughing", "json", "brackets", "mail subjects")
        assert bare or min(ratios) >= floor, (name, min(ratios))
        assert row["kind"] == "growing_loop" or not periodic(text[onset:end]), name


def main() -> None:
    """Write the cases and print their counts."""
    for part in (counter_loops, near_loops, growing_loops, shuffled_loops, exact_loops, short_loops, ok_numbers, ok_lists, ok_twins):
        part()
    for row in ROWS:
        check(row)
        del row["copies"]
    assert len({row["text"] for row in ROWS}) == len({row["id"] for row in ROWS}) == len(ROWS)
    path = Path(__file__).with_suffix(".jsonl")
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS), encoding="utf-8")
    print(len(ROWS), "cases in", path.name)
    print(Counter((row["label"], row["kind"]) for row in ROWS))
    print(Counter((row["label"], row["finished"]) for row in ROWS))
    print(Counter((row["label"], row["shape"]) for row in ROWS))
    short = sum(len(row["text"]) <= 720 for row in ROWS if row["label"] == "loop")
    print(short, "loops of at most 720 characters")


if __name__ == "__main__":
    main()
