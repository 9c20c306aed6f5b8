"""Whether two names mean one speaker."""

import pytest

from align.speakers import same_speaker

SAME = [
    ("王毅", "Wang Yi"), ("王毅", "Yi Wang"), ("王毅", "Wang"), ("王外长", "Wang Yi"), ("毛宁", "Mao Ning"), ("汪文斌", "Wang Wenbin"),
    ("习近平", "Xi Jinping"), ("毛泽东", "Mao Tse-tung"), ("蔡英文", "Tsai Ing-wen"), ("林郑月娥", "Carrie Lam"), ("李家超", "Lee Ka-chiu"),
    ("江宗憲", "Chiang Tsung-hsien"), ("江宗宪", "Tsung-hsien Chiang"), ("陳國強", "Chan Kwok-keung"), ("卞春生", "Bian Chunsheng"),
    ("欧阳娜娜", "Ouyang Nana"), ("吕玉兰", "Lü Yulan"), ("王毅", "Wang Yi, China's foreign minister"), ("外交部发言人毛宁", "Mao Ning"),
    ("毛寧", "Mao Ning"), ("特朗普", "Donald Trump"), ("川普", "Trump"), ("克里", "John Kerry"), ("默克尔", "Angela Merkel"),
    ("安格拉·默克尔", "Angela Merkel"), ("鲍里斯·约翰逊", "Boris Johnson"), ("约翰逊", "Boris Johnson"), ("普京", "Vladimir Putin"),
    ("萨尼·本·艾哈迈德·阿尔·泽尤迪", "Thani bin Ahmed Al Zeyoudi"), ("德克勒克", "FW de Klerk"), ("美国国务院", "the US State Department"),
    ("美国国务院", "US Department of State"), ("中国外交部", "the Chinese Ministry of Foreign Affairs"), ("欧盟委员会", "the European Commission"),
    ("联合国", "the UN"), ("英国政府", "the UK government"), ("日本外务省发言人", "Japanese foreign ministry spokesperson"),
    ("德国外长", "Germany's foreign minister"), ("发言人", "the spokesperson"), ("记者", "Q"), ("记者", "Reporter"), ("问", "Q"), ("双方", "both sides"),
    ("双方", "the two sides"), ("中方", "China"), ("中方", "the Chinese side"), ("美方", "the US side"), ("专家", "experts"), ("当地居民", "a local resident"),
    ("七国集团", "the G7"), ("美联社", "The AP"), ("《南华早报》", "South China Morning Post"), ("法国和比利时", "France and Belgium"),
    ("南希·佩洛西和米奇·麦康奈尔", "Nancy Pelosi and Mitch McConnell"), ("美国有线电视新闻网(CNN)", "CNN"), ("世卫组织", "the World Health Organization"),
    ("一名高级官员", "a senior official"), ("新华社", "Xinhua"), ("白宫", "the White House"),
]  # fmt: skip
DIFFERENT = [
    ("王毅", "Li Keqiang"), ("王毅", "Wang Wenbin"), ("王毅", "the foreign ministry"), ("毛宁", "Mao Zedong"), ("普京", "Joe Biden"),
    ("乔·拜登", "Vladimir Putin"), ("约翰·刘易斯", "Samuel Lewis"), ("美国商务部", "China's Ministry of Commerce"), ("美国官员", "Iranian officials"),
    ("英国政府", "Spain's government"), ("阿拉斯加航空公司", "Delta Airlines"), ("伊朗", "Iranian officials"), ("莫斯科", "Dmitry Peskov"),
    ("中方", "the US side"), ("双方", "China"), ("记者", "Mao Ning"), ("专家", "residents"), ("分析人士", "Vladimir Putin"),
    ("德克勒克的基金会", "FW de Klerk"), ("刘易斯家人", "John Lewis"), ("美联社", "Boeing"), ("白宫", "the Kremlin"),
]  # fmt: skip


@pytest.mark.parametrize(("zh", "en"), SAME)
def test_same(zh, en):
    assert 0.5 <= same_speaker(zh, en) <= 1


@pytest.mark.parametrize(("zh", "en"), DIFFERENT)
def test_different(zh, en):
    assert 0 <= same_speaker(zh, en) < 0.5


@pytest.mark.parametrize(("zh", "en"), [("", "Wang Yi"), ("王毅", ""), ("", ""), (" ", "x")])
def test_unknown(zh, en):
    assert same_speaker(zh, en) == 0.5


@pytest.mark.parametrize("zh", ["·", "()", "的", "、", "和", "𠮷", "A", "(CNN)", "1"])
@pytest.mark.parametrize("en", ["'s", "()", "the", "and", "-", "É", "1", "of of", "A and B"])
def test_odd_names(zh, en):
    assert 0 <= same_speaker(zh, en) <= 1
