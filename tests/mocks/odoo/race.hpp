#pragma once

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/mocks/odoo/odoo_client.hpp"

namespace drydock::mocks {

/// Requests at once at one Odoo: each is told when its service ends, with when it began; who has to
/// try again is told of its timers.
class Race {
public:
    struct Ending {
        std::string result;           ///< As OdooClient::result.
        Duration at{};                ///< Since the start of the race.
        std::vector<Duration> tries;  ///< When each try ended, the last one included.
    };

    explicit Race(OdooClient& client, std::uint64_t seed = 1)
        : client_{&client}, draws_{seed}, start_{client.now + std::chrono::hours{1}} {}

    /// A worker takes the request up at `begun` and is done with it at `ended`, both since the
    /// start of the race. Returns its place in finish().
    std::size_t add(Request request, Duration begun, Duration ended) {
        const std::uint64_t exchange = ++exchanges_;
        events_.insert({{start_ + ended, ++events_made_}, Event{exchange, {}, true}});
        requests_.push_back({std::move(request), start_ + begun});
        endings_.emplace_back();
        return exchange - 1;
    }

    /// Before every try of the request at `place` ends, another commits that request.
    void outrun(std::size_t place, Request rival) { rivals_.emplace(place, std::move(rival)); }

    /// Runs until everybody is answered. The client's clock then stands at the last answer.
    const std::vector<Ending>& finish() {
        while (!events_.empty()) {
            const auto [when, event] = *events_.begin();
            events_.erase(events_.begin());
            client_->now = when.first;
            tell(when.first, event);
        }
        return endings_;
    }

    [[nodiscard]] const Response& response(std::size_t place) const { return responses_.at(place); }

private:
    struct Event {
        std::uint64_t exchange = 0;
        TimerId timer{};
        bool first = false;
    };
    struct Told {
        Request request;
        Instant begun;
    };

    void tell(Instant now, const Event& event) {
        const std::size_t place = event.exchange - 1;
        if (const auto rival = rivals_.find(place); rival != rivals_.end()) {
            Step step;
            client_->odoo.on_request({now, draws_}, {ExchangeId{0}, {}, rival->second, now}, step);
            EXPECT_EQ(step.replies.size(), 1U);
        }
        Step step;
        if (event.first) {
            const Told& told = requests_[place];
            client_->odoo.on_request(
                {now, draws_}, {ExchangeId{event.exchange}, {}, told.request, told.begun}, step
            );
        } else {
            client_->odoo.on_timer({now, draws_}, event.timer, step);
        }
        endings_[place].tries.push_back(now - start_);
        for (const Timer& timer : step.timers) {
            events_.insert({{timer.at, ++events_made_}, Event{event.exchange, timer.id, false}});
        }
        for (const Reply& reply : step.replies) {
            EXPECT_EQ(reply.exchange.value, event.exchange);
            endings_[place].at = now - start_;
            endings_[place].result = OdooClient::result_of(reply.response.body);
            responses_.insert_or_assign(place, reply.response);
        }
    }

    OdooClient* client_;
    Draws draws_;
    Instant start_;
    std::map<std::pair<Instant, std::uint64_t>, Event> events_;
    std::vector<Told> requests_;
    std::vector<Ending> endings_;
    std::map<std::size_t, Request> rivals_;
    std::map<std::size_t, Response> responses_;
    std::uint64_t exchanges_ = 0;
    std::uint64_t events_made_ = 0;
};

}  // namespace drydock::mocks
