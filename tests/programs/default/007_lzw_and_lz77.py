"""Compresses short texts with LZW and LZ77 and checks both decoders."""


def lzw_encode(data: bytes):
    table = {bytes([i]): i for i in range(256)}
    current, out = b"", []
    for value in data:
        candidate = current + bytes([value])
        if candidate in table:
            current = candidate
        else:
            out.append(table[current])
            table[candidate] = len(table)
            current = bytes([value])
    if current:
        out.append(table[current])
    return out


def lzw_decode(codes):
    table = {i: bytes([i]) for i in range(256)}
    codes = iter(codes)
    previous = table[next(codes)]
    out = bytearray(previous)
    for code in codes:
        entry = table.get(code) or previous + previous[:1]
        out += entry
        table[len(table)] = previous + entry[:1]
        previous = entry
    return bytes(out)


def lz77_encode(text, window=64, longest=15):
    i, out = 0, []
    while i < len(text):
        best_len = best_dist = 0
        for dist in range(1, min(i, window) + 1):
            length = 0
            while length < longest and i + length < len(text) - 1 and text[i + length - dist] == text[i + length]:
                length += 1
            if length > best_len:
                best_len, best_dist = length, dist
        out.append((best_dist, best_len, text[i + best_len]))
        i += best_len + 1
    return out


def lz77_decode(triples):
    out = []
    for dist, length, char in triples:
        for _ in range(length):
            out.append(out[-dist])
        out.append(char)
    return "".join(out)


SAMPLES = ["TOBEORNOTTOBEORTOBEORNOT", "abababababababab", "the rain in spain falls mainly on the plain", "aaaaaaaaaaaaaaaaaaaaaaa", "no repeats"]
for sample in SAMPLES:
    lzw = lzw_encode(sample.encode())
    lz = lz77_encode(sample)
    print(repr(sample))
    print("  LZW  codes:", len(lzw), "new:", sum(c > 255 for c in lzw), "ok:", lzw_decode(lzw).decode() == sample)
    print("  LZ77 tuples:", len(lz), "ok:", lz77_decode(lz) == sample)
    print("  first matches:", [t for t in lz if t[1]][:4])
