#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/draws.hpp"
#include "core/landscape/fault_timeline.hpp"
#include "core/landscape/link_settings.hpp"
#include "core/landscape/request_luck.hpp"

namespace drydock {

/// The way of requests from one system to another, and of their responses back. Pure: it decides
/// from the settings, the faults that last now and a draw a request; a World carries it out.
class Link {
public:
    explicit Link(const LinkSettings& settings = {}) : settings_{settings} {}

    enum class Fate : std::uint8_t {
        arrives,
        vanishes,   ///< Nobody hears of it: the caller times out.
        reset,      ///< Cut off before it was handled, but after it was sent.
        swallowed,  ///< Acknowledged by something on the way.
    };
    /// What becomes of one request.
    struct Passage {
        Fate fate = Fate::arrives;
        Duration delay{};                   ///< Until it arrives, or until it is cut off.
        bool acknowledgement_lost = false;  ///< Handled, then the caller sees a reset.
        bool half_closed = false;           ///< The caller sees a reset, then it is handled.
        bool response_lost = false;         ///< Handled, then the caller sees nothing.
        /// It arrives once more for each, so much after it was sent.
        std::vector<Duration> delays_of_copies{};
        /// The fault, by its index in the plan, at whose end it arrives once more.
        std::optional<std::uint32_t> replayed_by{};
    };

    void begin(const ActiveFault& fault) { faults_.begin(fault); }
    void end(std::uint32_t fault_index) { faults_.end(fault_index); }

    /// A name for the draws of the request with this content. Once a request.
    [[nodiscard]] std::uint64_t entity_of(std::uint64_t content, Instant now) {
        return luck_.entity_of(content, now);
    }
    [[nodiscard]] Passage request(const Draws& draws, std::uint64_t entity, std::uint16_t operation)
        const;
    /// How long the response to that request takes.
    [[nodiscard]] Duration response(
        const Draws& draws, std::uint64_t entity, std::uint16_t operation
    ) const;
    /// What faults on the bandwidth add to the way of a request or response of that size.
    [[nodiscard]] Duration squeezed(
        const Draws& draws, std::uint64_t entity, std::uint16_t operation, std::uint64_t size_bytes
    ) const;
    [[nodiscard]] bool has_faults() const { return !faults_.empty(); }
    /// Whether nothing passes now, so that a response to a request of the other direction is lost.
    /// Counts it for the fault.
    [[nodiscard]] bool loses_response() const;

    [[nodiscard]] const LinkSettings& settings() const { return settings_; }
    [[nodiscard]] std::uint64_t repeat_count() const { return luck_.repeat_count(); }
    [[nodiscard]] std::uint64_t repeats_a_minute_max() const {
        return luck_.repeats_a_minute_max();
    }

private:
    void meet(const ActiveFault& fault, const Draws& draws, std::uint64_t entity, Passage& passage)
        const;
    [[nodiscard]] Duration way(const Draws& draws, std::uint64_t entity, std::uint64_t number)
        const;

    LinkSettings settings_;
    ActiveFaults faults_;
    RequestLuck luck_;
};

}  // namespace drydock
