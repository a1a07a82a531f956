"""Caesar, Vigenere, rail fence, Playfair and Morse, with frequency-based cracking."""
import string
from collections import Counter
from itertools import cycle

A = string.ascii_uppercase
ENGLISH = dict(zip("ETAOINSHRDLUCMFYWGPBVKXQJZ", (12.7, 9.1, 8.2, 7.5, 7.0, 6.7, 6.3, 6.1, 6.0, 4.3, 4.0, 2.8, 2.8, 2.4, 2.2, 2.0, 2.4, 2.0, 1.9, 1.5, 1.0, .8, .2, .1, .2, .1)))


def caesar(text, n):
    shift = str.maketrans(A + A.lower(), A[n % 26:] + A[:n % 26] + A.lower()[n % 26:] + A.lower()[:n % 26])
    return text.translate(shift)


def vigenere(text, key, sign=1):
    keys = cycle(A.index(k) for k in key.upper())
    return "".join(caesar(c, sign * next(keys)) if c.isalpha() else c for c in text)


def rail_order(n, rails):
    pattern = list(range(rails)) + list(range(rails - 2, 0, -1))
    return sorted(range(n), key=lambda i: (pattern[i % len(pattern)], i))


def rail_fence(text, rails):
    return "".join(text[i] for i in rail_order(len(text), rails))


def rail_open(text, rails):
    out = [""] * len(text)
    for ch, i in zip(text, rail_order(len(text), rails)):
        out[i] = ch
    return "".join(out)


def playfair(text, key, step=1):
    square = "".join(dict.fromkeys((key.upper() + A).replace("J", "I")))
    letters = [c for c in text.upper().replace("J", "I") if c in A]
    if step == 1:
        i, fixed = 0, []
        while i < len(letters):
            a = letters[i]
            b = letters[i + 1] if i + 1 < len(letters) and letters[i + 1] != a else "X"
            i += 2 if b != "X" or (i + 1 < len(letters) and letters[i + 1] == "X") else 1
            fixed += [a, b]
        letters = fixed
    out = ""
    for a, b in zip(letters[::2], letters[1::2]):
        (ra, ca), (rb, cb) = divmod(square.index(a), 5), divmod(square.index(b), 5)
        if ra == rb:
            out += square[ra * 5 + (ca + step) % 5] + square[rb * 5 + (cb + step) % 5]
        elif ca == cb:
            out += square[(ra + step) % 5 * 5 + ca] + square[(rb + step) % 5 * 5 + cb]
        else:
            out += square[ra * 5 + cb] + square[rb * 5 + ca]
    return out


def score(text):
    counts = Counter(c for c in text.upper() if c in A)
    n = sum(counts.values()) or 1
    return sum((100 * counts[c] / n - f) ** 2 / f for c, f in ENGLISH.items())


MORSE = dict(zip(A, ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..".split()))
text = "Defend the east wall of the castle, and send word to the captain before midnight."
c = caesar(text, 7)
print(c)
print("cracked shift:", min(range(26), key=lambda n: score(caesar(c, -n))), caesar(c, -7) == text)
v = vigenere(text, "Lemon")
print(v, vigenere(v, "Lemon", -1) == text)
letters = [x for x in v.upper() if x in A]
guess = "".join(A[min(range(26), key=lambda n: score(caesar("".join(letters[i::5]), -n)))] for i in range(5))
print("guessed key:", guess)
for rails in (2, 3, 4):
    r = rail_fence("WEAREDISCOVEREDFLEEATONCE", rails)
    print(rails, r, rail_open(r, rails))
p = playfair("Hide the gold in the tree stump", "playfair example")
print(p, playfair(p, "playfair example", -1))
code = " / ".join(" ".join(MORSE[ch] for ch in w) for w in "SEND HELP".split())
print(code, "".join({m: ch for ch, m in MORSE.items()}.get(m, " ") for m in code.split(" ")))
print(caesar("Ünïcödé stays", 13), str.maketrans("ab", "xy", "c"), "aabbcc".translate(str.maketrans("ab", "xy", "c")))
