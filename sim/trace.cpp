#include "sim/trace.hpp"

#include <fmt/format.h>

#include "core/hash.hpp"
#include "core/landscape/request_content.hpp"

namespace drydock::sim {

namespace {

std::uint64_t word(Instant instant) {
    return static_cast<std::uint64_t>(instant.time_since_epoch().count());
}

std::uint64_t word(Duration duration) {
    return static_cast<std::uint64_t>(duration.count());
}

std::uint64_t hash_headers(std::uint64_t state, const std::vector<Header>& headers) {
    for (const Header& header : headers) {
        state = hash_text(hash_text(state, header.name), header.value);
    }
    return state;
}

std::uint64_t hash_response(std::uint64_t state, const Response& response) {
    state = hash_combine(state, response.status);
    state = hash_combine(state, response.body.content_hash());
    if (response.retry_after) {
        state = hash_combine(state, word(*response.retry_after));
    }
    return hash_headers(state, response.headers);
}

std::string_view delivery_name(Delivery delivery) {
    switch (delivery) {
        case Delivery::answered:
            return "answered";
        case Delivery::refused:
            return "refused";
        case Delivery::reset_before_sent:
            return "reset before sent";
        case Delivery::reset_after_sent:
            return "reset after sent";
        case Delivery::timed_out:
            return "timed out";
    }
    return "?";
}

std::string describe_input(const StepView& view) {
    switch (view.input) {
        case InputKind::start:
            return "start";
        case InputKind::request:
            return fmt::format(
                "request {} {} {} body {:016x}",
                view.input_id,
                method_name(view.request->method),
                view.request->path,
                view.request->body.content_hash()
            );
        case InputKind::outcome:
            return view.outcome->answered() ? fmt::format(
                                                  "outcome of call {}: {} body {:016x}",
                                                  view.input_id,
                                                  view.outcome->response.status,
                                                  view.outcome->response.body.content_hash()
                                              )
                                            : fmt::format(
                                                  "outcome of call {}: {}",
                                                  view.input_id,
                                                  delivery_name(view.outcome->delivery)
                                              );
        case InputKind::timer:
            return fmt::format("timer {}", view.input_id);
    }
    return {};
}

std::string seconds(std::int64_t nanoseconds) {
    constexpr std::int64_t second = 1'000'000'000;
    return fmt::format("{}.{:09} s", nanoseconds / second, nanoseconds % second);
}

}  // namespace

std::uint64_t hash_request(const Request& request) {
    return content_of(request);
}

std::uint64_t fingerprint_step(std::uint64_t fingerprint, const StepView& view) {
    std::uint64_t state = hash_combine(fingerprint, word(view.now));
    state = hash_combine(
        state, (std::uint64_t{view.system.value} << 8U) | static_cast<std::uint8_t>(view.input)
    );
    state = hash_combine(state, view.input_id);
    if (view.request != nullptr) {
        state = hash_combine(state, view.request_content);
    }
    if (view.outcome != nullptr) {
        state = hash_combine(state, static_cast<std::uint8_t>(view.outcome->delivery));
        if (view.outcome->answered()) {
            state = hash_response(state, view.outcome->response);
        }
    }
    const Step& step = view.step;
    state = hash_combine(state, (step.records.size() << 32U) | step.replies.size());
    state = hash_combine(state, (step.calls.size() << 32U) | step.timers.size());
    for (const Record& record : step.records) {
        state = hash_combine(state, (std::uint64_t{record.kind} << 16U) | record.version);
        state = hash_text(state, record.payload);
    }
    for (const Reply& reply : step.replies) {
        state = hash_response(hash_combine(state, reply.exchange.value), reply.response);
    }
    for (std::size_t index = 0; index < step.calls.size(); ++index) {
        const Call& call = step.calls[index];
        state = hash_combine(hash_combine(state, call.id.value), word(call.timeout));
        state = hash_combine(state, view.call_contents[index]);
    }
    for (const Timer& timer : step.timers) {
        state = hash_combine(hash_combine(state, timer.id.value), word(timer.at));
    }
    return state;
}

std::string describe(const StepView& view) {
    std::string text = fmt::format(
        "{} {} {}",
        seconds(view.now.time_since_epoch().count()),
        view.system_name,
        describe_input(view)
    );
    text += " ->";
    for (const Record& record : view.step.records) {
        text += fmt::format(
            " [record {} {:016x}]", record.kind, hash_text(hash_salt_b, record.payload)
        );
    }
    for (const Reply& reply : view.step.replies) {
        text += fmt::format(
            " [reply to {}: {} body {:016x}]",
            reply.exchange.value,
            reply.response.status,
            reply.response.body.content_hash()
        );
    }
    for (const Call& call : view.step.calls) {
        text += fmt::format(
            " [call {} to system {}: {} {} body {:016x}]",
            call.id.value,
            call.request.to.value,
            method_name(call.request.method),
            call.request.path,
            call.request.body.content_hash()
        );
    }
    for (const Timer& timer : view.step.timers) {
        text += fmt::format(
            " [timer {} at {}]", timer.id.value, seconds(timer.at.time_since_epoch().count())
        );
    }
    return text;
}

}  // namespace drydock::sim
