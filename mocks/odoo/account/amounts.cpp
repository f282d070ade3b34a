#include "mocks/odoo/account/amounts.hpp"

#include <cstdlib>

#include "core/check.hpp"

namespace drydock::mocks::odoo {

namespace {

__extension__ using Wide = __int128;

/// Half away from zero.
std::int64_t divide(Wide numerator, Wide denominator) {
    DRYDOCK_CHECK(denominator > 0);
    const Wide half = denominator / 2;
    return static_cast<std::int64_t>(
        (numerator < 0 ? numerator - half : numerator + half) / denominator
    );
}

Money rounded(Wide numerator, Wide denominator, Rounding rounding) {
    const auto unit = static_cast<std::int64_t>(rounding);
    return Money{divide(numerator, denominator * unit) * unit};
}

/// 100 % in thousandths of a per cent.
constexpr std::int64_t whole_rate = 100'000;

}  // namespace

Money round_money(Money exact, Rounding rounding) {
    return rounded(exact.thousandths, 1, rounding);
}

Money share_of(Money amount, std::int64_t part, std::int64_t whole, Rounding rounding) {
    const Wide sign = whole < 0 ? -1 : 1;
    return rounded(sign * Wide{amount.thousandths} * part, sign * whole, rounding);
}

LineAmounts amounts_of(
    const Ledger& ledger, const LinePrice& line, std::span<const RecordId> taxes, Rounding rounding
) {
    constexpr std::int64_t whole_discount = 10'000;
    // Price times quantity less the discount, exactly: over `scale`, in thousandths.
    const Wide scale = Wide{100} * whole_discount;
    const Wide exact = Wide{line.price.thousandths} * line.quantity.hundredths *
                       (whole_discount - line.discount_hundredths);
    std::int64_t included_rate = 0;
    for (const RecordId id : taxes) {
        const TaxRecord& tax = ledger.taxes[id];
        if (tax.price_included && tax.kind == TaxKind::percent) {
            included_rate += tax.amount_thousandths;
        }
    }
    LineAmounts amounts;
    Wide base = exact;
    Wide base_scale = scale;
    if (included_rate != 0) {
        base = exact * whole_rate;
        base_scale = scale * (whole_rate + included_rate);
    }
    amounts.untaxed = rounded(base, base_scale, rounding);
    amounts.total = amounts.untaxed;
    for (const RecordId id : taxes) {
        const TaxRecord& tax = ledger.taxes[id];
        Money amount;
        switch (tax.kind) {
            case TaxKind::percent:
                amount = share_of(amounts.untaxed, tax.amount_thousandths, whole_rate, rounding);
                break;
            case TaxKind::fixed:
                amount =
                    rounded(Wide{tax.amount_thousandths} * line.quantity.hundredths, 100, rounding);
                break;
            case TaxKind::division:
                amount = share_of(
                    amounts.untaxed,
                    tax.amount_thousandths,
                    whole_rate - tax.amount_thousandths,
                    rounding
                );
                break;
        }
        amounts.taxes.push_back({id, amount});
        amounts.total += amount;
    }
    if (included_rate != 0 && taxes.size() == 1) {
        // What the customer pays stays as written.
        amounts.total = rounded(exact, scale, rounding);
        amounts.taxes.front().amount = amounts.total - amounts.untaxed;
    }
    return amounts;
}

}  // namespace drydock::mocks::odoo
