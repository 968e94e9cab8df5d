"""The days of an SDR, an AE, a manager, a marketer and RevOps, walked in a real browser."""

import re

import pytest
from browser import DESKTOP, PASSWORD, PHONE, Browsers, overflow, sign_in, until
from workspace import Workspace

PEOPLE = {
    "jonas": "sdr",
    "ren": "ae",
    "sungmin": "manager",
    "clara": "marketing",
    "eunji": "revops",
    "felix": "csm",
}
# Every page is looked at in test_every_page.py; here what a role sees that others do not.
PAGES = {
    "sdr": ["/inbox"],
    "ae": ["/inbox", "/customers"],
    "manager": ["/board", "/settings"],
    "marketing": ["/verification"],
    "revops": [],
    "csm": ["/inbox", "/customers"],
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


def each_role():
    return [(user, path) for user, role in PEOPLE.items() for path in PAGES[role]]


@pytest.mark.parametrize("user,path", each_role())
def test_what_a_role_sees_is_whole_on_desktop_and_phone(demo, user, path):
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
        page.click("#lead-act button[value=call-yes]")
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
        card = page.locator(".handoff-card").first
        card.wait_for()
        button = card.locator(".decide > form button.primary").first
        box = button.bounding_box()
        assert box["height"] >= 44
        before = page.locator(".handoff-card > .decide > form button.primary").count()
        button.click()
        page.locator("#notices .notice").first.wait_for()
        assert page.locator(".handoff-card > .decide > form button.primary").count() < before or before == 1


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


def test_an_sdr_logs_a_mail_and_a_meeting_with_one_key_each(demo):
    with demo.page("jonas") as page:
        for key, channel in [("e", "Mail"), ("m", "Meeting")]:
            page.goto("/day")
            page.keyboard.press("j")
            page.keyboard.press(key)
            notice = page.locator("#notices .notice.good")
            notice.wait_for()
            assert channel in notice.inner_text()
        page.goto(page.locator("[data-row] a.row-main").last.get_attribute("href"))
        page.keyboard.press("e")
        page.locator("#notices .notice.good").wait_for()
        assert "Mail" in page.locator("#notices .notice.good").inner_text()


def test_what_was_done_is_undone_with_one_key(demo):
    with demo.page("jonas") as page:
        page.goto("/day")
        lead = page.locator("[data-row] a.row-main").last.get_attribute("href")
        page.goto(lead)
        stage = page.locator(".path [aria-current=step]").inner_text()
        recycle = page.locator("#lead-moves details", has=page.locator("#recycle-reason"))
        recycle.locator("summary").click()
        recycle.locator("button").click()
        page.locator("#notices form button", has_text="Undo").wait_for()
        assert page.locator(".path [aria-current=step]").inner_text() != stage
        page.keyboard.press("u")
        until(lambda: "It is back in work." in page.locator("#notices").inner_text())
    # It is somebody else's when the room that it left was filled at once.
    with demo.page("sungmin") as page:
        page.goto(lead)
        assert page.locator(".path [aria-current=step]").inner_text() != "Recycled"


def test_a_call_logged_by_mistake_is_taken_back(demo):
    with demo.page("jonas") as page:
        page.goto("/day")
        page.goto(page.locator("[data-row] a.row-main").last.get_attribute("href"))
        logged = page.locator("#lead-timeline .event", has_text="Meant for somebody else.")
        gone = page.locator("#lead-timeline .undone", has_text="Meant for somebody else.")
        # Others may have logged something before that can be undone, too.
        ways = [page.locator("#notices form"), logged]
        for times, way in enumerate(ways, start=1):
            page.fill("#note", "Meant for somebody else.")
            page.click("#lead-act button[value=call-no]")
            until(lambda: (logged.count(), gone.count()) == (times, times - 1))
            way.locator("button", has_text="Undo").click()
            until(lambda: gone.count() == times)
            assert "Undone" in page.locator("#notices").inner_text()
        # What lies before it, undone or not, can be looked at all the same.
        assert page.locator("#lead-timeline .event", has_text="A logged contact was undone").count()


def test_a_manager_opens_the_clocks_behind_a_count(demo):
    with demo.page("sungmin") as page:
        page.goto("/numbers/load")
        count = page.locator("a[href*='standing=open']").first
        shown = count.inner_text()
        count.click()
        page.wait_for_url(re.compile("/clocks"))
        assert page.locator("h1 .count").inner_text() == shown
        assert overflow(page) <= 0
        assert demo.violations(page) == []


def test_a_marketer_brings_in_a_lead_and_sorts_out_a_fake_one(demo):
    with demo.page("clara") as page:
        page.goto("/")
        page.wait_for_url(re.compile("/numbers"))
        page.goto("/leads")
        page.keyboard.press("n")
        page.wait_for_url(re.compile("/leads/new"))
        page.locator(".dock button.primary").click()
        page.locator(".errors").wait_for()
        page.fill("#name", "Ada Lovelace")
        page.fill("#email", "ada@analytical-engines.example")
        page.locator(".dock button.primary").click()
        page.wait_for_url(re.compile(r"/leads/L\d+"))
        assert "Ada Lovelace" in page.locator("h1").inner_text()
        page.goto("/verification")
        before = page.locator("#suspects tbody tr").count()
        page.locator("#suspects tbody input[type=checkbox]").first.check()
        page.locator(".bulk button[value=fake]").click()
        page.locator("dialog[open] button.primary").click()
        page.wait_for_url(re.compile(r"/verification/L\d+"))
        page.locator("#notices .notice").first.wait_for()
        assert page.locator("#touched").is_visible()
        page.goto("/verification")
        assert page.locator("#suspects tbody tr").count() == before - 1


def test_revops_changes_the_playbook_and_adds_somebody(demo):
    with demo.page("eunji") as page:
        page.goto("/playbook/edit")
        text = page.input_value("#text")
        page.fill("#text", text + "\nnonsense: true\n")
        page.locator("button[value=check]").click()
        page.locator("#problems").wait_for()
        assert page.locator("#problems a[href^='#line-']").count() >= 1
        page.fill("#text", re.sub(r"threshold: \d+", "threshold: 45", text, count=1))
        page.locator("button[value=check]").click()
        page.locator("#preview").wait_for()
        page.locator("button[value=activate]").click()
        page.wait_for_url(re.compile(r"/playbook"))
        page.locator("#notices .notice.good").wait_for()
        page.goto("/settings/people/new")
        page.fill("#name", "Grace Hopper")
        page.fill("#email", "grace@baton.example")
        page.locator("main form.panel button.primary").click()
        page.locator("#notices .notice.good").wait_for()
        page.goto("/settings")
        assert "Grace Hopper" in page.locator("main").inner_text()
        page.goto("/settings/audit")
        assert page.locator("main").inner_text().count("Grace Hopper") >= 1


def test_a_customer_manager_finds_who_was_won_and_what_is_due(demo):
    with demo.page("felix", PHONE) as page:
        page.goto("/")
        page.wait_for_url(re.compile("/inbox"))
        page.goto("/customers")
        page.locator("#customer-list [data-row]").first.wait_for()
        page.locator("#customer-list a.row-open").first.click()
        page.wait_for_url(re.compile(r"/leads/L\d+"))
        assert page.locator("#lead-handoffs a").count() >= 1


def test_a_manager_moves_leads_from_the_board_with_a_reason(demo):
    with demo.page("sungmin") as page:
        page.goto("/board")
        assert page.locator("#board-stats .stat").count() >= 3
        boxes = page.locator("#clocks tbody input[type=checkbox]")
        boxes.first.check()
        bulk = page.locator("#clocks .bulk")
        bulk.locator("button.primary").click()
        # Without a reason nothing moves.
        assert page.locator("#clocks .bulk input[name=reason]").evaluate("i => !i.validity.valid")
        bulk.locator("input[name=reason]").fill("Balancing the week.")
        bulk.locator("button.primary").click()
        page.locator("#notices .notice").first.wait_for()


def test_a_page_says_when_the_session_ended(demo):
    with demo.page("felix") as page:
        page.goto("/profile")
        page.context.clear_cookies()
        page.goto("/inbox")
        page.wait_for_url(re.compile("/sign-in"))


def test_a_form_sent_after_the_session_ended_keeps_what_was_typed(demo):
    with demo.page("jonas") as page:
        page.goto("/day")
        page.goto(page.locator("[data-row] a.row-main").last.get_attribute("href"))
        page.fill("#note", "They asked for an offer.")
        page.context.clear_cookies()
        page.click("#lead-act button[value=call-yes]")
        page.locator("#offline").wait_for()
        assert "session has ended" in page.locator("#offline").inner_text()
        assert page.input_value("#note") == "They asked for an offer."
        page.context.add_cookies(demo.signed_in("jonas"))
        page.reload()
        assert page.input_value("#note") == "They asked for an offer."
        page.click("#lead-act button[value=call-yes]")
        page.locator("#notices .notice.good").wait_for()


def test_without_script_a_lost_form_is_told_of_at_the_sign_in(demo):
    with demo.page("jonas", script=False) as page:
        page.goto("/day")
        page.goto(page.locator("[data-row] a.row-main").last.get_attribute("href"))
        path = page.url
        page.context.clear_cookies()
        page.click("#lead-act button[value=call-yes]")
        assert "was not saved" in page.locator(".notice.warn").inner_text()
        page.fill("#email", "jonas@baton.example")
        page.fill("#password", PASSWORD)
        page.click("form.form button")
        assert page.url == path


def test_a_form_from_before_signing_in_anew_is_taken(demo):
    with demo.page("jonas") as page:
        page.goto("/day")
        page.goto(page.locator("[data-row] a.row-main").last.get_attribute("href"))
        page.fill("#note", "Second tab.")
        page.context.clear_cookies()
        with page.context.new_page() as other:
            sign_in(other, "jonas")
        page.click("#lead-act button[value=call-yes]")
        page.locator("#notices .notice.good").wait_for()
        assert "Second tab." in page.locator("#lead-timeline").inner_text()


def test_a_lost_connection_is_told_and_nothing_typed_is_lost(demo):
    with demo.page("jonas") as page:
        page.goto("/day")
        page.goto(page.locator("[data-row] a.row-main").last.get_attribute("href"))
        page.fill("#note", "On the train.")
        page.context.set_offline(True)
        page.click("#lead-act button[value=call-yes]")
        told = page.locator("#notices .notice.bad")
        told.wait_for()
        assert "did not get through" in told.inner_text()
        assert page.input_value("#note") == "On the train."
        page.context.set_offline(False)
        page.complaints.clear()


def test_a_lead_that_somebody_else_took_is_told_on_the_open_page(demo):
    with demo.page("jonas") as sdr, demo.page("sungmin") as manager:
        sdr.goto("/day")
        path = sdr.locator("[data-row] a.row-main").first.get_attribute("href")
        sdr.goto(path)
        manager.goto(path)
        give = manager.locator("#lead-moves details", has=manager.locator("#assign-to"))
        give.locator("summary").click()
        other = manager.locator("#assign-to option", has_text="Sato Haruka")
        manager.select_option("#assign-to", other.get_attribute("value"))
        manager.fill("#assign-reason", "Speaks their language.")
        give.locator("button").click()
        manager.locator("#notices .notice").first.wait_for()
        bar = sdr.locator("#offline")
        bar.wait_for()
        assert "somebody else" in bar.inner_text()


def test_the_palette_finds_people_and_pages(demo):
    with demo.page("sungmin") as page:
        page.goto("/board")
        page.keyboard.press("/")
        page.locator("#palette input").fill("koch")
        page.locator("#palette [role=option]", has_text=re.compile("koch", re.I)).first.wait_for()
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
