# ruff: noqa: E501, RUF001
# fmt: off
"""Test cases by author "reasons": healthy texts that repeat for a good reason."""

from __future__ import annotations

import base64
import calendar
import json
import random
from collections import Counter
from pathlib import Path

NAME = "reasons"
CASES: list[dict[str, object]] = []
FULL = str.maketrans({",": "\uff0c", ":": "\uff1a", "(": "\uff08", ")": "\uff09"})


def ok(shape: str, text: str, finished: bool | None, note: str, *, prompt: str | None = None, script: str = "Latin", cut: int | None = None) -> None:
    """Add one healthy case, cut to its first `cut` characters where a cap cut it."""
    assert (finished is False) <= (cut is not None), shape
    if cut is not None:
        assert len(text) > cut, (shape, len(text), cut)
        text = text[:cut]
    if script in ("Chinese", "Japanese"):
        text = text.translate(FULL)
    CASES.append({"id": f"{NAME}-{len(CASES) + 1:03d}", "label": "ok", "kind": None, "shape": shape, "script": script, "text": text, "finished": finished, "prompt": prompt, "onset": None, "period": None, "end": None, "note": note})


def clock(minutes: int) -> str:
    """A time of day from minutes after midnight."""
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def songs() -> None:
    """Lyrics, prayers, call and response, verse forms."""
    chorus = "Haul, my sisters, haul her home,\nThe lamp is lit on Carrow Head,\nHaul, my sisters, haul her home,\nThere's soup and straw and a feather bed.\n"
    verses = [
        "We left the quay with herring nets\nAnd Annie's mother waving,\nThe gulls went over like torn-up bills\nAnd the wind was not behaving.\n",
        "We passed the bell at half past ten,\nIt rang though none had rung it,\nAnd Mabel sang her father's hymn\nThe wrong way round, but sung it.\n",
        "The mast went down at Skelly Rock,\nWe cut it loose with hatchets,\nAnd all the light we had on board\nWas seven sulphur matches.\n",
        "Now burn them one by one, my girls,\nAnd count the waves between them,\nThe men on shore have seen our lights\nOr dreamed that they have seen them.\n",
        "So tie the boat and dry your hair,\nThe harbour wall is under us,\nAnd tell the sea, if it should ask,\nIt had its chance to plunder us.\n",
    ]
    ok("lyrics", "THE SISTERS OF CARROW HEAD\n\n" + "\n".join(v + "\n" + chorus for v in verses), False, "shanty: the chorus returns word for word, every verse moves the story on", prompt="Write a sea shanty about a boat crewed by women, with a chorus after each verse.", cut=1120)

    lull = "Баю-бай, баю-бай,\nТихо, тихо засыпай.\n"
    stan = ["За окошком бродит кот,\nЗвёзды в блюдечко кладёт,\nУ него зелёный глаз,\nОн присмотрит и за нас.\n", "Ходит ветер по двору,\nСторожит твою игру:\nМяч, ведёрко и совок\nУбирает в уголок.\n", "Дед на печке видит сны\nПро четыре стороны:\nВ каждой — речка и мосток,\nИ над речкою дымок.\n", "А под утро снег пойдёт,\nВсе дорожки заметёт,\nТолько мы с тобой найдём\nНашу дверь и старый дом.\n"]
    ok("lyrics", "Колыбельная\n\n" + "\n".join(s + lull for s in stan), True, "lullaby: two-line refrain after each new stanza", script="Cyrillic")

    things = ["un gato que duerme en la cuna", "una olla que canta a la luna", "un loro que cuenta hasta tres", "una silla que baila al revés", "un reloj que se come las horas", "tres gallinas muy habladoras", "un baúl con un mapa del mar", "una cabra que sabe sumar", "un paraguas con miedo a la lluvia", "y mi abuela, más vieja que nadie, que a todos los besa y los cuida"]
    out = ["LA CASA DE MI ABUELA\n"] + ["En la casa de mi abuela hay:\n" + ",\n".join("  " + t for t in reversed(things[: i + 1])) + ".\n¡Ay, qué casa, quién la viera!\n" for i in range(len(things))]
    ok("lyrics", "\n".join(out), True, "cumulative song: each verse adds one item, as asked, and it closes with the tenth", prompt="Escribe una canción acumulativa para niños: cada estrofa añade una cosa nueva y repite todas las anteriores. Diez estrofas.")

    heb = ["ירד הערב על הגן,\nכיבו את האורות,\nעל הספסל נשאר מעיל\nושתי סוכריות קרות.\n", "עברה אישה עם עגלה\nולחשה לה סוד,\nאמרה: הדרך לא קצרה\nאבל נלך עוד.\n", "הירח בא מן הנמל\nעם דלי ועם מטאטא,\nטיאטא עלים, קיפל צללים\nואיש לא שם לב מתי.\n", "בבוקר יבואו ילדים\nוימצאו מכתב:\nתודה לכולם על השקט,\nחתום: הרחוב.\n"]
    hre = "לאט, לאט, הרחוב שלנו ישן,\nלאט, לאט, אל תעירו את הגן.\n"
    ok("lyrics", "שיר הרחוב\n\n" + "\n".join(v + "\nפזמון:\n" + hre for v in heb), True, "song with a labelled chorus; four new verses", script="Hebrew")

    p = ["The ferry leaves the island every hour", "and someone always waves from the pier.", "I have forgotten what the waving is for;", "the water closes after us, and clears.", "My father held the rope and did not speak,", "his cap the colour of the evening tide.", "We ate our bread. The engine found its beat.", "There was a girl who slept the whole way by."]
    a, b, c, d, e, f, g, h = p
    stanzas = [(a, b, c, d), (b, e, d, f), (e, g, f, h), (g, c, h, a)]
    ok("poem", "Pantoum of the Last Ferry\n\n" + "\n\n".join("\n".join(s) for s in stanzas) + "\n", True, "pantoum: the form sets which lines return; it comes back to its first line and ends")

    pet = [
        "For the bread that rose in a cold kitchen", "For the neighbour who knocked and did not come in", "For the letter we were afraid to open, and opened", "For the child who asked the question twice", "For the dog at the gate who forgave us the holiday", "For the nurse on the fourth floor with the loud shoes", "For the bus driver who waited", "For the quarrel that ended in the middle of a word",
        "For the field that was let lie", "For the well, and for those who dug it and never drank", "For the old who remember the price of everything", "For the young who will have to pay it", "For whoever swept the church this morning", "For the ones who could not come up the steps", "For the ones who did not want to", "For the seed in the packet and the date printed on it",
        "For the night shift at the bottling plant", "For the two men who no longer speak, and their sister", "For the surgeon's left hand", "For the girl who learned the whole part and was not called", "For the river, that it stay in its bed", "For the rain, that it come to the next valley also", "For every dog-eared book in this building", "For those whose names we read out, and those whose names we lost", "For this hour, which will not be asked for again",
    ]
    res = ["we give thanks.", "we ask your patience."]
    text = "A Litany for an Ordinary Sunday\n\nThe people answer in the words printed in capitals.\n\n" + "\n\n".join(f"{x}, {res[0] if i < 8 else res[1]}\nSTAY WITH US AND HEAR US." for i, x in enumerate(pet)) + "\n\nAnd for the silence after, we give thanks.\nAMEN.\n"
    ok("prayer", text, True, "litany: a fixed response to twenty-five different petitions, closed by Amen", prompt="Write a litany in your own words for a small parish, with a congregational response.")

    ar = ["اللهم يا من علّم النخلة أن تصبر على العطش، علّمنا الصبر.", "اللهم يا من جعل للنهر مجرى، اجعل لأيامنا طريقًا واضحًا.", "اللهم احفظ أمي التي تنام قليلًا وتدعو كثيرًا.", "اللهم كن مع الغريب الذي لا يعرف اسم الشارع.", "اللهم بارك في يد الخباز الذي يستيقظ قبلنا.", "اللهم ارحم من كتبنا أسماءهم ومن نسينا أن نكتبها.", "اللهم هب للطالب فهمًا وللمعلم سعةً في الصدر.", "اللهم أعد الصيادين إلى الشاطئ قبل أن تشتد الريح.", "اللهم اجعل بيوتنا أوسع من جدرانها وأدفأ من مواقدها.", "اللهم أصلح بين الجارين اللذين فرّق بينهما سور من حجر.", "اللهم امنح المريض ليلة بلا ألم وصباحًا فيه خبر طيب.", "اللهم لا تجعلنا ممن يعدّون النعم ولا يشكرونها.", "اللهم خفف عن السجين ظلمة المساء.", "اللهم اجعل آخر كلامنا لينًا كأوله."]
    ok("prayer", "دعاء للمساء\n\n" + "\n".join(x + "\nآمين، آمين، يا رب." for x in ar), False, "each line opens alike and has the same answer, but asks something new", prompt="اكتب دعاءً من عندك يردّ عليه الحاضرون بعبارة واحدة.", script="Arabic", cut=905)

    calls = ["Who laid the stone at the water's edge?", "Who cut the oak for the middle beam?", "Who ran the line from ledge to ledge?", "Who filled the bags with sand by the stream?", "Who stood in the cold with the lantern high?", "Who kept the kettle and tended the fire?", "Who slept on the planks when the deck was dry?", "Who hung the bell on the length of wire?"]
    ok("call and response", "Bridge Song (for a leader and a crowd)\n\n" + "\n".join(f"LEADER: {c}\nALL: We did, we did, we all of us did!" for c in calls) + "\nLEADER: And who will cross it first?\nALL: You!\n", False, "the crowd's line never changes, the leader's always does; cut in a new question", cut=520)

    hin = [("किसने खोदा गाँव का कुआँ?", "हमने खोदा, हमने खोदा!"), ("किसने बोया पहला धान?", "हमने बोया, हमने बोया!"), ("किसने बाँधी नदी की नाव?", "हमने बाँधी, हमने बाँधी!"), ("किसने रोपा नीम का पेड़?", "हमने रोपा, हमने रोपा!"), ("किसने लीपा घर का आँगन?", "हमने लीपा, हमने लीपा!"), ("किसने गाया रात का गीत?", "हमने गाया, हमने गाया!"), ("किसने रोका रेत का टीला?", "हमने रोका, हमने रोका!"), ("किसने बाँटी ईद की खीर?", "हमने बाँटी, हमने बाँटी!"), ("किसने जोड़ी टूटी सड़क?", "हमने जोड़ी, हमने जोड़ी!"), ("किसने सीखा क ख ग?", "हमने सीखा, हमने सीखा!"), ("कौन चलेगा कल फिर साथ?", "हम सब, हम सब, हम सब साथ!")]
    ok("call and response", "गाँव का गीत (सवाल–जवाब)\n\n" + "\n".join(f"मुखिया: {a}\nसब: {b}" for a, b in hin) + "\n", True, "question and answer song: verb and object change in every pair", script="Devanagari")

    line = "I will water the class fern before I go home."
    ok("lines on request", "Of course. Here are your twenty lines:\n\n" + "\n".join([line] * 20) + "\n\nThat makes twenty. Don't forget to sign the bottom of the page.\n", True, "the prompt asks for exactly these twenty copies; it counts right and stops", prompt='My teacher makes me write "I will water the class fern before I go home." twenty times. Type it out for me, one per line.')


def chats() -> None:
    """Chat logs whose replies are short and much the same."""
    log = [("Petra", "did you get the keys"), ("Odd", "yes"), ("Petra", "both sets?"), ("Odd", "yes"), ("Petra", "and the alarm code"), ("Odd", "yes"), ("Petra", "is it still 4471"), ("Odd", "no, changed in March"), ("Petra", "ok"), ("Petra", "so where did you park"), ("Odd", "behind the bakery"), ("Petra", "ok"), ("Odd", "is that ok"), ("Petra", "ok for now, they tow after six"), ("Odd", "ok"), ("Petra", "plants?"), ("Odd", "watered"), ("Petra", "cat?"), ("Odd", "fed"), ("Petra", "bins?"), ("Odd", "out"), ("Petra", "windows?"), ("Odd", "shut"), ("Petra", "all of them?"), ("Odd", "all of them"), ("Petra", "even the one over the stairs"), ("Odd", "..."), ("Petra", "Odd"), ("Odd", "going back up now"), ("Petra", "lol"), ("Petra", "thanks"), ("Odd", "shut"), ("Petra", "thank you"), ("Odd", "np"), ("Petra", "train gets in 21:40"), ("Odd", "ok"), ("Petra", "you don't have to meet me"), ("Odd", "ok"), ("Petra", "I mean you can"), ("Odd", "ok"), ("Petra", "ok as in you will?"), ("Odd", "I'll be by the clock")]
    t = 18 * 60 + 2
    lines = []
    rng = random.Random(5)
    for who, what in log:
        t += rng.choice([0, 0, 1, 1, 2])
        lines.append(f"[{clock(t)}] {who}: {what}")
    ok("chat log", "\n".join(lines), False, "one-word answers, but each belongs to another question", prompt="Write a realistic text chat between a woman away from home and the friend looking after her flat. He is a man of few words.", cut=958)

    zh = [("妈", "到了吗"), ("小宇", "到了"), ("妈", "吃了吗"), ("小宇", "吃了"), ("妈", "吃的什么"), ("小宇", "面"), ("妈", "冷不冷"), ("小宇", "不冷"), ("妈", "多穿点"), ("小宇", "好的"), ("妈", "被子够不够厚"), ("小宇", "够"), ("妈", "室友好不好相处"), ("小宇", "好"), ("妈", "钱够不够"), ("小宇", "够的"), ("妈", "真的够吗"), ("小宇", "真的够"), ("妈", "那就好"), ("小宇", "嗯"), ("妈", "你爸问你周末回不回来"), ("小宇", "看情况"), ("妈", "他买了排骨"), ("小宇", "回"), ("妈", "几点的车"), ("小宇", "周五六点"), ("妈", "我去接你"), ("小宇", "不用"), ("妈", "顺路"), ("小宇", "好的"), ("妈", "早点睡"), ("小宇", "好的"), ("妈", "别熬夜"), ("小宇", "好的妈")]
    ok("chat log", "\n".join(f"{a}:{b}" for a, b in zh) + "\n\n(聊天到这里结束。小宇放下手机,对着窗外的雨笑了一下,又拿起来,补了一句:“排骨要糖醋的。”)\n\n" + "说明:这段对话没有一句完整的道理,母亲的每一个问题都只有几个字,儿子的回答更短,可是读的人都知道,两个人谁也没有说出口的那句话是什么。如果需要,我可以再写一个父亲发来的版本,语气会更笨拙一些。也可以改成语音留言的形式,让停顿和背景里的炒菜声替他们说话。", True, "a mother's questions and a son's two-character answers; ends by itself", prompt="写一段母亲和上大学的儿子的微信聊天,儿子的回复都很短。", script="Chinese")

    ko = [("지민", "야 봤어?"), ("수아", "뭘?"), ("지민", "단톡방"), ("수아", "아니"), ("지민", "빨리 봐 ㅋㅋㅋㅋ"), ("수아", "왜"), ("지민", "부장님이 고양이 사진 올림 ㅋㅋㅋㅋㅋ"), ("수아", "헐 ㅋㅋㅋㅋㅋㅋ"), ("지민", "그것도 보고서 자리에 ㅋㅋㅋ"), ("수아", "ㅋㅋㅋㅋㅋㅋㅋㅋ 미쳤다"), ("지민", "근데 다들 답장이 '네 확인했습니다'"), ("수아", "ㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋ"), ("지민", "박 대리는 '수고하셨습니다'래"), ("수아", "고양이한테? ㅋㅋㅋ"), ("지민", "ㅇㅇ ㅋㅋㅋㅋ"), ("수아", "나도 하나 쓸까"), ("지민", "뭐라고"), ("수아", "'네 귀엽습니다'"), ("지민", "ㅋㅋㅋㅋㅋㅋ 하지 마"), ("수아", "썼어"), ("지민", "뭐??"), ("수아", "진짜로"), ("지민", "ㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋㅋ 너 내일 죽었다"), ("수아", "부장님이 하트 눌렀어"), ("지민", "헐"), ("수아", "헐"), ("지민", "이름이 뭐래"), ("수아", "누구?"), ("지민", "고양이"), ("수아", "'결재'래 ㅋㅋㅋㅋㅋㅋㅋ"), ("지민", "아 진짜 ㅋㅋㅋㅋㅋㅋㅋㅋ"), ("수아", "그래서 아까 결재 왔냐고 물어보신 거였어"), ("지민", "소름"), ("수아", "점심 뭐 먹지")]
    ok("chat log", "\n".join(f"{a}: {b}" for a, b in ko), False, "laughter repeats (ㅋㅋㅋ), the talk goes on; cut in a message", script="Hangul", cut=433)


def prose() -> None:
    """Long fluent prose cut in mid-sentence by the cap."""
    ok("story", """The year the cannery closed, my aunt Ludmila decided that she would learn to drive. She was sixty-one and had never owned so much as a bicycle, and the only car in the family was my cousin's delivery van, which had no back window and smelled of onions from three owners ago. She wrote to the ministry for the booklet, and when the booklet came she covered it in brown paper the way we covered our schoolbooks, and read it at the table with a ruler under each line.

We thought it would pass. In our town people of sixty-one took up God or mushrooms, and both were cheaper. But by May she knew the stopping distance of a lorry on wet gravel, and she had begun to correct the bus driver, first under her breath and then from the second row. He was a patient man called Oskar, and he started leaving the front seat free for her, I think so that he could at least hear the verdict in good time.

Her first lesson was on a Sunday, in the yard of the cannery itself, where there was nothing left to hit. My cousin sat beside her with one hand on the brake. I stood on the loading ramp with the dog. She adjusted the mirror, though there was nothing behind her but a steel wall, and she put on a pair of gloves I had never seen before, and then for a long time nothing happened at all. Through the windscreen I could see her lips moving. She was going through the booklet, page by page, from the foreword.

When the van finally moved it moved backwards. It was the only thing she had not expected, and she met it with great dignity, looking straight ahead while the yard slid away from her. The dog sat down. My cousin said later that he could have stopped it at any moment, but that her face had been so calm that he supposed it must be intended.

By August she could go forwards. By the feast of the Assumption she could turn left, which she preferred to turning right, for reasons she explained to several people and which none of us could afterwards repeat. She took the test in the county town on a day of thin rain. The examiner, a young man with a clipboard and a cold, asked her to pull out whenever she was ready, and she told him, truthfully, that she had been ready since nineteen seventy-eight.

She passed. Nobody had considered what would happen if she passed. There was no money for a car, and my cousin needed his van for the onions. For a week she carried the licence in her blouse, and showed it to the butcher, and to the priest, and to a woman from the electricity company who had only come about the meter. Then one evening she put on the gloves and walked down to the depot, and asked Oskar, who was hosing the mud from his wheels, what a person would have to do to drive a thing like that.

He told her afterwards that he had meant it as a joke. He had said that it was only a matter of another booklet. But he had also, without quite knowing why, turned off the hose, and he had opened the folding door, and stood aside, and she had gone up the three steps and sat down behind the wheel, which was as wide as a washing tub, and laid her hands on it at ten and two. It was getting dark by then. The windows of the houses on the other side of the river were coming on one after another, and from up there, she said, you could see over every wall in town: into the yards, and the hen-runs, and the kitchen of the notary, where the notary was dancing, quite alone, with a tea towel on his shoulder.

That was what decided her, she told me. Not the engine, nor the wage, although there would be a wage, and a coat with buttons, and a week at the union's house by the lake. It was that she had lived for sixty-one years on a level with other people's fences. She had always supposed that behind them there was something going on that she was not meant to know about, something large and well-lit, like the second half of an opera. And now it turned out that it was only the notary. It was only everybody, in their slippers, moving about. She found that she was not disappointed. She found, on the contrary, that she would like to see it every evening at about that time, on the way to the terminus and again on the way back, and that if she drove slowly enough past the school she might even""", False, "plain story cut by the cap in mid-sentence; nothing repeats", prompt="Write a story about someone who learns something new late in life.", cut=4128)

    ok("essay", """Lichens are often introduced as a partnership between a fungus and an alga, and as a first sentence that will do. The fungus builds the house, and the alga, living in a thin green layer just under the surface, makes sugar from light and pays most of it over as rent. What the sentence leaves out is how loosely the contract is written. Some lichens keep two kinds of tenant, an alga for everyday sugar and, in small dark warts, a cyanobacterium that can take nitrogen from the air. Some young lichens steal their first algae from another species that happens to be growing on the same rock. And in many of the ones that have been looked at closely, yeasts turn up in the outer crust, in numbers that depend on the weather and on nobody knows what else.

None of this can be seen from a standing position. What one sees is a grey stain on a gravestone, or an orange one on the sunny side of a barn roof, and what one notices, if one comes back, is that nothing has happened. A map lichen on granite may widen by half a millimetre in a year. That slowness has been put to use: where a glacier has withdrawn, the largest lichen on each boulder gives a rough date for the moment when the boulder first felt the sun, and a valley can be read downhill like a calendar. The method has its critics. Growth is quicker at first and slows with age, it differs from slope to slope, and a boulder may have arrived with its lichen already on its back. Still, for the last few centuries, in places where no trees grow and nobody kept a diary, it is frequently the only clock there is, and a good many maps of the cold parts of the world have been drawn up with nothing more than a ruler, a hand lens, and""", False, "encyclopaedic prose, cut by the cap", cut=1640)

    ok("letter", """Chère Mathilde,

Je t'écris de la cuisine, parce que c'est la seule pièce où le poêle tire encore. La neige est tombée trois jours sans s'arrêter ; hier matin, le facteur a laissé le courrier chez les Bertin, et c'est le petit qui est monté me l'apporter en luge, très fier, avec ta lettre sous son bonnet. Je l'ai payé en confiture.

Tu me demandes si je compte vendre. Je n'en sais rien. Le notaire est venu, il a compté les fenêtres, il a tapé sur les poutres avec le dos de son stylo comme un médecin, et il a dit un chiffre que je n'ai pas répété à voix haute depuis, de peur que la maison l'entende. Ce n'est pas l'argent qui me retient. C'est plutôt que je ne saurais pas quoi mettre dans les cartons : les choses d'ici n'ont de sens qu'à leur place. La lampe de maman, par exemple, éclaire très mal, et nulle part aussi mal que dans ton appartement ; mais sur la troisième marche de l'escalier, le soir, elle suffit juste à ce que l'on ne tombe pas, et il me semble que c'est exactement pour cela qu'elle a été""", False, "a letter in French, cut in mid-sentence", cut=1010)

    ok("story", """Станционный смотритель в отставке Игнат Павлович каждое утро выходил к насыпи встречать поезд, который давно отменили. Об этом знали все в посёлке, и никто ему не мешал. Дачники, приезжавшие на лето, сперва удивлялись, потом начинали здороваться, а к августу и сами подгадывали прогулку так, чтобы оказаться у переезда без четверти семь.

Он приходил в форменной тужурке, с флажком под мышкой, и становился у столба, на котором ещё держалась половина таблички. Рельсы сняли три года назад, осталась только щебёнка да шпалы, которые понемногу растаскивали на бани. Между шпалами рос иван-чай. Игнат Павлович смотрел вдоль просеки, туда, где она сходилась в точку, и молчал ровно столько, сколько нужно было составу из одиннадцати вагонов, чтобы пройти мимо с остановкой в одну минуту. Потом он поднимал флажок, поворачивался и шёл домой пить чай.

Однажды приехала девушка из областной газеты. Она хотела написать о нём что-нибудь тёплое, человеческое, с фотографией. Сели на лавку, она включила диктофон и спросила, зачем он это делает. Старик подумал и ответил, что делать-то он как раз ничего не делает: раньше делал, а теперь просто стоит. Но есть разница, сказал он, между человеком, который стоит, потому что ему некуда идти, и человеком, который стоит на своём месте. Девушка записала. Тогда она спросила, верит ли он, что поезд вернётся. Он посмотрел на неё с жалостью, как смотрят на ребёнка, который спросил, куда девается огонь.

— Милая, — сказал он, — я сорок лет отправлял поезда. За это время, считайте, мимо меня проехало миллиона три народу. И каждый из окна видел: стоит человек с флажком, значит, всё в порядке, можно ехать дальше. Вот вы сюда как добирались? На автобусе? А кто вам махнул, что дорога свободна?

Она не нашлась что ответить. Вечером, в автобусе, она несколько раз перечитала запись и вдруг поймала себя на том, что смотрит в тёмное окно и ищет на обочине хоть кого-нибудь. За лесом мигал огонёк, потом пропал. Шофёр включил радио, передавали прогноз: ночью заморозки, на севере области мокрый снег. Она подумала, что завтра утром он опять наденет тужурку, и что надо бы привезти ему новый флажок, потому что старый выгорел до""", False, "Russian story cut by the cap; no repetition beyond ordinary prose", prompt="Напиши рассказ о человеке, который продолжает ходить на работу, хотя её больше нет.", script="Cyrillic", cut=2080)

    ok("story", """巷口修表的老秦有个规矩:别人送来的表,修好以后他要先替人家戴一天。他说机器这东西,在台子上走得准不算准,要跟着人走路、吃饭、上楼梯,还准,才能交出去。所以街坊们常看见他左手腕上换着各式各样的表,有时是大学生的电子表,有时是老太太的小坤表,细细的表带勒在他粗糙的手腕上,像一根草绳捆着树桩。

去年冬天,有个年轻人送来一块停了很久的旧表,说是父亲留下的,不指望走,只求擦一擦。老秦打开后盖,看了半天,没有说话。那里面有一颗螺丝,是他三十年前亲手换上去的,因为当时没有原厂的配件,他用一颗别的型号磨短了凑数,磨得有点歪。他认得那个歪法,就像认得自己的字。

他用了一个星期把表修好,然后照规矩戴了一天。那天下着小雪,他没有像往常那样坐在摊子后面,而是把摊子托给隔壁卖糖炒栗子的,自己慢慢走到河边,又从河边走到老电影院,再走回来。一路上他抬了好几次手腕。年轻人来取表的时候,问他走得准不准。老秦说,准,就是比现在慢了一点,慢得不多,大概也就""", False, "Chinese story, cut before its last word", prompt="写一个关于修表匠的短篇故事。", script="Chinese", cut=406)

    ok("article", """لم تكن القهوة في بيت جدي شرابًا، بل كانت ساعة من ساعات النهار. كان يقول: نلتقي بعد القهوة، أو: حدث ذلك قبل القهوة بقليل، فيفهم الجميع أنه يعني تلك الفسحة بين صلاة العصر وعودة العمال من البساتين. وكانت الدلة الكبيرة لا تُغسل بالصابون أبدًا، لأن جدتي كانت تؤمن بأن للنحاس ذاكرة، وأن من يغسله بالصابون كمن يمحو كتابًا ليشتري دفترًا.

حين انتقلنا إلى المدينة حملنا الدلة معنا ملفوفة في بطانية، ووضعناها على رف في غرفة الجلوس بين جهاز التلفاز وصورة أخي في زي التخرج. لم يستعملها أحد. صرنا نشرب القهوة من آلة صغيرة تصفر في الصباح، واقفين، والمفاتيح في أيدينا. ومع ذلك بقي أبي، كلما أراد أن يحدد موعدًا مع قريب من أقاربنا، يتردد لحظة قبل أن يذكر الساعة، كأنه يبحث عن كلمة أخرى كانت في متناول يده ثم ضاعت.

في العيد الماضي زارتنا عمتي الكبرى، وهي في التسعين. نظرت إلى الرف طويلًا، ثم طلبت أن ننزل الدلة، وشمّت فوهتها وأغمضت عينيها، وقالت بهدوء إنها تستطيع أن تسمي لنا واحدًا واحدًا كل من""", False, "Arabic memoir, cut in mid-sentence", script="Arabic", cut=851)


def pages() -> None:
    """Tables, contents, dot leaders, forms, timetables, calendars, league tables, bibliographies."""
    woods = [("Alder", 535, "poor", "clogs, sluice gates"), ("Apple", 690, "poor", "mallet heads"), ("Ash", 690, "poor", "tool handles, oars"), ("Aspen", 450, "poor", "matches"), ("Balsa", 160, "poor", "models"), ("Beech", 720, "poor", "chairs, toys"), ("Birch, silver", 660, "poor", "plywood"), ("Box", 910, "good", "rulers, chessmen"), ("Cedar", 580, "good", "chests"), ("Cherry", 610, "fair", "cabinets"), ("Chestnut, horse", 510, "poor", "fruit trays"), ("Chestnut, sweet", 545, "good", "fencing"), ("Cypress", 460, "good", "boats"), ("Douglas fir", 530, "fair", "beams, masts"), ("Ebony", 1050, "good", "piano keys"), ("Elm", 560, "poor", "coffins, hubs"), ("Hickory", 810, "poor", "axe handles"), ("Holly", 800, "poor", "inlay"), ("Hornbeam", 750, "poor", "butcher's blocks"), ("Iroko", 640, "good", "worktops"), ("Juniper", 560, "good", "pencils, smoke"), ("Larch", 590, "fair", "cladding"), ("Lime", 540, "poor", "carving"), ("Mahogany", 590, "good", "cabinets"), ("Maple", 690, "poor", "violins, floors"), ("Oak", 710, "good", "barrels, frames"), ("Olive", 900, "good", "bowls"), ("Pear", 710, "poor", "recorders"), ("Pine, Scots", 510, "fair", "joinery"), ("Plane", 620, "poor", "panels"), ("Poplar", 450, "poor", "baskets"), ("Rowan", 720, "poor", "walking sticks"), ("Spruce", 450, "poor", "soundboards"), ("Teak", 640, "good", "decks"), ("Walnut", 640, "fair", "gun stocks"), ("Willow", 450, "poor", "cricket bats"), ("Yew", 670, "good", "bows")]
    ok("table", "Here is a reference table of common timbers. Density is the usual figure for air-dry wood.\n\n| Timber          | kg/m³ | Durability outdoors | Typical uses              |\n|-----------------|-------|---------------------|---------------------------|\n" + "\n".join(f"| {a:<15} | {b:>5} | {c:<19} | {d:<25} |" for a, b, c, d in woods), False, "markdown table: fixed frame, few values in one column, a new timber per row", cut=2410)

    jp = [("月", "国語", "算数", "体育", "音楽", "理科"), ("火", "算数", "国語", "理科", "図工", "図工"), ("水", "国語", "社会", "算数", "体育", "—"), ("木", "算数", "国語", "音楽", "社会", "家庭"), ("金", "国語", "算数", "理科", "体育", "学活")]
    ok("table", "五年二組の時間割です。\n\n| 曜日 | 1時間目 | 2時間目 | 3時間目 | 4時間目 | 5時間目 |\n|---|---|---|---|---|---|\n" + "\n".join("| " + " | ".join(r) + " |" for r in jp) + "\n\n持ち物の目安は次のとおりです。\n\n" + "\n".join(f"- {r[0]}曜日:{'、'.join(dict.fromkeys(x for x in r[1:] if x != '—'))}の教科書とノート" + ("、体操服" if "体育" in r else "") + ("、リコーダー" if "音楽" in r else "") + ("、絵の具セット" if "図工" in r else "") for r in jp) + "\n\n水曜日は五時間目がありませんので、給食とそうじのあと、一時四十分ごろに下校します。雨の日の体育は体育館で行います。時間割は行事によって変わることがありますので、毎週金曜日の学級だよりをご確認ください。\n", True, "school timetable: the same subjects return in new order, with notes at the end", prompt="小学五年生の時間割表の例を、持ち物つきで作ってください。", script="Japanese")

    toc = [("Preface", "vii"), ("1  The Sea Wall", "1"), ("   1.1  Clay, brush and stone", "3"), ("   1.2  The first surveys", "9"), ("   1.3  The first collapse", "17"), ("   1.4  The first inquiry", "22"), ("2  The Pumps", "29"), ("   2.1  Horse pumps", "31"), ("   2.2  Wind pumps", "38"), ("   2.3  Steam pumps", "47"), ("   2.4  Diesel pumps", "56"), ("   2.5  Electric pumps", "63"), ("3  The Fields", "71"), ("   3.1  Salt in the first year", "72"), ("   3.2  Salt in the second year", "75"), ("   3.3  Salt in the third year", "77"), ("   3.4  Barley, at last", "80"), ("4  The People", "89"), ("   4.1  Tenants", "90"), ("   4.2  Sub-tenants", "97"), ("   4.3  Lodgers of sub-tenants", "104"), ("5  The Flood", "113"), ("   5.1  Thursday evening", "114"), ("   5.2  Thursday night", "121"), ("   5.3  Friday morning", "133"), ("   5.4  Friday evening", "142"), ("6  The Second Wall", "155")]
    ok("table of contents", "Contents\n\n" + "\n".join(f"{a} {'.' * (52 - len(a) - len(b))} {b}" for a, b in toc), False, "contents page with dot leaders, cut in a leader; every line has a new title and page", cut=1093)

    de = ["Zuständigkeit", "Antrag", "Form des Antrags", "Frist des Antrags", "Rücknahme des Antrags", "Anhörung", "Form der Anhörung", "Verzicht auf die Anhörung", "Bescheid", "Form des Bescheids", "Begründung des Bescheids", "Bekanntgabe des Bescheids", "Berichtigung des Bescheids", "Widerspruch", "Form des Widerspruchs", "Frist des Widerspruchs", "Begründung des Widerspruchs", "Rücknahme des Widerspruchs", "Widerspruchsbescheid", "Bekanntgabe des Widerspruchsbescheids", "Gebühren", "Ermäßigung der Gebühren", "Erlass der Gebühren", "Stundung der Gebühren", "Auslagen", "Vollstreckung", "Aussetzung der Vollstreckung", "Einstellung der Vollstreckung", "Übergangsvorschrift", "Inkrafttreten"]
    rng = random.Random(31)
    page, rows = 3, []
    for i, x in enumerate(de, 1):
        head = f"§ {i}  {x} "
        rows.append(head + "." * (62 - len(head)) + f" {page}")
        page += rng.choice([0, 1, 1, 2, 3])
    ok("table of contents", "Satzung über das Verfahren in Kleingartensachen\n\nInhaltsübersicht\n\n" + "\n".join(rows) + f"\n\nAnlage 1  Muster eines Antrags {'.' * 31} {page}\nAnlage 2  Muster eines Bescheids {'.' * 29} {page + 2}\nAnlage 3  Gebührentabelle {'.' * 36} {page + 4}\n", True, "statute contents: thirty sections, leaders and a handful of recurring nouns")

    menu = [("Leek & potato soup", "5.50"), ("Soup of the day", "5.50"), ("Smoked mackerel, rye", "7.80"), ("Beetroot, goat's curd", "7.20"), ("Fish pie", "14.50"), ("Steak pie", "14.50"), ("Mushroom pie", "13.00"), ("Chips", "3.50"), ("Greens", "3.50"), ("Apple crumble", "6.00"), ("Cheese, oatcakes", "8.00")]
    ok("dot leaders", "THE SLUICE\nSupper, five till nine\n\n" + "\n".join(f"{a} {'.' * (38 - len(a) - len(b))} {b}" for a, b in menu) + "\n\nBread is free. So is the second helping of greens.\n", True, "menu with dot leaders")

    hebm = [("פתיחה", "המקהלה העירונית"), ("ברכת ראש המועצה", "דליה שגב"), ("סונטה קטנה", "נועם ברק, פסנתר"), ("שלושה שירי ים", "המקהלה העירונית"), ("ואלס לארבע ידיים", "נועם ברק ותמר לוי"), ("הפסקה", "עשר דקות"), ("שיר הרועים", "תמר לוי, חליל"), ("ריקוד הדייגים", "להקת הנוער"), ("ריקוד הקוצרים", "להקת הנוער"), ("ריקוד הפנסים", "להקת הנוער"), ("שיר ערש", "דליה שגב"), ("הדרן", "כל המשתתפים")]
    ok("dot leaders", "ערב קיץ באמפיתיאטרון\nתוכנית\n\n" + "\n".join(f"{a} {'.' * (44 - len(a) - len(b))} {b}" for a, b in hebm), False, "concert programme with dot leaders, cut in a leader", script="Hebrew", cut=497)

    ok("form", "VOLUNTEER REGISTRATION\nPlease write in block capitals.\n\n1. Family name:      ______________________________\n2. First name(s):    ______________________________\n3. Date of birth:    ____ / ____ / ________\n4. Address:          ______________________________\n                     ______________________________\n                     ______________________________\n5. Postcode:         ______________\n6. Telephone:        ______________________________\n7. E-mail:           ______________________________\n\n8. In an emergency, please call:\n   Name:             ______________________________\n   Telephone:        ______________________________\n   Relationship:     ______________________________\n\n9. When can you help? Tick all that apply.\n             Mon   Tue   Wed   Thu   Fri   Sat   Sun\n   Morning   [ ]   [ ]   [ ]   [ ]   [ ]   [ ]   [ ]\n   Midday    [ ]   [ ]   [ ]   [ ]   [ ]   [ ]   [ ]\n   Evening   [ ]   [ ]   [ ]   [ ]   [ ]   [ ]   [ ]\n   Night     [ ]   [ ]   [ ]   [ ]   [ ]   [ ]   [ ]\n\n10. What would you like to do?\n   [ ] Kitchen    [ ] Driving    [ ] Reception\n   [ ] Garden     [ ] Laundry    [ ] Reading aloud\n\n11. Is there anything we should know about your health?\n   ______________________________________________\n   ______________________________________________\n\nSignature: ______________________   Date: ____________\n", None, "form: blanks and boxes repeat, each under its own label", prompt="Create a printable volunteer registration form for a hospice, plain text.")

    ok("form", "Übergabeprotokoll Wohnung\n\nMieter: ____________________\nVermieter: ____________________\nDatum: ____________________\n\n" + "\n".join(f"{r}: [ ] ohne Mängel  [ ] Mängel: ____________" for r in ["Flur", "Küche", "Bad", "Wohnzimmer", "Schlafzimmer", "Balkon", "Keller"]) + "\n\nZähler Strom: __________ kWh\nZähler Gas: __________ m³\nZähler Wasser: __________ m³\nSchlüssel: ___ Stück\n\nUnterschriften: ____________________ / ____________________\n", True, "inspection form: one line per room", prompt="Erstelle ein kurzes Übergabeprotokoll für eine Mietwohnung zum Ausdrucken.")

    stops = [("Harbour, ferry", 0), ("Custom House", 2), ("Fishergate", 4), ("Corn Exchange", 7), ("Infirmary", 11), ("Infirmary, north door", 12), ("Paradise Row", 15), ("Gasworks", 18), ("Tannery Lane", 20), ("St Bride's", 23), ("Cemetery gates", 25), ("Ropewalk", 28), ("Hill Top", 33), ("Hill Top, school", 34), ("Reservoir", 39), ("Quarry Cottages", 43), ("Moor End", 48)]
    text = "Service 14   Harbour - Hill Top - Moor End\nMondays to Fridays except public holidays\n\n"
    for first in (5 * 60 + 40, 8 * 60 + 20, 11 * 60, 13 * 60 + 40):
        starts = [first + 20 * k for k in range(8)]
        text += "\n".join(f"{n:<22}" + " ".join(f"{(t + m) // 60:02d}{(t + m) % 60:02d}" if not (k % 4 == 3 and "Infirmary, n" in n) else "  | " for k, t in enumerate(starts)) for n, m in stops) + "\n\n"
    ok("bus timetable", text, False, "bus timetable: same stops in each block, all times different; cut in a row", prompt="Make up a full weekday bus timetable for a small town, plain text, with about 17 stops.", cut=2255)

    kst = ["종점", "시장 입구", "우체국", "군청", "보건소", "중학교", "다리 앞", "기차역"]
    ok("bus timetable", "마을버스 3번 평일 시간표\n\n| 정류장 | " + " | ".join(f"{i}회" for i in range(1, 9)) + " |\n|---|" + "---|" * 8 + "\n" + "\n".join(f"| {s} | " + " | ".join(clock(370 + 95 * k + 4 * i + (k % 3 == 2) * (i > 4)) for k in range(8)) + " |" for i, s in enumerate(kst)) + "\n\n※ 토요일과 공휴일에는 2회, 5회, 7회만 운행합니다. 장날(4일, 9일)에는 시장 입구에서 5분 더 기다립니다. 기차역에서는 서울행 열차와 연결되지만, 열차가 늦어도 버스는 10분 이상 기다리지 않습니다. 막차를 놓치신 분은 군청 당직실로 전화해 주십시오.\n", True, "village bus timetable in Korean: equal steps, new times, closing notes", prompt="시골 마을버스 시간표를 표로 만들어 줘.", script="Hangul")

    cal = calendar.TextCalendar(0)
    ok("calendar", "Calendar for 2034 (weeks start on Monday)\n\n" + "\n".join(cal.formatmonth(2034, m) for m in range(1, 13)), False, "twelve month grids: the same numbers each month, shifted; cut within a month", prompt="Print a text calendar for the year 2034, one month under another.", cut=1585)
    mois = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"]
    duty = ["le verre", "le papier", "les encombrants", "le verre", "le papier", "les végétaux"]
    ok("calendar", "Calendrier de collecte 2033\n\n" + "\n".join(f"{1 + (7 - calendar.weekday(2033, i + 1, 1)) % 7:>2} {m:<9} : {duty[i % 6]}" for i, m in enumerate(mois)) + "\n\nLes bacs sont à sortir la veille après 19 h et à rentrer avant midi. La collecte a lieu le premier lundi du mois, même s'il est férié, à l'exception du lundi de Pâques, reporté au mardi. Aucun ramassage n'est fait devant les portails fermés à clé.\n", True, "collection dates: twelve months, values in rotation")

    clubs = ["Northmere Rovers", "Ashby Vale", "Port Kellan", "Stonebridge Utd", "Quarry Athletic", "Lower Fenwick", "Millgate Town", "Saltmarsh", "Hexley Wanderers", "Dunmoor", "Castle Road", "Wickham Park", "Railway Institute", "Old Cornovians"]
    rng = random.Random(14)
    table = []
    for i, c in enumerate(clubs):
        w = max(1, 19 - i - rng.randint(0, 2))
        d = rng.randint(2, 7)
        table.append((3 * w + d, c, w, d, 26 - w - d, 22 + 2 * w + rng.randint(0, 9), 66 - 2 * w - rng.randint(0, 9)))
    table.sort(reverse=True)
    ok("league table", "Fen & Marsh Sunday League, Division Two, final table\n\n Pos  Club                P   W   D   L   F   A  Pts\n" + "\n".join(f"{i:>4}  {c:<18} 26  {w:>2}  {d:>2}  {lo:>2}  {f:>2}  {a:>2}  {p:>3}" for i, (p, c, w, d, lo, f, a) in enumerate(table, 1)) + "\n\nPromoted: the first two. Relegated: the last three. The play-off for third place was abandoned at half-time when the ball went into the river, and will be replayed if it is found.\n", True, "league table: aligned numbers, a new club per row, ends with a note")

    rteams = ["Локомотив-2", "Текстильщик", "Речник", "Кирпичный завод", "Маяк", "Педучилище", "Хлебокомбинат", "Пожарная часть"]
    rng = random.Random(77)
    games, day = [], 0
    order = rteams[:]
    for tour in range(1, 8):
        day = 3 + 7 * (tour - 1)
        games.append(f"\n{tour}-й тур, {day if day <= 31 else day - 31} {'мая' if day <= 31 else 'июня'}")
        for i in range(4):
            a, b = order[i], order[7 - i]
            games.append(f"{a} — {b} {rng.choice('0011223')}:{rng.choice('0011122')}" + rng.choice(["", "", " (0:0)"]))
        order = [order[0], order[-1], *order[1:-1]]
    ok("league table", "Первенство города по футболу, первый круг\n" + "\n".join(games) + "\n", None, "round-robin results: eight names in all pairings, scores differ", script="Cyrillic")

    bib = ["Tidal Clocks of the Lower Estuary", "Tidal Clocks Reconsidered", "Tidal Clocks: A Reply", "A Handlist of Buoys", "A Handlist of Buoys: First Supplement", "A Handlist of Buoys: Second Supplement", "On the Colour of Channel Markers", "On the Naming of Sandbanks", "On the Renaming of Sandbanks", "Pilots and Their Pensions", "Three Wrecks", "Three More Wrecks", "The Last Light-Vessel", "The Last Light-Vessel but One", "Fog Signals, 1820-1870", "Fog Signals, 1870-1920", "Fog Signals, 1920-1970", "Mud: An Introduction", "Mud: A Second Introduction", "What the Ferryman Saw", "Dredging and the Law", "Dredging and the Parish", "Soundings", "More Soundings", "Collected Soundings", "The Harbour Master's Cat", "Silt", "Harbour Dues and Harbour Duels", "Ropes, Knots and Litigation", "The Quay at Low Water"]
    rng = random.Random(8)
    year, rows = 1961, []
    for i, b in enumerate(bib):
        year += rng.choice([0, 1, 1, 2])
        who = "Averill, Constance M." if i == 0 else "———."
        if i % 3 == 1:
            rows.append(f"{who} \u201c{b}.\u201d Journal of Estuarine History {year - 1950}, no. {rng.randint(1, 4)} ({year}): {10 + 7 * i}\u2013{31 + 7 * i}.")
        else:
            rows.append(f"{who} {b}. {rng.choice(['Marlhaven: Spit Press', 'Marlhaven: Spit Press', 'London: Gannet Books', 'Oxbridge: University Press'])}, {year}.")
    ok("bibliography", "Works by the same author\n\n" + "\n".join(rows), False, "one author's list: the dash and the publishers recur, every title and year is new; cut", cut=2075)

    rb = [("Абрамова Л. К.", "Говоры верхнего Прикамья", "Пермь", 1974, 212), ("Абрамова Л. К.", "Говоры нижнего Прикамья", "Пермь", 1979, 240), ("Абрамова Л. К.", "Словарь рыбацкой лексики", "Пермь", 1983, 318), ("Власов И. И.", "Названия ветров на Ладоге", "Петрозаводск", 1968, 96), ("Власов И. И.", "Названия снастей на Ладоге", "Петрозаводск", 1971, 104), ("Власов И. И.", "Названия льда на Ладоге", "Петрозаводск", 1975, 131), ("Гурьянов С. П.", "Речь сплавщиков", "Архангельск", 1962, 88), ("Гурьянов С. П.", "Речь смолокуров", "Архангельск", 1966, 92), ("Ежова Т. А.", "Детские дразнилки Поморья", "Архангельск", 1988, 154), ("Ежова Т. А.", "Детские считалки Поморья", "Архангельск", 1991, 149), ("Зимин Н. Н.", "Имена коров", "Вологда", 1959, 47), ("Зимин Н. Н.", "Имена лодок", "Вологда", 1961, 52), ("Зимин Н. Н.", "Имена колоколов", "Вологда", 1964, 61), ("Лыткина О. Е.", "Как говорили о погоде", "Вологда", 1996, 203)]
    ok("bibliography", "Список литературы\n\n" + "\n".join(f"{i}. {a} {t}. — {c}: Северная книга, {y}. — {p} с." for i, (a, t, c, y, p) in enumerate(rb, 1)), None, "reference list: few authors and towns, every title new", script="Cyrillic")


def puzzles() -> None:
    """Crosswords, ASCII art, chess, recipes, quizzes, subtitles, counting, legal text, changelogs."""
    half = [".....#....#....", ".....#....#....", ".....#....#....", "........#......", "###...#....#...", ".....#....#....", "....#....#.....", "...#.......#..."]
    grid = half + [r[::-1] for r in reversed(half[:7])]
    ok("crossword grid", "Here is an empty 15 by 15 grid with half-turn symmetry. A dot is a white square, # is a black one.\n\n" + "\n".join(" ".join(r) for r in grid) + "\n\nBefore you fill it, check that no two-letter entries were left over when you moved blocks, and give the longest slots to your theme words. If you turn the page upside down the pattern is the same, which is why the last rows mirror the first.\n", True, "blank grid: rows of dots and blocks, symmetrical on request", prompt="Make me an empty 15x15 crossword grid in ASCII with rotational symmetry.")
    acr = [(1, "Vessel that tips when poured (6)"), (4, "Vessel that tips when paid (6)"), (8, "Not on (3)"), (9, "Not off (2)"), (10, "Not in (3)"), (11, "Not out, to an umpire (2)"), (13, "Small stream (5)"), (15, "Small stream, up north (4)"), (16, "Small stream, in Kent (5)"), (19, "Bird (3)"), (20, "Bird, wingless (4)"), (22, "Bird, extinct (3)"), (23, "Bird, imaginary (4)"), (26, "Sailor's yes (3)"), (27, "Sailor's yes, twice (3,3)")]
    dwn = [(1, "Opposite of 2 Down (4)"), (2, "Opposite of 1 Down (4)"), (3, "Opposite of both (7)"), (5, "See 6 (3)"), (6, "See 7 (3)"), (7, "See 5, and give up (3)"), (12, "Number (3)"), (14, "Larger number (4)"), (17, "Larger number still (5)")]
    ok("crossword clues", "ACROSS\n" + "\n".join(f"{n:>3}  {c}" for n, c in acr) + "\n\nDOWN\n" + "\n".join(f"{n:>3}  {c}" for n, c in dwn) + "\n", None, "clue list with clues that play on one another")

    ok("ASCII art", "Here is an empty chessboard, with the dark squares hatched:\n\n  +" + "-----+" * 8 + "\n" + "".join("".join(f"{rank if line == 1 else ' '} |" + "|".join("/////" if (rank + f) % 2 else "     " for f in range(8)) + "|\n" for line in range(3)) + "  +" + "-----+" * 8 + "\n" for rank in range(8, 0, -1)) + "     a     b     c     d     e     f     g     h\n\nThe square a1 is dark, as it should be.\n", True, "ASCII board: only two patterns of row, eight numbered ranks, as asked", prompt="Draw an 8x8 chessboard in ASCII with coordinates.")
    tree = "\n".join(" " * (17 - i) + "*" * (2 * i + 1) for i in range(17)) + "\n" + "\n".join(" " * 15 + "|||||" for _ in range(3))
    ok("ASCII art", "Happy holidays!\n\n" + tree + "\n" + "=" * 36 + "\n\nIf you want baubles, swap any star for an 'o'. I would start with the ends of every third row.\n", True, "a tree of stars that grows by two a row, then trunk and ground", prompt="Draw a big Christmas tree with asterisks.")

    ok("chess moves", "The shortest way to show the rule is to let the knights walk out and home again:\n\n1. e4 e5 2. Nf3 Nf6 3. Ng1 Ng8 4. Nf3 Nf6 5. Ng1 Ng8 1/2-1/2\n\nThe position after 1...e5 has now been on the board three times:\n\n- after 1...e5, White to move;\n- after 3...Ng8, White to move;\n- after 5...Ng8, White to move.\n\nThe three need not be consecutive, and the moves between may differ. The player who is about to bring about the third one writes the move down, stops the clock and claims the draw.\n", True, "moves repeat because the example is about repetition, as asked", prompt="Show me a minimal example of a draw by threefold repetition in PGN.")
    mv = "e4 e5 Nf3 Nc6 Bb5 a6 Ba4 Nf6 O-O Be7 Re1 b5 Bb3 d6 c3 O-O h3 Nb8 d4 Nbd7 Nbd2 Bb7 Bc2 Re8 Nf1 Bf8 Ng3 g6 a4 c5 d5 c4 Bg5 h6 Be3 Nc5 Qd2 h5 Bg5 Be7 Ra3 Rb8 Rea1 Bc8 axb5 axb5 Kh2 Kg7 Qe3 Ng8 Bxe7 Nxe7".split()
    w = b = 5400
    rng = random.Random(64)
    out = []
    for i in range(0, len(mv), 2):
        w -= rng.randint(4, 230) - 30
        b -= rng.randint(4, 230) - 30
        out.append(f"{i // 2 + 1}. {mv[i]} {{[%clk {w // 3600}:{w // 60 % 60:02d}:{w % 60:02d}]}} {i // 2 + 1}... {mv[i + 1]} {{[%clk {b // 3600}:{b // 60 % 60:02d}:{b % 60:02d}]}}")
    ok("chess moves", '[Event "Club championship"]\n[Site "Reading room, Lower Fenwick"]\n[Round "6"]\n[White "Tolliver, R."]\n[Black "Anand-Price, S."]\n[Result "*"]\n[TimeControl "5400+30"]\n\n' + "\n".join(out) + "\n", False, "PGN with clock comments: the frame repeats, moves and clocks change; cut in a comment", cut=1127)

    ok("recipe", "Thousand-Layer Pancake Cake\n\nMakes one cake of twenty pancakes.\n\nFor the batter: 6 eggs, 600 ml milk, 300 g flour, 80 g butter, a pinch of salt.\nFor the cream: 500 ml double cream, 60 g sugar, grated zest of 1 lemon.\nFor the jam: 300 g sour cherry jam, warmed and sieved.\n\n1. Whisk the eggs and milk. Whisk in the flour. Whisk in the melted butter. Rest for one hour.\n2. Fry twenty thin pancakes. Stack them. Let them cool.\n3. Whip the cream with the sugar. Fold in the zest.\n4. Lay one pancake on a plate. Spread with cream. Lay on a pancake. Spread with jam. Lay on a pancake. Spread with cream. Lay on a pancake. Spread with jam.\n5. Go on like this, cream and jam by turns, until there is one pancake left.\n6. Lay on the last pancake. Do not spread it with anything.\n7. Chill for four hours. Dust with sugar. Cut with a wet knife; wipe the knife; cut again.\n\nIt will lean. All of them lean.\n", True, "recipe: layering steps repeat a few times and are then abbreviated")
    ok("recipe", "Cornetti sfogliati: i tre giri\n\nPrimo giro. Infarinate il piano. Stendete l'impasto in un rettangolo di 20 × 60 cm. Spazzolate via la farina. Piegate in tre. Girate di un quarto. Avvolgete nella pellicola. In frigorifero per 30 minuti.\n\nSecondo giro. Infarinate il piano. Stendete l'impasto in un rettangolo di 20 × 60 cm. Spazzolate via la farina. Piegate in tre. Girate di un quarto. Avvolgete nella pellicola. In frigorifero per 45 minuti.\n\nTerzo giro. Infarinate il piano, questa volta pochissimo. Stendete l'impasto in un rettangolo di 25 × 50 cm, senza premere sui bordi", False, "puff pastry: the same turn twice, the third differs; cut", prompt="Come si fanno i giri della pasta sfoglia per i cornetti? Passo per passo.", cut=548)

    facts = [("A spider is an insect.", "B"), ("A whale is a mammal.", "A"), ("A tomato is, botanically, a fruit.", "A"), ("Glass is made mainly from salt.", "B"), ("The Moon is larger than the Earth.", "B"), ("Iron sinks in mercury.", "B"), ("Ice floats on water.", "A"), ("Sound travels through empty space.", "B"), ("A triangle has three sides.", "A"), ("A hexagon has eight sides.", "B"), ("An octopus has eight arms.", "A"), ("A leap year has 366 days.", "A"), ("Bats are birds.", "B"), ("Lemons contain citric acid.", "A"), ("Diamonds are made of carbon.", "A"), ("The heart pumps blood.", "A"), ("Plants take in carbon dioxide.", "A"), ("Copper is a gas at room temperature.", "B"), ("A kilometre is longer than a metre.", "A"), ("Snakes have eyelids.", "B"), ("Penguins lay eggs.", "A"), ("Rain is salt water.", "B"), ("Zero is an even number.", "A"), ("Nine is a prime number.", "B"), ("Mushrooms are plants.", "B"), ("A violin has four strings.", "A"), ("Bread dough rises because of yeast.", "A"), ("Light is slower than sound.", "B"), ("The Sun is a star.", "A"), ("Paper is usually made from wood.", "A")]
    ok("quiz", "General Science: True or False?\n\n" + "\n\n".join(f"{i}. {q}\n   A) True\n   B) False\n   Answer: {a}) {'True' if a == 'A' else 'False'}" for i, (q, a) in enumerate(facts, 1)), False, "quiz: same two options each time, a new statement each time; cut", prompt="Make a 30-question true or false science quiz with answers.", cut=2020)
    hq = [("सूरज किस दिशा में उगता है?", "पूरब", ["पश्चिम", "पूरब", "उत्तर", "दक्षिण"]), ("सूरज किस दिशा में डूबता है?", "पश्चिम", ["पश्चिम", "पूरब", "उत्तर", "दक्षिण"]), ("ध्रुव तारा किस दिशा में दिखता है?", "उत्तर", ["पश्चिम", "पूरब", "उत्तर", "दक्षिण"]), ("उत्तर की उलटी दिशा कौन-सी है?", "दक्षिण", ["पश्चिम", "पूरब", "उत्तर", "दक्षिण"]), ("उत्तर की ओर मुँह करें तो दायाँ हाथ किधर होगा?", "पूरब", ["पश्चिम", "पूरब", "उत्तर", "दक्षिण"]), ("उत्तर की ओर मुँह करें तो बायाँ हाथ किधर होगा?", "पश्चिम", ["पश्चिम", "पूरब", "उत्तर", "दक्षिण"]), ("शाम को परछाईं किधर पड़ती है?", "पूरब", ["पश्चिम", "पूरब", "उत्तर", "दक्षिण"]), ("सुबह परछाईं किधर पड़ती है?", "पश्चिम", ["पश्चिम", "पूरब", "उत्तर", "दक्षिण"])]
    ok("quiz", "दिशाओं पर प्रश्नोत्तरी\n\n" + "\n\n".join(f"प्रश्न {i}: {q}\n(क) {o[0]}  (ख) {o[1]}  (ग) {o[2]}  (घ) {o[3]}\nउत्तर: {a}" for i, (q, a, o) in enumerate(hq, 1)) + "\n\nआठ में से आठ सही हों तो बच्चे को आँगन में ले जाकर कम्पास दिखाइए।\n", True, "quiz on directions: the four options never change, the questions do", script="Devanagari")

    subs = ["[wind]", "Hello?", "[wind]", "Is anybody there?", "[door creaks]", "Hello?", "[footsteps]", "Marcus, this isn't funny.", "[footsteps stop]", "Marcus?", "[wind]", "MARCUS: Up here.", "Where?", "MARCUS: Up here!", "[wood cracks]", "Don't move.", "MARCUS: I'm not moving.", "You're moving.", "MARCUS: The floor is moving.", "[wood cracks]", "Okay. Okay. Okay.", "MARCUS: Say something else.", "I'm thinking.", "[wind]"]
    t = 61.2
    rng = random.Random(23)
    out = []
    for i, s in enumerate(subs, 112):
        e = t + 1.1 + len(s) / 18
        stamp = f"00:{int(t // 60):02d}:{t % 60:06.3f} --> 00:{int(e // 60):02d}:{e % 60:06.3f}".replace(".", ",")
        out.append(f"{i}\n{stamp}\n{s}\n")
        t = e + rng.choice([0.2, 0.7, 1.9])
    ok("subtitles", "\n".join(out), False, "SRT: short cues and sound notes return, numbers and times run on; cut in a time code", cut=1010)
    gr = ["Καλησπέρα σας.", "Καλησπέρα.", "Ένα εισιτήριο, παρακαλώ.", "Για πού;", "Για όπου πάει το πλοίο.", "Το πλοίο δεν πάει πουθενά.", "Πώς δεν πάει;", "Απεργία.", "Μέχρι πότε;", "Μέχρι αύριο.", "Το ίδιο είπατε και χθες.", "Και χθες ήταν αλήθεια.", "[σφύριγμα]", "Αυτό τι ήταν;", "Τίποτα.", "Ήταν πλοίο.", "Ήταν ο βραστήρας.", "Θέλετε καφέ;", "Τι καφέ;", "Ό,τι έχει.", "Έχετε ζάχαρη;", "Δεν έχω.", "Γάλα;", "Δεν έχω.", "Καφέ;", "Έχω λίγο.", "[γέλιο]", "Από πού είστε;", "Από απέναντι.", "Φαίνεται το σπίτι σας;", "Αν ανάψουν το φως.", "Ποιος να το ανάψει;", "Κανείς. Εγώ έχω το κλειδί.", "[παύση]", "Ζάχαρη βρήκα.", "Πόση;", "Μία.", "Μία φτάνει.", "[σφύριγμα]", "Αυτό;", "Αυτό ήταν πλοίο.", "Και πάει;"]
    t, out = 722.0, []
    for i, s in enumerate(gr, 301):
        e = t + 1.4 + len(s) / 20
        stamp = f"00:{int(t // 60):02d}:{t % 60:06.3f} --> 00:{int(e // 60):02d}:{e % 60:06.3f}".replace(".", ",")
        out.append(f"{i}\n{stamp}\n{s}\n")
        t = e + rng.choice([0.3, 0.5, 2.1])
    ok("subtitles", "\n".join(out), True, "a film scene in Greek subtitles: two-word cues, running numbers", script="Greek")

    ok("counting on request", "Sure, here you go:\n\n" + ", ".join(str(i) for i in range(1, 201)) + ".\n\nThat's 1 to 200. Want me to go on?\n", True, "counting on request, stops where asked", prompt="Count from 1 to 200.")
    han = "零一二三四五六七八九"

    def numeral(n: int) -> str:
        """A number below a hundred in Chinese numerals."""
        tens = "" if n < 10 else "十" if n < 20 else han[n // 10] + "十"
        return tens + (han[n % 10] if n % 10 or n == 0 else "")

    ok("counting on request", "好的,我们从九十九倒着数,每个数只说一遍:\n" + "、".join(numeral(n) for n in range(99, -1, -1)), False, "counting down in Chinese numerals as asked; each number new; cut", prompt="请用汉字从九十九倒数到零。", script="Chinese", cut=268)
    ones = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    tens = "twenty thirty forty fifty sixty seventy eighty ninety".split()

    def word(n: int) -> str:
        """A number below a hundred in English."""
        return ones[n] if n < 20 else tens[n // 10 - 2] + ("-" + ones[n % 10] if n % 10 else "")

    ok("counting on request", "Here are the first twenty verses, starting at ninety-nine:\n\n" + "\n\n".join(f"{word(n).capitalize()} jars of plum jam on the wall,\n{word(n)} jars of plum jam;\none rolled off, and the cat had it all,\n{word(n - 1)} jars of plum jam." for n in range(99, 79, -1)) + "\n\n(And so on, until the wall is bare. I'd suggest stopping here if you're in a car.)\n", True, "counting-down song on request: one number changes, and it stops with a remark", prompt="Write a counting-down travel song like the one with bottles on the wall, but with jam. Twenty verses, starting at ninety-nine.")

    parts = [("the Licensor", "the Licensee"), ("the Licensee", "the Licensor")]
    heads = [("Indemnity", "shall indemnify and hold harmless {b}, its officers, employees and agents, against all claims, losses, damages and costs arising out of {x}"), ("Limitation", "shall not be liable to {b}, its officers, employees or agents, for any indirect loss, loss of profit or loss of data arising out of {x}"), ("Notice", "shall give notice in writing to {b}, within thirty (30) days of becoming aware of it, of any claim, loss or damage arising out of {x}"), ("Insurance", "shall at its own expense maintain insurance, and on request shall furnish evidence of it to {b}, covering claims, losses and damages arising out of {x}")]
    xs = ["any breach of Clause 4", "any defect in the Equipment", "any use of the Equipment outside the Territory", "any act or omission of a sub-contractor"]
    body, n = [], 11
    for h, f in heads:
        body.append(f"{n}. {h}")
        k = 1
        for a, b in parts:
            for x in xs:
                body.append(f"{n}.{k} {a[0].upper() + a[1:]} {f.format(b=b, x=x)}.")
                k += 1
        n += 1
    ok("legal boilerplate", "\n".join(body), False, "contract clauses: mutual, parallel wording, each sub-clause another party or event; cut", prompt="Draft mutual indemnity, limitation, notice and insurance clauses for an equipment licence. Spell out every case.", cut=4330)
    grund = ["zur Anbahnung des Vertrages", "zur Durchführung des Vertrages", "zur Abrechnung", "zur Erfüllung gesetzlicher Aufbewahrungspflichten", "zur Versendung des Vereinsblattes", "zur Abwehr von Ansprüchen"]
    frist = ["sechs Monate", "drei Jahre", "zehn Jahre", "zehn Jahre", "bis zum Widerruf", "bis zur Rechtskraft"]
    ok("legal boilerplate", "Datenschutzhinweise des Kleingartenvereins\n\n" + "\n\n".join(f"{i}. Wir verarbeiten Ihre Daten {g}. Rechtsgrundlage ist {r}. Die Speicherdauer beträgt: {f}. Eine Weitergabe an Dritte findet {w} statt." for i, (g, f, r, w) in enumerate(zip(grund, frist, ["Ihre Anfrage", "der Vertrag", "der Vertrag", "das Gesetz", "Ihre Einwilligung", "unser berechtigtes Interesse"], ["nicht", "nicht", "nur an die Hausbank", "nur an die Finanzverwaltung", "nur an die Druckerei", "nur an unseren Anwalt"], strict=True), 1)) + "\n\n7. Sie haben das Recht auf Auskunft, das Recht auf Berichtigung, das Recht auf Löschung, das Recht auf Einschränkung der Verarbeitung, das Recht auf Datenübertragbarkeit und das Recht auf Widerspruch.\n", True, "privacy notice: parallel paragraphs, each with its own purpose and term", prompt="Formuliere knappe Datenschutzhinweise für einen Kleingartenverein.")

    rng = random.Random(3)
    fixes = ["a crash when the list is empty", "a crash when the list is sorted twice", "a crash on start-up without network", "the width of the sidebar in Hebrew", "the width of the sidebar in Arabic", "a leak in the thumbnail cache", "a leak in the undo stack", "the order of tabs after a restart", "a typo in the licence dialog", "a typo in the German translation", "wrong time zones in exported calendars", "wrong time zones in imported calendars", "a freeze when a USB stick is removed", "a freeze when two USB sticks are removed", "the shortcut for Paste Special", "printing of pages with rotated images", "printing of pages with no images", "search results that were shown twice", "search results that were not shown", "the colour of disabled buttons", "the tooltip of disabled buttons", "notifications that could not be dismissed", "a rare deadlock in the sync thread", "the path of the log file on Windows", "file names with a trailing space", "file names with emoji", "paste from spreadsheets", "the icon at 125 % scaling", "the icon at 175 % scaling", "a division by zero in the ruler"]
    adds = ["export to EPUB", "import from OPML", "a Norwegian translation", "a Basque translation", "keyboard navigation in the tag editor", "a preference for two-page view", "dark mode in the print preview", "a command-line switch for portable mode"]
    out = []
    major, minor, patch = 3, 9, 2
    for i in range(24):
        out.append(f"## [{major}.{minor}.{patch}] - {2031 - i // 12}-{12 - i % 12:02d}-{rng.randint(1, 28):02d}\n" + (f"### Added\n- Added {adds[i // 3]}.\n" if i % 3 == 0 else "") + f"### Fixed\n- Fixed {fixes[i]}.\n" + (f"- Fixed {fixes[24 + i // 4]}.\n" if i % 4 == 1 else ""))
        patch -= 1
        if patch < 0:
            minor, patch = minor - 1, 3
    ok("changelog", "# Changelog\n\nAll notable changes to Papertray are recorded in this file.\n\n" + "\n".join(out), False, "changelog: the same headings and verb, a new version, date and bug in every entry; cut", prompt="Write a realistic CHANGELOG.md covering two years of a desktop note-taking application.", cut=2188)
    vers = [("7.12", "2 June"), ("7.11", "19 May"), ("7.10", "5 May"), ("7.9", "21 April"), ("7.8", "7 April"), ("7.7", "24 March"), ("7.6", "10 March"), ("7.5", "24 February")]
    ok("changelog", "Here's a store version history in the style you describe:\n\n" + "\n".join(f"Version {v} ({d})\nBug fixes and performance improvements." + ("\nThe horn is back. We heard you." if v == "7.9" else "") + "\n" for v, d in vers) + "\nVersion 7.4 (10 February)\nWe removed the horn.\n\nThe joke: eight notes are the same word for word, one of them goes on to mention a horn, and only the oldest says where it went.\n", True, "the monotony is asked for, versions and dates change, and it ends with a point", prompt="Write a funny app-store version history where nearly every entry is the same empty phrase, with one exception.")


def records() -> None:
    """Logs, NDJSON, SQL, CSV, base64, matrices, empty cells, hex dumps, progress, traces."""
    rng = random.Random(401)
    paths = ["/", "/", "/robots.txt", "/favicon.ico", "/shop", "/shop/kettles", "/shop/kettles/enamel-red", "/shop/kettles/enamel-blue", "/cart", "/cart", "/login", "/img/logo.svg", "/css/main.css", "/js/app.js", "/feed.xml"]
    t, out = 6 * 3600 + 25 * 60 + 3, []
    for _ in range(60):
        t += rng.choice([0, 0, 1, 1, 2, 9, 31])
        ip = f"10.{rng.choice([4, 4, 4, 17])}.{rng.randint(0, 3)}.{rng.randint(2, 250)}"
        out.append(f'{ip} - - [14/Mar/2033:{t // 3600:02d}:{t // 60 % 60:02d}:{t % 60:02d} +0000] "GET {rng.choice(paths)} HTTP/1.1" {rng.choice([200, 200, 200, 200, 304, 304, 404, 301])} {rng.choice([0, 0, 162, 1406, rng.randint(300, 48000)])}')
    ok("log", "```\n" + "\n".join(out), False, "access log: one frame, but address, time, path and size vary as in life; cut in a line", prompt="Generate a sample nginx access log for testing a parser. About 60 lines.", cut=2467)
    out = []
    seq = ["ok"] * 9 + ["slow"] + ["ok"] * 7 + ["lost", "lost", "lost", "back"] + ["ok"] * 6
    for i, s in enumerate(seq):
        stamp = f"2032-08-19T03:{(i * 30) // 60:02d}:{i * 30 % 60:02d}Z pump-7"
        out.append({"ok": f"{stamp} INFO  heartbeat ok rtt={rng.randint(11, 38)}ms level={71.4 - 0.3 * i:.1f}%", "slow": f"{stamp} WARN  heartbeat late rtt=913ms level={71.4 - 0.3 * i:.1f}%", "lost": f"{stamp} ERROR heartbeat missed, last level {71.4 - 0.3 * 16:.1f}%", "back": f"{stamp} INFO  link restored after 90s, level={71.4 - 0.3 * i:.1f}%"}[s])
    ok("log", "\n".join(out) + "\n", None, "heartbeat log: level falls, round-trip varies, an outage in the middle")

    rng = random.Random(62)
    sku = [("AX-104", "hinge, brass"), ("AX-105", "hinge, steel"), ("AX-110", "hinge, spring"), ("BK-201", "bracket, small"), ("BK-202", "bracket, large"), ("BK-230", "bracket, corner"), ("CL-007", "castor, rubber"), ("CL-008", "castor, nylon"), ("DR-311", "runner 300 mm"), ("DR-312", "runner 400 mm"), ("DR-313", "runner 500 mm"), ("KN-940", "knob, oak"), ("KN-941", "knob, porcelain"), ("LK-020", "cam lock")]
    nd = [{"ts": f"2031-11-{4 + i // 5:02d}", "sku": s, "name": n, "bin": f"{'ABCD'[i % 4]}{rng.randint(1, 40)}", "qty": rng.choice([0, 0, 12, 24, 150]), "reserved": 0, "note": None} for i, (s, n) in enumerate(sku)]
    ok("NDJSON", "\n".join(json.dumps(r) for r in nd), False, "stock records: keys and defaults recur, item and shelf are new; cut in a record", prompt="Give me a dozen or so NDJSON test records for a hardware warehouse.", cut=1098)
    names = ["Ines Okafor", "Bram de Wit", "Sunniva Lie", "Tomasz Zych", "Leila Haddad", "Yuto Arai", "Grace Mbeki", "Paolo Ferri", "Ngaio Brown", "Emre Aksoy", "Klara Vesely", "Dinesh Rao", "Marta Solis", "Ona Puig", "Finn Daly", "Hana Cho", "Ravi Menon", "Zofia Lis", "Abel Teka", "Noor Aziz", "Otis Gray", "Vera Simic", "Luan Costa", "Mina Toth"]
    ev = ["sign_in", "sign_in", "view_page", "view_page", "sign_out"]
    nd2 = [{"event": rng.choice(ev), "user": {"id": 5000 + 17 * i, "name": n, "verified": rng.random() > 0.2}, "device": rng.choice(["web", "web", "ios", "android"]), "ok": True, "errors": [], "ms": rng.randint(3, 420)} for i, n in enumerate(names)]
    ok("NDJSON", "\n".join(json.dumps(r, separators=(",", ":")) for r in nd2) + "\n", True, "event stream of 24 users; same keys, different people and figures")

    rows = ["Ardle", "Breck", "Callan", "Dunnet", "Ewes", "Fiddich", "Garry", "Halladale", "Isla", "Jed", "Kelvin", "Leven", "Moriston", "Naver", "Orchy", "Polly", "Quaich", "Rule", "Shin", "Tirry", "Urie", "Vagastie", "Wick", "Yarrow"]
    ok("SQL", "CREATE TABLE gauge (id INTEGER PRIMARY KEY, river TEXT NOT NULL, metres NUMERIC(4,2), status TEXT NOT NULL DEFAULT 'active');\n\n" + "\n".join(f"INSERT INTO gauge (id, river, metres, status) VALUES ({i}, '{r}', {rng.randint(20, 410) / 100:.2f}, 'active');" if i % 7 else f"INSERT INTO gauge (id, river, metres, status) VALUES ({i}, '{r}', NULL, 'retired');" for i, r in enumerate(rows, 1)) + "\n\nCOMMIT;\n", True, "seed script: the statement repeats, the river and level do not", prompt="Write SQL to create and seed a table of river gauges, one INSERT per row, 24 rows.")
    tabs = ["invoice", "invoice_line", "customer", "product", "tax_rate", "payment"]
    ok("SQL", "BEGIN;\n" + "\n".join(f"GRANT SELECT ON billing.{t} TO reporting;" for t in tabs) + "\n" + "\n".join(f"GRANT SELECT, INSERT, UPDATE ON billing.{t} TO clerk;" for t in tabs if t != "tax_rate") + "\nGRANT SELECT ON billing.tax_rate TO clerk;\nREVOKE ALL ON billing.payment FROM PUBLIC;\nCOMMIT;\n", True, "one grant per table and role")

    rng = random.Random(9)
    raw = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(12) + bytes(rng.randrange(256) for _ in range(700)) + bytes(90) + bytes(rng.randrange(256) for _ in range(760)) + b"\x00\x00\x00\x00IEND\xaeB`\x82"
    b64 = base64.b64encode(raw).decode()
    ok("base64", "It starts with a PNG signature so that viewers try to open it and fail. Put this into `tests/fixtures/blob.b64`:\n\n" + "\n".join(b64[i : i + 76] for i in range(0, len(b64), 76)) + "\n\nIt decodes to " + str(len(raw)) + " bytes. The run of letters A nearly half-way down is padding: ninety zero bytes.\n", True, "base64 of random bytes with a short run of zeros, explained", prompt="I need a base64 text fixture of about 1.5 kB, with some zero padding inside.")
    ok("base64", "Three hundred zero bytes encode to exactly four hundred letters A, because every three bytes become four characters and nothing is left over to pad:\n\n" + "\n".join(base64.b64encode(bytes(48)).decode() for _ in range(6)) + "\n" + base64.b64encode(bytes(12)).decode() + "\n\nThat is six lines of 64 and one of 16. No equals signs at the end.\n", True, "the prompt asks for the encoding of zeros; the count is right and it stops", prompt="What does a buffer of 300 zero bytes look like in base64, wrapped at 64 columns?")

    ok("matrix", "The 12 × 12 identity matrix, ready to paste:\n\nI = [\n" + "\n".join("  [" + ", ".join("1" if i == j else "0" for j in range(12)) + "]," for i in range(12)) + "\n]\n\nYou can check that trace(I) is 12 and that I times any vector gives the vector back. For anything bigger than this, use numpy.eye(n) instead of typing it out.\n", True, "identity matrix: zeros with a one that walks down the diagonal", prompt="Write out a 12x12 identity matrix as a nested list.")
    ok("matrix", "The second-difference matrix for seven interior points is tridiagonal:\n\n\\[\nA = \\frac{1}{h^2}\n\\begin{pmatrix}\n" + " \\\\\n".join(" & ".join("-2" if i == j else "1" if abs(i - j) == 1 else "0" for j in range(7)) for i in range(7)) + "\n\\end{pmatrix}\n\\]\n\nEach row is the row above it moved one place to the right. The first and the last row are short of a neighbour, which is where the boundary values enter the right-hand side.\n", True, "band matrix in LaTeX: rows are shifts of one pattern", prompt="Write the finite-difference matrix for u'' with 7 interior points in LaTeX.")

    kids = ["Adeyemi, Tola", "Bauer, Jonas", "Carvalho, Rita", "Dunn, Patrick", "Eriksen, Maja", "Farouk, Sami", "Gupta, Anika", "Horvat, Luka", "Ito, Ren", "Jansen, Bo", "Kowal, Ewa", "Lopez, Iker"]
    ok("empty cells", "Class 4b, attendance, week of ______________\n\n| Name           | Mon | Tue | Wed | Thu | Fri | Remarks    |\n|----------------|-----|-----|-----|-----|-----|------------|\n" + "\n".join(f"| {k:<14} |     |     |     |     |     |            |" for k in kids) + "\n\nP = present, A = absent, L = late. Return to the office by Friday noon.\n", True, "blank register: the cells are empty because they are to be filled in by hand", prompt="Make a blank weekly attendance sheet for these twelve pupils (list attached), as a table I can print.")
    parts = [("Airframe", "Wing root, left", "x", "", ""), ("Airframe", "Wing root, right", "x", "", ""), ("Airframe", "Rudder cables", "", "x", "slack, 4 mm"), ("Airframe", "Elevator hinge", "x", "", ""), ("Cabin", "Harness, front", "x", "", ""), ("Cabin", "Harness, rear", "", "", ""), ("Cabin", "Canopy latch", "x", "", ""), ("Cabin", "Altimeter", "", "", ""), ("Cabin", "Compass", "", "", ""), ("Cabin", "Radio", "", "", ""), ("Gear", "Main wheel", "x", "", ""), ("Gear", "Tail skid", "", "x", "worn"), ("Gear", "Brake", "", "", ""), ("Gear", "Tow hook, nose", "", "", ""), ("Gear", "Tow hook, belly", "", "", ""), ("Papers", "Logbook", "x", "", ""), ("Papers", "Insurance", "", "", ""), ("Papers", "Weight sheet", "", "", "")]
    ok("empty cells", "<p>Here is the state of the inspection so far; open cells have not been looked at yet.</p>\n<table>\n" + "\n".join(f"<tr><td>{a}</td><td>{b}</td><td>{c}</td><td>{d}</td><td>{e}</td></tr>" for a, b, c, d, e in parts) + "\n</table>", False, "half-filled checklist in HTML: many empty cells, a new part in every row; cut", prompt="Turn my glider inspection notes into an HTML table. Leave unchecked items empty.", cut=1044)

    rng = random.Random(1200)
    out = ["station,date,rain_mm,hail_mm,snow_cm,thunder,frost"]
    for i in range(92):
        m, d = (6, i + 1) if i < 30 else (7, i - 29) if i < 61 else (8, i - 60)
        r = rng.choice([0, 0, 0, 0, 0, 0, 0, 0, round(rng.random() * 9, 1)])
        out.append(f"S14,2032-{m:02d}-{d:02d},{r:.1f},0.0,0,{int(r > 6)},0")
    ok("CSV zeros", "\n".join(out), False, "a dry summer: nearly all values are zero, each row another day, some with rain; cut", prompt="Create a CSV with daily rainfall, hail, snow, thunder and frost for one weather station, June to August. Make it a dry summer.", cut=2035)
    depts = ["Adhesives", "Blinds", "Candles", "Doormats", "Electrical", "Fixings", "Garden", "Hooks", "Insulation", "Keys", "Ladders", "Mirrors", "Nails", "Ovenware", "Paint", "Rugs", "Shelving", "Tiles", "Upholstery", "Varnish", "Wallpaper"]
    sparse = [[rng.choice([0, 0, 0, rng.randint(20, 900)]), rng.choice([0, 0, rng.randint(20, 900)]), 0, rng.choice([0, 0, rng.randint(20, 900)]), 0, rng.choice([0, 0, 0, 1])] for _ in depts]
    ok("CSV zeros", "# Q3: shop closed for rebuilding\ndepartment,q1,q2,q3,q4,returns,complaints\n" + "\n".join(d + "," + ",".join(map(str, r)) for d, r in zip(depts, sparse, strict=True)) + "\nTOTAL," + ",".join(str(sum(col)) for col in zip(*sparse, strict=True)) + "\n", None, "sparse sales table: each row another department, the cause given in a comment, totals at the end")

    mbr = bytearray(512)
    mbr[446:462] = bytes([0x80, 0x20, 0x21, 0, 0x83, 0xAA, 0x28, 0x82, 0, 8, 0, 0, 0, 0, 0x20, 0])
    mbr[510:] = b"\x55\xaa"

    def dump(data: bytes, base: int = 0) -> str:
        """Bytes as hexdump -C -v shows them."""
        lines = []
        for i in range(0, len(data), 16):
            c = data[i : i + 16]
            lines.append(f"{base + i:08x}  {' '.join(f'{x:02x}' for x in c[:8]):<23}  {' '.join(f'{x:02x}' for x in c[8:]):<23}  |{''.join(chr(x) if 32 <= x < 127 else '.' for x in c)}|")
        return "\n".join(lines)

    ok("hex dump", "Without boot code the sector is almost all zeros. With -v, so that equal lines are not folded into a star, you will see:\n\n" + dump(bytes(mbr)) + "\n00000200\n\nThe one partition entry starts at 0x1be and the signature 55 aa is in the last two bytes. Everything else may stay zero.\n", True, "zeros are what the sector holds; addresses count up to the partition entry and the signature", prompt="What would hexdump -C -v print for the first sector of a disk with one partition and no boot code?")
    text = b"Dear keeper,\nthe lamp was relit at 04:10. Oil left: 11 measures.\nNo ships.\n" + bytes(11) + b"Dear keeper,\nthe lamp was relit at 04:25. Oil left: 10 measures.\nOne ship, no answer.\n" + bytes(9) + b"\xff" * 48 + b"END OF ROLL\n"
    ok("hex dump", dump(text, 0x4A00) + "\n", None, "dump of two notes with padding between; addresses and bytes go on")

    rng = random.Random(55)
    out, frame = [], 0
    for _ in range(40):
        frame += rng.randint(118, 131)
        sec = frame / 25
        size = int(frame * 7.3) + rng.randint(-40, 40)
        out.append(f"frame={frame:5d} fps={rng.choice([246, 247, 248, 249])} q=28.0 size={size:8d}kB time=00:{int(sec // 60):02d}:{sec % 60:05.2f} bitrate={size * 8 / sec:6.1f}kbits/s speed={rng.choice(['9.84', '9.87', '9.91'])}x")
    ok("progress output", "Press [q] to stop, [?] for help\n" + "\n".join(out), False, "encoder progress: the frame, size and time advance line by line; cut in a line", prompt="Show what ffmpeg prints while it transcodes a long file.", cut=2310)
    loss, out = 2.31, []
    for i in range(1, 19):
        loss = loss * 0.87 + 0.02
        out.append(f"Epoch {i:>2}/18\n312/312 [{'=' * 30}] - {rng.randint(40, 44)}s {rng.randint(128, 141)}ms/step - loss: {loss:.4f} - acc: {1 - loss / 3.4:.4f} - val_loss: {loss * 1.08 + 0.09 * (i > 13) * (i - 13):.4f}")
    ok("progress output", "\n".join(out) + "\nRestoring model weights from the end of the best epoch: 13.\n", None, "training log: bars are alike, losses fall and then rise")

    ok("stack trace", 'That\'s the recursion limit. Your `depth()` never reaches its base case, so Python unwinds this:\n\nTraceback (most recent call last):\n  File "tree.py", line 31, in <module>\n    print(depth(root))\n  File "tree.py", line 12, in depth\n    return 1 + depth(node.parent)\n  File "tree.py", line 12, in depth\n    return 1 + depth(node.parent)\n  File "tree.py", line 12, in depth\n    return 1 + depth(node.parent)\n  [Previous line repeated 995 more times]\nRecursionError: maximum recursion depth exceeded\n\nThe root is its own parent. Test for `node.parent is node` before you recurse.\n', True, "a recursion traceback shows three equal frames and then folds the rest, as Python does", prompt="My tree depth function crashes. What will the traceback look like and why?")
    fr = [("OrderService", "place", 88), ("OrderService", "lambda$placeAll$0", 61), ("RetryTemplate", "run", 40), ("RetryTemplate", "run", 33), ("RetryTemplate", "run", 28), ("OrderService", "placeAll", 59), ("OrderJob", "execute", 24), ("Scheduler", "tick", 117)]
    trace = "2032-01-09 02:00:04 ERROR OrderJob - nightly run failed\nshop.order.OrderException: could not place order 77120\n" + "\n".join(f"\tat shop.order.{c}.{m}({c}.java:{n})" for c, m, n in fr)
    for cause, pkg, frs in [("shop.stock.StockException: reservation refused", "stock", [("StockClient", "reserve", 45), ("StockClient", "call", 71), ("StockClient", "call", 69)]), ("shop.http.HttpException: 503 from stock-02", "http", [("HttpChannel", "send", 130), ("HttpChannel", "await", 142), ("HttpChannel", "await", 139)]), ("java.net.SocketTimeoutException: Read timed out", "http", [("Socket", "read", 203), ("Socket", "read", 199), ("Socket", "fill", 187)])]:
        trace += f"\nCaused by: {cause}\n" + "\n".join(f"\tat shop.{pkg}.{c}.{m}({c}.java:{n})" for c, m, n in frs) + f"\n\t... {len(frs) + 5} more"
    ok("stack trace", trace, False, "chained causes: frames look alike, methods and line numbers differ; cut in a frame", cut=995)


def programs() -> None:
    """Enums, asserts, indentation, configuration, unit tests, code in blocks, HTML, SVG."""
    errs = ["Ok", "Eof", "BadMagic", "BadVersion", "BadChecksum", "BadLength", "BadOffset", "BadAlign", "BadTag", "BadUtf8", "BadDate", "BadTime", "NoMemory", "NoSpace", "NoFile", "NoDir", "NoLock", "NoPerm", "NoKey", "NoTable", "NoIndex", "NoColumn", "NoRow", "DupKey", "DupTable", "DupIndex", "DupColumn", "TooManyFiles", "TooManyLocks", "TooManyRows", "TooManyColumns", "Busy", "Timeout", "Cancelled", "Internal"]
    say = {"Ok": "no error", "Eof": "end of file"}

    def snake(s: str) -> str:
        """CamelCase to UPPER_SNAKE."""
        return "".join(("_" if c.isupper() and i else "") + c.upper() for i, c in enumerate(s))

    ok("enum", "Put this in `tinydb_error.h`:\n\n```c\ntypedef enum tdb_error {\n" + "\n".join(f"    TDB_{snake(e)} = {-i}," for i, e in enumerate(errs)) + "\n} tdb_error;\n\nstatic inline const char *tdb_strerror(tdb_error e)\n{\n    switch (e) {\n" + "\n".join(f'    case TDB_{snake(e)}: return "{say.get(e, snake(e).lower().replace("_", " "))}";' for e in errs), False, "error enum and its switch: one line per constant; cut in a case", prompt="Write a C header for a small embedded database with about 35 error codes and a strerror function.", cut=2360)
    ok("enum", "export enum Suit {\n  Acorns = 'ACORNS',\n  Leaves = 'LEAVES',\n  Hearts = 'HEARTS',\n  Bells = 'BELLS',\n}\n\nexport enum Rank {\n  Seven = 'SEVEN',\n  Eight = 'EIGHT',\n  Nine = 'NINE',\n  Ten = 'TEN',\n  Under = 'UNDER',\n  Over = 'OVER',\n  King = 'KING',\n  Deuce = 'DEUCE',\n}\n\nexport enum Phase {\n  Deal = 'DEAL',\n  Bid = 'BID',\n  Play = 'PLAY',\n  Score = 'SCORE',\n}\n\nexport const deck = Object.values(Suit).flatMap((suit) => Object.values(Rank).map((rank) => ({ suit, rank })));\n", True, "string enums: every name is written twice by custom")

    rom = [(1, "I"), (2, "II"), (3, "III"), (4, "IV"), (5, "V"), (6, "VI"), (7, "VII"), (8, "VIII"), (9, "IX"), (10, "X"), (14, "XIV"), (19, "XIX"), (20, "XX"), (30, "XXX"), (40, "XL"), (44, "XLIV"), (49, "XLIX"), (50, "L"), (90, "XC"), (99, "XCIX"), (100, "C"), (400, "CD"), (444, "CDXLIV"), (500, "D"), (900, "CM"), (999, "CMXCIX"), (1000, "M"), (1666, "MDCLXVI"), (3999, "MMMCMXCIX")]
    ok("asserts", "def check() -> None:\n" + "\n".join(f'    assert to_roman({n}) == "{r}"' for n, r in rom) + "\n" + "\n".join(f'    assert from_roman("{r}") == {n}' for n, r in rom if n % 10 in (4, 9)) + '\n    for bad in ("", "IIII", "VX", "IC"):\n        assert not is_roman(bad)\n', True, "asserts: same call, each value another boundary")
    ok("asserts", "#[test]\nfn clamps() {\n" + "\n".join(f"    assert_eq!(clamp({x}, -8, 7), {max(-8, min(7, x))});" for x in [-100, -9, -8, -7, -1, 0, 1, 6, 7, 8, 9, 100]) + "\n    assert_eq!(clamp(i32::MIN, -8, 7), -8);\n    assert_eq!(clamp(i32::MAX, -8, 7), 7);\n}\n", True, "one assert per boundary value")

    deep = {"survey": {"region": {"north": {"county": {"parish": {"street": {"house": {"floor": {"flat": {"room": {"wall": {"socket": {"fitted": True, "earthed": None, "checked": {"by": "R. Moyle", "on": "2032-02-11"}}}}}}}}}}}}}}
    ok("indentation", "This is the deepest path that the old exporter writes:\n\n" + json.dumps(deep, indent=4), False, "nested JSON: the indentation grows, each key is another level; cut in the white space before a key", prompt="Show an example of badly over-nested JSON from a building survey.", cut=546)
    lv = ["for (auto& house : houses) {", "if (house.open) {", "for (auto& floor : house.floors) {", "if (floor.number >= 0) {", "for (auto& room : floor.rooms) {", "if (room.window) {", "for (auto& pane : room.panes) {", "if (pane.cracked) {", "if (!pane.reported) {", "report(pane);"]
    ok("indentation", "Here is the loop as it stands, with the scopes marked the way your C++ colleagues asked:\n\n```cpp\n" + "\n".join("    " * i + x for i, x in enumerate(lv)) + "\n" + "\n".join("    " * i + "}" for i in range(8, -1, -1)) + "\n```\n\nNine closing braces, one per scope. Pulling the inner four out into `check_room()` gets rid of most of them.\n", True, "nested scopes: the closing braces step back one level at a time, then the advice", prompt="Convert my deeply nested Python loop to C++ without refactoring it first.")

    svc = [("gateway", "8080", "caddy"), ("accounts", "9001", "python"), ("catalogue", "9002", "python"), ("basket", "9003", "python"), ("orders", "9004", "python"), ("invoices", "9005", "python"), ("mailer", "9006", "golang"), ("search", "9007", "golang"), ("images", "9008", "golang"), ("audit", "9009", "golang")]
    ok("config", "services:\n" + "\n".join(f"  {n}:\n    image: registry.example.test/shop/{n}:4.2\n    build:\n      context: ./{n}\n      args:\n        BASE: {b}\n    restart: unless-stopped\n    environment:\n      PORT: \"{p}\"\n      LOG_LEVEL: info\n      TZ: UTC\n    ports:\n      - \"{p}:{p}\"\n    healthcheck:\n      test: [\"CMD\", \"wget\", \"-q\", \"-O-\", \"http://localhost:{p}/health\"]\n      interval: 30s\n      timeout: 3s\n      retries: 3\n    networks:\n      - inner" + ("\n      - outer" if n == "gateway" else "") for n, p, b in svc) + "\n\nnetworks:\n  inner:\n    internal: true\n  outer: {}\n", True, "compose file: ten services from one pattern, each with its name and port", prompt="Write a docker-compose.yml for a shop with ten microservices, each spelled out in full (no anchors).")
    ok("config", "Host *\n    ServerAliveInterval 30\n    IdentitiesOnly yes\n\n" + "\n\n".join(f"Host {h}\n    HostName {ip}\n    User {u}\n    IdentityFile ~/.ssh/{k}" for h, ip, u, k in [("attic", "192.168.7.11", "pi", "home"), ("cellar", "192.168.7.12", "pi", "home"), ("shed", "192.168.7.20", "pi", "home"), ("printer", "192.168.7.31", "root", "home"), ("bastion", "203.0.113.9", "maren", "work"), ("build", "10.8.0.4", "ci", "work")]) + "\n    ProxyJump bastion\n", True, "ssh config: one block per host")

    ut = [("empty_string", '""', '""'), ("single_space", '" "', '""'), ("leading_space", '" a"', '"a"'), ("trailing_space", '"a "', '"a"'), ("inner_space", '"a b"', '"a-b"'), ("two_inner_spaces", '"a  b"', '"a-b"'), ("tab", '"a\\tb"', '"a-b"'), ("newline", '"a\\nb"', '"a-b"'), ("upper_case", '"ABC"', '"abc"'), ("mixed_case", '"aBc"', '"abc"'), ("digits", '"a1"', '"a1"'), ("only_digits", '"123"', '"123"'), ("hyphen", '"a-b"', '"a-b"'), ("two_hyphens", '"a--b"', '"a-b"'), ("leading_hyphen", '"-a"', '"a"'), ("trailing_hyphen", '"a-"', '"a"'), ("underscore", '"a_b"', '"a-b"'), ("dot", '"a.b"', '"a-b"'), ("apostrophe", '"it\'s"', '"its"'), ("ampersand", '"a & b"', '"a-and-b"'), ("umlaut", '"ü"', '"u"'), ("sharp_s", '"ß"', '"ss"'), ("accent", '"é"', '"e"'), ("emoji", '"a😀b"', '"ab"')]
    ok("unit tests", "import unittest\n\nfrom slug import slugify\n\n\nclass SlugifyTest(unittest.TestCase):\n" + "\n".join(f"    def test_{n}(self) -> None:\n        result = slugify({a})\n        self.assertEqual(result, {b})\n" for n, a, b in ut), False, "unit tests: three-line frame, each with its own case; cut in a call", cut=2390)
    ok("unit tests", "func TestDays(t *testing.T) {\n\tcases := []struct {\n\t\tyear, month, want int\n\t}{\n" + "\n".join(f"\t\t{{{y}, {m}, {calendar.monthrange(y, m)[1]}}}," for y, m in [(2023, 1), (2023, 2), (2023, 3), (2023, 4), (2023, 5), (2023, 6), (2023, 7), (2023, 8), (2023, 9), (2023, 10), (2023, 11), (2023, 12), (2024, 1), (2024, 2), (2024, 3), (1900, 2), (2000, 2), (2100, 2), (2400, 2)]) + "\n\t}\n\tfor _, c := range cases {\n\t\tif got := Days(c.year, c.month); got != c.want {\n\t\t\tt.Errorf(\"Days(%d, %d) = %d, want %d\", c.year, c.month, got, c.want)\n\t\t}\n\t}\n}\n\nfunc TestDaysPanics(t *testing.T) {\n\tfor _, m := range []int{-1, 0, 13} {\n\t\tfunc() {\n\t\t\tdefer func() {\n\t\t\t\tif recover() == nil {\n\t\t\t\t\tt.Errorf(\"month %d: no panic\", m)\n\t\t\t\t}\n\t\t\t}()\n\t\t\tDays(2023, m)\n\t\t}()\n\t}\n}\n", True, "table-driven test: few results, each row another month")

    fields = ["Title", "Author", "Publisher", "Series", "Language", "Country", "Binding", "Condition", "Shelf", "Donor", "Subject", "Notes"]
    ok("repeated code", "public final class Book {\n\n" + "\n".join(f"    private String {f.lower()};" for f in fields) + "\n\n" + "\n\n".join(f"    public String get{f}() {{\n        return {f.lower()};\n    }}\n\n    public Book set{f}(String {f.lower()}) {{\n        this.{f.lower()} = {f.lower()};\n        return this;\n    }}" for f in fields), False, "getters and setters: boilerplate with a new field each time; cut in a setter", cut=2190)
    ok("repeated code", "static void leds_init(void)\n{\n" + "\n".join(f"    gpio_mode(PORT_{p}, {n}, GPIO_OUT);\n    gpio_pull(PORT_{p}, {n}, PULL_{pl});\n    gpio_write(PORT_{p}, {n}, {v});  /* {c} */" for p, n, pl, v, c in [("A", 4, "NONE", 0, "power"), ("A", 5, "NONE", 0, "link"), ("B", 0, "UP", 1, "fault, active low"), ("B", 1, "NONE", 0, "charge"), ("C", 13, "DOWN", 0, "user")]) + "\n}\n", None, "pin set-up: three calls per LED, with its own port and comment")

    towns = ["Abbotsmoor", "Aldwick Green", "Barrow Heath", "Birkdale Cross", "Brindle", "Castle Ferry", "Coldharbour", "Crane's End", "Dalby", "Eastry", "Fallowfield", "Gorsey Bank", "Hallow", "Hinton Parva", "Inkpen Row", "Kettleby", "Long Marrow", "Lower Tarn", "Maidencombe", "Nether Poppleton Road", "Oakhanger", "Penny Hassett", "Quernmore", "Ripple", "Saltersgate", "Thornholme", "Upper Tarn", "Vowchurch", "Wetwang Lane", "Yelling"]
    ok("HTML list", '<label for="branch">Collect from:</label>\n<select id="branch" name="branch" required>\n  <option value="">Please choose</option>\n' + "\n".join(f'  <option value="{t.lower().replace(" ", "-").replace(chr(39), "")}"{" disabled" if t == "Hallow" else ""}>{t}</option>' for t in towns) + '\n</select>\n<p class="hint">Hallow is closed for repairs until spring. All other branches hold parcels for ten days.</p>\n', True, "select box: one option per branch")
    nav = [("Visit", ["Opening hours", "Tickets", "Getting here", "Access"]), ("Animals", ["Otters", "Owls", "Ponies", "Bees"]), ("About", ["History", "Staff", "Jobs", "Press"])]
    ok("HTML list", '<nav>\n  <ul class="menu">\n' + "\n".join(f'    <li class="item"><a href="#">{h}</a>\n      <ul class="sub">\n' + "\n".join(f'        <li class="item"><a href="#">{x}</a></li>' for x in xs) + "\n      </ul>\n    </li>" for h, xs in nav) + "\n  </ul>\n</nav>", False, "nested menu with placeholder links; new labels throughout; cut in a tag", prompt="A two-level HTML nav menu for a farm zoo. Use # for the links for now.", cut=604)

    ok("SVG", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 260 180">\n' + "\n".join(f'  <circle cx="{20 + 20 * x}" cy="{20 + 20 * y}" r="{3 + (x * y) % 4}" fill="#2a6f97"/>' for y in range(8) for x in range(12)) + "\n</svg>\n", None, "dot grid: one element, coordinates run through columns and rows, and the file is closed")
    ok("SVG", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 140 80" role="img" aria-label="Seven-striped flag">\n' + "\n".join(f'  <rect x="0" y="{y}" width="140" height="{h}" fill="{c}"/>' for y, h, c in [(0, 12, "#7d1d3f"), (12, 11, "#f2e9e4"), (23, 12, "#7d1d3f"), (35, 10, "#22577a"), (45, 12, "#7d1d3f"), (57, 11, "#f2e9e4"), (68, 12, "#7d1d3f")]) + '\n  <path d="M60 40 l10 -17 l10 17 z" fill="#ffd166"/>\n</svg>\n', True, "flag: seven bars of the same element")


def main() -> None:
    """Build, check, write, count."""
    for part in (songs, chats, prose, pages, puzzles, records, programs):
        part()
    assert len(CASES) == 90
    assert len({c["text"] for c in CASES}) == 90
    by_end = Counter(c["finished"] for c in CASES)
    assert by_end == {True: 45, False: 35, None: 10}, by_end
    for c in CASES:
        assert c["label"] == "ok"
        assert c["kind"] is None
        assert c["onset"] is None
        assert c["period"] is None
        assert c["end"] is None
        assert 440 <= len(str(c["text"])) <= 6000 or c["script"] in ("Chinese", "Hangul", "Hebrew"), (c["id"], c["shape"], len(str(c["text"])))
    path = Path(__file__).with_suffix(".jsonl")
    path.write_text("".join(json.dumps(c, ensure_ascii=False) + "\n" for c in CASES), encoding="utf-8")
    print(len(CASES), "cases:", path.name)
    print("label", dict(Counter(c["label"] for c in CASES)), "finished", {str(k): v for k, v in by_end.items()}, "prompt null", sum(c["prompt"] is None for c in CASES))
    print("script", dict(Counter(str(c["script"]) for c in CASES)))
    print("length", dict(Counter("short" if len(str(c["text"])) <= 700 else "medium" if len(str(c["text"])) < 2000 else "long" for c in CASES)))
    print("shape", dict(Counter(str(c["shape"]) for c in CASES)))


if __name__ == "__main__":
    main()
