# ruff: noqa: E501, RUF001
"""Hard negatives for the detector: repetition that a reader calls legitimate, written for this project.

`python data/detector/negatives.py` writes negatives.jsonl beside it and prints counts. Each case says in its note what
a naive rule trips over. Verse and prose are written out; what the world produces by machine (logs, tables, dumps) is
generated here from a fixed seed for each case, so that the file is the same at every run.
"""

from __future__ import annotations

import base64
import json
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

# Data tables below: one row a line reads better than one cell a line.
# fmt: off
CASES: list[dict[str, object]] = []


def add(
    shape: str,
    note: str,
    text: str,
    *,
    script: str = "latin",
    finished: bool | None = True,
    prompt: str | None = None,
    cut: int | None = None,
) -> None:
    """Append one case; `cut` keeps the first characters only, as a cap would, and makes it unfinished."""
    text = text.strip("\n")
    if cut is not None:
        if len(text) <= cut:
            raise ValueError(f"{shape}: {len(text)} characters cannot be cut at {cut}: {text[:40]!r}")
        text, finished = text[:cut], False
    CASES.append(
        {
            "id": f"neg-{len(CASES) + 1:03d}",
            "label": "ok",
            "shape": shape,
            "script": script,
            "text": text,
            "finished": finished,
            "prompt": prompt,
            "note": note,
        }
    )


def lyrics() -> None:
    """Songs: whole refrains come back unchanged."""
    chorus = "Row the lantern home, my love,\nrow the lantern home,\nthe tide is in, the nets are in,\nrow the lantern home.\n"
    verses = [
        "The harbour wall is cold tonight,\nthe gulls have gone to bed,\nyour mother hung a lamp for you\nand broke the heel of bread.",
        "The herring ran at Candlemas,\nthe cod at Whitsuntide,\nand you have run the whole year long\nwith nothing at your side.",
        "They say a light across the bay\nis nothing but a star,\nbut stars don't swing from side to side\nand never come this far.",
        "So when the bell at Carrick sounds\nand all the boats are tied,\nI'll leave the door upon the latch\nand leave the fire wide.",
    ]
    add("lyrics", "four identical four-line refrains", "\n\n".join(f"{v}\n\n{chorus}" for v in verses))
    add(
        "lyrics",
        "refrain repeated back to back and a na-na outro that runs to the end",
        """
(Verse 1)
Parked outside the laundromat with quarters in my shoe,
the radio was giving up and I was giving up on you,
then somebody's old station wagon coughed itself awake
and you leaned out the window with a birthday on a plate.

(Chorus)
Oh, don't go out, don't go out, don't go out tonight,
don't go out, don't go out, leave the kitchen light.
Oh, don't go out, don't go out, don't go out tonight,
don't go out, don't go out, leave the kitchen light.

(Verse 2)
Seven candles, thirty years, the maths was never good,
you said the shop had only those, I said I understood,
we ate it with our fingers while the dryers turned around
and every coin that I had saved went dancing on the ground.

(Chorus)
Oh, don't go out, don't go out, don't go out tonight,
don't go out, don't go out, leave the kitchen light.
Oh, don't go out, don't go out, don't go out tonight,
don't go out, don't go out, leave the kitchen light.

(Outro)
Na na na na, na na na na, kitchen light,
na na na na, na na na na, kitchen light,
na na na na, na na na na, kitchen light,
na na na na, na na na na, leave the kitchen light.
""",
        prompt="Write a pop song with two verses, a catchy repeated chorus and a na-na-na outro.",
    )
    animals = [
        ("hen", "went cluck on the mantelpiece"),
        ("goat", "ate all of the washing"),
        ("mule", "sat down in the parlour"),
        ("goose", "bit the tax inspector"),
        ("bull", "looked over the china"),
        ("bear", "asked to see the manager"),
    ]
    stanzas = []
    for k, (name, _) in enumerate(animals):
        lines = [f"My uncle bought a {name} at the fair, at the fair,", f"my uncle bought a {name} at the fair."]
        lines += [f"And the {n} {what}," for n, what in reversed(animals[: k + 1])]
        lines.append("and my aunt, oh my aunt, she has gone to her sister's for good.")
        stanzas.append("\n".join(lines))
    add("lyrics", "cumulative song: each verse repeats all earlier ones, like a growing loop", "\n\n".join(stanzas))
    add(
        "lyrics",
        "Russian song, refrain three times",
        """
За рекой туман ложится,
догорает огонёк,
мне сегодня не сидится,
путь мой светел и далёк.

Ой ты, поле, поле, поле,
не сули мне тишины,
ой ты, воля, воля, воля,
дотерпи хоть до весны.

Мать платок в сенях поправит,
скажет: «Шапку не забудь»,
брат на карте мне поставит
крестик там, где кончен путь.

Ой ты, поле, поле, поле,
не сули мне тишины,
ой ты, воля, воля, воля,
дотерпи хоть до весны.

Возвращусь я не богатым,
с пылью мельничной в горсти,
только двор наш за закатом
никуда не унести.

Ой ты, поле, поле, поле,
не сули мне тишины,
ой ты, воля, воля, воля,
дотерпи хоть до весны.
""",
        script="cyrillic",
    )
    add(
        "lyrics",
        "Japanese children's song, onomatopoeia in every line",
        """
ぽつぽつ ぽつぽつ 雨のおと
やねの上から おりてくる
かえるが一ぴき けろけろけろ
はっぱの下で けろけろけろ

ざあざあ ざあざあ 雨のおと
かさの上では おどってる
あひるが二わで があがあがあ
池のまん中 があがあがあ

しとしと しとしと 雨のおと
まどのガラスを すべってく
ねこが三びき にゃあにゃあにゃあ
こたつの中で にゃあにゃあにゃあ

からから からから はれた空
にじのむこうで わらってる
みんなそろって らんらんらん
手をつないだら らんらんらん
""",
        script="japanese",
        prompt="雨の童謡を四番まで作ってください。",
    )
    add(
        "lyrics",
        "Korean song, refrain with doubled words",
        """
첫차가 지나간 정류장에서
나는 네 우산을 들고 서 있네
어제의 비는 벌써 그쳤는데
젖은 마음은 마르질 않네

돌아와 돌아와 내게로 돌아와
돌아와 돌아와 봄이 오기 전에
돌아와 돌아와 내게로 돌아와
돌아와 돌아와 봄이 오기 전에

막차가 떠나간 골목길에서
나는 네 노래를 따라 부르네
가로등 하나둘 꺼져 가는데
낡은 멜로디는 끝나질 않네

돌아와 돌아와 내게로 돌아와
돌아와 돌아와 봄이 오기 전에
돌아와 돌아와 내게로 돌아와
돌아와 돌아와 봄이 오기 전에
""",
        script="korean",
    )
    add(
        "lyrics",
        "Spanish carol whose short line returns after every new line",
        """
Ya viene el panadero, ay del pan, ay del pan,
con la harina en el sombrero, ay del pan, ay del pan.
Ya despierta la molinera, ay del pan, ay del pan,
con el gato en la escalera, ay del pan, ay del pan.
Ya se enciende la candela, ay del pan, ay del pan,
ya madruga hasta la abuela, ay del pan, ay del pan.
Huele a anís la calle entera, ay del pan, ay del pan,
huele a lumbre de primera, ay del pan, ay del pan.
Quien no tenga dos pesetas, ay del pan, ay del pan,
que lo pague con saetas, ay del pan, ay del pan.
Y si el horno se ha apagado, ay del pan, ay del pan,
quédese el que no ha cantado sin el pan, sin el pan.
""",
    )


def poems() -> None:
    """Anaphora and the fixed forms, where lines return by rule."""
    add(
        "poem",
        "every line opens with the same two words",
        """
Because the bus was late and nobody minded,
because the woman with the tuba case made room,
because someone had drawn a heron on the window
and someone else had given the heron a hat,
because rain was forecast and did not come,
because the driver called each stop as if he had named it,
because a boy counted the bridges and got a different number than his sister,
because their grandmother said both were right,
because the river below was the colour of strong tea,
because I had no message to answer,
because the brakes sighed at the bakery,
because the bakery was open,
because I had seven coins and the roll cost six,
because the seventh went to the tuba,
I was, until Thursday at the earliest, happy.
""",
    )
    a1, a2 = "The orchard keeps no record of the rain.", "I walk between the rows and call your name."
    add(
        "poem",
        "villanelle: two lines return four times each",
        f"""
{a1}
The ladders lean where somebody has been.
{a2}

The wasps have had the windfalls, and the stain
of cider darkens what was lately green.
{a1}

Your gloves are on the gatepost. It is plain
you meant to come back for them, having seen.
{a2}

The kettle ticks, a light comes on the lane,
then passes, and the dark comes in between.
{a1}

What grafts we tied in March have taken. Grain
of neither parent, what could that one mean?
{a2}

So let the apples drop, and drop again,
the year was never anybody's queen.
{a1}
{a2}
""",
        prompt="Write a villanelle set in an orchard.",
    )
    q = [
        "The ferry leaves at ten to four",
        "with bicycles and crates of wine",
        "a dog is sleeping by the door",
        "the weather, says the mate, is fine",
        "he coils the rope without a look",
        "the island shrinks to half a thumb",
        "a child is crying for her book",
        "we wave until our arms are numb",
        "the engine finds its second key",
        "and someone opens up the bread",
        "there's only sea and only sea",
        "you never heard what I had said",
    ]
    order = [(0, 1, 2, 3), (1, 4, 3, 5), (4, 6, 5, 7), (6, 8, 7, 9), (8, 10, 9, 11), (10, 2, 11, 0)]
    pantoum = "\n\n".join(",\n".join(q[i].capitalize() for i in stanza) + "." for stanza in order)
    add("poem", "pantoum: every line occurs twice at a regular distance", pantoum, prompt="A pantoum about a ferry.")
    add(
        "poem",
        "Greek poem, anaphora on one word",
        """
Θυμάμαι το λιμάνι πριν από τα φώτα,
θυμάμαι τα σκοινιά που μύριζαν πίσσα,
θυμάμαι τον παππού να μετράει τα πλοία
και να χάνει πάντα ένα στο μέτρημα.
Θυμάμαι το καφενείο με τις ψάθινες καρέκλες,
θυμάμαι τη φωνή του ραδιοφώνου το μεσημέρι,
θυμάμαι τη μάνα μου να απλώνει σεντόνια
σαν πανιά που δεν ταξίδεψαν ποτέ.
Θυμάμαι το πρώτο εισιτήριο στην τσέπη μου,
θυμάμαι τη σκάλα που σήκωσαν πίσω μου,
θυμάμαι ένα μαντήλι, μα όχι το χέρι.
Και τώρα που γύρισα, ρωτώ τους γλάρους,
κι εκείνοι, ευγενικά, δεν θυμούνται τίποτα.
""",
        script="greek",
    )
    add(
        "poem",
        "Arabic poem, each couplet opens alike",
        """
أحبُّ المدينةَ حين تنامْ
وتتركُ للقطِّ سورَ الرخامْ

أحبُّ المدينةَ حين تفيقْ
ويضحكُ خبزٌ بكلِّ طريقْ

أحبُّ المدينةَ حين تغنّي
وتسألُ كلَّ الغريبينَ عنّي

أحبُّ المدينةَ حين المطرْ
يوقّعُ باسمي على كلِّ حجرْ

أحبُّ المدينةَ حين أعودْ
وفي الجيبِ مفتاحُ بيتٍ بعيدْ
""",
        script="arabic",
    )
    add(
        "poem",
        "Chinese poem, parallel couplets sharing most characters",
        """
春天来的时候，河水认得我，我认得那座桥。
夏天来的时候，蝉声认得我，我认得那棵树。
秋天来的时候，晚风认得我，我认得那盏灯。
冬天来的时候，炉火认得我，我认得那扇窗。

后来我离开，走了很远的路，
春天来的时候，没有河水，只有站台。
夏天来的时候，没有蝉声，只有机器。
秋天来的时候，没有晚风，只有长长的走廊。
冬天来的时候，没有炉火，只有一封迟到的信。

信上说，桥修好了，树还在，灯换了新的，
窗子每天晚上都开着一条缝，
等一个认得它的人，慢慢地走回来。
""",
        script="chinese",
    )
    add(
        "poem",
        "Hindi poem, the closing half-line returns",
        """
पहाड़ों से उतरती है जो नदी, वह नदी मेरी है,
किनारे पर जो बैठी है सदी, वह सदी मेरी है।
धुएँ में जो छिपा है गाँव, वह गाँव मेरा है,
थकी राहों का वह जो छाँव, वह छाँव मेरा है।
चूल्हे पर जो पकती है बात, वह बात मेरी है,
कहानी में जो ढलती है रात, वह रात मेरी है।
मगर शहर की जो ऊँची छत है, वह छत किसकी है?
पते बिना जो आया ख़त है, वह ख़त किसका है?
""",
        script="devanagari",
    )
    add(
        "poem",
        "list poem cut off by the cap in the middle of a line",
        "\n".join(
            f"I have carried {x}."
            for x in [
                "water in a hat",
                "a door up four flights of stairs",
                "a cello case with no cello in it",
                "somebody's accent for a week",
                "news to people who already had it",
                "a lit match around three corners",
                "my own weight, twice, in pears",
                "a grudge across two borders",
                "the wrong umbrella for eleven years",
                "a sleeping child from car to bed",
                "a tune without its ending",
                "sand in the seams of a coat",
                "a cake on a bicycle",
                "my father's toolbox, unopened",
                "the smaller end of a wardrobe",
                "an apology as far as the gate",
                "a goldfish in a jam jar on the night train",
            ]
        ),
        cut=520,
    )


def litanies() -> None:
    """Prayer and response: the answer is the same each time, as it should be."""
    called = [
        "keeper of the small hours",
        "mender of nets",
        "patron of those who wait at windows",
        "friend of the stammering",
        "shelter of the evicted",
        "lamp of the night nurses",
        "companion of long-distance drivers",
        "comfort of the newly alone",
        "guardian of wells",
        "listener to the deaf",
        "teacher of the unteachable",
        "rest of the overworked",
        "hope of the shipwrecked",
        "witness of the forgotten",
        "joy of unexpected guests",
        "peace of the dying",
    ]
    add("litany", "the response fills every second line", "\n".join(f"{c[0].upper()}{c[1:]},\n    walk beside us." for c in called) + "\n\nAmen.")
    saints = """Sancte Abundi, Sancte Basili, Sancta Clara, Sancte Damiane, Sancta Eulalia, Sancte Felix, Sancta Gertrudis,
        Sancte Hilari, Sancte Irenaee, Sancta Justina, Sancte Kiliane, Sancte Lamberte, Sancta Martina, Sancte Norberte,
        Sancta Odilia, Sancte Paule"""
    calls = [saint.strip() for saint in saints.split(",")]
    add(
        "litany",
        "Latin litany: only the name varies",
        "Kyrie, eleison.\nChriste, eleison.\nKyrie, eleison.\n"
        + "\n".join(f"{saint}, ora pro nobis." for saint in calls)
        + "\nOmnes sancti et sanctae Dei, orate pro nobis.",
        prompt="Compose a short litany of saints in Latin with the usual response.",
    )
    add(
        "litany",
        "Hebrew litany, response in every line",
        "\n".join(
            f"{x}, שמע קולנו."
            for x in [
                "נותן גשם בעיתו",
                "פותח שערים בבוקר",
                "סומך נופלים",
                "מלביש ערומים",
                "מוליך ספינות בלילה",
                "זוכר את הנשכחים",
                "מנחם אבלים",
                "מאזין לשותקים",
                "מאיר לשומרי הלילה",
                "מצמיח חיטה בשדות",
                "משיב בנים לביתם",
                "עושה שלום במרומיו",
            ]
        )
        + "\nאמן.",
        script="hebrew",
    )
    add(
        "litany",
        "Russian litany with two alternating responses",
        "\n".join(
            f"О {x} помолимся.\n— Господи, помилуй."
            for x in [
                "мире всего мира",
                "плавающих и путешествующих",
                "болящих и страждущих",
                "граде сем и о живущих в нём",
                "изобилии плодов земных",
                "детях, спящих в дороге",
                "врачах и сёстрах милосердия",
                "тех, кто ждёт писем",
                "тех, кто их не пишет",
                "временах мирных",
            ]
        )
        + "\nО том, чтобы нам простить и быть прощёнными.\n— Подай, Господи.\nО тихом вечере и добром утре.\n— Подай, Господи.\nАминь.",
        script="cyrillic",
    )
    add(
        "litany",
        "Hindi prayer, the same salutation begins each line",
        "\n".join(
            f"नमन उस शक्ति को जो {x}।"
            for x in [
                "बीज को वृक्ष बनाती है",
                "बादल को सागर से उठाती है",
                "माँ की आँखों में जागती है",
                "थके पथिक को छाया देती है",
                "शब्द को अर्थ और मौन को शांति देती है",
                "दीपक में प्रकाश बनकर जलती है",
                "न्याय के लिए निर्बल को बल देती है",
                "सबके हृदय में एक समान बसती है",
            ]
        )
        + "\nॐ शांति, शांति, शांति।",
        script="devanagari",
    )
    add(
        "litany",
        "secular thanksgiving with a people's response between paragraphs",
        "\n\n".join(
            f"{leader}\nAll: For this we give thanks."
            for leader in [
                "Leader: For the volunteers who opened this hall in January, when the pipes froze and forty families had nowhere to sleep.",
                "Leader: For the bakers of Mill Street, who never once asked how many loaves we would need.",
                "Leader: For the nurse who came on her own evenings and taught the rest of us to dress a wound.",
                "Leader: For the children, who turned the cloakroom into a ship and let anyone aboard.",
                "Leader: For the council clerk who found the form that nobody believed existed.",
                "Leader: For those who left us in spring with new keys in their hands.",
                "Leader: For those who are still here, and for the soup.",
            ]
        ),
    )


def tables() -> None:
    """Markdown, HTML, LaTeX and boxes: separators, empty cells, equal statuses."""
    rng = Random(41)
    depots = "Aarhus Brno Cádiz Derby Eupen Faro Graz Hamar Izola Jena Kotka Lugo Metz Narva Olten Pori".split()
    rows = [f"| {d} | {rng.randint(3, 48)} | {rng.randint(0, 4)} | {'OK' if rng.random() < 0.85 else 'late'} |" for d in depots]
    add("table", "separator row and a status column that is nearly always OK", "Vans checked on Friday by depot:\n\n| Depot | Vans | Off the road | Report |\n|-------|------|--------------|--------|\n" + "\n".join(rows))
    hours = [f"{h:02d}:00" for h in range(8, 20)]
    taken = {("09:00", 2): "Dr Amsel", ("11:00", 0): "Choir", ("11:00", 4): "Choir", ("14:00", 1): "Chess", ("18:00", 3): "Council"}
    html = ["<table>", "  <tr><th>Hour</th><th>Mon</th><th>Tue</th><th>Wed</th><th>Thu</th><th>Fri</th></tr>"]
    html += [f"  <tr><td>{h}</td>" + "".join(f"<td>{taken.get((h, d), '')}</td>" for d in range(5)) + "</tr>" for h in hours]
    add("table", "HTML booking sheet, nearly all cells empty", "\n".join([*html, "</table>"]), prompt="Give me an empty HTML timetable for room 4, Monday to Friday, 8 to 20, with the five standing bookings filled in.")
    blank = "\n".join("  <tr>" + "<td></td>" * 7 + "</tr>" for _ in range(6))
    add("table", "blank HTML calendar asked for: six identical rows", f"<table>\n  <tr><th>Mon</th><th>Tue</th><th>Wed</th><th>Thu</th><th>Fri</th><th>Sat</th><th>Sun</th></tr>\n{blank}\n</table>", prompt="HTML for a blank month calendar: a header row with weekday names and six rows of seven empty cells.")
    alloys = [("AlSi10Mg", 71, 352, 7.9), ("Ti6Al4V", 114, 1012, 12.4), ("316L", 187, 561, 41.0), ("IN718", 199, 1287, 16.8), ("CuCrZr", 121, 398, 22.5), ("17-4PH", 194, 1108, 13.1), ("CoCrMo", 214, 1046, 18.2), ("AlMg4.5", 70, 281, 17.3)]
    tex = "\n".join(f"    {a} & {e} & {r} & {x} & -- & -- \\\\ \\hline" for a, e, r, x in alloys)
    add("table", "LaTeX tabular, same endings and dashes for missing values", "\\begin{table}[t]\n  \\centering\n  \\begin{tabular}{|l|r|r|r|r|r|}\n    \\hline\n    Alloy & $E$ / GPa & $R_m$ / MPa & $A$ / \\% & $K_{Ic}$ & HV \\\\ \\hline\\hline\n" + tex + "\n  \\end{tabular}\n  \\caption{Printed samples, stress relieved. Toughness and hardness are still to be measured.}\n\\end{table}")
    line = "+------------+----------+----------+----------+"
    box = [line, "| host       | cpu %    | mem %    | disk %   |", line.replace("-", "=")]
    for k in range(9):
        box += [f"| web-{k + 1:02d}     | {rng.uniform(1, 70):8.1f} | {rng.uniform(20, 90):8.1f} | {rng.uniform(30, 60):8.1f} |", line]
    add("table", "ASCII box with a ruled line after every row", "\n".join(box))
    thai = [("เชียงใหม่", "ภาคเหนือ"), ("ลำปาง", "ภาคเหนือ"), ("น่าน", "ภาคเหนือ"), ("ขอนแก่น", "ภาคอีสาน"), ("อุดรธานี", "ภาคอีสาน"), ("นครราชสีมา", "ภาคอีสาน"), ("ราชบุรี", "ภาคกลาง"), ("อยุธยา", "ภาคกลาง"), ("สงขลา", "ภาคใต้"), ("ตรัง", "ภาคใต้")]
    add("table", "Thai table, region and status columns repeat", "| จังหวัด | ภูมิภาค | จำนวนสาขา | สถานะ |\n|---|---|---|---|\n" + "\n".join(f"| {p} | {r} | {rng.randint(1, 19)} | เปิดให้บริการ |" for p, r in thai), script="thai")
    goods = "苹果 香蕉 橙子 葡萄 西瓜 草莓 樱桃 菠萝 芒果 桃子 柠檬 石榴".split()
    add("table", "Chinese price list, unit and stock columns constant", "| 品名 | 单价 | 单位 | 库存 |\n|------|------|------|------|\n" + "\n".join(f"| {g} | {rng.randint(3, 30)}.{rng.randint(0, 9)}0 元 | 公斤 | 有货 |" for g in goods), script="chinese")
    files = [f"{d}.tar.gz" for d in depots]
    long = "| File | Size | Uploaded by | Virus scan | Checksum | Archived |\n| --- | --- | --- | --- | --- | --- |\n" + "\n".join(f"| {f} | {rng.randint(100, 990)} MB | backup-agent | passed | verified | yes |" for f in files)
    add("table", "five constant columns, cut in a row", long, cut=len(long) - 37)
    books = [("الفيزياء للمبتدئين", "علوم"), ("تاريخ الموانئ", "تاريخ"), ("حكايات الجدات", "أدب"), ("دليل النباتات", "علوم"), ("ديوان المساء", "أدب"), ("طرق القوافل", "تاريخ"), ("علم الفلك البسيط", "علوم"), ("رسائل إلى الشمال", "أدب")]
    add("table", "Arabic library list, one value for nearly all loans", "| العنوان | القسم | النسخ | الحالة |\n|---|---|---|---|\n" + "\n".join(f"| {t} | {s} | {rng.randint(1, 6)} | متاح للإعارة |" for t, s in books), script="arabic")


def contents() -> None:
    """Tables of contents: dot leaders of every length."""
    heads = ["Introduction", "The survey of 1871", "Who drew the maps", "Salt, sheep and the parish", "A canal that was never dug", "Railway letters", "The flood", "Rebuilding the lower town", "Strikes and choirs", "Between the wars", "The airfield", "New estates", "What the archive lost", "Sources", "Index"]
    page, out = 1, []
    rng = Random(43)
    for k, head in enumerate(heads, 1):
        out.append(f"{f'{k}. {head} '.ljust(58, '.')} {page:>3}")
        page += rng.randint(6, 31)
    add("toc", "dot leaders to a fixed column", "CONTENTS\n\n" + "\n".join(out))
    parts = {"1 Safety": ["Symbols used", "Before first use", "Electrical hazards"], "2 Installation": ["Unpacking", "Levelling the feet", "Connecting water", "Connecting power"], "3 Operation": ["Control panel", "Choosing a programme", "Delay timer", "Child lock"], "4 Care": ["Descaling", "Cleaning the filter", "Door seal"], "5 Faults": ["Error codes", "Draining by hand", "Calling service"]}
    out, page = [], 3
    for part, subs in parts.items():
        out.append(f"{part} ".ljust(70, ".") + f" {page}")
        for k, sub in enumerate(subs, 1):
            out.append(f"    {part[0]}.{k} {sub} ".ljust(70, ".") + f" {page}")
            page += rng.randint(1, 3)
    add("toc", "two levels of dot leaders", "\n".join(out))
    kapitel = ["Vorwort", "Das Haus am Deich", "Die Brüder Harms", "Sturmflut", "Ein Brief aus Bremen", "Der Müller schweigt", "Im Torf", "Das zweite Licht", "Heimkehr", "Nachwort der Herausgeberin"]
    add("toc", "spaced dot leaders, German", "Inhalt\n\n" + "\n".join(f"{k} {'. ' * ((62 - len(k)) // 2)} {7 + 23 * n}" for n, k in enumerate(kapitel)))
    kef = ["Πρόλογος", "Τα παιδικά χρόνια", "Το πρώτο ταξίδι", "Στη Σμύρνη", "Η επιστροφή", "Ο πόλεμος", "Γράμματα", "Το εργαστήριο", "Οι μαθητές", "Τα τελευταία έργα", "Επίλογος", "Ευρετήριο"]
    add("toc", "Greek contents with leaders", "ΠΕΡΙΕΧΟΜΕΝΑ\n\n" + "\n".join(f"{k} ".ljust(50, ".") + f" {9 + 19 * n}" for n, k in enumerate(kef)), script="greek")
    sho = ["はじめに", "道具をそろえる", "木を選ぶ", "墨付けの基本", "のこぎりを引く", "かんなをかける", "ほぞを組む", "仕上げと塗装", "修理と手入れ", "おわりに", "用語集"]
    add("toc", "Japanese contents with middle-dot leaders", "目次\n\n" + "\n".join(f"第{k}章　{s}{'・' * (26 - len(s))}{5 + 14 * k}" for k, s in enumerate(sho, 1)), script="japanese")
    add("toc", "leaders, cut in the middle of one", "\n".join(f"Appendix {c}: {t} ".ljust(76, ".") + f" {p}" for c, t, p in zip("ABCDEFGH", ["Survey questions", "Interview guide", "Consent form", "Codebook", "Sampling frame", "Response rates", "Weights", "Corrections"], [201, 207, 215, 219, 233, 240, 244, 251], strict=True)), cut=600)


def code_lines() -> None:
    """Enums, assertions and SQL: lines that differ in one slot."""
    errs = "OK NOT_FOUND DENIED TIMEOUT BUSY EXISTS NOT_EMPTY BAD_NAME TOO_LONG READ_ONLY NO_SPACE IO STALE LOOP QUOTA CROSS_DEVICE INTERRUPTED UNSUPPORTED CORRUPT CLOSED".split()
    add("enum", "C defines counting up", "#ifndef FS_ERR_H\n#define FS_ERR_H\n\n" + "\n".join(f"#define FS_ERR_{e:<14} {k}" for k, e in enumerate(errs)) + "\n\n#endif /* FS_ERR_H */")
    ops = "PUSH POP ADD SUB MUL DIV MOD NEG DUP SWAP OVER ROT JMP JZ JNZ CALL RET LOAD STORE HALT".split()
    add("enum", "Rust opcodes counting up in hex", "/// One byte, one instruction.\n#[repr(u8)]\n#[derive(Debug, Clone, Copy, PartialEq, Eq)]\npub enum Op {\n" + "\n".join(f"    {o.capitalize()} = 0x{k:02x}," for k, o in enumerate(ops)) + "\n}")
    add("enum", "Python constants that are all the same value", "# Retry policy: everything is off until the operator turns it on.\n" + "\n".join(f"RETRY_{e}_ENABLED = False\nRETRY_{e}_LIMIT = 0" for e in errs[1:]))
    keys = [f"KEY_F{k}" for k in range(1, 25)]
    add("enum", "Java constants; names and values both count, cut by the cap", "public final class Keys {\n    private Keys() {}\n\n" + "\n".join(f"    public static final int {n} = {0x100 + i};" for i, n in enumerate(keys)) + "\n}", cut=800)
    flags = "Read Write Execute Append Hidden System Archive Temporary Sparse Compressed Offline Encrypted".split()
    add("enum", "bit flags", "[Flags]\npublic enum FileBits : uint\n{\n    None = 0,\n" + "\n".join(f"    {f} = 1u << {k}," for k, f in enumerate(flags)) + "\n}")

    romans = [(1, "I"), (4, "IV"), (5, "V"), (9, "IX"), (14, "XIV"), (19, "XIX"), (40, "XL"), (44, "XLIV"), (49, "XLIX"), (90, "XC"), (99, "XCIX"), (400, "CD"), (499, "CDXCIX"), (944, "CMXLIV"), (1666, "MDCLXVI"), (1999, "MCMXCIX"), (2024, "MMXXIV"), (3888, "MMMDCCCLXXXVIII")]
    add("asserts", "pytest lines with one changing pair", "from roman import to_roman\n\n\ndef test_to_roman():\n" + "\n".join(f'    assert to_roman({n}) == "{r}"' for n, r in romans))
    bad = ["", " ", "0", "-1", "abc", "1.5.2", "1e", "--3", "0x", "NaN", "1,000", "½", "٣", "1 2", "+", "."]
    add("asserts", "rejections: the expected value never changes", "describe('parseAmount', () => {\n" + "\n".join(f"  it('rejects {json.dumps(b, ensure_ascii=False)}', () => {{\n    expect(parseAmount({json.dumps(b, ensure_ascii=False)})).toBeNull();\n  }});" for b in bad) + "\n});")
    add("asserts", "C assertions on a sorted array, index counts up", "static void check_sorted(const int *a)\n{\n" + "\n".join(f"    assert(a[{k}] <= a[{k + 1}]);" for k in range(24)) + "\n}")
    add("asserts", "Go table test, same third column", "func TestLeap(t *testing.T) {\n\tcases := []struct {\n\t\tyear int\n\t\twant bool\n\t}{\n" + "\n".join(f"\t\t{{{y}, {'true' if y % 4 == 0 and (y % 100 or y % 400 == 0) else 'false'}}}," for y in (1582, 1600, 1700, 1800, 1899, 1900, 1904, 1970, 1996, 1999, 2000, 2001, 2020, 2023, 2024, 2100)) + "\n\t}\n\tfor _, c := range cases {\n\t\tif got := Leap(c.year); got != c.want {\n\t\t\tt.Errorf(\"Leap(%d) = %v, want %v\", c.year, got, c.want)\n\t\t}\n\t}\n}")

    rng = Random(47)
    first = "Ada Bela Cleo Dora Emil Finn Gita Hugo Ines Jan Kofi Lena Mika Nora Otto Pia Quim Rosa Sven Tara".split()
    last = "Abbott Brandt Costa Dietz Eklund Fabre Gruber Haas Iversen Jonas Keller Lindt Moreau Novak Okoro Prieto Quist Rossi Sato Toth".split()
    people = [(k, f, rng.choice(last), rng.choice(["DE", "DE", "DE", "AT", "CH"])) for k, f in enumerate(first, 1)]
    add("sql", "INSERT statements, ids count up", "BEGIN;\n" + "\n".join(f"INSERT INTO customers (id, first_name, last_name, country, active) VALUES ({k}, '{f}', '{n}', '{c}', TRUE);" for k, f, n, c in people) + "\nCOMMIT;")
    add("sql", "multi-row insert, most columns NULL or zero", "INSERT INTO stock (sku, bin, qty, reserved, damaged, note) VALUES\n" + ",\n".join(f"  ('SK-{rng.randint(1000, 9999)}', '{rng.choice('ABCDEF')}{rng.randint(1, 40):02d}', {rng.choice([0, 0, 0, 0, rng.randint(1, 60)])}, 0, 0, NULL)" for _ in range(110)) + ";")
    goroda = "Тверь Калуга Рязань Тула Псков Вологда Кострома Ярославль Иваново Владимир Орёл Курск".split()
    add("sql", "SQL with Cyrillic values, one status for all", "INSERT INTO filialy (id, gorod, status) VALUES\n" + ",\n".join(f"    ({k}, 'город {g}', 'работает без выходных')" for k, g in enumerate(goroda, 1)) + ";", script="cyrillic")
    cols = "name street house postcode city country phone mobile fax email website vat_id iban bic contact notes created_by updated_by".split()
    add("sql", "migration: one ALTER for each column, cut by the cap", "\n".join(f"ALTER TABLE suppliers ALTER COLUMN {c} TYPE text;\nALTER TABLE suppliers ALTER COLUMN {c} SET NOT NULL;\nALTER TABLE suppliers ALTER COLUMN {c} SET DEFAULT '';" for c in cols), cut=1900)


def logs() -> None:
    """Logs: templates with times and numbers, many of them saying that all is well."""
    rng = Random(53)
    now = datetime(2025, 3, 4, 6, 0, 3)
    paths = ["/", "/login", "/static/app.js", "/static/app.css", "/api/cart", "/api/items?page=2", "/favicon.ico", "/health"]
    out = []
    for _ in range(66):
        now += timedelta(seconds=rng.expovariate(0.4))
        out.append(f'10.4.{rng.randint(0, 3)}.{rng.randint(2, 250)} - - [{now:%d/%b/%Y:%H:%M:%S} +0000] "GET {rng.choice(paths)} HTTP/1.1" {rng.choice([200, 200, 200, 200, 304, 404])} {rng.randint(180, 9000)}')
    add("log", "web server access log", "\n".join(out), finished=None)
    out = []
    for _ in range(72):
        now += timedelta(seconds=30, milliseconds=rng.randint(-40, 55))
        out.append(f"{now:%Y-%m-%dT%H:%M:%S}.{rng.randint(0, 999):03d}Z INFO  scheduler heartbeat ok, 0 jobs queued, {rng.choice([0, 0, 0, 1])} running")
    add("log", "heartbeat every thirty seconds, cut by the cap: a counter loop to look at", "\n".join(out), cut=5400)
    mods = ["auth", "billing", "cart", "catalog", "feeds", "images", "mail", "orders", "reports", "search", "tags", "users"]
    names = ["empty", "single", "many", "unicode", "expired", "duplicate"]
    tests = [f"tests/test_{m}.py::test_{n} PASSED" for m in mods for n in names]
    add("log", "pytest -v, every line PASSED", f"collected {len(tests)} items\n\n" + "\n".join(f"{t:<58}[{100 * (k + 1) // len(tests):3d}%]" for k, t in enumerate(tests)) + f"\n\n============================== {len(tests)} passed in 4.18s ==============================")
    loss, out = 9.8, []
    for step in range(100, 3300, 100):
        loss = loss * 0.955 + rng.uniform(-0.06, 0.06) + 0.12
        out.append(f"step {step:>5} | loss {loss:.4f} | grad_norm {rng.uniform(0.6, 1.9):.3f} | lr {3e-4 * min(1, step / 500):.2e} | {rng.randint(41200, 42900)} tok/s")
    add("log", "training log", "\n".join(out), finished=None)
    ping = "\n".join(f"64 bytes from 192.0.2.17: icmp_seq={k} ttl=57 time={rng.uniform(11.2, 14.9):.1f} ms" for k in range(1, 61))
    add("log", "ping: sequence number counts up", f"PING gw.example.net (192.0.2.17) 56(84) bytes of data.\n{ping}\n\n--- gw.example.net ping statistics ---\n60 packets transmitted, 60 received, 0% packet loss, time 59087ms", prompt="Show what `ping -c 60 gw.example.net` prints on a healthy link.")
    out = []
    for k in range(22):
        now += timedelta(minutes=rng.randint(4, 22))
        out.append(f"{now:%d.%m.%Y %H:%M} Датчик {rng.randint(1, 6)}: температура {rng.uniform(17, 24):.1f} °C, влажность {rng.randint(38, 61)} %, {'норма' if k % 9 else 'проверить фильтр'}.")
    add("log", "Russian sensor log", "\n".join(out), script="cyrillic", finished=None)
    out = []
    for _ in range(20):
        now += timedelta(minutes=15)
        out.append(f"[{now:%H:%M}] 3번 펌프 점검 완료: 압력 {rng.uniform(2.1, 2.6):.2f} bar, 이상 없음")
    add("log", "Korean inspection log, cut in a line", "\n".join(out), script="korean", cut=590)


def records() -> None:
    """NDJSON, JSON, CSV and YAML: the same keys again and again."""
    rng = Random(59)
    t = 1741070000
    rows = []
    for _ in range(60):
        t += rng.randint(1, 40)
        rows.append({"ts": t, "level": rng.choice(["info"] * 7 + ["warn"]), "svc": rng.choice(["api", "worker"]), "msg": rng.choice(["request done", "cache hit", "cache miss"]), "ms": rng.randint(1, 240)})
    add("ndjson", "structured log lines", "\n".join(json.dumps(r) for r in rows), finished=None)
    add("ndjson", "tracking events with all-null fields", "\n".join(json.dumps({"event": "page_view", "user": f"u{rng.randint(10000, 99999)}", "ref": None, "utm": None, "ab": None, "path": rng.choice(["/a", "/b", "/pricing", "/docs"])}) for _ in range(28)))
    qa = [("Capital of Peru?", "Lima"), ("Capital of Ghana?", "Accra"), ("Capital of Latvia?", "Riga"), ("Capital of Nepal?", "Kathmandu"), ("Capital of Chile?", "Santiago"), ("Capital of Kenya?", "Nairobi"), ("Capital of Malta?", "Valletta"), ("Capital of Oman?", "Muscat"), ("Capital of Cuba?", "Havana"), ("Capital of Fiji?", "Suva"), ("Capital of Laos?", "Vientiane"), ("Capital of Togo?", "Lomé")]
    add("ndjson", "chat fine-tuning rows with one system message", "\n".join(json.dumps({"messages": [{"role": "system", "content": "Answer in one word."}, {"role": "user", "content": q}, {"role": "assistant", "content": a}]}, ensure_ascii=False) for q, a in qa), prompt="Make 12 fine-tuning rows in JSONL: a system message 'Answer in one word.', a question about a capital, the answer.")
    add("ndjson", "sensor rows, cut inside a row", "\n".join(json.dumps({"id": f"th-{k % 4 + 1}", "seq": 8000 + k, "t": round(19 + rng.gauss(0, 0.4), 2), "ok": True}) for k in range(40)), cut=1500)

    add("json", "array of products with equal flags", json.dumps([{"id": 100 + k, "name": n, "in_stock": True, "taxable": True, "discount": 0, "price": round(rng.uniform(2, 80), 2)} for k, n in enumerate(["Trowel", "Dibber", "Hand fork", "Twine", "Rake head", "Watering rose", "Seed tray", "Cloche", "Riddle", "Line reel"])], indent=2))
    steps = [f"step_{c}" for c in "abcdefghij"]
    add("json", "state machine: each state names the next", json.dumps({"start": steps[0], "states": {s: {"type": "task", "retry": {"max": 3, "delay": 5}, "timeout": 60, "next": n} for s, n in zip(steps, [*steps[1:], None], strict=True)}}, indent=2))
    add("json", "feature flags that are all false", json.dumps({f"{a}_{b}": False for a in ("checkout", "search", "profile", "mail", "export") for b in ("beta", "dark", "compact", "tracing", "canary")}, indent=2))
    pts = [[round(8.4 + rng.gauss(0, 0.02), 5), round(49.0 + rng.gauss(0, 0.02), 5)] for _ in range(30)]
    add("json", "GeoJSON line, cut in the coordinates", json.dumps({"type": "Feature", "properties": {"name": "evening walk"}, "geometry": {"type": "LineString", "coordinates": pts}}, indent=2), cut=1400)
    add("json", "attention mask: a long run of ones, then zeros", json.dumps({"input_ids": [101, *[rng.randint(1000, 29000) for _ in range(38)], 102, *[0] * 24], "attention_mask": [1] * 40 + [0] * 24, "token_type_ids": [0] * 64}), prompt="Show the padded encoding (max_length 64) of a 40-token BERT input as JSON.")

    days = [datetime(2024, 2, 1) + timedelta(days=k) for k in range(40)]
    add("csv", "rain gauge: mostly 0.0", "date,rain_mm,snow_mm,frost\n" + "\n".join(f"{d:%Y-%m-%d},{rng.choice([0.0] * 6 + [round(rng.uniform(0.2, 14), 1)])},0.0,{int(rng.random() < 0.1)}" for d in days))
    add("csv", "all zeros by nature: balance of a dormant account", "month,opening,credits,debits,fees,closing\n" + "\n".join(f"{y}-{m:02d},0.00,0.00,0.00,0.00,0.00" for y in (2021, 2022, 2023) for m in range(1, 13)), prompt="Export the monthly statement of account 7731 (opened January 2021, never used) as CSV to December 2023.")
    add("csv", "empty cells: a sparse questionnaire", "respondent,q1,q2,q3,q4,q5,q6,q7,q8,comment\n" + "\n".join(f"R{k:03d}," + ",".join(rng.choice(["", "", "", str(rng.randint(1, 5))]) for _ in range(8)) + "," for k in range(1, 38)))
    bid, ticks = 41.2, []
    for k in range(150):
        bid += rng.choice([-0.01, 0, 0, 0, 0.01])
        ticks.append(f"09:{30 + k // 60}:{k % 60:02d}.{rng.randint(0, 999):03d},ACME,{bid:.2f},{bid + rng.choice([0.01, 0.01, 0.02]):.2f},{rng.choice([100, 100, 100, 200, 500])}")
    add("csv", "stock ticks, cut in a row", "time,symbol,bid,ask,size\n" + "\n".join(ticks), cut=5000)
    add("csv", "Korean attendance, one value dominates", "이름,월,화,수,목,금\n" + "\n".join(f"{n}," + ",".join(rng.choice(["출석"] * 9 + ["지각"]) for _ in range(5)) for n in "김민준 이서연 박도윤 최지우 정하은 강시우 조은서 윤지호 장예린 임건우 한소율 오태양".split()), script="korean")
    add("csv", "Greek timetable of islands, wind column nearly constant", "νησί,ώρα,άνεμος,θάλασσα\n" + "\n".join(f"{n},{rng.randint(6, 21):02d}:00,βόρειος,{rng.choice(['ήρεμη', 'ήρεμη', 'λίγο ταραγμένη'])}" for n in "Νάξος Πάρος Σύρος Τήνος Μύκονος Άνδρος Σίφνος Μήλος Κέα Κύθνος Ίος Σέριφος".split()), script="greek")

    svc = ["gateway", "auth", "users", "orders", "payments", "mailer", "search", "reports"]
    add("yaml", "compose file, same restart policy and logging for each service", "services:\n" + "\n".join(f"  {s}:\n    image: registry.example.net/{s}:1.{k}.0\n    restart: unless-stopped\n    logging:\n      driver: json-file\n      options:\n        max-size: 10m\n        max-file: \"3\"\n    ports:\n      - \"{8000 + k}:8080\"" for k, s in enumerate(svc)))
    add("yaml", "translations that are not written yet", "de:\n" + "\n".join(f"  {a}:\n" + "\n".join(f'    {b}: ""' for b in ("title", "subtitle", "button", "tooltip")) for a in ("home", "login", "cart", "profile", "search", "help")), prompt="Create an empty German locale file with title, subtitle, button and tooltip for our six pages.")
    add("yaml", "ini file: section after section alike", "\n".join(f"[printer:{n}]\ndriver = generic-pcl6\nduplex = on\npaper = A4\ncolour = {'on' if k == 2 else 'off'}\nqueue = {n}@print.example.net\n" for k, n in enumerate(["office", "lab", "studio", "reception", "library", "cellar", "annex"])))
    add("yaml", "CI matrix, cut by the cap", "jobs:\n" + "\n".join(f"  test-py{v.replace('.', '')}-{o}:\n    runs-on: {o}-latest\n    steps:\n      - uses: actions/checkout@v4\n      - uses: actions/setup-python@v5\n        with:\n          python-version: \"{v}\"\n      - run: pip install -e .[dev]\n      - run: pytest -q" for v in ("3.10", "3.11", "3.12", "3.13") for o in ("ubuntu", "macos", "windows")), cut=2100)


def numbers() -> None:
    """Dumps, matrices, counting and tables of products."""
    rng = Random(61)
    raw = b"RIFF" + bytes(rng.randrange(256) for _ in range(44)) + bytes(640) + bytes(rng.randrange(256) for _ in range(32)) + bytes(160)
    dump = "\n".join(f"{i:08x}  {' '.join(f'{b:02x}' for b in raw[i : i + 16])}  |{''.join(chr(b) if 32 <= b < 127 else '.' for b in raw[i : i + 16])}|" for i in range(0, len(raw), 16))
    add("dump", "hexdump with long stretches of zero bytes", dump)
    icon = b"\x89PNG\r\n\x1a\n" + bytes(rng.randrange(256) for _ in range(120)) + bytes(400) + bytes(rng.randrange(256) for _ in range(60))
    add("dump", "base64 whose zero padding shows as AAAA...", "data:image/png;base64," + base64.b64encode(icon).decode())
    blob = base64.b64encode(bytes(rng.randrange(256) for _ in range(900))).decode()
    add("dump", "wrapped base64 attachment, cut", "Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n\n" + "\n".join(blob[i : i + 76] for i in range(0, len(blob), 76)), cut=1100)
    add("dump", "Intel HEX of mostly erased flash (FF)", "\n".join(f":10{a:04X}00{body}{(-(0x10 + (a >> 8) + (a & 255) + sum(bytes.fromhex(body)))) & 255:02X}" for a, body in [(16 * k, "FF" * 16 if 3 < k < 26 else "".join(f"{rng.randrange(256):02X}" for _ in range(16))) for k in range(32)]) + "\n:00000001FF", finished=None)

    add("matrix", "identity matrix asked for", "[" + ",\n ".join("[" + ", ".join("1" if i == j else "0" for j in range(14)) + "]" for i in range(14)) + "]", prompt="Write out the 14 x 14 identity matrix as a nested list.")
    add("matrix", "zero matrix with three entries set", "\n".join(" ".join("1.000" if (i, j) in ((2, 5), (7, 7), (9, 1)) else "0.000" for j in range(12)) for i in range(12)), prompt="Print a 12 x 12 matrix of zeros with ones at (2,5), (7,7) and (9,1), indices from 0.")
    add("matrix", "tridiagonal: band of -1 2 -1", "A =\n" + "\n".join("  " + " ".join(f"{2 if i == j else -1 if abs(i - j) == 1 else 0:>2}" for j in range(16)) for i in range(16)), prompt="The second-difference matrix for n = 16, please.")
    add("matrix", "standardised measurements, cut", "\n".join(" ".join(f"{rng.gauss(0, 1):7.3f}" for _ in range(12)) for _ in range(40)), cut=3300)
    add("matrix", "species presence, 22 plots by 40 species: sparse rows of 0 and 1", "\n".join("".join(str(int(rng.random() < 0.12)) for _ in range(40)) for _ in range(22)))

    add("counting", "one number a line on request", "\n".join(str(k) for k in range(1, 201)), prompt="Count from 1 to 200, one number per line.")
    add("counting", "multiplication table on request", "\n\n".join("\n".join(f"{a} x {b} = {a * b}" for b in range(1, 13)) for a in (6, 7, 8)), prompt="Write the 6, 7 and 8 times tables up to 12.")
    add("counting", "FizzBuzz output: words return with period 15", "\n".join("FizzBuzz" if k % 15 == 0 else "Fizz" if k % 3 == 0 else "Buzz" if k % 5 == 0 else str(k) for k in range(1, 101)), prompt="Print FizzBuzz for 1 to 100.")
    d = "零一二三四五六七八九"

    def han(n: int) -> str:
        tens, ones = divmod(n, 10)
        if not tens:
            return "得" + d[ones]
        return ("" if tens == 1 and ones else d[tens]) + "十" + (d[ones] if ones else "")

    rhyme = "\n".join("，".join(f"{d[a]}{d[b]}{han(a * b)}" for a in range(1, b + 1)) for b in range(1, 10))
    add("counting", "Chinese nine-by-nine rhyme", rhyme, script="chinese", prompt="请写出九九乘法口诀表。")
    ar = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    add("counting", "Arabic multiplication tables", "\n\n".join(f"جدول ضرب العدد {a}\n".translate(ar) + "\n".join(f"{a} × {b} = {a * b}".translate(ar) for b in range(1, 11)) for a in (3, 4, 5)), script="arabic", prompt="اكتب جداول ضرب ٣ و٤ و٥.")
    unit = "ศูนย์ หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า".split()

    def thai(n: int) -> str:
        tens, ones = divmod(n, 10)
        head = {0: "", 1: "สิบ", 2: "ยี่สิบ"}.get(tens, f"{unit[tens]}สิบ")
        return head + ("เอ็ด" if tens and ones == 1 else unit[ones] if ones or not tens else "")

    add("counting", "Thai number words to 60", "\n".join(f"{n} {thai(n)}" for n in range(1, 61)), script="thai", prompt="นับเลขจาก 1 ถึง 60 เป็นตัวหนังสือ")
    add("counting", "squares, sentences that differ only in the numbers, cut by the cap", "\n".join(f"The square of {k} is {k * k}." for k in range(1, 101)), cut=1800, prompt="List the squares of 1 to 100, one sentence each.")
    add("counting", "Hindi table of seventeen in Devanagari digits", "\n".join(f"सत्रह गुणा {b} बराबर {17 * b}".translate(str.maketrans("0123456789", "०१२३४५६७८९")) for b in range(1, 21)), script="devanagari", prompt="सत्रह का पहाड़ा बीस तक लिखिए।")
    add("counting", "bottles: countdown song from twenty", "\n\n".join(f"{k} green kite{'s' * (k > 1)} above the sea, {k} green kite{'s' * (k > 1)},\none lets go and is carried free, {k - 1 or 'no'} green kite{'s' * (k != 2)}." for k in range(20, 0, -1)), prompt="Make up a countdown song from 20 like the bottles one, but with kites.")


def on_request() -> None:
    """The user asked for the repetition, and it stops where it should."""
    add("on_request", "twenty identical lines, asked for", "\n".join(["I will not talk in class."] * 20), prompt="Write I will not talk in class 20 times")
    add("on_request", "thirty copies in one paragraph", " ".join(["Practice makes progress."] * 30), prompt='Write "Practice makes progress." 30 times, no line breaks.')
    add("on_request", "numbered lines for school", "\n".join(f"{k}. I must close the gate behind the goats." for k in range(1, 51)), prompt="My teacher wants 50 numbered lines of 'I must close the gate behind the goats.' Can you type them?")
    add("on_request", "one character, exactly 200 times", "=" * 200, prompt="Output exactly 200 equals signs and nothing else.")
    add("on_request", "Hebrew lines, asked for", "\n".join(["לא אאחר יותר לשיעור חשבון."] * 15), script="hebrew", prompt="כתוב 15 פעמים: לא אאחר יותר לשיעור חשבון.")
    add("on_request", "Thai lines, asked for", "\n".join(["ฉันจะไม่ลืมทำการบ้านอีก"] * 20), script="thai", prompt="เขียนประโยค ฉันจะไม่ลืมทำการบ้านอีก 20 ครั้ง")
    add("on_request", "Japanese lines, asked for", "\n".join(["もう廊下を走りません。"] * 25), script="japanese", prompt="「もう廊下を走りません。」と25回書いてください。")
    add("on_request", "asked for 300, cut by the cap on the way", "\n".join(["All work and no play makes Jo a dull girl."] * 300), cut=2200, prompt="Type 'All work and no play makes Jo a dull girl.' 300 times, one per line. It's a film prop.")
    add("on_request", "lorem-style filler for layout, same paragraph four times", "\n\n".join(["Quiet letters fill the column so that nobody reads them; they stand where the news will stand, as wide as the news and as long, until the news arrives and they may go."] * 4), prompt="I need dummy text for a layout: one paragraph of about 30 words, pasted four times.")


def law() -> None:
    """Contracts, notices and definitions: formulas are repeated on purpose."""
    topics = [
        ("Access", "enter the Premises between 07:00 and 19:00 on Working Days"),
        ("Keys", "hold not more than four sets of keys, each signed for in the Register"),
        ("Storage", "store dry goods in Bays 3 and 4 to a height of two metres"),
        ("Signage", "fix one sign of up to 0.8 square metres beside the north door"),
        ("Vehicles", "park two vehicles of under 3.5 tonnes in the yard"),
        ("Utilities", "draw electricity and water through the sub-meters"),
        ("Subletting", "share the Premises with a company in the same group"),
    ]
    add("boilerplate", "the same saving clause closes each section", "\n\n".join(f"{k}. {t}. Subject to the terms of this Agreement, and without prejudice to any other right or remedy of the Licensor, the Licensee may {x}. The Licensor may withdraw this permission on thirty (30) days' written notice given in accordance with clause 12." for k, (t, x) in enumerate(topics, 1)))
    whereas = [
        "the Parish maintains a footpath from Church Lane to the weir",
        "the said footpath was damaged by flood on or about 9 February 2024",
        "the Landowner is willing to permit a diversion across Lower Meadow",
        "the Society has raised the sum of £14,200 towards a new bridge",
        "the County has confirmed that no planning consent is required",
        "the parties wish to record the terms on which the works shall proceed",
    ]
    add("boilerplate", "recitals: WHEREAS before each, NOW THEREFORE at the end", "\n\n".join(f"WHEREAS {w}; and" for w in whereas) + "\n\nNOW, THEREFORE, in consideration of the mutual promises set out below, the parties agree as follows: the Parish shall build, the Society shall pay, and the Landowner shall let people pass.")
    parts = ["THE SOFTWARE", "THE DOCUMENTATION", "THE SAMPLE DATA", "THE HOSTED SERVICE"]
    add("boilerplate", "capital-letter disclaimer repeated for each part, cut by the cap", "\n\n".join(f"{p} IS PROVIDED \"AS IS\" AND \"AS AVAILABLE\". TO THE FULLEST EXTENT PERMITTED BY LAW, THE PROVIDER DISCLAIMS ALL WARRANTIES, EXPRESS OR IMPLIED, WITH RESPECT TO {p}, INCLUDING WARRANTIES OF MERCHANTABILITY, OF FITNESS FOR A PARTICULAR PURPOSE AND OF NON-INFRINGEMENT. THE ENTIRE RISK ARISING OUT OF THE USE OF {p} REMAINS WITH THE CUSTOMER." for p in parts), cut=1500)
    add("boilerplate", "Greek house rules, each paragraph forbids in the same words", "\n".join(f"Άρθρο {k}. Απαγορεύεται αυστηρά στους ενοίκους {x}, εκτός αν έχει δοθεί έγγραφη άδεια από τον διαχειριστή." for k, x in enumerate(["να τοποθετούν γλάστρες στο κλιμακοστάσιο", "να απλώνουν ρούχα στην πρόσοψη", "να χρησιμοποιούν μουσικά όργανα μετά τις έντεκα", "να σταθμεύουν ποδήλατα στην είσοδο", "να αλλάζουν την κλειδαριά της ταράτσας", "να ψήνουν κρέας στον ακάλυπτο", "να ταΐζουν περιστέρια από το μπαλκόνι"], 1)), script="greek")
    add("boilerplate", "Korean terms of use: each article ends in the same formula", "\n".join(f"제{k}조 ({t}) 회사는 {x} 경우, 사전 통지 후 서비스의 전부 또는 일부를 제한할 수 있습니다." for k, (t, x) in enumerate([("점검", "정기 점검을 실시하는"), ("장애", "설비에 장애가 발생한"), ("요금", "이용 요금이 두 달 이상 연체된"), ("도용", "타인의 계정을 도용한 사실이 확인된"), ("광고", "승인받지 않은 광고를 게시한"), ("저작권", "권리자의 삭제 요청이 접수된"), ("휴면", "일 년 이상 접속 기록이 없는")], 1)), script="korean")

    terms = [
        ("Allotment", "a plot of land let by the Association for growing fruit, flowers or vegetables"),
        ("Association", "the Hollow Lane Allotment Association, registered under number 4417"),
        ("Holder", "the person named on the Card, and no other person"),
        ("Card", "the yellow card issued on payment of the Rent"),
        ("Rent", "the yearly sum set by the general meeting"),
        ("Structure", "any shed, greenhouse, frame or tank taller than one metre"),
        ("Season", "the time from 1 March to 31 October in any year"),
        ("Steward", "a Holder elected to inspect the paths and settle quarrels"),
    ]
    add("definitions", "'means' and 'shall be construed' in every clause", "In these Rules, unless the context otherwise requires:\n\n" + "\n".join(f'({c}) "{t}" means {d}, and references to "{t}" shall be construed accordingly;' for c, (t, d) in zip("abcdefgh", terms, strict=True)) + "\n(i) words in the singular include the plural, and words in the plural include the singular.")
    begriffe = [("Anlage", "die Gesamtheit der Becken, Wege und Gebäude"), ("Badegast", "wer eine gültige Karte gelöst hat"), ("Aufsicht", "das vom Betreiber bestellte Personal"), ("Saison", "der Zeitraum vom 1. Mai bis zum 15. September"), ("Kind", "wer das vierzehnte Lebensjahr nicht vollendet hat"), ("Gruppe", "mehr als sechs Personen mit gemeinsamer Karte")]
    add("definitions", "German statute style", "\n".join(f"({k}) {b} im Sinne dieser Satzung ist{',' * d.startswith('wer')} {d}. Die Vorschriften der §§ 4 bis 9 gelten entsprechend." for k, (b, d) in enumerate(begriffe, 1)))
    add("definitions", "Russian charter: one sentence frame for each term", "\n".join(f"{k}. Под «{t}» в настоящем Уставе понимается {d}." for k, (t, d) in enumerate([("Товариществом", "объединение владельцев садовых участков посёлка Ольховка"), ("участком", "земельный надел с присвоенным номером"), ("взносом", "ежегодный платёж, размер которого утверждает собрание"), ("собранием", "встреча не менее половины членов Товарищества"), ("правлением", "выборный орган из пяти человек"), ("общим имуществом", "дороги, колодцы, ограда и сторожка"), ("уважительной причиной", "болезнь, служба или отъезд, подтверждённые документом")], 1)), script="cyrillic")
    add("definitions", "Arabic regulation: 'for the purposes of this regulation'", "\n".join(f"يقصد بكلمة «{t}» لأغراض هذه اللائحة: {d}." for t, d in [("المكتبة", "مكتبة الحي العامة ومرافقها"), ("المشترك", "كل من يحمل بطاقة سارية المفعول"), ("الإعارة", "تسليم الكتاب للمشترك مدة أسبوعين"), ("التجديد", "تمديد مدة الإعارة مرة واحدة"), ("الغرامة", "المبلغ المستحق عن كل يوم تأخير"), ("القاعة", "قاعة المطالعة في الطابق الأول"), ("الأمين", "الموظف المكلف بحفظ الكتب وفهرستها")]), script="arabic")


def screens() -> None:
    """Quizzes, subtitles and chats."""
    said = ["The moon is larger than Mercury.", "Glass is made mostly of sand.", "A leap year has 367 days.", "Honey can keep for centuries.", "Sound travels faster in water than in air.", "Spiders are insects.", "Mount Kenya lies south of the equator by a few kilometres.", "The Danube flows into the Black Sea.", "Venus has two moons.", "Bamboo is a grass.", "Copper is magnetic.", "Bats can see."]
    add("quiz", "the same three options under every question", "\n\n".join(f"{k}. {s}\n   a) True\n   b) False\n   c) I don't know" for k, s in enumerate(said, 1)))
    survey = ["The instructions were clear.", "I felt welcome.", "The room was warm enough.", "I could hear the speaker.", "The breaks were long enough.", "I learned something new.", "I would come again.", "The price was fair.", "The food was good."]
    add("quiz", "Likert scale repeated in full", "\n\n".join(f"{s}\n[ ] Strongly disagree\n[ ] Disagree\n[ ] Neither agree nor disagree\n[ ] Agree\n[ ] Strongly agree" for s in survey))
    add("quiz", "answer key with long runs of one letter", "ANSWER KEY, PAPER B\n\n" + "\n".join(f"{k:>2}. {a}" for k, a in enumerate("CCABDDDDACBBACCCCCDABDACBBBBACDADCABACDD", 1)), finished=None)
    add("quiz", "Hindi questions with yes/no options", "\n".join(f"प्रश्न {k}. {q}\n(क) हाँ  (ख) नहीं  (ग) पता नहीं" for k, q in enumerate(["क्या चाँद का अपना प्रकाश होता है?", "क्या व्हेल एक मछली है?", "क्या गंगा बंगाल की खाड़ी में गिरती है?", "क्या ध्वनि निर्वात में चलती है?", "क्या लोहे में जंग लगता है?", "क्या हिमालय में ज्वालामुखी हैं?", "क्या चमगादड़ स्तनधारी है?"], 1)), script="devanagari")
    add("quiz", "Thai quiz, four equal options, cut in a question", "\n".join(f"ข้อ {k}. {q}\nก. ถูก  ข. ผิด  ค. ไม่แน่ใจ  ง. ไม่ทราบ" for k, q in enumerate(["น้ำเดือดที่หนึ่งร้อยองศา", "ปลาวาฬเป็นปลา", "ข้าวเป็นพืชใบเลี้ยงเดี่ยว", "ดวงอาทิตย์ขึ้นทางทิศตะวันตก", "ผึ้งมีหกขา", "แม่น้ำโขงไหลผ่านประเทศลาว", "เหล็กเบากว่าน้ำ", "ช้างนอนวันละสิบชั่วโมง"], 1)), script="thai", cut=430)

    def srt(lines: list[str], start: float, gap: float, seed: int) -> str:
        rng, t, out = Random(seed), start, []
        for k, line in enumerate(lines, 1):
            end = t + 1.1 + 0.05 * len(line)
            stamp = [f"{int(x // 3600):02d}:{int(x // 60 % 60):02d}:{int(x % 60):02d},{int(x % 1 * 1000):03d}" for x in (t, end)]
            out.append(f"{k}\n{stamp[0]} --> {stamp[1]}\n{line}\n")
            t = end + gap * rng.random()
        return "\n".join(out)

    add("srt", "music and laughter cues between lines", srt(["[music]", "Is that the last of the paint?", "[laughter]", "It was the last on Tuesday.", "[music]", "So what is in the bucket?", "[laughter]", "Soup.", "[laughter]", "You've done the ceiling with soup.", "[laughter]", "Only the corners.", "[music]", "[music]", "It does smell nice.", "[laughter]", "[applause]", "[music]"], 62.4, 2, 1))
    add("srt", "a chase in which one word is shouted over and over", srt(["Run!", "Run!", "Which way?", "Left! Left!", "Run!", "They've locked it.", "Run!", "Go, go, go!", "Go, go, go!", "Jump!", "I can't.", "Jump!", "I can't, Ravi.", "Jump!", "...", "...", "You could have said it was water.", "You could have asked."], 2891.0, 1.5, 2))
    add("srt", "Greek dialogue with short repeated answers", srt(["Μάνα;", "Ναι.", "Κοιμάσαι;", "Όχι.", "Φοβάσαι;", "Όχι.", "Ακούς τη θάλασσα;", "Ναι.", "Θα γυρίσει ο πατέρας;", "Ναι.", "Αύριο;", "Όχι.", "Μεθαύριο;", "Κοιμήσου τώρα."], 540, 2, 3), script="greek")
    add("srt", "Korean drama, names called again and again, cut in a stamp", srt(["지훈아!", "지훈아!", "어디 있니?", "지훈아!", "여기야, 엄마.", "왜 대답을 안 해?", "했어.", "못 들었어.", "바람 때문에.", "지훈아, 내려와.", "싫어.", "내려와, 제발.", "싫어.", "비가 온다.", "알아."], 1200, 2, 4), script="korean", cut=560)
    add("srt", "speech captions, rolling two-line style: each line is shown twice", srt([f"{a}\n{b}" for a, b in zip(["we have measured the ice", "every winter since 1931", "with the same iron rod", "at the same three points", "by the boathouse", "and what we see is this", "the rod has not changed", "the boathouse has not", "moved one inch", "the ice however"], ["every winter since 1931", "with the same iron rod", "at the same three points", "by the boathouse", "and what we see is this", "the rod has not changed", "the boathouse has not", "moved one inch", "the ice however", "is another matter"], strict=True)], 15, 0.1, 5), finished=None)

    add("chat", "stand-up bot: three questions for each member", "\n".join(f"[09:{2 * k:02d}] standup-bot: @{n} What did you do yesterday? What will you do today? Anything in your way?\n[09:{2 * k + 1:02d}] {n}: {a}" for k, (n, a) in enumerate([("ana", "Migrated the last two cron jobs. Today: delete the old box. Nothing in my way."), ("bo", "Reviewed ana's PR. Today: invoices with two VAT rates. Waiting for finance."), ("chidi", "Was ill. Today: catching up. Nothing in my way."), ("dagny", "Wrote the postmortem. Today: the alert that should have fired. Need access to staging."), ("eli", "Interviews all day. Today: interviews all day. My calendar."), ("fumi", "Fixed the flaky upload test. Today: the other flaky upload test. Nothing in my way.")])))
    chat = [("Mum", "are you up"), ("Mum", "are you up"), ("Tess", "yes"), ("Mum", "did you eat"), ("Tess", "yes"), ("Mum", "really"), ("Tess", "yes"), ("Mum", "what"), ("Tess", "toast"), ("Mum", "ok"), ("Mum", "is it cold there"), ("Tess", "yes"), ("Mum", "take the coat"), ("Tess", "ok"), ("Mum", "the long one"), ("Tess", "ok"), ("Mum", "love you"), ("Tess", "love you too"), ("Mum", "ok"), ("Tess", "ok"), ("Mum", "ok bye"), ("Tess", "bye"), ("Mum", "bye")]
    add("chat", "short answers repeat: yes, ok, bye", "\n".join(f"[18/11/2024, 07:{2 + k:02d}] {who}: {what}" for k, (who, what) in enumerate(chat)))
    irc = ["*** kestrel has joined #weather", "*** dunlin has joined #weather", "<kestrel> morning", "*** dunlin has quit (Ping timeout)", "*** dunlin has joined #weather", "<dunlin> morning, bad line", "*** dunlin has quit (Ping timeout)", "*** dunlin has joined #weather", "<kestrel> so I see", "*** dunlin has quit (Ping timeout)", "*** wren has joined #weather", "<wren> is dunlin here?", "<kestrel> on and off", "*** dunlin has joined #weather", "<dunlin> I am here", "*** dunlin has quit (Ping timeout)", "<wren> ha"]
    add("chat", "joins and timeouts of a bad line", "\n".join(f"{6 + k // 30:02d}:{14 + 2 * k:02d} {s}" for k, s in enumerate(irc)), finished=None)
    add("chat", "Hebrew family group: congratulations from everyone", "\n".join(f"[20:{k + 11}] {n}: {s}" for k, (n, s) in enumerate([("נועה", "התקבלתי!"), ("אבא", "מזל טוב!"), ("אמא", "מזל טוב!!!"), ("סבתא", "מזל טוב נועה שלי"), ("יואב", "מזל טוב"), ("דודה רות", "מזל טוב! לאן?"), ("נועה", "לטכניון, הנדסת חשמל"), ("דודה רות", "מזל טוב מזל טוב"), ("סבא", "מזל טוב. מתי מתחילים?"), ("נועה", "באוקטובר"), ("יואב", "אז החדר שלך שלי"), ("אמא", "יואב"), ("יואב", "מה"), ("אמא", "יואב"), ("נועה", "תודה לכולם")])), script="hebrew")
    add("chat", "Japanese support chat with set phrases", "\n".join(f"[10:{m:02d}] {s}" for m, s in [(2, "担当：お問い合わせありがとうございます。ご用件をお聞かせください。"), (3, "客：請求書が二通届きました。"), (4, "担当：確認いたします。少々お待ちください。"), (7, "担当：お待たせいたしました。一通は先月分でございます。"), (8, "客：先月分は払いました。"), (9, "担当：確認いたします。少々お待ちください。"), (13, "担当：お待たせいたしました。ご入金を確認いたしました。"), (14, "客：では一通は捨ててよいですか。"), (15, "担当：確認いたします。少々お待ちください。"), (18, "担当：お待たせいたしました。はい、破棄していただいて結構です。"), (19, "客：ありがとうございました。"), (20, "担当：お問い合わせありがとうございました。")]), script="japanese")


def layout() -> None:
    """Drawings, rules and dots: runs of one character that mean something."""
    wave = "\n".join(" " * w + "*" for w in [20, 27, 33, 37, 39, 39, 37, 33, 27, 20, 13, 7, 3, 1, 1, 3, 7, 13] * 2)
    add("ascii_art", "plotted sine: indentation grows and shrinks for two periods", wave, prompt="Plot two periods of a sine as ASCII, turned sideways, one star per line.")
    add("ascii_art", "a house of hashes and blanks", """
                    ##
                  ######
                ##########
              ##############
            ##################
          ######################
        ##########################
          ##                  ##
          ##   ####    ####   ##
          ##   #  #    #  #   ##
          ##   ####    ####   ##
          ##                  ##
          ##        ####      ##
          ##        #  #      ##
          ##        # .#      ##
          ##        #  #      ##
   ================================
""", prompt="Draw a house in ASCII.")
    board = "\n".join("|" + "|".join(f" {'#' if (r + c) % 2 else ' '} " for c in range(8)) + f"| {8 - r}\n" + "+---" * 8 + "+" for r in range(8))
    add("ascii_art", "chessboard", "+---" * 8 + "+\n" + board + "\n  a   b   c   d   e   f   g   h", prompt="Draw an empty chessboard in ASCII with coordinates.")
    add("ascii_art", "bar chart of hashes", "Visitors a month\n\n" + "\n".join(f"{m} {'#' * n} {n}" for m, n in zip("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), [11, 12, 19, 31, 44, 58, 71, 69, 40, 28, 14, 13], strict=True)))
    add("ascii_art", "deeply nested braces: closing lines of indentation", "{\n" + "\n".join("  " * k + f'"{x}": {{' for k, x in enumerate("world europe iberia portugal norte minho braga barcelos".split(), 1)) + "\n" + "  " * 9 + '"pottery": true\n' + "\n".join("  " * k + "}" for k in range(8, -1, -1)))
    add("ascii_art", "blank guitar tablature asked for, cut in the third system", "\n\n".join("\n".join(f"{n}|" + "|".join("-" * 16 for _ in range(4)) + "|" for n in "eBGDAE") for _ in range(4)), cut=1100, prompt="Blank guitar tab I can fill in: four systems of four bars.")

    bar = "-" * 72
    notes = ["Boiler serviced, next due in March. Pressure held at 1.4 bar for an hour.", "Gutter on the north side cleared. Two tiles are cracked above the porch.", "New tenant in flat 2. Meter readings photographed and sent to the office.", "Lift inspected, certificate hung in the car. Phone in the car works.", "Swift boxes put up under the eaves, six of them, facing east."]
    add("separators", "72 hyphens between short entries", bar + "\n" + f"\n{bar}\n".join(notes) + "\n" + bar)
    add("separators", "banner comments of slashes and equals signs", "\n\n".join(f"//{'=' * 76}\n// {t}\n//{'=' * 76}\nstatic int {f}(struct ctx *c);" for t, f in [("Opening and closing", "open_all"), ("Reading", "read_next"), ("Writing", "write_row"), ("Locks", "take_lock"), ("Errors", "last_error")]))
    add("separators", "form with underscore lines to fill in", "\n\n".join(f"{q}\n{'_' * 70}\n{'_' * 70}" for q in ["Name and address of the exhibitor", "Title of the work and year", "Materials", "Is the work for sale? If so, at what price?", "Insurance value", "How is it to be hung?", "Date and signature"]), prompt="A printable entry form for our art show with lines to write on.")
    add("separators", "centred headings in stars, cut in a line of stars", "\n".join(f"{'*' * 60}\n{h:^60}\n{'*' * 60}\n{b}\n" for h, b in [("ACT ONE", "A kitchen. Rain."), ("ACT TWO", "The same, a year on. No rain."), ("ACT THREE", "The station. The clock has stopped."), ("ACT FOUR", "The kitchen. Somebody has painted it.")]), cut=560)
    add("separators", "Chinese notice with rules of double lines", "\n".join(f"{'═' * 30}\n{s}\n{'─' * 30}" for s in ["小区停水通知：周三上午九时至下午四时，三号楼至七号楼停水检修。", "请各位居民提前储水，关好水龙头，以免来水时漫出。", "电梯照常运行，热水供应推迟到晚上六时恢复。", "如有老人或病人需要帮助，请拨打物业电话，我们送水上门。", "检修期间多有不便，敬请谅解。物业服务中心，三月十一日。"]), script="chinese")

    add("ellipses", "stage pauses", "\n".join(["VERA: I thought perhaps... no.", "LEO: What?", "VERA: ... Nothing.", "LEO: You thought...", "VERA: ...", "LEO: ...", "VERA: ...", "LEO: It's the sugar, isn't it.", "VERA: ...", "LEO: ...", "VERA: It was always the sugar.", "LEO: ...", "(They look at the sugar.)", "VERA: ...", "LEO: ..."]))
    add("ellipses", "Morse code", "Message as sent:\n\n" + " / ".join(" ".join(dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..".split(), strict=True))[c] for c in w) for w in "SHE SEES THE SEA IS STILL AND SENDS THIS TO HIS SHIP AS SIX BELLS SOUND".split()), prompt="Put into Morse: She sees the sea is still and sends this to his ship as six bells sound")
    add("ellipses", "to-do bullets, same check box before each", "\n".join(f"- [ ] {t}" for t in ["Ring the plumber", "Return library books", "Oil the back gate", "Passport photos", "Defrost freezer", "Write to Ilse", "Sharpen secateurs", "Bottle bank", "Ask about the choir", "Find the other glove", "Renew bus pass", "Tax, page one", "Tax, the other pages", "Buy stamps", "Plant garlic", "Thank Mr Oduya", "Mend blue kite", "Sleep"]))
    add("ellipses", "progress dots in a build log, cut", "\n".join(f"Compiling {m} {'.' * n} done" for m, n in [("lexer", 41), ("parser", 40), ("resolver", 38), ("types", 41), ("lowering", 38), ("optimiser", 37), ("codegen", 39), ("linker", 40), ("debuginfo", 37)]) + "\nRunning tests " + "." * 160, cut=640)
    add("ellipses", "Japanese dialogue with silences", "「……」\n「……ねえ」\n「……なに」\n「……なんでもない」\n「……」\n「……」\n「さっきの電車、止まったでしょ」\n「……うん」\n「あれ、わたしのせいかも」\n「……」\n「……」\n「切符、落としちゃって」\n「……それで電車は止まらないよ」\n「……そう？」\n「……そう」\n「……」\n「よかった」\n「……でも、切符は探そう」\n「……うん」", script="japanese")


def guides() -> None:
    """Recipes and steps: one frame, new content in each item."""
    add("recipe", "add ... and stir until, nine times", "\n".join(f"{k}. Add {a} and stir until {b}." for k, (a, b) in enumerate([("the butter", "it foams but does not brown"), ("the onions", "they are soft and see-through"), ("the rice", "every grain shines"), ("a glass of white wine", "the smell of alcohol has gone"), ("one ladle of hot stock", "the spoon leaves a path"), ("another ladle", "it is nearly gone"), ("the peas", "they turn bright green"), ("the cheese", "the rice moves like lava"), ("lemon zest off the heat", "somebody asks what smells so good")], 1)) + "\n\nServe at once, in warm bowls.")
    add("recipe", "bakers' schedule: fold and rest, fold and rest", "\n".join(f"{t}  {s}" for t, s in [("08:00", "Mix flour and water. Rest 30 minutes."), ("08:30", "Add salt and starter. Rest 30 minutes."), ("09:00", "Fold. Rest 30 minutes."), ("09:30", "Fold. Rest 30 minutes."), ("10:00", "Fold. Rest 30 minutes."), ("10:30", "Fold. Rest 30 minutes."), ("11:00", "Fold if the dough still spreads. Rest 30 minutes."), ("11:30", "Leave it alone until it has grown by half."), ("14:00", "Shape. Rest 20 minutes."), ("14:20", "Shape again, tight. Into the basket."), ("16:00", "Bake, lid on, 25 minutes."), ("16:25", "Bake, lid off, 20 minutes.")]))
    add("recipe", "crochet pattern: rounds with the same stitches", "\n".join(f"Round {k}: {s}" for k, s in enumerate(["6 sc in magic ring (6)", "inc in each st around (12)", "[1 sc, inc] around (18)", "[2 sc, inc] around (24)", "[3 sc, inc] around (30)", "sc in each st around (30)", "sc in each st around (30)", "sc in each st around (30)", "sc in each st around (30)", "sc in each st around (30)", "[3 sc, dec] around (24)", "[2 sc, dec] around (18)", "stuff firmly; [1 sc, dec] around (12)", "dec around (6), fasten off"], 1)), prompt="Crochet pattern for a small ball, round by round.")
    add("recipe", "Thai recipe, 'put in, then stir' each step", "\n".join(f"{k}. ใส่{a} แล้วคนให้เข้ากัน {b}" for k, (a, b) in enumerate([("น้ำมันเล็กน้อย", "ใช้ไฟกลาง"), ("พริกแกง", "จนหอม"), ("หัวกะทิครึ่งถ้วย", "จนแตกมัน"), ("ไก่หั่นชิ้น", "จนไก่เปลี่ยนสี"), ("มะเขือเปราะ", "ปิดฝาสามนาที"), ("น้ำปลาสองช้อน", "ชิมก่อนเติม"), ("น้ำตาลปี๊บ", "จนละลาย"), ("ใบโหระพา", "แล้วปิดไฟทันที")], 1)), script="thai")
    add("recipe", "Hebrew cake, same verb first", "\n".join(f"שלב {k}: מוסיפים {x}, מערבבים היטב וממתינים {m}." for k, (x, m) in enumerate([("ארבע ביצים", "דקה"), ("כוס סוכר", "שתי דקות"), ("חצי כוס שמן", "דקה"), ("מיץ משני תפוזים", "דקה"), ("שתי כוסות קמח מנופה", "עד שאין גושים"), ("כפית אבקת אפייה", "חמש דקות"), ("גרידת לימון", "רגע"), ("חופן צימוקים מקומחים", "עד שהתנור חם")], 1)) + "\nאופים ארבעים דקות בחום בינוני.", script="hebrew")

    add("howto", "twelve items, one frame, each a new matter", "\n".join(f"{k}. If {a}, {b}." for k, (a, b) in enumerate([("the chain skips under load", "measure its wear before touching the gears"), ("the brake squeals", "clean the rim with alcohol, then toe the pads in"), ("the wheel wobbles", "find the loose spoke by plucking"), ("the saddle creaks", "grease the rails where they meet the clamp"), ("the headset clunks", "hold the front brake and rock the bike"), ("the pedal clicks once a turn", "check the crank bolt before the pedal"), ("the tyre loses air overnight", "wet the valve and look for a bubble"), ("the light flickers", "clean the contact behind the bulb"), ("the bell sticks", "one drop of oil, no more"), ("the gear cable frays", "cut it, crimp it and order another today"), ("the frame shows a hairline", "stop riding and ask a builder"), ("nothing is wrong", "ride it")], 1)))
    add("howto", "command reference: 'To X, run Y.'", "\n".join(f"To {a}, run `{b}`." for a, b in [("list the jobs", "jobctl list"), ("list only the failed ones", "jobctl list --state failed"), ("look at one job", "jobctl show ID"), ("read its output", "jobctl logs ID"), ("follow its output", "jobctl logs -f ID"), ("stop it politely", "jobctl stop ID"), ("stop it now", "jobctl kill ID"), ("start it again", "jobctl retry ID"), ("start everything that failed", "jobctl retry --all --state failed"), ("move it to another queue", "jobctl move ID --queue slow"), ("forget it", "jobctl rm ID"), ("forget all older than a week", "jobctl prune --older 7d")]))
    add("howto", "FAQ, every answer starts alike, cut", "\n\n".join(f"Q: {q}\nA: Thank you for asking. {a} If this does not help, write to desk@library.example." for q, a in [("How do I renew a loan?", "Open My Loans and press Renew beside the title."), ("Can I borrow without a card?", "You can read here, but loans need a card; it takes five minutes to make one."), ("What does a late book cost?", "Nothing. Fines ended in 2022, but you cannot borrow until it is back."), ("Do you take donations?", "On the first Saturday of the month, two bags a person."), ("May I bring my dog?", "Assistance dogs are welcome everywhere, other dogs as far as the foyer."), ("Is there a quiet room?", "Yes, on the second floor, behind Geography."), ("Can I print?", "Yes, ten pages a day are free.")]), cut=980)
    add("howto", "Devanagari safety list, 'never' in each line", "\n".join(f"{k}. {a}, इसलिए कभी भी {b}।" for k, (a, b) in enumerate([("गीले हाथों से करंट लग सकता है", "गीले हाथों से प्लग न छुएँ"), ("तार गर्म हो सकते हैं", "एक बोर्ड में पाँच मशीनें न लगाएँ"), ("गैस धीरे-धीरे फैलती है", "गंध आने पर माचिस न जलाएँ"), ("बच्चे हर चीज़ मुँह में डालते हैं", "दवा नीचे की अलमारी में न रखें"), ("तेल अचानक भड़क सकता है", "जलते तेल पर पानी न डालें"), ("धुआँ ऊपर जमा होता है", "आग में सीधे खड़े होकर न चलें")], 1)), script="devanagari")
    add("howto", "Chinese steps, each 'first ... then ... finally'", "\n".join(f"第{c}步：先{x}，再{y}，最后{z}。" for c, x, y, z in [("一", "把旧报纸铺在桌上", "把花盆倒扣过来", "轻轻敲三下盆底"), ("二", "抖掉根上的旧土", "剪去发黑的烂根", "在伤口上抹一点草木灰"), ("三", "在新盆底放几片瓦", "铺两指厚的粗沙", "填一层拌好的营养土"), ("四", "把植株扶正放在中间", "一边转盆一边填土", "用手指把边缘压实"), ("五", "浇一次透水", "把盆放在阴凉处", "等一个星期再见阳光"), ("六", "观察新叶的颜色", "按天气决定水量", "满一个月后施薄肥")]), script="chinese")

    add("glossary", "bookbinding terms, 'A ... used in' returns", "\n".join(f"**{t}** (n.): {d}" for t, d in [("awl", "a pointed tool used to pierce holes for sewing."), ("bone folder", "a flat tool used to crease and burnish paper."), ("deckle", "a frame used to form the edge of a handmade sheet; also that edge."), ("endband", "a band used to finish the head or tail of the spine."), ("flyleaf", "a blank leaf used to protect the first page."), ("guard", "a strip used to attach single leaves."), ("kettle stitch", "a knot used to link one section to the next."), ("mull", "an open cloth used to line the spine."), ("signature", "a folded sheet used as one section of the book; also the letter that marks it."), ("slips", "the ends of the cords used to lace on the boards."), ("tub size", "a gelatine bath used to make paper take ink.")]))
    add("glossary", "Russian-English word list", "\n".join(f"{a} — {b}" for a, b in [("парус", "sail"), ("мачта", "mast"), ("якорь", "anchor"), ("румпель", "tiller"), ("киль", "keel"), ("палуба", "deck"), ("каюта", "cabin"), ("камбуз", "galley"), ("причал", "berth"), ("буксир", "tug"), ("маяк", "lighthouse"), ("отмель", "shoal"), ("прилив", "high tide"), ("отлив", "low tide"), ("штиль", "calm"), ("шквал", "squall")]), script="cyrillic")
    conj = {"parler": "parl", "donner": "donn", "trouver": "trouv", "montrer": "montr", "porter": "port"}
    add("glossary", "conjugation tables: endings repeat", "\n\n".join(f"{v.upper()} (présent)\nje {r}e\ntu {r}es\nil, elle {r}e\nnous {r}ons\nvous {r}ez\nils, elles {r}ent" for v, r in conj.items()), prompt="Conjugate parler, donner, trouver, montrer and porter in the present.")
    add("glossary", "Korean dictionary entries: 'noun' and 'example' labels", "\n".join(f"{w} [명사] {d} 예: {e}" for w, d, e in [("노을", "해가 뜨거나 질 때 붉게 보이는 하늘.", "노을이 강을 덮었다."), ("여울", "물살이 빠르고 얕은 곳.", "여울에서 아이들이 놀았다."), ("두레", "농사를 함께 하는 마을 모임.", "두레가 모를 냈다."), ("마루", "방과 방 사이의 널로 된 바닥.", "마루에 앉아 수박을 먹었다."), ("처마", "지붕이 벽 밖으로 나온 부분.", "처마 밑에서 비를 피했다."), ("이랑", "밭의 볼록한 줄.", "이랑마다 콩을 심었다.")]), script="korean")
    add("glossary", "Arabic glossary, each entry opens 'is'", "\n".join(f"{t}: هو {d}." for t, d in [("الشراع", "القماش الذي يدفع به الهواء السفينة"), ("المجداف", "العود الذي يحرك به البحار القارب"), ("المرفأ", "المكان الذي ترسو فيه السفن"), ("المنار", "البرج الذي يهدي السفن ليلا"), ("المد", "ارتفاع ماء البحر في أوقات معلومة"), ("الجزر", "انخفاض ماء البحر بعد المد"), ("النوء", "المطر الذي يأتي مع ريح شديدة"), ("الربان", "الرجل الذي يقود السفينة")]), script="arabic")
    add("glossary", "same definition frame for chemical elements, cut", "\n".join(f"{n} ({s}) is the chemical element with atomic number {z}. At room temperature it is a {p}." for z, s, n, p in [(1, "H", "Hydrogen", "gas"), (2, "He", "Helium", "gas"), (3, "Li", "Lithium", "solid"), (4, "Be", "Beryllium", "solid"), (5, "B", "Boron", "solid"), (6, "C", "Carbon", "solid"), (7, "N", "Nitrogen", "gas"), (8, "O", "Oxygen", "gas"), (9, "F", "Fluorine", "gas"), (10, "Ne", "Neon", "gas"), (11, "Na", "Sodium", "solid"), (12, "Mg", "Magnesium", "solid"), (13, "Al", "Aluminium", "solid"), (14, "Si", "Silicon", "solid"), (15, "P", "Phosphorus", "solid"), (16, "S", "Sulfur", "solid")]), cut=1100)


def society() -> None:
    """Families, results, timetables and catalogues."""
    line = "Hadran Osk Merrel Tovin Bael Ysk Corran Edd Farrow Galt Hesk Iro Jessom Kell".split()
    add("genealogy", "begats", "These are the smiths of the Upper Forge. " + " ".join(f"And {a} lived {n} years and begat {b}; and all the days of {a} were {n + m} years, and {a} died." for a, b, n, m in zip(line, line[1:], [31, 28, 44, 19, 25, 37, 22, 40, 33, 29, 27, 35, 24], [40, 51, 12, 60, 33, 8, 47, 30, 41, 22, 54, 39, 28], strict=False)) + " And Kell laid the hammer down.")
    add("genealogy", "descendant chart: b., m., d. for everyone", "\n".join("    " * d + f"{n}, b. {b}, m. {m}, d. {x}" for d, n, b, m, x in [(0, "Johan Lind", 1781, 1804, 1850), (1, "Karin Lind", 1806, 1829, 1871), (2, "Per Holm", 1831, 1858, 1902), (3, "Anna Holm", 1860, 1883, 1931), (3, "Olof Holm", 1863, 1890, 1919), (2, "Brita Holm", 1834, 1855, 1910), (1, "Nils Lind", 1809, 1840, 1866), (2, "Johan Lind", 1842, 1869, 1917), (3, "Nils Lind", 1871, 1899, 1944), (4, "Karin Lind", 1901, 1925, 1988), (4, "Johan Lind", 1904, 1931, 1979), (3, "Elin Lind", 1876, 1902, 1960)]))
    add("genealogy", "Arabic chain of names with 'son of'", "هذا نسب الحدّاد: " + " بن ".join("سالم ناصر حمد راشد علي سالم خلفان ناصر مطر حمد سيف راشد عبيد سالم خميس علي ماجد حمد ثاني ناصر صقر بطي راشد سلطان".split()) + "، وكان كلّ واحد منهم حدّادا مثل أبيه، إلا صقرا فقد كان شاعرا.", script="arabic")
    add("genealogy", "Hebrew generations, same verbs", "ואלה תולדות הנגרים. " + " ".join(f"ויחי {a} {n} שנה ויולד את {b}, ויחי {a} אחרי הולידו את {b} {m} שנה, וימת." for a, b, n, m in [("עמרן", "יורם", 30, 41), ("יורם", "דותן", 27, 50), ("דותן", "צבר", 33, 22), ("צבר", "אילם", 41, 30), ("אילם", "נחשון", 25, 48), ("נחשון", "ברוש", 29, 37)]) + " וברוש חי עוד היום ופותח את הנגרייה בשמונה.", script="hebrew")
    add("genealogy", "archive of parish baptisms, cut", "\n".join(f"Baptised {d} of {m} 1762: {c}, {s} of {f}, {j}, and {w} his wife." for d, m, c, s, f, j, w in [("the 3rd", "January", "Thomas", "son", "Thomas Pell", "cooper", "Ann"), ("the 9th", "January", "Mary", "daughter", "John Askew", "miller", "Mary"), ("the 17th", "February", "Ann", "daughter", "Henry Coy", "labourer", "Jane"), ("the 28th", "February", "John", "son", "William Ruddock", "labourer", "Ann"), ("the 2nd", "March", "William", "son", "John Pell", "cooper", "Sarah"), ("the 21st", "March", "Sarah", "daughter", "Robert Thorne", "thatcher", "Ann"), ("the 5th", "April", "Mary", "daughter", "James Coy", "labourer", "Ruth")]), cut=480)

    rng = Random(67)
    teams = "Alder Birch Cedar Elm Hazel Larch Maple Rowan".split()
    rounds = []
    order = teams[:]
    for k in range(7):
        rounds.append(f"Round {k + 1}\n" + "\n".join(f"  {a} United {rng.choice([0, 0, 1, 1, 2, 3])}:{rng.choice([0, 0, 1, 1, 2])} {b} United" for a, b in zip(order[:4], order[:3:-1], strict=True)))
        order = [order[0], order[-1], *order[1:-1]]
    add("sports", "round robin, 'United' in every name", "\n\n".join(rounds))
    balls, facing, waiting = [], "Hollis", "Page"
    for ball in range(96):
        runs = rng.choice(["no run"] * 6 + ["1 run"] * 3 + ["2 runs", "FOUR"])
        balls.append(f"{11 + ball // 6}.{ball % 6 + 1} {('Voss', 'Amir')[ball // 6 % 2]} to {facing}, {runs}")
        if (runs == "1 run") != (ball % 6 == 5):
            facing, waiting = waiting, facing
    add("sports", "ball-by-ball commentary with many dot balls", "\n".join(balls), finished=None)
    add("sports", "chess draw by threefold repetition: the last moves recur", "1. e4 e5 2. Nf3 Nc6 3. Bb5 a6 4. Ba4 Nf6 5. O-O Be7 6. Re1 b5 7. Bb3 d6 8. c3 O-O 9. h3 Nb8 10. d4 Nbd7 11. Nbd2 Bb7 12. Bc2 Re8 13. Nf1 Bf8 14. Ng3 g6 15. Bg5 h6 16. Bd2 Bg7 17. Qc1 Kh7 18. Be3 Rc8 19. Qd2 Rb8 20. Qc1 Rc8 21. Qd2 Rb8 22. Qc1 Rc8 1/2-1/2")
    add("sports", "Cyrillic swim results, club and status constant", "\n".join(f"{k}. {n}, СК «Волна», {rng.randint(57, 59)},{rng.randint(10, 99)} с, квалификация выполнена" for k, n in enumerate(["Ерёмин", "Гущин", "Лаптев", "Рябов", "Сомов", "Тишин", "Ухов", "Фомин", "Хохлов", "Царёв"], 1)), script="cyrillic")
    add("sports", "tally of laps with the same words, cut", "\n".join(f"Lap {k}: {rng.choice(['Okafor leads', 'Okafor leads', 'Lindqvist leads'])} by {rng.uniform(0.2, 1.9):.1f} seconds, {25 - k} laps to go." for k in range(1, 25)), cut=900)

    stops = "Depot, Mill Lane, Market, Town Hall, Hospital, College, Quay".split(", ")
    add("timetable", "bus every twenty minutes", f"Line 4, Monday to Friday\n\n{'':<12}" + "".join(f"{'':>1}{'run ' + str(k):>7}" for k in range(1, 8)) + "\n" + "\n".join(f"{s:<12}" + "".join(f"   {6 + (m + 4 * i) // 60:02d}:{(m + 4 * i) % 60:02d}" for m in range(5, 145, 20)) for i, s in enumerate(stops)))
    add("timetable", "prayer-room rota with one name on most days", "\n".join(f"{d} {k}: open 08:00-18:00, key with {rng.choice(['Mr Haddad'] * 5 + ['Sr Agnes'])}" for k, d in zip(range(1, 32), ["Wed", "Thu", "Fri", "Sat", "Sun", "Mon", "Tue"] * 5, strict=False)))
    add("timetable", "Japanese train board, platform and kind repeat", "\n".join(f"{6 + t // 60:02d}:{t % 60:02d}　普通　{rng.choice(['海岸通り', '山手台', '海岸通り'])}行　二番のりば　定刻" for t in range(3, 180, 11)), script="japanese")
    add("timetable", "Greek ferry departures, port the same", "\n".join(f"{d} {h:02d}:30 από Πειραιά για {n}, πύλη Ε7, στην ώρα του" for d, h, n in [("Δευτέρα", 7, "Σύρο"), ("Δευτέρα", 16, "Τήνο"), ("Τρίτη", 7, "Σύρο"), ("Τετάρτη", 7, "Σύρο"), ("Τετάρτη", 16, "Άνδρο"), ("Πέμπτη", 7, "Σύρο"), ("Παρασκευή", 7, "Σύρο"), ("Παρασκευή", 16, "Τήνο"), ("Παρασκευή", 21, "Μήλο"), ("Σάββατο", 9, "Κέα"), ("Κυριακή", 18, "Σύρο")]), script="greek")
    add("timetable", "calendar file: repeated event frames, cut", "BEGIN:VCALENDAR\nVERSION:2.0\n" + "\n".join(f"BEGIN:VEVENT\nUID:{rng.getrandbits(48):012x}@choir.example\nDTSTART:2025{m:02d}{d:02d}T190000\nDTEND:2025{m:02d}{d:02d}T210000\nSUMMARY:Choir practice\nLOCATION:St Olave's hall\nEND:VEVENT" for m, d in [(9, 2), (9, 9), (9, 16), (9, 23), (9, 30), (10, 7), (10, 14), (10, 21), (10, 28), (11, 4)]), cut=1200)

    tools = [("Cross-cut saw", "Beech handle, 22 teeth to the hand", 38), ("Rip saw", "Beech handle, five points to the inch", 41), ("Dovetail saw", "Brass back, rosewood handle", 64), ("Bow saw", "Ash frame, two blades", 29), ("Jack plane", "Iron sole, 50 mm iron", 88), ("Block plane", "Low angle, fits one hand", 52), ("Spokeshave", "Flat sole, two screws", 33), ("Mortise gauge", "Two pins, brass thumbscrew", 27), ("Marking knife", "Laminated steel, left or right", 19)]
    add("catalogue", "each product closes with the same shipping lines", "\n\n".join(f"{n} - £{p}.00\n{d}.\nIn stock. Free delivery on orders over £50. Ten-year guarantee. Add to basket." for n, d, p in tools))
    add("catalogue", "T-shirt variants: all combinations", "\n".join(f"TEE-{c[:3].upper()}-{s}  Organic cotton tee, {c}, size {s}  EUR 24.90" for c in ("navy", "rust", "sage", "cream", "black") for s in ("XS", "S", "M", "L", "XL", "XXL")))
    add("catalogue", "Chinese tea list, brewing advice repeats", "\n".join(f"{n}，产自{p}，{y}元一盒。水温{t}度，冲泡{m}分钟。阴凉干燥处保存，保质期十八个月。" for n, p, y, t, m in [("云雾绿茶", "庐山", 88, 80, 2), ("高山红茶", "武夷", 96, 95, 3), ("白毫银针", "福鼎", 168, 85, 4), ("桂花乌龙", "安溪", 78, 95, 3), ("陈年普洱", "勐海", 128, 100, 1), ("茉莉花茶", "福州", 66, 90, 3)]), script="chinese")
    add("catalogue", "Thai market stall, one frame, price varies", "\n".join(f"{n} กิโลกรัมละ {p} บาท สดใหม่จากสวน ส่งฟรีทั่วกรุงเทพฯ" for n, p in [("มะม่วงน้ำดอกไม้", 80), ("มังคุด", 60), ("เงาะโรงเรียน", 45), ("ทุเรียนหมอนทอง", 180), ("ลำไย", 55), ("ส้มโอ", 40), ("ชมพู่", 70), ("ฝรั่งกิมจู", 35), ("กล้วยหอม", 30), ("มะละกอ", 25)]), script="thai")
    add("catalogue", "auction lots with estimate lines, cut in a lot", "\n".join(f"Lot {k}. {x}. Provenance: private collection. Estimate: {e}-{e * 3 // 2} EUR. Sold as seen." for k, (x, e) in enumerate([("Walnut commode, Liège, c. 1770", 1200), ("Pair of pewter candlesticks", 80), ("Pair of brass candlesticks", 60), ("Longcase clock by T. Brand, without pendulum", 400), ("Globe on stand, dented at Ceylon", 300), ("Six dining chairs, one repaired", 240), ("Six dining chairs, two repaired", 200), ("Portrait of a clergyman, unsigned", 150), ("Portrait of his wife, unsigned", 150), ("Portrait of their dog, signed", 900)], 211)), cut=900)


def science() -> None:
    """Sequences and drills: repetition is the content."""
    rng = Random(71)

    def dna(n: int) -> str:
        return "".join(rng.choice("ACGT") for _ in range(n))

    def wrapped(s: str, w: int = 60) -> str:
        return "\n".join(s[i : i + w] for i in range(0, len(s), w))

    add("sequence", "CAG repeat expansion in a made-up gene", ">demo_gene exon 1, expanded allele, (CAG)44\n" + wrapped(dna(90) + "CAG" * 44 + "CAACAGCCGCCACCG" + dna(110)), prompt="Make an example FASTA entry that shows a pathological CAG expansion with 44 repeats.")
    add("sequence", "poly-A tail and low complexity", ">mock_transcript_7\n" + wrapped(dna(300) + "TATATATATATA" + dna(60) + "AATAAA" + dna(18) + "A" * 60))
    add("sequence", "protein helix with leucine-rich heptads", ">coil_model synthetic coiled coil\n" + wrapped("MG" + "".join(rng.choice("EKQ") + "L" + rng.choice("EKRQ") + "ALE" + "K" for _ in range(40)) + "GW", 50))
    add("sequence", "alkanes: names and formulas in a homologous series", "\n".join(f"{n}: CH3{'-CH2' * (k - 2)}-CH3, C{k}H{2 * k + 2}" for k, n in enumerate("ethane propane butane pentane hexane heptane octane nonane decane undecane dodecane".split(), 2)), prompt="Condensed formulas for ethane to dodecane.")
    add("sequence", "decimals of 1/7 and 1/13 recur", "\n".join(f"1/{n} = 0.{''.join(str(10 * pow(10, k, n) // n) for k in range(60))}..." for n in (7, 11, 13, 17, 19, 37, 41)), prompt="Show the first 60 decimals of 1/7, 1/11, 1/13, 1/17, 1/19, 1/37 and 1/41.")
    add("sequence", "FASTQ quality lines, cut", "\n".join(f"@run3:{k}\n{dna(50)}\n+\n{''.join(rng.choice('FFFFFFF:,') for _ in range(50))}" for k in range(1, 12)), cut=1050)

    add("drill", "minimal pairs, each word three times", "\n".join(f"{a}, {a}, {a} - {b}, {b}, {b}" for a, b in [("ship", "sheep"), ("bit", "beat"), ("live", "leave"), ("fill", "feel"), ("slip", "sleep"), ("hit", "heat"), ("lick", "leak"), ("chip", "cheap"), ("rich", "reach"), ("grin", "green")]), prompt="Pronunciation drill for short i and long ee: ten minimal pairs, say each word three times.")
    add("drill", "tongue twisters to be said three times", "\n\n".join("\n".join([s] * 3) for s in ["Six slick snails slid silently seaward.", "Brisk brave brigadiers brandished broad bright blades.", "Thirty thrifty thatchers thatched thistle.", "Bluebeard's blue bluebird blew bubbles."]), prompt="Four tongue twisters, each written out three times so I can read along.")
    add("drill", "Devanagari syllable table", "\n".join(" ".join(c + v for v in ["", "ा", "ि", "ी", "ु", "ू", "े", "ै", "ो", "ौ", "ं"]) for c in "कखगघचछजझटठडढतथदधनपफबभमयरलवसह"), script="devanagari", prompt="बारहखड़ी लिखिए।")
    add("drill", "Thai consonant drill, 'o' after each", "\n".join(f"{c} {w} {c} {w} {c} {w}" for c, w in [("กอ", "ไก่"), ("ขอ", "ไข่"), ("คอ", "ควาย"), ("งอ", "งู"), ("จอ", "จาน"), ("ฉอ", "ฉิ่ง"), ("ชอ", "ช้าง"), ("ซอ", "โซ่"), ("ดอ", "เด็ก"), ("ตอ", "เต่า"), ("ถอ", "ถุง"), ("ทอ", "ทหาร"), ("นอ", "หนู"), ("บอ", "ใบไม้")]), script="thai", prompt="แบบฝึกอ่านพยัญชนะ ตัวละสามครั้ง")
    add("drill", "drum counting: one e and a", "\n".join(f"Bar {b}: 1 e & a 2 e & a 3 e & a 4 e & a" + ("   (accent on 3)" if b % 4 == 0 else "") for b in range(1, 17)), prompt="Sixteen bars of counted sixteenth notes, with an accent on 3 in every fourth bar.")
    add("drill", "Arabic short vowels on each letter", "\n".join(" ".join(c + v for v in ("َ", "ِ", "ُ")) + f" — {c}َا {c}ِي {c}ُو" for c in "بتثجحخدذرزسشصضطظعغفقكلمنهوي"), script="arabic", prompt="تمرين الحركات القصيرة والطويلة لكل حرف.")


def machines() -> None:
    """Call stacks, diffs, imports, API pages."""
    add("stack", "recursion until the limit, as the tool prints it", "Exception in thread \"main\" java.lang.StackOverflowError\n" + "\n".join(["\tat org.example.tree.Node.depth(Node.java:41)"] * 34) + "\n\t... 990 more", prompt="What does a Java StackOverflowError trace look like when Node.depth calls itself without end? Show about 35 frames.")
    pk = [("web.filter.Chain", "next", "Chain.java:88"), ("web.filter.Gzip", "apply", "Gzip.java:31"), ("web.filter.Chain", "next", "Chain.java:88"), ("web.filter.Session", "apply", "Session.java:57"), ("web.filter.Chain", "next", "Chain.java:88"), ("web.filter.Csrf", "apply", "Csrf.java:44"), ("web.filter.Chain", "next", "Chain.java:88"), ("web.filter.Locale", "apply", "Locale.java:20"), ("web.filter.Chain", "next", "Chain.java:88"), ("web.filter.Audit", "apply", "Audit.java:63"), ("web.filter.Chain", "next", "Chain.java:88"), ("web.Dispatcher", "handle", "Dispatcher.java:140")]
    add("stack", "filter chain: one frame at every second place", "java.lang.IllegalStateException: session closed\n" + "\n".join(f"\tat org.example.{c}.{m}({f})" for c, m, f in [("cart.Cart", "total", "Cart.java:72"), ("cart.CartPage", "render", "CartPage.java:29"), *pk[::-1]]) + "\nCaused by: java.io.IOException: broken pipe\n" + "\n".join(f"\tat org.example.{c}.{m}({f})" for c, m, f in pk[3:9]))
    add("stack", "Python recursion with a 'previous line repeated' note", "Traceback (most recent call last):\n  File \"fib.py\", line 9, in <module>\n    print(fib(3.5))\n          ^^^^^^^^\n" + "  File \"fib.py\", line 5, in fib\n    return fib(n - 1) + fib(n - 2)\n           ^^^^^^^^^^\n" * 3 + "  [Previous line repeated 995 more times]\n  File \"fib.py\", line 2, in fib\n    if n == 1 or n == 0:\n       ^^^^^^\nRecursionError: maximum recursion depth exceeded in comparison")
    add("stack", "goroutine dump: many goroutines wait at one line, cut", "\n\n".join(f"goroutine {g} [chan receive, {m} minutes]:\nmain.(*Pool).worker(0xc0000{a:05x}, 0x{k:x})\n\t/src/pool/pool.go:61 +0x8a\ncreated by main.NewPool in goroutine 1\n\t/src/pool/pool.go:38 +0x5c" for k, (g, m, a) in enumerate([(18, 4, 0x1C0A0), (19, 4, 0x1C0F8), (20, 4, 0x1C150), (21, 4, 0x1C1A8), (34, 3, 0x2E000), (35, 3, 0x2E058), (36, 3, 0x2E0B0), (50, 3, 0x30010), (51, 2, 0x30068)])), cut=1300)

    names = "alpha beta gamma delta epsilon zeta eta theta".split()
    add("diff", "the same replacement in many files", "\n".join(f"diff --git a/pkg/{n}.py b/pkg/{n}.py\n--- a/pkg/{n}.py\n+++ b/pkg/{n}.py\n@@ -1,3 +1,3 @@\n-from pkg.util import log\n+from pkg.logging import log\n \n def run():" for n in names))
    body = ["out.write(header(rows))", "for row in rows:", "    out.write(cell(row.id))", "    out.write(cell(row.name))", "    out.write(cell(row.town))", "    out.write(cell(row.since))", "    out.write(end())", "out.write(footer(rows))"]
    add("diff", "reindented block: each line removed and added", "@@ -12,8 +12,9 @@ def export(rows):\n" + "\n".join(f"-    {s}" for s in body) + "\n+    with open(path, \"w\") as out:\n" + "\n".join(f"+        {s}" for s in body))
    add("diff", "version bumps in a lock file", "\n".join(f"-{n}==1.{k}.{p}\n+{n}==1.{k + 1}.0" for n, k, p in [("anchor", 4, 2), ("bracket", 11, 0), ("cobalt", 2, 7), ("driftwood", 8, 1), ("ember", 0, 9), ("fathom", 3, 3), ("gimbal", 19, 4), ("harbour", 5, 5), ("inlet", 7, 2), ("jetty", 1, 1)]))
    add("diff", "Cyrillic text diff, one word replaced throughout", "\n".join(f"-{a.replace('*', 'фирма')}\n+{a.replace('*', 'компания')}" for a in ["Настоящим * подтверждает получение письма.", "В срок до десяти дней * направит ответ.", "Если ответ не получен, * повторит запрос.", "За сохранность документов * отвечает полностью.", "О смене адреса * сообщает заранее.", "Споры * решает в суде по месту нахождения."]), script="cyrillic")
    add("diff", "removed licence headers, cut in a hunk", "\n".join(f"--- a/src/{n}.c\n+++ b/src/{n}.c\n@@ -1,5 +1 @@\n-/*\n- * Copyright (c) 2009 The Fathom authors.\n- * Use of this source code is governed by a licence\n- * that can be found in the LICENSE file.\n- */\n+/* See LICENSE. */" for n in names), cut=1250)

    icons = "Anchor Apple Bell Bike Book Boat Camera Clock Cloud Coin Cup Door Drum Fish Flag Fork Gift Globe Hat Key Lamp Leaf".split()
    add("imports", "one import for each icon", "\n".join(f"import {i}Icon from '@/components/icons/{i}Icon.vue';" for i in icons) + "\n\nexport const icons = {\n" + "\n".join(f"  {i.lower()}: {i}Icon," for i in icons) + "\n};")
    mods = "accounts basket catalogue checkout coupons delivery invoices ledger mailing notes offers payments refunds returns search stock tax users".split()
    add("imports", "re-exports in a package", "from __future__ import annotations\n\n" + "\n".join(f"from shop.{m} import router as {m}_router" for m in mods) + "\n\n" + "\n".join(f"app.include_router({m}_router, prefix=\"/{m}\", tags=[\"{m}\"])" for m in mods))
    add("imports", "Java imports from one package, cut", "package org.example.geo;\n\n" + "\n".join(f"import org.example.geo.shape.{s};" for s in "Arc Area Bezier Circle Cone Cube Curve Cylinder Disc Ellipse Frustum Helix Hexagon Kite Line Mesh Oval Plane Point Polygon Prism Pyramid Ray Rhombus Ring Sector Segment Sphere Square Torus Triangle Wedge".split()), cut=1050)
    add("imports", "C includes and externs", "\n".join(f'#include "driver/{d}.h"' for d in "adc can dac dma eth flash gpio i2c i2s pwm rtc sdio spi timer uart usb wdt".split()) + "\n\n" + "\n".join(f"extern int {d}_init(void);" for d in "adc can dac dma eth flash gpio i2c i2s pwm rtc sdio spi timer uart usb wdt".split()))

    def api(items: list[tuple[str, str, str]]) -> str:
        return "\n\n".join(f"### `{n}(self, key: str) -> {r}`\n\n{d}\n\n**Parameters**\n\n- `key` (str): the name of the entry.\n\n**Raises**\n\n- `KeyError`: there is no entry of that name.\n- `ClosedError`: the store was closed." for n, r, d in items)

    methods = [("get", "bytes", "Returns the value stored under the key."), ("size", "int", "Returns the length of the value in bytes."), ("age", "float", "Returns the seconds since the value was written."), ("touch", "None", "Marks the value as used, so that eviction spares it."), ("pin", "None", "Keeps the value in memory until it is unpinned."), ("unpin", "None", "Lets the value be evicted again."), ("delete", "None", "Removes the entry."), ("history", "list[bytes]", "Returns earlier values, newest first.")]
    add("apidocs", "same parameters and errors for each method", api(methods))
    ends = [("users", "user"), ("orders", "order"), ("invoices", "invoice"), ("refunds", "refund")]
    add("apidocs", "REST endpoints: five verbs for each resource", "\n\n".join(f"GET /{p}\n  Lists {p}. Query: page, per_page, sort. Returns 200.\nPOST /{p}\n  Creates a new {s}. Returns 201, or 422 if a field is invalid.\nGET /{p}/{{id}}\n  Returns one {s}. Returns 200, or 404 if it does not exist.\nPATCH /{p}/{{id}}\n  Changes the given fields of a {s}. Returns 200, 404 or 422.\nDELETE /{p}/{{id}}\n  Deletes the {s}. Returns 204, or 404 if it does not exist." for p, s in ends))
    add("apidocs", "getters and setters with Javadoc, cut", "\n\n".join(f"    /**\n     * Returns the {n}.\n     *\n     * @return the {n}, never null\n     */\n    public {t} get{n.capitalize()}() {{\n        return {n};\n    }}\n\n    /**\n     * Sets the {n}.\n     *\n     * @param {n} the new {n}, must not be null\n     */\n    public void set{n.capitalize()}({t} {n}) {{\n        this.{n} = Objects.requireNonNull({n});\n    }}" for n, t in [("title", "String"), ("author", "String"), ("publisher", "String"), ("language", "Locale"), ("price", "Money"), ("shelf", "Shelf")]), cut=2000)
    add("apidocs", "Japanese function reference, set phrases", "\n".join(f"関数 {n}\n　{d}\n　引数: path（文字列）対象のパス。\n　戻り値: 成功した場合は真、失敗した場合は偽を返します。\n" for n, d in [("exists", "パスが存在するかどうかを調べます。"), ("is_dir", "パスがフォルダーかどうかを調べます。"), ("mkdir", "フォルダーを作成します。"), ("remove", "ファイルを削除します。"), ("lock", "ファイルに排他ロックをかけます。"), ("unlock", "ファイルのロックを解除します。")]), script="japanese")
    opts = [("--input FILE", "read from FILE"), ("--output FILE", "write to FILE"), ("--format NAME", "one of csv, json, tsv"), ("--skip N", "skip the first N rows"), ("--limit N", "stop after N rows"), ("--jobs N", "use N processes"), ("--seed N", "seed for sampling"), ("--quiet", "print nothing but errors"), ("--strict", "treat warnings as errors")]
    add("apidocs", "man page options, default and environment line each", "OPTIONS\n\n" + "\n\n".join(f"    {o}\n        {d}.\n        Default: not set. Environment: TABKIT_{o.split()[0][2:].upper()}." for o, d in opts))


def prose() -> None:
    """Ordinary fluent writing. Some pieces are cut by a cap: unfinished, and still no loop."""
    add(
        "prose",
        "story, finished",
        """
The piano came up the stairs on a Wednesday, which everyone later agreed was the first mistake. On Wednesdays Mr Halloran on the second floor slept until noon, having played cards until four, and the two men from the removal firm did not know this, or knew it and had a schedule. By the time the instrument reached the turn of the landing it had said everything a piano can say when struck against plaster, and Mr Halloran had opened his door in a dressing gown the colour of liver.

"Whose is it?" he asked.

The men looked at the docket. It was nobody's, in the sense that the name on the docket was Prentiss, and the last Prentiss had left the building in the year of the drought. They had been paid in advance. They had been told the top floor, the door on the left, and that somebody would be waiting.

"Nobody is waiting," said Mr Halloran. "Nobody has been waiting up there for eleven years."

What happened next depends on who tells it. The younger of the two men maintained that they heard a chair being pushed back overhead, and footsteps, and the small cough of a person about to be polite. The older man said it was pipes. Mr Halloran said nothing at all. He tied the cord of his dressing gown in a double knot, took hold of the free corner of the piano, and began to lift.
""",
    )
    add(
        "prose",
        "essay, cut in a sentence",
        """
It is usual to say that the typewriter made offices faster, and for letters this is true. But speed was not what the first buyers wanted. The early advertisements hardly mention it. They speak instead of legibility, and behind legibility of trust: a contract that no one could misread was a contract that no one could dispute, and a firm whose ledgers looked printed seemed, to a nervous creditor, rather more solvent than a firm whose ledgers were in the hand of the owner's nephew.

The nephew is worth a moment. Before the machine, an office was a family of hands. Each clerk had his own slope and his own abbreviations, and the senior partner could tell at a glance who had been drinking. To replace those hands by one uniform face was to make the clerks exchangeable, and it is no accident that wages for copying fell by a third within a decade of the machine's arrival, while the number of people employed to copy more than doubled. Those people were now mostly women. The machine had been demonstrated by women at exhibitions because the makers had trained them for it, sewing machines being their other product, and the public drew the conclusion that the demonstration had suggested.

There is a second story, about carbon paper, which is told less often. A letter written by hand exists once. To keep it, one had to press it damp into a book, and to find it again one had to remember the date. With carbon paper the copy was born with the letter, and it could be filed by subject, by customer or by quarrel. What we now call information retrieval began as a matter of cabinets, and the cabinets began as
""",
        finished=False,
    )
    add(
        "prose",
        "explanation with technical terms that recur",
        """
A lock raises a boat by letting water do what water wants to do. Picture a chamber with a gate at each end. The upper gate holds back the upper water, the lower gate holds back the lower water, and the chamber between them can be made equal to either. To go up, a boat enters from below while the chamber is at the lower level. The lower gate closes behind it. Now somebody opens a sluice in the upper gate, no larger than a kitchen table, and the upper water runs in until the chamber stands as high as the river above. Nothing has lifted the boat except the water under it. When the levels are equal the upper gate swings open with one hand, which a minute earlier forty horses could not have moved.

Going down is the same in reverse, and every passage in either direction costs one chamber of water. That cost is the whole difficulty of canals. A canal that crosses a hill must be fed at its summit, because each boat that comes over takes one chamber of water down with it on one side and, if it climbed from the other, one chamber on the other side too. In dry summers the summit runs short. Engineers have answered with reservoirs, with pumps, and with side ponds: basins beside the chamber into which the upper half of the water is let when a boat goes down and from which the lower half is filled when the next one comes up. A side pond saves half the water; two save two thirds; three save three quarters; and by then the lock-keeper is opening so many sluices that he would rather it rained.
""",
        finished=None,
    )
    add(
        "prose",
        "German letter, finished",
        """
Liebe Frau Sandmann,

Sie haben gefragt, ob das Boot noch zu haben ist. Ja und nein. Es liegt seit Oktober kieloben hinter dem Schuppen, und wer es umdreht, muss wissen, dass darunter eine Igelfamilie wohnt, die einen Mietvertrag auf Gegenseitigkeit hat: Sie hält die Schnecken vom Salat fern, und ich halte den Hund vom Boot fern. Vor April kann ich also nichts versprechen.

Zum Zustand: Die Planken sind gut, das Ruder ist gut, der Mast ist der Mast eines anderen Bootes und deshalb etwas zu lang. Mein Bruder hat behauptet, man könne ihn kürzen. Mein Bruder hat auch behauptet, man könne die Klappbrücke in Weener mit stehendem Mast passieren, und daher kommt die Delle. Das Segel ist geflickt, aber ehrlich geflickt, man sieht jede Naht.

Was den Preis betrifft, so habe ich lange nachgedacht und bin zu dem Schluss gekommen, dass ich keinen nennen kann, ohne mich zu schämen, in die eine oder in die andere Richtung. Kommen Sie im April, bringen Sie Kuchen mit, und sagen Sie selbst eine Zahl. Ich werde nicken.

Mit freundlichen Grüßen
Ihr Hinnerk Tammen
""",
    )
    add(
        "prose",
        "French description, cut in a word",
        """
Le marché commence avant le jour, au moment où les balayeurs ont fini et où les chats n'ont pas encore choisi leur camp. Les premiers arrivés sont les maraîchers de la plaine, avec leurs camionnettes qui sentent le poireau; ils déplient leurs tréteaux sans parler, parce qu'on ne parle pas avant le café. Le café arrive à cinq heures et quart, porté par la fille du bistrot sur un plateau qu'elle tient très haut, comme si la place était une salle de bal. Alors seulement on entend des voix: quelqu'un se plaint du gel, quelqu'un d'autre soutient qu'il n'a pas gelé, et la dispute, qui dure depuis la Saint-Martin, reprend exactement à l'endroit où le samedi précédent l'avait laissée.

Vers six heures viennent les poissonniers. On les reconnaît de loin au bruit de la glace que l'on verse. Leur coin est le plus froid et le plus gai, et les enfants qui partent à l'école font un détour pour regarder les homards, dont les pinces sont liées d'un élastique bleu. À sept heures, la lumière touche la fontaine; à huit heures, il n'y a plus de place pour une poussette; à midi, tout sera rep
""",
        finished=False,
    )
    add(
        "prose",
        "dialogue with 'he said, she said', finished",
        """
"You've moved the clock," he said.

"The clock is where it was," she said.

"It was to the left of the window."

"The window was to the right of the clock," she said. "It's you that has moved. You used to sit over there."

He looked at over there. It was a chair with a cat on it. "I don't remember sitting with the cat," he said.

"Nobody sits with the cat. The cat sits with people. It tried you for a year and gave up."

"When was this?"

"When the clock was to the left of the window," she said, and poured him the tea that he had come for, in the cup that had been his.

He drank some of it. Outside, a van was failing to turn round in the lane, a little forward, a little back, a little forward, with a man walking beside it and waving both arms in a manner that could have meant anything.

"Is that for you?" he said.

"It's for the piano," she said. "I'm giving it to the school. You can play something first, if you still know how."

He did still know how, more or less, but only the left hand, and only slowly, and when he got to the end of what he knew the van had turned.
""",
    )
    long_text = [
        "When the reservoir was drained for repairs in the autumn of 1976, the village of Netherholm came up for the first time in forty years. People drove out to see it. They had expected roofs and a steeple and found instead a plan of a village, walls no higher than the knee, because the contractors of 1936 had been paid to take away anything that could catch a keel.",
        "My grandmother had been married there. She walked down the bank in her good shoes and stood in a rectangle of stones which she said was the post office. A man with a camera asked her how she could tell. She pointed with her stick at a smaller rectangle inside the larger one. That, she said, was the counter, and here, where the mud was darker, the stove had stood, and on this side of the stove one waited for letters and on that side one read them.",
        "The newspaper printed her picture and called her the last resident, which annoyed the other eleven. There were twelve of them still living within a bus ride, as it turned out, and they had not met in one place since the removal. They met now. Somebody fetched folding chairs from the Methodist hall. For nine days, while the engineers looked at the valves, they sat in what had been the square and corrected one another.",
        "It is these corrections that I have come to value. I have the tapes, because the camera man came back with a recorder, and on the tapes there is hardly a sentence that is allowed to end. The school had two doors. It had one, and a window that boys used. The bell was cracked. It was not cracked, it was cheap. Albert Teasdale kept ferrets; no, his brother kept ferrets, Albert kept the brother. Out of all this contradiction a place rises that is much more solid than the low walls in the photographs, and more solid, I think, than it could have been in the memory of any single one of them.",
        "On the sixth day it rained and they moved the chairs under a tarpaulin. A boy had found a doorknob and carried it from one to the next, and each of them turned it in the air, the way one tries a key, and handed it on. My grandmother held it longest. She told me afterwards that it was nobody's she knew, that it was much too fine, and that it must have come down the beck from the Hall in some flood long before the big one. But she had not liked to say so in front of the boy.",
        "The water was let in again on a Monday. None of them went to watch. The engineers reported that the valves would last another fifty years, and the council put up a board with a map on it, drawn from an estate survey of 1840, in which the post office is shown on the wrong side of the road.",
    ]
    add("prose", "memoir of six long paragraphs, finished", "\n\n".join(long_text))
    add(
        "prose",
        "long answer about compost, cut inside a paragraph",
        """
A compost heap is a fire that burns slowly enough to be wet. The bacteria in it do to carbon what a flame does, and the heat comes from the same place, but they need water to live in and nitrogen to build themselves from, and most failures can be traced to one of those two. Dry heaps do nothing. Heaps without nitrogen, all straw and cardboard, do nothing for longer. Heaps with too much of it, all grass, turn into a dark paste that smells of stables, since the bacteria throw away as ammonia what they cannot use.

The rule that gardeners hand down is three parts brown to one part green. It is a good rule, although nobody means the same thing by a part. Weighed, fresh grass holds perhaps one part of nitrogen to seventeen of carbon, dry leaves one to fifty or sixty, sawdust one to several hundred. The bacteria want about one to thirty. You can do the sum if you like sums. Otherwise build in layers as thick as a hand, and put your hand in after three days: if it is hot, you were right; if it is cold and dry, water it; if it is cold and wet, turn it, because what is missing then is air.

Turning deserves its reputation for backache and not its reputation for necessity. A heap turned weekly is ready in ten weeks, and a heap never turned is ready in a year. Between these lie as many schedules as there are gardeners. What turning does is to bring the cool rim into the warm middle, so that seeds and spores that would have survived out there are cooked in their turn, and to let the middle breathe. If you have no weeds to kill and no hurry, the worms will do the second job for you, from below, at night, and without

""".strip(),
        finished=False,
    )
    add(
        "prose",
        "Russian prose, finished",
        """
Станция называлась Разъезд, и больше никак: имени ей не дали, потому что думали, будто она временная. Временной она была шестьдесят два года. За это время здесь сменилось четыре начальника, сгорел и был построен заново склад, а берёза, посаженная первой телеграфисткой, выросла выше водокачки и начала мешать проводам.

Поезд приходил дважды в сутки, утром и ночью. Утренний стоял две минуты, и за эти две минуты нужно было успеть всё: отдать почту, принять хлеб, спросить у проводницы, родила ли её сестра, и ответить на её вопрос про грибы. Ночной не останавливался вовсе. Он только замедлял ход, и машинист, если был в настроении, поднимал руку, а смотритель, если не спал, поднимал фонарь.

Когда пришла бумага о закрытии, Пётр Савельич прочёл её вслух берёзе, поскольку больше было некому. Потом сложил вчетверо, убрал под скатерть и пошёл смазывать стрелку. Стрелку полагалось смазывать по четвергам, а был как раз четверг.
""",
        script="cyrillic",
    )
    add(
        "prose",
        "Chinese prose, cut in a sentence",
        """
外婆的老屋在河的拐弯处，推开后窗就能看见水。小时候我以为那条河是外婆家的，因为每天清早，她都要先跟河说几句话，才去生火做饭。她说的话我听不懂，母亲说那是她娘家的方言，山那边的人才会讲。

屋里有一只座钟，比我高，走得很慢。外公在世的时候每晚给它上弦，外公走了以后，上弦的人换成了舅舅，再后来舅舅去了南方，钟就停在七点一刻。外婆不许别人动它。她说，停着的钟一天也有两次是准的，比村里的广播强。

去年秋天我回去收拾东西，在钟肚子里摸到一包用油纸裹着的种子。种子很小，黑亮黑亮的，纸上用铅笔写着一行字，已经淡得几乎看不清了。我拿到窗前，借着河面反上来的光，一个字一个字地辨认，写的是
""",
        script="chinese",
        finished=False,
    )
    add(
        "prose",
        "Japanese prose, finished",
        """
祖父の店は駅前の角にあって、看板には「時計・眼鏡・印鑑」と書いてあった。けれども店に来る人の半分は、時計も眼鏡も印鑑も持っていなかった。雨宿りの学生、列車を一本乗り遅れた行商のおばさん、それから、毎日四時になると必ず現れて、何も言わずに柱時計の前に五分ほど立っていく背の高い男の人。

「あの人は何を見ているの」と私が聞くと、祖父はルーペを目にはめたまま、「振り子だろう」と答えた。「あれは、あの人の家にあった時計だから」

男の人は最後の日に、小さな包みを置いていった。中には真鍮の鍵がひとつ入っていて、柱時計の裏の、だれも気づかなかった引き出しにぴったり合った。引き出しは空だった。祖父はしばらく考えてから、そこに自分の古いルーペを入れ、静かに鍵をかけた。
""",
        script="japanese",
    )
    add(
        "prose",
        "Hebrew prose, finished",
        """
בקצה הרחוב, במקום שבו האספלט נגמר והחול מתחיל, עמד קיוסק שלא מכר כמעט דבר. היו בו סוכריות בצנצנת אחת, עיתון של אתמול ומקרר שרעם יותר מששימר. ובכל זאת ישבו שם תמיד שלושה אנשים, וכל אחד מהם היה משוכנע שהקיוסק שייך לו.

הראשון היה הבעלים לפי הנייר. השני היה מי שבנה את הגג אחרי הסערה. השלישית, גברת צפורה, לא טענה דבר, אבל רק היא ידעה איך פותחים את התריס בבוקר, ולכן חיכו לה.

כשבאה העירייה למדוד את המדרכה, שאל הפקיד למי לשלוח את המכתב. השלושה הביטו זה בזה, ואחר כך הצביעו, בלי להתייעץ, על החתול.
""",
        script="hebrew",
    )
    add(
        "prose",
        "Greek prose, cut in a sentence",
        """
Ο φούρνος του κυρ Στέλιου άνοιγε στις τέσσερις το πρωί, αλλά το φως άναβε από τις δύο. Όσοι γύριζαν αργά από το λιμάνι έβλεπαν τη σκιά του να πηγαινοέρχεται πίσω από το θαμπό τζάμι και χαμήλωναν τη φωνή, λες και μέσα κοιμόταν παιδί. Το ψωμί, έλεγε, θέλει ησυχία για να φουσκώσει και κουβέντα για να φαγωθεί.

Τον χειμώνα που χάλασε ο δρόμος και δεν ερχόταν αλεύρι, ο κυρ Στέλιος συνέχισε να ανάβει το φως. Καθόταν στον πάγκο και διάβαζε δυνατά παλιές εφημερίδες, και ένας ένας οι γείτονες άρχισαν να περνούν, πρώτα για να δουν αν είναι καλά και ύστερα για να ακούσουν τη συνέχεια. Την όγδοη νύχτα κάποιος έφερε ένα σακί που το είχε κρυμμένο από τον πόλεμο, και τότε ο
""",
        script="greek",
        finished=False,
    )
    add(
        "prose",
        "Hindi prose, finished",
        """
डाकघर की घड़ी दस मिनट पीछे चलती थी और पूरा क़स्बा उसी के हिसाब से चलता था। स्कूल की घंटी, दूध की गाड़ी, यहाँ तक कि मंदिर की आरती भी दस मिनट देर से होती, और किसी को कोई शिकायत नहीं थी। फिर एक दिन शहर से नया पोस्टमास्टर आया। उसने पहली ही सुबह कुर्सी पर चढ़कर सुइयाँ आगे कर दीं।

उस दिन बच्चे देर से पहुँचे, दूध फट गया और पुजारी जी ने आधी आरती अकेले गाई। शाम को लोग डाकघर के सामने जमा हुए। कोई नाराज़ नहीं था, सब बस यह जानना चाहते थे कि वे दस मिनट अब कहाँ रखे जाएँगे। पोस्टमास्टर ने बहुत सोचा, फिर चुपचाप कुर्सी मँगवाई।
""",
        script="devanagari",
    )
    add(
        "prose",
        "Korean prose, finished",
        """
할머니는 편지를 쓰지 않으셨다. 대신 마른 고추를 담은 상자 맨 밑에 작은 물건을 하나씩 넣어 보내셨다. 어느 해에는 조약돌이었고, 어느 해에는 단추였으며, 내가 군대에 있던 해에는 다 쓴 몽당연필이었다. 처음에는 무슨 뜻인지 몰라 어머니께 여쭈었더니, 어머니는 웃으며 냉장고 위의 유리병을 가리키셨다. 병 속에는 삼십 년 치의 조약돌과 단추와 연필이 들어 있었다.

돌아가신 뒤에 마지막 상자가 왔다. 우체국 소인은 입원하시기 전날이었다. 고추를 다 꺼내고 바닥을 더듬으니 이번에는 아무것도 없었다. 한참 만에야 나는 상자 안쪽 벽에 연필로 그은 짧은 금 하나를 찾았다. 내가 일곱 살 때 키를 재던, 그 높이였다.
""",
        script="korean",
    )
    add(
        "prose",
        "Arabic prose, finished",
        """
كان في حارتنا ساعاتيّ لا يصلح الساعات. كان يأخذها من الناس، ويضعها على الرفّ، ثم يسأل صاحبها: متى توقفت، وماذا كنت تفعل حينها؟ فيجلس الرجل ويحكي، وقد يطول الحديث حتى أذان العصر. وحين ينتهي، يرفع الساعاتيّ الساعة إلى أذنه ويهزّها برفق، فإذا هي تدقّ.

قال بعضهم إنه ساحر، وقال آخرون إن الساعات لم تكن معطّلة أصلا. أما جدّتي فكانت تقول إن الوقت يعلق أحيانا في حلق صاحبه كما تعلق اللقمة، وإن الرجل لا يفعل أكثر من أن يناوله كأس ماء.
""",
        script="arabic",
    )
    add(
        "prose",
        "Thai prose, finished",
        """
เรือจ้างลำสุดท้ายของตำบลเป็นของลุงอ่ำ ตั้งแต่มีสะพาน คนก็ไม่ค่อยข้ามเรือกันแล้ว แต่ลุงยังออกมานั่งที่ท่าทุกเช้า เอาผ้าขาวม้าพาดบ่า จุดยากันยุง แล้วทักทายคนที่เดินข้ามสะพานอยู่เหนือหัว บางคนโบกมือให้ บางคนหย่อนขนมลงมาในตะกร้าที่แกผูกเชือกไว้

ปีที่น้ำท่วมใหญ่ สะพานขาดตรงกลางในคืนเดียว รุ่งเช้ามีคนยืนรอเต็มท่า ทั้งครู ทั้งหมอ ทั้งแม่ค้ากับเข่งปลาทู ลุงอ่ำเก็บค่าข้ามคนละบาทเท่าเมื่อสามสิบปีก่อน ใครให้มากกว่านั้นแกก็ทอน แกบอกว่าเรือมันจำราคาเดิม จะไปขึ้นราคาลับหลังมันไม่ได้
""",
        script="thai",
    )


def code() -> None:
    """Ordinary source files."""
    add(
        "code",
        "Python module, finished",
        '''
"""Opening hours: parse 'Mon-Fri 08:00-18:00; Sat 09:00-13:00' and answer whether a shop is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True)
class Span:
    days: frozenset[int]
    opens: time
    closes: time

    def covers(self, when: datetime) -> bool:
        return when.weekday() in self.days and self.opens <= when.time() < self.closes


def parse_days(text: str) -> frozenset[int]:
    if "-" not in text:
        return frozenset({DAYS.index(text)})
    first, last = (DAYS.index(day) for day in text.split("-"))
    if first <= last:
        return frozenset(range(first, last + 1))
    return frozenset(range(first, 7)) | frozenset(range(last + 1))


def parse(text: str) -> list[Span]:
    spans = []
    for part in text.split(";"):
        days, hours = part.split()
        opens, closes = (time.fromisoformat(hour) for hour in hours.split("-"))
        if closes <= opens:
            raise ValueError(f"{part.strip()!r} closes before it opens")
        spans.append(Span(parse_days(days), opens, closes))
    return spans


def is_open(spans: list[Span], when: datetime) -> bool:
    return any(span.covers(when) for span in spans)
''',
    )
    add(
        "code",
        "C ring buffer, cut in a function",
        """
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#define RING_SIZE 256u
#define RING_MASK (RING_SIZE - 1u)

struct ring {
    _Atomic size_t head;
    _Atomic size_t tail;
    unsigned char data[RING_SIZE];
};

void ring_init(struct ring *r)
{
    atomic_init(&r->head, 0);
    atomic_init(&r->tail, 0);
    memset(r->data, 0, sizeof r->data);
}

size_t ring_used(const struct ring *r)
{
    size_t head = atomic_load_explicit(&r->head, memory_order_acquire);
    size_t tail = atomic_load_explicit(&r->tail, memory_order_acquire);
    return head - tail;
}

bool ring_put(struct ring *r, unsigned char byte)
{
    size_t head = atomic_load_explicit(&r->head, memory_order_relaxed);
    size_t tail = atomic_load_explicit(&r->tail, memory_order_acquire);
    if (head - tail == RING_SIZE)
        return false;
    r->data[head & RING_MASK] = byte;
    atomic_store_explicit(&r->head, head + 1, memory_order_release);
    return true;
}

bool ring_get(struct ring *r, unsigned char *byte)
{
    size_t tail = atomic_load_explicit(&r->tail, memory_order_relaxed);
    size_t head = atomic_load_explicit(&r->head, memory_order_acqu
""",
        finished=False,
    )
    add(
        "code",
        "TypeScript reducer: one case shape for each action",
        "type Action =\n"
        + "\n".join(f"  | {{ type: '{a}'; value: {t} }}" for a, t in [("setName", "string"), ("setMail", "string"), ("setAge", "number"), ("setNews", "boolean"), ("setCity", "string"), ("setTeam", "number")])
        + ";\n\nexport function reduce(state: Form, action: Action): Form {\n  switch (action.type) {\n"
        + "\n".join(f"    case 'set{n}':\n      return {{ ...state, {n.lower()}: action.value, dirty: true }};" for n in ("Name", "Mail", "Age", "News", "City", "Team"))
        + "\n    default: {\n      const never: never = action;\n      throw new Error(`unknown action ${JSON.stringify(never)}`);\n    }\n  }\n}",
    )
    add(
        "code",
        "CSS: the same three properties in each rule, cut",
        "\n\n".join(f".badge--{n} {{\n  color: var(--{n}-900);\n  background: var(--{n}-100);\n  border: 1px solid var(--{n}-300);\n}}\n\n.badge--{n}:hover {{\n  background: var(--{n}-200);\n}}" for n in "grey red orange amber lime green teal blue indigo violet pink".split()),
        cut=1500,
    )
    add(
        "code",
        "Go with an error check after every call",
        """
package backup

import (
	"compress/gzip"
	"fmt"
	"io"
	"os"
)

// Save writes a compressed copy of src to dst and makes sure that it reached the disk.
func Save(src, dst string) error {
	in, err := os.Open(src)
	if err != nil {
		return fmt.Errorf("open %s: %w", src, err)
	}
	defer in.Close()

	out, err := os.Create(dst)
	if err != nil {
		return fmt.Errorf("create %s: %w", dst, err)
	}

	zip := gzip.NewWriter(out)
	if _, err := io.Copy(zip, in); err != nil {
		out.Close()
		return fmt.Errorf("copy to %s: %w", dst, err)
	}
	if err := zip.Close(); err != nil {
		out.Close()
		return fmt.Errorf("finish %s: %w", dst, err)
	}
	if err := out.Sync(); err != nil {
		out.Close()
		return fmt.Errorf("sync %s: %w", dst, err)
	}
	if err := out.Close(); err != nil {
		return fmt.Errorf("close %s: %w", dst, err)
	}
	return nil
}
""",
    )
    regs = [("CTRL", 0x00), ("STATUS", 0x04), ("DATA", 0x08), ("BAUD", 0x0C), ("IRQ_EN", 0x10), ("IRQ_CLR", 0x14), ("FIFO", 0x18), ("TIMEOUT", 0x1C)]
    add(
        "code",
        "register accessors written out for each register",
        "#pragma once\n#include <stdint.h>\n\n#define UART_BASE 0x40011000u\n\n"
        + "\n\n".join(f"static inline uint32_t uart_read_{n.lower()}(void)\n{{\n    return *(volatile uint32_t *)(UART_BASE + 0x{o:02X}u);\n}}\n\nstatic inline void uart_write_{n.lower()}(uint32_t v)\n{{\n    *(volatile uint32_t *)(UART_BASE + 0x{o:02X}u) = v;\n}}" for n, o in regs),
    )
    bars = "\n".join(f'  <rect x="{20 + 30 * k}" y="{200 - h}" width="20" height="{h}" fill="#4477aa" stroke="none"/>' for k, h in enumerate([31, 44, 52, 87, 120, 138, 161, 158, 122, 83, 49, 35]))
    add("code", "SVG bar chart: one rect for each month", f'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="220">\n{bars}\n  <line x1="10" y1="200" x2="390" y2="200" stroke="black"/>\n</svg>')
    add(
        "code",
        "unrolled loop asked for",
        "float dot16(const float *a, const float *b)\n{\n    float s = 0.0f;\n" + "\n".join(f"    s += a[{k}] * b[{k}];" for k in range(16)) + "\n    return s;\n}",
        prompt="Write a C dot product of 16 floats with the loop fully unrolled.",
    )


def main() -> None:
    """Assemble, check and write the cases; print what there is."""
    for group in (lyrics, poems, litanies, tables, contents, code_lines, logs, records, numbers, on_request, law, screens):
        group()
    for group in (layout, guides, society, science, machines, prose, code):
        group()
    texts = [str(case["text"]) for case in CASES]
    if len(set(texts)) != len(texts):
        raise ValueError("two cases have the same text")
    for case, text in zip(CASES, texts, strict=True):
        if not 150 <= len(text) <= 6000:
            raise ValueError(f"{case['id']} ({case['shape']}, {case['note']}) has {len(text)} characters, not 150 to 6,000")
    path = Path(__file__).with_suffix(".jsonl")
    path.write_text("".join(json.dumps(case, ensure_ascii=False) + "\n" for case in CASES), encoding="utf-8")
    print(f"{len(CASES)} cases, {sum(map(len, texts)):,} characters -> {path.name}")
    for field in ("shape", "script", "finished"):
        counts = Counter(str(case[field]) for case in CASES)
        print(f"{field}: " + ", ".join(f"{name} {n}" for name, n in sorted(counts.items())))


if __name__ == "__main__":
    main()
