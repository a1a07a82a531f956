# Tries: to stall the worker by what its detectors look for: openings without an end, names without
#     values, long runs of digits, of letters, of separators; in every field that is searched.
# Stopped by: detectors that take a bounded time for each byte, and max_output_bytes.
# Job: {"redact_sensitive_output": true, "enable_output_validation": true, "limits":
#     {"timeout_seconds": 5, "max_output_bytes": 900000}}
# Expect: {"status": "failed", "exit_code": 1}
import sys

openings = "-----BEGIN PRIVATE KEY-----" * 9_000
parts = ("-----BEGIN " * 50, "postgres://a:", "a@" * 50, "a@a.",
         "password=", "secret: '", "api_key", "4111 1111 ", "4-" * 50, "sk-", "AKIA", "a" * 999,
         "1" * 999, "=" * 99, "://" * 99, "\\", '"' * 99, "=\"" * 99, "é@é." * 30, "\0" * 99)
text = "".join(part * (40_000 // len(part)) for part in parts)
print(text[:450_000], text[450_000:][::-1])
print(text[:200_000], openings, file=sys.stderr)
raise ValueError(text)
