#include "mocks/wms/outbox.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace drydock::mocks::wms {

namespace {

/// Messages in one answer. Assumption: a page of this size is what such interfaces give.
constexpr std::int64_t page_size_max = 500;

}  // namespace

void Outbox::begin(const Moment& moment, std::string_view topic, DocumentWriter& writer) {
    ++sequence_;
    writer.begin_object();
    writer.field("sequence", sequence_);
    writer.field("topic", topic);
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
    sender_.send(
        moment,
        std::move(body),
        {{"X-WMS-Topic", std::string{topic}},
         {"X-WMS-Message-Id", fmt::format("M{:08}", sequence_)}},
        step
    );
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
