#include "mocks/odoo/account/tax_totals.hpp"

#include <set>

#include "core/document_text.hpp"
#include "mocks/odoo/account/entry_rules.hpp"
#include "mocks/odoo/account/order_lines.hpp"

namespace drydock::mocks::odoo {

namespace {

/// The only tax group. Source: h094.
constexpr RecordId tax_group = 1;
constexpr std::string_view tax_group_name = "Tax 15%";

struct TaxTotals {
    Money untaxed;
    Money base;  ///< The untaxed amount of lines with taxes.
    Money tax;
    std::set<RecordId> taxes;
};

/// The same amount in the currency of the document and of the company.
void write_amounts(DocumentWriter& out, Key of_document, Key of_company, Money amount) {
    out.field(of_document, python_float(amount.thousandths));
    out.field(of_company, python_float(amount.thousandths));
}

void write_group(DocumentWriter& out, const TaxTotals& totals) {
    out.begin_object();
    out.field("id", tax_group);
    out.begin_array("involved_tax_ids");
    for (const RecordId tax : totals.taxes) {
        out.add(tax);
    }
    out.end();
    write_amounts(out, "tax_amount_currency", "tax_amount", totals.tax);
    write_amounts(out, "base_amount_currency", "base_amount", totals.base);
    write_amounts(out, "display_base_amount_currency", "display_base_amount", totals.base);
    out.field("group_name", tax_group_name);
    out.field_bool("group_label", false);
    out.end();
}

void write_subtotal(DocumentWriter& out, const TaxTotals& totals) {
    out.begin_object();
    out.begin_array("tax_groups");
    if (!totals.taxes.empty()) {
        write_group(out, totals);
    }
    out.end();
    write_amounts(out, "tax_amount_currency", "tax_amount", totals.tax);
    write_amounts(out, "base_amount_currency", "base_amount", totals.untaxed);
    out.field("name", "Untaxed Amount");
    out.end();
}

void write_totals(DocumentWriter& out, const TaxTotals& totals, Rounding rounding) {
    constexpr RecordId us_dollar = 1;
    const Decimal precision = python_float(static_cast<std::int64_t>(rounding));
    out.begin_object();
    out.field("currency_id", us_dollar);
    out.field("currency_pd", precision);
    out.field("company_currency_id", us_dollar);
    out.field("company_currency_pd", precision);
    out.field_bool("has_tax_groups", !totals.taxes.empty());
    out.begin_array("subtotals");
    write_subtotal(out, totals);
    out.end();
    write_amounts(out, "base_amount_currency", "base_amount", totals.untaxed);
    write_amounts(out, "tax_amount_currency", "tax_amount", totals.tax);
    out.field_bool("same_tax_base", totals.taxes.empty() || totals.base == totals.untaxed);
    write_amounts(out, "total_amount_currency", "total_amount", totals.untaxed + totals.tax);
    out.end();
}

}  // namespace

void read_order_tax_totals(const Database& database, RecordId order, FieldValue& out) {
    TaxTotals totals;
    for (const RecordId line : database.orders[order].lines) {
        const LineAmounts amounts = amounts_of_order_line(database, line);
        totals.untaxed += amounts.untaxed;
        totals.tax += amounts.total - amounts.untaxed;
        totals.base += amounts.taxes.empty() ? Money{} : amounts.untaxed;
        for (const TaxAmount& tax : amounts.taxes) {
            totals.taxes.insert(tax.tax);
        }
    }
    DocumentWriter written;
    write_totals(written, totals, rounding_of(database));
    out.set_text(to_text(written.finish().root()));
}

}  // namespace drydock::mocks::odoo
