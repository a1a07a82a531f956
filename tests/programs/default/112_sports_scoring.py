"""Score keeping: ten-pin bowling, tennis games and sets, a league table and Elo ratings."""
from collections import defaultdict
from dataclasses import dataclass, field


def bowling(rolls):
    total, i, frames = 0, 0, []
    for frame in range(10):
        if i >= len(rolls):
            raise ValueError(f"game stops in frame {frame + 1}")
        if rolls[i] == 10:
            score, step = sum(rolls[i:i + 3]), 1
        elif rolls[i] + rolls[i + 1] == 10:
            score, step = sum(rolls[i:i + 3]), 2
        elif rolls[i] + rolls[i + 1] > 10:
            raise ValueError(f"too many pins in frame {frame + 1}")
        else:
            score, step = rolls[i] + rolls[i + 1], 2
        total += score
        frames.append(total)
        i += step
    return frames


def parse(text):
    out = []
    for ch in text.replace(" ", ""):
        out.append(10 if ch == "X" else 10 - out[-1] if ch == "/" else 0 if ch == "-" else int(ch))
    return out


for game in ("X X X X X X X X X X X X", "9- 9- 9- 9- 9- 9- 9- 9- 9- 9-", "5/ 5/ 5/ 5/ 5/ 5/ 5/ 5/ 5/ 5/ 5", "X 7/ 9- X -8 8/ -6 X X X 8 1", "75", "X"):
    try:
        print(f"{game:34} {bowling(parse(game))}")
    except (ValueError, IndexError) as e:
        print(f"{game:34} {type(e).__name__}: {e}")


@dataclass
class Tennis:
    names: tuple[str, str]
    points: list[int] = field(default_factory=lambda: [0, 0])
    games: list[int] = field(default_factory=lambda: [0, 0])
    sets: list[tuple[int, int]] = field(default_factory=list)

    def point(self, who):
        self.points[who] += 1
        target = 7 if self.games == [6, 6] else 4
        if self.points[who] >= target and self.points[who] - self.points[1 - who] >= 2:
            self.games[who] += 1
            self.points = [0, 0]
            a, b = self.games
            if max(a, b) == 7 or (max(a, b) == 6 and abs(a - b) >= 2):
                self.sets.append((a, b))
                self.games = [0, 0]

    def __str__(self):
        a, b = self.points
        if self.games == [6, 6]:
            now = f"tie-break {a}-{b}"
        elif min(a, b) >= 3:
            now = "deuce" if a == b else f"advantage {self.names[a < b]}"
        else:
            now = "-".join(("love", "15", "30", "40")[p] for p in (a, b))
        return f"sets {self.sets} games {self.games[0]}-{self.games[1]} {now}"


match = Tennis(("Ivy", "Jon"))
for i, ch in enumerate("0001011010" "1111" + "00001111" * 5 + "0000" * 1 + "1111" + "010101000111"):
    match.point(int(ch))
    if i in (2, 5, 6, 7, 9, 13, 40, 60, 64):
        print(f"after {i + 1:>2}: {match}")
print("final  :", match)

RESULTS = "Rovers 2-1 United; City 0-0 Rovers; United 3-3 City; Rovers 0-4 City; City 1-0 United; United 2-0 Rovers"
table = defaultdict(lambda: dict(P=0, W=0, D=0, L=0, F=0, A=0, Pts=0))
elo = defaultdict(lambda: 1500.0)
for game in RESULTS.split("; "):
    home, score, away = game.split()
    a, b = map(int, score.split("-"))
    for team, mine, theirs in ((home, a, b), (away, b, a)):
        row = table[team]
        row["P"] += 1
        row["F"] += mine
        row["A"] += theirs
        row["W" if mine > theirs else "D" if mine == theirs else "L"] += 1
        row["Pts"] += 3 if mine > theirs else mine == theirs
    expected = 1 / (1 + 10 ** ((elo[away] - elo[home]) / 400))
    change = 32 * ((a > b) + (a == b) / 2 - expected)
    elo[home] += change
    elo[away] -= change
print(f"{'':8}" + "".join(f"{k:>4}" for k in ("P", "W", "D", "L", "F", "A", "GD", "Pts")) + "   Elo")
for team, r in sorted(table.items(), key=lambda t: (-t[1]["Pts"], t[1]["A"] - t[1]["F"], t[0])):
    print(f"{team:8}" + "".join(f"{v:>4}" for v in (r["P"], r["W"], r["D"], r["L"], r["F"], r["A"], f"{r['F'] - r['A']:+d}", r["Pts"])) + f"  {elo[team]:.1f}")
print("ratings conserved:", round(sum(elo.values()), 6) == 4500)
