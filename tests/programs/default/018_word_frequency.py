"""Word statistics for a short passage: counts, n-grams, reading score and a Zipf table."""
import re
from collections import Counter, defaultdict

TEXT = """It was the best of times, it was the worst of times, it was the age of wisdom,
it was the age of foolishness, it was the epoch of belief, it was the epoch of
incredulity, it was the season of light, it was the season of darkness, it was the
spring of hope, it was the winter of despair. We had everything before us, we had
nothing before us, we were all going direct to heaven, we were all going direct the
other way."""

words = re.findall(r"[a-z']+", TEXT.lower())
counts = Counter(words)
print(len(words), "words,", len(counts), "distinct, type/token", round(len(counts) / len(words), 3))
print(f"{'rank':>4} {'word':<10}{'n':>3}  rank*n")
for rank, (word, n) in enumerate(sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:8], 1):
    print(f"{rank:>4} {word:<10}{n:>3}  {rank * n}")

bigrams = Counter(zip(words, words[1:]))
trigrams = Counter(zip(words, words[1:], words[2:]))
print("bigrams:", bigrams.most_common(3))
print("trigrams:", trigrams.most_common(2))


def syllables(word):
    n = len(re.findall(r"[aeiouy]+", word))
    if word.endswith("e") and not word.endswith("le") and n > 1:
        n -= 1
    return max(n, 1)


sentences = [s for s in re.split(r"[.!?]", TEXT) if s.strip()]
score = 206.835 - 1.015 * len(words) / len(sentences) - 84.6 * sum(map(syllables, words)) / len(words)
print("sentences:", len(sentences), "reading ease:", f"{score:.1f}")

by_length = defaultdict(set)
for w in words:
    by_length[len(w)].add(w)
for length in sorted(by_length):
    print(f"{length:>2}: {' '.join(sorted(by_length[length]))}")

follows = defaultdict(Counter)
for a, b in zip(words, words[1:]):
    follows[a][b] += 1
print({a: dict(c) for a, c in sorted(follows.items()) if len(c) > 2})
once = counts - Counter({w: 1 for w in counts})
print("repeated only:", sum(once.values()), "extra tokens;", "hapaxes:", sum(n == 1 for n in counts.values()))
counts.most_common(1)
