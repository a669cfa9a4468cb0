# ruff: noqa: E501
# fmt: off
"""Calibration cases in English prose: near, growing and shuffled loops, and formulaic but informative healthy twins.

All fragments were written by hand; the program assembles them, cuts them as a token cap would, checks the labels and
writes `prose.jsonl` beside itself. Chance is seeded and only picks which handwritten value comes next.
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
    from collections.abc import Sequence

NAME = "prose"
CASES: list[dict[str, Any]] = []
SLOT = re.compile(r"\{([^{}]*\|[^{}]*)\}")


def row(label: str, kind: str | None, shape: str, text: str, note: str, **rest: Any) -> None:
    """One case with its number."""
    fields = {"finished": False, "prompt": None, "onset": None, "period": None, "end": None}
    CASES.append(dict(id=f"{NAME}-{len(CASES) + 1:03d}", label=label, kind=kind, shape=shape, script="Latin", text=text, **{**fields, **rest}, note=note))


def spin(template: str, n: int, change: int) -> list[str]:
    """`n` copies of a template with {a|b|c} slots; each copy draws `change` of the slots anew."""
    dice = random.Random(zlib.crc32(template.encode()))
    choices = [found.split("|") for found in SLOT.findall(template)]
    now = [values[0] for values in choices]
    out = []
    for i in range(n):
        if i:
            for k in dice.sample(range(len(now)), min(change, len(now))):
                now[k] = dice.choice([value for value in choices[k] if value != now[k]])
        values = iter(now)
        out.append(SLOT.sub(lambda _, v=values: next(v), template))  # type: ignore[misc]
    return out


def loop(kind: str, shape: str, before: str, copies: Sequence[str], size: int, note: str, after: str = "", period: int | None = -1, **rest: Any) -> None:
    """A loop of unequal copies: cut when the text has `size` characters, or, with `after`, followed by other text."""
    body = before + "".join(copies)
    if after:
        end = len(body.rstrip())
        text = body + after
    else:
        assert len(body) >= size, (shape, len(body), size)
        text = body[:size].rstrip()
        end = len(text)
    starts = [len(before)]
    for copy in copies:
        starts.append(starts[-1] + len(copy))
    whole = [copy for copy, stop in zip(copies, starts[1:], strict=True) if stop <= end + 2]
    row("loop", kind, shape, text, note, onset=len(before), period=len(copies[0]) if period == -1 else period, end=end, whole=whole, **rest)


def near(shape: str, before: str, template: str, change: int, size: int, note: str, n: int = 0, after: str = "", **rest: Any) -> None:
    """A near loop from a template with slots; `n` copies where other text follows."""
    loop("near_loop", shape, before, spin(template, n or 80, change), size, note, after, **rest)


def exact(kind: str, shape: str, before: str, unit: str, size: int, note: str, **rest: Any) -> None:
    """An exact loop cut at `size` characters, labelled with its maximal repetition."""
    text = (before + unit * 80)[:size].rstrip()
    period = (unit + unit).find(unit, 1)
    onset = len(before)
    while onset and text[onset - 1] == text[onset - 1 + period]:
        onset -= 1
    row("loop", kind, shape, text, note, onset=onset, period=period, end=len(text), **rest)


def ok(shape: str, text: str, note: str, cut: int = 0, **rest: Any) -> None:
    """A healthy case; `cut` keeps at most so many characters, as a cap would (some texts break off by themselves)."""
    text = text.strip()
    finished = not cut
    row("ok", None, shape, text[:cut].rstrip() if cut else text, note, **{"finished": finished, **rest})


def draw(sentences: Sequence[str], n: int, seed: int) -> list[str]:
    """`n` sentences of a set in irregular order, none twice running; each occurs early on."""
    dice = random.Random(seed)
    out = list(sentences)
    while len(out) < n:
        out.append(dice.choice([sentence for sentence in sentences if sentence != out[-1]]))
    return out


# ---------------------------------------------------------------- near loops, short

near("story", "The lighthouse had been dark for eleven years when Ines carried the lamp up the stairs. The village below no longer believed in her uncle's promise, but she had oil, a dry wick and one good match. ",
     "She {looked|gazed|stared} out at the {sea|water|waves} and wondered if he would ever come {back|home}. ", 2, 552,
     "128-token cap: five copies, one or two synonyms change", prompt="Write the opening of a story about a lighthouse keeper's niece.")
near("essay", "Education has always been a mirror of what a society hopes for. In the nineteenth century it trained clerks and soldiers; today it is asked to train citizens, and that is a harder job. ",
     "Moreover, education is {important|essential|vital} because it helps people to {grow|improve|develop} and to become better members of society. ", 2, 561,
     "three copies and a half; only adjective and verb rotate")
near("advice", "", "If you feel {overwhelmed|anxious|stressed}, it can help to talk to a {friend|relative|colleague} you trust and tell them honestly what you are going through. ", 1, 548,
     "begins at once; the same advice with one noun or adjective changed", prompt="I'm stressed at my new job. What should I do?")
near("email", "Dear Ms. Okafor,\n\nThank you for meeting with me on Thursday to talk about the archivist position. I enjoyed hearing how the collection came to the town, and I would be glad to help catalogue the glass plates.\n\n",
     "Please do not hesitate to {contact|call|reach} me if you have any {questions|concerns}. I look forward to hearing from you. ", 1, 570,
     "closing formula over and over, a verb or noun changes", prompt="Write a follow-up e-mail after a job interview.")
near("dialogue", "The rope bridge swayed over the gorge. Tomas went first and Petra held the lantern, though the wind kept trying to take it from her.\n\n",
     "\"Are you {sure|certain} about this?\" asked {Petra|Tomas}.\n\"I am sure,\" said {Tomas|Petra}. \"Just keep {walking|moving}.\"\n", 1, 560,
     "two speakers exchange the same two lines; names swap")
near("chat", "User: hi, my parcel says delivered but it isn't here\nAgent: Hello! I am sorry to hear that. May I have the order number?\nUser: 88-10427\n",
     "Agent: Thank you. I am {checking|reviewing} that for you now. Please {wait|hold} a moment.\nUser: {ok|okay|sure}\n", 1, 540,
     "support chat that never advances")
near("thinking", "<think>\nThe question asks how many handshakes there are when six people meet. Each pair shakes hands once, so it is 6 times 5 over 2, that is 15.\n\n",
     "Wait, let me {reconsider|double-check|recount}. Each of the six people shakes hands with five others, and {so|thus} the answer is 15.\n\n", 1, 575,
     "reconsiders and gets the same result each time", prompt="Six people meet and everyone shakes hands once with everyone else. How many handshakes?")
near("product", "Meet the Harlow travel mug: half a litre of double-walled steel, a lid that locks with a quarter turn, and a base ring that will not mark your desk. ",
     "It keeps your {coffee|tea|drink} {hot|warm} for hours, so you can enjoy every sip {at home|at work|on the go}. ", 2, 530,
     "selling sentence recycled with another drink or place", prompt="Product description for a steel travel mug, 100 words")
near("minutes", "Minutes, residents' committee, 4 March. Present: Dahl, Emre, Quist, Soto. Apologies: none. The treasurer reported a balance of 2,140. The roof quote was accepted unanimously.\n",
     "The {chair|secretary} thanked {everyone|the members} for their comments and said that the matter would be discussed at the next meeting.\n", 2, 566,
     "minutes stuck on one item without subject")
near("story", "Once there was a clockmaker who had sold all his hours but one. ",
     "{Mila|Oskar|Jonas} opened the door and saw that the room was empty. The clock on the wall had stopped again. ", 1, 490,
     "one name from a small set changes; nothing else happens")
near("review", "I bought these boots for a wet autumn on the farm and have now worn them for six weeks, mostly in mud. The soles grip well and the lining dries overnight. ",
     "I would {definitely|highly|really} recommend {these boots|this pair} to anyone who is looking for {comfortable|sturdy|good} boots. ", 2, 544,
     "recommendation repeated in four wordings")
near("speech", "", "We must work {together|side by side} to build a {better|brighter|stronger} future for our children, for our community and for our {country|nation}. ", 2, 600,
     "begins at once; no anaphoric progress, only an adjective rotates", prompt="A short speech for a school opening")
near("biography", "Elsbeth Varga (1881-1949) was a botanist who mapped the alpine meadows of her home valley and taught evening classes for dairy workers. Her herbarium, 2,300 sheets pressed between newspapers, is kept in the town hall attic. ",
     "She was {known|famous|remembered} for her {work|research} in botany, and her work had a {great|lasting|deep} influence on later generations of botanists. ", 3, 570,
     "empty praise sentence repeated", prompt="Write a biography of Elsbeth Varga.")
near("recipe", "To make the sauce, melt the butter slowly, add the shallots and wait until they are clear. ",
     "Stir {well|gently} and let it simmer for {five|ten|two} minutes, then taste it and add more {salt|pepper} if needed. ", 1, 520,
     "same cooking step forever; time and spice drawn from two or three values")
near("dialogue", "", "Anna: I don't know what {to say|to do} anymore.\nBen: You don't have to {say|do} anything.\nAnna: But I {want|need} to.\nBen: I know you do.\n", 2, 545,
     "four-line cycle of a couple's talk; no line is new after the first round")
near("blog", "Five reasons to take the night train\n\n1. You wake up somewhere else. No other way of travelling makes such good use of the dark hours.\n\n2. ",
     "You {save|can save} money, because a night on the {train|rails} is a night without a hotel, and you {save|gain} time as well. ", 1, 555,
     "second item of the list never ends")
near("qa", "Q: Can I prune the pear tree in summer?\nA: Yes, lightly. Summer pruning slows growth and lets light into the crown, so remove only upright shoots. ",
     "It is {best|better} to prune on a {dry|mild} day, and it is best to use a {clean|sharp} tool so that the cuts can heal {well|quickly}. ", 2, 525,
     "same tip with its adjectives swapped")
near("letter", "My dear brother, the winter has been long here, and the post comes only when the ferry can cross. ",
     "I {think|often think} of you {every day|every night}, and I hope that you are well and that we will see each other {soon|again}. ", 3, 505,
     "homesick sentence in a loop")
near("summary", "The report compares the bus network before and after the reform. Ridership rose by nine percent in the first year, mainly on the two cross-town lines. ",
     "Overall, the {report|study} shows that the reform has been a success, and {overall|in general}, it shows that passengers are {satisfied|happy|content} with it. ", 2, 508,
     "summary sentence starts again and again", prompt="Summarise the attached report in three sentences.")

# ---------------------------------------------------------------- near loops, 256 and 384 tokens

near("story", "Captain Rourke had promised the crew that they would see land by Sunday. On Monday the cook began to count the biscuits aloud, and on Tuesday he stopped counting. Nobody spoke of the island any more. The chart lay on the table under a cup, and the ring the cup had left was the only new thing on it.\n\n",
     "The {captain|mate|cook} walked across the deck and looked toward the horizon. There was nothing to see but {grey|empty|dark} water. He shook his head, went back to his cabin and closed the {door|hatch} behind him.\n\n", 2, 1088,
     "256 tokens: paragraph of three sentences as near copy, four and a bit", prompt="Continue: Captain Rourke had promised the crew...")
near("essay", "Social media has changed how we hear about the world. News once arrived twice a day, edited and printed; now it arrives every minute, unsorted. This essay weighs what was won and what was lost. It draws on a survey of two hundred pupils at three schools, who kept a diary of their phones for a month, and on the talks we had with them afterwards, in which several asked whether they might keep the diary going.\n\n",
     "On the one hand, social media {allows|enables} people to stay in touch with {friends|family} all over the world. On the other hand, it can {lead|contribute} to loneliness and make people feel {isolated|alone|disconnected}. Therefore it is important to find a balance.\n\n", 4, 1120,
     "the whole pro-and-con paragraph returns with one or two synonyms", prompt="Essay: the pros and cons of social media")
near("thinking", "<think>Okay, the user wants the shortest route through all five towns. Let me list the distances. A-B 4, A-C 7, B-C 3, C-D 6, D-E 2, B-E 9, A-E 8. Start at A. A-B-C-D-E is 4+3+6+2 = 15. That needs a return of 8, total 23. ",
     "Hmm, but maybe there is a {shorter|better} route. Let me try {A-E-D-C-B: that is 8+2+6+3 = 19, plus 4|A-B-C-D-E: that is 4+3+6+2 = 15, plus 8}, so 23. {Same|The same} as before. ", 2, 1075,
     "only two routes are tried, over and over, with the same sum")
near("chat", "Marie: did you book the cabin\nJo: not yet, the site keeps crashing\nMarie: try the phone number on the leaflet\nJo: ok one sec\nMarie: also ask if dogs are allowed, Pepper is coming\n",
     "Jo: {they|it} said the line is busy, I will try again\nMarie: {ok|okay} let me know\nJo: I will let you know {soon|in a minute}\nMarie: {thanks|thank you}\n", 2, 1050,
     "chat between friends circles through four messages")
near("interview", "INTERVIEWER: You built your first violin at fourteen. What wood was it?\nLEHR: Packing crates. It sounded like a door. But I had the shape right, and my father did not laugh, which I have never forgotten.\n",
     "INTERVIEWER: And what {does|did} that mean to you?\nLEHR: It means {everything|a lot|so much} to me. It is what made me the {maker|person|man} I am today, and I am {very|deeply} grateful for it.\n", 2, 1100,
     "question and answer come again with one word changed", prompt="Write an interview with a violin maker.")
near("guide", "", "To change the {filter|belt}, first turn off the machine and unplug it from the wall. Then remove the {front|back|side} cover by loosening the {two|four} screws, lift the part out, and put the cover back on. ", 3, 1130,
     "manual repeats the same instruction with part and side shuffled", prompt="How do I change the filter of my dryer?")
near("legal_letter", "Dear Tenant,\n\nwe refer to our letter of 12 May and to the inspection that took place on 19 May in the presence of Mr. Adeyemi. The damp patch on the north wall was measured and photographed.\n\n",
     "We {kindly|hereby|once again} ask you to let us know within {ten|fourteen} days whether you agree to the {repair|work}, and we remind you that without your consent the work cannot begin.\n\n", 3, 1040,
     "same request paragraph, adverb and deadline flip")
near("dialogue", "\"Where were you on the night of the ninth?\" Inspector Bell asked. He had a way of asking as if he were bored by the answer already.\n\n",
     "\"I was at {home|the inn|the mill},\" said {the baker|Mr. Crane}.\n\n\"And can anyone {confirm|prove} that?\"\n\n\"No, I was alone,\" {he said|he answered}. \"I have told you that already.\"\n\n\"Then tell me again,\" said Bell.\n\n", 4, 1640,
     "interrogation that turns in a circle; three places, two names")
near("travel", "Day one in Lisbon began with a tram that did not come and a custard tart that made up for it. We walked down to the river, watched the ferries, and climbed back by the longest stairs we could find. ",
     "The streets were full of {people|tourists|life}, and the smell of {fresh bread|grilled fish|coffee} was in the air. We {stopped|paused} to take some pictures and then we continued our walk. ", 2, 1600,
     "travel blog with a sentence pair in a cycle", prompt="Write a travel diary about a week in Lisbon.")
near("meditation", "Sit down on a chair, let your hands rest in your lap and close your eyes. You do not have to do anything well. Just notice the sounds in the room, near ones first, then those far away.\n\n",
     "Breathe in {slowly|deeply|gently} and feel your body relax. Breathe out {slowly|gently} and let go of all {tension|worries|thoughts}. You are {calm|safe|at peace}.\n", 4, 1140,
     "a meditation that no longer progresses through anything; nine copies", prompt="Write a 5-minute guided meditation.")
near("news", "The council of Marrow Bay voted on Tuesday to close the old swimming baths. Repairs would have cost four million, twice the yearly budget for sport, and the pumps failed again in April. ",
     "\"This is a {sad|difficult|hard} day for our town,\" said {the mayor|councillor Finch|a resident}. \"We have tried everything, but we had no other choice.\" ", 2, 1090,
     "one quotation attributed to three people in turn")
near("job_ad", "We are a family-run bakery with three shops and one very old oven. We are looking for a shift leader from September.\n\nWhat we offer:\n",
     "- A {friendly|motivated|dynamic} team and a {pleasant|modern} workplace with {good|great} opportunities to learn\n", 1, 700,
     "one bullet with interchangeable adjectives", prompt="Job advert for a bakery shift leader")

# ---------------------------------------------------------------- near loops, long

near("story", "Nobody in Underhill remembered who had dug the first tunnel, and nobody asked. ",
     "In the morning {Bram|Lotte|Piet} took the lamp from the hook and went down into the {mine|tunnel|shaft}. The walls were wet and the air was cold. He walked until he came to the place where the path divided, and there he stopped and listened. He heard a {voice|sound|whisper} far away in the dark. He called out, but nobody answered. After a while he turned round and went home, and he told {nobody|no one} what he had heard.\n\n", 4, 4350,
     "1024 tokens: whole paragraphs as near copies, about 5 % of the words change")
near("report", "1 Introduction\n\nThis report describes the condition of the footbridges in the district after the flood of January.\n\n2 Findings\n\n",
     "The inspection {showed|found|revealed} that the bridge is in {good|fair|acceptable} condition overall. Some {minor|small} damage was found on the {railing|deck|handrail}, but it does not affect the safety of the structure. It is recommended that the bridge be inspected again at regular intervals.\n\n", 5, 4200,
     "no bridge is named, the same finding over and over", prompt="Write an inspection report on the footbridges.")
near("thinking", "<think>\nI need to decide whether the sentence 'Every guest brought a dish' implies one shared dish or several. The usual reading is distributive: each guest, a dish of their own. The user asks whether the other reading exists.\n\n",
     "Alternatively, {maybe|perhaps} the user {means|wants} the collective reading, where all guests brought one dish {together|between them}. But that is {unlikely|not likely}, because 'every' is distributive. So the answer is that the distributive reading is preferred.\n\n{But wait|Hmm|Actually}, let me think about this again.\n\n", 5, 3900,
     "alternatively/but wait cycle at length")
near("romance", "", "He looked at her and smiled, and she smiled {back|too|at him}. \"I love you,\" he {said|whispered}. \"I love you {too|more|as well},\" she {said|whispered|answered}, and she took his hand and {held|pressed} it. ", 5, 2450,
     "begins at once, two sentences per copy, verbs drawn from two or three")
near("gossip", "What happened at the market was soon known in every kitchen of the street, although nobody had been there. ",
     "{Greta|Hilde|Irma} told {Vera|Nora|Paula} that she had heard it from {Klara|Dora|Tilda}, and that it must be true because everybody said so. ", 3, 1680,
     "frame with three names from small sets, about fifteen copies")
near("email_thread", "Hi all,\n\nquick update on the migration: the test server is done, production follows on the 14th. Please save your drafts before noon.\n\nBest,\nSanne\n\n",
     "Hi {Sanne|all|team},\n\nthanks for the {update|info|message}. I have one question: will the {drafts|files} be kept? Please let me know.\n\nBest,\n{Ruben|Imke|Joost}\n\n", 2, 1720,
     "the same mail with the same question from three names, over and over")
loop("near_loop", "essay", "The bicycle is the most honest of machines. What you put in, you get out, less a little for the chain. ",
     ["It is simple, it is cheap, and it is good for the environment. ", "It is cheap, it is simple, and it is good for the planet. ", "It is simple, it is clean, and it is good for the environment. ",
      "It is cheap, it is clean, and it is good for the environment. ", "It is simple, it is cheap, and it is good for the planet. ", "It is clean, it is simple, and it is good for the environment. "], 460,
     "hand-varied copies of one sentence; six, the last cut", prompt="A paragraph in praise of the bicycle")
loop("near_loop", "dialogue", "Two old men sat on the bench by the bus stop, as on every afternoon when it did not rain.\n\n",
     ["\"The bus is late,\" said the first.\n\"It is always late,\" said the second.\n", "\"The bus is late,\" said the second.\n\"It is always late,\" said the first.\n",
      "\"The bus is late again,\" said the second.\n\"It is always late,\" said the first.\n", "\"The bus is late again,\" said the first.\n\"It is always so late,\" said the second.\n",
      "\"The bus is late,\" said the first.\n\"It is always so late,\" said the second.\n", "\"The bus is late,\" said the second.\n\"It was always so late,\" said the first.\n"], 500,
     "two speakers say nearly the same to each other; hand-varied")

# ---------------------------------------------------------------- near loops that recover

near("story", "The stationmaster wrote every train into a green book, also those that did not come. ",
     "The {train|express} was {late|delayed} again, and the passengers {waited|stood} on the platform in the cold. ", 1, 0, "eleven copies, then the story goes on and ends", n=11,
     after="Then, at ten past four, a whistle sounded from beyond the bridge, and a boy who had climbed the signal mast shouted that he could see smoke. The stationmaster uncapped his pen.",
     finished=True, prompt="A very short story about a stationmaster.")
near("answer", "", "Vitamin C is {important|essential|necessary} for the immune system, and it is found in {fruit|oranges|vegetables}. ", 1, 0, "stuck for 14 copies, closes with an offer of help", n=14,
     after="If you take medicine regularly, ask your pharmacist before you buy supplements. Is there anything else you would like to know?", finished=True, prompt="Do I need vitamin C tablets?")
near("thinking", "<think>The clue is 'river flower, four letters'. Rivers are flow-ers, so it is any river with four letters. Ends in E: could be TYNE, or the Isle... ",
     "{Maybe|Perhaps} it is TYNE. {Let me check|Checking}: T, Y, N, E. Four letters, ends in E. But it could {also|equally} be something else. ", 1, 0, "long stuck stretch inside the reasoning, then an answer", n=9,
     after="Only crossing 4 down decides it: second letter Y from GYPSY. So TYNE fits and OUSE does not.</think>\n\nThe answer is TYNE: a 'flower' here is something that flows.", finished=True)
near("minutes", "Item 3: parking. Mrs. Lund asked whether guests may use the yard at weekends. ",
     "It was {noted|pointed out|said} that the yard is {private|not public}, and that guests should be {told|informed} of this. ", 2, 0, "the loop ends, the next agenda item begins and is cut", n=10,
     after="\n\nItem 4: laundry room. The new timetable starts on 1 June; each flat gets one evening and one half Saturday. Keys are with Mr. Aho, who also orders the", finished=False)
near("review", "I have had the Corvid 3 tent for two summers now and slept in it for forty-one nights, five of them in real storms. ",
     "The tent is {light|lightweight|easy to carry} and easy to {pitch|set up}, and it is a {great|very good|good} tent for the price. ", 2, 0, "twelve copies, then two new facts", n=12,
     after="My only complaint is the zip of the inner door, which caught from the first day. The maker sent a new slider within a week.", finished=True)

# ---------------------------------------------------------------- growing loops

def chain(base: str, step: str, n: int, end: str) -> list[str]:
    """Copies that each append one more `step`."""
    return [base + step * i + end for i in range(n)]


loop("growing_loop", "story", "The giant sat down by the well and looked at his feet. ", chain("He was tired, ", "very ", 30, "tired. "), 1080, "each sentence has one 'very' more")
loop("growing_loop", "thinking", "Let me verify the sum: 12 + 7 + 23 = 42. ", chain("So the answer is 42", ", as computed above", 12, ". "), 620, "short: each copy appends 'as computed above' once more", prompt="What is 12 + 7 + 23?")
loop("growing_loop", "dialogue", "\"You took the key,\" said Ida.\n", [f"\"No{', no' * (2 * i)},\" said {('Rolf', 'Ida')[i % 2]}.\n" for i in range(24)], 590, "two speakers, each denial two words longer")
loop("growing_loop", "essay", "What is a friend? ", chain("A friend is someone who is there for you", ", and who listens to you, and who understands you", 12, ". "), 1650, "each definition is the last one plus the same two clauses", prompt="What is a friend?")
loop("growing_loop", "email_quote", "Dear team, please find the rota attached.\n\n", ["> " * i + f"On {('Monday', 'Tuesday')[i % 2]}, Karin wrote: thank you for your message, I have read it.\n" for i in range(26)], 1100, "quotation marks pile up in front of the same sentence")
loop("growing_loop", "titles", "Here are some ideas for the sequel:\n", ["- " + "The Return of " * i + "the Silver Fox\n" for i in range(1, 26)], 1700, "each title is the former with one more 'The Return of'", prompt="Suggest titles for the sequel of The Silver Fox.")
loop("growing_loop", "belief", "It was a delicate matter, and neither of them liked to begin. ", [("She knew that he knew" + (" that she knew that he knew" * i)) + ". " for i in range(16)], 1600, "nested knowledge clause grows")
loop("growing_loop", "advice", "Saving money is a habit. ", ["Start small" + "".join((", save a little every week", ", and then save a little more")[k % 2] for k in range(i)) + ". " for i in range(1, 13)], 0,
     "recovers: growing for twelve copies, then a new point", after="Keep the money in a second account, so that you do not see it when you buy groceries, and look at it only on the last day of the month.", finished=True, prompt="How do I start saving?")
loop("growing_loop", "legend", "", [f"And the {' and the '.join(('king', 'queen', 'king', 'queen', 'king', 'queen', 'king', 'queen', 'king', 'queen', 'king', 'queen')[:i])} went into the forest. " for i in range(1, 13)], 560, "short, at once: king and queen are added in turn")

# ---------------------------------------------------------------- shuffled loops

def shuffle(shape: str, before: str, sentences: Sequence[str], size: int, seed: int, note: str, n: int = 0, after: str = "", **rest: Any) -> None:
    """A small set of sentences in irregular order."""
    loop("shuffled_loop", shape, before, draw(sentences, n or 120, seed), size, note, after, period=None, **rest)


shuffle("affirmation", "Good morning. Stand in front of the mirror, shoulders down, and say these words slowly until you believe them. ",
        ["You are strong. ", "You are enough. ", "You can do this. ", "Today is your day. ", "You are loved. "], 1100, 3, "five affirmations drawn at random without end", prompt="Write a short morning affirmation.")
shuffle("support", "Agent: Welcome to Northline support, my name is Theo. You wrote that your router blinks red since the storm.\nAgent: ",
        ["Please restart your router. ", "I understand your frustration. ", "Thank you for your patience. ", "We apologise for the inconvenience. "], 560, 11, "short: four canned sentences, fourteen in all")
shuffle("essay", "Climate change is measured in tenths of a degree and felt in floods. ",
        ["We must act now to protect our planet for future generations. ", "Every one of us can make a difference. ", "Governments and companies have to take responsibility. ", "The time for action is now. ", "It is not too late to change course. "], 1650, 5, "five slogans in irregular order")
shuffle("love_letter", "", ["I miss you so much. ", "I think about you all the time. ", "I can't wait to see you again. "], 580, 8, "three sentences, at once, short cap", prompt="Write a love letter to my girlfriend who lives abroad.")
shuffle("review", "We came on a Friday without a booking and still got the table by the stove. The soup was pumpkin with nutmeg, the bread was warm. ",
        ["The food was delicious and the staff was friendly. ", "We will definitely come back. ", "The service was excellent and the portions were generous. ", "Highly recommended! "], 1080, 21, "restaurant review drawing from four sentences")
shuffle("thinking", "<think>\nThe user asks for a synonym of 'happy' that starts with G. Glad. That fits.\n",
        ["Let me check that again.\n", "Glad starts with G.\n", "Yes, that is correct.\n", "Glad means happy.\n", "Okay, so the answer is glad.\n"], 540, 36, "five short lines in no order, nothing new", prompt="A synonym of 'happy' that starts with G?")
shuffle("story", "The forest had no paths, or it had too many. Wenna tied a red thread to the first birch and began to walk. ",
        ["The trees stood close together and the light was green. ", "She heard a branch break behind her. ", "She turned round, but there was nobody there. ", "She walked on without looking back. ", "Somewhere a bird called twice and fell silent. ", "The thread in her hand grew shorter. "], 4300, 55, "six sentences drawn for 1024 tokens")
shuffle("coach", "Question 1: what did you learn this week?\n", ["Great job! ", "Keep going! ", "You are doing really well! ", "I am proud of you! "], 0, 13, "recovers after sixty exclamations", n=60,
        after="\n\nQuestion 2: what would you do differently next week? Write three lines and bring them to our call on Thursday.", finished=True)
shuffle("apology", "I know that I forgot your birthday, and that a bunch of flowers on the wrong day is not a present. ",
        ["I am truly sorry. ", "Please forgive me. ", "It will never happen again. ", "I feel terrible about it. "], 640, 89, "short apology draws from four sentences", prompt="Apologise to my sister for forgetting her birthday.")

# ---------------------------------------------------------------- a few exact ones among prose

exact("exact_loop", "story", "When the circus left, one elephant stayed behind, because nobody had counted well. ", "She stood in the meadow and waited for the music. ", 430, "exact sentence, seven times, short", prompt="A story about an elephant")
exact("block_loop", "dialogue", "", "\"Who is there?\" called the miller.\n\"Only the wind,\" said a voice behind the door.\n\"The wind does not speak,\" said the miller, and he lifted the latch. There was nobody outside, only snow, and in the snow no footprint at all. He closed the door, put a log on the fire and sat down again.\n\n", 1090, "whole scene again word for word, three and a half times")

# ---------------------------------------------------------------- healthy twins

ok("travel", """
Our tour of the valley took six days. First we visited Orsk, where the church has a wooden bell because the iron one was melted for cannon. Next we visited Laimen, where every house is painted by the owner's mother-in-law and nobody may complain. Next we visited Tarn, where the bridge toll is still paid in eggs, three for a cart and one for a walker. Next we visited Upper Tarn, which has no bridge and is proud of it. Next we visited Solvay Mill, where a deaf miller showed us how he hears the stones with his knees. Next we visited Grel, where the last speaker of the old dialect sells batteries. Last we visited the hot springs, where two of us stayed.
""", "same frame 'Next we visited X, where', a new fact each time; cut", cut=560, prompt="Describe the stops of your tour.")
ok("fairy_tale", """
There was once a mouse who wanted to borrow the moon. She went to the owl and said, "Owl, owl, lend me the moon, I will bring it back by morning." "The moon is not mine," said the owl. "Ask the fox." So she went to the fox and said, "Fox, fox, lend me the moon, I will bring it back by morning." "The moon is not mine," said the fox. "Ask the river." So she went to the river and said, "River, river, lend me the moon, I will bring it back by morning." The river said nothing, but there was the moon, lying in the water. The mouse filled her thimble, carried it home, and in the thimble was a moon just big enough for a mouse. And in the morning she brought it back.
""", "refrain three times with a new animal; the third time the pattern breaks and the tale ends", prompt="Tell a fairy tale with a refrain.")
ok("recommendations", """
If you liked quiet novels about work, try these.

The Ropewalk by Tessa Imhoff: if you like books about a single trade, this one follows a rope maker through forty years and one strike.
Salt Ledger by Owen Dray: if you like books about numbers, this one turns the account book of a herring port into a detective story.
The Second Shift by Ama Boateng: if you like books about night, this one takes place entirely between ten and six in a hospital laundry.
Glasshouse by Pilar Ron: if you like books about failure, this one watches three brothers lose a tomato business and find each other.
A Small Bell by Yuki Arden: if you like books about schools, this one is told by the caretaker, who hears everything and says
""", "list with one frame, other content per book; cut", cut=690, prompt="Recommend novels about work")
ok("bios", """
Marta Kell, 34, is the engineer of the crew. She grew up on a barge, speaks to pumps, and trusts nothing that cannot be taken apart. She wants to see her daughter's graduation.

Dov Arlen, 51, is the doctor of the crew. He grew up in a monastery school, speaks four languages badly, and trusts only what he has counted twice. He wants to be forgiven by a man who is dead.

Sunniva Roe, 27, is the pilot of the crew. She grew up in a flight simulator shop, speaks mostly in checklists, and trusts her left hand more than her right. She wants to land somewhere without a name.

Bo Tanaka, 62, is the cook of the crew. He grew up behind a noodle counter, speaks little before noon, and trusts people who finish their plate. He wants nothing, which worries the others.
""", "four character sheets in one mould, every slot filled anew", prompt="Give me character bios for a spaceship crew, same structure for each.")
ok("speech", """
We remember the winter when the mill burned, and how the bakers opened their doors at three in the morning. We remember the spring when the river took the lower street, and how the school became a harbour. We remember the strike of the lamp men, who put out every light in town except the one in the maternity ward. We remember Mrs. Achterberg, who taught two thousand children to read and could not see her own handwriting at the end. We remember the bus that ran on Sundays for a single passenger. We remember these things not because they were great, but because they were ours, and because tonight we are asked
""", "anaphora, each clause a new event; cut in mid-sentence", cut=600, prompt="Speech for the 200th anniversary of our town")
ok("faq", """
Can I return a mattress? Yes, you can return a mattress within 100 nights, even if you have slept on it. We collect it from your bedroom.
Can I return a pillow? No, pillows cannot be returned once the seal is broken, for hygienic reasons.
Can I return a bed frame? Yes, you can return a bed frame within 30 days if it has not been screwed together more than once.
Can I return a mattress cover? Yes, you can return a mattress cover within 30 days, washed or unwashed.
Can I return a gift card? No, gift cards cannot be returned, but they never expire and can be passed on.
Can I return something I bought in a shop? Yes, you can return it in any shop, not only where you bought it. Bring the receipt.
""", "six questions of one form; answers differ in result and reason", prompt="Write the returns section of our FAQ.")
ok("instructions", """
Fitting the new chain:
1. Shift to the smallest sprocket at the back, so that the chain has the most slack.
2. Shift to the smallest chainring at the front, for the same reason.
3. Push the chain tool onto the link opposite the joining pin and turn the handle until the pin is nearly out.
4. Push the new chain through the rear derailleur, over the upper wheel, past the small tab, under the lower wheel.
5. Pull both ends together below the chainstay and count the links; the new chain must match the old one.
6. Push the pin back with the chain tool until it stands out equally on both sides.
7. Pull the joint sideways with both hands until it bends freely.
8. Shift to the largest sprocket at the back and look at the derailleur: the cage should point
""", "numbered steps that open alike; cut", cut=760)
ok("minutes", """
Ms. Oyelaran reported for the kitchen group: the new oven arrives on the 8th, and two volunteers are needed to carry it. Agreed.
Mr. Stahl reported for the garden group: the pond leaks at the north end, and clay will be ordered for 120. Agreed.
Ms. Brandvold reported for the music group: the piano was tuned, and the summer concert moves to the 21st. Agreed.
Mr. Iyer reported for the youth group: the climbing trip had eleven children, one lost shoe and no injuries. Noted.
Ms. Castellan reported for the finance group: the fee stays at 14 until December, and then it rises to 15. Agreed, one against.
Mr. Stahl reported for the heating group, which is only him: the pump will be replaced before October. Agreed with thanks.
The meeting closed at 20:40.
""", "each line one frame 'X reported for the Y group', with new facts", prompt="Turn my notes into formal minutes.")
ok("horoscope", """
Aries: You will get a message today that you have waited for since spring. Answer before noon.
Taurus: You will find a coin in an old coat. Do not spend it on bread.
Gemini: You will say yes twice today; once would have been enough.
Cancer: You will hear your name in a queue. It will be someone else's, but turn round anyway.
Leo: You will be praised for work that a colleague did. Share the cake.
Virgo: You will tidy a drawer and find the warranty you needed in March.
Libra: You will choose between two trains. The slower one has the better company.
Scorpio: You will forget a password and remember a song.
Sagittarius: You will walk home a new way and meet a dog called Professor.
Capricorn: You will finish a list. Resist the wish to start another.
Aquarius: You will lend an umbrella. It will come back in August.
Pisces: You will dream of stairs. Take the lift.
""", "twelve 'You will' entries, all different", prompt="Funny horoscopes for all twelve signs, one or two sentences each.")
ok("horoscope", """
Aries. Love: this week brings clarity in an old question; ask it aloud. Work: a deadline moves forward, so start with the boring half. Lucky day: Tuesday.
Taurus. Love: this week brings a quarrel about a window; leave it open. Work: a colleague wants your desk, give them the lamp instead. Lucky day: Friday.
Gemini. Love: this week brings two invitations for one evening; choose the one with soup. Work: a mistake of yours turns out to save money. Lucky day: Monday.
Cancer. Love: this week brings silence, the comfortable sort. Work: a customer remembers you from years ago. Lucky day: Thursday.
Leo. Love: this week brings
""", "same slots per sign, fresh contents; cut right after the frame opens", cut=640, prompt="Weekly horoscope")
ok("biographies", """
Anselm Krug was born in Rothau in 1822, trained as a saddler, and died in 1890 as the owner of the first omnibus line in the county. Beata Krug was born in Rothau in 1824, trained as a midwife, and died in 1901 after attending, by her own count, 3,112 births. Caspar Krug was born in Hinterrothau in 1826, trained as a priest, and died in 1849 on a barricade. Dorothea Krug was born in Rothau in 1829, trained as nothing in particular, and died in 1911 in Buenos Aires, leaving a sheep farm the size of the county. Emil Krug was born in Rothau in 1833, trained as a chemist, and died in 1858, when the
""", "one sentence frame per sibling, every slot new; cut", cut=575, prompt="Invent short biographies for the Krug siblings.")
ok("comparison", """
The Alto 2 costs 89 and weighs 240 grams. The sound is warm, with bass that stays out of the way of voices. The battery lasted 31 hours in our test. The cable is detachable. We recommend it for long flights.

The Brio X costs 149 and weighs 310 grams. The sound is sharp, and cymbals become tiring after an hour. The battery lasted 44 hours in our test. The cable is fixed. We recommend it only to people who lose chargers.

The Cantor costs 65 and weighs 198 grams. The sound is thin, but speech is very clear. The battery lasted 19 hours in our test. There is no cable. We recommend it for podcasts.

The Duo Pro costs 219 and weighs 275 grams. The sound is the best of the four, open and even. The battery lasted 28 hours in our test. The cable is detachable and braided. We recommend it to everyone who can afford it.
""", "reviews with the same frame and new facts", prompt="Compare four headphones.")
ok("story", """
Every evening Hanno counted the ships. On Monday there were nine, and one of them had a red funnel. On Tuesday there were seven, because the fog had come and two stayed behind the mole. On Wednesday there were nine again, but not the same nine: the red funnel was gone and a yacht lay in its place. On Thursday there were none. He counted twice. On Friday a policeman came and asked him to count aloud, from memory, all the ships he had seen on Monday, and Hanno, who had never been asked for anything, began with the red funnel and went on
""", "repeated phrase carries the plot; cut", cut=520, prompt="Write a story in which a boy counts ships.")
ok("dialogue", """
"Have you ever been to sea?" "No." "Can you cook?" "Yes." "For how many?" "Eleven." "Why eleven?" "I have ten brothers." "Can you swim?" "No." "Do you drink?" "No." "Do you gamble?" "No." "Do you sing?" "Yes." "Well?" "No." "Are you wanted by the police?" "Which police?" "Any." "No." "Are you in debt?" "Yes." "Much?" "Yes." "Are you running away from a woman?" "No." "From a man?" "Yes." "Your father?" "Yes." "Does he know that you are here?" "He is the harbour master." "Ah," said the captain, and for the first time he looked up. "Then we had better sail tonight." "Yes," I said.
""", "one-word answers repeat, the questions do not")
ok("interview", """
Q: What is your full name?
A: Teresa Ilona Mbeki.
Q: What is the purpose of your visit?
A: I am visiting my sister.
Q: What is your sister's occupation?
A: She is a nurse.
Q: What is your occupation?
A: I am a piano tuner.
Q: How long will you stay?
A: Three weeks.
Q: Where will you stay?
A: With my sister, at 14 Quay Street.
Q: Have you visited this country before?
A: Yes, once, in 2016.
Q: How long did you stay in 2016?
A: Three days.
Q: Have you ever been refused a visa?
A: No.
Q: Have you ever overstayed a visa?
A: No.
Q: Do you have a return ticket?
A: Yes, for the 30th.
Q: Do you have
""", "question forms recur, facts do not; cut", cut=555, prompt="Make up a transcript of a visa interview.")
ok("thinking", """
<think>
I need the n between 1 and 8 for which n^2 + n + 41 is divisible by 43.
n = 1: 1 + 1 + 41 = 43. 43 / 43 = 1, so n = 1 works.
n = 2: 4 + 2 + 41 = 47. 47 - 43 = 4, so n = 2 does not work.
n = 3: 9 + 3 + 41 = 53. 53 - 43 = 10, so n = 3 does not work.
n = 4: 16 + 4 + 41 = 61. 61 - 43 = 18, so n = 4 does not work.
n = 5: 25 + 5 + 41 = 71. 71 - 43 = 28, so n = 5 does not work.
n = 6: 36 + 6 + 41 = 83. 83 - 43 = 40, so n = 6 does not work.
n = 7: 49 + 7 + 41 = 97. 97 - 86 = 11, so n = 7 does not work.
n = 8: 64 + 8 + 41 = 113. 113 - 86 = 27, so n = 8 does not work.
So only n = 1.
</think>

Only n = 1 works.
""", "checks eight cases, each with its own arithmetic, and ends", prompt="For which n from 1 to 8 is n^2+n+41 divisible by 43?")
ok("thinking", """
Let me go through the primes again. Is 91 prime? 91 = 7 * 13, so no. Is 93 prime? 93 = 3 * 31, so no. Is 95 prime? 95 = 5 * 19, so no. Is 97 prime? Not divisible by 2, 3, 5, 7, and 11 squared is 121, so yes. Is 99 prime? 99 = 9 * 11, so no. Is 101 prime? Not divisible by 2, 3, 5, 7, so yes. Is 103 prime? Not divisible by 2, 3, 5, 7, so yes. Is 105 prime? 105 = 3 * 35, so no. Is 107 prime? Not divisible by 2, 3, 5, 7, so yes. Is 109 prime? Not divisible by 2, 3, 5, 7, so yes. Is 111 prime? 111 = 3 * 37, so no. Is 113 prime? Not div
""", "a real trial division with a low-variety frame; goes up and is cut", cut=560, prompt="List all primes from 90 to 130, think step by step.")
ok("thinking", """
<think>
Who can be the liar? Suppose the liar is Ann. Then "Ben has the cat" is false, so Ben has the dog or the fish. Cal says Ben has no fish, true, so Ben has the dog. Dee says she has the dog: contradiction. So not Ann.
Suppose the liar is Ben. Then "Dee has no dog" is false, so Dee has the dog, which agrees with Dee. Ann says Ben has the cat, true. Then Cal and Ann share the fish and the bird. No contradiction so far.
Suppose the liar is Cal. Then "Ben has no fish" is false, so Ben has the fish. But Ann says Ben has the cat: contradiction. So not Cal.
Suppose the liar is Dee. Then "I have the dog" is false. Ben says Dee has no dog, true. Ann says Ben has the cat, true. So the dog is with Ann or Cal, and Cal says
""", "case analysis: same opening, other deductions; cut", cut=730)
ok("products", """
Cedar & Smoke. A candle for long evenings. Top note of cedar, heart of birch tar, base of old leather. Burns for 45 hours. 24.90
Fig & Linen. A candle for clean sheets. Top note of green fig, heart of cotton flower, base of white musk. Burns for 40 hours. 22.90
Rain & Slate. A candle for open windows. Top note of wet stone, heart of violet leaf, base of vetiver. Burns for 45 hours. 24.90
Orange & Clove. A candle for December. Top note of bitter orange, heart of clove, base of honey. Burns for 50 hours. 26.90
Salt & Rope. A candle for people far from the coast. Top note of sea spray, heart of seaweed
""", "catalogue in one frame; cut", cut=575, prompt="Write listings for our candle range.")
ok("cumulative_tale", """
This is the oven that Agnes built.
These are the loaves that lay in the oven that Agnes built.
This is the goat that sniffed at the loaves that lay in the oven that Agnes built.
This is the boy with the broken shoe who chased the goat that sniffed at the loaves that lay in the oven that Agnes built.
This is the priest who had lost his hat who laughed at the boy with the broken shoe who chased the goat that sniffed at the loaves that lay in the oven that Agnes built.
And this is the queen in the paper crown who married the priest who had lost his hat and adopted the boy and pardoned the goat, and they all ate the loaves that lay in the oven that Agnes built.
""", "cumulative tale: each verse adds a new person; asked for and closed", prompt="Write a cumulative tale in the manner of a nursery rhyme, with your own content.")
ok("poem", """
I am the daughter of a lock-keeper.
I am the sister of a boy who drowned.
I am the keeper of his yellow boots.
I am the reason that the gate is painted.
I am the voice you hear at half past four.
I am the ferry when the bridge is up.
I am the widow of a clarinet.
I am the mother of nobody you know.
I am the one who writes the levels down:
two metres ten, two metres twelve, two eight.
I am still here. I am not going yet.
""", "anaphora in each line, the content is new", prompt="A poem where every line starts with 'I am'.")
ok("thank_you_notes", """
Dear Amira, thank you for everything you did this year. Your spreadsheet saved the harvest festival. Warmly, Jule
Dear Bastian, thank you for everything you did this year. Nobody else would have driven to Ulm for a gasket. Warmly, Jule
Dear Chiara, thank you for everything you did this year. The children still sing the song about the worm. Warmly, Jule
Dear Dmitri, thank you for everything you did this year. You repaired the mixer, twice, and never said whose fault it was. Warmly, Jule
Dear Edda, thank you for everything you did this year. I know that the night shifts were not in your contract. Warmly,
""", "one card per colleague with a personal sentence; cut", cut=570, prompt="Write thank-you cards for my five colleagues, one personal line each.")
ok("lines", "\n".join(["I will not feed the class hamster pizza."] * 10), "the prompt asks for exactly ten lines and gets ten, then ends", prompt="Write 'I will not feed the class hamster pizza.' ten times, one per line.", asked=True)
ok("drill", """
Change the sentence as in the example.
Example: She is a teacher. (he) - He is a teacher.
1. She is a teacher. (they) - They are teachers.
2. She is a teacher. (I) - I am a teacher.
3. She has a brother. (we) - We have a brother.
4. She has a brother. (you) - You have a brother.
5. She was late. (they) - They were late.
6. She was late. (I) - I was late.
7. She does not smoke. (we) - We do not smoke.
8. She does not smoke. (he) - He does not smoke.
9. Does she drive? (they) - Do they drive?
10. Does she drive? (you) - Do you drive?
11. Has she eaten? (they) - Have they
""", "grammar drill with answers; cut", cut=500, prompt="Make a substitution drill with 14 items for beginners.")
ok("weather", """
North coast: rain in the morning, drier in the afternoon. Wind from the west, strong. High 11 degrees, low 6.
Central hills: fog in the morning, sunny in the afternoon. Wind from the west, light. High 14 degrees, low 3.
Capital region: cloudy in the morning, sunny in the afternoon. Wind from the south-west, light. High 17 degrees, low 8.
Eastern plain: sunny in the morning, thunderstorms in the afternoon. Wind from the south, gusty. High 22 degrees, low 12.
Southern lakes: sunny all day. Wind from the south, light. High 21 degrees, low 10.
Mountains above 1500 metres: snow in the morning, fog in the afternoon. Wind from the north-west, stormy. High 1 degree, low minus 4.
""", "forecast frame, other values per region", prompt="Regional weather forecast for tomorrow")
ok("sports", """
In the first match of the day, Varden beat Holm 3-1; both late goals came from corners. In the second match of the day, Eastport beat Lyngby 1-0 with a penalty that will be discussed for weeks. In the third match of the day, Sorrel and Kettering drew 2-2 after Sorrel's keeper was sent off. In the fourth match of the day, Tamworth Mills beat the champions 4-0, which nobody saw coming, least of all the man who sells the champions' scarves. In the fifth match of the day, Arden and Fell drew 0-0, and the referee was the busiest
""", "match by match, results new; cut", cut=500, prompt="Sum up the match day.")
ok("wine", """
Wine 1: pale gold. On the nose, quince and wet wool. On the palate, dry, with high acidity and a short, salty finish. 86 points.
Wine 2: deep gold. On the nose, honey and petrol. On the palate, off-dry, with high acidity and a long finish of lime peel. 92 points.
Wine 3: salmon pink. On the nose, strawberry and nothing else. On the palate, dry, with low acidity and a finish that is over before you notice. 79 points.
Wine 4: ruby. On the nose, sour cherry and pencil. On the palate, dry, with medium tannin and a finish of cold tea. 88 points.
Wine 5: garnet. On the nose, prunes, tar and
""", "tasting notes; cut", cut=580)
ok("patient_notes", """
Day 1: patient admitted with fever of 39.4. Throat red, lungs clear. Swab taken. Fluids, paracetamol.
Day 2: patient still has fever, 39.1. Throat red, lungs clear. Swab positive for streptococci. Penicillin started.
Day 3: patient has fever of 38.2. Throat less red, lungs clear. Slept six hours. Penicillin continued.
Day 4: patient has no fever, 37.0. Throat pale, lungs clear. Ate breakfast. Penicillin continued.
Day 5: patient has no fever, 36.8. Rash on both arms since the morning. Penicillin stopped, change to a macrolide.
Day 6: patient has no fever, 36.7. Rash fading, lungs clear. Discharged in the afternoon; control with the family doctor in one week.
""", "daily notes in one frame show a course", prompt=None)
ok("body_scan", """
Now bring your attention to your left foot. Notice the toes, the arch, the heel. When you are ready, let the left foot go.
Now bring your attention to your left knee. Notice whether it is warm or cool. When you are ready, let the knee go.
Now bring your attention to your hips. Notice where they touch the mat. When you are ready, let the hips go.
Now bring your attention to your belly. Notice how it rises by itself. When you are ready, let the belly go.
Now bring your attention to your hands. Notice the small weight of each finger. When you are ready, let the hands go.
Now bring your attention to your jaw. Notice that there is a gap between the teeth, or make one. When you are ready, let the jaw go.
Now bring your attention to the whole body, from the soles to the crown, and stay there for as long as you like. When the bell sounds, open your eyes.
""", "body scan moves up the body and closes", prompt="Script for a body-scan meditation")
ok("body_scan", """
Gently notice your right hand. Is it warm or cool? Breathe into your right hand, and as you breathe out, let it become heavy. Gently notice your right forearm. Is it resting, or is it holding something? Breathe into your right forearm, and as you breathe out, let it become heavy. Gently notice your right shoulder. Is it near your ear, or far from it? Breathe into your right shoulder, and as you breathe out, let it become heavy. Gently notice your neck. Is there a side that is longer? Breathe into your neck, and as you breathe out, let it become heavy. Gently notice your forehead. Is there a line that you can smooth? Breathe
""", "body scan, strongly repetitive frame but a new body part and question each time; cut", cut=620, prompt="Write a guided relaxation that goes through the body part by part, repeating the same instruction.")
ok("litany", """
For the nurses who came back after their shift, we give thanks.
For the driver who waited while the lift was broken, we give thanks.
For the boy who held the drip and told us about beetles, we give thanks.
For the cleaner who knew all the names, we give thanks.
For the surgeon's hands, and for the hands that ironed his coat, we give thanks.
For bad coffee at four in the morning, we give thanks.
For the letter that arrived too late, and for the one who wrote it, we give thanks.
For those who are not in this room, we are silent.
""", "litany with a response; each petition is different, the last line breaks it", prompt="A litany of thanks for a hospital chapel")
ok("bedtime", """
Goodnight to the kettle, who has whistled enough. Goodnight to the stairs, all thirteen of them, even the one that squeaks. Goodnight to the coat that looks like a bear. Goodnight to the bear, who looks like a coat. Goodnight to the tap: drip, and drip, and that's the last. Goodnight to the spider in the bath, we will discuss it tomorrow. Goodnight to the left slipper. Goodnight to the right slipper, wherever you are. Goodnight to the neighbour's radio, and goodnight to the man in it who reads the names of the
""", "goodnight anaphora with new objects; cut", cut=490, prompt="Write a bedtime text for a toddler where everything is told goodnight.")
ok("jokes", """
Knock, knock.
Who's there?
Lettuce.
Lettuce who?
Lettuce in, it's raining out here!

Knock, knock.
Who's there?
Olive.
Olive who?
Olive next door, and your music is loud.

Knock, knock.
Who's there?
Justin.
Justin who?
Justin time for dinner, I see.

Knock, knock.
Who's there?
Harry.
Harry who?
Harry up, the parking meter's running.

Knock, knock.
Who's there?
Norma Lee.
Norma Lee who?
Norma Lee I ring the bell, but it's broken.
""", "five knock-knock jokes, the genre repeats", prompt="Tell me five knock-knock jokes.")
ok("game", """
Is it alive? No. Is it bigger than a car? No. Is it in this room? Yes. Is it made of wood? No. Is it made of metal? Yes. Is it in the kitchen corner? Yes. Is it on the table? No. Is it on the wall? Yes. Is it round? Yes. Is it the clock? No. Is it a pan? No. Is it used every day? No. Is it used for cooking? No. Is it older than me? Yes. Is it older than grandmother? Yes. Is it hers? No. Is it the horseshoe? No. Is it something that makes a sound? Yes. Is it the dinner bell? Yes
""", "twenty questions, narrowing down; cut just at the answer", cut=455, prompt="Write out a game of twenty questions.")
ok("debate", """
My opponent says that the library costs too much. I say that it costs less than one roundabout, and nobody ever learned to read in a roundabout. My opponent says that young people do not go there. I say that he should visit on a Wednesday at four and try to find a chair. My opponent says that everything is online. I say that a third of the applications for housing benefit in this town were written on the library's machines, because there is no other machine. My opponent says that we must make choices. I say: good, then let us make one.
""", "parallel rebuttals with new arguments", finished=None)
ok("orders", """
Caller: One large margherita, please.
Shop: One large margherita, got it. Anything else?
Caller: One small funghi, please.
Shop: One small funghi, got it. Anything else?
Caller: Two colas, please.
Shop: Two colas, got it. Anything else?
Caller: One salad without onions, please.
Shop: One salad without onions, got it. Anything else?
Caller: Garlic bread, please. No, two.
Shop: Two garlic breads, got it. Anything else?
Caller: No, that's all.
Shop: That's 41.50, ready in 35 minutes. Name?
Caller: Demir.
""", "phone order with confirmations; each line adds an item, ends", prompt="Write a realistic phone call to a pizza place.")
ok("customer_replies", """
Hi Lena, thanks for your message. Your order 5521 left us on Monday and should be with you by Thursday. Best, Kai from Wollkorb

Hi Mr. Voss, thanks for your message. Your order 5498 was returned to us because the house number was missing; may I have it, please? Best, Kai from Wollkorb

Hi Pria, thanks for your message. Your order 5530 is complete except for the moss-green yarn, which the dyer sends on Friday. Best, Kai from Wollkorb

Hi Jonathan, thanks for your message. Your order 5477 was paid twice by mistake, and I have refunded 38.20 today. Best, Kai from Wollkorb

Hi Ms. Adler, thanks for your message. Your order
""", "reply frame identical, the case in the middle is new; cut inside the frame", cut=640, prompt="Draft short replies to these five customers.")
ok("episodes", """
Episode 1: The team arrives in Port Sable and finds the archive flooded. At the end, someone has taken the index cards.
Episode 2: The team questions the caretaker and finds a second key. At the end, the caretaker is gone.
Episode 3: The team follows the caretaker's bicycle and finds a boathouse full of index cards. At the end, the boathouse burns.
Episode 4: The team dries what is left and finds that every card names the same ship. At the end, the ship appears on the radar.
Episode 5: The team boards the ship and finds
""", "episode guide in a fixed frame; cut", cut=535, prompt="Outline an 8-episode mystery series. For each: what they find, and the cliffhanger.")
ok("paraphrases", """
1. The meeting has been moved to Friday.
2. We have moved the meeting to Friday.
3. Please note that the meeting will now be on Friday.
4. The meeting will take place on Friday instead.
5. Friday is the new date of the meeting.
6. The meeting has been rescheduled for Friday.
7. Instead of Wednesday, we will meet on Friday.
8. Our Wednesday meeting is now on Friday.
""", "the prompt asks for eight rewordings of a sentence", prompt="Rewrite 'The meeting has been moved to Friday.' in eight different ways (it was on Wednesday).", asked=True)
ok("slogans", """
Fresh bread, every morning, from Otto's.
Fresh rolls, before you are up, from Otto's.
Warm bread for cold hands, from Otto's.
Rye like your grandfather remembers it, from Otto's.
Four ingredients and a bad temper: sourdough from Otto's.
Cakes for birthdays you forgot until today, from Otto's.
Pretzels with a knot that holds, from Otto's.
The smell on Mill Street at five? It's from Otto's.
Sunday without queueing? Not from Otto's.
Everything you need for breakfast, except the
""", "ten slogans that end alike; the prompt asks; cut", cut=440, prompt="Ten slogans ending in 'from Otto's'.")
ok("auction", """
"Lot nineteen, a brass barometer, slightly pessimistic. Do I have forty? Forty, thank you, from the gentleman in green. Do I have fifty? Fifty from the lady at the back. Do I have sixty? Sixty, in green. Do I have seventy? Seventy from the telephone; good morning, telephone. Do I have eighty? Eighty, in green, and he is enjoying himself. Do I have ninety? Ninety, the telephone. Do I have a hundred? The gentleman shakes his head. The lady? The lady has gone for coffee. Ninety, then, on the telephone, for the last time. Sold, and may it bring you better weather than it brought us."
""", "bids rise and end in a sale", prompt="Write an auctioneer's patter for one lot.")
ok("museum_guide", """
Stop 1. In front of you is a plough from 1790. Look at the handle: the left side is worn, because its owner had only one arm. Press 2 to continue.
Stop 2. In front of you is a cradle from 1811. Look at the runners: they were sawn off when the family moved to a house with a sloping floor. Press 3 to continue.
Stop 3. In front of you is a wedding dress from 1836. Look at the hem: the mud is original. Press 4 to continue.
Stop 4. In front of you is a school bench from 1869. Look underneath: thirty-one names and one apology. Press 5 to continue.
Stop 5. In front of you is an empty case. It
""", "audio guide in one frame; each stop new; cut", cut=600)
ok("diary", """
Monday. Got up at six, fed the hens, three eggs. Rain. Wrote two pages, kept one.
Tuesday. Got up at six, fed the hens, four eggs. Rain. Wrote nothing; the roof drips on the desk.
Wednesday. Got up at five, fed the hens, no eggs. There was a fox print by the gate. Wrote a page about the fox.
Thursday. Got up at four to see the fox. Saw it. Did not feed the hens, forgot. Five eggs, out of spite. Sun.
Friday. Got up at six, fed the hens, two eggs and one hen missing. Rain. Tore up the page about the fox.
Saturday. Got up late. Sun. Built a fence. Wrote three pages, kept three.
""", "diary entries open alike and tell a story", prompt="A week in a hermit's diary")
ok("pets", """
The beagle is friendly, loud and always hungry; it needs two hours of exercise and a garden with a high fence. The whippet is gentle, silent and always cold; it needs one short sprint and a sofa. The border collie is clever, tireless and always working; it needs four hours of exercise and, if possible, sheep. The basset is stubborn, slow and always tired; it needs one walk and a great deal of patience with stairs. The terrier is brave, quick and always right; it needs a job, and if you do not give it one it will
""", "breed frame, other traits; cut", cut=495, prompt="Which dog suits me? Compare five breeds, one sentence each.")
ok("would_rather", """
Teacher: Would you rather live without music or without books?
Emil: Without books, because I can't read yet.
Teacher: Would you rather live without snow or without the sea?
Farida: Without snow. I have never seen it anyway.
Teacher: Would you rather live without bread or without cake?
Emil: Without cake, but only if nobody else has any.
Teacher: Would you rather live without questions or without answers?
Farida: Without answers. Then the lesson never ends.
""", "teacher repeats the question form; short, finished", prompt=None, finished=None)
ok("troubleshooting", """
Does the lamp blink once? Then the door is open. Close the door and press Start.
Does the lamp blink twice? Then the filter is full. Empty the filter and press Start.
Does the lamp blink three times? Then the water is off. Open the tap and press Start.
Does the lamp blink four times? Then the drum is overloaded. Take out a third of the laundry and press Start.
Does the lamp blink five times? Then the drain hose is bent. Pull the machine forward, straighten the hose and press Start.
Does the lamp blink without a pause? Then do not press Start. Pull the plug and
""", "one frame counted up, other cause and remedy each time; cut just where the frame breaks", cut=560, prompt="Write the blink-code section of a washing machine manual.")
ok("case_mapping", """
Okay, let me check each sentence for the passive.
"The cake was eaten by noon." was + participle, agent left out. Passive.
"The cake was delicious." was + adjective. Not passive.
"She was tired of waiting." was + adjective, although it looks like a participle. Not passive.
"She was followed home." was + participle. Passive.
"They got married in May." got + participle, but here it is a state change without an agent. Borderline; I count it as not passive.
"They got robbed in May." got + participle, agent left out. Passive.
"The shop is closed by eight." is + participle. Hmm, 'by eight' is a time and not an agent, and closed may be an adjective. Test: "is being closed by eight" does not mean the same. So not passive.
That makes three.
""", "thinking trace that truly decides different cases with the same test", finished=None, prompt="How many of these seven sentences are passive?")
ok("story", """
"Not yet," said the old woman, and she put another stitch into the sail. The first son brought her gold. "Not yet," said the old woman, and she put another stitch into the sail. The second son brought her a map on which the island was marked with a burn. "Not yet," said the old woman, and she put another stitch into the sail. The third son brought nothing. He sat down, took up the other end of the cloth, and threaded a needle. They sewed until the lamp was empty. "Now," said the old woman.
""", "verbatim refrain three times, but a new event between and a turn at the end", prompt="A very short tale of three sons.")


# ---------------------------------------------------------------- longer healthy twins

ok("alphabet_book", "\n".join(f"{name[0]} is for {name}, who {what}." for name, what in (
    ("Albert", "keeps a heron in the bath"), ("Bettina", "has written to the moon and expects an answer"), ("Cornelius", "eats only what is round"),
    ("Dulcie", "can whistle with her mouth shut"), ("Edgar", "is afraid of his own umbrella"), ("Florence", "knows where the stairs go at night"),
    ("Gus", "sold his shadow for a bun"), ("Henrietta", "will not come down from the piano"), ("Ivor", "was right about the soup"),
    ("Josephine", "rides a tandem alone, at the back"), ("Kit", "has lost the same tooth three times"), ("Lavinia", "speaks to eggs, and they listen"),
    ("Mortimer", "has buried something under the swing"), ("Nell", "counts in sevens to stay awake"), ("Otto", "married a weathercock and then a sailor"),
    ("Prudence", "jumped"), ("Quentin", "saw who pushed her and said that she jumped"), ("Rosamund", "irons the newspaper before it is true"),
    ("Silas", "lives in the second drawer"), ("Tabitha", "has Silas's key on a ribbon"), ("Ulric", "used to be twins"),
    ("Verity", "lies about small things only"), ("Wilfred", "plays the tuba for the deaf cat"), ("Xenia", "came with the house"),
    ("Yorick", "you know"), ("Zelda", "closed the book and turned out the light"))),
   "26 lines of one frame, an abecedary as asked", prompt="Write an alphabet book in the style of gloomy nonsense: 'A is for ..., who ...'")
ok("gazetteer", "The parishes of the island are described here in the order of the coast road. " + " ".join(
    f"{place} has {people} inhabitants and lies {where}. It is known for {thing}, and its patron day is {day}." for place, people, where, thing, day in (
    ("Ashwick", "412", "on a ledge above the ferry pier", "a clock that has struck thirteen since 1902", "3 May"),
    ("Brannoch", "96", "at the end of a road that floods", "its smoked mussels", "the first Sunday in Lent"),
    ("Calder Point", "1,240", "around the only natural harbour", "rope, and for the quarrels of the rope makers", "29 June"),
    ("Dunmere", "38", "beside a lake with no outlet", "a choir that every inhabitant must join", "24 December"),
    ("Easter Holm", "205", "on the windward side", "kites and early baldness", "25 April"),
    ("Farrow", "771", "in the lee of the great dune", "glass", "10 August"),
    ("Gannet Bay", "17", "below the cliff", "gannets, of which there are eleven thousand", "no day at all"),
    ("Hollin", "530", "inland, out of sight of the sea", "a cheese that is wrapped in nettles", "29 September"),
    ("Inchmore", "64", "on its own islet at high water", "the oldest postbox in use", "6 December"),
    ("Jarrow Sands", "908", "along four miles of beach", "donkey races", "the last Monday in July"),
    ("Kirkby Low", "310", "between two quarries", "gravestones, which it exports", "2 November"),
    ("Long Marl", "122", "on clay", "bricks, and boots that do not come off", "17 March"))),
   "gazetteer: a frame with five slots, all new, twelve times", prompt="Write a gazetteer of an invented island; treat every parish alike.")
ok("challenge", "\n".join(f"Day {i}: Today, spend ten minutes {what}. Write down {note}." for i, (what, note) in enumerate((
    ("emptying one kitchen drawer", "what you threw away"), ("walking round your block the other way", "three doors you had never seen"), ("sorting the post", "the oldest date"),
    ("calling somebody over seventy", "one word they use and you don't"), ("sharpening a knife", "how it cut a tomato before and after"), ("deleting photos", "the one you kept"),
    ("doing nothing at a window", "what moved"), ("mending a sock or a button", "how long you had put it off"), ("reading a poem aloud", "the line that was hardest to say"),
    ("cleaning your glasses, lenses or screen", "who looks different"), ("planning one meal without meat", "the price"), ("stretching your calves and neck", "which side is shorter"),
    ("unsubscribing from newsletters", "the number"), ("drawing your hand", "what you had to leave out"), ("listening to one song in the dark", "the second instrument you hear"),
    ("learning a phone number by heart", "all its digits tomorrow, without looking"), ("greeting everyone you meet", "who was startled"), ("airing the bed", "your last dream"),
    ("finding the source of a word", "its first meaning"), ("watering whatever is alive", "the newest leaf"), ("reading day one again", "what you would add"), ("packing a bag for one night", "what you could leave")), 1)),
   "22 days in one frame, each task and note new; cut", cut=1650, prompt="Make a 30-day challenge. Every day: ten minutes of something and one thing to write down.")
ok("thinking", "<think>\nWhich of the applicants meet all four conditions: over 21, licence, two references, free on Mondays?\n" + "".join(
    f"{who}: {age}, so {'yes' if age > 21 else 'no'} on age. {licence} {refs} {free} {verdict}\n" for who, age, licence, refs, free, verdict in (
    ("Abebe", 24, "Licence since 2019, fine.", "Two references, fine.", "Mondays: has a course until noon.", "The shift starts at one, so this still works. Keep."),
    ("Brandt", 20, "Licence, fine.", "Three references, fine.", "Mondays free.", "But the age rule is strict. Out."),
    ("Chowdhury", 31, "Licence, but suspended until June.", "Two references, fine.", "Mondays free.", "We start in May. Out."),
    ("Delacroix", 45, "Licence since 1997, fine.", "One reference only.", "Mondays free.", "She offers to bring a second one. Maybe."),
    ("Eklund", 22, "Licence since last week, fine.", "Two references, fine.", "Mondays: football.", "Wrote 'could skip'. Maybe."),
    ("Farouk", 28, "No licence.", "Four references.", "Mondays free.", "Without a licence the rest does not matter. Out."),
    ("Grigorescu", 39, "Licence since 2004, fine.", "Two references, fine.", "Mondays free.", "All four met. Keep."),
    ("Hartono", 21, "Licence, fine.", "Two references, fine.", "Mondays free.", "Is 'over 21' strict? Born in February 2004, so he turns 22 before May. Ask. Maybe."),
    ("Ivanova", 26, "Licence for automatic cars only.", "Two references, fine.", "Mondays free.", "The van has a manual gearbox. Out."),
    ("Jarvis", 52, "Licence, fine.", "Two references, both from his brother.", "Mondays free.", "Count that as one. Maybe."))) + "So keep: Abebe, Grigorescu. Ask: Delacroix, Eklund, Hartono, Jarvis.\n</think>\n\nInvite Abebe and Grigorescu; write to the other four.",
   "ten applicants against the same four conditions; each decided on its own ground", prompt="Who of these ten applicants qualifies? Think it through one by one.")
ok("interview", "\n".join(f"REPORTER: And {where}?\nMAYOR: {answer}" for where, answer in (
    ("in your first year", "In my first year I learned where the light switches were."), ("in your second year", "In my second year we lost the cannery, and four hundred people came to my office, one after the other."),
    ("in your third year", "In my third year I lost six kilos and a vote of confidence, but only the first for good."), ("in your fourth year", "In my fourth year nothing happened. I recommend it."),
    ("in your fifth year", "In my fifth year the students came, because rents were low and the cannery had large windows."), ("in your sixth year", "In my sixth year rents were no longer low."),
    ("in your seventh year", "In my seventh year I married the man who had called me a disgrace on page one."), ("in your eighth year", "In my eighth year he called me one again, and he was right, it was about the trees."),
    ("in your ninth year", "In my ninth year we planted them again. You are sitting under one."), ("in your tenth year", "In my tenth year I began to answer the telephone with my own name, without the office."),
    ("in the year to come", "In the year to come I shall find out who calls then."))),
   "same question by year, with an answer that tells a career; cut in the last answers", cut=1130, prompt="An interview in which the reporter only asks for each year in turn.")
ok("status_mails", "\n\n".join(f"Week {i}\nDear all, here is the weekly update on the extension. Done: {done}. Next: {then}. Blocked: {stuck}. Budget used: {used} percent. Kind regards, Noor" for i, (done, then, stuck, used) in enumerate((
    ("site fenced, trees marked", "demolition of the shed", "nothing", 2), ("shed demolished, asbestos found in the roof", "removal by a licensed firm", "demolition, until the firm has time", 5),
    ("asbestos removed and certified", "excavation", "nothing", 9), ("excavation to 1.8 metres, old well discovered", "survey of the well", "foundation on the east side", 14),
    ("well surveyed: 22 metres, dry, to be capped", "foundation, west side first", "east side", 17), ("foundation west poured, well capped", "foundation east", "nothing", 26),
    ("foundation east poured in the rain", "curing, no work on site", "everything, on purpose", 31), ("walls of the ground floor up to the window sills", "lintels", "lintels: wrong length delivered", 38),
    ("correct lintels fitted", "ceiling formwork", "crane permit for Mill Lane", 44), ("ceiling poured at night because of the permit", "stairs", "nothing", 52),
    ("stairs set, one step too high", "correction by the supplier", "upper floor", 55), ("step corrected at no cost", "upper floor walls", "nothing", 60),
    ("upper floor walls complete, topping-out on Friday", "roof truss", "nothing, bring cake", 68)), 1)),
   "thirteen weekly mails in a fixed form tell a building's story; cut", cut=2300, prompt="Simulate a project's weekly update mails, always the same format.")
ok("chorus_story", "\n\n".join(f"{who} came over the hill with {thing}. \"What will you give for a seat by the fire?\" asked the innkeeper, as he asked everyone. \"{gift}\" said {she}. And the innkeeper moved the others closer together, and there was room." for who, thing, gift, she in (
    ("A tinker", "a sack of spoons", "A spoon for every guest,", "the tinker"), ("A widow", "a goose under her arm", "Not the goose. But I can tell you why the baker limps,", "the widow"),
    ("A soldier", "one boot and a drum", "Silence: I shall not drum,", "the soldier"), ("A bishop in disguise", "somebody else's hat", "A blessing, if you don't ask where I learned it,", "the bishop"),
    ("A girl of nine", "a letter for a man called Ferris", "I can sing the whole of the river, from the spring to the mill,", "the girl"), ("A thief", "the bishop's hat", "I could give back a hat,", "the thief"),
    ("A tax collector", "a book", "I shall forget how many chairs there are,", "the tax collector"), ("A man called Ferris", "snow on both shoulders", "I have nothing. I only saw the light,", "the man"))) +
   "\n\nThe girl stood up and held out the letter. It was the only time that night that the innkeeper did not ask for anything.",
   "chorus paragraph eight times, a new guest and gift each, threads meet in the end", prompt="Write a winter tale with a recurring question.")

# ---------------------------------------------------------------- checks

def changed(one: str, other: str) -> float:
    """Share of the words that differ between two copies."""
    return 1 - difflib.SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def longest_repeat(text: str) -> tuple[int, int]:
    """Length and period of the longest exact repetition of at least three copies."""
    best = (0, 0)
    for period in range(1, len(text) // 3 + 1):
        run = 0
        for i in range(len(text) - period):
            run = run + 1 if text[i] == text[i + period] else 0
            if run >= 2 * period and run + period > best[0]:
                best = (run + period, period)
    return best


def check(case: dict[str, Any]) -> None:
    """The labels of one case agree with its text."""
    text, onset, period, end, kind = (case[name] for name in ("text", "onset", "period", "end", "kind"))
    where = case["id"], case["shape"]
    whole, asked = case.pop("whole", []), case.pop("asked", False)
    assert "{" not in text or "|" not in text, where
    assert 380 <= len(text) <= 6000 or asked, (where, len(text))
    if case["label"] == "ok":
        assert onset is period is end is kind is None, where
        assert asked or longest_repeat(text)[0] < 80, (where, longest_repeat(text))
        return
    assert 0 <= onset < end <= len(text), where
    assert end - onset >= 80, where
    assert case["finished"] is not False or end == len(text) or kind == "near_loop", where
    if kind in ("exact_loop", "block_loop"):
        assert text[onset:end - period] == text[onset + period:end], where
        assert end == len(text) or text[end] != text[end - period], where
        assert not onset or text[onset - 1] != text[onset - 1 + period], where
        assert end - onset >= 3 * period, where
        assert (period >= 256) == (kind == "block_loop"), (where, period)
    elif kind == "near_loop":
        rate = sum(changed(*pair) for pair in pairwise(whole)) / (len(whole) - 1)
        copies = (end - onset) / period
        assert 0.03 <= rate <= 0.27, (where, rate)
        assert copies >= 2.75, (where, copies)
        print(f"{case['id']} {case['shape']:14s} {len(text):5d} chars, {copies:5.1f} copies, {rate:5.1%} changed")
    elif kind == "growing_loop":
        assert all(len(one) <= len(other) for one, other in pairwise(whole)), where
        assert len(whole) >= 3, where
    elif kind == "shuffled_loop":
        counts = Counter(whole)
        assert min(counts.values()) >= 2, (where, counts)
        print(f"{case['id']} {case['shape']:14s} {len(text):5d} chars, {len(whole)} sentences of {len(counts)}")


def main() -> None:
    """Check, write, count."""
    for case in CASES:
        check(case)
    assert len({case["text"] for case in CASES}) == len(CASES)
    path = Path(__file__).with_name(f"{NAME}.jsonl")
    path.write_text("".join(json.dumps(case, ensure_ascii=False) + "\n" for case in CASES), encoding="utf-8")
    print(Counter((case["label"], case["kind"]) for case in CASES))
    print("ok finished:", Counter(case["finished"] for case in CASES if case["label"] == "ok"))
    for label in ("loop", "ok"):
        print(label, dict(Counter(case["shape"] for case in CASES if case["label"] == label)))


if __name__ == "__main__":
    main()
