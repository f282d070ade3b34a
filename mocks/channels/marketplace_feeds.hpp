#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.hpp"
#include "core/expected.hpp"
#include "core/step.hpp"
#include "mocks/channels/marketplace_settings.hpp"
#include "mocks/channels/shelf.hpp"

namespace drydock::mocks::channels {

/// Source: feeds_2021-06-30.json, Feed.processingStatus.
enum class FeedStatus : std::uint8_t { in_queue, in_progress, done, cancelled, fatal };
[[nodiscard]] std::string_view to_text(FeedStatus status);

/// What is wrong with one message of a feed.
struct FeedIssue {
    std::int64_t message_id = 0;
    std::string sku;
    std::string_view code;
    std::string_view message;
};

struct Feed {
    std::string type;
    std::string document;  ///< That it was made of.
    FeedStatus status = FeedStatus::in_queue;
    Instant created;
    Instant start_min;  ///< Not in progress before this.
    std::optional<Instant> started;
    std::optional<Instant> ended;
    std::uint32_t processed = 0;
    std::uint32_t accepted = 0;
    std::vector<FeedIssue> issues;

    [[nodiscard]] bool has_report() const {
        return status == FeedStatus::done || status == FeedStatus::fatal;
    }
};

/// Why no feed is made.
enum class FeedRefusal : std::uint8_t {
    unknown_type,
    unknown_document,
    document_used,
    too_soon,  ///< After the last one of its type.
};

/// The feed service of a marketplace: documents come first, feeds are made of them and worked on
/// one after the other, and a report tells of each message.
///
/// Source: feeds_2021-06-30.json; Amazon feeds FAQ, the queue is sequential and cannot be
/// prioritised. A feed changes levels only when it ends, so that a listing changed meanwhile is
/// overwritten by the older level of the feed.
class FeedDesk {
public:
    /// `settings` and `shelf` outlive this.
    FeedDesk(const FeedSettings& settings, Shelf& shelf) : settings_{settings}, shelf_{shelf} {}

    /// Returns the id of a document to be uploaded.
    [[nodiscard]] std::string create_document();
    /// False when no such document waits for its content. An empty `content` is a document that is
    /// no JSON.
    [[nodiscard]] bool upload(std::string_view id, Document content);
    [[nodiscard]] bool is_uploaded(std::string_view id) const;

    /// Returns the feed's id. Sets the service's timer.
    [[nodiscard]] expected<std::uint64_t, FeedRefusal> create(
        const Moment& moment, std::string_view type, std::string_view document, Step& step
    );
    /// When the next feed of the type is taken. Not before now.
    [[nodiscard]] Instant next_allowed(std::string_view type, Instant now) const;
    [[nodiscard]] const Feed* find(std::string_view id) const;
    /// Only a feed that is in the queue can be cancelled. Source: feeds_2021-06-30.json,
    /// cancelFeed.
    [[nodiscard]] bool cancel(const Moment& moment, std::string_view id, Step& step);
    [[nodiscard]] static std::string report_id(std::uint64_t feed);
    /// The feed that the report is about; null when there is none, or when it is too old.
    [[nodiscard]] const Feed* find_report(std::string_view id, Instant now) const;
    /// Id of a feed that was found.
    [[nodiscard]] std::uint64_t id_of(const Feed& feed) const;

    static constexpr TimerId timer{std::uint64_t{1} << 61U};
    void on_timer(const Moment& moment, Step& step);

private:
    struct Content {
        Document document{};
        bool uploaded = false;
        bool used = false;
    };
    void look_after_head(const Moment& moment, Step& step);
    void work(const Moment& moment, std::uint64_t id, Feed& feed);

    const FeedSettings& settings_;
    Shelf& shelf_;
    std::map<std::string, Content, std::less<>> contents_;
    std::vector<Feed> feeds_;                            ///< By id, from 1.
    std::size_t head_ = 0;                               ///< The first that has not ended.
    std::map<std::string, Instant, std::less<>> taken_;  ///< The last one of each type.
    std::uint64_t documents_ = 0;
};

/// The level that a message of a JSON_LISTINGS_FEED, or the body of a patched listing, sets.
/// Nullopt when it sets none.
[[nodiscard]] std::optional<std::int64_t> read_patched_level(Value message);

}  // namespace drydock::mocks::channels
