"""The hard cases of quotes/cases/*.toml, for any test of the quote finder.

A case is a text and the quotes in it: source, cue and content as words of the text ("" for none, a list for several
pieces; a content over several sentences has one piece a sentence), kind and speaker. A piece that stands in the text
more than once, outside the quote's own content, is told by its number: "he#2".
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gold_quotes import ROLES, place_quote

from align.records import Quote, Span

try:
    import tomllib
except ModuleNotFoundError:
    import tomli as tomllib

FOLDER = Path(__file__).with_suffix("")


@dataclass(frozen=True)
class Case:
    language: str
    name: str
    text: str
    quotes: tuple[Quote, ...]

    def __str__(self):
        return f"{self.language}: {self.name}"


def read_cases():
    """Every case of both files, English first."""
    cases = []
    for path in sorted(FOLDER.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            quotes = tuple(read_quote(quote, case["text"]) for quote in case["quotes"])
            cases.append(Case(path.stem, case["name"], case["text"], quotes))
    return cases


def read_quote(quote, text):
    words = {role: [quote[role]] if isinstance(quote[role], str) else quote[role] for role in ROLES}
    words = {role: [piece for piece in pieces if piece] for role, pieces in words.items()}
    spans = place_quote(words, text, (0, len(text)))
    roles = {role: tuple(Span(*span) for span in spans[role]) for role in ROLES}
    return Quote(**roles, kind=quote["kind"], speaker=quote["speaker"], confidence=1.0)
