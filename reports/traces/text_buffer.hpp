#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

namespace drydock::reports {

/// Text that grows at its end. What is put is copied in place, without a call: a span has some
/// sixty pieces, most of them known while this is compiled.
class TextBuffer {
public:
    [[gnu::always_inline]] void put(std::string_view text) {
        if (capacity_ - size_ < text.size()) {
            grow(text.size());
        }
        std::memcpy(memory_.get() + size_, text.data(), text.size());
        size_ += text.size();
    }
    void put(char character) { put(std::string_view{&character, 1}); }
    void reserve(std::size_t more) {
        if (capacity_ - size_ < more) {
            grow(more);
        }
    }
    /// Keeps the memory.
    void clear() { size_ = 0; }
    /// Valid until the next change.
    [[nodiscard]] std::string_view text() const { return {memory_.get(), size_}; }

private:
    void grow(std::size_t more) {
        const std::size_t wanted = std::max(size_ + more, capacity_ * 2 + 64);
        std::unique_ptr<char[]> wider{new char[wanted]};
        if (size_ > 0) {
            std::memcpy(wider.get(), memory_.get(), size_);
        }
        memory_ = std::move(wider);
        capacity_ = wanted;
    }

    std::unique_ptr<char[]> memory_;
    std::size_t size_ = 0;
    std::size_t capacity_ = 0;
};

}  // namespace drydock::reports
