#pragma once

#include <string>
#include <string_view>

#include "core/expected.hpp"

namespace drydock::reports {

/// What `drydock run` left in a directory.
struct RunFiles {
    std::string directory;  ///< For people.
    std::string verdict_json;
    std::string series_json;   ///< Empty for a run that left none: then the page has no charts.
    std::string jaeger_url{};  ///< Where the orders' traces are looked up; empty for nowhere.
};

// One self-contained HTML file each: it works from file:// and fetches nothing. The error is one
// line that says which file cannot be read, and why.

[[nodiscard]] expected<std::string, std::string> run_page(const RunFiles& files);

/// What run_page() puts into the page: JSON.
[[nodiscard]] expected<std::string, std::string> run_data(const RunFiles& files);

/// A page that asks its own server for the data: GET /data, and /events for what is new.
struct LivePageSettings {
    std::string target;    ///< What is watched; for people.
    std::string key;       ///< Goes with every change that the page asks for.
    bool injects = false;  ///< Faults can be done to what is watched.
};
[[nodiscard]] std::string live_page(const LivePageSettings& settings);

/// Of comparison.json.
[[nodiscard]] expected<std::string, std::string> compare_page(
    const std::string& directory, std::string_view comparison_json
);

/// Of runs.jsonl.
[[nodiscard]] expected<std::string, std::string> sweep_page(
    const std::string& directory, std::string_view runs_jsonl
);

}  // namespace drydock::reports
