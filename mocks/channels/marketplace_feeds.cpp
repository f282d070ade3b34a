#include "mocks/channels/marketplace_feeds.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "core/check.hpp"
#include "mocks/channels/wire.hpp"

namespace drydock::mocks::channels {

namespace {

constexpr std::string_view listings_feed = "JSON_LISTINGS_FEED";
/// Source: Amazon feeds best practices, XML and flat-file feeds of inventory and prices end FATAL
/// since 2025-07-31.
constexpr std::array<std::string_view, 4> dead_types{
    "POST_INVENTORY_AVAILABILITY_DATA",
    "POST_PRODUCT_PRICING_DATA",
    "POST_FLAT_FILE_INVLOADER_DATA",
    "POST_FLAT_FILE_PRICEANDQUANTITYONLY_UPDATE_DATA"};
constexpr std::string_view document_prefix = "amzn1.tortuga.4.eu.";
constexpr std::string_view report_prefix = "amzn1.tortuga.4.eu.report-";

// Assumption: the codes; partners.md has none.
constexpr std::string_view code_unknown_sku = "13013";
constexpr std::string_view code_no_level = "90220";
constexpr std::string_view code_internal = "5000000";

}  // namespace

std::string_view to_text(FeedStatus status) {
    switch (status) {
        case FeedStatus::in_queue:
            return "IN_QUEUE";
        case FeedStatus::in_progress:
            return "IN_PROGRESS";
        case FeedStatus::done:
            return "DONE";
        case FeedStatus::cancelled:
            return "CANCELLED";
        case FeedStatus::fatal:
            return "FATAL";
    }
    return {};
}

std::optional<std::int64_t> read_patched_level(Value message) {
    for (const Value patch : message["patches"]) {
        if (patch["path"].string() != "/attributes/fulfillment_availability") {
            continue;
        }
        const auto units = patch["value"].at(0)["quantity"].integer();
        return units && *units >= 0 ? units : std::nullopt;
    }
    return std::nullopt;
}

std::string FeedDesk::create_document() {
    std::string id = fmt::format("{}{}", document_prefix, ++documents_);
    contents_.emplace(id, Content{});
    return id;
}

bool FeedDesk::upload(std::string_view id, Document content) {
    const auto found = contents_.find(id);
    if (found == contents_.end() || found->second.used) {
        return false;
    }
    found->second.document = std::move(content);
    found->second.uploaded = true;
    return true;
}

bool FeedDesk::is_uploaded(std::string_view id) const {
    const auto found = contents_.find(id);
    return found != contents_.end() && found->second.uploaded;
}

Instant FeedDesk::next_allowed(std::string_view type, Instant now) const {
    const auto last = taken_.find(type);
    return last == taken_.end() ? now : std::max(now, last->second + settings_.interval_min);
}

expected<std::uint64_t, FeedRefusal> FeedDesk::create(
    const Moment& moment, std::string_view type, std::string_view document, Step& step
) {
    if (type != listings_feed && std::ranges::find(dead_types, type) == dead_types.end()) {
        return unexpected{FeedRefusal::unknown_type};
    }
    const auto content = contents_.find(document);
    if (content == contents_.end()) {
        return unexpected{FeedRefusal::unknown_document};
    }
    if (content->second.used) {
        return unexpected{FeedRefusal::document_used};
    }
    if (next_allowed(type, moment.now) > moment.now) {
        return unexpected{FeedRefusal::too_soon};
    }
    content->second.used = true;
    taken_.insert_or_assign(std::string{type}, moment.now);
    const std::uint64_t id = feeds_.size() + 1;
    Feed& feed = feeds_.emplace_back();
    feed.type = type;
    feed.document = document;
    feed.created = moment.now;
    feed.start_min =
        moment.now + moment.draws.delay_at_most(
                         settings_.queue_time_max, Stream{"marketplace feed queue"}, id, 0
                     );
    if (head_ + 1 == feeds_.size()) {
        look_after_head(moment, step);
    }
    return id;
}

const Feed* FeedDesk::find(std::string_view id) const {
    const auto number = number_of(id);
    return number && *number >= 1 && *number <= feeds_.size() ? &feeds_[*number - 1] : nullptr;
}

std::uint64_t FeedDesk::id_of(const Feed& feed) const {
    return static_cast<std::uint64_t>(&feed - feeds_.data()) + 1;
}

std::string FeedDesk::report_id(std::uint64_t feed) {
    return fmt::format("{}{}", report_prefix, feed);
}

const Feed* FeedDesk::find_report(std::string_view id, Instant now) const {
    if (!id.starts_with(report_prefix)) {
        return nullptr;
    }
    id.remove_prefix(report_prefix.size());
    const Feed* const feed = find(id);
    const bool kept =
        feed != nullptr && feed->has_report() && now - *feed->ended <= settings_.reports_kept;
    return kept ? feed : nullptr;
}

bool FeedDesk::cancel(const Moment& moment, std::string_view id, Step& step) {
    const Feed* const found = find(id);
    if (found == nullptr || found->status != FeedStatus::in_queue) {
        return false;
    }
    Feed& feed = feeds_[id_of(*found) - 1];
    feed.status = FeedStatus::cancelled;
    feed.ended = moment.now;
    contents_.erase(feed.document);
    look_after_head(moment, step);
    return true;
}

void FeedDesk::on_timer(const Moment& moment, Step& step) {
    look_after_head(moment, step);
}

/// Starts, ends and skips feeds as far as they are, and sets the timer for what comes next. A timer
/// too many finds nothing to do.
void FeedDesk::look_after_head(const Moment& moment, Step& step) {
    while (head_ < feeds_.size()) {
        Feed& feed = feeds_[head_];
        const std::uint64_t id = head_ + 1;
        if (feed.status == FeedStatus::in_queue) {
            if (feed.start_min > moment.now) {
                step.set_timer(timer, feed.start_min);
                return;
            }
            feed.status = FeedStatus::in_progress;
            feed.started = moment.now;
        }
        if (feed.status == FeedStatus::in_progress) {
            const auto items = static_cast<std::int64_t>(
                contents_.find(feed.document)->second.document["messages"].size()
            );
            const Instant end =
                *feed.started + settings_.work_time + items * settings_.time_per_item;
            if (end > moment.now) {
                step.set_timer(timer, end);
                return;
            }
            work(moment, id, feed);
            feed.ended = moment.now;
            contents_.erase(feed.document);
        }
        ++head_;
    }
}

void FeedDesk::work(const Moment& moment, std::uint64_t id, Feed& feed) {
    const Document content = contents_.find(feed.document)->second.document;
    const Value messages = content["messages"];
    if (feed.type != listings_feed || !messages.is_array() || messages.size() == 0 ||
        messages.size() > settings_.items_max) {
        feed.status = FeedStatus::fatal;
        return;
    }
    feed.status = FeedStatus::done;
    std::uint64_t worked_on = messages.size();
    if (moment.draws.happens(settings_.fatal_ppm, Stream{"marketplace feed fatal"}, id, 0)) {
        feed.status = FeedStatus::fatal;
        worked_on =
            moment.draws.at_most(messages.size(), Stream{"marketplace feed fatal after"}, id, 0);
    }
    std::uint64_t index = 0;
    for (const Value message : messages) {
        if (index++ == worked_on) {
            break;
        }
        const std::string_view sku = message["sku"].string();
        const auto known = shelf_.find(sku);
        const auto units = read_patched_level(message);
        const bool fails = moment.draws.happens(
            settings_.item_error_ppm, Stream{"marketplace feed item"}, id, index
        );
        ++feed.processed;
        if (known && units && !fails) {
            shelf_.set(*known, *units);
            ++feed.accepted;
            continue;
        }
        feed.issues.push_back(
            {message["messageId"].integer_or(0),
             std::string{sku},
             !known   ? code_unknown_sku
             : !units ? code_no_level
                      : code_internal,
             !known   ? "This SKU does not exist in the catalogue."
             : !units ? "'quantity' is required but missing."
                      : "An internal error; submit the message again."}
        );
    }
    if (feed.accepted > 0) {
        shelf_.note_publication(moment.now, feed.accepted);
    }
}

}  // namespace drydock::mocks::channels
