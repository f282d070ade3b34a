#include "live/http/url.hpp"

#include <charconv>

#include <fmt/format.h>

namespace drydock::live::http {

namespace {

constexpr std::uint16_t plain_port = 80;
constexpr std::uint16_t secure_port = 443;

bool usable(std::string_view text) {
    for (const char character : text) {
        if (static_cast<unsigned char>(character) <= ' ' || character == 0x7f) {
            return false;
        }
    }
    return true;
}

}  // namespace

std::string Url::authority() const {
    const bool address_of_ipv6 = host.find(':') != std::string::npos;
    std::string text = address_of_ipv6 ? "[" + host + "]" : host;
    if (port != (secure ? secure_port : plain_port)) {
        text += ":" + std::to_string(port);
    }
    return text;
}

std::string Url::text() const {
    return (secure ? "https://" : "http://") + authority() + path;
}

expected<Url, std::string> parse_url(std::string_view text) {
    const auto wrong = [text](std::string_view reason) {
        return unexpected{fmt::format("\"{}\" is no URL of a system: {}", text, reason)};
    };
    Url url;
    std::string_view rest = text;
    if (rest.starts_with("https://")) {
        url.secure = true;
        url.port = secure_port;
        rest.remove_prefix(8);
    } else if (rest.starts_with("http://")) {
        rest.remove_prefix(7);
    } else {
        return wrong("it begins with neither http:// nor https://");
    }
    if (!usable(rest) || rest.find_first_of("?#@") != std::string_view::npos) {
        return wrong("a space, '?', '#' or '@' in it");
    }
    const std::size_t slash = rest.find('/');
    std::string_view authority = rest.substr(0, slash);
    url.path = slash == std::string_view::npos ? "" : rest.substr(slash);
    while (url.path.ends_with('/')) {
        url.path.pop_back();
    }
    std::string_view port;
    if (authority.starts_with('[')) {
        const std::size_t bracket = authority.find(']');
        if (bracket == std::string_view::npos) {
            return wrong("no ']' after the address");
        }
        url.host = authority.substr(1, bracket - 1);
        port = authority.substr(bracket + 1);
    } else {
        const std::size_t colon = authority.find(':');
        url.host = authority.substr(0, colon);
        port = colon == std::string_view::npos ? std::string_view{} : authority.substr(colon);
    }
    if (url.host.empty()) {
        return wrong("it names no host");
    }
    if (!port.empty()) {
        const char* const end = port.data() + port.size();
        const auto [stop, error] = std::from_chars(port.data() + 1, end, url.port);
        if (port.front() != ':' || stop != end || error != std::errc{} || url.port == 0) {
            return wrong("the port is no number from 1 to 65535");
        }
    }
    return url;
}

}  // namespace drydock::live::http
