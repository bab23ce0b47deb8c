"""One judge for all tests of this folder; a way to audit a text that was understood by hand."""

from __future__ import annotations

import pytest

from solgen.audit.audit import audit
from solgen.judge import Judge
from tests.audit.texts import understood


@pytest.fixture(scope="package")
def judge():
    with Judge() as one:
        yield one


@pytest.fixture(scope="package")
def audited(judge):
    """Audits a text; the claims by the LaTeX of their right sides."""

    def run(text, *declared, names=("",)):
        found = audit(understood(text, *declared, names=names), judge)
        return {claim.right: claim for claim in found.claims}

    return run
