#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "mocks/odoo/account/amounts.hpp"
#include "mocks/odoo/table.hpp"

namespace drydock::mocks::odoo {

struct Database;

enum class DisplayType : std::uint8_t { none, section, note };

/// What few sale order lines have beyond an OrderLineRecord.
struct OrderLineDetail {
    std::string name;                      ///< Empty: the product's.
    std::int32_t discount_hundredths = 0;  ///< Of a per cent.
    std::int32_t sequence = 10;
    DisplayType display = DisplayType::none;
    bool is_downpayment = false;
    bool is_delivery = false;
    std::optional<std::vector<RecordId>> taxes;  ///< Not given: the product's.
};

/// Null for a line that has none.
[[nodiscard]] const OrderLineDetail* order_line_detail_if(const Database& database, RecordId line);
/// Made when there is none.
[[nodiscard]] OrderLineDetail& order_line_detail_of(Database& database, RecordId line);

[[nodiscard]] std::vector<RecordId> taxes_of_product(
    const Database& database, RecordId product, TaxUse use
);
[[nodiscard]] std::vector<RecordId> taxes_of_order_line(const Database& database, RecordId line);
/// price_subtotal, price_total and taxes; all zero for a section or a note.
[[nodiscard]] LineAmounts amounts_of_order_line(const Database& database, RecordId line);

struct OrderAmounts {
    Money untaxed;
    Money tax;
};
/// amount_untaxed and amount_tax of a sale order.
[[nodiscard]] OrderAmounts amounts_of_order(const Database& database, RecordId order);

/// A line of an order that was given a description appears under it on the invoice.
[[nodiscard]] std::string order_line_description(const Database& database, RecordId line);

}  // namespace drydock::mocks::odoo
