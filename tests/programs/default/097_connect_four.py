"""Connect four with bitboards and alpha-beta search; plays a short match and solves puzzles."""
from math import inf

WIDTH, HEIGHT = 7, 6
COLUMN = HEIGHT + 1
ORDER = (3, 2, 4, 1, 5, 0, 6)
WINDOWS = []
for c in range(WIDTH):
    for r in range(HEIGHT):
        for dc, dr in ((1, 0), (0, 1), (1, 1), (1, -1)):
            cells = [(c + k * dc, r + k * dr) for k in range(4)]
            if all(0 <= x < WIDTH and 0 <= y < HEIGHT for x, y in cells):
                WINDOWS.append(sum(1 << x * COLUMN + y for x, y in cells))


def won(bits):
    for shift in (1, COLUMN, COLUMN + 1, COLUMN - 1):
        m = bits & bits >> shift
        if m & m >> 2 * shift:
            return True
    return False


class Board:
    def __init__(self, moves=""):
        self.sides, self.heights, self.turn, self.history = [0, 0], [0] * WIDTH, 0, []
        for ch in moves:
            self.play(int(ch))

    def play(self, c):
        if self.heights[c] >= HEIGHT:
            raise ValueError(f"column {c} is full")
        self.sides[self.turn] |= 1 << c * COLUMN + self.heights[c]
        self.heights[c] += 1
        self.history.append(c)
        self.turn ^= 1

    def back(self):
        c = self.history.pop()
        self.turn ^= 1
        self.heights[c] -= 1
        self.sides[self.turn] ^= 1 << c * COLUMN + self.heights[c]

    def moves(self):
        return [c for c in ORDER if self.heights[c] < HEIGHT]

    def score(self):
        me, you = self.sides[self.turn], self.sides[self.turn ^ 1]
        total = 0
        for w in WINDOWS:
            a, b = (me & w).bit_count(), (you & w).bit_count()
            if a and not b:
                total += a * a * a
            elif b and not a:
                total -= b * b * b
        return total

    def __str__(self):
        row = lambda r: " ".join("X" if self.sides[0] >> c * COLUMN + r & 1 else "O" if self.sides[1] >> c * COLUMN + r & 1 else "·" for c in range(WIDTH))
        return "\n".join(row(r) for r in reversed(range(HEIGHT)))


nodes = 0


def search(b, depth, alpha=-inf, beta=inf):
    global nodes
    nodes += 1
    if won(b.sides[b.turn ^ 1]):
        return -10000 - depth, None
    options = b.moves()
    if not options:
        return 0, None
    if depth == 0:
        return b.score(), None
    best, choice = -inf, None
    for c in options:
        b.play(c)
        v = -search(b, depth - 1, -beta, -alpha)[0]
        b.back()
        if v > best:
            best, choice = v, c
        alpha = max(alpha, v)
        if alpha >= beta:
            break
    return best, choice


print(len(WINDOWS), "lines of four")
board = Board()
while board.moves() and not won(board.sides[board.turn ^ 1]) and len(board.history) < 12:
    depth = 3 if board.turn == 0 else 1
    value, c = search(board, depth)
    board.play(c)
print("moves:", "".join(map(str, board.history)), "winner:", "XO"[board.turn ^ 1] if won(board.sides[board.turn ^ 1]) else "none yet")
print(board)
print("nodes:", nodes)
for name, moves in (("open three", "334455"), ("must block", "30304"), ("vertical", "121212"), ("diagonal", "01122323343")):
    b = Board(moves)
    value, c = search(b, 4)
    kind = "wins" if value > 9000 else "loses" if value < -9000 else "level"
    print(f"{name:11} {'XO'[b.turn]} plays {c}: {kind} ({value})")
try:
    Board("1111111")
except ValueError as e:
    print("ValueError:", e)
