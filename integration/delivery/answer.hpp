#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/exchange.hpp"

namespace drydock::integration {

/// What a call's end means for the work that made it.
enum class Answer : std::uint8_t {
    done,
    absent,     ///< A look-up found nothing: the call may be made.
    rejected,   ///< It will never succeed as it is; a person has to act.
    retry,      ///< Surely not done, and worth another try.
    throttled,  ///< Surely not done; the remote said when to come back. Spends no attempt.
    unknown,    ///< Done or not: look up before trying again.
    stale,      ///< Surely not done: somebody changed it since it was read. Read and call again.
};

/// What a step learnt, as it is kept in its record: ids, a name, pairs of ids and quantities.
struct Facts {
    std::int64_t first = 0;
    std::int64_t second = 0;
    std::string text{};
    std::vector<std::int64_t> numbers{};
};

struct Reading {
    Answer answer = Answer::done;
    Facts facts{};
    std::string reason{};  ///< For people, when not done.
    std::optional<Duration> retry_after{};

    [[nodiscard]] static Reading done(std::int64_t first = 0) {
        return {.answer = Answer::done, .facts = {.first = first}};
    }
    [[nodiscard]] static Reading absent() { return {.answer = Answer::absent}; }
    [[nodiscard]] static Reading rejected(std::string reason) {
        return {.answer = Answer::rejected, .facts = {}, .reason = std::move(reason)};
    }
    [[nodiscard]] static Reading retry(std::string reason) {
        return {.answer = Answer::retry, .facts = {}, .reason = std::move(reason)};
    }
    [[nodiscard]] static Reading unknown(std::string reason) {
        return {.answer = Answer::unknown, .facts = {}, .reason = std::move(reason)};
    }
};

/// The part that is the same for every partner: deliveries that failed, and the statuses 429, 503
/// and 5xx. Nullopt: there is a response and its partner's connector has to read it.
///
/// Waits are honoured up to a day after 429, which may be a daily quota, and up to 15 minutes after
/// 503, so that a partner that comes back early is not left alone.
///
/// 500, 502 and 504 may come from a proxy after the request was handled, so they are unknown; 503
/// and 429 are refusals by definition. Source: RFC 9110, sections 15.6.1 to 15.6.5; RFC 6585, 4.
[[nodiscard]] std::optional<Reading> read_delivery(const Outcome& outcome);

/// Whether the body is an error, whatever the status says: some answer 200 with one inside.
[[nodiscard]] bool says_error(const Response& response);

/// Answered 2xx, and no error inside.
[[nodiscard]] bool is_good(const Outcome& outcome);

}  // namespace drydock::integration
