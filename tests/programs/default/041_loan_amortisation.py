"""Loan amortisation in exact decimals with different rounding modes and an early repayment."""
from decimal import (Context, Decimal, DivisionByZero, Inexact, InvalidOperation, ROUND_CEILING, ROUND_DOWN, ROUND_HALF_EVEN,
                     ROUND_HALF_UP, getcontext, localcontext)

CENT = Decimal("0.01")


def payment(principal, annual, months):
    if not annual:
        return (principal / months).quantize(CENT)
    r = annual / 1200
    return (principal * r / (1 - (1 + r) ** -months)).quantize(CENT, ROUND_HALF_UP)


def schedule(principal, annual, months, extra=None, rounding=ROUND_HALF_EVEN):
    due, balance, month = payment(principal, annual, months), principal, 0
    while balance > 0:
        month += 1
        interest = (balance * annual / 1200).quantize(CENT, rounding)
        paid = min(due + (extra or {}).get(month, Decimal(0)), balance + interest)
        if month == months and not extra:
            paid = balance + interest
        balance += interest - paid
        yield month, paid, interest, balance


loan = Decimal("12500.00"), Decimal("6.49"), 24
print("monthly payment", payment(*loan))
rows = list(schedule(*loan))
for month, paid, interest, balance in rows[:3] + rows[-2:]:
    print(f"{month:>3} {paid:>10,.2f} {interest:>8} {balance:>12,.2f}")
for mode in (ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_CEILING):
    print(f"{mode:<16} total interest {sum(r[2] for r in schedule(*loan, rounding=mode))}")
short = list(schedule(*loan, extra={6: Decimal(3000)}))
print("with 3000 early:", len(short), "payments, interest", sum(r[2] for r in short))
print("interest-free:", payment(Decimal(100), Decimal(0), 7))

with localcontext() as ctx:
    ctx.prec = 6
    print(Decimal(1) / 7, Decimal(2).sqrt(), Decimal("1e5") * 3, +Decimal("3.14159265"))
print(Decimal("0.1") + Decimal("0.2") == Decimal("0.3"), 0.1 + 0.2 == 0.3, getcontext().prec)
print(Decimal("1.10").as_tuple(), Decimal("1E+3").normalize(), Decimal("120").normalize(), Decimal("-0"))
print([str(Decimal(x).quantize(Decimal(1))) for x in ("0.5", "1.5", "2.5", "-2.5")])
print(Decimal("NaN") == Decimal("NaN"), Decimal("-Infinity") < 0, Decimal("7") // 2, Decimal("-7") % 3, divmod(Decimal(-7), 3))
strict = Context(prec=4, traps=[Inexact, DivisionByZero, InvalidOperation])
for job in (lambda: strict.divide(Decimal(1), Decimal(3)), lambda: strict.divide(Decimal(1), Decimal(0)), lambda: Decimal("1,000"), lambda: strict.divide(1, 8)):
    try:
        print(job())
    except (Inexact, DivisionByZero, InvalidOperation) as e:
        print(type(e).__name__)
print(f"{Decimal('9876.5'):,.3f} {Decimal('0.0456'):.1%} {Decimal('1234.5'):.2e} {Decimal('-3'):+06}")
