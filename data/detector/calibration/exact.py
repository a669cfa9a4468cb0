# ruff: noqa: E501, RUF001
# fmt: off
"""Calibration cases by the author `exact`: exact loops at their hard edges, and exact repetition that is meant.

All text was written by hand for this project; the program only assembles, labels, checks and writes `exact.jsonl`.
"""

from __future__ import annotations

import base64
import json
import random
from collections import Counter
from pathlib import Path
from typing import Any

LOOPS: list[dict[str, Any]] = []
OKS: list[dict[str, Any]] = []
MANY = 3000


def loop(
    shape: str, before: str, unit: str, copies: int = 0, cut: int = 0, *, cap: int = 0, after: str = "",
    finished: bool | None = False, prompt: str | None = None, script: str = "Latin", note: str = "",
) -> None:
    """`copies` of `unit` and `cut` characters more, or as many as fit under `cap` characters of text; then `after`."""
    text = (before + unit * MANY)[:cap] if cap else before + unit * copies + unit[:cut]
    end = len(text)
    text += after
    period = (unit + unit).find(unit, 1)
    onset = len(before)
    while onset and text[onset - 1] == text[onset - 1 + period]:
        onset -= 1
    while end < len(text) and text[end] == text[end - period]:
        end += 1
    kind = "token_run" if period == 1 else "block_loop" if period >= 256 else "exact_loop"
    LOOPS.append({
        "label": "loop", "kind": kind, "shape": shape, "script": script, "text": text, "finished": finished,
        "prompt": prompt, "onset": onset, "period": period, "end": end, "note": note,
    })


def ok(
    shape: str, text: str, finished: bool | None = True, prompt: str | None = None, *, keep: int | None = None,
    script: str = "Latin", note: str = "",
) -> None:
    """A healthy text, or its first `keep` characters."""
    assert keep is None or keep < len(text), (shape, keep, len(text))
    OKS.append({
        "label": "ok", "kind": None, "shape": shape, "script": script, "text": text[:keep], "finished": finished,
        "prompt": prompt, "onset": None, "period": None, "end": None, "note": note,
    })


def para(text: str) -> str:
    """Source lines joined into paragraphs; a blank line between paragraphs stays."""
    return "\n\n".join(" ".join(line.strip() for line in part.split("\n")) for part in text.strip().split("\n\n"))


# ----------------------------------------------------------------------------------------------------------- loops ---

# barely three copies of a long unit, cut at the cap
loop("recipe", para("""
    For the glaze, warm the apricot jam with a spoonful of water and push it through a sieve while it is still runny.
    Brush it over the tart as soon as it leaves the oven. """) + " ",
    "Let the tart cool on a wire rack for at least twenty minutes, so that the glaze can set and the base stays crisp. ",
    3, 21, prompt="How do I glaze a fruit tart?", note="three copies of a 113-character sentence and a bit, short")
loop("email", para("""
    Dear Ms Oyelaran,

    Thank you for your patience while we looked into the delayed shipment. The crate left our depot in Tilburg on the
    9th and was held at the border for inspection. """) + " ",
    "We apologise for any inconvenience this may have caused and will keep you informed. ",
    3, 12, prompt="Write a short reply to a customer whose crate is late.", note="three copies of an 84-character courtesy sentence")
loop("essay", para("""
    The case for small harbours is usually made with nostalgia, and that is a pity, because there is a better one. A small
    harbour is a cheap experiment. Somebody with one boat and a borrowed winch can find out in a single season whether
    there is a market for urchins, or for day trips to the seal rocks, and if there is not, nothing has been lost but a
    summer. A container port cannot do that; it must be right for forty years.

    Consider the inlet at Skarvik. In 1994 it had a slip, a shed and eleven moorings. Nobody planned the smokehouse, the
    net-mending school or the ferry to the outer islands; each of them grew because the berth was there, and cheap, and
    nobody had to be asked. When the herring moved north, the smokehouse turned to mackerel within a month.""") + "\n\n",
    "What this shows is that resilience does not come from size, but from the number of things that can be tried at once, and abandoned at once. ",
    3, 3, prompt="Write an opinion essay about small harbours.", note="exactly three copies of a 140-character sentence; the cap falls three characters into the fourth")
loop("biography", "Ilse Varga (born 1931) was a cartographer of caves. ",
    "She mapped the lower galleries of the Bükk plateau with a compass, a candle and a knotted rope, and she published nothing. ",
    3, 60, prompt="Who was Ilse Varga?", finished=None, note="at once after one sentence; three and a half copies, unknown end")
loop("news", para("""
    The town council voted on Tuesday to close the footbridge over the Lenn until the spring. Engineers found rust in two of
    the four hangers during a routine check. """) + " ",
    "A spokesman said that the safety of residents came first. The bridge is used by about nine hundred people every day. ",
    3, 44, note="two-sentence unit, three copies and a third")
loop("abstract", "", "We study the stability of thin viscous films on rotating cylinders and show that the uniform state loses stability through a supercritical bifurcation. ",
    3, 40, prompt="Continue the abstract.", note="loop from the first character, long unit of an abstract, only 490 characters")
loop("french", "La bibliothèque municipale rouvrira le 4 mars après dix mois de travaux. Les lecteurs y trouveront une salle de lecture agrandie. ",
    "L'entrée reste gratuite pour tous les habitants de la commune, sur simple présentation d'une pièce d'identité. ",
    3, 30, note="French notice, three copies and a third")

# blocks
loop("review", "I bought this kettle in March and have used it daily since.\n\n", para("""
    The handle stays cool, the lid clicks shut and the spout does not drip. It boils a litre in a little under three
    minutes, which is faster than my old one by a good margin. The only thing I would change is the cord, which is a bit
    too short for my kitchen, so the kettle has to stand next to the toaster.""") + "\n\n",
    3, 210, prompt="Write a product review for a kettle.", note="four copies of a 300-character block, the last cut")
loop("thinking", para("""
    <think>
    The user wants to know whether the gate can be reached before the tide closes the causeway. Distance is 4.2 km, walking
    speed 5 km/h, so that takes 50.4 minutes. High water is at 14:20 and the causeway closes 90 minutes before.""") + "\n\n", para("""
    Wait, let me check this again. The causeway closes 90 minutes before high water, so it closes at 12:50. If they leave at
    noon, they arrive at 12:50 and 24 seconds. That would be too late by 24 seconds. But the problem says that they walk at
    5 km/h on average, so perhaps they can walk faster. Hmm, but the problem says that the speed is 5 km/h. So they arrive
    at 12:50 and 24 seconds.""") + "\n\n",
    4, 130, prompt="Will they make it across?", note="thinking trace that rereads the same 400-character paragraph")
loop("code", "import pytest\n\nfrom harbor.tides import TideTable\n\n\n",
    'def test_empty_table_has_no_high_water():\n    table = TideTable([])\n    assert table.high_water() is None\n    assert table.low_water() is None\n    with pytest.raises(ValueError, match="no readings"):\n        table.interpolate("2021-04-02T10:00")\n    assert table.as_rows() == []\n    assert len(table) == 0\n\n\n',
    3, 188, prompt="Write unit tests for TideTable.", note="the same test function, same name, written again and again")
loop("agent", "Task: find the opening hours of the swimming pool in Orrest.\n\n",
    "Thought: I need to search for the opening hours of the pool.\nAction: search\nAction Input: opening hours pool Orrest\nObservation: No results found. Did you mean \"Orrest Head\"?\nThought: The search did not return any results. I should try to search for the opening hours on the web page of the pool itself, which may list them by day of the week.\n",
    3, 95, note="agent that repeats the same call and the same observation; block of 330 characters")
loop("story", para("""
    The lamp at the end of the pier had been dark for a week when Tove rowed out to see to it. She tied the boat to the
    ladder and climbed.""") + "\n\n", para("""
    At the top she found the door ajar. Inside, the wick was dry and the oil was gone, and on the keeper's chair lay a glove
    that she knew. She picked it up and held it to her face. It smelled of tar and oranges. "You might have told me," she
    said to nobody, and put the glove into her pocket.

    Then she heard a step on the ladder.""") + "\n\n",
    4, 0, finished=True, prompt="Write a ghost story set on a pier.", note="four whole copies and the model ends by itself; two-paragraph block")
loop("german", para("""
    Sehr geehrte Damen und Herren,

    hiermit kündige ich den oben genannten Vertrag fristgerecht zum nächstmöglichen Zeitpunkt.""") + "\n\n",
    "Bitte bestätigen Sie mir den Eingang dieser Kündigung sowie das Datum, zu dem der Vertrag endet, schriftlich. Eine Rückwerbung ist nicht erwünscht. Bitte löschen Sie nach Vertragsende alle personenbezogenen Daten, soweit keine gesetzlichen Aufbewahrungsfristen entgegenstehen.\n\nMit freundlichen Grüßen\n\nJonas Weidlich\n\n",
    5, 71, prompt="Schreib eine Kündigung für mein Fitnessstudio.", note="letter ends and starts its second half again, signature included")

# loops that the model left by itself
loop("story", para("""
    The road went up through the birches and then there were no more birches. Marek pulled his collar shut. Somewhere below
    him a dog barked, and stopped.""") + " ", "He kept walking. ", 34, after=para("""
    By the time he saw the roofs of Dolna the light had nearly gone. A woman was taking in washing. She looked at his boots,
    and then at his face, and went inside without a word. He knocked at the third house, as he had been told to, and waited
    with his hat in his hands. The door opened a hand's breadth. "You are late," said the man inside, "but the soup is
    still warm."

    Marek ate standing up."""), finished=True, note="recovered after 34 copies; no story needs more than three")
loop("advice", "Before you sign a lease, go through these points:\n\n- Ask who pays for repairs.\n- Read the clause on notice.\n",
    "- Check the water pressure.\n", 16, after="\nIf something is not in order, have it written into the handover report and keep a copy. Most disputes come down to what was recorded on the first day, so take photographs, date them, and send them to the landlord by mail the same",
    prompt="What should I check before I sign a lease?", note="sixteen identical bullets, then the answer goes on and is cut elsewhere")
loop("transcript", "[00:14:02] SPEAKER 2: So the second quarter was, uh, slower than we would have liked, and I think Dana has the numbers for that.\n[00:14:11] SPEAKER 1: ",
    "Thank you. ", 45, after="\n[00:15:40] SPEAKER 3: Right. If you look at slide nine, returns fell by four percent, mostly in the outdoor range.\n[00:15:52] SPEAKER 2: And that was the tents?\n[00:15:54] SPEAKER 3: That was the tents, yes.",
    finished=True, note="speech recogniser stuck on silence; goes on healthy afterwards")
loop("thinking", "<think>\nThe sum of the first n odd numbers is n squared, so for n = 17 it is 289. ", "Let me double-check. 17 squared is 289. Yes. ", 11,
    after="OK, I am confident.\n</think>\n\nThe sum of the first 17 odd numbers is **289**.", finished=True, prompt="What is the sum of the first 17 odd numbers?",
    note="eleven identical checks in the thinking part, then a sound answer")

# inside other forms
loop("json", '{\n  "sku": "CH-2210",\n  "name": "Reading chair",\n  "price": 249.0,\n  "description": "A soft',
    ", comfortable, elegant, durable", cap=1104, prompt="Return the product as JSON.", note="loop inside a JSON string")
loop("json", '{"sensors": [{"id": 1, "type": "humidity", "unit": "%"}, ',
    '{"id": 2, "type": "temperature", "unit": "C", "enabled": true}, ', cap=560, prompt="List the sensors of the device as JSON.",
    note="array that adds the same object, same id, for ever")
loop("code", "def parse_header(raw: bytes) -> Header:\n    magic, version = struct.unpack_from('<4sH', raw)\n    if magic != b'TIDE':\n        raise HeaderError(magic)\n",
    "    # TODO: handle the case where the version is newer than the reader\n", cap=2390, prompt="Write a parser for the tide file header.", note="code comment")
loop("docstring", 'def moving_median(values, width):\n    """Return the moving median.\n\n    Args:\n        values: The readings.\n        width: The number of readings in the window.\n\n',
    "    Returns:\n        The moving median of the readings.\n\n", cap=549, finished=None, note="docstring with endless Returns sections")
loop("table", "| Region | Main crops | Rainfall |\n|---|---|---|\n| Upper Dara | barley, rye | 410 mm |\n| Lower Dara | wheat, flax",
    ", lentils, chickpeas, beans", cap=430, prompt="Make a table of regions, crops and rainfall.", note="table cell that never closes; 28-character unit")
loop("latex", "\\begin{proof}\nLet $(x_n)$ be a Cauchy sequence in $X$ and let $\\varepsilon > 0$. Choose $N$ with $d(x_m, x_n) < \\varepsilon/2$ for all $m, n \\geq N$. ",
    "Since $X$ is complete, there is $x \\in X$ with $x_n \\to x$, and hence $d(x_n, x) \\leq \\varepsilon$. ", 3, 64, prompt="Prove the lemma.",
    note="proof step repeated, three copies and a half")
loop("latex", "Expanding the square and collecting terms gives\n\\begin{align*}\n\\|u - v\\|^2 &= \\langle u - v, u - v \\rangle \\\\\n",
    "&= \\|u\\|^2 - 2\\langle u, v \\rangle + \\|v\\|^2 \\\\\n", cap=590, note="aligned lines that do not change")
loop("latex", "The continued fraction is\n\\[\n  x = ", "1 + \\cfrac{1}{", cap=500, prompt="Write sqrt(2) as a continued fraction, three levels deep.",
    note="nested fraction that never closes; three levels were asked for and the digit is wrong as well")
loop("dialogue", 'Lena stared at the empty cage. The latch was open and there were feathers on the sill. "', "No, no, ", cap=560,
    note="quoted speech: sixty times no is no longer a character in distress")
loop("speech", "okay so uh what I would say is that when you when you look at the at the garden in the spring ", "you ", cap=520, finished=None,
    note="automatic transcript: 'you you you you' to the cap")
loop("ocr", "ANNUAL STATEMENT OF THE SAVINGS BANK OF HOLM\n\nCash on hand . . . . . 1,204\nLoans upon mortgage ", ". ", cap=560, prompt="Transcribe the scanned page.",
    note="dot leader that never reaches its number: over 400 characters")
loop("ocr", "Received of Mr. Aldous Penn the sum of four pounds, being rent for the lower field until Michaelmas.\n", "- ", cap=1290, prompt="Transcribe the receipt.",
    note="dashes without reason, 400 characters")
loop("ocr", "| Name | Age | Trade |\n| Jos. Harker | 41 | cooper |\n", "|  ", cap=700, finished=None, prompt="Transcribe the census sheet.", note="one table row with hundreds of empty cells")
loop("answer", "The capital of Bhutan is Thimphu.", "\n", 310, prompt="What is the capital of Bhutan?", note="newline run to the cap")
loop("code", "def area(r: float) -> float:\n    return 3.14159 * r * r", "\n    ", cap=560, prompt="Write a function for the area of a circle.", note="empty indented lines to the cap")
loop("chat", "omg yes happy birthday!!! hope you have the best day ", "🎉", cap=300, finished=None, prompt="Write a birthday text with an emoji.", script="Latin", note="emoji run, period one")
loop("caption", "Golden hour at the lake ", "❤️✨🌅", cap=420, prompt="Write a photo caption with three emoji.", note="three emoji over and over; one of them carries a variation selector")
loop("names", "Here is a name for your fantasy village: **Thal", "ando", cap=330, prompt="Invent one name for a fantasy village.", note="a syllable repeated inside one name")
loop("phone", "You can reach the museum's front desk at +31 20 5", "0", cap=480, prompt="What is the phone number of the museum?", note="a phone number of four hundred zeros")
loop("pi", "Here are the first 500 decimal digits of pi:\n\n3.14159265358979323846264338327950288419716939937510", "58209749", cap=460, prompt="Give me the first 500 digits of pi.",
    note="pi does not repeat; the model does, unit of eight digits")
loop("adverbs", "The view from the top of the tower is ", "very ", cap=4390, prompt="Describe the view from the tower in one sentence.", note="word run")
loop("punctuation", "WE WON THE CUP AND I STILL CANNOT BELIEVE IT", "!", cap=470, prompt="Write an excited post about the cup.", note="four hundred exclamation marks: no writer does that")
loop("csv", "name,city,age,club,position\nAbel Ros,Gent,24,KV Noord,keeper\nTim Vos,Aalst,19,", ",", cap=450, prompt="Five columns, three rows of CSV.", note="commas for ever in a table of five columns")
loop("form", "VISITOR FORM\n\nName: ______________\nCompany: ______________\nSignature: ", "_", cap=980, prompt="Make a short visitor form with three fields.", note="the last blank never ends: 900 underscores")

# ragged tails
loop("json", '{"title": "Evening bus timetable", "summary": "The last bus leaves at 23:10. ', "Please check the timetable at the stop. ", 9,
    after='Please check the app."}', finished=True, prompt="Summarise the notice as JSON.", note="ragged tail: last copy deviates, quote and brace close, the model ends")
loop("answer", "Yes, you can freeze cooked rice. Cool it quickly and pack it in flat bags. ", "Reheat it until it is steaming hot all the way through. ", 7,
    after="I hope this helps!", finished=True, prompt="Can I freeze rice?", note="closing sentence after seven copies")
loop("code", "COLOURS = [\n    'red',\n    'green',\n", "    'blue',\n    'teal',\n", 15, after="    'blue',\n]\n", finished=True, prompt="List some colours in Python.",
    note="list closes properly after fifteen copies of two entries")
loop("slogan", "Here is one slogan for the bakery:\n\n\"", "Fresh bread, warm hearts, ", 20, after="fresh bread.\"", finished=True, prompt="One slogan for a bakery, please.", note="one slogan asked, the phrase runs twenty times, the quote is closed")

# cycles
loop("dialogue", '"Did you lock the door?" asked Pim when they were in the car.\n', '"Yes," said Noor. "I locked it."\n"Are you sure?" asked Pim.\n', cap=1640, note="dialogue cycle")
loop("support", "Customer: The app says my card was declined, but the money left my account.\n",
    "Agent: I understand your concern. Could you please confirm the last four digits of your card?\nCustomer: It is 4471.\nAgent: Thank you. Let me check that for you.\n",
    3, 110, prompt="Simulate a support chat.", note="long dialogue cycle, three copies and two thirds; the same digits each time")
loop("diary", "12 October. Rain again, and the post did not come. ", "I waited at the window. I thought of the sea. ", cap=2203, note="A B A B A B, two short sentences")
loop("medical", "HISTORY: 54-year-old with knee pain for two weeks after gardening. No trauma.\nREVIEW OF SYSTEMS: ", "Denies fever. Denies chills. Denies night sweats. ", cap=570, finished=None,
    prompt="Write the clinic note.", note="A B C cycle; a real review names each symptom once")
loop("song", "[Verse 1]\nThe harbour lights are going out\nand nobody has called\n\n", "Row me home, row me home,\nrow me home, row me home,\nbefore the winter falls.\n", cap=900, note="A A B A A B: the unit holds inner repetition; never reaches a second verse",
    prompt="Write a song with three verses about a harbour.")
loop("chorus", "[Verse 1]\nI left my coat at the station bar,\nmy hat on the midnight train,\n\n", "[Chorus]\nOh, carry me over, over the hill,\ncarry me over the rain.\n\n", 20,
    finished=True, prompt="Write a song with three verses and a chorus.", note="chorus twenty times in a row; verses two and three never come")
loop("thinking", "<think>\nIs 91 prime? 91 = 7 × 13, so no. ", "But wait. But wait. Let me reconsider. ", cap=560, finished=False, prompt="Is 91 prime?", note="A A B cycle in a thinking trace")

# tags, links, junk
loop("hashtags", "Sunday walk with the dog 🐕 ", "#sunday #walk #dogsofinstagram #nature ", cap=1655, prompt="Write a caption with hashtags.", note="four hashtags cycled")
loop("url", "You will find the manual here: https://support.example.com/en/products", "/manuals/en", cap=450, prompt="Where is the manual?", note="a URL which grows by the same path segments")
loop("base64", "The string encoded in base64 is:\n\n```\nVGhlIHF1aWNrIGJyb3du", "IGZveCBqdW1wcyBv", cap=540, prompt="Encode 'The quick brown fox jumps over' in base64.", note="junk: a short sentence cannot need this")
loop("hash", "The SHA-256 digest of the file is `9f3a", "77c1e04b", cap=420, prompt="What is the SHA-256 of this file?", finished=None, note="a digest has 64 digits")
loop("html", '<main>\n  <section class="hero">\n    <h1>Opening hours</h1>\n    <p>Daily from ten to six</p>\n  </section>\n</main>\n', "</div>\n", cap=520, prompt="Write a small page with the opening hours.", note="closing tags that close nothing")
loop("path", "from importlib import resources\n\nROOT = resources.files('harbor') / '", "../", cap=760, prompt="Where should ROOT point to?", note="parent folders for ever")
loop("svg", '<svg viewBox="0 0 24 24"><path d="M 4 4 L 20 4 ', "L 20 20 L 4 20 ", cap=560, prompt="Draw a square as an SVG path.", note="a path that goes on between two corners")
loop("sql", "SELECT o.id, o.total\nFROM orders AS o\nJOIN customers AS c ON c.id = o.customer_id\nWHERE c.country = 'NL'\n", "  AND o.status = 'paid'\n", cap=1060, prompt="Write the query for the paid orders from the Netherlands.", note="the same condition again and again")

# far more than was asked for
loop("counted", "", "I am calm and I am ready.\n", 60, finished=True, prompt="Write the affirmation 'I am calm and I am ready.' three times.", note="asked for 3, got 60")
loop("counted", "Sure! banana", " banana", cap=540, prompt="Repeat the word 'banana' four times.", note="asked for 4, runs to the cap")
loop("counted", "I will be on time.\n" * 10 + "\n", "Signed, Robin Hale, class 4B.\n", cap=700, prompt="Write 'I will be on time.' ten times and sign it as Robin Hale, class 4B.", note="the ten lines are right, the signature loops")
loop("haiku", "", "Frost on the mailbox —\na letter from my brother\nopens like a door.\n\n", 8, finished=None, prompt="Write a haiku about winter.", note="one poem asked, the same poem eight times")

# prompts which speak of numbers or repetition, but not of this one
loop("list", "Here are 100 different animals:\n\nlion, tiger, bear, otter, heron, ", "horse, cow, goat, sheep, pig, ", cap=560, prompt="List 100 different animals.", note="a hundred asked, but different ones; five in a circle")
loop("numbers", "Here are 200 random whole numbers between 1 and 100:\n\n8, 91, 33, 70, 5, ", "42, 17, 88, 63, 29, 54, ", cap=470, prompt="Give me 200 random whole numbers between 1 and 100.", note="random numbers with period six are not random")
loop("facts", "Ten facts about otters:\n\n1. Otters sleep on their backs.\n2. A group of otters on land is called a romp.\n", "3. Otters hold hands so that they do not drift apart.\n", cap=620, prompt="Tell me ten facts about otters.", note="fact 3, always with the number 3")
loop("poem", "The kettle ticks, the window greys,\nthe cat has gone to ground.\nI count the crumbs, I count the days,\n", "and no one makes a sound,\n", 40, after="and no one makes a sound.", finished=True, prompt="A quatrain; repeat its last line twice.", note="two copies asked, forty and one given")
loop("rows", "| Name | Town | Age |\n|---|---|---|\n| Ada Wolters | Breda | 34 |\n| Kofi Mensah | Leeds | 51 |\n", "| John Smith | London | 42 |\n", cap=1090, prompt="Fill a table with 40 invented people.", note="forty people asked, the same one again and again")
loop("quote back", "The refrain of your poem is \"", "O come, the tide is turning. ", cap=545, prompt="What is the refrain here? 'O come, the tide is turning. We go, the bells are ringing. O come, the tide is turning.'", note="the question holds the line twice; no reason to print it eighteen times")
loop("script", "MARTA: We can't stay here.\nIVO: We can't leave either.\n", "MARTA: Then what?\nIVO: I don't know.\n", cap=1100, prompt="Write a scene of about 100 lines between two people trapped in a lift.", note="a long scene was asked for, not two lines without end")
loop("headings", "# Beekeeping for beginners\n\n## 1. Before you start\n\nVisit a keeper near you and watch a full inspection before you buy anything.\n\n", "## 2. Equipment\n\n## 3. The first year\n\n", cap=540, finished=None, prompt="Write a guide of ten chapters on beekeeping.", note="empty headings in a circle")

# late loops behind a long healthy text
LONG = para("""
    Every spring the river comes up to the third step of the boathouse, stands there for a day or two as if it were making up
    its mind, and goes down again. My grandfather marked the years with a knife on the doorpost. The deepest cut is from
    1947; it is at the height of my shoulder. Beneath it somebody has written, in pencil, the name of a cow.

    I spent my first summer there when I was six, because my parents were moving house and I was in the way. I was given a
    bucket, a line and a piece of bacon rind, and told to catch crayfish from the slip. I caught none, for there had been none
    in the river since the tannery opened, and everybody but me knew that. But I was quiet all day. In the evening my
    grandmother asked what I had seen, and I told her: two ducks, a boot, a man on a barge who took off his hat.

    The barge was the Wilhelmina. She carried gravel downstream and came back empty, high in the water and sounding like a
    drum. Her skipper had a wooden leg, which was not, he explained, from any war, but from falling off a ladder in Kampen. He
    let me steer once, on the straight between the poplars. I have driven a good many things since then and I have never
    again felt so many tons do what I asked.

    When the tannery closed the crayfish did not come back, but the herons did. There were four of them the year I turned
    thirty and brought my own children.""")
loop("memoir", LONG + " ", "They stood in the shallows like men waiting for a bus, each looking the other way. ", 3, 55, prompt="Write a memoir of a house by a river.", note="long healthy text, three copies and two thirds at the very end")
loop("memoir", LONG.replace("My grandfather", "My uncle").replace("bacon rind", "cheese rind") + "\n\n", "The end.\n\n", 24, finished=None, prompt="Write a memoir of a house by a river.", note="long healthy text, then The end. for ever")
loop("letter", LONG[:1212] + "\n\n", para("""
    I do not know who has the house now. I wrote to the address last autumn and had no answer, and in the winter I drove past
    with the lights off, like a thief. There was a lamp in the kitchen and a child's bicycle by the door, and the doorpost had
    been painted white, from top to bottom, all the cuts filled in.""") + "\n\n", 3, 140, note="closing paragraph three and a half times after a long healthy text, block")
loop("verse block", "", "Down at the crossing the red light is blinking,\nthe late train is late and the platform is sinking,\nthe porter is humming, the stationmaster's drinking,\nand I have a ticket to you.\n\nSo wait, wait, wait at the end of the line,\nwait where the roses have climbed up the sign,\nI'll be there by Monday or quarter to nine,\nmy ticket is paid for and due.\n\n", 4, 97, prompt="Write a song with four different verses.", note="verse and chorus whole, again and again, from the start")

# other scripts
loop("chinese", "秋天的院子里落满了叶子，祖父坐在门口抽烟，谁也不说话。", "他想起了很久以前的那个下午，雨下得很大。", cap=330, script="Chinese", note="Chinese sentence, twenty characters")
loop("japanese", "ご予約の変更についてお問い合わせいただき、ありがとうございます。担当者が確認いたします。", "少々お待ちください。", cap=260, script="Japanese", prompt="予約の変更を依頼する客への返信を書いてください。", note="Japanese courtesy phrase to the cap")
loop("russian", "Поезд пришёл на станцию с опозданием на сорок минут. На перроне никого не было, только дежурный с фонарём. ", "Он посмотрел на часы и ничего не сказал. ", cap=900, script="Cyrillic", note="Russian story, one sentence")
loop("arabic", "وصل المسافر إلى المدينة عند الغروب، وكانت الأسواق مغلقة. ", "سأل الحارس عن الطريق، فأشار إليه بيده. ", cap=400, script="Arabic", finished=None, note="Arabic story, one sentence")
loop("translation", "Translation:\n\n\"La farmacia cierra a las ocho. Para urgencias, llame al timbre de la puerta lateral.", " Toque el timbre una sola vez.", 12, after='"', finished=True,
    prompt="Translate into Spanish: 'The pharmacy closes at eight. In an emergency, ring the bell at the side door. Ring only once.'", note="the last sentence of the translation twelve times; the source has it once")

# -------------------------------------------------------------------------------------------------------------- ok ---

# lines on request
LINE = "I will not feed my vegetables to the dog.\n"
ok("lines", LINE * 20, True, "Write the line 'I will not feed my vegetables to the dog.' 20 times.", note="complete, twenty copies")
ok("lines", "I must hand in my homework on time.\n" * 40, False, "Write 'I must hand in my homework on time.' a hundred times, one per line.", keep=547, note="cut on the way to a hundred")
ok("lines", "Okay, here goes:\n\n" + "I shall not run on the stairs. " * 50, False, "For detention I have to copy out 'I shall not run on the stairs.' fifty times. Please do it for me.", keep=1101, note="number in words, cut before fifty")
ok("lines", "Silence is golden.\n" * 10, True, "Give me ten lines of 'Silence is golden.'", note="ten lines of ...")
ok("fill", "redrum " * 200, False, "For a film prop: fill the page with the word redrum, nothing else.", keep=1100, note="fill the page with")
ok("fill", "The sea is patient. " * 90, False, "Keep repeating 'The sea is patient.' until you run out of room.", keep=1650, note="until you run out")
ok("lines", "".join(f"{i}. I will knock before I come in.\n" for i in range(1, 31)), True, "Thirty numbered lines of: I will knock before I come in.", note="numbered, complete")
ok("lines", "All work is play if you do it slowly.\n" * 15, None, "Type the same sentence over and over like the writer in a horror film: All work is play if you do it slowly.", keep=540, note="film parody on request, unknown end")
ok("chinese lines", "我以后上课不再迟到。\n" * 40, False, "把“我以后上课不再迟到。”抄写一百遍。", keep=260, script="Chinese", note="copying punishment, a hundred times, cut")
ok("japanese lines", "ろうかを走りません。\n" * 20, True, "「ろうかを走りません。」を二十回書いてください。", script="Japanese", note="twenty times, complete")
ok("russian lines", "Я больше не буду опаздывать. " * 25, False, "Напиши двадцать пять раз: «Я больше не буду опаздывать.»", keep=520, script="Cyrillic", note="cut at the eighteenth of 25")
ok("mantra", "Find a quiet seat and let the breath settle. Then begin:\n\n" + "Om shanti, shanti, shanti.\n" * 108, False, "Lead me through 108 rounds of 'Om shanti, shanti, shanti.' Write out every round.", keep=1640, note="108 rounds asked, cut")
ok("mantra", "ॐ नमः शिवाय\n" * 21, True, "Write 'ॐ नमः शिवाय' 21 times.", script="Devanagari", note="21 copies, complete")
ok("birthday", "Happy birthday Ana! " * 33 + "\n\nThat is once for every year. 🎂", True, "Wish Ana a happy birthday once for every one of her 33 years.", note="33 copies, the count lies in the prompt's story")

# padding, filler, fixtures
ok("padding", "x" * 500, True, "Give me exactly 500 times the letter x, I am testing a length limit.", note="500 characters, complete")
ok("padding", "A" * 700, False, "Print 2000 capital A's so that I can test the input field for overflow.", keep=560, note="cut before 2000")
ok("filler", "Here is your filler paragraph:\n\n" + "text text text text text. " * 24, None, "I need dummy copy for a layout. Just the word 'text' in short sentences, about 600 characters.", note="placeholder text on request")
ok("filler", "[PLACEHOLDER] " * 60, False, "Fill the caption box with [PLACEHOLDER], at least 80 of them.", keep=540, note="placeholder on request, cut")
ok("fixture", 'PNG_HEADER = b"\\x89PNG\\r\\n\\x1a\\n"\nEMPTY_BLOCK = (\n' + '    b"\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00"\n' * 8 + ')\nERASED_FLASH = (\n' + '    b"\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff"\n' * 8 + ")\n\n\ndef test_erased_is_not_empty():\n    assert len(EMPTY_BLOCK) == len(ERASED_FLASH) == 64\n    assert EMPTY_BLOCK != ERASED_FLASH\n",
    True, "Write a test with an empty and an erased 64-byte block.", note="test fixture with repeated bytes")
ok("fixture", "func blankFrame() []byte {\n\treturn []byte{\n" + "\t\t0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,\n" * 16, False, "Write out a literal 128-byte zero frame in Go, eight bytes a line.", keep=560, note="literal zero frame, cut")
ok("hexdump", "\n".join(f"{i * 16:08x}  " + " ".join([row] * 16) + "  |................|" for i, row in enumerate(["7f"] + ["00"] * 11)) , False, "Show me hexdump -Cv of the image.", keep=818, note="hex dump: zeros with running offsets, cut in a row")
ok("base64", "The 240 zero bytes and the end mark encode to:\n\n```\n" + base64.b64encode(b"\x00" * 240 + b"end").decode() + "\n```", True, "Encode 240 zero bytes followed by 'end' in base64.", note="a true encoding, which is a run of A")
ok("code", "board = [\n" + "    [None, None, None, None, None, None, None, None],\n" * 8 + "]\n\nboard[0][4] = King('black')\nboard[7][4] = King('white')\n", True, "Set up an empty chess board with just the kings, written out.", note="None, None, None")
ok("code", "    weights = torch.tensor([\n" + "        [0.25, 0.25, 0.25, 0.25],\n" * 16, False, "Write the uniform 16x4 attention matrix as a literal.", keep=430, note="uniform matrix, cut")
ok("mashing", "asdfghjkl asdfghjkl asdfghjkl asdjfkl asdfghjkl asdfghjkl sdfghjkl asdfghjkl asdfghjkl aaaaaaaaaaaa asdfghjkl asdfghjkl asdfghjk asdfghjkl", True, "Pretend that a cat walks over the keyboard.", note="keyboard mashing on request")
ok("typing", "asdf jkl; asdf jkl; asdf jkl; asdf jkl;\nasdf jkl; asdf jkl; asdf jkl; asdf jkl;\n" * 3 + "\n" + "fj dk sl a; fj dk sl a; fj dk sl a;\n" * 5 + "\n" + "fall flask lads fall flask lads fall flask lads\n" * 4, False, "Make a home row typing drill with plenty of repetition.", keep=560, note="typing drill, cut")
ok("worksheet", "Trace the letters, then write the words on your own.\n\nA a  A a  A a  A a  A a  A a  A a  A a\nA a  A a  A a  A a  A a  A a  A a  A a\nant  ant  ant  ant  ant  ant  ant  ant\n________________________________________\n________________________________________\n\nB b  B b  B b  B b  B b  B b  B b  B b\nB b  B b  B b  B b  B b  B b  B b  B b\nbee  bee  bee  bee  bee  bee  bee  bee\n________________________________________\n________________________________________\n",
    True, None, note="handwriting sheet: genre is plain from its first line")

# forms, tables, rules
RULE = "-" * 64
ok("form", "REGISTRATION FORM\n\n" + "".join(f"{field}: ______________________________\n\n" for field in ("Surname", "First name", "Date of birth", "Street and number", "Postcode and town", "Telephone", "E-mail", "Emergency contact", "Allergies", "School", "Year", "Signature of a parent")),
    False, "Make a registration form for the summer camp.", keep=480, note="form with blank lines to fill, cut inside a blank")
ok("form", "MEETING NOTES\n\nDate: ____________  Chair: ____________\n\nPresent:\n" + "______________________________________________\n" * 6 + "\nDecisions:\n" + "______________________________________________\n" * 8 + "\nNext meeting: ____________\n", True, "A printable sheet for meeting notes.", note="lined sheet, complete")
ok("calendar", "| Mon | Tue | Wed | Thu | Fri | Sat | Sun |\n|-----|-----|-----|-----|-----|-----|-----|\n" + "|     |     |     |     |     |     |     |\n" * 6, True, "A blank month as a markdown table, six weeks.", note="empty cells on request")
ok("register", "| Pupil | Mon | Tue | Wed | Thu | Fri |\n|---|---|---|---|---|---|\n" + "".join(f"| {name} |  |  |  |  |  |\n" for name in ("Adeyemi", "Bakker", "Cohen", "Dvorak", "Eriksen", "Fofana", "Gruber", "Haddad", "Ito", "Jansen", "Kowal", "Lind", "Moreau", "Nunes", "Okafor")),
    False, "Blank attendance register for class 5.", keep=330, note="names are new, cells empty, cut")
ok("contents", "CONTENTS\n\n" + "".join(f"{title} {'. ' * (34 - len(title) // 2)}{page}\n" for title, page in (("Preface", "vii"), ("The ferryman's ledger", 1), ("Salt", 19), ("Two winters", 44), ("What the eel said", 71), ("A house on stilts", 98), ("Letters to Ottoline", 133), ("The drowned fair", 160), ("Afterword", 201))),
    False, None, keep=560, note="dot leaders which do reach their page, cut inside a leader")
ok("report", f"{RULE}\nSHIFT REPORT                     Mill 2                  night\n{RULE}\nStart 22:00   crew 4   no injuries\n{RULE}\nLine A   4,120 sacks   one stop, belt slipped\nLine B   3,987 sacks   no stops\nLine C   ----   down for repair\n{RULE}\nHandover to Pires 06:05\n{RULE}\n",
    True, "Plain text shift report.", note="rules of dashes around new content")
ok("box", "+" + "=" * 58 + "+\n" + "|" + " " * 58 + "|\n" + "|" + "THE LANTERN".center(58) + "|\n" + "|" + "film club, Thursdays at eight".center(58) + "|\n" + ("|" + " " * 58 + "|\n") * 3 + "+" + "=" * 58 + "+\n", False, "ASCII poster for our film club with a big frame.", keep=440, note="ASCII border, cut in a blank line of the frame")
ok("golf", "Hole      1  2  3  4  5  6  7  8  9  Out\nPar       4  3  5  4  4  3  4  5  4  36\nMorag     5  3  6  4  5  3  4  6  4  40\nAnsel     4  4  5  4  5  4  5  5  5  41\nGuest     -  -  -  -  -  -  -  -  -  -\nGuest     -  -  -  -  -  -  -  -  -  -\n", True, None, note="score table with dashes")
ok("ledger", 'Jan. 3   To 2 cwt. oats, Mr Trask      0  14  0\n  "  3     "  "  "    "     "   "        0  14  0\n  "  3     "  "  "    "     "   "        0  14  0\n  "  9   To shoeing the grey             0   2  6\n  "  "   To   "      "   bay             0   2  6\n  "  "   To   "      "   cob             0   2  6\n', True, "Transcribe the ledger page.", note="ditto marks")
ok("checklist", "Packing list for six people\n\n" + "\n".join(f"[ ] [ ] [ ] [ ] [ ] [ ]  {thing}" for thing in ("sleeping bag", "mat", "head torch", "mug", "rain jacket", "dry socks", "spoon", "whistle", "water bottle", "sun cream", "hat", "towel")), False, "Checklist with six boxes per item.", keep=400, note="boxes repeat, items are new, cut")
ok("bitmap", "P1\n# a small cross\n16 16\n" + "\n".join(["0 0 0 0 0 0 0 1 1 0 0 0 0 0 0 0"] * 6 + ["1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1"] * 2 + ["0 0 0 0 0 0 0 1 1 0 0 0 0 0 0 0"] * 8) + "\n", False, "Write a 16x16 PBM image of a cross.", keep=470, note="bitmap, cut two rows before the end")
ok("pixels", "⬛⬛⬛⬛⬛⬛⬛⬛⬛⬛\n" * 2 + "⬛⬛🟨🟨⬛⬛🟨🟨⬛⬛\n" * 2 + "⬛⬛⬛⬛⬛⬛⬛⬛⬛⬛\n" * 2 + "⬛🟨⬛⬛⬛⬛⬛⬛🟨⬛\n⬛⬛🟨🟨🟨🟨🟨🟨⬛⬛\n" + "⬛⬛⬛⬛⬛⬛⬛⬛⬛⬛\n" * 2, True, "Pixel art of a smile with emoji squares.", note="pixel art")
ok("go", "   A B C D E F G H J\n" + "".join(f" {n} " + " ".join("." * 9) + f" {n}\n" for n in (9, 8, 7)) + " 6 . . X . . . O . . 6\n" + "".join(f" {n} " + " ".join("." * 9) + f" {n}\n" for n in (5, 4, 3, 2, 1)), None, "Draw the 9x9 go board after Black C6, White G6.", note="board with mostly empty points")

# music, craft, movement
ok("drums", "Count  1 e & a 2 e & a 3 e & a 4 e & a\n\nVerse, 8 bars:\n" + "HH |x-x-x-x-x-x-x-x-|x-x-x-x-x-x-x-x-|\nSD |----o-------o---|----o-------o---|\nBD |o-------o-------|o-------o-------|\n\n" * 4 + "Fill:\nSD |oooo------------|\nT1 |----oooo--------|\nT2 |--------oooo----|\nFT |------------oooo|\n", False, "Drum tab for a plain rock beat, eight bars written out, then a fill round the toms.", keep=470, note="drum tab, cut in the last bars")
ok("guitar", "Intro (play 4x)\n\n" + "e|-----------------|-----------------|\nB|-----1-------1---|-----1-------1---|\nG|---0---0---0---0-|---0---0---0---0-|\nD|-2-------2-------|-2-------2-------|\nA|-----------------|-----------------|\nE|-----------------|-----------------|\n\n" * 2 + "Verse\n\ne|-----------------|-----------------|\nB|-----3-------3---|-----1-------1---|\nG|---2---2---2---2-|---0---0---0---0-|\nD|-0-------0-------|-----------------|\nA|-----------------|-3-------3-------|\nE|-----------------|-----------------|\n", True, None, note="guitar tab")
ok("abc", "X:1\nT:Second fiddle, bars of rest\nM:4/4\nL:1/4\nK:D\n" + "z4 | z4 | z4 | z4 |\n" * 5 + "z2 A2 | d2 f2 | e4- | e4 |]\n", True, "Write out the second fiddle part: twenty bars of rest, then the last four bars.", note="rests written out, then music")
ok("knitting", "Cast on 84 stitches.\n\nRow 1: k2, p2, k2, p2, k2, p2, k2, p2 to the end.\nRow 2: as row 1.\nRow 3: k2, p2, k2, p2, k2, p2, k2, p2 to the end.\nRow 4: as row 3.\nRow 5: p2, k2, p2, k2, p2, k2, p2, k2 to the end.\nRow 6: as row 5.\nRow 7: p2, k2, p2, k2, p2, k2, p2, k2 to the end.\nRow 8: as row 7.\nRepeat rows 1 to 8 until the piece is 140 cm long. Bind off lo", False, "Pattern for a basketweave scarf.", note="knitting pattern, cut in the last words")
ok("crochet", "Round 1: 6 sc in a magic ring (6)\nRound 2: inc, inc, inc, inc, inc, inc (12)\nRound 3: sc, inc, sc, inc, sc, inc, sc, inc, sc, inc, sc, inc (18)\nRound 4: 2 sc, inc, 2 sc, inc, 2 sc, inc, 2 sc, inc, 2 sc, inc, 2 sc, inc (24)\nRound 5: sc in each stitch (24)\nRound 6: sc in each stitch (24)\nRound 7: sc in each stitch (24)\nRound 8: sc in each stitch (24)\nRound 9: sc in each stitch (24)\nRound 10: 2 sc, dec, 2 sc, dec, 2 sc, dec, 2 sc, dec, 2 sc, dec, 2 sc, dec (18)\n", None, "Crochet ball, written without stars and repeats.", note="crochet rounds")
ok("morse", "... --- ...   " * 40, False, "Send SOS in Morse code again and again, as a ship would until somebody answers.", keep=520, note="SOS on request, cut")
ok("morse", "..-. .. ..-. - -.-- / ... .. -..- / ... .... .. .--. ... / ... .. - / ... - .. .-.. .-.. / .. -. / - .... . / -- .. ... - / ... .... .. .--. ... / ... .. - / ... - .. .-.. .-..", True, "Morse code for: fifty six ships sit still in the mist, ships sit still", note="Morse of a real sentence")
ok("cadence", "Coxswain's script for the first minute:\n\nReady all. Row!\n\n" + "Catch... and send. " * 10 + "\n\nTwenty gone, find the length.\n\n" + "Catch... and send. " * 10 + "\n\nLift the rate by two.\n\n" + "Catch, send. " * 14, False, "Write out every call of a cox for the start of a race, stroke by stroke.", keep=540, note="rowing calls, one a stroke, as asked for; cut")
ok("dance", "Line dance, wall 1\n\nStep, together, step, touch. Step, together, step, touch.\nBack, together, back, touch. Back, together, back, touch.\nHeel, hook, heel, together. Heel, hook, heel, together.\nQuarter turn, clap, clap.\n\nWall 2\n\nStep, together, step, touch. Step, together, step, touch.\nBack, together, back, touch. Back, together, back, touch.\nHeel, hook, heel, together. Heel, hook, heel, together.\nQuarter turn, clap, cl", False, "Call a line dance for all four walls.", note="dance calls repeat by wall, cut in wall 2")
ok("breathing", "Sit upright. We will take twelve slow breaths together.\n\n" + "Breathe in, two, three, four. Hold, two, three, four. Breathe out, two, three, four.\n\n" * 12 + "Let the count go, and open your eyes.", True, "A box breathing script with all twelve breaths written out for my app.", note="twelve breaths, written out on request")

# songs, prayers, poems
CHORUS = "And it's over the weir, my lads, over the weir,\nwith a barrel of nothing and nothing to fear!\n\n"
ok("song", "The miller he woke with a frog in his hat,\nthe frog asked the way to the sea.\nThe miller said, sir, I'll have nothing of that\nuntil you have breakfast with me.\n\n" + CHORUS + "They breakfasted well upon barley and cress,\nthe frog drank the pond to the mud.\nThe miller's good wife in her second-best dress\ncame down to complain of the flood.\n\n" + CHORUS + "Now the mill it is gone and the miller is wet,\nbut the frog has a house by the shore,\nand he sends every year, for he does not forget,\na card to the old mill-house door.\n\n" + CHORUS + CHORUS.strip(), True, "Write a comic folk song with a chorus.", note="chorus after each verse, doubled at the end")
ok("song", "[Hook]\nTurn it up, turn it up, turn it up, turn it up,\nturn it up, turn it up, turn it up, hey!\nTurn it up, turn it up, turn it up, turn it up,\nturn it up, turn it up, never goes away!\n\n[Verse]\nNeighbour's at the window with a broom in his hand,\nlandlord's on the stairwell with the rules of the land,\nkettle doing backing on the upper-floor band,\nnobody is sleeping and it's going as planned.\n\n[Hook]\nTurn it up, turn it up, turn it up, turn it up,\nturn it up, turn it up, turn it up, hey!\nTurn it up, turn it", False, "A party song with a hook that sticks.", note="dance hook with inner repetition, second hook cut")
ok("chant", "Drummer: Who are we?\nCrowd: The Ferry End!\nDrummer: Who are we?\nCrowd: The Ferry End!\nDrummer: And where do we stand?\nCrowd: Behind the goal!\nDrummer: And where do we stand?\nCrowd: Behind the goal!\n\nAll, with claps:\nFer-ry! Fer-ry! Fer-ry End!\nFer-ry! Fer-ry! Fer-ry End!\nFer-ry! Fer-ry! Fer-ry End!\nFer-ry! Fer-ry! Fer-ry End!\n", True, "A chant for our football stand, call and response.", note="call-and-response, four copies at most")
ok("litany", "".join(f"For {gift},\nwe give you thanks, and we remember.\n\n" for gift in ("the well that did not fail", "the hands that dug it", "the ox and the yoke", "the salt on the table", "those who came over the pass in snow", "those who did not come", "the bell, though it is cracked", "the one who rings it")), False, "Write a litany for our village harvest service, with a response.", keep=470, note="prayer with one response, cut in a new petition")
ok("letanía", "".join(f"{name},\nruega por nosotros.\n" for name in ("Señora del camino", "Señora de los puentes", "Señora de la lluvia tardía", "Guarda de los molinos", "Luz de la cocina", "Amiga de los arrieros", "Madre de los que esperan", "Puerta sin cerrojo", "Pan de la mañana", "Sombra del olivo", "Reina de la aldea")), True, "Escribe una letanía para la romería de un pueblo inventado.", note="Spanish litany: response after every new name")
ok("dhikr", "سبحان الله\n" * 33, False, "اكتب التسبيح ٣٣ مرة، كل مرة في سطر.", keep=250, script="Arabic", note="33 times, on request, cut")
ok("poem", "Rain\n\nIt is raining on the road.\nIt is raining on the road.\nA man has stopped to tie his shoe.\nIt is raining on the road.\nIt is raining on the road.\nIt is raining on his hat, it is raining on the shoe.\nIt is raining on the road.\nNow there is nobody.\nIt is raining on the road.\nIt is raining on the road.\nIt is raining on the road.\n", True, "A minimalist poem in which one line returns.", note="identical lines by design, and it ends")
ok("poem", "Study for one word\n\n" + "snow snow snow snow snow snow\n" * 5 + "snow snow fox snow snow snow\n" + "snow snow snow snow snow snow\n" * 2 + "snow snow snow snow snow\n", True, "A concrete poem: a field of snow with one fox in it.", note="concrete poem, on request")
V1, V2 = "The tide will keep the hours I cannot keep.", "I leave the lamp alight and go to sleep."
ok("villanelle", f"{V1}\nThe boats come home by feel along the wall.\n{V2}\n\nThe stairs of this old house are worn and steep;\nI know them as I know my mother's shawl.\n{V1}\n\nShe said that water runs where it runs deep\nand had no other thing to say at all.\n{V2}\n\nThe clock has stopped. The gutters drip and weep.\nThe gulls walk up and down the market stall.\n{V1}\n\nSome promises are small enough to keep:\na cup, a key, a coat hung in the hall.\n{V2}\n\nSo let the harbour have them in a heap,\nthe hours, every one that I let fall.\n{V1}\n{V2}", False, "Write a villanelle.", keep=690, note="own villanelle, cut in the closing refrain")
ok("twister", "Slowly:\nSix slick swimmers sipped six thick shakes.\n\nA little faster:\nSix slick swimmers sipped six thick shakes. Six slick swimmers sipped six thick shakes.\n\nAs fast as you can:\nSix slick swimmers sipped six thick shakes. Six slick swimmers sipped six thick shakes. Six slick swimmers sipped six thick shakes. Six slick swimmers sipped six thick shakes. Six slick swimmers sipped six thick shakes!", True, "A tongue twister drill: once slowly, twice faster, five times at full speed.", note="counts as asked for")
ok("lullaby", "Hush now, hush now, little boat,\nhush now, hush now, stay afloat.\nHush now, hush now, little sail,\nhush now, hush now, there's no gale.\nHush now, hush now, little oar,\nhush now, hush now, row no more.\nHush now, hush now, little crew,\nhush now, hush now, I'm here too.\nHush now, hush now, little town,\nhush now, hush now, sun is down.\nHush now, hush now, little tide,\nhush now, hush now, set them side by side.\nHush now, hush now, hush now, hush now,\nhush now, hush now, hush now, hush n", False, "A very repetitive lullaby.", note="lullaby, each line ends in something new, cut")

# stories and transcripts
ok("stutter", para("""
    "I d-d-d-did not t-take the m-m-money," said Corin. The magistrate waited. "I w-w-w-was at m-my aunt's. I w-was, I
    w-was, I w-was mending the r-r-roof. You c-can ask her. You c-c-can ask the b-b-boy. I h-have n-never, n-never, n-never
    even b-been inside the b-b-bank."

    "Give him water," said the magistrate, not unkindly. Corin drank. When he spoke again it was slower, and every word
    came out whole, as if he had laid them side by side on a"""), False, None, note="stutter in a story, cut later on")
ok("laughter", '"So the priest says: that is not my goat."\n\n' + "Bartek stared at her. His mouth twitched. Then he went. \"Ha! Haha! Hahahahahahahahahahahahahahaha! Not my goat! Hahahahahahahahahahahahahahahahahaha! Oh, stop. Oh, stop. Hahahahahahaha, not my goat!\" He had to hold on to the counter. A jar fell over. Neither of them noticed.", True, None, note="laughter with content between")
ok("korean chat", "민수: 너 어제 발표할 때 마이크 켜진 거 알았어?\n지은: 아니 왜?\n민수: 배고프다고 혼잣말한 거 다 들렸어 ㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋ\n지은: 헐\n민수: 교수님도 웃으셨어 ㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋ\n지은: 나 학교 못 가 ㅠㅠㅠㅠㅠㅠㅠㅠㅠㅠㅠㅠ", True, None, script="Korean", note="chat laughter, the talk goes on")
ok("scream", 'The rope went slack, and the whole basket dropped like a stone.\n\n"Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaah!"\n\nThen the canopy caught. Below them the field slid past, green and entirely indifferent.\n\n"Was that you?" asked Petra.\n\n"That was me," said the bishop.', True, "A funny scene in a balloon.", note="one long scream, a story goes on")
ok("train", "Listen! Far away, down by the bridge.\n\nChugga chugga chugga chugga, chugga chugga chugga chugga, choo-choo!\n\nWho is that? It is Number Nine with the milk.\n\nChugga chugga chugga chugga, chugga chugga chugga chugga, choo-choo!\n\nUp the hill she goes. It is steep. It is very steep.\n\nChugga... chugga... chugga... chugga... chugga... chugga... chugga...\n\nAnd down the other side!\n\nChugga chugga chugga chugga chugga chugga chugga chugga chugga chug", False, "A picture book text for a toddler about a milk train, lots of sounds.", note="onomatopoeia of a picture book, cut")
ok("japanese sound", "雨が降りはじめた。ぽつ、ぽつ、ぽつ。屋根の上で、ぽつ、ぽつ、ぽつ、ぽつ。やがて、ざあざあざあざあざあざあ。ねこは窓の下で耳をぴくぴくぴくぴく。「まだかな、まだかな、まだかな」と言いながら、しっぽをぱたぱたぱたぱた。すると、玄関で音がした。とんとん、とんとん。", True, "雨の日のねこの絵本の文章を書いて。", script="Japanese", note="onomatopoeia of a picture book")
ok("bells", "The clock on St Anselm's began to strike.\n\nBong.\n\nNobody in the square moved.\n\nBong. Bong. Bong. Bong.\n\n\"Five,\" whispered Iva.\n\nBong. Bong. Bong. Bong. Bong. Bong. Bong.\n\n\"Twelve.\" She let out her breath. And then, quite clearly, though the hammer hung still:\n\nBong.", True, None, note="twelve strokes counted, and the story turns on the next one")
ok("applause", "MAYOR: And so I declare the bridge open!\n(Applause.)\nMAYOR: I want to thank the welders.\n(Applause.)\nMAYOR: I want to thank the divers.\n(Applause.)\nMAYOR: And Hatice, who made nine thousand sandwiches.\n(Applause. Cheers. Applause.)\nCROWD: Ha-ti-ce! Ha-ti-ce! Ha-ti-ce! Ha-ti-ce! Ha-ti-ce!\n(Applause.)\nMAYOR: She's hiding behind the van. Come out, come out, come out!\n(Laughter.)\nCROWD: Ha-ti-ce! Ha-ti-ce! Ha-ti-ce! Ha-ti-ce! Ha-ti-ce! Ha-ti-ce! Ha-ti-ce! Ha-ti-ce!\n(Applause.)\nHATICE: All right, all right, all right. I'll come ou", False, "Transcript of a bridge opening.", note="applause in a transcript, cut")
ok("spam", "The moderator removed the account after it had posted this under forty different articles:\n\n> BUY GOLD NOW!!! BUY GOLD NOW!!! BUY GOLD NOW!!! BUY GOLD NOW!!! BUY GOLD NOW!!! BUY GOLD NOW!!! BUY GOLD NOW!!! BUY GOLD NOW!!!\n\nThere was no link and no name. When we wrote to the address behind the account, a retired teacher answered. Her grandson, she said, was four, and had found the copy button.", True, None, note="a spammer quoted, eight copies, in an article")
ok("parrot", 'For a week the parrot said nothing. On the eighth day it began. "Pay the gas. Pay the gas. Pay the gas. Pay the gas. Pay the gas." Mrs Quill put the cloth over the cage. "Pay the gas," said the cloth. She rang her sister, who had kept the bird before. "Oh, that," said her sister. "That was Father. He never did, you know. It was the last thing she shouted down the stairs every morning for thirty-one years."\n\nMrs Quill looked at the cloth. "Pay the gas," it said, more quietly. "Pay the gas. Pay the g', False, None, note="a parrot repeats; cut in its last line")

# copies of a repetitive input, command output, true numbers
REPORT = "Room 1: no defects found. Room 2: no defects found. Room 3: no defects found. Room 4: crack above the door. Room 5: no defects found. Room 6: no defects found. Room 7: no defects found. Room 8: no defects found. Room 9: no defects found. Room 10: no defects found. Room 11: no defects found. Room 12: no defects found."
ok("proofread", REPORT.replace("Room", "Room no.").replace("no. ", "No. "), False, "Correct the spelling and write 'Room No.' throughout: " + REPORT.replace("defects", "defekts"), keep=340, note="copy of a repetitive input, cut")
ok("format", "```json\n[\n" + '  {"answer": "don\'t know"},\n' * 14 + '  {"answer": "yes"}\n]\n```', True, "Turn these survey answers into JSON objects, in order: " + "don't know; " * 14 + "yes", note="the input is that repetitive")
ok("uppercase", "NO SMOKING. NO SMOKING. NO SMOKING. MIND THE STEP. " * 8 + "NO SMOKING. NO SMO", False, "Put this in capitals: " + "No smoking. No smoking. No smoking. Mind the step. " * 12, note="capitals of a repetitive text, eight passes and cut; the input has twelve")
ok("translation", ("Der Wolf kam, und niemand kam.\n" * 7 + "\nDann kam der Winter.\n\n") * 2 + "Der Wolf kam, und niem", False, "Translate into German: " + ("The wolf came and no one came.\n" * 7 + "\nThen winter came.\n\n") * 3 + "And the wolf stayed.", note="translation of a poem with seven equal lines, cut")
ok("ping", "Pinging 10.0.0.1 with 32 bytes of data:\n" + "Reply from 10.0.0.1: bytes=32 time<1ms TTL=64\n" * 12 + "\nPing statistics for 10.0.0.1:\n    Packets: Sent = 12, Received = 12, Lost = 0 (0% loss),\n", True, "Show the output of ping -n 12 10.0.0.1 on Windows.", note="twelve true replies and the statistics")
ok("output", "It prints the word on a line of its own without end, until you press Ctrl+C:\n\n```\n" + "y\n" * 24 + "^C\n```\n\nPipe it into a command that asks for confirmation, and every question is answered with yes.", True, "What does the Unix command yes do? Show some output.", note="sample output of a repeating command")
ok("output", "```\n" + "tick tock tick tock\n" * 40, False, "What does this print? for _ in range(40): print('tick tock ' * 2)  Write out the full output.", keep=545, note="program output on request, cut at line 28")
ok("pytest", "collected 412 items\n\ntests/test_tides.py ........................................................ [ 13%]\n................................................................ [ 29%]\n................................................................ [ 44%]\n.............................F.................................. [ 60%]\n................................................................ [ 75%]\n.............................", False, None, note="test progress dots, with percentages, cut")
ok("decimal", "1/7 = 0." + "142857" * 34 + "...", True, "Write 1/7 to about 200 decimal places.", note="true: the expansion has period six")
ok("decimal", "41/333 as a decimal to 500 places:\n\n0." + "123" * 160, False, "Write 41/333 to 500 decimal places.", keep=440, note="true: 41/333 = 0.123123..., cut before 500 places")
ok("dna", ">toy_repeat_1 invented flanks\nATGACCTTGACATTGCAAGTCATGTTAC" + "CGG" * 9 + "AGG" + "CGG" * 9 + "AGG" + "CGG" * 22 + "\nTTAGACCATGATTACGGATCCAATGCTTGACAACTGTTAGCA\n", True, "A toy FASTA record of a CGG repeat with two AGG interruptions.", note="DNA repeats on request")
ok("dna", "The expanded allele carries about 60 CAG units. Written out, the coding strand reads\n\n" + "CAG" * 60 + "CAACAGCCGCCACCG", False, "Write out a stretch with sixty CAG repeats and the sequence after it.", keep=240, note="sixty repeats asked, cut")
ok("sensor", "time,flow_l_s\n" + "".join(f"{h:02d}:{m:02d},{v}\n" for h, m, v in [(2, 0, "0.4"), (2, 10, "0.2")] + [(2 + i // 6, i % 6 * 10, "0.0") for i in range(2, 26)]), False, None, keep=270, note="readings stand still at night, the clock moves, cut")
ok("roster", "Kitchen roster, February\n\n" + "".join(f"Week {w}\nMon Ayo, Tue Bea, Wed Cem, Thu Ayo, Fri Bea, Sat Cem, Sun closed\n\n" for w in range(1, 5)), True, "Three cooks take turns in the kitchen, four weeks, closed on Sunday.", note="roster with the same week four times")
ok("identity", "\\begin{pmatrix}\n" + " \\\\\n".join(" & ".join("1" if i == j else "0" for j in range(12)) for i in range(12)) + "\n\\end{pmatrix}", False, "Write the 12x12 identity matrix in LaTeX.", keep=480, note="identity matrix, cut in row ten")
ok("css", ".board {\n  display: grid;\n  grid-template-columns: 1fr 1fr 1fr 1fr 1fr 1fr 1fr 1fr 1fr 1fr 1fr 1fr;\n  grid-template-rows: 40px 40px 40px 40px 40px 40px 40px 40px 40px 40px 40px 40px;\n  gap: 2px;\n}\n", True, "A 12 by 12 grid in CSS, without repeat().", note="twelve tracks written out")
ok("chinese poem", "等你\n\n在门口等你，\n在桥头等你，\n在雨里等你。\n等你，等你，等你，\n等到茶凉了，\n等到灯灭了，\n等你，等你，等你，\n等到我忘了在等谁，\n还在等你。\n\n在春天等你，\n在夏天等你，\n在秋天等你，\n等你，等你，等你，\n等到雪落满了椅子，\n等到椅子认得了我，\n等你，等你，等你，\n不是因为你会来，\n是因为我会等你，\n等你，等你，等", False, "写一首反复回环的短诗，题目是《等你》。", script="Chinese", note="a poem with a refrain, cut")

# more counts, other words for them
ok("lines", "I promise to return library books.\n" * 100, True, "Please write 'I promise to return library books.' one hundred times. All hundred, no shortcuts.", note="a hundred copies, complete and long")
ok("spanish lines", "No debo hablar en clase.\n" * 100, False, "Escribe cien veces: No debo hablar en clase.", keep=1090, note="cien veces, cut at 43")
ok("german lines", "".join(f"{'Ich soll nicht mit Kreide werfen. ' * 3}".rstrip() + "\n" for _ in range(10)), True, "Schreib dreißigmal „Ich soll nicht mit Kreide werfen.“, immer drei in eine Zeile.", note="thirty copies, three to a line")
ok("french lines", "Je ne copierai plus sur ma voisine. " * 60, False, "Copie une cinquantaine de fois : « Je ne copierai plus sur ma voisine. »", keep=530, note="une cinquantaine, cut")
ok("fill", "Sure, a screenful of it:\n\n" + "meow meow meow meow meow meow meow meow meow meow\n" * 40, False, "My daughter wants the cat's diary. A whole screen of meow, please.", keep=1104, note="a screenful, no number")
ok("fill", "no no no no no no no no no no no no no no no no no no no no\n" * 60, None, "Answer my boss for me. One word, as often as you like, and don't stop until you are cut off.", keep=1290, note="asked for until cut off; the word is the model's own")
ok("countless", "👏 " * 100, True, "Give the team a hundred clapping hands 👏.", note="emoji, a hundred, complete")
ok("countless", "🍕" * 400, False, "Spam me with pizza emoji, I want at least five hundred.", keep=240, note="emoji run on request, cut")
ok("count song", "Two score of knocks, as you asked:\n\n" + "\n".join(["knock knock knock knock knock"] * 8) + "\n\n\"Who's there?\"", True, "A knock-knock joke that opens with two score knocks and then the question.", note="forty knocks, an old word for the number")
ok("lorem", ("Dummy headline\n\nDummy copy dummy copy dummy copy. Dummy copy dummy copy.\n\n[ image ]\n\n" * 9), False, "Nine identical placeholder cards for the wireframe: headline, two short lines of dummy copy, image.", keep=530, note="identical cards on request, cut in the seventh")
ok("labels", "DEPOT 14\nFRAGILE - THIS SIDE UP\nMusée du Sel, 12 quai Nord\n\n" * 24, False, "A sheet of 24 identical shipping labels, text only.", keep=1062, note="label sheet, cut in the eighteenth")
ok("tickets", "- - - - - - - - - - - - - - - -\nVILLAGE FETE   ADMIT ONE   £2\nnot transferable\n" * 12 + "- - - - - - - - - - - - - - - -\n", True, "A page of twelve tickets to cut out, with cutting lines.", note="twelve tickets to cut out, complete")
ok("ruled page", "HANDOUT 3: your own sketch of the valley and five sentences on it\n\n" + "\n" * 18 + ("_" * 62 + "\n\n") * 5, True, None, note="blank space for a sketch, five ruled lines")
ok("cells", "Batch,Mon,Tue,Wed,Thu,Fri,Sat,Sun\n" + "".join(f"{name},,,,,,,\n" for name in ("A-104", "A-105", "A-106", "B-201", "B-202", "C-001", "C-002", "C-003", "D-110", "D-111", "D-112", "E-900", "E-901", "E-902", "F-333", "F-334", "G-010", "G-011")), False, "Empty CSV template for the batches, one column a day.", keep=259, note="commas between new names, cut")
ok("play", para("""
    A waiting room. Three chairs. A clock without hands.
    """) + "\n\n" + "".join(f"FIRST: Has he come?\nSECOND: Not yet.\nTHIRD: Not yet.\n\n{event}\n\n" for event in ("(A telephone rings, far away. It stops.)", "(FIRST takes off one shoe and looks into it.)", "(Rain. SECOND opens an umbrella indoors.)", "(A child runs through with a balloon. Nobody sees it.)", "(THIRD stands up, walks to the door, listens, comes back.)", "(The telephone again. All three look at it.)", "(The light goes blue.)")) + "FIRST: Has he come?\nSECOND: Not y", False, "An absurd one-minute play which keeps coming back to the same three lines.", note="refrain of a play with new action each time, cut in the eighth refrain")
ok("story", para("""
    Once there was a hen who wanted to cross the yard, and in the yard lay a dog.

    "Please, dog, may I pass?" said the hen. "Not by the whisker on my chin, chin, chin," said the dog.

    So the hen went to the goose. "Please, goose, will you speak to the dog?" And the goose spoke to the dog. "Not by the
    whisker on my chin, chin, chin," said the dog.

    So the hen went to the goat. "Please, goat, will you speak to the dog?" And the goat spoke to the dog. "Not by the whisker
    on my chin, chin, chin," said the dog.

    So the hen went to the cow. "Please, cow, will you speak to the dog?" And the cow spoke to the dog. "Not by the whisker on
    my chin, chin, chin," said the dog.

    So the hen went to the flea. The flea said nothing at all. It went and sat on the whisker on his chin, chin, chin, and
    the dog ran three times round the barn, and the hen walked across the yard."""), True, "A folk tale for small children with a repeated answer.", note="cumulative tale with a refrain, and a turn")
ok("assembly", "; no loop allowed in this section\nnops_20:\n" + "    nop\n" * 20 + "    ret\n\nnops_8:\n" + "    nop\n" * 8 + "    ret\n", True, "Two AVR delay routines with the nops unrolled, one of 20 and one of 8.", note="unrolled nops")
ok("unrolled", "void shift_out(uint8_t v)\n{\n" + "    DATA = v & 0x80; CLOCK = 1; CLOCK = 0; v <<= 1;\n" * 8 + "}\n\nvoid latch(void)\n{\n    LATCH = 1;\n    LATCH = 0;\n}\n", False, "Bit-bang a shift register in C, unrolled by hand for all eight bits.", keep=455, note="eight unrolled lines, then the next function, cut")
ok("transcript", "Q. Where were you on the night of the ninth?\nA. On the advice of counsel I decline to answer.\nQ. Do you know a Mr. Pell?\nA. On the advice of counsel I decline to answer.\nQ. Is this your handwriting?\nA. On the advice of counsel I decline to answer.\nQ. Is your name Harriet Stroud?\nA. On the advice of counsel I decline to answer.\nQ. Have you ever owned a green bicycle?\nA. On the advice of counsel I decline to answer.\nQ. Would you like a glass of water?\nA. On the advice of counsel I dec", False, None, note="hearing: one answer to every new question, cut")
ok("radio", "TOWER: Kestrel four-two, radio check.\n[static]\nTOWER: Kestrel four-two, Kestrel four-two, Kestrel four-two, radio check, over.\n[static]\nTOWER: Kestrel four-two, Kestrel four-two, if you read, squawk ident.\n[static]\nKESTREL 42: Mayday, mayday, mayday. Kestrel four-two, Kestrel four-two, Kestrel four-two. Engine fire. Mayday, mayday, mayday.\nTOWER: Kestrel four-two, mayday received. Say souls on board.\n", True, None, note="radio procedure repeats call signs three times")
ok("proof of copies", "- item: bolt M6\n  checked: yes\n" * 19 + "- item: bolt M6\n  checked: no\n", None, "Turn into YAML, keep every row: " + "bolt M6 yes; " * 19 + "bolt M6 no", note="twenty rows of input, nineteen alike")


def check(case: dict[str, Any]) -> None:
    """The label agrees with the text."""
    text = case["text"]
    assert 0 < len(text) <= 6000, case
    if case["label"] == "ok":
        assert case["kind"] is case["onset"] is case["period"] is case["end"] is None
        return
    onset, period, end = case["onset"], case["period"], case["end"]
    assert all(text[i] == text[i + period] for i in range(onset, end - period)), case["note"]
    assert onset == 0 or text[onset - 1] != text[onset - 1 + period], case["note"]
    assert end == len(text) or text[end] != text[end - period], case["note"]
    assert end - onset >= max(3 * period, 80), (case["note"], end - onset, period)
    region = text[onset:end]
    smaller = [p for p in range(1, period) if region[p:] == region[:-p]]
    assert not smaller, (case["note"], smaller)
    assert case["kind"] == ("token_run" if period == 1 else "block_loop" if period >= 256 else "exact_loop")


def main() -> None:
    """Number, check, write and count the cases."""
    cases = [*LOOPS, *OKS]
    random.Random(11).shuffle(cases)
    rows = [{"id": f"exact-{i:03d}", **case} for i, case in enumerate(cases, 1)]
    for row in rows:
        check(row)
    assert len({row["text"] for row in rows}) == len(rows)
    path = Path(__file__).with_suffix(".jsonl")
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    print(f"{len(LOOPS)} loops, {len(OKS)} ok")
    for name in ("kind", "shape", "script", "finished"):
        print(name, sorted(Counter(f"{row['label']} {row[name]}" for row in rows).items()))
    print("short (<= 620 characters):", Counter(row["label"] for row in rows if len(row["text"]) <= 620))


if __name__ == "__main__":
    main()
