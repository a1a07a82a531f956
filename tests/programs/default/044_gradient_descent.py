"""Linear and logistic regression by gradient descent on seeded synthetic data."""
import math
import random
from dataclasses import dataclass


@dataclass
class Standardiser:
    mean: list
    scale: list

    @classmethod
    def fit(cls, rows):
        cols = list(zip(*rows))
        mean = [sum(c) / len(c) for c in cols]
        scale = [math.sqrt(sum((v - m) ** 2 for v in c) / len(c)) or 1.0 for c, m in zip(cols, mean)]
        return cls(mean, scale)

    def __call__(self, row):
        return [(v - m) / s for v, m, s in zip(row, self.mean, self.scale)]


def descend(rows, targets, link, rate, epochs):
    w, history = [0.0] * (len(rows[0]) + 1), []
    for epoch in range(epochs):
        grad, loss = [0.0] * len(w), 0.0
        for row, t in zip(rows, targets):
            p = link(w[0] + sum(a * b for a, b in zip(w[1:], row)))
            err = p - t
            loss += err * err
            grad[0] += err
            for i, v in enumerate(row, 1):
                grad[i] += err * v
        w = [a - rate * g / len(rows) for a, g in zip(w, grad)]
        history.append(loss / len(rows))
    return w, history


rng = random.Random(7)
houses = [(rng.uniform(40, 180), rng.randint(1, 5)) for _ in range(80)]
prices = [30 + 2.5 * area + 12 * rooms + rng.gauss(0, 8) for area, rooms in houses]
scaler = Standardiser.fit(houses)
w, history = descend([scaler(h) for h in houses], prices, lambda z: z, 0.3, 60)
slopes = [a / s for a, s in zip(w[1:], scaler.scale)]
base = w[0] - sum(a * m for a, m in zip(slopes, scaler.mean))
print(f"price = {base:.1f} + {slopes[0]:.2f}*area + {slopes[1]:.1f}*rooms")
print("loss:", [f"{history[i]:.1f}" for i in (0, 5, 20, 59)])
mean = sum(prices) / len(prices)
ss = sum((p - mean) ** 2 for p in prices)
print(f"R^2 = {1 - history[-1] * len(prices) / ss:.4f}")

sigmoid = lambda z: 1 / (1 + math.exp(-z))
points = [(rng.gauss(c * 2, 1), rng.gauss(-c, 1)) for c in (0, 1) for _ in range(60)]
labels = [0] * 60 + [1] * 60
order = list(range(120))
rng.shuffle(order)
train, test = order[:90], order[90:]
w, history = descend([points[i] for i in train], [labels[i] for i in train], sigmoid, 0.8, 80)
predict = lambda p: int(sigmoid(w[0] + w[1] * p[0] + w[2] * p[1]) >= 0.5)
table = [[0, 0], [0, 0]]
for i in test:
    table[labels[i]][predict(points[i])] += 1
(tn, fp), (fn, tp) = table
print("weights:", [round(v, 3) for v in w])
print(f"confusion: tn={tn} fp={fp} fn={fn} tp={tp} accuracy={(tn + tp) / len(test):.3f}")
print(f"precision={tp / (tp + fp):.3f} recall={tp / (tp + fn):.3f}")
print("loss falls every epoch:", all(b <= a for a, b in zip(history, history[1:])))
