# Tries: to get more than max_output_bytes into the result: bytes that are no UTF-8 become three
#     each, and a character lies across the limit.
# Stopped by: the worker, which cuts the text that it made of them, on a character's border.
# Job: {"limits": {"max_output_bytes": 7}}
# Expect: {"status": "succeeded", "was_output_truncated": true, "stdout": "\ufffd\ufffd",
#     "stderr": "1234\u20ac"}
import os

os.write(1, b"\xff" * 7)
os.write(2, b"1234\xe2\x82\xac\xe2\x82\xac")
