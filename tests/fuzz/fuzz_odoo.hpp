#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/check.hpp"
#include "core/document_text.hpp"
#include "mocks/odoo/odoo.hpp"

namespace drydock::fuzz {

[[nodiscard]] inline std::string_view text_of(const std::uint8_t* bytes, std::size_t size) {
    // The bytes are the same ones as characters. NOLINTNEXTLINE(*-reinterpret-cast)
    return {reinterpret_cast<const char*>(bytes), size};
}

/// An Odoo of its own with two products, so that one input does not depend on those before it.
[[nodiscard]] inline std::unique_ptr<mocks::Odoo> make_odoo(mocks::OdooVersion version) {
    auto demand = std::make_shared<Demand>();
    demand->products = {
        {.sku = "LAMP", .name = "Lamp", .price = {12'500}, .kind = ProductKind::storable},
        {.sku = "POST", .name = "Postage", .price = {4'000}, .kind = ProductKind::service}};
    demand->stock_initial_units = {10, 0};
    mocks::OdooSettings settings{
        .calendar = Calendar{{.year = 2026, .month = 11, .day = 21}},
        .login = "admin",
        .password = "admin",
        .version = version,
        .api_keys = {{"admin", "key"}}};
    return std::make_unique<mocks::Odoo>(std::move(settings), std::move(demand));
}

/// Sends the bytes as a socket would and checks what holds for every answer.
inline Response send(
    mocks::Odoo& odoo, std::string path, std::vector<Header> headers, std::string_view bytes
) {
    Request request;
    request.path = std::move(path);
    request.headers = std::move(headers);
    request.raw = make_bytes(std::string{bytes});
    if (auto body = parse_document(bytes)) {
        request.body = std::move(*body);
    }
    DRYDOCK_CHECK(odoo.operation_of(request).index < odoo.operations().size());
    Step step;
    const Draws draws{1};
    odoo.on_request({Instant{}, draws}, {ExchangeId{1}, SystemId{0}, request}, step);
    DRYDOCK_CHECK(step.replies.size() == 1);
    Response response = std::move(step.replies.front().response);
    DRYDOCK_CHECK(response.status >= 200 && response.status < 600);
    if (!response.body.empty()) {
        DRYDOCK_CHECK(parse_document(response.body_text()).has_value());
    }
    return response;
}

}  // namespace drydock::fuzz
