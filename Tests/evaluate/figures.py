"""How well figures are read."""

import json
import pathlib

from tables import Count, percent, table


def found(answer):
    return [figure for article in answer.get("articles") or [] for figure in article["figures"]]


def same_value(one, other):
    return abs(one - other) <= 1e-6 * max(1.0, abs(other))


def key_figures(program, pages):
    """Recall of the figures that the truth of the pages lists: the important ones, so nothing is said of precision."""
    all_ = value = unit = exact = 0
    for (_, truth), answer in zip(pages, program.check([file for file, _ in pages])):
        mine = found(answer)
        wanted = [figure for article in truth["articles"] for figure in article.get("figures", [])]
        wanted += truth.get("figures", [])
        for figure in wanted:
            all_ += 1
            hits = [other for other in mine if same_value(other["value"], figure["value"])]
            value += bool(hits)
            hits = [other for other in hits if other["unit"] == figure["unit"]]
            unit += bool(hits)
            approximate = figure.get("approx", figure.get("approximate"))
            exact += any(other["approximate"] == approximate for other in hits)
    return [["value", value, all_, percent(value / all_)], ["value and unit", unit, all_, percent(unit / all_)],
            ["value, unit and approximate", exact, all_, percent(exact / all_)]] if all_ else []


def listed(program, corpus):
    """Precision and recall against figures.jsonl, which lists every figure of the texts of statuses.jsonl."""
    path = pathlib.Path(__file__).with_name("figures.jsonl")
    texts = corpus / "statuses.jsonl"
    if not texts.exists():
        return None
    truth = {row["id"]: row["figures"] for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    items = [row for row in map(json.loads, texts.read_text(encoding="utf-8").splitlines()) if row["id"] in truth]
    answers = program.check_texts([item["text"] for item in items])
    loose, strict = Count(), Count()
    for item, answer in zip(items, answers):
        wanted = [tuple(figure) for figure in truth[item["id"]]]
        mine = [(figure["text"], figure["value"], figure["unit"], figure["approximate"]) for figure in found(answer)]
        for count, key in ((strict, lambda figure: figure), (loose, lambda figure: figure[1:3])):
            left = [key(figure) for figure in mine]
            for figure in map(key, wanted):
                hit = figure in left
                if hit:
                    left.remove(figure)
                count.add(hit, True)
            for _ in left:
                count.add(True, False)
    return [[name, percent(count.precision), percent(count.recall), percent(count.f1)]
            for name, count in (("value and unit", loose), ("words, value, unit and approximate", strict))]


def figure_sections(program, corpus, pages):
    sections = []
    lines = key_figures(program, pages) if pages else []
    if lines:
        sections.append(("Key figures of the pages", "The truth lists the figures that matter, not all of them.",
                         table(["matched by", "found", "of", "recall"], lines)))
    lines = listed(program, corpus)
    if lines:
        sections.append((
            "All figures of statuses.jsonl", "Against Tests/evaluate/figures.jsonl, a list of this project (the reader's own output, read through and completed by hand) "
            "while the reader was written.", table(["matched by", "precision", "recall", "F1"], lines)))
    return sections
