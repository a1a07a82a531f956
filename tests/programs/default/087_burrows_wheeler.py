"""Burrows-Wheeler transform with move-to-front and run-length coding, and FM-index searching."""
from collections import Counter
from itertools import accumulate, groupby

END = "$"


def suffix_array(text):
    return sorted(range(len(text)), key=lambda i: text[i:])


def bwt(text):
    text += END
    return "".join(text[i - 1] for i in suffix_array(text))


def unbwt(last):
    order = sorted(range(len(last)), key=lambda i: (last[i], i))
    out, i = [], last.index(END)
    for _ in last:
        i = order[i]
        out.append(last[i])
    return "".join(out)[:-1]


def mtf(text):
    alphabet, out = sorted(set(text)), []
    for ch in text:
        i = alphabet.index(ch)
        out.append(i)
        alphabet.insert(0, alphabet.pop(i))
    return out


def unmtf(codes, alphabet):
    alphabet, out = sorted(alphabet), []
    for i in codes:
        out.append(alphabet[i])
        alphabet.insert(0, alphabet.pop(i))
    return "".join(out)


def runs(items):
    return [(k, len(list(g))) for k, g in groupby(items)]


class FMIndex:
    def __init__(self, text):
        self.sa = suffix_array(text + END)
        self.last = bwt(text)
        counts = sorted(Counter(self.last).items())
        self.first = dict(zip([c for c, _ in counts], accumulate([n for _, n in counts], initial=0)))
        self.rank = {c: list(accumulate((ch == c for ch in self.last), initial=0)) for c, _ in counts}

    def find(self, pattern):
        low, high = 0, len(self.last)
        for ch in reversed(pattern):
            if ch not in self.first:
                return []
            low, high = self.first[ch] + self.rank[ch][low], self.first[ch] + self.rank[ch][high]
            if low >= high:
                return []
        return sorted(self.sa[low:high])


TEXT = "she sells sea shells and the shells she sells are sea shells she said she sells"
for word in ("banana", "mississippi", "abracadabra", ""):
    b = bwt(word)
    print(f"{word!r} -> {b!r} -> {unbwt(b)!r}, runs {len(runs(word))} -> {len(runs(b))}")
b = bwt(TEXT)
codes = mtf(b)
print(b)
print("mtf:", codes[:24], "zeros", codes.count(0), "of", len(codes))
print("round trip:", unbwt(unmtf(codes, set(b))) == TEXT)
print("runs:", runs(codes)[:10], len(runs(codes)), "pairs")
index = FMIndex(TEXT)
for pattern in ("she", "sells", "ea sh", "xyz", "s"):
    expected = [i for i in range(len(TEXT)) if TEXT.startswith(pattern, i)]
    print(f"{pattern!r:8} at {index.find(pattern)[:8]} {'ok' if index.find(pattern) == expected else 'WRONG'}")


def longest_repeat(text):
    sa = suffix_array(text)
    best = ""
    for a, c in zip(sa, sa[1:]):
        n = 0
        while max(a, c) + n < len(text) and text[a + n] == text[c + n]:
            n += 1
        best = max(best, text[a:a + n], key=len)
    return best


print("longest repeat:", repr(longest_repeat(TEXT)), repr(longest_repeat("mississippi")))
