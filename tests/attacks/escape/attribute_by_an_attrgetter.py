# Tries: to reach the interpreter's insides by names that are put together at run time: attrgetter,
# methodcaller, getattr, type's own __getattribute__, and match patterns.
# Stopped by: the source check where it sees them; a fresh environment and a minimal root.
# Bare: yes
import functools
import operator

path = ".".join("__" + part + "__" for part in ("class", "base", "subclasses"))
ways = [lambda: operator.attrgetter(path)(())(),
        lambda: operator.methodcaller("__sub" + "classes__")(object),
        lambda: functools.reduce(getattr, ("__class__", "__base__", "__sub" + "classes__"), ())()]
for way in ways:
    try:
        for one in way():
            names = getattr(getattr(one, "__init__", None), "__glo" + "bals__", {})
            if "environ" in names and "open" in names:
                print(names["environ"])
                print(names["read"](names["open"](context["host_file"], 0), 999))
                break
    except Exception as refusal:
        print(refusal)
