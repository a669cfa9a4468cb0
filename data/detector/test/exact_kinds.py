# ruff: noqa: E501, RUF001
# fmt: off
"""Independent test cases: loops of the exact kinds, and healthy texts that repeat for a good reason.

All text was written by hand for this project; the program assembles it, checks the labels, and writes
`exact_kinds.jsonl` beside itself.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

NAME = "exact_kinds"
ROWS: list[dict[str, Any]] = []
CAP, END, UNKNOWN = False, True, None


def put(row: dict[str, Any]) -> None:
    """Number a row and keep it."""
    ROWS.append({"id": f"{NAME}-{len(ROWS) + 1:03d}", **row})


def loop(
    kind: str, shape: str, script: str, before: str, unit: str, size: int, note: str,
    *, after: str = "", finished: bool | None = CAP, prompt: str | None = None,
) -> None:
    """A loop of `unit` up to `size` characters (below 60: so many whole copies), then `after`."""
    full = len(before) + len(unit) * size if size < 60 else size
    body = (before + unit * (full // len(unit) + 1))[:full]
    text = body + after
    period = (unit + unit).find(unit, 1)
    onset, end = len(before), len(body)
    while onset and text[onset - 1] == text[onset - 1 + period]:
        onset -= 1
    while end < len(text) and text[end] == text[end - period]:
        end += 1
    put({"label": "loop", "kind": kind, "shape": shape, "script": script, "text": text, "finished": finished,
         "prompt": prompt, "onset": onset, "period": period, "end": end, "note": note})


def fine(shape: str, script: str, text: str, note: str, *, finished: bool | None = END, prompt: str | None = None, size: int | None = None) -> None:
    """A healthy case, cut after `size` characters where that is given."""
    put({"label": "ok", "kind": None, "shape": shape, "script": script, "text": text[:size], "finished": finished,
         "prompt": prompt, "onset": None, "period": None, "end": None, "note": note})


def loops() -> None:
    """The 40 loops."""
    # --- token runs
    loop("token_run", "table", "Latin",
         "Here are the quarterly figures you asked for, in thousands of euros. The northern region had a strong spring, while the island branches only opened in September and so have no entries before the fourth quarter.\n\n| Region | Q1 | Q2 | Q3 | Q4 | Total |\n|",
         "-", 560, "the rule under a table head never ends",
         prompt="Turn these quarterly sales figures into a markdown table: North 410 520 388 402, South 215 198 240 260, Islands none none none 77.")
    loop("token_run", "arithmetic", "Latin",
         "To share 2.5 litres of syrup among 3 jars, divide the total by the number of jars:\n\n2.5 ÷ 3 = 0.8", "3", 560,
         "stuck in the digits of a decimal, then recovers and ends",
         after="\n\nSo each jar gets about 0.83 litres, which is a little more than three and a quarter cups.",
         finished=END, prompt="How much syrup goes in each jar if I split 2.5 litres among 3 jars?")
    loop("token_run", "story", "Japanese",
         "廊下の奥で何かが落ちる音がした。真由美は懐中電灯を握りしめ、一歩ずつ階段を下りていった。古い旅館は冬のあいだ閉まっているはずで、ここには自分のほかに誰もいない。襖の向こうに、白い手が見えた。手はゆっくりとこちらを向き、指を一本ずつ曲げていく。逃げようとしたが、足が畳に貼りついたように動かない。「きゃ", "あ", 880,
         "a scream that never ends", prompt="古い旅館を舞台にした怖い話を書いてください。")
    loop("token_run", "chat", "Korean",
         "민지: 어제 회식 때 부장님 노래 들었어?\n준호: 아니 나 일찍 갔잖아. 왜, 뭐 불렀는데?\n민지: 트로트 부르다가 마이크 놓쳐서 그게 찌개 냄비에 빠졌어. 근데 아무도 말을 못 하고 다들 숟가락만 들고 있었음\n준호: 진짜? 부장님은 뭐래?\n민지: 국물 맛이 깊어졌대\n준호: 아 ", "ㅋ", 520,
         "laughter until the cap")
    loop("token_run", "JSON", "Latin",
         '{\n  "id": "usr_58213",\n  "display_name": "Ilse Vandermeer",\n  "joined": "2021-11-03",\n  "bio": "Bookbinder, cyclist, collector of bad maps.",\n  "avatar": {\n    "mime": "image/png",\n    "width": 96,\n    "height": 96,\n    "data": "iVBORw0KGgoAAAANSUhEUgAAAGAAAABgCAYAAADimHc4', "A", 3600,
         "invented base64 falls into one letter", prompt="Give me a sample JSON user profile with an embedded avatar image.")
    loop("token_run", "social post", "Arabic",
         "وصلنا إلى القرية قبل الغروب بقليل، وكان الأطفال يركضون خلف السيارة ويلوّحون لنا من بعيد. جلسنا في بيت الحاج سالم وشربنا القهوة وأكلنا التمر، ثم خرجنا نمشي بين أشجار الزيتون حتى ظهرت النجوم. لم أر في حياتي سماءً صافية مثل هذه السماء، ولم أسمع هدوءًا مثل هذا الهدوء. كان المنظر جميـ", "ـ", 1010,
         "the lengthening stroke is drawn out without end", finished=UNKNOWN)

    # --- exact loops
    loop("exact_loop", "story", "Latin",
         "The lamp had been dark for eleven nights when Odile finally climbed the stairs. She carried a tin of oil, a rag, and the letter from the harbour office that she had not dared to open. On the landing she stopped to catch her breath. ",
         "The wind moved through the glass, and she listened. ", 548, "one sentence again and again after a healthy opening",
         prompt="Write a story about a lighthouse keeper.")
    loop("exact_loop", "JSON", "Latin",
         '{\n  "sku": "TB-2207",\n  "name": "Merino travel blanket",\n  "price": 84.5,\n  "currency": "EUR",\n  "tags": ["travel", "wool", "gift"],\n  "description": "A light blanket for cold trains and long flights, woven in a small mill near Biella from fine wool that is',
         " soft and warm and", 50, "a string value loops, then the JSON is closed properly",
         after=' soft.",\n  "stock": 31\n}', finished=END)
    loop("exact_loop", "table", "Latin",
         "Here are 20 rivers of Europe:\n\n| River | Length (km) | Mouth |\n|---|---|---|\n| Danube | 2850 | Black Sea |\n| Rhine | 1230 | North Sea |\n| Elbe | 1094 | North Sea |\n| Loire | 1006 | Bay of Biscay |\n| Tagus | 1007 | Atlantic |\n| Oder | 840 | Baltic Sea |\n| Po | 652 | Adriatic |\n",
         "| Ebro | 930 | Mediterranean |\n", 1120, "one table row repeated past the asked twenty",
         prompt="List 20 European rivers with their length and where they end, as a table.")
    loop("exact_loop", "code", "Latin",
         'import re\nfrom pathlib import Path\n\n\ndef clean_line(line: str) -> str:\n    """Normalise one line of the scanned register."""\n    line = line.replace("\\u00a0", " ")\n    line = line.replace("\\t", " ")\n    line = re.sub(r"[|¦]", "/", line)\n    line = line.strip()\n',
         '    line = line.replace("  ", " ")\n', 1240, "the same statement until the cap")
    loop("exact_loop", "LaTeX", "Latin",
         "The total distance travelled by the ball is the first drop plus twice each bounce. Writing $h$ for the first height and assuming that each bounce reaches half of the one before, we obtain\n\\[\n  D = h + 2h\\left(\\frac{1}{2} + \\frac{1}{4}",
         " + \\frac{1}{8}", 640, "the same term of a series again and again")
    loop("exact_loop", "dialogue", "Latin",
         "Ben had packed the tent, the stove and the good knife before anybody else was awake. When Mara came down the stairs in her socks he was sitting on the rucksack with the map across his knees.\n\n“We could still go by the ridge,” he said. “It is two hours shorter.”\n\n“And if it snows?” she asked. “You remember what happened to the Hallorans.”\n\n",
         "“It won't snow,” said Ben.\n\n“You don't know that,” said Mara.\n\nHe looked at the map again and sighed.\n\n“So what do you want to do?” he asked.\n\n“I want to take the ridge,” she said. “But if it snows?”\n\n",
         1650, "a cycle of five lines of dialogue")
    loop("exact_loop", "alternating", "Latin",
         "Depuis la fenêtre du compartiment, Solange regardait les champs de colza défiler sous la pluie. Elle avait quitté Angers sans prévenir personne, avec une valise trop petite et un billet pour une ville dont elle ne connaissait que le nom. À chaque gare, un homme en casquette sifflait deux fois. ",
         "Le train s'arrêtait. Personne ne montait. Le train repartait. Personne ne parlait. ", 1090, "two alternating frames as one unit")
    loop("exact_loop", "thinking", "Latin",
         "<think>\nThe clock shows 8:20 in the mirror and I have to find the real time. A mirror swaps left and right, so the hour hand that seems to point a bit past 8 really points a bit before 4. The usual rule is to subtract from 12:00, or 11:60, so 11:60 minus 8:20 gives 3:40.\n\n",
         "Wait, but is the mirror on the wall or on the ceiling? The problem only says \"in a mirror\". If it is on the wall, then left and right are swapped and the answer is 3:40.\n\n", 4400,
         "the same doubt is raised and settled again and again", finished=UNKNOWN, prompt="A clock seen in a mirror shows 8:20. What time is it really?")
    loop("exact_loop", "thinking", "Latin",
         "<think>\nThe month starts on a Wednesday and has 31 days. Day 1 is a Wednesday, so day 3 is a Friday. The other Fridays follow seven days apart: 10, 17, 24, 31. That makes five Fridays in all, provided that day 31 still belongs to the month.\n\n",
         "But wait, does day 31 count? The month has 31 days, so day 31 is in the month. Yes, it counts. ", 13,
         "a thinking trace that circles, then breaks out and answers",
         after="OK, I have been over this often enough. Five Fridays.\n</think>\n\nThere are **five** Fridays in that month: the 3rd, the 10th, the 17th, the 24th and the 31st.",
         finished=END, prompt="How many Fridays are there in a 31-day month that starts on a Wednesday?")
    loop("exact_loop", "story", "Chinese",
         "老陈在渡口摆了三十年的船，认得河上每一只水鸟。桥修好以后，再没有人来坐他的船了。女儿从省城打电话来，劝他把船卖掉，搬到楼房里去住。他只说再等等。那天清晨雾很大，对岸隐约有人在喊他的名字，声音很像他死去多年的兄弟。他放下烟袋，解开缆绳，把船慢慢撑到河心。",
         "他抬起头，看着对岸，什么也没有说。", 470, "one sentence, without spaces")
    loop("exact_loop", "dialogue", "Japanese",
         "駅のホームには二人のほかに誰もいなかった。終電まではまだ十分ある。夏美は切符を何度も裏返し、僕は自動販売機の明かりを眺めていた。東京の会社から採用の知らせが来たのは先週のことで、彼女はそれを今夜までずっと黙っていたのだ。",
         "「本当に行くの？」と僕は聞いた。\n「うん、行くよ」と夏美は答えた。\n風が吹いて、しばらく二人とも黙っていた。\n", 648, "a dialogue cycle, cut within a copy")
    loop("exact_loop", "story", "Thai",
         "ยายจันทร์เปิดร้านขายขนมอยู่ที่ปากซอยมาตั้งแต่ก่อนที่แม่ของฉันจะเกิด ทุกเช้าจะมีกลิ่นกะทิกับใบเตยลอยมาตามลม เด็กนักเรียนต่อแถวซื้อขนมครกก่อนไปโรงเรียน วันหนึ่งร้านปิดโดยไม่มีใครรู้สาเหตุ ฉันเดินไปเคาะประตูแล้วได้ยินเสียงวิทยุเก่าดังอยู่ข้างใน ",
         "ฉันเคาะประตูอีกครั้ง แต่ไม่มีใครตอบ ", 910, "one clause in a script without word spaces")
    loop("exact_loop", "list", "Devanagari",
         "बरसात के मौसम में स्वस्थ रहने के लिए ये सुझाव उपयोगी हैं:\n\n- घर के आसपास पानी जमा न होने दें, क्योंकि उसमें मच्छर पनपते हैं।\n- भीगने के बाद तुरंत सूखे कपड़े पहनें और बाल सुखा लें।\n- कटे हुए फल बाज़ार से न खरीदें।\n- रात को मच्छरदानी का प्रयोग करें।\n",
         "- पानी उबालकर पिएँ और ताज़ा भोजन करें।\n", 1500, "one item of a list fills the rest",
         prompt="बरसात में स्वस्थ रहने के लिए 10 सुझाव दीजिए।")
    loop("exact_loop", "story", "Arabic",
         "كان الخياط العجوز يفتح دكانه كل صباح قبل أن تشرق الشمس، فيكنس العتبة ويرش الماء ثم يجلس خلف ماكينته القديمة. وفي يوم من أيام الشتاء دخل عليه فتى غريب يحمل معطفًا ممزقًا وقال إنه معطف أبيه. نظر الخياط إلى المعطف طويلًا لأنه عرف غرزاته. ",
         "ثم مسح نظارته بكمه ونظر إلى المعطف مرة أخرى، ", 600, "one clause again and again")
    loop("exact_loop", "transcript", "Cyrillic",
         "Расшифровка совещания от 14 марта\n\nСпикер 1: Коллеги, начинаем. На повестке ремонт второго склада и график отпусков.\nСпикер 2: По складу смету прислали вчера, выходит на двенадцать процентов дороже прошлогодней.\nСпикер 3: Это из-за кровли. Там надо менять всё, включая водостоки.\nСпикер 1: Понятно. Тогда предлагаю утвердить и перейти к отпускам.\n",
         "Спикер 2: Да, согласен.\nСпикер 1: Хорошо, идём дальше.\n", 2600, "two lines of a transcript as a cycle")
    loop("exact_loop", "travel guide", "Greek",
         "Το νησί είναι μικρό και μπορεί κανείς να το γυρίσει με τα πόδια μέσα σε μία ημέρα. Το πρωί αξίζει να ανεβείτε στο κάστρο, γιατί από εκεί φαίνεται όλο το λιμάνι. Το μεσημέρι οι ταβέρνες στην πλατεία σερβίρουν φρέσκο ψάρι, και το βράδυ οι ντόπιοι μαζεύονται στην προκυμαία. ",
         "Η παραλία είναι ήσυχη και το νερό είναι καθαρό. ", 1030, "a ragged tail: the last copy slips and breaks off",
         after="θαρό και ήσυχ", finished=UNKNOWN)
    loop("exact_loop", "advice", "Korean",
         "면접을 앞두고 긴장되는 것은 자연스러운 일입니다. 먼저 회사가 어떤 일을 하는지 알아보고, 자기소개를 소리 내어 연습해 보세요. 예상 질문을 적어 두고 친구와 함께 답해 보는 것도 좋습니다. 전날에는 일찍 자고, 당일에는 여유 있게 출발하세요. ",
         "그리고 가장 중요한 것은 자신감을 갖는 것입니다. ", 12, "loops, then ends in a regular way", after="준비한 만큼 좋은 결과가 있기를 바랍니다. 응원하겠습니다!",
         finished=END, prompt="다음 주에 첫 면접이 있는데 너무 떨려요. 어떻게 준비하면 좋을까요?")
    loop("exact_loop", "chat", "Hebrew", "", "אני מבין שזה קשה, ואני כאן בשבילך. ", 600, "the loop begins with the first word",
         prompt="רבתי עם החברה הכי טובה שלי ואני לא יודעת מה להגיד לה.")
    loop("exact_loop", "HTML", "Latin",
         '<!DOCTYPE html>\n<html lang="en">\n<head>\n  <meta charset="utf-8">\n  <title>Fenwick &amp; Daughters, Clock Repair</title>\n  <link rel="stylesheet" href="site.css">\n</head>\n<body>\n  <header>\n    <h1>Fenwick &amp; Daughters</h1>\n    <p>Clocks, barometers and musical boxes since 1971.</p>\n  </header>\n  <nav>\n    <ul>\n      <li><a href="index.html">Home</a></li>\n      <li><a href="repairs.html">Repairs</a></li>\n',
         '      <li><a href="contact.html">Contact</a></li>\n', 2430, "a menu of one entry", finished=UNKNOWN)
    loop("exact_loop", "review", "Latin",
         "Wir waren im Oktober für drei Nächte in der Pension am Wehr und sind rundum zufrieden. Das Zimmer war klein, aber sauber, vom Balkon sieht man bis zur alten Mühle. Beim Frühstück gab es selbst gekochte Quittenmarmelade und Brot vom Dorfbäcker. Die Wirtin war sehr freundlich und sehr,",
         " sehr,", 470, "a very short unit")
    loop("exact_loop", "lyrics", "Latin",
         "[Verse 1]\nThere's a coat on the hook that nobody wears\nAnd a dog who still sleeps at the top of the stairs\nI pour out two cups when I only need one\nAnd I leave on the porch light till morning has come\n\n[Chorus]\nOh, come down the river, come down to the bend\nThe water is slow where the willows extend\n\n[Verse 2]\nYour letters arrive with the stamps upside down\nYou write that it rains in that faraway town\n\n[Chorus]\nOh, come down the river, come down to the bend\nThe water is slow where the willows extend\n\n[Outro]\n",
         "Come down, come down, come down to the bend\n", 3200, "an outro that is stuck, some sixty times the same line", finished=UNKNOWN,
         prompt="Write a folk song about waiting for someone.")
    loop("exact_loop", "refusal", "Latin", "",
         "I'm sorry, but I can't help with that. If you have another question, feel free to ask! ", 1024, "a polite refusal from the first word to the cap",
         prompt="Can you tell me which bus goes from my house to the library?")
    loop("exact_loop", "code", "Latin",
         "#include <stdint.h>\n\n/* One full period of a sine wave, 64 samples, offset 128. */\nconst uint8_t sine_table[64] = {\n    0x80, 0x8c, 0x98, 0xa5, 0xb0, 0xbc, 0xc6, 0xd0,\n    0xda, 0xe2, 0xea, 0xf0, 0xf5, 0xfa, 0xfd, 0xfe,\n",
         "    0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,\n", 4020, "several hundred equal values in a table of 64",
         prompt="Write a 64-entry 8-bit sine lookup table in C.")
    loop("exact_loop", "URL", "Latin",
         "References\n\n[1] P. Oduya, \"Silting of small tidal harbours\", Coastal Notes 12, 1998.\n[2] M. Lindqvist and R. Faro, \"Dredging without tears\", Port Review, 2006.\n[3] Harbour Trust, \"Annual report of the surveyor\", available at https://www.harbourtrust.example/reports",
         "/archive/2014", 535, "a path that never ends")
    loop("exact_loop", "social post", "Latin",
         "Doors open this Saturday at 7 sharp! 🥐 Come for the cardamom buns, stay for the sourdough, and bring your dog: there's a bowl of water and a sunny step. First forty guests get a free coffee. We've been dreaming of this little corner shop since 2016 and we can't wait to meet you all. #ovenlove #newbakery #freshbread ",
         "✨🥖💛 ", 500, "three emoji until the cap", prompt="Write an Instagram caption for the opening of my bakery.")
    loop("exact_loop", "request", "Latin", "Sure! ", "The left valve is closed.\n", 2510,
         "three were asked, some ninety come, cut by the cap: overshoots the request",
         prompt="Please say the phrase \"The left valve is closed.\" three times so that I can check the sound.")

    # --- block loops
    loop("block_loop", "essay", "Latin",
         "Public Benches and the Life of Towns\n\nA town that removes its benches saves a little on paint and loses a great deal that it never counted. The bench is the cheapest public room there is. It has no door, no opening hours and no price, and whoever sits on it has a right to be there.\n\n",
         "Consider first the people for whom a bench is a condition of going out at all. An elderly man who can walk four hundred metres can reach the chemist if there is a seat on the way, and cannot if there is none. The same is true of a woman in the last weeks of pregnancy, or a child who has been promised the park.\n\nConsider next the shops. Those who sit look about them, and those who look about them come back. Traders who feared loiterers have often found that they had been afraid of customers.\n\nIn conclusion, benches matter because they allow people to stay. ",
         4400, "the whole argument with its conclusion is given again and again")
    loop("block_loop", "code", "Latin",
         '"""Small helpers for the allotment planner."""\n\nfrom dataclasses import dataclass\n\n\n@dataclass\nclass Bed:\n    """One raised bed, measured in centimetres."""\n\n    name: str\n    width: int\n    length: int\n\n\n',
         'def rows_that_fit(bed: Bed, spacing: int) -> int:\n    """How many rows of a crop fit across the bed."""\n    if spacing <= 0:\n        raise ValueError("spacing must be positive")\n    usable = bed.width - spacing\n    if usable < 0:\n        return 0\n    return usable // spacing + 1\n\n\n',
         2600, "one function is defined again and again")
    loop("block_loop", "essay", "Chinese",
         "论社区图书馆\n\n这些年，高楼越来越多，邻居之间却越来越陌生。有人说，城市的温度藏在菜市场里；我却觉得，它也藏在街角那间小小的图书馆里。第一，图书馆是免费的。第二，图书馆是安静的。\n\n",
         "第三，我们需要重视社区图书馆的作用。图书馆不只是借书还书的地方，它也是老人读报、孩子写作业、邻居相互认识的地方。下雨的傍晚，灯光从窗口透出来，路过的人会觉得这座城市还有温度。如果图书馆因为经费不足而缩短开放时间，最先受到影响的就是那些没有书房的家庭。因此，政府应当保证稳定的投入，学校应当与图书馆合作，居民也应当把它当作自己的客厅来爱护。志愿者可以帮助整理书架，退休教师可以在周末给孩子们讲故事，附近的商店也可以捐出一些旧书架和桌椅。只有大家一起努力，图书馆才能真正成为社区的中心，让每一个走进来的人都能找到一个安静的座位和一本喜欢的书。\n\n",
         1500, "the third point, word for word, again and again", prompt="请写一篇关于社区图书馆的议论文。")
    loop("block_loop", "JSON", "Latin",
         '[\n  {\n    "name": "Tomás Ibarra",\n    "age": 41,\n    "role": "beekeeper",\n    "address": {"street": "4 Orchard Row", "city": "Penmere"},\n    "notes": "Delivers on Tuesdays. Has a blue van and does not answer the telephone before noon."\n  },\n',
         '  {\n    "name": "Greta Halloway",\n    "age": 36,\n    "role": "dispatcher",\n    "address": {"street": "19 Canal Street", "city": "Penmere"},\n    "contact": {"phone": "555-0142", "email": "greta@penmere.example"},\n    "notes": "Knows every driver by first name. On leave during the second week of August, replaced by her cousin."\n  },\n',
         7, "the same person as every entry; the array is closed in the end",
         after='  {\n    "name": "Greta Halloway",\n    "age": 36,\n    "role": "dispatcher"\n  }\n]', finished=END, prompt="Generate a JSON array of 10 fictional contacts for testing.")
    loop("block_loop", "thinking", "Latin",
         "<think>\nWe have 12 chairs, and the guests have to be seated so that no two of the four cousins are neighbours. The table is round. Let me set it up carefully. First seat the eight others: around a circle that can be done in 7! ways.\n\n",
         "Now the eight others leave eight gaps between them, and each gap can hold at most one cousin. So I choose 4 of the 8 gaps, which is 70, and order the cousins in them, which is 24. Together that makes 70 times 24, or 1680. Multiply by 7!, which is 5040, to get 8467200.\n\nLet me verify this with a smaller case. Suppose there are 2 cousins and 3 others. The others sit in 2! ways, there are 3 gaps, we choose 2 of them in 3 ways and order the cousins in 2 ways. That gives 2 times 3 times 2, which is 12. By hand: of the 24 circular orders of five people, 12 have the two cousins side by side, so 12 remain. Good, the method works.\n\nHowever, I should double-check the step with the gaps, because it is easy to go wrong there.\n\n",
         5900, "the whole derivation and its check run again and again", finished=UNKNOWN,
         prompt="In how many ways can 12 people, 4 of them cousins, sit at a round table so that no two cousins are neighbours?")
    loop("block_loop", "chat", "Latin",
         "Kundin: Guten Tag, meine Waschmaschine zeigt seit gestern den Fehler E18 und pumpt nicht mehr ab.\nService: Guten Tag! Das tut mir leid. Haben Sie das Flusensieb schon gereinigt?\n",
         "Kundin: Ja, das Sieb ist sauber, daran liegt es nicht. Es war nur eine Münze darin.\nService: Danke für die Auskunft. Bitte schalten Sie das Gerät aus, warten Sie zehn Minuten und starten Sie dann das Programm »Abpumpen«.\nKundin: Das habe ich gemacht, aber der Fehler ist wieder da. Was soll ich jetzt tun?\nService: Das tut mir leid. Haben Sie das Flusensieb schon gereinigt?\n",
         3300, "support dialogue that comes back to its first question")
    loop("block_loop", "LaTeX", "Cyrillic",
         "\\begin{theorem}\nПусть $a$ и $b$ — взаимно простые натуральные числа. Тогда существуют целые $x$ и $y$, для которых $ax + by = 1$.\n\\end{theorem}\n\n\\begin{proof}\n",
         "Рассмотрим множество $M$ всех положительных чисел вида $ax + by$, где $x$ и $y$ целые. Оно не пусто, так как содержит $a$. Пусть $d$ — наименьший элемент множества $M$. Разделим $a$ на $d$ с остатком: $a = dq + r$, где $0 \\le r < d$. Тогда $r = a - dq$ снова имеет вид $ax + by$, и если бы $r$ было положительно, то это противоречило бы выбору $d$. Значит, $r = 0$, и $d$ делит $a$. Для числа $b$ рассуждение такое же.\n\n",
         2950, "the proof starts over after every pass")
    loop("block_loop", "recipe", "Latin",
         "Lentejas de la abuela (para cuatro personas)\n\nIngredientes: 400 g de lentejas pardinas, una cebolla, dos zanahorias, un pimiento verde, un tomate maduro, dos dientes de ajo, una hoja de laurel, pimentón dulce, aceite y sal.\n\nPreparación:\n\n",
         "Lava las lentejas y ponlas en una olla con agua fría y la hoja de laurel. Mientras se calientan, pica la cebolla, el pimiento y las zanahorias, y sofríelos a fuego lento hasta que estén tiernos. Añade el tomate rallado y una cucharadita de pimentón, remueve un minuto y vierte el sofrito en la olla. Deja cocer todo a fuego suave durante cuarenta minutos y prueba el punto de sal.\n\n",
         5, "the method is given five times, then the recipe ends as it should",
         after="Sirve las lentejas calientes, con un chorrito de vinagre si te gusta, y guarda lo que sobre: al día siguiente están todavía mejores. ¡Buen provecho!",
         finished=END)


def verses() -> None:
    """Healthy: songs, poems, litanies."""
    chorus = "[Chorus]\nKeep the kitchen light on, keep it burning low,\nI'll be back by harvest or the first of the snow.\nKeep the kitchen light on, keep it burning low,\nThere's a road leading out, but it's homeward I go.\nOh, oh, oh, homeward I go,\nOh, oh, oh, homeward I go.\n\n"
    fine("lyrics", "Latin",
         "[Verse 1]\nMy father sold tractors on Delaney Street,\nI swept up the showroom for something to eat.\nThe bus came on Fridays, it never was late,\nI'd watch it pull off from the schoolyard gate.\n\n" + chorus
         + "[Verse 2]\nI found me a room with a view of a wall,\nA job in a warehouse, a phone in the hall.\nThe city is kinder than people had said,\nBut nobody tells you there's dust on the bread.\n\n" + chorus
         + "[Bridge]\nMama, the maple you planted the day I was born,\nIs it up past the roof? Is it over the barn?\nI've a picture of you with a rake in your hand,\nAnd a jar on the sill with a spoonful of sand.\nDoes the church still ring early? Does the mill still stand?\nI keep meaning to write, but it never comes out as I planned.\n\n" + chorus
         + "[Verse 3]\nThe bus came this Friday, I stood in the line\nWith two paper bags and a bottle of wine.\nThe driver said, “Son, do you know where you're bound?”\nI said, “Any place with a light and a hound.”\n\n" + chorus
         + "[Outro]\nKeep the kitchen light on, mama, keep it burning low.\nI can see it from here now. Homeward I go.",
         "a song with four choruses, new verses between them, and an ending", prompt="Write a country song about leaving a small town, with a chorus that repeats after every verse.")
    fine("lyrics", "Latin",
         "Verse 1\nTwo o'clock, the rain is knocking,\nYou're not home and I'm still walking\nRound the room in yesterday's shoes,\nReading all the morning's news.\n\nChorus\nHold on, hold on, hold on to me,\nHold on, hold on, hold on to me,\nThe storm will be over by half past three,\nHold on, hold on, hold on to me.\n\nVerse 2\nFour o'clock, the street is drying,\nSomewhere there's a blackbird trying\nOut a tune I used to know,\nI hum along, I take it slow.\n\nChorus\nHold on, hold on, hold on to me,\nHold on, hold on, hold on to",
         "second chorus cut by the cap; the second verse is new", finished=CAP, prompt="Write a pop song about waiting through a storm.")
    a, b = "The tide will come for what we leave ashore", "I fold the nets and leave them on the floor"
    fine("villanelle", "Latin",
         f"{a}:\nThe rope, the rusted hook, the broken chair.\n{b}.\n\nMy mother kept a shell behind the door\nAnd told us that the sea was living there.\n{a}.\n\nWe laughed at her, and ran, and begged for more,\nAnd hung with weed the tangles of our hair.\n{b}.\n\nNow she is gone, and I am sixty-four,\nThe shell is cracked, the room is clean and bare.\n{a}.\n\nMy brother asks me what I mend them for,\nThese nets that no one living needs to wear.\n{b}.\n\nThe lamp goes out. The gulls begin to soar.\nThere's salt on every step of every stair.\n{a},\n{b}.",
         "a villanelle: two lines return by rule")
    asked = ["Señora de los caminos de tierra", "Señora de las barcas que no vuelven", "Señora de los hornos y del pan", "Señora de las madres que esperan", "Señora de los que duermen en la estación", "Señora de las manos agrietadas", "Señora de la primera lluvia", "Señora de los pozos secos", "Señora de los pastores del páramo", "Señora de las escuelas vacías", "Señora de los enfermos sin nombre", "Señora de los presos", "Señora de las campanas rotas", "Señora de los que cruzan la frontera", "Señora de los niños del mercado", "Señora de las viudas del carbón", "Señora de los músicos ciegos", "Señora de la última hora"]
    fine("litany", "Latin", "Letanía para la romería de la ermita de Valdesoto\n\n" + "\n".join(f"— {one},\n— ruega por nosotros." for one in asked),
         "one fixed response, every invocation is new; cut in a row", finished=CAP, prompt="Escribe una letanía original para la romería de nuestro pueblo, con la respuesta «ruega por nosotros».", size=890)
    fine("poem", "Latin",
         "Es gibt Tage\n\nEs gibt Tage, die riechen nach Kreide und Regen.\nEs gibt Tage, die gehen auf Strümpfen vorbei.\nEs gibt Tage, da kommt dir ein Kind entgegen\nund schenkt dir ein halbes, zerbrochenes Ei.\n\nEs gibt Tage, die klingeln und laufen dann fort.\nEs gibt Tage, die haben den Schlüssel verlegt.\nEs gibt Tage, da fehlt dir ein einziges Wort,\nund keiner ist da, der dich danach fragt.\n\nEs gibt Tage, die stehen am Fenster und schweigen.\nEs gibt Tage, die backen dir heimlich ein Brot.\nEs gibt Tage, da hörst du noch spät in den Zweigen",
         "every line begins alike by design, each says something new", finished=CAP)
    steps = [
        ("pear", "that hung on the bough"), ("wasp", "that stung the pear"), ("wren", "that swallowed the wasp"), ("cat", "that frightened the wren"),
        ("boy", "that carried the cat"), ("mare", "that galloped away with the boy"), ("smith", "that shod the mare"), ("queen", "that sent for the smith"),
    ]
    stanzas = []
    for n in range(len(steps)):
        lines = [f"This is the {steps[n][0]} {steps[n][1]}" if n == 0 else f"This is the {steps[n][0]}"]
        lines += [f"{steps[k][1]}" for k in range(n, -1, -1)] if n else []
        stanzas.append(",\n".join(lines) + "\nin the garden of old Mrs Dow.")
    fine("nursery rhyme", "Latin", "In the Garden of Old Mrs Dow\n\n" + "\n\n".join(stanzas) + "\n\nAnd the queen bit the pear, and she made such a face\nthat the mare and the boy and the cat left the place,\nand the wren and the wasp flew away from the bough\nand out of the garden of old Mrs Dow.",
         "a cumulative rhyme, each stanza adds one animal; it ends", prompt="Write a cumulative nursery rhyme that adds one new character per verse.")
    fine("lullaby", "Cyrillic",
         "Колыбельная для Анюты\n\nСпит за печкой серый кот,\nСпит у берега камыш.\nБаю-бай, баю-бай,\nСпи, малыш, спи, малыш.\n\nМесяц влез на сеновал,\nЗамолчала в норке мышь.\nБаю-бай, баю-бай,\nСпи, малыш, спи, малыш.\n\nДед вернулся с дальних мельниц,\nСнег летит с покатых крыш.\nБаю-бай, баю-бай,\nСпи, малыш, спи, малыш.\n\nВ старой люльке ветер тихий,\nЗа окном ночная тишь.\nБаю-бай, баю-бай,\nСпи, малыш, спи, малыш.\n\nУтром санки заскользят,\nА пока ты тихо спишь,\nБаю-бай, баю-бай,\nСпи, малыш, спи, малыш.",
         "a lullaby with a refrain", finished=UNKNOWN)
    fine("refrain poem", "Devanagari",
         "मेरे गाँव की पगडंडी\n\nनदी किनारे बैठी नानी, गिनती रहती नाव,\nलौट चलो रे, लौट चलो रे, अपने छोटे गाँव।\n\nआम की डाली झुकी हुई है, कोयल ढूँढे छाँव,\nलौट चलो रे, लौट चलो रे, अपने छोटे गाँव।\n\nचूल्हे पर रोटी सिकती है, धुएँ के नन्हे पाँव,\nलौट चलो रे, लौट चलो रे, अपने छोटे गाँव।\n\nमेले से लाई थी चूड़ी, टूट गई किस ठाँव,\nलौट चलो रे, लौट चलो रे, अपने छोटे गाँव।\n\nडाकिया आया, चिट्ठी लाया, भीगा जिसका नाँव,\nलौट चलो रे, लौट चलो रे, अपने छोटे गाँव।\n\nशहर की सड़कें लंबी हैं पर नहीं कहीं ठहराव,\nलौट चलो रे, लौट चलो रे, अपने छोटे गाँव।\n\nबाबा की वह टूटी खटिया, नीम की ठंडी छाँव,\nलौट चलो रे, लौट चलो",
         "couplets, the second line is the refrain and the first always new; cut in the refrain", finished=CAP, prompt="गाँव की याद पर एक गीत लिखिए जिसमें टेक की पंक्ति हर बार आए।")
    fine("prayer", "Arabic",
         "دعاء المسافرين\n\nيا رب، احفظ السائق في الليل الطويل، نسألك يا رب.\nيا رب، احفظ الأم التي تنتظر عند النافذة، نسألك يا رب.\nيا رب، يسّر الطريق على من ضلّ في الصحراء، نسألك يا رب.\nيا رب، ألن قلب الحارس على الحدود، نسألك يا رب.\nيا رب، اجعل الماء قريبًا من العطشان، نسألك يا رب.\nيا رب، ردّ الطفل النائم إلى فراشه سالمًا، نسألك يا رب.\nيا رب، أنزل المطر على الحقول اليابسة، نسألك يا رب.\nيا رب، آنس وحشة الغريب في المدينة، نسألك يا رب.\nيا رب، بارك في خبز الفقراء",
         "each petition is new, opening and response stay; cut in mid-line", finished=CAP, prompt="اكتب دعاءً للمسافرين ينتهي كل سطر فيه بعبارة «نسألك يا رب».")
    cheer = [("누가 제일 빠른가", "1반"), ("누가 제일 크게 웃나", "1반"), ("누가 넘어져도 일어나나", "1반"), ("누가 끝까지 함께 뛰나", "1반")]
    fine("cheer", "Korean", "운동회 응원 구호\n\n" + "\n\n".join(f"(단장) {ask}!\n(모두) {who}! {who}! {who}! {who}!\n(단장) 안 들린다, 더 크게!\n(모두) {who}! {who}! {who}! {who}!" for ask, who in cheer)
         + "\n\n(북소리) 둥둥둥 짝짝짝! 둥둥둥 짝짝짝!\n(모두) 파란 하늘 우리 하늘, 오늘 우승 우리 1반!\n(단장) 다 같이!\n(모두) 이겨라! 이겨라! 이겨라, 1반! 와아아!\n\n박수는 북소리에 맞춰 두 번씩 치고, 마지막 함성 때 깃발을 높이 올리면 됩니다. 재미있게 응원하세요!",
         "call and response for a sports day, complete", prompt="초등학교 운동회에서 1반이 외칠 응원 구호를 만들어 줘. 주고받는 식으로.")


def papers() -> None:
    """Healthy: law, forms, screens, quizzes, subtitles, data."""
    fine("law", "Latin",
         "RESIDENTIAL LEASE, PART II: COVENANTS OF THE TENANT\n\n"
         + "\n\n".join(f"2.{n} The Tenant shall not, without the prior written consent of the Landlord, such consent not to be unreasonably withheld, {rest}." for n, rest in enumerate((
             "keep any animal in the Premises other than fish in a tank of not more than sixty litres",
             "paint, paper or panel any wall, or remove any fitting listed in the Inventory",
             "instal an aerial, dish or awning on the outside of the Building",
             "sublet the Premises or any part of them, or take in lodgers",
             "store in the cellar any fuel, paint or gas bottle",
             "change the locks, or have more than two further keys cut",
             "carry on in the Premises any trade that brings customers to the door",
             "lay hard flooring in any room above the ground floor",
             "leave the Premises unoccupied for more than twenty-eight days together",
             "plant in the shared garden any tree or any hedge more than one metre high",
             "park in the yard a caravan, trailer or boat",
             "hang washing on the balconies that face the street",
         ), 1)) + "\n\n2.13 The Tenant shall, within seven days of a written request by the Landlord, such request not to be made more often than twice a",
         "boilerplate frame, every clause forbids something else; cut", finished=CAP)
    fine("form", "Latin",
         "RIVERSIDE DOG HOTEL: ARRIVAL FORM\n\nOwner's name: ______________________________\nAddress: ______________________________\nPhone (day): ______________________________\nPhone (night): ______________________________\nDog's name: ______________________________\nBreed and age: ______________________________\n\nFood brought along?   [ ] yes   [ ] no\nVaccinated against rabies?   [ ] yes   [ ] no\nAfraid of thunder?   [ ] yes   [ ] no\nGood with other dogs?   [ ] yes   [ ] no\nAllowed on the sofa?   [ ] yes   [ ] no\n\nDate: ____________   Signature: ____________________",
         "blanks and boxes, every label its own")
    seats = "\n".join(f"{row:>3}   " + " ".join("[X]" if (row * 7 + col * 5 + row * col) % 11 in (0, 3) else "[ ]" for col in range(4)) + "   " + " ".join("[X]" if (row * 3 + col * 8 + row * col) % 13 in (1, 4) else "[ ]" for col in range(6)) for row in range(1, 19))
    fine("screen", "Latin", "*** ORPHEUM BOX OFFICE ***   Sat 20:00   The Glass Orchard\n\n                      S T A G E\n\n" + seats + "\n\n[X] sold   [ ] free\nType row and seat, e.g. 7-3, or Q to quit: ",
         "a seat map: equal cells are the data", prompt="Mock up a text-mode seat selection screen for a theatre with 18 rows.")
    quiz = ["A spider is an insect.", "Sound travels faster in water than in air.", "The Moon makes its own light.", "Bamboo is a kind of grass.", "A tomato is botanically a berry.", "Mercury is the hottest planet.", "Bats are blind.", "Glass can be recycled.", "An octopus has three hearts.", "The Sahara is the largest desert of any kind.", "Lightning never strikes twice in one place.", "Bananas grow on trees with wooden trunks.", "Sharks are fish.", "Venus has no moon.", "Salt lowers the freezing point of water.", "A whale is a fish.", "Iron is lighter than aluminium.", "The human skeleton has more bones at birth than later.", "Owls can turn their heads right round in a full circle.", "Coal was once plants.", "Every snake lays eggs.", "Saturn would float in a large enough bath.", "Mushrooms need sunlight.", "Helium was first found in the Sun.", "Honey spoils after two years.", "Penguins live at the North Pole.", "Diamonds can burn.", "A year on Mars is longer than ours.", "Worms breathe through their skin.", "Rust weighs less than the iron it came from."]
    fine("quiz", "Latin", "General science, part A. Tick one box for each statement.\n\n" + "\n\n".join(f"{n}. {one}\n   ( ) True\n   ( ) False\n   ( ) I am not sure" for n, one in enumerate(quiz, 1)),
         "same three answers, each statement is new; cut in an answer", finished=CAP, prompt="Make a 30-question true/false science quiz with an 'I am not sure' option.", size=2120)
    talk = ["[applause]", "Thank you. Thank you.", "[applause]", "Please, sit down,\nor we'll be here all night.", "[laughter]", "When I was asked to talk about bridges,\nI said I only know one.", "[laughter]", "It is forty metres long,\nand it took us eleven years.", "Eleven years.", "[applause]", "The first design was a rope.", "[laughter]", "The second design was a longer rope.", "[laughter]", "Then the flood came,\nand nobody laughed.", "[music]", "[music continues]", "What you see here\nis my uncle's field.", "And this is the same field\nthree days later.", "[silence]", "So we asked the school\nto count the stones.", "Every child. Every stone.", "[applause]", "Nine thousand and four.", "[laughter]", "One girl said nine thousand and five,\nand I believe her.", "[laughter]", "[applause]", "That number went\ninto the first real drawing.", "And then we needed steel.", "[sighs]", "Steel is not a matter of children\nand stones.", "[laughter]", "So I took a train to the capital", "and sat in a corridor\nfor nine days.", "[laughter]", "On the tenth day\nthe minister came out", "and asked me if I was the plumber.", "[laughter]", "[applause]", "I said yes."]
    def stamp(s: float) -> str:
        """Seconds as an SRT time."""
        return f"00:{int(s) // 60:02d}:{int(s) % 60:02d},{int(s * 1000) % 1000:03d}"
    cues, clock = [], 3.2
    for n, line in enumerate(talk, 1):
        long = 1.4 + len(line) * 0.055
        cues.append(f"{n}\n{stamp(clock)} --> {stamp(clock + long)}\n{line}\n")
        clock += long + 0.35
    fine("subtitles", "Latin", "\n".join(cues), "a talk with applause and laughter as cues; the talk goes on; cut in a time stamp", finished=CAP, size=2300)
    deep = '{\n' + "".join("    " * k + f'"{key}": {{\n' for k, key in enumerate(("company", "division", "site", "building", "floor", "corridor", "room", "cabinet", "shelf", "box"), 1))
    deep += "    " * 11 + '"label": "spare keys",\n' + "    " * 11 + '"count": 14\n' + "".join("    " * k + "}\n" for k in range(10, -1, -1))
    fine("indentation", "Latin", "Here is a JSON file nested eleven levels deep:\n\n```json\n" + deep + "```\n\nThe innermost object holds the data; every outer level has only one key.",
         "deep indentation and a staircase of braces")
    fine("drill", "Latin", "Latin verbs, first conjugation: present, imperfect and future\n\n" + "\n\n".join(
        f"{stem}āre ({sense})\n" + "\n".join(f"  {who:<9}{stem}{p:<8}{stem}{i:<9}{stem}{f}" for who, p, i, f in (("I", "ō", "ābam", "ābō"), ("you", "ās", "ābās", "ābis"), ("he/she", "at", "ābat", "ābit"), ("we", "āmus", "ābāmus", "ābimus"), ("you (pl)", "ātis", "ābātis", "ābitis"), ("they", "ant", "ābant", "ābunt")))
        for stem, sense in (("am", "love"), ("port", "carry"), ("laud", "praise"), ("nāvig", "sail"), ("spect", "watch"), ("voc", "call"), ("labōr", "work"), ("cant", "sing"), ("ambul", "walk"), ("par", "prepare"), ("puls", "beat"))),
         "paradigms: the same endings, each verb new", finished=UNKNOWN, prompt="Write out a conjugation drill for eleven Latin verbs of the first conjugation.")
    dots = "".join(f"{'.' * 61 if k != 7 else '.' * 22 + 'F' + '.' * 38} [{6100 * k // 678:>3}%]\n" for k in range(1, 12)) + f"{'.' * 7:<61} [100%]\n"
    fine("test run", "Latin", "$ pytest -q\n" + dots + "\n=================== FAILURES ===================\n_________ test_leap_day_is_kept _________\n>       assert shift(date(2024, 2, 29), years=1) == date(2025, 2, 28)\nE       ValueError: day is out of range for month\n1 failed, 677 passed in 14.20s",
         "progress dots of a real test run with a failure and a summary", finished=UNKNOWN)
    grounds = ["que la rivière a débordé trois fois en dix ans et que le quartier des Tanneurs a été évacué à chaque fois", "que le rapport de l'ingénieur, remis le 4 avril, juge la digue nord hors d'état de servir", "que les riverains ont été entendus en réunion publique et que cent douze d'entre eux ont déposé un avis", "que le département prend à sa charge la moitié des travaux, dans la limite de six cent mille euros", "que la commune voisine de Saint-Aubin accepte l'inondation temporaire de ses prairies contre indemnité", "que les exploitants concernés ont signé les conventions annexées à la présente délibération", "que le pont de pierre, classé depuis 1932, ne peut être ni rehaussé ni élargi", "que l'architecte des bâtiments de France a rendu un avis favorable sous réserve du choix des parements", "que le calendrier proposé évite la période de frai des brochets, de février à avril", "que le marché a été publié dans les formes et que quatre entreprises ont répondu", "que l'offre de la société Marchand est la mieux classée au regard du prix et des délais", "que la trésorerie de la commune permet de faire l'avance des travaux sans recours à l'emprunt", "que les saules de la rive gauche seront replantés à l'automne suivant", "que le budget primitif comporte les crédits nécessaires au chapitre 23"]
    fine("law", "Latin", "COMMUNE DE BELLERIVE\nExtrait du registre des délibérations\n\nLe conseil municipal, régulièrement convoqué, s'est réuni le 12 juin sous la présidence du maire.\n\n" + "\n\n".join(f"Considérant {g} ;" for g in grounds)
         + "\n\nAprès en avoir délibéré, le conseil municipal, par dix-sept voix pour et deux abstentions,\n\nArticle 1er. Approuve le projet de reconstruction de la digue nord.\n\nArticle 2. Attribue le marché à la société Marchand pour un montant de 1 148 000 euros hors taxes.\n\nArticle 3. Autorise le maire à signer toutes les pièces du marché.\n\nArticle 4. Dit que la présente délibération sera affichée en mairie pendant deux mois.",
         "recitals in a fixed frame, each with its own ground", finished=UNKNOWN)
    plain = "HH|x-x-x-x-x-x-x-x-|\nSD|----o-------o---|\nBD|o-------o-o-----|\n"
    fills = {4: "HH|x-x-x-x-x-x-----|\nSD|----o-------oooo|\nBD|o-------o-o-----|\n", 8: "HH|x-x-x-x---------|\nSD|----o---oooo--oo|\nBD|o-------o-----o-|\n", 12: "CC|x---------------|\nSD|o---------------|\nBD|o---------------|\n"}
    fine("drum tab", "Latin", "12-bar rock groove, 96 bpm, sixteenth notes\nHH hi-hat, SD snare, BD bass drum, CC crash\n\n" + "\n".join(f"Bar {n}\n{fills.get(n, plain)}" for n in range(1, 13)) + "\nBars 4 and 8 are fills; bar 12 is the final hit.",
         "a groove is the same bar by nature; fills, an end")
    matrix = " \\\\\n".join("  " + " & ".join("1" if r == c else "0" for c in range(14)) for r in range(14))
    fine("LaTeX", "Latin", "The identity matrix of size 14, written out in full, is\n\n\\[\nI_{14} =\n\\setcounter{MaxMatrixCols}{14}\n\\begin{pmatrix}\n" + matrix + "\n\\end{pmatrix}\n\\]\n\nMultiplying any vector by it leaves the vector unchanged.",
         "zeros are the data; complete")
    people = [("yourself, here on this chair or cushion, with the day you have had", "I"), ("someone who has been kind to you, perhaps a teacher or a grandmother", "you"), ("a friend whom you have not called for a long time", "you"), ("an animal that you have known, its weight, its warmth", "you"), ("the person who sold you bread this week, whose name you never asked", "you"), ("a neighbour whose steps you hear through the ceiling", "you"), ("somebody who lies awake in a hospital tonight", "you"), ("the colleague who makes your mornings hard", "you"), ("someone who once hurt you, from as far away as you need", "you"), ("all who are travelling now, by road or by water", "you")]
    join = ["Let us begin with", "Now bring to mind", "Next, think of", "Let that picture go, and remember", "When you are ready, turn to", "Stay with your breath, and picture", "Widen the circle a little, to", "This one may be harder. Think of", "Go gently here, and call up", "And now think of"]
    fine("meditation", "Latin", "\n\n".join(f"{j} {who}. Breathe in, breathe out. Say silently:\n\nMay {pro} be safe. May {pro} be well. May {pro} be at peace." for j, (who, pro) in zip(join, people, strict=True))
         + "\n\nLast of all, think of everyone who has ever sat as you are sitting, in any room, in any century, with their hands in their lap and their own list of worries. Let the list be long. There is nothing to solve for them and nothing to send but this. Breathe in, breathe out. Say silently:\n\nMay all be safe. May all be well. May all be",
         "a loving-kindness script: each round another person, the wish stays; cut in the wish", finished=CAP, prompt="Write a loving-kindness meditation script that goes through at least ten people.")
    code = bytes.fromhex("fa31c08ed88ec08ed0bc007cbe1e7cac08c07409b40ebb0700cd10ebf2f4ebfd") + b"No system disk. Press any key.\r\n"
    sector = code + bytes(446 - len(code)) + bytes.fromhex("80010100" "0bfe3f04" "3f000000" "81a10f00") + bytes(48) + b"\x55\xaa"
    rows = "\n".join(f"{o:08x}  " + " ".join(f"{v:02x}" for v in sector[o:o + 8]) + "  " + " ".join(f"{v:02x}" for v in sector[o + 8:o + 16]) + "  |" + "".join(chr(v) if 32 <= v < 127 else "." for v in sector[o:o + 16]) + "|" for o in range(0, 512, 16))
    fine("hex dump", "Latin", rows + "\n00000200", "a boot sector: mostly zeros between code and signature, addresses run to the end", prompt="Show a plausible full hexdump -C -v of a 512-byte boot sector with one partition.")
    day = date(2025, 3, 1)
    sheet = "".join(f"{(day + timedelta(k)).isoformat()},{(day + timedelta(k)).strftime('%a')},,,,\n" for k in range(122))
    fine("timesheet", "Latin", "date,day,start,end,break,notes\n" + sheet, "an empty sheet as asked, one row a day; cut in a row", finished=CAP, size=2135,
         prompt="Make a blank CSV timesheet from 1 March to 30 June 2025, one row per day, columns date, day, start, end, break, notes.")


def requests() -> None:
    """Healthy: repetition that was asked for."""
    fine("lines", "Latin", "\n".join(["I will bring my library books back on time."] * 25), "exactly the 25 lines asked for", prompt="Write \"I will bring my library books back on time.\" 25 times, one per line, nothing else.")
    fine("lines", "Latin", ("Rhubarb is not a fruit.\n" * 100), "100 asked, cut by the cap at the 24th", finished=CAP, prompt="Write the sentence 'Rhubarb is not a fruit.' 100 times, one per line.", size=563)
    fine("lines", "Chinese", "好的，下面是二十遍：\n\n" + "\n".join(["我以后上课不再偷看漫画，要认真听老师讲课。"] * 20) + "\n\n一共二十遍，写完了。", "twenty times as asked, and it says so", prompt="请把“我以后上课不再偷看漫画，要认真听老师讲课。”写二十遍，每遍一行。")
    fine("token", "Latin", "x" * 512, "512 letters asked for and given", prompt="I need to test a text field. Output the letter x exactly 512 times with no spaces or line breaks.")
    fine("lines", "Japanese", "ありがとう。" * 200, "200 asked, cut by the cap before the 80th", finished=CAP, prompt="「ありがとう。」を200回、改行なしで書いてください。", size=472)
    drills = ["asdf jkl; asdf jkl; asdf jkl;", "a sad lad; a sad lad; a sad lad;", "fall flask fall flask fall flask", "dad adds a salad; dad adds a salad;", "jaffa falls; all lads ask dad;", "ask a lass; ask all lads; ask dad", "gag hag gash hash gag hag gash hash", "half a glass; half a flag; half a hall", "shall dad dash? shall a lass dash?", "a glad lad had a flask; a sad lass had a hall"]
    fine("typing drill", "Latin", "Home-row typing course. Type each line five times without looking at the keys.\n\n" + "\n\n".join(f"Exercise {n}\n" + "\n".join([one] * 5) for n, one in enumerate(drills, 1)) + "\n\nWell done! Aim for fewer than three errors per exercise before you move on to the top row.",
         "each of ten exercises five times, as asked; complete", prompt="Create a home-row typing course with ten exercises. Print each practice line five times so I can type along.")


def check(row: dict[str, Any]) -> None:
    """Fail on a wrong label."""
    text, onset, period, end = row["text"], row["onset"], row["period"], row["end"]
    assert 400 <= len(text) <= 6000, (row["id"], len(text))
    assert all(row[field] for field in ("note", "shape", "script")), row["id"]
    if row["label"] == "ok":
        assert row["kind"] is onset is period is end is None, row["id"]
        return
    region = text[onset:end]
    assert all(region[i] == region[i - period] for i in range(period, len(region))), row["id"]
    assert not any(all(region[i] == region[i - p] for i in range(p, len(region))) for p in range(1, period)), row["id"]
    assert onset == 0 or text[onset - 1] != text[onset - 1 + period], row["id"]
    assert end == len(text) or text[end] != text[end - period], row["id"]
    assert end - onset >= max(80, 3 * period), row["id"]
    assert row["kind"] == ("token_run" if period == 1 else "block_loop" if period >= 256 else "exact_loop"), (row["id"], period)
    assert row["finished"] is not CAP or end == len(text), row["id"]


def main() -> None:
    """Build, check, write, count."""
    loops()
    verses()
    papers()
    requests()
    for row in ROWS:
        check(row)
    assert len({row["text"] for row in ROWS}) == len(ROWS)
    Path(__file__).with_suffix(".jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS), encoding="utf-8")
    for label in ("loop", "ok"):
        rows = [row for row in ROWS if row["label"] == label]
        print(label, len(rows))
        for field in ("kind", "shape", "script", "finished"):
            print("  ", field, dict(Counter(row[field] for row in rows)))
        print("   prompt null", sum(row["prompt"] is None for row in rows), "length", dict(Counter("short" if len(r["text"]) <= 700 else "medium" if len(r["text"]) < 2000 else "long" for r in rows)))


if __name__ == "__main__":
    main()
