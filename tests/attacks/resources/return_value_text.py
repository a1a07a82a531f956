# Tries: to fill the worker or the result with one text, of characters that JSON makes six times as
#        long.
# Stopped by: max_output_bytes, and the fixed size of a verdict.
# Expect: {"status": "succeeded", "return_value": null,
#          "details.return_value": "it is longer than max_output_bytes"}
"\x01" * 20_000_000
