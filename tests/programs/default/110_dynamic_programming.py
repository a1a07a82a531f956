"""A dozen dynamic programmes: matrix chains, egg drops, word breaks, partitions, palindromes, stocks."""
from functools import cache
from itertools import accumulate
from math import inf


def matrix_chain(dims):
    @cache
    def best(i, j):
        if i == j:
            return 0, f"M{i + 1}"
        return min((best(i, k)[0] + best(k + 1, j)[0] + dims[i] * dims[k + 1] * dims[j + 1], f"({best(i, k)[1]}{best(k + 1, j)[1]})") for k in range(i, j))
    return best(0, len(dims) - 2)


def egg_drop(eggs, floors):
    reach, trials = [0] * (eggs + 1), 0
    while reach[eggs] < floors:
        trials += 1
        for e in range(eggs, 0, -1):
            reach[e] += reach[e - 1] + 1
    return trials


def word_breaks(text, words):
    @cache
    def go(i):
        if i == len(text):
            return [""]
        return [w + (" " + rest if rest else "") for w in words if text.startswith(w, i) for rest in go(i + len(w))]
    return go(0)


def fewest_squares(n):
    best = [0] + [inf] * n
    for i in range(1, n + 1):
        best[i] = 1 + min(best[i - k * k] for k in range(1, int(i**0.5) + 1))
    return best[n]


def fair_split(weights):
    total = sum(weights)
    reach = {0: ()}
    for w in weights:
        reach |= {s + w: (*p, w) for s, p in reach.items() if s + w not in reach}
    half = max(s for s in reach if s <= total / 2)
    return total - 2 * half, reach[half]


def palindrome_cuts(s):
    cuts = list(range(-1, len(s)))
    for mid in range(len(s)):
        for lo, hi in ((mid, mid), (mid, mid + 1)):
            while lo >= 0 and hi < len(s) and s[lo] == s[hi]:
                cuts[hi + 1] = min(cuts[hi + 1], cuts[lo] + 1)
                lo, hi = lo - 1, hi + 1
    return cuts[-1]


def longest_palindromic_subsequence(s):
    @cache
    def go(i, j):
        if i >= j:
            return s[i:j + 1]
        if s[i] == s[j]:
            return s[i] + go(i + 1, j - 1) + s[j]
        return max(go(i + 1, j), go(i, j - 1), key=len)
    return go(0, len(s) - 1)


def best_trades(prices, k):
    hold, cash = [-inf] * (k + 1), [0] * (k + 1)
    for p in prices:
        for i in range(1, k + 1):
            hold[i] = max(hold[i], cash[i - 1] - p)
            cash[i] = max(cash[i], hold[i] + p)
    return cash[k]


def max_subarray(xs):
    sums = list(accumulate(xs, lambda a, x: max(a + x, x)))
    return max(sums)


def justify(words, width):
    @cache
    def best(i):
        if i == len(words):
            return 0, ()
        options = []
        for j in range(i + 1, len(words) + 1):
            line = " ".join(words[i:j])
            if len(line) > width:
                break
            cost, rest = best(j)
            options.append((cost + (0 if j == len(words) else (width - len(line)) ** 2), (line, *rest)))
        return min(options)
    return best(0)


def decodings(digits):
    a, b = 1, 1
    for i, ch in enumerate(digits):
        a, b = b, (b if ch != "0" else 0) + (a if i and 10 <= int(digits[i - 1] + ch) <= 26 else 0)
    return b


def largest_square(grid):
    size = [[0] * (len(grid[0]) + 1) for _ in range(len(grid) + 1)]
    for y, row in enumerate(grid):
        for x, ch in enumerate(row):
            if ch == "#":
                size[y + 1][x + 1] = 1 + min(size[y][x], size[y][x + 1], size[y + 1][x])
    return max(map(max, size)) ** 2


def wildcard(text, pattern):
    @cache
    def go(i, j):
        if j == len(pattern):
            return i == len(text)
        if pattern[j] == "*":
            return go(i, j + 1) or (i < len(text) and go(i + 1, j))
        return i < len(text) and pattern[j] in (text[i], "?") and go(i + 1, j + 1)
    return go(0, 0)


print("matrix chain:", *matrix_chain((40, 20, 30, 10, 30)))
print("egg drops:", [egg_drop(e, 100) for e in (1, 2, 3, 8)])
print("word breaks:", word_breaks("pineapplepenapple", ("apple", "pen", "applepen", "pine", "pineapple")))
print("fewest squares:", {n: fewest_squares(n) for n in (7, 12, 13, 100, 239)})
print("fair split:", *fair_split([8, 15, 3, 7, 22, 9, 14]))
print("palindromes:", palindrome_cuts("ababbbabbababa"), longest_palindromic_subsequence("character"), palindrome_cuts("racecar"))
print("trades:", [best_trades([3, 2, 6, 5, 0, 3, 1, 4, 8, 2], k) for k in (1, 2, 3, 9)], "subarray", max_subarray([-2, 1, -3, 4, -1, 2, 1, -5, 4]))
cost, lines = justify(tuple("the quick brown fox jumps over the lazy dog while the cat sleeps in the sun all day".split()), 20)
print("justify cost", cost, *(f"\n  |{l:<20}|" for l in lines), sep="")
print("decodings:", [decodings(d) for d in ("12", "226", "06", "1111111", "30")])
print("largest square:", largest_square(["#.###", "#####", ".####", "#.###"]))
print("wildcards:", [wildcard("adceb", p) for p in ("*a*b", "a*c?b", "?????", "*", "")])
