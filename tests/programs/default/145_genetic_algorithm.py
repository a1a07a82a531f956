"""A genetic algorithm evolving a phrase and a knapsack selection from fixed seeds."""
import random
import string
from dataclasses import dataclass, field
from functools import partial

TARGET = "weasels like methinks"
ALPHABET = string.ascii_lowercase + " "


@dataclass(order=True)
class Genome:
    fitness: float
    genes: list = field(compare=False)


def evolve(rng, create, fitness, mutate, size=60, keep=10, generations=200, goal=None):
    make = lambda genes: Genome(fitness(genes), genes)
    population = sorted((make(create()) for _ in range(size)), reverse=True)
    history = [population[0]]
    for generation in range(1, generations + 1):
        parents = population[:keep]
        children = []
        while len(children) < size - keep:
            a, b = rng.choices(parents, k=2)
            cut = rng.randrange(len(a.genes))
            children.append(make(mutate(a.genes[:cut] + b.genes[cut:])))
        population = sorted(parents + children, reverse=True)
        if population[0].fitness > history[-1].fitness:
            history.append(population[0])
        if goal is not None and population[0].fitness >= goal:
            break
    return population[0], generation, history


def mutate_text(rng, genes, rate=0.04):
    return [rng.choice(ALPHABET) if rng.random() < rate else g for g in genes]


def flip(rng, genes, rate=0.05):
    return [g ^ (rng.random() < rate) for g in genes]


rng = random.Random(11)
best, generation, history = evolve(rng, lambda: rng.choices(ALPHABET, k=len(TARGET)), lambda g: sum(a == b for a, b in zip(g, TARGET)), partial(mutate_text, rng), goal=len(TARGET))
for genome in history[::4] + [history[-1]]:
    print(f"{genome.fitness:>3} {''.join(genome.genes)!r}")
print("finished at generation", generation)

ITEMS = [(rng.randint(5, 40), rng.randint(10, 90)) for _ in range(20)]
LIMIT = 150


def worth(genes):
    weight = sum(w for (w, _), g in zip(ITEMS, genes) if g)
    value = sum(v for (_, v), g in zip(ITEMS, genes) if g)
    return value if weight <= LIMIT else LIMIT - weight


best, generation, history = evolve(rng, lambda: [rng.randint(0, 1) for _ in ITEMS], worth, partial(flip, rng), generations=80)
table = [0] * (LIMIT + 1)
for w, v in ITEMS:
    for c in range(LIMIT, w - 1, -1):
        table[c] = max(table[c], table[c - w] + v)
print("evolved value", best.fitness, "optimum", table[LIMIT], "weight", sum(w for (w, _), g in zip(ITEMS, best.genes) if g), "improvements", len(history))
print("chosen:", [i for i, g in enumerate(best.genes) if g])
