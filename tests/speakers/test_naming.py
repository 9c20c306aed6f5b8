"""Who is named as the speaker; texts marked <1s>source</> <1c>cue</> <1q>content</>, all made up."""

import re

import pytest

from align.records import Document, Quote, Span
from align.sentences import split_sentences
from align.speakers import name_speakers

MARK = re.compile(r"<(\d)([scqd])>(.*?)</>", re.S)


def read_marked(marked, language):
    """The document and its quotes; <1d> is content that is direct speech."""
    text, at, parts = "", 0, {}
    for found in MARK.finditer(marked):
        text += marked[at : found.start()]
        at = found.end()
        role = "q" if found[2] == "d" else found[2]
        held = parts.setdefault(int(found[1]), {"s": [], "c": [], "q": [], "direct": False})
        held[role].append(Span(len(text), len(text) + len(found[3])))
        held["direct"] |= found[2] == "d"
        text += found[3]
    text += marked[at:]
    paragraphs = tuple(Span(m.start(), m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", text))
    document = Document(text, language, "Hans" if language == "zh" else "Latn", "", paragraphs)
    quotes = [
        Quote(tuple(p["s"]), tuple(p["c"]), tuple(p["q"]), "direct" if p["direct"] else "indirect", "", 1.0)
        for _, p in sorted(parts.items())
    ]
    return document, quotes


def speakers_of(marked, language):
    document, quotes = read_marked(marked, language)
    return [quote.speaker for quote in name_speakers(document, split_sentences(document), quotes)]


ENGLISH = [
    ("<1s>Wang Yi, China's foreign minister</>, <1c>said</> <1q>talks would go on</>.", ["Wang Yi"]),
    ("<1s>Chinese Foreign Minister Wang Yi</> <1c>said</> <1q>talks would go on</>. <2s>Mr Wang</> <2c>added</> that <2q>time was short</>.",
     ["Wang Yi", "Wang Yi"]),
    ("<1s>The US ambassador to Peru, Laura Stone</>, <1c>said</> <1q>aid would come</>.", ["Laura Stone"]),
    ("<1s>Foreign Ministry spokesperson Mao Ning</> <1c>said</> <1q>it was baseless</>. <2s>The spokesperson</> <2c>urged</> <2q>calm</>.",
     ["Mao Ning", "Mao Ning"]),
    ("<1s>Mary Hill</> <1c>said</> <1q>the road was shut</>. <2s>She</> <2c>added</> <2q>it would open soon</>.", ["Mary Hill", "Mary Hill"]),
    ("Mary Hill met John Frost on Monday. <1s>He</> <1c>said</> <1q>the road was shut</>.", ["John Frost"]),
    ("<1s>Peter Long</> <1c>said</> <1q>he had seen it</>.\n\nBut the owner, Anna Short, was calm. <2s>She</> <2c>said</> <2q>it was old</>.",
     ["Peter Long", "Anna Short"]),
    ("Germany's foreign minister, Jana Vogel, was in Oslo. <1s>The minister</> <1c>said</> <1q>it went well</>.", ["Jana Vogel"]),
    ("Germany's foreign minister, Jana Vogel, met Norway's prime minister, Per Dahl. <1s>Germany's foreign minister</> <1c>said</> <1q>yes</>.",
     ["Jana Vogel"]),
    ("<1s>A senior Treasury official</> <1c>said</> <1q>rates would fall</>. <2s>The official</> <2c>declined</> <2q>to say when</>.",
     ["a senior Treasury official", "a senior Treasury official"]),
    ("<1s>The Harbour Daily News</> <1c>reported</> <1q>a strike</>. <2s>The report</> <2c>said</> <2q>it would last</>.",
     ["the Harbour Daily News", "the Harbour Daily News"]),
    ("<1s>The World Meteor Agency (WMA)</> <1c>warned</> of <1q>rain</>. <2s>The WMA</> <2c>said</> <2q>it would pass</>.",
     ["the World Meteor Agency"] * 2),
    ("<1s>Alpha Airlines</> <1c>said</> <1q>it had fixed the jet</>. <2s>The airline</> <2c>said</> <2q>none was hurt</>.",
     ["Alpha Airlines", "Alpha Airlines"]),
    ("<1s>State Councilor and Foreign Minister Wang Yi</> <1c>stressed</> <1q>dialogue</>. <2s>Minister Wang</> <2c>said</> <2q>yes</>.",
     ["Wang Yi", "Wang Yi"]),
    ("<1s>Dr. Anthony Hill of the University of Leeds</> <1c>said</> <1q>it was bad</>. <2s>Hill</> <2c>said</> <2q>more</>.",
     ["Anthony Hill", "Anthony Hill"]),
    ("<1s>Premier Li Qiang</> <1c>said</> <1q>x</>. <2s>China's premier</> <2c>said</> <2q>y</>.", ["Li Qiang", "Li Qiang"]),
    ("<1s>Apple</> <1c>said</> <1q>sales fell</>. <2s>The company</> <2c>said</> <2q>more</>. <3s>Chief executive Tim Cook</> <3c>said</> <3q>z</>.",
     ["Apple", "Apple", "Tim Cook"]),
    ("<1s>Both sides</> <1c>agreed</> to <1q>meet again</>.", ["Both sides"]),
    ("<1s>A local resident</> <1c>said</> <1q>the lights went out</>.", ["a local resident"]),
    ("<1c>It was announced</> that <1q>schools will close</>.", [""]),
    ("<1s>She</> <1c>said</> <1q>it was late</>.", [""]),
    ("<1s>Some</> <1c>say</> <1q>it was late</>.", [""]),
    ("“<1d>We are ready,</>” <1c>said</> <1s>Tom Reed</>. “<2d>We will not wait.</>”", ["Tom Reed", "Tom Reed"]),
    ("Q: <1d>Will you go?</>\n\nMao Ning: <2d>We have no news on that.</>\n\nQ: <3d>And later?</>\n\nMao Ning: <4d>No.</>",
     ["Q", "Mao Ning", "Q", "Mao Ning"]),
    ("<1s>Tom Reed</> <1c>said</> <1q>he was ready</>. <2s>His wife</> <2c>said</> <2q>she was not</>.", ["Tom Reed", "Tom Reed's wife"]),
    ("In a draft statement, <1s>the European Union</> <1c>warned</> of <1q>storms</>. <2s>Norway</> <2c>said</> <2q>ports were shut</>. "
     "<3s>The draft</> <3c>said</> <3q>ships should turn back</>.", ["the European Union", "Norway", "the European Union"]),
    ("<1s>Tom Reed and Anna Short</> <1c>said</> <1q>they would go</>. <2s>They</> <2c>said</> <2q>it was time</>.",
     ["Tom Reed and Anna Short", "Tom Reed and Anna Short"]),
    # an office that nobody named holds
    ("<1s>The head of the school, Anna Short</>, <1c>said</> <1q>the roof was safe</>. <2s>The teacher</> <2c>said</> <2q>it was not</>.",
     ["Anna Short", "the teacher"]),
    ("<1s>Mayor Anna Short</> <1c>said</> <1q>yes</>. <2s>The official</> <2c>said</> <2q>more</>.", ["Anna Short", "Anna Short"]),
    # he and she whom only a sentence near names
    ("“<1d>I never asked for a statue,</>” <1s>she</> <1c>said</>. Mirjam Toll, 91, taught in the village.", ["Mirjam Toll"]),
    ("Per Dahl, the harbour master, came. “<1d>It is done,</>” <1s>he</> <1c>said</>.", ["Per Dahl"]),
    ("Per Dahl met Anna Short. “<1d>It is done,</>” <1s>she</> <1c>said</>.", ["Anna Short"]),
    ("“<1d>It is done,</>” <1s>he</> <1c>said</>. The harbour was empty. It rained.", [""]),
    # two names in a headline
    ("Wang Yi Meets Kerry\n\n<1s>Wang Yi</> <1c>said</> <1q>talks would go on</>. <2s>Kerry</> <2c>said</> <2q>they were candid</>.", ["Wang Yi", "Kerry"]),
    ("Wang Yi Calls Kerry\n\n<1s>Wang</> <1c>said</> <1q>talks would go on</>. <2s>Wang Yi</> <2c>added</> <2q>more</>.", ["Wang Yi", "Wang Yi"]),
    # a Chinese surname that is a place's name too
    ("Spokesperson Lu Haiming met the press. <1s>Lu</> <1c>said</> <1q>yes</>.", ["Lu Haiming"]),
    # a festival is nobody
    ("Tom Reed is twenty. “<1d>It must be done before Spring Festival,</>” <1s>he</> <1c>said</>.", ["Tom Reed"]),
    # the two sides, taken up again
    ("<1s>Norland</> <1c>said</> <1q>it would pay</>. The two sides also exchanged views on fish. <2s>They</> <2c>agreed</> to <2q>meet again</>.",
     ["Norland", "the two sides"]),
    # callings before names
    ("“<1d>We are going home,</>” <1s>the fisherman Oskar Vint</> <1c>said</>. <2s>Vint</> <2c>said</> <2q>it was late</>.", ["Oskar Vint", "Oskar Vint"]),
    ("<1s>The carmaker Alta Motors</> <1c>said</> <1q>it would pay</>.", ["the carmaker Alta Motors"]),
    ("<1s>Vint</> <1c>said</> <1q>no</>. <2c>According to</> <2s>the harbour office</>, <2q>three boats were lost</>.", ["Vint", "the harbour office"]),
]  # fmt: skip

CHINESE = [
    ("<1s>外交部发言人毛宁</><1c>表示</>，<1q>有关说法毫无根据</>。<2s>她</><2c>强调</>，<2q>立场没有改变</>。", ["毛宁", "毛宁"]),
    ("<1s>王毅外长</><1c>指出</>，<1q>合作是唯一出路</>。<2s>王毅</><2c>说</>，<2q>时间不多了</>。", ["王毅", "王毅"]),
    ("<1s>李明华教授</><1c>说</>，<1q>结果很好</>。<2s>李教授</><2c>说</>，<2q>还要再试</>。", ["李明华", "李明华"]),
    ("法国总统埃马纽埃尔·马克龙到访。<1s>马克龙</><1c>说</>，<1q>两国是朋友</>。<2s>他</><2c>说</>，<2q>还会再来</>。",
     ["埃马纽埃尔·马克龙", "埃马纽埃尔·马克龙"]),
    ("挪威外长佩尔·达尔周一到访。<1s>这位外长</><1c>说</>，<1q>会谈很好</>。<2s>挪威外长</><2c>说</>，<2q>还要再谈</>。",
     ["佩尔·达尔", "佩尔·达尔"]),
    ("<1s>中方</><1c>敦促</>各方<1q>保持克制</>。<2s>双方</><2c>同意</><2q>继续会谈</>。", ["中方", "双方"]),
    ("<1s>一名财政部高级官员</><1c>说</>，<1q>利率会下降</>。<2s>这名官员</><2c>说</>，<2q>时间未定</>。", ["一名财政部高级官员"] * 2),
    ("<1s>《海港日报》</><1c>报道</>，<1q>工人罢工</>。<2s>报道</><2c>称</>，<2q>罢工还会继续</>。", ["《海港日报》", "《海港日报》"]),
    ("<1s>国际气象监测局（IMA）</><1c>警告</>，<1q>有大雨</>。<2s>该机构</><2c>说</>，<2q>雨会过去</>。", ["国际气象监测局"] * 2),
    ("美国总统唐纳德·特朗普周三讲话。<1s>川普</><1c>说</>，<1q>关税会涨</>。", ["唐纳德·特朗普"]),
    ("<1s>世界卫生组织总干事谭德塞</><1c>说</>，<1q>疫情未完</>。<2s>该组织</><2c>警告</><2q>还有风险</>。", ["谭德塞", "世界卫生组织"]),
    ("王毅会见美国国务卿布林肯。<1s>布林肯</><1c>表示</>，<1q>愿意合作</>。<2s>他</><2c>还说</>，<2q>期待再见</>。", ["布林肯", "布林肯"]),
    ("<1s>一名当地居民</><1c>说</>，<1q>灯灭了</>。", ["一名当地居民"]),
    ("<1c>据报道</>，<1q>学校将关闭</>。", [""]),
    ("<1s>他</><1c>说</>，<1q>太晚了</>。", [""]),
    ("<1s>人们</><1c>担心</><1q>雨会再来</>。", [""]),
    ("记者：<1d>你们会去吗？</>\n\n毛宁：<2d>没有消息可以提供。</>\n\n记者：<3d>以后呢？</>\n\n毛宁：<4d>没有。</>", ["记者", "毛宁", "记者", "毛宁"]),
    ("问：<1d>你们会去吗？</>\n\n答：<2d>没有消息。</>", ["问", "答"]),
    ("“<1d>我们准备好了。</>”<1s>周燕</><1c>说</>，“<2d>不会再等。</>”", ["周燕", "周燕"]),
    ("<1s>塔国总统府</><1c>宣布</>，<1q>会议推迟</>。", ["塔国总统府"]),
    ("<1s>外交部發言人毛寧</><1c>表示</>，<1q>說法毫無根據</>。<2s>她</><2c>強調</>，<2q>立場沒有改變</>。", ["毛寧", "毛寧"]),
    ("<1s>海岸国家集团</><1c>警告</>，根据一份声明草案，<1q>风暴将至</>。<2s>挪威</><2c>说</>，<2q>港口已关闭</>。<3s>草案</><3c>说</>，<3q>船只应返航</>。",
     ["海岸国家集团", "挪威", "海岸国家集团"]),
    ("据<1s>外媒</><1c>报道</>，<1q>桥塌了</>。<2c>报道称</>，<2q>无人受伤</>。", ["外媒", "外媒"]),
    ("欧盟委员会拒绝付款，<1c>称</><1q>账目不清</>。", ["欧盟委员会"]),
    ("挪威外长佩尔·达尔到访。<1s>会议上瞩目的外长</><1c>呼吁</><1q>停火</>。", ["佩尔·达尔"]),
    ("挪威外长佩尔·达尔到访。<1s>来自法国的外长</><1c>呼吁</><1q>停火</>。", ["来自法国的外长"]),
    ("周燕来到港口。“<1d>我们等了三十年。</>”<1s>他</><1c>说</>。", ["周燕"]),
    ("“<1d>我们等了三十年，</>”<1s>他</><1c>说</>。港务长洪大海每天都到码头来。", ["洪大海"]),
    ("周燕和洪大海来到港口。“<1d>我们等了三十年。</>”<1s>他</><1c>说</>。", [""]),
    ("<1s>发言人陈国强</><1c>说</>，<1q>路通了</>。<2s>陈国强</><2c>强调</>，<2q>桥没有通</>。", ["陈国强", "陈国强"]),
    # a festival is nobody
    ("周燕来到琴房。“<1d>还有三架排在圣诞节前，</>”<1s>她</><1c>说</>，“<1d>等调完了，我就退休。</>”孩子弹了一下。“<2d>听见了吗？</>”<2s>她</><2c>问</>。",
     ["周燕", "周燕"]),
    ("<1s>周燕</><1c>说</>，<1q>水退了</>。<2s>她的丈夫</><2c>说</>，<2q>路还没通</>。", ["周燕", "周燕的丈夫"]),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "expected"), ENGLISH)
def test_english(marked, expected):
    assert speakers_of(marked, "en") == expected


@pytest.mark.parametrize(("marked", "expected"), CHINESE)
def test_chinese(marked, expected):
    assert speakers_of(marked, "zh") == expected


def test_nothing_to_name():
    document = Document("", "zh", "Hans", "", ())
    assert name_speakers(document, (), ()) == ()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    "source", ["", " ", "，", "’s", "(", "The", "·", "·王", "他的", "the", "A, ", "𠮷", "1", "and and"]
)
def test_odd_sources(source, language):
    text = f"{source} x说y"
    quote = Quote((Span(0, len(source)),), (), (Span(len(text) - 1, len(text)),), "indirect", "", 1.0)
    document = Document(text, language, "Hans", "", (Span(0, len(text)),))
    (named,) = name_speakers(document, split_sentences(document), [quote])
    assert isinstance(named.speaker, str)


def test_only_the_speaker_changes():
    document, quotes = read_marked(ENGLISH[0][0], "en")
    (named,) = name_speakers(document, split_sentences(document), quotes)
    assert (named.source, named.cue, named.content, named.kind) == (
        quotes[0].source,
        quotes[0].cue,
        quotes[0].content,
        quotes[0].kind,
    )
