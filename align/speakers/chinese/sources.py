"""Sources of a Chinese text: titles off, pronouns and nouns told apart by word lists."""

from __future__ import annotations

import re
from dataclasses import replace

from align.names.lexicon import longest, names, roles, word_list, words
from align.names.romanise import is_chinese_name
from align.names.shape import DOT, HAN, ending_title, is_personal, is_sure, strip_title
from align.simplified import to_simplified
from align.speakers.mention import Gender, Mention, pronouns

PRONOUNS: dict[str, Mention] = {
    **pronouns("他", "m"),
    **pronouns("她", "f"),
    **pronouns("其 此人 该人 当事人 自己 本人 前者 后者"),
    **pronouns("它 该方", thing=True),
    **pronouns("他们 她们 它们 他俩 她俩 两人 二人 三人", plural=True),
    **pronouns("我 笔者", first=True),
    **pronouns("我们 咱们 我方", plural=True, first=True),
}
POINTING = re.compile("^(?:这|那|该|此|上述|前述|有关|本)(?:一)?(?:名|位|个|家|份|些|项|篇|则|种|对|起|间|所)?")
OWNER = re.compile("^(他们|她们|他|她|此人|该人|其|我们|我)的?(?=.)")
LISTING = re.compile("(?<=.)(?:、|和|与|及)(?=.)")
SOME = re.compile(
    "^(?:一些|有些|部分|多名|多位|多家|多个|几名|几位|几个|数名|许多|不少|很多|众多|两名|两位|三名|大批|一群|一小群|各)"
)
ONE = re.compile("^(?:另|另外|其中)?(?:一|某)(?:名|位|个|家|份|间)")
PLURALS = re.compile(
    "们$|^双方|^两国|^各方|^三方|夫妇$|夫妻俩?$|两口子$|兄弟姐妹$|姐妹$|家人$|家属$|人们$|人士$|者们$"
)
FOREIGN_TAIL = re.compile(rf"[{HAN}“”\"'’\s]?\s*([A-Z][\w.’'-]+(?:[ \t]+[\w.’'-]+)*)$")
_WHEN = (
    "(?:周[一二三四五六日]|(?:星期|礼拜)[一二三四五六日天]|(?:[0-9]{1,2}月)?[0-9]{1,2}日|当天|当日|今天|昨天|日前"
    "|[上下]午|晚间?)"
)
MEETING = re.compile(
    f"{_WHEN}*(?:[在于][^，。在]{{0,8}}?)?(?:会见|会晤|接见|拜会|约见|宴请|致电|致函|会见到访的)(?=..)"
)
OCCASION = re.compile(f"(?:{_WHEN}+(?:在[^，在]{{0,10}})?|在[^，在]{{0,10}})$")
LATELY = re.compile(f"(?<=..){_WHEN}+$")
PAREN = re.compile(r"\s*[（(][^（）()]*[）)]")
ISSUED = re.compile("(?P<who>.{2,}?)的?(?:年度|最新|调查)?(?:报告|声明|公告|公报|新闻稿|通报)书?")
"""What an institution puts out says what the institution says."""
CALLING = re.compile("[员民工师匠户手兵警安生人长家者农医傅主贩]$")
"""How the word before a name ends that tells what its bearer does."""
MALE_WORDS = ("先生", "男子", "男孩", "父亲", "儿子", "丈夫", "弟弟", "哥哥", "国王", "王子", "教皇", "主教")
FEMALE_WORDS = (
    "女士",
    "小姐",
    "女子",
    "女孩",
    "母亲",
    "女儿",
    "妻子",
    "夫人",
    "姐姐",
    "妹妹",
    "遗孀",
    "女王",
    "公主",
    "太太",
)
MEDIA = re.compile("[报社媒网]|电视|广播|新闻|杂志|周刊|时报|《")


def _tidy(text: str) -> str:
    text = re.sub("^(?:根据|根據|据|據)(?=..)", "", PAREN.sub("", text))
    if re.search(f"[{HAN}]", text):
        text = re.sub(rf"(?<=[{HAN}])\s+(?=[{HAN}])", "", text)
    return text.strip(' \t\r\n　，,。：:；;、“”"')


def gender_of(text: str) -> Gender:
    """What the words say."""
    plain = to_simplified(text)
    if any(word in plain for word in FEMALE_WORDS) or "女" in plain:
        return "f"
    return "m" if any(word in plain for word in MALE_WORDS) else ""


def _without_company(text: str) -> str:
    """A source without whom its speaker meets, when and where: 王毅周三在会见布林肯 is 王毅."""
    for pattern in (MEETING, OCCASION):
        for at in range(1, len(text)):
            if pattern.match(text, at) and (strip_title(text[:at])[1] or is_personal(text[:at])):
                text = text[:at]
                break
    return LATELY.sub("", text)


def read_source(text: str) -> Mention:
    """Read the words of a source: the name in them, or what kind of one is meant."""
    whole = _without_company(_tidy(text))
    plain = to_simplified(whole)
    if not whole or plain in word_list("zh vague") or re.fullmatch(f"{_WHEN}+", plain):
        return Mention("description", "", plural=bool(whole))
    if plain in PRONOUNS:
        return PRONOUNS[plain]
    if named := _read_list(whole) or _read_name(whole):
        return named
    if issuer := ISSUED.fullmatch(plain):
        body = read_source(whole[: issuer.end("who")])
        if body.kind == "body" and not body.back:
            return body
    if (owner := OWNER.match(plain)) and not plain.endswith("方面"):
        return replace(read_source(whole[owner.end() :]), owner=owner[1])
    pointing = POINTING.match(plain)
    core = whole[pointing.end() :] if pointing else whole
    if pointing and "的" in core:
        core = core.rsplit("的", 1)[1] or core
    one = ONE.match(to_simplified(core))
    core = core[one.end() :] if one else core
    folded = to_simplified(core)
    plural = bool(PLURALS.search(folded) or SOME.match(folded) or (LISTING.search(whole) and not one))
    mention = (
        _read_document(folded, one is not None) or _read_role(core, folded) or _read_other(core, folded, plural)
    )
    if mention.kind == "person":
        return mention if not pointing or mention.head else replace(mention, kind="description", back=True)
    back = mention.back or pointing is not None
    return replace(
        mention, speaker=core if pointing else whole, back=back, plural=plural and mention.kind != "document"
    )


def _read_list(whole: str) -> Mention | None:
    """People named together, at least one with a title, as their names; or None."""
    parts = [part for part in re.split("(、|和|与|以及|及)", whole) if part]
    stripped = [strip_title(part)[1] for part in parts[::2]]
    names_only = [
        name or (part if is_personal(part) else "") for name, part in zip(stripped, parts[::2], strict=True)
    ]
    if len(parts) < 3 or not all(names_only) or not any(stripped):
        return None
    joined = "".join(part if i % 2 else names_only[i // 2] for i, part in enumerate(parts))
    return Mention("description", joined, plural=True)


def _read_name(whole: str) -> Mention | None:
    """A person behind a title, or a name in Latin letters."""
    before, name = strip_title(whole)
    if name:
        return Mention("person", name, head=ending_title(before), gender=gender_of(before))
    if re.match(r"[A-Z]", whole) and re.fullmatch(r"[\w .'’-]+", whole, re.ASCII):
        return Mention("name", whole)
    if called := _called(whole):
        return called
    tail = FOREIGN_TAIL.search(whole)
    if tail and re.search(f"[{HAN}]", whole[: tail.start(1)]) and " " in tail[1]:
        return Mention("person", tail[1], gender=gender_of(whole[: tail.start(1)]))
    return None


def _called(whole: str) -> Mention | None:
    """A Chinese name behind a noun that no list has for a title: 保安卞春生, 渔民郭长汀; None for others."""
    for size in (3, 2):
        noun, name = to_simplified(whole[:-size]), whole[-size:]
        likely = 2 <= len(noun) <= 6 and CALLING.search(noun) and not set(noun) & set("的和与、")
        if likely and is_chinese_name(name) and is_personal(name) and name not in words():
            return Mention("person", name, head=noun[-2:], gender=gender_of(noun))
    return None


def _read_document(folded: str, one: bool) -> Mention | None:
    """A report or a statement; bare, or one draft, it has a publisher who was named before."""
    head = next((noun for noun in longest("zh documents") if folded.endswith(noun)), "")
    if not head and folded not in roles()["document"]:
        return None
    back = folded == head or folded in roles()["document"] or (one and folded.endswith("草案"))
    return Mention("document", folded, head=head or folded, back=back)


def _read_role(core: str, folded: str) -> Mention | None:
    """An office or a noun for people at the end; with a name before it, the name."""
    title = ending_title(core)
    if not title and folded not in word_list("zh bare"):
        return None
    stem = folded.removesuffix(title) if title else ""
    dotted = any(c in DOT for c in stem)
    name = dotted or (len(stem) > 1 and is_personal(stem) and is_sure(stem))
    if name and title not in word_list("zh relatives"):
        return Mention("person", core[: -len(title)], head=title, gender=gender_of(title))
    back = folded == (title or folded) and folded in word_list("zh bare")
    return Mention("role", core, head=title or folded, gender=gender_of(core), back=back)


def _read_other(core: str, folded: str, plural: bool) -> Mention:
    """A group, a place or an institution; a person's name alone; or a description."""
    ends = folded.endswith(longest("zh body ends"))
    if plural and not ends:
        return Mention("description", core)
    listed = [names().places, *(roles()[kind] for kind in ("group", "country", "body"))]
    firm = folded in names().bodies and folded not in names().people
    if any(folded in held for held in listed):
        return Mention("body", core, head=_body_head(folded))
    if is_personal(core) and not firm and not folded.endswith((*longest("zh firms"), "网", "报", "社", "方面")):
        return Mention("person", core)
    if firm or ends or MEDIA.search(folded):
        return Mention("body", core, head=_body_head(folded))
    return Mention("description", core, head=folded[-2:])


def _body_head(text: str) -> str:
    return next((head for head in longest("zh bodies") if text.endswith(head)), text[-2:])


def is_media(name: str) -> bool:
    """Whether a name is a paper's, an agency's or a broadcaster's."""
    return bool(MEDIA.search(to_simplified(name)))


def owned(owner: str, thing: str) -> str:
    """The words for what someone has: 他的律师 → 王毅的律师."""
    return f"{owner}的{thing}"
