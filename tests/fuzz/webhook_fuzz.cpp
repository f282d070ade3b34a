// What anybody may send to the gateway: a signature header in the first line, and a body. Signed
// rightly, the body is translated too.

#include <array>
#include <string>

#include "core/check.hpp"
#include "core/document_text.hpp"
#include "core/signature.hpp"
#include "integration/gateway/translate.hpp"

namespace {

using namespace drydock;

constexpr std::string_view secret = "a secret of 20 bytes";

void check_signature(const SignatureScheme& scheme, std::string_view claim, std::string_view body) {
    Request request;
    request.raw = make_bytes(std::string{body});
    request.headers = {{scheme.header, std::string{claim}}};
    const Header right = signature_header(scheme, secret, body);
    DRYDOCK_CHECK(is_signed(scheme, secret, request) == (claim == right.value));
    request.headers = {right};
    DRYDOCK_CHECK(is_signed(scheme, secret, request));
    request.headers.front().value += claim;
    DRYDOCK_CHECK(is_signed(scheme, secret, request) == claim.empty());
}

void translate(Value body) {
    integration::Catalogue catalogue;
    catalogue.add("LAMP", 1, true);
    catalogue.add("POST", 2, false);
    const Calendar calendar{{.year = 2026, .month = 11, .day = 21}};
    const integration::Vocabulary vocabulary{catalogue, calendar};
    for (const std::string_view topic :
         {"orders/create",
          "orders/updated",
          "orders/cancelled",
          "orders/edited",
          "refunds/create",
          "returns/request"}) {
        (void)integration::translate_storefront(topic, body, vocabulary);
    }
    for (const auto listing : {integration::Listing::whole, integration::Listing::requests_only}) {
        (void)integration::translate_storefront_listing(body, listing, vocabulary);
        (void)integration::translate_marketplace_listing(body, listing, vocabulary);
    }
    (void)integration::translate_warehouse(body, vocabulary);
    (void)integration::translate_carrier(body);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    // The bytes are the same ones as characters. NOLINTNEXTLINE(*-reinterpret-cast)
    const std::string_view text{reinterpret_cast<const char*>(bytes), size};
    const std::size_t line = text.find('\n');
    const std::string_view claim = text.substr(0, line);
    const std::string_view body =
        line == std::string_view::npos ? std::string_view{} : text.substr(line + 1);
    check_signature({}, claim, body);
    check_signature(
        {.header = "X-Hmac", .prefix = "hmac=", .encoding = SignatureEncoding::hex}, claim, body
    );
    if (const auto document = parse_document(body)) {
        translate(document->root());
    }
    return 0;
}
