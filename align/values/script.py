"""Texts in one writing, character for character, so that a place in the folded text is a place in the text."""

from __future__ import annotations

from collections.abc import Iterable

from align.records import Span

_TRADITIONAL = (
    "兩两萬万億亿點点個个號号週周禮礼當当時时鐘钟鍾钟間间後后來来內内餘余幾几數数達达過过約约於于從从為为爲为歲岁長长減减"
    "單单雙双國国黨党條条項项輛辆張张隻只頭头場场輪轮屆届戶户棟栋層层畝亩頃顷噸吨釐厘攝摄華华節节韓韩歐欧鎊镑盧卢幣币門门"
    "紀纪線线員员級级組组隊队種种類类冊册顆颗塊块臺台歷历聯联戰战會会議议導导報报計计劃划規规業业環环較较連连續续盡尽麼么"
    "樣样這这該该說说題题體体總总統统義义氣气風风們们邊边見见實实開开關关進进動动學学機机電电車车發发產产務务處处圓圆區区"
    "倫伦傳传協协參参圍围團团執执奪夺將将專专師师帶带強强務务嚴严滿满獎奖確确稱称縣县職职舉举補补視视記记設设許许課课"
    "貳贰參叁陸陆壹壹無无獨独歡欢異异畫画讓让資资質质銀银錢钱鐵铁陽阳際际隨随雜杂離离難难響响頁页順顺領领額额願愿類类飛飞"
    "馬马驗验鬥斗齊齐龍龙對对島岛嶼屿屆届岡冈應应懷怀戲戏換换損损擔担據据擇择擊击斷断書书東东極极樓楼標标檢检歸归殺杀"
    "決决沒没況况測测滬沪漢汉營营爾尔牆墙現现瑪玛畢毕監监盤盘碼码積积稅税穩稳競竞筆笔範范籌筹給给維维網网緊紧緩缓縱纵"
    "罰罚聖圣聞闻聲声腦脑與与興兴艦舰藝艺蘇苏蘭兰號号衛卫裝装製制複复覺觉訂订訪访證证評评詢询話话認认誤误談谈調调請请論论"
)
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD = {
    **_WIDE,
    **{ord(_TRADITIONAL[i]): ord(_TRADITIONAL[i + 1]) for i in range(0, len(_TRADITIONAL), 2)},
    **dict.fromkeys(map(ord, "\u00a0\u2009\u202f\u3000\t\n\r"), ord(" ")),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2212"), ord("-")),
    ord("\u2019"): ord("'"),
    ord("○"): ord("〇"),
    ord("﹪"): ord("%"),
}
USED = "\ufffc"
"""What stands in the place of characters that a value has taken."""


def fold(text: str) -> str:
    """``text`` with narrow digits and marks, simplified characters and plain blanks; as long as before."""
    return text.translate(_FOLD)


def lower(text: str) -> str:
    """``text`` in lower case, as long as before (İ would grow)."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def take(text: str, spans: Iterable[Span]) -> str:
    """``text`` with the characters of ``spans``, which do not overlap, used up."""
    pieces, at = [], 0
    for span in sorted(spans):
        pieces += [text[at : span.start], USED * (span.end - span.start)]
        at = span.end
    return "".join(pieces) + text[at:]
