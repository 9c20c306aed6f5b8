"""What every local worker needs, imported and loaded once in the process that all of them are forked from.

multiprocessing's fork server imports this module (``set_forkserver_preload``), so importing it is what does the
work; nothing else imports it. Packages (datasketch brings in half of scipy), the rules' lists and patterns and the
model of languages cost a process about a second. The encoder is not among them: onnxruntime starts a thread when
it is imported, and threads do not survive a fork. What fails here fails again in a worker, which tells it.
"""

from __future__ import annotations

import contextlib


def load_shared() -> None:
    """Load what can be inherited by a fork: no thread may be started here."""
    import tokenizers  # noqa: F401

    import align.corpus.pairing.reading
    import align.pipeline  # noqa: F401
    from align.corpus.nearness import sign_pair, sign_text
    from align.corpus.records import SegmentPair
    from align.corpus.rules.ruleset import read_rules
    from align.documents.language import load_identifier
    from align.records import Span

    load_identifier()
    en, zh = "The plant opened on 3 May 2019 and employs 1,200 people.", "该厂于2019年5月3日投产，有员工1200人。"
    spans = Span(0, len(en)), Span(0, len(zh))
    read_rules().judge(SegmentPair(en, zh, "", *spans, confidence=1.0, score=1.0))
    sign_pair(en, zh)
    sign_text(en, "en")


with contextlib.suppress(Exception):
    load_shared()
