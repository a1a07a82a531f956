name, prices = context["name"], context["prices"]
print(f"Hello, {name}!")
{"total": sum(prices), "dearest": max(prices)}
