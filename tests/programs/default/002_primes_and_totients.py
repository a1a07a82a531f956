"""Sieve, factorisation, totients, Goldbach pairs and Miller-Rabin on small inputs."""
import math
from collections import Counter


def sieve(limit):
    flags = bytearray([1]) * (limit + 1)
    flags[0:2] = b"\x00\x00"
    for p in range(2, math.isqrt(limit) + 1):
        if flags[p]:
            flags[p * p::p] = bytes(len(range(p * p, limit + 1, p)))
    return [i for i, f in enumerate(flags) if f]


def factorise(n):
    out = Counter()
    d = 2
    while d * d <= n:
        while n % d == 0:
            out[d] += 1
            n //= d
        d += 1 if d == 2 else 2
    if n > 1:
        out[n] += 1
    return out


def totient(n):
    result = n
    for p in factorise(n):
        result -= result // p
    return result


def is_probable_prime(n):
    if n < 2:
        return False
    for p in (2, 3, 5, 7, 11, 13, 17, 19, 23):
        if n % p == 0:
            return n == p
    d, s = n - 1, 0
    while d % 2 == 0:
        d, s = d // 2, s + 1
    for a in (2, 3, 5, 7, 11, 13, 17, 19, 23):
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


primes = sieve(100_000)
print("primes below 100000:", len(primes), "largest:", primes[-1])
print("twin pairs:", sum(1 for a, b in zip(primes, primes[1:]) if b - a == 2))
gaps = Counter(b - a for a, b in zip(primes, primes[1:]))
print("commonest gaps:", gaps.most_common(5))
for n in (360, 97, 1001, 65536, 999999, 123456789):
    f = factorise(n)
    text = " * ".join(f"{p}^{e}" if e > 1 else str(p) for p, e in sorted(f.items()))
    print(f"{n} = {text}; phi={totient(n)}; divisors={math.prod(e + 1 for e in f.values())}")

pset = set(primes)
for even in range(20, 101, 20):
    print(even, "=", [(p, even - p) for p in primes if p <= even // 2 and even - p in pset])

print("Carmichael rejected:", [n for n in (561, 1105, 1729, 2465, 2821, 6601) if not is_probable_prime(n)])
print("2^k-1 prime for k in", [k for k in range(2, 130) if is_probable_prime(2**k - 1)])
