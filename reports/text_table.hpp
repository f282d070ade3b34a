#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace drydock::reports {

/// Characters that a terminal shows for UTF-8 text without wide or combining ones.
[[nodiscard]] std::size_t width_of(std::string_view text);

/// "1 234 567".
[[nodiscard]] std::string grouped(std::uint64_t number);

/// `label`, dots, and `value` at the right end of `width` characters; at least two dots.
[[nodiscard]] std::string dotted(std::string_view label, std::string_view value, std::size_t width);

/// Rows under one header: the first column flush left with dots after it, the others flush right,
/// each as wide as its widest cell. Every row has as many cells as the header.
class TextTable {
public:
    explicit TextTable(std::vector<std::string> header);

    void add(std::vector<std::string> cells);
    [[nodiscard]] bool empty() const { return rows_.size() == 1; }
    /// Each line starts with `indent` and ends in a line feed.
    [[nodiscard]] std::string text(std::string_view indent) const;

private:
    std::vector<std::vector<std::string>> rows_;
};

}  // namespace drydock::reports
