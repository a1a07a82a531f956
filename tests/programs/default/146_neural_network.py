"""A tiny neural network with backpropagation learns XOR and a ring of points, from a fixed seed."""
import math
import random


class Network:
    def __init__(self, sizes, rng):
        self.layers = [[[rng.gauss(0, 1 / math.sqrt(n)) for _ in range(n + 1)] for _ in range(m)] for n, m in zip(sizes, sizes[1:])]

    def forward(self, x):
        trail = [list(x)]
        for k, layer in enumerate(self.layers):
            x = [*trail[-1], 1.0]
            z = [math.fsum(w * v for w, v in zip(row, x)) for row in layer]
            last = k == len(self.layers) - 1
            trail.append([1 / (1 + math.exp(-v)) for v in z] if last else [math.tanh(v) for v in z])
        return trail

    def train(self, x, target, rate):
        trail = self.forward(x)
        delta = [o - t for o, t in zip(trail[-1], target)]
        loss = -sum(t * math.log(max(o, 1e-12)) + (1 - t) * math.log(max(1 - o, 1e-12)) for o, t in zip(trail[-1], target))
        for k in reversed(range(len(self.layers))):
            layer, inputs = self.layers[k], [*trail[k], 1.0]
            back = [sum(d * row[i] for d, row in zip(delta, layer)) * (1 - trail[k][i] ** 2) for i in range(len(trail[k]))]
            for d, row in zip(delta, layer):
                for i, v in enumerate(inputs):
                    row[i] -= rate * d * v
            delta = back
        return loss

    def __call__(self, *x):
        return self.forward(x)[-1][0]


def gradient_check(net, x, target):
    before = net.layers[0][0][0]
    probe = lambda w: (net.layers[0][0].__setitem__(0, w), -math.log(net(*x) if target else 1 - net(*x)))[1]
    numeric = (probe(before + 1e-5) - probe(before - 1e-5)) / 2e-5
    probe(before)
    net.train(x, [target], 1e-6)
    analytic = (before - net.layers[0][0][0]) / 1e-6
    return math.isclose(numeric, analytic, rel_tol=1e-3)


rng = random.Random(3)
xor = [((0, 0), 0), ((0, 1), 1), ((1, 0), 1), ((1, 1), 0)]
net = Network([2, 4, 1], rng)
print("gradient matches finite difference:", gradient_check(net, (1.0, 0.5), 1))
for epoch in range(601):
    loss = sum(net.train(x, [t], 0.5) for x, t in xor)
    if epoch % 200 == 0:
        print(f"epoch {epoch:>3}: loss {loss:.3f}")
print("xor:", [(x, round(net(*x)), t) for x, t in xor])

data = []
for _ in range(120):
    a, r = rng.uniform(0, math.tau), rng.choice((0.4, 1.2)) + rng.gauss(0, 0.1)
    data.append(((r * math.cos(a), r * math.sin(a)), int(r > 0.8)))
net = Network([2, 8, 1], rng)
for epoch in range(25):
    rng.shuffle(data)
    for x, t in data:
        net.train(x, [t], 0.3)
right = sum(round(net(*x)) == t for x, t in data)
print(f"ring: {right} of {len(data)} right")
for j in range(12):
    y = 1.5 - 3 * j / 11
    print("".join("#" if net(-1.5 + 3 * i / 31, y) > 0.5 else "." for i in range(32)))
