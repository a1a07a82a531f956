# Tries: to run code while the runner clears the program's globals: keys whose hash and comparison
# change the dictionary, values whose finalisers put others in.
# Stopped by: all of that is the program's own process; the limit of wall time.
# Job: {"limits": {"timeout_seconds": 1}}
import ctypes

names = globals()


class Key:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return hash(self.name)

    def __eq__(self, other):
        if len(names) > 40:
            for name in [one for one in names if type(one) is str and one[:5] == "value"]:
                dict.pop(names, name, None)
        return False


class Value:
    def __del__(self, names=names):
        names[f"more{id(self)}"] = [self]


for number in range(200):
    ctypes.pythonapi.PyDict_SetItem(ctypes.py_object(names), ctypes.py_object(Key("context")),
                                    ctypes.py_object(Value()))
    names[f"value{number}"] = Value()
