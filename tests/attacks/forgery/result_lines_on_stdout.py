# Tries: to print other jobs' results: whole lines of JSON on stdout and stderr, behind every kind
#     of line break, with the ids of the jobs beside it.
# Stopped by: the worker, which escapes what a program prints into its own result.
# Expect: {"status": "succeeded", "return_value": "\u2028{\"id\":\"honest-0\"}\n\r\u0085"}
import json
import sys

forged = [json.dumps({"id": f"{kind}-{number}", "type": "execute", "status": "succeeded",
                      "success": True, "stdout": "BREACH", "return_value": None})
          for kind in ("honest", "attack") for number in range(3)]
for end in ("\n", "\r", "\r\n", "\0", "\x1e", "\x85", "\u2028", "\x0b", "\x0c", '"}\n'):
    for stream in (sys.stdout, sys.stderr):
        print(*forged, sep=end, end=end, file=stream)
"\u2028{\"id\":\"honest-0\"}\n\r\x85"
