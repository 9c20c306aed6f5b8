import pytest

from align.documents.markdown import read_markdown
from align.documents.text import find_paragraphs, read_text


def lines(text):
    return [span.of(text) for span in find_paragraphs(text)]


WRAPPED = """From the harbour office

The councils of the two harbour towns agreed on Tuesday to run
their ferries on one timetable, ending a dispute that had lasted
for four years and had left many a passenger standing on the quay.
A short answer came.
The plan begins on the first of June, when the day tickets of both
lines become valid on either of them.
"""
WRAPPED_ZH = """　　过去四年，两市渡轮各自发船，夜间常有旅客滞留，居民意见很大，
许多人写信给报社，要求两市统一时刻表，并且把末班船的时间推迟到晚
上十一时以后。
　　两市已经同意，将于六月一日起实行。
"""


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (WRAPPED, 3),
        (WRAPPED.replace("\n", "\r\n"), 3),
        (WRAPPED_ZH, 2),
        ("One line.\nTwo lines.\nThree lines.", 3),
        ("第一段。\n第二段。\n\n第三段。", 3),
        ("A heading\nThe body of it, in one line that is longer than the heading is.", 2),
        ("- one item\n- two items\n\n1. first\n2. second", 4),
        ("\n\n \u3000\n", 0),
    ],
)
def test_paragraphs(text, count):
    assert len(lines(text)) == count


def test_indentation_is_outside():
    assert lines("\u3000\u3000第一段。\n\u3000\u3000第二段。") == ["第一段。", "第二段。"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("标题\n\n正文很长。", "标题"),
        ("正文。\n\n正文。", None),
        ("Title", None),
        ("It begins.\nIt ends.", None),
    ],
)
def test_title(text, title):
    found = read_text(text).title
    assert (found and found.of(text)) == title


MARKDOWN = """---
title: ignored
date: 2025-03-18
---
# Ferries to **return**

> The last boat leaves late.

- Day tickets are valid.
- Bicycles travel free.
  1. At weekends.

| Town | Boats |
| --- | --- |
| North Quay | 19 |

```
code is no text
```

![a boat](boat.png)

Second heading
---
The end.
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_markdown(line_end):
    text = MARKDOWN.replace("\n", line_end)
    extract = read_markdown(text)
    assert [span.of(text) for span in extract.paragraphs] == [
        "Ferries to **return**",
        "The last boat leaves late.",
        "Day tickets are valid.",
        "Bicycles travel free.",
        "At weekends.",
        "Town",
        "Boats",
        "North Quay",
        "19",
        "Second heading",
        "The end.",
    ]
    assert extract.title == extract.paragraphs[0] and extract.date == "2025-03-18"
