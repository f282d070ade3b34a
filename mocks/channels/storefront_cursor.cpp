#include "mocks/channels/storefront_cursor.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "core/signature.hpp"
#include "mocks/channels/wire.hpp"

namespace drydock::mocks::channels {

std::string write_cursor(const ShopCursor& cursor) {
    return hex(fmt::format("{}.{}", cursor.position, cursor.status));
}

std::optional<ShopCursor> read_cursor(std::string_view page_info) {
    std::string plain;
    for (; page_info.size() >= 2; page_info.remove_prefix(2)) {
        unsigned byte = 0;
        const char* const last = page_info.data() + 2;
        const auto [end, error] = std::from_chars(page_info.data(), last, byte, 16);
        if (error != std::errc{} || end != last) {
            return std::nullopt;
        }
        plain.push_back(static_cast<char>(byte));
    }
    const std::size_t dot = plain.find('.');
    if (!page_info.empty() || dot == std::string::npos) {
        return std::nullopt;
    }
    const auto position = number_of(std::string_view{plain}.substr(0, dot));
    return position ? std::optional{ShopCursor{*position, plain.substr(dot + 1)}} : std::nullopt;
}

std::vector<std::string_view> names_in_query(std::string_view path) {
    std::vector<std::string_view> names;
    const std::size_t question = path.find('?');
    std::string_view query =
        question == std::string_view::npos ? std::string_view{} : path.substr(question + 1);
    while (!query.empty()) {
        const std::size_t ampersand = std::min(query.find('&'), query.size());
        const std::string_view pair = query.substr(0, ampersand);
        names.push_back(pair.substr(0, pair.find('=')));
        query.remove_prefix(std::min(ampersand + 1, query.size()));
    }
    return names;
}

}  // namespace drydock::mocks::channels
