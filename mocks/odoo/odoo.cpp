#include "mocks/odoo/odoo.hpp"

#include "mocks/odoo/books_writer.hpp"
#include "mocks/odoo/database.hpp"
#include "mocks/odoo/http/operation.hpp"
#include "mocks/odoo/http/router.hpp"
#include "mocks/odoo/models.hpp"

namespace drydock::mocks {

Odoo::Odoo(OdooSettings settings, std::shared_ptr<const Demand> demand)
    : database_{std::make_unique<odoo::Database>(std::move(settings), std::move(demand))},
      server_{std::make_unique<odoo::http::ServerState>()} {}

Odoo::~Odoo() = default;

void Odoo::on_request(const Moment& moment, const Incoming& incoming, Step& step) {
    odoo::http::Visit visit{*database_, *server_, moment, incoming.from, incoming.request};
    step.reply(incoming.exchange, odoo::http::answer(visit));
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
