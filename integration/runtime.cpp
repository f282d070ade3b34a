#include "integration/runtime.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/books.hpp"
#include "core/check.hpp"
#include "integration/connectors/channels/storefront_calls.hpp"
#include "integration/operations/duty.hpp"

namespace drydock::integration {

namespace {

constexpr std::array<std::string_view, 5> operation_names{
    "webhooks/storefront", "webhooks/wms", "webhooks/carrier", "webhooks/marketplace", "other"};
enum Hook : std::uint16_t { storefront_hook, wms_hook, carrier_hook, marketplace_hook, no_hook };

Hook hook_of(const Request& request) {
    const std::string_view path = path_of(request.path);
    const auto found = std::ranges::find(operation_names, path.substr(path.empty() ? 0 : 1));
    return static_cast<Hook>(
        std::min<std::ptrdiff_t>(found - operation_names.begin(), Hook::no_hook)
    );
}

Response status_only(std::uint16_t status) {
    Response response;
    response.status = status;
    return response;
}

Response refused(std::uint16_t status, Duration retry_after) {
    Response response = status_only(status);
    response.retry_after = retry_after;
    return response;
}

/// An event older than this may be the repetition of one that is forgotten by now.
/// Source: the default of dedup.horizon; the longest schedule of a partner's tries, that of the
/// warehouse, ends after days.
constexpr Duration event_age_max = 30 * one_day;
/// Assumption: clocks of partners that are further ahead are broken, or the time is made up.
constexpr Duration event_ahead_max = 15 * one_minute;

bool is_stale(std::optional<Instant> triggered, Instant now) {
    return triggered && (now - *triggered > event_age_max || *triggered - now > event_ahead_max);
}

/// How long a partner is asked to wait while the runtime is starting.
/// Assumption: log-in and catalogue take a few seconds.
constexpr Duration start_retry_after = 5 * one_second;

/// Where whoever directs traffic asks whether orders are taken yet.
constexpr std::string_view ready_path = "/ready";

}  // namespace

Runtime::Runtime(RuntimeSettings settings)
    : settings_{std::move(settings)},
      state_{settings_.strategy},
      session_{
          settings_.odoo,
          settings_.odoo_database,
          settings_.odoo_login,
          settings_.odoo_password,
          0},
      engine_{settings_, state_, session_} {}

std::span<const std::string_view> Runtime::operations() const {
    return operation_names;
}

Operation Runtime::operation_of(const Request& request) const {
    return {.index = static_cast<std::uint16_t>(hook_of(request)), .lines = 0};
}

void Runtime::on_record(const Record& record) {
    const bool readable = state_.apply(record);
    DRYDOCK_CHECK(readable);
    restored_ = true;
}

void Runtime::on_request(const Moment& moment, const Incoming& incoming, Step& step) {
    const Request& request = incoming.request;
    const Hook hook = hook_of(request);
    if (hook == no_hook) {
        const bool asks = request.method == Method::get && path_of(request.path) == ready_path;
        step.reply(incoming.exchange, asks ? readiness() : status_only(404));
        return;
    }
    const std::array<const HookSecret*, 4> secrets{
        &settings_.storefront_hook,
        &settings_.wms_hook,
        &settings_.carrier_hook,
        &settings_.marketplace_hook};
    if (hook == storefront_hook && shop::is_ping(settings_, request)) {
        step.reply(incoming.exchange, status_only(200));
        return;
    }
    const HookSecret& secret = *secrets.at(hook);
    if (!is_signed(secret.scheme, secret.secret, request)) {
        step.reply(incoming.exchange, status_only(401));
        return;
    }
    if (hook == storefront_hook && is_stale(shop::triggered_at(settings_, request), moment.now)) {
        step.reply(incoming.exchange, status_only(401));
        return;
    }
    if (request.body.empty()) {
        step.reply(incoming.exchange, status_only(400));
        return;
    }
    if (!ready()) {
        step.reply(incoming.exchange, refused(503, start_retry_after));
        return;
    }
    if (!settings_.strategy.ingest.webhooks) {
        step.reply(incoming.exchange, status_only(200));
        return;
    }
    const Vocabulary vocabulary = this->vocabulary();
    const Value body = request.body.root();
    if (hook == marketplace_hook) {
        on_marketplace_notice(body, step);
        step.reply(incoming.exchange, status_only(200));
        return;
    }
    std::optional<Event> event =
        hook == storefront_hook
            ? translate_storefront(shop::topic_of(settings_, request), body, vocabulary)
        : hook == wms_hook ? translate_warehouse(body, vocabulary)
                           : translate_carrier(body);
    if (hook == wms_hook && !event) {
        note_message(body, moment, step);
    }
    const Taken taken =
        event ? take(*std::move(event), incoming.exchange, moment, step) : Taken::now;
    if (taken == Taken::now) {
        step.reply(incoming.exchange, status_only(200));
    } else if (taken == Taken::later) {
        ++refused_;
        step.reply(incoming.exchange, refused(429, settings_.strategy.admission.retry_after));
    }
    engine_.send(moment, step);
}

Vocabulary Runtime::vocabulary() const {
    return {
        .catalogue = state_.catalogue(),
        .calendar = settings_.calendar,
        .dialect = settings_.storefront_dialect,
        .units = settings_.strategy.units.enabled ? Units::converted : Units::as_they_are};
}

Response Runtime::readiness() const {
    return ready() ? status_only(200) : refused(503, start_retry_after);
}

void Runtime::on_outcome(const Moment& moment, const Outcome& outcome, Step& step) {
    switch (duty_of(outcome.call.value)) {
        case Duty::job:
            engine_.on_outcome(moment, outcome, step);
            break;
        case Duty::log_in:
            on_log_in(moment, outcome, step);
            break;
        case Duty::products:
            on_products(moment, outcome, step);
            break;
        case Duty::stock_snapshot:
            on_stock(moment, outcome, step);
            break;
        case Duty::poll_storefront:
            on_storefront_list(moment, outcome, step);
            break;
        case Duty::poll_marketplace:
            on_marketplace_list(moment, outcome, step);
            break;
        case Duty::poll_wms:
            on_warehouse_list(moment, outcome, step);
            break;
        case Duty::publish_storefront:
            on_published(moment, outcome, step);
            break;
        case Duty::publish_marketplace:
            on_feed(moment, outcome, step);
            break;
        case Duty::tracking:
            on_tracking(moment, outcome, step);
            break;
        case Duty::marketplace_order:
            on_marketplace_order(moment, outcome, step);
            break;
        case Duty::wms_webhook:
            on_wms_webhook(outcome, step);
            break;
        case Duty::storefront_webhooks:
            on_storefront_webhooks(outcome, step);
            break;
        case Duty::carrier_webhook:
        case Duty::courier:
        case Duty::sweep:
            break;
    }
    engine_.send(moment, step);
}

void Runtime::on_timer(const Moment& moment, TimerId id, Step& step) {
    switch (duty_of(id.value)) {
        case Duty::job:
        case Duty::courier:
            engine_.on_timer(moment, id, step);
            break;
        case Duty::log_in:
            log_in(step);
            break;
        case Duty::products:
            list_products(step);
            break;
        case Duty::stock_snapshot:
            list_stock({}, step);
            break;
        case Duty::poll_storefront:
        case Duty::poll_marketplace:
        case Duty::poll_wms:
            poll(duty_of(id.value), moment, step);
            break;
        case Duty::publish_storefront:
            publish_storefront(moment, step);
            break;
        case Duty::publish_marketplace:
            publish_marketplace(moment, step);
            break;
        case Duty::tracking:
            look_up_tracking(low_half(id.value), moment, step);
            break;
        case Duty::sweep:
            drop_old_orphans(moment, step);
            break;
        case Duty::wms_webhook:
        case Duty::carrier_webhook:
        case Duty::storefront_webhooks:
        case Duty::marketplace_order:
            break;
    }
    engine_.send(moment, step);
}

void Runtime::write_books(Books& books) const {
    books.exceptions.insert(
        books.exceptions.end(), state_.exceptions().begin(), state_.exceptions().end()
    );
}

void Runtime::read_gauges(std::vector<Gauge>& gauges) const {
    const auto add = [&](std::string_view name, auto value) {
        gauges.push_back({name, static_cast<std::int64_t>(value)});
    };
    const auto add_courier = [&](Remote remote, std::string_view in_flight, std::string_view open) {
        const Courier& courier = engine_.courier(remote);
        add(in_flight, courier.in_flight());
        add(open, courier.breaker_state() == Breaker::State::open ? 1 : 0);
    };
    add("orders_waiting", state_.orders_waiting());
    add("jobs", state_.job_count());
    add("exceptions", state_.exceptions().size());
    add("orphans", state_.orphans().size());
    add("odoo_queue", engine_.courier(Remote::odoo).waiting());
    add_courier(Remote::odoo, "odoo_in_flight", "odoo_breaker_open");
    add("carrier_queue", engine_.courier(Remote::carrier).waiting());
    add("wms_queue", engine_.courier(Remote::wms).waiting());
    add_courier(Remote::carrier, "carrier_in_flight", "carrier_breaker_open");
    add_courier(Remote::wms, "wms_in_flight", "wms_breaker_open");
    add("retries", engine_.retries());
    add("refused_429", refused_);
    add("duplicates", duplicates_);
}

}  // namespace drydock::integration
