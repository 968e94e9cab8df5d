"""The history of examples/olist, compared with the files that it was made of."""

import csv
from collections import Counter

import pytest
from workspace import DATA, REPOSITORY, Workspace

EXAMPLE = REPOSITORY / "examples/olist"
LEADS = DATA / "olist/olist_marketing_qualified_leads_dataset.csv"
DEALS = DATA / "olist/olist_closed_deals_dataset.csv"

pytestmark = pytest.mark.skipif(
    not LEADS.exists(), reason=f"{LEADS.parent} is not there; name its parent with BATON_DATA_DIR"
)


def read(file):
    with file.open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def leads():
    return read(LEADS)


@pytest.fixture(scope="module")
def deals():
    return read(DEALS)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    workspace = Workspace(tmp_path_factory.mktemp("olist"))
    said = workspace(
        *["import", "history", "--json", "--playbook", EXAMPLE / "playbook.yaml"],
        *["--leads", LEADS, "--lead-map", EXAMPLE / "leads.map.yaml"],
        *["--outcomes", DEALS, "--outcome-map", EXAMPLE / "deals.map.yaml"],
    )
    assert said.json() == {"leads": 8000, "outcomes": 842}
    return workspace


@pytest.fixture(scope="module")
def played(workspace):
    return workspace("export", "leads").rows()


@pytest.fixture(scope="module")
def funnel(workspace):
    return workspace("report", "funnel", "--json").json()


def test_every_lead_came_in_on_its_day(leads, played):
    assert len(played) == 8000
    days = {row["external id"]: row["captured at"][:10] for row in played}
    # Midnight in São Paulo is 02:00 or 03:00 in UTC: the same day.
    assert days == {row["mql_id"]: row["first_contact_date"] for row in leads}


def test_leads_and_wins_by_origin(leads, deals, played):
    won = {row["mql_id"] for row in deals}
    origins = {row["mql_id"]: row["origin"] or "not-stated" for row in leads}
    assert Counter(row["source"] for row in played) == Counter(origins.values())
    assert Counter(row["source"] for row in played if row["won at"]) == Counter(
        origins[lead] for lead in won
    )
    assert sum(1 for row in played if row["won at"]) == len(won) == 842


def test_the_funnel_report_counts_the_same(leads, deals, funnel):
    counts = funnel["total"]["counts"]
    assert (counts["leads"], counts["mql"], counts["won"]) == (8000, 8000, 842)
    assert counts["wonAmount"] == pytest.approx(
        sum(float(row["declared_monthly_revenue"]) for row in deals)
    )
    won = Counter(row["mql_id"] for row in deals)
    expected = Counter()
    for row in leads:
        expected[row["origin"] or "not-stated"] += won[row["mql_id"]]
    assert {row["key"]: row["counts"]["won"] for row in funnel["bySource"]} == dict(expected)


@pytest.mark.parametrize("column, cut", [("sdr_id", "bySDR"), ("sr_id", "byAE")])
def test_wins_by_person(deals, workspace, funnel, column, cut):
    people = {m["id"]: m["profile"]["name"] for m in workspace("member", "list", "--json").json()}
    won = Counter(row[column] for row in deals)
    nobody, rows = ([r for r in funnel[cut] if ("key" in r) == known] for known in (False, True))
    assert {people[row["key"]]: row["counts"]["won"] for row in rows} == won
    assert [row["counts"]["won"] for row in nobody] == [0]
    assert len(won) == {"sdr_id": 32, "sr_id": 22}[column]


def test_handoffs_were_accepted_and_the_journal_holds(deals, workspace):
    handoffs = workspace("export", "handoffs").rows()
    assert Counter(row["state"] for row in handoffs) == {"accepted": 842}
    workspace("verify")


def test_time_runs_forward(workspace):
    times = [event["at"] for event in workspace.exported("events")]
    assert times == sorted(times) and times[0].startswith("2017-06-14")
