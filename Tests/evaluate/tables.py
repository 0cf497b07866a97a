"""Counting hits and misses, and showing them."""


class Count:
    """What was said against what is true."""

    def __init__(self):
        self.right = self.false = self.missed = 0

    def add(self, said, true):
        self.right += bool(said and true)
        self.false += bool(said and not true)
        self.missed += bool(true and not said)

    @property
    def precision(self):
        return self.right / (self.right + self.false) if self.right + self.false else None

    @property
    def recall(self):
        return self.right / (self.right + self.missed) if self.right + self.missed else None

    @property
    def f1(self):
        whole = 2 * self.right + self.false + self.missed
        return 2 * self.right / whole if whole else None


def percent(share):
    return "–" if share is None else f"{share:.3f}"


def table(head, lines):
    """A table in Markdown."""
    text = "| " + " | ".join(head) + " |\n|" + "---|" * len(head) + "\n"
    return text + "".join("| " + " | ".join(str(cell) for cell in line) + " |\n" for line in lines)
