"""Euler-style sums that finish on a bare expression, which prints nothing."""
from math import comb


def multiples(limit, *factors):
    return sum(n for n in range(limit) if any(n % f == 0 for f in factors))


def even_fibonacci(limit):
    a, b, total = 1, 2, 0
    while b < limit:
        total += b * (b % 2 == 0)
        a, b = b, a + b
    return total


def largest_palindrome(digits):
    low, high = 10 ** (digits - 1), 10**digits
    return max((a * b, a, b) for a in range(low, high) for b in range(a, high) if str(a * b) == str(a * b)[::-1])


def triplet(total):
    return next((a, b, total - a - b) for a in range(1, total // 3) for b in range(a, total // 2) if a * a + b * b == (total - a - b) ** 2)


def collatz(limit):
    known = {1: 1}
    for n in range(2, limit):
        trail, m = [], n
        while m not in known:
            trail.append(m)
            m = m // 2 if m % 2 == 0 else 3 * m + 1
        for i, t in enumerate(reversed(trail), 1):
            known[t] = known[m] + i
    return max(range(1, limit), key=known.get)


print(multiples(1000, 3, 5), even_fibonacci(4_000_000), sep=", ")
print(largest_palindrome(2), triplet(1000), collatz(20_000))
print(sum(range(101)) ** 2 - sum(n * n for n in range(101)), sum(int(d) for d in str(2**100)))
print([n for n in range(10, 20000) if n == sum(int(d) ** 4 for d in str(n))], sum(comb(n, r) > 10**6 for n in range(1, 60) for r in range(n)))
answer = multiples(1000, 7)
answer
