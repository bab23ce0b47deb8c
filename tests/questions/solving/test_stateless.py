"""Which solvers leave nothing behind: those whose every word is known to change nothing that stays."""

from __future__ import annotations

import ast
import builtins
import importlib
import types
from fractions import Fraction
from pathlib import Path

import pytest

from solgen.questions.load import load_question
from solgen.questions.solving import stateless
from solgen.questions.solving.run import needs_sympy, run
from solgen.questions.solving.stateless import leaves_nothing
from tests.questions.solving.test_run import TEXT

ROOT = Path(__file__).parents[3]
SOLVERS = sorted((ROOT / "solgen/bank").rglob("*.py"))


def judged(text: str) -> bool:
    return leaves_nothing(ast.parse(text))


@pytest.mark.parametrize("path", SOLVERS, ids=lambda path: path.stem)
def test_the_banks_solvers_leave_nothing_but_those_that_use_sympy(path):
    program = path.read_bytes()
    assert judged(program.decode()) is not needs_sympy(program)


@pytest.mark.parametrize(
    "text",
    [
        "def solve(parameters):\n    return {'b': sum(parameters['y']) / len(parameters['y'])}\n",
        "from math import comb\n\ndef solve(p):\n    return {'b': comb(p['n'], 2)}\n",
        "import numpy as np\n\ndef solve(p):\n    a = np.array(p['y'])\n    a[0] = 1\n    return {'b': a.sum()}\n",
        "SEEN = []\n\ndef solve(p):\n    SEEN.append(1)\n    return {'b': len(SEEN)}\n",
        "def solve(p):\n    try:\n        return {}\n    except ZeroDivisionError as error:\n        return {'b': 0}\n",
        "from itertools import product\n\ndef solve(p):\n    return {'b': len({i + j for i, j in product(p)})}\n",
    ],
)
def test_plain_arithmetic_leaves_nothing(text):
    assert judged(text)


@pytest.mark.parametrize(
    "text",
    [
        "import os\n",
        "import sympy\n",
        "from os import environ\n",
        "from math import *\n",
        "from . import other\n",
        "import numpy.random\n",
        "import fractions\nfractions.seen = 1\n",
        "from fractions import Fraction\nFraction.seen = 1\n",
        "import fractions\ndel fractions.Fraction\n",
        "import numpy as np\nnp.random.seed(1)\n",
        "import numpy as np\nx = np.linalg.inv([[1, 2], [3, 4]])\n",
        "x = [1] @ [2]\n",
        "x = sum.__self__\n",
        "__builtins__['sum'] = 1\n",
        "setattr(1, 'a', 2)\n",
        "getattr = max\n",
        "def solve(eval):\n    return eval\n",
        "exec('import os')\n",
        "x = id(1)\n",
        "x = hash('a')\n",
        "open('x')\n",
        "class A:\n    pass\n",
        "match 1:\n    case int(real=r):\n        pass\n",
        "with 1 as x:\n    pass\n",
        "async def f():\n    pass\n",
        "def solve(p):\n    try:\n        pass\n    except:\n        pass\n",
        "def f():\n    yield\nx = f().gi_frame\n",
        "x = undefined\n",
    ],
)
def test_what_is_not_known_to_leave_nothing_is_given_a_fork_of_its_own(text):
    assert not judged(text)


def test_every_word_of_the_list_is_there_to_be_used():
    for module, names in stateless._MODULES.items():
        found = importlib.import_module(module)
        assert [name for name in sorted(names) if not hasattr(found, name)] == []
    assert [name for name in sorted(stateless._BUILTINS) if name != "__name__" and not hasattr(builtins, name)] == []


@pytest.mark.parametrize("module", [name for name in stateless._MODULES if name.startswith("solgen")])
def test_what_solvers_share_of_ours_holds_nothing_that_can_change(module):
    found = importlib.import_module(module)
    own = {name: value for name, value in vars(found).items() if not name.startswith("__")}
    fixed = (types.FunctionType, types.ModuleType, types.GenericAlias, type, int, str, tuple, frozenset)
    fixed_too = (name for name, value in own.items() if "typing" in str(type(value)))
    changing = {name for name, value in own.items() if not isinstance(value, fixed)} - {*fixed_too}
    assert changing == {"annotations"}
    assert "global" not in Path(str(found.__file__)).read_text(encoding="utf-8")
    assert stateless._MODULES[module] <= own.keys()


def made(folder: Path, code: str):
    (folder / "q.md").write_text(TEXT, encoding="utf-8")
    (folder / "q.py").write_text(code, encoding="utf-8")
    return load_question(folder / "q.md")


def test_a_fork_that_is_asked_again_shows_nothing_of_the_request_before(tmp_path):
    code = "SEEN = []\n\ndef solve(parameters, mine=[]):\n    SEEN.append(1)\n    mine.append(1)\n"
    question = made(tmp_path, code + "    return {'b': len(SEEN), 'c': len(mine)}\n")
    for number in range(4):
        assert run(question, {"a": Fraction(number)}).values == {"b": 1, "c": 1}
