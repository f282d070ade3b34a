#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "core/document_text.hpp"
#include "tests/mocks/odoo/odoo_client.hpp"
#include "tests/mocks/wire/wire.hpp"

namespace drydock::mocks {

/// Speaks to one Odoo as a socket would: bytes and headers. JSON in tests has ' for ".
class HttpClient {
public:
    explicit HttpClient(OdooVersion version = OdooVersion::v18)
        : odoo{
              OdooSettings{
                  .calendar = Calendar{{.year = 2026, .month = 11, .day = 21}},
                  .login = "admin",
                  .password = "admin",
                  .version = version,
                  .api_keys = {{"admin", "key-of-admin"}},
                  .self = SystemId{3}},
              small_catalogue()} {}

    Response send(Method method, std::string path, std::vector<Header> headers, std::string bytes) {
        Request request;
        request.method = method;
        request.path = std::move(path);
        request.headers = std::move(headers);
        if (auto body = parse_document(bytes)) {
            request.body = std::move(*body);
        }
        request.raw = make_bytes(std::move(bytes));
        return testing::wire()(request, [&](const Request& arrived) {
            operation = odoo.operations()[odoo.operation_of(arrived).index];
            lines = odoo.operation_of(arrived).lines;
            Step step;
            const Draws draws{1};
            odoo.on_request({now, draws}, {ExchangeId{1}, SystemId{0}, arrived}, step);
            EXPECT_EQ(step.replies.size(), 1U);
            return step.replies.at(0).response;
        });
    }

    Response post_json(std::string path, std::string_view body, std::vector<Header> headers = {}) {
        headers.push_back({"Content-Type", "application/json"});
        return send(Method::post, std::move(path), std::move(headers), double_quoted(body));
    }

    Response post_xml(std::string path, std::string body) {
        return send(Method::post, std::move(path), {{"Content-Type", "text/xml"}}, std::move(body));
    }

    /// The text of a JSON response with ' for " and without the traceback.
    static std::string text_of(const Response& response) {
        std::string text{response.body_text()};
        for (char& character : text) {
            character = character == '"' ? '\'' : character;
        }
        const std::size_t debug = text.find("'debug':'");
        if (debug != std::string::npos) {
            constexpr std::string_view end = "\\n'";
            const std::size_t after = text.find(end, debug) + end.size();
            // The first or a middle member goes with the comma after it, the last with that before.
            text[after] == ',' ? text.erase(debug, after + 1 - debug)
                               : text.erase(debug - 1, after + 1 - debug);
        }
        return text;
    }

    /// "name: message" of the error in a JSON-RPC envelope; empty when there is none.
    static std::string error_of(const Response& response) {
        const Value data = response.body["error"]["data"];
        return data.present() ? std::string{data["name"].string()} + ": " +
                                    std::string{data["message"].string()}
                              : "";
    }

    static std::string double_quoted(std::string_view text) {
        std::string made{text};
        for (char& character : made) {
            character = character == '\'' ? '"' : character;
        }
        return made;
    }

    /// A JSON-RPC body for /jsonrpc.
    static std::string service_call(
        std::string_view service, std::string_view method, std::string_view arguments
    ) {
        return fmt::format(
            "{{'jsonrpc':'2.0','method':'call','params':{{'service':'{}','method':'{}','args':{}}},"
            "'id':1}}",
            service,
            method,
            arguments
        );
    }

    /// Logs in at /web and keeps the session's cookie.
    std::vector<Header> log_in() {
        const Response response = post_json(
            "/web/session/authenticate",
            "{'params':{'db':'twin','login':'admin','password':'admin'},'id':2}"
        );
        const std::string_view cookie = response.header("Set-Cookie");
        return {{"Cookie", std::string{cookie.substr(0, cookie.find(';'))}}};
    }

    Instant now{};
    Odoo odoo;
    std::string_view operation;
    std::uint32_t lines = 0;
};

}  // namespace drydock::mocks
