#include "core/trace_context.hpp"

#include <array>

#include "core/hash.hpp"

namespace drydock {

namespace {

constexpr std::uint64_t flag_sampled = 1;
constexpr std::uint64_t flag_random = 2;

/// Of version 00.
constexpr std::size_t traceparent_size = 55;
constexpr std::string_view trace_digits = "0123456789abcdef";

/// Sixteen digits, from there on.
void write_trace_hex(std::uint64_t word, char* to) {
    for (std::size_t place = 16; place > 0; --place) {
        to[place - 1] = trace_digits[word & 0xFU];
        word >>= 4U;
    }
}

/// A word that is not zero.
std::uint64_t identifier(std::uint64_t word) {
    return word == 0 ? hash_salt_a : word;
}

/// What is no lower-case digit has a value of 16 or more.
constexpr std::array<std::uint8_t, 256> hex_values = [] {
    std::array<std::uint8_t, 256> values{};
    values.fill(16);
    for (std::size_t value = 0; value < trace_digits.size(); ++value) {
        values[static_cast<unsigned char>(trace_digits[value])] = static_cast<std::uint8_t>(value);
    }
    return values;
}();

/// Lower-case digits only, at most 16 of them.
std::optional<std::uint64_t> read_hex(std::string_view text) {
    std::uint64_t word = 0;
    unsigned seen = 0;
    for (const char digit : text) {
        const unsigned value = hex_values[static_cast<unsigned char>(digit)];
        seen |= value;
        word = word << 4U | (value & 0xFU);
    }
    return seen < 16 ? std::optional{word} : std::nullopt;
}

}  // namespace

TraceId trace_of(std::uint64_t seed, std::string_view order_number) {
    const std::uint64_t high = hash_text(hash_combine(hash_salt_a, seed), order_number);
    const std::uint64_t low = hash_text(hash_combine(hash_salt_b, seed), order_number);
    return {{identifier(high), identifier(low)}};
}

SpanId span_of(const TraceId& trace, std::uint64_t number) {
    return {identifier(hash_combine(hash_combine(trace.words[0], trace.words[1]), number))};
}

std::string to_hex(const TraceId& trace) {
    std::string text(32, '0');
    write_trace_hex(trace.words[0], text.data());
    write_trace_hex(trace.words[1], text.data() + 16);
    return text;
}

std::string to_hex(SpanId span) {
    std::string text(16, '0');
    write_trace_hex(span.word, text.data());
    return text;
}

std::string to_traceparent(const TraceContext& context) {
    // On every exchange of the real clock: one text, written in place.
    std::string text(traceparent_size, '-');
    text.replace(0, 2, "00");
    write_trace_hex(context.trace.words[0], text.data() + 3);
    write_trace_hex(context.trace.words[1], text.data() + 19);
    write_trace_hex(context.parent.word, text.data() + 36);
    text[53] = '0';
    text[54] = trace_digits[flag_random | (context.sampled ? flag_sampled : 0)];
    return text;
}

std::optional<TraceContext> read_traceparent(std::string_view header) {
    if (header.size() < traceparent_size || header[2] != '-' || header[35] != '-' ||
        header[52] != '-') {
        return std::nullopt;
    }
    const auto version = read_hex(header.substr(0, 2));
    const bool longer = header.size() > traceparent_size;
    if (!version || *version == 0xFF ||
        (longer && (*version == 0 || header[traceparent_size] != '-'))) {
        return std::nullopt;
    }
    const auto high = read_hex(header.substr(3, 16));
    const auto low = read_hex(header.substr(19, 16));
    const auto parent = read_hex(header.substr(36, 16));
    const auto flags = read_hex(header.substr(53, 2));
    if (!high || !low || !parent || !flags || (*high | *low) == 0 || *parent == 0) {
        return std::nullopt;
    }
    return TraceContext{{{*high, *low}}, {*parent}, (*flags & flag_sampled) != 0};
}

}  // namespace drydock
