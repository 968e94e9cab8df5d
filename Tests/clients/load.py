"""Leads and messages from many clients that come again until they are answered, and what must be
true of them afterwards however often servers died in between."""

import json
import re
import threading
import time
import uuid
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import requests
from workspace import DEFAULT_PLAYBOOK

CLOCK = "first-touch-hand-raise"
# What a client may see while a server or its database is away; None is no answer at all.
TAKEN, COME_AGAIN = {200, 201}, {None, 429, 503}


def impatient_playbook(seconds=2):
    """The default playbook, but people always work and have no caps, and the first touch of a
    hand-raise is due within seconds."""
    text = DEFAULT_PLAYBOOK.read_text().replace("    cap: 50\n", "").replace(
        "home-calendar: seoul\ncalendars:\n",
        "home-calendar: always\ncalendars:\n  always:\n    zone: UTC\n"
        '    hours: { mon-sun: "00:00-24:00" }\n')
    start = text.index(f"  - id: {CLOCK}\n")
    end = text.index("  - id:", start + 8)
    return text[:start] + (
        f"  - id: {CLOCK}\n    title: First touch on a hand-raise\n    time: {seconds}s\n"
        "    on-breach: [alert-manager]\n"
    ) + text[end:]


def prepare(workspace):
    """People and a policy; answers a key."""
    workspace.activate(workspace.file("impatient.yaml", impatient_playbook()))
    for n, role in enumerate(["sdr", "sdr", "sdr", "ae", "manager"]):
        workspace("member", "add", f"m{n}@baton.kr", "--name", f"Member {n}", "--role", role)
    scopes = "read,capture,track,admin"
    return workspace("token", "create", "load", "--scopes", scopes).out.strip()


def tell(server, key, receiver):
    """Has breaches told to the receiver."""
    hook = {"kind": "webhook", "url": receiver.url, "events": ["clock.breached"]}
    assert server.request("/api/v1/webhooks", key, hook)[0] == 201


class Receiver:
    """Takes webhooks, and counts the events they tell of."""

    def __enter__(self):
        self.events = events = Counter()

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"]))
                events[json.loads(body)["id"]] += 1
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        # Senders are killed in the middle.
        self.server.handle_error = lambda *_: None
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


class Load:
    """Clients that write until they are told to stop; each sends one thing until it is taken.

    `urls` answers the servers' addresses as they are now.
    """

    def __init__(self, urls, key, leads=4, messages=2, pause=0.0, timeout=60):
        self.urls, self.key, self.pause, self.timeout = urls, key, pause, timeout
        self.acknowledged_leads, self.acknowledged_messages = {}, set()
        self.asked_leads, self.asked_messages = set(), set()
        self.answers = Counter()
        self.wrong = []
        self.times = []
        self.begun = time.monotonic()
        self.stopping = threading.Event()
        self.ending = threading.Event()
        self.threads = [
            threading.Thread(target=self.run, args=(n, work), daemon=True)
            for n, work in enumerate([self.lead] * leads + [self.batch] * messages)
        ]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self, grace=40):
        """What is under way is sent until it is taken, for so many seconds."""
        self.stopping.set()
        deadline = time.monotonic() + grace
        for thread in self.threads:
            thread.join(max(0.1, deadline - time.monotonic()))
        self.ending.set()
        for thread in self.threads:
            thread.join(self.timeout + 10)
            assert not thread.is_alive(), "a client hangs"
        return self

    def run(self, client, work):
        self.name = uuid.uuid4().hex[:8]
        session, number = requests.Session(), 0
        while not self.stopping.is_set():
            number += 1
            work(session, client, f"{client}-{number}-{uuid.uuid4().hex[:6]}", number)
            if self.pause:
                time.sleep(self.pause)
        session.close()

    def lead(self, session, client, name, number):
        body = {"name": f"Lee {name}", "email": f"{name}@b{name}.example", "source": "demo-request"}
        self.asked_leads.add(body["email"])
        answer = self.until_taken(
            session, client, number, "/api/v1/leads", body,
            {"Authorization": f"Bearer {self.key}", "Idempotency-Key": name},
        )
        if answer is not None:
            self.acknowledged_leads[body["email"]] = answer.json()["id"]

    def batch(self, session, client, name, number):
        user = {"userId": f"u{client}"}
        first = {"type": "identify", "messageId": f"i{name}", **user,
                 "traits": {"email": f"user{client}@c{client}.example"}}
        tracks = [
            {"type": "track", "event": "Invite Sent", "messageId": f"{name}.{n}", **user,
             "properties": {"mark": f"{name}.{n}"}}
            for n in range(5)
        ]
        self.asked_messages |= {t["messageId"] for t in tracks}
        answer = self.until_taken(
            session, client, number, "/v1/batch", {"batch": [first, *tracks]},
            {}, auth=(self.key, ""),
        )
        if answer is not None:
            self.acknowledged_messages |= {t["messageId"] for t in tracks}

    def until_taken(self, session, client, number, path, body, headers, auth=None):
        tries = 0
        while not self.ending.is_set():
            urls = self.urls()
            url = urls[(client + tries) % len(urls)]
            tries += 1
            status, answer = None, None
            try:
                answer = session.post(
                    url + path, json=body, headers=headers, auth=auth, timeout=self.timeout)
                status = answer.status_code
            except requests.RequestException:
                pass
            self.answers[status] += 1
            if status in TAKEN:
                self.times.append(time.monotonic() - self.begun)
                return answer
            if status not in COME_AGAIN or status == 503 and "Retry-After" not in answer.headers:
                self.wrong.append((status, path, answer.text[:500]))
                return None
            time.sleep(0.1)
        return None

    def longest_gap(self):
        """The longest time without any acknowledgement: its length, and when it began."""
        times = sorted(self.times)
        return max((b - a, a) for a, b in zip(times, times[1:], strict=False))


def check(workspace, load, receiver=None):
    """Nothing acknowledged is lost, nothing is doubled, each clock breached once, and whoever is to
    be told was told. Answers the figures."""
    assert load.wrong == []
    events = workspace.exported("events")
    ids = [int(event["id"][1:]) for event in events]
    assert ids == sorted(set(ids)), "the journal has no one order"
    captured = {}
    for event in events:
        if event["name"] == "lead.captured":
            email = event["data"]["contact"]["email"]
            assert email not in captured, f"{email} is doubled"
            captured[email] = event["data"]["leadID"]
        if event["name"] == "lead.recaptured":
            email = event["data"]["contact"]["email"]
            assert email not in load.asked_leads, f"{email} was captured twice"
    lost = {e: i for e, i in load.acknowledged_leads.items() if captured.get(e) != i}
    assert not lost, f"acknowledged, and not there: {lost}"
    marks = Counter(
        event["data"]["activity"]["properties"]["mark"] for event in events
        if event["name"] == "activity.recorded" and "mark" in event["data"]["activity"]["properties"]
    )
    assert [m for m, times in marks.items() if times > 1] == [], "messages are doubled"
    assert load.acknowledged_messages - marks.keys() == set(), "acknowledged messages are lost"
    started = {e["data"]["clock"] for e in events
               if e["name"] == "clock.started" and e["data"]["rule"] == CLOCK}
    breached = Counter(e["data"]["clock"] for e in events if e["name"] == "clock.breached")
    assert [c for c, times in breached.items() if times > 1] == [], "clocks breached twice"
    assert started - breached.keys() == set(), "clocks did not run out"
    told = Counter()
    if receiver:
        breaches = {e["id"] for e in events if e["name"] == "clock.breached"}
        told = Counter({e: n for e, n in receiver.events.items() if e in breaches})
        assert breaches - told.keys() == set(), "breaches that nobody was told of"
    workspace("verify")
    return {
        "leads": len(load.acknowledged_leads), "messages": len(load.acknowledged_messages),
        "breaches": len(breached), "told": len(told),
        "told again": sum(told.values()) - len(told), "answers": dict(load.answers),
    }


def settle(server, key, seconds=60):
    """Waits until clocks and outbox have nothing to do: the metrics say so."""
    deadline = time.monotonic() + seconds
    while True:
        # Clocks first: one that runs out between the two looks brings a message.
        status, clocks = server.request(
            "/api/v1/clocks?purpose=first-touch&state=running&limit=1", key)
        text = requests.get(f"{server.url}/metrics", timeout=30).text
        waiting = re.search(r"^baton_outbox_waiting (\d+)$", text, re.M)
        if waiting and waiting[1] == "0" and status == 200 and clocks["data"] == []:
            return
        assert time.monotonic() < deadline, f"still waiting: {waiting} {clocks}"
        time.sleep(0.5)
