"""Learns the weights of the screener's learned tier from ``texts/`` and writes them beside the code: ``make train``.

Recipe, with fixed seeds: hashed features of ``balise.screening.learned.features`` and mean word vectors, one logistic
regression a category; a network over sentence vectors of the extra ``semantic``; small regressions that weigh both with
what the rules say, learned on texts held out in three folds. Nothing of tests/evaluation is read but to leave its texts
out. Prints F1 of held-out texts. Takes some ten minutes of one core, and as many the first time to make the vectors.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]
from threadpoolctl import threadpool_limits

import embed
from balise import Content, Screener, load_policy
from balise.policy.decisions import DEFAULTS
from balise.screening.detectors import all_detectors
from balise.screening.folding import fold_batch
from balise.screening.learned.features import (
    PAIR,
    SINGLE_WORD,
    TAKES,
    About,
    Features,
    Reader,
    folded_buffer,
    sign_keys,
)
from balise.screening.learned.model import BITS, TOXIC, WEIGHTS, Vectors, gathered, slots, stretched
from balise.screening.register.hashing import SINGLE, hash_words
from examples import (
    PACKS,
    Example,
    contrast_examples,
    folds,
    grammar_examples,
    pack_examples,
    read_examples,
    without,
)
from fitting import Block, Fitted, fit
from layered import learn
from tests.evaluation.measure import read_cases

FOLDS = 3
VECTOR = 64
STRENGTH, SPREAD = 1.0, 2.0
KEEP_ODDS = "--keep-odds" in sys.argv
MOST_ROWS = 60_000
MOST_WORDS = 60_000
COMMON_SHARE = 1e-3
PACK_WEIGHT = 20.0
"""The examples of the packs say what a policy means: they count more in the weights, as much in the measures."""
NUMBERS = "identifiers-"
"""Texts written for the precise detectors."""
RULES_ONLY = frozenset({"credentials"})
SIEVE_RECALL, SIEVE_MARGIN, SIEVE_STRENGTH = 0.97, 0.5, 0.3


def chunks(examples: Sequence[Example]) -> Iterator[Sequence[Example]]:
    """The examples by batches of 512 at most, each of one pack."""
    for _, group in itertools.groupby(examples, lambda example: example.pack):
        listed = list(group)
        for first in range(0, len(listed), 512):
            yield listed[first : first + 512]


def features_of(examples: Sequence[Example]) -> list[Features]:
    """Features of the examples, by batches."""
    found = []
    readers = {pack: Reader(load_policy(pack)) for pack in PACKS}
    for chunk in chunks(examples):
        reader = readers[chunk[0].pack]
        data, starts = folded_buffer(fold_batch([example.text for example in chunk]), range(len(chunk)))
        codes = np.frombuffer(data, dtype=np.uint8)
        about = [About(example.text, example.voice, example.reply_to is not None) for example in chunk]
        found.append(reader.read(data, codes, hash_words(codes), starts, about))
    return found


def hashed(batches: Sequence[Features], sieve: bool = False) -> Block:
    """The features as a sparse matrix of counts, one row a text; for the sieve, words and pairs only."""
    columns, rows = [], []
    count = 0
    for batch in batches:
        texts = len(batch.bounds) - 1
        text_of = np.repeat(np.arange(texts), np.diff(batch.bounds)) + count
        for kind in (SINGLE_WORD, PAIR) if sieve else range(len(TAKES)):
            there = np.flatnonzero(batch.keys[:, kind])
            columns.append(slots(batch.keys[there, kind]))
            rows.append(text_of[there])
        if not sieve:
            columns.append(slots(sign_keys())[batch.signs])
            rows.append(np.repeat(np.arange(texts), np.diff(batch.sign_bounds)) + count)
            columns.append(slots(batch.pictures))
            rows.append(np.repeat(np.arange(texts), np.diff(batch.picture_bounds)) + count)
        count += texts
    column, row = np.concatenate(columns), np.concatenate(rows)
    return sparse.csr_matrix((np.ones(len(column), np.float32), (row, column)), shape=(count, 1 << BITS))


class Words:
    """Vectors of words as the model keeps them: eight bits, principal components, rarer words heavier."""

    def __init__(self, examples: Sequence[Example]) -> None:
        listed = embed.vocabulary(example.text for example in examples)
        vectors = embed.words(listed).astype(np.float64)
        counts: dict[str, int] = {}
        for example in examples:
            for word in embed.spellings([example.text]):
                counts[word] = counts.get(word, 0) + 1
        names = sorted(listed, key=lambda word: (-counts.get(word, 0), word))[:MOST_WORDS]
        place = {word: index for index, word in enumerate(listed)}
        chosen = vectors[[place[word] for word in names]]
        reduced = PCA(VECTOR, random_state=0).fit_transform(chosen)
        reduced /= np.linalg.norm(reduced, axis=1, keepdims=True)
        buffer = "\0".join(names).encode() + b"\0"
        hashes = hash_words(np.frombuffer(buffer, dtype=np.uint8)).hashes
        self.rows = np.zeros(1 << BITS, dtype=np.uint16)
        self.rows[slots(hashes)[::-1]] = np.arange(len(names), 0, -1, dtype=np.uint16)
        self.keys = np.concatenate((np.zeros(1, np.uint64), hashes))
        scaled = np.clip(np.round(reduced * 127 / 0.6), -127, 127)
        self.values = np.concatenate((np.zeros((1, VECTOR)), scaled)).astype(np.int8)
        share = np.array([counts.get(word, 0) / len(examples) for word in names])
        self.weights = np.concatenate(([0.0], 1e-3 / (1e-3 + share / 12))).astype(np.float32)

    def mean(self, batches: Sequence[Features]) -> NDArray[np.float64]:
        vectors = Vectors(self.rows, self.keys, self.values, self.weights)
        return np.concatenate([vectors.mean(batch.hashes, batch.bounds) for batch in batches])


def held_out(
    blocks: Sequence[Block], answers: NDArray[np.bool_], fold: NDArray[np.intp], strength: float
) -> tuple[NDArray[np.float64], Fitted]:
    """Log-odds of each text (rows) for each category by a model that did not see it, and one of these models."""
    odds = np.zeros(answers.shape)
    for number in range(FOLDS):
        seen = fold != number
        model = fit([block[seen] for block in blocks], answers[seen], strength)
        odds[~seen] = model.odds([block[~seen] for block in blocks])
    return odds, model


def held_out_layered(
    matrix: NDArray[np.float64], answers: NDArray[np.bool_], fold: NDArray[np.intp], heavier: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Likewise by networks over sentence vectors."""
    odds = np.zeros(answers.shape)
    for number in range(FOLDS):
        seen = fold != number
        odds[~seen] = learn(matrix[seen], answers[seen], heavier[seen]).odds(matrix[~seen])
    return odds


def rules_say(examples: Sequence[Example], categories: Sequence[str], *, sieved: bool = True) -> NDArray[np.float64]:
    """Confidence of the surest rule for each text and category; 0 where none saw anything."""
    asked = [detector for detector in all_detectors() if detector.sieved == sieved]
    screeners = {pack: Screener(load_policy(pack), detectors=asked) for pack in PACKS}
    told = np.zeros((len(examples), len(categories)))
    place = {category: index for index, category in enumerate(categories)}
    row = 0
    for chunk in chunks(examples):
        contents = [Content(example.text, example.voice, reply_to=example.reply_to) for example in chunk]
        for verdict in screeners[chunk[0].pack].screen_many(contents):
            for finding in verdict.findings:
                column = place.get(finding.category)
                if column is not None:
                    told[row, column] = max(told[row, column], finding.confidence)
            row += 1
    return told


def f1_at(odds: NDArray[np.float64], answers: NDArray[np.bool_], threshold: float) -> float:
    """F1 of calling every text above ``threshold``."""
    said = odds > threshold
    right = int((said & answers).sum())
    return 2 * right / max(1, int(said.sum()) + int(answers.sum()))


def blend(
    parts: Sequence[NDArray[np.float64]], answers: NDArray[np.bool_], fold: NDArray[np.intp]
) -> tuple[list[float], float, float, NDArray[np.float64]]:
    """Weights (bias first), threshold, held-out F1 and held-out log-odds of a regression over what each tier says."""
    table = np.stack(parts, axis=1)
    odds = np.zeros(len(answers))
    for number in range(FOLDS):
        model = LogisticRegression(C=10).fit(table[fold != number], answers[fold != number])
        odds[fold == number] = model.decision_function(table[fold == number])
    choices = np.linspace(-2.5, 1.0, 36)
    best = float(max(choices, key=lambda choice: (f1_at(odds, answers, choice), -abs(choice))))
    model = LogisticRegression(C=10).fit(table, answers)
    return [float(model.intercept_[0]), *map(float, model.coef_[0])], best, f1_at(odds, answers, best), odds


def toxicity(odds: Mapping[str, NDArray[np.float64]], examples: Sequence[Example]) -> list[float]:
    """Weights (bias first) of a regression that tells from the log-odds of ``TOXIC`` whether any of them holds."""
    answers = np.array([not example.labels.isdisjoint(TOXIC) for example in examples])
    model = LogisticRegression(C=10).fit(gathered([odds[category] for category in TOXIC]), answers)
    return [float(model.intercept_[0]), *map(float, model.coef_[0])]


def main() -> None:  # noqa: PLR0915 - one recipe, read from top to bottom
    """Train, report, write."""
    kept_apart = [case.text for half in ("development", "final") for case in read_cases(half)]
    learned_from = without([*read_examples(), *grammar_examples(), *contrast_examples()], kept_apart)
    examples = [*learned_from, *without(pack_examples(), kept_apart)]
    heavier = np.ones(len(examples))
    heavier[len(learned_from) :] = PACK_WEIGHT
    labels = {label for example in examples for label in example.labels}
    if labels - set(DEFAULTS):
        raise SystemExit(f"unknown labels: {sorted(labels - set(DEFAULTS))}")
    categories = [category for category in DEFAULTS if category not in RULES_ONLY and category in labels]
    fold = np.array(folds(examples, FOLDS))
    batches = features_of(examples)
    words = Words(examples)
    dense = words.mean(batches)
    worded = [hashed(batches), dense.astype(np.float64) * SPREAD]
    vectors = embed.sentences([example.text for example in examples]).astype(np.float64)
    middle = vectors.mean(axis=0)
    spoken = stretched(
        vectors - middle,
        [example.voice for example in examples],
        [example.reply_to is not None for example in examples],
    )
    told = rules_say(examples, categories)
    precise = rules_say(examples, categories, sieved=False)

    # What a precise detector sees is not a matter of wording: numbers teach that nothing private is told.
    answers = np.array(
        [
            [category in example.labels and not example.block.startswith(NUMBERS) for category in categories]
            for example in examples
        ]
    )
    answers &= ~(precise > 0)
    words_odds, near_words = held_out(worded, answers, fold, STRENGTH)
    sentence_odds = held_out_layered(spoken, answers, fold, heavier)
    blends: dict[str, list[float]] = {}
    with_sentences: dict[str, list[float]] = {}
    sys.stdout.write(f"{len(examples)} texts\n{'':24}texts  rules  words  both  +sentences\n")
    scores = []
    odds_by_words: dict[str, NDArray[np.float64]] = {}
    odds_by_both: dict[str, NDArray[np.float64]] = {}
    hope = np.full(len(examples), -np.inf)
    for column, category in enumerate(categories):
        holds, by_words, by_sentence, rule = (table[:, column] for table in (answers, words_odds, sentence_odds, told))
        seen = (rule > 0).astype(float)
        weights, threshold, plain, odds_by_words[category] = blend([by_words, rule, seen], holds, fold)
        blends[category] = [*weights, 0.0, threshold]
        # How near this text comes to a finding of this category, with the rules as they spoke and without.
        here = weights[0] + weights[1] * by_words + weights[2] * rule + weights[3] * seen - threshold
        hope = np.maximum(hope, here)
        weights, threshold, full, odds_by_both[category] = blend([by_words, rule, seen, by_sentence], holds, fold)
        with_sentences[category] = [*weights, threshold]
        alone = max(f1_at(by_words, holds, choice) for choice in np.linspace(-2.5, 1, 36))
        scores.append((f1_at(rule, holds, 0.25), alone, plain, full))
        sys.stdout.write(
            f"{category:24}{int(holds.sum()):5}  " + "  ".join(f"{score:.3f}" for score in scores[-1]) + "\n"
        )
    sys.stdout.write(f"{'mean':31}" + "  ".join(f"{score:.3f}" for score in np.mean(scores, axis=0)) + "\n")
    sys.stdout.flush()

    if KEEP_ODDS:
        np.savez(
            embed.CACHE / "odds.npz", words=words_odds, sentences=sentence_odds, rules=told, answers=answers, fold=fold,
            categories=categories,
        )  # fmt: skip

    final = fit(worded, answers, STRENGTH, heavier, near_words)
    table, heads = final.weights[: 1 << BITS], final.weights[1 << BITS :] * SPREAD
    by_sentences = learn(spoken, answers, heavier)

    # Keep the rows that weigh most, in eight bits.
    counts = np.asarray(worded[0].sum(axis=0)).ravel()
    size = np.abs(table).max(axis=1) * np.sqrt(counts)
    kept = np.sort(np.argsort(-size)[:MOST_ROWS])
    kept = kept[size[kept] > 0]
    rows = np.zeros(1 << BITS, dtype=np.uint16)
    rows[kept] = np.arange(1, len(kept) + 1, dtype=np.uint16)
    scales = np.maximum(np.abs(table[kept]).max(axis=0), 1e-9) / 127
    weights = np.concatenate((np.zeros((1, len(categories))), np.round(table[kept] / scales))).astype(np.int8)

    # The sieve tells, over words and pairs, which texts come near a finding; a labelled text that comes near none is
    # not worth the look.
    near = hope > -SIEVE_MARGIN
    nothing = ~np.array([bool(example.labels) for example in examples])
    coarse = hashed(batches, sieve=True)
    odds = held_out([coarse], near[:, None], fold, SIEVE_STRENGTH)[0][:, 0]
    wanted = (hope > 0) & (told.max(axis=1) == 0)
    threshold = float(np.quantile(odds[wanted], 1 - SIEVE_RECALL))
    sys.stdout.write(
        f"sieve: keeps {np.mean(odds[wanted] > threshold):.3f}, {np.mean(odds[hope < -1] > threshold):.3f} of the rest\n"
    )
    model = fit([coarse], near[:, None], SIEVE_STRENGTH)
    sieve = np.round(model.weights[:, 0] * 256).astype(np.int16)
    shares = np.asarray((coarse[nothing] > 0).sum(axis=0)).ravel() / max(1, nothing.sum())
    every = np.unique(np.concatenate([batch.hashes for batch in batches]))
    often = shares[slots(every * SINGLE)]
    order = np.argsort(-often)
    common = every[order[: int((often > COMMON_SHARE).sum())]]

    about = {
        "categories": categories, "blends": blends, "blends_with_sentences": with_sentences,
        "toxicity": toxicity(odds_by_words, examples), "toxicity_with_sentences": toxicity(odds_by_both, examples),
        "sieve_threshold": int((threshold - float(model.biases[0])) * 256), "texts": len(examples),
    }  # fmt: skip
    np.savez(
        WEIGHTS, about=np.frombuffer(json.dumps(about).encode(), dtype=np.uint8), rows=rows, weights=weights,
        scales=scales, biases=final.biases, word_rows=words.rows, word_keys=words.keys, word_vectors=words.values,
        word_weights=words.weights, heads=heads, sieve_weights=sieve, common=common,
        sentence_mean=middle.astype(np.float32), sentence_inner=by_sentences.inner.astype(np.float16),
        sentence_shift=by_sentences.shift, sentence_outer=by_sentences.outer, sentence_biases=by_sentences.biases,
    )  # fmt: skip
    sys.stdout.write(
        f"{WEIGHTS.name}: {WEIGHTS.stat().st_size / 1e6:.1f} MB, {len(kept)} rows, {len(common)} common words\n"
    )


if __name__ == "__main__":
    with threadpool_limits(1):  # sums in one order
        main()
