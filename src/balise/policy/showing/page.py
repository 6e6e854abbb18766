"""Writes an outline as one HTML page that stands alone: no script, nothing fetched, readable in print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from markdown_it import MarkdownIt

from balise.policy.showing.outline import Block, Bullets, Facts, Posts, Prose, Title
from balise.policy.showing.text import SIGNS

_STYLE = """
:root{color-scheme:light dark;--line:#8884;--soft:#8881;--accent:light-dark(#0b5c73,#7cc7dc)}
body{font:1.05rem/1.6 system-ui,sans-serif;max-width:46rem;margin:0 auto;padding:1.5rem 1rem 4rem}
body{overflow-wrap:anywhere}
h1,h2{line-height:1.25}
h1,h2,h3{color:var(--accent)}h2{margin-top:3rem;border-top:1px solid var(--line);padding-top:1rem}
a{color:var(--accent)}nav ol{padding-left:1.2rem;list-style:none}
dl{display:grid;grid-template-columns:minmax(8rem,max-content) 1fr;gap:.2rem 1rem}dt{font-weight:600}dd{margin:0}
ul.posts{list-style:none;padding:0}ul.posts li{margin:.5rem 0;padding:.5rem .8rem;background:var(--soft)}
ul.posts li{border-left:.25rem solid var(--line);white-space:pre-line}ul.posts small{display:block}
@media (max-width:30rem){dl{grid-template-columns:1fr}dd{margin-bottom:.5rem}}
"""
_CONTENTS = {"fr": "Sommaire", "en": "Contents"}


def write_page(blocks: Iterable[Block], language: str) -> str:
    """The outline as HTML 5; HTML inside the pack's texts is shown as text."""
    all_blocks = tuple(blocks)
    title = next((block.text for block in all_blocks if isinstance(block, Title)), "")
    prose = MarkdownIt("commonmark", {"html": False})
    body = "\n".join(line for block in all_blocks for line in _block(block, prose))
    sections = [block for block in all_blocks if isinstance(block, Title) and block.level == 2]
    if len(sections) > 3:
        links = "".join(f'<li><a href="#{escape(s.anchor)}">{escape(s.text)}</a></li>' for s in sections)
        contents = _CONTENTS.get(language, _CONTENTS["en"])
        before, after = body.split("</h1>", 1)
        body = f'{before}</h1>\n<nav aria-label="{contents}"><ol>{links}</ol></nav>{after}'
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n"
        "</body>\n</html>\n"
    )


def _block(block: Block, prose: MarkdownIt) -> Iterator[str]:
    match block:
        case Title(level, text, anchor):
            yield f'<h{min(level, 6)} id="{escape(anchor)}">{escape(text)}</h{min(level, 6)}>'
        case Prose(markdown):
            yield prose.render(markdown).strip()
        case Facts(rows):
            yield "<dl>" + "".join(f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>" for label, text in rows) + "</dl>"
        case Bullets(items, ordered):
            tag = "ol" if ordered else "ul"
            yield f"<{tag}>" + "".join(f"<li>{escape(item)}</li>" for item in items) + f"</{tag}>"
        case Posts(kind, items):
            yield f'<ul class="posts {kind}">'
            for note, text in items:
                small = f"<small>{escape(note)}</small>" if note else ""
                yield f"<li>{small}{SIGNS[kind]} {escape(text)}</li>"
            yield "</ul>"
