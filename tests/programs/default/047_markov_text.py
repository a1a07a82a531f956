"""Trains a second-order Markov chain on a rhyme and writes new text from fixed seeds."""
import random
import textwrap
from collections import defaultdict

CORPUS = """the cat sat on the mat and the dog sat on the log . the dog saw the cat and the cat saw the moon .
the moon sat on the hill and the owl saw the moon . the owl and the cat went to sea in a pea green boat .
the dog went to the hill and the dog saw the sea . the sea saw the moon and the moon saw the sea .
a cat in a boat is a wet cat . a dog on a hill is a wise dog . an owl on a log is an old owl ."""


class Chain:
    def __init__(self, text, order=2):
        self.order = order
        self.table = defaultdict(list)
        self.starts = []
        for sentence in text.split("."):
            words = sentence.split()
            if len(words) <= order:
                continue
            self.starts.append(tuple(words[:order]))
            for i in range(len(words) - order):
                self.table[tuple(words[i:i + order])].append(words[i + order])
            self.table[tuple(words[-order:])].append(None)

    def sentence(self, rng, longest=25):
        state = rng.choice(self.starts)
        out = list(state)
        while len(out) < longest:
            nxt = rng.choice(self.table[state])
            if nxt is None:
                break
            out.append(nxt)
            state = state[1:] + (nxt,)
        return " ".join(out).capitalize() + "."

    def probability(self, sentence):
        words = sentence.lower().rstrip(".").split() + [None]
        p = self.starts.count(tuple(words[:self.order])) / len(self.starts)
        for i in range(len(words) - self.order):
            options = self.table.get(tuple(words[i:i + self.order]), [])
            p *= options.count(words[i + self.order]) / len(options) if options else 0
        return p


for order in (1, 2):
    chain = Chain(CORPUS, order)
    rng = random.Random(order * 99)
    text = " ".join(chain.sentence(rng) for _ in range(6))
    print(f"order {order}: {len(chain.table)} states, {sum(len(set(v)) > 1 for v in chain.table.values())} branching")
    print(textwrap.fill(text, 70))
    known = {s.strip().capitalize() + "." for s in CORPUS.replace("\n", " ").split(".") if s.strip()}
    fresh = [s for s in (chain.sentence(rng) for _ in range(40)) if s not in known]
    print("invented:", len(fresh), "of 40")
for s in ("A cat in a boat is a wet cat.", "The dog sat on the hill.", "The cat saw the sea."):
    print(f"{Chain(CORPUS).probability(s):.6f} {s}")
