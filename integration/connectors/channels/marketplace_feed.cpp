#include "integration/connectors/channels/marketplace_feed.hpp"

#include <algorithm>
#include <utility>

#include "core/check.hpp"
#include "integration/connectors/channels/marketplace_calls.hpp"

namespace drydock::integration::channels {

void MarketplaceFeed::begin(std::vector<std::uint32_t> products, Instant now) {
    DRYDOCK_CHECK(idle() && !products.empty());
    products_ = std::move(products);
    begun_ = now;
    end_ = {};
    phase_ = Phase::document;
}

Request MarketplaceFeed::next_call(
    const RuntimeSettings& settings, const Stock& stock, const Catalogue& catalogue
) const {
    switch (phase_) {
        case Phase::idle:
        case Phase::document:
            break;
        case Phase::upload: {
            std::vector<std::int64_t> units;
            units.reserve(products_.size());
            for (const std::uint32_t product : products_) {
                units.push_back(stock.available(product, settings.strategy.stock.buffer_units));
            }
            return fill_feed_document(settings, url_, products_, units, catalogue);
        }
        case Phase::create:
            return create_feed(settings, document_);
        case Phase::status:
            return get_feed(settings, feed_);
        case Phase::result:
            return get_feed_document(settings, document_);
        case Phase::report:
            return download_feed_document(settings, url_);
    }
    return create_feed_document(settings);
}

MarketplaceFeed::Next MarketplaceFeed::on_outcome(const Outcome& outcome, Instant now) {
    if (phase_ == Phase::create) {
        return created(outcome, now);
    }
    const bool good = outcome.answered() && outcome.response.success();
    const Value body = outcome.response.body.root();
    if (!good) {
        const bool before_feed = phase_ == Phase::document || phase_ == Phase::upload;
        return before_feed || now - begun_ > given_up_after ? end_with_all() : Next::wait;
    }
    switch (phase_) {
        case Phase::document:
            document_ = body["feedDocumentId"].string();
            url_ = body["url"].string();
            phase_ = Phase::upload;
            return document_.empty() || url_.empty() ? end_with_all() : Next::call;
        case Phase::upload:
            phase_ = Phase::create;
            return Next::create;
        case Phase::status:
            return read_status(outcome.response, now);
        case Phase::result:
            url_ = body["url"].string();
            phase_ = Phase::report;
            return url_.empty() ? end_with_all() : Next::call;
        default:
            read_report(outcome.response);
            return Next::ended;
    }
}

/// A feed that was surely not taken leaves the interval free; one that may have been, or that came
/// too soon, does not.
MarketplaceFeed::Next MarketplaceFeed::created(const Outcome& outcome, Instant now) {
    const bool good = outcome.answered() && outcome.response.success();
    if (good || outcome.unknown()) {
        free_from_ = now + interval_min;
    } else if (outcome.answered() && outcome.response.status == 429) {
        free_from_ = now + outcome.response.retry_after.value_or(status_wait);
    }
    if (!good) {
        return end_with_all();
    }
    feed_ = outcome.response.body["feedId"].string();
    phase_ = Phase::status;
    return feed_.empty() ? end_with_all() : Next::wait;
}

MarketplaceFeed::Next MarketplaceFeed::read_status(const Response& response, Instant now) {
    const std::string_view status = response.body["processingStatus"].string();
    if (status == "IN_QUEUE" || status == "IN_PROGRESS") {
        return now - begun_ > given_up_after ? end_with_all() : Next::wait;
    }
    if (status != "DONE") {
        return end_with_all();
    }
    document_ = response.body["resultFeedDocumentId"].string();
    if (document_.empty()) {
        refusals_.clear();
        phase_ = Phase::idle;
        return Next::ended;
    }
    phase_ = Phase::result;
    return Next::call;
}

void MarketplaceFeed::read_report(const Response& response) {
    std::map<std::uint32_t, std::uint32_t> refusals;
    for (const Value issue : response.body["issues"]) {
        const std::int64_t message = issue["messageId"].integer_or(0);
        const bool ours = message >= 1 && message <= static_cast<std::int64_t>(products_.size());
        if (!ours || issue["severity"].string() != "ERROR") {
            continue;
        }
        const std::uint32_t product = products_[static_cast<std::size_t>(message - 1)];
        const auto before = refusals_.find(product);
        const std::uint32_t count = before == refusals_.end() ? 1 : before->second + 1;
        if (!refusals.emplace(product, count).second) {
            continue;  // Another issue of the same message.
        }
        (count >= refusals_max ? end_.refused : end_.again).push_back(product);
    }
    // Products that this feed was not about keep their count; an accepted one begins anew.
    for (const auto& [product, count] : refusals_) {
        if (std::ranges::find(products_, product) == products_.end()) {
            refusals.emplace(product, count);
        }
    }
    for (const std::uint32_t product : end_.refused) {
        refusals.erase(product);
    }
    refusals_ = std::move(refusals);
    phase_ = Phase::idle;
}

MarketplaceFeed::Next MarketplaceFeed::end_with_all() {
    end_.again = products_;
    phase_ = Phase::idle;
    return Next::ended;
}

FeedEnd MarketplaceFeed::take_end() {
    products_.clear();
    return std::exchange(end_, {});
}

}  // namespace drydock::integration::channels
