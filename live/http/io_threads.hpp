#pragma once

#include <cstddef>
#include <memory>

namespace drydock::live::http {

/// The threads that move bytes. Servers and clients on it must be gone before it is.
class IoThreads {
public:
    /// `count` is at least 1.
    explicit IoThreads(std::size_t count = 2);
    /// Drops what is still under way and joins the threads.
    ~IoThreads();
    IoThreads(const IoThreads&) = delete;
    IoThreads& operator=(const IoThreads&) = delete;

    /// For the source files of this folder.
    struct State;
    [[nodiscard]] State& state() { return *state_; }

private:
    std::unique_ptr<State> state_;
};

}  // namespace drydock::live::http
