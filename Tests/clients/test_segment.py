"""The tracking intake, spoken to by Segment's own Python client.

Needs a running server: BATON_URL, BATON_TOKEN (scope read) and BATON_WRITE_KEY (scope track).
"""

import os
import uuid

import pytest
import requests
from segment.analytics.client import Client

URL = os.environ["BATON_URL"]
WRITE_KEY = os.environ["BATON_WRITE_KEY"]
API = {"Authorization": f"Bearer {os.environ['BATON_TOKEN']}"}


def get(path, **query):
    answer = requests.get(f"{URL}/api/v1/{path}", params=query, headers=API, timeout=10)
    answer.raise_for_status()
    return answer.json()


def lead_of(email):
    found = get("leads", q=email)["data"]
    assert len(found) == 1, f"{len(found)} leads of {email}"
    return found[0]


@pytest.fixture(params=[False, True], ids=["plain", "gzip"])
def client(request):
    failures = []
    client = Client(
        WRITE_KEY,
        host=URL,
        gzip=request.param,
        max_retries=1,
        on_error=lambda error, items: failures.append(error),
    )
    yield client
    client.shutdown()
    assert failures == []


def activities_of(email):
    """What the person did, without what the capture itself counts as."""
    lead = lead_of(email)
    found = get(f"leads/{lead['id']}/activities", limit=200)["data"]
    return [a for a in found if a["kind"] != lead["origin"]["source"]]


def somebody():
    name = uuid.uuid4().hex
    return f"anonymous-{name}", f"user-{name}", f"{name}@firm-{name[:8]}.com"


def test_anonymous_page_views_join_the_lead_that_identifies(client):
    anonymous, user, email = somebody()
    for path in ["/", "/pricing", "/pricing"]:
        client.page(
            anonymous_id=anonymous,
            name=path,
            properties={"path": path},
            context={"campaign": {"name": "spring"}},
        )
    client.identify(
        user,
        anonymous_id=anonymous,
        traits={"email": email, "name": "Kim Minji", "phone": "+82 10 1234 5678", "plan": "free"},
    )
    client.track(user, "Teammate Invited", {"count": 2})
    client.flush()

    lead = lead_of(email)
    assert lead["name"] == "Kim Minji"
    assert lead["phone"] == "+821012345678"
    assert lead["attributes"] == {"plan": "free"}
    assert lead["origin"]["campaign"] == "spring"
    activities = activities_of(email)
    assert [a["properties"].get("path") for a in activities] == ["/", "/pricing", "/pricing", None]


def test_a_message_that_comes_again_counts_once(client):
    _, user, email = somebody()
    client.identify(user, {"email": email})
    message = f"message-{uuid.uuid4().hex}"
    for _ in range(3):
        client.track(user, "Report Opened", message_id=message)
        client.flush()

    assert [a["kind"] for a in activities_of(email)] == ["Report Opened"]


def test_hundreds_of_messages_arrive_in_batches(client):
    _, user, email = somebody()
    client.identify(user, {"email": email})
    for number in range(150):
        client.track(user, f"Step {number}")
    client.flush()

    assert [a["kind"] for a in activities_of(email)] == [f"Step {n}" for n in range(150)]


def test_a_group_tells_about_the_company(client):
    _, user, email = somebody()
    client.identify(user, {"email": email})
    client.group(user, "group-1", {"industry": "telecom", "employees": 1200})
    client.flush()

    account = get(f"accounts/{lead_of(email)['account']}")
    assert account["attributes"]["industry"] == "telecom"
    assert account["attributes"]["employees"] == 1200


def test_an_alias_joins_what_the_former_id_did(client):
    anonymous, user, email = somebody()
    client.track(event="Video Watched", anonymous_id=anonymous)
    client.identify(user, {"email": email})
    client.alias(anonymous, user)
    client.flush()

    assert [a["kind"] for a in activities_of(email)] == ["Video Watched"]


def test_a_wrong_write_key_is_an_error_that_is_not_retried():
    failures = []
    client = Client(
        "baton_wrong", host=URL, on_error=lambda error, items: failures.append(error)
    )
    client.track("somebody", "Anything")
    client.flush()
    client.shutdown()

    assert [(f.status, f.code) for f in failures] == [(401, "unauthorised")]


def test_a_batch_may_be_full_of_tiny_messages():
    """As many as its 500 KB hold, which is more than some limits of databases."""
    tiny = '{"type":"page","userId":"-"}'
    count = 500 * 1024 // (len(tiny) + 1) - 1
    answer = requests.post(
        f"{URL}/v1/batch", data='{"batch":[' + ",".join([tiny] * count) + "]}",
        auth=(WRITE_KEY, ""), headers={"Content-Type": "application/json"}, timeout=60)
    assert answer.status_code == 200, answer.text[:300]
    assert answer.json() == {"success": True}
