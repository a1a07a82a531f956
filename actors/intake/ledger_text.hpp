// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "intake/finished_offsets.hpp"
#include "job/error.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace cordon::intake {

/// Kafka's own bound on the metadata of a commit (`offset.metadata.max.bytes` of the broker).
constexpr size_t max_ledger_text = 4096;

/// The runs beyond the committed offset, for the metadata of its commit: base64 of a byte for the
/// version, a byte for the form, and the runs in that form, whichever is shorter.
///   - Run lengths: pairs of LEB128 numbers, each at least 1: how many unfinished offsets, from the
///     committed one on, and then how many finished ones.
///   - Bitmap: a bit for each offset after the committed one, the lowest bit of a byte first; set
///     where it is finished.
///
/// Without runs it is empty. Never over `max_ledger_text`: of what does not fit, the lowest runs
/// are written; the others would run again, which `ledger::may_start` prevents.
std::string encode_ledger(const finished_offsets& finished);

/// Reads it back, as it was committed with that offset. The text is hostile: takes memory for at
/// most a run for every second bit of it. bad_input where it is no such text.
expected<finished_offsets> decode_ledger(std::string_view text, int64_t committed);

/// The characters that `encode_ledger` needs at most for that many runs, where the highest of them
/// ends `span` offsets after the offset that follows the committed one. Costs next to nothing.
/// @pre `span` is not negative
size_t ledger_text_bound(int64_t span, size_t runs);

} // namespace cordon::intake
