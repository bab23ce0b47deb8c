"""The page of corrections in a browser: accessible, reached by keyboard, every verdict visible, nothing fetched."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from solgen.render import html
from solgen.sheets.corrections import compose_corrections
from solgen.sheets.sheet import Finding, Line, Math
from tests.render.hostile import PAYLOADS, hostile_audit
from tests.sheets.audits import audit_of_case
from tests.sheets.walking import all_of

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
sync_api = pytest.importorskip("playwright.sync_api", reason="the package playwright is not installed")
axe_package = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is missing")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on this machine")

SHEET = compose_corrections(audit_of_case("hyperbolic"))
WIDTHS = (320, 1200)
SERIOUS = {"serious", "critical"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory) -> Path:
    path: Path = tmp_path_factory.mktemp("page") / "corrections.html"
    path.write_text(html.render(SHEET), encoding="utf-8")
    return path


class Opened:
    """A page that was opened, the requests it made and what it said on the console."""

    def __init__(self, browser: Any, file: Path, **options: Any) -> None:
        self.page = browser.new_page(**options)
        self.requests: list[str] = []
        self.said: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: self.said.append(dialog.message))
        self.page.route("**/*", self._route)
        self.page.goto(file.as_uri())

    def _route(self, route: Any) -> None:
        self.requests.append(route.request.url)
        if route.request.url.startswith("file:"):
            route.continue_()
        else:
            route.abort()


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1200)])
def test_axe_finds_nothing_serious(browser, file, scheme: str, width: int):
    opened = Opened(browser, file, color_scheme=scheme, viewport={"width": width, "height": 900})
    found = axe_package.Axe().run(opened.page).response["violations"]
    opened.page.close()
    assert [(each["id"], each["nodes"][0]["html"]) for each in found if each["impact"] in SERIOUS] == []


def test_axe_would_find_what_is_wrong(browser, tmp_path):
    (tmp_path / "bad.html").write_text("<html><body><img src='data:,'><p style='color:#eee'>x</p>", encoding="utf-8")
    opened = Opened(browser, tmp_path / "bad.html")
    found = axe_package.Axe().run(opened.page).response["violations"]
    opened.page.close()
    assert {"html-has-lang", "image-alt"} <= {each["id"] for each in found}


def test_nothing_is_fetched_and_nothing_is_refused_by_the_policy(browser, file):
    opened = Opened(browser, file)
    opened.page.close()
    assert opened.requests == [file.as_uri()]
    assert opened.said == []


def test_a_hostile_text_runs_nothing_and_fetches_nothing(browser, tmp_path):
    path = tmp_path / "corrections.html"
    path.write_bytes(html.render(compose_corrections(hostile_audit(" ".join(PAYLOADS)))).encode("utf-8", "replace"))
    opened = Opened(browser, path)
    scripts = opened.page.evaluate("document.scripts.length + document.images.length")
    opened.page.close()
    assert (opened.requests, opened.said, scripts) == ([path.as_uri()], [], 0)


def test_the_policy_would_stop_a_script_that_got_through(browser, file, tmp_path):
    path = tmp_path / "corrections.html"
    page = file.read_text(encoding="utf-8").replace(
        "<main>", "<main><script>document.title = 'run'</script><img src='x:y' onerror='document.title=1'>"
    )
    path.write_text(page, encoding="utf-8")
    opened = Opened(browser, path)
    title = opened.page.title()
    opened.page.close()
    assert title == "Corrections: hyperbolic.md"
    assert opened.said


def tabbed(page: Any, stops: int = 200) -> list[str]:
    """The addresses of the links that the Tab key reaches, in order, once around."""
    seen: list[str] = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        at = page.evaluate("document.activeElement.getAttribute('href') || document.activeElement.tagName")
        if at == "BODY":
            break
        seen.append(at)
    return seen


def test_the_tab_key_reaches_every_wrong_line_and_first_of_all_the_way_past_the_head(browser, file):
    opened = Opened(browser, file)
    links = tabbed(opened.page)
    findings = opened.page.evaluate("[...document.querySelectorAll('.finding')].map(each => '#' + each.id)")
    wrong = opened.page.evaluate("[...document.querySelectorAll('.finding.amiss')].map(each => '#' + each.id)")
    lines = opened.page.evaluate(
        "[...document.querySelectorAll('.judged a.tick')].map(each => each.getAttribute('href'))"
    )
    opened.page.close()
    assert links[:2] == ["#text", "#finding-1"]
    assert set(wrong) <= set(lines) <= set(findings)
    assert [link for link in links if link in lines]
    assert set(lines) <= set(links)


def test_the_skip_link_is_seen_when_it_is_reached_and_leads_to_the_first_wrong_line(browser, file):
    opened = Opened(browser, file, viewport={"width": 900, "height": 600})
    opened.page.keyboard.press("Tab")
    opened.page.keyboard.press("Tab")
    box = opened.page.locator("a.skip >> nth=1").bounding_box()
    assert box["x"] >= 0
    opened.page.keyboard.press("Enter")
    assert opened.page.evaluate("location.hash") == "#finding-1"
    assert opened.page.locator("#finding-1").bounding_box()["y"] < 600
    opened.page.close()


def test_one_comes_from_each_wrong_line_to_the_next_by_its_links(browser, file):
    opened = Opened(browser, file)
    walked = ["finding-1"]
    while True:
        following = opened.page.locator(f"#{walked[-1]} .steps a", has_text="Next")
        if following.count() == 0:
            break
        following.focus()
        opened.page.keyboard.press("Enter")
        walked.append(opened.page.evaluate("location.hash").removeprefix("#"))
    opened.page.close()
    assert len(walked) == len(set(walked)) == 5


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("media", ["screen", "print"])
def test_every_verdict_is_visible_as_a_sign_and_in_words(browser, file, width: int, media: str):
    opened = Opened(browser, file, viewport={"width": width, "height": 900})
    opened.page.emulate_media(media=media)
    signs = opened.page.locator(".tick > [aria-hidden], .finding .sign")
    boxes = [signs.nth(position).bounding_box() for position in range(signs.count())]
    ticked = [each for each in all_of(Math | Line, SHEET.blocks) if each.tick is not None]
    assert len(boxes) == len(ticked) + len(all_of(Finding, SHEET.blocks))
    assert all(box and box["width"] > 2 and box["height"] > 5 and box["x"] >= 0 for box in boxes)
    assert all(box["x"] + box["width"] <= width for box in boxes)
    told = opened.page.locator(".tick").evaluate_all("all => all.map(each => each.textContent.replace(/[^a-z]/g, ''))")
    assert all(len(words) > 3 for words in told)
    findings = opened.page.locator(".finding .said").evaluate_all("all => all.map(each => each.innerText.length)")
    assert all(length > 12 for length in findings)
    opened.page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_is_no_wider_than_the_window(browser, file, width: int):
    opened = Opened(browser, file, viewport={"width": width, "height": 900})
    wide = opened.page.evaluate("document.documentElement.scrollWidth")
    opened.page.close()
    assert wide <= width


def test_what_is_wrong_is_told_apart_without_colour(browser, file):
    """Right and wrong lines have other signs, and only wrong ones have a finding with a bar beside it."""
    opened = Opened(browser, file)
    right = opened.page.locator(".judged.proved .tick > [aria-hidden]").first.inner_text()
    wrong = opened.page.locator(".judged.wrong .tick > [aria-hidden]").first.inner_text()
    bar = opened.page.locator(".finding.wrong").first.evaluate("each => getComputedStyle(each).borderLeftWidth")
    opened.page.close()
    assert (right, wrong, bar) == ("✓", "✗", "4px")


def test_every_formula_is_set_by_the_browser(browser, file):
    opened = Opened(browser, file)
    boxes = opened.page.evaluate(
        "[...document.querySelectorAll('math')].map(each => each.getBoundingClientRect()).map(r => [r.width, r.height])"
    )
    opened.page.close()
    assert len(boxes) > 20
    assert all(width > 3 and height > 3 for width, height in boxes)


def test_the_page_has_a_title_a_language_and_one_of_each_landmark(browser, file):
    opened = Opened(browser, file)
    counts = opened.page.evaluate(
        "['main', 'header', 'nav', 'footer', 'h1'].map(tag => document.querySelectorAll('body ' + tag).length)"
    )
    language = opened.page.evaluate("document.documentElement.lang")
    title = opened.page.title()
    opened.page.close()
    assert (counts, language, title) == ([1, 1, 1, 1, 1], "en", "Corrections: hyperbolic.md")
