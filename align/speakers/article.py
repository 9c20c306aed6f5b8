"""What is known of one article while its speakers are worked out: sources as read, people, who was seen where."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType

from align.names.lexicon import roles
from align.records import Document, Quote, Sentence
from align.speakers import chinese, english
from align.speakers.abbreviations import find_abbreviations
from align.speakers.mention import Gender, Kind, Mention, Person
from align.turns import find_turns

BOTH = re.compile(
    r"\W*(?P<who>(?:The two|Both)(?: \w+)?? (?:sides|countries|leaders|ministers|parties|governments)\b"
    r"|双方|雙方|两国|兩國)"
)
"""What opens a sentence about two together."""


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


def without_headlines(document: Document) -> str:
    """The text with lines in title case blanked: there a capital does not tell a name ("Li Wei Meets Envoy")."""
    text = document.text
    if document.language != "en":
        return text
    for paragraph in document.paragraphs:
        line = paragraph.of(text)
        long = re.findall(r"\b[A-Za-z]{5,}", line)
        titled = len(long) >= 3 and sum(word[0].isupper() for word in long) > 0.8 * len(long)
        if titled and not line.rstrip().endswith((".", "”", '"')):
            text = text[: paragraph.start] + " " * len(line) + text[paragraph.end :]
    return text


class Article:
    """One document with its quotes."""

    def __init__(self, document: Document, sentences: tuple[Sentence, ...], quotes: Sequence[Quote]) -> None:
        self.text = document.text
        self.language: ModuleType = chinese if document.language == "zh" else english
        self.sentences = sentences
        self.starts = [sentence.span.start for sentence in sentences]
        self.quotes = quotes
        self.turns = find_turns(document)
        self.read = [self.language.read_source(self.source_text(quote)) for quote in quotes]
        self.abbreviations = find_abbreviations(self.text)
        names = [m.speaker for m in self.read if m.kind == "person" or (m.kind == "name" and " " in m.speaker)]
        self.people: list[Person] = self.language.find_people(without_headlines(document), names)
        self.names = [person.name for person in self.people]
        self.by_name = {person.name: person for person in self.people}
        self.seen = [self.person_seen(person, start) for person in self.people for start in person.starts]
        self.seen += self.pairs_seen()
        self.named: dict[int, str] = {}
        self.published: dict[str, str] = {}

    def source_text(self, quote: Quote) -> str:
        """The words of the source; of a source in pieces the first, which is who vouches for the rest."""
        return quote.source[0].of(self.text) if quote.source else ""

    def start_of(self, quote: Quote) -> int:
        """Where the quote begins, whichever of its parts is first."""
        return min(span.start for span in (*quote.source, *quote.cue, *quote.content))

    def place_of(self, quote: Quote) -> int:
        """Where its source stands, or the quote begins."""
        return quote.source[0].start if quote.source else self.start_of(quote)

    def sentence_at(self, position: int) -> int:
        """Index of the sentence."""
        return max(0, bisect_right(self.starts, position) - 1)

    def paragraph_at(self, position: int) -> int:
        """Index of the paragraph."""
        return self.sentences[self.sentence_at(position)].paragraph if self.sentences else 0

    def outer(self, index: int, position: int) -> int | None:
        """The quote whose words hold ``position``: the innermost of them, not ``index`` itself."""
        holding = [
            (sum(s.end - s.start for s in quote.content), i)
            for i, quote in enumerate(self.quotes)
            if i != index and any(span.start <= position < span.end for span in quote.content)
        ]
        return min(holding)[1] if holding else None

    def holders(self, index: int) -> list[int]:
        """The quotes in whose words the quote stands."""
        at = self.place_of(self.quotes[index])
        return [
            i for i, q in enumerate(self.quotes) if i != index and any(s.start <= at < s.end for s in q.content)
        ]

    def person_seen(self, person: Person, start: int) -> Seen:
        """Someone named at ``start``."""
        inside = any(span.start <= start < span.end for quote in self.quotes for span in quote.content)
        return Seen(start, self.sentence_at(start), person.name, "person", False, person.gender, False, inside)

    def pairs_seen(self) -> list[Seen]:
        """Two sides that open a sentence, quoted or not: they may be taken up by 'they' in the next."""
        out = []
        for sentence in self.sentences:
            found = BOTH.match(self.text, sentence.span.start, sentence.span.end)
            if found:
                start, speaker = found.start("who"), found["who"]
                inside = any(span.start <= start < span.end for quote in self.quotes for span in quote.content)
                out.append(Seen(start, sentence.index, speaker, "description", True, "", False, inside))
        return out

    def quote_seen(self, index: int, mention: Mention, speaker: str) -> Seen:
        """The speaker of a quote, to be pointed back to."""
        place = self.place_of(self.quotes[index])
        kind, plural, gender = mention.kind, mention.plural, mention.gender
        if mention.owner:
            kind = "description"
        if speaker in self.by_name:
            kind, plural, gender = "person", False, self.by_name[speaker].gender or gender
        elif mention.back or kind == "pronoun":
            earlier = next((s for s in reversed(self.seen) if s.speaker == speaker), None)
            if earlier:
                kind, plural, gender = earlier.kind, earlier.plural, earlier.gender or gender
            elif mention.gender:  # a name that no list knows
                kind = "person"
        return Seen(place, self.sentence_at(place), speaker, kind, plural, gender, True, bool(self.holders(index)))

    def before(self, place: int, reach: int) -> list[Seen]:
        """What was seen before ``place``, the likeliest first.

        Sentence by sentence backwards; in a sentence those who speak, then those who are named, then those
        in others' words; among equals the first, which tends to be the subject.
        """
        here = self.sentence_at(place)
        found = [s for s in self.seen if s.start < place and here - s.sentence <= reach]
        return sorted(found, key=lambda s: (-s.sentence, s.inside, not s.quoted, s.start))

    def listed(self, place: int) -> str:
        """The people whom the sentence before names together, where they speaks of several."""
        back = self.sentence_at(place) - 1
        found = dict.fromkeys(
            s.speaker for s in sorted(self.seen, key=lambda s: s.start) if s.sentence == back and not s.inside
        )
        if len(found) < 2 or any(name not in self.by_name for name in found):
            return ""
        first, *rest = found
        if self.language is chinese:
            return "、".join(found)
        return f"{', '.join([first, *rest[:-1]])} and {rest[-1]}"

    def fuller(self, body: str) -> str:
        """A longer name that the text has too: the Group of Seven for the G7; its country for "the country's"."""
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
