"""A demo workspace and the people who use it, each in a browser of their own."""

import os
import re
import time
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

CHROMIUM = os.environ.get("BATON_CHROMIUM", "/usr/bin/chromium")
PASSWORD = "baton-demo"
DESKTOP, PHONE = (1280, 800), (390, 844)


class Browsers:
    """Opens pages of a running server as somebody, and notes what the browser complains of."""

    def __init__(self, url, other=None):
        """With another, its browser is used, and closed with it."""
        self.url = url
        self.playwright = other.playwright if other else sync_playwright().start()
        self.chromium = (
            other.chromium
            if other
            else self.playwright.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox"]
            )
        )
        self.cookies = {}
        self.axe = Axe()

    def close(self):
        self.chromium.close()
        self.playwright.stop()

    @contextmanager
    def page(self, user=None, size=DESKTOP, theme="light", script=True, locale="en-US"):
        context = self.chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=theme,
            java_script_enabled=script,
            locale=locale,
            base_url=self.url,
            reduced_motion="reduce",
        )
        context.set_default_timeout(20_000)
        if user:
            context.add_cookies(self.signed_in(user))
        page = context.new_page()
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("console", lambda said: note(page, said))
        try:
            yield page
            assert page.complaints == []
        finally:
            context.close()

    def signed_in(self, user):
        """Signs somebody in once, through the page."""
        if user not in self.cookies:
            context = self.chromium.new_context(base_url=self.url)
            page = context.new_page()
            sign_in(page, user)
            self.cookies[user] = context.cookies()
            context.close()
        return self.cookies[user]

    def violations(self, page, colours=True):
        """What axe finds on a page, in short. Looking at colours takes most of the time."""
        options = {"resultTypes": ["violations"]}
        if not colours:
            options["rules"] = {"color-contrast": {"enabled": False}}
        found = self.axe.run(page, options=options).response["violations"]
        return [
            f"{v['id']}: {v['help']} ({len(v['nodes'])}x, {v['nodes'][0]['target']})"
            for v in found
        ]


def note(page, said):
    """Refused pages are asked for on purpose; everything else the browser says is a defect."""
    if said.type == "error" and not re.search(r"status of 4\d\d", said.text):
        page.complaints.append(said.text)


def sign_in(page, user):
    page.goto("/sign-in")
    page.fill("#email", f"{user}@baton.example")
    page.fill("#password", PASSWORD)
    page.click("form.form button")
    page.wait_for_url(lambda address: "/sign-in" not in address)


def overflow(page):
    """By how many pixels the page is wider than its window."""
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


def until(condition, seconds=15):
    """Waits until something holds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.2)
