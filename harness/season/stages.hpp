#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "harness/oracles/evidence.hpp"
#include "harness/season/axis.hpp"

namespace drydock::harness {

/// What an order or parcel waits for on its way from the customer to the invoice.
enum class Stage : std::uint8_t { accept, book, confirm, release, pack, label, ship, invoice };

struct StageName {
    Stage stage = Stage::accept;
    std::string_view name;
    std::string_view words;  ///< From what to what.
};
inline constexpr std::array<StageName, 8> stage_names{
    {{Stage::accept, "accept", "placed at the channel → accepted by the runtime"},
     {Stage::book, "book", "accepted → sale order in Odoo"},
     {Stage::confirm, "confirm", "sale order → confirmed"},
     {Stage::release, "release", "confirmed → received by the warehouse"},
     {Stage::pack, "pack", "received → first parcel packed"},
     {Stage::label, "label", "parcel packed → labelled by the carrier"},
     {Stage::ship, "ship", "parcel labelled → collected"},
     {Stage::invoice, "invoice", "parcel collected → invoice posted"}}};

/// One order or parcel in one stage, from the ledgers.
struct StageWait {
    std::uint32_t order = 0;  ///< Its place in the OrderIndex.
    Instant from;
    std::optional<Instant> to;  ///< None: to the end of the run.
    bool done = false;          ///< False for one that a person took over, or that was cancelled.
};

/// In the order of the OrderIndex.
[[nodiscard]] std::vector<StageWait> waits_of(const Evidence& evidence, Stage stage);

/// When a person first took the order in hand, or its customer saw it cancelled.
[[nodiscard]] std::optional<Instant> taken_off(const Evidence& evidence, std::uint32_t order);

/// The most that waited at once, in each interval of the axis.
[[nodiscard]] std::vector<std::int64_t> levels_over(
    const Axis& axis, const std::vector<StageWait>& waits
);

}  // namespace drydock::harness
