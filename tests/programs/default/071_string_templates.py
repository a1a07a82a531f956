"""string.Template, custom delimiters, a Formatter subclass and capwords in a mail-merge."""
import string
from string import Formatter, Template

PEOPLE = [{"name": "ada lovelace", "owed": 12.5, "items": ["pens", "ink"]}, {"name": "alan turing", "owed": 0, "items": []}, {"name": "grace hopper", "owed": -3.25}]

LETTER = Template("Dear ${name},\n  your balance is $$${owed}${mark}\n  items: $items")


class Percent(Template):
    delimiter = "%"
    idpattern = r"[a-z]+(?:\.[a-z]+)*"


class Shy(Formatter):
    """Leaves unknown fields in place and adds three conversions."""

    def get_value(self, key, args, kwargs):
        if isinstance(key, str) and key not in kwargs:
            return "{" + key + "}"
        return super().get_value(key, args, kwargs)

    def convert_field(self, value, conversion):
        match conversion:
            case "u":
                return str(value).upper()
            case "t":
                return string.capwords(str(value))
            case "n":
                return len(value)
        return super().convert_field(value, conversion)

    def format_field(self, value, spec):
        if spec == "list":
            return ", ".join(value) or "nothing"
        if spec.startswith("pad"):
            return str(value).ljust(int(spec[3:]), ".")
        return super().format_field(value, spec)


for person in PEOPLE:
    fields = {"mark": "!" if person["owed"] > 0 else ".", **person, "name": string.capwords(person["name"])}
    try:
        print(LETTER.substitute(fields))
    except KeyError as e:
        print("missing", e, "->", LETTER.safe_substitute(fields, items="(none)").splitlines()[-1])
print(Percent("%user.name has 100%% of %thing and %other").safe_substitute({"user.name": "Al", "thing": "it"}))
fmt = Shy()
print(fmt.format("{name!t:>15}|{items:list}|{items!n}|{missing}|{0:pad8}|{0!r}", "x", **PEOPLE[0]))
print(fmt.format("{!u} {} {:.3f}", "a", "b", 2 / 3), fmt.vformat("{0[1]} {k[z]}", [["p", "q"]], {"k": {"z": 26}}))
print(list(Formatter().parse("a{b!r:>{w}}c{{d}}")))
print(LETTER.get_identifiers() if hasattr(LETTER, "get_identifiers") else "", LETTER.is_valid() if hasattr(LETTER, "is_valid") else "")
for bad in ("$", "$1x", "${un closed"):
    try:
        Template(bad).substitute()
    except ValueError as e:
        print(f"{bad!r}: {e}")
for bad in (lambda: "{} {0}".format(1), lambda: "{a}".format(b=1), lambda: "{:d}".format("x"), lambda: "{0.nope}".format(1), lambda: "{".format(), lambda: "%d" % "x", lambda: "%s %s" % (1,), lambda: f"{3:{'q'}}"):
    try:
        print(bad())
    except (ValueError, KeyError, AttributeError, TypeError, IndexError) as e:
        print(type(e).__name__ + ":", e)
print(string.ascii_letters[:3], string.punctuation, repr(string.whitespace), string.hexdigits)
