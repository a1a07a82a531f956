// SPDX-License-Identifier: Apache-2.0
#include "schema_check.hpp"

#if defined(__GNUC__) && !defined(__clang__)
// g++ 12 with -fsanitize=address sees uninitialised members in libstdc++'s own <regex>.
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

namespace cordon::test {

namespace {

using adapter = valijson::adapters::NlohmannJsonAdapter;

/// Compiled once per test program.
const valijson::Schema& compiled(std::string_view schema_file) {
  static std::map<std::string, std::unique_ptr<valijson::Schema>, std::less<>> cache;
  auto found = cache.find(schema_file);
  if (found == cache.end()) {
    const auto document = nlohmann::json::parse(read_schema(schema_file));
    auto schema = std::make_unique<valijson::Schema>();
    valijson::SchemaParser(valijson::SchemaParser::kDraft7)
        .populateSchema(adapter(document), *schema);
    found = cache.emplace(schema_file, std::move(schema)).first;
  }
  return *found->second;
}

} // namespace

std::string read_schema(std::string_view schema_file) {
  const std::string path = std::string(CORDON_SOURCE_DIR "/schemas/").append(schema_file);
  std::ifstream file(path);
  if (!file)
    throw std::runtime_error("no schema " + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::optional<std::string> schema_problem(std::string_view schema_file,
                                          std::string_view json_text) {
  const auto document = nlohmann::json::parse(json_text, nullptr, false);
  if (document.is_discarded())
    return "not JSON: " + std::string(json_text);
  valijson::ValidationResults results;
  valijson::Validator validator(valijson::Validator::kStrongTypes);
  if (validator.validate(compiled(schema_file), adapter(document), &results))
    return std::nullopt;
  std::string problem;
  for (valijson::ValidationResults::Error error; results.popError(error);) {
    for (const auto& step : error.context)
      problem += step;
    problem += ": " + error.description + '\n';
  }
  return problem;
}

} // namespace cordon::test
