// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/health.hpp"
#include "job/record.hpp"
#include "kafka/held_up_partitions.hpp"

#include <string>
#include <vector>

namespace cordon::intake {

/// The part of the worker's health that tells of a batch which holds a partition up.
std::string unreadable_part(const job::partition& at);

/// A search for the end of that batch has begun.
void tell_unreadable(job::health& health, const job::partition& at, const std::string& why);

/// It has ended: the partition is well again, or stays held up.
void tell_ending(job::health& health, const kafka::held_up_partitions::ending& batch);

/// Records in place of those that can't be read, with nothing in them but why: they become dead
/// letters. One for the first offset and one for the last, so that neither end is committed before
/// a letter tells of it. None where nothing is passed over.
std::vector<job::record_ptr> marks_of(const kafka::held_up_partitions::ending& batch);

/// Says what was passed over, or that the batch's end was not found.
void log_ending(const kafka::held_up_partitions::ending& batch);

} // namespace cordon::intake
