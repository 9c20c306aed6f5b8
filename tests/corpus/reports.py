"""Six small reports, each with something of its own, as a folder that ``align corpus build`` reads."""

HARBOUR_EN = (
    "The city opened a new harbour for electric ferries on Monday.",
    "Four boats will cross the river every ten minutes, and each of them carries 150 passengers.",
    "Mayor Lin Hua said that the river had been the city's oldest road and would now become its cleanest one, "
    "because nobody who rides a ferry to work needs to burn a single litre of petrol on the way.",
    "A ticket costs two yuan, and children under the age of twelve travel free of charge.",
    "Fishermen asked for a slower speed near the nests of the herons, and the city agreed.",
)
HARBOUR_ZH = (
    "本市周一启用了新的电动渡轮码头。",
    "四艘渡轮每十分钟过江一次，每艘可载客150人。",
    "市长林华说，这条江是本市最古老的道路，如今将成为最清洁的道路，因为乘渡轮上班的人一路上不用烧一升汽油。",
    "船票两元，十二岁以下儿童免费乘坐。",
    "渔民要求渡轮在鹭鸟巢附近放慢速度，市政府表示同意。",
)
MUSEUM_EN = (
    "The museum of tea has counted its collection for the first time.",
    "Volunteers found 461 teapots in the cellar, most of them wrapped in old newspapers.",
    "The oldest pot was made by a potter who signed his work with a small drawing of a crane.",
    "Visitors may see the pots from October, when the roof has been repaired.",
)
MUSEUM_ZH = (
    "茶叶博物馆首次清点了馆藏。",
    "志愿者在地窖里找到了464把茶壶，大多用旧报纸包着。",
    "最古老的一把出自一位陶工之手，他用一只小小的仙鹤图案作为落款。",
    "屋顶修好后，游客从十月起可以参观这些茶壶。",
)
SCHOOL_EN = (
    "The mountain school has a weather station that its pupils built themselves.",
    "Every morning at seven they read the thermometer and write the figure on a blackboard.",
    HARBOUR_EN[2].replace("on the way", "on the trip"),
    "Farmers in the valley telephone the school before they cut their hay.",
    "The teacher said that no child has been late since the station was built.",
)
SCHOOL_ZH = (
    "这所山区学校有一座学生自己建的气象站。",
    "每天早上七点，他们读取温度计，把数字写在黑板上。",
    HARBOUR_ZH[2],
    "山谷里的农民割草前都会给学校打电话。",
    "老师说，自从气象站建成以来，没有一个孩子迟到过。",
)
LIBRARY_EN = (
    "A library on wheels now visits nine villages along the coast.",
    "The driver, a former nurse, reads stories aloud while the children choose their books.",
    "Last winter the van was stuck in the snow for a night, and the villagers brought soup.",
    "The county wants to buy a second van next spring.",
)
LIBRARY_ZH = (
    "一座流动图书馆如今走访沿海的九个村庄。",
    "司机曾是一名护士，孩子们挑书时，她就大声朗读故事。",
    "去年冬天，车在雪中困了一夜，村民们送来了热汤。",
    "县里打算明年春天再买一辆车。",
)
FRENCH = (
    "La bibliothèque rend désormais visite à neuf villages de la côte.",
    "La conductrice, une ancienne infirmière, lit des histoires pendant que les enfants choisissent leurs livres.",
    "L'hiver dernier, la camionnette est restée bloquée une nuit dans la neige, et les habitants ont apporté "
    "de la soupe.",
)


def write_reports(folder):
    """NAME.zh.txt and NAME.en.txt; returns the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    good = {
        "1-harbour": (HARBOUR_ZH, HARBOUR_EN),
        "3-copied": (("渡轮新闻", *HARBOUR_ZH), HARBOUR_EN),
        "4-french": (LIBRARY_ZH, FRENCH),
        "5-museum": (MUSEUM_ZH, MUSEUM_EN),
        "6-school": (SCHOOL_ZH, SCHOOL_EN),
        "7-library": (LIBRARY_ZH, LIBRARY_EN),
    }
    for name, (zh, en) in good.items():
        (folder / f"{name}.zh.txt").write_text("".join(zh) + "\n", encoding="utf-8")
        (folder / f"{name}.en.txt").write_text(" ".join(en) + "\n", encoding="utf-8")
    (folder / "2-broken.zh.txt").write_bytes(bytes(range(256)) * 8)
    (folder / "2-broken.en.txt").write_text(" ".join(LIBRARY_EN), encoding="utf-8")
    return folder
