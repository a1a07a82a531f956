"""Prints text containing a lone surrogate, which standard output cannot encode: an uncaught error."""
import json

text = json.loads('"half of a pair: \\ud83d end"')
print(len(text), ascii(text))
print(text.encode("utf-8", "surrogatepass"), text.encode("utf-16-le", "surrogatepass")[-12:])
whole = json.loads('"\\ud83d\\ude00"')
print(whole, len(whole), whole.encode().hex())
print("replaced:", text.encode("utf-8", "replace").decode())
words = ["before", text, "after"]
for w in words:
    print(w)
