#include "core/text_table.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "core/hash.hpp"

namespace drydock {

namespace {

constexpr std::size_t head_size_bytes = sizeof(std::uint64_t);
constexpr std::size_t slot_count_min = 16;

/// The first eight bytes as a word. Different for different texts of one size up to eight.
std::uint64_t head_of(std::string_view text) {
    std::uint64_t head = 0;
    if (text.size() >= head_size_bytes) {
        std::memcpy(&head, text.data(), head_size_bytes);
    } else if (text.size() >= sizeof(std::uint32_t)) {
        // Two halves that overlap: every byte is in one of them.
        std::uint32_t first = 0;
        std::uint32_t last = 0;
        std::memcpy(&first, text.data(), sizeof first);
        std::memcpy(&last, text.data() + text.size() - sizeof last, sizeof last);
        head = std::uint64_t{first} << 32U | last;
    } else {
        for (const char byte : text) {
            head = head << 8U | static_cast<unsigned char>(byte);
        }
    }
    return head;
}

}  // namespace

std::uint64_t TextTable::hash_of(std::uint64_t head, std::string_view text) {
    return text.size() > head_size_bytes ? hash_text(hash_salt_a, text)
                                         : hash_combine(hash_salt_a ^ text.size(), head);
}

std::size_t TextTable::place_of(std::string_view text) const {
    const std::uint64_t head = head_of(text);
    const std::size_t mask = slots_.size() - 1;
    std::size_t place = hash_of(head, text) & mask;
    while (slots_[place].used) {
        const Slot& slot = slots_[place];
        if (slot.head == head && slot.size == text.size() &&
            (text.size() <= head_size_bytes || std::memcmp(
                                                   tails_.data() + slot.tail,
                                                   text.data() + head_size_bytes,
                                                   text.size() - head_size_bytes
                                               ) == 0)) {
            return place;
        }
        place = (place + 1) & mask;
    }
    return place;
}

bool TextTable::add(std::string_view text, std::uint32_t number) {
    reserve(count_ + 1);
    Slot& slot = slots_[place_of(text)];
    if (slot.used) {
        return false;
    }
    slot = {
        .head = head_of(text),
        .size = static_cast<std::uint32_t>(text.size()),
        .number = number,
        .tail = static_cast<std::uint32_t>(tails_.size()),
        .used = true};
    if (text.size() > head_size_bytes) {
        tails_ += text.substr(head_size_bytes);
    }
    ++count_;
    return true;
}

void TextTable::reserve(std::size_t count) {
    if (count * 2 > slots_.size()) {
        grow(std::bit_ceil(std::max(slot_count_min, count * 2)));
    }
}

void TextTable::grow(std::size_t slot_count) {
    std::vector<Slot> old = std::move(slots_);
    slots_.assign(slot_count, Slot{});
    const std::size_t mask = slot_count - 1;
    std::string text;
    for (const Slot& slot : old) {
        if (!slot.used) {
            continue;
        }
        text.clear();
        if (slot.size > head_size_bytes) {
            text.resize(head_size_bytes);
            std::memcpy(text.data(), &slot.head, head_size_bytes);
            text.append(tails_, slot.tail, slot.size - head_size_bytes);
        } else {
            text.resize(slot.size);  // Only its size counts, the bytes are in the head.
        }
        std::size_t place = hash_of(slot.head, text) & mask;
        while (slots_[place].used) {
            place = (place + 1) & mask;
        }
        slots_[place] = slot;
    }
}

}  // namespace drydock
