#include "mocks/odoo/odoo.hpp"

#include "mocks/odoo/books_writer.hpp"
#include "mocks/odoo/concurrency/races.hpp"
#include "mocks/odoo/concurrency/retries.hpp"
#include "mocks/odoo/database.hpp"
#include "mocks/odoo/http/operation.hpp"
#include "mocks/odoo/http/router.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/price_changes.hpp"

namespace drydock::mocks {

Odoo::Odoo(OdooSettings settings, std::shared_ptr<const Demand> demand)
    : database_{std::make_unique<odoo::Database>(std::move(settings), std::move(demand))},
      server_{std::make_unique<odoo::http::ServerState>()},
      retries_{std::make_unique<odoo::Retries>()} {
    odoo::begin_births(*database_);
    prices_change_ = database_->settings.price_changes.share_ppm > 0;
}

Odoo::~Odoo() = default;

void Odoo::keep_up(Instant now) {
    const PriceChanges& changes = database_->settings.price_changes;
    if (prices_change_ && now - Instant{} >= changes.after) {
        prices_change_ = false;
        database_->demand = odoo::with_changed_prices(*database_->demand, changes);
    }
}

void Odoo::on_request(const Moment& moment, const Incoming& incoming, Step& step) {
    keep_up(moment.now);
    odoo::Concurrency& concurrency = database_->concurrency;
    // A World that does not know when the service began leaves it empty.
    concurrency.begun = incoming.begun == Instant{} ? moment.now : incoming.begun;
    concurrency.lost_race = false;
    odoo::http::Visit visit{*database_, *server_, moment, incoming.from, incoming.request};
    Response response = odoo::http::answer(visit);
    if (!concurrency.lost_race) {
        step.reply(incoming.exchange, std::move(response));
        return;
    }
    odoo::Try lost{.exchange = incoming.exchange, .from = incoming.from};
    lost.request = incoming.request;
    lost.service = moment.now - concurrency.begun;
    retries_->add(moment, std::move(lost), step);
}

void Odoo::on_timer(const Moment& moment, TimerId timer, Step& step) {
    keep_up(moment.now);
    odoo::Try due = retries_->take(timer);
    odoo::Concurrency& concurrency = database_->concurrency;
    concurrency.begun = due.begun;
    concurrency.lost_race = false;
    odoo::http::Visit visit{*database_, *server_, moment, due.from, due.request};
    Response response = odoo::http::answer(visit);
    if (!concurrency.lost_race || due.number == odoo::tries_max) {
        step.reply(due.exchange, std::move(response));
        return;
    }
    retries_->add(moment, std::move(due), step);
}

std::span<const std::string_view> Odoo::operations() const {
    static const std::vector<std::string_view> names = [] {
        std::vector<std::string_view> all;
        for (const odoo::Method& method : odoo::methods()) {
            all.push_back(method.operation);
        }
        return all;
    }();
    return names;
}

Operation Odoo::operation_of(const Request& request) const {
    return odoo::http::operation_of(*database_, request);
}

Response Odoo::refusal(std::uint16_t status) const {
    // The proxy in front answers, not Odoo. Source: nginx, its built-in error pages.
    DocumentWriter out;
    out.add(
        status == 503 ? "<html>\r\n<head><title>503 Service Temporarily Unavailable</title></head>"
                        "\r\n</html>\r\n"
        : status == 429
            ? "<html>\r\n<head><title>429 Too Many Requests</title></head>\r\n</html>\r\n"
            : "<html>\r\n<head><title>500 Internal Server Error</title></head>\r\n</html>\r\n"
    );
    return {.status = status, .body = out.finish(), .headers = {}, .retry_after = {}};
}

void Odoo::write_books(Books& books) const {
    odoo::write_books(*database_, books);
}

void Odoo::read_gauges(std::vector<Gauge>& gauges) const {
    gauges.push_back({"sale_orders", database_->orders.count()});
    gauges.push_back({"pickings_open", database_->pickings_open});
    gauges.push_back({"invoices_draft", database_->invoices_draft});
}

}  // namespace drydock::mocks
