"""The list of provers: each is a module of its own, imported when it is asked."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from solgen.kernel import mechanisms

KERNEL = Path(mechanisms.__file__).parent


def loaded_after(program: str) -> set[str]:
    """The modules of the kernel that a new interpreter holds after a program."""
    listing = f"{program}\nimport json, sys; print(json.dumps(sorted(sys.modules)))"
    said = subprocess.run([sys.executable, "-I", "-c", listing], capture_output=True, text=True, check=True).stdout
    return {name for name in json.loads(said) if name.startswith("solgen.kernel.")}


def provers() -> set[str]:
    return {f"solgen.kernel.{mechanism.replace(' ', '_')}" for mechanism in mechanisms.MECHANISMS}


@pytest.mark.parametrize("mechanism", mechanisms.MECHANISMS)
def test_each_mechanism_is_a_module_that_bears_its_name_and_has_an_attempt(mechanism):
    found = mechanisms.prover(mechanism)
    assert found.__name__ == "attempt"
    assert found.__module__ == f"solgen.kernel.{mechanism.replace(' ', '_')}"
    assert found is mechanisms.prover(mechanism)


def test_a_process_that_only_reads_verdicts_imports_no_algebra():
    loaded = loaded_after("import solgen.kernel.check")
    assert not {name for name in loaded if name.startswith(("solgen.kernel.matrices", "solgen.kernel.field"))}
    assert provers() - loaded >= {"solgen.kernel.matrix_instances", "solgen.kernel.equalities"}


def test_the_judges_child_holds_every_mechanism_before_it_says_its_digest():
    greet = "import io, sys\nfrom solgen.kernel.__main__ import serve\nserve(io.StringIO(), io.StringIO(), 1.0)"
    assert provers() <= loaded_after(greet)


def test_only_check_and_the_program_lead_to_the_list():
    """What a mechanism imports is seen by the test of circles only if no mechanism goes through the list."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in KERNEL.rglob("*.py")}
    assert {name for name, text in texts.items() if "kernel.mechanisms" in text} == {"asking.py", "__main__.py"}
    assert {name for name, text in texts.items() if "kernel.asking" in text} == {"check.py"}


@pytest.mark.parametrize(
    "name", [*mechanisms.MECHANISMS, "binding", "refute", "ties", "stated properties", "quantified"]
)
def test_each_mechanism_says_its_budget_and_its_source(name):
    said = import_module(f"solgen.kernel.{name.replace(' ', '_')}").__doc__ or ""
    assert "Budget" in said
    assert "Source" in said
