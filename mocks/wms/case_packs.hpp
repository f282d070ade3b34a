#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/document.hpp"
#include "mocks/wms/wms_settings.hpp"

namespace drydock::mocks::wms {

/// Which SKUs the warehouse keeps in cases, and how it writes quantities: those of whole cases in
/// cases, all others by the piece. Source: X12 945, W12-05 and W01-02, element 355: CA and EA.
class CasePacks {
public:
    explicit CasePacks(CasePack settings) : settings_{settings} {}

    /// A new SKU of that code; to be called once for each, in their order.
    void add(std::string_view code);

    /// Units in a case of it; 0 for what is kept by the piece.
    [[nodiscard]] std::int32_t case_units(std::uint32_t sku) const {
        return in_cases_[sku] ? settings_.units : 0;
    }
    /// Members `quantity` and `unit`. A warehouse that keeps nothing in cases names no unit.
    void write_quantity(DocumentWriter& writer, std::uint32_t sku, std::int32_t units) const;
    /// The same of something that is told by the piece whatever it is kept in.
    void write_pieces(DocumentWriter& writer, std::int32_t units) const;

private:
    CasePack settings_;
    std::vector<bool> in_cases_;
};

}  // namespace drydock::mocks::wms
