#include "harness/contract/not_modelled.hpp"

#include <utility>
#include <vector>

namespace drydock::harness::contract {

namespace {

constexpr std::string_view heading = "### Not modelled";

std::string trimmed(std::string_view text) {
    const std::size_t from = text.find_first_not_of(" `");
    const std::size_t to = text.find_last_not_of(" `");
    return from == std::string_view::npos ? std::string{}
                                          : std::string{text.substr(from, to - from + 1)};
}

std::vector<std::string> cells_of(std::string_view row) {
    std::vector<std::string> cells;
    for (std::size_t at = 1; at < row.size();) {
        const std::size_t end = row.find('|', at);
        if (end == std::string_view::npos) {
            break;
        }
        cells.push_back(trimmed(row.substr(at, end - at)));
        at = end + 1;
    }
    return cells;
}

}  // namespace

std::map<std::string, std::string> read_not_modelled(std::string_view document) {
    std::map<std::string, std::string> table;
    bool inside = false;
    for (std::size_t at = 0; at < document.size();) {
        const std::size_t end = std::min(document.find('\n', at), document.size());
        const std::string_view line = document.substr(at, end - at);
        at = end + 1;
        if (line.starts_with("#")) {
            inside = line.starts_with(heading);
        } else if (inside && line.starts_with("|") && !line.starts_with("|-")) {
            const std::vector<std::string> cells = cells_of(line);
            if (cells.size() >= 2 && cells[0] != "case or model.method") {
                table[cells[0]] = cells[1];
            }
        }
    }
    return table;
}

NotModelled not_modelled_of(std::map<std::string, std::string> table) {
    return [table = std::move(table)](const Recording& recording, const Call& call) {
        for (const auto& [name, reason] : table) {
            const bool family = name.ends_with("*");
            const std::string_view start =
                std::string_view{name}.substr(0, name.size() - (family ? 1 : 0));
            if (family ? recording.name.starts_with(start) : recording.name == name) {
                return reason;
            }
            if (call.of_model() && name == call.model + "." + call.method) {
                return reason;
            }
        }
        return std::string{};
    };
}

}  // namespace drydock::harness::contract
