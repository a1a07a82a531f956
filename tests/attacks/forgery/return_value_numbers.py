# Tries: to write numbers that JSON does not have, or that readers refuse: NaN, infinities, integers
#     beyond 64 bits and beyond the limit of digits.
# Stopped by: the runner, which writes finite floats and integers of 64 bits alone.
# Expect: {"status": "succeeded", "return_value_kind": "repr", "return_value":
#     "[nan, inf, -inf, 18446744073709551616, -9223372036854775809, 1e+308]"}
import os
import sys

sys.set_int_max_str_digits(0)
print(len(repr([10 ** 20_000])), os.getpid())
[float("nan"), float("inf"), -float("inf"), 1 << 64, -(1 << 63) - 1, 1e308]
