#pragma once

#include <chrono>
#include <map>
#include <string>

#include "core/books.hpp"
#include "core/landscape/demand.hpp"
#include "harness/live/external.hpp"
#include "harness/live/odoo_access.hpp"

namespace drydock::harness {

/// How a server's clock and a run's clock lie to each other.
struct ClockOffset {
    std::int64_t server_seconds = 0;  ///< At `run`, seconds since 1970.
    Instant run{};

    /// What a server books is known to the second: the second's end, so that nothing is quicker in
    /// the verdict than it was.
    [[nodiscard]] Instant run_time(std::int64_t seconds) const;
    [[nodiscard]] std::int64_t server_time(Instant instant) const;
};

/// What to read of a real Odoo, and how to understand it.
struct OdooReading {
    const Demand& demand;
    SystemId self{};      ///< Under which its stock levels stand in the books.
    Instant since{};      ///< Nothing that was created before.
    ClockOffset clock{};  ///< Found out by read_external_books().
};

/// What the run's clock showed at a moment of the machine's.
struct RunClock {
    Instant run{};
    std::chrono::steady_clock::time_point machine{};
};

/// Adds what a real Odoo holds to the books, in the words of the mock's own books: sale orders,
/// invoices, done transfers and stock on hand. Logged in before.
[[nodiscard]] OdooAccess::Answer<void> read_odoo_books(
    OdooAccess& odoo, const OdooReading& reading, Books& books
);

/// Adds what read_odoo_books() has read, and nothing else, of one to the other.
void append_odoo_books(const Books& from, Books& to);

/// read_odoo_books() with all that comes before it: logs in and compares the clocks. The error is
/// for the operator.
[[nodiscard]] expected<void, std::string> read_external_books(
    const Externals& externals, OdooReading reading, const RunClock& clock, Books& books
);

/// The database's products by the scenario's list; a product that is not in it is missing.
[[nodiscard]] OdooAccess::Answer<std::map<std::int64_t, SkuId>> read_odoo_products(
    OdooAccess& odoo, const Demand& demand
);

}  // namespace drydock::harness
