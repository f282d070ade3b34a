#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/beast/core/string.hpp>
#include <boost/beast/http/basic_parser.hpp>

#include "core/exchange.hpp"
#include "live/http/limits.hpp"

namespace drydock::live::http {

/// Puts what Beast's parser finds where it is wanted, without Beast's own fields between.
template <bool is_request>
class MessageParser final : public boost::beast::http::basic_parser<is_request> {
public:
    explicit MessageParser(const Limits& limits, std::size_t head_size_max_bytes) {
        this->body_limit(limits.body_size_max_bytes);
        this->header_limit(static_cast<std::uint32_t>(head_size_max_bytes));
        headers.reserve(usual_field_count);
    }

    boost::beast::http::verb method = boost::beast::http::verb::unknown;
    std::uint16_t status = 0;
    int version = 0;
    std::string target{};
    std::vector<Header> headers{};
    std::string body{};
    std::size_t host_count = 0;
    std::optional<std::string> transfer_encoding{};  ///< The first of them.
    bool expects_to_continue = false;

private:
    using field = boost::beast::http::field;
    using error_code = boost::system::error_code;
    using View = boost::beast::string_view;
    static std::string_view text_of(View view) { return {view.data(), view.size()}; }
    static constexpr std::size_t usual_field_count = 12;
    /// What a peer only says that it will send takes no more memory than this.
    static constexpr std::uint64_t reserved_max_bytes = 65'536;

    void on_request_impl(
        boost::beast::http::verb verb, View, View path, int number, error_code& error
    ) override {
        error = {};
        method = verb;
        target = text_of(path);
        version = number;
    }
    void on_response_impl(int code, View, int number, error_code& error) override {
        error = {};
        status = static_cast<std::uint16_t>(code);
        version = number;
    }
    void on_field_impl(field name, View name_text, View value, error_code& error) override {
        error = {};
        headers.push_back({std::string{text_of(name_text)}, std::string{text_of(value)}});
        if (name == field::host) {
            ++host_count;
        } else if (name == field::transfer_encoding && !transfer_encoding) {
            transfer_encoding = text_of(value);
        } else if (name == field::expect) {
            expects_to_continue =
                expects_to_continue || boost::beast::iequals(value, View{"100-continue"});
        }
    }
    void on_header_impl(error_code& error) override { error = {}; }
    void on_body_init_impl(const boost::optional<std::uint64_t>& length, error_code& error)
        override {
        error = {};
        body.reserve(static_cast<std::size_t>(std::min(length.value_or(0), reserved_max_bytes)));
    }
    std::size_t on_body_impl(View bytes, error_code& error) override {
        error = {};
        body.append(bytes.data(), bytes.size());
        return bytes.size();
    }
    void on_chunk_header_impl(std::uint64_t, View, error_code& error) override { error = {}; }
    std::size_t on_chunk_body_impl(std::uint64_t, View bytes, error_code& error) override {
        return on_body_impl(bytes, error);
    }
    void on_finish_impl(error_code& error) override { error = {}; }
};

}  // namespace drydock::live::http
