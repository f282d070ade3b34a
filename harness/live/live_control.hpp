#pragma once

#include <atomic>
#include <thread>

#include "harness/live/live_view.hpp"
#include "live/http/server.hpp"

namespace drydock::harness {

/// The part of the control API that shows a World and does faults to it: GET /page, POST /faults,
/// POST /faults/clear {"id"}. One page is made at a time.
class LiveControl {
public:
    explicit LiveControl(const OpenWorld& open);
    ~LiveControl();
    LiveControl(const LiveControl&) = delete;
    LiveControl& operator=(const LiveControl&) = delete;

    [[nodiscard]] static bool knows(const Request& request);
    /// Of a request that it knows. Any thread; while the World lives.
    void handle(Request&& request, live::http::Answerer&& answerer);

private:
    void show(live::http::Answerer&& answerer);
    void change(const Request& request, live::http::Answerer&& answerer);

    live::RealWorld& world_;
    LiveView view_;
    std::atomic<bool> busy_{false};
    std::thread maker_;  ///< Touched on the World's thread alone.
};

}  // namespace drydock::harness
