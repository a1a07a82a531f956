"""Unicode: normal forms, categories, case folding, grapheme counting and accent stripping."""
import unicodedata as ud
from collections import Counter

SAMPLES = ["café", "cafe\u0301", "ﬁne", "Ångström", "A\u030angstro\u0308m", "ⅷ", "½", "한국어", "ß", "ǅ", "I\u0307", "👩\u200d🚀", "e\u0301\u0323"]

for s in SAMPLES:
    forms = {f: ud.normalize(f, s) for f in ("NFC", "NFD", "NFKC", "NFKD")}
    print(f"{ascii(s):34} " + " ".join(f"{f}:{len(t)}" for f, t in forms.items()) + f" nfc={ud.is_normalized('NFC', s)}")


def strip_accents(text):
    return "".join(c for c in ud.normalize("NFD", text) if not ud.combining(c))


def graphemes(text):
    out = []
    for ch in text:
        if out and (ud.combining(ch) or ch in "\u200d\ufe0f" or out[-1].endswith("\u200d")):
            out[-1] += ch
        else:
            out.append(ch)
    return out


def slug(text):
    plain = strip_accents(ud.normalize("NFKD", text)).casefold().encode("ascii", "ignore").decode()
    return "-".join("".join(c if c.isalnum() else " " for c in plain).split())


print(strip_accents("Crème Brûlée à l'œuf, Łódź, Việt Nam"))
print([len(graphemes(s)) for s in SAMPLES])
print(slug("  Ünïcödé — ½ Price Ⅳ! "), slug("ﬂuﬀy Žluťoučký kůň"))
for ch in "Aé½Ⅷ٣߷ €☃𝔸\u00a0\u200b":
    print(f"U+{ord(ch):05X} {ud.category(ch)} {ud.bidirectional(ch) or '-':3} num={ud.numeric(ch, None)} {ud.name(ch, '<unnamed>')}")
print(ud.lookup("GREEK SMALL LETTER LAMDA"), "\N{SNOWMAN}", ud.decomposition("é"), ud.mirrored("("), ud.digit("٣"), int("٣٤"), "²".isdigit(), "²".isdecimal())
print("straße".upper(), "STRASSE".casefold() == "straße".casefold(), "ΣΑΣ".lower(), "ǆ".title(), "İ".lower() == "i̇", "ŉ".upper())
words = ["zebra", "Äpfel", "apfel", "Öl", "ol", "éclair", "Zug"]
print(sorted(words), sorted(words, key=lambda w: (strip_accents(w).casefold(), w)))
text = "Съешь ещё этих мягких французских булок"
print(Counter(ud.category(c) for c in text), text.title(), text.swapcase()[:5], text[::-1][:5])
print("İstanbul".encode("utf-8"), "naïve".encode("latin-1"), "日本".encode("utf-16-be").hex(), "€".encode("cp1252"), "ü".encode("ascii", "xmlcharrefreplace"))
print("ж".encode("ascii", "namereplace"), b"caf\xe9".decode("latin-1"), b"caf\xe9!".decode("utf-8", "replace"), b"\xff".decode("ascii", "backslashreplace"))
for bad in (lambda: "é".encode("ascii"), lambda: b"\xc3(".decode("utf-8"), lambda: ud.lookup("NO SUCH THING"), lambda: ud.name("\n"), lambda: chr(0x110000), lambda: "\ud800".encode()):
    try:
        bad()
    except (UnicodeError, KeyError, ValueError) as e:
        print(type(e).__name__, e)
