"""How many right lines of the bank's own solutions an audit calls wrong: every layout, many variants.

``python -m tests.bench.audit_bank [SEED…]`` takes the reference and one variant a seed of every question.
"""

from __future__ import annotations

import sys
from collections import Counter

from solgen.audit.audit import audit
from solgen.audit.context.understand import understand
from solgen.documents.manuscripts.read import parse_manuscript
from solgen.judge import Judge
from tests.bench.kernel_mutants import variants_of
from tests.bench.planting.layouts import all_layouts


def measure(seeds: list[int]) -> int:
    """Print what comes out, and every right line that is called wrong; returns how many there are."""
    words: Counter[str] = Counter()
    wrong: list[str] = []
    texts = 0
    with Judge() as judge:
        for text in all_layouts(variants_of(seeds)):
            found = audit(understand(parse_manuscript(text.text, text.name, text.format)), judge)
            texts += 1
            words.update(claim.word.value for claim in found.claims)
            wrong += [
                f"{text.name}, line {claim.place.line}: {claim.left} {claim.relation} {claim.right}: {claim.message}"
                for claim in found.claims
                if claim.wrong
            ]
    print(f"  {texts} texts of right lines: {dict(words)}")
    print(f"  called wrong: {len(wrong)} (aim 0)")
    for line in wrong:
        print(f"    {line}")
    return len(wrong)


if __name__ == "__main__":
    sys.exit(1 if measure([int(seed) for seed in sys.argv[1:]]) else 0)
