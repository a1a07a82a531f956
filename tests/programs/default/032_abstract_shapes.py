"""Abstract base classes for shapes: abstract properties, mixins, registration and sorting."""
import math
from abc import ABC, abstractmethod
from functools import total_ordering
from numbers import Real


@total_ordering
class Shape(ABC):
    names = []

    def __init_subclass__(cls, sides=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.sides = sides
        Shape.names.append(cls.__name__)

    @property
    @abstractmethod
    def area(self):
        """Area in square units."""

    @abstractmethod
    def perimeter(self): ...

    @classmethod
    @abstractmethod
    def unit(cls): ...

    def __eq__(self, other):
        return self.area == other.area if isinstance(other, Shape) else NotImplemented

    def __lt__(self, other):
        return self.area < other.area if isinstance(other, Shape) else NotImplemented

    def __hash__(self):
        return 7

    def __format__(self, spec):
        return f"{type(self).__name__}(area={format(self.area, spec or '.3f')})"


class Positive:
    """Descriptor refusing non-positive numbers."""

    def __set_name__(self, owner, name):
        self.slot = "_" + name
        self.name = name
        self.values = {}

    def __get__(self, obj, owner=None):
        return self if obj is None else obj.store[self.slot]

    def __set__(self, obj, value):
        if not isinstance(value, Real):
            raise TypeError(f"{self.name} must be a number, not {type(value).__name__}")
        if value <= 0:
            raise ValueError(f"{self.name} must be positive, got {value}")
        obj.store[self.slot] = value


class Stored:
    def __new__(cls, *args, **kwargs):
        obj = super().__new__(cls)
        obj.store = {}
        return obj


class Circle(Stored, Shape):
    radius = Positive()

    def __init__(self, radius):
        self.radius = radius

    @property
    def area(self):
        return math.pi * self.radius**2

    def perimeter(self):
        return math.tau * self.radius

    @classmethod
    def unit(cls):
        return cls(1)


class Rectangle(Stored, Shape, sides=4):
    width, height = Positive(), Positive()

    def __init__(self, width, height):
        self.width, self.height = width, height

    @property
    def area(self):
        return self.width * self.height

    def perimeter(self):
        return 2 * (self.width + self.height)

    @classmethod
    def unit(cls):
        return cls(1, 1)


class Square(Rectangle, sides=4):
    def __init__(self, side):
        super().__init__(side, side)

    @classmethod
    def unit(cls):
        return cls(1)


class Half(Shape):
    def perimeter(self):
        return 0


shapes = [Circle(1.5), Rectangle(2, 3.5), Square(2.5), Circle.unit(), Square.unit()]
for s in sorted(shapes):
    print(f"{s}  perimeter {s.perimeter():.2f}  sides {s.sides}")
print(f"{max(shapes):.1f}", Rectangle(2, 2) == Square(2), Square(2) >= Circle(1), Square(1) != 1)
for attempt in (lambda: Shape(), lambda: Half(), lambda: Circle(-1), lambda: Square("3"), lambda: Square(1) < 3):
    try:
        attempt()
    except (TypeError, ValueError) as e:
        print(type(e).__name__ + ":", e)


class Blob:
    area = 9


Shape.register(Blob)
print(isinstance(Blob(), Shape), issubclass(Blob, Shape), Shape.names, type(Circle.radius).__name__)
