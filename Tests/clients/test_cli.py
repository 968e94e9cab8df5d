"""The commands, one by one: exit codes, data on standard output, messages on standard error."""

import json
import re
from datetime import datetime, timedelta, timezone

import pytest
from workspace import BAD_INPUT, DEFAULT_PLAYBOOK, FAILED, REPOSITORY, WRONG_USE, baton

COMMANDS = {
    "serve": [],
    "playbook": ["check", "diff", "show", "activate"],
    "import": ["leads", "activities", "outcomes", "history"],
    "export": [],
    "due": [],
    "explain": [],
    "report": [],
    "verify": [],
    "member": ["add", "list", "disable"],
    "token": ["create", "list", "revoke"],
    "backup": [],
    "restore": [],
}


def test_help_names_every_command():
    text = baton("--help").out
    for command, parts in COMMANDS.items():
        assert re.search(rf"^  {command} ", text, re.M), command
        told = baton(command, "--help").out
        for part in parts:
            assert re.search(rf"^  {part} ", told, re.M), f"{command} {part}"


@pytest.mark.parametrize(
    "arguments",
    [
        ["bogus"],
        ["playbook", "check"],
        ["due", "decision"],
        ["due", "decision", "--from", "yesterday"],
        ["due", "sdr-to-ae", "--from", "2026-03-07", "--temperature", "tepid"],
        ["report", "fun"],
        ["report", "funnel", "--format", "pdf"],
        ["report", "funnel", "--from", "2026-05-01", "--to", "2026-04-01"],
        ["export", "leed"],
        ["export", "leads", "--format", "xls"],
        ["member", "add", "kim@firm.kr", "--name", "Kim", "--role", "boss"],
        ["token", "create", "x", "--scopes", "read,fly"],
        ["token", "revoke", "first"],
        ["serve", "--port", "99999"],
        ["serve", "--port", "http"],
        ["import", "leads", "x.csv", "--encoding", "latin-9"],
        ["verify", "--data", "a", "--database", "sqlite:b"],
        ["verify", "--database", "nonsense"],
    ],
    ids=" ".join,
)
def test_wrong_use_is_told_with_exit_code_2(arguments, tmp_path):
    said = baton(*arguments, code=WRONG_USE, cwd=tmp_path)
    assert said.err and not said.out and not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "arguments",
    [
        ["playbook", "show"],
        ["export", "leads"],
        ["explain", "L1"],
        ["report", "funnel"],
        ["verify"],
        ["member", "list"],
        ["token", "list"],
        ["import", "leads", "x.csv"],
        ["due", "decision", "--from", "2026-03-07"],
    ],
    ids=" ".join,
)
def test_a_missing_workspace_is_told_and_not_made(arguments, empty):
    said = empty(*arguments, code=FAILED)
    assert "There is no workspace at" in said.err and said.err.count("\n") == 1
    assert not said.out and not empty.data.exists()


class TestPlaybook:
    def test_the_shipped_ones_are_fine(self):
        for file in (REPOSITORY / "playbooks").glob("*.yaml"):
            assert "is fine" in baton("playbook", "check", file).out
            assert baton("playbook", "check", file, "--json").json()["problems"] == []

    def test_problems_have_file_line_and_column(self, empty):
        text = DEFAULT_PLAYBOOK.read_text()
        at = text[: text.index("\nclocks:")].count("\n") + 3
        file = empty.file("bad.yaml", text.replace("\nclocks:", "\nclocks:\n  - { id: x, tyme: 4h }", 1))
        said = baton("playbook", "check", file, code=BAD_INPUT)
        assert re.search(rf"^{re.escape(str(file))}:{at}:\d+: .*tyme", said.err, re.M), said.err
        problems = baton("playbook", "check", file, "--json", code=BAD_INPUT).json()["problems"]
        assert any(p["line"] == at and p["column"] > 1 for p in problems)

    def test_a_broken_one_is_not_activated(self, empty):
        file = empty.file("bad.yaml", "baton: 1\nname: [unclosed\n")
        said = empty("playbook", "activate", file, code=BAD_INPUT)
        assert re.match(rf"{re.escape(str(file))}:\d+:\d+: ", said.err)
        assert not empty.data.exists()

    def test_a_missing_file_is_no_bad_data(self):
        assert "cannot be read" in baton("playbook", "check", "none.yaml", code=FAILED).err

    def test_diff_says_in_words_what_changes(self, empty):
        text = DEFAULT_PLAYBOOK.read_text()
        assert "threshold: 50" in text
        file = empty.file("new.yaml", text.replace("threshold: 50", "threshold: 60", 1))
        lines = baton("playbook", "diff", DEFAULT_PLAYBOOK, file, "--json").json()
        assert len(lines) == 1 and "50" in lines[0] and "60" in lines[0]
        assert baton("playbook", "diff", DEFAULT_PLAYBOOK, file).out.strip() == lines[0]
        same = baton("playbook", "diff", DEFAULT_PLAYBOOK, DEFAULT_PLAYBOOK)
        assert same.out == "No rule differs.\n"

    def test_versions_are_shown_and_a_later_one_waits(self, workspace):
        later = (datetime.now(timezone.utc) + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M:%SZ")
        said = workspace("playbook", "activate", DEFAULT_PLAYBOOK, "--at", later, "--json")
        assert said.json() == {"version": 2}
        shown = workspace("playbook", "show").out
        assert shown.startswith("Version 1, active since")
        assert f"Version 2, not yet active: from {later} on" in shown
        assert workspace("playbook", "show", "2").out.startswith("Version 2, not yet active")
        assert workspace("playbook", "show", "2", "--yaml").out == DEFAULT_PLAYBOOK.read_text()
        waiting = workspace("playbook", "show", "2", "--json").json()
        assert waiting["active"] is False and waiting["activeFrom"] == later
        assert "There are: 1, 2." in workspace("playbook", "show", "7", code=FAILED).err

    def test_nothing_is_active_before_its_time(self, empty):
        empty("playbook", "activate", DEFAULT_PLAYBOOK, "--at", "2099-01-01")
        said = empty("playbook", "show", code=FAILED)
        assert "No playbook is active yet. Version 1 will be from 2099-01-01T00:00:00Z on." in said.err

    def test_a_time_that_has_passed_is_refused(self, empty):
        assert "has passed" in empty(
            "playbook", "activate", DEFAULT_PLAYBOOK, "--at", "2020-01-01", code=WRONG_USE
        ).err


class TestDue:
    PLAYBOOK = ["--playbook", DEFAULT_PLAYBOOK]

    @pytest.mark.parametrize(
        "start, due",
        [
            # A Saturday: four hours count from Monday 09:00 on.
            ("2026-03-07T10:00:00+09:00", "2026-03-09T13:00:00+09:00"),
            ("2026-03-07T20:00:00+09:00", "2026-03-09T13:00:00+09:00"),
            # The same moment, written with another offset.
            ("2026-03-07T01:00:00Z", "2026-03-09T13:00:00+09:00"),
            # Friday 16:00: two hours are left, two are Monday's.
            ("2026-03-06T16:00:00+09:00", "2026-03-09T11:00:00+09:00"),
        ],
    )
    def test_business_time_to_the_second(self, start, due):
        for clock in (["first-contact-hot"], ["sdr-to-ae", "--temperature", "hot"]):
            assert baton("due", *clock, "--from", start, *self.PLAYBOOK).out == due + "\n"

    def test_a_member_has_hours_of_their_own(self, workspace):
        workspace("member", "add", "eva@firm.de", "--name", "Eva", "--role", "ae", "--calendar", "berlin")
        asked = ["due", "first-contact-hot", "--from", "2026-03-07T10:00:00+09:00", "--for"]
        for whom in ("eva@firm.de", "M1", "ae"):
            assert workspace(*asked, whom).out == "2026-03-09T13:00:00+01:00\n"
        answer = workspace(*asked, "M1", "--json").json()
        assert answer["due"] == "2026-03-09T13:00:00+01:00" and answer["calendar"] == "Europe/Berlin"
        assert "Unknown member 'eve@firm.de'. Did you mean eva@firm.de" in workspace(
            *asked, "eve@firm.de", code=BAD_INPUT
        ).err

    def test_an_unknown_clock_is_told_with_near_names(self):
        said = baton("due", "first-contact-hit", "--from", "2026-03-07", *self.PLAYBOOK, code=BAD_INPUT)
        assert "Did you mean first-contact-hot" in said.err and not said.out


class TestPeople:
    def test_members_come_and_go(self, workspace):
        add = ["member", "add"]
        assert workspace(*add, "Kim@Firm.kr", "--name", "김민지", "--role", "sdr").out == "M1\n"
        lee = ["lee@firm.kr", "--name", "Lee", "--role", "ae", "--backup", "kim@firm.kr", "--json"]
        assert workspace(*add, *lee, "--team", "east", "--cap", "20").json() == {"member": "M2"}
        assert "김민지 <kim@firm.kr>  sdr" in workspace("member", "list").out
        known = workspace("member", "list", "--json").json()
        assert [m["profile"]["email"] for m in known] == ["kim@firm.kr", "lee@firm.kr"]
        assert known[1]["profile"]["cap"] == 20
        assert "off the team" in workspace("member", "disable", "kim@firm.kr").err
        assert "left" in workspace("member", "list").out
        assert "has left already" in workspace("member", "disable", "M1", code=FAILED).err

    @pytest.mark.parametrize(
        "arguments, code, told",
        [
            (["kim@firm.kr", "--name", "Kim", "--role", "sdr"], FAILED, "kim@firm.kr is Kim (M1)"),
            (["kim", "--name", "Kim", "--role", "sdr"], BAD_INPUT, "'kim' is not a mail address"),
            (["a@b.kr", "--name", "A", "--role", "sdr", "--calendar", "seol"], BAD_INPUT, "seoul?"),
            (["a@b.kr", "--name", "A", "--role", "sdr", "--cap=-1"], BAD_INPUT, "negative"),
            (["a@b.kr", "--name", "A", "--role", "sdr", "--backup", "x@b.kr"], BAD_INPUT, "x@b.kr"),
        ],
    )
    def test_what_cannot_be_is_refused(self, workspace, arguments, code, told):
        workspace("member", "add", "kim@firm.kr", "--name", "Kim", "--role", "sdr")
        assert told in workspace("member", "add", *arguments, code=code).err
        assert len(workspace("member", "list", "--json").json()) == 1

    def test_keys_are_shown_once_and_revoked(self, workspace):
        said = workspace("token", "create", "crm", "--scopes", "read,capture")
        assert said.out.startswith("baton_") and "not shown again" in said.err
        made = workspace("token", "create", "site", "--scopes", "track", "--json").json()
        assert made["id"] == 2
        listed = workspace("token", "list").out + workspace("token", "list", "--json").out
        assert said.out.strip() not in listed and made["secret"] not in listed
        workspace("token", "revoke", "1")
        assert "revoked" in workspace("token", "list").out.splitlines()[0]
        assert "There is no token 9" in workspace("token", "revoke", "9", code=FAILED).err
        for file in workspace.data.iterdir():
            assert made["secret"].encode() not in file.read_bytes()


class TestReading:
    @pytest.fixture
    def workspace(self, workspace):
        text = "email,name,source,company\nKim.Minji@hanbit.kr,김민지,demo-request,한빛\n"
        workspace("import", "leads", workspace.file("leads.csv", text))
        return workspace

    @pytest.mark.parametrize("kind", ["funnel", "speed", "handoffs", "load", "weekly"])
    def test_reports_in_every_format(self, workspace, kind):
        assert len(workspace("report", kind).out.splitlines()) > 3
        assert "<html" in workspace("report", kind, "--format", "html").out
        as_json = workspace("report", kind, "--format", "json").json()
        again = workspace("report", kind, "--json").json()
        assert as_json.keys() == again.keys()
        period = ["--from", "2020-01-01", "--to", "2020-02-01"]
        assert workspace("report", kind, *period, "--json").json() != as_json

    @pytest.mark.parametrize("name", ["L1", "kim.minji@hanbit.kr", "KIM.MINJI+x@hanbit.kr"])
    def test_a_lead_is_explained_by_id_and_address(self, workspace, name):
        said = workspace("explain", name).out
        assert "김민지" in said
        assert workspace("explain", name, "--json").json()["lead"]

    @pytest.mark.parametrize("name", ["L99", "nobody@hanbit.kr", "nobody"])
    def test_an_unknown_lead_is_told(self, workspace, name):
        said = workspace("explain", name, code=FAILED)
        assert "There is no lead" in said.err and not said.out

    def test_everything_leaves_as_csv_and_json_lines(self, workspace):
        lead = workspace("export", "leads").rows()[0]
        assert lead["name"] == "김민지" and lead["source"] == "demo-request"
        for what in ("leads", "handoffs", "events"):
            rows = workspace("export", what).rows()
            assert len(rows) == len(workspace.exported(what))
        event = workspace("export", "events").rows()[-1]
        assert event["event"].startswith("E") and json.loads(event["data"])
        assert workspace("export", "leads", "--bom").bytes.startswith(b"\xef\xbb\xbflead,")
        assert not workspace("export", "leads", "--format", "jsonl", "--bom").out.startswith("\ufeff")


class TestWhereTheDataIs:
    def test_by_option_and_environment(self, tmp_path):
        activate = ["playbook", "activate", DEFAULT_PLAYBOOK]
        baton(*activate, env={"BATON_DATABASE": f"sqlite:{tmp_path}/a.db"})
        assert (tmp_path / "a.db").exists()
        baton(*activate, env={"BATON_DATA": str(tmp_path / "b")})
        assert (tmp_path / "b/baton.sqlite").exists()
        # What the command line says goes before the environment.
        other = {"BATON_DATABASE": f"sqlite:{tmp_path}/a.db"}
        baton(*activate, "--data", tmp_path / "c", env=other)
        assert (tmp_path / "c/baton.sqlite").exists()
        baton(*activate, cwd=tmp_path)
        assert (tmp_path / "baton-data/baton.sqlite").exists()

    def test_a_foreign_database_is_told(self):
        said = baton("verify", "--database", "mysql://localhost/baton", code=WRONG_USE)
        assert "is no database URL" in said.err
