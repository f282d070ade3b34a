#include "mocks/channels/marketplace.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "core/books.hpp"
#include "core/check.hpp"
#include "mocks/channels/marketplace_answers.hpp"
#include "mocks/channels/wire.hpp"

namespace drydock::mocks {

using channels::invalid_input;
using channels::MarketplaceAsk;

namespace {

constexpr channels::LineFields shipped_fields{"orderItemId", "quantity"};
/// Timers of orders that are about to be paid; the low half is the order.
constexpr std::uint64_t payment_bit = std::uint64_t{1} << 60U;

Response done() {
    return channels::answer_with(204);
}

/// Tokens a second, as the header says it: "0.0167", "2.0". Source: developer-docs.amazon.com,
/// usage plans and rate limits; Orders v0, x-amzn-RateLimit-Limit.
std::string rate_text(Duration interval) {
    constexpr std::int64_t parts = 10'000;
    const std::int64_t nanoseconds = interval.count();
    const std::int64_t rate =
        (parts * Duration{one_second}.count() + nanoseconds / 2) / nanoseconds;
    std::string text = fmt::format("{}.{:04}", rate / parts, rate % parts);
    while (text.ends_with('0') && text[text.size() - 2] != '.') {
        text.pop_back();
    }
    return text;
}

}  // namespace

Marketplace::Marketplace(MarketplaceSettings settings, std::shared_ptr<const Demand> demand)
    : settings_{std::move(settings)},
      demand_{std::move(demand)},
      book_{demand_, settings_.channel.channel},
      shelf_{*demand_},
      customers_{settings_.channel, demand_, book_, shelf_},
      feeds_{settings_.feeds, shelf_},
      notices_{settings_.notifications},
      watch_{settings_.channel.self, settings_.strict} {
    DRYDOCK_CHECK(settings_.page_size_max > 0);
    for (const UsagePlan& plan : settings_.usage_plans) {
        DRYDOCK_CHECK(plan.interval > Duration::zero());
        const auto found = std::ranges::find(channels::marketplace_operations, plan.operation);
        if (found != channels::marketplace_operations.end()) {
            rates_.at(static_cast<std::size_t>(found - channels::marketplace_operations.begin())) =
                rate_text(plan.interval);
        }
    }
}

std::span<const std::string_view> Marketplace::operations() const {
    return channels::marketplace_operations;
}

Operation Marketplace::operation_of(const Request& request) const {
    const Ask ask = channels::read_marketplace_path(request).ask;
    const Value body = request.body.root();
    const Value lines = ask == Ask::ship     ? body["packageDetail"]["orderItems"]
                        : ask == Ask::refund ? body["items"]
                        : ask == Ask::upload ? body["messages"]
                                             : Value{};
    return {static_cast<std::uint16_t>(ask), static_cast<std::uint32_t>(lines.size())};
}

Response Marketplace::refusal(std::uint16_t status) const {
    if (status == 429) {
        return channels::error_answer(
            status, "QuotaExceeded", "You exceeded your quota for the requested resource."
        );
    }
    if (status == 503) {
        return channels::error_answer(
            status, "ServiceUnavailable", "Service is temporarily unavailable."
        );
    }
    return channels::error_answer(status, "InternalFailure", "We encountered an internal error.");
}

void Marketplace::add_rate(Ask ask, Response& response) const {
    const std::string& rate = rates_.at(static_cast<std::size_t>(ask));
    if (!rate.empty()) {
        response.headers.push_back({"x-amzn-RateLimit-Limit", rate});
    }
}

void Marketplace::on_turned_away(
    const Moment& moment, SystemId from, const Request& request, Response& response
) {
    const Ask ask = channels::read_marketplace_path(request).ask;
    const auto operation = static_cast<std::uint16_t>(ask);
    watch_.request(moment.now, from, operation, channels::marketplace_operations.at(operation));
    say_retry_after(settings_.retry_header, response);
    add_rate(ask, response);
    // Who is told no time cannot come too early.
    watch_.turned_away(
        moment.now, from, operation, response.retry_after.value_or(Duration::zero())
    );
}

void Marketplace::on_start(const Moment& moment, Step& step) {
    customers_.on_start(moment, step);
}

void Marketplace::on_timer(const Moment& moment, TimerId id, Step& step) {
    if (channels::Notices::owns(id)) {
        notices_.on_timer(moment, id, step);
        return;
    }
    if (id == channels::FeedDesk::timer) {
        feeds_.on_timer(moment, step);
        return;
    }
    if ((id.value & payment_bit) != 0) {
        const auto order = static_cast<std::uint32_t>(id.value);
        book_.pay(order, moment.now);
        tell(moment, order, "OrderStatusChange", step);
        return;
    }
    for (const channels::CustomerAct& act : customers_.on_timer(moment, id, step)) {
        if (act.kind != channels::CustomerAct::Kind::order) {
            tell(moment, book_.request(act.index).order, "BuyerRequestedChange", step);
            continue;
        }
        if (moment.draws.happens(
                settings_.pending_ppm, Stream{"marketplace pending"}, act.index, 0
            )) {
            book_.await_payment(act.index);
            step.set_timer(
                TimerId{payment_bit | act.index},
                moment.now +
                    moment.draws.delay_at_most(
                        settings_.pending_max, Stream{"marketplace pending for"}, act.index, 0
                    )
            );
        }
        tell(moment, act.index, "OrderStatusChange", step);
    }
}

void Marketplace::on_outcome(const Moment& moment, const Outcome& outcome, Step& step) {
    notices_.on_outcome(moment, outcome, step);
}

void Marketplace::on_request(const Moment& moment, const Incoming& incoming, Step& step) {
    const Ask ask = channels::read_marketplace_path(incoming.request).ask;
    if (watch_.on()) {
        watch(moment, incoming.from, ask, incoming.request);
    }
    const bool throttled = moment.draws.happens(
        settings_.throttled_ppm, Stream{"marketplace throttled"}, incoming.exchange.value, 0
    );
    Response response = throttled ? refusal(429) : answer(moment, incoming.request, step);
    add_rate(ask, response);
    if (response.retry_after) {
        watch_.turned_away(
            moment.now, incoming.from, static_cast<std::uint16_t>(ask), *response.retry_after
        );
    }
    step.reply(incoming.exchange, std::move(response));
}

Response Marketplace::answer(const Moment& moment, const Request& request, Step& step) {
    const channels::MarketplacePath path = channels::read_marketplace_path(request);
    switch (path.ask) {
        case Ask::list:
            return list(moment, request);
        case Ask::create_document:
            return create_document(request);
        case Ask::upload:
            return upload(moment, path.item, request);
        case Ask::create_feed:
            return create_feed(moment, request, step);
        case Ask::get_feed:
            return get_feed(path.item);
        case Ask::cancel_feed:
            return cancel_feed(moment, path.item, step);
        case Ask::get_document:
            return get_document(moment, path.item);
        case Ask::download:
            return download(moment, path.item);
        case Ask::patch_listing:
            return patch_listing(moment, path.item, request);
        case Ask::unknown:
            return channels::marketplace_not_found();
        default:
            return answer_of_order(path.ask, path.item, moment, request, step);
    }
}

Response Marketplace::answer_of_order(
    Ask ask, std::string_view number, const Moment& moment, const Request& request, Step& step
) {
    const auto order = book_.find_number(number);
    if (!order) {
        return channels::marketplace_not_found();
    }
    const Errand errand{moment, request, *order};
    switch (ask) {
        case Ask::get:
            return get(*order);
        case Ask::items:
            return get_items(*order);
        case Ask::ship:
            return ship(errand, step);
        case Ask::cancel:
            return answer_cancel(errand, step);
        case Ask::refund:
            return refund(errand);
        default:
            return acknowledge(errand, step);
    }
}

Response Marketplace::acknowledge(const Errand& errand, Step&) {
    if (book_.order(errand.order).awaits_payment) {
        return invalid_input("The order is Pending: it cannot be acknowledged yet.");
    }
    book_.acknowledge(errand.order, errand.moment.now);
    return done();
}

/// Source: ordersV0.json, confirmShipment; a Pending order must not be shipped.
Response Marketplace::ship(const Errand& errand, Step& step) {
    const Value package = errand.request.body["packageDetail"];
    const std::string_view reference = package["packageReferenceId"].string();
    auto lines = channels::read_units(package["orderItems"], shipped_fields);
    if (reference.empty() || !lines) {
        return invalid_input("packageReferenceId or orderItems is wrong");
    }
    const channels::Order& order = book_.order(errand.order);
    if (order.awaits_payment) {
        return invalid_input("The order is Pending: it must not be shipped.");
    }
    const bool known =
        std::ranges::find(order.fulfilments, reference, &channels::Fulfilment::reference) !=
        order.fulfilments.end();
    if (order.cancelled && !known) {
        return invalid_input("The order is Canceled: it cannot be shipped.");
    }
    const auto id =
        book_.fulfil_or_replace(errand.order, reference, *std::move(lines), errand.moment.now);
    if (!id) {
        return invalid_input(channels::to_text(id.error()));
    }
    customers_.on_goods_moved(errand.moment, errand.order, step);
    tell(errand.moment, errand.order, "OrderStatusChange", step);
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
        tell(errand.moment, errand.order, "OrderStatusChange", step);
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

void Marketplace::write_books(Books& books) const {
    book_.write_books(settings_.channel.self, books);
    shelf_.write_books(settings_.channel.self, books);
    watch_.write_books(books);
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
