#include "mocks/channels/storefront_answers.hpp"

#include "mocks/channels/wire.hpp"

namespace drydock::mocks::channels {

namespace {

Response wordpress_error(
    std::uint16_t status, std::string_view code, std::string_view message, const Key* parameter
) {
    DocumentWriter writer;
    writer.begin_object();
    writer.field("code", code);
    writer.field("message", message);
    writer.begin_object("data");
    writer.field("status", status);
    if (parameter != nullptr) {
        writer.begin_object("params");
        writer.name(parameter->text());  // It may be the caller's, which the answer outlives.
        writer.add(message);
        writer.end();
    }
    writer.end();
    writer.end();
    return answer_with(status, writer.finish());
}

Response shopify_error(std::uint16_t status, std::string_view text) {
    DocumentWriter writer;
    writer.begin_object();
    writer.field("errors", text);
    writer.end();
    return answer_with(status, writer.finish());
}

}  // namespace

Response storefront_not_found(ShopDialect dialect) {
    return dialect == ShopDialect::shopify
               ? shopify_error(404, "Not Found")
               : wordpress_error(404, "woocommerce_rest_invalid_id", "Invalid ID.", nullptr);
}

Response storefront_unprocessable(ShopDialect dialect, Key field, std::string_view message) {
    if (dialect == ShopDialect::woocommerce) {
        return wordpress_error(400, "rest_invalid_param", message, &field);
    }
    DocumentWriter writer;
    writer.begin_object();
    writer.begin_object("errors");
    writer.begin_array(field);
    writer.add(message);
    writer.end();
    writer.end();
    writer.end();
    return answer_with(422, writer.finish());
}

Response storefront_bad_query(ShopDialect dialect, Key parameter, std::string_view message) {
    if (dialect == ShopDialect::woocommerce) {
        return wordpress_error(400, "rest_invalid_param", message, &parameter);
    }
    DocumentWriter writer;
    writer.begin_object();
    writer.begin_object("errors");
    writer.name(parameter.text());
    writer.add(message);
    writer.end();
    writer.end();
    return answer_with(400, writer.finish());
}

Response storefront_refusal(ShopDialect dialect, std::uint16_t status) {
    if (dialect == ShopDialect::woocommerce) {
        return status == 429 ? wordpress_error(429, "too_many_requests", "Slow down.", nullptr)
               : status == 503
                   ? wordpress_error(503, "wp_die", "Service Unavailable", nullptr)
                   : wordpress_error(status, "internal_server_error", "A critical error.", nullptr);
    }
    return shopify_error(
        status,
        status == 429   ? "Exceeded 2 calls per second for api client. Reduce request rates to "
                          "resume uninterrupted service."
        : status == 503 ? "Service Unavailable"
                        : "Internal Server Error"
    );
}

}  // namespace drydock::mocks::channels
