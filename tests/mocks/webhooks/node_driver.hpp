#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "core/check.hpp"
#include "core/document_text.hpp"
#include "core/node.hpp"
#include "tests/mocks/wire/wire.hpp"

namespace drydock::mocks::testing {

/// A Document from JSON text that is known to be right.
[[nodiscard]] inline Document json(std::string_view text) {
    auto document = parse_document(text);
    DRYDOCK_CHECK(document.has_value());
    return *std::move(document);
}

/// Plays the World for one Node: fires its timers in their order, and ends each of its calls at the
/// instant at which it was made, as `answer_call` says.
class NodeDriver {
public:
    explicit NodeDriver(Node& node, std::uint64_t seed = 1) : node_{node}, draws_{seed} {
        tell([&](const Moment& moment, Step& step) { node_.on_start(moment, step); });
    }

    /// How a call ends. Success, unless a test says otherwise.
    std::function<Outcome(const Call&)> answer_call = [](const Call& call) {
        return answered(call, 200);
    };
    /// All calls so far, oldest first, with the instant of each.
    std::vector<std::pair<Instant, Call>> calls;

    [[nodiscard]] static Outcome answered(
        const Call& call, std::uint16_t status, Document body = {}
    ) {
        Outcome outcome;
        outcome.call = call.id;
        outcome.response.status = status;
        outcome.response.body = std::move(body);
        return outcome;
    }
    [[nodiscard]] static Outcome failed(const Call& call, Delivery delivery) {
        Outcome outcome;
        outcome.call = call.id;
        outcome.delivery = delivery;
        return outcome;
    }

    /// Sent with each request from now on.
    std::vector<Header> request_headers;

    Response ask(Method method, std::string path, std::string_view body = {}) {
        Request request;
        request.method = method;
        request.headers = request_headers;
        request.path = std::move(path);
        request.body = body.empty() ? Document{} : json(body);
        return ask(request);
    }
    Response ask(const Request& request) {
        const ExchangeId exchange{++exchanges_};
        replies_.clear();
        return wire()(request, [&](const Request& arrived) {
            tell([&](const Moment& moment, Step& step) {
                node_.on_request(moment, {exchange, SystemId{}, arrived, now_}, step);
            });
            EXPECT_EQ(replies_.size(), 1U);
            EXPECT_EQ(replies_.front().exchange, exchange);
            return replies_.front().response;
        });
    }
    Response get(std::string path) { return ask(Method::get, std::move(path)); }
    Response post(std::string path, std::string_view body = "{}") {
        return ask(Method::post, std::move(path), body);
    }
    Response put(std::string path, std::string_view body) {
        return ask(Method::put, std::move(path), body);
    }

    /// Everything up to and at `instant` happens.
    void run_to(Instant instant) {
        while (!timers_.empty() && timers_.begin()->first.first <= instant) {
            const auto [at, id] = *timers_.begin();
            timers_.erase(timers_.begin());
            now_ = at.first;
            tell([&](const Moment& moment, Step& step) { node_.on_timer(moment, id, step); });
        }
        now_ = instant;
    }
    void run_for(Duration duration) { run_to(now_ + duration); }

    [[nodiscard]] Instant now() const { return now_; }
    [[nodiscard]] std::size_t timer_count() const { return timers_.size(); }

    /// Bodies of the calls to a path that starts so, oldest first.
    [[nodiscard]] std::vector<Document> bodies_to(std::string_view path) const {
        std::vector<Document> bodies;
        for (const auto& [at, call] : calls) {
            if (call.request.path.starts_with(path)) {
                bodies.push_back(call.request.body);
            }
        }
        return bodies;
    }

    template <class Telling>
    void tell(const Telling& telling) {
        Step step;
        telling(Moment{now_, draws_}, step);
        take(step);
        while (!ending_.empty()) {
            const Outcome outcome = ending_.front();
            ending_.erase(ending_.begin());
            Step next;
            node_.on_outcome({now_, draws_}, outcome, next);
            take(next);
        }
    }

private:
    void take(Step& step) {
        for (Reply& reply : step.replies) {
            replies_.push_back(std::move(reply));
        }
        for (const Timer& timer : step.timers) {
            EXPECT_GE(timer.at, now_);
            timers_.emplace(std::pair{timer.at, ++timers_set_}, timer.id);
        }
        for (const Call& call : step.calls) {
            ending_.push_back(send(call));
        }
    }

    /// A call that the test fails has crossed the wire all the same; its answer is not told.
    Outcome send(const Call& call) {
        Outcome outcome;
        Response response = wire()(call.request, [&](const Request& arrived) {
            Call seen = call;
            seen.request = arrived;
            calls.emplace_back(now_, seen);
            outcome = answer_call(seen);
            return outcome.response;
        });
        if (outcome.answered()) {
            outcome.response = std::move(response);
        }
        return outcome;
    }

    Node& node_;
    Draws draws_;
    Instant now_{};
    std::map<std::pair<Instant, std::uint64_t>, TimerId> timers_;
    std::vector<Outcome> ending_;
    std::vector<Reply> replies_;
    std::uint64_t timers_set_ = 0;
    std::uint64_t exchanges_ = 0;
};

}  // namespace drydock::mocks::testing
