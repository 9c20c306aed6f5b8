"""Names that the lists know in both languages, by either one's form: countries, places, institutions, people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from align.names.lexicon import blocks, names, read_resource, roles, word_list, words
from align.names.name import NameKind
from align.simplified import to_simplified

CITIES = "places-sharealike.tsv.gz"
HEADS: dict[str, tuple[str, str]] = {
    "ministry": ("部 财政部 国务院", "ministry department treasury office pentagon"),
    "commission": ("委员会 委 理事会 议会", "commission committee council"),
    "agency": ("局 署 总局 总署 管理局", "bureau administration agency authority office service"),
    "bank": ("银行 行", "bank"),
    "court": ("法院 法庭 检察院", "court tribunal procuratorate"),
    "university": ("大学 学院", "university college institute"),
    "initiative": ("倡议", "initiative"),
    "forum": ("论坛 峰会 大会 会议", "forum summit conference assembly"),
    "treaty": ("协定 公约 条约 协议 宪章", "agreement convention treaty accord charter pact"),
    "organisation": ("组织 联盟 机构 基金组织 共同体", "organization organisation union fund community agency"),
    "fund": ("基金 基金会", "fund foundation"),
    "party": ("党", "party"),
    "company": ("公司 集团", "company corporation group inc"),
    "paper": ("报 社 日报 时报 邮报", "times post daily journal news agency reuters"),
}
"""Group of institutions → the nouns that end its Chinese names, and those of its English ones."""
_GROUP_OF_HEAD = {head: group for group, (_, heads) in reversed(HEADS.items()) for head in heads.split()}
"""An English noun → the first group that it ends names of."""
UNIONS = [
    "欧盟",
    "北约",
    "联合国",
    "东盟",
    "非盟",
    "上合组织",
    "世卫组织",
    "世界卫生组织",
    "世贸组织",
    "世界贸易组织",
    "国际货币基金组织",
    "世界银行",
    "国际原子能机构",
    "七国集团",
    "二十国集团",
]
"""Of roles.tsv: bodies of many countries, which stand for each other in no text."""
CHAMBERS = [
    "参议院",
    "众议院",
    "白宫",
    "克里姆林宫",
    "最高法院",
    "联合国安理会",
    "安理会",
    "欧洲议会",
    "欧盟委员会",
]
PRESS = [
    "法新社",
    "路透社",
    "美联社",
    "新华社",
    "人民日报",
    "环球时报",
    "彭博社",
    "纽约时报",
    "华盛顿邮报",
    "华尔街日报",
    "卫报",
    "金融时报",
    "塔斯社",
    "共同社",
    "韩联社",
    "南华早报",
]


QUARTERS = frozenset(
    ("west", "east", "north", "south", "western", "eastern", "northern", "southern", "world", "catholic")
)
"""Of the lists' places, those that name none by themselves."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that the lists know."""

    kind: NameKind
    chinese: frozenset[str]
    english: frozenset[str]
    group: str = ""
    short: frozenset[str] = frozenset()
    """Chinese short forms of one character: 中, 美."""
    stand_ins: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    """What is said in its place, in Chinese and in English."""


@cache
def countries() -> tuple[Entry, ...]:
    """Our own list, with adjectives, short forms, capitals and sides."""
    out: list[Entry] = []
    kind: NameKind = "country"
    for line in read_resource("places.tsv").splitlines():
        kind = "place" if line == "# places" else kind
        if line and not line.startswith("#"):
            zh, short, en, others = line.split("\t")
            sides = [frozenset(filter(None, part.split(";"))) for part in (*others.split("|"), "")[:2]]
            forms = frozenset(plain_english(form) for form in en.split(";"))
            spare = frozenset(plain_english(form) for form in sides[1])
            union = bool({*UNIONS} & {*zh.split(";")})
            out.append(
                Entry(
                    "body" if union else kind, frozenset(zh.split(";")), forms, "union" if union else "",
                    frozenset(filter(None, short.split(";"))), (sides[0], spare),
                )
            )  # fmt: skip
    return tuple(out)


_PLAIN = re.compile(r"(?![Uu]s$)(?:(?![Uu]sa\b)[A-Z]?[a-z]+(?: |$))+(?<! )")
"""Most names: words without points, hyphens or inner capitals, which are only brought to lower case."""


def plain_english(text: str) -> str:
    """Lower case, words one space apart, without possessives and points; "US" is told from "us"."""
    if _PLAIN.fullmatch(text):
        return text.lower()
    text = re.sub(r"\bU\.?S\.?(?:A\.?)?(?![a-z])", " u_s ", text)
    text = re.sub(r"\bu\.s\.(?:a\.)?|\busa\b|^us$", " u_s ", text.lower().replace("’", "'"))
    text = re.sub(r"'s\b|(?<=s)'(?=\s|$)", " ", text).replace(".", "")
    return " ".join(re.findall(r"[\w']+", text.replace("-", " ")))


@cache
def domains() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """What institutions are for, in both languages (domains.tsv)."""
    rows = [line.split("\t") for line in read_resource("domains.tsv").splitlines() if not line.startswith("#")]
    return tuple((tuple(zh.split(";")), tuple(plain_english(form) for form in en.split(";"))) for zh, en in rows)


@cache
def group_of_english(form: str) -> str:
    """The group that the head of an English name tells, or ""."""
    front = re.split(r" (?:of|for|on|in) ", form)[0].split()[-1:]
    return _GROUP_OF_HEAD.get(front[0], "") if front else ""


def _places() -> Iterator[Entry]:
    national = {zh for country in countries() for zh in country.chinese}
    held = names()
    for _, rows in blocks(CITIES):
        for zh, en in rows.items():
            if zh not in national:
                yield _entry("place", zh, en)
    for zh in sorted(held.places - national):
        camel = re.search("[a-z][A-Z]", held.english[zh])
        if zh[-1:] not in "部院局会署社厅处校党校语族人教护" and len(zh) >= 2 and not camel:
            yield _entry("place", zh, held.english[zh])


def _entry(kind: NameKind, zh: str, english: str, group: str = "") -> Entry:
    forms = frozenset(plain_english(form) for form in english.split(";") if form[:1].isupper()) - QUARTERS
    return Entry(kind, frozenset({to_simplified(zh)}), forms, group)


def _bodies() -> Iterator[Entry]:
    held, body = names(), roles()["body"]
    held_by = {zh for country in countries() for zh in country.chinese}
    for group, listed in (("union", UNIONS), ("chamber", CHAMBERS), ("paper", PRESS)):
        for zh in (form for form in listed if form not in held_by):
            english = (*body.get(zh, ()), *held.english.get(zh, "").split(";"))
            yield Entry("body", frozenset({zh}), frozenset(plain_english(f) for f in english if f), group)
    chosen = {*UNIONS, *CHAMBERS, *PRESS}
    for zh in sorted(held.bodies - chosen):
        forms = [form for form in held.english[zh].split(";") if form[:1].isupper() and " " in form]
        group = next((g for form in forms if (g := group_of_english(plain_english(form)))), "")
        if group and len(zh) >= 3 and zh not in body:
            yield _entry("body", zh, ";".join(forms), group)


@cache
def ordinary_words() -> frozenset[str]:
    """English words that are common nouns."""
    glosses = ";".join(words().values()).split(";")
    return frozenset(w for gloss in glosses if gloss[:1].islower() for w in gloss.split() if w.islower())


@dataclass(frozen=True, slots=True)
class Index:
    """The entries by their forms; those of people, who are many, are made when asked for."""

    chinese: Mapping[str, tuple[Entry, ...]]
    english: Mapping[str, tuple[Entry, ...]]
    people: Mapping[str, str]
    """English forms of people's names, in lower case → Chinese ones, set apart by semicolons."""

    def of_chinese(self, zh: str) -> tuple[Entry, ...]:
        """What a Chinese form may name."""
        return self.chinese.get(zh) or _person(zh)

    def of_english(self, en: str) -> tuple[Entry, ...]:
        """What an English form in lower case may name."""
        if found := self.english.get(en):
            return found
        zh = self.people.get(en)
        return (Entry("person", frozenset(to_simplified(zh).split(";")), frozenset({en})),) if zh else ()


@cache
def index() -> Index:
    """All that the lists know; a form that names two kinds has entries of both."""
    chinese: dict[str, list[Entry]] = {}
    english: dict[str, list[Entry]] = {}
    entries: Iterable[Iterable[Entry]] = (countries(), _places(), _bodies())
    for entry in (e for part in entries for e in part):
        for zh in entry.chinese:
            chinese.setdefault(zh, []).append(entry)
        for en in entry.english:
            english.setdefault(en, []).append(entry)
    people: dict[str, str] = {}
    for zh, listed in names().english.items():
        if zh in chinese or not _names_person(zh, listed):
            continue
        for form in listed.lower().split(";"):
            people[form] = f"{people[form]};{zh}" if form in people else zh
    return Index(
        {k: tuple(v) for k, v in chinese.items()}, {k: tuple(v) for k, v in english.items() if len(k) > 1}, people
    )


def _names_person(zh: str, english: str) -> bool:
    held = names()
    if (
        len(zh) < 2
        or zh in held.places
        or (zh in held.bodies and zh not in held.people and " " in english.split(";")[0])
    ):
        return False
    return zh[-1] not in "省市县州国族语会教人家主派者式奖党节" and english[:1].isupper()


@cache
def _person(zh: str) -> tuple[Entry, ...]:
    listed = names().english.get(zh, "")
    if not listed or not _names_person(zh, listed):
        return ()
    return (Entry("person", frozenset({zh}), frozenset(form.lower() for form in listed.split(";"))),)


@cache
def ours() -> frozenset[str]:
    """Forms of our own lists, in both languages: names even where they are common words too, and complete."""
    forms = frozenset(form for c in countries() for form in (*c.chinese, *c.english))
    return forms | {*UNIONS, *CHAMBERS, *PRESS}


@cache
def common_chinese() -> frozenset[str]:
    """Chinese words that are common nouns: a name inside one is none."""
    return frozenset(
        zh for zh, en in words().items() if en == en.lower() or not any(f[:1].isupper() for f in en.split(";"))
    )


@cache
def capitals() -> tuple[Mapping[str, frozenset[str]], Mapping[str, frozenset[str]]]:
    """What is said in a country's place → its forms in the other language; by Chinese and by English."""
    zh: dict[str, set[str]] = {}
    en: dict[str, set[str]] = {}
    for country in countries():
        for said in country.stand_ins[0]:
            zh.setdefault(said, set()).update(country.english, country.stand_ins[1])
        for said in country.stand_ins[1]:
            en.setdefault(said, set()).update(country.chinese, country.stand_ins[0])
    return {k: frozenset(v) for k, v in zh.items()}, {k: frozenset(v) for k, v in en.items()}


@cache
def reach() -> Mapping[str, int]:
    """Two characters that a listed name or a common word begins with → how long the longest such is."""
    out: dict[str, int] = {}
    for held in (index().chinese, common_chinese(), names().english):
        for form in held:
            first = form[:2]
            if len(form) > out.get(first, 0):
                out[first] = len(form)
    return out


@cache
def given_names() -> frozenset[str]:
    """English given names, in lower case."""
    return word_list("en male") | word_list("en female")
