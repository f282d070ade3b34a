#include "integration/delivery/answer.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>

#include <fmt/format.h>

namespace drydock::integration {

namespace {

/// Source: FedEx, "Retry after 12:00AM GMT".
constexpr Duration quota_wait_max{86'400'000'000'000};
/// Source: docs/architecture.md, table of defaults, "honour Retry-After (cap 15 min)".
constexpr Duration outage_wait_max{900'000'000'000};
constexpr std::uint16_t status_unauthorised = 401;

/// Source: developer.shipbob.com, x-retry-after in place of the standard name.
std::optional<Duration> wait_of(const Response& response) {
    if (response.retry_after) {
        return response.retry_after;
    }
    const std::string_view text = response.header("x-retry-after");
    std::int64_t seconds = 0;
    const char* const last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, seconds);
    const bool whole = !text.empty() && error == std::errc{} && end == last && seconds >= 0 &&
                       seconds <= quota_wait_max / Duration{1'000'000'000};
    return whole ? std::optional{seconds * Duration{1'000'000'000}} : std::nullopt;
}

}  // namespace

std::optional<Reading> read_delivery(const Outcome& outcome) {
    switch (outcome.delivery) {
        case Delivery::refused:
            return Reading::retry("connection refused");
        case Delivery::reset_before_sent:
            return Reading::retry("connection reset before the request was sent");
        case Delivery::reset_after_sent:
            return Reading{Answer::unknown, {}, "connection reset after the request was sent", {}};
        case Delivery::timed_out:
            return Reading{Answer::unknown, {}, "timed out", {}};
        case Delivery::answered:
            break;
    }
    const Response& response = outcome.response;
    if (response.status == 429 || response.status == 503) {
        std::optional<Duration> wait = wait_of(response);
        if (wait) {
            wait = std::min(*wait, response.status == 429 ? quota_wait_max : outage_wait_max);
        }
        return Reading{Answer::throttled, {}, fmt::format("status {}", response.status), wait};
    }
    if (response.status >= 500) {
        return Reading{Answer::unknown, {}, fmt::format("status {}", response.status), {}};
    }
    if (response.status == status_unauthorised) {
        // No fault of this order: the remote rests until its credentials are renewed.
        return Reading{Answer::throttled, {}, "the credentials are refused", {}};
    }
    if (response.success() && says_error(response)) {
        return Reading{
            Answer::unknown,
            {},
            fmt::format("status {} with an error inside", response.status),
            {}};
    }
    return std::nullopt;
}

bool says_error(const Response& response) {
    const Value root = response.body.root();
    if (root.is_string()) {
        return true;  // The page of a proxy.
    }
    // Odoo's own errors come in its envelope, and its connector reads them.
    if (!root.is_object() || root["jsonrpc"].present()) {
        return false;
    }
    const auto filled = [](Value value) {
        return value.is_string() || ((value.is_object() || value.is_array()) && value.size() > 0);
    };
    // Sources: developer.shiphero.com and WordPress's REST API: a code, and a message for people.
    const bool coded = root["code"].is_string() && root["message"].is_string();
    return coded || filled(root["error"]) || filled(root["errors"]);
}

bool is_good(const Outcome& outcome) {
    return outcome.answered() && outcome.response.success() && !says_error(outcome.response);
}

}  // namespace drydock::integration
