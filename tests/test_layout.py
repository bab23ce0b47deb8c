"""The shape of the project: imports point downwards, the kernel stands alone, one module makes verdicts."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from solgen.diagnostics import known_codes

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "solgen"
ROOMS = [
    "diagnostics", "languages", "notation", "kernel", "judge", "documents", "questions", "solvers", "exams", "audit",
    "sheets", "render", "typeset", "building", "cli",
]  # fmt: skip
KERNEL_MAY_IMPORT = {"diagnostics", "notation", "kernel"}


def modules():
    return [path for path in sorted(PACKAGE.rglob("*.py")) if "bank" not in path.parts]


def room_of(path: Path) -> str:
    relative = path.relative_to(PACKAGE)
    return relative.parts[0].removesuffix(".py")


def imported_names(path: Path) -> list[str]:
    """Every module imported anywhere in the file, in functions and under TYPE_CHECKING too."""
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides its room"
            names += [node.module or ""]
            names += [f"{node.module}.{alias.name}" for alias in node.names if node.module == "solgen"]
    return names


def imported_rooms(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imported_names(path) if name.startswith("solgen.")}


def upward_imports(source_room: str, rooms: set[str]) -> set[str]:
    return {room for room in rooms if room in ROOMS and ROOMS.index(room) > ROOMS.index(source_room)}


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_rooms_before_it(path):
    room = room_of(path)
    if room == "__init__":
        assert imported_names(path) == []
        return
    assert room in ROOMS, f"{path} stands in no room of the design"
    assert upward_imports(room, imported_rooms(path)) == set()


def test_the_rule_against_upward_imports_can_fail():
    assert upward_imports("kernel", {"notation", "sheets"}) == {"sheets"}


def modules_imported(path: Path, known: set[str]) -> set[str]:
    """The modules of ``known`` that a file imports, anywhere in it; those of a package by their own names."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (inner & known) | ({node.module or ""} if inner - known else set())
    return found & known


def circles(imports: dict[str, set[str]]) -> list[set[str]]:
    """The sets of modules that import each other, directly or around a circle."""
    reached = {}
    for module, own in imports.items():
        seen: set[str] = set()
        waiting = list(own)
        while waiting:
            other = waiting.pop()
            if other not in seen:
                seen.add(other)
                waiting.extend(imports[other])
        reached[module] = seen
    found: list[set[str]] = []
    for module in imports:
        circle = {other for other in reached[module] if module in reached[other]}
        if circle and circle not in found:
            found.append(circle)
    return found


def test_no_two_modules_import_each_other_directly_or_around_a_circle():
    """What needs each other registers itself: ``REBUILD`` in kernel/field, ``rule`` in kernel/floats, ``Grammar``."""
    named = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in modules()
    }
    assert circles({name: modules_imported(path, set(named)) - {name} for name, path in named.items()}) == []


def test_the_rule_against_circles_can_fail():
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [{"a", "b", "c"}]


@pytest.mark.parametrize(
    "path", [p for p in modules() if room_of(p) in KERNEL_MAY_IMPORT], ids=lambda p: str(p.relative_to(PACKAGE))
)
def test_what_the_kernel_is_made_of_imports_only_itself_flint_and_the_standard_library(path):
    tops = {name.split(".")[0] for name in imported_names(path)}
    assert tops - {"solgen", "flint"} <= set(sys.stdlib_module_names)
    assert imported_rooms(path) <= KERNEL_MAY_IMPORT


def test_a_running_kernel_has_loaded_only_itself_flint_and_the_standard_library():
    listing = "import sys, solgen.kernel.__main__ as m; m.load(); print('\\n'.join(sorted(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-I", "-c", listing], capture_output=True, text=True, check=True).stdout
    bare = subprocess.run(
        [sys.executable, "-I", "-c", "import sys; print('\\n'.join(sorted(sys.modules)))"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    new = set(loaded.split()) - set(bare.split())
    strangers = {
        module
        for module in new
        if module.split(".")[0] not in sys.stdlib_module_names | {"flint", "solgen"}
        and not module.startswith("_cython")
        and "cython_runtime" not in module
    }
    assert strangers == set()
    rooms = {module.split(".")[1] for module in new if module.startswith("solgen.")}
    assert {"kernel", "notation"} <= rooms <= KERNEL_MAY_IMPORT


def names_the_verdict_constructor(source: str) -> bool:
    """Whether the source calls ``Verdict`` or takes hold of it other than for an annotation or ``isinstance``."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            label = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if label == "Verdict":
                return True
            if label in {"replace", "__new__", "partial", "map", "make_dataclass"} and any(
                isinstance(argument, ast.Name) and argument.id in {"Verdict", "verdict"} for argument in node.args
            ):
                return True
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Name) and node.value.id == "Verdict":
            return True
    return False


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_check_makes_a_verdict_and_only_one_file_reads_one_back(path):
    made = names_the_verdict_constructor(path.read_text(encoding="utf-8"))
    assert made == (path in (PACKAGE / "kernel" / "check.py", PACKAGE / "kernel" / "verdict_as_data.py"))


@pytest.mark.parametrize(
    "source", ["v = Verdict(Word.PROVED)", "v = claim.Verdict(x)", "make = Verdict", "v = replace(verdict, word=w)"]
)
def test_the_rule_about_verdicts_can_fail(source):
    assert names_the_verdict_constructor(source)


def codes_given_to_diagnostics() -> set[str]:
    """The literal first argument (or ``code=``) of every call of ``Diagnostic``."""
    codes: set[str] = set()
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Diagnostic":
                given = [*node.args[:1], *(keyword.value for keyword in node.keywords if keyword.arg == "code")]
                codes |= {str(code.value) for code in given if isinstance(code, ast.Constant)}
    return codes


def test_every_code_that_a_diagnostic_is_given_has_a_page():
    assert codes_given_to_diagnostics() - set(known_codes()) == set()


def test_every_page_explains_a_code_that_the_source_names():
    literals = {
        node.value
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(known_codes()) - literals == set()


def test_no_file_of_the_package_names_a_path_of_the_machine_it_was_written_on():
    for path in [*modules(), *ROOT.glob("docs/*.md"), ROOT / "README.md", ROOT / "Makefile"]:
        text = path.read_text(encoding="utf-8")
        assert str(ROOT.parent) + "/" not in text, path
