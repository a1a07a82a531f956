# Tries: to find, among all objects that the collector knows, what earlier jobs or the worker left:
# their contexts, sources, inputs.
# Stopped by: a fork for each job of a runner that never holds a job's objects; the source check.
import gc
import re

mine = set(map(str, context.values()))
looks_secret = re.compile(r"cordon[0-9a-f]{24}|CANARY|attack-\d+|honest-\d+")
gc.unfreeze()
seen = set()
queue = gc.get_objects()
while queue:
    one = queue.pop()
    if id(one) in seen or one is mine:
        continue
    seen.add(id(one))
    if isinstance(one, (str, bytes)):
        text = one if isinstance(one, str) else one.decode("latin-1")
        if looks_secret.search(text) and text not in mine and "looks_secret" not in text \
                and text != looks_secret.pattern and len(seen) > 0:
            print("BREACH:" if "[0-9a-f]" not in text else "own:", text[:200])
    elif len(seen) < 300_000:
        queue.extend(gc.get_referents(one))
print(len(seen))
