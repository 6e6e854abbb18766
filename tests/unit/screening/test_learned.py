"""The learned tier: what it reads of a text, what it may and may not change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from balise import Content, Screener, Verdict, load_policy
from balise.policy.decisions import DEFAULTS
from balise.policy.testing import examples_of
from balise.screening.detecting import Cue, Detector, Hit, Message
from balise.screening.detectors import all_detectors
from balise.screening.folding import fold_batch
from balise.screening.learned.correcting import turned_down
from balise.screening.learned.features import About, Features, Reader, folded_buffer
from balise.screening.learned.model import Model, the_model
from balise.screening.learned.proposing import Learned, proposals
from balise.screening.model import Sighting
from balise.screening.reading import Reading
from balise.screening.register.hashing import hash_words
from balise.screening.semantics.sentences import installed

POLICY = load_policy("opeq")
OTHER = load_policy("exemple")


@pytest.fixture(scope="module")
def model() -> Model:
    known = the_model()
    assert known is not None, "the weights come with the package"
    return known


def features(reader: Reader, *texts: str, voice: str = "personal") -> Features:
    data, starts = folded_buffer(fold_batch(texts), range(len(texts)))
    codes = np.frombuffer(data, dtype=np.uint8)
    return reader.read(data, codes, hash_words(codes), starts, [About(text, voice, False) for text in texts])


def told(verdict: Verdict) -> tuple[object, ...]:
    return verdict.decision, verdict.findings, verdict.obligations


def test_the_categories_are_those_of_the_policy_and_each_has_its_words(model: Model) -> None:
    assert set(model.categories) <= set(DEFAULTS)
    assert set(proposals(model.categories, all_detectors())) == set(model.categories)
    assert set(model.blends) == set(model.blends_with_sentences) == set(model.categories)


def test_names_are_marks_so_that_what_is_learned_holds_elsewhere(model: Model) -> None:
    ours = features(Reader(POLICY), "Chez OPEQ, on répare tout et c'est garanti")
    theirs = features(Reader(OTHER), f"Chez {OTHER.organisation.name}, on répare tout et c'est garanti")
    assert ours.hashes[1] == theirs.hashes[1]
    assert np.corrcoef(model.score(ours)[0], model.score(theirs)[0])[0, 1] > 0.9


@given(st.lists(st.text(max_size=60), min_size=1, max_size=5))
def test_a_score_does_not_depend_on_the_neighbours(texts: list[str]) -> None:
    model = the_model()
    assert model is not None
    reader = Reader(POLICY)
    together = model.score(features(reader, *texts))
    for text, row in zip(texts, together, strict=True):
        assert np.allclose(model.score(features(reader, text))[0], row, atol=1e-5)


def test_texts_without_words_are_sifted_out(model: Model) -> None:
    limits = np.array([0, 0, 3, 3])
    assert model.sift(np.arange(3, dtype=np.uint64), limits)[[0, 2]].tolist() == [False, False]


def test_what_words_gain_points_at_the_words_that_tell(model: Model) -> None:
    read = features(Reader(POLICY), "il fait beau, espèce de gros imbécile", voice="visitor")
    gains = model.gains(read, 0, model.categories.index("insult"))
    assert min(gains[-4:]) > max(gains[:3])


def test_precise_findings_stand_whatever_the_words_say() -> None:
    alone = Screener(POLICY, detectors=[detector for detector in all_detectors() if not detector.sieved])
    full = Screener(POLICY, sentences=False)
    for text in ("NAS 046 454 286  ok", "Bonne journée! 046 454 286 est son NAS", "ma carte 4539 1488 0343 6467"):
        expected = [finding.matched for finding in alone.screen(Content(text)).findings]
        assert expected
        assert expected == [f.matched for f in full.screen(Content(text)).findings if not f.detector.startswith("le")]


def test_a_proposal_says_what_counted_and_where() -> None:
    screener = Screener(POLICY, sentences=False)
    texts = [
        "Sa face me revient pas pantoute, qu'il débarrasse le plancher avec son air de bœuf, ce sans-dessein-là",
        "Ils vont couper trois postes en juin, c'est pas sorti encore, gardez ça pour vous autres",
    ]
    proposed = [
        finding
        for text in texts
        for finding in screener.screen(Content(text)).findings
        if finding.detector.startswith("learned.")
    ]
    for finding in proposed:
        assert [reason.code for reason in finding.reasons] == ["words-weighed"]
        assert 0.2 < finding.confidence < 1


@pytest.mark.skipif(not installed(), reason="needs the extra semantic: pip install balise[semantic]")
def test_sentences_are_weighed_the_same_alone_and_together() -> None:
    screener = Screener(POLICY, sentences=True)
    contents = [
        Content("Retourne donc d'où tu viens, on veut pas de vous autres ici", "visitor"),
        Content("Bonne rentrée à toutes et à tous!", "official"),
        Content("One day someone will wipe that smile off your face", "visitor"),
    ]
    together = [told(verdict) for verdict in screener.screen_many(contents)]
    assert together == [told(screener.screen(content)) for content in contents]
    assert screener.screen(contents[0]).tiers == ("rules", "words", "sentences")


def test_without_sentences_the_tiers_say_so() -> None:
    assert Screener(POLICY, sentences=False).screen(Content("allo")).tiers == ("rules", "words")
    assert Screener(POLICY, detectors=all_detectors()).screen(Content("allo")).tiers == ("rules",)


@pytest.mark.parametrize(
    "text",
    [
        "Je vais porter plainte.",
        "On se reverra aux petites créances",
        "You will hear from my lawyer",
        "See you in court!",
    ],
)
def test_lawful_recourse_is_never_proposed_as_a_threat(text: str) -> None:
    assert turned_down("threat", Reading(Content(text, "visitor"), POLICY))
    findings = Screener(POLICY, sentences=False).screen(Content(text, "visitor")).findings
    assert "threat" not in {finding.category for finding in findings}


def test_a_sure_rule_stands_whatever_surrounds_it() -> None:
    text = (
        "Je travaille chez OPEQ depuis trois ans et je trouve que tout devrait se recycler. Mon voisin est un imbécile."
    )
    for sentences in (False, installed()):
        findings = Screener(POLICY, sentences=sentences).screen(Content(text)).findings
        assert "respect.insult" in {finding.detector for finding in findings}


def test_no_detector_is_surer_than_it_declares(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is declared decides who is asked at all: an understatement would cap findings without a word."""
    contents = [
        Content(example.text, example.voice, reply_to=example.reply_to)
        for clause in POLICY.clauses
        for example in examples_of(clause)
    ]
    declared = [told(verdict) for verdict in Screener(POLICY, detectors=all_detectors()).screen_many(contents)]
    for detector in all_detectors():
        monkeypatch.setattr(type(detector), "surest", 1.0)
    free = [told(verdict) for verdict in Screener(POLICY, detectors=all_detectors()).screen_many(contents)]
    assert declared == free


def test_a_detector_of_a_category_that_was_not_learned_is_asked_about_every_text() -> None:
    class Rare(Detector):
        id = "elsewhere.rare"
        categories = ("unheard-of",)
        messages: ClassVar[dict[str, dict[str, Message]]] = {}

        def cues(self, policy: object) -> list[Cue]:
            return [Cue("word", r"\bcommon words\b")]

        def find(self, reading: Reading, hits: Sequence[Hit]) -> list[Sighting]:
            return []

    model = the_model()
    assert model is not None
    rare = Rare()
    assert rare not in Learned(model, POLICY, (*all_detectors(), rare), sentences=False).sieved


@pytest.mark.parametrize(
    "text",
    [
        "Au Québec, la Charte interdit la discrimination fondée sur la race, le sexe, l'âge ou le handicap.",
        "Ensemble contre le racisme, samedi à 14 h",
        "There is no place for antisemitism in our schools.",
        "21 mars : journée internationale pour l'élimination de la haine, luttons contre le racisme.",
    ],
)
def test_what_opposes_hatred_is_never_proposed_as_hate(text: str) -> None:
    assert turned_down("hate", Reading(Content(text, "official"), POLICY))
    findings = Screener(POLICY, sentences=installed()).screen(Content(text, "official")).findings
    assert "hate" not in {finding.category for finding in findings}


@pytest.mark.parametrize(
    "text", ["On n'est pas contre eux, qu'ils restent chez eux", "I'm not racist, but they should all leave"]
)
def test_a_disclaimer_of_hatred_does_not_excuse_what_follows(text: str) -> None:
    assert not turned_down("hate", Reading(Content(text, "visitor"), POLICY))


@pytest.mark.parametrize(
    ("category", "text", "words"),
    [
        ("hate", "Il est faux que les Roms volent tout ce qui traîne.", "volent tout"),
        ("hate", "Il m'a crié que les sourds servent à rien, c'est inacceptable.", "servent à rien"),
        ("hate", "Stop saying that refugees ruin everything, it's hateful.", "ruin everything"),
        ("threat", "Il m'a écrit « tu vas manger tes dents ». C'est grave, j'ai porté plainte.", "manger tes dents"),
        ("insult", "Somebody said my son has the brain of a goldfish. Unacceptable.", "brain of a goldfish"),
        ("insult", "Franchement, je suis une vraie nouille", "nouille"),
    ],
)
def test_words_of_others_that_are_rejected_or_said_of_oneself_are_never_proposed(
    category: str, text: str, words: str
) -> None:
    reading = Reading(Content(text, "visitor"), POLICY)
    start = text.index(words)
    assert turned_down(category, reading, start, start + len(words))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Je ne suis pas raciste, mais tout le monde dit que les Roms volent tout.", "volent tout"),
        ("No offense, people say refugees ruin everything and they are right.", "ruin everything"),
        ("Les Roms volent tout ce qui traîne.", "volent tout"),
        ("Moi je dis que les sourds servent à rien, c'est triste.", "servent à rien"),
    ],
)
def test_what_the_writer_means_is_not_turned_down(text: str, words: str) -> None:
    reading = Reading(Content(text, "visitor"), POLICY)
    start = text.index(words)
    assert not turned_down("hate", reading, start, start + len(words))


def test_scores_are_likelihoods_and_agree_with_what_is_found() -> None:
    screener = Screener(POLICY, sentences=False)
    hateful = screener.screen(Content("Les Roms sont de la vermine, dehors!", "visitor")).scores
    insulting = screener.screen(Content("T'es rien qu'un gros imbécile", "visitor")).scores
    plain = screener.screen(Content("Bonne rentrée à toutes et à tous!", "visitor")).scores
    assert hateful["hate"] > 0.5
    assert insulting["hate"] < 0.3 < insulting["toxicity"]
    assert plain["toxicity"] < 0.1
    for scores in (hateful, insulting, plain):
        assert 0 <= scores["hate"] <= scores["toxicity"] <= 1


@pytest.mark.parametrize("disguised", ["p.o.l.l.u.e.n.t", "p o l l u e n t", "p0llu3nt", "polluuuuent"])
def test_tricks_are_undone_before_words_are_weighed(disguised: str) -> None:
    screener = Screener(POLICY, sentences=False)
    plain = screener.screen(Content("Les Roms polluent notre quartier, dehors la vermine", "visitor"))
    found = screener.screen(Content(f"Les Roms {disguised} notre quartier, dehors la vermine", "visitor"))
    assert found.scores["hate"] >= plain.scores["hate"] - 0.15
