"""Bulk intake: files as they come out of spreadsheets and old systems, and back out again."""

import csv
import io
import subprocess
import time

import pytest
from workspace import BAD_INPUT, BATON, DEFAULT_PLAYBOOK, FAILED, WRONG_USE

KOREAN = [("김민지", "한빛제조"), ("박서준", "나래통신"), ("뷁훈", "똠방각하상사")]
JAPANESE = [("髙橋 陽菜", "株式会社あかつき"), ("ﾀﾅｶ ｺｳｼﾞ", "ソフト表示㈱"), ("渡邊 能", "構造製作所")]


def imported(workspace, content, *options, what="leads", name="leads.csv", code=0):
    file = workspace.file(name, content)
    said = workspace("import", what, file, "--json", *options, code=code)
    return said.json() if code == 0 else said


def counts(summary):
    return {k: summary[k] for k in ("rows", "added", "joined", "repeated", "rejected")}


def rejected(path):
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def journal(workspace):
    return workspace("export", "events").bytes


class TestMessyFiles:
    MESSY = (
        'Full Name,E-mail,Company,Job Title,Deal "size"\r\n'
        '"Kim, Minji",minji@hanbit.kr,"Hanbit ""Labs""",CTO,"1,200"\r\n'
        '"Lee\nJunho",junho@narae.kr,"Two\r\nlines",,\r\n'
        "\r\n"
        "too,few\r\n"
        "one,too@many.kr,of,the,fields,here\r\n"
        ",,,,nobody\r\n"
        '"Park" Jisoo,jisoo@x.kr,,,\r\n'
        "  Choi Arin  , arin@on.kr ,,,  \r\n"
    )

    def test_good_rows_come_in_and_bad_ones_say_why(self, workspace):
        summary = imported(workspace, self.MESSY)
        assert counts(summary) == dict(rows=7, added=3, joined=0, repeated=0, rejected=4)
        leads = workspace.leads()
        assert leads["Kim, Minji"]["contact"]["company"] == 'Hanbit "Labs"'
        assert leads["Kim, Minji"]["attributes"] == {'Deal "size"': "1,200"}
        assert leads["Choi Arin"]["contact"]["email"] == "arin@on.kr"
        assert leads["Lee\nJunho"]["contact"]["company"] == "Two\r\nlines"
        assert summary["rejectedFile"] == str(workspace.folder / "leads.csv.rejected.csv")
        reasons = [r["rejected because"] for r in rejected(workspace.folder / "leads.csv.rejected.csv")]
        assert [why for why in reasons if "fields and the header 5" in why] == reasons[:2]
        assert "line 7: the row has 2 fields" in reasons[0]
        assert any("needs a mail address, a phone number or a name" in why for why in reasons)
        assert any("closing quote" in why for why in reasons)

    def test_rejected_rows_keep_the_order_of_the_file(self, workspace):
        """Whether a row cannot be read, names nobody, or is refused when it is carried out; over
        several commits."""
        imported(workspace, "email,name\na@x.kr,A\n")
        rows = ["a@x.kr,won", "too,many,fields", "a@x.kr,perhaps", "nobody{}@x.kr,won"]
        text = "email,outcome\n" + "".join(rows[n % 4].format(n) + "\n" for n in range(1000))
        summary = imported(workspace, text, what="outcomes", name="o.csv")
        assert counts(summary) == dict(rows=1000, added=1, joined=0, repeated=249, rejected=750)
        kept = rejected(workspace.folder / "o.csv.rejected.csv")
        assert [row["rejected record"] or row["outcome"] for row in kept] == [
            "too,many,fields", "perhaps", "won"] * 250
        assert [row["email"] for row in kept[2::3]] == [f"nobody{n}@x.kr" for n in range(3, 1000, 4)]

    def test_the_rejected_file_can_be_mended_and_imported(self, workspace):
        first = imported(workspace, self.MESSY)
        file = workspace.folder / "leads.csv.rejected.csv"
        # Not mended, nothing comes in, and nothing is lost.
        again = workspace("import", "leads", file, "--json").json()
        assert counts(again) == dict(rows=4, added=0, joined=0, repeated=0, rejected=4)
        assert sorted(r["rejected record"] for r in rejected(file)) == sorted(
            r["rejected record"] for r in rejected(workspace.folder / "leads.csv.rejected.csv.rejected.csv")
        )
        rows = rejected(file)
        assert rows[0]["rejected record"] == "too,few"
        rows[0] |= {"Full Name": "Too Few", "E-mail": "too@few.kr"}
        rows[1] |= {"Full Name": "Too Many", "E-mail": "too@many.kr"}
        with file.open("w", newline="") as out:
            writer = csv.DictWriter(out, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
        mended = workspace("import", "leads", file, "--json").json()
        assert counts(mended) == dict(rows=4, added=2, joined=0, repeated=0, rejected=2)
        lead = workspace.leads()["Too Few"]
        assert lead["attributes"] == {} and first["added"] + 2 == len(workspace.leads())

    def test_the_same_file_twice_changes_nothing(self, workspace):
        imported(workspace, self.MESSY)
        before = journal(workspace)
        again = imported(workspace, self.MESSY)
        assert counts(again) == dict(rows=7, added=0, joined=0, repeated=3, rejected=4)
        # Nor under another name, with another encoding.
        other = imported(workspace, self.MESSY.encode("utf-16"), name="copy.csv")
        assert other["repeated"] == 3 and other["encoding"].startswith("UTF-16")
        assert journal(workspace) == before

    def test_the_same_row_is_a_lead_and_an_activity(self, workspace):
        text = "email,kind,at\nkim@hanbit.kr,page-visit,2026-03-02T10:00:00+09:00\n"
        assert imported(workspace, text)["added"] == 1
        assert imported(workspace, text, what="activities")["added"] == 1

    @pytest.mark.parametrize(
        "content, told",
        [
            ("", "is empty"),
            ("email,,name\n", "column 2 of the header has no name"),
            ("email,name,email\n", "both named “email”"),
            ('email,"name\n', "header line cannot be read"),
        ],
    )
    def test_a_file_without_a_usable_header_is_bad_data(self, workspace, content, told):
        said = imported(workspace, content, code=BAD_INPUT)
        assert told in said.err and not said.out

    def test_a_missing_file_is_told(self, workspace):
        said = workspace("import", "leads", "none.csv", code=FAILED)
        assert said.err == "Cannot open none.csv: No such file or directory.\n"


class TestEncodings:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp949"])
    def test_korean_arrives_intact(self, workspace, encoding):
        self.check(workspace, KOREAN, "이름,회사명,등급", encoding)

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp932"])
    def test_japanese_arrives_intact(self, workspace, encoding):
        self.check(workspace, JAPANESE, "氏名,会社名,ランク", encoding)

    def check(self, workspace, people, header, encoding):
        names = [f"{name} {n}" for n in range(20) for name, _ in people]
        rows = [f"{name},{company},上級 {n}" for n in range(20) for name, company in people]
        rows = [
            f"{name} {n},{company},{company[0]}" for n in range(20) for name, company in people
        ]
        text = "\r\n".join([header, *rows, "부족" if "cp949" in encoding else "x"])
        summary = imported(workspace, text.encode(encoding))
        assert summary["added"] == len(rows) and summary["rejected"] == 1
        leads = {row["name"]: row for row in workspace("export", "leads").rows()}
        assert set(leads) == set(names)
        assert {lead["company"] for lead in leads.values()} == {company for _, company in people}
        # Whatever the file was in, what was rejected is in UTF-8.
        kept = rejected(workspace.folder / "leads.csv.rejected.csv")
        assert kept[0]["rejected record"] == text.split("\r\n")[-1]

    def test_a_short_file_is_read_as_told(self, workspace):
        text = "name;email\n김;kim@hanbit.kr\n"
        said = ["--encoding", "euc-kr", "--delimiter", "semicolon"]
        summary = imported(workspace, text.encode("cp949"), *said)
        assert summary["encoding"] == "CP949 (as told)" and list(workspace.leads()) == ["김"]
        wrong = imported(workspace, text, "--delimiter", "tab", name="b.csv")
        assert wrong["rejected"] == 1

    def test_an_unknown_encoding_is_told_with_the_known(self, workspace):
        said = imported(workspace, "a\n", "--encoding", "klingon", code=WRONG_USE)
        assert "CP949" in said.err


class TestMaps:
    MAP = """\
columns:
  email: Mailadresse
  name: [Vorname, Nachname]
  at: Erfasst
values:
  country: {Deutschland (Bund): DE}
constants:
  source: event
  attributes.list: spring
zone: Europe/Berlin
"""
    CSV = (
        "Mailadresse;Vorname;Nachname;Erfasst;Sterne\n"
        "eva@werk.de;Eva;Braun;2026/3/2 9:05;5\n"
        "udo@werk.de;Udo;Klein;2026-03-30 09:05:00;\n"
        "ida@werk.de;Ida;Lang;2026-03-02T09:05:00+09:00;\n"
        "jan@werk.de;Jan;Kurz;02.03.2026;\n"
    )

    def test_a_map_says_what_columns_mean(self, workspace):
        options = ["--map", workspace.file("map.yaml", self.MAP)]
        assert counts(imported(workspace, self.CSV, *options))["added"] == 3
        leads = workspace.leads()
        assert leads["Eva Braun"]["attributes"] == {"Sterne": "5", "list": "spring"}
        assert leads["Eva Braun"]["origin"]["source"] == "event"
        assert leads["Eva Braun"]["capturedAt"] == "2026-03-02T08:05:00Z"
        assert leads["Udo Klein"]["capturedAt"] == "2026-03-30T07:05:00Z"
        assert leads["Ida Lang"]["capturedAt"] == "2026-03-02T00:05:00Z"
        kept = rejected(workspace.folder / "leads.csv.rejected.csv")
        assert "'02.03.2026' is not a time. Write it like" in kept[0]["rejected because"]

    @pytest.mark.parametrize(
        "yaml, told",
        [
            ("columns: {email: Mailadrese}", "from a column 'Mailadrese' that the file does not have. "
             "Did you mean Mailadresse?"),
            ("columns: {emial: Mailadresse}", "map.yaml:1: unknown field 'emial'. Did you mean email?"),
            ("zone: UTC\ncolums: {}", "map.yaml:2: unknown key 'colums'. Did you mean columns?"),
            ("zone: Europe/Berln", "zone 'Europe/Berln' is unknown"),
            ("columns: [email]", "map.yaml:1: fields are expected here"),
            ("keep-all: perhaps", "'keep-all' is true or false"),
            ("just text", "a map of columns is expected"),
            ("columns: {email: [", "map.yaml"),
        ],
    )
    def test_a_wrong_map_is_bad_data(self, workspace, yaml, told):
        options = ["--map", workspace.file("map.yaml", yaml)]
        said = imported(workspace, self.CSV, *options, code=BAD_INPUT)
        assert told in said.err and not said.out
        assert not workspace.leads()


class TestSafety:
    TEXT = "email,name\nkim@hanbit.kr,Kim\nlee@narae.kr,Lee\nbad\n"

    def test_a_dry_run_changes_nothing(self, workspace):
        before = journal(workspace)
        said = imported(workspace, self.TEXT, "--dry-run")
        assert (said["added"], said["rejected"]) == (2, 1)
        assert journal(workspace) == before
        assert "dry run, nothing kept" in workspace(
            "import", "leads", workspace.folder / "leads.csv", "--dry-run"
        ).out

    def test_standard_input_is_a_file_too(self, workspace):
        said = workspace("import", "leads", "-", stdin=self.TEXT.encode(), cwd=workspace.folder)
        assert "3 rows read as UTF-8" in said.out and "2 new" in said.out
        assert len(rejected(workspace.folder / "standard-input.rejected.csv")) == 1

    def test_formulas_are_guarded_on_the_way_out_and_come_back(self, empty, workspace):
        cells = ["=1+1", "+cmd|'/C calc'!A0", "-2+3", "@SUM(A1)", "\t=x", "'=x", "＝1", "'quoted'"]
        rows = [[f"p{n}@hanbit.kr", cell.strip("\t"), cell] for n, cell in enumerate(cells)]
        out = io.StringIO()
        csv.writer(out).writerows([["email", "name", "note"], *rows])
        imported(workspace, out.getvalue())
        names = set(workspace.leads())
        assert {"=1+1", "@SUM(A1)", "'quoted'"} <= names
        exported = workspace("export", "leads")
        for row in exported.rows():
            assert not row["name"].startswith(("=", "+", "-", "@", "＝"))
        other = type(workspace)(workspace.folder / "other")
        other.folder.mkdir()
        imported(other.activate(), exported.bytes)
        assert set(other.leads()) == names
        for name, lead in workspace.leads().items():
            back = other.leads()[name]
            for part in ("attributes", "contact", "capturedAt"):
                assert back[part] == lead[part]
            assert back["origin"]["source"] == lead["origin"]["source"]

    def test_an_export_that_comes_home_joins_its_leads(self, workspace):
        imported(workspace, "email,name,plan\nkim@hanbit.kr,Kim,gold\n")
        before = workspace.leads()["Kim"]
        exported = workspace("export", "leads")
        said = imported(workspace, exported.bytes, name="back.csv")
        assert (said["added"], said["joined"]) == (0, 1)
        assert workspace.leads()["Kim"]["attributes"] == before["attributes"] == {"plan": "gold"}

    def test_memory_stays_flat(self, workspace):
        """30 MB in wide rows, of few people lest the database's own cache grows with them."""
        small, large = (self.peak(workspace, rows) for rows in (75, 1_500))
        assert large < small + 30, f"{small:.0f} MB for 75 rows, {large:.0f} MB for 1,500"

    def peak(self, workspace, rows):
        wide = ",".join("x" * 1_000 for _ in range(20))
        header = "email,visit," + ",".join(f"c{n}" for n in range(20))
        lines = [f"p{n % 75}@hanbit.kr,{n},{wide}" for n in range(rows)]
        file = workspace.file("wide.csv", "\n".join([header, *lines]))
        process = subprocess.Popen(
            [BATON, "import", "leads", str(file), "--dry-run", "--data", str(workspace.data)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        peak = 0
        while process.poll() is None:
            try:
                status = open(f"/proc/{process.pid}/status").read()
            except OSError:
                break
            found = [line for line in status.splitlines() if line.startswith("VmHWM")]
            peak = max([peak, *(int(line.split()[1]) / 1024 for line in found)])
            time.sleep(0.02)
        assert process.wait() == 0
        return peak


class TestActivitiesAndOutcomes:
    LEADS = "email,name,external id\nKim.Minji+a@gmail.com,Kim,crm-1\nlee@narae.kr,Lee,crm-2\n"

    def test_activities_find_their_leads(self, workspace):
        imported(workspace, self.LEADS)
        text = (
            "email,external id,lead,activity,time,page\n"
            "kimminji@gmail.com,,,page-visit,2026-03-02T10:00:00+09:00,/pricing\n"
            ",crm-2,,page-visit,2026-03-02,/\n"
            ",,L2,call,2026-03-03,\n"
            "nobody@x.kr,,,page-visit,2026-03-02,/\n"
            "lee@narae.kr,,,page-visit,soon,/\n"
            "lee@narae.kr,,,,2026-03-02,/\n"
            ",,,page-visit,2026-03-02,/\n"
        )
        summary = imported(workspace, text, what="activities", name="a.csv")
        assert counts(summary) == dict(rows=7, added=3, joined=0, repeated=0, rejected=4)
        reasons = [r["rejected because"] for r in rejected(workspace.folder / "a.csv.rejected.csv")]
        for told in ("nobody@x.kr", "'soon' is not a time", "a kind and a time", "names no lead"):
            assert any(told in why for why in reasons), (told, reasons)
        before = journal(workspace)
        assert imported(workspace, text, what="activities", name="a.csv")["repeated"] == 3
        assert journal(workspace) == before
        events = [e for e in workspace.exported("events") if e["name"] == "activity.recorded"]
        assert "/pricing" in str(events)

    def test_outcomes_close_leads(self, workspace):
        imported(workspace, self.LEADS)
        workspace("member", "add", "eva@firm.kr", "--name", "Eva", "--role", "ae")
        text = (
            "external id,result,closed at,amount,reason,rep\n"
            'crm-1,won,2026-03-02,"1,200.50",,eva@firm.kr\n'
            "crm-2,실주,2026-03-03,,price,\n"
            "crm-1,maybe,2026-03-02,,,\n"
            "crm-1,won,2026-03-02,much,,\n"
            "crm-1,won,2026-03-02,5,,eve@firm.kr\n"
            "crm-9,won,2026-03-02,5,,\n"
        )
        summary = imported(workspace, text, what="outcomes", name="o.csv")
        assert (summary["added"], summary["rejected"]) == (2, 4)
        leads = {row["name"]: row for row in workspace("export", "leads").rows()}
        assert leads["Kim"]["won at"] == "2026-03-02T00:00:00Z" and leads["Kim"]["amount"] == "1200.5"
        assert leads["Lee"]["lost at"] == "2026-03-03T00:00:00Z"
        reasons = " ".join(
            r["rejected because"] for r in rejected(workspace.folder / "o.csv.rejected.csv")
        )
        for told in ("'maybe' is no outcome", "'much' is not a number", "Did you mean eva@firm.kr",
                     "external id crm-9"):
            assert told in reasons
        before = journal(workspace)
        assert imported(workspace, text, what="outcomes", name="o.csv")["repeated"] == 2
        assert journal(workspace) == before
        workspace("verify")

    def test_a_history_is_all_or_nothing(self, empty):
        leads = empty.file("leads.csv", "email,date,source\nkim@hanbit.kr,2026-01-05,event\n")
        deals = empty.file("deals.csv", "email,result,closed at\nlee@narae.kr,won,2026-02-05\n")
        history = ["import", "history", "--leads", leads, "--outcomes", deals, "--playbook"]
        said = empty(*history, DEFAULT_PLAYBOOK, code=BAD_INPUT)
        assert f"{deals}:2: There is no lead with the mail address lee@narae.kr" in said.err
        assert not empty.data.exists()
        deals.write_text("email,result,closed at\nkim@hanbit.kr,won,2026-02-05\n")
        said = empty(*history, DEFAULT_PLAYBOOK, "--json")
        assert said.json() == {"leads": 1, "outcomes": 1}
        first = empty.exported("events")[0]
        assert first["at"] == "2026-01-05T00:00:00Z"
        assert "fresh workspace" in empty(*history, DEFAULT_PLAYBOOK, code=FAILED).err
        empty("verify")


class TestNumbersThatAreNone:
    def test_a_cell_that_is_no_number_ends_no_import(self, workspace):
        leads = 'email,employees\r\na@x.kr,NaN\r\nb@x.kr,inf\r\nc@x.kr,1e400\r\nd@x.kr,"1.234,56"\r\n'
        assert counts(imported(workspace, leads)) == dict(rows=4, added=4, joined=0, repeated=0, rejected=0)
        outcomes = "email,outcome,amount\r\na@x.kr,won,NaN\r\nb@x.kr,won,1e400\r\nc@x.kr,won,1000\r\n"
        summary = imported(workspace, outcomes, what="outcomes", name="outcomes.csv")
        assert summary["rows"] == 3 and summary["rejected"] == 2
