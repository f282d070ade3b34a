#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/expected.hpp"
#include "harness/live/books_reader.hpp"
#include "harness/live/live_control.hpp"
#include "harness/live/open_world.hpp"
#include "harness/live/readiness.hpp"
#include "harness/live/served_landscape.hpp"
#include "live/world/real_world.hpp"

namespace drydock::harness {

/// One scenario being served, from a drive to the next: its World, and what can be said of it.
class ServedScenario {
public:
    /// `loaded` outlives this. Of `ports` one a system; none: as the settings say. `drive`: what
    /// its driver knows it by; empty: the goods are there, but neither customers nor faults.
    ServedScenario(
        const LoadedScenario& loaded,
        const ServedLandscapeSettings& settings,
        const std::vector<std::uint16_t>& ports,
        std::string drive
    );

    [[nodiscard]] live::RealWorld& world() { return *world_; }
    [[nodiscard]] LiveControl& live() { return *live_; }
    /// Nobody orders before the middleware is ready. The error is for the operator.
    [[nodiscard]] expected<void, std::string> await(const ServedLandscapeSettings& settings);
    [[nodiscard]] std::vector<std::uint16_t> ports() const;
    [[nodiscard]] std::vector<ServedSystem> systems() const;
    [[nodiscard]] OpenWorld open_world() const;

    // Between two Steps: what the control API answers, as JSON.
    [[nodiscard]] std::string status_json() const;
    [[nodiscard]] std::string systems_json() const;
    [[nodiscard]] std::string verdict_json() const { return verdict_json_with({}); }
    /// `elsewhere`: the books of an external Odoo.
    [[nodiscard]] std::string verdict_json_with(const Books& elsewhere) const;
    /// What to read of an external Odoo now.
    [[nodiscard]] BooksReaderThread::Wish books_wish() const;

private:
    const LoadedScenario& loaded_;
    const std::string drive_;
    const bool driven_;
    std::shared_ptr<const Demand> demand_;
    std::unique_ptr<live::RealWorld> world_;
    Instant opening_{};  ///< Of the scenario's window.
    Instant end_{};
    std::optional<LiveControl> live_;
    std::unique_ptr<Readiness> readiness_;  ///< Last: it speaks to the World.
};

}  // namespace drydock::harness
