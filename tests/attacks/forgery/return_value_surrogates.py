# Tries: to get half of a surrogate pair into the result, as a value and as a name, and names that
#     are no str.
# Stopped by: the runner, which writes text that is Unicode as JSON, and repr with escapes else.
# Expect: {"status": "succeeded", "return_value_kind": "repr",
#     "return_value": "[{'\\ud800': 1, None: '\\udfff', (): b'\\xff'}]"}
[{"\ud800": 1, None: "\udfff", (): b"\xff"}]
