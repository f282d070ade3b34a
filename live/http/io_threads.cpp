#include "live/http/io_threads.hpp"

#include "core/check.hpp"
#include "live/http/io_threads_state.hpp"

namespace drydock::live::http {

IoThreads::IoThreads(std::size_t count) : state_{std::make_unique<State>()} {
    DRYDOCK_CHECK(count > 0);
    for (std::size_t index = 0; index < count; ++index) {
        auto& lane = *state_->lanes.emplace_back(std::make_unique<State::Lane>());
        lane.thread = std::thread{[&lane] { lane.context.run(); }};
    }
}

IoThreads::~IoThreads() {
    for (const auto& lane : state_->lanes) {
        lane->work.reset();
        lane->context.stop();
    }
    for (const auto& lane : state_->lanes) {
        lane->thread.join();
    }
    // What one still has to do may hold sockets of another: all of it goes before any of them.
    for (const auto& lane : state_->lanes) {
        lane->context.shutdown();
    }
}

}  // namespace drydock::live::http
