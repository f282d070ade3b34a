#pragma once

#include <string>
#include <string_view>

#include "core/expected.hpp"

namespace drydock::reports {

/// What `drydock run` left in a directory.
struct RunFiles {
    std::string directory;  ///< For people.
    std::string verdict_json;
    std::string series_json;  ///< Empty for a run that left none: then the page has no charts.
};

// One self-contained HTML file each: it works from file:// and fetches nothing. The error is one
// line that says which file cannot be read, and why.

[[nodiscard]] expected<std::string, std::string> run_page(const RunFiles& files);

/// Of comparison.json.
[[nodiscard]] expected<std::string, std::string> compare_page(
    const std::string& directory, std::string_view comparison_json
);

/// Of runs.jsonl.
[[nodiscard]] expected<std::string, std::string> sweep_page(
    const std::string& directory, std::string_view runs_jsonl
);

}  // namespace drydock::reports
