#include "harness/scenario/system_formats.hpp"

namespace drydock::harness {

using mocks::CasePack;
using mocks::WmsSettings;
using enum ValueType;

namespace {

/// Shorter ones are as good as none, which is called waveless picking.
constexpr Duration wave_interval_min = one_second / 20;

constexpr std::array<std::string_view, 2> message_styles{"plain", "shiphero"};

Mapping case_pack_format() {
    Describe<CasePack> keys{"case_pack", "Products that a warehouse keeps and counts in cases."};
    keys.value("share", share, &CasePack::share_ppm, "Of SKUs.");
    keys.value("units", whole, &CasePack::units, "In a case.").bounds(2, 10'000);
    return keys.take();
}

}  // namespace

Mapping wms_format() {
    const auto of = [](auto member) {
        return [member](SystemSpec & system) -> auto& {
            return settings_of<WmsSettings>(system).*member;
        };
    };
    Describe<SystemSpec> keys{"wms", "A warehouse."};
    keys.section("webhook", webhook_format(), of(&WmsSettings::webhook), "Its messages.");
    keys.value("wave_interval", duration, of(&WmsSettings::wave_interval), "Between two waves.")
        .bounds(wave_interval_min, one_day);
    keys.value("opens", duration, of(&WmsSettings::opens), "Time of day, Monday to Friday.")
        .bounds(Duration{}, one_day);
    keys.value("closes", duration, of(&WmsSettings::closes), "Time of day.")
        .bounds(Duration{}, one_day);
    keys.value("cut_off", duration, of(&WmsSettings::cut_off), "Time of day of the collection.")
        .bounds(Duration{}, one_day);
    keys.value(
            "collection_interval",
            duration,
            of(&WmsSettings::collection_interval),
            "Collections before that, so long after opening each; 0s: none."
    )
        .bounds(Duration{}, one_day);
    keys.value("pickers", whole, of(&WmsSettings::pickers), "At work at once.").bounds(1, 100'000);
    keys.value("pick_time_per_line", duration, of(&WmsSettings::pick_time_per_line), "One picker.");
    keys.value("pack_time", duration, of(&WmsSettings::pack_time), "An order.");
    keys.value(
        "short_pick",
        share,
        of(&WmsSettings::short_pick_ppm),
        "Of picked lines: some units are not found."
    );
    keys.value(
        "damage",
        share,
        of(&WmsSettings::damage_ppm),
        "Of picked lines: some units are broken, and written off."
    );
    keys.value(
        "backorder_keep",
        duration,
        of(&WmsSettings::backorder_keep),
        "Then the rest is closed short."
    );
    keys.value(
        "return_transit",
        duration,
        of(&WmsSettings::return_transit),
        "From authorisation to receipt of a return."
    );
    keys.value(
            "manifest_timeout",
            duration,
            of(&WmsSettings::manifest_timeout),
            "Of the hand-over to the carrier."
    )
        .bounds(Duration{1'000'000}, one_day);
    keys.value("messages_kept_max", whole, of(&WmsSettings::messages_kept_max), "Of the outbox.")
        .bounds(1, 100'000'000);
    keys.choice(
        "messages",
        {message_styles.begin(), message_styles.end()},
        of(&WmsSettings::messages),
        "shiphero: webhook_type in the body and no topic header."
    );
    keys.choice(
        "retry_header",
        {retry_headers.begin(), retry_headers.end()},
        of(&WmsSettings::retry_header),
        retry_header_doc
    );
    keys.value(
        "if_match_required",
        boolean,
        of(&WmsSettings::if_match_required),
        "Labels and cancellations need the ETag of a read before: else 428, or 412 when it is old."
    );
    keys.value(
        "substitution",
        share,
        of(&WmsSettings::substitution_ppm),
        "Of lines picked short: another SKU is sent, where the order allows it."
    );
    keys.value(
        "lot_tracked", share, of(&WmsSettings::lot_tracked_ppm), "Of SKUs: shipped by lot numbers."
    );
    keys.section(
        "case_pack",
        case_pack_format(),
        of(&WmsSettings::case_pack),
        "Quantities of whole cases are told in cases."
    );
    keys.value(
            "cycle_counts",
            whole,
            of(&WmsSettings::cycle_counts),
            "Shelves counted a working day that do not hold what they should."
    )
        .bounds(0, 10'000);
    keys.value(
            "cycle_count_units_max",
            whole,
            of(&WmsSettings::cycle_count_units_max),
            "Units more or less at most."
    )
        .bounds(1, 10'000);
    keys.value(
        "snapshots",
        boolean,
        of(&WmsSettings::snapshots),
        "Tells the levels of all SKUs once a working day, beside their changes."
    );
    keys.value("webhook_given_up_max", whole, of(&WmsSettings::webhook_given_up_max), given_up_doc);
    keys.value("strict", boolean, of(&WmsSettings::strict), strict_doc);
    return keys.take();
}

}  // namespace drydock::harness
