#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/calendar.hpp"
#include "core/expected.hpp"
#include "core/landscape/demand.hpp"
#include "harness/scenario/scenario.hpp"

namespace drydock::harness {

struct MalformedLine {
    std::size_t line = 0;  ///< From 1, the header included.
    std::string reason;
};

/// Where every line that was read went: the counts of lines add up to lines_read.
struct WorkloadStatistics {
    std::uint64_t lines_read = 0;  ///< Without header and empty lines.
    std::uint64_t lines_sold = 0;
    /// Of cancellations: a sale was found for at least some of the units.
    std::uint64_t lines_reversed = 0;
    /// Of cancellations: no earlier sale of the window to that customer has units of it left.
    std::uint64_t lines_without_sale = 0;
    std::uint64_t lines_without_customer = 0;  ///< Of cancellations: of nobody known.
    std::uint64_t lines_not_positive = 0;      ///< Of sales: a quantity of 0 or below.
    std::uint64_t lines_stock_adjustment = 0;  ///< Of invoices without any priced line.
    std::uint64_t lines_bad_debt = 0;          ///< Of invoices "A...".
    std::uint64_t lines_outside_window = 0;
    std::uint64_t lines_malformed = 0;
    std::vector<MalformedLine> malformed_first;  ///< At most 20.
    std::int64_t units_reversed = 0;
    std::int64_t units_not_reversed = 0;  ///< Of cancellations, beyond what was sold.

    std::uint64_t orders_storefront = 0;
    std::uint64_t orders_marketplace = 0;
    std::uint64_t cancel_requests = 0;
    std::uint64_t return_requests = 0;
    std::uint64_t receipts = 0;

    [[nodiscard]] std::uint64_t lines_accounted() const;
};

struct Workload {
    Demand demand;
    Calendar calendar;  ///< Starts at midnight of the window's first day.
    Instant end;        ///< The window's end.
    WorkloadStatistics statistics;
};

struct WorkloadError {
    std::string message;  ///< With file and line, where there is one.
};

/// What the files hold of the spec's window: the same for every seed. No copies, no stock.
struct RecordedWorkload {
    Workload workload;
};

/// Reads orders and products (docs/workload.md). `base_dir` is the folder to which relative paths
/// refer.
[[nodiscard]] expected<RecordedWorkload, WorkloadError> read_workload(
    const WorkloadSpec& spec, const std::string& base_dir
);

/// Makes the demand of one rehearsal. The same recording, spec and seed give the same demand.
[[nodiscard]] Workload make_workload(
    RecordedWorkload recorded, const WorkloadSpec& spec, std::uint64_t seed
);

/// Both in one.
[[nodiscard]] expected<Workload, WorkloadError> load_workload(
    const WorkloadSpec& spec, std::uint64_t seed, const std::string& base_dir
);

}  // namespace drydock::harness
