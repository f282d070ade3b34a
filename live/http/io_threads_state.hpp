#pragma once

#include <thread>
#include <vector>

#include "live/asio.hpp"
#include "live/http/io_threads.hpp"

namespace drydock::live::http {

struct IoThreads::State {
    asio::io_context context{};
    asio::executor_work_guard<asio::io_context::executor_type> work{context.get_executor()};
    std::vector<std::thread> threads{};
};

}  // namespace drydock::live::http
