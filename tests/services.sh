# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
# shellcheck disable=SC2154 # deploy/steps.sh sets what is not set here
# Sourced by tests/run: the servers and the Python that tests against a real broker need.

services_folder=
redis_pid=
python_environment=$repository/build/venv

# start_services: a Kafka, a Redis and build/venv, and where they are in the environment.
start_services() {
  services_folder=$(mktemp -d "${TMPDIR:-/tmp}/cordon-tests-XXXXXX")
  prepare_python
  step test-kafka "Starting Kafka" "$repository/deploy/kafka" up --port 0 \
    --data "$services_folder/kafka" || exit 1
  TEST_KAFKA_BOOTSTRAP=$(cat "$services_folder/kafka/address")
  TEST_KAFKA_PID=$(cat "$services_folder/kafka/pid")
  start_redis
  export TEST_KAFKA_BOOTSTRAP TEST_KAFKA_PID TEST_REDIS_URL
}

start_redis() {
  local port began=$SECONDS log=$log_folder/test-redis.log
  port=$(free_ports 0)
  mkdir "$services_folder/redis"
  redis-server --bind 127.0.0.1 --port "$port" --save '' --appendonly no \
    --dir "$services_folder/redis" >"$log" 2>&1 </dev/null &
  redis_pid=$!
  until redis-cli -p "$port" ping >/dev/null 2>&1; do
    if ! kill -0 "$redis_pid" 2>/dev/null || ((SECONDS - began > 10)); then
      die "redis-server does not serve; see $log"
    fi
    sleep 0.1
  done
  TEST_REDIS_URL=redis://127.0.0.1:$port/0
}

# prepare_python: build/venv has what tests/requirements.txt names.
prepare_python() {
  local requirements=$repository/tests/requirements.txt
  ! cmp -s "$requirements" "$python_environment/requirements.txt" || return 0
  step test-python "Preparing build/venv" fill_python_environment "$requirements" || exit 1
}

fill_python_environment() {
  /usr/bin/python3 -m venv --clear "$python_environment" &&
    "$python_environment/bin/pip" install --disable-pip-version-check --no-input -r "$1" &&
    cp "$1" "$python_environment/requirements.txt"
}

# stop_services: takes down what was started and removes its folder. For the EXIT trap.
stop_services() {
  trap '' INT TERM HUP
  [[ -n $services_folder ]] || return 0
  if [[ -n $redis_pid ]]; then
    # A test that failed may have left it stopped.
    kill -TERM "$redis_pid" 2>/dev/null || true
    kill -CONT "$redis_pid" 2>/dev/null || true
    wait "$redis_pid" 2>/dev/null || true
  fi
  if [[ -d $services_folder/kafka ]]; then
    "$repository/deploy/kafka" down --data "$services_folder/kafka" >/dev/null || true
  fi
  rm -rf "$services_folder"
}
