# SPDX-License-Identifier: Apache-2.0
"""A producer of jobs that needs nothing of cordon's: sends one through Kafka, prints its reply.

usage: producer.py HOST:PORT     (the broker's address, as `cordon up` prints it)

Needs confluent-kafka: from PyPI, or Debian's package python3-confluent-kafka.
"""

import json
import sys
import uuid

# Before the import, which fails where the package is missing.
if len(sys.argv) != 2:
    print(__doc__, file=sys.stderr)
    sys.exit(2)

from confluent_kafka import OFFSET_BEGINNING, Consumer, Producer, TopicPartition

broker = {"bootstrap.servers": sys.argv[1]}
job = {"id": str(uuid.uuid4()), "code": "print(6 * 7)"}

producer = Producer(broker)
producer.produce("cordon.jobs", json.dumps(job))
producer.flush()

replies = Consumer(broker | {"group.id": "producer.py"})
partitions = replies.list_topics("cordon.replies").topics["cordon.replies"].partitions
replies.assign([TopicPartition("cordon.replies", partition, OFFSET_BEGINNING)
                for partition in partitions])
while record := replies.poll(30):
    if not record.error() and (reply := json.loads(record.value()))["id"] == job["id"]:
        print(reply["status"], reply["stdout"], end="")
        break
else:
    sys.exit("no reply within 30 s")
replies.close()
