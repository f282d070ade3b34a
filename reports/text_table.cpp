#include "reports/text_table.hpp"

#include <algorithm>
#include <utility>

#include "core/check.hpp"

namespace drydock::reports {

std::size_t width_of(std::string_view text) {
    // Every byte but the continuation bytes 10xxxxxx begins a character.
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
    }));
}

std::string grouped(std::uint64_t number) {
    const std::string digits = std::to_string(number);
    std::string text;
    for (std::size_t index = 0; index < digits.size(); ++index) {
        if (index > 0 && (digits.size() - index) % 3 == 0) {
            text += ' ';
        }
        text += digits[index];
    }
    return text;
}

std::string dotted(std::string_view label, std::string_view value, std::size_t width) {
    const std::size_t used = width_of(label) + width_of(value) + 2;
    std::string line{label};
    line += ' ';
    line.append(used + 2 > width ? 2 : width - used, '.');
    line += ' ';
    line += value;
    return line;
}

TextTable::TextTable(std::vector<std::string> header) : rows_{std::move(header)} {}

void TextTable::add(std::vector<std::string> cells) {
    DRYDOCK_CHECK(cells.size() == rows_.front().size());
    rows_.push_back(std::move(cells));
}

std::string TextTable::text(std::string_view indent) const {
    std::vector<std::size_t> widths(rows_.front().size(), 0);
    for (const auto& row : rows_) {
        for (std::size_t column = 0; column < row.size(); ++column) {
            widths[column] = std::max(widths[column], width_of(row[column]));
        }
    }
    std::string text;
    for (const auto& row : rows_) {
        const bool is_header = &row == &rows_.front();
        text += indent;
        text += row.front();
        text += ' ';
        text.append(widths.front() - width_of(row.front()) + 3, is_header ? ' ' : '.');
        for (std::size_t column = 1; column < row.size(); ++column) {
            text.append(widths[column] - width_of(row[column]) + (column == 1 ? 1 : 3), ' ');
            text += row[column];
        }
        text += '\n';
    }
    return text;
}

}  // namespace drydock::reports
