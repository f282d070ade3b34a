#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/expected.hpp"

namespace drydock::harness {

struct ResultFile {
    std::string name;  ///< "verdict.json"
    std::string content;
};

/// Writes the files into `directory`, which is made when it is not there, and replaces those of
/// before. Each is written under another name and then renamed, so that no reader ever sees half of
/// one; the last one in the list is renamed last. The error says which path, and why.
[[nodiscard]] expected<void, std::string> write_result_files(
    const std::string& directory, const std::vector<ResultFile>& files
);

/// "out/<scenario>-<strategy>-seed<seed>", with all but letters, digits, '.', '_' and '-' replaced
/// by
/// '-'.
[[nodiscard]] std::string default_result_directory(
    std::string_view scenario, std::string_view strategy, std::uint64_t seed
);

}  // namespace drydock::harness
