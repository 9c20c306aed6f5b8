"""Lists of sentences → Documents, one sentence a line, each as it was given."""

from __future__ import annotations

from collections.abc import Sequence

from align.documents.language import detect_language, detect_script
from align.documents.reading import refuse_unwritable
from align.records import Document, Language, Sentence, Span

Listed = tuple[Document, tuple[Sentence, ...]]


def documents_from_lists(src: Sequence[str], tgt: Sequence[str]) -> tuple[Listed, Listed]:
    """Make a Document and its sentences of each list; a sentence's index is its place in the list.

    A list may be empty and hold empty strings. One without a word is in the language that the other is not in.

    :raises InputError: NUL characters or lone surrogates, which no file could hold.
    :raises LanguageError: neither English nor Chinese.
    """
    texts = ["\n".join(src), "\n".join(tgt)]
    paths = ("<list 1>", "<list 2>")
    found: list[Language | None] = []
    for text, path in zip(texts, paths, strict=True):
        refuse_unwritable(text, path)
        found.append(detect_language(text, path) if any(map(str.isalpha, text)) else None)
    languages = (found[0] or _other(found[1] or "en"), found[1] or _other(found[0] or "zh"))
    first, second = (
        _listed(sentences, text, language, path)
        for sentences, text, language, path in zip((src, tgt), texts, languages, paths, strict=True)
    )
    return first, second


def segment_documents(src: str, tgt: str, src_language: Language | None = None) -> tuple[Listed, Listed]:
    """A Document of one sentence for each side of a segment pair, whatever little or odd text it holds.

    The side with the greater share of Chinese characters is the Chinese one, unless ``src_language`` says so;
    where neither has any, the first is English.

    :raises InputError: NUL characters or lone surrogates.
    """
    for text, name in ((src, "src"), (tgt, "tgt")):
        refuse_unwritable(text, name)
    first = src_language or ("zh" if _chinese_share(src) > _chinese_share(tgt) else "en")
    return _listed([src], src, first, "src"), _listed([tgt], tgt, _other(first), "tgt")


def _chinese_share(text: str) -> float:
    return sum("\u3400" <= c <= "\u9fff" for c in text) / max(1, sum(not c.isspace() for c in text))


def _other(language: Language) -> Language:
    return "en" if language == "zh" else "zh"


def _listed(sentences: Sequence[str], text: str, language: Language, path: str) -> Listed:
    records: list[Sentence] = []
    paragraphs: list[Span] = []
    start = 0
    for index, sentence in enumerate(sentences):
        span = Span(start, start + len(sentence))
        if sentence.strip():
            paragraphs.append(span)
        records.append(Sentence(index, span, max(0, len(paragraphs) - 1)))
        start = span.end + 1
    script = detect_script(text, language)
    return Document(text, language, script, path, tuple(paragraphs)), tuple(records)
