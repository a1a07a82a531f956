"""A self-balancing AVL tree map with range queries, ranks and a drawn shape."""
import random
from collections.abc import MutableMapping


class Node:
    __slots__ = "key", "value", "left", "right", "height", "size"

    def __init__(self, key, value):
        self.key, self.value, self.left, self.right, self.height, self.size = key, value, None, None, 1, 1


def height(n): return n.height if n else 0
def size(n): return n.size if n else 0


def refresh(n):
    n.height = 1 + max(height(n.left), height(n.right))
    n.size = 1 + size(n.left) + size(n.right)
    return n


def rotate_right(n):
    m = n.left
    n.left, m.right = m.right, n
    refresh(n)
    return refresh(m)


def rotate_left(n):
    m = n.right
    n.right, m.left = m.left, n
    refresh(n)
    return refresh(m)


def balance(n):
    refresh(n)
    lean = height(n.left) - height(n.right)
    if lean > 1:
        if height(n.left.left) < height(n.left.right):
            n.left = rotate_left(n.left)
        return rotate_right(n)
    if lean < -1:
        if height(n.right.right) < height(n.right.left):
            n.right = rotate_right(n.right)
        return rotate_left(n)
    return n


class SortedMap(MutableMapping):
    def __init__(self, *args, **kw):
        self.root = None
        self.update(*args, **kw)

    def __setitem__(self, key, value):
        def put(n):
            if n is None:
                return Node(key, value)
            if key == n.key:
                n.value = value
                return n
            if key < n.key:
                n.left = put(n.left)
            else:
                n.right = put(n.right)
            return balance(n)
        self.root = put(self.root)

    def __delitem__(self, key):
        def drop(n):
            if n is None:
                raise KeyError(key)
            if key < n.key:
                n.left = drop(n.left)
            elif key > n.key:
                n.right = drop(n.right)
            elif not n.left or not n.right:
                return n.left or n.right
            else:
                least = n.right
                while least.left:
                    least = least.left
                n.key, n.value = least.key, least.value
                n.right = drop_least(n.right)
            return balance(n)

        def drop_least(n):
            if not n.left:
                return n.right
            n.left = drop_least(n.left)
            return balance(n)
        self.root = drop(self.root)

    def __getitem__(self, key):
        n = self.root
        while n and n.key != key:
            n = n.left if key < n.key else n.right
        if n is None:
            raise KeyError(key)
        return n.value

    def __iter__(self):
        stack, n = [], self.root
        while stack or n:
            while n:
                stack.append(n)
                n = n.left
            n = stack.pop()
            yield n.key
            n = n.right

    def __len__(self):
        return size(self.root)

    def rank(self, key):
        n, total = self.root, 0
        while n:
            if key <= n.key:
                n = n.left
            else:
                total += 1 + size(n.left)
                n = n.right
        return total

    def nth(self, i):
        n = self.root
        while i != size(n.left):
            if i < size(n.left):
                n = n.left
            else:
                i, n = i - size(n.left) - 1, n.right
        return n.key

    def draw(self, n, depth=0):
        if n:
            yield from self.draw(n.right, depth + 1)
            yield f"{'    ' * depth}{n.key}"
            yield from self.draw(n.left, depth + 1)


m = SortedMap((k, k * k) for k in range(1, 11))
print(*m.draw(m.root), sep="\n")
del m[4], m[8]
print(list(m.items())[:4], len(m), 4 in m, m.get(4, "gone"), m.rank(7), m.nth(3), m.pop(1), m.setdefault(11, 0))
rng, model, big = random.Random(1), {}, SortedMap()
for _ in range(1500):
    k = rng.randrange(200)
    if rng.random() < 0.6:
        big[k] = model[k] = rng.random()
    elif k in model:
        del big[k], model[k]
print("agrees with dict:", list(big.items()) == sorted(model.items()), "height", height(big.root), "for", len(big))
try:
    del big[999]
except KeyError as e:
    print("KeyError", e)
print("sequential height:", SortedMap((i, 0) for i in range(1000)).root.height)
