# Tries: to fill the result by a repr of 100 MB, and one that is no str, has no end, or leaves.
# Stopped by: the runner, which keeps a repr to max_output_bytes.
# Expect: {"status": "succeeded", "return_value": null,
#     "details.return_value": "its repr is longer than max_output_bytes"}
class Long:
    def __repr__(self):
        return "\U0001f4a5" * (5 << 20)


Long()
