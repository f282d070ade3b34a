#include "harness/contract/volatile_fields.hpp"

#include <array>

namespace drydock::harness::contract {

namespace {

struct Declared {
    std::string_view field;
    Comparison comparison;
};

constexpr auto fields = std::to_array<Declared>({
    // Written by the server's clock.
    {"__last_update", Comparison::moment},
    {"create_date", Comparison::moment},
    {"date", Comparison::moment},
    {"date_approve", Comparison::moment},
    {"date_deadline", Comparison::moment},
    {"date_done", Comparison::moment},
    {"date_order", Comparison::moment},
    {"date_planned", Comparison::moment},
    {"delay_alert_date", Comparison::moment},
    {"effective_date", Comparison::moment},
    {"expected_date", Comparison::moment},
    {"expiration_date", Comparison::moment},
    {"in_date", Comparison::moment},
    {"inventory_date", Comparison::moment},
    {"login_date", Comparison::moment},
    {"partner_write_date", Comparison::moment},
    {"reservation_date", Comparison::moment},
    {"scheduled_date", Comparison::moment},
    {"write_date", Comparison::moment},
    // Counts what was set up between the recordings as well.
    {"number_next_actual", Comparison::kind_only},
    // Drawn at random, a hash over the code, or the server's address.
    {"access_token", Comparison::kind_only},
    {"csrf_token", Comparison::kind_only},
    {"load_menus", Comparison::kind_only},
    {"session_id", Comparison::kind_only},
    {"translations", Comparison::kind_only},
    {"web.base.url", Comparison::kind_only},
    // The lines of Odoo's source are not the contract.
    {"debug", Comparison::traceback},
});

}  // namespace

Comparison comparison_of(std::string_view field) {
    for (const Declared& declared : fields) {
        if (declared.field == field) {
            return declared.comparison;
        }
    }
    return Comparison::exact;
}

HeaderComparison header_comparison_of(std::string_view lower_name) {
    if (lower_name == "date" || lower_name == "content-length") {
        return HeaderComparison::ignored;
    }
    return lower_name == "set-cookie" ? HeaderComparison::cookie : HeaderComparison::exact;
}

}  // namespace drydock::harness::contract
