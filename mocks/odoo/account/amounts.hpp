#pragma once

#include <span>
#include <vector>

#include "mocks/odoo/account/ledger.hpp"
#include "mocks/odoo/units.hpp"

namespace drydock::mocks::odoo {

/// What amounts are rounded to: thousandths of the currency's main unit.
/// Source: Odoo 18.0, US dollars have 2 decimals. The catalogue of a demand has prices of 0.001, so
/// a database made for one keeps thousandths.
enum class Rounding : std::int64_t { cents = 10, thousandths = 1 };

/// One line before taxes.
struct LinePrice {
    Money price;
    Units quantity;
    std::int32_t discount_hundredths = 0;  ///< Of a per cent.
};

/// One tax of a line.
struct TaxAmount {
    RecordId tax = 0;
    Money amount;
};

struct LineAmounts {
    Money untaxed;
    Money total;
    std::vector<TaxAmount> taxes;
};

/// Rounded half away from zero.
[[nodiscard]] Money round_money(Money exact, Rounding rounding);
/// `part` of `whole` times `amount`, rounded once.
[[nodiscard]] Money share_of(
    Money amount, std::int64_t part, std::int64_t whole, Rounding rounding
);

/// Untaxed amount and each tax, rounded line by line. `taxes` are ids.
/// Source: Odoo 18.0 recordings, h094: tax_calculation_rounding_method is round_per_line.
[[nodiscard]] LineAmounts amounts_of(
    const Ledger& ledger, const LinePrice& line, std::span<const RecordId> taxes, Rounding rounding
);

}  // namespace drydock::mocks::odoo
