"""Substring search by KMP, Z, Rabin-Karp, Horspool and Aho-Corasick, checked against str.find."""
import random
from collections import deque


def naive(text, p):
    return [i for i in range(len(text) - len(p) + 1) if text.startswith(p, i)]


def prefix_function(p):
    pi = [0] * len(p)
    for i in range(1, len(p)):
        k = pi[i - 1]
        while k and p[i] != p[k]:
            k = pi[k - 1]
        pi[i] = k + (p[i] == p[k])
    return pi


def kmp(text, p):
    pi, k, out = prefix_function(p), 0, []
    for i, ch in enumerate(text):
        while k and (k == len(p) or ch != p[k]):
            k = pi[k - 1]
        k += ch == p[k]
        if k == len(p):
            out.append(i - k + 1)
    return out


def z_search(text, p):
    s = p + "\0" + text
    z, l, r, out = [0] * len(s), 0, 0, []
    for i in range(1, len(s)):
        if i < r:
            z[i] = min(r - i, z[i - l])
        while i + z[i] < len(s) and s[z[i]] == s[i + z[i]]:
            z[i] += 1
        if i + z[i] > r:
            l, r = i, i + z[i]
        if z[i] == len(p):
            out.append(i - len(p) - 1)
    return out


def rabin_karp(text, p, base=257, mod=1_000_003):
    m, target, h = len(p), 0, 0
    top = pow(base, m - 1, mod)
    for a in p:
        target = (target * base + ord(a)) % mod
    out = []
    for i, ch in enumerate(text):
        if i >= m:
            h -= ord(text[i - m]) * top
        h = (h * base + ord(ch)) % mod
        if i >= m - 1 and h == target and text[i - m + 1:i + 1] == p:
            out.append(i - m + 1)
    return out


def horspool(text, p):
    m, out, i = len(p), [], 0
    skip = {ch: m - 1 - j for j, ch in enumerate(p[:-1])}
    while i + m <= len(text):
        if text[i:i + m] == p:
            out.append(i)
        i += skip.get(text[i + m - 1], m)
    return out


class AhoCorasick:
    def __init__(self, words):
        self.next, self.fail, self.out = [{}], [0], [[]]
        for w in words:
            s = 0
            for ch in w:
                if ch not in self.next[s]:
                    self.next[s][ch] = len(self.next)
                    self.next.append({})
                    self.fail.append(0)
                    self.out.append([])
                s = self.next[s][ch]
            self.out[s].append(w)
        queue = deque(self.next[0].values())
        while queue:
            s = queue.popleft()
            for ch, t in self.next[s].items():
                f = self.fail[s]
                while f and ch not in self.next[f]:
                    f = self.fail[f]
                self.fail[t] = self.next[f].get(ch, 0)
                self.out[t] += self.out[self.fail[t]]
                queue.append(t)

    def scan(self, text):
        s = 0
        for i, ch in enumerate(text):
            while s and ch not in self.next[s]:
                s = self.fail[s]
            s = self.next[s].get(ch, 0)
            for w in self.out[s]:
                yield i - len(w) + 1, w


METHODS = (kmp, z_search, rabin_karp, horspool)
for text, p in (("abracadabra", "abra"), ("aaaaaa", "aa"), ("mississippi", "issi"), ("short", "longer pattern"), ("añoñañoña", "ñañ")):
    results = [m(text, p) for m in METHODS]
    print(f"{p!r} in {text!r}: {results[0]} {all(r == naive(text, p) for r in results)}")
rng = random.Random(0)
wrong = 0
for _ in range(150):
    text = "".join(rng.choices("ab", k=60))
    p = "".join(rng.choices("ab", k=rng.randint(1, 6)))
    wrong += any(m(text, p) != naive(text, p) for m in METHODS)
print("random disagreements:", wrong)
ac = AhoCorasick(["he", "she", "his", "hers", "us"])
print("ushers:", list(ac.scan("ushers")), "states", len(ac.next))
print("prefix function:", prefix_function("aabaaab"), "period of abcabcab:", 8 - prefix_function("abcabcab")[-1])


def manacher(s):
    t = "|" + "|".join(s) + "|"
    p, c, r = [0] * len(t), 0, 0
    for i in range(len(t)):
        if i < r:
            p[i] = min(r - i, p[2 * c - i])
        while i - p[i] - 1 >= 0 and i + p[i] + 1 < len(t) and t[i - p[i] - 1] == t[i + p[i] + 1]:
            p[i] += 1
        if i + p[i] > r:
            c, r = i, i + p[i]
    i = max(range(len(t)), key=p.__getitem__)
    return s[(i - p[i]) // 2:(i + p[i]) // 2], sum((x + 1) // 2 for x in p)


print("palindromes:", manacher("babadracecarab"), manacher("aaa"))
