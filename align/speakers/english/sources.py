"""Sources of an English text: titles and apposition off, pronouns and nouns told apart by word lists."""

from __future__ import annotations

import re
from functools import cache

from align.names.lexicon import english_name_parts, english_places, english_words, word_list
from align.speakers.mention import Gender, Mention, pronouns

PRONOUNS: dict[str, Mention] = {
    **pronouns("he him himself his", "m"),
    **pronouns("she her herself hers", "f"),
    **pronouns("it itself its which", thing=True),
    **pronouns("they them themselves their theirs", plural=True),
    **pronouns("i me my myself", first=True),
    **pronouns("we us our ourselves", plural=True, first=True),
    **pronouns("who"),
}
POSSESSIVES = ("his", "her", "their", "its", "my", "our")
POINTING = ("the", "this", "that", "these", "those")
SMALL = ("of", "in", "at", "from", "for", "to", "on", "who", "with", "by")
COLLECTIVE = ("people", "men", "women", "couple", "pair", "duo", "parents", "family", "authorities", "sources")
ORDER = re.compile(r"(.+)['’]s?\s+(?:order|statement|announcement|directive|press release|report)s?$")
"""What an institution puts out says what the institution says."""
WORD = re.compile(r"[^\W\d_](?:[\w’'.&-]*[\w.])?")


@cache
def title_words() -> frozenset[str]:
    """Titles, one or more words each, in lower case."""
    return english_words("title") | frozenset(word_list("en titles"))


def bare(word: str) -> str:
    """The word in lower case, without possessive and marks."""
    return re.sub(r"['’]s?$", "", word.lower()).strip(".,“”\"'’")


def is_title(words: list[str], end: int) -> bool:
    """Whether a title ends before ``words[end]``."""
    return any(" ".join(bare(w) for w in words[max(0, end - n) : end]) in title_words() or
               (n == 1 and words[end - 1].lower() in title_words()) for n in (1, 2, 3))  # fmt: skip


def _noun_gender(noun: str) -> Gender:
    return "m" if noun in word_list("en masculine") else "f" if noun in word_list("en feminine") else ""


def gender_of(name: str, titles: str = "") -> Gender:
    """What the title or the given name says; "" where they say nothing."""
    for word in reversed(titles.lower().split()):
        if found := _noun_gender(bare(word)):
            return found
    given = bare(name.split()[0]) if name.split() else ""
    male, female = given in word_list("en male"), given in word_list("en female")
    return "" if male == female else "m" if male else "f"


def looks_personal(words: list[str]) -> bool:
    """Capitalised throughout, short, and no word of an institution, a place or the calendar in it."""
    if not 1 <= len(words) <= 6:
        return False
    plain = [bare(word) for word in words]
    whole = " ".join(plain)
    things = word_list("en bodies") | word_list("en things") | word_list("en calendar") | {"of", "and"}
    if things & set(plain) or whole in english_places() or whole in english_words("body"):
        return False
    if plain[-1] in english_words("country") or (len(words) == 1 and words[0].isupper() and words[0][1:]):
        return False
    if any(word.strip(".").isupper() and not re.fullmatch(r"(?:[A-Z]\.?){1,3}", word) for word in words):
        return False
    return words[0][:1].isupper() and all(map(_in_name, words))


def _in_name(word: str) -> bool:
    return (
        word[:1].isupper()
        or word.lower() in word_list("en particles")
        or re.match("[a-z]{2}-[A-Z]", word) is not None
        or word[:1] in '“"'
    )


def strip_titles(words: list[str]) -> tuple[list[str], list[str]]:
    """Cut ``words`` into what comes before a person's name and the name; the name is empty where there is none."""
    for end in range(len(words) - 1, 0, -1):
        if is_title(words, end) and looks_personal(words[end:]):
            return words[:end], words[end:]
    return words, []


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(' ,;:“”"')


def _noun(plain: list[str]) -> tuple[str, str, bool, bool]:
    """The noun of a phrase, its singular, whether it stands for several, and whether it ends the phrase."""
    at = next((i for i, word in enumerate(plain) if i and word in SMALL), len(plain))
    head = plain[at - 1]
    single = re.sub("ies$", "y", head) if head.endswith("ies") else re.sub("s$", "", head)
    plural = head in COLLECTIVE or (
        head != single and (single in word_list("en people") or single in title_words())
    )
    return head, single, plural, at == len(plain)


def _read_phrase(text: str) -> Mention:
    words = text.split()
    plain = [bare(word) for word in words]
    before, name = strip_titles(words)
    if name:
        gender = gender_of(name[0], " ".join(before))
        return Mention("person", " ".join(name), head=bare(before[-1]), gender=gender)
    cut = next((i for i, word in enumerate(plain) if i > 1 and word in SMALL), 0)
    if cut and all(map(_in_name, words[:cut])):
        left = _read_phrase(" ".join(words[:cut]))  # Dr Anthony Hill of the university
        if left.kind == "person":
            return left
    if called := _called(words, plain):
        return called
    head, single, plural, last = _noun(plain)
    if plain[-1] in word_list("en vague") and (len(plain) == 1 or plain[-2:] == ["no", "one"]):
        return Mention("description", "", plural=True)
    points = plain[0] in POINTING and all(not word[:1].isupper() for word in words[1:])
    if _is_body(plain, points) or (len(words) == 1 and words[0].isupper() and words[0][1:]):
        return Mention("body", text, head=head)
    if head in word_list("en documents"):
        publisher = words[1:-1] if plain[0] in ("a", "an", "the") else words[:-1]
        if publisher and plain[-1] == head and all(word[:1].isupper() for word in publisher):
            return Mention("body", " ".join(publisher), head=head)  # a CNN report
        return Mention("document", text, head=head, back=points or plain[0] == "a")
    if {head, single} & word_list("en bodies"):
        return Mention("body", text, head=head, back=points and len(words) <= 3, plural=head != single)
    if {head, single} & word_list("en people") or single in title_words() or " ".join(plain[-2:]) in title_words():
        return Mention("role", text, head=head, plural=plural, back=points and last, gender=_noun_gender(head))
    if set(plain) & word_list("en bodies"):
        return Mention("body", text, head=head)
    if looks_personal(words):
        given = any(
            plain[0] in held for held in (english_name_parts(), word_list("en male"), word_list("en female"))
        )
        gender = gender_of(text) if len(words) > 1 else ""
        return Mention("person" if given and len(words) > 1 else "name", text, gender=gender)
    several = head.endswith("s") or plain[0] in ("some", "many", "several")
    return Mention("description", text, head=head, plural=several)


def _called(words: list[str], plain: list[str]) -> Mention | None:
    """Someone named behind a noun that no list has for a title: the fisherman Oskar Vint; None for others."""
    at = next((i for i, word in enumerate(words) if i and word[:1].isupper()), len(words))
    name = words[at:]
    if plain[0] not in ("the", "a", "an") or not 1 < at <= 4 or len(name) < 2 or not looks_personal(name):
        return None
    noun, given = plain[at - 1], bare(name[0])
    known = given in english_name_parts() or given in word_list("en male") or given in word_list("en female")
    told = noun in word_list("en people") or noun.endswith(("man", "woman", "person", "ist", "ian", "er", "or"))
    if (
        noun.endswith("maker")
        or noun in word_list("en makers")
        or noun in word_list("en bodies")
        or noun in word_list("en media")
        or not (known or told)
    ):
        return None
    return Mention("person", " ".join(name), head=noun, gender=_noun_gender(noun) or gender_of(" ".join(name)))


def _is_body(plain: list[str], points: bool) -> bool:
    """Whether the words are the name of a place, an institution or a side."""
    noun = " ".join(plain[1:] if plain[0] in ("the", "a", "an") else plain)
    return not points and (
        noun in english_places() or noun in english_words("body") or noun in english_words("group")
    )


def _read_list(text: str) -> Mention | None:
    """People named together, or None."""
    parts = [part for part in re.split(r"\s*,\s*and\s+|\s*,\s*|\s+and\s+", text) if part.strip()]
    if len(parts) < 2 or " and " not in text:
        return None
    each = [_read_phrase(part) for part in parts]
    if all(mention.kind == "person" for mention in each):
        return Mention("description", " and ".join(mention.speaker for mention in each), plural=True)
    apposition = "," in text and len(each) == 2
    offices = (
        each[0].kind == "role" and each[-1].kind == "person" and parts[0][:1].isupper() and not each[0].plural
    )
    return None if apposition or offices or each[0].back else Mention("description", text, plural=True)


def read_source(text: str) -> Mention:
    """Read the words of a source: the name in them, or what kind of one is meant."""
    text = _tidy(text)
    if not text:
        return Mention("description", "")
    if pronoun := PRONOUNS.get(bare(text)):
        return pronoun
    text = re.sub(r"['’]s?$", "", text)
    if not WORD.search(text):
        return Mention("description", text)
    latin = re.match(r"(.*\S)\s*\(([A-Z]{2,})\)$", text)
    if latin:
        return _read_phrase(latin[1])
    words = text.split()
    pieces = [piece for piece in re.split(r"\s*,\s+|\s+[—–]\s+", text) if piece]
    read = [_read_phrase(piece) for piece in pieces]
    if words[0].lower() in POSSESSIVES and len(words) > 1 and read[0].kind != "person":
        rest = " ".join(pieces[0].split()[1:])
        return Mention(read[0].kind, rest, head=read[0].head, plural=read[0].plural, owner=words[0].lower())
    if order := ORDER.match(text):
        return read_source(order[1])
    people = [mention for mention in read if mention.kind == "person"]
    if len(read) > 1 and people == read[:1] and len(words) > 4:
        return read[0]
    if several := _read_list(text):
        return several
    if people:
        return people[0]
    if len(read) > 1 and {read[0].kind, read[1].kind} & {"role", "description"}:
        for mention in read[:2]:
            if mention.kind == "name":
                return Mention("person", mention.speaker)
    return read[0]
