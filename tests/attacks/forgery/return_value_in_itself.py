# Tries: to be written without end: a list that holds itself, by dicts.
# Stopped by: the runner, which goes 100 deep.
# Expect: {"status": "succeeded", "return_value_kind": "repr",
#     "return_value": "[{'a': [...], 'b': [[...]]}]"}
inner = []
inner.append({"a": inner, "b": [inner]})
inner
