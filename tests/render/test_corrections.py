"""Corrections in Markdown, HTML and Typst: as the golden cases say, and nothing of the text is taken for markup."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from xml.dom import minidom

import pytest
import typst as typst_engine
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from solgen.building.auditing import spelled_out
from solgen.render import html, markdown, typst
from solgen.sheets.corrections import compose_corrections
from solgen.sheets.saying import formula_inline
from solgen.sheets.sheet import Finding, Prose, Tick, Verbatim, Words
from tests.render.corrections import expected, rendered
from tests.render.hostile import PAYLOADS, hostile_audit
from tests.sheets.audits import audit_of_case, case_names

SHEET = compose_corrections(audit_of_case("hyperbolic"))
TAGS = {
    "html", "head", "meta", "title", "style", "body", "a", "header", "h1", "h2", "h3", "h4", "h5", "h6", "p", "nav",
    "ul", "ol", "li", "main", "section", "div", "span", "table", "thead", "tbody", "tr", "th", "td", "pre", "code",
    "em", "strong", "dl", "dt", "dd", "details", "summary", "footer", "br", "math", "mrow", "mi", "mn", "mo", "mtext",
    "mspace", "mfrac", "msqrt", "mroot", "mstyle", "msub", "msup", "msubsup", "munder", "mover", "munderover",
    "mtable", "mtr", "mtd",
}  # fmt: skip
ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "class", "href", "id", "role", "aria-label",
    "aria-labelledby", "aria-hidden", "tabindex", "title", "scope", "colspan", "open", "xmlns", "display",
    "displaystyle", "stretchy", "form", "fence", "width", "accent", "accentunder", "linethickness", "minsize",
    "maxsize", "lspace", "rspace",
}  # fmt: skip


class Page(HTMLParser):
    """The tags, attributes and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)

    def handle_comment(self, data):
        raise AssertionError(data)

    def handle_decl(self, decl):
        assert decl == "DOCTYPE html"

    def handle_pi(self, data):
        raise AssertionError(data)


@pytest.mark.parametrize("name", case_names())
def test_corrections_are_rendered_as_the_golden_case_says(name: str):
    assert rendered(name) == expected(name)


@pytest.mark.parametrize("renderer", [html, markdown, typst])
def test_corrections_are_the_same_bytes_each_time(renderer):
    assert renderer.render(SHEET) == renderer.render(compose_corrections(audit_of_case("hyperbolic")))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_text_makes_no_tag_no_attribute_and_no_address_of_its_own(payload: str):
    page = Page(html.render(compose_corrections(hostile_audit(payload))))
    assert page.open == []
    assert page.tags <= TAGS
    assert {name for name, _ in page.attributes} <= ATTRIBUTES
    links = [value for name, value in page.attributes if name == "href"]
    assert links
    assert all(re.fullmatch(r"#[a-z]+(-\d+)?", link) for link in links)
    identities = [value for name, value in page.attributes if name == "id"]
    assert len(identities) == len(set(identities))
    assert {link[1:] for link in links} <= set(identities)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_text_is_printed_as_it_is_in_html(payload: str):
    page = Page(html.render(compose_corrections(hostile_audit(payload))))
    shown = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\u202a-\u202e]", "\ufffd", payload)
    assert "".join(page.words).count(shown) >= 5


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_text_is_set_by_typst_as_data(payload: str):
    source = typst.render(spelled_out(compose_corrections(hostile_audit(payload))))
    _, warnings = typst_engine.compile_with_warnings(source.encode(), format="pdf", ignore_system_fonts=True)
    assert [warning.message for warning in warnings] == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_text_makes_no_markup_of_its_own_in_markdown(payload: str):
    written = markdown.render(compose_corrections(hostile_audit(payload)))
    without_formulas = re.sub(r"\$\$.*?\$\$", "", written, flags=re.DOTALL)
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(without_formulas)
    flat = [inner for token in tokens for inner in [token, *(token.children or [])]]
    tags = [token.content for token in flat if token.type in ("html_inline", "html_block")]
    assert all(re.fullmatch(r'(<a id="[a-z]+-\d+">|</a>|<a id="[a-z]+-\d+"></a>\n?)', tag) for tag in tags), tags
    assert [token for token in flat if token.type == "image"] == []
    links = [str(token.attrs["href"]) for token in flat if token.type == "link_open"]
    assert all(re.fullmatch(r"#[a-z]+-\d+", link) for link in links), links


def test_no_formula_of_a_text_holds_a_tag_in_markdown():
    for payload in PAYLOADS:
        written = markdown.render(compose_corrections(hostile_audit(payload)))
        formulas = re.findall(r"\$\$.*?\$\$", written, flags=re.DOTALL)
        assert not any("<" in formula or ">" in formula for formula in formulas), formulas


@given(st.text(alphabet=st.sampled_from("<>&\"'`\\#$@[]{}%~*_|=-+!;:/ \n\tab1\x00\u202eé中"), max_size=40))
@settings(max_examples=100, derandomize=True, deadline=None)
def test_words_and_code_are_data_to_html(words: str):
    inside = html.blocks((Prose((Words(words), Words(words, "code"))), Verbatim(words)))
    shown = re.sub("[\x00-\x08\x0b-\x1f\u202e]", "\ufffd", words)
    assert "".join(Page(inside).words).replace("\n", "") == (shown * 3).replace("\n", "")


@given(st.text(alphabet=st.sampled_from("`\\#$[]<>~ \nab"), min_size=1, max_size=30))
@settings(max_examples=150, derandomize=True, deadline=None)
def test_code_of_a_text_stays_code_in_markdown(words: str):
    tokens = MarkdownIt("commonmark", {"html": True}).parse(markdown.blocks((Verbatim(words),)))
    assert [token.type for token in tokens] == ["fence"]
    assert tokens[0].content.rstrip("\n") == words.rstrip()


def test_the_policy_names_the_digest_of_the_styles_and_allows_nothing_else():
    page = html.render(SHEET)
    styles = re.findall(r"<style>(.*?)</style>", page, flags=re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(styles[0].encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert f'content="{policy}"' in page
    assert len(styles) == 1
    assert "url(" not in styles[0]
    assert "@import" not in styles[0]


def test_every_formula_of_the_page_is_well_formed_mathml():
    formulas = re.findall(r"<math.*?</math>", html.render(SHEET))
    assert len(formulas) > 20
    for formula in formulas:
        minidom.parseString(formula)  # noqa: S318 -- our own output


def test_a_direction_that_a_text_turns_is_shown_and_does_not_turn():
    assert html.text("a\u202eb\u2066c") == "a\ufffdb\ufffdc"


def test_a_language_that_is_none_is_not_written():
    page = html.render(compose_corrections(hostile_audit('en"><script>')))
    assert set(re.findall(r'lang="([^"]*)"', page)) == {"en"}


@pytest.mark.parametrize("tick", list(Tick))
def test_every_tick_is_told_in_words_and_set_by_typst(tick: Tick):
    found = Finding("finding-1", "line 1", tick, (Words("said"),))
    assert 'role="note"' in html.finding(found)
    assert len(re.sub("<[^>]*>", "", html._tick(tick)).strip()) > 3
    source = typst.render(SHEET) + "\n" + typst.blocks((Prose((Words("x"),)),)) + f'\n#sign("{tick.value}")'
    typst_engine.compile(source.encode(), format="pdf", ignore_system_fonts=True)


def test_a_template_of_ones_own_takes_the_place_of_the_page(tmp_path):
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "corrections.html").write_text("mine: << sheet.file >>\n", encoding="utf-8")
    assert html.render(SHEET, tmp_path) == "mine: hyperbolic.md\n"


def test_punctuation_behind_a_formula_stays_on_its_line_and_nothing_is_lost():
    pieces = (
        formula_inline("x"),
        Words(", then "),
        formula_inline("y"),
        Words("-th."),
        formula_inline("z"),
        Words(")."),
    )
    written = html.inlines(pieces)
    assert written.count('<span class="end">') == 2
    assert re.search(r'<span class="end"><math.*?</math>,</span> then ', written)
    assert "".join(Page(written).words) == "x, then y-th.z)."
