// SPDX-License-Identifier: Apache-2.0
#include "redaction/detectors.hpp"

#include "samples.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <string>
#include <vector>

using namespace cordon;
using namespace cordon::redaction;
using namespace cordon::redaction::samples;

namespace {

/// The text has exactly one datum, `secret`, of this kind, and nothing else is taken out.
void check_found(const std::string& kind, const std::string& before, const std::string& secret,
                 const std::string& after = "") {
  const auto text = before + secret + after;
  CAPTURE(kind, text);
  const auto result = all_kinds().redact(text);
  CHECK(result.text == before + placeholder(kind) + after);
  REQUIRE(result.violations.size() == 1);
  CHECK(result.violations[0].violation_type == kind);
  CHECK(result.violations[0].count == 1);
}

void check_clean(const std::string& text) {
  CAPTURE(text);
  CHECK(all_kinds().redact(text).text == text);
  CHECK(all_kinds().find(text).empty());
}

/// A datum stands alone, in prose, in quotes and in a list, but not inside a longer word.
void check_borders(const std::string& kind, const std::string& secret) {
  check_found(kind, "", secret);
  check_found(kind, "it is ", secret, ", he said");
  check_found(kind, "[\"", secret, "\"]");
  check_found(kind, "1\n(", secret, ")\n");
  check_clean("x" + secret);
  check_clean("7" + secret);
}

} // namespace

TEST_CASE("each kind has one severity", "[redaction][detectors]") {
  std::map<std::string_view, job::severity> severities;
  for (const auto& d : all_detectors())
    CHECK(severities.emplace(d.kind, d.severity).first->second == d.severity);
  CHECK(severities.size() == known_kinds().size());
  CHECK(severities.at("email_address") == job::severity::low);
  severities.erase("email_address");
  for (const auto& [kind, severity] : severities)
    CHECK(severity == job::severity::high);
}

TEST_CASE("social security numbers are found", "[redaction][detectors]") {
  check_borders("us_ssn", ssn);
  check_found("us_ssn", "ssn_", ssn, ".");
  check_found("us_ssn", "SSN: ", std::string("123") + " 45 6789");
  check_found("us_ssn", "social security number = ", std::string("1234") + "56789", " ok");
  check_found("us_ssn", "\"ssn\": \"", std::string("123.45") + ".6789", "\"");
}

TEST_CASE("what is no social security number stays", "[redaction][detectors]") {
  const std::string rest = "-45-6789";
  for (const char* area : {"000", "666", "900", "999"})
    check_clean(area + rest);
  check_clean(std::string("123") + "-00-6789");
  check_clean(std::string("123") + "-45-0000");
  check_clean(ssn + "1");
  check_clean(ssn + "-1");
  check_clean("1-" + ssn);
  check_clean("123 45 6789");
  check_clean("123456789");
  check_clean("lessn: 123456789");
}

TEST_CASE("payment cards are found however they are grouped", "[redaction][detectors]") {
  check_borders("payment_card", visa);
  check_borders("payment_card", visa_spaced);
  check_borders("payment_card", amex_dashed);
  check_found("payment_card", "", std::string("3056") + " 930902 5904");
  check_found("payment_card", "", std::string("4222") + "222222222");
  check_found("payment_card", "", std::string("491761") + "0000000000003");
  check_found("payment_card", "1234 ", visa_spaced, " 12/27");
  check_found("payment_card", "42,", visa, ",2027");
  check_found("payment_card", "card_", visa, ".");
}

TEST_CASE("numbers that are no payment cards stay", "[redaction][detectors]") {
  auto wrong = visa;
  wrong.back() = '2';
  check_clean(wrong);
  check_clean(visa + "5");
  check_clean(visa + ".5");
  check_clean("0." + visa);
  check_clean("-" + visa);
  check_clean("1234567812345670");
  check_clean(std::string("4111") + "  1111 1111 1111");
  check_clean(std::string("4111") + "_1111_1111_1111");
}

TEST_CASE("a card by chance among plain numbers stays", "[redaction][detectors]") {
  check_clean("1234567890123456\n" + visa + "\n9876543210987654\n");
  check_clean(visa + ", 1234567890123456, 9876543210987654");
  check_clean("1001 " + visa_spaced + " 2002 3003");
  check_clean("51BC 51BE " + visa_spaced);
  const auto row = visa_spaced + " " + visa_spaced;
  CHECK(all_kinds().redact(row).text
        == placeholder("payment_card") + " " + placeholder("payment_card"));
}

TEST_CASE("email addresses are found", "[redaction][detectors]") {
  check_found("email_address", "", email);
  check_found("email_address", "Alice <", email, ">");
  check_found("email_address", "mailto:", "a.b+c_d%e@sub.example.co.uk", ".");
  check_found("email_address", "", email, "-foo");
  check_found("email_address", "(..", email, ")");
}

TEST_CASE("what only has an at sign stays", "[redaction][detectors]") {
  for (const char* text : {"@property", "a@b", "user@localhost", "A@B.T", "A @ B.T", "x@y.1",
                           "a@b.dot(c)", "name@.com", "@example.com", "user@127.0.0.1"})
    check_clean(text);
  check_clean(std::string(65, 'a') + "@example.com");
}

TEST_CASE("AWS access keys are found", "[redaction][detectors]") {
  check_borders("aws_access_key", aws_id);
  check_found("aws_access_key", "key=", "ASIA" + aws_id.substr(4), "/");
  check_clean(aws_id + "A");
  check_clean("AKIA of the north");
  check_clean("akia" + aws_id.substr(4));
}

TEST_CASE("AWS secret keys are found by what stands before", "[redaction][detectors]") {
  check_found("aws_secret_key", "aws_secret_access_key = ", aws_secret, "\n");
  check_found("aws_secret_key", "\"SecretAccessKey\": \"", aws_secret, "\"}");
  check_found("aws_secret_key", "The AWS secret key is ", aws_secret);
  const auto pair = all_kinds().redact("('" + aws_id + "', '" + aws_secret + "')");
  CHECK(pair.text
        == "('" + placeholder("aws_access_key") + "', '" + placeholder("aws_secret_key") + "')");
  check_clean(aws_secret);
  check_clean("checksum: " + aws_secret);
  check_clean("secret key file with sha1 da39a3ee5e6b4b0d3255bfef95601890afd80709");
  check_clean("aws_secret_access_key file: /" + aws_secret);
}

TEST_CASE("OpenAI keys are found", "[redaction][detectors]") {
  check_borders("openai_api_key", openai_key);
  for (const char* prefix : {"sk-proj-", "sk-svcacct-", "sk-admin-"})
    check_found("openai_api_key", "key ", prefix + openai_key.substr(3) + "_-" + token, "!");
  check_found("openai_api_key", "api_key = '", openai_key, "'");
  check_found("openai_api_key", "OPENAI_API_KEY=", openai_key, "\n");
  for (const char* text : {"sk-short1", "sk-toggleable__label-arrow", "task-1234567890abcdefghijk",
                           "sk-estimator-doc-link-label-1", "sk-SK locale", "risk-adjusted-return"})
    check_clean(text);
}

TEST_CASE("keys of known vendors are found", "[redaction][detectors]") {
  check_borders("generic_api_key", github_key);
  for (const std::string& key :
       {std::string("sk-ant-") + "api03-" + token, std::string("github_pat_") + token,
        std::string("xoxb-") + "123456789012-" + token, std::string("AIza") + "Sy" + token + "X",
        std::string("glpat-") + token, std::string("hf_") + token + "AbCd",
        std::string("sk_live_") + token, std::string("npm_") + token + "AbCd"})
    check_found("generic_api_key", "with ", key, " it works");
  check_clean("ghp_tooshort1");
  check_clean("npm_config_registry_is_not_a_key_at_all");
}

TEST_CASE("API keys are found by their names", "[redaction][detectors]") {
  for (const char* name : {"api_key=", "apikey: ", "API-KEY = ", "\"apiKey\": \"", "x-api-key: ",
                           "MY_API_KEY=", "'api_key': '", "access_key = \"", "api key => "})
    check_found("generic_api_key", name, token);
  check_found("generic_api_key", "api_key = \"", "abcdefghijklmnop", "\"");
  for (const char* text :
       {"api_key=None", "api_key: null", "api_key = your_key_here", "api_key=********",
        "api_key: str = 'x'", "api_key = os.environ['API_KEY_1']", "api_key=${API_KEY}",
        "api key rotation: done", "api_key_count: 12345678a", "API key: required"})
    check_clean(text);
}

TEST_CASE("secrets are found by their names", "[redaction][detectors]") {
  for (const char* name :
       {"password=", "Password: ", "DB_PASSWORD=", "passwd = ", "'password': '", "{\"password\":\"",
        "client_secret: ", "secret => ", "password := ", "d['password'] = '", "Uid=sa;Pwd=",
        "pw = x, password=b'", "userPassword=", "{\\\"password\\\": \\\"", "SECRET_KEY = '"})
    check_found("generic_secret", name, password);
  for (const char* name :
       {"token=", "access_token: ", "\"refresh_token\": \"",
        "?auth_token=", "Authorization: Bearer ", "\"Authorization\": \"Basic ", "sessionToken="})
    check_found("generic_secret", name, token);
  for (const char* name : {"password = '", "client_secret: '", "access_token='"})
    check_found("generic_secret", name, "swordfish", "'");
  check_found("generic_secret", "\"password\": \"", "ab\\\"cd,ef gh1234567", "\"");
  check_found("generic_secret", "?token=", token, "&next=/home");
  check_found("generic_secret", "connect(password=", password, ", port=1)");
  check_found("generic_secret", "password='", password, "");
}

TEST_CASE("what a program says about secrets stays", "[redaction][detectors]") {
  for (const char* text : {"token: NUMBER 3",
                           "secret santa: bob",
                           "password length: 12",
                           "token: IDENTIFIER",
                           "token: STRING_LITERAL",
                           "{\"token\": \"beautiful\", \"count\": 3}",
                           "tokens: 12345678",
                           "token: 12345678",
                           "token = Token(NUMBER, 12345678)",
                           "password: None",
                           "password=None",
                           "Password: ********",
                           "password = getpass()",
                           "secret: null",
                           "secret = False",
                           "password must be at least 8 characters",
                           "{'password': 'This field is required.'}",
                           "Enter password: incorrect",
                           "token == abcd1234efgh",
                           "Token::Identifier12345",
                           "PWD=/home/alice/project1",
                           "\"OLDPWD\": \"/home/alice/x1\"",
                           "secret number: 42",
                           "token: https://example.com/a1b2c3d4",
                           "password=<hidden>",
                           "token:\nabcd1234efgh",
                           "    password = user_password",
                           "password: str",
                           "token=%s",
                           "secret: short1"})
    check_clean(text);
}

TEST_CASE("private keys are found whole", "[redaction][detectors]") {
  for (const char* label :
       {"PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "OPENSSH PRIVATE KEY",
        "ENCRYPTED PRIVATE KEY", "PGP PRIVATE KEY BLOCK"})
    check_found("private_key", "key:\n", pem(label), "\nbye\n");
  check_found("private_key", "", pem().substr(0, 60));
  check_found("private_key", "b'", pem().substr(0, pem().size() - 5), "'");
  check_clean(pem("CERTIFICATE"));
  check_clean(pem("PUBLIC KEY"));
  check_clean("-----END PRIVATE KEY-----");
}

TEST_CASE("database addresses with a password are found whole", "[redaction][detectors]") {
  const std::string rest = std::string("://app:") + "s3cret@db.local/app";
  for (const char* scheme :
       {"postgres", "postgresql", "postgresql+psycopg2", "mysql", "mysql+pymysql", "mariadb",
        "mongodb", "mongodb+srv", "redis", "rediss", "amqp", "amqps", "mssql", "MySQL"})
    check_found("database_url", "url = ", scheme + rest, " ok");
  check_found("database_url", "(", db_url, ").");
  check_found("database_url", "DATABASE_URL=", db_url + "?sslmode=require", "\n");
  check_found("database_url", "'", std::string("redis") + "://:s3cret@cache", "'");
  check_found("database_url", "", std::string("mysql") + "://u:p@ss/w@h:1/d", ",42");
  check_found("database_url", "", std::string("mysql") + "://u:p@");
  check_found("database_url", "password=", db_url);
}

TEST_CASE("database addresses without a password stay", "[redaction][detectors]") {
  for (const char* text :
       {"postgres://localhost/app", "postgres://app@localhost/app", "redis://127.0.0.1:6379/0",
        "postgresql://app:***@localhost/app", "postgres://app:${PASSWORD}@localhost/app",
        "postgres://app:{password}@localhost", "redis://[[USER:]PASSWORD@]HOST", "mysql://",
        "postgres://app:half\" and @home", "https://example.com:443/a"})
    check_clean(text);
}
