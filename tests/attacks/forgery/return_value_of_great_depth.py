# Tries: to overflow the stack of the runner and of all who read the value: 100,000 lists in each
#     other, and dicts, tuples and a mixture.
# Stopped by: the runner, which goes 100 deep, and the interpreter's limit of recursion.
# Expect: {"status": "succeeded", "return_value": null,
#     "details.return_value": "its repr raised RecursionError"}
inner = []
for number in range(100_000):
    inner = ([inner], {"a": inner}, (inner,), {number: inner})[number % 4]
inner
