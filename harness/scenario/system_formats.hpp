#pragma once

#include <array>
#include <string_view>
#include <variant>

#include "harness/scenario/format.hpp"
#include "harness/scenario/scenario.hpp"

/// The keys of each kind of system, one file each, put together by landscape_format().
namespace drydock::harness {

[[nodiscard]] Mapping webhook_format();
[[nodiscard]] Mapping wms_format();
[[nodiscard]] Mapping carrier_format();
[[nodiscard]] Mapping storefront_format();
[[nodiscard]] Mapping marketplace_format();

template <class Settings>
Settings& settings_of(SystemSpec& system) {
    return std::get<Settings>(system.settings);
}

/// Choices of mocks::RetryHeader.
inline constexpr std::array<std::string_view, 3> retry_headers{
    "retry_after", "x_retry_after", "none"};
inline constexpr std::string_view retry_header_doc = "Says how long to stay away after a refusal.";
inline constexpr std::string_view strict_doc =
    "What its client does against the rules is listed in the verdict.";
inline constexpr std::string_view given_up_doc =
    "Events given up in a row, then none is sent until the client enables them again; 0: never.";

/// What storefront and marketplace have in common.
void describe_channel(Describe<SystemSpec>& keys, auto channel_of) {
    const auto of = [channel_of](auto member) {
        return [ channel_of, member ](SystemSpec & system) -> auto& {
            return channel_of(system).*member;
        };
    };
    keys.value(
        "return_after_fulfilment",
        ValueType::duration,
        of(&mocks::ChannelSettings::return_after_fulfilment),
        "A customer asks to send back so long after the parcel came."
    );
    keys.value(
        "return_after_denial",
        ValueType::duration,
        of(&mocks::ChannelSettings::return_after_denial),
        "The same after a cancellation that was denied."
    );
}

}  // namespace drydock::harness
