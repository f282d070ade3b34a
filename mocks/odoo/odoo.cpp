#include "mocks/odoo/odoo.hpp"

#include "mocks/odoo/books_writer.hpp"
#include "mocks/odoo/database.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/rpc.hpp"

namespace drydock::mocks {

Odoo::Odoo(OdooSettings settings, std::shared_ptr<const Demand> demand)
    : database_{std::make_unique<odoo::Database>(std::move(settings), std::move(demand))} {}

Odoo::~Odoo() = default;

void Odoo::on_request(const Moment& moment, const Incoming& incoming, Step& step) {
    step.reply(incoming.exchange, odoo::answer(*database_, incoming.request, moment.now));
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
    const Value parameters = request.body["params"];
    const std::string_view service = parameters["service"].string();
    const Value arguments = parameters["args"];
    if (service == "common") {
        const std::size_t index = odoo::method_index(service, parameters["method"].string());
        return {.index = static_cast<std::uint16_t>(index), .lines = 0};
    }
    constexpr std::size_t model_place = 3;
    if (service != "object" || arguments.size() <= model_place + 2) {
        return {.index = odoo::other_index, .lines = 0};
    }
    Value::Iterator argument = arguments.begin();
    for (std::size_t place = 0; place < model_place; ++place) {
        ++argument;
    }
    const std::string_view model = (*argument).string();
    ++argument;
    const std::string_view name = (*argument).string();
    ++argument;
    const std::size_t index = odoo::method_index(model, name);
    const odoo::Method& method = odoo::methods()[index];
    return {
        .index = static_cast<std::uint16_t>(index),
        .lines = method.lines == nullptr ? 0 : method.lines(*database_, *argument, {})};
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
