#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace drydock::harness {

/// Where something was written.
struct Place {
    std::string file;        ///< Or the option of the command line: "--set workload.scale=2".
    std::size_t line = 0;    ///< From 1; 0 for the command line or a whole file.
    std::size_t column = 0;  ///< From 1; 0 likewise.

    [[nodiscard]] bool on_command_line() const { return line == 0 && file.starts_with("--"); }
};

/// One mistake in a scenario: where it is, what was found and what was expected.
struct Diagnostic {
    std::string file;
    std::size_t line = 0;
    std::size_t column = 0;
    std::string message;
};

/// "scenarios/peak-season.yaml:12:3: unknown key "oders"; did you mean "orders"?"
[[nodiscard]] std::string to_text(const Diagnostic& diagnostic);

/// `; did you mean "x"?` for the nearest of the names, or `; expected one of a, b, c`.
[[nodiscard]] std::string suggestion(
    std::string_view found, std::span<const std::string_view> names
);

/// All mistakes so far, in the order in which they were found.
class Diagnostics {
public:
    void add(const Place& place, std::string message) {
        list_.push_back({place.file, place.line, place.column, std::move(message)});
    }
    [[nodiscard]] bool empty() const { return list_.empty(); }
    [[nodiscard]] std::size_t size() const { return list_.size(); }
    /// Sorted by line within each file; files in the order in which they were first complained of.
    [[nodiscard]] std::vector<Diagnostic> take();

private:
    std::vector<Diagnostic> list_;
};

}  // namespace drydock::harness
