#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/calendar.hpp"
#include "core/landscape/door_settings.hpp"
#include "core/landscape/fault_plan.hpp"
#include "core/landscape/link_settings.hpp"
#include "integration/strategy.hpp"
#include "mocks/carrier/carrier_settings.hpp"
#include "mocks/channels/marketplace_settings.hpp"
#include "mocks/channels/storefront_settings.hpp"
#include "mocks/odoo/odoo_settings.hpp"
#include "mocks/wms/wms_settings.hpp"

namespace drydock::harness {

/// Where a value was written, for explanations.
struct ValueSource {
    std::string path;      ///< Below the system: "webhook.timeout".
    std::string file;      ///< Or the option of the command line.
    std::size_t line = 0;  ///< 0 for the command line.
};

/// A system that runs somewhere already: on the real clock it takes the place of the mock, or of
/// our own runtime. The virtual clock does not call it.
struct ExternalSpec {
    std::string url{};  ///< Empty: not external. Of a runtime: where it takes webhooks.
    std::string database{};
    std::string user{};
    std::string password_env{};   ///< The environment variable that holds the password,
    std::string password_file{};  ///< or the file. The password itself is in no scenario.
};

/// A system of the landscape file. Which mock it is follows from its settings; the runtime has
/// none. Ids, calendars and webhook receivers inside the settings are filled in when the landscape
/// is built.
struct SystemSpec {
    using Settings = std::variant<
        std::monostate,
        mocks::OdooSettings,
        mocks::WmsSettings,
        mocks::CarrierSettings,
        mocks::StorefrontSettings,
        mocks::MarketplaceSettings>;
    std::string name;  ///< "odoo"; as faults and links name it.
    Settings settings;
    DoorSettings door;
    /// The profile whose keys stand under its own, as written; empty for none. Not in the effective
    /// scenario, which has all values written out.
    std::string profile;
    std::vector<ValueSource> sources;  ///< Only with a profile.
    ExternalSpec external{};
};

struct LinkSpec {
    std::string from;
    std::string to;
    LinkSettings settings;
};

struct LandscapeSpec {
    std::string name;
    std::vector<SystemSpec> systems;
    std::vector<LinkSpec> links;
};

/// One order by its number: "536365".
struct OrderNumberSpec {
    std::string text;
};

/// Where orders come from and which part of them is replayed.
struct WorkloadSpec {
    std::string orders;  ///< Path of a CSV, or of one compressed with xz; relative to the scenario.
    std::string products;
    DateTime from;                            ///< Orders at or after this.
    DateTime to;                              ///< And before this.
    std::uint32_t scale = 1;                  ///< Independently jittered copies of the demand.
    Duration jitter_max = 30 * one_minute;    ///< Of the times of every copy after the first.
    std::uint32_t malformed_ppm_max = 1'000;  ///< A larger share of broken lines stops the run.
    std::string storefront_country = "United Kingdom";  ///< Orders from here go to the storefront.
    /// Stock in the warehouse at the start and weekly receipts: days of each SKU's own demand.
    std::uint32_t stock_cover_days = 14;
    std::uint32_t receipt_cover_percent_min =
        85;  ///< Of a coming week's demand, drawn per SKU and week.
    std::uint32_t receipt_cover_percent_max = 130;
    /// Numbers of the only orders that are placed; empty for all. Stock is planned for all of them.
    std::vector<OrderNumberSpec> only_orders;
};

/// A fault as the scenario states it: names and dates.
struct FaultSpec {
    std::string id;
    FaultKind kind = FaultKind::outage;
    DateTime from;
    DateTime to;
    std::string system;  ///< The system that it is at, or the receiver of the link.
    std::string sender;  ///< Links: empty for any.
    std::string operation;
    std::uint32_t share_ppm = 1'000'000;
    std::uint32_t factor_permille = 1'000;
    Duration delay{};
    std::uint32_t copies = 1;
    std::uint32_t status = 500;
    std::uint64_t bandwidth_bytes_per_second = 0;
    std::string field{};
};

/// One condition on the verdict, as written: "doubled_orders == 0", "p95(order_to_release) <
/// 10min".
struct ExpectationSpec {
    std::string text;
};

/// Everything that one rehearsal needs, with all defaults filled in.
struct Scenario {
    std::string name;
    std::string description;
    std::string file;  ///< As given on the command line.
    std::uint64_t seed = 1;
    WorkloadSpec workload;
    LandscapeSpec landscape;
    integration::Strategy strategy;
    std::vector<FaultSpec> faults;
    std::vector<ExpectationSpec> expectations;
    Duration settle_within =
        21 * one_day;  ///< After the last order or fault the run goes on this long.
    Duration gauge_interval = one_hour;
};

}  // namespace drydock::harness
