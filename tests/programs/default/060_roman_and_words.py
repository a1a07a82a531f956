"""Converts numbers to roman numerals, English words, ordinals and back, testing every value."""
import re

ROMAN = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
VALID = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = ["", "thousand", "million", "billion"]


def to_roman(n):
    if not 0 < n < 4000:
        raise ValueError(f"{n} has no roman numeral")
    out = ""
    for value, letters in ROMAN:
        times, n = divmod(n, value)
        out += letters * times
    return out


def from_roman(text):
    if not text or not VALID.fullmatch(text):
        raise ValueError(f"bad roman numeral {text!r}")
    values = dict((l, v) for v, l in ROMAN)
    digits = [values[c] for c in text]
    return sum(-a if a < b else a for a, b in zip(digits, digits[1:] + [0]))


def words(n):
    if n < 0:
        return "minus " + words(-n)
    if n < 20:
        return ONES[n]
    if n < 100:
        t, o = divmod(n, 10)
        return TENS[t] + ("-" + ONES[o] if o else "")
    if n < 1000:
        h, rest = divmod(n, 100)
        return f"{ONES[h]} hundred" + (f" and {words(rest)}" if rest else "")
    groups, parts = [], []
    while n:
        n, g = divmod(n, 1000)
        groups.append(g)
    for g, scale in reversed(list(zip(groups, SCALES))):
        if g:
            parts.append(f"{words(g)} {scale}".strip())
    if 0 < groups[0] < 100:
        last = parts.pop()
        return ", ".join(parts) + " and " + last
    return ", ".join(parts)


def from_words(text):
    total = group = 0
    sign = -1 if text.startswith("minus") else 1
    for w in re.findall(r"[a-z]+", text):
        if w in ONES:
            group += ONES.index(w)
        elif w in TENS:
            group += 10 * TENS.index(w)
        elif w == "hundred":
            group *= 100
        elif w in SCALES[1:]:
            total += group * 1000 ** SCALES.index(w)
            group = 0
    return sign * (total + group)


def ordinal(n):
    suffix = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{suffix}"


for n in (4, 9, 14, 1066, 1984, 3999):
    print(n, to_roman(n), words(n), ordinal(n), sep=" | ")
for n in (0, -21, 100, 1001, 999_999, 1_000_000, 2_147_483_647):
    print(f"{n:,}: {words(n)}")
print("roman round trip:", all(from_roman(to_roman(n)) == n for n in range(1, 4000)))
print("words round trip:", all(from_words(words(n)) == n for n in range(-500, 30_000, 7)))
print("longest below 4000:", max(map(to_roman, range(1, 4000)), key=len), "letters in 1..1000:", sum(c.isalpha() for n in range(1, 1001) for c in words(n)))
for bad in ("IIII", "VX", "", "MCMC"):
    try:
        from_roman(bad)
    except ValueError as e:
        print(e)
print([ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 102, 111)])
