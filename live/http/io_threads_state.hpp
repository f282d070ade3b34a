#pragma once

#include <atomic>
#include <memory>
#include <thread>
#include <vector>

#include "live/asio.hpp"
#include "live/http/io_threads.hpp"

namespace drydock::live::http {

/// Each thread has its own io_context, so what belongs to one of them runs on one thread. The first
/// moves what is called, the others what is served: of an exchange between two systems of one World
/// each thread then has half.
struct IoThreads::State {
    struct Context : asio::io_context {
        // Source: Asio, "Concurrency Hints": 1 for a context with one thread.
        Context() : io_context{1} {}
        using execution_context::shutdown;
    };
    struct Lane {
        Context context{};
        asio::executor_work_guard<IoExecutor> work{context.get_executor()};
        std::thread thread{};
    };

    [[nodiscard]] asio::io_context& for_client() { return lanes.front()->context; }
    /// Of the next connection of a server, in turn.
    [[nodiscard]] asio::io_context& for_server() {
        const std::size_t others = lanes.size() - 1;
        return others == 0 ? for_client() : lanes[1 + turn++ % others]->context;
    }

    std::vector<std::unique_ptr<Lane>> lanes{};
    std::atomic<std::size_t> turn{0};
};

}  // namespace drydock::live::http
