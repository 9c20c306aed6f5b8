import pytest

from align.documents.language import detect_language, detect_script, side_of
from align.errors import LanguageError


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("渡轮", "zh"),
        ("外长 Tomas Oduya 与 Ines Calloway 在 North Quay 会谈，双方同意扩大合作。", "zh"),
        ("Ferry fares frozen until 2027", "en"),
        ("Hello", "en"),
        ("The minister Lin Duo (林朵) said that the boats were late and that he was sorry.", "en"),
        ("THE COUNCIL AGREED THAT THE BOATS AND THE BUSES WOULD LEAVE TOGETHER FROM THE QUAY", "en"),
    ],
)
def test_english_and_chinese(text, language):
    assert detect_language(text, "a.txt") == language


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Le bateau part du port à six heures et revient le soir avec les pêcheurs.", "French"),
        ("Das Schiff fährt um sechs Uhr ab und kommt am Abend mit den Fischern zurück.", "German"),
        ("El barco sale del puerto a las seis y vuelve por la noche con los pescadores.", "Spanish"),
        ("船は六時に港を出て、夜に漁師たちと戻ります。", "Japanese"),
        ("배는 여섯 시에 항구를 떠나 저녁에 돌아옵니다.", "Korean"),
        ("Паром уходит в шесть часов и возвращается вечером с рыбаками.", "Russian"),
    ],
)
def test_third_language_is_named(text, name):
    with pytest.raises(LanguageError, match=f"a.txt is in {name}"):
        detect_language(text, "a.txt")


def test_no_words():
    with pytest.raises(LanguageError, match="no words"):
        detect_language("12 345, 67 % — 89", "a.txt")


@pytest.mark.parametrize(
    ("text", "script"),
    [("两个港口签署协议", "Hans"), ("兩個港口簽署協議", "Hant"), ("台湾海峡两岸", "Hans"), ("里程", "Hans")],
)
def test_script(text, script):
    assert detect_script(text, "zh") == script


def test_sides_of_paragraphs():
    assert [side_of(t) for t in ("答：好。", "A: Good.", "* * *", "2025")] == ["zh", "en", None, None]
