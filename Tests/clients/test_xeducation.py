"""The leads of examples/xeducation, compared with the file that they came from."""

import csv

import pytest
from workspace import DATA, REPOSITORY

FILE = DATA / "xeducation/Leads.csv"
MAP = REPOSITORY / "examples/xeducation/leads.map.yaml"

pytestmark = pytest.mark.skipif(
    not FILE.exists(), reason=f"{FILE} is not there; name its folder's parent with BATON_DATA_DIR"
)


def test_every_column_of_every_lead_is_an_attribute(workspace):
    with FILE.open(newline="", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == 9240 and len(rows[0]) == 37
    said = workspace("import", "leads", FILE, "--map", MAP, "--json").json()
    assert (said["rows"], said["added"], said["rejected"]) == (9240, 9240, 0)
    expected = {
        row["Prospect ID"]: {name: text.strip() for name, text in row.items() if text.strip()}
        for row in rows
    }
    leads = workspace.exported("leads")
    assert {lead["origin"]["externalID"]: lead["attributes"] for lead in leads} == expected
    assert set().union(*expected.values()) == set(rows[0])
    again = workspace("import", "leads", FILE, "--map", MAP, "--json").json()
    assert (again["added"], again["repeated"]) == (0, 9240)
