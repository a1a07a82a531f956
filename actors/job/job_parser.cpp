// SPDX-License-Identifier: Apache-2.0
#include "job/job_parser.hpp"

#include "job/field_check.hpp"
#include "job/job_delivery.hpp"
#include "job/job_files.hpp"
#include "job/job_header.hpp"
#include "job/job_limits.hpp"
#include "job/job_policy.hpp"
#include "job/message_text.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace cordon::job {

namespace {

constexpr message_rule job_rule{"a job", max_job_bytes, max_job_depth};

constexpr auto job_fields = std::to_array<std::string_view>(
    {"id", "type", "user_id", "session_id", "profile", "max_retries", "countdown", "eta", "expires",
     "reply_to", "metadata", "code", "text", "context", "stdin", "files", "limits",
     "enable_network", "allowed_imports", "enable_syntax_validation", "enable_ast_validation",
     "enable_output_validation", "redact_sensitive_output",
     // Named by the contract, not delivered yet.
     "message", "model", "stream", "output_schema", "tools", "task", "args", "kwargs"});

constexpr std::array<std::string_view, 5> chat_fields{"message", "model", "stream", "output_schema",
                                                      "tools"};
constexpr std::array<std::string_view, 3> task_fields{"task", "args", "kwargs"};

/// Fields of jobs that hold a program.
constexpr std::array<std::string_view, 5> program_fields{"code", "context", "stdin", "files",
                                                         "allowed_imports"};

/// Whether a job may have something in that field.
bool is_delivered_field(std::string_view field) {
  const auto holds = [field](const auto& names) {
    return std::ranges::find(names, field) != names.end();
  };
  return !holds(chat_fields) && !holds(task_fields);
}

/// What would be right in the place of an unknown field.
std::string advice_on(std::string_view unknown) {
  if (const auto limit = limit_meant_by(unknown))
    return "; did you mean " + in_quotes("limits." + std::string(*limit)) + "?";
  std::vector<std::string_view> delivered;
  std::ranges::copy_if(job_fields, std::back_inserter(delivered), is_delivered_field);
  return suggestion(unknown, delivered);
}

/// Reads the fields of one job into their places, up to the first problem. Its steps return false
/// where there is one.
class job_reader {
public:
  job_reader(const known_members& members, const profile_map& profiles, job& target)
      : members_(members), profiles_(profiles), job_(target) {}

  std::optional<field_problem> read() {
    take_type() && check_delivered() && check_belonging() && take_header() && take_delivery()
        && take_payload() && take_profile() && take_policy();
    return std::move(problem_);
  }

private:
  bool take_type() {
    if (!take("type", job_.type, read_type))
      return false;
    if (is_delivered(job_.type))
      return true;
    return refused(refuse("type", "jobs of type " + in_quotes(to_string(job_.type))
                                      + " are not delivered yet"));
  }

  bool check_delivered() {
    return check_undelivered(chat_fields, job_type::chat)
           && check_undelivered(task_fields, job_type::task);
  }

  bool check_undelivered(std::span<const std::string_view> fields, job_type type) {
    for (const auto field : fields)
      if (members_.has(field))
        return refused(refuse(field, "belongs to jobs of type " + in_quotes(to_string(type))
                                         + ", which are not delivered yet"));
    return true;
  }

  bool check_belonging() {
    const bool is_redact = job_.type == job_type::redact;
    if (is_redact) {
      for (const auto field : program_fields)
        if (members_.has(field))
          return refused(refuse(field, "does not belong in a job of type 'redact'"));
    } else if (members_.has("text")) {
      return refused(refuse("text", "does not belong in a job of type "
                                        + in_quotes(to_string(job_.type))
                                        + ", which takes 'code'"));
    }
    const std::string_view required = is_redact ? "text" : "code";
    if (!members_.has(required))
      return refused(refuse(required, "is missing; a job of type " + in_quotes(to_string(job_.type))
                                          + " needs it"));
    return true;
  }

  bool take_header() {
    job_.has_own_id = members_.has("id") && members_["id"] != "null";
    return take_nullable("id", job_.id, read_id) && take("user_id", job_.user_id_json, read_user_id)
           && take_nullable("session_id", job_.session_id, read_session_id)
           && take("metadata", job_.metadata_json, read_metadata);
  }

  bool take_delivery() {
    expiry expires;
    if (!take("expires", expires, read_expiry))
      return false;
    job_.expires_at_ms = expires.at_ms;
    job_.expires_after_seconds = expires.after_seconds;
    return take("max_retries", job_.max_retries, read_max_retries)
           && take("countdown", job_.countdown_seconds, read_countdown)
           && take("eta", job_.eta_ms, read_eta)
           && take("reply_to", job_.reply_to, read_reply_topic);
  }

  bool take_payload() {
    return take("code", job_.code, read_string) && take("text", job_.text, read_string)
           && take("context", job_.context_json, read_object)
           && take("stdin", job_.stdin_text, read_string);
  }

  bool take_profile() {
    if (!take("profile", job_.profile, read_string))
      return false;
    const auto found = profiles_.find(job_.profile);
    if (found != profiles_.end()) {
      profile_ = found->second.get();
      return true;
    }
    std::vector<std::string_view> known;
    for (const auto& [name, policy] : profiles_)
      known.push_back(name);
    return refused(refuse("profile", "this worker has no profile " + in_quotes(job_.profile)
                                         + suggestion(job_.profile, known)));
  }

  bool take_policy() {
    const profile& policy = *profile_;
    return keep(job_.limits, read_limits(members_["limits"], policy))
           && keep(job_.files, read_files(members_["files"], job_.limits.max_file_bytes))
           && keep(job_.enable_network, read_network(members_["enable_network"], policy))
           && keep(job_.allowed_imports, read_imports(members_["allowed_imports"], policy))
           && take_check("enable_syntax_validation", job_.enable_syntax_validation,
                         policy.optional.syntax_validation)
           && take_check("enable_ast_validation", job_.enable_ast_validation,
                         policy.optional.ast_validation)
           && take_check("enable_output_validation", job_.enable_output_validation,
                         policy.optional.output_validation)
           && keep(job_.redact_sensitive_output,
                   read_redaction(members_["redact_sensitive_output"], policy));
  }

  bool take_check(std::string_view field, bool& target, bool is_optional) {
    return keep(target, read_check(field, members_[field], is_optional, *profile_));
  }

  /// Reads a field into its place; where it is absent, what is there stays.
  template <class T, class Read>
  bool take(std::string_view field, T& target, Read reader) {
    return !members_.has(field) || keep(target, reader(field, members_[field]));
  }

  /// `take` of a field for which null is the same as being absent.
  template <class T, class Read>
  bool take_nullable(std::string_view field, T& target, Read reader) {
    return members_[field] == "null" || take(field, target, reader);
  }

  template <class T, class Value>
  bool keep(T& target, checked<Value> value) {
    if (!value)
      return refused(tl::unexpected(std::move(value.error())));
    target = std::move(*value);
    return true;
  }

  bool refused(tl::unexpected<field_problem> problem) {
    problem_ = std::move(problem.value());
    return false;
  }

  const known_members& members_;
  const profile_map& profiles_;
  job& job_;
  const profile* profile_ = nullptr;
  std::optional<field_problem> problem_;
};

std::optional<field_problem> read_message(std::string_view bytes, const profile_map& profiles,
                                          job& target) {
  const auto text = find_object(bytes, job_rule);
  if (!text)
    return field_problem{"", text.error(), true};
  const auto members = known_members::read("", *text, job_fields, advice_on);
  if (!members)
    return members.error();
  return job_reader(*members, profiles, target).read();
}

} // namespace

tl::expected<job_ptr, rejection> parse_job(std::string_view bytes, const profile_map& profiles,
                                           const std::string& default_id) {
  auto accepted = std::make_shared<job>();
  accepted->id = default_id;
  if (auto problem = read_message(bytes, profiles, *accepted))
    return tl::unexpected(rejection{read_header(readable_part(bytes, job_rule), default_id),
                                    std::move(problem->message), std::move(problem->field),
                                    problem->malformed});
  return accepted;
}

} // namespace cordon::job
