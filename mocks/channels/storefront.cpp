#include "mocks/channels/storefront.hpp"

#include <utility>

#include "core/books.hpp"
#include "core/check.hpp"
#include "mocks/channels/storefront_paths.hpp"
#include "mocks/channels/wire.hpp"

namespace drydock::mocks {

using channels::CustomerAct;
using channels::CustomerRequest;
using channels::LineFields;
using channels::StorefrontAsk;

namespace {

constexpr std::uint32_t no_order = 0xFFFF'FFFFU;
/// The shop's ids begin above any line or customer number, so that mixing them up shows.
constexpr std::uint64_t order_id_first = 5'000'000'001;
constexpr std::uint64_t fulfilment_id_base = 4'000'000'000;
constexpr LineFields line_fields{"id", "quantity"};

/// Source: Shopify REST pagination, limit 250, and its default.
constexpr std::uint64_t page_size_max = 250;
constexpr std::uint64_t page_size_default = 50;
/// Source: Shopify inventorySetQuantities.
constexpr std::size_t quantities_max = 250;

Response not_found() {
    DocumentWriter writer;
    writer.begin_object();
    writer.field("errors", "Not Found");
    writer.end();
    return channels::answer_with(404, writer.finish());
}

/// How the shop says that a request's content is no good.
Response unprocessable(std::string_view message) {
    DocumentWriter writer;
    writer.begin_object();
    writer.begin_object("errors");
    writer.begin_array("base");
    writer.add(message);
    writer.end();
    writer.end();
    writer.end();
    return channels::answer_with(422, writer.finish());
}

Response numbered(std::uint16_t status, Key name, std::uint64_t id) {
    DocumentWriter writer;
    writer.begin_object();
    writer.begin_object(name);
    writer.field("id", id);
    writer.end();
    writer.end();
    return channels::answer_with(status, writer.finish());
}

std::optional<Milestone> milestone_of(std::string_view status) {
    if (status == "in_transit") {
        return Milestone::in_transit;
    }
    if (status == "out_for_delivery") {
        return Milestone::out_for_delivery;
    }
    return status == "delivered" ? std::optional{Milestone::delivered} : std::nullopt;
}

}  // namespace

Storefront::Storefront(StorefrontSettings settings, std::shared_ptr<const Demand> demand)
    : settings_{std::move(settings)},
      demand_{std::move(demand)},
      book_{demand_, settings_.channel.channel},
      shelf_{*demand_},
      customers_{settings_.channel, demand_, book_, shelf_},
      sender_{settings_.webhook} {}

std::span<const std::string_view> Storefront::operations() const {
    return channels::storefront_operations;
}

Operation Storefront::operation_of(const Request& request) const {
    const StorefrontAsk ask = channels::read_storefront_path(request).ask;
    Value lines;
    switch (ask) {
        case StorefrontAsk::fulfil:
            lines = request.body["fulfillment"]["line_items"];
            break;
        case StorefrontAsk::refund:
            lines = request.body["refund"]["line_items"];
            break;
        case StorefrontAsk::set_inventory:
            lines = request.body["quantities"];
            break;
        default:
            break;
    }
    return {static_cast<std::uint16_t>(ask), static_cast<std::uint32_t>(lines.size())};
}

Response Storefront::refusal(std::uint16_t status) const {
    DocumentWriter writer;
    writer.begin_object();
    writer.field(
        "errors",
        status == 429   ? "Exceeded 2 calls per second for api client. Reduce request rates to "
                          "resume uninterrupted service."
        : status == 503 ? "Service Unavailable"
                        : "Internal Server Error"
    );
    writer.end();
    return channels::answer_with(status, writer.finish());
}

void Storefront::on_start(const Moment& moment, Step& step) {
    customers_.on_start(moment, step);
}

void Storefront::on_timer(const Moment& moment, TimerId id, Step& step) {
    if (WebhookSender::owns(id)) {
        sender_.on_timer(moment, id, step);
        return;
    }
    for (const CustomerAct& act : customers_.on_timer(moment, id, step)) {
        tell(moment, act, step);
    }
}

void Storefront::on_outcome(const Moment& moment, const Outcome& outcome, Step& step) {
    const auto end = sender_.on_outcome(moment, outcome, step);
    if (end && end->accepted && order_of_delivery_[end->delivery - 1] != no_order) {
        book_.accept(order_of_delivery_[end->delivery - 1], moment.now);
    }
}

void Storefront::on_request(const Moment& moment, const Incoming& incoming, Step& step) {
    step.reply(incoming.exchange, answer(moment, incoming.request, step));
}

Response Storefront::answer(const Moment& moment, const Request& request, Step& step) {
    const channels::StorefrontPath path = channels::read_storefront_path(request);
    switch (path.ask) {
        case StorefrontAsk::list:
            return list(request);
        case StorefrontAsk::set_inventory:
            return set_inventory(moment, request);
        case StorefrontAsk::unknown:
            return not_found();
        default:
            break;
    }
    const auto id = channels::number_of(path.order);
    const auto order =
        id && *id >= order_id_first ? book_.find_demand(*id - order_id_first) : std::nullopt;
    if (!order) {
        return not_found();
    }
    const Errand errand{moment, request, *order, path.item};
    switch (path.ask) {
        case StorefrontAsk::get:
            return get(errand);
        case StorefrontAsk::fulfil:
            return fulfil(errand, step);
        case StorefrontAsk::list_fulfilments:
            return list_fulfilments(errand);
        case StorefrontAsk::add_event:
            return add_event(errand);
        case StorefrontAsk::accept_cancel:
            return answer_cancel(errand, CancelAnswer::confirmed, step);
        case StorefrontAsk::reject_cancel:
            return answer_cancel(errand, CancelAnswer::denied, step);
        default:
            return refund(errand);
    }
}

Response Storefront::list(const Request& request) const {
    const std::string_view cursor = query_parameter(request.path, "page_info");
    const std::string_view from = query_parameter(request.path, "updated_at_min");
    const std::string_view limit = query_parameter(request.path, "limit");
    const auto size = limit.empty() ? page_size_default : channels::number_of(limit);
    const auto updated_from =
        from.empty() ? Instant::min() : channels::date_of(from, settings_.channel.calendar);
    if (!size || *size < 1 || *size > page_size_max || !updated_from) {
        return unprocessable("limit or updated_at_min is wrong");
    }
    const auto position =
        cursor.empty() ? book_.position_at(*updated_from) : channels::number_of(cursor);
    if (!position) {
        return unprocessable("page_info is wrong");
    }
    const auto page = book_.page(*position, *size, Instant::max());
    DocumentWriter writer;
    writer.begin_object();
    writer.begin_array("orders");
    for (const std::uint32_t order : page.orders) {
        writer.begin_object();
        write_listed_order(writer, order);
        writer.end();
    }
    writer.end();
    if (page.next) {
        writer.field("next_page_info", std::to_string(*page.next));
    } else {
        writer.field_null("next_page_info");
    }
    writer.end();
    return channels::answer_with(200, writer.finish());
}

Response Storefront::get(const Errand& errand) const {
    DocumentWriter writer;
    writer.begin_object();
    writer.begin_object("order");
    write_listed_order(writer, errand.order);
    writer.end();
    writer.end();
    return channels::answer_with(200, writer.finish());
}

Response Storefront::fulfil(const Errand& errand, Step& step) {
    const Value body = errand.request.body["fulfillment"];
    const std::string_view reference = body["reference"].string();
    auto lines = channels::read_units(body["line_items"], line_fields);
    if (reference.empty() || !lines) {
        return unprocessable("reference or line_items is wrong");
    }
    const Instant now = errand.moment.now;
    const auto id = book_.fulfil(errand.order, reference, *std::move(lines), now);
    if (!id) {
        return unprocessable(channels::to_text(id.error()));
    }
    book_.accept(errand.order, now);
    customers_.on_goods_moved(errand.moment, errand.order, step);
    return numbered(201, "fulfillment", fulfilment_id_base + *id);
}

Response Storefront::list_fulfilments(const Errand& errand) const {
    DocumentWriter writer;
    writer.begin_object();
    writer.begin_array("fulfillments");
    for (const channels::Fulfilment& fulfilment : book_.order(errand.order).fulfilments) {
        writer.begin_object();
        writer.field("id", fulfilment_id_base + fulfilment.id);
        writer.field("reference", fulfilment.reference);
        writer.end();
    }
    writer.end();
    writer.end();
    return channels::answer_with(200, writer.finish());
}

Response Storefront::add_event(const Errand& errand) {
    const Value event = errand.request.body["event"];
    const auto milestone = milestone_of(event["status"].string());
    if (!milestone) {
        return unprocessable("status is wrong");
    }
    const Instant now = errand.moment.now;
    if (!book_.add_milestone(errand.order, errand.item, *milestone, now)) {
        return not_found();
    }
    DocumentWriter writer;
    writer.begin_object();
    writer.begin_object("event");
    writer.field("status", event["status"]);
    writer.end();
    writer.end();
    return channels::answer_with(201, writer.finish());
}

Response Storefront::answer_cancel(const Errand& errand, CancelAnswer answer, Step& step) {
    const auto index = book_.find_cancel(errand.order, errand.item);
    if (!index) {
        return not_found();
    }
    if (book_.request(*index).answer != CancelAnswer::none) {
        return unprocessable("The cancellation request was answered before");
    }
    book_.answer_cancel(*index, answer, errand.moment.now);
    book_.accept(errand.order, errand.moment.now);
    const bool confirmed = answer == CancelAnswer::confirmed;
    if (confirmed) {
        customers_.on_goods_moved(errand.moment, errand.order, step);
    } else {
        customers_.on_denied(errand.moment, *index, step);
    }
    DocumentWriter writer;
    writer.begin_object();
    writer.begin_object("cancellation_request");
    writer.field("request", book_.request(*index).number);
    writer.field("status", confirmed ? "accepted" : "rejected");
    writer.end();
    writer.end();
    return channels::answer_with(200, writer.finish());
}

Response Storefront::refund(const Errand& errand) {
    const std::string_view key = errand.request.header("Idempotency-Key");
    if (key.empty()) {
        // Source: Shopify, mandatory on refunds from API version 2026-04.
        return unprocessable("Idempotency-Key is missing");
    }
    const Money amount = errand.request.body["refund"]["amount"].money();
    const std::size_t known = book_.order(errand.order).refunds.size();
    const auto position = book_.refund(errand.order, key, amount, errand.moment.now);
    if (!position) {
        return unprocessable(channels::to_text(position.error()));
    }
    DocumentWriter writer;
    writer.begin_object();
    writer.begin_object("refund");
    writer.field("id", *position + 1);
    writer.field("amount", book_.order(errand.order).refunds[*position].amount);
    writer.end();
    writer.end();
    return channels::answer_with(*position < known ? 200 : 201, writer.finish());
}

Response Storefront::set_inventory(const Moment& moment, const Request& request) {
    const auto levels = channels::read_levels(request.body["quantities"], "available");
    if (!levels || levels->empty() || levels->size() > quantities_max) {
        return unprocessable("quantities is wrong");
    }
    for (const channels::LevelUpdate& level : *levels) {
        if (!shelf_.find(level.sku)) {
            return unprocessable("The inventory item does not exist");
        }
    }
    for (const channels::LevelUpdate& level : *levels) {
        shelf_.set(*shelf_.find(level.sku), level.units);
    }
    shelf_.note_publication(moment.now, static_cast<std::uint32_t>(levels->size()));
    DocumentWriter writer;
    writer.begin_object();
    writer.end();
    return channels::answer_with(200, writer.finish());
}

void Storefront::write_books(Books& books) const {
    book_.write_books(settings_.channel.self, books);
    shelf_.write_books(settings_.channel.self, books);
    books.orders_unplaced += customers_.orders_unplaced();
    books.lines_unplaced += customers_.lines_unplaced();
}

void Storefront::read_gauges(std::vector<Gauge>& gauges) const {
    gauges.push_back({"orders_placed", book_.order_count()});
    gauges.push_back({"orders_unplaced", static_cast<std::int64_t>(customers_.orders_unplaced())});
    gauges.push_back({"lines_unplaced", static_cast<std::int64_t>(customers_.lines_unplaced())});
    gauges.push_back({"webhooks_pending", static_cast<std::int64_t>(sender_.pending_count())});
    gauges.push_back({"cancels_open", book_.cancels_open()});
    gauges.push_back({"returns_held", customers_.returns_held()});
    gauges.push_back({"reversals_dropped", customers_.reversals_dropped()});
    gauges.push_back({"refunds", book_.refund_count()});
}

void Storefront::tell(const Moment& moment, const CustomerAct& act, Step& step) {
    DocumentWriter writer;
    writer.begin_object();
    if (act.kind == CustomerAct::Kind::order) {
        write_order(writer, act.index);
        writer.end();
        order_of_delivery_.push_back(act.index);
        const std::string& number = book_.demand_of(book_.order(act.index)).number;
        send(moment, "orders/create", number, writer.finish(), step);
        return;
    }
    const CustomerRequest& request = book_.request(act.index);
    write_request(writer, request);
    writer.end();
    order_of_delivery_.push_back(no_order);
    const std::string_view topic = act.kind == CustomerAct::Kind::cancel
                                       ? "fulfillment_orders/cancellation_request_submitted"
                                       : "returns/request";
    send(moment, topic, request.number, writer.finish(), step);
}

/// `number` names the customer's act and so the event: ids say the same whatever came before.
void Storefront::send(
    const Moment& moment,
    std::string_view topic,
    const std::string& number,
    Document body,
    Step& step
) {
    std::vector<Header> headers;
    headers.reserve(4);
    headers.push_back({"X-Shopify-Topic", std::string{topic}});
    headers.push_back({"X-Shopify-Event-Id", "event-" + number});
    headers.push_back({"X-Shopify-Webhook-Id", "webhook-" + number});
    headers.push_back(
        {"X-Shopify-Triggered-At", channels::date_text(moment.now, settings_.channel.calendar)}
    );
    const std::uint64_t delivery = sender_.send(moment, std::move(body), std::move(headers), step);
    DRYDOCK_CHECK(delivery == order_of_delivery_.size());
}

std::uint64_t Storefront::id_of(std::uint32_t order) const {
    return order_id_first + book_.order(order).demand;
}

}  // namespace drydock::mocks
