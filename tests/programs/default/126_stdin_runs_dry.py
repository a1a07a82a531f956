"""Reads pairs of lines; the input stops half way through a pair, so the program dies of EOFError."""
SIZES = {"Oslo": "medium", "Nairobi": "large"}
capitals = {}


def describe(country, capital):
    return f"{country} -> {capital} ({SIZES.get(capital, 'size unknown')})"


for _ in range(4):
    country = input("country: ")
    capital = input("capital: ")
    capitals[country] = capital
    print(describe(country, capital))
print("never reached", capitals)
