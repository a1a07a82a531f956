"""Reads an INI dialect with interpolation, continuation, typing and includes, reporting errors by line."""
from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

FILES = {
    "main.ini": """\
; comment
[DEFAULT]
root = /srv
debug: off
[paths]
home = ${root}/home
logs = ${home}/logs ; trailing comment
list =
    one
    two, three
@include extra.ini
[limits]
size = 12.50
retries = 0x10
ratio = 1e-3
greeting = "quoted ; not a comment"
loop = ${other}
other = ${loop}
""",
    "extra.ini": "[limits]\nsize = 10\nhosts = alpha, beta\n[extra]\nx = ${limits:size}\n",
    "bad.ini": "[open\nx = 1\nno equals\n = empty key\n  stray indent\n[ok]\ny = ${nope}\ny = 2\n",
}


class ConfigError(Exception):
    pass


class Section(Mapping):
    def __init__(self, name: str, config: Config):
        self.name, self.config, self.raw = name, config, {}

    def __getitem__(self, key):
        return self.config.expand(self.name, key, ())

    def __iter__(self):
        return iter(self.raw | self.config.default)

    def __len__(self):
        return len(self.raw | self.config.default)


class Config:
    def __init__(self):
        self.sections: dict[str, Section] = {}
        self.default: dict[str, str] = {}
        self.errors: list[str] = []

    def read(self, name: str) -> Config:
        current = key = None
        for n, line in enumerate(FILES[name].splitlines(), 1):
            body = re.sub(r"(^|\s);[^\"]*$", "", line)
            if not body.strip():
                continue
            if m := re.fullmatch(r"\[([^\]]+)\]\s*", body):
                current = self.default if m[1] == "DEFAULT" else self.sections.setdefault(m[1], Section(m[1], self)).raw
                key = None
            elif m := re.fullmatch(r"@include (\S+)", body):
                self.read(m[1])
            elif body[0].isspace() and key is not None:
                current[key] = (current[key] + "\n" + body.strip()).strip()
            elif (m := re.fullmatch(r"(\w+)\s*[=:]\s*(.*?)\s*", body)) and current is not None:
                key = m[1]
                if key in current and name == "bad.ini":
                    self.errors.append(f"{name}:{n}: duplicate {key!r}")
                current[key] = m[2]
            else:
                self.errors.append(f"{name}:{n}: cannot read {line.strip()!r}")
        return self

    def expand(self, section, key, seen):
        if (section, key) in seen:
            raise ConfigError("loop: " + " -> ".join(f"{s}.{k}" for s, k in (*seen, (section, key))))
        table = self.default | (self.sections[section].raw if section in self.sections else {})
        if key not in table:
            raise ConfigError(f"no {key!r} in [{section}]")

        def value(m):
            s, _, k = m[1].rpartition(":")
            return str(self.expand(s or section, k, (*seen, (section, key))))
        return re.sub(r"\$\{([\w:]+)\}", value, table[key])

    def typed(self, section, key):
        text = self.sections[section][key]
        for pattern, convert in ((r"(?i)on|yes|true", lambda t: True), (r"(?i)off|no|false", lambda t: False), (r"-?\d+", int), (r"0x[0-9a-fA-F]+", lambda t: int(t, 16)),
                                 (r"-?\d+\.\d+", Decimal), (r"-?\d+(\.\d+)?e-?\d+", float), (r'".*"', lambda t: t[1:-1]), (r"(?s).*[,\n].*", lambda t: [x for x in re.split(r"\s*[,\n]\s*", t) if x])):
            if re.fullmatch(pattern, text):
                return convert(text)
        return text


config = Config().read("main.ini")
for name, section in config.sections.items():
    print(f"[{name}] {len(section)} keys")
    for key in section:
        try:
            print(f"   {key} = {config.typed(name, key)!r}")
        except ConfigError as e:
            print(f"   {key} ! {e}")
bad = Config().read("bad.ini")
print(*bad.errors, sep="\n")
for lookup in (lambda: bad.sections["ok"]["y"], lambda: config.sections["paths"]["nope"], lambda: config.sections["limits"].get("size"), lambda: dict(config.sections["extra"])):
    try:
        print(lookup())
    except ConfigError as e:
        print("ConfigError:", e)
