# Tries: to be written for longer than the universe lasts: 90 lists that each hold the next one
#     twice.
# Stopped by: the runner, which stops at max_output_bytes.
# Expect: {"status": "succeeded", "return_value": null,
#     "details.return_value": "it is longer than max_output_bytes"}
inner = []
for _ in range(90):
    inner = [inner, inner]
inner
