#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/exchange.hpp"
#include "core/landscape/demand.hpp"

namespace drydock::harness {

/// Tells which order a request is about by what it says: the order's number, or the number of a
/// parcel, a label or a record that an earlier request has tied to an order.
class OrderKeys {
public:
    explicit OrderKeys(const Demand& demand);

    /// The order's index in the demand; none when the request names none, or one not known yet.
    [[nodiscard]] std::optional<std::uint32_t> find(const Request& request) const;
    /// From now on other keys that this request names mean `order`, too.
    void learn(const Request& request, std::uint32_t order);

private:
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };
    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view key) const;
    void learn(std::string_view key, std::uint32_t order);
    [[nodiscard]] std::optional<std::uint32_t> find_in_odoo_call(Value arguments) const;
    [[nodiscard]] std::optional<std::uint32_t> find_in_path(std::string_view path) const;

    // Looked up only, never walked.
    std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> orders_;
};

}  // namespace drydock::harness
