# Tries: to drive the terminal of who reads the result: colours, titles, clipboard, hyperlinks,
#     answers of the terminal, bidirectional overrides, C1 controls.
# Stopped by: the worker, which escapes control characters in JSON.
# Expect: {"status": "succeeded", "stdout": "\u001b]0;title\u0007\u009b2J\u202e\u0000\u007f\n",
#     "return_value": "\u001b]52;c;eA==\u001b\\"}
print("\x1b]0;title\x07\x9b2J\u202e\0\x7f")
"\x1b]52;c;eA==\x1b\\"
