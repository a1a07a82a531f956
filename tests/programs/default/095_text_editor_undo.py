"""A line editor with cursor, selection, search, macros and unlimited undo by command objects."""
from __future__ import annotations

from abc import ABC, abstractmethod


class Command(ABC):
    @abstractmethod
    def do(self, ed: Editor) -> None: ...

    @abstractmethod
    def undo(self, ed: Editor) -> None: ...

    def merge(self, other: Command) -> bool:
        return False


class Insert(Command):
    def __init__(self, at, text):
        self.at, self.text = at, text

    def do(self, ed):
        ed.text = ed.text[:self.at] + self.text + ed.text[self.at:]
        ed.cursor = self.at + len(self.text)

    def undo(self, ed):
        ed.text = ed.text[:self.at] + ed.text[self.at + len(self.text):]
        ed.cursor = self.at

    def merge(self, other):
        if isinstance(other, Insert) and other.at == self.at + len(self.text) and not other.text.isspace():
            self.text += other.text
            return True
        return False


class Delete(Command):
    def __init__(self, start, end):
        self.start, self.end = start, end

    def do(self, ed):
        self.removed = ed.text[self.start:self.end]
        ed.text = ed.text[:self.start] + ed.text[self.end:]
        ed.cursor = self.start

    def undo(self, ed):
        ed.text = ed.text[:self.start] + self.removed + ed.text[self.start:]
        ed.cursor = self.end


class Macro(Command):
    def __init__(self, commands):
        self.commands = commands

    def do(self, ed):
        for c in self.commands:
            c.do(ed)

    def undo(self, ed):
        for c in reversed(self.commands):
            c.undo(ed)


class Editor:
    def __init__(self, text=""):
        self.text, self.cursor, self.done, self.undone, self.clip = text, 0, [], [], ""

    def run(self, command):
        command.do(self)
        self.undone.clear()
        if not (self.done and self.done[-1].merge(command)):
            self.done.append(command)
        return self

    def type(self, text):
        for ch in text:
            self.run(Insert(self.cursor, ch))
        return self

    def backspace(self, n=1):
        return self.run(Delete(max(0, self.cursor - n), self.cursor))

    def undo(self, n=1):
        for _ in range(n):
            if not self.done:
                print("  (nothing to undo)")
                break
            c = self.done.pop()
            c.undo(self)
            self.undone.append(c)
        return self

    def redo(self):
        if self.undone:
            c = self.undone.pop()
            c.do(self)
            self.done.append(c)
        return self

    def goto(self, line, column=0):
        lines = self.text.split("\n")
        self.cursor = sum(len(l) + 1 for l in lines[:line]) + min(column, len(lines[line]))
        return self

    def find(self, word):
        at = self.text.find(word, self.cursor)
        if at < 0:
            raise LookupError(f"{word!r} not found after {self.cursor}")
        self.cursor = at
        return self

    def cut(self, n):
        self.clip = self.text[self.cursor:self.cursor + n]
        return self.run(Delete(self.cursor, self.cursor + n))

    def paste(self):
        return self.run(Insert(self.cursor, self.clip))

    def replace_all(self, old, new):
        commands, at, shift = [], self.text.find(old), 0
        while at >= 0:
            commands += [Delete(at + shift, at + shift + len(old)), Insert(at + shift, new)]
            shift += len(new) - len(old)
            at = self.text.find(old, at + len(old))
        return self.run(Macro(commands)) if commands else self

    def show(self, label):
        marked = self.text[:self.cursor] + "‸" + self.text[self.cursor:]
        print(f"{label:<14}{marked!r}  [{len(self.done)} done, {len(self.undone)} undone]")


ed = Editor()
ed.type("the cat sat").show("typed")
ed.undo().show("undo word")
ed.undo().show("undo again")
ed.redo().redo().show("redo both")
ed.type("\non the mat\n").show("second line")
ed.goto(0, 4).cut(4).show("cut")
ed.find("mat").paste().show("paste")
ed.replace_all("the", "THE OLD").show("replace")
ed.backspace(2).show("backspace")
ed.undo(2).show("undo two")
ed.type("!").show("type")
ed.redo().show("redo is gone")
try:
    ed.find("zebra")
except LookupError as e:
    print("LookupError:", e)
ed.undo(99).show("undo all")
while ed.undone:
    ed.redo()
ed.show("redo all")
