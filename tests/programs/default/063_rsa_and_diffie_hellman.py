"""Textbook number theory ciphers on toy sizes: RSA, Diffie-Hellman and Chinese remainders."""
import math
import random


def egcd(a, b):
    x0, x1, y0, y1 = 1, 0, 0, 1
    while b:
        q, a, b = a // b, b, a % b
        x0, x1, y0, y1 = x1, x0 - q * x1, y1, y0 - q * y1
    return a, x0, y0


def is_prime(n):
    return n > 1 and all(n % d for d in range(2, math.isqrt(n) + 1))


def random_prime(rng, low, high):
    while True:
        n = rng.randrange(low | 1, high, 2)
        if is_prime(n):
            return n


def make_keys(rng):
    p = random_prime(rng, 1000, 9000)
    q = random_prime(rng, 1000, 9000)
    while q == p:
        q = random_prime(rng, 1000, 9000)
    n, phi = p * q, math.lcm(p - 1, q - 1)
    e = next(e for e in (17, 257, 65537, 5, 7, 11) if math.gcd(e, phi) == 1)
    return (n, e), (n, pow(e, -1, phi), p, q)


def blocks(text, n):
    size = (n.bit_length() - 1) // 8
    data = text.encode()
    return [int.from_bytes(data[i:i + size], "big") for i in range(0, len(data), size)], size


def crt(pairs):
    x, m = 0, 1
    for r, n in pairs:
        g, p, _ = egcd(m, n)
        if (r - x) % g:
            return None
        x += m * ((r - x) // g * p % (n // g))
        m = m * n // g
    return x % m, m


rng = random.Random(1977)
public, private = make_keys(rng)
n, d, p, q = private
print("modulus", n, "=", p, "x", q, "e", public[1])
message = "Meet at the old mill, añejo!"
plain, size = blocks(message, n)
cipher = [pow(m, public[1], n) for m in plain]
print("blocks:", len(cipher), "first:", cipher[:3])
back = [pow(c, d, n) for c in cipher]
fast = [crt([(pow(c, d % (p - 1), p), p), (pow(c, d % (q - 1), q), q)])[0] for c in cipher]
print("decrypted equal:", back == plain == fast)
rest = len(message.encode()) % size or size
data = b"".join(m.to_bytes(size if i < len(back) - 1 else rest, "big") for i, m in enumerate(back))
print(data.decode())
signature = pow(12345, d, n)
print("signature verifies:", pow(signature, public[1], n) == 12345, "tampered:", pow(signature + 1, public[1], n) == 12345)

prime, g = 7919, 7
a, b = rng.randrange(2, prime), rng.randrange(2, prime)
print("shared:", pow(pow(g, a, prime), b, prime) == pow(pow(g, b, prime), a, prime))


def baby_giant(g, h, p):
    m = math.isqrt(p) + 1
    table = {pow(g, j, p): j for j in range(m)}
    step, gamma = pow(g, -m, p), h
    for i in range(m):
        if gamma in table:
            return i * m + table[gamma]
        gamma = gamma * step % p
    return None


found = baby_giant(g, pow(g, a, prime), prime)
print("log recovered:", pow(g, found, prime) == pow(g, a, prime), "egcd:", egcd(240, 46))
print("Sun Tzu:", crt([(2, 3), (3, 5), (2, 7)]), "impossible:", crt([(1, 4), (2, 6)]), "not coprime:", crt([(3, 4), (5, 6)]))
