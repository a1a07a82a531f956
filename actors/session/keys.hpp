// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "job/record.hpp"

#include <string>
#include <string_view>

namespace cordon::session {

/// `cordon:result:<user_id>:<id>`, with the user as `job::user_text` writes it. What Redis keeps of
/// a result lies under this name and is PUBLISHed on it.
std::string result_key(const std::string& user_id_json, const std::string& id);

/// Beside a result: the record that it answers, as `origin_text`.
std::string origin_key(const std::string& user_id_json, const std::string& id);

/// Whose this name of a job is; see `claim_leases`.
std::string claim_key(const std::string& user_id_json, const std::string& id);

/// An artifact of a job's: `cordon:artifact:<SHA-256 of "<user_id>:<id>", in hex>:<name>`, of the
/// same length whatever the job calls itself. `name` tells it from the job's others.
std::string artifact_key(const std::string& user_id_json, const std::string& id,
                         std::string_view name);

/// How often a record was started without ending.
std::string starts_key(const job::record_position& at);

/// Beside it: which call changed that count last.
std::string starts_token_key(const job::record_position& at);

/// "topic/partition/offset".
std::string place_text(const job::record_position& at);

/// "topic/partition/offset/SHA-256": names a job's first record so that only what holds the same is
/// taken for it. Without the SHA-256 where that is unknown.
std::string origin_text(const job::job_origin& first);

} // namespace cordon::session
