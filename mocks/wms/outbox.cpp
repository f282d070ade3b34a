#include "mocks/wms/outbox.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace drydock::mocks::wms {

namespace {

/// Messages in one answer. Assumption: a page of this size is what such interfaces give.
constexpr std::int64_t page_size_max = 500;

/// ShipHero's words for our topics. Source: developer.shiphero.com/webhooks.
std::string_view shiphero_word(std::string_view topic) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 7> words{
        {{"order.packed", "Order Packed Out"},
         {"shipment.confirmed", "Shipment Update"},
         {"order.closed_short", "Short Pick"},
         {"inventory.received", "PO Update"},
         {"inventory.adjusted", "Inventory Change"},
         {"inventory.snapshot", "Inventory Update"},
         {"return.received", "Return Update"}}};
    const auto* const found =
        std::ranges::find(words, topic, [](const auto& pair) { return pair.first; });
    return found == words.end() ? topic : found->second;
}

}  // namespace

void Outbox::begin(const Moment& moment, std::string_view topic, DocumentWriter& writer) {
    ++sequence_;
    writer.begin_object();
    writer.field("sequence", sequence_);
    if (style_ == WmsMessageStyle::shiphero) {
        writer.field("webhook_type", shiphero_word(topic));
    } else {
        writer.field("topic", topic);
    }
    writer.field("at", to_text(calendar_.date_time_of(moment.now)));
}

void Outbox::finish(
    const Moment& moment, std::string_view topic, DocumentWriter& writer, Step& step
) {
    writer.end();
    Document body = writer.finish();
    kept_.push_back(body);
    if (kept_.size() > kept_max_) {
        kept_.pop_front();
    }
    if (!health_.enabled()) {
        return;
    }
    std::string id = fmt::format("M{:08}", sequence_);
    std::vector<Header> headers;
    if (style_ == WmsMessageStyle::shiphero) {
        headers.push_back({"X-Shiphero-Message-ID", std::move(id)});
    } else {
        headers.push_back({"X-WMS-Topic", std::string{topic}});
        headers.push_back({"X-WMS-Message-Id", std::move(id)});
    }
    sender_.send(moment, std::move(body), std::move(headers), step);
}

void Outbox::on_outcome(const Moment& moment, const Outcome& outcome, Step& step) {
    if (const auto end = sender_.on_outcome(moment, outcome, step)) {
        health_.ended(end->accepted);
    }
}

Response Outbox::read(std::int64_t after, std::int64_t limit) const {
    after = std::min(after, sequence_);
    const auto kept_count = static_cast<std::int64_t>(kept_.size());
    const std::int64_t first_kept = sequence_ - kept_count + 1;
    const bool gone = after + 1 < first_kept;
    DocumentWriter writer;
    writer.begin_object();
    if (gone) {
        writer.field("code", "gone");
        writer.field("first", first_kept);
    } else {
        writer.begin_array("messages");
        const std::int64_t end =
            after + std::min(sequence_ - after, std::clamp(limit, std::int64_t{1}, page_size_max));
        for (std::int64_t number = after + 1; number <= end; ++number) {
            writer.add(kept_[static_cast<std::size_t>(number - first_kept)].root());
        }
        writer.end();
    }
    writer.end();
    const std::uint16_t status = gone ? 410 : 200;
    return {.status = status, .body = writer.finish(), .headers = {}, .retry_after = {}};
}

}  // namespace drydock::mocks::wms
