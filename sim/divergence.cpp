#include "sim/divergence.hpp"

#include <algorithm>
#include <istream>
#include <ostream>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace drydock::sim {

namespace {

/// "<number> <fingerprint>" of a line.
std::string_view identity(std::string_view line) {
    const std::size_t space = line.find(' ');
    return space == std::string_view::npos ? line : line.substr(0, line.find(' ', space + 1));
}

}  // namespace

void StepLogWriter::on_step(std::uint64_t number, std::uint64_t fingerprint, const StepView& view) {
    const bool in_window = number >= window_.first && number <= window_.last;
    out_ << fmt::format("{} {:016x}", number, fingerprint);
    if (in_window) {
        out_ << ' ' << describe(view);
    }
    out_ << '\n';
}

std::optional<std::uint64_t> first_difference(
    const std::vector<std::uint64_t>& left, const std::vector<std::uint64_t>& right
) {
    const auto [one, other] = std::mismatch(left.begin(), left.end(), right.begin(), right.end());
    if (one == left.end() && other == right.end()) {
        return std::nullopt;
    }
    return static_cast<std::uint64_t>(one - left.begin()) + 1;
}

std::optional<Divergence> find_divergence(
    std::istream& left, std::istream& right, std::size_t before_max
) {
    std::deque<std::string> before;
    std::string left_line;
    std::string right_line;
    for (std::uint64_t step = 1;; ++step) {
        const bool left_there = static_cast<bool>(std::getline(left, left_line));
        const bool right_there = static_cast<bool>(std::getline(right, right_line));
        if (!left_there && !right_there) {
            return std::nullopt;
        }
        if (!left_there || !right_there || identity(left_line) != identity(right_line)) {
            return Divergence{
                .step = step,
                .before = {before.begin(), before.end()},
                .left = left_there ? left_line : std::string{},
                .right = right_there ? right_line : std::string{}};
        }
        before.push_back(std::move(left_line));
        if (before.size() > before_max) {
            before.pop_front();
        }
    }
}

std::string describe(const Divergence& divergence) {
    std::string text = fmt::format("the runs differ from step {} on\n", divergence.step);
    for (const std::string& line : divergence.before) {
        text += fmt::format("  both   {}\n", line);
    }
    constexpr std::string_view ended = "(the run had ended)";
    text += fmt::format("  first  {}\n", divergence.left.empty() ? ended : divergence.left);
    text += fmt::format("  second {}\n", divergence.right.empty() ? ended : divergence.right);
    return text;
}

}  // namespace drydock::sim
