#!/usr/bin/env python3
"""Measures how well bulletins are read, and writes docs/reading-evaluation.md.

    python3 Tests/evaluate/evaluate.py --bulletind PATH [--corpus DIR] [--seeds DIR] [--statuses FILE] [--figures FILE]
                                       [--pages DIR] [--peers] [--output FILE]

The corpus holds statuses.jsonl, pages/, ledgers/ and news.jsonl with their truth; what is not there is left out. The sets
beside this script are measured always, further ones with --statuses, --figures and --pages (each may be repeated). The
program is asked by `PATH check --json FILE…`. With --peers the summaries of snownlp, textrank4zh and sumy are measured
in the same run; they are installed in a virtual environment in .build/ of the checkout. The table goes to standard
output too.
"""

import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile

from figures import figure_sections
from summaries import summary_section
from tables import Count, percent, table

ROOT = pathlib.Path(__file__).resolve().parents[2]
COLORS = ("red", "yellow", "blue", "green")


class Program:
    """The program under test."""

    def __init__(self, path):
        self.path = path

    def check(self, files):
        """What `check --json` says of each file, in order."""
        answers = []
        for start in range(0, len(files), 200):
            part = [str(file) for file in files[start:start + 200]]
            done = subprocess.run([self.path, "check", "--json", *part], capture_output=True, text=True)
            lines = [json.loads(line) for line in done.stdout.splitlines()]
            if len(lines) != len(part):
                sys.exit(f"evaluate: {self.path} answered {len(lines)} of {len(part)} files: {done.stderr[-300:]}")
            answers += lines
        return answers

    def check_texts(self, texts):
        """What it says of texts that are written to files first."""
        with tempfile.TemporaryDirectory() as folder:
            files = []
            for number, text in enumerate(texts):
                file = pathlib.Path(folder, f"text{number}.txt")
                file.write_text(text + "\n", encoding="utf-8")
                files.append(file)
            return self.check(files)


def rows(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def bare(text):
    """Text without marks and blanks, as names are compared."""
    return re.sub(r"[\W_]+", "", text or "")


def alike(one, other):
    one, other = bare(one), bare(other)
    return bool(one and other) and (one in other or other in one)


def articles(answer):
    return answer.get("articles") or []


def statuses(answer):
    return [status for article in articles(answer) for status in article["statuses"]]


# ---------------------------------------------------------------- statuses

def word_rule(text):
    """The first thing that comes to mind: the word 红色 stands in it."""
    return "红色" in text


NEAR = re.compile(
    r"(?:红色|红牌|红灯|红码|红榜|红单)[^，,。；;\d]{0,4}[\d一二两三四五六七八九十]+[个项家起份件]?"
    r"|[\d一二两三四五六七八九十]+[个项家起份件][^，,。；;\d]{0,8}(?:红色|红牌|红灯)|红\d")


def number_rule(text):
    """The better one: a word for a red status next to a number."""
    return bool(NEAR.search(text))


def status_sections(program, path):
    items = rows(path)
    name = f"{path.parent.name}/{path.name}"
    texts = [(item["headline"] + "\n" if item.get("headline") else "") + item["text"] for item in items]
    answers = program.check_texts(texts)
    rules = [("the word 红色", [word_rule(text) for text in texts]),
             ("status word next to a number", [number_rule(text) for text in texts]),
             ("bulletind", [answer["red"] for answer in answers])]
    lines = []
    for name, said in rules:
        count = Count()
        for item, red in zip(items, said):
            count.add(red, item["label"]["red"])
        lines.append([name, percent(count.precision), percent(count.recall), count.false, count.missed])
    sections = [(f"Red or not: {name}", f"{len(items)} texts: does each report a red status of work, now?", table(
        ["rule", "precision", "recall", "false reds", "missed reds"], lines))]
    sections.append((f"Statuses in detail: {name}", "", table(["what", "right", "of", "share"], detail(items, answers))))
    wrong = [f"{item['id']}: {'missed' if item['label']['red'] else 'false'} red"
             for item, answer in zip(items, answers) if answer["red"] != item["label"]["red"]]
    if wrong:
        sections.append((f"Misread: {name}", "", "\n".join(f"- {line}" for line in wrong) + "\n"))
    return sections


def detail(items, answers):
    hits, all_ = collections.Counter(), collections.Counter()
    for item, answer in zip(items, answers):
        reported = [status for status in statuses(answer) if status["kind"] == "reported"]
        for color in COLORS:
            wanted = item["label"]["counts"].get(color)
            if wanted is None:
                continue
            # A printed nought, or a number of an honour list, is a count as well.
            mine = [status for status in statuses(answer) if status["color"] == color
                    and (status["kind"] == "reported" or status["gate"] in ("zero", "honour"))]
            known = [status["count"] for status in mine if status["count"] is not None]
            all_[f"count of {color}"] += 1
            hits[f"count of {color}"] += wanted in known or bool(mine) and wanted == sum(
                status["count"] or len(status["items"]) or 1 for status in mine)
        named = [name for status in reported if status["color"] == "red"
                 for name in status["items"] + status.get("units", [])]
        named += [row["item"] for row in answer.get("items") or [] if row["declared"] == "red"]
        for wanted in item["label"]["red_items"]:
            all_["red items named"] += 1
            hits["red items named"] += any(alike(wanted, name) for name in named)
        if item["label"].get("black_listed"):
            all_["black lists"] += 1
            hits["black lists"] += any(status["kind"] == "blacklisted" for status in statuses(answer))
        if item["label"].get("weather_red"):
            all_["weather told from work"] += 1
            hits["weather told from work"] += any(status["kind"] == "weather" for status in statuses(answer))
    return [[name, hits[name], all_[name], percent(hits[name] / all_[name])] for name in all_]


# ---------------------------------------------------------------- pages

def page_files(folders):
    """Each page with its truth, in each encoding that it is given in."""
    found = []
    for folder in folders:
        for truth in sorted(folder.glob("*.truth.json")) if folder.is_dir() else []:
            stem = truth.name.removesuffix(".truth.json")
            for file in sorted(folder.glob(stem + "*.txt")):
                found.append((file, json.loads(truth.read_text(encoding="utf-8"))))
    return found


def alternatives(want, name):
    """Further answers that are as right."""
    found = want.get(name, [])
    return found if isinstance(found, list) else [found]


def page_section(program, pages, title="Pages"):
    hits, all_ = collections.Counter(), collections.Counter()
    byline = Count()

    def judge(what, right):
        all_[what] += 1
        hits[what] += bool(right)

    for (_, truth), answer in zip(pages, program.check([file for file, _ in pages])):
        # What a careful editor may or may not count as an article is left out where the reader does so too.
        mine, wanted = articles(answer), truth["articles"]
        if len(mine) != len(wanted):
            wanted = [want for want in wanted if not want.get("optional")]
        judge("number of articles", len(mine) == len(wanted))
        for number, want in enumerate(wanted):
            got = mine[number] if number < len(mine) else {}
            body = "".join(got.get("subheads") or []) + "".join(got.get("paragraphs") or [])
            first, last = want.get("first_chars") or want.get("first"), want.get("last_chars") or want.get("last")
            firsts = [first] + alternatives(want, "first_chars_alt")
            begins = any(bare(first) in bare(body)[:200] for first in firsts)
            ends = not last or bare(last) in bare(body)[-60 - len(last):]
            judge("article begins and ends right", begins and ends)
            headlines = [want["headline"]] + alternatives(want, "headline_alt")
            judge("headline", bare(got.get("headline")) in [bare(headline) for headline in headlines])
            kickers = [want.get("kicker")] + alternatives(want, "kicker_alt")
            judge("kicker", bare(got.get("kicker")) in [bare(kicker) for kicker in kickers])
            units = [want.get("unit", want.get("org"))] + alternatives(want, "org_alt")
            judge("unit", bare(got.get("unit")) in [bare(unit) for unit in units])
            tolerance = want.get("paragraph_tolerance", truth.get("paragraph_tolerance", 0))
            judge("paragraphs", abs(len(got.get("paragraphs") or []) - want["paragraphs"]) <= tolerance)
            for name in set(want["byline"]) | set(got.get("byline") or []):
                byline.add(name in (got.get("byline") or []), name in want["byline"])
        whole = "".join(text for article in mine for text in article["paragraphs"])
        for join in truth.get("joins", []):
            judge("column breaks joined", join in whole)
    lines = [[name, hits[name], all_[name], percent(hits[name] / all_[name])] for name in all_]
    lines.append(["byline, precision", byline.right, byline.right + byline.false, percent(byline.precision)])
    lines.append(["byline, recall", byline.right, byline.right + byline.missed, percent(byline.recall)])
    return (title, f"{len(pages)} files with known truth, the same page in several encodings included.",
            table(["what", "right", "of", "share"], lines))


# ---------------------------------------------------------------- ledgers

FIELDS = ("unit", "leader", "target", "progress_text", "progress", "due", "problem", "declared", "computed")


def ledger_section(program, corpus):
    truths = sorted((corpus / "ledgers").glob("*.truth.json"))
    if not truths:
        return None
    files = [truth.with_name(truth.name.removesuffix(".truth.json")) for truth in truths]
    hits, all_, items = collections.Counter(), collections.Counter(), Count()
    for path, answer in zip(truths, program.check(files)):
        truth = json.loads(path.read_text(encoding="utf-8"))
        all_["as of"] += 1
        hits["as of"] += answer["as_of"] == truth["as_of"]
        mine = {bare(item["item"]): item for item in answer["items"]}
        wanted = {bare(item["item"]): item for item in truth["items"]}
        for name in mine.keys() | wanted.keys():
            items.add(name in mine, name in wanted)
        for name in mine.keys() & wanted.keys():
            for field in FIELDS:
                all_[field] += 1
                hits[field] += mine[name][field] == wanted[name][field]
    lines = [["item, precision", items.right, items.right + items.false, percent(items.precision)],
             ["item, recall", items.right, items.right + items.missed, percent(items.recall)]]
    lines += [[name, hits[name], all_[name], percent(hits[name] / all_[name])] for name in all_]
    return ("Ledgers", f"{len(files)} ledgers.", table(["field", "right", "of", "share"], lines))


# ---------------------------------------------------------------- news

def news_section(program, corpus):
    path = corpus / "news.jsonl"
    if not path.exists():
        return None
    items = rows(path)
    answers = program.check_texts([item["headline"] + "\n" + item["text"] for item in items])
    false = [item["id"] for item, answer in zip(items, answers) if answer["red"]]
    one = sum(len(articles(answer)) == 1 for answer in answers)
    return ("General news", f"{len(items)} articles of general news, none of which reports a red status of work.",
            table(["what", "number"], [["red alerts" + (f" ({', '.join(false)})" if false else ""), len(false)],
                                       ["read as one article", f"{one} of {len(items)}"]]))


def main():
    parser = argparse.ArgumentParser(description="Measures how well bulletins are read.")
    parser.add_argument("--bulletind", required=True, help="the program, or any that answers `check --json FILE…`")
    parser.add_argument("--corpus", type=pathlib.Path, help="folder with statuses.jsonl, pages/ …")
    parser.add_argument("--seeds", type=pathlib.Path, help="folder with the seed page (default: ../seeds of the corpus)")
    parser.add_argument("--statuses", type=pathlib.Path, action="append", default=[], help="a further set of texts")
    parser.add_argument("--figures", type=pathlib.Path, action="append", default=[], help="a further set of figures")
    parser.add_argument("--pages", type=pathlib.Path, action="append", default=[], help="a further folder of pages")
    parser.add_argument("--peers", action="store_true", help="measure snownlp, textrank4zh and sumy too")
    parser.add_argument("--output", type=pathlib.Path, help="write the tables to this file too")
    options = parser.parse_args()
    program = Program(options.bulletind)
    corpus = options.corpus if options.corpus and options.corpus.is_dir() else None
    if options.corpus and not corpus:
        print(f"evaluate: there is no corpus at {options.corpus}; only the sets of the project are measured", file=sys.stderr)
    own = pathlib.Path(__file__).parent
    sections = []
    for path in ([corpus / "statuses.jsonl"] if corpus else []) + sorted(own.glob("statuses*.jsonl")) + options.statuses:
        if path.exists():
            sections += status_sections(program, path)
    if corpus:
        sections += [news_section(program, corpus)]
    pages = page_files([corpus / "pages", options.seeds or corpus.parent / "seeds"] if corpus else [])
    if pages:
        sections += [page_section(program, pages)]
    for folder in [own / "pages"] + options.pages:
        further = page_files([folder])
        if further:
            sections += [page_section(program, further, f"Pages: {folder.parent.name}/{folder.name}")]
    sections += figure_sections(program, corpus, pages, sorted(own.glob("figures-*.jsonl")) + options.figures)
    if corpus:
        sections += [ledger_section(program, corpus)]
        sections += summary_section(program, corpus, pages, peers=options.peers, root=ROOT)
    text = pathlib.Path(__file__).with_name("preface.md").read_text(encoding="utf-8")
    for section in filter(None, sections):
        title, remark, content = section
        text += f"\n## {title}\n\n" + (remark + "\n\n" if remark else "") + content
    print(text)
    if options.output:
        options.output.parent.mkdir(parents=True, exist_ok=True)
        options.output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
