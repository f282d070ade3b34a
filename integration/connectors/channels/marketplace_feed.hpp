#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/exchange.hpp"
#include "integration/model/catalogue.hpp"
#include "integration/model/stock.hpp"
#include "integration/runtime_settings.hpp"

namespace drydock::integration::channels {

/// What one submission of stock levels has come to.
struct FeedEnd {
    std::vector<std::uint32_t> again;    ///< Products whose level has to be told anew.
    std::vector<std::uint32_t> refused;  ///< Refused too often: somebody has to look at them.
};

/// Brings stock levels to a marketplace by its feed service: document, upload, feed, status until
/// it has ended, report. One submission at a time; a level is a state, so whatever is not surely
/// accepted is derived anew and told again.
///
/// DONE may hold errors of single messages: only those are told again. FATAL may have applied some,
/// none or all, and its report does not say which: all are told again.
/// Source: feeds_2021-06-30.json, Feed.processingStatus.
class MarketplaceFeed {
public:
    /// Source: Amazon feeds best practices, one feed of a type at most every 20 minutes.
    static constexpr Duration interval_min = 20 * one_minute;
    /// Source: Amazon JSON_LISTINGS_FEED, 25,000 items a feed.
    static constexpr std::size_t items_max = 25'000;
    /// Assumption: a feed takes minutes; getFeed allows 2 a second.
    static constexpr Duration status_wait = 2 * one_minute;
    /// Assumption: then the feed service is taken to have lost it.
    static constexpr Duration given_up_after = 6 * one_hour;
    /// Assumption: refusals of one product in a row, then it is no passing trouble.
    static constexpr std::uint32_t refusals_max = 5;

    /// What is to be done next.
    enum class Next : std::uint8_t {
        call,    ///< Make next_call().
        create,  ///< Likewise; it uses up the interval, so that it has to be remembered first.
        wait,    ///< Make next_call() after status_wait.
        ended,   ///< See take_end().
    };

    [[nodiscard]] bool idle() const { return phase_ == Phase::idle; }
    /// When the next submission may begin.
    [[nodiscard]] Instant free_from() const { return free_from_; }
    /// An earlier life of the runtime has submitted at `at`, or was about to.
    void submitted_before(Instant at, Duration timeout) {
        free_from_ = at + timeout + interval_min;
    }

    /// `products` is not empty; idle, and it is free_from() already.
    void begin(std::vector<std::uint32_t> products, Instant now);
    /// Levels are those of the moment in which they are sent.
    [[nodiscard]] Request next_call(
        const RuntimeSettings& settings, const Stock& stock, const Catalogue& catalogue
    ) const;
    [[nodiscard]] Next on_outcome(const Outcome& outcome, Instant now);
    [[nodiscard]] FeedEnd take_end();

private:
    enum class Phase : std::uint8_t { idle, document, upload, create, status, result, report };

    [[nodiscard]] Next created(const Outcome& outcome, Instant now);
    [[nodiscard]] Next read_status(const Response& response, Instant now);
    void read_report(const Response& response);
    [[nodiscard]] Next end_with_all();

    Phase phase_ = Phase::idle;
    std::vector<std::uint32_t> products_;
    std::string document_;  ///< That is filled, or the report's.
    std::string url_;
    std::string feed_;
    Instant begun_;
    Instant free_from_;
    FeedEnd end_;
    std::map<std::uint32_t, std::uint32_t> refusals_;  ///< In a row, by product.
};

}  // namespace drydock::integration::channels
