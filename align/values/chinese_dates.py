"""Dates and times in Chinese text: 去年11月, 12日, 2030年前, 上世纪90年代, 第三季度, 下午3时30分."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from align.records import Approximation, PartialDate, Span, Value
from align.values.amounts import point
from align.values.hanzi import read_numeral
from align.values.units import chinese_units

_N = "[〇零一二两三四五六七八九十]"
_DAY = rf"(?:[12]\d|3[01]|0?[1-9]|三十一?|二十{_N}?|十{_N}?|[一二三四五六七八九])"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_SHORT_YEAR = r"(?<!\d)(?:0\d|[5-9]\d)(?= ?年(?![后来前间内里以之多]))"
_YEAR = rf"(?:(?<!\d)[12]\d{{3}}|{_SHORT_YEAR}|[一二][〇零一二三四五六七八九]{{3}})"
_YEARS = {"去": -1, "上": -1, "前": -2, "今": 0, "本": 0, "当": 0, "明": 1, "后": 2, "来": 1, "次": 1}
_RELATIVE = (
    "(?:(?P<ryear>[去今明后前]|本(?=年)|上(?=年)|次(?=年)|来(?=年))年(?!轻|龄|级|来|后)(?:的|同)?"
    "|(?P<rmonth>上个?|本|这个?|下个?|当)月(?!份证|亮)|(?P<rweek>上个?|本|这个?|下个?)(?:周|星期|礼拜)(?!刊|边|围"
    "|期)(?P<weekday2>[一二三四五六日天])?"
    "|(?P<rday>今天|今日|今晨|今晚|今早|昨天|昨日|昨晚|昨夜|明天|明日|明晚|(?<![饭月日天年周末])前天(?!气|空|线)|前日|后天(?!气))"
    "|(?P<rquarter>上一?个?|本|这个?|下一?个?)季度?|(?P<rcentury>上一?个?|本|这个?)世纪)"
)
_PART = (
    "(?:(?P<half>上|下)半年|(?:(?:第(?P<quarter>[一二三四1-4])个?|(?P<quarter3>[一二三四1-4]|首个?))季度"
    "|(?<!提前)(?<!推迟)(?P<quarter2>[一二三四])季(?!度|节))"
    r"|前(?P<quarters>[二两三])个?季度|(?P<early>初|年初|月初|上旬|早期|初期)|(?P<mid>(?<![\d一二两三四五六七八九十几数多])年中|中旬|中期|中叶)"
    "|(?P<late>年底|年末|月底|月末|下旬|底|末|后期|末期)|(?P<season>[春夏秋冬])(?:季|天)|(?P<summer>夏季|冬季)(?!奥))"
)
_WEEKDAY = "(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])(?!期|年|个|岁)"
_ERA = "(?P<era>(?:\\d{2}|[12]\\d{3}|[一二三四五六七八九]十|[一二][〇零一二三四五六七八九]{2}〇)) ?年代"
_CENTURY = rf"(?P<century>\d{{1,2}}|{_N}{{1,3}}) ?世纪(?!福克斯)"
_DATE = re.compile(
    r"(?P<until>(?:截至|截止|直到|直至|不晚于|(?<![提谈说想看感受达升降增来去回拿得收见讲遇找溯月年日])到了?"
    r"|(?<=[续延])到|(?<![月年日时分])至) ?(?=[\d今明去本周星礼一二三四五六七八九十]))?"
    rf"(?:(?P<y>{_YEAR}) ?年(?!代|历史"
    rf"|来的历史)(?:度)?)?(?:{_RELATIVE})? ?(?:{_CENTURY} ?)?(?:{_ERA})?"
    rf"(?:(?P<m>(?<!\d){_MONTH}) ?月(?:份|(?!球|子|饼)))? ?(?:的)?"
    rf"(?:(?P<d>(?<![\d.])(?<!\d,){_DAY}) ?(?P<dayword>[日号])"
    rf"(?!楼|线|馆|门|机|选手|种子|球|文件|院|室|公路|航站|元|文件|起义|游|内|间)"
    rf"|{_PART})?"
    rf"(?: ?[((]? ?{_WEEKDAY}[))]?)?(?P<tail> ?(?:之前|以前"
    rf"|前后|左右|前(?!期|季| ?[几一二三四五六七八九十两\d年])|之后|以后|后(?!期|代|来|卫)|以来"
    rf"|来(?=[^自]|$)(?<=[年月日]来)|起|至今))?"
)
_NUMERIC = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<sep>[-/.])(?P<m>1[0-2]|0?[1-9])(?P=sep)(?P<d>3[01]|[12]\d|0?[1-9])(?!\d)"
)
_SPAN_OF_YEARS = re.compile(
    r"(?<![\d.,-])(?P<y>(?:1[89]|20)\d\d)(?:(?=(?: ?[-~至到] ?(?:1[89]|20)\d\d ?年))"
    r"|-(?:1[89]|20)?\d\d(?![\d,.%年-])| ?/ ?\d\d(?!\d))"
)
_BORN = re.compile(r"(?<![\d.])(?P<era>[0-25-9]0)后(?!来|卫|期|代|台|续|果|方|排|半)")
"""Who was born in a decade: 90后."""
_COMPARED = re.compile("(?P<year>(?:较|比|与)?(?:去年|上年)同[期比月]|同比|按年|年增率)|(?P<last>环比|按月|按季)")
_EVERY = re.compile(
    "(?:每|按)(?:一个?|个)?(?P<unit>小时(?<![里米]每小时)(?!.{0,8}(?:公里|英里|千米))|天|日|周|星期|月|季度|年)(?!个)"
)
_PLAN = re.compile(
    f'[“"「]?(?P<plan>十{_N}?)五[”"」]?(?=规划|计划|时期|期间|[”"」])(?<![二三四五六七八九]五)|[“"「](?P<plan2>十[一二三四五])五[”"」]|(?P<plan3>十[一二三四])五(?=规划|期间|时期|开局|建议)'
)
_CLOCK = re.compile(
    rf"(?:(?P<part>凌晨|清晨|早上|早晨|早"
    rf"|上午|中午|正午|午后|下午|傍晚|晚上|晚间|晚|夜间|深夜|午间|当晚|今晚|昨晚|今早)(?: |的)?)?"
    rf"(?:(?P<h>(?<![\d.:])(?:[01]?\d|2[0-4])|{_N}{{1,3}}) ?(?P<word>点钟"
    rf"|点(?!意见|建议|要求|主张|看法|共识|希望|五"
    rf"|[0-9]\d*[万亿%])|时(?!候|间|期|代|速|装|常|任|而|刻))(?P<past>多|左右|许)? ?"
    rf"(?:(?P<min>[0-5]?\d|{_N}{{1,3}}) ?分(?!之|钟)|(?P<halfhour>半)|(?P<q>[一三])刻|整)?"
    rf"|(?<![\d:.])(?P<h2>[01]?\d"
    rf"|2[0-4]):(?P<min2>[0-5]\d)(?![\d:]))"
    rf"|(?P<noon>正午|午夜|零时|子夜)"
)
_FROM = re.compile("[从自][^。；！？]*$")
"""Before the end of a stretch, which is no bound: 从7月26日开始，至8月14日."""
_TAILS: dict[str, Approximation] = {
    **dict.fromkeys(("之前", "以前", "前"), "before"),
    **dict.fromkeys(("前后", "左右"), "about"),
    **dict.fromkeys(("之后", "以后", "后", "以来", "来", "起", "至今"), "after"),
}


def find_dates(text: str) -> Iterator[Value]:
    """The dates, parts of years, comparisons, plans and times of a folded text; they may overlap."""
    for m in _NUMERIC.finditer(text):
        yield Value("date", Span(*m.span()), PartialDate(int(m["y"]), int(m["m"]), int(m["d"])))
    for m in _SPAN_OF_YEARS.finditer(text):
        yield Value("date", Span(*m.span()), PartialDate(int(m["y"])))
    for m in _COMPARED.finditer(text):
        ago = ("year", -1) if m["year"] else ("period", -1)
        yield Value("date", Span(*m.span()), PartialDate(ago=ago), weak=True)
    for m in _BORN.finditer(text):
        decade = int(m["era"])
        year = decade + (1900 if decade > 30 else 2000)
        yield Value("date", Span(*m.span()), PartialDate(year, part="decade"), weak=True)
    for m in _PLAN.finditer(text):
        yield _ordinal(m, m["plan"] or m["plan2"] or m["plan3"])
    for m in _EVERY.finditer(text):
        yield Value("rate", Span(*m.span()), point(1), chinese_units()[0][m["unit"]], weak=True)
    for m in _CLOCK.finditer(text):
        if value := _clock(m):
            yield value
    at = 0
    while at < len(text) and (found := _DATE.search(text, at)):
        value = _date(found) if found.end() > found.start() else None
        if value:
            yield value
        at = max(found.end(), found.start() + 1) if value else found.start() + 1


def _number(written: str | None) -> int | None:
    if not written:
        return None
    if written.isdigit():
        return int(written)
    amount = read_numeral(written)
    return int(amount.low) if amount else None


def _ordinal(m: re.Match[str], written: str) -> Value:
    return Value("ordinal", Span(*m.span()), point(_number(written) or 0))


def _date(m: re.Match[str]) -> Value | None:
    date, stated = _of_match(m)
    if not stated:
        return None
    tail = (m["tail"] or "").strip()
    ends = (m["until"] or "")[:1] in ("至", "到") and _FROM.search(m.string, max(0, m.start() - 24), m.start())
    how = _TAILS.get(tail, "at-most" if m["until"] and not ends else "exact")
    start = m.start() + len(m[0]) - len(m[0].lstrip())
    end = start + len(m[0].strip())
    if end > start and m[0].strip().endswith("的"):
        end -= 1
    alone = date == replace(PartialDate(), ago=date.ago) and date.ago is not None and date.ago[1] == 0
    weak = alone or (date == PartialDate(part=date.part) and date.part[0] not in "QH")
    return Value("date", Span(start, end), date, "", how, weak)


def _of_match(m: re.Match[str]) -> tuple[PartialDate, bool]:
    """The date, and whether the words are enough to be one: not 初 or 底 or 前 by itself."""
    year, month, day = _number(m["y"]), _number(m["m"]), _number(m["d"])
    part, ago = _part(m), _ago(m)
    if m["y"] and not m["y"].isdigit():
        year = int("".join(str("〇一二三四五六七八九".index(c.replace("零", "〇"))) for c in m["y"]))
    if m["century"] or m["rcentury"]:
        century = _number(m["century"]) or (20 if m["rcentury"][0] == "上" else 21)
        year, part, ago = century, "century", None
    if m["era"]:
        era = _number(m["era"]) or 0
        if era < 100 and (m["century"] or m["rcentury"]):
            era += 100 * ((year or 1) - 1)
        year, part = era, "decade"
    named = (m["weekday"] or m["weekday2"] or "").replace("天", "日")
    weekday = "一二三四五六日".index(named) + 1 if named else None
    loose = (
        m["early"] in ("初",)
        or m["late"] in ("底", "末")
        or m["early"] in ("早期", "初期")
        or m["mid"] in ("中期", "中叶")
    )
    loose = loose or m["late"] in ("后期", "末期")
    anchored = bool(year or month or ago)
    if m["dayword"] == "号" and not month and (m["d"] and not m["d"].isdigit() and len(m["d"]) == 1):
        day = None
    if m["d"] and not m["d"].isdigit() and not month:
        day = None  # 三日 alone is three days
    stated = anchored or bool(day or weekday) or bool(part and not loose)
    if loose and not anchored:
        part = ""
    return PartialDate(year, month, day, weekday, part, ago), stated


def _part(m: re.Match[str]) -> str:
    if m["half"]:
        return "H1" if m["half"] == "上" else "H2"
    if quarter := m["quarter"] or m["quarter2"] or m["quarter3"]:
        written = quarter[0].replace("首", "一")
        return f"Q{_number(written)}"
    if m["quarters"]:
        return f"Q1-{_number(m['quarters'])}"
    if m["season"] or m["summer"]:
        return {"春": "spring", "夏": "summer", "秋": "autumn", "冬": "winter"}[(m["season"] or m["summer"])[0]]
    return "early" if m["early"] else "mid" if m["mid"] else "late" if m["late"] else ""


def _ago(m: re.Match[str]) -> tuple[str, int] | None:
    if m["ryear"]:
        return "year", _YEARS[m["ryear"]]
    for group, unit in (("rmonth", "month"), ("rweek", "week"), ("rquarter", "quarter")):
        if m[group]:
            return unit, {"上": -1, "下": 1}.get(m[group][0], 0)
    if m["rday"]:
        return "day", {"今": 0, "昨": -1, "明": 1, "前": -2, "后": 2}[m["rday"][0]]
    return None


def _clock(m: re.Match[str]) -> Value | None:
    if m["noon"]:
        noon = PartialDate(hour=12, minute=0, half="pm")
        when = noon if m["noon"] == "正午" else PartialDate(hour=0, minute=0, half="am")
        return Value("time", Span(*m.span()), when, weak=True)
    hour = _number(m["h"] or m["h2"])
    if hour is None or hour > 24:
        return None
    written = m["h"] or ""
    if (
        written
        and not m["part"]
        and (not written.isdigit() or m["word"] == "时")
        and not (m["min"] or m["halfhour"] or m["word"] == "点钟")
        and not (m["word"] == "时" and written.isdigit())
    ):
        return None
    quarter = {"一": 15, "三": 45}.get(m["q"] or "", 0)
    minute = _number(m["min"] or m["min2"]) or (30 if m["halfhour"] else quarter)
    part = m["part"] or ""
    half = "am" if (part and part[-1] in "晨早") or part in ("上午", "早上") else "pm" if part else ""
    if (
        half == "pm"
        and hour < 12
        and not (part in ("中午", "正午", "午间") and hour > 9)
        and not (part in ("深夜", "夜间") and hour < 5)
    ):
        hour += 12
    elif part in ("深夜", "夜间") and hour < 5:
        half = "am"
    if hour > 12 or written.startswith("0") or (m["h2"] or "").startswith("0"):
        half = half or ("pm" if hour >= 12 else "am")
    how: Approximation = {"多": "over", "左右": "about", "许": "about"}.get(m["past"] or "", "exact")  # type: ignore[assignment]
    return Value("time", Span(*m.span()), PartialDate(hour=hour % 24, minute=minute, half=half), "", how)
