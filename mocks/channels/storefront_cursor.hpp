#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace drydock::mocks::channels {

/// Where the next page of a shop's list begins and what it is a page of. Opaque to the client.
/// Source: Shopify REST pagination, page_info.
struct ShopCursor {
    std::size_t position = 0;
    std::string status;
};

[[nodiscard]] std::string write_cursor(const ShopCursor& cursor);
/// Nullopt for what this shop has never written.
[[nodiscard]] std::optional<ShopCursor> read_cursor(std::string_view page_info);

/// Names in the query of `path`, in their order.
[[nodiscard]] std::vector<std::string_view> names_in_query(std::string_view path);

}  // namespace drydock::mocks::channels
