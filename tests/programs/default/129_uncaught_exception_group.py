"""Runs a batch of checks and raises everything that failed at once as a nested exception group."""


def check_positive(x):
    if x <= 0:
        raise ValueError(f"{x} is not positive")


def check_even(x):
    if x % 2:
        raise ArithmeticError(f"{x} is odd")


def run_all(x, checks):
    errors = []
    for check in checks:
        try:
            check(x)
        except Exception as e:
            errors.append(e)
    if errors:
        raise ExceptionGroup(f"checks on {x}", errors)
    return f"{x} passed"


failed = []
for x in (4, -3, 7, 0):
    try:
        print(run_all(x, [check_positive, check_even]))
    except ExceptionGroup as g:
        print(f"{x} failed {len(g.exceptions)}")
        failed.append(g)
try:
    raise ExceptionGroup("whole batch", failed)
except* ArithmeticError as odd:
    print("odd ones handled:", [len(g.exceptions) for g in odd.exceptions])
print("never reached")
