#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/expected.hpp"
#include "harness/scenario/diagnostic.hpp"
#include "harness/scenario/scenario.hpp"

namespace drydock::harness {

/// What the command line says in place of the scenario file. Applied in the order of the members,
/// before anything is checked; mistakes in it point at the option.
struct Overrides {
    std::optional<std::string>
        strategy{};  ///< Path of a strategy file, from the working directory.
    std::optional<std::uint64_t> seed{};
    std::optional<std::uint32_t> scale{};
    std::optional<std::string> from{};  ///< As workload.from.
    std::optional<std::string> to{};
    std::vector<std::string> sets{};  ///< "strategy.dedup.enabled=false"
};

/// Reads a scenario with the landscape and strategy that it names. Relative paths of files are seen
/// from the file that names them, those of the command line from the working directory. The error
/// is every mistake that was found, by file and line; at least one.
[[nodiscard]] expected<Scenario, std::vector<Diagnostic>> load_scenario(
    const std::string& path, const Overrides& overrides = {}
);

/// The same for text that is in no file; `path` is the name that it bears and the folder of its
/// relative paths.
[[nodiscard]] expected<Scenario, std::vector<Diagnostic>> read_scenario(
    const std::string& text, const std::string& path, const Overrides& overrides = {}
);

/// The folder to which the relative paths of a scenario refer; empty for the working directory.
[[nodiscard]] std::string folder_of(const std::string& file);

}  // namespace drydock::harness
