#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/expected.hpp"

namespace drydock::harness {

/// Lines of a text file, plain or compressed with xz, read piece by piece: the whole text is never
/// in memory.
class LineSource {
public:
    /// Fails when the file cannot be opened. Whether it is compressed is told by its first bytes.
    [[nodiscard]] static expected<LineSource, std::string> open(const std::string& path);

    LineSource(LineSource&&) noexcept;
    LineSource& operator=(LineSource&&) noexcept;
    ~LineSource();

    /// The next line without its end ("\n" or "\r\n"), valid until the next call; nullopt at the
    /// end of the file or when it turned out to be damaged: then error() says how.
    [[nodiscard]] std::optional<std::string_view> next();
    [[nodiscard]] const std::string& error() const;
    /// Of the line that next() gave last, from 1.
    [[nodiscard]] std::size_t line_number() const;

private:
    struct State;
    explicit LineSource(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace drydock::harness
