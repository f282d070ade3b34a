#include "harness/scenario/system_formats.hpp"

namespace drydock::harness {

using mocks::WebhookSettings;
using enum ValueType;

namespace {

constexpr std::array<std::string_view, 2> encodings{"base64", "hex"};

Mapping signature_format() {
    Describe<SignatureScheme> keys{"signature", "HMAC-SHA256 over the body."};
    keys.value("header", text, &SignatureScheme::header, "Its name.");
    keys.value("prefix", text, &SignatureScheme::prefix, "Before the hash.");
    keys.choice(
        "encoding", {encodings.begin(), encodings.end()}, &SignatureScheme::encoding, "Of the hash."
    );
    return keys.take();
}

}  // namespace

Mapping webhook_format() {
    Describe<WebhookSettings> keys{"webhook", "How events are sent, and sent again."};
    keys.value("timeout", duration, &WebhookSettings::timeout, "Of one try.")
        .bounds(Duration{1'000'000}, one_day);
    keys.value(
        "delays",
        durations,
        &WebhookSettings::delays,
        "Before the second, third, ... try; then the event is given up."
    );
    keys.value("retries", boolean, &WebhookSettings::retries, "Not: tried once, then given up.");
    keys.value(
            "success_status_max",
            whole,
            &WebhookSettings::success_status_max,
            "Answers from 200 up to this are a success."
    )
        .bounds(200, 399);
    keys.section(
        "signature", signature_format(), &WebhookSettings::signature, "How it proves its sender."
    );
    return keys.take();
}

}  // namespace drydock::harness
