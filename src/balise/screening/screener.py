"""``(content, policy) -> verdict``: gathers what stands in the texts, asks the detectors, weighs under the policy."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

import numpy as np

from balise.policy.model import Policy, Voice
from balise.screening.detecting import Detector, Hit
from balise.screening.detectors import all_detectors
from balise.screening.detectors.images.unread import detector as image_detector
from balise.screening.detectors.secrets.register import detector as register_detector
from balise.screening.folding import Folded
from balise.screening.gathering import Evidence, Gatherer, Scanners
from balise.screening.learned.correcting import turned_down
from balise.screening.learned.features import About
from balise.screening.learned.model import TOXIC, the_model
from balise.screening.learned.proposing import OF_PEOPLE, Learned, Scored
from balise.screening.model import Content, Sighting, Verdict
from balise.screening.preparing import Prepared, prepare
from balise.screening.reading import Reading
from balise.screening.register.hashing import hash_words
from balise.screening.register.index import Index
from balise.screening.scanning import Raw, scanner_for
from balise.screening.semantics.sentences import installed
from balise.screening.tricks import compose, undo
from balise.screening.weighing import Seen, Weigher

_BATCH_TEXTS = 512
_BATCH_CHARACTERS = 120_000
_NOTHING = 0.25
_MOST_OF_A_DETECTOR = 50
_FIRST_HITS, _LAST_HITS = 120, 40
"""A text made of one detector's cues is read at its beginning and its end: what it is shows there."""
_SHORTEST_PART = 5
_SHORTEST_WORD = 3

Likely = tuple[float, float]
"""How likely hatred is, and any of ``TOXIC``."""


class Screener:
    """No state but what the policy and the detectors compile to.

    Safe to use from several threads only with one screener a thread (the scanner keeps a scratch area).
    ``register`` is a saved confidential register, read beside the pack's own; ``clock`` gives the day on which its
    terms are weighed. ``engine`` chooses the scanning engine (``hyperscan`` or ``re``); both give the same verdicts.
    ``sentences`` says whether uncertain texts are weighed by whole sentences, which asks for the extra ``semantic``; by
    default they are where it is installed. With ``detectors`` of one's own, these alone are asked.
    """

    def __init__(
        self,
        policy: Policy,
        *,
        detectors: Sequence[Detector] | None = None,
        register: Index | None = None,
        engine: str | None = None,
        clock: Callable[[], date] = date.today,
        sentences: bool | None = None,
    ) -> None:
        self.policy = policy
        self.detectors = tuple(all_detectors() if detectors is None else detectors)
        model = the_model() if detectors is None else None
        deep = installed() if sentences is None else sentences
        self._learned = None if model is None else Learned(model, policy, self.detectors, sentences=deep)
        self._sieved = frozenset() if self._learned is None else self._learned.sieved
        prepared = prepare(policy, self.detectors, None if model is None else model.frequency, self._sieved)
        self._owners = list(zip(prepared.detectors, prepared.names, strict=True))
        telling = [self.detectors[number] in self._sieved for number in prepared.detectors]
        self._scanners = Scanners(
            scanner_for(prepared.first, engine=engine), scanner_for(prepared.second, engine=engine), telling
        )
        self._wanted = {
            (voice.value, replying): _wanted(self.detectors, prepared, voice, replying=replying)
            for voice in Voice
            for replying in (False, True)
        }
        registers = tuple(
            index for index in (register, Index.build(policy.register) if policy.register else None) if index
        )
        self._gatherer = Gatherer(
            self._scanners,
            registers,
            clock,
            lambda content: self._wanted[content.voice, content.reply_to is not None],
            self._learned,
        )
        self._subjects = frozenset(
            number for number, (owner, name) in enumerate(self._owners) if name in self.detectors[owner].subjects
        )
        self._disguised = (prepared.first.phrases, prepared.second.phrases)
        self._known: frozenset[str] | None = None
        self._parts = re.compile(r"(?!)")
        tiers = ("rules",) if model is None else ("rules", "words", "sentences") if deep else ("rules", "words")
        self._weigher = Weigher(policy, tiers)
        self._nothing = {voice.value: self._weigher.nothing(voice.value, "") for voice in Voice}

    def screen(self, content: Content) -> Verdict:
        """The verdict for one content; raises ``ValueError`` for an unknown voice."""
        return self._screen_batch([content])[0]

    def screen_many(self, contents: Iterable[Content]) -> Iterator[Verdict]:
        """The verdicts, in order, worked out by batches as they are asked for."""
        source = iter(contents)
        while chunk := list(islice(source, _BATCH_TEXTS)):
            start = 0
            size = 0
            for index, content in enumerate(chunk):
                size += len(content.text)
                if size > _BATCH_CHARACTERS:
                    yield from self._screen_batch(chunk[start : index + 1])
                    start, size = index + 1, 0
            if start < len(chunk):
                yield from self._screen_batch(chunk[start:])

    def _screen_batch(self, contents: Sequence[Content]) -> list[Verdict]:
        nothing = self._nothing
        try:
            verdicts = [
                Verdict(content, *nothing[content.voice])
                if content.network is None
                else Verdict(content, *self._weigher.nothing(str(Voice(content.voice)), content.network))
                for content in contents
            ]
        except (KeyError, ValueError):
            raise ValueError("unknown voice: say personal, official or visitor") from None
        for number, evidence in self._gatherer.gather(contents).items():
            likely = evidence.scored[0].likely if evidence.scored else None
            if (evidence.raws or evidence.spots or evidence.secrets or contents[number].images) or (
                evidence.scored and evidence.scored[0].proposing
            ):
                seen, likely = self._look(contents[number], evidence)
                if seen:
                    verdicts[number] = self._weigher.weigh(contents[number], seen)
            if likely is not None:
                verdicts[number] = Verdict(*verdicts[number][:-1], likely)
        return verdicts

    def _look(self, content: Content, evidence: Evidence) -> tuple[list[Seen], Likely | None]:
        """What the detectors make of the evidence, and how likely hatred is and any of what is toxic."""
        seen: list[Seen] = []
        likely: Likely | None = None
        if evidence.raws or evidence.secrets or evidence.scored or content.images:
            reading = Reading(content, self.policy, evidence.folded)
            self._ask(evidence.raws, reading, seen, evidence.scored[0].hopeful if evidence.scored else None)
            seen += [(register_detector, reading, sighting) for sighting in evidence.secrets]
            if content.images and content.voice != Voice.VISITOR:
                seen += [(image_detector, reading, sighting) for sighting in image_detector.find(reading, ())]
            if evidence.scored and self._learned is not None:
                mentions = sorted((first, last) for raw, first, last in evidence.raws if raw in self._subjects)
                seen, likely = _blended(self._learned, evidence.scored[0], reading, mentions, seen)
                if mentions:
                    likely = _said_of_people(self._learned, reading, mentions, seen, likely)
        if evidence.spots:
            known = self._learn_words()
            undone = undo(evidence.folded.data.decode("latin-1"), evidence.spots, known, self._parts, self._met)
            if undone is not None:
                second = compose(evidence.folded, undone)
                read = Reading(content, self.policy, second)
                before = len(seen)
                wanted = self._wanted[content.voice, content.reply_to is not None]
                words = hash_words(np.frombuffer(second.data, dtype=np.uint8))
                again = [
                    raw
                    for scanner in (self._scanners.first, self._scanners.second)
                    for raw in scanner.scan(second.data, words)
                    if wanted[raw[0]] and self.detectors[self._owners[raw[0]][0]].through_tricks
                ]
                if again:
                    again.sort(key=_by_start)
                    self._ask(again, read, seen)
                if self._learned is not None:
                    told, again_likely = _weighed_again(self._learned, read, second, seen, seen[before:])
                    seen += told
                    likely = again_likely if likely is None else _higher(likely, again_likely)
        return seen, likely

    def _met(self, word: str) -> bool:
        """Whether the learned tier knows a (folded) word."""
        return self._learned is not None and self._learned.model.vectors.known(word)

    def _learn_words(self) -> frozenset[str]:
        """Words that spelling tricks are undone for, worked out when a mark of a trick first asks for them."""
        if self._known is None:
            self._known = frozenset(
                text
                for phrases in self._disguised
                for text, owner in zip(phrases.texts, phrases.owners, strict=True)
                if len(text) >= _SHORTEST_WORD
                and text.isascii()
                and text.isalpha()
                and self.detectors[self._owners[owner][0]].through_tricks
            )
            longest = sorted(
                (word for word in self._known if len(word) >= _SHORTEST_PART), key=lambda word: (-len(word), word)
            )
            if longest:
                self._parts = re.compile("|".join(longest))
        return self._known

    def _ask(
        self, raws: Sequence[Raw], reading: Reading, seen: list[Seen], hopeful: frozenset[Detector] | None = None
    ) -> None:
        """Hand each detector its hits; of what one sees in a text, so many are kept, which bounds hostile texts.

        A sieved detector that is not ``hopeful`` is not asked: the learned tier would let go whatever it sees.
        """
        groups: dict[int, list[Hit]] = {}
        owners = self._owners
        for raw, first, last in raws:
            number, name = owners[raw]
            if number in groups:
                groups[number].append(Hit(name, first, last))
            else:
                groups[number] = [Hit(name, first, last)]
        for number in sorted(groups):
            detector = self.detectors[number]
            sieved = detector in self._sieved
            if sieved and hopeful is not None and detector not in hopeful:
                continue
            left = _MOST_OF_A_DETECTOR
            hits = _outermost(groups[number])
            if sieved and len(hits) > _FIRST_HITS + _LAST_HITS:
                hits = hits[:_FIRST_HITS] + hits[-_LAST_HITS:]
            for sighting in detector.find(reading, hits):
                if sighting.confidence > detector.surest:
                    sighting = sighting._replace(confidence=detector.surest)  # noqa: PLW2901
                if sighting.confidence >= _NOTHING:
                    seen.append((detector, reading, sighting))
                    left -= 1
                    if not left:
                        break


def _blended(
    learned: Learned, scored: Scored, reading: Reading, mentions: Sequence[tuple[int, int]], seen: list[Seen]
) -> tuple[list[Seen], Likely]:
    """What was seen, less what the learned tier lets go, and what it proposes; how likely the text is toxic.

    Identifiers, secrets of the register and the like are not a matter of wording: they stand.
    """
    surest: dict[str, float] = {}
    settled: set[str] = set()
    for detector, _, sighting in seen:
        if detector in learned.sieved:
            surest[sighting.category] = max(surest.get(sighting.category, 0.0), sighting.confidence)
        else:
            settled.add(sighting.category)
    weighed = learned.blend(scored, surest)
    kept: list[Seen] = []
    for detector, read, sighting in seen:
        if detector not in learned.sieved:
            kept.append((detector, read, sighting))
        elif sighting.category not in weighed.let_go:
            confidence, reason = weighed.raised.get(sighting.category, (0.0, None))
            if reason is not None and confidence > sighting.confidence:
                sighting = sighting._replace(confidence=confidence, reasons=(*sighting.reasons, reason))  # noqa: PLW2901
            kept.append((detector, read, sighting))
    refused = []
    for proposal, sighting in weighed.proposed:
        if turned_down(sighting.category, reading, sighting.start, sighting.end) or _denied(
            learned, reading, mentions, sighting
        ):
            refused.append(sighting.category)
        elif sighting.category not in settled:
            kept.append((proposal, reading, sighting))
    if not (surest or refused):
        return kept, scored.likely
    return kept, learned.likely(scored, surest, refused)


def _said_of_people(
    learned: Learned, reading: Reading, mentions: Sequence[tuple[int, int]], seen: list[Seen], likely: Likely
) -> Likely:
    """Adds what clauses that name people propose, where the writer means it; the likelihoods with it."""
    already = {sighting.category for _, _, sighting in seen}
    for proposal, sighting, chances in learned.said_of_people(reading, mentions):
        if not (
            turned_down(sighting.category, reading, sighting.start, sighting.end)
            or _denied(learned, reading, mentions, sighting)
        ):
            likely = _higher(likely, chances)
            if sighting.category not in already:
                seen.append((proposal, reading, sighting))
                already.add(sighting.category)
    return likely


def _denied(learned: Learned, reading: Reading, mentions: Sequence[tuple[int, int]], sighting: Sighting) -> bool:
    """Whether what words propose of people is what the text denies of them."""
    if sighting.category != OF_PEOPLE or not mentions:
        return False
    start, end = sighting.start or 0, sighting.end or len(reading.folded)
    return any(first < end and start < last for first, last in learned.denied_of_people(reading, mentions))


def _weighed_again(
    learned: Learned, reading: Reading, folded: Folded, seen: Sequence[Seen], undone: Sequence[Seen]
) -> tuple[list[Seen], Likely]:
    """What the learned tier proposes of a text with its tricks undone, of what nobody writes in disguise by chance."""
    content = reading.content
    about = About(reading.folded, str(content.voice), content.reply_to is not None)
    scored = learned.again([folded], [about])[0]
    already = {sighting.category for _, _, sighting in seen}
    told: list[Seen] = []
    refused: list[str] = []
    for proposal, sighting in learned.blend(scored, {}).proposed:
        if sighting.category not in TOXIC:
            continue
        if turned_down(sighting.category, reading, sighting.start, sighting.end):
            refused.append(sighting.category)
        elif sighting.category not in already:
            told.append((proposal, reading, sighting))
    surest = {sighting.category: sighting.confidence for _, _, sighting in undone}
    return told, learned.likely(scored, surest, refused)


def _higher(first: Likely, second: Likely) -> Likely:
    return max(first[0], second[0]), max(first[1], second[1])


def _by_start(raw: Raw) -> int:
    return raw[1]


def _wanted(detectors: Sequence[Detector], prepared: Prepared, voice: Voice, *, replying: bool) -> tuple[bool, ...]:
    """For each cue, whether it counts for a voice, in a reply or not."""
    speaks = [voice in detector.voices for detector in detectors]
    return tuple(
        speaks[number] and (replying or not only)
        for number, only in zip(prepared.detectors, prepared.in_replies, strict=True)
    )


def _outermost(hits: list[Hit]) -> list[Hit]:
    """Hits by place, without those inside another of the same cue."""
    if len(hits) < 2:
        return hits
    hits.sort(key=lambda hit: (hit.start, -hit.end, hit.cue))
    kept: list[Hit] = []
    reach: dict[str, int] = {}
    for hit in hits:
        if hit.end > reach.get(hit.cue, -1):
            kept.append(hit)
            reach[hit.cue] = hit.end
    return kept
