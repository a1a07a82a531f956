import csv

with open("report.csv", "w", newline="") as file:
    rows = csv.writer(file)
    rows.writerow(["city", "inhabitants"])
    rows.writerows([["Oslo", 717_710], ["Bergen", 291_940]])
print("wrote", file.name)
