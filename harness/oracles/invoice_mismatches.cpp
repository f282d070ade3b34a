#include <cstdint>
#include <string>

#include <fmt/format.h>

#include "harness/oracles/oracles.hpp"

namespace drydock::harness {

namespace {

struct Mismatch {
    std::uint64_t value_thousandths =
        0;  ///< Of money: invoiced against delivered, in absolute terms.
    std::string explanation;
};

void compare(const Evidence& evidence, const SaleOrder& sale, Mismatch& mismatch) {
    for (const SaleLine& line : sale.lines) {
        if (!line.storable || line.invoiced == line.delivered) {
            continue;
        }
        const Money value = line.price * (line.invoiced - line.delivered);
        mismatch.value_thousandths += static_cast<std::uint64_t>(
            value.thousandths < 0 ? -value.thousandths : value.thousandths
        );
        if (mismatch.explanation.empty()) {
            mismatch.explanation = fmt::format(
                "{}, {}: {} delivered, {} invoiced",
                sale.name,
                evidence.sku_text(line.sku),
                thousandths_text(line.delivered.thousandths),
                thousandths_text(line.invoiced.thousandths)
            );
        }
    }
}

}  // namespace

Finding invoice_mismatches(const Evidence& evidence) {
    if (!evidence.settled) {
        return not_applicable("invoice_mismatches");
    }
    std::vector<Offender> offenders;
    for (std::uint32_t order = 0; order < evidence.index.order_count(); ++order) {
        if (evidence.index.owned_open(order)) {
            continue;
        }
        Mismatch mismatch;
        for (const std::uint32_t position : evidence.index.sale_orders(order)) {
            compare(evidence, evidence.books.sale_orders[position], mismatch);
        }
        for (const std::uint32_t position : evidence.index.invoices(order)) {
            const Invoice& invoice = evidence.books.invoices[position];
            if (!invoice.posted && !invoice.cancelled && mismatch.explanation.empty()) {
                mismatch.explanation = fmt::format(
                    "a draft {} over {} is left",
                    invoice.kind == InvoiceKind::invoice ? "invoice" : "credit note",
                    thousandths_text(invoice.total.thousandths)
                );
            }
        }
        if (!mismatch.explanation.empty()) {
            offenders.push_back(
                {std::string{evidence.index.number(order)},
                 mismatch.value_thousandths,
                 std::move(mismatch.explanation)}
            );
        }
    }
    return make_finding("invoice_mismatches", std::move(offenders));
}

}  // namespace drydock::harness
