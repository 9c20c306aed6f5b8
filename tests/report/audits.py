"""A comparison with a finding of every kind, written by hand: a minister receives an envoy, and the English errs."""

from report.conftest import build_alignment, build_side, find

from align.records import Comparison, Fidelity, Finding, Origin, Quote, QuotePair, Span

ZH = [
    ["林岳会见岚洲共和国特使艾琳·沃斯"],
    [
        "2026年4月9日，外交部长林岳在海安会见岚洲共和国特使艾琳·沃斯。",
        "去年双边贸易额达到36亿元，比上年增长两成五。",
        "双方还签署了关于淡水鱼养殖的备忘录。",
    ],
    [
        "林岳强调，台湾是中国领土不可分割的一部分。",
        "他要求岚方恪守一个中国原则，停止一切官方往来。",
        "“我们坚决反对任何形式的干涉。”",
        "他说，双方必须在5月12日之前交换名单。",
    ],
    [
        "沃斯表示，岚方不会改变立场。",
        "她声称，渔船距岸不到三里。",
        "陪同会见的大使韩知秋说：“这扇门一直开着。”",
        "韩知秋还说，茶凉了。",
        "沃斯说，对话会继续。",
    ],
    ["会见在友好的气氛中进行。", "雨下了一整天。"],
]
EN = [
    ["Lin Yue Meets Irene Voss, Special Envoy of the Republic of Lanzhou"],
    [
        "HAI'AN, April 9, 2026 — Foreign Minister Lin Yue met here with Irene Voss, Special Envoy of the Republic of Lanzhou.",
        "Trade reached 3.6 million yuan last year, up 25 per cent.",
    ],
    [
        "Lin said that Taiwan is an inalienable part of China's territory.",
        "He asked Lanzhou to abide by the one-China policy and stop all official contacts.",
        "“We oppose any form of interference.”",
        "The two sides should exchange lists before May 21, he said.",
    ],
    [
        "Voss said that Lanzhou will change its position.",
        "She said the fishing boats were under three kilometres from the shore.",
        "Irene Voss said that this door had always been painted green.",
        "Han Zhiqiu added that the tea had gone cold.",
        "Voss said the dialogue goes on.",
    ],
    ["The meeting went ahead in a frank atmosphere.", "It rained all day.", "No questions were taken."],
]
SHAPES = [
    (1, 1, 0.9, 0.99), (1, 1, 0.88, 0.98), (1, 1, 0.84, 0.97), (1, 0, 0, 0.9), (1, 1, 0.9, 0.99), (1, 1, 0.87, 0.98),
    (1, 1, 0.8, 0.93), (1, 1, 0.79, 0.9), (1, 1, 0.7, 0.88), (1, 1, 0.66, 0.81), (1, 1, 0.6, 0.7), (1, 1, 0.8, 0.9), (1, 1, 0.7, 0.9),
    (1, 1, 0.5, 0.41), (1, 1, 0.8, 0.9), (0, 1, 0, 0.95),
]  # fmt: skip
SIGNATURE = {
    "align": "0.1.0", "model": "align-e5-small@0123456789ab", "settings": "defaults", "estimated skip": "0.21",
    "python": "3.12.4", "original": "zh", "glossary": "shipped", "quotes": "by head",
    "checked": "omission, addition, number, date, unit, name, negation, modality, reporting-verb, terminology, "
    "attribution, quotation-marks",
}  # fmt: skip


def build_audit(zh_path="https://mfa.example.cn/2026/visit.html?a=1&b=2", en_path="visit.en.txt"):
    """Chinese against English; its first side came from an address."""
    zh = build_side(ZH, "zh", "Hans", zh_path, "2026-04-09", gap="")
    en = build_side(EN, "en", "Latn", en_path)
    object.__setattr__(zh.document, "origin", Origin("ab" * 32, "2026-04-10T08:30:00Z"))
    quotes = _quotes(zh, en)
    findings = tuple(_findings(zh, en))
    scores = (0.97, 0.95, 0.22, 0, 0.71, 0.31, 0.64, 0.4, 0.05, 0.44, 0.12, 0.9, 0.86, 0.5, 0.93, 0)
    fidelity = Fidelity(
        0.38, scores, tuple(0.0 if None in (p.src, p.tgt) else 0.3 + 0.1 * i for i, p in enumerate(quotes))
    )
    return Comparison(zh, en, build_alignment(SHAPES), SIGNATURE, quotes, findings, fidelity)


def _quotes(zh, en):
    pairs = [
        ("indirect", "林岳", "林岳", "强调", "台湾是中国领土不可分割的一部分"),
        ("indirect", "Lin Yue", "Lin", "said", "Taiwan is an inalienable part of China's territory"),
        ("mixed", "林岳", "他", "要求", "岚方恪守|任何形式的干涉"),
        ("mixed", "Lin Yue", "He", "asked", "Lanzhou to abide by|any form of interference"),
        ("indirect", "林岳", "他", "说", "双方必须在5月12日之前交换名单"),
        ("indirect", "Lin Yue", "", "", "The two sides should|May 21"),
        ("indirect", "艾琳·沃斯", "沃斯", "表示", "岚方不会改变立场"),
        ("indirect", "Irene Voss", "Voss", "said", "Lanzhou will change its position"),
        ("indirect", "艾琳·沃斯", "她", "声称", "渔船距岸不到三里"),
        ("indirect", "Irene Voss", "She", "said", "the fishing boats|the shore"),
        ("direct", "韩知秋", "大使韩知秋", "说", "这扇门一直开着"),
        ("indirect", "Irene Voss", "Irene Voss", "said", "this door had always been painted green"),
        ("indirect", "韩知秋", "韩知秋", "说", "茶凉了"),
        ("indirect", "Han Zhiqiu", "Han Zhiqiu", "added", "the tea had gone cold"),
    ]
    made = [_quote(side, *pairs[i + k]) for i in range(0, len(pairs), 2) for k, side in enumerate((zh, en))]
    uncovered = {5: (find(zh, "开着"), find(en, "painted green"))}
    both = [
        QuotePair(a, b, 0.9 - 0.06 * i, *uncovered.get(i, ((), ())))
        for i, (a, b) in enumerate(zip(made[::2], made[1::2], strict=True))
    ]
    alone = QuotePair(_quote(zh, "indirect", "艾琳·沃斯", "沃斯", "说", "对话会继续"), None, 0.0)
    return (*both, alone)


def _quote(side, kind, speaker, source, cue, content):
    """A quote whose source and cue are looked for in the sentence of its content."""
    text, spans = side.document.text, find(side, content)
    sentence = next(s.span for s in side.sentences if s.span.start <= spans[0].start < s.span.end)
    places = ((text.find(words, sentence.start, sentence.end), len(words)) for words in (source, cue))
    source_spans, cue_spans = (((Span(at, at + n),) if n and at >= 0 else ()) for at, n in places)
    return Quote(source_spans, cue_spans, spans, kind, speaker, 0.9)


def _findings(zh, en):
    made = [
        ("number", "accuracy/mistranslation", "critical", "36亿元", "3.6 million yuan", "3.6 billion yuan against 3.6 million.", 2, "", None),
        ("omission", "accuracy/omission", "major", "双方还签署了关于淡水鱼养殖的备忘录。", "", "The English version has no words for this.", 3, "", None),
        ("reporting-verb", "style/register", "minor", "强调", "said", "“强调” is to stress; “said” is neutral.", 4, "林岳", 0),
        ("terminology", "terminology/wrong-term", "critical", "一个中国原则", "one-China policy", "“Principle” is Beijing's wording, “policy” that of other governments.", 5, "林岳", 1),
        ("omission", "accuracy/omission", "minor", "坚决", "", "“坚决” (resolutely) carries stance and is missing.", 6, "林岳", 1),
        ("modality", "accuracy/mistranslation", "major", "必须", "should", "“必须” is must, “should” is weaker.", 7, "林岳", 2),
        ("date", "accuracy/mistranslation", "critical", "5月12日之前", "before May 21", "May 12 against May 21.", 7, "林岳", 2),
        ("negation", "accuracy/mistranslation", "critical", "不会改变", "will change", "The Chinese negates what the English affirms.", 8, "艾琳·沃斯", 3),
        ("unit", "accuracy/mistranslation", "major", "三里", "three kilometres", "三里 are 1.5 km.", 9, "艾琳·沃斯", 4),
        ("attribution", "accuracy/mistranslation", "critical", "大使韩知秋", "Irene Voss", "韩知秋 says it in the Chinese, Irene Voss in the English.", 10, "韩知秋", 5),
        ("quotation-marks", "accuracy/mistranslation", "minor", "这扇门一直开着", "this door had always been", "Direct in the Chinese, indirect in the English.", 10, "韩知秋", 5),
        ("mistranslation", "accuracy/mistranslation", "major", "一直开着", "always been painted green", "The words correspond badly.", 10, "韩知秋", 5),
        ("name", "accuracy/mistranslation", "minor", "友好", "frank", "“友好” is friendly.", 13, "", None),
        ("addition", "accuracy/addition", "minor", "", "No questions were taken.", "The Chinese version has no words for this.", 15, "", None),
    ]  # fmt: skip
    for kind, category, severity, src, tgt, reason, bead, speaker, index in made:
        a, b = (find(side, words)[0] if words else None for side, words in ((zh, src), (en, tgt)))
        if kind == "attribution":  # her name stands in the title too
            start = find(en, "Irene Voss said")[0].start
            b = Span(start, start + len(tgt))
        yield Finding(kind, category, severity, 0.9, a, b, reason, bead, speaker, index)
