"""A speaker for every quote of one document: read its source, then look back for whom it points to.

Quotes are taken in the order of the text, those inside others' words last, so that whatever a source points
back to has its own speaker by then. Where nothing fits, a description stays as the text has it and a pronoun
gives "": unknown is better than wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from align.names.english import pinyin_surname
from align.names.lexicon import english_words, word_list
from align.names.romanise import surname_of
from align.records import Document, Quote, Sentence
from align.speakers import chinese, english
from align.speakers.abbreviations import spell_out
from align.speakers.article import Article, Seen
from align.speakers.mention import Mention
from align.turns import turn_at

ARTICLE = re.compile(r"^(?:The|A|An|Some|Several|Many|One|Two|Three)(?= )")
"""What the start of a sentence has in capitals."""
REPORTED = re.compile("报|報|report")
UNNAMED = ("据", "據", "报道", "报导", "報道", "報導", "有报道", "有報道", "有人", "数据", "數據")
"""How a Chinese cue begins that hides its speaker."""
REOPENED = re.compile(r"[.。!！?？]*\s*\n\s*[“\"「]")
"""Between paragraphs of one direct speech: it is opened again, and was not closed."""
INDEFINITE = ("a ", "an ", "some ", "one ", "一", "某", "另", "多")
REACH = 6
"""How many sentences back a pronoun may point."""


def name_speakers(
    document: Document, sentences: tuple[Sentence, ...], quotes: Sequence[Quote]
) -> tuple[Quote, ...]:
    """Give each quote of ``document`` the speaker whom a reader would name, in the text's own language.

    The order of ``quotes`` is kept. A speaker is the fullest name in the text, an institution or a
    description; "" where it cannot be told.
    """
    if not quotes:
        return ()
    reader = _Reader(document, sentences, quotes)
    named = [ARTICLE.sub(lambda found: found[0].lower(), speaker) for speaker in reader.speakers()]
    return tuple(replace(quote, speaker=speaker) for quote, speaker in zip(quotes, named, strict=True))


class _Reader(Article):
    """One article while its quotes get their speakers."""

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

    def speaker_of(self, index: int, mention: Mention) -> str:
        """Whom the mention, taken as the source of a quote, names or points to."""
        quote = self.quotes[index]
        if not quote.source:
            return self.continued(index)
        place = self.place_of(quote)
        if mention.owner:
            if mention.owner == "its" and self.behind(quote):
                return self.source_text(quote)
            owner = self.speaker_of(index, self.language.PRONOUNS[mention.owner])
            return str(self.language.owned(owner, mention.speaker)) if owner else mention.speaker
        if mention.first:
            outer = self.outer(index, place)
            return self.named.get(outer, "") if outer is not None else self.turn_speaker(place)
        if mention.kind == "pronoun":
            return self.pointed(index, mention, place)
        if mention.kind in ("person", "name") or self.is_surname(mention):
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
        return spell_out(
            self.fuller(mention.speaker) if mention.kind == "body" else mention.speaker, self.abbreviations
        )

    def behind(self, quote: Quote) -> bool:
        """Whether its source stands behind what it reports indirectly: "its" then means a thing of the latter."""
        last, place = quote.content[-1].end, quote.source[0].start
        near = last <= place and self.sentence_at(last - 1) == self.sentence_at(place)
        return quote.kind == "indirect" and near

    def is_surname(self, mention: Mention) -> bool:
        """Whether what could be a place is the surname of someone in the text: Hill, after Mary Hill."""
        word = mention.speaker
        if (
            self.language is chinese
            or mention.kind != "body"
            or " " in word
            or word.lower() in english_words("country")
        ):
            return False
        return any(word in (name.split()[-1], pinyin_surname(name)) for name in self.names if word in name)

    def turn_speaker(self, place: int) -> str:
        """Whose turn it is at ``place`` in a transcript, or ""."""
        turn = turn_at(self.turns, place)
        label = turn.label.of(self.text) if turn else ""
        if not label:
            return ""
        mention = self.language.read_source(label)
        return str(self.language.fullest(mention.speaker, self.names)) if mention.kind == "person" else label

    def pointed(self, index: int, mention: Mention, place: int) -> str:
        """Whom he, she, they or it means."""
        outer = self.outer(index, place)
        speaking = self.named.get(outer, "") if outer is not None and self.quotes[outer].kind == "direct" else ""
        if outer is not None and self.quotes[outer].kind != "direct":
            speaker = self.named.get(outer, "")
            seen = next((s for s in reversed(self.seen) if s.speaker == speaker), None)
            if seen and _fits(mention, seen):
                return speaker
        if outer is not None and mention.gender and (met := self.approached(outer, place)):
            return met
        if mention.plural and (several := self.listed(place)):
            return several
        for seen in self.before(place, REACH):
            if _fits(mention, seen) and seen.speaker != speaking:  # who speaks of himself says "I"
                return seen.speaker
        return self.introduced(mention, place) if mention.gender and not mention.plural else ""

    def approached(self, outer: int, place: int) -> str:
        """Whom a speaker says that he turned to, just before a pronoun: "I asked the foreman, he said"."""
        begin = max(s.start for s in self.quotes[outer].content if s.start <= place)
        who = self.language.approached_before(self.text[begin:place])
        mention = self.language.read_source(who) if who else None
        return str(self.language.fullest(mention.speaker, self.names)) if mention and not mention.plural else ""

    def introduced(self, mention: Mention, place: int) -> str:
        """Whom he or she means where nothing surer says it: the one name near, before the quote or just behind it.

        “…,” she said. Mirjam Toll, 91, taught in the village.
        """
        if self.is_said(place):
            return ""
        here = self.sentence_at(place)
        for at in [*range(here, here - 3, -1), here + 1]:
            if not 0 <= at < len(self.sentences):
                continue
            span = self.sentences[at].span
            named = [(start, p.name, p.gender) for p in self.people for start in p.starts]
            named += [(span.start + i, name, "") for i, name in self.language.loose_names(span.of(self.text))]
            near = {
                name: gender
                for start, name, gender in named
                if span.start <= start < span.end and (start < place or at > here) and not self.is_said(start)
            }
            whole = [n for n in near if not any(n != o and n in o for o in near)]
            if len(whole) > 1:
                return ""
            if whole and not {near[whole[0]], mention.gender} >= {"m", "f"}:
                return whole[0]
        return ""

    def is_said(self, place: int) -> bool:
        """Whether a place lies in the words of a quote."""
        return any(s.start <= place < s.end for quote in self.quotes for s in quote.content)

    def holder(self, index: int, mention: Mention, place: int) -> str:
        """Who holds an office (Germany's foreign minister), or whom the minister, 这位官员 means."""
        stem = mention.speaker.removesuffix(mention.head)
        if self.language is chinese and stem and stem == surname_of(stem):  # 李教授
            namesakes = [name for name in self.names if surname_of(name) == stem != name]
            return namesakes[0] if namesakes else mention.speaker
        if not mention.back and mention.speaker.lower().startswith(INDEFINITE):
            return mention.speaker
        office = [p for p in self.people if self.language.holds_title(p.titles, mention.speaker)]
        if office and (len(office) == 1 or not mention.back):
            near = [(max((s for s in p.starts if s < place), default=-min(p.starts)), p.name) for p in office]
            return max(near)[1]
        if not mention.back:
            bare = [p.name for p in self.people if self.language.holds_bare_title(p.titles, mention.head)]
            owned = "'s " in mention.speaker or ("的" in stem and not self.language.names_country(stem))
            return bare[0] if len(bare) == 1 and owned else mention.speaker
        for seen in self.before(place, 4 * REACH):
            if seen.quoted and _has_word(seen.speaker, mention.head) and not seen.plural:
                return seen.speaker
        for seen in self.before(place, 2 * REACH):
            fits = seen.quoted and seen.kind in ("person", "role", "name") and _one_person(mention, seen)
            if fits and not self.holds_another(seen.speaker, mention.head):
                return seen.speaker
        main = [p for p in self.people if p.starts and p.starts[0] < place]
        main = [p for p in main if not self.holds_another(p.name, mention.head)]
        if office:
            return office[0].name
        if len(main) == 1 and mention.head not in ("official", "officials", "官员", "人士"):
            return main[0].name
        return mention.speaker

    def holds_another(self, speaker: str, head: str) -> bool:
        """Whether the text says what the speaker is, and it is not ``head``: a headmaster is not "the teacher"."""
        if head.lower() in word_list("anybody"):
            return False
        person = self.by_name.get(speaker)
        told = [person.titles] if person else [speaker]
        sources = [self.source_text(q) for i, q in enumerate(self.quotes) if self.named.get(i) == speaker]
        told += [words.replace(speaker, " ") for words in sources]
        nouns = {noun for words in told for noun in self.language.nouns_of_people(words)}
        return bool(nouns) and not any(head.lower() in noun or noun in head.lower() for noun in nouns)

    def publisher(self, index: int, mention: Mention, place: int) -> str:
        """Whose report, statement or draft it is; or the words as they stand.

        The one of an earlier mention; the body that "says" in "X warned …, according to a statement"; the last
        one that may publish.
        """
        keys = mention.speaker.lower().split() if self.language is english else [mention.head]
        if known := next((self.published[key] for key in keys if key in self.published), ""):
            return known
        start = self.quotes[index].content[0].start
        for quote, inner in zip(self.quotes, self.read, strict=True):
            near = quote.source and 0 <= quote.source[0].start - start < 5
            if near and inner.kind == "body" and not inner.back:
                speaker = spell_out(self.fuller(inner.speaker), self.abbreviations)
                self.published |= dict.fromkeys([key for key in keys if key in word_list("published")], speaker)
                return speaker
        if mention.head not in word_list("published"):
            return mention.speaker
        press = mention.head in word_list("press")
        if not press and (body := self.issuer(index, mention.head)):
            return body
        earlier = [
            s for s in self.before(place, 4 * REACH) if s.quoted and s.kind in ("body", "name", "description")
        ]
        media = [s for s in earlier if self.language.is_media(s.speaker)]
        if press:
            return media[0].speaker if media else mention.speaker
        return earlier[0].speaker if earlier and earlier[0].kind == "body" else mention.speaker

    def issuer(self, index: int, head: str) -> str:
        """The body that spoke before the quote in a sentence that names such a document."""
        place = self.place_of(self.quotes[index])
        for other in sorted(range(len(self.quotes)), key=lambda i: -self.place_of(self.quotes[i])):
            quote, mention = self.quotes[other], self.read[other]
            at = self.place_of(quote)
            if not quote.source or at >= place or mention.kind != "body" or mention.back or self.holders(other):
                continue
            sentence = self.sentences[self.sentence_at(at)].span
            said = {i for span in quote.content for i in range(span.start, span.end)}
            around = "".join(self.text[i] for i in range(sentence.start, sentence.end) if i not in said)
            if head in around.lower():
                return self.named.get(other, "")
        return ""

    def body(self, mention: Mention, place: int) -> str:
        """Which institution 该机构 or the commission means."""
        if same := self.same_words(mention, place):
            return same
        if mention.head not in word_list("many"):
            if named := self.language.body_before(self.text[:place], mention.head):
                return str(named)
            bare = self.language is chinese or len(mention.speaker.split()) < 3  # the harbour office is named
            for seen in self.before(place, REACH):
                if bare and seen.quoted and seen.kind in ("body", "name"):
                    return seen.speaker
        return mention.speaker

    def same_words(self, mention: Mention, place: int) -> str:
        """An earlier speaker whose name has the mention's noun in it."""
        head = mention.head.lower()
        for seen in self.before(place, 4 * REACH):
            if not seen.quoted or seen.speaker == mention.speaker:
                continue
            alike = self.language is chinese and mention.kind == "body" and mention.speaker[:2] in seen.speaker
            if alike or _has_word(seen.speaker, head):
                return seen.speaker
        return ""

    def continued(self, index: int) -> str:
        """The speaker of a quote without a source: of the turn, or of the quote that it goes on from."""
        quote = self.quotes[index]
        start = self.start_of(quote)
        cue = quote.cue[0].of(self.text) if quote.cue else ""
        turn = self.turn_speaker(quote.content[0].start)
        if turn and not impersonal(cue):
            return turn
        outer = self.outer(index, start)
        if outer is not None and quote.cue and not turn:
            return self.named.get(outer, "")
        if cue and impersonal(cue):
            return self.medium(start) if REPORTED.search(cue) and not turn else ""
        if cue and (subject := self.subject(start)):
            return subject
        far = 1 if (cue and self.language is chinese) or quote.kind == "direct" else 0
        paragraph, sentence = self.paragraph_at(start), self.sentence_at(start)
        for seen in self.before(start, far):
            if seen.quoted and not seen.inside and self.paragraph_at(seen.start) == paragraph:
                return seen.speaker
        if cue or quote.kind != "direct":
            return ""
        named = [seen for seen in self.seen if seen.sentence == sentence and not seen.inside]
        if named:
            return min(named, key=lambda seen: seen.start).speaker
        for other, earlier in enumerate(self.quotes):
            if earlier.kind == "direct" and REOPENED.fullmatch(self.text[earlier.content[-1].end : start]):
                return self.named.get(other, "")
        return ""

    def subject(self, start: int) -> str:
        """Who opens the clause before a Chinese cue that has no subject of its own."""
        sentence = self.sentences[self.sentence_at(start)].span
        before = self.text[sentence.start : start]
        if self.language is not chinese or not before.endswith("，"):
            return ""
        begin = start - 1 - len(re.split("[，；。]", before[:-1])[-1])
        person = next((s for s in self.seen if s.start == begin and s.kind == "person" and not s.inside), None)
        return person.speaker if person else chinese.opening_body(self.text[begin : start - 1])

    def medium(self, place: int) -> str:
        """The paper or broadcaster that was last quoted before ``place``."""
        media = [s.speaker for s in self.seen if s.quoted and s.start < place and s.kind == "body"]
        return next((name for name in reversed(media) if self.language.is_media(name)), "")


def _has_word(speaker: str, word: str) -> bool:
    """Whether the name holds the noun, in either number."""
    held = speaker.lower()
    return bool(word) and (
        word in held if not word.isascii() else bool({word, f"{word}s", word.rstrip("s")} & set(held.split()))
    )


def impersonal(cue: str) -> bool:
    """Whether a cue hides its speaker: 据报道, it was announced."""
    hidden = {"was", "were", "is", "are", "been", "reports", "reportedly", "allegedly"}
    return cue.startswith(UNNAMED) or bool(hidden & set(cue.lower().split()))


def _one_person(mention: Mention, seen: Seen) -> bool:
    return not seen.plural and not (mention.gender and seen.gender and mention.gender != seen.gender)


def _fits(mention: Mention, seen: Seen) -> bool:
    """Whether a pronoun may stand for what was seen."""
    if mention.plural:
        return seen.plural or seen.kind == "body"
    if mention.head == "it":
        thing = seen.kind in ("body", "name") or (seen.quoted and seen.kind in ("description", "document"))
        return thing and not seen.plural
    person = seen.kind == "person" or (seen.quoted and seen.kind in ("role", "name"))
    return person and _one_person(mention, seen)
