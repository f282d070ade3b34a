#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

#include "core/calendar.hpp"
#include "live/http/server.hpp"
#include "live/http/simple_client.hpp"

namespace drydock::live::http {

inline constexpr Duration one_millisecond{1'000'000};

/// A server that answers with what it was asked: method, path and body. "/hold" is kept for the
/// test to answer.
class TestServer {
public:
    explicit TestServer(const ServerSettings& settings = {}) {
        auto opened =
            Server::open(threads_, settings, [this](Request&& request, Answerer&& answerer) {
                on_request(std::move(request), std::move(answerer));
            });
        if (!opened) {
            throw std::runtime_error{opened.error()};
        }
        server = std::move(*opened);
    }
    ~TestServer() { held_.clear(); }

    [[nodiscard]] Url url(bool secure = false) const {
        return {.secure = secure, .host = "127.0.0.1", .port = server->port(), .path = ""};
    }
    /// Waits for a request to "/hold".
    Answerer take_held() {
        std::unique_lock lock{mutex_};
        arrived_.wait_for(lock, std::chrono::seconds{10}, [this] { return !held_.empty(); });
        Answerer answerer = std::move(held_.back());
        held_.pop_back();
        return answerer;
    }

private:
    void on_request(Request&& request, Answerer&& answerer) {
        if (request.path.starts_with("/hold")) {
            const std::lock_guard lock{mutex_};
            held_.push_back(std::move(answerer));
            arrived_.notify_all();
            return;
        }
        if (request.path == "/reset") {
            answerer.reset();
            return;
        }
        if (request.path == "/silence") {
            answerer.fall_silent();
            return;
        }
        Response response{.status = 200};
        response.raw = make_bytes(
            std::to_string(static_cast<int>(request.method)) + " " + request.path + " " +
            std::string{request.body_text()} + (request.body.empty() ? "" : " json")
        );
        response.headers = {{"Content-Type", "text/plain"}};
        answerer.answer(std::move(response));
    }

    std::mutex mutex_;
    std::condition_variable arrived_;
    std::vector<Answerer> held_;
    IoThreads threads_;

public:
    std::unique_ptr<Server> server;
};

inline Request post(std::string path, std::string body = {}) {
    Request request;
    request.path = std::move(path);
    if (!body.empty()) {
        request.raw = make_bytes(std::move(body));
    }
    return request;
}

inline Request get(std::string path) {
    Request request;
    request.method = Method::get;
    request.path = std::move(path);
    return request;
}

}  // namespace drydock::live::http
