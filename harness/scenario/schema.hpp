#pragma once

#include <string>

#include <nlohmann/json.hpp>

namespace drydock::harness {

/// JSON Schema (draft 2020-12) of a scenario file; editors complete and check by it.
[[nodiscard]] nlohmann::ordered_json scenario_schema();

/// The same as Markdown: one table a mapping, with key, value, default and meaning.
[[nodiscard]] std::string format_tables();

}  // namespace drydock::harness
