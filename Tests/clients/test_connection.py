"""What an open page says while its server is away, and when the session ends under it."""

import pytest
from browser import Browsers, until
from workspace import Workspace


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return Workspace(tmp_path_factory.mktemp("connection"))


def a_lead(page):
    page.goto("/day")
    page.goto(page.locator("[data-row] a.row-main").last.get_attribute("href"))
    # The stream is up once a change comes through by itself.
    page.wait_for_function("performance.getEntriesByType('resource').some(e => /live/.test(e.name))")


def test_a_page_says_that_the_server_is_away_and_that_it_is_back(place):
    with place.serve("--demo") as first:
        port = first.url.rsplit(":", 1)[1]
        browsers = Browsers(first.url)
        with browsers.page("jonas") as page:
            a_lead(page)
            page.fill("#note", "Half a sentence")
            first.stop()
            bar = page.locator("#offline")
            bar.wait_for()
            assert "Connection lost" in bar.inner_text()
            with place.serve("--port", port):
                until(lambda: bar.is_hidden(), 60)
                assert page.input_value("#note") == "Half a sentence"
                page.click("#lead-act button[value=call-no]")
                page.locator("#notices .notice.good").wait_for()
            page.complaints.clear()
        browsers.close()


def test_a_page_says_that_its_session_ended_in_another_tab(place):
    with place.serve() as server:
        browsers = Browsers(server.url)
        with browsers.page("jonas") as page:
            a_lead(page)
            page.fill("#note", "Half a sentence")
            with page.context.new_page() as other:
                other.goto("/profile")
                other.locator("form[action='/sign-out']").first.evaluate("f => f.requestSubmit()")
                other.wait_for_url("**/sign-in**")
            bar = page.locator("#offline")
            bar.wait_for(timeout=60_000)
            assert "session has ended" in bar.inner_text()
            assert page.input_value("#note") == "Half a sentence"
            bar.locator("a").click()
            page.wait_for_url("**/sign-in**")
        browsers.close()
