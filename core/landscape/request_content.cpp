#include "core/landscape/request_content.hpp"

#include "core/hash.hpp"

namespace drydock {

std::uint64_t content_of(const Request& request) {
    std::uint64_t state = hash_combine(
        hash_salt_b,
        std::uint64_t{request.to.value} << 8U | static_cast<std::uint8_t>(request.method)
    );
    state = hash_text(state, request.path);
    state = hash_combine(state, request.body.content_hash());
    if (request.raw != nullptr) {
        state = hash_text(state, *request.raw);
    }
    for (const Header& header : request.headers) {
        state = hash_text(hash_text(state, header.name), header.value);
    }
    return state;
}

}  // namespace drydock
