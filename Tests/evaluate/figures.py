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


def listed(program, path):
    """Precision and recall against a set that lists every figure of its texts."""
    items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    answers = program.check_texts([(item["headline"] + "\n\n" if item.get("headline") else "") + item["text"] for item in items])
    loose, strict, counted, kept = Count(), Count(), Count(), Count()
    for item, answer in zip(items, answers):
        mine = []
        for figure in found(answer):
            ends = [figure["value"]] + ([figure["high"]] if figure.get("high") is not None else [])
            mine += [(end, figure) for end in ends]
        for wanted in item["figures"]:
            hit = next((pair for pair in mine if close(pair[0], wanted["value"]) and pair[1]["unit"] == wanted["unit"]), None)
            if hit:
                mine.remove(hit)
            if wanted.get("optional"):
                continue
            loose.add(hit is not None, True)
            strict.add(hit is not None and hit[1]["approximate"] == wanted["approx"], True)
            if hit:
                one, other = wanted["what"] or "", hit[1]["what"] or ""
                counted.add(bool(other) and (one in other or other in one), True)
        for _ in mine:
            loose.add(True, False)
            strict.add(True, False)
        summary = "".join(article["summary"] for article in answer.get("articles") or [])
        for fact in item.get("summary_facts", []):
            kept.add(fact in summary, True)
    lines = [[name, percent(count.precision), percent(count.recall), percent(count.f1)]
             for name, count in (("value and unit", loose), ("value, unit and approximate", strict))]
    lines.append(["what is counted, of those found", "–", percent(counted.recall), "–"])
    lines.append(["key figures kept by the summary", "–", percent(kept.recall), "–"])
    return lines


def close(one, other):
    """Equal up to rounding: a third is 33.33 %."""
    return abs(one - other) <= (0.006 if abs(other) < 1000 else 1e-6) * max(1.0, abs(other))


def figure_sections(program, corpus, pages, sets):
    sections = []
    lines = key_figures(program, pages) if pages else []
    if lines:
        sections.append(("Key figures of the pages", "The truth lists the figures that matter, not all of them.",
                         table(["matched by", "found", "of", "recall"], lines)))
    for path in sets:
        sections.append((
            f"All figures: {path.parent.name}/{path.name}", "A figure is a number with a unit; of a range each end counts.",
            table(["matched by", "precision", "recall", "F1"], listed(program, path))))
    return sections
