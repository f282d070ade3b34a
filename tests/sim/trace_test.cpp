#include "sim/trace.hpp"

#include <functional>
#include <vector>

#include <gtest/gtest.h>

#include "core/calendar.hpp"
#include "core/document_text.hpp"

namespace drydock::sim {
namespace {

/// Everything that a Step can hold, once.
struct Scene {
    Instant now{one_second};
    SystemId system{3};
    std::uint64_t input_id = 5;
    Outcome outcome{CallId{5}, Delivery::answered, {}};
    Step step;

    Scene() {
        outcome.response.body = *parse_document("[1]");
        step.records.push_back({.kind = 1, .version = 1, .payload = "kept"});
        step.reply(ExchangeId{9}, {});
        Call& call = step.calls.emplace_back();
        call.id = CallId{6};
        call.timeout = one_second;
        call.request.path = "/orders";
        call.request.headers = {{"Idempotency-Key", "one"}};
        step.set_timer(TimerId{4}, Instant{one_minute});
    }
    [[nodiscard]] std::uint64_t fingerprint() const {
        std::vector<std::uint64_t> contents;
        for (const Call& call : step.calls) {
            contents.push_back(hash_request(call.request));
        }
        StepView view{.now = now, .system = system, .input = InputKind::outcome, .step = step};
        view.input_id = input_id;
        view.outcome = &outcome;
        view.call_contents = contents;
        return fingerprint_step(1, view);
    }
};

TEST(TraceTest, a_fingerprint_is_of_all_that_was_told_and_decided) {
    const std::vector<std::function<void(Scene&)>> changes{
        [](Scene& scene) { scene.now += Duration{1}; },
        [](Scene& scene) { scene.system.value = 4; },
        [](Scene& scene) { scene.input_id = 6; },
        [](Scene& scene) { scene.outcome.delivery = Delivery::timed_out; },
        [](Scene& scene) { scene.outcome.response.status = 201; },
        [](Scene& scene) { scene.outcome.response.body = *parse_document("[2]"); },
        [](Scene& scene) {
            scene.outcome.response.headers = {{"Location", "/"}};
        },
        [](Scene& scene) { scene.outcome.response.retry_after = one_second; },
        [](Scene& scene) { scene.step.records[0].payload = "lost"; },
        [](Scene& scene) { scene.step.records[0].kind = 2; },
        [](Scene& scene) { scene.step.records[0].version = 2; },
        [](Scene& scene) { scene.step.replies[0].exchange.value = 8; },
        [](Scene& scene) { scene.step.replies[0].response.status = 500; },
        [](Scene& scene) { scene.step.replies[0].response.body = *parse_document("{}"); },
        [](Scene& scene) { scene.step.calls[0].id.value = 7; },
        [](Scene& scene) { scene.step.calls[0].timeout = one_minute; },
        [](Scene& scene) { scene.step.calls[0].request.to.value = 2; },
        [](Scene& scene) { scene.step.calls[0].request.method = Method::put; },
        [](Scene& scene) { scene.step.calls[0].request.path = "/order"; },
        [](Scene& scene) { scene.step.calls[0].request.body = *parse_document("0"); },
        [](Scene& scene) { scene.step.calls[0].request.headers[0].value = "two"; },
        [](Scene& scene) { scene.step.calls[0].request.raw = make_bytes("x"); },
        [](Scene& scene) { scene.step.timers[0].id.value = 1; },
        [](Scene& scene) { scene.step.timers[0].at += Duration{1}; },
        [](Scene& scene) { scene.step.timers.clear(); },
    };
    const std::uint64_t unchanged = Scene{}.fingerprint();
    EXPECT_EQ(unchanged, Scene{}.fingerprint());
    for (std::size_t index = 0; index < changes.size(); ++index) {
        Scene scene;
        changes[index](scene);
        EXPECT_NE(scene.fingerprint(), unchanged) << "change " << index;
    }
}

}  // namespace
}  // namespace drydock::sim
