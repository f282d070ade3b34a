#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/expected.hpp"
#include "harness/scenario/diagnostic.hpp"

namespace drydock::harness {

struct SourceEntry;

enum class SourceKind { nothing, scalar, sequence, mapping };

/// A YAML document as it was written, each part with its place. Duplicate keys are kept.
struct SourceNode {
    SourceKind kind = SourceKind::nothing;
    Place place;
    std::string text;                  ///< scalar.
    std::vector<SourceNode> items;     ///< sequence.
    std::vector<SourceEntry> entries;  ///< mapping, as written.

    /// The first entry with that key, or nullptr.
    [[nodiscard]] SourceEntry* find(std::string_view key);
    [[nodiscard]] const SourceEntry* find(std::string_view key) const;
    /// What it is, for messages: `"two"`, "a list", "a mapping", "nothing".
    [[nodiscard]] std::string shown() const;
};

struct SourceEntry {
    std::string key;
    Place place;
    SourceNode value;
};

/// Reads YAML text. `file` is the name that places bear. The error is the first syntax error; YAML
/// gives no more than one.
[[nodiscard]] expected<SourceNode, Diagnostic> parse_yaml(
    const std::string& text, const std::string& file
);

/// As parse_yaml, for a value of the command line: all its parts have the same place.
[[nodiscard]] expected<SourceNode, Diagnostic> parse_yaml_at(
    const std::string& text, const Place& place
);

/// The text of a file; the error says why there is none.
[[nodiscard]] expected<std::string, std::string> read_file(const std::string& path);

}  // namespace drydock::harness
