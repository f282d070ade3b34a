#include "mocks/odoo/base/file_facts.hpp"

#include <array>
#include <bit>
#include <cstdint>

#include <fmt/format.h>

namespace drydock::mocks::odoo {

namespace {

int sextet_of(char character) {
    if (character >= 'A' && character <= 'Z') {
        return character - 'A';
    }
    if (character >= 'a' && character <= 'z') {
        return character - 'a' + 26;
    }
    if (character >= '0' && character <= '9') {
        return character - '0' + 52;
    }
    return character == '+' ? 62 : character == '/' ? 63 : -1;
}

using State = std::array<std::uint32_t, 5>;

void add_block(State& state, std::string_view block) {
    std::array<std::uint32_t, 80> words{};
    for (std::size_t place = 0; place < 16; ++place) {
        for (std::size_t byte = 0; byte < 4; ++byte) {
            words[place] =
                (words[place] << 8U) | static_cast<std::uint8_t>(block[place * 4 + byte]);
        }
    }
    for (std::size_t place = 16; place < words.size(); ++place) {
        words[place] = std::rotl(
            words[place - 3] ^ words[place - 8] ^ words[place - 14] ^ words[place - 16], 1
        );
    }
    auto [a, b, c, d, e] = state;
    for (std::size_t round = 0; round < words.size(); ++round) {
        const std::uint32_t mixed = round < 20   ? (b & c) | (~b & d)
                                    : round < 40 ? b ^ c ^ d
                                    : round < 60 ? (b & c) | (b & d) | (c & d)
                                                 : b ^ c ^ d;
        const std::uint32_t constant = round < 20   ? 0x5A827999U
                                       : round < 40 ? 0x6ED9EBA1U
                                       : round < 60 ? 0x8F1BBCDCU
                                                    : 0xCA62C1D6U;
        const std::uint32_t next = std::rotl(a, 5) + mixed + e + constant + words[round];
        e = d;
        d = c;
        c = std::rotl(b, 30);
        b = a;
        a = next;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
}

}  // namespace

std::string bytes_of_base64(std::string_view text) {
    std::string bytes;
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (const char character : text) {
        const int sextet = sextet_of(character);
        if (sextet < 0) {
            continue;
        }
        held = (held << 6U) | static_cast<std::uint32_t>(sextet);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            bytes.push_back(static_cast<char>((held >> bits) & 0xFFU));
        }
    }
    return bytes;
}

std::string sha1_hex(std::string_view bytes) {
    constexpr std::size_t block_size = 64;
    constexpr std::size_t length_size = 8;
    std::string padded{bytes};
    padded.push_back('\x80');
    while (padded.size() % block_size != block_size - length_size) {
        padded.push_back('\0');
    }
    const std::uint64_t bits = std::uint64_t{bytes.size()} * 8;
    for (std::size_t byte = length_size; byte > 0; --byte) {
        padded.push_back(static_cast<char>((bits >> ((byte - 1) * 8)) & 0xFFU));
    }
    State state{0x67452301U, 0xEFCDAB89U, 0x98BADCFEU, 0x10325476U, 0xC3D2E1F0U};
    for (std::size_t at = 0; at < padded.size(); at += block_size) {
        add_block(state, std::string_view{padded}.substr(at, block_size));
    }
    return fmt::format(
        "{:08x}{:08x}{:08x}{:08x}{:08x}", state[0], state[1], state[2], state[3], state[4]
    );
}

std::string_view mimetype_of(std::string_view name, std::string_view bytes) {
    struct Ending {
        std::string_view ending;
        std::string_view type;
    };
    constexpr std::array endings = std::to_array<Ending>({
        {".txt", "text/plain"},
        {".csv", "text/csv"},
        {".html", "text/html"},
        {".json", "application/json"},
        {".pdf", "application/pdf"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".jpeg", "image/jpeg"},
        {".gif", "image/gif"},
        {".xml", "text/xml"},
        {".zip", "application/zip"},
    });
    for (const Ending& one : endings) {
        if (name.ends_with(one.ending)) {
            return one.type;
        }
    }
    return bytes.starts_with("%PDF")               ? "application/pdf"
           : bytes.starts_with("\x89PNG")          ? "image/png"
           : bytes.starts_with("\xFF\xD8\xFF")     ? "image/jpeg"
           : bytes.find('\0') == std::string::npos ? "text/plain"
                                                   : "application/octet-stream";
}

}  // namespace drydock::mocks::odoo
