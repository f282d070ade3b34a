#include "core/exchange.hpp"

#include <algorithm>
#include <utility>

namespace drydock {

namespace {

constexpr char lower(char character) {
    return character >= 'A' && character <= 'Z' ? static_cast<char>(character + ('a' - 'A'))
                                                : character;
}

std::string_view text_of(const Bytes& raw, const Document& body) {
    return raw != nullptr ? std::string_view{*raw} : body.text();
}

}  // namespace

std::string_view method_name(Method method) {
    switch (method) {
        case Method::get:
            return "GET";
        case Method::post:
            return "POST";
        case Method::put:
            return "PUT";
        case Method::patch:
            return "PATCH";
        case Method::remove:
            return "DELETE";
    }
    return "GET";
}

Bytes make_bytes(std::string text) {
    return std::make_shared<const std::string>(std::move(text));
}

std::string_view find_header(const std::vector<Header>& headers, std::string_view name) {
    for (const Header& header : headers) {
        if (std::ranges::equal(header.name, name, {}, lower, lower)) {
            return header.value;
        }
    }
    return {};
}

std::string_view Request::body_text() const {
    return text_of(raw, body);
}

std::string_view Response::body_text() const {
    return text_of(raw, body);
}

std::string_view path_of(std::string_view path) {
    return path.substr(0, path.find('?'));
}

std::string_view query_parameter(std::string_view path, std::string_view name) {
    const std::size_t question = path.find('?');
    std::string_view query =
        question == std::string_view::npos ? std::string_view{} : path.substr(question + 1);
    while (!query.empty()) {
        const std::size_t ampersand = query.find('&');
        const std::string_view pair = query.substr(0, ampersand);
        if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=') {
            return pair.substr(name.size() + 1);
        }
        query =
            ampersand == std::string_view::npos ? std::string_view{} : query.substr(ampersand + 1);
    }
    return {};
}

std::string_view path_segment(std::string_view path, std::size_t index) {
    path = path_of(path);
    if (path.starts_with('/')) {
        path.remove_prefix(1);
    }
    for (; index > 0; --index) {
        const std::size_t slash = path.find('/');
        if (slash == std::string_view::npos) {
            return {};
        }
        path.remove_prefix(slash + 1);
    }
    return path.substr(0, path.find('/'));
}

}  // namespace drydock
