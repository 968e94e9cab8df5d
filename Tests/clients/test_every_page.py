"""Every page, in every language, light and dark, on a desk and on a phone: whole, in width, and accessible."""

import re

import pytest
from browser import DESKTOP, PHONE, Browsers, overflow
from workspace import DEFAULT_PLAYBOOK, Workspace

LANGUAGES = ["en", "ko", "ja"]
LOCALES = {"en": "en-GB", "ko": "ko-KR", "ja": "ja-JP"}
NUMBERS = ["", "/speed", "/handoffs", "/sources", "/stages", "/load", "/weekly"]
SETTINGS = ["", "/roles", "/pools", "/calendars", "/keys", "/alerts", "/audit", "/people/new"]
# RevOps see everything there is but a day of their own.
REVOPS = (
    ["/board", "/inbox", "/verification", "/leads", "/leads?stage=new&held=true", "/leads/new"]
    + ["/accounts", "/customers", "/playbook", "/playbook/edit", "/playbook/versions/1"]
    + ["/playbook/diff?from=1&to=2", "/notices", "/profile", "/search?q=koch", "/search?q=zzzz"]
    + ["/clocks?standing=overdue", "/assignments?owner=M4"]
    + ["/set-up/people", "/set-up/leads", "/nowhere", "/leads?stage=wrong"]
    + [f"/numbers{tab}" for tab in NUMBERS]
    + [f"/settings{tab}" for tab in SETTINGS]
)
SDR = ["/day", "/inbox"]
# What has an address of its own, and the page that links to one.
LINKED = {
    "lead": ("/leads", r"/leads/L\d+"),
    "account": ("/accounts", r"/accounts/A\d+"),
    "handoff": ("/inbox?member=M6", r"/handoffs/H\d+"),
    "suspect": ("/verification", r"/verification/L\d+"),
    "person": ("/settings", r"/settings/people/M\d+"),
    "alert": ("/settings/alerts", r"/settings/alerts/\d+"),
}


# Leaves the first rows of every list.
SHORTEN = """document.querySelectorAll("main tbody, main ol, main ul, main dl, select, datalist, pre")
  .forEach((list) => { while (list.children.length > 5) list.lastElementChild.remove(); })"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """A demo with a second playbook and somewhere to send to."""
    workspace = Workspace(tmp_path_factory.mktemp("every"))
    with workspace.serve("--demo") as server:
        changed = DEFAULT_PLAYBOOK.read_text().replace("name: ", "name: New ", 1)
        workspace("playbook", "activate", workspace.file("new.yaml", changed))
        token = workspace("token", "create", "admin", "--scopes", "read,admin").out.strip()
        hook = {"kind": "webhook", "url": "https://hooks.example.com/in", "events": ["*"]}
        assert server.request("/api/v1/webhooks", token, hook)[0] == 201
        browsers = Browsers(server.url)
        yield browsers
        browsers.close()


def speak(page, language):
    """Chooses a language in the profile, as people do."""
    page.goto("/profile")
    page.select_option("#language", language)
    page.locator("#profile button.primary").click()
    page.locator("#notices .notice").first.wait_for()


def look(demo, page, path, language):
    """What is wrong with a page, in each size and theme that the language is looked at in."""
    answer = page.goto(path)
    found = [] if answer.status in (200, 404, 422) else [f"answers {answer.status}"]
    if page.locator("html").get_attribute("lang") != language:
        found.append("speaks another language")
    if page.locator("h1").count() != 1:
        found.append("has not one h1")
    for size, theme in [(PHONE, "dark"), (DESKTOP, "light")]:
        view(page, size, theme)
        if (over := overflow(page)) > 0:
            found.append(f"is {over} px too wide at {size[0]} px")
        found += [f"{size[0]} px: {said}" for said in demo.violations(page, colours=False)]
    # Colours are the same in every language and in every row, and looking at them takes long.
    if language == "en":
        page.evaluate(SHORTEN)
        for size, theme in [(DESKTOP, "light"), (PHONE, "dark"), (DESKTOP, "dark")]:
            view(page, size, theme)
            found += [f"{size[0]} px {theme}: {said}" for said in demo.violations(page)]
    return [f"{path} {said}" for said in found]


def view(page, size, theme):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")


def linked(page, name):
    """The address of the first of something."""
    source, pattern = LINKED[name]
    page.goto(source)
    links = page.locator("main a[href]").evaluate_all("l => l.map(a => a.getAttribute('href'))")
    return next(re.match(pattern, link).group() for link in links if re.fullmatch(pattern, link))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_workspace(demo, language):
    with demo.page("eunji", locale=LOCALES[language]) as page:
        speak(page, language)
        paths = REVOPS + [linked(page, name) for name in LINKED]
        problems = [said for path in paths for said in look(demo, page, path, language)]
        assert problems == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_a_day_in_development(demo, language):
    with demo.page("jonas", locale=LOCALES[language]) as page:
        speak(page, language)
        page.goto("/day")
        lead = page.locator("[data-row] a.row-main").last.get_attribute("href")
        paths = SDR + [lead, f"{lead}/qualification", f"{lead}/handoff?kind=sdr-to-ae"]
        problems = [said for path in paths for said in look(demo, page, path, language)]
        assert problems == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_before_signing_in(demo, tmp_path, language):
    with demo.page(locale=LOCALES[language]) as page:
        paths = ["/sign-in", "/sign-in?lost=form", "/nowhere"]
        problems = [said for path in paths for said in look(demo, page, path, language)]
    with Workspace(tmp_path).serve() as server:
        bare = Browsers(server.url, demo)
        code = re.search(r"/set-up\?code=\S+", server.process.stdout.readline()).group()
        with bare.page(locale=LOCALES[language]) as page:
            problems += look(bare, page, "/set-up", language)
            problems += look(bare, page, code, language)
            page.locator("button.primary").click()
            page.locator("#name").wait_for()
            problems += look(bare, page, page.url.removeprefix(server.url), language)
    assert problems == []
