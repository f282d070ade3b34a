#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <variant>
#include <vector>

#include "core/exchange.hpp"
#include "core/expected.hpp"
#include "live/http/client.hpp"
#include "live/http/server.hpp"
#include "live/journal/journal.hpp"

namespace drydock::live {

/// A request has come over a socket.
struct ArrivedRequest {
    SystemId to{};
    Request request{};
    http::Answerer answerer{};
};

/// A call over a socket has ended.
struct EndedCall {
    std::uint64_t call = 0;
    http::CallResult result{};
};

/// A journal has written, or cannot write any more.
struct WrittenRecords {
    SystemId system{};
    expected<Journal::Ticket, JournalError> until{};
};

/// Something to do between two Steps.
using Task = std::function<void()>;

using Message = std::variant<ArrivedRequest, EndedCall, WrittenRecords, Task>;

/// What other threads tell the one thread that runs Nodes.
class Inbox {
public:
    /// Any thread. Waits for nothing.
    void put(Message&& message) {
        bool wake = false;
        {
            const std::lock_guard lock{mutex_};
            wake = messages_.empty();
            messages_.push_back(std::move(message));
        }
        if (wake) {
            arrived_.notify_one();
        }
    }

    /// Swaps all that has come into `into`, which is empty, and waits for something until `until`.
    void take(std::vector<Message>& into, std::chrono::steady_clock::time_point until) {
        std::unique_lock lock{mutex_};
        if (messages_.empty() && until > std::chrono::steady_clock::now()) {
            arrived_.wait_until(lock, until, [this] { return !messages_.empty(); });
        }
        std::swap(into, messages_);
    }

private:
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::vector<Message> messages_;
};

}  // namespace drydock::live
