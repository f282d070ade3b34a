#include "harness/scenario/diagnostic.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "harness/verdict/nearest.hpp"

namespace drydock::harness {

std::string to_text(const Diagnostic& diagnostic) {
    if (diagnostic.line == 0) {
        return fmt::format("{}: {}", diagnostic.file, diagnostic.message);
    }
    return fmt::format(
        "{}:{}:{}: {}", diagnostic.file, diagnostic.line, diagnostic.column, diagnostic.message
    );
}

std::string suggestion(std::string_view found, std::span<const std::string_view> names) {
    const std::string_view close = nearest(found, names);
    if (!close.empty()) {
        return fmt::format("; did you mean \"{}\"?", close);
    }
    if (names.empty()) {
        return "; there is none";
    }
    return fmt::format("; expected one of {}", fmt::join(names, ", "));
}

std::vector<Diagnostic> Diagnostics::take() {
    std::vector<std::string> files;
    const auto file_index = [&](const Diagnostic& diagnostic) {
        const auto known = std::ranges::find(files, diagnostic.file);
        return known - files.begin();
    };
    for (const Diagnostic& diagnostic : list_) {
        if (file_index(diagnostic) == std::ssize(files)) {
            files.push_back(diagnostic.file);
        }
    }
    std::ranges::stable_sort(list_, {}, [&](const Diagnostic& diagnostic) {
        return std::tuple{file_index(diagnostic), diagnostic.line, diagnostic.column};
    });
    return std::move(list_);
}

}  // namespace drydock::harness
