#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "mocks/odoo/account/entry_rules.hpp"
#include "mocks/odoo/account/order_lines.hpp"
#include "mocks/odoo/account/tax_totals.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/fields.hpp"
#include "mocks/odoo/orm/records.hpp"
#include "mocks/odoo/sale/order_fields.hpp"

namespace drydock::mocks::odoo {

namespace {

constexpr auto order_states = std::to_array<SelectionItem>({
    {"draft", "Quotation"},
    {"sent", "Quotation Sent"},
    {"sale", "Sales Order"},
    {"cancel", "Cancelled"},
});
constexpr auto policies = std::to_array<SelectionItem>({
    {"direct", "As soon as possible"},
    {"one", "When all products are ready"},
});
constexpr auto delivery_states = std::to_array<SelectionItem>({
    {"pending", "Not Delivered"},
    {"started", "Started"},
    {"partial", "Partially Delivered"},
    {"full", "Fully Delivered"},
});
constexpr auto order_invoice_states = std::to_array<SelectionItem>({
    {"upselling", "Upselling Opportunity"},
    {"invoiced", "Fully Invoiced"},
    {"to invoice", "To Invoice"},
    {"no", "Nothing to Invoice"},
});

void read_number(std::size_t number, FieldValue& out) {
    out.set_integer(static_cast<std::int64_t>(number));
}

/// A text that is computed as "", which is not false.
void read_blank(const Database&, RecordId, FieldValue& out) {
    out.kind = FieldValue::Kind::text;
    out.text.clear();
}

void read_none(const Database&, RecordId, FieldValue& out) {
    out.set_list({});
}

/// Source: Odoo 18.0 recordings, c031 and h094 for the values, sale and sale_stock for the labels.
constexpr std::array order_fields = std::to_array<Field>({
    fields::character("name", "Order Reference")
        .require()
        .not_copied()
        .reads(read_order_name)
        .writes(write_order_name),
    fields::selection("state", "Status", order_states)
        .not_copied()
        .reads(read_order_state)
        .writes(write_order_state),
    fields::character("client_order_ref", "Customer Reference")
        .not_copied()
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(database.orders[id].client_order_ref);
        })
        .writes(write_order_reference),
    fields::many2one("partner_id", "Customer", "res.partner")
        .require()
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            set_record(out, database, res_partner, database.orders[id].partner);
        })
        .writes(write_order_partner),
    fields::one2many("order_line", "Order Lines", "sale.order.line", "order_id")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_list(database.orders[id].lines);
        })
        .writes(write_order_lines)
        .copies(),
    fields::one2many("picking_ids", "Transfers", "stock.picking", "sale_id")
        .reads(read_order_pickings),
    fields::many2many("invoice_ids", "Invoices", "account.move")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_list(database.orders[id].invoices);
            sort_entries(database, out.ids);
        }),
    fields::datetime("date_order", "Order Date")
        .require()
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_datetime(database.orders[id].dated);
        })
        .writes(write_order_date)
        // Source: Odoo 18.0, sale.order: default=fields.Datetime.now.
        .defaults_to(+[](const Call& call, FieldValue& out) { out.set_datetime(call.now); }),
    fields::datetime("create_date", "Creation Date")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_datetime(database.orders[id].created);
        }),
    fields::monetary("amount_untaxed", "Untaxed Amount")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_decimal(amounts_of_order(database, id).untaxed.thousandths);
        }),
    fields::monetary("amount_tax", "Taxes")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_decimal(amounts_of_order(database, id).tax.thousandths);
        }),
    fields::monetary("amount_total", "Total")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const OrderAmounts amounts = amounts_of_order(database, id);
            out.set_decimal((amounts.untaxed + amounts.tax).thousandths);
        }),
    fields::floating("amount_undiscounted", "Amount Before Discount")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_decimal(amounts_of_order(database, id).untaxed.thousandths);
        }),
    fields::monetary("amount_to_invoice", "Un-invoiced Balance").reads(read_order_to_invoice),
    fields::monetary("amount_invoiced", "Already invoiced").reads(read_order_invoiced),
    fields::selection("delivery_status", "Delivery Status", delivery_states)
        .reads(read_delivery_status),
    fields::selection("invoice_status", "Invoice Status", order_invoice_states)
        .reads(read_invoice_status),
    fields::integer("delivery_count", "Delivery Orders")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_number(database.orders[id].pickings.size(), out);
        }),
    fields::integer("invoice_count", "Invoice Count")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            read_number(database.orders[id].invoices.size(), out);
        }),
    fields::many2one("partner_invoice_id", "Invoice Address", "res.partner")
        .reads(read_order_invoice_partner)
        .writes(write_order_invoice_partner),
    fields::many2one("partner_shipping_id", "Delivery Address", "res.partner")
        .reads(read_order_shipping)
        .writes(write_order_shipping),
    fields::datetime("expected_date", "Expected Date").reads(read_order_expected),
    fields::datetime("effective_date", "Effective Date").reads(read_order_effective),
    fields::date("validity_date", "Expiration")
        .not_copied()
        .reads(read_order_validity)
        .writes(write_order_validity),
    fields::boolean("locked", "Locked")
        .not_copied()
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_boolean(database.orders[id].locked);
        })
        .writes(write_order_locked),
    fields::selection("picking_policy", "Shipping Policy", policies)
        .require()
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            out.set_text(database.orders[id].ships_as_one ? "one" : "direct");
        })
        .writes(write_order_policy),
    fields::many2one("warehouse_id", "Warehouse", "stock.warehouse")
        .require()
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const RecordId warehouse = database.orders[id].warehouse;
            out.set_reference(warehouse) = database.warehouses[warehouse].name;
        })
        .writes(write_order_warehouse),
    fields::many2one("procurement_group_id", "Procurement Group", "procurement.group")
        .not_copied()
        .reads(read_order_group),
    fields::many2many("duplicated_order_ids", "Duplicated Order", "sale.order")
        .reads(read_order_duplicates),
    fields::many2one("company_id", "Company", "res.company").require().starts(1),
    fields::many2one("currency_id", "Currency", "res.currency").starts(1),
    fields::many2one("user_id", "Salesperson", "res.users").starts(2),
    fields::many2one("team_id", "Sales Team", "crm.team").starts(1),
    fields::many2one("payment_term_id", "Payment Terms", "account.payment.term"),
    fields::many2one("pricelist_id", "Pricelist", "product.pricelist"),
    fields::many2one("fiscal_position_id", "Fiscal Position", "account.fiscal.position"),
    fields::many2one("incoterm", "Incoterm", "account.incoterms"),
    fields::character("incoterm_location", "Incoterm Location"),
    fields::many2one("carrier_id", "Delivery Method", "delivery.carrier"),
    fields::many2one("journal_id", "Invoicing Journal", "account.journal"),
    fields::many2one("campaign_id", "Campaign", "utm.campaign"),
    fields::many2one("source_id", "Source", "utm.source"),
    fields::many2one("medium_id", "Medium", "utm.medium"),
    fields::many2one("sale_order_template_id", "Quotation Template", "sale.order.template"),
    fields::many2one("tax_country_id", "Tax Country", "res.country").not_stored().starts(233),
    fields::binary("tax_totals", "Tax Totals").reads(read_order_tax_totals),
    fields::many2many("tag_ids", "Tags", "crm.tag"),
    fields::many2many("transaction_ids", "Transactions", "payment.transaction").not_copied(),
    fields::character("origin", "Source Document"),
    fields::character("reference", "Payment Ref.").not_copied(),
    fields::html("note", "Terms and conditions"),
    fields::datetime("commitment_date", "Delivery Date").not_copied(),
    fields::character("access_token", "Security Token").not_copied(),
    fields::boolean("require_signature", "Online signature").starts(true),
    fields::boolean("require_payment", "Online payment"),
    fields::floating("prepayment_percent", "Prepayment percentage").starts(1),
    fields::binary("signature", "Signature").not_copied(),
    fields::character("signed_by", "Signed By").not_copied(),
    fields::datetime("signed_on", "Signed On").not_copied(),
    fields::floating("currency_rate", "Currency Rate").starts(1),
    fields::monetary("amount_paid", "Payment Transactions Amount"),
    fields::character("country_code", "Country code").not_stored().starts("US"),
    fields::character("type_name", "Type Name")
        .reads([](const Database& database, RecordId id, FieldValue& out) {
            const SaleState state = database.orders[id].state;
            const bool quotation = state == SaleState::draft || state == SaleState::sent;
            out.set_text(quotation ? "Quotation" : "Sales Order");
        }),
    fields::character("company_price_include", "Default Sales Price Include")
        .not_stored()
        .starts("tax_excluded"),
    fields::character("tax_calculation_rounding_method", "Tax calculation rounding method")
        .not_stored()
        .starts("round_per_line"),
    fields::character("terms_type", "Terms & Conditions format").not_stored().starts("plain"),
    fields::boolean("has_archived_products", "Has Archived Products").not_stored(),
    fields::boolean("is_expired", "Is Expired").not_stored(),
    fields::boolean("delivery_set", "Delivery Set").not_stored(),
    fields::boolean("recompute_delivery_price", "Delivery cost should be recomputed"),
    fields::boolean("is_all_service", "Service Product").not_stored(),
    fields::boolean("show_update_fpos", "Has Fiscal Position Changed").not_stored(),
    fields::boolean("show_update_pricelist", "Has Pricelist Changed").not_stored(),
    fields::boolean("has_active_pricelist", "Has Active Pricelist").not_stored(),
    fields::boolean("show_json_popover", "Has late picking").not_stored(),
    fields::floating("shipping_weight", "Shipping Weight"),
    fields::character("delivery_message", "Delivery Message"),
    fields::integer("purchase_order_count", "Number of Purchase Order Generated").not_stored(),
    fields::text("partner_credit_warning", "Partner Credit Warning").reads(read_blank),
    fields::text("access_warning", "Access warning").reads(read_blank),
    fields::character("access_url", "Portal Access URL")
        .reads([](const Database&, RecordId id, FieldValue& out) {
            out.set_text(fmt::format("/my/orders/{}", id));
        }),
    fields::many2many(
        "authorized_transaction_ids", "Authorized Transactions", "payment.transaction"
    )
        .reads(read_none),
    fields::plain("pickup_location_data", FieldType::json, "Pickup Location Data"),
    fields::many2one("pending_email_template_id", "Pending Email Template", "mail.template")
        .not_copied(),
    fields::character("json_popover", "JSON data for the popover widget")
        .reads([](const Database&, RecordId, FieldValue& out) {
            out.set_text(
                R"({"popoverTemplate": "sale_stock.DelayAlertWidget", "late_elements": []})"
            );
        }),
    fields::many2many(
        "available_product_document_ids", "Available Product Documents", "quotation.document"
    )
        .reads(read_none),
    fields::boolean("is_pdf_quote_builder_available", "Is Pdf Quote Builder Available")
        .not_stored(),
    fields::many2many("quotation_document_ids", "Headers/Footers", "quotation.document"),
    fields::plain("customizable_pdf_form_fields", FieldType::json, "Customizable PDF Form Fields"),
    fields::one2many(
        "sale_order_option_ids", "Optional Products Lines", "sale.order.option", "order_id"
    ),
});

constexpr std::array order_methods = std::to_array<ModelMethod>({
    {"action_draft", draft_orders},
    {"action_lock", lock_orders},
    {"action_unlock", unlock_orders},
    {"action_quotation_send", send_quotation},
    {"action_open_delivery_wizard", open_delivery_wizard},
});

/// Source: Odoo 18.0, sale.order.write.
Result check_order_write(Call& call, std::span<const RecordId> ids, Value values) {
    const bool sold = std::any_of(ids.begin(), ids.end(), [&](RecordId id) {
        return call.database.orders[id].state == SaleState::sale;
    });
    if (sold && values["pricelist_id"].present()) {
        return user_error("You cannot change the pricelist of a confirmed order !");
    }
    return {};
}

bool look_up_order(
    const Database& database, std::string_view field, Value operand, std::vector<RecordId>& ids
) {
    if (field == "client_order_ref" && !operand.string().empty()) {
        const auto found = database.orders_by_reference.find(operand.string());
        ids.insert(ids.end(), found.begin(), found.end());
        return true;
    }
    if (field == "name" && operand.is_string()) {
        const RecordId id = order_of_name(database, operand.string());
        if (database.orders.contains(id) && database.orders[id].number != 0) {
            ids.push_back(id);
        }
        for (const auto& [order, name] : database.order_names) {
            if (name == operand.string() && database.orders.contains(order)) {
                ids.push_back(order);
            }
        }
        return true;
    }
    return false;
}

}  // namespace

const Model sale_order{
    .name = "sale.order",
    .fields = order_fields,
    .count = [](const Database& database) { return database.orders.count(); },
    .order = "date_order desc, id desc",
    .look_up = look_up_order,
    .label = "Sales Order",
    .methods = order_methods,
    .contains = [](const Database& database, RecordId id) { return database.orders.contains(id); },
    .show = [](std::string& out, const Database& database, RecordId id
            ) { append_order_name(out, database, id); },
    .insert = insert_order,
    .before_create = check_order_values,
    .before_write = check_order_write,
    .before_unlink = check_order_unlink,
    .remove = remove_order};

}  // namespace drydock::mocks::odoo
