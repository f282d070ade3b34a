#include "mocks/channels/marketplace.hpp"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "core/books.hpp"
#include "core/check.hpp"
#include "mocks/channels/wire.hpp"

namespace drydock::mocks {

using channels::LineFields;

namespace {

enum class Ask : std::uint16_t { list, acknowledge, ship, cancel, refund, feed, unknown };

// In the order of Ask.
constexpr std::array<std::string_view, 7> operation_names{
    "orders/list",
    "orders/acknowledge",
    "orders/ship",
    "orders/cancel",
    "orders/refund",
    "feeds/inventory",
    "other"};

constexpr LineFields shipped_fields{"orderItemId", "quantity"};
/// Source: Amazon JSON_LISTINGS_FEED, 25,000 items a feed.
constexpr std::size_t feed_items_max = 25'000;

Ask ask_of(const Request& request) {
    const std::string_view path = path_of(request.path);
    if (request.method == Method::get) {
        return path == "/orders/v0/orders" ? Ask::list : Ask::unknown;
    }
    if (request.method != Method::post) {
        return Ask::unknown;
    }
    if (path == "/feeds/2021-06-30/inventory") {
        return Ask::feed;
    }
    if (!path.starts_with("/orders/v0/orders/") || !path_segment(path, 5).empty()) {
        return Ask::unknown;
    }
    const std::string_view verb = path_segment(path, 4);
    return verb == "acknowledgement"        ? Ask::acknowledge
           : verb == "shipmentConfirmation" ? Ask::ship
           : verb == "cancellation"         ? Ask::cancel
           : verb == "refund"               ? Ask::refund
                                            : Ask::unknown;
}

Response error_answer(std::uint16_t status, std::string_view code, std::string_view message) {
    DocumentWriter writer;
    writer.begin_object();
    writer.begin_array("errors");
    writer.begin_object();
    writer.field("code", code);
    writer.field("message", message);
    writer.field("details", "");
    writer.end();
    writer.end();
    writer.end();
    return channels::answer_with(status, writer.finish());
}

Response invalid_input(std::string_view message) {
    return error_answer(400, "InvalidInput", message);
}

Response not_found() {
    return error_answer(404, "NotFound", "The specified resource was not found.");
}

Response done() {
    return channels::answer_with(204);
}

}  // namespace

Marketplace::Marketplace(MarketplaceSettings settings, std::shared_ptr<const Demand> demand)
    : settings_{std::move(settings)},
      demand_{std::move(demand)},
      book_{demand_, settings_.channel.channel},
      shelf_{*demand_},
      customers_{settings_.channel, demand_, book_, shelf_} {
    DRYDOCK_CHECK(settings_.page_size_max > 0);
}

std::span<const std::string_view> Marketplace::operations() const {
    return operation_names;
}

Operation Marketplace::operation_of(const Request& request) const {
    const Ask ask = ask_of(request);
    const Value lines = ask == Ask::ship                         ? request.body["orderItems"]
                        : ask == Ask::refund || ask == Ask::feed ? request.body["items"]
                                                                 : Value{};
    return {static_cast<std::uint16_t>(ask), static_cast<std::uint32_t>(lines.size())};
}

Response Marketplace::refusal(std::uint16_t status) const {
    if (status == 429) {
        return error_answer(
            status, "QuotaExceeded", "You exceeded your quota for the requested resource."
        );
    }
    if (status == 503) {
        return error_answer(status, "ServiceUnavailable", "Service is temporarily unavailable.");
    }
    return error_answer(status, "InternalFailure", "We encountered an internal error.");
}

void Marketplace::on_start(const Moment& moment, Step& step) {
    customers_.on_start(moment, step);
}

void Marketplace::on_timer(const Moment& moment, TimerId id, Step& step) {
    // The seller finds what customers did in its next list.
    static_cast<void>(customers_.on_timer(moment, id, step));
}

void Marketplace::on_request(const Moment& moment, const Incoming& incoming, Step& step) {
    step.reply(incoming.exchange, answer(moment, incoming.request, step));
}

Response Marketplace::answer(const Moment& moment, const Request& request, Step& step) {
    const Ask ask = ask_of(request);
    switch (ask) {
        case Ask::list:
            return list(moment, request);
        case Ask::feed:
            return take_feed(moment, request);
        case Ask::unknown:
            return not_found();
        default:
            break;
    }
    const auto order = book_.find_number(path_segment(request.path, 3));
    if (!order) {
        return not_found();
    }
    const Errand errand{moment, request, *order};
    switch (ask) {
        case Ask::ship:
            return ship(errand, step);
        case Ask::cancel:
            return answer_cancel(errand, step);
        case Ask::refund:
            return refund(errand);
        default:
            book_.acknowledge(*order, moment.now);
            return done();
    }
}

Response Marketplace::list(const Moment& moment, const Request& request) const {
    const Calendar& calendar = settings_.channel.calendar;
    const std::string_view token = query_parameter(request.path, "NextToken");
    const auto from =
        channels::date_of(query_parameter(request.path, "LastUpdatedAfter"), calendar);
    if (token.empty() && !from) {
        return invalid_input("LastUpdatedAfter is missing or no date");
    }
    const auto position = token.empty() ? book_.position_at(*from) : channels::number_of(token);
    if (!position) {
        return invalid_input("NextToken is wrong");
    }
    const Instant until = moment.now - settings_.order_visible_after;
    const auto page = book_.page(*position, settings_.page_size_max, until);
    DocumentWriter writer;
    writer.begin_object();
    writer.begin_object("payload");
    writer.begin_array("Orders");
    for (const std::uint32_t order : page.orders) {
        writer.begin_object();
        write_order(writer, order);
        writer.end();
    }
    writer.end();
    if (page.next) {
        writer.field("NextToken", std::to_string(*page.next));
    } else {
        writer.field_null("NextToken");
    }
    writer.field("LastUpdatedBefore", channels::date_text(until, calendar));
    writer.end();
    writer.end();
    return channels::answer_with(200, writer.finish());
}

Response Marketplace::ship(const Errand& errand, Step& step) {
    const Value body = errand.request.body.root();
    const std::string_view reference = body["packageReferenceId"].string();
    auto lines = channels::read_units(body["orderItems"], shipped_fields);
    if (reference.empty() || !lines) {
        return invalid_input("packageReferenceId or orderItems is wrong");
    }
    const auto id =
        book_.fulfil_or_replace(errand.order, reference, *std::move(lines), errand.moment.now);
    if (!id) {
        return invalid_input(channels::to_text(id.error()));
    }
    customers_.on_goods_moved(errand.moment, errand.order, step);
    return done();
}

Response Marketplace::answer_cancel(const Errand& errand, Step& step) {
    const Value body = errand.request.body.root();
    const Value accepted = body["accepted"];
    const auto index = book_.find_cancel(errand.order, body["requestId"].string());
    if (!index || (!accepted.is_true() && !accepted.is_false())) {
        return invalid_input("requestId or accepted is wrong");
    }
    if (book_.request(*index).answer != CancelAnswer::none) {
        return done();  // The first answer stands.
    }
    if (accepted.is_true()) {
        book_.answer_cancel(*index, CancelAnswer::confirmed, errand.moment.now);
        customers_.on_goods_moved(errand.moment, errand.order, step);
    } else {
        book_.answer_cancel(*index, CancelAnswer::denied, errand.moment.now);
        customers_.on_denied(errand.moment, *index, step);
    }
    return done();
}

Response Marketplace::refund(const Errand& errand) {
    const Value body = errand.request.body.root();
    const std::string_view reference = body["reference"].string();
    if (reference.empty()) {
        return invalid_input("reference is missing");
    }
    const auto position =
        book_.refund(errand.order, reference, body["amount"].money(), errand.moment.now);
    return position ? done() : invalid_input(channels::to_text(position.error()));
}

/// Takes what it can read of a feed: products that it does not know are errors of their own, which
/// a seller finds in the feed's report.
Response Marketplace::take_feed(const Moment& moment, const Request& request) {
    if (feed_taken_ && moment.now - *feed_taken_ < settings_.feed_interval_min) {
        Response response = refusal(429);
        response.retry_after = *feed_taken_ + settings_.feed_interval_min - moment.now;
        return response;
    }
    const auto levels = channels::read_levels(request.body["items"], "quantity");
    if (!levels || levels->empty() || levels->size() > feed_items_max) {
        return invalid_input("items is wrong");
    }
    std::uint32_t known = 0;
    for (const channels::LevelUpdate& level : *levels) {
        if (const auto sku = shelf_.find(level.sku)) {
            shelf_.set(*sku, level.units);
            ++known;
        }
    }
    feed_taken_ = moment.now;
    shelf_.note_publication(moment.now, known);
    DocumentWriter writer;
    writer.begin_object();
    writer.field("feedId", fmt::format("feed-{}", shelf_.publication_count()));
    writer.end();
    return channels::answer_with(202, writer.finish());
}

void Marketplace::write_books(Books& books) const {
    book_.write_books(settings_.channel.self, books);
    shelf_.write_books(settings_.channel.self, books);
    books.orders_unplaced += customers_.orders_unplaced();
    books.lines_unplaced += customers_.lines_unplaced();
}

void Marketplace::read_gauges(std::vector<Gauge>& gauges) const {
    gauges.push_back({"orders_placed", book_.order_count()});
    gauges.push_back({"orders_unplaced", static_cast<std::int64_t>(customers_.orders_unplaced())});
    gauges.push_back({"lines_unplaced", static_cast<std::int64_t>(customers_.lines_unplaced())});
    gauges.push_back({"cancels_open", book_.cancels_open()});
    gauges.push_back({"returns_held", customers_.returns_held()});
    gauges.push_back({"reversals_dropped", customers_.reversals_dropped()});
    gauges.push_back({"refunds", book_.refund_count()});
}

}  // namespace drydock::mocks
