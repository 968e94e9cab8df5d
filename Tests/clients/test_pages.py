"""The days of an SDR, an AE, a manager, a marketer and RevOps, walked in a real browser."""

import re

import pytest
from browser import DESKTOP, PHONE, Browsers, overflow, until
from workspace import Workspace

PEOPLE = {
    "jonas": "sdr",
    "ren": "ae",
    "sungmin": "manager",
    "clara": "marketing",
    "eunji": "revops",
    "felix": "csm",
}
PAGES = {
    "sdr": ["/day", "/inbox", "/leads", "/notices", "/profile", "/search?q=koch"],
    "ae": ["/inbox", "/customers", "/leads", "/numbers", "/playbook"],
    "manager": ["/board", "/verification", "/settings", "/settings/audit", "/numbers/speed"],
    "marketing": ["/numbers", "/verification", "/leads/new", "/accounts", "/numbers/weekly"],
    "revops": ["/playbook/edit", "/settings", "/board", "/numbers/handoffs"],
    "csm": ["/inbox", "/customers", "/numbers/sources"],
}


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """A server over a lively demo, and browsers before it."""
    workspace = Workspace(tmp_path_factory.mktemp("pages"))
    with workspace.serve("--demo") as server:
        browsers = Browsers(server.url)
        browsers.server = server
        yield browsers
        browsers.close()


def every_page():
    return [(user, path) for user, role in PEOPLE.items() for path in PAGES[role]]


@pytest.mark.parametrize("user,path", every_page())
def test_every_page_is_whole_on_desktop_and_phone(demo, user, path):
    for size, theme in [(DESKTOP, "light"), (PHONE, "dark")]:
        with demo.page(user, size, theme) as page:
            answer = page.goto(path)
            assert answer.status == 200
            assert page.locator("h1").count() == 1
            assert overflow(page) <= 0, f"{path} is too wide at {size[0]} px"
            assert demo.violations(page) == []


@pytest.mark.parametrize("user,path", [("jonas", "/day"), ("ren", "/inbox"), ("sungmin", "/board")])
def test_every_page_works_without_script(demo, user, path):
    with demo.page(user, script=False) as page:
        assert page.goto(path).status == 200
        assert page.locator("main h1").is_visible()


@pytest.mark.parametrize("locale,word", [("ko-KR", "로그인"), ("ja-JP", "ログイン"), ("en-GB", "Sign in")])
def test_the_sign_in_page_speaks_the_language_of_the_browser(demo, locale, word):
    with demo.page(locale=locale) as page:
        page.goto("/sign-in")
        assert page.locator("h1").inner_text() == word
        assert demo.violations(page) == []


def test_an_sdr_calls_down_the_queue_with_the_keyboard(demo):
    with demo.page("jonas") as page:
        page.goto("/day")
        first = page.locator("[data-row]").first
        name = first.locator("strong").first.inner_text()
        page.keyboard.press("j")
        page.keyboard.press("x")
        notice = page.locator("#notices .notice")
        notice.wait_for()
        assert name in notice.inner_text()


def test_an_sdr_logs_a_call_on_the_lead_and_finds_it_in_the_story(demo):
    with demo.page("jonas") as page:
        page.goto("/day")
        page.locator("[data-row] a.row-main").last.click()
        page.wait_for_url(re.compile(r"/leads/L\d+"))
        page.fill("#note", "They compare us with a spreadsheet.")
        page.click("#lead-act button[value=yes]")
        page.locator("#notices .notice.good").wait_for()
        assert "They compare us with a spreadsheet." in page.locator("#lead-timeline").inner_text()


def test_a_handoff_is_refused_field_by_field_and_then_taken(demo):
    with demo.page("jonas") as page:
        page.goto("/day")
        addresses = page.locator("[data-row] a.row-main").evaluate_all("l => l.map(a => a.href)")
        for address in addresses:
            page.goto(f"{address}/handoff?kind=sdr-to-ae")
            if page.locator("#pain").count() and not page.input_value("textarea[name=pain]"):
                break
        page.fill("textarea[name=pain]", "")
        page.locator("button.primary[type=submit], form button.primary").last.click()
        errors = page.locator(".errors")
        errors.wait_for()
        assert errors.locator("li").count() >= 3
        assert demo.violations(page) == []


def test_an_ae_accepts_on_a_phone_with_one_thumb(demo):
    with demo.page("ren", PHONE) as page:
        page.goto("/inbox")
        card = page.locator(".card").first
        card.wait_for()
        button = card.locator("form button.primary").first
        box = button.bounding_box()
        assert box["height"] >= 44
        before = page.locator(".card form button.primary").count()
        button.click()
        page.locator("#notices .notice").first.wait_for()
        assert page.locator(".card form button.primary").count() < before or before == 1


def test_two_who_decide_at_once(demo):
    """One wins; the other is told who, and when."""
    with demo.page("lena") as one, demo.page("sungmin") as other:
        one.goto("/inbox")
        link = one.locator("a[href*='/handoffs/']").first
        path = link.get_attribute("href")
        one.goto(path)
        other.goto(path)
        one.locator("form[action$=acceptance] button").first.click()
        one.locator("#notices .notice").first.wait_for()
        other.locator("form[action$=acceptance] button").first.click()
        told = other.locator("#notices .notice.bad")
        told.wait_for()
        assert "Lena Hoffmann" in told.inner_text()


def test_a_notice_and_the_queue_come_by_themselves(demo):
    """What a manager gives an SDR shows on the SDR's open page."""
    with demo.page("jonas") as sdr, demo.page("sungmin") as manager:
        sdr.goto("/day")
        manager.goto("/leads?stage=new")
        href = manager.locator("a[href^='/leads/L']").first.get_attribute("href")
        manager.goto(href)
        name = manager.locator("h1").inner_text()
        manager.locator("#lead-moves details", has=manager.locator("#assign-to")).locator(
            "summary"
        ).click()
        owner = manager.locator("#assign-to option", has_text="Jonas Becker")
        manager.select_option("#assign-to", owner.get_attribute("value"))
        manager.fill("#assign-reason", "You know them.")
        manager.locator("form[action$=assignment] button").click()
        manager.locator("#notices .notice").first.wait_for()
        until(lambda: name in sdr.locator("main").inner_text())


def test_a_page_says_when_the_session_ended(demo):
    with demo.page("felix") as page:
        page.goto("/profile")
        page.context.clear_cookies()
        page.goto("/inbox")
        page.wait_for_url(re.compile("/sign-in"))


def test_the_palette_finds_people_and_pages(demo):
    with demo.page("sungmin") as page:
        page.goto("/board")
        page.keyboard.press("/")
        page.locator("#palette input").fill("koch")
        page.locator("#palette [role=option]").first.wait_for()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/(leads|accounts)/"))


def test_help_opens_with_a_question_mark(demo):
    with demo.page("jonas") as page:
        page.goto("/day")
        page.keyboard.press("?")
        page.locator("#help").wait_for(state="visible")
        page.keyboard.press("Escape")
        page.locator("#help").wait_for(state="hidden")
