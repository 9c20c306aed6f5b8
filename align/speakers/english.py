"""Sources and people of an English text, told by capitals, titles and word lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from align.speakers.lexicon import english_name_parts, english_places, english_words
from align.speakers.mention import Gender, Mention, Person

PRONOUNS: dict[str, Mention] = {
    word: Mention("pronoun", "", head="it" if word in ("it", "its", "itself", "which", "它", "该方") else "", plural=plural, gender=gender, back=True, first=first)
    for words, plural, gender, first in (
        ("he him himself his", False, "m", False), ("she her herself hers", False, "f", False),
        ("it itself its", False, "", False), ("they them themselves their theirs", True, "", False),
        ("i me my myself", False, "", True), ("we us our ourselves", True, "", True), ("who which", False, "", False),
    )
    for word in words.split()
}  # fmt: skip
GENDERED: dict[str, Gender] = {
    "mr": "m", "mrs": "f", "ms": "f", "miss": "f", "spokesman": "m", "spokeswoman": "f", "chairman": "m", "chairwoman": "f",
    "king": "m", "queen": "f", "prince": "m", "princess": "f", "congressman": "m", "congresswoman": "f", "son": "m", "daughter": "f",
    "father": "m", "mother": "f", "husband": "m", "wife": "f", "widow": "f", "brother": "m", "sister": "f", "pope": "m", "man": "m",
    "woman": "f", "boy": "m", "girl": "f", "actor": "m", "actress": "f", "sir": "m", "dame": "f", "lord": "m", "lady": "f",
}  # fmt: skip
MORE_TITLES = """sgt sgt. sen sen. rep rep. gov gov. gen gen. lt lt. col col. capt capt. prof prof. dr. mr. mrs. ms. maj
maj. detective sir lord lady dame baroness king queen prince princess pope saint rev rev. reverend imam rabbi sheikh emir sultan
leader chief head boss deputy spokesperson widow uncle aunt cousin nephew niece grandson grandfather grandmother partner
girlfriend boyfriend colleague coach chef artist singer actor blogger inspector superintendent constable sergeant officer captain
representatives senators owner executive strategist campaigner veteran billionaire magnate entrepreneur""".split()
PEOPLE = """person people man men woman women boy girl guy suspect official officer minister president premier spokesperson
spokesman spokeswoman secretary director author expert source insider analyst adviser advisor diplomat envoy ambassador
lawmaker senator governor mayor chairman chairwoman chief leader professor doctor scientist researcher reporter journalist
resident witness victim driver worker lawyer pilot student teacher farmer commissioner couple pair duo family parents
critic activist protester volunteer economist scholar historian judge prosecutor coach player captain singer actor writer
tourist visitor neighbour neighbor friend boss owner manager executive commentator observer aide delegate candidate pope king
queen prince princess chancellor father mother son daughter brother sister wife husband widow""".split()
BODIES = """ministry department government agency agencies office bureau commission committee council authority administration congress
parliament senate house court university college institute institution association organization organisation union party company
corporation corp inc group bank airline airlines airways foundation society federation league team police army navy military force
forces hospital school church news times post daily press journal media agency network newspaper paper magazine website service
embassy consulate mission delegation cabinet board center centre club fund exchange assembly tribunal regulator watchdog body
firm think-tank bloc alliance coalition side nations kingdom street""".split()
DOCUMENTS = """report reports article statement draft release document letter study survey poll paper communique communiqué notice
bulletin editorial review filing memo announcement agreement text story biography""".split()
THINGS = frozenset("""city county lake town village island islands river mountain mount bridge capitol forest resort war movement
treaty conservation affairs good settlements award prize rite format agreement agreements launches station basin tribute road avenue
square park palace airport cup games act bill law code plan project report ii iii street valley bay sea ocean christian control
minister ministers president district province region republic democrats republicans conservatives state states envoy""".split())
"""Words that stand in names of things, not of people."""
VAGUE = frozenset("some many others people everyone reports everybody someone somebody nobody one".split())
"""What, alone, names no one."""
MEDIA = re.compile(r"\b(media|news|post|times|daily|press|journal|newspaper|paper|ap|afp|reuters|xinhua|bbc|cnn|cbs|abc|bloomberg|"
                   r"agency|magazine|outlets?|website|broadcaster|tv|radio|guardian)\b", re.I)  # fmt: skip
CALENDAR = frozenset("""monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
september october november december christmas easter""".split())
LEADERS = frozenset("""the a an this that these those in on at by for from with without after before since while although though as but
and or so yet however meanwhile moreover still then now also according both each all some many most no one two three if when where
why how what there here his her its their our my according during under over between among is are was were will would can could
despite following asked edited says said title last next today yesterday former late new current then-president first""".split())
PARTICLES = frozenset("bin ibn al el de da di du der den van von la le dos ben ter abu af zu".split())
WORD = re.compile(r"[^\W\d_](?:[\w’'.&-]*[\w.])?")
CAPITAL = r"(?:(?:al|el|ul|as|ad|an)-)?[A-ZÀ-ÖØ-Þ][\w’'-]*(?:\.(?=[A-Z]))?"
NICK = r"[“\"][A-Z]\w+[”\"]"
INITIAL = r"[A-Z]\."
SEQUENCE = re.compile(
    rf"{CAPITAL}(?:[ \t]+(?:(?:{'|'.join(sorted(PARTICLES))})[ \t]+){{0,2}}(?:{INITIAL}|{CAPITAL}|{NICK})|[-‑]{CAPITAL})*"
)  # fmt: skip
MALE = frozenset("""james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald
steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan
stephen larry justin scott brandon benjamin samuel frank gregory raymond alexander patrick jack dennis jerry tyler aaron henry
peter adam nathan douglas zachary walter kyle harold carl jeremy keith roger gerald ethan arthur terry christian sean austin jose
boris vladimir sergei dmitry igor ivan emmanuel francois pierre jean jacques olaf wolfgang hans klaus mohammed muhammad ahmed ali
hassan hussein omar abdul narendra rajiv shinzo antonio mario giuseppe joe jim bob tom bill mike dan tim steve barack mitch darren
keir dominic rishi tony gordon antony rob luis carlos juan pedro miguel fernando jens recep mikhail alexei ebrahim jake""".split())
FEMALE = frozenset("""mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa betty margaret sandra ashley
kimberly emily donna michelle dorothy carol amanda melissa deborah stephanie rebecca sharon laura cynthia kathleen amy angela shirley
anna ruth brenda pamela nicole katherine samantha christine catherine virginia debra rachel janet emma carolyn maria heather diane
julie joyce evelyn joan victoria kelly christina lauren frances martha judith cheryl megan andrea olivia ann jean alice jacqueline
hannah doris julia grace annalena ursula theresa hillary kamala jacinda christine nikki jen liz annie anne elaine kay sanna mette
giorgia marine arancha charlotte sophie elena natalia olga svetlana fatima aisha agnieszka""".split())


@cache
def title_words() -> frozenset[str]:
    """Titles, one or more words each, in lower case."""
    return english_words("title") | frozenset(MORE_TITLES)


def _bare(word: str) -> str:
    return re.sub(r"['’]s?$", "", word.lower()).strip(".,“”\"'’")


def _is_title(words: list[str], end: int) -> bool:
    return any(" ".join(_bare(w) for w in words[max(0, end - n) : end]) in title_words() or
               (n == 1 and words[end - 1].lower() in title_words()) for n in (1, 2, 3))  # fmt: skip


def gender_of(name: str, titles: str = "") -> Gender:
    """What the title or the given name says; "" where they say nothing."""
    for word in reversed(titles.lower().split()):
        if found := GENDERED.get(_bare(word)):
            return found
    given = _bare(name.split()[0]) if name.split() else ""
    return "m" if given in MALE and given not in FEMALE else "f" if given in FEMALE and given not in MALE else ""


def _looks_personal(words: list[str]) -> bool:
    """Capitalised throughout, short, and no word of an institution, a place or the calendar in it."""
    if not 1 <= len(words) <= 6:
        return False
    bare = [_bare(word) for word in words]
    if any(word in BODIES or word in THINGS or word in CALENDAR or word in ("of", "and") for word in bare):
        return False
    if " ".join(bare) in english_places() or " ".join(bare) in english_words("body") or bare[-1] in english_words("country"):
        return False
    if any(len(word) > 1 and word.strip(".").isupper() and not re.fullmatch(r"(?:[A-Z]\.?){1,3}", word) for word in words) or (
        len(words) == 1 and len(words[0]) > 1 and words[0].isupper()
    ):
        return False
    return all(word[:1].isupper() or word.lower() in PARTICLES or re.match("[a-z]{2}-[A-Z]", word) or word[:1] in "“\"" for word in words) and words[0][:1].isupper()


def strip_titles(words: list[str]) -> tuple[list[str], list[str]]:
    """Cut ``words`` into what comes before a person's name and the name; the name is empty where there is none."""
    for end in range(len(words) - 1, 0, -1):
        if _is_title(words, end) and _looks_personal(words[end:]):
            return words[:end], words[end:]
    return words, []


def _tidy(text: str) -> str:
    return " ".join(text.split()).strip(" ,;:“”\"")


def _read_phrase(text: str) -> Mention:
    words = text.split()
    bare = [_bare(word) for word in words]
    before, name = strip_titles(words)
    if name:
        return Mention("person", " ".join(name), head=_bare(before[-1]), gender=gender_of(name[0], " ".join(before)))
    back = bare[0] in ("the", "this", "that", "these", "those")
    head_at = next((i for i, w in enumerate(bare) if i and w in ("of", "in", "at", "from", "for", "to", "on", "who", "with", "by")), len(bare))
    head = bare[head_at - 1]
    if bare[-1] in VAGUE and (len(bare) == 1 or bare[-2:] == ["no", "one"]):
        return Mention("description", "", plural=True)
    single = re.sub(r"ies$", "y", head) if head.endswith("ies") else re.sub("s$", "", head)
    plural = head in ("people", "men", "women", "couple", "pair", "duo", "parents", "family", "authorities", "sources") or (
        head != single and (single in PEOPLE or single in title_words())
    )
    lower = all(not word[:1].isupper() for word in words[1:]) and not (words[0][:1].isupper() and not back and len(words) > 1)
    bare_noun = " ".join(bare[1:] if bare[0] in ("the", "a", "an") else bare)
    points = back and lower
    if len(words) == 1 and len(text) > 1 and text.isupper():
        return Mention("body", text, head=head)
    if not points and (bare_noun in english_places() or bare_noun in english_words("body") or bare_noun in english_words("group")):
        return Mention("body", text, head=head)
    if head in DOCUMENTS:
        return Mention("document", text, head=head, back=points or bare[0] == "a")
    if head in BODIES or single in BODIES:
        return Mention("body", text, head=head, back=points and len(words) <= 3, plural=head != single)
    if head in PEOPLE or single in PEOPLE or " ".join(bare[head_at - 2 : head_at]) in title_words() or single in title_words():
        return Mention("role", text, head=head, plural=plural, back=points and head_at == len(bare),
                       gender=GENDERED.get(head, ""))  # fmt: skip
    if any(word in BODIES for word in bare):
        return Mention("body", text, head=head)
    if _looks_personal(words):
        parts = english_name_parts()
        personal = len(words) >= 2 and (bare[0] in parts or bare[0] in MALE or bare[0] in FEMALE)
        return Mention("person" if personal else "name", text, gender=gender_of(text) if len(words) > 1 else "")
    return Mention("description", text, head=head, plural=head.endswith("s") or bare[0] in ("some", "many", "several"))


def read_source(text: str) -> Mention:
    """Read the words of a source: the name in them, or what kind of one is meant."""
    text = _tidy(text)
    if not text:
        return Mention("description", "")
    if pronoun := PRONOUNS.get(_bare(text)):
        return pronoun
    text = re.sub(r"['’]s?$", "", text)
    if not WORD.search(text):
        return Mention("description", text)
    latin = re.match(r"(.*\S)\s*\(([A-Z]{2,})\)$", text)
    if latin:
        return _read_phrase(latin[1])
    words = text.split()
    owner = PRONOUNS.get(words[0].lower())
    pieces = [piece for piece in re.split(r"\s*,\s+|\s+[—–]\s+", text) if piece]
    read = [_read_phrase(piece) for piece in pieces]
    order = re.match(r"(.+)['’]s?\s+(?:order|statement|announcement|directive|press release|report)s?$", text)
    if order and not owner:
        return read_source(order[1])
    if read[0].kind == "person" and len(read) > 1 and not any(m.kind == "person" for m in read[1:]) and len(words) > 4:
        return read[0]
    several = re.split(r"\s*,\s*and\s+|\s*,\s*|\s+and\s+", text)
    if len(several) > 1 and " and " in text:
        each = [_read_phrase(piece) for piece in several if piece.strip()]
        if all(m.kind == "person" for m in each):
            return Mention("description", " and ".join(m.speaker for m in each), plural=True)
        if (len(pieces) == 1 or len(each) > 2) and not read[0].back:
            return Mention("description", text, plural=True)
    for mention in read:
        if mention.kind == "person":
            return mention
    if len(read) > 1 and read[0].kind == "role" and read[1].kind == "name":
        return Mention("person", read[1].speaker, head=read[0].head)
    if read[0].kind == "name" and len(read) > 1 and read[1].kind in ("role", "description"):
        return Mention("person", read[0].speaker)
    if owner and len(words) > 1 and words[0].lower() in ("his", "her", "their", "its", "my", "our"):
        return Mention(read[0].kind, " ".join(pieces[0].split()[1:]), head=read[0].head, plural=read[0].plural, owner=words[0].lower())
    return read[0]


def find_people(text: str, known: Iterable[str]) -> list[Person]:
    """Whom the text names in full, or by a title; ``known`` are names that sources gave."""
    parts = english_name_parts()
    known = frozenset(known)
    full: dict[str, list[str]] = {}
    loose: list[tuple[int, list[str]]] = []
    for found in SEQUENCE.finditer(text):
        for piece in re.finditer(r"(?:(?!['’]s?\b(?=\s|$))[\s\S])+", found[0]):
            words = piece[0].strip().split()
            start = found.start() + piece.start()
            while words and (_bare(words[0]) in LEADERS or words[0] in ("’s", "'s")):
                start = text.index(words[0], start) + len(words[0])
                words = words[1:]
            if not words:
                continue
            clauses = re.split(r"[.;:\n]|,(?=.*\S)", text[max(0, start - 60) : start])
            ahead = clauses[-1].split()
            before, name = strip_titles([*ahead[-3:], *words])
            if len(name) > len(words):
                before, name = strip_titles(words)
            titled = bool(name)
            while not name and len(words) > 2 and _bare(words[0]) in english_words("country"):
                words = words[1:]
            name = name or (words if _looks_personal(words) else [])
            if not name:
                continue
            loose.append((text.index(name[0], start), name))
            joined = " ".join(name)
            after = re.match(r"\s*,\s*([^,.;“”\n]{3,80})[,.]", text[found.end() :])
            told = after is not None and any(_bare(w) in PEOPLE or _bare(w) in title_words() for w in after[1].split()[:5])
            if _bare(name[-1]) in title_words() or _bare(name[0]) in ("the", "in"):
                continue
            if joined in known or titled or (told and len(name) > 1) or (len(name) > 1 and (_bare(name[0]) in parts or _bare(name[0]) in MALE | FEMALE)):
                around = " ".join([*ahead[-6:], *(before if name != words else []), after[1] if after else ""])
                full.setdefault(joined, []).append(around.lower())
    longest = [name for name in full if not any(other != name and is_short_for(name, other) for other in full)]
    people = []
    meant = {form: fullest(form, longest) for form in {*full, *(" ".join(words) for _, words in loose)}}
    for name in longest:
        starts = [at for at, words in loose if meant[" ".join(words)] == name]
        titles = " ".join(t for form, around in full.items() if meant[form] == name for t in around)
        gender = gender_of(name) or gender_of("", titles if len(full[name]) < 3 else " ".join(full[name][:1]))
        people.append(Person(name, tuple(sorted(starts)), titles, gender))
    return people


def is_short_for(short: str, name: str) -> bool:
    """Whether the words of ``short`` stand in ``name`` in order: Wang, Boris Johnson for Boris X Johnson."""
    held = iter([_bare(word) for word in name.split()])
    return short != name and all(_bare(word) in held for word in short.split())


def fullest(name: str, names: Iterable[str]) -> str:
    """The name in ``names`` that ``name`` is short for, a surname first, then the one found first; or ``name``."""
    forms = [other for other in names if is_short_for(name, other)]
    if name in names and not forms:
        return name
    forms.sort(key=lambda other: _bare(other.split()[-1]) != _bare(name.split()[-1]))
    return forms[0] if forms else name


def holds_title(titles: str, role: str) -> bool:
    """Whether words around a name speak of the office ``role``: the words of its head, and of its country."""
    drop = ("the", "of", "a", "an", "this", "that", "new", "current")
    wanted = [_bare(word) for word in role.split() if _bare(word) not in drop]
    held = {_bare(word) for word in titles.split()}
    for word in wanted:
        forms = next((f for f in _country_forms() if word in f), frozenset({word}))
        if not forms & held:
            return False
    return bool(wanted)


@cache
def _country_forms() -> tuple[frozenset[str], ...]:
    from align.speakers.lexicon import roles

    return tuple(frozenset(forms) for forms in roles()["country"].values())


def is_media(name: str) -> bool:
    """Whether a name is a paper's, an agency's or a broadcaster's."""
    return bool(MEDIA.search(name))


def body_before(text: str, head: str) -> str:
    """The last institution in ``text`` whose name ends in ``head``: "the commission" after "the Libyan commission"."""
    word = re.escape(re.sub("s$", "", head))
    found = re.findall(rf"((?:[A-Z][\w’'-]+ )+(?:[a-z]+ )?{word}s?)\b", text)
    found += re.findall(rf"((?:[A-Z][\w’'-]+ )+{word.capitalize()}s?)\b", text)
    return str(found[-1]) if found else ""


def owned(owner: str, thing: str) -> str:
    """The words for what someone has: his lawyer → Smith's lawyer."""
    return f"{owner}'s {thing}"


def country_before(text: str) -> str:
    """The last country that ``text`` names by a noun."""
    from align.speakers.lexicon import roles

    nouns = {forms[0]: forms[0] for forms in roles()["country"].values() if len(forms[0]) > 3}
    found = re.findall(rf"\b(?:{'|'.join(map(re.escape, sorted(nouns, key=len, reverse=True)))})\b", text, re.I)
    return str(found[-1]) if found else ""
