#include "mocks/odoo/http/session_store.hpp"

#include <algorithm>

namespace drydock::mocks::odoo::http {

std::string SessionStore::new_id(const Moment& moment) {
    constexpr std::string_view letters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    constexpr std::size_t size = 84;
    constexpr std::size_t letters_a_word = 10;  // 6 bits each, of 64.
    const std::uint64_t entity = ids_given_++;
    std::string id;
    id.reserve(size);
    std::uint64_t word = 0;
    for (std::size_t place = 0; place < size; ++place) {
        if (place % letters_a_word == 0) {
            word = moment.draws.word(Stream{"odoo session"}, entity, place / letters_a_word);
        }
        id.push_back(letters[word & 63U]);
        word >>= 6U;
    }
    return id;
}

const std::string& SessionStore::open(
    const Moment& moment, std::int64_t user, std::uint64_t token
) {
    if (sessions_.size() >= sessions_max) {
        drop_oldest();
    }
    const auto [place, added] = sessions_.insert_or_assign(
        new_id(moment), Session{.user = user, .token = token, .used = moment.now}
    );
    return place->first;
}

Session* SessionStore::find(std::string_view id, Instant now) {
    const auto found = sessions_.find(id);
    if (found == sessions_.end()) {
        return nullptr;
    }
    if (now - found->second.used >= lifetime) {
        sessions_.erase(found);
        return nullptr;
    }
    found->second.used = now;
    return &found->second;
}

void SessionStore::close(std::string_view id) {
    if (const auto found = sessions_.find(id); found != sessions_.end()) {
        sessions_.erase(found);
    }
}

void SessionStore::drop_oldest() {
    sessions_.erase(std::min_element(
        sessions_.begin(),
        sessions_.end(),
        [](const auto& left, const auto& right) { return left.second.used < right.second.used; }
    ));
}

}  // namespace drydock::mocks::odoo::http
