# Tries: to break the worker's text with bytes that are no UTF-8, each of which becomes three, and
#        with NUL bytes, surrogates and characters that are cut at the limit.
# Stopped by: a worker that makes valid UTF-8 of it and cuts that at the limit.
# Job: {"limits": {"max_output_bytes": 1000, "timeout_seconds": 5}}
# Expect: {"status": "succeeded", "was_output_truncated": true}
import os

for block in (b"\xff" * 400, b"\xed\xa0\x80\0\x1b]0;title\x07\x7f\r\n", b"\xf0\x9f\x92" * 200,
              "😀".encode() * 1000):
    os.write(1, block)
    os.write(2, b"\xc0\xaf" + block[::-1])
