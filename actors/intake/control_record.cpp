// SPDX-License-Identifier: Apache-2.0
#include "intake/control_record.hpp"

#include "job/field_check.hpp"
#include "job/job_header.hpp"
#include "job/json_write.hpp"
#include "job/message_text.hpp"

#include <array>

namespace cordon::intake {

namespace {

constexpr job::message_rule control_rule{"a control record", 64 * 1024, 8};
constexpr std::array<std::string_view, 3> control_fields{"action", "id", "user_id"};
constexpr std::array<std::string_view, 1> known_actions{"cancel"};

/// A field's problem names the field itself.
tl::unexpected<error> bad_field(const job::field_problem& problem) {
  return fail(errc::bad_input, problem.message);
}

expected<void> check_action(std::string_view json) {
  if (json.empty())
    return fail(errc::bad_input, "action: is missing; known: 'cancel'");
  const auto action = job::read_string("action", json);
  if (!action)
    return bad_field(action.error());
  if (*action != known_actions.front())
    return fail(errc::bad_input, "action: unknown action " + job::in_quotes(*action)
                                     + job::suggestion(*action, known_actions));
  return {};
}

} // namespace

expected<control_record> parse_control_record(std::string_view bytes) {
  const auto text = job::find_object(bytes, control_rule);
  if (!text)
    return fail(errc::bad_input, text.error());
  const auto members = job::known_members::read("", *text, control_fields);
  if (!members)
    return bad_field(members.error());
  if (const auto action = check_action((*members)["action"]); !action)
    return tl::unexpected(action.error());
  if (!members->has("id"))
    return fail(errc::bad_input, "id: is missing; the id of the job to cancel is needed");
  auto id = job::read_id("id", (*members)["id"]);
  if (!id)
    return bad_field(id.error());
  control_record record{std::move(*id)};
  if (!members->has("user_id"))
    return record;
  auto user_id = job::read_user_id("user_id", (*members)["user_id"]);
  if (!user_id)
    return bad_field(user_id.error());
  record.user_id_json = std::move(*user_id);
  return record;
}

std::string to_json(const control_record& record) {
  std::string out;
  job::object_writer object(out);
  object.text("action", known_actions.front());
  object.text("id", record.id);
  object.json("user_id", record.user_id_json);
  return out;
}

} // namespace cordon::intake
