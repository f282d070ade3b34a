#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/money.hpp"
#include "core/time.hpp"
#include "mocks/odoo/table.hpp"
#include "mocks/odoo/units.hpp"

namespace drydock::mocks::odoo {

enum class PurchaseState : std::uint8_t { draft, sent, to_approve, purchase, done, cancel };

/// By PurchaseState. Source: Odoo 18.0 recordings, h090.
inline constexpr std::array<std::string_view, 6> purchase_state_names{
    "draft", "sent", "to approve", "purchase", "done", "cancel"};
inline constexpr std::array<std::string_view, 6> purchase_state_labels{
    "RFQ", "RFQ Sent", "To Approve", "Purchase Order", "Locked", "Cancelled"};

/// purchase.order
struct PurchaseRecord {
    std::uint32_t number = 0;  ///< Of its name, P00001.
    PurchaseState state = PurchaseState::draft;
    RecordId partner = 0;
    std::string reference;  ///< partner_ref
    std::string origin;
    std::string name;  ///< Given; empty: P and the number.
    Instant created;
    Instant ordered;                 ///< date_order, the deadline.
    std::optional<Instant> planned;  ///< date_planned as written.
    std::optional<Instant> approved;
    std::vector<RecordId> lines;
    std::vector<RecordId> pickings;
    std::vector<RecordId> invoices;
};

/// purchase.order.line
struct PurchaseLineRecord {
    RecordId order = 0;  ///< 0 once removed.
    RecordId product = 0;
    std::string name;
    Units quantity;
    Money price;
    std::int32_t discount_hundredths = 0;
    std::int32_t sequence = 10;
    std::vector<RecordId> taxes;
    std::optional<Instant> planned;
    bool section = false;
    bool note = false;
};

/// The purchases of a database.
struct Purchases {
    explicit Purchases(UndoLog& undo) : orders{undo}, lines{undo} {}

    Table<PurchaseRecord> orders;
    Table<PurchaseLineRecord> lines;
    std::uint32_t number = 0;  ///< Last given out.
};

}  // namespace drydock::mocks::odoo
