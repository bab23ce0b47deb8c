"""Solution sheets for students to look at: a static folder in which each is found by the code of its paper.

No name, no number and no other sheet goes there, and nothing that runs: one page of links, and the sheets.
"""

from __future__ import annotations

from html import escape
from pathlib import Path, PurePosixPath

from solgen.building.files import MANIFEST, claim_folder, digest, put
from solgen.building.manifest import Manifest, read_manifest
from solgen.building.pipeline import Progress
from solgen.building.sheets import SOLUTIONS
from solgen.building.sitting.folder import VARIANT, remove_what_is_gone
from solgen.building.sitting.lock import refuse_if_locked
from solgen.diagnostics import Diagnostic, Failure, Place
from solgen.languages.language import language_named

PUBLISHED = "published "
INDEX = "index.html"
_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>
body {{ font-family: sans-serif; line-height: 1.5; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #111; }}
ul {{ columns: 8rem; list-style: none; padding: 0; }}
a {{ font-family: monospace; font-size: 1.1rem; color: #0b4f8a; }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{said}</p>
<ul>
{entries}
</ul>
</main>
</body>
</html>
"""


def publish_solutions(folder: Path, site: Path, progress: Progress) -> tuple[str, ...]:
    """Put the solution sheets of a sitting into ``site``; the names of the files that changed.

    Raises Failure: build-no-sitting, build-file-changed where a sheet is not as it was made, build-folder-not-ours.
    """
    manifest = read_manifest(folder)
    if manifest is None or not manifest.variant.startswith(VARIANT):
        hint = "name the folder of a sitting that `solgen build EXAM --roster ROSTER` has made"
        raise Failure(Diagnostic("build-no-sitting", f"{folder} holds no sitting's papers", Place(str(folder)), hint))
    refuse_if_locked(folder)
    old = read_manifest(site)
    if old is not None and not old.variant.startswith(PUBLISHED):
        message = f"{site} holds another build"
        hint = "choose another folder with --to"
        raise Failure(Diagnostic("build-folder-not-ours", message, Place(str(site)), hint))
    claim_folder(site)
    sheets = {name: _published(name) for name in manifest.files if name.startswith(f"{SOLUTIONS}/")}
    files: dict[str, str] = {}
    changed: list[str] = []
    put(site, {MANIFEST: _manifest(manifest, files, old).as_bytes()})  # from now on the folder is known to be ours
    for done, (name, published) in enumerate(sorted(sheets.items())):
        data = _unchanged(folder / name, manifest.files[name])
        changed += put(site, {published: data})
        files[published] = digest(data)
        progress("publishing solutions", done, len(sheets))
    page = _index(manifest, sorted(files)).encode()
    changed += put(site, {INDEX: page})
    files[INDEX] = digest(page)
    put(site, {MANIFEST: _manifest(manifest, files, None).as_bytes()})
    remove_what_is_gone(site, {} if old is None else old.files, files)
    return tuple(changed)


def _published(name: str) -> str:
    """``7f3a.pdf`` for ``solutions/0001-7f3a.pdf``; a picture keeps its name."""
    path = PurePosixPath(name)
    number, _, rest = path.name.partition("-")
    return rest if rest and number.isdecimal() and len(path.parts) == 2 else name.partition("/")[2]


def _unchanged(path: Path, known: str) -> bytes:
    try:
        data = path.read_bytes()
    except OSError:
        data = b""
    if digest(data) != known:
        message = f"{path.name} is not what was built, and nothing more was published"
        hint = "build again, or find out who changed it: `solgen verify DIR`"
        raise Failure(Diagnostic("build-file-changed", message, Place(str(path)), hint))
    return data


def _manifest(manifest: Manifest, files: dict[str, str], old: Manifest | None) -> Manifest:
    """What the site's manifest says; while the site is being written, it keeps what the one before said."""
    known = {} if old is None else dict(old.files)
    name = manifest.variant.removeprefix(VARIANT)
    return Manifest(manifest.target, f"{PUBLISHED}{name}", {}, manifest.versions, {}, {}, known | files)


def _index(manifest: Manifest, names: list[str]) -> str:
    entries = "\n".join(
        f'<li><a href="{escape(name, quote=True)}">{escape(name.rpartition(".")[0])}</a></li>'
        for name in names
        if name.endswith(".pdf") and "/" not in name
    )
    language = language_named(manifest.options.get("language", "en"))
    name = manifest.variant.removeprefix(VARIANT)
    title = language.say("{exam}, {sitting}: solutions", exam=manifest.target, sitting=name)
    said = language.say(
        "Each paper has a code of its own, which stands on its pages. These are the solutions, by code."
    )
    return _PAGE.format(
        language=escape(language.code, quote=True), title=escape(title), said=escape(said), entries=entries
    )
