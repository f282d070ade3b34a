#include "mocks/wms/case_packs.hpp"

#include "core/hash.hpp"

namespace drydock::mocks::wms {

namespace {

/// Source: X12, element 355, unit or basis for measurement.
constexpr std::string_view each = "EA";
constexpr std::string_view whole_case = "CA";

}  // namespace

void CasePacks::add(std::string_view code) {
    in_cases_.push_back(hash_text(hash_salt_b, code) % 1'000'000 < settings_.share_ppm);
}

void CasePacks::write_quantity(DocumentWriter& writer, std::uint32_t sku, std::int32_t units)
    const {
    const std::int32_t pack = case_units(sku);
    if (pack == 0 || units == 0 || units % pack != 0) {
        write_pieces(writer, units);
        return;
    }
    writer.field("quantity", units / pack);
    writer.field("unit", whole_case);
}

void CasePacks::write_pieces(DocumentWriter& writer, std::int32_t units) const {
    writer.field("quantity", units);
    if (settings_.share_ppm > 0) {
        writer.field("unit", each);
    }
}

}  // namespace drydock::mocks::wms
