"""Big integer work: factorials, digit tricks, Karatsuba against built-in multiplication, isqrt."""
import math
from itertools import count, takewhile


def karatsuba(a, b, cutoff=1 << 64):
    if a < cutoff or b < cutoff:
        return a * b
    half = max(a.bit_length(), b.bit_length()) // 2
    mask = (1 << half) - 1
    ah, al, bh, bl = a >> half, a & mask, b >> half, b & mask
    high, low = karatsuba(ah, bh), karatsuba(al, bl)
    middle = karatsuba(ah + al, bh + bl) - high - low
    return (high << 2 * half) + (middle << half) + low


def trailing_zeros(n):
    return sum(takewhile(bool, (n // 5**k for k in count(1))))


def digits_of_e(places):
    unit = 10 ** (places + 10)
    total, term, k = 0, unit, 1
    while term:
        total += term
        term //= k
        k += 1
    return str(total)[:places + 1]


def digits_of_pi(places):
    unit = 10 ** (places + 10)

    def arctan_inverse(x):
        term = total = unit // x
        n, sign = 3, -1
        while term:
            term //= x * x
            total += sign * (term // n)
            n, sign = n + 2, -sign
        return total
    return str(4 * (4 * arctan_inverse(5) - arctan_inverse(239)))[:places + 1]


def grouped(digits, size=5, per_line=8):
    parts = [digits[i:i + size] for i in range(0, len(digits), size)]
    return "\n".join("   " + "_ ".join(parts[i:i + per_line]) for i in range(0, len(parts), per_line))


f = math.factorial(1000)
print("1000! has", len(str(f)), "digits, digit sum", sum(map(int, str(f))), "zeros", trailing_zeros(1000), str(f).rstrip("0")[-5:])
a, b = 7**700, 3**1500 + 11
print("karatsuba agrees:", karatsuba(a, b) == a * b, (a * b).bit_length(), "bits")
print("pi:", grouped(digits_of_pi(80)), sep="\n")
print("e:", grouped(digits_of_e(80)), sep="\n")
root = math.isqrt(2 * 10**200)
print("isqrt ok:", root**2 <= 2 * 10**200 < (root + 1) ** 2, "sqrt 2 starts", str(root)[:8])
print("2**1000 digit sum:", sum(map(int, str(2**1000))), "last digits of 7**7**7:", pow(7, 7**7, 10**6))
print("first power of 2 starting 999:", next(n for n in count() if str(2**n).startswith("999")))
lychrel = 89
for steps in count():
    if str(lychrel) == str(lychrel)[::-1]:
        break
    lychrel += int(str(lychrel)[::-1])
print("89 becomes a palindrome in", steps, "steps of length", len(str(lychrel)))
print("gcd/lcm", math.gcd(2**60 - 1, 2**36 - 1), math.lcm(*range(1, 21)), math.comb(50, 6), math.perm(10, 4), sep=", ")
print("inverse:", pow(3, -1, 1009), 3 * pow(3, -1, 1009) % 1009, -7 // 2, -7 % 3, divmod(-7, 2), 7 // -2)
try:
    pow(6, -1, 9)
except ValueError as e:
    print(e)
try:
    int("9" * 5000)
except ValueError as e:
    print(str(e).split(":")[0])
print((1 << 200) > 1e60, 2**53 == 2.0**53 + 1, float(10**20) == 10**20, round(12345, -2), hash(2**61 - 1))
