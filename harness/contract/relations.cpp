#include "harness/contract/relations.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace drydock::harness::contract {

namespace {

struct Relation {
    std::string_view model;  ///< Empty: of every model.
    std::string_view field;
    std::string_view of;
};

/// Those of one model come before those of every model with the same field.
constexpr auto relations = std::to_array<Relation>({
    {"account.journal", "currency_id", "res.currency"},
    {"account.move", "line_ids", "account.move.line"},
    {"account.move", "matched_payment_ids", "account.payment"},
    {"account.move", "partner_bank_id", "res.partner.bank"},
    {"account.move.line", "move_id", "account.move"},
    {"account.move.line", "product_uom_id", "uom.uom"},
    {"account.move.line", "matched_debit_ids", "account.partial.reconcile"},
    {"account.move.line", "matched_credit_ids", "account.partial.reconcile"},
    {"account.move.reversal", "move_ids", "account.move"},
    {"account.move.reversal", "new_move_ids", "account.move"},
    {"account.payment", "move_id", "account.move"},
    {"account.payment.register", "line_ids", "account.move.line"},
    {"choose.delivery.carrier", "order_id", "sale.order"},
    {"ir.attachment", "res_id", ""},
    {"mail.message", "author_id", "res.partner"},
    {"product.product", "categ_id", "product.category"},
    {"product.template", "categ_id", "product.category"},
    {"purchase.order", "order_line", "purchase.order.line"},
    {"purchase.order.line", "order_id", "purchase.order"},
    {"purchase.order.line", "taxes_id", "account.tax"},
    {"res.partner", "category_id", "res.partner.category"},
    {"res.partner", "child_ids", "res.partner"},
    {"res.partner", "parent_id", "res.partner"},
    {"res.partner", "title", "res.partner.title"},
    {"res.partner", "state_id", "res.country.state"},
    {"res.users", "groups_id", "res.groups"},
    {"sale.advance.payment.inv", "sale_order_ids", "sale.order"},
    {"sale.order", "order_line", "sale.order.line"},
    {"sale.order", "tag_ids", "crm.tag"},
    {"sale.order", "duplicated_order_ids", "sale.order"},
    {"sale.order", "tax_country_id", "res.country"},
    {"sale.order.cancel", "order_id", "sale.order"},
    {"sale.order.line", "order_id", "sale.order"},
    {"sale.order.line", "invoice_lines", "account.move.line"},
    {"sale.order.line", "linked_line_id", "sale.order.line"},
    {"stock.location", "location_id", "stock.location"},
    {"stock.lot", "quant_ids", "stock.quant"},
    {"stock.move", "returned_move_ids", "stock.move"},
    {"stock.move.line", "move_id", "stock.move"},
    {"stock.move.line", "product_uom_id", "uom.uom"},
    {"stock.move.line", "result_package_id", "stock.quant.package"},
    {"stock.return.picking", "product_return_moves", "stock.return.picking.line"},
    {"stock.return.picking.line", "move_id", "stock.move"},
    {"stock.return.picking.line", "wizard_id", "stock.return.picking"},
    {"stock.scrap", "move_ids", "stock.move"},
    {"stock.warehouse", "view_location_id", "stock.location"},
    {"uom.uom", "category_id", "uom.category"},
    {"", "account_id", "account.account"},
    {"", "activity_ids", "mail.activity"},
    {"", "allowed_company_ids", "res.company"},
    {"", "backorder_id", "stock.picking"},
    {"", "backorder_ids", "stock.picking"},
    {"", "bom_id", "mrp.bom"},
    {"", "button_validate_picking_ids", "stock.picking"},
    {"", "carrier_id", "delivery.carrier"},
    {"", "categ_id", "product.category"},
    {"", "commercial_partner_id", "res.partner"},
    {"", "company_currency_id", "res.currency"},
    {"", "company_id", "res.company"},
    {"", "company_ids", "res.company"},
    {"", "country_id", "res.country"},
    {"", "create_uid", "res.users"},
    {"", "currency_id", "res.currency"},
    {"", "delivered_picking_id", "stock.picking"},
    {"", "dest_address_id", "res.partner"},
    {"", "fiscal_position_id", "account.fiscal.position"},
    {"", "group_id", "procurement.group"},
    {"", "in_type_id", "stock.picking.type"},
    {"", "int_type_id", "stock.picking.type"},
    {"", "invoice_ids", "account.move"},
    {"", "invoice_incoterm_id", "account.incoterms"},
    {"", "invoice_line_ids", "account.move.line"},
    {"", "invoice_payment_term_id", "account.payment.term"},
    {"", "invoice_user_id", "res.users"},
    {"", "involved_tax_ids", "account.tax"},
    {"", "journal_id", "account.journal"},
    {"", "lang_id", "res.lang"},
    {"", "location_dest_id", "stock.location"},
    {"", "location_final_id", "stock.location"},
    {"", "location_id", "stock.location"},
    {"", "location_src_id", "stock.location"},
    {"", "lot_id", "stock.lot"},
    {"", "lot_ids", "stock.lot"},
    {"", "lot_stock_id", "stock.location"},
    {"", "message_follower_ids", "mail.followers"},
    {"", "message_ids", "mail.message"},
    {"", "message_partner_ids", "res.partner"},
    {"", "move_dest_ids", "stock.move"},
    {"", "move_id", "stock.move"},
    {"", "move_ids", "stock.move"},
    {"", "move_ids_without_package", "stock.move"},
    {"", "move_line_ids", "stock.move.line"},
    {"", "move_line_ids_without_package", "stock.move.line"},
    {"", "move_lines", "stock.move"},
    {"", "move_orig_ids", "stock.move"},
    {"", "order_ids", "sale.order"},
    {"", "origin_returned_move_id", "stock.move"},
    {"", "out_type_id", "stock.picking.type"},
    {"", "owner_id", "res.partner"},
    {"", "pack_type_id", "stock.picking.type"},
    {"", "package_id", "stock.quant.package"},
    {"", "package_level_ids", "stock.package_level"},
    {"", "partner_id", "res.partner"},
    {"", "partner_ids", "res.partner"},
    {"", "partner_invoice_id", "res.partner"},
    {"", "partner_shipping_id", "res.partner"},
    {"", "payment_ids", "account.payment"},
    {"", "payment_method_id", "account.payment.method"},
    {"", "payment_method_line_id", "account.payment.method.line"},
    {"", "payment_term_id", "account.payment.term"},
    {"", "pick_ids", "stock.picking"},
    {"", "pick_type_id", "stock.picking.type"},
    {"", "picking_id", "stock.picking"},
    {"", "picking_ids", "stock.picking"},
    {"", "picking_ids_not_to_backorder", "stock.picking"},
    {"", "picking_type_id", "stock.picking.type"},
    {"", "pricelist_id", "product.pricelist"},
    {"", "procurement_group_id", "procurement.group"},
    {"", "product_id", "product.product"},
    {"", "product_ids", "product.product"},
    {"", "product_pricelist_item_id", "product.pricelist.item"},
    {"", "product_template_id", "product.template"},
    {"", "product_tmpl_id", "product.template"},
    {"", "product_uom", "uom.uom"},
    {"", "product_uom_id", "uom.uom"},
    {"", "product_variant_id", "product.product"},
    {"", "product_variant_ids", "product.product"},
    {"", "property_account_payable_id", "account.account"},
    {"", "property_account_receivable_id", "account.account"},
    {"", "property_payment_term_id", "account.payment.term"},
    {"", "property_stock_customer", "stock.location"},
    {"", "property_stock_supplier", "stock.location"},
    {"", "purchase_id", "purchase.order"},
    {"", "purchase_line_id", "purchase.order.line"},
    {"", "purchase_order_id", "purchase.order"},
    {"", "qc_type_id", "stock.picking.type"},
    {"", "quant_ids", "stock.quant"},
    {"", "reconciled_invoice_ids", "account.move"},
    {"", "reconciled_bill_ids", "account.move"},
    {"", "return_id", "stock.picking"},
    {"", "return_ids", "stock.picking"},
    {"", "reversal_move_ids", "account.move"},
    {"", "reversed_entry_id", "account.move"},
    {"", "route_id", "stock.route"},
    {"", "route_ids", "stock.route"},
    {"", "rule_id", "stock.rule"},
    {"", "sale_id", "sale.order"},
    {"", "sale_line_id", "sale.order.line"},
    {"", "sale_line_ids", "sale.order.line"},
    {"", "sale_order_id", "sale.order"},
    {"", "sale_order_template_id", "sale.order.template"},
    {"", "scrap_location_id", "stock.location"},
    {"", "seller_ids", "product.supplierinfo"},
    {"", "supplier_taxes_id", "account.tax"},
    {"", "tax_id", "account.tax"},
    {"", "tax_ids", "account.tax"},
    {"", "tax_line_id", "account.tax"},
    {"", "taxes_id", "account.tax"},
    {"", "team_id", "crm.team"},
    {"", "uom_id", "uom.uom"},
    {"", "uom_po_id", "uom.uom"},
    {"", "user_id", "res.users"},
    {"", "user_ids", "res.users"},
    {"", "view_id", "ir.ui.view"},
    {"", "search_view_id", "ir.ui.view"},
    {"", "warehouse_id", "stock.warehouse"},
    {"", "wh_input_stock_loc_id", "stock.location"},
    {"", "wh_output_stock_loc_id", "stock.location"},
    {"", "wh_pack_stock_loc_id", "stock.location"},
    {"", "write_uid", "res.users"},
});

constexpr auto model_methods = std::to_array<std::string_view>({
    "action_view_inventory",
    "check_access_rights",
    "context_get",
    "create",
    "default_get",
    "fields_get",
    "fields_view_get",
    "formatted_read_group",
    "get_views",
    "has_group",
    "load",
    "name_create",
    "name_search",
    "read_group",
    "search",
    "search_count",
    "search_fetch",
    "search_read",
    "web_read_group",
    "web_search_read",
});

}  // namespace

std::string relation_of(std::string_view model, std::string_view field) {
    const Relation* any = nullptr;
    for (const Relation& relation : relations) {
        if (relation.field != field) {
            continue;
        }
        if (relation.model == model) {
            return std::string{relation.of};
        }
        any = relation.model.empty() ? &relation : any;
    }
    return any == nullptr ? std::string{} : std::string{any->of};
}

std::string relation_or_own(std::string_view model, std::string_view field) {
    std::string known = relation_of(model, field);
    const bool like_ids = field.ends_with("_id") || field.ends_with("_ids");
    return !known.empty() || !like_ids ? known : std::string{model} + "/" + std::string{field};
}

bool is_model_method(std::string_view method) {
    return std::find(model_methods.begin(), model_methods.end(), method) != model_methods.end();
}

}  // namespace drydock::harness::contract
