# Tries: to fill the memory in the code that turns its value into text after its end.
# Stopped by: the memory cgroup: the value is made in the program's own process.
# Expect: {"status": "failed", "error_type": "ResourceLimitError", "details.resource": "memory",
#          "return_value": null}


class Growing:
    def __repr__(self):
        text = "x" * (64 << 20)
        return text + text[1:] + text[2:] + text[3:] + text[4:]


Growing()
