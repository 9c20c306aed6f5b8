import io

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from align.documents import read
from align.documents.pdf import read_pdf
from align.errors import InputError

LEFT = [
    "The councils of the two harbour towns",
    "agreed on Tuesday to run their fer-",
    "ries on one timetable from June.",
    "The plan ends a dispute that had",
    "lasted for four years and that left",
]
RIGHT = [
    "many passengers standing on quays.",
    "",
    "A second paragraph stands in the",
    "right column below a white space,",
    "and it is the last one on the page.",
]
ZH = [
    "过去四年，两市渡轮各自发船，夜间常有旅客滞",
    "留，居民意见很大。统一以后，末班船由晚九时",
    "推迟到晚十一时四十分。",
]


def pdf(draw, pages=1, **options):
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    buffer = io.BytesIO()
    sheet = canvas.Canvas(buffer, invariant=1, **options)
    for number in range(pages):
        draw(sheet, number)
        sheet.showPage()
    sheet.save()
    return buffer.getvalue()


def put(sheet, lines, x, y, font="Helvetica", size=10, step=13):
    sheet.setFont(font, size)
    for index, line in enumerate(lines):
        if line:
            sheet.drawString(x, y - index * step, line)


def texts(extract):
    return [span.of(extract.text) for span in extract.paragraphs]


@pytest.mark.parametrize("by_rows", [False, True])
def test_two_columns_under_a_headline(by_rows):
    def draw(sheet, _):
        put(sheet, ["Harbour towns agree to share one ferry timetable"], 72, 760, size=18)
        if by_rows:
            for index, (a, b) in enumerate(zip(LEFT, RIGHT, strict=True)):
                put(sheet, [a], 72, 700 - 13 * index)
                put(sheet, [b], 320, 700 - 13 * index)
        else:
            put(sheet, LEFT, 72, 700)
            put(sheet, RIGHT, 320, 700)

    extract = read_pdf(pdf(draw), "a.pdf")
    assert texts(extract) == [
        "Harbour towns agree to share one ferry timetable",
        " ".join([*LEFT, RIGHT[0]]).replace("fer- ries", "ferries"),
        " ".join(RIGHT[2:]),
    ]
    assert extract.title == extract.paragraphs[0]


def test_furniture_goes_and_chinese_lines_join(tmp_path):
    def draw(sheet, number):
        put(sheet, ["水运部公报　第十二期"], 72, 800, "STSong-Light")
        put(
            sheet,
            ZH if number == 0 else [f"第{number}号附件说明了各条航线的票价。"],
            72,
            740,
            "STSong-Light",
            step=18,
        )
        put(sheet, [f"- {number + 1} -"], 290, 30)

    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(draw, pages=3))
    document = read(path)
    assert texts(document) == [
        "".join(ZH),
        "第1号附件说明了各条航线的票价。",
        "第2号附件说明了各条航线的票价。",
    ]
    assert (document.language, document.script) == ("zh", "Hans")


def test_scanned():
    with pytest.raises(InputError, match=r"scanned.*OCR"):
        read_pdf(pdf(lambda sheet, _: sheet.rect(50, 50, 400, 600, fill=1), pages=2), "a.pdf")


def test_locked():
    locked = pdf(lambda s, _: put(s, LEFT, 72, 700), encrypt=StandardEncryption("secret", ownerPassword="owner"))
    with pytest.raises(InputError, match="password"):
        read_pdf(locked, "a.pdf")
