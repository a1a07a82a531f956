"""Descriptive statistics for several samples with quantiles, outliers and text box plots."""
import statistics as st
from statistics import NormalDist, StatisticsError

SAMPLES = {
    "rain": [12, 0, 0, 3, 45, 8, 0, 19, 2, 0, 7, 31, 0, 4],
    "height": [171.2, 165.0, 180.4, 177.7, 169.3, 175.0, 162.8, 191.5, 174.4],
    "rolls": [1, 6, 3, 3, 2, 5, 6, 6, 4, 3, 1, 2, 3, 6],
}


def box(values, low, high, width=50):
    q1, q2, q3 = st.quantiles(values, n=4, method="inclusive")
    at = lambda v: round((v - low) / (high - low) * (width - 1))
    line = [" "] * width
    for i in range(at(min(values)), at(max(values)) + 1):
        line[i] = "-"
    for i in range(at(q1), at(q3) + 1):
        line[i] = "="
    line[at(q2)] = "|"
    return "".join(line)


def outliers(values):
    q1, _, q3 = st.quantiles(values, n=4)
    reach = 1.5 * (q3 - q1)
    return [v for v in values if not q1 - reach <= v <= q3 + reach]


for name, data in SAMPLES.items():
    print(f"{name}: n={len(data)} mean={st.fmean(data):.3f} median={st.median(data)} modes={st.multimode(data)[:3]}")
    print(f"   stdev={st.stdev(data):.4f} pstdev={st.pstdev(data):.4f} variance={float(st.variance(data)):.3f}")
    print(f"   quartiles={[round(q, 3) for q in st.quantiles(data)]} outliers={outliers(data)}")
    print("  ", box(data, min(data), max(data)))

x, y = list(range(10)), [2.1, 3.9, 6.2, 7.8, 10.1, 12.2, 13.8, 16.1, 18.0, 20.2]
fit = st.linear_regression(x, y)
print(f"fit: y = {fit.slope:.4f}x + {fit.intercept:.4f}, r = {st.correlation(x, y):.5f}, cov = {st.covariance(x, y):.4f}")
print("means:", round(st.harmonic_mean([40, 60]), 6), round(st.geometric_mean([54, 24, 36]), 6), st.mean([1, 2, 3, 4]))
print("grouped:", st.median_low([1, 3, 5, 7]), st.median_high([1, 3, 5, 7]), round(st.median_grouped([1, 2, 2, 3, 4, 4, 4, 4, 4, 5]), 4))

iq = NormalDist(100, 15)
print(f"P(IQ>130)={1 - iq.cdf(130):.5f} z(115)={iq.zscore(115)} deciles={[round(q, 1) for q in iq.quantiles(10)]}")
print(f"overlap={NormalDist(10, 2).overlap(NormalDist(12, 3)):.5f} sum={NormalDist(1, 3) + NormalDist(2, 4)}")
sample = NormalDist(5, 2).samples(500, seed=11)
est = NormalDist.from_samples(sample)
print(f"estimated mean {est.mean:.3f} sd {est.stdev:.3f}")
for bad in (lambda: st.mean([]), lambda: st.stdev([1]), lambda: st.harmonic_mean([-1]), lambda: st.correlation([1, 1], [2, 3])):
    try:
        bad()
    except StatisticsError as e:
        print("StatisticsError:", e)
