# Tries: to burn time after its end by a repr: 50 tuples that each hold the next one twice.
# Stopped by: the runner's clock and the memory limit.
# Job: {"limits": {"timeout_seconds": 1}}
# Expect: {"success": false, "return_value": null}
inner = ()
for _ in range(50):
    inner = (inner, inner)
inner
