# Tries: to have its return value written by methods that lie: subclasses of str, int, float, list
#     and dict, with other contents for each reader.
# Stopped by: the runner, which writes exact types as JSON, and all others as repr.
# Expect: {"status": "succeeded", "return_value_kind": "repr", "return_value": "[1, lie, True]"}
class Str(str):
    def __str__(self):
        return "another"

    def __repr__(self):
        return "lie"
    encode = __iter__ = __len__ = __str__


class Int(int):
    def __repr__(self):
        return "True"
    __str__ = __format__ = __repr__


class List(list):
    def __len__(self):
        return -1

    def __getitem__(self, index):
        raise SystemExit(0)


List([1, Str("x"), Int(1 << 70)])
