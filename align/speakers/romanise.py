"""Chinese names in Latin letters: pinyin, Wade-Giles and Cantonese spellings, in either order."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

SURNAMES = frozenset(
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖"
    "姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚汤陶黎温莫易樊乔文安殷颜庄章鲁倪庞邢俞翟蓝聂"
    "齐申葛柴伍覃骆关焦柳欧祝纪尚毕耿芦左季管符辛苗詹曲欧靳祁路涂兰甘裴梅童翁霍游阮尤岳柯牟滕谷舒卜成饶宁凌盛查单冉鲍华包屈房"
    "简明连习栗丛栾沙刁项窦戚卓耿闵解强柏苟仇伏丰宗辜冼邝佘麦区闫肖岑池朴卫储滑席古晏景费初桂郎涂楼敖巩迟巫阚褚娄"
)
COMPOUND = frozenset(["欧阳", "司马", "上官", "诸葛", "司徒", "东方", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "端木"])
READINGS = {"曾": "zeng", "单": "shan", "解": "xie", "任": "ren", "仇": "qiu", "区": "ou", "查": "zha", "朴": "piao",
            "翟": "zhai", "尉": "yu", "覃": "qin", "盖": "ge", "冼": "xian", "华": "hua", "乐": "yue"}  # fmt: skip
"""Surnames with a reading of their own."""

CANTONESE = {
    "陈": "chan", "黄": "wong", "王": "wong", "李": "lee li", "张": "cheung", "林": "lam", "梁": "leung", "刘": "lau", "吴": "ng",
    "郑": "cheng", "周": "chow chau", "何": "ho", "叶": "yip ip", "罗": "lo law", "谢": "tse", "邓": "tang", "冯": "fung",
    "曾": "tsang", "蔡": "choi tsoi", "杨": "yeung young", "许": "hui", "郭": "kwok", "徐": "tsui chui", "钟": "chung", "董": "tung",
    "唐": "tong", "赵": "chiu chao", "萧": "siu", "麦": "mak", "马": "ma", "苏": "so", "江": "kong", "朱": "chu", "胡": "wu woo",
    "余": "yu yue", "潘": "poon pun", "谭": "tam", "霍": "fok", "卢": "lo", "袁": "yuen", "方": "fong", "孙": "sun suen", "温": "wan",
    "邝": "kwong", "关": "kwan", "莫": "mok", "简": "kan", "汤": "tong", "石": "shek", "区": "au", "欧": "au", "黎": "lai",
}  # fmt: skip
"""Hong Kong spellings of surnames; the given names that go with them are compared by their sound."""

KOREAN = {
    "李": "lee yi rhee", "金": "kim", "朴": "park pak", "崔": "choi choe", "郑": "jung chung jeong", "姜": "kang", "赵": "cho jo",
    "尹": "yoon yun", "林": "lim", "韩": "han", "申": "shin", "徐": "seo suh", "权": "kwon", "黄": "hwang", "安": "ahn an",
    "宋": "song", "柳": "yoo ryu", "洪": "hong", "文": "moon", "吴": "oh", "张": "chang jang", "卢": "roh noh", "潘": "ban",
}  # fmt: skip
"""Korean spellings of surnames."""

KIN = ("bpfvw", "dt", "gkqhjcxszty", "lnr", "m", "aeiouyhj", "wh")
"""First letters that different spellings of one syllable may have."""

WADE = [
    ("zh", "ch"), ("ch", "ch"), ("q", "ch"), ("j", "ch"), ("x", "hs"), ("z", "ts"), ("c", "ts"), ("r", "j"),
    ("b", "p"), ("d", "t"), ("g", "k"),
]  # fmt: skip
WADE_WHOLE = {"zi": "tzu", "ci": "tzu", "si": "ssu", "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "xu": "hsu",
              "yu": "yu", "he": "ho", "ge": "ko", "ke": "ko", "e": "o", "yi": "i", "you": "yu", "jie": "chieh", "gui": "kuei"}  # fmt: skip


def letters(text: str) -> str:
    """The letters of a Latin name in lower case, without accents, marks and spaces."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if "a" <= c <= "z")


@lru_cache(maxsize=4096)
def syllables(name: str) -> tuple[str, ...]:
    """Pinyin of each character, without tones; a surname in the reading that it has as a surname."""
    from pypinyin import Style, lazy_pinyin

    heard = tuple(lazy_pinyin(name, style=Style.NORMAL, v_to_u=False, errors="ignore"))
    if name[:1] in READINGS and len(heard) == len(name) <= 3:
        return (READINGS[name[0]], *heard[1:])
    return heard


@cache
def wade_giles(syllable: str) -> str:
    """A pinyin syllable in Wade-Giles without its apostrophes, as names are commonly written."""
    if syllable in WADE_WHOLE:
        return WADE_WHOLE[syllable]
    for initial, old in WADE:
        if syllable.startswith(initial):
            syllable = old + syllable[len(initial) :]
            break
    syllable = re.sub("ong$", "ung", syllable)
    syllable = re.sub("ian$", "ien", syllable)
    syllable = re.sub("(?<=[tlnsj])uo$|(?<=ch)uo$", "o", syllable)
    return re.sub("^yan$", "yen", re.sub("ie$", "ieh", re.sub("ue$", "ueh", syllable)))


def surname_of(name: str) -> str:
    """The surname that a Chinese name starts with, or ""."""
    if name[:2] in COMPOUND:
        return name[:2]
    return name[:1] if name[:1] in SURNAMES else ""


def is_chinese_name(name: str) -> bool:
    """Whether ``name`` is built like a Chinese person's: a surname and one or two characters."""
    surname = surname_of(name)
    return bool(surname) and 1 <= len(name) - len(surname) <= 2


def spellings(name: str) -> frozenset[str]:
    """Every way to write a Chinese name in Latin letters without marks, either order, whole or the surname."""
    heard = syllables(name)
    cut = max(1, len(surname_of(name)))
    out: set[str] = set()
    for way in (heard, tuple(wade_giles(s) for s in heard)):
        first, last = "".join(way[:cut]), "".join(way[cut:])
        out |= {first + last, last + first}
    return frozenset(out | {form.replace("v", "u") for form in out} | {form.replace("v", "yu") for form in out})


def surname_spellings(name: str) -> frozenset[str]:
    """Every way to write the surname of a Chinese name."""
    surname = surname_of(name) or name[:1]
    heard = "".join(syllables(surname))
    return frozenset({heard, wade_giles(heard), *CANTONESE.get(surname, "").split(), *KOREAN.get(surname, "").split()})


def given_likeness(name: str, given: str) -> bool:
    """Whether ``given`` (Latin) may be a Cantonese, Korean or freer spelling of the given name of ``name``."""
    heard = syllables(name)[max(1, len(surname_of(name))) :]
    parts = [letters(part) for part in re.split(r"[-\s]+", given) if letters(part)]
    if not heard or len(parts) < len(heard):
        return False
    near = zip(heard, parts, strict=False)
    return all(len(b) <= 2 * len(a) + 1 and any(a[0] in kin and b[0] in kin for kin in KIN) for a, b in near)
