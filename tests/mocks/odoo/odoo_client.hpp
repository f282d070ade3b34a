#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "core/books.hpp"
#include "core/document_text.hpp"
#include "mocks/odoo/odoo.hpp"
#include "tests/mocks/wire/wire.hpp"

namespace drydock::mocks {

/// 1: LAMP and 2: MUG are storable with 10 and 0 units at the start, 3: POST is a service, 4: TEST1
/// is sold by tests.
[[nodiscard]] inline std::shared_ptr<const Demand> small_catalogue() {
    auto demand = std::make_shared<Demand>();
    demand->products = {
        {.sku = "LAMP", .name = "Lamp", .price = {12'500}, .kind = ProductKind::storable},
        {.sku = "MUG", .name = "Mug", .price = {1'045}, .kind = ProductKind::storable},
        {.sku = "POST", .name = "Postage", .price = {4'000}, .kind = ProductKind::service},
        {.sku = "TEST1", .name = "Test", .price = {0}, .kind = ProductKind::test},
    };
    demand->stock_initial_units = {10, 0, 99, 99};
    return demand;
}

/// Speaks to one Odoo in JSON text, with ' for ".
class OdooClient {
public:
    explicit OdooClient(
        std::shared_ptr<const Demand> demand = small_catalogue(), PriceChanges price_changes = {}
    )
        : odoo{
              OdooSettings{
                  .calendar = Calendar{{.year = 2011, .month = 12, .day = 31}},
                  .price_changes = price_changes,
                  .self = SystemId{3}},
              std::move(demand)} {
        result("res.partner", "create", "[{'name':'Jo','ref':'17850'}]");
    }

    Response send(Request request) {
        return testing::wire()(request, [&](const Request& arrived) {
            Step step;
            const Draws draws{1};
            odoo.on_request({now, draws}, {ExchangeId{1}, SystemId{0}, arrived}, step);
            EXPECT_EQ(step.replies.size(), 1U);
            return step.replies.at(0).response;
        });
    }

    [[nodiscard]] static Request request(std::string text) {
        for (char& character : text) {
            character = character == '\'' ? '"' : character;
        }
        Request made;
        made.path = "/jsonrpc";
        made.body = parse_document(text).value();
        return made;
    }

    [[nodiscard]] static Request call_request(
        std::string_view model,
        std::string_view method,
        std::string_view positional,
        std::string_view keywords = "{}"
    ) {
        return request(fmt::format(
            "{{'jsonrpc':'2.0','method':'call','params':{{'service':'object','method':'execute_kw',"
            "'args':['twin',2,'integration','{}','{}',{},{}]}},'id':7}}",
            model,
            method,
            positional,
            keywords
        ));
    }

    Document call(
        std::string_view model,
        std::string_view method,
        std::string_view positional,
        std::string_view keywords = "{}"
    ) {
        const Response response = send(call_request(model, method, positional, keywords));
        EXPECT_EQ(response.status, 200);
        return response.body;
    }

    /// The result as text with ' for "; for an error "name: message".
    std::string result(
        std::string_view model,
        std::string_view method,
        std::string_view positional,
        std::string_view keywords = "{}"
    ) {
        return result_of(call(model, method, positional, keywords));
    }

    [[nodiscard]] static std::string result_of(const Document& body) {
        if (body["error"].present()) {
            const Value data = body["error"]["data"];
            return std::string{data["name"].string()} + ": " +
                   std::string{data["message"].string()};
        }
        std::string text = body["result"].present() ? to_text(body["result"]) : "";
        for (char& character : text) {
            character = character == '"' ? '\'' : character;
        }
        return text;
    }

    std::string confirm(int order) {
        return result("sale.order", "action_confirm", fmt::format("[[{}]]", order));
    }
    /// An order of Jo's; its id.
    int create_order(std::string_view reference, std::string_view lines) {
        return std::stoi(result(
            "sale.order",
            "create",
            fmt::format(
                "[{{'partner_id':7,'client_order_ref':'{}','order_line':[{}]}}]", reference, lines
            )
        ));
    }
    std::string moves(int picking) {
        return result(
            "stock.move",
            "search_read",
            fmt::format("[[['picking_id','=',{}]]]", picking),
            "{'fields':['product_uom_qty','quantity','state']}"
        );
    }
    std::string picking_state(int picking) {
        return std::string{
            call("stock.picking", "read", fmt::format("[[{}],['state']]", picking))["result"]
                .at(0)["state"]
                .string()};
    }
    std::string validate(
        int picking, std::string_view keywords = "{'context':{'skip_backorder':true}}"
    ) {
        return result("stock.picking", "button_validate", fmt::format("[[{}]]", picking), keywords);
    }
    /// Returns the id of the invoice, or 0 with an error.
    int invoice(int order) {
        const std::string context = fmt::format(
            "{{'context':{{'active_model':'sale.order','active_ids':[{}],'active_id':{}}}}}",
            order,
            order
        );
        const std::string wizard = result("sale.advance.payment.inv", "create", "[{}]", context);
        const Document body = call(
            "sale.advance.payment.inv", "create_invoices", fmt::format("[[{}]]", wizard), context
        );
        return static_cast<int>(body["result"]["res_id"].integer_or(0));
    }
    std::string post(int invoice_id) {
        return result("account.move", "action_post", fmt::format("[[{}]]", invoice_id));
    }
    Books books() const {
        Books made;
        odoo.write_books(made);
        return made;
    }

    Instant now{};
    Odoo odoo;
};

inline constexpr std::string_view nothing_reserved =
    "odoo.exceptions.UserError: You cannot validate a transfer if no quantities are reserved. To "
    "force the transfer, encode quantities.";

}  // namespace drydock::mocks
