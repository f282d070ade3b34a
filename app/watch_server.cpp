#include "app/watch_server.hpp"

#include <charconv>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace drydock::app {

namespace {

using live::http::Answerer;

/// Pages that listen at a time; the oldest gives way. Assumption: a team around a table.
constexpr std::size_t listeners_max = 32;
/// Changes that wait for their turn; more are refused.
constexpr std::size_t changes_max = 16;
/// Named in each event: until the browser asks for the next.
constexpr int ask_again_ms = 250;

Response page_response(std::uint16_t status, std::string_view type, std::string_view text) {
    Response response{.status = status};
    response.raw = make_bytes(std::string{text});
    response.headers = {{"Content-Type", std::string{type}}, {"Cache-Control", "no-store"}};
    return response;
}

Response refused(std::uint16_t status, std::string_view detail) {
    return page_response(
        status, "application/json", nlohmann::json{{"detail", detail}}.dump() + "\n"
    );
}

Response event_response(std::uint64_t number, const std::string& event) {
    return page_response(
        200,
        "text/event-stream",
        fmt::format("retry: {}\nid: {}\ndata: {}\n\n", ask_again_ms, number, event)
    );
}

/// 0 for a page that has seen nothing.
std::uint64_t last_seen(const Request& request) {
    const std::string_view text = request.header("Last-Event-ID");
    std::uint64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

}  // namespace

WatchServer::WatchServer(const WatchServerSettings& settings, WatchSource& source)
    : settings_{settings},
      source_{source},
      page_{reports::live_page(
          {.target = settings.target, .key = settings.key, .injects = source.injects()}
      )} {}

expected<std::unique_ptr<WatchServer>, std::string> WatchServer::open(
    const WatchServerSettings& settings, WatchSource& source
) {
    std::unique_ptr<WatchServer> watch{new WatchServer{settings, source}};
    live::http::ServerSettings server_settings;
    server_settings.port = settings.port;
    server_settings.connection_count_max = 4 * listeners_max;
    server_settings.limits.body_size_max_bytes = std::size_t{16} * 1'024;
    WatchServer* const self = watch.get();
    auto server = live::http::Server::open(
        watch->threads_,
        server_settings,
        [self](Request&& request, Answerer&& answerer) {
            self->on_request(std::move(request), std::move(answerer));
        }
    );
    if (!server) {
        return unexpected{"--port: " + server.error()};
    }
    watch->server_ = std::move(*server);
    return watch;
}

WatchServer::~WatchServer() {
    server_.reset();
    // While their threads are there.
    listeners_.clear();
    changes_.clear();
}

std::string WatchServer::url() const {
    return fmt::format("http://127.0.0.1:{}/", server_->port());
}

/// A page of another origin can send a request here, but it knows neither the key nor, by a name of
/// its own for this address, the right Host.
bool WatchServer::comes_from_the_page(const Request& request) const {
    return request.header("X-Drydock-Watch") == settings_.key;
}

void WatchServer::on_request(Request&& request, Answerer&& answerer) {
    const std::string_view host = request.header("Host");
    const std::string port = fmt::format(":{}", server_->port());
    if (host != "127.0.0.1" + port && host != "localhost" + port) {
        answerer.answer(refused(403, "this page is for this machine"));
        return;
    }
    const std::string_view path = path_of(request.path);
    if (request.method == Method::post) {
        change(std::move(request), std::move(answerer));
    } else if (path == "/") {
        answerer.answer(page_response(200, "text/html; charset=utf-8", page_));
    } else if (path == "/events") {
        listen(request, std::move(answerer));
    } else if (path == "/data") {
        const auto data = [this] {
            const std::lock_guard lock{mutex_};
            return data_;
        }();
        answerer.answer(
            data ? page_response(200, "application/json", *data)
                 : refused(503, "there is nothing to be seen yet")
        );
    } else {
        answerer.answer(refused(404, "no such resource"));
    }
}

void WatchServer::listen(const Request& request, Answerer&& answerer) {
    const std::uint64_t seen = last_seen(request);
    std::string event;
    std::uint64_t number = 0;
    Answerer oldest;
    {
        const std::lock_guard lock{mutex_};
        number = event_number_;
        if (number != seen && number != 0) {
            event = event_;
        } else {
            // Whoever has gone cannot be told from who waits; who waits asks again.
            if (listeners_.size() == listeners_max) {
                oldest = std::move(listeners_.front());
                listeners_.erase(listeners_.begin());
            }
            listeners_.push_back(std::move(answerer));
        }
    }
    if (!event.empty()) {
        answerer.answer(event_response(number, event));
    }
    if (oldest.pending()) {
        oldest.answer(page_response(200, "text/event-stream", ": ask again\n\n"));
    }
}

void WatchServer::change(Request&& request, Answerer&& answerer) {
    const std::string path{path_of(request.path)};
    if (path != "/faults" && path != "/faults/clear") {
        answerer.answer(refused(404, "no such resource"));
        return;
    }
    if (!source_.injects() || !comes_from_the_page(request)) {
        answerer.answer(refused(403, "nothing can be changed here"));
        return;
    }
    {
        const std::lock_guard lock{mutex_};
        if (changes_.size() < changes_max) {
            changes_.push_back({path, std::string{request.body_text()}, std::move(answerer)});
            return;
        }
    }
    answerer.answer(refused(503, "too many changes at once"));
}

void WatchServer::make_changes() {
    std::vector<Change> changes;
    {
        const std::lock_guard lock{mutex_};
        changes.swap(changes_);
    }
    for (Change& change : changes) {
        const auto done = source_.change(change.path, change.json);
        change.answerer.answer(
            done ? page_response(200, "application/json", *done) : refused(422, done.error())
        );
    }
}

void WatchServer::take(const expected<WatchLook, std::string>& look) {
    std::shared_ptr<const std::string> data;
    const bool is_new = look && (look->verdict != last_.verdict || look->series != last_.series);
    if (is_new) {
        const auto made = reports::run_data(
            {.directory = settings_.target,
             .verdict_json = look->verdict,
             .series_json = look->series,
             .jaeger_url = settings_.jaeger_url}
        );
        data = made ? std::make_shared<const std::string>(*made) : nullptr;
        last_ = *look;
    }
    nlohmann::ordered_json event;
    event["problem"] = look ? "" : look.error();
    event["status"] = nullptr;
    if (look && !look->status.empty()) {
        event["status"] = nlohmann::ordered_json::parse(look->status, nullptr, false);
    }
    std::vector<Answerer> told;
    std::string text;
    std::uint64_t number = 0;
    {
        const std::lock_guard lock{mutex_};
        if (data) {
            data_ = std::move(data);
            ++data_number_;
        }
        event["data"] = data_number_;
        text = event.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
        if (text != event_) {
            event_ = text;
            ++event_number_;
            told.swap(listeners_);
        }
        number = event_number_;
    }
    for (Answerer& listener : told) {
        listener.answer(event_response(number, text));
    }
}

void WatchServer::refresh() {
    make_changes();
    take(source_.look());
}

}  // namespace drydock::app
