"""logging without timestamps: levels, handlers, filters, exceptions, adapters, queues and dictConfig."""
import logging
import logging.config
import logging.handlers
import queue
import sys

logging.basicConfig(level=logging.INFO, format="%(levelname)-8s %(name)s:%(funcName)s:%(lineno)d %(message)s")
log = logging.getLogger("shop.till")
log.debug("not shown")
log.info("opened with %d coins", 12)
log.warning("odd %s %r", "value", {"a": 1})


def sell(n):
    try:
        return 10 / n
    except ZeroDivisionError:
        log.exception("cannot sell %d", n)
    except TypeError as e:
        log.error("bad type: %s", e, exc_info=True, stack_info=False)


sell(0)
sell("x")
log.critical("bad format %d", "text")


class Hide(logging.Filter):
    def filter(self, record):
        record.msg = str(record.msg).replace("hush", "****")
        return "drop" not in record.getMessage()


class Memory(logging.Handler):
    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        self.lines.append(self.format(record))


memory = Memory()
memory.setFormatter(logging.Formatter("{name}|{levelname}|{message}", style="{"))
memory.addFilter(Hide())
quiet = logging.getLogger("shop.quiet")
quiet.propagate = False
quiet.addHandler(memory)
quiet.setLevel("DEBUG")
for text in ("hello", "hush money", "drop this"):
    quiet.debug(text)
quiet.log(25, "custom level")
logging.addLevelName(25, "NOTICE")
quiet.log(25, "named level")
print(memory.lines)
adapter = logging.LoggerAdapter(quiet, {"user": "kim"})
adapter.process = lambda msg, kw: (f"[{adapter.extra['user']}] {msg}", kw)
adapter.info("via adapter")
q = queue.Queue()
listener = logging.handlers.QueueListener(q, memory)
sender = logging.getLogger("queued")
sender.propagate = False
sender.addHandler(logging.handlers.QueueHandler(q))
sender.setLevel(10)
listener.start()
sender.info("through a queue %s", (1, 2))
listener.stop()
print(memory.lines[-2:])
buffered = logging.handlers.MemoryHandler(10, flushLevel=logging.ERROR, target=memory)
b = logging.getLogger("buffered")
b.propagate = False
b.addHandler(buffered)
b.warning("held")
n = len(memory.lines)
b.error("released")
print(len(memory.lines) - n, log.isEnabledFor(10), log.getEffectiveLevel(), logging.getLevelName(30), log.parent.name, log.hasHandlers())
logging.config.dictConfig({"version": 1, "disable_existing_loggers": True, "formatters": {"f": {"format": "CFG %(name)s %(message)s"}}, "handlers": {"out": {"class": "logging.StreamHandler", "stream": sys.stdout, "formatter": "f"}}, "loggers": {"new": {"handlers": ["out"], "level": "WARNING"}}})
logging.getLogger("new").warning("configured")
logging.getLogger("new").info("too low")
log.warning("disabled now")
logging.captureWarnings(True)
logging.disable(logging.CRITICAL)
logging.getLogger("new").critical("all disabled")
logging.shutdown()
print("the last line")
