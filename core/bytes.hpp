#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

namespace drydock {

/// Appends values to a record's payload: whole numbers as zig-zag variable-length integers (one
/// byte for -64 to 63), text with its size before it.
class ByteWriter {
public:
    explicit ByteWriter(std::string& out) : out_{out} {}

    void put(std::int64_t value) {
        auto word =
            (static_cast<std::uint64_t>(value) << 1U) ^ static_cast<std::uint64_t>(value >> 63);
        while (word >= 0x80) {
            out_.push_back(static_cast<char>(word | 0x80U));
            word >>= 7U;
        }
        out_.push_back(static_cast<char>(word));
    }
    void put(std::uint64_t value) { put(std::bit_cast<std::int64_t>(value)); }
    void put(std::int32_t value) { put(std::int64_t{value}); }
    void put(std::uint32_t value) { put(std::int64_t{value}); }
    void put(std::string_view text) {
        put(static_cast<std::int64_t>(text.size()));
        out_.append(text);
    }

private:
    std::string& out_;
};

/// Reads what a ByteWriter wrote. Past the end, or at a broken number, everything reads as zero or
/// empty and `intact()` turns false: a damaged record is an error of its reader, never undefined.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : bytes_{bytes} {}

    [[nodiscard]] std::int64_t number() {
        std::uint64_t word = 0;
        for (std::uint32_t shift = 0; shift < 64; shift += 7) {
            if (bytes_.empty()) {
                break;
            }
            const auto byte = static_cast<unsigned char>(bytes_.front());
            bytes_.remove_prefix(1);
            word |= std::uint64_t{byte & 0x7FU} << shift;
            if (byte < 0x80) {
                return static_cast<std::int64_t>(word >> 1U) ^
                       -static_cast<std::int64_t>(word & 1U);
            }
        }
        intact_ = false;
        return 0;
    }
    template <class Integer>
    [[nodiscard]] Integer number_as() {
        return static_cast<Integer>(number());
    }
    [[nodiscard]] std::string_view text() {
        const std::int64_t size = number();
        if (size < 0 || static_cast<std::uint64_t>(size) > bytes_.size()) {
            intact_ = false;
            return {};
        }
        const std::string_view value = bytes_.substr(0, static_cast<std::size_t>(size));
        bytes_.remove_prefix(value.size());
        return value;
    }
    /// A count of things that follow, each at least one byte: never more than the bytes left.
    [[nodiscard]] std::size_t count() {
        const std::int64_t value = number();
        if (value < 0 || static_cast<std::uint64_t>(value) > bytes_.size()) {
            intact_ = false;
            return 0;
        }
        return static_cast<std::size_t>(value);
    }
    [[nodiscard]] bool at_end() const { return bytes_.empty(); }
    [[nodiscard]] bool intact() const { return intact_; }

private:
    std::string_view bytes_;
    bool intact_ = true;
};

}  // namespace drydock
