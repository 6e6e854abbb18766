"""The hash that approvals are bound to: what changes it, what does not."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from balise.web.publishing.content import Draft, Picture, canonical, clean, content_hash, from_json

NETWORKS = ("facebook", "x", "linkedin", "youtube", "web")
TEXT = st.text(max_size=40)
MOMENT = st.integers(1_577_836_800, 2_051_222_400).map(lambda seconds: dt.datetime.fromtimestamp(seconds, dt.UTC))
PICTURE = st.builds(Picture, sha=st.text("0123456789abcdef", min_size=64, max_size=64), alt=TEXT, name=TEXT)
DRAFT = st.builds(
    Draft,
    common=TEXT,
    texts=st.dictionaries(st.sampled_from(NETWORKS), TEXT, max_size=3),
    titles=st.dictionaries(st.sampled_from(NETWORKS), TEXT, max_size=2),
    networks=st.lists(st.sampled_from(NETWORKS), min_size=1, unique=True).map(tuple),
    links=st.lists(TEXT, max_size=3).map(tuple),
    video=TEXT,
    images=st.lists(PICTURE, max_size=3).map(tuple),
    earliest=st.none() | MOMENT,
    latest=st.none() | MOMENT,
).map(clean)


@given(DRAFT)
def test_what_is_kept_gives_the_same_content(draft: Draft) -> None:
    again = from_json(json.loads(json.dumps(draft.as_json())))
    assert again == draft
    assert content_hash(again) == content_hash(draft)
    assert clean(draft) == draft


@given(DRAFT, st.sampled_from("abé—🐳 "))
def test_one_character_anywhere_changes_the_hash(draft: Draft, added: str) -> None:
    network = draft.networks[0]
    changed = [
        replace(draft, texts={**draft.texts, network: draft.text_for(network) + added}),
        replace(draft, links=(*draft.links, "https://exemple.org/" + added)),
        replace(draft, video=draft.video + added),
        replace(draft, titles={**draft.titles, network: draft.title_for(network) + added}),
    ]
    if draft.images:
        first = draft.images[0]
        changed.append(replace(draft, images=(replace(first, alt=first.alt + added), *draft.images[1:])))
    assert content_hash(draft) not in {content_hash(one) for one in changed}


@given(DRAFT, MOMENT)
def test_the_window_and_the_networks_count(draft: Draft, moment: dt.datetime) -> None:
    later = (draft.latest or moment) + dt.timedelta(seconds=1)
    assert content_hash(replace(draft, latest=later)) != content_hash(draft)
    other = next((name for name in NETWORKS if name not in draft.networks), None)
    if other:
        assert content_hash(replace(draft, networks=(*draft.networks, other))) != content_hash(draft)


@given(DRAFT)
def test_order_of_networks_and_names_of_files_do_not_count(draft: Draft) -> None:
    renamed = tuple(replace(image, name="autre.png") for image in draft.images)
    assert content_hash(replace(draft, networks=draft.networks[::-1], images=renamed)) == content_hash(draft)


@given(DRAFT)
def test_order_of_images_counts(draft: Draft) -> None:
    if len({(image.sha, image.alt) for image in draft.images}) > 1:
        assert content_hash(replace(draft, images=draft.images[::-1])) != content_hash(draft) or (
            [(image.sha, image.alt) for image in draft.images]
            == [(image.sha, image.alt) for image in draft.images[::-1]]
        )


def test_the_canonical_form_is_written_down() -> None:
    """What a verifier of another house would hash: kept as it is, or every approval ever given is void."""
    draft = clean(
        Draft(
            common="Allô!\r\n",
            networks=("x", "facebook"),
            links=("https://exemple.org",),
            images=(Picture(sha="0" * 64, alt="Un écran", name="ecran.png"),),
            latest=dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=-5))),
        )
    )
    assert canonical(draft).decode() == (
        '{"earliest":null,"images":[["' + "0" * 64 + '","Un écran"]],"latest":"2026-11-24T17:00:00+00:00",'
        '"links":["https://exemple.org"],"networks":["facebook","x"],'
        '"texts":{"facebook":"Allô!\\n","x":"Allô!\\n"},"titles":{},"video":""}'
    )


def test_the_same_moment_in_another_zone_is_the_same_content() -> None:
    here = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=-5)))
    one, other = Draft(latest=here), Draft(latest=here.astimezone(dt.UTC))
    assert content_hash(one) == content_hash(other)
