"""Compares blackjack playing strategies over seeded shoes, with a running count side bet."""
import random
from statistics import fmean


class Shoe:
    def __init__(self, rng, decks=4):
        self.rng, self.decks = rng, decks
        self.shuffle()

    def shuffle(self):
        self.cards = [min(v, 10) for v in range(1, 14)] * 4 * self.decks
        self.rng.shuffle(self.cards)
        self.count = 0

    def deal(self):
        card = self.cards.pop()
        self.count += 1 if 2 <= card <= 6 else -1 if card in (1, 10) else 0
        return card

    @property
    def true_count(self):
        return self.count / max(0.5, len(self.cards) / 52)


def total(hand):
    t = sum(hand)
    soft = 1 in hand and t + 10 <= 21
    return (t + 10 if soft else t), soft


def cautious(hand, up):
    return total(hand)[0] < 12


def dealerlike(hand, up):
    return total(hand)[0] < 17


def basic(hand, up):
    t, soft = total(hand)
    if soft:
        return t < 18 or (t == 18 and up in (9, 10, 1))
    if t >= 17:
        return False
    if t >= 13:
        return up >= 7 or up == 1
    if t == 12:
        return up not in (4, 5, 6)
    return True


def play(shoe, strategy):
    hand, dealer = [shoe.deal(), shoe.deal()], [shoe.deal(), shoe.deal()]
    natural, house = total(hand)[0] == 21, total(dealer)[0] == 21
    if natural or house:
        return (1.5 if natural else 0) - (1 if house else 0) if natural != house else 0
    while strategy(hand, dealer[0]):
        hand.append(shoe.deal())
        if total(hand)[0] > 21:
            return -1
    while total(dealer)[0] < 17:
        dealer.append(shoe.deal())
    t, d = total(hand)[0], total(dealer)[0]
    return 1 if d > 21 or t > d else -1 if t < d else 0


def session(strategy, hands=2500, seed=21, counting=False):
    shoe, results, bank = Shoe(random.Random(seed)), [], [100.0]
    for _ in range(hands):
        if len(shoe.cards) < 60:
            shoe.shuffle()
        bet = max(1, min(8, round(shoe.true_count))) if counting else 1
        r = play(shoe, strategy)
        results.append(r)
        bank.append(bank[-1] + bet * r)
    return results, bank


print(f"{'strategy':12}{'mean':>9}{'win':>7}{'push':>7}{'bank':>9}{'low':>8}")
for strategy in (cautious, dealerlike, basic):
    results, bank = session(strategy)
    print(f"{strategy.__name__:12}{fmean(results):>+9.4f}{results.count(1) + results.count(1.5):>7}{results.count(0):>7}{bank[-1]:>9.1f}{min(bank):>8.1f}")
results, bank = session(basic, counting=True)
print(f"with counting the bank ends at {bank[-1]:.1f}, low {min(bank):.1f}")
print("bank over time:", [round(b) for b in bank[::250]])
for hand in ([1, 10], [1, 6], [1, 5, 10], [10, 6], [1, 1, 9], [5, 5, 5, 5, 1]):
    t, soft = total(hand)
    print(hand, f"{'soft' if soft else 'hard'} {t}", "hit" if basic(hand, 7) else "stand", "against a 7")


def bust_chance(up, trials=1500):
    rng = random.Random(up)
    bust = 0
    for _ in range(trials):
        hand = [up]
        while total(hand)[0] < 17:
            hand.append(min(rng.randint(1, 13), 10))
        bust += total(hand)[0] > 21
    return bust / trials


print("dealer busts:", {up: f"{bust_chance(up):.0%}" for up in range(1, 11)})
