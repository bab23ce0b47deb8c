"""Golden cases of corrections: an audit, and beside it what each format makes of it."""

from __future__ import annotations

from solgen.render import html, markdown, typst
from solgen.sheets.corrections import compose_corrections
from tests.sheets.audits import CASES, audit_of_case, case_names

FORMATS = ("md", "html", "typ")


def rendered(name: str) -> dict[str, str]:
    """A case in every format, without the part that is the same for all: styles and the functions of the look."""
    sheet = compose_corrections(audit_of_case(name))
    page, source = html.render(sheet), typst.render(sheet)
    return {
        "md": markdown.render(sheet),
        "html": page[page.index("<body>") :],
        "typ": source[source.index("#show: body") :],
    }


def expected(name: str) -> dict[str, str]:
    """What the files beside the case say."""
    return {form: (CASES / f"{name}.expected.{form}").read_text(encoding="utf-8") for form in FORMATS}


if __name__ == "__main__":  # python -m tests.render.corrections, after looking at the pages
    for case in case_names():
        for form, written in rendered(case).items():
            (CASES / f"{case}.expected.{form}").write_text(written, encoding="utf-8")
