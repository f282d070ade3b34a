#pragma once

#include "tests/mocks/odoo/odoo_client.hpp"

namespace drydock::mocks {

/// A database without a demand: amounts have cents, and what is sold has a tax of 15 %. Product 1
/// is a service "Advice" at 10.00, product 2 goods "Lamp" at 4.00 of which there are 10. Its
/// customer and vendor is partner 7.
class AccountClient : public OdooClient {
public:
    AccountClient() : OdooClient{std::make_shared<Demand>()} {
        result("product.product", "create", "[{'name':'Advice','type':'service','list_price':10}]");
        result(
            "product.product",
            "create",
            "[{'name':'Lamp','type':'consu','is_storable':true,'list_price':4}]"
        );
    }

    std::string read(std::string_view model, int id, std::string_view fields) {
        return result(model, "read", fmt::format("[[{}],[{}]]", id, fields));
    }

    /// A draft invoice of `quantity` hours of advice at 9.50; its id.
    int invoice_directly(std::string_view quantity, std::string_view more = "") {
        return std::stoi(result(
            "account.move",
            "create",
            fmt::format(
                "[{{'move_type':'out_invoice','partner_id':7,{}'invoice_line_ids':[[0,0,"
                "{{'product_id':1,'quantity':{},'price_unit':9.5}}]]}}]",
                more,
                quantity
            )
        ));
    }

    static std::string about(std::string_view model, int id) {
        return fmt::format("{{'context':{{'active_model':'{}','active_ids':[{}]}}}}", model, id);
    }

    /// The wizard that pays an invoice; its id, or the error.
    std::string payment_wizard(int invoice_id, std::string_view values = "{}") {
        return result(
            "account.payment.register",
            "create",
            fmt::format("[{}]", values),
            about("account.move", invoice_id)
        );
    }

    std::string pay(std::string_view wizard) {
        return result(
            "account.payment.register", "action_create_payments", fmt::format("[[{}]]", wizard)
        );
    }
};

}  // namespace drydock::mocks
