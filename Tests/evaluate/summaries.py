"""How good summaries are: overlap with the printed headline, and figures kept.

Everybody reads the same text (without headline and dateline) and has the same room of 120 characters.
"""

import collections
import json
import pathlib
import re
import subprocess
import sys
import venv

from tables import table

LIMIT = 120
PEERS = ["snownlp==0.12.3", "textrank4zh==0.3", "sumy==0.13.0", "jieba==0.42.1", "networkx==2.8.8", "numpy", "scipy"]
DATELINE = re.compile(
    r"^(?:[^。，,]{0,20}?\d{1,2}日[电讯]|本报[^。，,（(]{0,6}[讯电]?|[^。，,（(]{0,12}讯)\s*(?:[（(][^）)]{0,80}[）)])\s*"
    r"|^[^。，,]{0,20}?\d{1,2}日[电讯]\s*")
FIGURE = re.compile(r"(?<![\dA-Za-z.第])(\d+(?:\.\d+)?)([万亿]*)(?:余|多)?([万亿]*)(%|[一-鿿])")


def without_dateline(text):
    match = DATELINE.match(text)
    return text[match.end():] if match else text


def sentences(text):
    found = []
    for paragraph in text.split("\n"):
        found += re.findall(r"[^。！？!?]*[。！？!?]+[”’）)]*|[^。！？!?]+$", paragraph.strip())
    return [sentence.strip() for sentence in found if sentence.strip()]


def leading(text):
    """The leading sentences that fit; of a first one that is too long its beginning."""
    summary = ""
    for sentence in sentences(text):
        if len(summary) + len(sentence) > LIMIT:
            break
        summary += sentence
    return summary or text[:LIMIT]


def rouge(summary, reference, size):
    """ROUGE-N F1 over characters (Lin 2004), marks and blanks left out."""
    def grams(text):
        text = re.sub(r"[\W_]+", "", text)
        return collections.Counter(text[i:i + size] for i in range(len(text) - size + 1))
    mine, other = grams(summary), grams(reference)
    both = sum((mine & other).values())
    return 2 * both / (sum(mine.values()) + sum(other.values())) if both else 0.0


def figures(text):
    """Numbers with a unit, by a pattern that knows nothing of the reader under test."""
    return {number + first + second for number, first, second, unit in FIGURE.findall(text)
            if unit not in "年月日时点号期届岁"}


def measure(texts, summaries):
    """Lines of a table: texts are (body, headline)."""
    lines = []
    for name, mine in summaries.items():
        scored = [(summary, headline) for (_, headline), summary in zip(texts, mine) if headline]
        one = sum(rouge(summary, headline, 1) for summary, headline in scored) / max(1, len(scored))
        two = sum(rouge(summary, headline, 2) for summary, headline in scored) / max(1, len(scored))
        kept = [len(figures(summary) & figures(body)) / len(figures(body))
                for (body, _), summary in zip(texts, mine) if figures(body)]
        length = sum(map(len, mine)) / max(1, len(mine))
        lines.append([name, f"{one:.3f}", f"{two:.3f}", f"{sum(kept) / max(1, len(kept)):.3f}", f"{length:.0f}",
                      max(map(len, mine), default=0)])
    return lines


def ask_peers(texts, root):
    """The summaries of the others, made in a virtual environment of their own."""
    home = root / ".build" / "evaluate-venv"
    python = home / "bin" / "python"
    if not python.exists():
        venv.create(home, with_pip=True)
    done = subprocess.run([python, "-m", "pip", "install", "--quiet", *PEERS])
    if done.returncode != 0:
        sys.exit("evaluate: the peers could not be installed; run without --peers, or see what pip says above")
    script = pathlib.Path(__file__).with_name("peers.py")
    done = subprocess.run([python, script], input=json.dumps([body for body, _ in texts]), capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"evaluate: the peers failed: {done.stderr[-500:]}")
    return json.loads(done.stdout)


def all_summaries(program, texts, peers, root):
    mine = []
    for answer in program.check_texts([body for body, _ in texts]):
        summary = ""
        for article in answer.get("articles") or []:
            if len(summary) + len(article["summary"]) <= LIMIT:
                summary += article["summary"]
        mine.append(summary)
    summaries = {"bulletind": mine, "leading sentences": [leading(body) for body, _ in texts]}
    if peers:
        summaries |= ask_peers(texts, root)
    return summaries


def news_texts(program, items):
    """Bodies and headlines: the body is what is read as paragraphs, so that nobody finds a title in it."""
    texts = []
    for item, answer in zip(items, program.check_texts([item["headline"] + "\n" + item["text"] for item in items])):
        paragraphs = [text for article in answer.get("articles") or [] for text in article["paragraphs"]]
        texts.append((without_dateline("\n".join(paragraphs)), item["headline"]))
    return texts


def office_texts(program, corpus, pages):
    """Bodies and headlines of the pages' articles as they are read, and of the texts of statuses.jsonl."""
    texts, seen = [], set()
    for answer in program.check([file for file, _ in pages]):
        for article in answer.get("articles") or []:
            body = "\n".join(article["paragraphs"])
            if len(body) > LIMIT and body not in seen:
                seen.add(body)
                texts.append((body, article["headline"]))
    path = corpus / "statuses.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        item = json.loads(line)
        if len(item["text"]) > LIMIT:
            texts.append((item["text"], item.get("headline")))
    return texts


def summary_section(program, corpus, pages, peers, root):
    sections = []
    head = ["who", "ROUGE-1 F", "ROUGE-2 F", "figures kept", "characters", "longest"]
    path = corpus / "news.jsonl"
    if path.exists():
        items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        texts = news_texts(program, items)
        sections.append(("Summaries of news", f"{len(texts)} articles; the point comes first. " + REMARK,
                         table(head, measure(texts, all_summaries(program, texts, peers, root)))))
    texts = office_texts(program, corpus, pages)
    if texts:
        with_headline = sum(bool(headline) for _, headline in texts)
        sections.append((
            "Summaries of office bulletins", f"{len(texts)} texts longer than {LIMIT} characters, {with_headline} of them "
            "with a headline; the point often comes last. " + REMARK,
            table(head, measure(texts, all_summaries(program, texts, peers, root)))))
    return sections


REMARK = ("Against the printed headline, which the summarisers do not see; figures kept is the mean share of a text's "
          "numbers with a unit.")
