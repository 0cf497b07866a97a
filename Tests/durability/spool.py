"""Folders of one daemon, the daemon itself, and what its database says."""

import json
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess

import office

CONFIGURATION = """inbox: {root}/inbox
work: {root}/work
archive: {root}/archive
rejected: {root}/rejected
state: {root}/state
reports: {root}/reports
limits: {{settle: 0.05}}
"""

# Rows without what differs from run to run: numbers of rows, times, inodes, hashes.
QUESTIONS = {
    "bulletins": """SELECT b.name, b.verdict, b.path, b.kind, b.encoding, b.as_of, b.unit, b.red, b.route, b.remarks,
        b.reason, b.reason_code, b.size, b.placing, b.staged, o.name, r.name FROM bulletins b
        LEFT JOIN bulletins o ON o.id = b.original LEFT JOIN bulletins r ON r.id = b.revises""",
    "articles": """SELECT b.name, b.size, a.ordinal, a.headline, a.kicker, a.unit, a.section, a.continuation, a.byline, a.subheads,
        a.body, a.cells, a.summary, a.remarks FROM articles a JOIN bulletins b ON b.id = a.bulletin""",
    "statuses": """SELECT b.name, b.size, a.ordinal, s.color, s.kind, s.gate, s.count, s.items, s.units, s.quote, s.because
        FROM statuses s JOIN articles a ON a.id = s.article JOIN bulletins b ON b.id = s.bulletin""",
    "figures": """SELECT b.name, b.size, a.ordinal, f.text, f.value, f.high, f.approximate, f.unit, f.what
        FROM figures f JOIN articles a ON a.id = f.article JOIN bulletins b ON b.id = a.bulletin""",
    "items": """SELECT b.name, b.size, i.ordinal, i.item, i.unit, i.leader, i.target, i.progress_text, i.progress, i.due, i.problem,
        i.declared, i.computed, i.why, i.quote FROM items i JOIN bulletins b ON b.id = i.bulletin""",
    "effects": """SELECT b.name, b.size, e.handler, e.version, e.state FROM effects e JOIN bulletins b ON b.id = e.bulletin""",
    "announcements": """SELECT b.name, b.size, n.handler, n.event, n.priority, n.message, n.state, n.fields
        FROM announcements n LEFT JOIN bulletins b ON b.id = n.bulletin""",
    "deliveries": """SELECT b.name, b.size, d.handler, d.version, d.part, d.red, d.state
        FROM deliveries d JOIN bulletins b ON b.id = d.bulletin""",
}

CHANGING_FIELDS = {"BULLETIN_ID", "ELAPSED_USEC", "ALIAS_OF", "REVISION_OF", "ARTICLE"}


class Spool:
    """The folders of one daemon under `root`; `word` marks its files, `more` stands in its configuration, too."""

    def __init__(self, root, program, word, more=""):
        self.root = pathlib.Path(root)
        self.program = program
        self.word = word
        self.seen = []
        (self.root / "inbox").mkdir(parents=True)
        self.configuration = self.root / "bulletind.yaml"
        self.configuration.write_text((CONFIGURATION + more).format(root=self.root))

    def drop(self, files):
        self.seen += list(files.items())
        office.drop(self.root / "inbox", files)

    def command(self, *arguments):
        return [str(self.program), *arguments, "--config", str(self.configuration)]

    def run_once(self, *options, timeout=60):
        """Drains the inbox undisturbed."""
        return subprocess.run(
            self.command("run", "--once", *options), capture_output=True, text=True, errors="replace", timeout=timeout,
            stdin=subprocess.DEVNULL)

    def database(self):
        path = self.root / "state/bulletind.db"
        if not path.exists():
            raise AssertionError("there is no database")
        return sqlite3.connect(f"file:{path}?mode=ro", uri=True)

    def ask(self, sql, *arguments):
        database = self.database()
        try:
            return database.execute(sql, arguments).fetchall()
        finally:
            database.close()

    def dump(self):
        """What the database holds, as sorted lines that two runs over the same files must share."""
        return {table: sorted(self.line(row, table) for row in self.ask(sql)) for table, sql in QUESTIONS.items()}

    def line(self, row, table):
        values = [value.decode(errors="replace") if isinstance(value, bytes) else value for value in row]
        if table == "announcements":
            values[-1] = [field for field in json.loads(values[-1]) if field[0] not in CHANGING_FIELDS]
        text = json.dumps(values, ensure_ascii=False).replace(self.word, "MARK")
        # Which of two files with the same content is the alias depends on which could be opened first.
        text = text.replace("page-again-", "page-")
        text = re.sub(r"~[0-9a-f]{8}", "~HASH", text)
        text = re.sub(r"(bulletin) \d+", r"\1 N", text)
        return re.sub(r"\d{4}/\d\d/\d\d/", "DAY/", text)

    def files(self, folder):
        """The regular and special files below a folder, hidden ones left out, as paths relative to it."""
        base = self.root / folder
        found = []
        for path, _, names in os.walk(base):
            found += [os.path.relpath(os.path.join(path, name), base) for name in names if not name.startswith(".")]
        return sorted(found)

    def remove(self):
        shutil.rmtree(self.root, ignore_errors=True)
