"""A speaker for every quote of one document: read its source, then look back for whom it points to.

Quotes are taken in the order of the text, those inside others' words last, so that whatever a source points
back to has its own speaker by then. Where nothing fits, a description stays as the text has it and a pronoun
gives "": unknown is better than wrong.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import ModuleType

from align.records import Document, Quote, Sentence
from align.speakers import chinese, english
from align.speakers.abbreviations import find_abbreviations, spell_out
from align.speakers.lexicon import roles
from align.speakers.mention import Gender, Kind, Mention, Person
from align.speakers.turns import Turns

PUBLISHED = frozenset("""report reports article story editorial statement draft release announcement communique communiqué notice 报道 报导
文章 社论 评论 声明 公报 新闻稿 通报 公告 草案 消息 稿件""".split())
"""Documents that have a publisher who may be meant; an agreement or a law has not."""
STANDING = frozenset("commission committee council ministry department court 委员会 基金会 协会 法院".split())
"""Bodies that a text names in full before it says "the commission"."""
OTHERS = frozenset("team side sides forces media press police government court researchers 团队 小组 媒体 政府 法院 国家".split())
"""Bodies of which there may be many: one is not simply the last."""
ARTICLE = re.compile(r"^(?:The|A|An|Some|Several|Many|One|Two|Three)(?= )")
"""What the start of a sentence has in capitals."""
REACH = 6
"""How many sentences back a pronoun may point."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Someone or something that a later source may point back to."""

    start: int
    sentence: int
    speaker: str
    kind: Kind
    plural: bool
    gender: Gender
    quoted: bool
    """It was the source of a quote, not just named."""
    inside: bool
    """It stands in the words of someone else."""


def name_speakers(document: Document, sentences: tuple[Sentence, ...], quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """Give each quote of ``document`` the speaker whom a reader would name, in the text's own language.

    The order of ``quotes`` is kept. A speaker is the fullest name in the text, an institution or a
    description; "" where it cannot be told.
    """
    if not quotes:
        return ()
    reader = _Reader(document, sentences, quotes)
    named = [ARTICLE.sub(lambda found: found[0].lower(), speaker) for speaker in reader.speakers()]
    return tuple(replace(quote, speaker=speaker) for quote, speaker in zip(quotes, named, strict=True))


class _Reader:
    """One document while its speakers are worked out."""

    def __init__(self, document: Document, sentences: tuple[Sentence, ...], quotes: Sequence[Quote]) -> None:
        self.text = document.text
        self.language: ModuleType = chinese if document.language == "zh" else english
        self.sentences = sentences
        self.starts = [sentence.span.start for sentence in sentences]
        self.quotes = quotes
        self.turns = Turns(document)
        self.read = [self.language.read_source(self.source_text(quote)) for quote in quotes]
        self.abbreviations = find_abbreviations(self.text)
        names = [m.speaker for m in self.read if m.kind == "person" or (m.kind == "name" and " " in m.speaker)]
        self.people: list[Person] = self.language.find_people(self.text, names)
        self.names = [person.name for person in self.people]
        self.by_name = {person.name: person for person in self.people}
        self.seen = [self.person_seen(person, start) for person in self.people for start in person.starts]
        self.named: dict[int, str] = {}
        self.published: dict[str, str] = {}

    def source_text(self, quote: Quote) -> str:
        """The words of the source; of a source in pieces the first, which is who vouches for the rest."""
        return quote.source[0].of(self.text) if quote.source else ""

    def start_of(self, quote: Quote) -> int:
        return min(span.start for span in (*quote.source, *quote.cue, *quote.content))

    def place_of(self, quote: Quote) -> int:
        return quote.source[0].start if quote.source else self.start_of(quote)

    def sentence_at(self, position: int) -> int:
        return max(0, bisect_right(self.starts, position) - 1)

    def paragraph_at(self, position: int) -> int:
        return self.sentences[self.sentence_at(position)].paragraph if self.sentences else 0

    def outer(self, index: int, position: int) -> int | None:
        """The quote whose words hold ``position``: the innermost of them, not ``index`` itself."""
        holding = [
            (sum(s.end - s.start for s in quote.content), i)
            for i, quote in enumerate(self.quotes)
            if i != index and any(span.start <= position < span.end for span in quote.content)
        ]
        return min(holding)[1] if holding else None

    def person_seen(self, person: Person, start: int) -> Seen:
        inside = any(span.start <= start < span.end for quote in self.quotes for span in quote.content)
        return Seen(start, self.sentence_at(start), person.name, "person", False, person.gender, False, inside)

    def speakers(self) -> list[str]:
        """A speaker for each quote, in the order of the quotes."""
        depth = [len(self.holders(i)) for i in range(len(self.quotes))]
        order = sorted(range(len(self.quotes)), key=lambda i: (depth[i], self.place_of(self.quotes[i])))
        for index in order:
            mention = self.read[index]
            speaker = self.speaker_of(index, mention)
            self.named[index] = speaker
            if speaker and self.quotes[index].source:
                self.seen.append(self.quote_seen(index, mention, speaker))
        return [self.named[i] for i in range(len(self.quotes))]

    def holders(self, index: int) -> list[int]:
        at = self.place_of(self.quotes[index])
        return [i for i, q in enumerate(self.quotes) if i != index and any(s.start <= at < s.end for s in q.content)]

    def quote_seen(self, index: int, mention: Mention, speaker: str) -> Seen:
        place = self.place_of(self.quotes[index])
        kind, plural, gender = mention.kind, mention.plural, mention.gender
        if mention.owner:
            kind = "description"
        if speaker in self.by_name:
            kind, plural, gender = "person", False, self.by_name[speaker].gender or gender
        elif mention.back:
            earlier = next((s for s in reversed(self.seen) if s.speaker == speaker), None)
            if earlier:
                kind, plural, gender = earlier.kind, earlier.plural, earlier.gender or gender
        return Seen(place, self.sentence_at(place), speaker, kind, plural, gender, True, bool(self.holders(index)))

    def speaker_of(self, index: int, mention: Mention) -> str:
        quote = self.quotes[index]
        if not quote.source:
            return self.continued(index)
        place = self.place_of(quote)
        if mention.owner:
            owner = self.speaker_of(index, self.language.PRONOUNS[mention.owner])
            return str(self.language.owned(owner, mention.speaker)) if owner else mention.speaker
        if mention.first:
            outer = self.outer(index, place)
            return self.named.get(outer, "") if outer is not None else self.turn_speaker(place)
        if mention.kind == "pronoun":
            return self.pointed(index, mention, place)
        if mention.kind in ("person", "name"):
            full = self.language.fullest(mention.speaker, self.names)
            return str(full) if full != mention.speaker else spell_out(mention.speaker, self.abbreviations)
        if mention.kind == "role" and not mention.plural:
            return self.holder(index, mention, place)
        if mention.kind == "document" and mention.back:
            return self.publisher(index, mention, place)
        if mention.kind == "body" and mention.back and not mention.plural:
            return self.body(mention, place)
        if mention.kind == "description" and mention.back and not mention.plural:
            return self.same_words(mention, place) or mention.speaker
        return spell_out(self.fuller(mention.speaker) if mention.kind == "body" else mention.speaker, self.abbreviations)

    def fuller(self, body: str) -> str:
        """A longer name of an institution that the text uses too: the G7, the Group of Seven; its country for "the country's"."""
        if self.language is not english:
            return body
        bare = re.sub("^the ", "", body, flags=re.I)
        if bare.lower().startswith("country's "):
            country = english.country_before(self.text[: self.text.find(body)])
            return f"{country}'s {bare[10:]}" if country else body
        for forms in roles()["body"].values():
            if bare.lower() in forms and re.fullmatch(r"[A-Z][A-Z0-9.]+", bare):
                for form in sorted(forms, key=len, reverse=True):
                    found = re.search(rf"\b{re.escape(form)}\b", self.text, re.I)
                    if found and len(form) > len(bare) and found[0][:1].isupper():
                        return found[0]
        return body

    def turn_speaker(self, place: int) -> str:
        label = self.turns.label_at(place)
        if not label:
            return ""
        mention = self.language.read_source(label)
        return str(self.language.fullest(mention.speaker or label, self.names)) if mention.kind == "person" else label

    def before(self, place: int, reach: int) -> list[Seen]:
        """What was seen before ``place``, the likeliest first.

        Sentence by sentence backwards; in a sentence those who speak, then those who are named, then those
        in others' words; among equals the first, which tends to be the subject.
        """
        here = self.sentence_at(place)
        found = [s for s in self.seen if s.start < place and here - s.sentence <= reach]
        return sorted(found, key=lambda s: (-s.sentence, s.inside, not s.quoted, s.start))

    def pointed(self, index: int, mention: Mention, place: int) -> str:
        """Whom he, she, they or it means."""
        outer = self.outer(index, place)
        if outer is not None and self.quotes[outer].kind != "direct":
            speaker = self.named.get(outer, "")
            seen = next((s for s in reversed(self.seen) if s.speaker == speaker), None)
            if seen and _fits(mention, seen):
                return speaker
        if mention.plural and (several := self.listed(place)):
            return several
        for seen in self.before(place, REACH):
            if _fits(mention, seen):
                return seen.speaker
        return ""

    def listed(self, place: int) -> str:
        """The people whom the sentence before names together, where they speaks of several."""
        back = self.sentence_at(place) - 1
        found = dict.fromkeys(s.speaker for s in sorted(self.seen, key=lambda s: s.start) if s.sentence == back and not s.inside)
        if len(found) < 2 or any(name not in self.by_name for name in found):
            return ""
        first, *rest = found
        if self.language is chinese:
            return "、".join(found)
        return f"{', '.join([first, *rest[:-1]])} and {rest[-1]}"

    def holder(self, index: int, mention: Mention, place: int) -> str:
        """Who holds an office (Germany's foreign minister), or whom the minister, 这位官员 means."""
        if self.language is chinese and not mention.back and mention.speaker.endswith(mention.head):
            stem = mention.speaker[: -len(mention.head)]
            for name in self.names:  # 李教授
                if stem and chinese.surname_of(name) == stem and len(name) > len(stem):
                    return name
        definite = mention.back or not mention.speaker.lower().startswith(("a ", "an ", "some ", "one ", "一", "某", "另", "多"))
        if not definite:
            return mention.speaker
        office = [p for p in self.people if self.language.holds_title(p.titles, mention.speaker)]
        if office and (len(office) == 1 or not mention.back):
            near = [(max((s for s in p.starts if s < place), default=-min(p.starts)), p.name) for p in office]
            return max(near)[1]
        if not mention.back:
            return mention.speaker
        for seen in self.before(place, 4 * REACH):
            if seen.quoted and _has_word(seen.speaker, mention.head) and not seen.plural:
                return seen.speaker
        for seen in self.before(place, 2 * REACH):
            if seen.quoted and seen.kind in ("person", "role", "name") and _one_person(mention, seen):
                return seen.speaker
        main = [p for p in self.people if p.starts and p.starts[0] < place]
        if office:
            return office[0].name
        if len(main) == 1 and mention.head not in ("official", "officials", "官员", "人士"):
            return main[0].name
        return mention.speaker

    def publisher(self, index: int, mention: Mention, place: int) -> str:
        """Whose report, statement or draft it is; or the words as they stand.

        The one of an earlier mention; the body that "says" in "X warned …, according to a statement"; the last
        one that may publish.
        """
        if mention.head in self.published:
            return self.published[mention.head]
        content = self.quotes[index].content[0]
        for word in mention.speaker.lower().split() if self.language is english else ():
            if word in self.published:
                return self.published[word]
        for other, quote in enumerate(self.quotes):
            inner = self.read[other]
            if other != index and quote.source and inner.kind == "body" and not inner.back and 0 <= quote.source[0].start - content.start < 5:
                speaker = spell_out(self.fuller(inner.speaker), self.abbreviations)
                keys = mention.speaker.lower().split() if self.language is english else [mention.head]
                self.published |= dict.fromkeys([key for key in keys if key in PUBLISHED], speaker)
                return speaker
        if mention.head not in PUBLISHED:
            return mention.speaker
        earlier = [s for s in self.before(place, 4 * REACH) if s.quoted and s.kind in ("body", "name", "description")]
        press = mention.head in ("report", "reports", "article", "story", "editorial", "报道", "报导", "文章", "社论", "评论")
        media = [s for s in earlier if self.language.is_media(s.speaker)]
        if press:
            return media[0].speaker if media else mention.speaker
        return earlier[0].speaker if earlier and earlier[0].kind == "body" else mention.speaker

    def body(self, mention: Mention, place: int) -> str:
        """Which institution 该机构 or the commission means."""
        return (
            self.same_words(mention, place)
            or (str(self.language.body_before(self.text[:place], mention.head)) if mention.head in STANDING else "")
            or next((s.speaker for s in self.before(place, REACH) if s.quoted and s.kind in ("body", "name") and mention.head not in OTHERS), "")
            or mention.speaker
        )

    def same_words(self, mention: Mention, place: int) -> str:
        """An earlier speaker whose name has the mention's noun in it."""
        head = mention.head.lower()
        for seen in self.before(place, 4 * REACH):
            if seen.quoted and seen.speaker != mention.speaker and (
                _has_word(seen.speaker, head) or (self.language is chinese and mention.kind == "body" and mention.speaker[:2] in seen.speaker)
            ):  # fmt: skip
                return seen.speaker
        return ""

    def continued(self, index: int) -> str:
        """The speaker of a quote without a source: of the turn, or of the quote that it goes on from."""
        quote = self.quotes[index]
        start = self.start_of(quote)
        if turn := self.turn_speaker(quote.content[0].start):
            return turn
        outer = self.outer(index, start)
        if outer is not None and quote.cue:
            return self.named.get(outer, "")
        paragraph, sentence = self.paragraph_at(start), self.sentence_at(start)
        cue = quote.cue[0].of(self.text) if quote.cue else ""
        if cue and impersonal(cue):
            media = [s for s in self.seen if s.quoted and s.start < start and s.kind == "body" and self.language.is_media(s.speaker)]
            return media[-1].speaker if media and REPORTED.search(cue) else ""
        earlier = [s for s in self.before(start, REACH) if s.quoted and not s.inside]
        for seen in earlier:
            if self.paragraph_at(seen.start) == paragraph and (
                sentence - seen.sentence <= (1 if (cue and self.language is chinese) or quote.kind == "direct" else 0)
            ):
                return seen.speaker
        if not cue and quote.kind == "direct":
            named = [s for s in self.seen if self.sentence_at(s.start) == sentence and not s.inside]
            if named:
                return min(named, key=lambda s: s.start).speaker
            for other, before in enumerate(self.quotes):
                if before.kind == "direct" and re.fullmatch(r"[.。!！?？]*\s*\n\s*[“\"「]", self.text[before.content[-1].end : start]):
                    return self.named.get(other, "")
        return ""


def _has_word(speaker: str, word: str) -> bool:
    """Whether the name holds the noun, in either number."""
    held = speaker.lower()
    return bool(word) and (word in held if not word.isascii() else bool({word, f"{word}s", word.rstrip("s")} & set(held.split())))


def impersonal(cue: str) -> bool:
    """Whether a cue hides its speaker: 据报道, it was announced."""
    words = cue.lower().split()
    return cue.startswith("据") or bool({"was", "were", "is", "are", "been", "reportedly", "allegedly"} & set(words)) or "reports" in words


REPORTED = re.compile("报|report")


def _one_person(mention: Mention, seen: Seen) -> bool:
    return not seen.plural and not (mention.gender and seen.gender and mention.gender != seen.gender)


def _fits(mention: Mention, seen: Seen) -> bool:
    """Whether a pronoun may stand for what was seen."""
    if mention.plural:
        return seen.plural or seen.kind == "body"
    if mention.head == "it":
        return (seen.kind in ("body", "name") or (seen.quoted and seen.kind in ("description", "document"))) and not seen.plural
    return (seen.kind == "person" or (seen.quoted and seen.kind in ("role", "name"))) and _one_person(mention, seen)
