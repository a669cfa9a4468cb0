# ruff: noqa: E501, RUF001
"""Calibration cases in many languages and scripts: degenerate loops and their healthy twins.

All fragments were written by hand for this project. The program assembles them, cuts them where a token cap would
have cut them, checks the labels, and writes `scripts.jsonl` beside itself. Chance is seeded.
"""
# fmt: off

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

    Slot = Sequence[str] | Callable[[int], str]

CASES: list[dict[str, Any]] = []

# language: (script, rough characters per token)
LANGUAGES: dict[str, tuple[str, float]] = {
    "es": ("Latin", 3.8), "de": ("Latin", 3.6), "fr": ("Latin", 3.7), "pl": ("Latin", 2.8), "tr": ("Latin", 2.9),
    "vi": ("Latin", 2.6), "id": ("Latin", 3.6), "en": ("Latin", 4.3), "ru": ("Cyrillic", 2.9), "uk": ("Cyrillic", 2.6),
    "el": ("Greek", 1.9), "zh": ("Chinese", 1.5), "ja": ("Japanese", 1.4), "ko": ("Korean", 1.7),
    "ar": ("Arabic", 2.4), "fa": ("Arabic", 2.2), "he": ("Hebrew", 2.0), "hi": ("Devanagari", 1.6),
    "bn": ("Bengali", 1.4), "ta": ("Tamil", 1.3), "th": ("Thai", 2.0), "mixed": ("mixed", 2.4),
}
DIGITS = {"ar": "٠١٢٣٤٥٦٧٨٩", "fa": "۰۱۲۳۴۵۶۷۸۹", "hi": "०१२३४५६७८९", "bn": "০১২৩৪৫৬৭৮৯", "th": "๐๑๒๓๔๕๖๗๘๙", "full": "０１２３４５６７８９"}
EXACT = ("token_run", "exact_loop", "block_loop")


def native(n: int, lang: str) -> str:
    """A number in a language's own digits."""
    return "".join(DIGITS[lang][int(digit)] for digit in str(n))


def han(n: int) -> str:
    """Chinese numerals, one to ninety-nine."""
    names = "零一二三四五六七八九"
    tens, ones = divmod(n, 10)
    return (names[tens] if tens > 1 else "") + ("十" if tens else "") + (names[ones] if ones or not tens else "")


def add(label: str, kind: str | None, shape: str, lang: str, text: str, **rest: Any) -> None:
    """One row, in the order of the fields of the set."""
    row = {"id": f"scripts-{len(CASES) + 1:03d}", "label": label, "kind": kind, "shape": shape, "script": LANGUAGES[lang][0], "text": text}
    fields: dict[str, Any] = {"finished": False, "prompt": None, "onset": None, "period": None, "end": None, "note": "", **rest}
    CASES.append({**row, **{key: fields[key] for key in ("finished", "prompt", "onset", "period", "end", "note", "copies") if key in fields}})


def size(lang: str, cap: int) -> int:
    """About how many characters a token cap leaves."""
    return round(cap * LANGUAGES[lang][1])


def exact(shape: str, lang: str, cap: int, before: str, unit: str, note: str, after: str | None = None, **rest: Any) -> None:
    """A unit repeated until the cap, or, with `after`, a whole number of times and then on; the labels are maximal."""
    room = size(lang, cap) - len(before)
    text = before + (unit * (room // len(unit) + 1))[:room] if after is None else before + unit * (room // len(unit)) + after
    period = (unit + unit).find(unit, 1)
    onset, end = len(before), len(before) + 2 * period
    while onset and text[onset - 1] == text[onset - 1 + period]:
        onset -= 1
    while end < len(text) and text[end] == text[end - period]:
        end += 1
    kind = "token_run" if period == 1 else "block_loop" if period >= 256 else "exact_loop"
    add("loop", kind, shape, lang, text, onset=onset, period=period, end=end, note=note, **rest)


def copies_of(template: str, salt: int, slots: dict[str, Slot]) -> Callable[[int], str]:
    """The copies of a template: a slot that is a sequence is drawn from, never the same value twice running."""
    dice, now = random.Random(zlib.crc32(template.encode()) + salt), dict[str, str]()

    def copy(i: int) -> str:
        for name, values in slots.items():
            now[name] = values(i) if callable(values) else dice.choice([value for value in values if value != now.get(name)])
        return re.sub(r"\{(\w+)\}", lambda found: now.get(found[1], found[0]), template)

    return copy


def near(kind: str, shape: str, lang: str, cap: int, before: str, template: str, note: str, after: str | None = None, salt: int = 0, rest: dict[str, Any] | None = None, **slots: Slot) -> None:
    """Copies of a template that differ in their slots, cut by the cap or followed by `after`."""
    copy, done, room = copies_of(template, salt, slots), list[str](), size(lang, cap) - len(before)
    while len("".join(done)) < room:
        done.append(copy(len(done)))
    body = "".join(done)[:room].rstrip() if after is None else "".join(done[:-1])
    end = len(before) + len(body.rstrip())
    add("loop", kind, shape, lang, before + body + (after or ""), onset=len(before), period=len(done[0]), end=end, note=note, copies=done[:-1], **(rest or {}))


def shuffled(shape: str, lang: str, cap: int, before: str, sentences: Sequence[str], note: str, passes: bool = False, salt: int = 0, **rest: Any) -> None:
    """A fixed set of sentences in irregular order, or in whole passes each in another order."""
    dice, done, room = random.Random(salt), list(sentences), size(lang, cap) - len(before)
    while len("".join(done)) < room:
        if passes:
            order = dice.sample(sentences, len(sentences))
            done += order if order[0] != done[-1] else order[1:] + order[:1]
        else:
            done.append(dice.choice([sentence for sentence in sentences if sentence != done[-1]]))
    body = "".join(done)[:room].rstrip()
    add("loop", "shuffled_loop", shape, lang, before + body, onset=len(before), period=len("".join(sentences)) if passes else None, end=len(before + body), note=note, **rest)


def ok(shape: str, lang: str, text: str, note: str, prompt: str | None = None, finished: bool | None = True, keep: int | None = None) -> None:
    """A healthy text; `keep` characters of it where the cap cut it."""
    text = text.strip("\n")
    if keep is not None:
        assert keep < len(text), (shape, lang, keep, len(text))
        text = text[:keep]
    add("ok", None, shape, lang, text, prompt=prompt, finished=finished, note=note)


# ---------------------------------------------------------------- loops: exact

exact("story", "es", 128,
      "Mi abuela guardaba las llaves del molino en una lata de galletas, debajo del fregadero. Cuando murió, nadie se acordó de la lata hasta que el agua del río empezó a subir y hubo que abrir la compuerta. ",
      "Corrí a la cocina y abrí la lata. La lata estaba vacía. ", "healthy opening, then two sentences five times", prompt="Escribe un cuento corto sobre un molino.")
exact("email", "de", 128,
      "Betreff: Termin für die Heizungswartung\n\nSehr geehrte Frau Lindqvist,\n\nvielen Dank für Ihre Nachricht vom Montag. Leider ist unser Techniker bis Ende der Woche ausgebucht, der Notdienst kommt aber jederzeit.\n\n",
      "Mit freundlichen Grüßen\nIhr Kundendienst\n\n", "the closing formula never ends the mail")
exact("dialogue", "fr", 256,
      "Le commissaire reposa sa tasse. Dehors, la pluie tombait sur le quai désert, et le témoin n'avait toujours pas quitté son imperméable.\n\n— Donc, vous l'avez vu sortir de l'entrepôt, un peu avant minuit ?\n— Avec une valise, oui. Une valise verte.\n\n",
      "— Vous en êtes sûr ?\n— Oui, monsieur le commissaire.\n— Tout à fait sûr ?\n— Puisque je vous le dis.\n", "four speeches in a circle", prompt="Rédige une scène d'interrogatoire dans un roman policier.")
exact("list", "pl", 128, "Lista zakupów na sobotę:\n- mąka żytnia, 2 kg\n- drożdże świeże\n- kminek i czarnuszka\n- śmietana 18%\n- buraki na zakwas\n",
      "- masło\n- jajka\n- ser biały\n", "three list items over and over", prompt="Ułóż listę zakupów na urodziny babci.")
exact("recipe", "tr", 256,
      "Mercimek çorbası için önce soğanı ve havucu küçük küçük doğrayın. Tencerede bir kaşık tereyağını eritip soğanları pembeleşene kadar kavurun. Ardından yıkanmış mercimeği, bir tatlı kaşığı salçayı ve altı bardak sıcak suyu ekleyin. Kaynayınca altını kısın ve yirmi dakika pişirin. ",
      "Çorbayı blenderdan geçirin ve tuzunu kontrol edin. Gerekirse biraz daha su ekleyin ve tekrar karıştırın. ", "the last step of the recipe again and again", prompt="Mercimek çorbası nasıl yapılır?")
exact("diary", "vi", 128, "Sáng nay tôi dậy sớm, ra chợ mua một bó hoa cúc cho mẹ. Trên đường về, trời bỗng đổ mưa và tôi trú dưới mái hiên của tiệm sách cũ. Ở đó tôi gặp lại thầy Hòa, ",
      "và tôi cảm thấy rất vui, ", "the clause runs on for ever")
exact("story", "id", 128, "Kura-kura tua itu akhirnya memutuskan untuk pulang ke sungai. Jalannya jauh dan matahari sudah condong ke barat, tetapi ia tidak takut. Ia melangkah ",
      "pelan-pelan, ", "reduplicated word of 13 characters, far beyond any emphasis", prompt="Ceritakan dongeng tentang kura-kura.")
exact("essay", "ru", 256,
      "Роль трамвая в жизни рабочих окраин трудно переоценить. До появления первых линий дорога на завод занимала больше часа, и люди селились вплотную к проходной, в бараках без воды. Трамвай раздвинул город: появились слободы с садами, рынки у конечных остановок, вечерние школы в центре. ",
      "Таким образом, трамвай стал не только транспортом, но и символом нового города. ", "the concluding sentence will not conclude")
exact("list", "uk", 128, "Що взяти в похід на Горгани: намет із чотирма запасними кілками, спальник, сухий одяг у мішку, ліхтарик, пальник, аптечку, ", "воду, хліб, сіль, ", "three things in a circle within one sentence", prompt="Що взяти з собою в гори на три дні?")
exact("answer", "zh", 128, "春季养兰最要紧的是通风。搬出室外之前，先把老叶剪掉，盆面松一松土，再薄薄地施一次有机肥。至于浇水，要看盆土的干湿。", "如果盆土干了就浇水，如果盆土湿了就不浇水。", "one rule again and again", prompt="兰花春天怎么养？")
exact("chat", "ja", 128, "店員：いらっしゃいませ。ご予約のお客様でしょうか。\n客：いえ、予約はしていないのですが、二人入れますか。\n", "店員：少々お待ちください。\n客：はい、わかりました。\n", "the guest waits for ever", prompt="レストランの会話を書いてください。")
exact("answer", "ko", 128, "자취생에게 가장 필요한 가전제품은 밥솥과 작은 냉장고입니다. 전자레인지는 있으면 좋지만 없어도 살 수 있습니다. 다만 세탁기는 근처 빨래방이 있는지 확인하고 사세요. ", "더 궁금한 점이 있으시면 말씀해 주세요. ", "the closing offer is repeated", prompt="자취할 때 꼭 필요한 가전이 뭐야?")
exact("sermon", "ar", 128, "كان في القرية بئر قديمة لا يعرف أحد من حفرها. وكان الناس يقولون إن ماءها يشفي الحزن، فيأتون إليها من المدن البعيدة، ويجلسون حولها حتى المغيب. ", "ثم يشربون ويعودون إلى بيوتهم. ", "the last sentence of the tale again and again", prompt="اكتب قصة قصيرة عن بئر قديمة.")
exact("thinking", "fa", 256,
      "باید ببینم کدام راه کوتاه‌تر است. از شیراز تا یزد حدود چهارصد و چهل کیلومتر است و از یزد تا طبس نزدیک چهارصد کیلومتر. پس اگر از جادهٔ کویر برویم، مجموعاً هشتصد و چهل کیلومتر می‌شود. ",
      "صبر کن، شاید اشتباه کرده‌ام. بگذار دوباره حساب کنم. ", "a reasoning trace that only says it will compute again", prompt="از شیراز تا طبس چند کیلومتر است؟")
exact("answer", "he", 128, "כדי לחדש דרכון צריך להזמין תור באתר, להגיע ללשכה עם תעודת זהות ולשלם את האגרה. אם הדרכון אבד, יש להגיש גם תצהיר. ", "במקרה של ספק יש לפנות ללשכה. ", "a piece of advice in a circle", prompt="איך מחדשים דרכון?")
exact("speech", "hi", 256,
      "आदरणीय प्रधानाचार्य जी, शिक्षकगण और मेरे प्यारे साथियो, आज हम अपने विद्यालय का पचासवाँ स्थापना दिवस मना रहे हैं। जब यह विद्यालय खुला था, तब यहाँ केवल दो कमरे और एक कुआँ था। ",
      "हमें अपने विद्यालय पर गर्व है। हमें अपने शिक्षकों पर गर्व है। ", "two sentences of pride only", prompt="स्थापना दिवस पर भाषण लिखिए।")
exact("story", "bn", 256, "নদীর ধারে একটা পুরনো বটগাছ ছিল। গাছের নিচে রোজ বিকেলে এক বুড়ো মাঝি বসে জাল বুনত আর ছেলেমেয়েদের ঝড়ের গল্প শোনাত। একদিন মাঝি আর এল না। ", "সবাই অপেক্ষা করল। কেউ কিছু বলল না। ", "the story stands still")
exact("answer", "ta", 256, "தேநீர் தயாரிக்க முதலில் தண்ணீரைக் கொதிக்க வையுங்கள். இஞ்சியைத் தட்டிப் போட்டு, இரண்டு நிமிடம் கழித்துத் தேயிலை சேருங்கள். ", "பிறகு பால் சேர்த்துக் கொதிக்க விடுங்கள். ", "one step of the recipe without end", prompt="இஞ்சித் தேநீர் எப்படிப் போடுவது?")
exact("story", "th", 128, "เช้าวันนั้นหมอกลงจัดจนมองไม่เห็นยอดเขา ลุงคำจูงควายออกจากคอกแล้วเดินไปตามคันนา ได้ยินเสียงน้ำไหลอยู่ไกลๆ ", "แล้วก็เดินต่อไปเรื่อยๆ", "no spaces between the copies", prompt="แต่งเรื่องสั้นเกี่ยวกับชาวนา")
exact("description", "el", 256,
      "Το καφενείο του χωριού βρίσκεται κάτω από έναν πλάτανο που φύτεψε ο προπάππους του σημερινού ιδιοκτήτη. Το πρωί μαζεύονται οι ψαράδες, το απόγευμα οι συνταξιούχοι με το τάβλι, και το βράδυ οι νέοι. ",
      "Όλοι πίνουν καφέ και συζητούν για τον καιρό. ", "the last sentence over and over")
exact("switch", "mixed", 256,
      "The three main causes of soil erosion in the highland terraces are overgrazing, the loss of hedgerows, and the shift from millet to maize, which leaves the ground bare in the rainy months. Farmers have answered with grass strips and check dams. ",
      "因此，我们需要进一步分析这个问题。", "English answer that turns Chinese and sticks", prompt="What causes soil erosion on terraced hillsides?")
exact("switch", "mixed", 256,
      "Конечно! Вот перевод письма на испанский язык:\n\nEstimado señor Orlov:\n\nHemos recibido las muestras de lino y estamos satisfechos con el tejido, aunque el color azul es más oscuro de lo acordado. ",
      "Por favor, confirme la fecha de entrega. Пожалуйста, подтвердите дату поставки. ", "the sentence and its translation in turn, Latin and Cyrillic", prompt="Переведи письмо на испанский.")
exact("codemix", "mixed", 128, "Aapka order #4471 आज सुबह warehouse से निकल गया है। Delivery partner का नाम Imran है, और वह शाम तक पहुँच जाएगा। ", "Please wait करें। Thank you जी! ", "Hinglish service bot stuck on its closing words")
exact("json", "mixed", 256,
      '{"город": "Вологда", "население": 313944, "районы": ["Заречье", "Октябрьский", "Льнокомбинат", "Бывалово"], "музеи": ["Дом Петра", "Музей кружева", ',
      '"Музей", "Дом", ', "array of strings that only alternates", prompt="Верни JSON с данными о городе Вологда.")
exact("vocab", "ja", 256, "単語帳（第三課）\n・駅 — えき — station\n・切符 — きっぷ — ticket\n・改札口 — かいさつぐち — ticket gate\n・乗り換え — のりかえ — transfer\n", "・電車 — でんしゃ — train\n・電車 — でんしゃ — electric train\n", "the same word in two glosses without end", prompt="駅で使う単語を20個教えて")
exact("chant", "id", 384, "", "Baik-baik saja, semuanya baik-baik saja, kita semua baik-baik saja. ", "a loop from the first word: nothing else is ever said", prompt="Bagaimana kabar perusahaan setelah merger?")
exact("subtitles", "ko", 256, "", "[음악]\n네, 네.\n", "transcription of silence: subtitle lines only", finished=None)
exact("ended", "es", 384,
      "Acta de la reunión de vecinos del 4 de marzo. Asisten doce propietarios y el administrador. Se aprueba el presupuesto del ascensor por nueve votos a tres. Se acuerda pintar el portal en verano, después de que se cambien las tuberías del segundo. ",
      "El presidente toma la palabra y propone pasar al siguiente punto. Nadie se opone. ", "many times the same, then the model closes by itself", after="Se levanta la sesión a las nueve y media.", finished=True)
exact("syllable", "ja", 128, "赤ん坊は一晩じゅう泣きやまなかった。祖母が抱き上げて、低い声でゆっくりと歌い始めた。", "ねんねん", "a syllable pair far beyond a lullaby")
exact("syllable", "hi", 128, "राजा ने जब जोकर की टोपी देखी तो पहले मुस्कराया, फिर ज़ोर से हँसा: ", "हा", "syllable run; its period is two characters")

# ---------------------------------------------------------------- loops: token runs

exact("chat", "zh", 128, "小林：你昨天真的把老板的咖啡倒进鱼缸里了？\n阿杰：真的，我还以为是水！那几条鱼现在精神得不得了。\n小林：", "哈", "laughter that never stops")
exact("scream", "ja", 256, "ジェットコースターはいちばん高いところで一瞬止まった。下を見るな、と兄が言った。次の瞬間、世界がひっくり返った。\n「うわあ", "ー", "a prolonged-sound mark to the cap", prompt="遊園地の一日を作文にして")
exact("table", "ar", 128, "جدول الحصص ليوم الأحد\n\nالحصة الأولى: رياضيات\nالحصة الثانية: علوم\n", "ـ", "a line of tatweel that never ends", prompt="اكتب جدول الحصص.")
exact("chat", "th", 128, "เอ: วันนี้เจ้านายใส่รองเท้าสลับข้างมาทำงานทั้งวันเลย ไม่มีใครกล้าบอก\nบี: ", "5", "Thai laughter in digits to the cap", finished=None)

# ---------------------------------------------------------------- loops: blocks

exact("tourism", "es", 1024,
      "Guía breve de Aldea del Cerro\n\nEl pueblo se levanta sobre una loma caliza, a cuarenta minutos de la estación. Conviene llegar temprano, porque el aparcamiento de la plaza es pequeño y los jueves hay mercado.\n\n",
      "La iglesia de San Roque conserva un retablo de nogal y una campana fundida en 1731. Desde la torre se ven los olivares y, en los días claros, el embalse. A la salida hay una fuente de tres caños donde los vecinos llenan sus cántaros. El bar de la esquina sirve migas, queso curado y un vino áspero de la comarca.\n\n", "one paragraph of the guide, eleven times", prompt="Escribe una guía turística de un pueblo pequeño.")
exact("transcript", "ru", 1024,
      "Расшифровка звонка в службу поддержки, 12 апреля.\n\nОператор: Добрый день, чем могу помочь?\nКлиент: У меня не работает интернет с самого утра.\n",
      "Оператор: Назовите, пожалуйста, номер договора.\nКлиент: Семь, четыре, девять, ноль, два.\nОператор: Спасибо. Проверяю. На линии неполадок нет. Перезагрузите, пожалуйста, роутер.\nКлиент: Перезагрузил. Лампочка мигает.\nОператор: Хорошо. Подождите, пожалуйста, две минуты.\nКлиент: Подождал. Не работает.\n", "six speeches in a circle")
exact("report", "zh", 1024, "关于城南旧仓库改造的可行性报告\n\n一、项目概况\n旧仓库建于一九五八年，占地约三千平方米，砖木结构，长期闲置。\n\n",
      "二、现状分析\n仓库主体结构基本完好，屋面局部渗漏，木梁有虫蛀痕迹，地面沉降不明显。周边道路狭窄，消防车难以进入，停车位严重不足。附近居民以老年人为主，对噪声比较敏感，希望保留原有的红砖外墙和高窗。文物部门初步认定其具有一定的历史价值，但尚未列入保护名录。\n\n三、初步建议\n建议先对木梁做防虫加固，再更换屋面瓦片，并在东侧开辟消防通道。一层可用作社区食堂和阅览室，二层用作手工作坊。改造期间应分段施工，减少对居民的影响。资金来源以区财政为主，辅以社会捐助。完工后由街道统一管理，每年公布一次收支情况，接受居民监督。\n\n", "two sections in alternation, numbers and all", prompt="写一份旧仓库改造的可行性报告")
exact("letter", "he", 1024, "",
      "לכבוד הנהלת הבניין, שלום רב. אני פונה אליכם בפעם נוספת בעניין הנזילה במקלט. המים חודרים דרך הקיר הצפוני, הצבע מתקלף והריח קשה. ביקשתי כבר שיבוא אינסטלטור, אך איש לא הגיע. אבקש לקבל תשובה בכתב בתוך שבעה ימים ולתאם עמי מועד לביקור, בימים ראשון עד חמישי, אחרי השעה ארבע. בתודה מראש, דיירת מקומה שנייה.\n\n", "the same letter from the first word to the cap", prompt="כתבי מכתב תלונה לוועד הבית.")
exact("quiz", "ko", 1024, "중학교 지리 모의고사\n\n1. 다음 중 강원도에 속하지 않는 도시는? (정답: 충주)\n\n",
      "다음 글을 읽고 물음에 답하시오.\n\"우리 마을은 산과 강 사이에 있어서 여름에는 홍수가 잦고 겨울에는 눈이 많이 내린다. 마을 사람들은 둑을 쌓고 나무를 심어 피해를 줄였다. 지금은 둑 위로 산책길이 나 있다.\"\n(1) 이 마을에서 여름에 자주 일어나는 자연재해는 무엇인가?\n(2) 마을 사람들이 피해를 줄이기 위해 한 일을 두 가지 쓰시오.\n(3) 둑 위에 지금 있는 것은 무엇인가?\n\n문제를 푼 다음 답안지를 앞으로 제출하시오. 시간이 남으면 다시 한번 확인하시오. 수고하셨습니다.\n\n", "one passage with its three questions again and again")

# ---------------------------------------------------------------- loops: counters

near("counter_loop", "steps", "zh", 256, "如何清洗老式座钟的机芯？先把钟摆取下来，用软布包好，再按照下面的步骤慢慢来。\n", "第{n}步：用毛刷轻轻刷去齿轮上的灰尘，然后检查齿轮是否松动。\n", "han numerals, one and the same step", n=lambda i: han(i + 1), rest={"prompt": "怎么清洗座钟的机芯"})
near("counter_loop", "articles", "ar", 384, "النظام الداخلي لجمعية الصيادين\n\nالباب الأول: أحكام عامة. تأسست هذه الجمعية في ميناء الصخيرة وتضم الصيادين وأصحاب القوارب.\n\n", "المادة {n}: يلتزم جميع الأعضاء باحترام أحكام هذا النظام.\n", "Arabic-Indic numerals; every article says the same", n=lambda i: native(i + 1, "ar"))
near("counter_loop", "mcq", "hi", 384, "सामान्य ज्ञान प्रश्नोत्तरी, भाग दो। हर सही उत्तर का एक अंक है।\n\n", "प्रश्न {n}: भारत की सबसे लंबी नदी कौन सी है?\nउत्तर: गंगा।\n", "Devanagari digits; one question", n=lambda i: native(i + 11, "hi"), rest={"prompt": "सामान्य ज्ञान के 30 प्रश्न बनाइए।"})
near("counter_loop", "rules", "th", 256, "ระเบียบหอพักชายวังทอง ฉบับปรับปรุง\n\n", "ข้อ {n} ผู้พักอาศัยต้องรักษาความสะอาดและปฏิบัติตามระเบียบอย่างเคร่งครัด\n", "Thai digits; every rule is the same", n=lambda i: native(i + 1, "th"), rest={"prompt": "ร่างระเบียบหอพัก"})
near("counter_loop", "log", "de", 256, "Störungsprotokoll Pumpwerk Nord, Schicht B\n06:10 Übernahme ohne Besonderheiten. 06:42 Druckabfall an Leitung 3, Ventil nachgestellt. 07:05 Meldung an die Leitstelle.\n", "Schritt {n}: Ventil schließen, Druck prüfen, Ventil öffnen.\n", "a counter and nothing else that changes", n=lambda i: str(i + 1))
near("counter_loop", "history", "ru", 384, "Летопись деревни Заозёрье начинается с 1871 года, когда сюда переселились четыре семьи с верховьев реки. Первым построили сарай для лодок, и только на второй год дома.\n\n", "В {n} году в деревне построили новую школу и отремонтировали мост. ", "the year counts up; the school is built every year", n=lambda i: str(1902 + i))
near("counter_loop", "episodes", "ja", 256, "アニメ『灯台のかもめ』各話あらすじ\n", "第{n}話：かもめは灯台に戻り、少年と再会する。\n", "full-width digits; every episode the same", n=lambda i: native(i + 1, "full"), rest={"prompt": "全12話のあらすじを考えて"})
near("counter_loop", "contents", "el", 128, "Περιεχόμενα\n\nΠρόλογος του εκδότη, σελ. 7\nΣημείωμα για τη μετάφραση, σελ. 11\n", "Κεφάλαιο {n}: Η επιστροφή στο νησί\n", "Greek numerals; one title", n=lambda i: "αβγδεζηθικλμνξο"[i].upper() + "΄")
near("counter_loop", "sums", "bn", 256, "ধাপে ধাপে হিসাব করি। প্রথমে মোট টাকা বের করতে হবে, তারপর ভাগ করতে হবে। মোট টাকা ৭২০।\n", "ধাপ {n}: ৭২০ কে ৬ দিয়ে ভাগ করলে ১২০ হয়।\n", "Bengali digits; one and the same division", n=lambda i: native(i + 1, "bn"), rest={"prompt": "৭২০ টাকা ছয় জনকে সমান ভাগে দিলে কে কত পাবে?"})

# ---------------------------------------------------------------- loops: near

near("near_loop", "story", "pl", 128, "Na targu w Sanoku pachniało koprem i mokrym brukiem. Zofia szukała czereśni dla wnuczki. ", "Podeszła do {a} straganu i zapytała o cenę, a sprzedawca pokręcił głową. ", "four copies, one word of eleven changes", a=("następnego", "kolejnego", "sąsiedniego"), rest={"prompt": "Napisz opowiadanie o targu."})
near("near_loop", "story", "tr", 128, "Gemi üç gündür limandan uzaktaydı ve erzak azalmıştı. Miço her sabah direğe çıkıp karayı arıyordu. ", "Kaptan {a} baktı ve hiçbir şey söylemedi, çünkü deniz çok {b}. ", "four copies; two words swing between a few values", a=("pusulaya", "haritaya", "ufka"), b=("sakindi", "durgundu", "sessizdi"))
near("near_loop", "reviews", "vi", 256, "Ấm đun nước này tôi mua từ tháng trước, dùng mỗi ngày hai lần. Nước sôi trong khoảng ba phút, quai cầm không nóng, đế chống trượt.\n", "- Sản phẩm rất {a}, giao hàng nhanh, đóng gói cẩn thận, sẽ ủng hộ shop lần sau.\n", "one adjective of three", a=("tốt", "đẹp", "ưng"), rest={"prompt": "Viết một bài đánh giá ấm đun nước."})
near("near_loop", "thinking", "fr", 256, "On cherche qui a pris la clé. Paul dit que c'est Marie, Marie dit que c'est Luc, et Luc dit que Paul ment. Un seul dit la vérité.\n\n", "Attends, si {a} dit la vérité, alors les deux autres mentent, donc la clé est chez {b}. Mais cela contredit l'énoncé. ", "a deduction that turns in a circle with three names", a=("Paul", "Marie", "Luc"), b=("Marie", "Luc", "Paul"), salt=2, rest={"prompt": "Qui a pris la clé ?"})
near("near_loop", "story", "ko", 128, "오래된 여관에는 방이 아홉 개 있었지만 열쇠는 하나뿐이었다. 주인은 열쇠를 건네며 행운을 빈다고 했다. ", "그는 {a} 복도를 걸어가 문을 열었지만 방 안에는 아무도 없었다. ", "short: only four copies", a=("다시", "천천히", "조용히"))
near("near_loop", "horoscope", "he", 256, "תחזית שבועית: השבוע נפתח בירח מלא, והשמש עוברת לבית הרביעי. זה זמן טוב לסדר את הבית ולסיים עניינים ישנים. ", "ביום {a} תרגישו אנרגיה חדשה, ומישהו קרוב יפתיע אתכם בבשורה טובה. ", "a day's name changes at random, the days come back", a=("ראשון", "שלישי", "חמישי"), rest={"prompt": "כתוב הורוסקופ שבועי למזל סרטן."})
near("near_loop", "speech", "bn", 256, "বন্ধুগণ, আমাদের গ্রামে গত বছর তিনবার বন্যা হয়েছে, তবু আমরা হার মানিনি। ", "আমরা {a} মিলে নতুন বাঁধ গড়ব, নতুন রাস্তা গড়ব, নতুন গ্রাম গড়ব। ", "four copies, one word changes", a=("সবাই", "একসাথে", "সকলে"))
near("near_loop", "medical", "fa", 384, "برای کم‌خوابی، پزشکان معمولاً پیش از دارو تغییر عادت را پیشنهاد می‌کنند. اتاق باید تاریک و خنک باشد و آخرین وعدهٔ غذایی سه ساعت پیش از خواب خورده شود.\n\n", "همچنین بهتر است {a} از نوشیدن {b} خودداری کنید و در صورت ادامهٔ مشکل به پزشک مراجعه نمایید.\n", "advice with coffee and tea in turn", a=("شب‌ها", "عصرها"), b=("قهوه", "چای", "نوشابه"), rest={"prompt": "برای بی‌خوابی چه کار کنم؟"})
near("near_loop", "story", "zh", 128, "外婆走后，老屋只剩下舅舅一个人。电话响了三次，他都没有接。院子里的柿子熟透了，一个接一个掉在石阶上。", "他{a}地走到窗前，看着外面的雨，一句话也没有说。", "short: four copies, one adverb of three", a=("慢慢", "默默", "静静"), rest={"prompt": "写一个关于老屋的故事"})
near("near_loop", "diary", "ja", 128, "引っ越してきて一週間になる。隣の部屋からは毎晩ピアノの音が聞こえるが、弾いている人を見たことはない。", "今日も{a}帰りに隣の部屋の前を通ったが、{b}音は聞こえなかった。", "short: four copies", a=("仕事", "買い物", "散歩"), b=("やはり", "まだ", "もう"))
near("near_loop", "review", "th", 256, "ร้านนี้อยู่ในซอยเล็กๆ หลังตลาดเก่า เปิดมาตั้งแต่รุ่นคุณยาย โต๊ะไม้แปดตัว พัดลมเพดานสองตัว น้ำซุปเคี่ยวข้ามคืน ", "ก๋วยเตี๋ยวอร่อย{a} บริการดี{b} ราคาไม่แพง แนะนำให้มาลองครับ ", "the intensifiers change, nothing else", a=("มาก", "สุดๆ", "จริงๆ"), b=("มาก", "เยี่ยม", "สุดๆ"))
near("near_loop", "table", "de", 1024, "Übersicht der Streuobstwiesen im Landkreis, Stand Oktober\n\n| Fläche | Sorte | Zustand | Maßnahme |\n|---|---|---|---|\n| Kirchberg | Gravensteiner | gut | Schnitt im Februar |\n| Mühlgrund | Boskoop | lückig | drei Bäume nachpflanzen |\n| Alte Ziegelei | Quitte | überaltert | Misteln entfernen |\n", "| Hangwiese | {a} | {b} | Schnitt im Februar, Kontrolle im Herbst |\n", "a long table whose rows come from two by three values", a=("Boskoop", "Gravensteiner"), b=("gut", "mittel", "lückig"), rest={"prompt": "Erstelle eine Tabelle der Streuobstwiesen."})
near("near_loop", "switch", "mixed", 256, "Merci pour votre question. Le port de Salonique a été agrandi en deux temps, d'abord par les Ottomans, puis par une société française qui obtint la concession des quais. ", "Το λιμάνι της Θεσσαλονίκης είναι ένα από τα {a} λιμάνια της Μεσογείου και της Ευρώπης. ", "French answer that turns Greek and sticks", a=("μεγαλύτερα", "σημαντικότερα", "παλαιότερα"), rest={"prompt": "Raconte l'histoire du port de Salonique."})
near("near_loop", "bilingual", "mixed", 384, "会议纪要 / Meeting Minutes\n日期 Date: 3月14日 14 March\n出席 Present: 王、Petrov、Tanaka、Silva\n\n", "{a}表示同意，并建议尽快推进项目。{a} agreed and suggested moving the project forward.\n", "two names in turn agree for ever, in two languages", a=("Petrov", "Tanaka"), rest={"prompt": "整理双语会议纪要"})
near("near_loop", "letters", "uk", 1024, "Лист перший\n\nДорога Олено, вчора я нарешті дістався до Ужгорода. Поїзд стояв дві години на перевалі, бо впало дерево, і ми всі вийшли дивитися на зорі. Тітка зустріла мене з пирогом.\n\n", "Дорога Олено, сьогодні в нас знову {a}. Я цілий день {b} і думав про тебе. Напиши мені, як твої справи і чи здорова мама. Твій Андрій.\n\n", "letters whose weather and pastime come from small sets", a=("дощ", "туман", "сніг"), b=("читав", "гуляв містом", "сидів біля вікна"), rest={"prompt": "Напиши роман у листах."})

# ---------------------------------------------------------------- loops: growing

near("growing_loop", "story", "fr", 256, "Le facteur connaissait la maison au bout du chemin, mais il n'y avait jamais porté de lettre. Ce matin-là, une enveloppe bleue l'attendait au fond du sac. ", "Il frappa{n}, et personne ne répondit. ", "each copy has one more 'encore'", n=lambda i: " encore" * (i + 1))
near("growing_loop", "definition", "zh", 256, "什么叫作信任？先看看词典里怎么说，再看看日常生活里人们怎么用这个词。\n", "信任就是{n}相信。\n", "the nesting grows with each line", n=lambda i: "相信别人的" * (i + 1), rest={"prompt": "什么是信任？"})
near("growing_loop", "list", "ru", 256, "Список гостей на свадьбу составляли всю неделю: сначала позвали только родню, потом вспомнили про соседей.\n", "Пригласить {n}.\n", "each line is the last and one more of the same two names", n=lambda i: ", ".join((["Ивана", "Марью"] * 9)[:i + 2]))
near("growing_loop", "phrase", "ar", 256, "قال الشيخ لتلميذه: إن الطريق أطول مما تظن، فلا تستعجل الوصول ولا تحمل معك ما لا تحتاج إليه. ", "ثم مشيا يوما{n}. ", "each copy one more day", n=lambda i: " ويوما" * (i + 1))

# ---------------------------------------------------------------- loops: shuffled

shuffled("advice", "fr", 256, "Pour réussir son potager sur un balcon, il faut d'abord compter les heures de soleil. Avec moins de quatre heures, mieux vaut s'en tenir aux salades, à la menthe et au persil. ", ("Pensez à arroser régulièrement. ", "Choisissez des pots assez profonds. ", "N'oubliez pas de tailler les plantes. ", "Un peu de compost fait toujours du bien. "), "four tips in no order", salt=3, prompt="Comment faire un potager sur un balcon ?")
shuffled("story", "zh", 256, "夜里，渔船的灯一盏一盏灭了。阿海蹲在码头上等父亲，海风把他的衣角吹得啪啪响。母亲提着灯笼从石桥那边走过来。", ("海浪拍打着礁石。", "风越来越大了。", "灯笼晃了一下。", "谁也没有说话。"), "four sentences in no order", salt=5)
shuffled("answer", "ja", 128, "猫が水を飲まないときは、まず器を替えてみてください。広くて浅い器を好む猫が多いです。", ("水を新しくしましょう。", "器を洗いましょう。", "場所を変えましょう。"), "three bits of advice in irregular order", salt=8, prompt="猫が水を飲みません")
shuffled("speech", "ar", 384, "أيها الحضور الكرام، نجتمع اليوم في هذه القاعة التي بناها آباؤنا بأيديهم، لنحتفل بمرور خمسين عاما على تأسيس النادي. ", ("شكرا لكم على حضوركم. ", "أنتم فخر هذه المدينة. ", "معا نبني المستقبل. ", "نعدكم بمزيد من العطاء. ", "كل عام وأنتم بخير. "), "five phrases in passes, each pass in another order", passes=True, salt=4, prompt="اكتب كلمة افتتاحية.")
shuffled("dialogue", "id", 256, "Rapat RT dibuka pukul delapan malam. Pak Surya membacakan laporan keuangan, lalu warga membahas jadwal ronda dan perbaikan selokan yang mampet sejak Lebaran.\n", ("Pak Surya: Bagaimana, setuju?\n", "Bu Lina: Saya setuju saja.\n", "Warga: Setuju, Pak!\n", "Pak RT: Baik, kita lanjut.\n"), "four speeches in no order", salt=6)

# ---------------------------------------------------------------- loops: from the first word, or ended by the model

near("counter_loop", "rules", "zh", 256, "图书室借阅须知（试行）\n", "第{n}条　读者应当爱护图书，按时归还。\n", "equal articles, then a closing line and the end token", after="以上须知自公布之日起施行。", n=lambda i: han(i + 1), rest={"prompt": "写一份图书室借阅须知", "finished": True})
exact("chat", "ko", 128, "민수: 야, 너 어제 발표할 때 셔츠 거꾸로 입은 거 알았어?\n지훈: 뭐? 진짜?\n민수: ", "ㅋ", "a run of one letter far beyond laughter, then the chat ends", after=" 아무튼 내일 보자.", finished=True)
near("near_loop", "story", "es", 128, "", "El gato se sentó {a} la ventana y miró la calle, pero la calle estaba {b}. ", "a loop from the first word: the story never starts", a=("junto a", "frente a", "cerca de"), b=("vacía", "desierta", "oscura"), rest={"prompt": "Cuéntame un cuento de gatos."})
near("near_loop", "answer", "ta", 256, "", "சென்னை ஒரு {a} நகரம். இங்கு மக்கள் மகிழ்ச்சியாக வாழ்கிறார்கள். ", "from the first word; one adjective of three", a=("பெரிய", "அழகான", "பழைய"), rest={"prompt": "சென்னையைப் பற்றிச் சொல்."})
near("near_loop", "thinking", "ru", 384, "Нужно найти, сколько лет отцу. Пусть сыну x лет, тогда отцу 3x, а через двенадцать лет отец будет вдвое старше. Составим уравнение.\n\n", "Стоп, {a} условие говорит о другом возрасте. {b} составим уравнение заново и проверим ответ.\n", "a reasoning trace that only announces; then it stops", after="Ответ: 36.", a=("кажется,", "наверное,", "возможно,"), b=("Давайте", "Поэтому", "Тогда"), rest={"prompt": "Отец втрое старше сына, через 12 лет будет вдвое старше. Сколько лет отцу?", "finished": True})
shuffled("prayer", "el", 256, "", ("Κύριε, φώτισέ μας. ", "Κύριε, βοήθησέ μας. ", "Κύριε, άκουσέ μας. "), "asked for an essay; three pleas in no order from the first word", salt=9, prompt="Γράψε μια έκθεση για τη θρησκεία στη Βυζαντινή αυτοκρατορία.")
exact("headings", "vi", 256, "Báo cáo thực tập tại xưởng gốm Phù Lãng\n\nTuần đầu em học nhào đất và chuốt gốm trên bàn xoay. Tuần thứ hai em theo các bác vào rừng lấy củi.\n\n", "## Kết luận\n\nEm xin chân thành cảm ơn.\n\n", "the conclusion comes over and over, and the record does not say how it ended", finished=None)

# ---------------------------------------------------------------- ok: poems, prayers, songs of our own

ok("prayer", "zh", """
愿清晨的第一缕光，落在赶路人的肩上;
愿深夜的最后一盏灯，等到晚归的人。
愿病中的人有热汤，愿远行的人有回信。
愿孩子们的风筝飞得高，愿老人们的台阶不湿滑。
愿田里有雨，愿屋里无漏。
愿争吵的人先低头，愿沉默的人先开口。
愿失去的不再追问，愿得到的不必炫耀。
愿我们记得种树的人，愿我们也种下一棵树。
愿这一年平平安安，愿下一年仍旧如此。
""", "every line begins with 愿 but wishes something new", prompt="写一首祈福的短诗，每句用“愿”开头")
ok("song", "es", """
Canción del puente viejo

Por el puente pasa el trigo, por el puente pasa el sol,
por el puente pasa un niño con su perro y su farol.
   Ay, puente, puentecito, no me dejes de sonar,
   que el agua se va cantando y yo la quiero escuchar.

Por el puente pasa el cura, por el puente el boticario,
por el puente la maestra con las llaves del armario.
   Ay, puente, puentecito, no me dejes de sonar,
   que el agua se va cantando y yo la quiero escuchar.

Por el puente van de noche contrabandos de café,
por el puente, de mañana, los soldados van a pie.
   Ay, puente, puentecito, no me dejes de sonar,
   que el agua se va cantando y yo la quiero escuchar.

Por el puente ya no pasa ni la novia ni el pastor;
lo partió la riada en marzo y se llevó su rumor.
   Ay, puente, puentecito, quién te volviera a sonar,
""", "refrain three times, every verse new; cut inside the last refrain", prompt="Escribe una canción popular con estribillo sobre un puente.", finished=False, keep=788)
ok("speech", "de", """
Wir brauchen keine neue Kommission. Wir brauchen keine weitere Studie über das Schwimmbad, die wieder in der Schublade liegt. Wir brauchen einen Beschluss, und wir brauchen ihn heute Abend.

Wir haben gewartet, als der Bund das Programm auflegte. Wir haben gewartet, als der Landkreis seine Hälfte zusagte. Wir haben gewartet, als der Architekt die Pläne vorlegte, und wir haben noch gewartet, als die Decke über dem Nichtschwimmerbecken herunterkam.

Wer heute mit Nein stimmt, der soll es den Kindern der Grundschule sagen, die nicht schwimmen lernen. Wer heute mit Nein stimmt, der soll es der Wasserwacht sagen, die im Sommer vier Menschen aus dem Baggersee gezogen hat. Und wer sich enthält, der sage es bitte niemandem.
""", "anaphora with new content each time", prompt="Schreibe eine kurze Rede im Gemeinderat, mit Anaphern.")
ok("poem", "zh", """
《叠字歌》

山重重，水重重，重重叠叠雾中峰。
花朵朵，叶丛丛，丛丛朵朵小桥东。
风习习，雨蒙蒙，蒙蒙习习满帘栊。
夜长长，月弯弯，弯弯长长照河湾。
人来来，客往往，来来往往问行船。
船摇摇，橹咿咿，咿咿摇摇过长堤。
鸡喔喔，犬汪汪，汪汪喔喔是家乡。
母絮絮，儿依依，依依絮絮话别离。
梦深深，灯细细，细细深深无人知。
年岁岁，岁年年，年年岁岁又春天。
""", "reduplication in every line, each line another picture; cut", prompt="用叠字写一首歌谣", finished=False, keep=148)
ok("ghazal", "fa", """
از کوچهٔ ما بوی باران می‌آید
از دور صدای پای یاران می‌آید

ای دل در این پنجره را باز بگذار
نوری که گذشت از بیابان می‌آید

گفتند که در شهر چراغی نمانده‌ست
دیدم که ز هر خانه چراغان می‌آید

آن مرغ که پاییز ز باغ ما پر زد
با شاخهٔ گل سوی گلستان می‌آید

نانی که به همسایه ندادی دیروز
فردا ز در بسته به مهمان می‌آید

ما خسته و ره دور و شب اما پیداست
صبحی که ز پشت کوهساران می‌آید
""", "a ghazal: the refrain word ends every couplet", prompt="یک غزل با ردیف «می‌آید» بسرای.")
ok("bhajan", "hi", """
दीप जले आँगन में, मन में उजियारा हो,
हे प्रभु, इस घर पर तेरा सहारा हो।

जो भूखा सोता है, उसको दो रोटी दो,
जो राह भटकता है, उसको एक ज्योति दो।
दीप जले आँगन में, मन में उजियारा हो,
हे प्रभु, इस घर पर तेरा सहारा हो।

खेतों में पानी दो, कुओं में मिठास रहे,
परदेस गए बेटे की माँ को आस रहे।
दीप जले आँगन में, मन में उजियारा हो,
हे प्रभु, इस घर पर तेरा सहारा हो।

न झगड़ा हो बँटवारे का, न दीवार उठे,
एक ही थाली में सबका परिवार जुटे।
दीप जले आँगन में, मन में उजियारा हो,
""", "own devotional song, the refrain after each new verse; cut", prompt="आरती जैसा एक भजन लिखो जिसमें टेक हो", finished=False, keep=417)
ok("dua", "ar", """
اللهم ارزق المسافر سلامة الطريق،
وارزق المريض صبرا وشفاء،
وارزق الطالب فهما وثباتا،
وارزق التاجر صدقا وقناعة.
آمين، آمين.

اللهم احفظ الأم في تعبها،
واحفظ الأب في غربته،
واحفظ الصغير في لعبه،
واحفظ الكبير في وحدته.
آمين، آمين.

اللهم اغفر لمن نسي ولمن ندم،
واغفر لمن ظلم ثم رجع،
واغفر لمن رحلوا ولم نودعهم.
آمين، آمين.
""", "a prayer: the verb repeats, the person and the gift change", prompt="اكتب دعاء قصيرا تتكرر فيه كلمة آمين.")
ok("poem", "tr", """
Kapı

Açıldı kapı, giren rüzgârdı.
Açıldı kapı, giren dedemdi, elinde bir sepet ayva.
Açıldı kapı, giren komşunun kedisi, bıyığında süt.
Açıldı kapı, giren postacı, mektup başkasına.
Açıldı kapı, giren sendin; yağmur durdu.
Kapandı kapı.
Kapandı kapı, dışarıda kaldı yaz.
Kapandı kapı, anahtar hâlâ annemin cebinde.
Şimdi ne zaman bir menteşe gıcırdasa
dönüp bakıyorum: rüzgârdır diyorum, rüzgâr.
""", "short poem with an anaphora", prompt="Kapı hakkında tekrarlarla kurulmuş bir şiir yaz.")
ok("poem", "vi", """
Mẹ gánh nắng ra đồng, mẹ gánh mưa về ngõ,
mẹ gánh tuổi xuân mình qua mấy mùa lúa đổ.
Mẹ gánh con đi học, một đầu là sách vở,
một đầu là củ khoai còn thơm mùi bếp đỏ.
Mẹ gánh nước giếng làng tưới luống cà, luống cải,
mẹ gánh cả tiếng cười những chiều ai trở lại.
Mẹ gánh đêm chờ cha, chong ngọn đèn khe khẽ,
mẹ gánh những lời ru chưa bao giờ kể lể.
Mẹ gánh nợ ông bà, gánh ơn người xóm cũ,
gánh cả một dòng sông chảy qua mùa nước lũ.
Bây giờ lưng mẹ còng, đòn gánh treo trên vách,
con gánh gì cho mẹ giữa phố phường xa cách?
""", "the verb comes back in every line with a new load; cut", prompt="Viết bài thơ về mẹ với điệp từ 'gánh'.", finished=False, keep=470)
ok("litany", "el", """
Για τους ψαράδες που βγήκαν απόψε με βοριά, σε παρακαλούμε.
Για τη γυναίκα του φάρου που μετράει τα φώτα, σε παρακαλούμε.
Για το παιδί που έχασε το πρώτο του δόντι και το φύλαξε στο σπιρτόκουτο, σε παρακαλούμε.
Για τον γείτονα που δεν μας μιλάει από τα κτηματολογικά, σε παρακαλούμε κι ας μη μας μιλάει.
Για τη βροχή, να 'ρθει τον Μάη. Για τον ήλιο, να μη μας κάψει τον Αύγουστο.
Για όσους ταξιδεύουν χωρίς χαρτιά, σε παρακαλούμε.
Για όσους τους περιμένουν, σε παρακαλούμε.
""", "own litany: the response is fixed, every plea is new", prompt="Γράψε μια σύγχρονη λιτανεία ενός νησιού.")
ok("nursery", "bn", """
এক ছিল ইঁদুর।
ইঁদুর বলল, আমার লেজ কই?
লেজ নিয়েছে বেড়াল।
বেড়াল বলল, দুধ দে, তবে দেব লেজ। দুধ আছে গাইয়ের কাছে।
গাই বলল, ঘাস দে, তবে দেব দুধ। ঘাস আছে মাঠের কাছে।
মাঠ বলল, জল দে, তবে দেব ঘাস। জল আছে মেঘের কাছে।
মেঘ বলল, গান দে, তবে দেব জল। গান আছে খুকুর কাছে।
খুকু গাইল গান, মেঘ দিল জল, মাঠ দিল ঘাস, গাই দিল দুধ, বেড়াল দিল লেজ।
ইঁদুর লেজ পরে নাচতে নাচতে বাড়ি গেল।
""", "a chain tale: each line hands over to the next", prompt="ছোটদের জন্য একটা শিকল-ছড়া লেখো")
ok("cumulative", "ru", """
Покатился клубок по лестнице. Побежал за клубком котёнок.
Опрокинул котёнок лейку. Побежал за лейкой дедушка.
Потерял дедушка тапок. Побежала за тапком собака.
Унесла собака тапок в сад. Побежала за собакой Аня.
Вот Аня бежит за собакой, собака бежит за дедушкиным тапком, дедушка бежит за лейкой, лейка катится за котёнком, котёнок бежит за клубком.
А клубок докатился до калитки и остановился.
Остановился котёнок. Остановилась лейка. Остановился дедушка. Остановилась собака. Остановилась Аня.
— Чай пить! — сказала бабушка и подняла клубок.
""", "a cumulative tale with an end; the grammar repeats, the cast changes", prompt="Сочини сказку по принципу «Репки».")
ok("couplets", "zh", """
【自拟春联六副】
一、旧巷新灯灯照巷，小桥流水水环桥。横批：灯暖人家
二、煮豆蒸糕年味满，贴花挂彩喜声多。横批：欢欢喜喜
三、花开花落花常在，人去人来人更亲。横批：人情长在
四、磨刀磨镰磨岁月，种豆种瓜种春秋。横批：勤耕勤读
五、雪打窗花花打雪，炉温米酒酒温炉。横批：围炉话暖
六、水水山山处处明，晴晴雨雨时时好。横批：又是一春
""", "New Year couplets in the traditional manner, repeated characters inside each", prompt="给我六副春联，带横批")
ok("lyrics", "ko", """
(1절)
비가 오면 생각나는 낡은 우산 하나
손잡이에 네 이름이 아직 남아 있어
(후렴)
걸어가자, 걸어가자, 젖은 길을 걸어가자
걸어가자, 걸어가자, 멈추지만 않으면 돼

(2절)
버스는 또 지나가고 가로등은 꺼졌지만
네가 준 노란 장화 아직도 새것 같아
(후렴)
걸어가자, 걸어가자, 젖은 길을 걸어가자
걸어가자, 걸어가자, 멈추지만 않으면 돼

(브리지)
언젠가는 그칠 거야, 그치면 또 마를 거야
(마지막 후렴)
걸어가자, 걸어가자, 마른 길을 걸어가자
""", "own song: the chorus twice, then changed; cut", prompt="비 오는 날 노래 가사를 써 줘", finished=False, keep=246)

# ---------------------------------------------------------------- ok: tables, lists, schedules

ok("menu", "ja", """
本日のお品書き

・冷やしトマト 三百五十円
・だし巻き玉子 五百二十円
・揚げ出し豆腐 四百八十円
・鯵のなめろう 七百円
・鯵の南蛮漬け 六百二十円
・鶏の唐揚げ（三個） 四百五十円
・鶏の唐揚げ（六個） 八百円
・鶏のつくね（たれ） 二百二十円
・鶏のつくね（塩） 二百二十円
・焼きおにぎり（味噌） 二百五十円
・焼きおにぎり（醤油） 二百五十円
・しじみの味噌汁 二百円
・あさりの味噌汁 二百五十円
・なめこの味噌汁 二百二十円
・季節のシャーベット（柚子） 三百円
・季節のシャーベット（桃） 三百円
""", "menu: pairs of rows differ in one word, each a real dish; cut", prompt="居酒屋のメニューを作って", finished=False, keep=247)
stops = ("청량리", "양평", "용문", "원주", "제천", "영월", "민둥산", "태백", "동해", "강릉")
minutes = (0, 28, 41, 62, 97, 121, 156, 183, 224, 238)
ok("timetable", "ko", "태백선 임시열차 운행 시각표 (가을 단풍철)\n\n" + "\n".join(
    f"{name}역: 상행 {(18 * 60 + 10 - m) // 60:02d}:{(18 * 60 + 10 - m) % 60:02d} 출발, 하행 {(7 * 60 + 34 + m) // 60:02d}:{(7 * 60 + 34 + m) % 60:02d} 출발, 정차 {1 + i % 3}분" for i, (name, m) in enumerate(zip(stops, minutes, strict=True))) + "\n", "train times: a new station and new times in each row; cut", prompt="단풍 열차 시간표를 만들어 줘.", finished=False, keep=284)
ok("conjugation", "fr", "Le verbe « recoudre » (3e groupe)\n\n" + "\n\n".join(f"{tense}\n" + "\n".join(forms) for tense, forms in (
    ("Présent", ("je recouds", "tu recouds", "il recoud", "nous recousons", "vous recousez", "ils recousent")),
    ("Imparfait", ("je recousais", "tu recousais", "il recousait", "nous recousions", "vous recousiez", "ils recousaient")),
    ("Futur simple", ("je recoudrai", "tu recoudras", "il recoudra", "nous recoudrons", "vous recoudrez", "ils recoudront")),
    ("Passé simple", ("je recousis", "tu recousis", "il recousit", "nous recousîmes", "vous recousîtes", "ils recousirent")),
    ("Passé composé", ("j'ai recousu", "tu as recousu", "il a recousu", "nous avons recousu", "vous avez recousu", "ils ont recousu")),
    ("Plus-que-parfait", ("j'avais recousu", "tu avais recousu", "il avait recousu", "nous avions recousu", "vous aviez recousu", "ils avaient recousu")),
    ("Conditionnel présent", ("je recoudrais", "tu recoudrais", "il recoudrait", "nous recoudrions", "vous recoudriez", "ils recoudraient")))), "a conjugation table: compound tenses repeat the participle; cut", prompt="Conjugue « recoudre » à tous les temps.", finished=False, keep=745)
ok("conjugation", "ru", """
Глагол «беречь»
Настоящее время: я берегу, ты бережёшь, он бережёт, мы бережём, вы бережёте, они берегут.
Прошедшее время: я берёг, ты берёг, он берёг, она берегла, оно берегло, мы берегли, вы берегли, они берегли.
Будущее время: я буду беречь, ты будешь беречь, он будет беречь, мы будем беречь, вы будете беречь, они будут беречь.
Сослагательное наклонение: я берёг бы, ты берёг бы, он берёг бы, она берегла бы, мы берегли бы, вы берегли бы, они берегли бы.
Повелительное наклонение: береги, берегите, пусть бережёт, пусть берегут.
""", "forms of one verb, the compound ones nearly alike; cut", prompt="Проспрягай глагол «беречь».", finished=False, keep=395)
ok("declension", "pl", "Odmiana przez przypadki\n\n" + "\n\n".join(f"{word}\n" + "\n".join(f"{case}: {one}, {many}" for case, one, many in zip(("Mianownik", "Dopełniacz", "Celownik", "Biernik", "Narzędnik", "Miejscownik", "Wołacz"), ones, manys, strict=True)) for word, ones, manys in (
    ("łódź (rodzaj żeński)", ("łódź", "łodzi", "łodzi", "łódź", "łodzią", "łodzi", "łodzi"), ("łodzie", "łodzi", "łodziom", "łodzie", "łodziami", "łodziach", "łodzie")),
    ("wieś (rodzaj żeński)", ("wieś", "wsi", "wsi", "wieś", "wsią", "wsi", "wsi"), ("wsie", "wsi", "wsiom", "wsie", "wsiami", "wsiach", "wsie")),
    ("noc (rodzaj żeński)", ("noc", "nocy", "nocy", "noc", "nocą", "nocy", "nocy"), ("noce", "nocy", "nocom", "noce", "nocami", "nocach", "noce")))), "declension: equal forms, but each in its own case; cut", prompt="Odmień: łódź, wieś, noc.", finished=False, keep=430)
ok("timetable", "th", "ตารางเรือข้ามฟาก ท่าน้ำวัดเหนือ\n\n" + "\n".join(f"เที่ยวที่ {native(i + 1, 'th')} ออก {native(6 + i // 2, 'th')}.{'๓๐' if i % 2 else '๐๐'} น. ไป{place}" for i, place in enumerate(("ท่าเตียน", "ท่าราชวงศ์", "ท่าพระจันทร์", "ท่าวังหลัง", "ท่าเกษตร", "ท่านนทบุรี", "ท่าพระจันทร์ (เรือด่วน)", "ท่าปากคลอง", "ท่าดินแดง"))), "ferry times with Thai digits; cut", prompt="ทำตารางเรือให้หน่อย", finished=False, keep=272)
ok("weather", "ja", "あすの天気（午後五時発表）\n" + "".join(f"{place}は{sky}、最高気温は{high}度、降水確率は{rain}パーセントの見込みです。\n" for place, sky, high, rain in (
    ("札幌", "曇り一時雪", "三", "六十"), ("仙台", "曇りのち晴れ", "九", "三十"), ("新潟", "雨", "八", "八十"), ("東京", "晴れ", "十四", "十"), ("名古屋", "晴れ時々曇り", "十三", "二十"), ("大阪", "曇り", "十三", "四十"), ("広島", "曇りのち雨", "十二", "五十"), ("福岡", "雨", "十一", "七十"), ("那覇", "晴れ", "二十二", "十"))), "a forecast: one frame, another city with other values in each line; cut", finished=False, keep=261)
ok("weather", "de", "Straßenzustandsbericht, Ausgabe 5:30 Uhr\n" + "".join(f"{road} zwischen {a} und {b}: {state}.\n" for road, a, b, state in (
    ("A 4", "Olpe", "Reichshof", "Schneeglätte, zähfließender Verkehr auf 3 km"), ("A 45", "Lüdenscheid", "Meinerzhagen", "gesperrt nach Unfall mit zwei Lastwagen"), ("B 55", "Meinerzhagen", "Gummersbach", "Umleitungsverkehr, Reifglätte"), ("B 236", "Schmallenberg", "Winterberg", "Schneekettenpflicht ab Ortsausgang"), ("L 740", "Winterberg", "Züschen", "geräumt, einzelne Verwehungen"), ("L 721", "Hallenberg", "Medebach", "geräumt und gestreut"), ("K 54", "Medebach", "Düdinghausen", "nicht geräumt"), ("K 58", "Oberschledorn", "Titmaringhausen", "geräumt und gestreut"))), "road report with a fixed frame", finished=None)
ok("addresses", "tr", "Nöbetçi eczaneler (Perşembe)\n\n" + "\n".join(f"{name} Eczanesi, {street} Caddesi No: {n}, {area}. Tel: 0312 {tel}" for name, street, n, area, tel in (
    ("Çınar", "Fevzi Paşa", 14, "Ulus", "311 40 27"), ("Deniz", "İstasyon", 8, "Sincan", "269 11 03"), ("Yeni Deniz", "İstasyon", 51, "Sincan", "269 55 90"), ("Şifa", "Atatürk", 102, "Keçiören", "357 62 14"), ("Gül", "Atatürk", 7, "Polatlı", "623 08 81"), ("Hayat", "Cumhuriyet", 33, "Çubuk", "837 29 46"), ("Özlem", "Cumhuriyet", 5, "Kalecik", "857 10 12"), ("Merkez", "Hürriyet", 19, "Nallıhan", "785 21 60"))), "addresses in one layout; cut", prompt="Nöbetçi eczane listesini düzenle.", finished=False, keep=452)
ok("menu", "he", """
תפריט בוקר

חביתה עם עשבי תיבול, סלט קצוץ ולחם: 42 ש"ח
חביתה עם גבינה צהובה, סלט קצוץ ולחם: 46 ש"ח
חביתה עם פטריות, סלט קצוץ ולחם: 46 ש"ח
שקשוקה קלאסית, סלט קצוץ ולחם: 48 ש"ח
שקשוקה עם פטה, סלט קצוץ ולחם: 54 ש"ח
שקשוקה ירוקה עם תרד, סלט קצוץ ולחם: 52 ש"ח
בולגרית, זיתים, סלט קצוץ ולחם: 39 ש"ח
סביח בצלחת, ביצה קשה, טחינה ועמבה: 44 ש"ח
מוזלי ביתי עם יוגורט ודבש: 36 ש"ח
קפה הפוך קטן: 12 ש"ח
קפה הפוך גדול: 14 ש"ח
""", "menu with the same side dish in each row; cut", prompt="תכין תפריט בוקר לבית קפה קטן.", finished=False, keep=330)
ok("schedule", "uk", "Розклад автобусів, автостанція «Північна»\n\n" + "\n".join(f"Рейс {n}: {a} – {b}, відправлення {h}, платформа {p}, щодня" + (", крім неділі" if p % 2 else "") for n, a, b, h, p in (
    (101, "Чернігів", "Ріпки", "06:15", 1), (104, "Чернігів", "Любеч", "06:40", 2), (107, "Чернігів", "Седнів", "07:05", 1), (112, "Чернігів", "Городня", "07:30", 4), (118, "Чернігів", "Сновськ", "08:10", 3), (121, "Чернігів", "Мена", "08:45", 2), (123, "Чернігів", "Сосниця", "09:20", 5), (130, "Чернігів", "Козелець", "10:00", 1), (134, "Чернігів", "Остер", "10:25", 6), (140, "Чернігів", "Куликівка", "11:15", 3))), "bus table; cut", finished=False, keep=560)
ok("phonebook", "ar", "دليل أقسام المستشفى\n\n" + "\n".join(f"قسم {name}: الطابق {floor}، الغرفة {native(room, 'ar')}، تحويلة {native(ext, 'ar')}" for name, floor, room, ext in (
    ("الأطفال", "الأول", 104, 2110), ("النساء", "الأول", 118, 2118), ("العيون", "الثاني", 203, 2204), ("الأسنان", "الثاني", 211, 2216), ("القلب", "الثالث", 301, 2301), ("الأعصاب", "الثالث", 309, 2317), ("العظام", "الرابع", 402, 2402), ("الأشعة", "الأرضي", 12, 2012), ("المختبر", "الأرضي", 15, 2020))), "directory rows in one frame", finished=None)
ok("times", "zh", "小九九\n" + "\n".join("、".join(f"{han(a)}{han(b)}{'得' if a * b < 10 else '一' if a * b < 20 else ''}{han(a * b)}" for a in range(1, b + 1)) for b in range(1, 10)), "the multiplication table in words, each entry another fact", prompt="把乘法口诀表完整写出来")
ok("i18n", "mixed", json.dumps({key: dict(zip(("es", "ru", "ja", "ar", "hi", "el"), values, strict=True)) for key, values in {
    "save": ("Guardar", "Сохранить", "保存", "حفظ", "सहेजें", "Αποθήκευση"), "save_as": ("Guardar como…", "Сохранить как…", "名前を付けて保存", "حفظ باسم", "इस रूप में सहेजें", "Αποθήκευση ως"), "open": ("Abrir", "Открыть", "開く", "فتح", "खोलें", "Άνοιγμα"), "open_recent": ("Abrir reciente", "Открыть недавние", "最近使った項目を開く", "فتح الأخيرة", "हाल का खोलें", "Άνοιγμα πρόσφατων"), "close": ("Cerrar", "Закрыть", "閉じる", "إغلاق", "बंद करें", "Κλείσιμο"), "close_all": ("Cerrar todo", "Закрыть все", "すべて閉じる", "إغلاق الكل", "सभी बंद करें", "Κλείσιμο όλων"), "undo": ("Deshacer", "Отменить", "元に戻す", "تراجع", "पूर्ववत करें", "Αναίρεση")}.items()}, ensure_ascii=False, indent=1), "interface strings in six scripts, one frame; cut", prompt="Translate these UI strings into es, ru, ja, ar, hi, el as JSON.", finished=False, keep=690)

# ---------------------------------------------------------------- ok: glossaries, dictionaries, word lists

ok("glossary", "hi", """
बैंकिंग शब्दावली

बचत खाता: वह खाता जिसमें आम ग्राहक अपनी बचत रखते हैं और ब्याज पाते हैं।
चालू खाता: वह खाता जिसमें व्यापारी रोज़ लेन-देन करते हैं और ब्याज नहीं मिलता।
सावधि जमा: वह जमा जिसमें रकम तय समय के लिए रखी जाती है और ब्याज अधिक मिलता है।
आवर्ती जमा: वह जमा जिसमें हर महीने तय रकम डाली जाती है।
ऋण: वह रकम जो बैंक ग्राहक को ब्याज पर देता है।
गृह ऋण: वह ऋण जो मकान ख़रीदने या बनाने के लिए मिलता है।
शिक्षा ऋण: वह ऋण जो पढ़ाई के लिए मिलता है और नौकरी के बाद चुकाया जाता है।
""", "definitions in one frame, each its own term; cut", prompt="बैंकिंग के शब्दों की सूची अर्थ सहित दीजिए", finished=False, keep=395)
ok("dictionary", "vi", """
bánh: món ăn làm bằng bột, có nhân hoặc không.
bánh chưng: bánh gói lá dong hình vuông, nhân đỗ xanh và thịt, ăn vào dịp Tết.
bánh tét: bánh gói lá chuối hình trụ, phổ biến ở miền Nam.
bánh giầy: bánh xôi giã nhuyễn, hình tròn, màu trắng.
bánh cuốn: bánh tráng mỏng hấp, cuốn nhân thịt và mộc nhĩ, chấm nước mắm.
bánh xèo: bánh bột gạo rán giòn, nhân tôm và giá, ăn kèm rau sống.
bánh bèo: bánh bột gạo hấp trong chén nhỏ, rắc tôm khô.
bánh lái: bộ phận của tàu thuyền dùng để đổi hướng.
bánh răng: bộ phận máy có răng ăn khớp để truyền chuyển động.
""", "dictionary entries with one headword; the senses differ", prompt="Giải nghĩa các từ bắt đầu bằng 'bánh'.")
ok("glossary", "el", """
Μικρό ναυτικό γλωσσάρι
πλώρη: το μπροστινό μέρος του σκάφους
πρύμνη: το πίσω μέρος του σκάφους
καρίνα: το κάτω μέρος του σκάφους, η ραχοκοκαλιά του
κουπαστή: το πάνω μέρος της πλευράς του σκάφους
σταβέντο: η πλευρά του σκάφους που δεν τη χτυπά ο άνεμος
σοφράνο: η πλευρά του σκάφους που τη χτυπά ο άνεμος
άλμπουρο: ο ιστός του σκάφους
μαΐστρα: το κύριο πανί του σκάφους
φλόκος: το τριγωνικό πανί στην πλώρη του σκάφους
""", "glossary; the same word closes each gloss, the things differ", prompt="Εξήγησέ μου βασικούς όρους ιστιοπλοΐας.")
ok("wordlist", "ta", """
தமிழ் எண்கள் – English
ஒன்று – one
இரண்டு – two
மூன்று – three
பத்து – ten
பதினொன்று – eleven
பன்னிரண்டு – twelve
பதின்மூன்று – thirteen
இருபது – twenty
இருபத்தொன்று – twenty-one
இருபத்திரண்டு – twenty-two
இருபத்துமூன்று – twenty-three
முப்பது – thirty
முப்பத்தொன்று – thirty-one
முப்பத்திரண்டு – thirty-two
நாற்பது – forty
நூறு – hundred
""", "bilingual number words, compounded from few stems", prompt="Teach me Tamil numbers.")
ok("wordlist", "bn", "দরকারি শব্দ — useful words\n\n" + "\n".join(f"আমি {word} খাই। — I eat {english}." for word, english in (
    ("ভাত", "rice"), ("রুটি", "flatbread"), ("মাছ", "fish"), ("মাংস", "meat"), ("ডিম", "an egg"), ("ডাল", "lentils"), ("শাক", "greens"), ("আম", "a mango"), ("কলা", "a banana"), ("কাঁঠাল", "jackfruit"), ("মিষ্টি", "sweets"), ("দই", "yoghurt"), ("মুড়ি", "puffed rice"))), "drill with one noun changing, every noun new; cut", prompt="Give me example sentences with Bengali food words.", finished=False, keep=315)
ok("wordlist", "es", "Vocabulario del taller, español – alemán\n" + "".join(f"la llave {a} – der {b}\n" for a, b in (("inglesa", "Engländer"), ("fija", "Gabelschlüssel"), ("de estrella", "Ringschlüssel"), ("de vaso", "Steckschlüssel"), ("de tubo", "Rohrschlüssel"), ("Allen", "Innensechskantschlüssel"), ("dinamométrica", "Drehmomentschlüssel"))) + "".join(f"el destornillador {a} – der {b}\n" for a, b in (("plano", "Schlitzschraubendreher"), ("de estrella", "Kreuzschlitzschraubendreher"), ("eléctrico", "Akkuschrauber"), ("de precisión", "Feinmechanikerschraubendreher"))), "bilingual list: heads repeat, kinds differ; cut", prompt="Dame una lista bilingüe de herramientas.", finished=False, keep=430)
ok("katakana", "ja", "IT用語ミニ辞典\n" + "".join(f"{word}({english}):{gloss}。\n" for word, english, gloss in (
    ("サーバー", "server", "ほかのコンピューターに機能を提供するコンピューター"), ("クライアント", "client", "サーバーの機能を利用するコンピューター"), ("プロキシサーバー", "proxy server", "サーバーとクライアントの間を中継するコンピューター"), ("メールサーバー", "mail server", "電子メールを送受信するサーバー"), ("ファイルサーバー", "file server", "ファイルを共有するサーバー"), ("サーバーレス", "serverless", "サーバーの管理を利用者が行わない方式"))), "glossary with one term in every entry", prompt="IT用語を五つか六つ説明して")
ok("list", "zh", "常见的豆制品有：豆腐、嫩豆腐、老豆腐、冻豆腐、臭豆腐、豆腐干、豆腐皮、豆腐脑、豆腐乳、豆浆、豆花、豆皮、豆泡、豆筋、豆渣饼、豆沙、豆豉、豆瓣酱、黄豆酱、黄豆芽、绿豆芽、绿豆糕、绿豆粉、红豆沙、红豆汤。其中豆腐乳、豆豉、豆瓣酱属于发酵类，豆浆、豆花、豆腐脑属于液态或半凝固类，豆腐干、豆腐皮、豆皮则便于保存。", "one character in every item of a real list", prompt="列举常见的豆制品")
ok("list", "ja", "この町で「川」のつく名字を電話帳から拾うと、小川、中川、大川、古川、荒川、石川、白川、黒川、細川、早川、北川、南川、西川、東川、前川、谷川、長谷川、滝川、吉川、佐川、及川、相川、掛川、宇田川、皆川、市川、堀川、梶川、山川、川上、川中、川下、川口、川端、川島、川崎、川村、川田、川野、川原、川辺、川合、川越、川本、川元、川井、川瀬", "surnames with one character, separated by 、; cut", prompt="「川」のつく名字をできるだけ挙げて", finished=False, keep=155)
ok("reduplication", "id", """
Kata ulang dalam bahasa Indonesia bermacam-macam. Ada kata ulang utuh, seperti rumah-rumah, buku-buku, anak-anak, dan sama-sama. Ada kata ulang berimbuhan, seperti berlari-lari, bermain-main, tolong-menolong, dan surat-menyurat. Ada kata ulang berubah bunyi, seperti bolak-balik, sayur-mayur, warna-warni, dan gerak-gerik. Ada pula kata yang tampak berulang tetapi bukan kata ulang, seperti kupu-kupu, kura-kura, laba-laba, ubur-ubur, dan cumi-cumi; kata-kata ini disebut kata dasar semu. Anak-anak sering salah menulis, misalnya "kupu2", padahal ejaan resmi meminta tanda hubung.
""", "reduplicated words as examples in an explanation", prompt="Jelaskan jenis-jenis kata ulang.")
ok("faq", "id", """
Tanya: Apakah paspor anak-anak berbeda dengan paspor dewasa?
Jawab: Masa berlakunya lima tahun, sedangkan paspor dewasa sepuluh tahun.
Tanya: Apakah anak-anak harus datang sendiri?
Jawab: Ya, untuk foto dan sidik jari, didampingi salah satu orang tua.
Tanya: Apakah orang tua harus membawa buku nikah?
Jawab: Ya, asli dan fotokopi, bersama akta kelahiran anak.
Tanya: Apakah biaya bisa dibayar di tempat?
Jawab: Tidak, pembayaran melalui bank atau kantor pos paling lambat tujuh hari.
Tanya: Apakah paspor bisa dikirim ke rumah?
Jawab: Bisa, dengan surat kuasa
""", "questions in one frame, each answered; cut in the last answer", prompt="Buat FAQ pembuatan paspor anak.", finished=False, keep=545)

# ---------------------------------------------------------------- ok: laws, rules, drills, prose

ok("law", "zh", "村民用水公约\n" + "".join(f"第{han(i + 1)}条 {line}\n" for i, line in enumerate((
    "本公约适用于全体村民和长期租住本村的外来人员。", "水井由村民小组统一管理，任何人不得私自改动管道。", "每户每月基本用水量为八吨，超出部分加倍收费。", "干旱季节，先保饮水，再保牲畜，最后灌溉。", "任何人不得在水井五十米以内堆放粪肥、农药。", "任何人不得在水渠中洗涤农药桶。", "违反第五条的，责令清除；拒不清除的，罚款二百元。", "违反第六条的，罚款五百元，并在公告栏通报。", "所罚款项用于维修水泵，每季度公布一次账目。", "本公约自村民大会通过之日起施行。"))), "numbered articles, each a new rule; cut", prompt="起草一份村民用水公约", finished=False, keep=187)
ok("law", "ar", "\n".join(f"المادة {native(i + 1, 'ar')}: {line}" for i, line in enumerate((
    "يسمى هذا القانون قانون المراعي المشتركة.", "المراعي ملك عام لا يجوز بيعه ولا رهنه.", "لا يجوز الرعي في المراعي بين أول آذار ومنتصف نيسان.", "لا يجوز إشعال النار في المراعي إلا في المواقد المخصصة.", "لا يجوز حفر الآبار في المراعي إلا بإذن من المجلس.", "يحدد المجلس عدد الرؤوس المسموح بها لكل أسرة في بداية كل سنة.", "كل من خالف المادة ٣ يغرم عشرين دينارا عن كل رأس.", "كل من خالف المادة ٤ يغرم مئة دينار ويتحمل قيمة الضرر.", "كل من خالف المادة ٥ يردم البئر على نفقته."))), "articles with native numerals and like openings, each a new rule; cut", prompt="صغ قانونا محليا للمراعي.", finished=False, keep=465)
ok("drill", "he", """
דנה: מה זה?
יוסי: זה ספר.
דנה: של מי הספר?
יוסי: הספר שלי.
דנה: ומה זה?
יוסי: זה עיתון.
דנה: של מי העיתון?
יוסי: העיתון של אבא.
דנה: ומי זה?
יוסי: זה הכלב שלנו.
דנה: איך קוראים לכלב?
יוסי: לכלב קוראים עיתון.
דנה: לכלב קוראים עיתון?!
יוסי: כן, כי הוא מביא את העיתון כל בוקר.
""", "learners' drill with a joke at the end", prompt="כתוב דיאלוג קל ללומדי עברית.")
ok("drill", "ja", "文型練習 N1はN2が好きです\n" + "".join(f"{who}は{what}が好きです。→ {who}は{what}が好きじゃありません。\n" for who, what in (
    ("田中さん", "納豆"), ("山本さん", "梅干し"), ("マリアさん", "和菓子"), ("ワンさん", "卓球"), ("父", "釣り"), ("母", "編み物"), ("妹", "猫"), ("先生", "俳句"), ("社長", "ゴルフ"))), "substitution drill: new person, new thing in each line; cut", prompt="「好きです」の文型練習を作って", finished=False, keep=232)
ok("drill", "ko", "문법 연습: -고 싶다\n" + "".join(f"가: {day} 뭐 하고 싶어요?\n나: {what} 싶어요.\n" for day, what in (
    ("주말에", "친구를 만나고"), ("방학에", "제주도에 가고"), ("생일에", "미역국을 먹고"), ("오늘 저녁에", "일찍 자고"), ("내년에", "한국어 시험을 보고"), ("졸업한 후에", "은행에서 일하고"))) + "가: 지금 뭐 하고 싶어요?\n나: 숙제를 안 하고 싶어요.\n", "a grammar drill; every exchange has new words", prompt="-고 싶다 연습 대화를 만들어 주세요")
ok("recipe", "th", """
วิธีทำข้าวเหนียวมะม่วง
๑. แช่ข้าวเหนียวในน้ำสะอาด ๔ ชั่วโมง แล้วสะเด็ดน้ำ
๒. นึ่งข้าวเหนียวด้วยไฟแรง ๒๐ นาที กลับข้าวหนึ่งครั้ง
๓. ตั้งหัวกะทิด้วยไฟอ่อน ใส่น้ำตาลและเกลือ คนจนน้ำตาลละลาย
๔. เทข้าวเหนียวร้อนๆ ลงในชาม ราดหัวกะทิ คนเร็วๆ แล้วปิดฝา ๑๕ นาที
๕. ตั้งกะทิอีกส่วนด้วยไฟอ่อน ใส่เกลือและแป้งข้าวเจ้า คนจนข้น
๖. ปอกมะม่วง หั่นเป็นชิ้น
๗. ตักข้าวเหนียวใส่จาน วางมะม่วง ราดกะทิ โรยถั่วทอง
""", "recipe steps with recurring ingredients", prompt="ขอสูตรข้าวเหนียวมะม่วง")
ok("proverbs", "ru", "Присловья нашего цеха, записанные за мастером Егорычем, с пояснениями\n\n" + "\n".join(f"«{saying}» — {sense}." for saying, sense in (
    ("Кто спешит, тот переделывает", "говорят ученику, который не дождался, пока остынет заготовка"), ("Кто спит, того не переделаешь", "говорят о ночном сменщике"), ("Кто молчит, тот меряет", "похвала хорошему токарю"), ("Кто меряет, тот не режет", "упрёк слишком осторожному"), ("Кто режет, тот и платит", "о порче материала"), ("Кто платит, тот не режет", "о заказчике, который лезет с советами"))), "invented sayings in one mould, each explained", prompt="Придумай поговорки токарей.")
ok("lines", "fr", "\n".join(f"{i}. Je ne cacherai plus la craie dans le pot de fleurs." for i in range(1, 13)), "the prompt asks for exactly these twelve lines", prompt="Recopie douze fois, en numérotant : Je ne cacherai plus la craie dans le pot de fleurs.")
ok("mantra", "ta", "\n".join(["எல்லாம் நலமே ஆகும்."] * 7) + "\n\nஏழு முறை எழுதிவிட்டேன்.", "seven copies because the prompt asks for seven, and the model says it is done", prompt="'எல்லாம் நலமே ஆகும்.' என்று ஏழு முறை எழுது, முடிந்ததும் சொல்.")
ok("chat", "zh", "小美：我今天把猫粮当成燕麦泡了牛奶……\n大刘：哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈哈\n小美：你别笑！我吃了半碗才发现！\n大刘：哈哈哈哈哈哈哈哈哈哈等等，味道怎么样\n小美：说实话，有点咸，鱼味挺重。\n大刘：哈哈哈哈哈哈哈哈不行了我肚子疼\n小美：猫看我的眼神都变了。\n大刘：它心里想：终于有人懂我了。", "bursts of laughter in a chat that goes on", prompt="写一段好笑的微信聊天")
ok("sounds", "ko", "첨벙첨벙, 오리가 개울에 들어갑니다. 꽥꽥, 꽥꽥, 엄마 오리가 부릅니다. 삐악삐악, 삐악삐악, 병아리가 둑에서 구경합니다. 살랑살랑 바람이 불고, 한들한들 코스모스가 춤을 춥니다. 그때 부릉부릉, 부릉부릉, 빨간 경운기가 지나갑니다. 오리는 뒤뚱뒤뚱 달아나고, 병아리는 종종종종 엄마 닭에게 뛰어갑니다. 할아버지가 껄껄 웃습니다. \"괜찮다, 괜찮아. 천천히, 천천히 오너라.\"", "children's story full of sound words", prompt="의성어와 의태어가 많은 동화를 써 줘")
ok("rollcall", "es", "Pase de lista, tercero B\n" + "".join(f"—{name}.\n—{answer}\n" for name, answer in (
    ("Abril Ferrán", "Presente."), ("Bruno Castaños", "Presente."), ("Candela Ruiz", "Presente, profe."), ("Dario Menchaca", "Está en el dentista."), ("Elena Prats", "Presente."), ("Fidel Orozco", "Presente."), ("Greta Salom", "Aquí."), ("Hugo Salom", "Presente, y mi hermana también."), ("Inés Toledano", "Presente."), ("Julián Vera", "Presente."), ("Karim Benali", "Se ha quedado dormido en el autobús."), ("Lola Zamudio", "Presente."))), "roll call: one word again and again, but a new name each time", finished=None)
ok("rota", "pl", "Rozkaz dzienny obozu harcerskiego\n\n" + "\n".join(f"Zastęp {name}: wartę pełni {who}, od godziny {a} do godziny {b}, posterunek przy {place}." for name, who, a, b, place in (
    ("Rysie", "druhna Hania", "22:00", "23:30", "bramie"), ("Rysie", "druhna Ola", "23:30", "1:00", "bramie"), ("Sowy", "druh Witek", "22:00", "23:30", "magazynie"), ("Sowy", "druh Kacper", "23:30", "1:00", "magazynie"), ("Bobry", "druh Staś", "1:00", "2:30", "bramie"), ("Bobry", "druhna Zuzia", "2:30", "4:00", "bramie"), ("Żbiki", "druh Marek", "1:00", "2:30", "magazynie"), ("Żbiki", "druhna Iga", "2:30", "4:00", "pomoście"))), "guard rota: small sets of values, but a consistent plan with new names; cut", prompt="Ułóż rozkaz z nocnymi wartami dla czterech zastępów.", finished=False, keep=560)
ok("thinking", "fa", """
بگذار عددها را یکی‌یکی امتحان کنم.
اگر ۱۱ باشد: ۱۱ تقسیم بر ۳ باقی‌مانده ۲ دارد، تقسیم بر ۵ باقی‌مانده ۱ دارد. نمی‌شود.
اگر ۱۴ باشد: ۱۴ تقسیم بر ۳ باقی‌مانده ۲ دارد، تقسیم بر ۵ باقی‌مانده ۴ دارد. نمی‌شود.
اگر ۱۷ باشد: ۱۷ تقسیم بر ۳ باقی‌مانده ۲ دارد، تقسیم بر ۵ باقی‌مانده ۲ دارد. نمی‌شود.
اگر ۲۰ باشد: ۲۰ تقسیم بر ۳ باقی‌مانده ۲ دارد، تقسیم بر ۵ باقی‌مانده ۰ دارد. نمی‌شود.
اگر ۲۳ باشد: ۲۳ تقسیم بر ۳ باقی‌مانده ۲ دارد، تقسیم بر ۵ باقی‌مانده ۳ دارد. درست است.
پس کوچک‌ترین عدد دورقمی ۲۳ است.
""", "trial by trial with new numbers, and it arrives", prompt="کوچک‌ترین عدد دورقمی که بر ۳ باقی‌ماندهٔ ۲ و بر ۵ باقی‌ماندهٔ ۳ بدهد چیست؟")
ok("prose", "uk", """
Спочатку прийшов сусід зліва і сказав, що криниця пересохла через мою яблуню. Потім прийшов сусід справа і сказав, що криниця пересохла через його насос, але винен однаково я. Потім прийшла сусідка з-за дороги і сказала, що криниця ніколи не пересихає, просто відро діряве. Потім прийшов голова, подивився в криницю, подивився на відро і сказав, що треба комісію. Потім пішов дощ, і всі пішли додому.
""", "parallel comic prose", prompt=None)
ok("visits", "de", "".join(f"{day}. Visite bei {who}. Blutdruck {a} zu {b}, Puls {p}, Temperatur {t}. {end}\n" for day, who, a, b, p, t, end in (
    ("Montag", "Frau Ahrens, Zimmer 3", 142, 88, 76, "36,8", "Wunde trocken, Verband gewechselt."), ("Montag", "Herr Böttcher, Zimmer 4", 128, 79, 64, "36,5", "Keine Beschwerden, Entlassung am Mittwoch."), ("Dienstag", "Frau Ahrens, Zimmer 3", 138, 85, 74, "37,4", "Wunde leicht gerötet, Abstrich entnommen."), ("Dienstag", "Herr Böttcher, Zimmer 4", 131, 80, 66, "36,6", "Keine Beschwerden."), ("Mittwoch", "Frau Ahrens, Zimmer 3", 145, 90, 88, "38,3", "Antibiotikum begonnen, Angehörige verständigt."), ("Mittwoch", "Herr Böttcher, Zimmer 4", 127, 78, 65, "36,5", "Entlassen um 10 Uhr."), ("Donnerstag", "Frau Ahrens, Zimmer 3", 136, 84, 79, "37,1", "Rötung geht zurück."))), "a record in one frame with a course that changes; cut", finished=False, keep=610)
ok("tongue", "mixed", """
Tongue twisters I made up, one per language:
1. Deutsch: Sieben seifige Seilbahnseile seilen seifige Seilbahnsiebe ab.
2. Türkçe: Kırk kırık küpün kırkını da kırık kulplu kırk kardeş kırdı.
3. Polski: Szedł szewc szosą, szeptał szewcowej, że szosa szeleści.
4. Русский: Шесть шустрых шмелей шептались о шёлковой шали Маши.
5. 日本語：隣の鳥小屋の鳥は、となりの鳥取の鳥と取り替えた鳥。
6. 中文：史师傅石市试石尺，十试石尺四是石，四试石尺十是尺。
7. ไทย: ลุงล้านลากล้อลงลาน ล้อลื่นล้มลงหลังลาลุงล้าน
8. हिन्दी: चंचल चाची की चाँदी की चम्मच चार चोर चुपके चुपके चुराएँ।
""", "tongue twisters: sounds repeat within a line, each line is another", prompt="Invent tongue twisters in eight languages.")
ok("names", "ar", "سلسلة نسب آل الوادي كما رواها الجد: أنا سالم بن راشد بن سعيد بن حمد بن سالم بن خلفان بن سعيد بن ناصر بن سيف بن سالم بن عبد الله بن راشد بن حمود بن سلطان بن سيف. أما أخوالي فمن بني غافر، وأمي شمسة بنت حمدان بن سيف بن حمدان بن ماجد. ومن ذرية سيف الأول خرج فرعان: فرع نزل البحر واشتغل بصيد اللؤلؤ، وفرع بقي في الوادي يحرس النخل.", "a genealogy: names and 'son of' come back by their nature", prompt="اكتب سلسلة نسب خيالية لعائلة عمانية.")

# ---------------------------------------------------------------- ok: long tables in one frame

ok("verbs", "de", "Unregelmäßige Verben zum Auswendiglernen\n\n" + "\n".join("{} – er {} – er {}".format(*row.split("/")) for row in (
    "beginnen/begann/hat begonnen", "beißen/biss/hat gebissen", "bergen/barg/hat geborgen", "biegen/bog/hat gebogen", "bieten/bot/hat geboten", "binden/band/hat gebunden", "bitten/bat/hat gebeten", "blasen/blies/hat geblasen", "bleiben/blieb/ist geblieben", "braten/briet/hat gebraten", "brechen/brach/hat gebrochen", "brennen/brannte/hat gebrannt", "bringen/brachte/hat gebracht", "denken/dachte/hat gedacht", "dringen/drang/ist gedrungen", "essen/aß/hat gegessen", "fahren/fuhr/ist gefahren", "fallen/fiel/ist gefallen", "fangen/fing/hat gefangen", "finden/fand/hat gefunden", "fliegen/flog/ist geflogen", "fliehen/floh/ist geflohen", "fließen/floss/ist geflossen", "frieren/fror/hat gefroren", "geben/gab/hat gegeben", "gehen/ging/ist gegangen", "gelingen/gelang/ist gelungen", "gießen/goss/hat gegossen", "graben/grub/hat gegraben", "greifen/griff/hat gegriffen", "halten/hielt/hat gehalten", "heben/hob/hat gehoben", "helfen/half/hat geholfen", "kennen/kannte/hat gekannt", "klingen/klang/hat geklungen", "kommen/kam/ist gekommen", "laden/lud/hat geladen", "lassen/ließ/hat gelassen", "laufen/lief/ist gelaufen", "leiden/litt/hat gelitten", "lesen/las/hat gelesen", "liegen/lag/hat gelegen", "lügen/log/hat gelogen", "nehmen/nahm/hat genommen", "pfeifen/pfiff/hat gepfiffen", "raten/riet/hat geraten", "reiben/rieb/hat gerieben", "reißen/riss/hat gerissen", "reiten/ritt/ist geritten", "rufen/rief/hat gerufen", "schlafen/schlief/hat geschlafen", "schlagen/schlug/hat geschlagen", "schneiden/schnitt/hat geschnitten", "schreiben/schrieb/hat geschrieben")), "principal parts of verbs, each another; cut", prompt="Gib mir eine Liste aller unregelmäßigen Verben mit Präteritum und Perfekt.", finished=False, keep=1842)
ok("prefectures", "ja", "".join(f"{place}の県庁所在地は{seat}市です。\n" for place, seat in (row.split("/") for row in (
    "青森県/青森", "岩手県/盛岡", "宮城県/仙台", "秋田県/秋田", "山形県/山形", "福島県/福島", "茨城県/水戸", "栃木県/宇都宮", "群馬県/前橋", "埼玉県/さいたま", "千葉県/千葉", "神奈川県/横浜", "新潟県/新潟", "富山県/富山", "石川県/金沢", "福井県/福井", "山梨県/甲府", "長野県/長野", "岐阜県/岐阜", "静岡県/静岡", "愛知県/名古屋", "三重県/津", "滋賀県/大津", "奈良県/奈良", "和歌山県/和歌山", "鳥取県/鳥取", "島根県/松江", "岡山県/岡山", "広島県/広島", "山口県/山口"))), "one sentence frame, another fact in each; cut", prompt="日本の県と県庁所在地を全部、文で書いて", finished=False, keep=487)
ok("capitals", "ru", "".join(f"Столица {country} — {city}.\n" for country, city in (row.split("/") for row in (
    "Австрии/Вена", "Албании/Тирана", "Алжира/Алжир", "Анголы/Луанда", "Аргентины/Буэнос-Айрес", "Армении/Ереван", "Бельгии/Брюссель", "Болгарии/София", "Боливии/Сукре", "Ботсваны/Габороне", "Бразилии/Бразилиа", "Венгрии/Будапешт", "Вьетнама/Ханой", "Ганы/Аккра", "Гватемалы/Гватемала", "Греции/Афины", "Грузии/Тбилиси", "Дании/Копенгаген", "Египта/Каир", "Замбии/Лусака", "Израиля/Иерусалим", "Индии/Нью-Дели", "Ирака/Багдад", "Ирана/Тегеран", "Ирландии/Дублин", "Исландии/Рейкьявик", "Испании/Мадрид", "Италии/Рим", "Йемена/Сана", "Казахстана/Астана", "Камеруна/Яунде", "Канады/Оттава", "Кении/Найроби", "Кипра/Никосия", "Китая/Пекин", "Колумбии/Богота", "Кубы/Гавана", "Лаоса/Вьентьян", "Латвии/Рига", "Ливана/Бейрут", "Литвы/Вильнюс", "Мали/Бамако", "Марокко/Рабат", "Мексики/Мехико", "Монголии/Улан-Батор", "Непала/Катманду", "Нигера/Ниамей", "Норвегии/Осло", "Омана/Маскат", "Панамы/Панама", "Перу/Лима", "Польши/Варшава"))), "one frame with capital after capital; finished", prompt="Напиши столицы пятидесяти двух стран, каждую отдельным предложением.")
ok("zodiac", "zh", "干支纪年与生肖对照\n" + "".join(f"{''.join('〇一二三四五六七八九'[int(d)] for d in str(year))}年是{'甲乙丙丁戊己庚辛壬癸'[(year - 4) % 10]}{'子丑寅卯辰巳午未申酉戌亥'[(year - 4) % 12]}年，属{'鼠牛虎兔龙蛇马羊猴鸡狗猪'[(year - 4) % 12]}。\n" for year in range(1984, 2044)), "years count up, and stem, branch and animal turn in cycles of ten and twelve: correct information, asked for; cut", prompt="从1984年起列出六十年的干支和生肖", finished=False, keep=764)
ok("arithmetic", "ar", "جدول الضرب من ٦ إلى ٩\n" + "\n".join("\n".join(f"{native(a, 'ar')} × {native(b, 'ar')} = {native(a * b, 'ar')}" for b in range(1, 11)) + "\n" for a in range(6, 10)), "multiplication table in native digits; cut", prompt="اكتب جدول الضرب للأعداد من ٦ إلى ٩.", finished=False, keep=371)
ok("plates", "tr", "".join(f"{i + 1:02d} plaka kodu {name} iline aittir.\n" for i, name in enumerate("Adana Adıyaman Afyonkarahisar Ağrı Amasya Ankara Antalya Artvin Aydın Balıkesir Bilecik Bingöl Bitlis Bolu Burdur Bursa Çanakkale Çankırı Çorum Denizli Diyarbakır Edirne Elazığ Erzincan Erzurum Eskişehir Gaziantep Giresun Gümüşhane Hakkâri Hatay Isparta Mersin İstanbul İzmir Kars Kastamonu Kayseri Kırklareli Kırşehir".split())), "counter and frame, but a new province in every line; cut", prompt="Plaka kodlarını tek tek, cümle olarak yaz.", finished=False, keep=1107)
ok("numbers", "hi", "गिनती / Counting\n" + "\n".join(f"{native(i + 1, 'hi')} — {hindi} — {english}" for i, (hindi, english) in enumerate(zip("एक दो तीन चार पाँच छह सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह सोलह सत्रह अठारह उन्नीस बीस इक्कीस बाईस तेईस चौबीस पच्चीस छब्बीस सत्ताईस अट्ठाईस उनतीस तीस".split(), [*"one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split(), *(f"twenty-{n}" for n in "one two three four five six seven eight nine".split()), "thirty"], strict=True))), "counting in two languages; cut", prompt="1 से 50 तक गिनती हिंदी और अंग्रेज़ी में लिखो", finished=False, keep=553)
ok("verbs", "ko", "".join(f"{verb} → {polite} → {past}\n" for verb, polite, past in (row.split("/") for row in (
    "가다/가요/갔어요", "오다/와요/왔어요", "보다/봐요/봤어요", "배우다/배워요/배웠어요", "마시다/마셔요/마셨어요", "먹다/먹어요/먹었어요", "읽다/읽어요/읽었어요", "쓰다/써요/썼어요", "바쁘다/바빠요/바빴어요", "크다/커요/컸어요", "듣다/들어요/들었어요", "걷다/걸어요/걸었어요", "묻다/물어요/물었어요", "돕다/도와요/도왔어요", "덥다/더워요/더웠어요", "춥다/추워요/추웠어요", "맵다/매워요/매웠어요", "모르다/몰라요/몰랐어요", "부르다/불러요/불렀어요", "빠르다/빨라요/빨랐어요", "짓다/지어요/지었어요", "낫다/나아요/나았어요", "하다/해요/했어요", "공부하다/공부해요/공부했어요", "운동하다/운동해요/운동했어요", "요리하다/요리해요/요리했어요"))) + "이상이 수업에서 다룬 동사와 형용사입니다.", "conjugation rows; the last ones share their ending", prompt="불규칙 동사와 형용사를 해요체와 과거형으로 정리해 줘.")
months = "ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר".split()
tasks = ("ניקוי מסננים", "בדיקת גלאי עשן", "החלפת נורות בחדר המדרגות", "שימון דלת החניון", "ריסוס", "בדיקת מעלית", "ניקוי מאגר המים", "גיזום", "בדיקת מטפים", "ניקוי מרזבים", "בדיקת דוד שמש", "ספירת מונים")
ok("calendar", "he", "תוכנית תחזוקה שנתית לבניין\n" + "".join(f"{3 + i % 4} ב{month}: {tasks[i]}, אחראי: {('דייר מקומה ' + 'אבגד'[i % 4]) if i % 3 else 'חברת הניהול'}.\n{17 + i % 5} ב{month}: {tasks[(i + 5) % 12]}, אחראי: {('דייר מקומה ' + 'אבגד'[(i + 1) % 4]) if i % 2 else 'חברת הניהול'}.\n" for i, month in enumerate(months)), "a year's plan: every task twice, dates run on; cut", prompt="הכן תוכנית תחזוקה שנתית.", finished=False, keep=972)
ok("phrasebook", "id", "Buku frasa: Indonesia – Français\n\n" + "\n".join(f"Di mana {a}? – Où est {b} ?" for a, b in (row.split("/") for row in (
    "stasiun/la gare", "halte bus/l'arrêt de bus", "bandara/l'aéroport", "pelabuhan/le port", "rumah sakit/l'hôpital", "apotek/la pharmacie", "kantor polisi/le commissariat", "kantor pos/la poste", "bank/la banque", "pasar/le marché", "toko roti/la boulangerie", "toko buku/la librairie", "perpustakaan/la bibliothèque", "sekolah/l'école", "masjid/la mosquée", "gereja/l'église", "museum/le musée", "pantai/la plage", "kolam renang/la piscine", "kamar mandi/la salle de bains", "lift/l'ascenseur", "pintu keluar/la sortie", "loket/le guichet", "bagasi saya/mon bagage", "kunci saya/ma clé"))) + "\n\n" + "\n".join(f"Saya mau {a}. – Je voudrais {b}." for a, b in (row.split("/") for row in (
    "segelas air/un verre d'eau", "secangkir kopi/un café", "secangkir teh/un thé", "sepiring nasi/une assiette de riz", "sup hari ini/la soupe du jour", "ikan bakar/le poisson grillé", "ayam goreng/le poulet frit", "sayur tanpa garam/les légumes sans sel", "es krim vanila/une glace à la vanille", "bonnya/l'addition", "kamar untuk dua orang/une chambre pour deux personnes", "kamar dengan balkon/une chambre avec balcon", "handuk lagi/une autre serviette", "tiket pulang-pergi/un aller-retour", "duduk di dekat jendela/m'asseoir près de la fenêtre"))), "two question frames, a new noun in every line; cut", prompt="Buatkan buku frasa Indonesia-Prancis untuk wisatawan.", finished=False, keep=1843)
ok("prose", "es", "Lo que heredé de mis tíos\n\n" + "\n\n".join((
    "De mi tío Anselmo heredé un reloj que adelanta siete minutos. Él decía que los siete minutos eran suyos, que se los había ganado al ferrocarril en cuarenta años de señales, y que no pensaba devolverlos. Cuando pierdo el autobús, pienso en mi tío Anselmo; cuando lo alcanzo, también.",
    "De mi tía Remedios heredé una receta sin cantidades. Harina, la que pida; aceite, el que quepa; anís, el que quede después de probarlo. Cada Navidad la sigo al pie de la letra y cada Navidad sale otra cosa. Cuando sale bien, pienso en mi tía Remedios; cuando sale mal, llamo a mi prima.",
    "De mi tío Fermín heredé una deuda con el dueño del estanco. Eran trescientas pesetas, que en euros no llegan a dos. Fui a pagarlas con solemnidad, y el dueño, que era ya el nieto del dueño, no quiso cobrarlas. Cuando compro sellos, pienso en mi tío Fermín; cuando no, también le debo algo.",
    "De mi tía Consuelo heredé el nombre, que no es poca cosa. Me costó media infancia llevarlo y la otra media agradecerlo. Cuando alguien lo dice con prisa, pienso en otra cosa; cuando alguien lo dice despacio, pienso en mi tía Consuelo y en su manera de cerrar las ventanas antes de la tormenta.",
    "De mi tío Baldomero no heredé nada, porque se lo llevó todo a Buenos Aires en un baúl. Cuando recibo una carta con sellos extranjeros, pienso en mi tío Baldomero; cuando la abro, siempre es publicidad.")), "five paragraphs in one mould, every one another story; cut in the last", prompt="Escribe un texto sobre herencias, con párrafos paralelos.", finished=False, keep=1338)


def check(row: dict[str, Any]) -> None:
    """The labels of a row agree with its text."""
    text, name = row["text"], row["id"]
    assert text == text.strip("\n") or row["label"] == "loop", name
    assert 100 <= len(text) <= 6000, (name, len(text))
    if row["label"] == "ok":
        assert row["kind"] is row["onset"] is row["period"] is row["end"] is None, name
        return
    onset, period, end, kind = row["onset"], row["period"], row["end"], row["kind"]
    assert 0 <= onset < end <= len(text), (name, onset, end)
    assert end - onset >= 80, (name, onset, end)
    if row["finished"] is not True:
        assert end == len(text), name
    if kind in EXACT:
        assert end - onset >= 3 * period, (name, period, end - onset)
        assert all(text[i] == text[i + period] for i in range(onset, end - period)), name
        assert onset == 0 or text[onset - 1] != text[onset - 1 + period], name
        assert end == len(text) or text[end] != text[end - period], name
        assert (text[onset:onset + period] * 2).find(text[onset:onset + period], 1) == period, name
        assert kind == ("token_run" if period == 1 else "block_loop" if period >= 256 else "exact_loop"), name
    elif kind != "shuffled_loop":
        copies = row["copies"]
        assert len(copies) >= 3, (name, len(copies))
        for one, two in pairwise(copies):
            assert one != two, name
            assert kind == "growing_loop" or difflib.SequenceMatcher(None, one, two, autojunk=False).ratio() > 0.7, name


def main() -> None:
    """Check, write, count."""
    for row in CASES:
        check(row)
        row.pop("copies", None)
    assert len({row["text"] for row in CASES}) == len(CASES)
    with Path(__file__).with_suffix(".jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in CASES)
    for field in ("label", "kind", "script", "shape"):
        print(field, dict(Counter(str(row[field]) for row in CASES).most_common()))
    print("finished", dict(Counter((row["label"], str(row["finished"])) for row in CASES)))
    loops = [row for row in CASES if row["label"] == "loop"]
    print("loops under 620 characters", sum(len(row["text"]) < 620 for row in loops), "of", len(loops))


if __name__ == "__main__":
    main()
