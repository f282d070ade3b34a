#include "app/repeat_command.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace drydock::app {

namespace {

constexpr std::string_view plain_characters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=:,+@%";

}  // namespace

std::string shell_word(std::string_view word) {
    if (!word.empty() && word.find_first_not_of(plain_characters) == std::string_view::npos) {
        return std::string{word};
    }
    std::string quoted = "'";
    for (const char character : word) {
        if (character == '\'') {
            quoted += "'\\''";
        } else {
            quoted += character;
        }
    }
    quoted += '\'';
    return quoted;
}

std::string repeat_command(const ScenarioOptions& options, std::uint64_t seed) {
    std::string line = "drydock run " + shell_word(options.file);
    const auto add = [&](std::string_view option, std::string_view value) {
        if (!value.empty()) {
            line += fmt::format(" {} {}", option, shell_word(value));
        }
    };
    add("--strategy", options.strategy);
    add("--seed", fmt::format("{}", seed));
    if (options.scale) {
        add("--scale", fmt::format("{}", *options.scale));
    }
    add("--from", options.from);
    add("--to", options.to);
    for (const std::string& setting : options.settings) {
        add("--set", setting);
    }
    return line;
}

}  // namespace drydock::app
