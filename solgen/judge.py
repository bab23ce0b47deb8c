"""The kernel's child process: batches of claims in, verdicts out, with limits on each claim.

Verdicts that are printed come from a child, ``python -I -m solgen.kernel``, so that nothing loaded here (a solver, a
template, a plugin) can lay hands on them. A claim that exceeds its processor time or its memory ends the child; a new
one is started, the claim gets a Diagnostic that names it, and the others are judged as before. Answers come by the
batch, since each that is sent alone wakes this process; when the child dies, what it has not answered is asked one by
one. Verdicts are remembered by the claim in this process; processes that work together may tell each other theirs
(``exchange``), in the words of the kernel. ``remember=False`` judges afresh.

The claims of a text stand in contexts that grow by a definition at a time. ``together=True`` asks about those of one
call in the longest context that says no more of what they speak of (``notation.extension``), so that few contexts have
to be sent, read and checked; and about those that have nothing to do with a student's values in a context without
them (``notation.detached``), so that they are judged once for all students. Only a decision counts there; whatever else
comes of it is asked again as it stands.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Protocol, Self

from solgen.diagnostics import Diagnostic, Failure
from solgen.kernel.check import stopped
from solgen.kernel.claim import Claim, Verdict, Word
from solgen.kernel.verdict_as_data import verdict_from_json
from solgen.notation.context import Context, pack_context
from solgen.notation.detached import detached
from solgen.notation.extension import letters_of, longest
from solgen.notation.packing import pack
from solgen.notation.recent import Recent
from solgen.notation.terms import Term
from solgen.notation.writing.latex import to_latex

SECONDS_A_CLAIM = 20.0
"""Processor time; budgets end all work long before, so reaching it is a defect worth a report."""
BYTES_OF_MEMORY = 2 << 30
_BATCH = 32
_VERDICTS_KEPT = 4_096
_HEARD_KEPT = 4_096
_CONTEXTS_AT_CHILD = 256
_DECIDED = frozenset({Word.PROVED, Word.CERTIFIED, Word.REFUTED})

Told = tuple[str, str]
"""A verdict for another process: digests of the kernel and of the claim, and the line that the kernel answered."""


class Exchange(Protocol):
    """The way to other processes that judge."""

    def tell(self, told: Sequence[Told]) -> None:
        """Let the others have what was learned here."""

    def heard(self) -> Iterable[Told]:
        """What they have told since the last time."""


def packed_context(context: Context) -> dict[str, Any]:
    """A context as data, remembered for a while: the child, digests and files need the same. Not to be changed."""
    known = _packed.get(context)
    if known is None:
        known = _packed[context] = pack_context(context)
    return known


_PACKED_KEPT = 64
_packed: Recent[Context, dict[str, Any]] = Recent(_PACKED_KEPT)


def context_text(context: Context) -> tuple[str, str]:
    """A context's packed form as JSON, and its SHA-256, by which it is called; remembered by the context."""
    known = _context_texts.get(context)
    if known is None:
        text = json.dumps(packed_context(context), ensure_ascii=False)
        known = _context_texts[context] = (text, hashlib.sha256(text.encode()).hexdigest())
    return known


_CONTEXTS_KEPT = 1024
_context_texts: Recent[Context, tuple[str, str]] = Recent(_CONTEXTS_KEPT)


def context_digest(context: Context) -> str:
    """The name of a context in files."""
    return context_text(context)[1]


def packed_sides(claim: Claim) -> list[list[object]]:
    """A claim's sides as data, remembered for a while: its digest and its row in a file need the same.

    Not to be changed.
    """
    key = (claim.left, claim.right)
    known = _packed_sides.get(key)
    if known is None:
        known = _packed_sides[key] = pack(key)
    return known


_SIDES_KEPT = 256
_packed_sides: Recent[tuple[Term, Term], list[list[object]]] = Recent(_SIDES_KEPT)


def claim_digest(claim: Claim) -> str:
    """SHA-256 of a claim: its context, its sides, its relation, its unknowns. Names it in ``claims.json``.

    Remembered by the sides, which are interned, so that a claim of many variants is packed once.
    """
    key = (context_digest(claim.context), claim.relation, claim.unknowns, claim.left, claim.right)
    known = _claim_digests.get(key)
    if known is None:
        known = hashlib.sha256(json.dumps([*key[:3], packed_sides(claim)]).encode()).hexdigest()
        _claim_digests[key] = known
    return known


_CLAIMS_KEPT = 8_192
_claim_digests: Recent[tuple[str, str, tuple[str, ...], Term, Term], str] = Recent(_CLAIMS_KEPT)


class Judge:
    """A context manager around the child. Not shared between threads."""

    def __init__(
        self,
        *,
        seconds: float = SECONDS_A_CLAIM,
        memory: int = BYTES_OF_MEMORY,
        remember: bool = True,
        together: bool = False,
    ) -> None:
        self.seconds = seconds
        self.memory = memory
        self.remember = remember
        self.together = together
        self.kernel = ""
        """The digest of the kernel that judges, as the child says it."""
        self.new = 0
        """How many claims the child has judged, as against remembered ones."""
        self.diagnostics: list[Diagnostic] = []
        """One for each claim during which the child died."""
        self.exchange: Exchange | None = None
        """Asked before the child is; what it returns is believed, so it leads to other judges and to nobody else."""
        self._heard: Recent[str, str] = Recent(_HEARD_KEPT)
        self._known: Recent[Claim, Verdict] = Recent(_VERDICTS_KEPT)
        self._child: subprocess.Popen[str] | None = None
        self._greeted = False
        self._names: dict[Context, str] = {}
        """The contexts that the child knows, oldest first, by the names that it knows them by."""

    def __enter__(self) -> Self:
        self.begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def begin(self) -> None:
        """Let the child start, which takes it a moment, while there is other work to be done."""
        if self._child is None:
            command = [sys.executable, "-I", "-m", "solgen.kernel", str(self.seconds), str(self.memory)]
            self._child = subprocess.Popen(  # noqa: S603 -- our own module, by this interpreter, with numbers as arguments
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="utf-8",
                cwd=Path(sys.prefix),
            )
            self._greeted = False

    def close(self) -> None:
        """End the child."""
        if self._child is not None:
            self._child.kill()
            self._child.wait()
            for stream in (self._child.stdin, self._child.stdout):
                if stream is not None:
                    _close(stream)
            self._child = None
        self._names.clear()

    def verdicts(self, claims: Sequence[Claim]) -> list[Verdict]:
        """A verdict for each claim, in order; equal claims are judged once.

        Raises Failure (judge-not-started) where the child cannot be started at all.
        """
        found: dict[Claim, Verdict] = {}
        asked: dict[Claim, None] = {}
        for claim in claims:
            verdict = self._known.get(claim) if self.remember else None
            if verdict is None:
                asked.setdefault(claim)
            else:
                found[claim] = verdict
        alone = self._detached(asked, found) if self.together else {}
        pending = [claim for claim in asked if claim not in found]
        elsewhere = {**_in_longest_contexts(pending), **alone} if self.together else {}
        batches = [pending[start : start + _BATCH] for start in range(0, len(pending), _BATCH)]
        answers: dict[Claim, tuple[Verdict, str]] = {}
        while batches:
            heard, batch = self._told_by_others(batches.pop(0))
            found.update(heard)
            asking = list(dict.fromkeys(elsewhere.get(claim, claim) for claim in batch))
            asking = [claim for claim in asking if claim not in answers]
            answers.update(zip(asking, self._ask(asking) if asking else (), strict=False))
            judged = {claim: answers.get(elsewhere.get(claim, claim)) for claim in batch}
            again = [claim for claim, answer in judged.items() if answer and not _counts(answer, claim in elsewhere)]
            for claim in again:
                del judged[claim], elsewhere[claim]
            answered = [(claim, answer) for claim, answer in judged.items() if answer is not None]
            self._remember(answered)
            self._remember([(alone[claim], answers[alone[claim]]) for claim in batch if alone.get(claim) in answers])
            found.update((claim, verdict) for claim, (verdict, _) in answered)
            unanswered = [claim for claim, answer in judged.items() if answer is None]
            if len(unanswered) == len(batch) == 1:
                found[batch[0]] = stopped(self.seconds)
                self.diagnostics.append(self._death(batch[0]))
            else:  # the child died on one of these, and is asked one by one on which
                batches[:0] = [*([again] if again else ()), *([claim] for claim in unanswered)]
        return [found[claim] for claim in claims]

    def _detached(self, claims: Iterable[Claim], found: dict[Claim, Verdict]) -> dict[Claim, Claim]:
        """The claims to be asked without others' values, each as it is asked; known verdicts go into ``found``."""
        placed: dict[Claim, Claim] = {}
        for claim in claims:
            letters = _letters(claim)
            bare = detached(claim.context, letters) if letters else None  # what has numbers only is new in any context
            if bare is None:
                continue
            other = replace(claim, context=bare)
            known = self._known.get(other) if self.remember else None
            if known is None:
                placed[claim] = other
            elif known.word in _DECIDED:
                found[claim] = self._known[claim] = known
        return placed

    def _told_by_others(self, claims: list[Claim]) -> tuple[dict[Claim, Verdict], list[Claim]]:
        """The verdicts that other processes have told of some claims, and the claims that are left."""
        if self.exchange is None or not self.remember:
            return {}, claims
        self._start()  # it says which kernel this is: what another one found is not heard
        for name, line in self.exchange.heard():
            self._heard[name] = line
        found: dict[Claim, Verdict] = {}
        for claim in claims:
            words = self._heard.get(self._called(claim))
            if words is not None:
                found[claim] = self._known[claim] = _verdict(words)
        return found, [claim for claim in claims if claim not in found]

    def _called(self, claim: Claim) -> str:
        return f"{self.kernel} {claim_digest(claim)}"

    def _remember(self, judged: Sequence[tuple[Claim, tuple[Verdict, str]]]) -> None:
        if not self.remember:
            return
        for claim, (verdict, _) in judged:
            self._known[claim] = verdict
        if self.exchange is not None and judged:
            self.exchange.tell([(self._called(claim), line) for claim, (_, line) in judged])

    def _death(self, claim: Claim) -> Diagnostic:
        return Diagnostic(
            "judge-stopped",
            f"judging `{to_latex(claim.left)} {claim.relation} {to_latex(claim.right)}` was stopped at its limit "
            f"({self.seconds:g} s of processor time, {self.memory >> 20} MB)",
            hint="split the step into smaller ones; if it looks harmless, please report it",
        )

    def _ask(self, claims: list[Claim]) -> list[tuple[Verdict, str]]:
        """Verdicts in order, each with its line; fewer than claims if the child died on one of the others."""
        child = self._start()
        assert child.stdin is not None
        assert child.stdout is not None
        fresh: dict[str, Any] = {}
        batch: dict[str, Any] = {
            "claims": [[self._name(claim.context, fresh), claim.relation, list(claim.unknowns)] for claim in claims],
            "contexts": fresh,
            "terms": pack([side for claim in claims for side in (claim.left, claim.right)]),
        }
        # the child reads a batch to its end before it answers, so that neither waits for the other
        if not _sent(child.stdin, json.dumps(batch) + "\n"):
            child.kill()  # alive or not, it has a part of the batch at most, and would wait for the rest for ever
        answers: list[tuple[Verdict, str]] = []
        for _ in claims:
            line = child.stdout.readline()
            if not line.endswith("\n"):
                break
            answers.append((_verdict(line), line))
        self.new += len(answers)
        if len(answers) < len(claims):
            self.close()
        return answers

    def _name(self, context: Context, fresh: dict[str, Any]) -> str:
        """The name of a context; a new one is added to ``fresh``, if need be under the name of the oldest.

        A batch has fewer claims than there are names, so that none is given twice in it.
        """
        known = self._names.get(context)
        if known is None:
            full = len(self._names) >= _CONTEXTS_AT_CHILD
            known = self._names.pop(next(iter(self._names))) if full else str(len(self._names))
            self._names[context] = known
            fresh[known] = packed_context(context)
        return known

    def _start(self) -> subprocess.Popen[str]:
        self.begin()
        assert self._child is not None
        if self._greeted:
            return self._child
        assert self._child.stdout is not None
        greeting = self._child.stdout.readline()
        if not greeting.endswith("\n"):
            self.close()
            raise Failure(
                Diagnostic(
                    "judge-not-started",
                    "the kernel's process did not start",
                    hint="run `python -I -m solgen.kernel 10 2000000000` to see why; "
                    "solgen must be installed in this Python, not only on its path",
                )
            )
        self.kernel = str(json.loads(greeting)["kernel"])
        self._greeted = True
        return self._child


def _counts(answer: tuple[Verdict, str], in_another_context: bool) -> bool:  # noqa: FBT001 -- what the answer is about
    return not in_another_context or answer[0].word in _DECIDED


def _in_longest_contexts(claims: Sequence[Claim]) -> dict[Claim, Claim]:
    """The claims that are asked in another context, each with the claim that is asked in its place."""
    contexts = longest(claim.context for claim in claims)
    placed: dict[Claim, Claim] = {}
    for claim in claims:
        longer, names = contexts[claim.context]
        if names and names.isdisjoint(_letters(claim)):
            placed[claim] = replace(claim, context=longer)
    return placed


def _letters(claim: Claim) -> frozenset[str]:
    return letters_of(claim.left) | letters_of(claim.right) | frozenset(claim.unknowns)


@lru_cache(maxsize=1024)
def _verdict(line: str) -> Verdict:
    """A verdict as the child wrote it; many claims get the same."""
    return verdict_from_json(json.loads(line))


def _sent(stream: IO[str], text: str) -> bool:
    """Whether a text could be written: not to a child that died while reading, nor where the system refuses."""
    try:
        stream.write(text)
        stream.flush()
    except OSError:
        return False
    return True


def _close(stream: IO[str]) -> None:
    try:
        stream.close()
    except OSError:
        return  # what was still buffered for a dead child is of no use to anybody
