"""Build the name lexicons that align/speakers reads, from the lists that may be passed on.

  build_lexicon.py [LEXICON_DIR] [OUT_DIR]     by default ../shared/data/lexicon/ship and align/resources

Four files: names.tsv.gz (CedPane: public domain, CLDR: Unicode-3.0, i18n-iso-countries: MIT), words.tsv.gz
(CedPane) and, apart because its licence differs, names-sharealike.tsv.gz (CC-CEDICT: CC BY-SA 4.0, Chinese
Notes: CC BY-SA 3.0) and places-sharealike.tsv.gz (CC-CEDICT: cities, provinces, islands, by what the glosses say, with
the names that are pinyin too, each with and without 市, 省 or the like); and name-characters.tsv, counted from them. A line ``# kind`` opens the rows of a kind, ``zh english;english``, sorted; kinds are person,
place, org, name (of a person or a town), word (a common noun) and char (a Traditional character and its
Simplified form).
The same lists give the same bytes. Names whose English is their pinyin are left out: align/speakers works it out.
"""

from __future__ import annotations

import gzip
import io
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from align.names.lexicon import names
from align.names.shape import NOUN_ENDS

ROOT = Path(__file__).resolve().parent.parent
HAN = re.compile("^[\u4e00-\u9fff·]{2,14}$")
LATIN = re.compile(r"^[^\W\d_][\w .,'’&-]{1,58}$")
ENTITY_KINDS = {
    "person": "person", "author": "person", "writer": "person", "scholar": "person",
    "city": "place", "place name": "place", "country": "place", "state": "place", "territory": "place",
    "region": "place", "island": "place", "company": "org", "university": "org", "newspaper": "org",
    "bank": "org", "party": "org", "government": "org", "entity": "org", "surname": "name", "given name": "name",
}  # fmt: skip
LOCAL = re.compile(
    r"\b(township|town|village|county|district|subdistrict|xiang|zhen|river|mountain|lake|street)\b", re.I
)
PEOPLE = (
    "者人员家师官民生工手方部局会院署厅司所社报网团队党府盟司校委处厂店士子长兵警医商"
    "属友亲妻夫母父弟兄姐妹儿女孩客主侣派国行台馆军组织公司大学机构媒体协会集团专家"
)
"""A word of a description ends in one of these: people, and bodies of people."""

PLACE = re.compile(
    r"\b(city|province|capital|state|island|region|municipality|port|prefecture|country|republic)\b"
)
NO_PLACE = re.compile(
    r"\b(district|county of|township|village|subdistrict|old name|former|ancient|dynasty|river|lake|mountain|language|"
    r"temple|monastery|university|historical|literary|ministry|department|council|airport|strait|newspaper)\b|county\b",
    re.I,
)
NO_TOWN = re.compile(r"\b(park|harbou?r|publishers|glacier|territory|mt|cape)\b|\W(?=\s)", re.I)
WRITTEN = ("Japan", "Korea", "North Korea", "South Korea", "Vietnam")
"""Countries whose towns have names in Chinese characters."""
PLACE_ENDS = "市省州岛港"
"""What a place's name may end in or leave out."""

Rows = dict[tuple[str, str], list[str]]


def read_rows(path: Path) -> Iterator[tuple[str, str, str, dict[str, str]]]:
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        zh, en, kind, extra = [*line.split("\t"), "", "", ""][:4]
        fields = dict(item.split("=", 1) for item in extra.split(";") if "=" in item)
        yield zh, en, kind, fields


def plain(text: str) -> str:
    """Letters only, without accents, for comparing with pinyin."""
    text = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in text if c.isalpha())


def bare(text: str) -> str:
    """Without accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def senses(en: str) -> list[str]:
    """The English names of a gloss: without notes in brackets, dates and explanations after a comma."""
    en = re.sub(r"\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>|（[^（）]*）", " ", en)
    out = []
    for part in re.split(r"\s*[/;]\s*", en):
        part = " ".join(re.sub(r",.*| or .*", "", part).split())
        part = re.sub(
            r"^(?:the|a|an|surname|abbr\. for|variant of|also called|also written)\s+", "", part, flags=re.I
        )
        if LATIN.match(part) and len(part.split()) <= 7 and not re.match(r"(see|same as|CL|fig|lit)\b", part):
            out.append(part)
    return list(dict.fromkeys(out))


def add(rows: Rows, zh: str, kind: str, english: list[str], pinyin: str = "") -> None:
    sound = plain(re.sub(r"\d", "", pinyin))
    kept = [name for name in english if not sound or plain(name) != sound]
    if HAN.match(zh) and kept:
        held = rows.setdefault((zh, kind), [])
        held.extend(name for name in kept if name not in held)


def add_characters(rows: Rows, folder: Path, source: str, known: set[str]) -> None:
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for zh, _, _, fields in read_rows(folder / f"{source}.tsv"):
        trad = fields.get("trad", "")
        if len(trad) == len(zh):
            for old, new in zip(trad, zh, strict=True):
                votes[old][new] += 1
    simplified = {zh_char for count in votes.values() for zh_char in count}
    for old, count in votes.items():
        new = count.most_common(1)[0][0]
        if old not in simplified and old not in known and "\u3400" <= old <= "\u9fff" and new <= "\u9fff":
            rows[old, "char"] = [new]


def free_names(folder: Path) -> Rows:
    rows: Rows = {}
    for zh, en, kind, fields in read_rows(folder / "cedpane_names.tsv"):
        if kind == "name" and not LOCAL.search(en):
            add(rows, zh, "name", senses(en), fields.get("pinyin", ""))
    for zh, en, kind, _ in read_rows(folder / "cldr_names.tsv"):
        if kind in ("country", "city", "region"):
            add(rows, zh, "place", senses(en))
    for zh, en, _, _ in read_rows(folder / "iso_countries.tsv"):
        add(rows, zh, "place", senses(en))
    add_characters(rows, folder, "cedpane_names", set())
    return rows


def common_words(folder: Path) -> Rows:
    rows: Rows = {}
    for zh, en, _, _ in read_rows(folder / "cedpane_definitions.tsv"):
        plain_senses = [sense for sense in senses(en) if not sense.startswith("to ") and len(sense.split()) <= 3][
            :3
        ]
        if (zh[-1:] in PEOPLE and 2 <= len(zh) <= 6) or len(zh) == 2:
            add(rows, zh, "word", plain_senses)
    return rows


def shared_alike_names(folder: Path, known: set[str]) -> Rows:
    rows: Rows = {}
    for zh, en, kind, fields in read_rows(folder / "cc_cedict.tsv"):
        if kind in ("person", "place", "org", "proper") and not LOCAL.search(en):
            add(rows, zh, "org" if kind == "proper" else kind, senses(en)[:3], fields.get("pinyin", ""))
        elif kind == "person":
            rows.setdefault((zh, "person"), []).extend(senses(en)[:1])
    people = {
        english[0] for (_, kind), english in rows.items() if kind == "person" and english and " " in english[0]
    }
    for zh, kind in [key for key, english in rows.items() if key[1] == "org" and english[0] in people]:
        rows[zh, "person"] = rows.pop((zh, kind))[:1]  # 川普
    for zh, en, kind, fields in read_rows(folder / "chinesenotes_entities.tsv"):
        if kind in ENTITY_KINDS:
            add(
                rows,
                zh,
                ENTITY_KINDS[kind],
                [name for name in senses(en) if name[0].isupper()][:3],
                fields.get("pinyin", ""),
            )
    add_characters(rows, folder, "cc_cedict", known)
    return rows


def shared_alike_places(folder: Path) -> Rows:
    rows: Rows = {}
    wholes = countries_and_states(folder)
    for zh, en, kind, _ in read_rows(folder / "cc_cedict.tsv"):
        town = kind == "proper" and is_town(zh, en, wholes)
        if NO_PLACE.search(en) or not (town or (kind == "place" and PLACE.search(en))):
            continue
        english = [
            re.sub(r"\s+(?:city|province|municipality|island|prefecture|state)$", "", name, flags=re.I)
            for name in senses(en)
            if name[0].isupper() and len(name.split()) <= 4
        ][:3]
        if town:  # Córdoba, in English mostly Cordoba
            english += [bare(name) for name in english]
        # one ending, not all (广州市 is 广州 too, and no 广); 全州 is the whole state
        cut = not town and len(zh) > 2 and zh[-1] in PLACE_ENDS and zh[0] != "全"
        for form in (zh, zh[:-1]) if cut else (zh,):
            add(rows, form, "place", english)
    return rows


def countries_and_states(folder: Path) -> set[str]:
    """What a gloss says behind a town's name."""
    listed = [en for _, en, _, _ in read_rows(folder / "iso_countries.tsv")]
    listed += [en for _, en, kind, _ in read_rows(folder / "chinesenotes_entities.tsv") if kind == "state"]
    return {name for en in listed for name in senses(en)}


def is_town(zh: str, en: str, wholes: set[str]) -> bool:
    """Whether a gloss is one name and the country or state that it lies in: "Sapporo, Japan".

    Two characters that only spell sounds (贝拉) may be anybody's name.
    """
    name, _, whole = en.partition(", ")
    spelt = len(zh) > 2 or whole in WRITTEN
    return spelt and whole in wholes and len(name.split()) <= 2 and not NO_TOWN.search(name)


def write_rows(rows: Rows, path: Path) -> None:
    lines: list[str] = []
    for kind in sorted({kind for _, kind in rows}):
        lines.append(f"# {kind}")
        lines += [f"{zh}\t{';'.join(english)}" for (zh, k), english in sorted(rows.items()) if k == kind]
    text = "\n".join(lines)
    held = io.BytesIO()
    with gzip.GzipFile("", "wb", 9, held, mtime=0) as packed:
        packed.write(text.encode("utf-8"))
    path.write_bytes(held.getvalue())
    print(f"{path.name}: {len(rows)} rows, {len(held.getvalue())} bytes, {Counter(kind for _, kind in rows)}")


def write_characters(path: Path) -> None:
    """Characters that foreign names of the lists just written have, and in how many: looked up, not counted, later."""
    held = names()
    foreign = [
        zh
        for zh in held.english.keys() - held.places - held.bodies
        if len(zh) >= 3 and zh[-1] not in NOUN_ENDS and held.english[zh][:1].isupper()
    ]
    often = sorted(((n, c) for c, n in Counter("".join(foreign)).items() if n >= 8), key=lambda x: (-x[0], x[1]))
    path.write_text("".join(f"{c}\t{n}\n" for n, c in often), encoding="utf-8")


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared/data/lexicon/ship"
    out = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "align/resources"
    free = free_names(folder)
    write_rows(free, out / "names.tsv.gz")
    write_rows(common_words(folder), out / "words.tsv.gz")
    known = {zh for zh, kind in free if kind == "char"}
    write_rows(shared_alike_names(folder, known), out / "names-sharealike.tsv.gz")
    write_rows(shared_alike_places(folder), out / "places-sharealike.tsv.gz")
    write_characters(out / "name-characters.tsv")


if __name__ == "__main__":
    main()
