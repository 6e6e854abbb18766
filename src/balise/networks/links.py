"""Web addresses in what people write, where networks find them: with a scheme, or a name under a known ending.

The endings are all those of countries and the general ones that organisations use; the networks' own lists hold a
thousand more that nobody has seen in a post. Checked against X's and Bluesky's libraries by tests.
"""

from __future__ import annotations

import re

_COUNTRIES = (
    "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd "
    "cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gb gd "
    "ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg "
    "kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv "
    "mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa "
    "sb sc sd se sg sh si sj sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua "
    "ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw"
)
_GENERAL = (
    "com org net edu gov mil int info biz name pro aero asia cat coop jobs mobi museum post tel travel quebec "
    "africa paris london berlin brussels academy accountants agency app art associates auction audio bank bike "
    "bio blog business cafe camp care careers cash center charity church city cleaning clinic cloud club coach "
    "codes coffee college community company computer construction consulting cooking country credit dance dating "
    "deals dental design dev digital direct directory doctor domains earth eco education email energy engineering "
    "equipment estate events exchange expert express family fans farm fashion film finance financial fish fitness "
    "flights florist football forsale foundation fund furniture fyi games garden gift gifts global gold golf "
    "graphics green group guide health healthcare help holdings holiday host hosting house how immo institute "
    "insurance international jewelry kitchen land law lawyer legal life lighting link live loans love ltd "
    "management market marketing media money movie music network news ngo ninja one ong online organic page "
    "partners parts photo photography photos pictures pizza plus press productions properties pub radio recipes "
    "recycling rent rentals repair report rest restaurant reviews rip run sale salon school science security "
    "services shoes shop show site social software solar solutions space store studio style supplies support "
    "systems tax taxi team tech technology tennis theater tips today tools top tours town toys training tube "
    "university vacations ventures vet video villas vip vision vote voyage watch webcam website wedding wiki win "
    "wine work works world wtf xyz yoga zone"
)
_ENDING = "|".join(sorted(f"{_COUNTRIES} {_GENERAL}".split(), key=lambda one: (-len(one), one)))
_OVER = r"(?![0-9a-z@+-])"  # the name ends here
_BEFORE = r"(?<![\w@＠$#＃])"
_PATH = r"[^\s<>«»“”\"]*"
_PLAIN = r"[^\s<>«»“”’\"]*"
_BARE = rf"(?<![\w@＠$#＃./-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:{_ENDING}){_OVER}(?:(?::\d+)?/{_PLAIN})?"
_KNOWN = (
    rf"{_BEFORE}https?://(?:[^\W_](?:[\w-]*[^\W_])?\.)+(?:{_ENDING}|xn--[a-z0-9-]+){_OVER}(?::\d+)?(?:[/?]{_PLAIN})?"
)
_ANY = rf"{_BEFORE}https?://[^\s<>«»“”\"/?#]{_PATH}"
_STRICT = re.compile(f"{_KNOWN}|{_BARE}", re.IGNORECASE)
_LENIENT = re.compile(f"{_ANY}|{_BARE}", re.IGNORECASE)
_TRAILING = ".,;:!?)]}'’»…"


def addresses(text: str, *, strict: bool = False) -> list[tuple[int, int]]:
    """Places of the web addresses in a text, without the punctuation of the sentence around them.

    What has a scheme is one whatever its host, unless ``strict``: X and Mastodon count only hosts of known endings.
    """
    found = []
    for match in (_STRICT if strict else _LENIENT).finditer(text):
        address = match.group()
        while address[-1] in _TRAILING and not (address[-1] == ")" and address.count("(") >= address.count(")")):
            address = address[:-1]
        found.append((match.start(), match.start() + len(address)))
    return found
