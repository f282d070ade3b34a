#pragma once

#include <array>

#include "mocks/odoo/field.hpp"

namespace drydock::mocks::odoo::selections {

// Source: Odoo 18.0 recordings, h088 and h089; account, the rest.
inline constexpr std::array move_state =
    std::to_array<SelectionItem>({{"draft", "Draft"}, {"posted", "Posted"}, {"cancel", "Cancelled"}}
    );
inline constexpr std::array move_type = std::to_array<SelectionItem>(
    {{"entry", "Journal Entry"},
     {"out_invoice", "Customer Invoice"},
     {"out_refund", "Customer Credit Note"},
     {"in_invoice", "Vendor Bill"},
     {"in_refund", "Vendor Credit Note"},
     {"out_receipt", "Sales Receipt"},
     {"in_receipt", "Purchase Receipt"}}
);
inline constexpr std::array auto_post = std::to_array<SelectionItem>(
    {{"no", "No"},
     {"at_date", "At Date"},
     {"monthly", "Monthly"},
     {"quarterly", "Quarterly"},
     {"yearly", "Yearly"}}
);
inline constexpr std::array payment_state = std::to_array<SelectionItem>(
    {{"not_paid", "Not Paid"},
     {"in_payment", "In Payment"},
     {"paid", "Paid"},
     {"partial", "Partially Paid"},
     {"reversed", "Reversed"},
     {"blocked", "Blocked"},
     {"invoicing_legacy", "Invoicing App Legacy"}}
);
inline constexpr std::array status_in_payment = std::to_array<SelectionItem>(
    {{"not_paid", "Not Paid"},
     {"in_payment", "In Payment"},
     {"paid", "Paid"},
     {"partial", "Partially Paid"},
     {"reversed", "Reversed"},
     {"blocked", "Blocked"},
     {"invoicing_legacy", "Invoicing App Legacy"},
     {"draft", "Draft"},
     {"cancel", "Cancelled"}}
);
inline constexpr std::array payment_status = std::to_array<SelectionItem>(
    {{"draft", "Draft"},
     {"in_process", "In Process"},
     {"paid", "Paid"},
     {"canceled", "Canceled"},
     {"rejected", "Rejected"}}
);
inline constexpr std::array payment_type =
    std::to_array<SelectionItem>({{"outbound", "Send"}, {"inbound", "Receive"}});
inline constexpr std::array partner_type =
    std::to_array<SelectionItem>({{"customer", "Customer"}, {"supplier", "Vendor"}});
inline constexpr std::array display_type = std::to_array<SelectionItem>(
    {{"product", "Product"},
     {"cogs", "Cost of Goods Sold"},
     {"tax", "Tax"},
     {"discount", "Discount"},
     {"rounding", "Rounding"},
     {"payment_term", "Payment Term"},
     {"line_section", "Section"},
     {"line_note", "Note"},
     {"epd", "Early Payment Discount"}}
);
inline constexpr std::array journal_type = std::to_array<SelectionItem>(
    {{"sale", "Sales"},
     {"purchase", "Purchase"},
     {"cash", "Cash"},
     {"bank", "Bank"},
     {"credit", "Credit Card"},
     {"general", "Miscellaneous"}}
);
inline constexpr std::array tax_use =
    std::to_array<SelectionItem>({{"sale", "Sales"}, {"purchase", "Purchases"}, {"none", "None"}});
inline constexpr std::array tax_kind = std::to_array<SelectionItem>(
    {{"group", "Group of Taxes"},
     {"fixed", "Fixed"},
     {"percent", "Percentage of Price"},
     {"division", "Percentage of Price Tax Included"}}
);
inline constexpr std::array price_included = std::to_array<SelectionItem>(
    {{"tax_included", "Tax Included"}, {"tax_excluded", "Tax Excluded"}}
);
inline constexpr std::array difference_handling =
    std::to_array<SelectionItem>({{"open", "Keep open"}, {"reconcile", "Mark as fully paid"}});
inline constexpr std::array down_payment_method = std::to_array<SelectionItem>(
    {{"delivered", "Regular invoice"},
     {"percentage", "Down payment (percentage)"},
     {"fixed", "Down payment (fixed amount)"}}
);
// Source: Odoo 18.0 recordings, h090.
inline constexpr std::array purchase_state = std::to_array<SelectionItem>(
    {{"draft", "RFQ"},
     {"sent", "RFQ Sent"},
     {"to approve", "To Approve"},
     {"purchase", "Purchase Order"},
     {"done", "Locked"},
     {"cancel", "Cancelled"}}
);
inline constexpr std::array billing_status = std::to_array<SelectionItem>(
    {{"no", "Nothing to Bill"}, {"to invoice", "Waiting Bills"}, {"invoiced", "Fully Billed"}}
);
inline constexpr std::array receipt_status = std::to_array<SelectionItem>(
    {{"pending", "Not Received"}, {"partial", "Partially Received"}, {"full", "Fully Received"}}
);

}  // namespace drydock::mocks::odoo::selections
