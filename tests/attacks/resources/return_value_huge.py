# Tries: to fill the worker or the result with a value that is far over the limit.
# Stopped by: max_output_bytes, and the fixed size of a verdict.
# Expect: {"status": "succeeded", "return_value": null,
#          "details.return_value": "it is longer than max_output_bytes"}
{"numbers": list(range(3_000_000)), "text": "x" * 20_000_000}
