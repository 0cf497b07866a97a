"""Summaries of the peers: a list of texts as JSON on standard input, {name: [summary]} on standard output."""

import json
import sys
import warnings

warnings.filterwarnings("ignore")

import jieba  # noqa: E402
from snownlp import SnowNLP  # noqa: E402
from sumy.nlp.tokenizers import Tokenizer  # noqa: E402
from sumy.parsers.plaintext import PlaintextParser  # noqa: E402
from sumy.summarizers.lex_rank import LexRankSummarizer  # noqa: E402
from sumy.summarizers.text_rank import TextRankSummarizer  # noqa: E402
from textrank4zh import TextRank4Sentence  # noqa: E402

LIMIT = 120


def fit(ranked, text):
    """The best sentences that fit, in the order of the text; of a best one that is too long its beginning."""
    chosen, length = [], 0
    for sentence in (sentence.strip() for sentence in ranked):
        if not sentence or sentence in chosen:
            continue
        if length + len(sentence) > LIMIT:
            if not chosen:
                return sentence[:LIMIT]
            break
        chosen.append(sentence)
        length += len(sentence)
    return "".join(sorted(chosen, key=text.find))


def snownlp(text):
    return SnowNLP(text).summary(8)


def textrank4zh(text):
    ranker = TextRank4Sentence()
    ranker.analyze(text=text, lower=True, source="all_filters")
    return [item.sentence for item in ranker.get_key_sentences(num=8, sentence_min_len=2)]


def sumy(summarizer):
    def ranked(text):
        document = PlaintextParser.from_string(text, Tokenizer("chinese")).document
        found = []
        for count in range(1, 7):
            found += [str(s) for s in summarizer(document, count) if str(s) not in found]
        return found
    return ranked


def attempt(ranked, text):
    try:
        return fit(ranked(text), text)
    except Exception:  # noqa: BLE001: a peer that fails on a text has no summary of it
        return ""


def main():
    jieba.setLogLevel(60)
    texts = json.load(sys.stdin)
    peers = {"textrank4zh": textrank4zh, "snownlp": snownlp, "sumy TextRank": sumy(TextRankSummarizer()),
             "sumy LexRank": sumy(LexRankSummarizer())}
    json.dump({name: [attempt(ranked, text) for text in texts] for name, ranked in peers.items()}, sys.stdout)


if __name__ == "__main__":
    main()
