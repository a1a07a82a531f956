"""A menu program fed from a fixed list of choices that calls exit(2) when told to give up."""
from random import Random

rng = Random("menu")
CHOICES = ["roll", "roll", "double", "sing", "roll", "stop", "roll"]
score = 0


def roll():
    global score
    n = rng.randint(1, 6)
    score += n
    return f"rolled {n}"


def double():
    global score
    score *= 2
    return "doubled"


def stop():
    print("giving up with", score)
    exit(2)


ACTIONS = {f.__name__: f for f in (roll, double, stop)}
for choice in CHOICES:
    action = ACTIONS.get(choice)
    print(f"{choice}: {action() if action else 'no such action'}, score {score}")
