#include <fmt/format.h>

#include "mocks/channels/marketplace.hpp"
#include "mocks/channels/marketplace_answers.hpp"
#include "mocks/channels/wire.hpp"

/// What a seller asks of a marketplace's feed service and listings.
/// Source: feeds_2021-06-30.json, listingsItems_2021-08-01.json.
namespace drydock::mocks {

using channels::Feed;
using channels::FeedRefusal;
using channels::invalid_input;

namespace {

Response document_answer(std::uint16_t status, std::string_view base, std::string_view id) {
    DocumentWriter writer;
    writer.begin_object();
    writer.field("feedDocumentId", id);
    writer.field("url", fmt::format("{}/documents/{}", base, id));
    writer.end();
    return channels::answer_with(status, writer.finish());
}

}  // namespace

Response Marketplace::create_document(const Request& request) {
    if (request.body["contentType"].string().empty()) {
        return invalid_input("contentType is missing.");
    }
    return document_answer(201, settings_.feeds.public_url, feeds_.create_document());
}

/// The storage takes whatever comes; a feed of it fails later.
Response Marketplace::upload(const Moment&, std::string_view document, const Request& request) {
    return feeds_.upload(document, request.body)
               ? channels::answer_with(200)
               : channels::error_answer(403, "AccessDenied", "Request has expired.");
}

Response Marketplace::create_feed(const Moment& moment, const Request& request, Step& step) {
    const Value body = request.body.root();
    const std::string_view type = body["feedType"].string();
    const auto id = feeds_.create(moment, type, body["inputFeedDocumentId"].string(), step);
    if (id) {
        DocumentWriter writer;
        writer.begin_object();
        writer.field("feedId", std::to_string(*id));
        writer.end();
        return channels::answer_with(202, writer.finish());
    }
    if (id.error() == FeedRefusal::too_soon) {
        Response response = refusal(429);
        response.retry_after = feeds_.next_allowed(type, moment.now) - moment.now;
        say_retry_after(settings_.retry_header, response);
        return response;
    }
    return invalid_input(
        id.error() == FeedRefusal::unknown_type       ? "feedType is wrong."
        : id.error() == FeedRefusal::unknown_document ? "inputFeedDocumentId is unknown."
                                                      : "inputFeedDocumentId was submitted before."
    );
}

Response Marketplace::get_feed(std::string_view id) const {
    const Feed* const feed = feeds_.find(id);
    if (feed == nullptr) {
        return channels::marketplace_not_found();
    }
    DocumentWriter writer;
    writer.begin_object();
    writer.field("feedId", id);
    writer.field("feedType", feed->type);
    writer.begin_array("marketplaceIds");
    writer.add(settings_.marketplace_id);
    writer.end();
    writer.field("createdTime", date_text(feed->created));
    writer.field("processingStatus", channels::to_text(feed->status));
    if (feed->started) {
        writer.field("processingStartTime", date_text(*feed->started));
    }
    if (feed->ended) {
        writer.field("processingEndTime", date_text(*feed->ended));
    }
    if (feed->has_report()) {
        writer.field("resultFeedDocumentId", feeds_.report_id(feeds_.id_of(*feed)));
    }
    writer.end();
    return channels::answer_with(200, writer.finish());
}

Response Marketplace::cancel_feed(const Moment& moment, std::string_view id, Step& step) {
    if (feeds_.find(id) == nullptr) {
        return channels::marketplace_not_found();
    }
    return feeds_.cancel(moment, id, step)
               ? channels::answer_with(200)
               : invalid_input("Only a feed that is IN_QUEUE can be cancelled.");
}

Response Marketplace::get_document(const Moment& moment, std::string_view id) const {
    if (feeds_.find_report(id, moment.now) == nullptr && !feeds_.is_uploaded(id)) {
        return channels::marketplace_not_found();
    }
    return document_answer(200, settings_.feeds.public_url, id);
}

/// Source: Amazon JSON_LISTINGS_FEED, feed processing report schema v2. Of a FATAL feed the report
/// does not say which messages were applied: partners.md, "some, none, or all".
Response Marketplace::download(const Moment& moment, std::string_view id) const {
    const Feed* const feed = feeds_.find_report(id, moment.now);
    if (feed == nullptr) {
        return channels::error_answer(403, "AccessDenied", "Request has expired.");
    }
    const bool fatal = feed->status == channels::FeedStatus::fatal;
    DocumentWriter writer;
    writer.begin_object();
    writer.begin_object("header");
    writer.field("sellerId", settings_.seller_id);
    writer.field("version", "2.0");
    writer.field("feedId", std::to_string(feeds_.id_of(*feed)));
    writer.end();
    writer.begin_array("issues");
    if (fatal) {
        writer.begin_object();
        writer.field("code", "4000001");
        writer.field("severity", "ERROR");
        writer.field("message", "The feed was not processed to its end.");
        writer.end();
    }
    for (const channels::FeedIssue& issue : feed->issues) {
        if (fatal) {
            break;
        }
        writer.begin_object();
        writer.field("messageId", issue.message_id);
        writer.field("sku", issue.sku);
        writer.field("code", issue.code);
        writer.field("severity", "ERROR");
        writer.field("message", issue.message);
        writer.end();
    }
    writer.end();
    if (!fatal) {
        writer.begin_object("summary");
        writer.field("errors", feed->issues.size());
        writer.field("warnings", 0);
        writer.field("messagesProcessed", feed->processed);
        writer.field("messagesAccepted", feed->accepted);
        writer.field("messagesInvalid", feed->issues.size());
        writer.end();
    }
    writer.end();
    return channels::answer_with(200, writer.finish());
}

/// Takes effect at once, and so before any feed that waits. Source: Amazon feeds FAQ, a direct
/// PATCH can overtake a queued feed.
Response Marketplace::patch_listing(
    const Moment& moment, std::string_view sku, const Request& request
) {
    const auto known = shelf_.find(sku);
    if (!known) {
        return channels::marketplace_not_found();
    }
    const auto units = channels::read_patched_level(request.body.root());
    if (!units) {
        return invalid_input("patches set no fulfillment_availability.");
    }
    shelf_.set(*known, *units);
    shelf_.note_publication(moment.now, 1);
    DocumentWriter writer;
    writer.begin_object();
    writer.field("sku", sku);
    writer.field("status", "ACCEPTED");
    writer.field("submissionId", fmt::format("s-{}", shelf_.publication_count()));
    writer.begin_array("issues");
    writer.end();
    writer.end();
    return channels::answer_with(200, writer.finish());
}

}  // namespace drydock::mocks
