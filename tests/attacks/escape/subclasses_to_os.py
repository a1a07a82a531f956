# Tries: to reach os from an empty tuple by the graph of objects, without an import or builtins, and
# to read the environment and a host file with it.
# Stopped by: the source check; a fresh environment and a minimal root.
# Bare: yes
found = [one for one in ().__class__.__base__.__subclasses__() if one.__name__ == "_wrap_close"]
names = found[0].__init__.__globals__
print(names["environ"])
for path in (context["host_file"], "/proc/self/environ", "/proc/1/environ"):
    try:
        print(names["read"](names["open"](path, 0), 9999))
    except Exception as refusal:
        print(refusal)
