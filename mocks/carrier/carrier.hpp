#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/node.hpp"
#include "mocks/carrier/carrier_settings.hpp"
#include "mocks/carrier/transit.hpp"
#include "mocks/webhooks/webhook_sender.hpp"

namespace drydock::mocks {

/// A parcel carrier: it sells labels, takes parcels over by manifest, and tells how far they are.
/// Its exchanges are those of docs/wire.md, section Carrier.
///
/// Keeps no records: a carrier that loses its memory is no fault that is rehearsed.
class Carrier final : public Node {
public:
    explicit Carrier(CarrierSettings settings);

    void on_request(const Moment& moment, const Incoming& incoming, Step& step) override;
    void on_outcome(const Moment& moment, const Outcome& outcome, Step& step) override;
    void on_timer(const Moment& moment, TimerId id, Step& step) override;
    [[nodiscard]] std::span<const std::string_view> operations() const override;
    [[nodiscard]] Operation operation_of(const Request& request) const override;
    [[nodiscard]] Response refusal(std::uint16_t status) const override;
    void write_books(Books& books) const override;
    void read_gauges(std::vector<Gauge>& gauges) const override;

private:
    static constexpr std::uint32_t no_label = 0xFFFF'FFFFU;

    struct ShippingLabel {
        std::string parcel;  ///< The buyer's reference.
        Instant bought;
        std::optional<Instant> voided;
        std::optional<Instant> handed_over;
        carrier::TransitPlan plan{};              ///< Meaningful once handed over.
        std::uint32_t events_told = 0;            ///< Of the plan.
        std::uint32_t next_of_parcel = no_label;  ///< Bought later for the same reference.
    };

    [[nodiscard]] Response answer(const Moment& moment, const Request& request, Step& step);
    [[nodiscard]] Response buy(const Moment& moment, const Request& request);
    [[nodiscard]] Response list(const Request& request) const;
    [[nodiscard]] Response refund(const Moment& moment, const Request& request);
    [[nodiscard]] Response take_over(const Moment& moment, const Request& request, Step& step);
    [[nodiscard]] Response track(const Request& request) const;

    [[nodiscard]] std::optional<std::uint32_t> find_tracking(std::string_view code) const;
    [[nodiscard]] std::optional<std::uint32_t> find_id(std::string_view id) const;
    void tell_event(const Moment& moment, std::uint32_t label, Step& step);
    [[nodiscard]] std::string text_of(Instant instant) const;

    CarrierSettings settings_;
    WebhookSender sender_;
    std::vector<ShippingLabel> labels_;
    std::unordered_map<std::string, std::uint32_t> first_by_parcel_;
    std::uint64_t manifests_ = 0;
    std::uint64_t events_ = 0;
    std::int64_t parcels_in_transit_ = 0;
};

}  // namespace drydock::mocks
