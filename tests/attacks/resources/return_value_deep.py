# Tries: to overflow the stack of who writes or reads the return value, with nesting and with a list
#        that holds itself.
# Stopped by: a depth of at most 100, and Python's own limit for repr.
# Expect: {"status": "succeeded", "return_value": null, "return_value_kind": "repr",
#          "details.return_value": "its repr raised RecursionError"}
value = []
for _ in range(50_000):
    value = [value, {"again": value}]
own = {"value": value}
own["own"] = [own, value]
own
