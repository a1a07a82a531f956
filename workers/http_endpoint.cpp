// SPDX-License-Identifier: Apache-2.0
#include "http_endpoint.hpp"

#include "job/json_write.hpp"

#include <httplib.h>
#include <sys/socket.h>
#include <thread>

namespace cordon::workers {

namespace {

constexpr auto text_type = "text/plain; version=0.0.4; charset=utf-8";
constexpr auto json_type = "application/json";
/// A client that dawdles holds one of them until its patience is over.
constexpr size_t server_threads = 16;
constexpr time_t client_patience_seconds = 5;

/// A port that was just let go can be had at once. The library's own choice is SO_REUSEPORT, by
/// which a second process of this user listens on the same port, and each gets half of the
/// requests.
void set_options(socket_t socket) {
  const int on = 1;
  setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
}

std::string to_json(const char* status, const std::map<std::string, std::string>& problems) {
  std::string json;
  {
    job::object_writer object(json);
    object.text("status", status);
    job::object_writer parts(object.value_of("problems"));
    for (const auto& [part, why] : problems)
      parts.text(part, why);
  }
  return json + '\n';
}

} // namespace

struct http_endpoint::state {
  httplib::Server server;
  sources from;
  std::string address;
  std::thread thread;

  void route() {
    server.set_socket_options(set_options);
    server.new_task_queue = [] { return new httplib::ThreadPool(server_threads); };
    server.set_read_timeout(client_patience_seconds);
    server.set_write_timeout(client_patience_seconds);
    server.set_payload_max_length(0);
    server.Get("/metrics", [this](const httplib::Request&, httplib::Response& response) {
      response.set_content(from.metrics(), text_type);
    });
    server.Get("/healthz", [this](const httplib::Request&, httplib::Response& response) {
      const auto why = from.death();
      response.status = why.empty() ? 200 : 503;
      response.set_content(why.empty() ? to_json("ok", {}) : to_json("dead", {{"worker", why}}),
                           json_type);
    });
    server.Get("/readyz", [this](const httplib::Request&, httplib::Response& response) {
      const auto problems = from.problems();
      response.status = problems.empty() ? 200 : 503;
      response.set_content(to_json(problems.empty() ? "ready" : "not ready", problems), json_type);
    });
  }
};

expected<std::unique_ptr<http_endpoint>> http_endpoint::open(const std::string& listen,
                                                             sources from) {
  const size_t colon = listen.rfind(':');
  const auto host = listen.substr(0, colon);
  auto made = std::make_unique<state>();
  made->from = std::move(from);
  made->route();
  int port = std::atoi(listen.substr(colon + 1).c_str());
  if (port == 0)
    port = made->server.bind_to_any_port(host);
  else if (!made->server.bind_to_port(host, port))
    port = -1;
  if (port <= 0)
    return fail(errc::bad_input,
                "cannot listen on " + listen
                    + "; another process may have the port: give another one, or \"\" for none",
                "http.listen");
  made->address = host + ':' + std::to_string(port);
  made->thread = std::thread([server = &made->server] { server->listen_after_bind(); });
  return std::unique_ptr<http_endpoint>(new http_endpoint(std::move(made)));
}

http_endpoint::http_endpoint(std::unique_ptr<state> made) : state_(std::move(made)) {}

http_endpoint::~http_endpoint() {
  // A stop before the thread listens would be lost.
  while (!state_->server.is_running())
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  state_->server.stop();
  state_->thread.join();
}

const std::string& http_endpoint::address() const {
  return state_->address;
}

} // namespace cordon::workers
