"""Topological build order with parallel waves, critical path and cycle reporting."""
from collections import defaultdict, deque


class CycleError(Exception):
    def __init__(self, path):
        super().__init__(" -> ".join(path))
        self.path = path


TASKS = {
    "fetch": (3, []), "configure": (1, ["fetch"]), "libcore": (8, ["configure"]), "libnet": (5, ["configure"]),
    "codegen": (2, ["configure"]), "app": (6, ["libcore", "libnet", "codegen"]), "tests": (9, ["app"]),
    "docs": (4, ["codegen"]), "package": (2, ["app", "docs"]), "release": (1, ["package", "tests"]),
}


def waves(tasks):
    waiting = {name: set(deps) for name, (_, deps) in tasks.items()}
    while waiting:
        ready = sorted(n for n, deps in waiting.items() if not deps)
        if not ready:
            raise CycleError(find_cycle(tasks))
        yield ready
        for name in ready:
            del waiting[name]
        for deps in waiting.values():
            deps.difference_update(ready)


def find_cycle(tasks):
    state, stack = {}, []

    def visit(node):
        state[node] = "open"
        stack.append(node)
        for dep in tasks[node][1]:
            if state.get(dep) == "open":
                return stack[stack.index(dep):] + [dep]
            if dep not in state and (found := visit(dep)):
                return found
        stack.pop()
        state[node] = "done"
        return None

    for node in tasks:
        if node not in state and (found := visit(node)):
            return found
    return []


def schedule(tasks):
    finish = {}
    for wave in waves(tasks):
        for name in wave:
            cost, deps = tasks[name]
            start = max((finish[d] for d in deps), default=0)
            finish[name] = start + cost
    return finish


def critical(tasks, finish):
    node = max(finish, key=finish.get)
    path = deque([node])
    while tasks[node][1]:
        node = max(tasks[node][1], key=finish.get)
        path.appendleft(node)
    return list(path)


for i, wave in enumerate(waves(TASKS), 1):
    print(f"wave {i}: {', '.join(wave)}")
finish = schedule(TASKS)
for name, end in sorted(finish.items(), key=lambda kv: (kv[1], kv[0])):
    cost = TASKS[name][0]
    print(f"{name:10}|{' ' * (end - cost)}{'=' * cost}")
print("critical path:", " > ".join(critical(TASKS, finish)), "=", max(finish.values()))

users = defaultdict(list)
for name, (_, deps) in TASKS.items():
    for dep in deps:
        users[dep].append(name)
print("most depended on:", max(users.items(), key=lambda kv: len(kv[1])))
broken = dict(TASKS, configure=(1, ["fetch", "docs"]))
try:
    print(list(waves(broken)))
except CycleError as error:
    print("cycle:", error)
