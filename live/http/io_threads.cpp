#include "live/http/io_threads.hpp"

#include "core/check.hpp"
#include "live/http/io_threads_state.hpp"

namespace drydock::live::http {

IoThreads::IoThreads(std::size_t count) : state_{std::make_unique<State>()} {
    DRYDOCK_CHECK(count > 0);
    for (std::size_t index = 0; index < count; ++index) {
        state_->threads.emplace_back([this] { state_->context.run(); });
    }
}

IoThreads::~IoThreads() {
    state_->work.reset();
    state_->context.stop();
    for (std::thread& thread : state_->threads) {
        thread.join();
    }
}

}  // namespace drydock::live::http
