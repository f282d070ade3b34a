#include "reports/traces/otlp_exporter.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "core/draws.hpp"
#include "reports/traces/otlp_json.hpp"

namespace drydock::reports {

namespace {

bool may_try_again(const Outcome& outcome) {
    const std::uint16_t status = outcome.response.status;
    return !outcome.answered() || status == 429 || status == 502 || status == 503 || status == 504;
}

std::string describe(const Outcome& outcome) {
    if (!outcome.answered()) {
        return outcome.delivery == Delivery::timed_out ? "no answer in time" : "no connection";
    }
    const std::string_view message = outcome.response.body["message"].string();
    return fmt::format(
        "status {}{}{}", outcome.response.status, message.empty() ? "" : ": ", message
    );
}

/// 64-bit integers are strings in OTLP's JSON, and numbers from some receivers.
std::uint64_t read_count(Value value) {
    if (value.is_number()) {
        return static_cast<std::uint64_t>(std::max<std::int64_t>(value.integer_or(0), 0));
    }
    std::uint64_t count = 0;
    const std::string_view text = value.string();
    std::from_chars(text.data(), text.data() + text.size(), count);
    return count;
}

}  // namespace

OtlpExporter::OtlpExporter(
    const std::vector<std::string>& services, HttpPort& port, const OtlpExportSettings& settings
)
    : services_{services}, port_{port}, settings_{settings} {}

void OtlpExporter::note(std::string problem) {
    if (result_.problem.empty()) {
        result_.problem = std::move(problem);
    }
}

Duration OtlpExporter::wait_before(std::uint32_t retry, const Outcome& outcome) const {
    if (outcome.answered() && outcome.response.retry_after) {
        return *outcome.response.retry_after;
    }
    Duration wait = settings_.wait_first;
    for (std::uint32_t doubled = 1; doubled < retry && wait < settings_.wait_max; ++doubled) {
        wait *= 2;
    }
    wait = std::min(wait, settings_.wait_max);
    return wait / 2 + Draws{0}.delay_at_most(wait / 2, Stream{"otlp.wait"}, result_.posts, retry);
}

void OtlpExporter::settle(const Outcome& outcome, std::uint64_t span_count) {
    if (!outcome.answered() || !outcome.response.success()) {
        result_.spans_dropped += span_count;
        note(describe(outcome));
        return;
    }
    waited_ = {};
    const Value partial = outcome.response.body["partialSuccess"];
    const std::uint64_t rejected = std::min(read_count(partial["rejectedSpans"]), span_count);
    result_.spans_rejected += rejected;
    result_.spans_sent += span_count - rejected;
    if (rejected > 0) {
        note(fmt::format("rejected: {}", partial["errorMessage"].string()));
    }
}

void OtlpExporter::send_batch(std::span<const Span> spans) {
    Request request;
    request.path = "/v1/traces";
    request.headers = {{"Content-Type", "application/json"}};
    request.raw = make_bytes(otlp_json(services_, spans));
    for (std::uint32_t tries = 1;; ++tries) {
        ++result_.posts;
        const Outcome outcome = port_.call(request);
        if (!may_try_again(outcome) || tries >= settings_.tries_max) {
            settle(outcome, spans.size());
            return;
        }
        const Duration wait = wait_before(tries, outcome);
        if (waited_ + wait > settings_.wait_total_max) {
            settle(outcome, spans.size());
            return;
        }
        waited_ += wait;
        ++result_.retries;
        port_.wait(wait);
    }
}

void OtlpExporter::send(std::span<const Span> spans) {
    while (!spans.empty()) {
        const std::size_t count = std::min(settings_.spans_of_batch_max, spans.size());
        send_batch(spans.first(count));
        spans = spans.subspan(count);
    }
}

OtlpExport export_traces(
    const TraceBatch& batch, HttpPort& port, const OtlpExportSettings& settings
) {
    OtlpExporter exporter{batch.services, port, settings};
    exporter.send(batch.spans);
    return exporter.result();
}

}  // namespace drydock::reports
