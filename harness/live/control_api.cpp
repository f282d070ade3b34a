#include "harness/live/control_api.hpp"

#include <utility>

#include <fmt/format.h>

#include "core/signature.hpp"
#include "harness/live/json_answer.hpp"

namespace drydock::harness {

using live::http::Answerer;

ControlApi::ControlApi(std::string token, const Externals& externals) : token_{std::move(token)} {
    if (externals.odoo) {
        books_reader_.emplace(externals);
    }
}

expected<void, std::string> ControlApi::open(
    std::uint16_t port, const std::optional<live::http::ServerIdentity>& identity
) {
    live::http::ServerSettings settings;
    settings.port = port;
    settings.identity = identity;
    settings.connection_count_max = 64;
    settings.limits.body_size_max_bytes = std::size_t{64} * 1'024;
    auto server = live::http::Server::open(
        threads_,
        settings,
        [this](Request&& request, Answerer&& answerer) {
            on_request(std::move(request), std::move(answerer));
        }
    );
    if (!server) {
        return unexpected{"control: " + server.error()};
    }
    server_ = std::move(*server);
    secure_ = identity.has_value();
    return {};
}

std::string ControlApi::url() const {
    return fmt::format("{}://127.0.0.1:{}", secure_ ? "https" : "http", server_->port());
}

void ControlApi::attend(ServedScenario* served) {
    const std::lock_guard lock{mutex_};
    served_ = served;
}

std::optional<ControlApi::Wish> ControlApi::take_wish() {
    const std::lock_guard lock{mutex_};
    return std::exchange(wish_, std::nullopt);
}

bool ControlApi::wished() {
    const std::lock_guard lock{mutex_};
    return wish_.has_value();
}

void ControlApi::on_request(Request&& request, Answerer&& answerer) {
    if (!authorised(request.header("Authorization"))) {
        answerer.answer(json_refusal(401, "the token of the control API is wanted"));
        return;
    }
    const std::string_view path = path_of(request.path);
    const bool get = request.method == Method::get;
    if (get && path == "/status") {
        ask(&ServedScenario::status_json, std::move(answerer));
    } else if (get && path == "/systems") {
        ask(&ServedScenario::systems_json, std::move(answerer));
    } else if (get && path == "/verdict" && books_reader_) {
        ask_with_books(std::move(answerer));
    } else if (get && path == "/verdict") {
        ask(&ServedScenario::verdict_json, std::move(answerer));
    } else if (request.method == Method::post && path == "/drive") {
        wish(request, std::move(answerer));
    } else if (LiveControl::knows(request)) {
        const std::lock_guard lock{mutex_};
        if (served_ == nullptr) {
            answerer.answer(json_refusal(503, "the landscape is being set up"));
            return;
        }
        served_->live().handle(std::move(request), std::move(answerer));
    } else {
        answerer.answer(json_refusal(404, "no such resource"));
    }
}

bool ControlApi::authorised(std::string_view authorization) const {
    // Compares hashes: how long that takes says nothing about the token.
    return hmac_sha256(token_, authorization) == hmac_sha256(token_, "Bearer " + token_);
}

void ControlApi::between_steps(
    const std::shared_ptr<Answerer>& kept, const std::function<void(const ServedScenario&)>& task
) {
    const std::lock_guard lock{mutex_};
    if (served_ == nullptr) {
        kept->answer(json_refusal(503, "the landscape is being set up"));
        return;
    }
    served_->world().between_steps([served = served_, task] { task(*served); });
}

void ControlApi::ask(Question question, Answerer&& answerer) {
    // Tasks are copied, the right to answer is not.
    auto kept = std::make_shared<Answerer>(std::move(answerer));
    between_steps(kept, [question, kept](const ServedScenario& served) {
        kept->answer(json_answer(200, (served.*question)()));
    });
}

void ControlApi::ask_with_books(Answerer&& answerer) {
    auto kept = std::make_shared<Answerer>(std::move(answerer));
    between_steps(kept, [this, kept](const ServedScenario& served) {
        const auto judge = [this, kept](expected<Books, std::string>&& books) {
            if (!books) {
                kept->answer(json_refusal(502, books.error()));
                return;
            }
            auto elsewhere = std::make_shared<const Books>(std::move(*books));
            between_steps(kept, [elsewhere, kept](const ServedScenario& asked) {
                kept->answer(json_answer(200, asked.verdict_json_with(*elsewhere)));
            });
        };
        if (!books_reader_->read(served.books_wish(), judge)) {
            kept->answer(json_refusal(409, "another verdict is being judged"));
        }
    });
}

void ControlApi::wish(const Request& request, Answerer&& answerer) {
    const std::string_view file = request.body["scenario"].string();
    const std::lock_guard lock{mutex_};
    if (file.empty()) {
        answerer.answer(json_refusal(422, "\"scenario\" is to name a file"));
    } else if (wish_) {
        answerer.answer(json_refusal(409, "another scenario is about to be driven"));
    } else {
        wish_.emplace(Wish{std::string{file}, std::move(answerer)});
    }
}

}  // namespace drydock::harness
