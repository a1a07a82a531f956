# Tries: to crash the redactor: secrets within secrets, cut by the end of the output, beside bytes
#     that are no UTF-8, as names of a value and under names that become equal, in a forged value.
# Stopped by: the redactor, which works on valid text and makes equal names differ.
# Job: {"redact_sensitive_output": true, "enable_output_validation": true}
# Expect: {"success": true, "was_output_redacted": true}
import os

key = "AKIA" + "IOSFODNN7EXAMPLE"
card = "4111" + "1111" * 3
number = "078-05" + "-1120"
mail = "someone" + "@example.com"
url = f"postgres://{key}:{card}@{mail}/{number}"
for one in (key, card, number, mail, url, f"password={url}", f"'{key}{card}{mail}'"):
    os.write(1, b"\xff" + one.encode() + b"\xc3" + one.encode()[:-1] + b"\n\0" + one.encode()[::-1])
os.write(2, (url * 3_000).encode())
value = {one: [one, {one: one}] for one in (mail, "another" + mail, "a third " + mail, url)}
{"api_key": value, "password": key, "token": [int(card), float(card)], key: number, "\0": url}
