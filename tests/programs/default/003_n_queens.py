"""Counts N-queens solutions with bit masks and draws the distinct boards for six queens."""


def count(n):
    full = (1 << n) - 1

    def place(cols, left, right):
        if cols == full:
            return 1
        total = 0
        free = full & ~(cols | left | right)
        while free:
            bit = free & -free
            free ^= bit
            total += place(cols | bit, (left | bit) << 1, (right | bit) >> 1)
        return total

    return place(0, 0, 0)


def solutions(n, row=0, placed=()):
    if row == n:
        yield placed
        return
    for col in range(n):
        if all(col != c and abs(col - c) != row - r for r, c in enumerate(placed)):
            yield from solutions(n, row + 1, placed + (col,))


def symmetries(board):
    n = len(board)
    for _ in range(4):
        yield board
        yield tuple(reversed(board))
        rotated = [0] * n
        for r, c in enumerate(board):
            rotated[c] = n - 1 - r
        board = tuple(rotated)


for n in range(1, 9):
    print(f"{n} queens: {count(n)} solutions")

distinct = {min(symmetries(b)) for b in solutions(6)}
print("distinct for 6:", sorted(distinct))
for board in sorted(distinct):
    for c in board:
        print(" ".join("Q" if i == c else "." for i in range(len(board))))
    print()
