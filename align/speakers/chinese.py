"""Sources and people of a Chinese text, told by titles, surnames, name lists and the characters of transliterations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cache

from align.speakers.lexicon import names, roles, same_length_fold, words
from align.speakers.mention import Gender, Mention, Person
from align.speakers.romanise import is_chinese_name, surname_of
from align.speakers.sounds import chinese_sound

PRONOUNS: dict[str, Mention] = {
    word: Mention("pronoun", "", head="it" if word in ("it", "its", "itself", "which", "它", "该方") else "", plural=plural, gender=gender, back=True, first=first)
    for words, plural, gender, first in (
        ("他", False, "m", False), ("其 此人 该人 当事人 自己 本人 前者 后者", False, "", False), ("她", False, "f", False), ("它 该方", False, "", False),
        ("他们 她们 它们 他俩 她俩 两人 二人 三人", True, "", False), ("我 笔者", False, "", True), ("我们 咱们 我方", True, "", True),
    )
    for word in words.split()
}  # fmt: skip
HAN = "\u4e00-\u9fff"
DOT = "·•・‧∙"
POINTING = re.compile("^(?:这|那|该|此|上述|前述|有关|本)(?:一)?(?:名|位|个|家|份|些|项|篇|则|种|对|起|间|所)?")
SOME = re.compile("^(?:一些|有些|部分|多名|多位|多家|多个|几名|几位|几个|数名|许多|不少|很多|众多|两名|两位|三名|大批|一群|一小群|各)")
ONE = re.compile("^(?:另|另外|其中)?(?:一|某)(?:名|位|个|家|份|间)")
VAGUE = frozenset("人们 有人 有些人 一些人 许多人 很多人 不少人 大家 人 据报道 报道称".split())
"""What names no one."""
RELATIVES = frozenset("""妻子 丈夫 母亲 父亲 儿子 女儿 弟弟 哥哥 兄弟 姐姐 妹妹 姐妹 遗孀 家人 家属 亲属 朋友 邻居 兄弟姐妹 律师 支持者 助手 顾问
同事 夫妻 副手 秘书 候选人""".split())
"""Nouns that after a name mean someone else: 刘易斯家人."""
PLURALS = re.compile("们$|^双方|^两国|^各方|^三方|夫妇$|夫妻俩?$|两口子$|兄弟姐妹$|姐妹$|家人$|家属$|人们$|人士$|者们$")
DOCUMENT_HEADS = ("报道", "报导", "报告", "文章", "社论", "评论", "声明", "公报", "新闻稿", "通报", "公告", "草案", "消息", "报告书", "稿件", "简介")
BARE = frozenset("""发言人 新闻发言人 部长 外长 防长 财长 局长 市长 州长 省长 总统 主席 总理 首相 教皇 国王 女王 秘书长 议长 校长 院长 所长 会长 行长
总裁 董事长 大使 特使 司长 署长 处长 主任 书记 男子 女子 男孩 女孩 老人 嫌疑人 嫌犯 被告 作者 导演 教授 队长 主教练 警长 检察长 检察官 法官""".split())
"""Nouns that, bare, mean someone told of before; others (专家, 官员) bare mean people in general."""
BODY_ENDS = tuple("部局会院署厅司所社报网党府盟校委处厂店军国省市县区州台馆方") + (
    "组织", "机构", "公司", "集团", "大学", "银行", "基金", "当局", "警方", "政府", "使馆", "总部", "团队", "小组", "派系", "代表团", "方面", "媒体", "运营商", "厂商", "企业", "银行业",
)  # fmt: skip
FIRM_ENDS = ("大学", "公司", "集团", "网站", "组织", "机构", "委员会", "基金会", "学院", "医院", "政府", "基金", "银行", "研究所", "协会")
BODY_HEADS = ("委员会", "基金会", "代表团", "运营商", "机构", "公司", "集团", "组织", "协会", "大学", "银行", "政府", "媒体", "报社", "医院", "法院",
              "联盟", "团队", "小组", "部门", "国家", "党", "部", "局", "署", "院", "会", "报", "网站", "杂志")  # fmt: skip
ADDRESSES = frozenset("教授 博士 先生 女士 院士 小姐 医生 老师 将军 大使 外长 部长 总统 总理 主席 主任 局长 书记 律师 法官".split())
"""Titles that follow a name."""
NUMBERS = frozenset("一二三四五六七八九十星期年月日天两")
SPEECH = "说称道指表强认宣告回承否警呼敦批解透补坦介写问答谈提重申希要建担质形"
NOT_NAME = frozenset(SPEECH + "的了在与和就于同等是今昨明后前对向将曾还也及或以为到从被把都均又并则而且会能可要让使给之其此该这那，。、（）()：:；！？“”\"' \n")
FOREIGN_TAIL = re.compile(rf"[{HAN}“”\"'’\s]?\s*([A-Z][\w.’'-]+(?:[ \t]+[\w.’'-]+)*)$")
PAREN = re.compile(r"\s*[（(][^（）()]*[）)]")
MALE_WORDS = ("先生", "男子", "男孩", "父亲", "儿子", "丈夫", "弟弟", "哥哥", "国王", "王子", "教皇", "主教")
FEMALE_WORDS = ("女士", "小姐", "女子", "女孩", "母亲", "女儿", "妻子", "夫人", "姐姐", "妹妹", "遗孀", "女王", "公主", "太太")
MEDIA = re.compile("[报社媒网]|电视|广播|新闻|杂志|周刊|时报|《")


@cache
def titles() -> tuple[str, ...]:
    """Titles of people, longest first."""
    more = "之一 斗士 主播 队员 院士 秘书 副手 同事 同学 弟子 创办者 负责人 当事人 成员 丈夫 首席 委员长 参选人 竞选人".split()
    return tuple(sorted({*roles()["title"], *more}, key=lambda t: (-len(t), t)))


@cache
def _title_pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, titles())))


@cache
def transliterating(at_least: int = 8) -> frozenset[str]:
    """Characters that foreign names are written with, in ``at_least`` names of the list."""
    count = Counter(c for zh, en in names().english.items() if len(zh) >= 3 and en[:1].isupper() and zh in _name_like() for c in zh)
    return frozenset(c for c, n in count.items() if n >= at_least)


@cache
def _name_like() -> frozenset[str]:
    held = names()
    return frozenset(zh for zh in held.english if zh not in held.places and zh not in held.bodies and zh[-1] not in "者人员家师部局会院")


def is_foreign_name(name: str) -> bool:
    """Whether ``name`` is written like a foreign name: with dots, or in characters of transliterations."""
    if any(c in DOT for c in name):
        return True
    held = names()
    if name in held.people or (name in _name_like() and len(name) >= 2 and held.english[name][:1].isupper()):
        return True
    return 2 <= len(name) <= 7 and all(c in transliterating() for c in name)


def is_sure(name: str) -> bool:
    """Whether a title behind it may be cut off: 王毅外长, not 联邦局长."""
    return is_chinese_name(name) and name not in names().english or name in names().people


def is_personal(name: str) -> bool:
    """Whether ``name`` could be a person's."""
    name = same_length_fold(name)
    if _title_pattern().search(name) or name[-1:] in "们方党" or re.fullmatch("周[一二三四五六日末天]|.*[和与].*", name) or any(word in name for word in ("记者", "官员")):
        return False
    if name in names().places or name in roles()["country"] or name in roles()["title"] or name in roles()["body"]:
        return False
    return is_chinese_name(name) or is_foreign_name(name)


def _tidy(text: str) -> str:
    text = PAREN.sub("", text)
    if re.search(f"[{HAN}]", text):
        text = re.sub(rf"(?<=[{HAN}])\s+(?=[{HAN}])", "", text)
    return text.strip(" \t\r\n　，,。：:；;、“”\"")


def strip_title(text: str) -> tuple[str, str]:
    """Cut ``text`` into what comes before a name, which ends in a title, and the name; or ("", "")."""
    plain = same_length_fold(text)
    for found in reversed(list(_title_pattern().finditer(plain))):
        rest = re.sub("^(?:之一|们|、|，|,|\\s|：)+", "", text[found.end() :])
        folded = same_length_fold(rest).strip("“”\" ")
        if not rest or rest.endswith(FIRM_ENDS):
            continue
        if re.match(r"[A-Z]", rest) or (any(c in DOT for c in rest) and not set(rest) & set("的了和与")):
            return text[: found.end()], rest
        if 2 <= len(folded) <= 8 and not set(folded) & NOT_NAME - set("道") and (
            is_chinese_name(folded) or is_foreign_name(folded) or (found.end() > 2 and is_loose_name(folded))
        ):  # fmt: skip
            return text[: found.end()], rest
    return "", ""


def is_loose_name(name: str) -> bool:
    """After a title: nearly every character one of transliterations, and no title or body in it."""
    alien = sum(c not in transliterating() for c in name)
    return 2 <= len(name) <= 7 and alien <= 1 and not _title_pattern().search(name) and name not in names().places


def ending_title(text: str) -> str:
    """The title that ``text`` ends in, or ""."""
    plain = same_length_fold(text)
    return next((t for t in titles() if plain.endswith(t) and t not in ("之一", "首席")), "")


def gender_of(text: str) -> Gender:
    """What the words say."""
    plain = same_length_fold(text)
    if any(word in plain for word in FEMALE_WORDS) or "女" in plain:
        return "f"
    return "m" if any(word in plain for word in MALE_WORDS) else ""


def read_source(text: str) -> Mention:
    """Read the words of a source: the name in them, or what kind of one is meant."""
    whole = _tidy(text)
    plain = same_length_fold(whole)
    if not whole:
        return Mention("description", "")
    if plain in VAGUE:
        return Mention("description", "", plural=True)
    if plain in PRONOUNS:
        return PRONOUNS[plain]
    parts = [part for part in re.split("(、|和|与|及|以及)", whole) if part]
    if len(parts) >= 3:
        read = [strip_title(part)[1] or (part if is_personal(part) and len(part) > 1 else "") for part in parts[::2]]
        if all(read) and any(strip_title(part)[1] for part in parts[::2]) and not whole.startswith(("来自",)):
            return Mention("description", "".join(r if i % 2 else read[i // 2] for i, r in enumerate(parts)), plural=True)
    before, name = strip_title(whole)
    if name:
        return Mention("person", name, head=ending_title(before), gender=gender_of(before))
    if re.match(r"[A-Z]", whole) and re.fullmatch(r"[\w .'’-]+", whole, re.ASCII):
        return Mention("name", whole)
    tail = FOREIGN_TAIL.search(whole)
    if tail and re.search(f"[{HAN}]", whole[: tail.start(1)]) and " " in tail[1]:
        return Mention("person", tail[1], gender=gender_of(whole[: tail.start(1)]))
    back = POINTING.match(plain)
    core = whole[back.end() :] if back else whole
    owner = re.match("^(他们|她们|他|她|此人|该人|其|我们|我)的?(?=.)", plain)
    if owner and not plain.endswith("方面"):
        thing = read_source(whole[owner.end() :])
        return Mention(thing.kind, thing.speaker, head=thing.head, plural=thing.plural, gender=thing.gender, owner=owner[1])
    if back and "的" in core:
        core = core.rsplit("的", 1)[1] or core
    one = ONE.match(same_length_fold(core))
    core = core[one.end() :] if one else core
    folded = same_length_fold(core)
    plural = bool(PLURALS.search(folded) or SOME.match(folded) or (len(parts) >= 3 and not one))
    if folded.endswith(DOCUMENT_HEADS) or folded in roles()["document"]:
        head = next((h for h in DOCUMENT_HEADS if folded.endswith(h)), folded)
        return Mention("document", core if back else whole, head=head, back=bool(back) or folded == head or folded in roles()["document"] or (bool(one) and folded.endswith("草案")))
    title = ending_title(core)
    if title:
        stem = same_length_fold(core[: -len(title)])
        if stem and title not in RELATIVES and (any(c in DOT for c in stem) or (len(stem) > 1 and is_personal(stem) and is_sure(stem))):
            return Mention("person", core[: -len(title)], head=title, gender=gender_of(title))
        exact = folded == title or folded in ("官员", "人士", "男子", "女子")
        return Mention("role", core if back else whole, head=title, plural=plural, gender=gender_of(core),
                       back=bool(back) or (exact and title in BARE))  # fmt: skip
    if folded in BARE:
        return Mention("role", whole, head=folded, gender=gender_of(folded), back=True)
    if plural and not folded.endswith(BODY_ENDS):
        return Mention("description", whole, plural=True)
    if folded in roles()["group"] or folded in roles()["country"] or folded in names().places or folded in roles()["body"]:
        return Mention("body", core if back else whole, head=_body_head(folded), back=bool(back))
    firm = folded in names().bodies and folded not in names().people
    if is_personal(core) and not back and not firm and not folded.endswith((*FIRM_ENDS, "网", "报", "社", "方面")):
        return Mention("person", core)
    if firm or folded.endswith(BODY_ENDS) or MEDIA.search(folded):
        return Mention("body", core if back else whole, head=_body_head(folded), back=bool(back), plural=plural)
    return Mention("description", core if back else whole, head=folded[-2:], plural=plural, back=bool(back))


def _body_head(text: str) -> str:
    return next((head for head in BODY_HEADS if text.endswith(head)), text[-2:])


def _chinese_name_at(text: str, at: int) -> str:
    """A Chinese person's name that starts at ``at``: of three characters where the third may belong to a name."""
    surname = surname_of(text[at : at + 2])
    if not surname:
        return ""
    given = ""
    for c in text[at + len(surname) : at + len(surname) + 2]:
        if c in NOT_NAME or not "\u4e00" <= c <= "\u9fff":
            break
        given += c
    if len(given) == 2 and text.count(surname + given) == 1 and text.count(surname + given[0]) > 1:
        given = given[0]
    return surname + given if given else ""


def _dotted(text: str) -> list[tuple[int, str]]:
    """Names with dots, their first part cut back to characters that transliterate, titles off."""
    out = []
    for found in re.finditer(rf"[{HAN}]+(?:[{DOT}]\s?[“\"]?[{HAN}]+[”\"]?)+", text):
        first, rest = re.split(f"(?=[{DOT}])", found[0], maxsplit=1)
        cut = 0
        for i in range(len(first), 0, -1):
            if first[i - 1] not in transliterating() or first[i - 1] in NOT_NAME or len(first) - i >= 7:
                cut = i
                break
        titled = [m.end() for m in _title_pattern().finditer(first) if m.end() < len(first)]
        cut = max(cut if len(first) - cut > 0 else 0, titled[-1] if titled else 0)
        comps = re.split(f"[{DOT}]", rest)
        last = re.split("周[一二三四五六日末]|星期|[本上下]周|[今昨明]天|日前|近日", comps[-1])[0] or comps[-1]
        end = len(last)
        for i, c in enumerate(last):
            if (c not in transliterating() or (i > 1 and c in NOT_NAME | NUMBERS)) and c not in "“”\"":
                end = i
                break
        rest = rest[: len(rest) - len(comps[-1]) + max(end, 1)]
        out.append((found.start() + cut, first[cut:] + rest))
    return out


def find_people(text: str, known: Iterable[str]) -> list[Person]:
    """Whom the text names; ``known`` are names that sources gave."""
    plain = same_length_fold(text)
    seen: dict[str, str] = {}
    for name in known:
        seen.setdefault(same_length_fold(name), name)
    for at, name in _dotted(plain):
        seen.setdefault(name, text[at : at + len(name)])
    for title in _title_pattern().finditer(plain):
        name = _chinese_name_at(plain, title.end())
        if name and title[0] != "代表" and is_personal(name):
            seen.setdefault(name, text[title.end() : title.end() + len(name)])
        if title[0] in ADDRESSES:
            name = plain[max(0, title.start() - 3) : title.start()]
            if len(name) == 3 and is_chinese_name(name) and is_personal(name) and not set(name) & NOT_NAME and name[1:] not in words():
                seen.setdefault(name, text[title.start() - 3 : title.start()])
    for name, count in Counter(_runs(plain)).items():
        if count > 1 and name not in names().places and name not in roles()["country"] and name not in names().bodies:
            at = plain.find(name)
            seen.setdefault(name, text[at : at + len(name)])
    for at in range(len(plain)):
        for size in (6, 5, 4, 3, 2):
            if plain[at : at + size] in names().people and (size > 2 or plain[at - 1 : at + size] not in names().english):
                around = plain[max(0, at - 1) : at] + plain[at + size : at + size + 1]
                if size > 2 or not set(around) & transliterating(150):
                    seen.setdefault(plain[at : at + size], text[at : at + size])
                break
    for found in re.finditer(rf"([{HAN}]{{2,8}})\s?[（(][A-Z][a-z]+ [A-Z]", plain):
        run = found[1]
        titled = [m.end() for m in _title_pattern().finditer(run) if m.end() < len(run)]
        name = run[titled[-1] :] if titled else ""
        if name and is_personal(name):
            at = found.start(1) + titled[-1]
            seen.setdefault(name, text[at : at + len(name)])
    seen = _without_slips(seen, plain)
    names_found = [name for name in seen if not any(other != name and is_short_for(name, other) for other in seen)]
    names_found = [name for name in names_found if fullest(name, [n for n in names_found if n != name]) == name]
    people = []
    for name in names_found:
        forms = [name, *(form for form in seen if form != name and fullest(form, names_found) == name)]
        last = re.split(f"[{DOT}]", name)[-1]
        if last != name and len(last) >= 2:
            forms.append(last)
        starts = sorted({m.start() for form in forms for m in re.finditer(re.escape(form), plain)})
        around = " ".join(plain[max(0, at - 14) : at].rsplit("。", 1)[-1].rsplit("，", 1)[-1] for at in starts[:6])
        people.append(Person(seen[name], tuple(starts), around, gender_of(" ".join(a[-6:] for a in around.split()[:1]))))
    return sorted(people, key=lambda person: plain.find(same_length_fold(person.name)))


def _runs(text: str) -> list[str]:
    """Stretches of three to six characters that foreign names are written with, whole."""
    inside = transliterating(60)
    out, start = [], 0
    for i in range(len(text) + 1):
        if i == len(text) or text[i] not in inside or text[i] in NOT_NAME:
            if 3 <= i - start <= 6 and not (i < len(text) and text[i] in DOT) and not (start and text[start - 1] in DOT):
                out.append(text[start:i])
            start = i + 1
    return [run for run in out if not any(run[i : i + n] in names().places or run[i : i + n] in words()
            for n in (2, 3, 4) for i in range(len(run) - n + 1))]  # fmt: skip


def _without_slips(seen: dict[str, str], text: str) -> dict[str, str]:
    """Drop the rarer of two spellings of one dotted name: 克里斯多夫·赖斯 beside 克里斯托弗·赖斯."""
    dropped = set()
    for a in seen:
        for b in seen:
            one, other = re.split(f"[{DOT}]", a), re.split(f"[{DOT}]", b)
            if a != b and len(one) == len(other) > 1 and one[-1] == other[-1] and (text.count(a), text.find(a)) < (text.count(b), text.find(b)):
                if SequenceMatcher(None, one[0], other[0]).ratio() >= 0.6 and one[0][0] == other[0][0]:
                    dropped.add(a)
    return {name: form for name, form in seen.items() if name not in dropped}


def is_short_for(short: str, name: str) -> bool:
    """Whether ``short`` is a part of a dotted name, or its end."""
    parts = re.split(f"[{DOT}]", name)
    if short == name or len(short) >= len(name):
        return False
    wanted = re.split(f"[{DOT}]", short)
    if len(parts) > 1:
        return wanted == [part for part in parts if part in wanted] or (len(short) >= 2 and name.endswith(short))
    return len(short) >= 2 and is_chinese_name(name) and name.endswith(short) and len(short) == 2 and not is_chinese_name(short)


def fullest(name: str, candidates: Iterable[str]) -> str:
    """The name in ``candidates`` that ``name`` is short for, or a slip of the pen for; or ``name``."""
    plain = same_length_fold(name)
    candidates = list(candidates)
    forms = [other for other in candidates if is_short_for(plain, same_length_fold(other))]
    if forms:
        forms.sort(key=lambda other: not same_length_fold(other).endswith(plain))
        return forms[0]
    if plain in map(same_length_fold, candidates) or len(plain) < 3 or is_chinese_name(plain):
        return name
    for other in candidates:
        parts = re.split(f"[{DOT}]", same_length_fold(other))
        near = SequenceMatcher(None, chinese_sound(plain), chinese_sound(parts[-1])).ratio()
        mine = re.split(f"[{DOT}]", plain)
        if len(mine) == len(parts) > 1 and mine[-1] == parts[-1] and SequenceMatcher(None, mine[0], parts[0]).ratio() >= 0.6:
            return other
        if len(mine) == 1 and len(parts) > 1 and plain[0] in (parts[-1][:1], parts[0][:1]) and near >= 0.8:
            return other
    return name


def holds_title(around: str, role: str) -> bool:
    """Whether the words before a name give the office ``role``, by itself or in other words, and its country."""
    title = ending_title(role)
    if not title:
        return False
    same = {t for t, en in roles()["title"].items() if set(en) & set(roles()["title"].get(title, ()))} | {title}
    stem = same_length_fold(role[: -len(title)])
    return any(part.endswith(tuple(same)) and all(c in part for c in stem) for part in around.split())


def is_media(name: str) -> bool:
    """Whether a name is a paper's, an agency's or a broadcaster's."""
    return bool(MEDIA.search(same_length_fold(name)))


def body_before(text: str, head: str) -> str:
    """The last institution in ``text`` whose name starts with a country and ends in ``head``."""
    places = "|".join(sorted(map(re.escape, roles()["country"]), key=len, reverse=True))
    found = re.findall(rf"((?:{places})[{HAN}]{{0,6}}?{re.escape(head)})", same_length_fold(text))
    good = [name for name in found if not set(name) & (NOT_NAME - set("会要前后以为方明道"))]
    return str(good[-1]) if good else ""


def owned(owner: str, thing: str) -> str:
    """The words for what someone has: 他的律师 → 王毅的律师."""
    return f"{owner}的{thing}"
