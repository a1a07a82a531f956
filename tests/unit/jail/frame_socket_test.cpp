// SPDX-License-Identifier: Apache-2.0
#include "jail/frame_socket.hpp"

#include "io/on_loop.hpp"
#include "io/read_file.hpp"
#include "io/sample_files.hpp"
#include "io/tally.hpp"
#include "jail/fd_passing.hpp"
#include "jail/messages.hpp"
#include "socket_pair.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstring>

using namespace cordon;
using namespace cordon::jail;

namespace {

std::string header(uint32_t size) {
  std::string bytes(sizeof size, '\0');
  std::memcpy(bytes.data(), &size, sizeof size);
  return bytes;
}

std::string frame(const std::string& body) {
  return header(static_cast<uint32_t>(body.size())) + body;
}

struct received_frame {
  std::string body;
  std::vector<io::unique_fd> fds;
};

/// A frame socket on a loop, and the far end in the test's own hands. What the loop's thread notes
/// is read by the test only after it has waited for it.
struct connection {
  io::event_loop loop;
  test::socket_pair pair;
  test::tally frames;
  test::tally ends;
  std::vector<received_frame> got;
  std::vector<error> reasons;
  test::on_loop<frame_socket> socket;

  connection() : socket(loop, [this] { return make(); }) {}

  std::unique_ptr<frame_socket> make() {
    pair.make_ours_non_blocking();
    return std::make_unique<frame_socket>(
        loop, std::move(pair.ours),
        [this](std::string_view body, std::vector<io::unique_fd> fds) {
          got.push_back({std::string(body), std::move(fds)});
          frames.add();
        },
        [this](error why) {
          reasons.push_back(std::move(why));
          ends.add();
        });
  }

  void say(std::string_view bytes, const std::vector<int>& fds = {}) {
    REQUIRE(send_with_fds(pair.theirs.get(), bytes, fds, 0) == ssize_t(bytes.size()));
  }

  void send(const std::string& body, std::vector<io::unique_fd> fds = {}) {
    socket.with([&](frame_socket& s) { s.send(body, std::move(fds)); });
  }

  /// The next `size` bytes at the far end, with the descriptors that come along.
  received_frame hear(size_t size) {
    received_frame heard{std::string(size, '\0'), {}};
    for (size_t at = 0; at < size;) {
      const auto n =
          receive_with_fds(pair.theirs.get(), heard.body.data() + at, size - at, heard.fds, 0);
      REQUIRE(n > 0);
      at += static_cast<size_t>(n);
    }
    return heard;
  }
};

} // namespace

TEST_CASE("frames arrive whole and in order, however they are cut", "[jail][frame_socket]") {
  connection c;
  SECTION("each with one write") {
    c.say(frame("first"));
    c.say(frame(""));
    c.say(frame("third"));
  }
  SECTION("all with one write") {
    c.say(frame("first") + frame("") + frame("third"));
  }
  SECTION("byte by byte") {
    for (const char byte : frame("first") + frame("") + frame("third"))
      c.say({&byte, 1});
  }
  REQUIRE(c.frames.reaches(3));
  CHECK(c.got[0].body == "first");
  CHECK(c.got[1].body.empty());
  CHECK(c.got[2].body == "third");
  CHECK(c.ends.count() == 0);
}

TEST_CASE("a frame brings its descriptors, the next one brings none", "[jail][frame_socket]") {
  connection c;
  const auto a = test::memory_file("a");
  const auto b = test::memory_file("b");
  const auto bytes = frame("with two");
  c.say(bytes.substr(0, 6), {a.get(), b.get()});
  c.say(bytes.substr(6));
  c.say(frame("without"));
  REQUIRE(c.frames.reaches(2));
  REQUIRE(c.got[0].fds.size() == 2);
  CHECK(io::read_at(c.got[0].fds[0].get(), 0, 9) == "a");
  CHECK(io::read_at(c.got[0].fds[1].get(), 0, 9) == "b");
  CHECK(c.got[1].fds.empty());
}

TEST_CASE("a frame that the socket takes only in parts arrives whole, descriptors first",
          "[jail][frame_socket]") {
  connection c;
  std::string large(5'000'000, '\0');
  for (size_t i = 0; i < large.size(); ++i)
    large[i] = static_cast<char>(i * 7 + i / 251);
  std::vector<io::unique_fd> fds;
  fds.push_back(test::memory_file("along"));
  c.send(large, std::move(fds));
  c.send("after it");

  const auto first = c.hear(4);
  CHECK(first.body == header(5'000'000));
  REQUIRE(first.fds.size() == 1);
  CHECK(io::read_at(first.fds[0].get(), 0, 9) == "along");
  const auto rest = c.hear(large.size());
  CHECK(rest.fds.empty());
  CHECK((rest.body == large));
  CHECK(c.hear(12).body == frame("after it"));
}

TEST_CASE("what is received while much waits to be sent is not held up", "[jail][frame_socket]") {
  connection c;
  c.send(std::string(5'000'000, 'x'));
  c.say(frame("hello"));
  CHECK(c.frames.reaches(1));
}

TEST_CASE("descriptors that were sent are closed on this side", "[jail][frame_socket]") {
  connection c;
  auto pipe = test::make_pipe();
  std::vector<io::unique_fd> fds;
  fds.push_back(std::move(pipe.write));
  c.send("take it", std::move(fds));
  c.hear(11).fds.clear();
  char byte;
  CHECK(read(pipe.read.get(), &byte, 1) == 0);
}

TEST_CASE("a frame that is too long ends the connection", "[jail][frame_socket]") {
  connection c;
  SECTION("by one byte") {
    c.say(frame("good") + header(max_frame_bytes + 1));
    REQUIRE(c.ends.reaches(1));
    CHECK(c.frames.count() == 1);
    CHECK(c.reasons[0].code == errc::peer_died);
    CHECK(c.reasons[0].text().find("16777217 bytes") != std::string::npos);
  }
  SECTION("but not at the limit") {
    c.say(header(max_frame_bytes));
    test::let_turn(c.loop);
    CHECK(c.ends.count() == 0);
  }
}

TEST_CASE("a far end that hoards descriptors ends the connection", "[jail][frame_socket]") {
  connection c;
  const auto file = test::memory_file();
  c.say(header(1'000));
  for (int i = 0; i < 5; ++i)
    c.say("x", std::vector<int>(16, file.get()));
  CHECK(c.ends.reaches(1));
}

TEST_CASE("the far end's death is told after its last frame", "[jail][frame_socket]") {
  connection c;
  c.say(frame("last words") + "half a fra");
  c.pair.theirs.reset();
  REQUIRE(c.ends.reaches(1));
  REQUIRE(c.got.size() == 1);
  CHECK(c.got[0].body == "last words");
  CHECK(c.reasons[0].code == errc::peer_died);
  CHECK(c.reasons[0].can_retry);
}

TEST_CASE("the end is told once, even where more is sent behind it", "[jail][frame_socket]") {
  connection c;
  c.pair.theirs.reset();
  REQUIRE(c.ends.reaches(1));
  for (int i = 0; i < 3; ++i) {
    c.send("too late");
    test::let_turn(c.loop);
  }
  CHECK(c.ends.count() == 1);
}

TEST_CASE("a far end that will read no more has ended", "[jail][frame_socket]") {
  connection c;
  REQUIRE(shutdown(c.pair.theirs.get(), SHUT_RD) == 0);
  c.send("unheard");
  CHECK(c.ends.reaches(1));
}

TEST_CASE("a far end that goes with something unread is heard to its end", "[jail][frame_socket]") {
  connection c;
  c.send("a job that nobody reads");
  std::string report = "report";
  SECTION("of one read") {}
  SECTION("of several reads") {
    report.resize(150'000, '.');
  }
  // Both before the loop looks again.
  c.socket.with([&](frame_socket&) {
    c.say(frame(report));
    c.pair.theirs.reset();
  });
  REQUIRE(c.ends.reaches(1));
  REQUIRE(c.got.size() == 1);
  CHECK((c.got[0].body == report));
  CHECK(c.reasons[0].code == errc::peer_died);
}

TEST_CASE("a socket that no loop can watch ends at once, and after its owner has it",
          "[jail][frame_socket]") {
  io::event_loop loop;
  test::tally ends;
  bool is_made = false; // both on the loop
  error reason;
  test::on_loop<frame_socket> socket(loop, [&] {
    auto made = std::make_unique<frame_socket>(
        loop, test::memory_file("no socket"),
        [](std::string_view, const std::vector<io::unique_fd>&) {},
        [&](error why) {
          reason = is_made ? std::move(why) : error{};
          ends.add();
        });
    made->send("unheard");
    is_made = true;
    return made;
  });
  REQUIRE(ends.reaches(1));
  CHECK(reason.code == errc::system);
  socket.with([](frame_socket& s) { s.send("unheard"); });
  test::let_turn(loop);
  CHECK(ends.count() == 1);
}
