"""Sources of a Chinese text: titles off, pronouns and nouns told apart by word lists."""

from __future__ import annotations

import re

from align.speakers.chinese.shape import DOT, HAN, ending_title, is_personal, is_sure, strip_title
from align.speakers.lexicon import longest, names, roles, same_length_fold, word_list
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
SOME = re.compile(
    "^(?:一些|有些|部分|多名|多位|多家|多个|几名|几位|几个|数名|许多|不少|很多|众多|两名|两位|三名|大批|一群|一小群|各)"
)
ONE = re.compile("^(?:另|另外|其中)?(?:一|某)(?:名|位|个|家|份|间)")
PLURALS = re.compile(
    "们$|^双方|^两国|^各方|^三方|夫妇$|夫妻俩?$|两口子$|兄弟姐妹$|姐妹$|家人$|家属$|人们$|人士$|者们$"
)
FOREIGN_TAIL = re.compile(rf"[{HAN}“”\"'’\s]?\s*([A-Z][\w.’'-]+(?:[ \t]+[\w.’'-]+)*)$")
PAREN = re.compile(r"\s*[（(][^（）()]*[）)]")
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
    text = PAREN.sub("", text)
    if re.search(f"[{HAN}]", text):
        text = re.sub(rf"(?<=[{HAN}])\s+(?=[{HAN}])", "", text)
    return text.strip(' \t\r\n　，,。：:；;、“”"')


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
    if plain in word_list("zh vague"):
        return Mention("description", "", plural=True)
    if plain in PRONOUNS:
        return PRONOUNS[plain]
    parts = [part for part in re.split("(、|和|与|及|以及)", whole) if part]
    if len(parts) >= 3:
        read = [
            strip_title(part)[1] or (part if is_personal(part) and len(part) > 1 else "") for part in parts[::2]
        ]
        if all(read) and any(strip_title(part)[1] for part in parts[::2]) and not whole.startswith(("来自",)):
            return Mention(
                "description", "".join(r if i % 2 else read[i // 2] for i, r in enumerate(parts)), plural=True
            )
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
        return Mention(
            thing.kind, thing.speaker, head=thing.head, plural=thing.plural, gender=thing.gender, owner=owner[1]
        )
    if back and "的" in core:
        core = core.rsplit("的", 1)[1] or core
    one = ONE.match(same_length_fold(core))
    core = core[one.end() :] if one else core
    folded = same_length_fold(core)
    plural = bool(PLURALS.search(folded) or SOME.match(folded) or (len(parts) >= 3 and not one))
    if folded.endswith(longest("zh documents")) or folded in roles()["document"]:
        head = next((h for h in longest("zh documents") if folded.endswith(h)), folded)
        return Mention(
            "document",
            core if back else whole,
            head=head,
            back=bool(back)
            or folded == head
            or folded in roles()["document"]
            or (bool(one) and folded.endswith("草案")),
        )
    title = ending_title(core)
    if title:
        stem = same_length_fold(core[: -len(title)])
        if (
            stem
            and title not in word_list("zh relatives")
            and (any(c in DOT for c in stem) or (len(stem) > 1 and is_personal(stem) and is_sure(stem)))
        ):
            return Mention("person", core[: -len(title)], head=title, gender=gender_of(title))
        exact = folded == title or folded in ("官员", "人士", "男子", "女子")
        return Mention("role", core if back else whole, head=title, plural=plural, gender=gender_of(core),
                       back=bool(back) or (exact and title in word_list("zh bare")))  # fmt: skip
    if folded in word_list("zh bare"):
        return Mention("role", whole, head=folded, gender=gender_of(folded), back=True)
    if plural and not folded.endswith(longest("zh body ends")):
        return Mention("description", whole, plural=True)
    if (
        folded in roles()["group"]
        or folded in roles()["country"]
        or folded in names().places
        or folded in roles()["body"]
    ):
        return Mention("body", core if back else whole, head=_body_head(folded), back=bool(back))
    firm = folded in names().bodies and folded not in names().people
    if is_personal(core) and not back and not firm and not folded.endswith((*"网", "报", "社", "方面")):
        return Mention("person", core)
    if firm or folded.endswith(longest("zh body ends")) or MEDIA.search(folded):
        return Mention("body", core if back else whole, head=_body_head(folded), back=bool(back), plural=plural)
    return Mention("description", core if back else whole, head=folded[-2:], plural=plural, back=bool(back))


def _body_head(text: str) -> str:
    return next((head for head in longest("zh bodies") if text.endswith(head)), text[-2:])


def is_media(name: str) -> bool:
    """Whether a name is a paper's, an agency's or a broadcaster's."""
    return bool(MEDIA.search(same_length_fold(name)))


def owned(owner: str, thing: str) -> str:
    """The words for what someone has: 他的律师 → 王毅的律师."""
    return f"{owner}的{thing}"
