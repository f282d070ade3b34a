#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/expected.hpp"
#include "harness/contract/recording.hpp"

namespace drydock::harness::contract {

/// What a client asked for.
enum class Deed : std::uint8_t {
    write,            ///< Of a partner.
    create,           ///< Of a sale order with a given client_order_ref.
    confirm,          ///< action_confirm of a draft order.
    validate,         ///< button_validate of a confirmed order's picking.
    create_invoices,  ///< By a wizard of its own, of a confirmed order.
    post,             ///< action_post of a draft invoice.
    cancel,           ///< action_cancel of an order.
};

/// What the clients had in common.
enum class Common : std::uint8_t { record, product, nothing };

/// How one call ended. Sums do not show a result, or only its beginning.
struct RecordedEnding {
    enum class Result : std::uint8_t { any, exact };

    std::string error;   ///< "odoo.exceptions.UserError: ..."; empty after a success.
    bool brief = false;  ///< The error is "UserError: " and the first brief_length_max bytes.
    Result shown = Result::any;
    Json result;  ///< Meaningful after a success, when shown exactly.

    [[nodiscard]] std::string text() const;
};

/// Source: recording i030, its longest message.
inline constexpr std::size_t brief_length_max = 90;

/// Clients that start at the same moment, each with its calls one after another.
struct Contest {
    /// Two accounts of the same endings: sums by text, and one by one where they were kept.
    struct Round {
        std::vector<RecordedEnding> sums;
        std::vector<RecordedEnding> details;
    };

    std::string name;         ///< Of one of several in a file; empty otherwise.
    std::vector<Deed> deeds;  ///< One a client.
    Common common = Common::nothing;
    std::size_t calls_each = 1;
    std::vector<Round> rounds;
    /// The server's log shows calls that it tried again. How many is random.
    bool retried = false;
};

/// The contests of a recording of concurrent clients. Such a recording holds no requests: what was
/// sent is told by its words ("four_clients_confirm_orders_same_product") or those of "note"; how
/// often, and how it ended, by its fields "clients", "calls", "outcomes", "calls_detail" and
/// "server_retries_logged", or by "results" with "rounds" and "outcome_pairs". The error says what
/// is not understood.
[[nodiscard]] expected<std::vector<Contest>, std::string> read_contests(const Recording& recording);

/// How many invoices the orders of a race have afterwards, as recorded; those without left out.
[[nodiscard]] std::vector<std::size_t> recorded_invoice_counts(const Recording& recording);

}  // namespace drydock::harness::contract
