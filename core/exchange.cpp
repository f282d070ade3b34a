#include "core/exchange.hpp"

namespace drydock {

Signature sign(std::string_view secret, const Document& body) {
    const std::uint64_t mac = hash_combine(hash_text(hash_salt_b, secret), body.content_hash());
    return {mac == 0 ? 1 : mac};
}

std::string_view Request::header(std::string_view name) const {
    for (const Header& candidate : headers) {
        if (candidate.name == name) {
            return candidate.value;
        }
    }
    return {};
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
