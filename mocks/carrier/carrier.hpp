#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/node.hpp"
#include "mocks/carrier/carrier_settings.hpp"
#include "mocks/carrier/quota_book.hpp"
#include "mocks/carrier/transit.hpp"
#include "mocks/strict/endpoint_health.hpp"
#include "mocks/strict/strict_watch.hpp"
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
    void on_turned_away(const Moment&, SystemId from, const Request&, Response&) override;
    void write_books(Books& books) const override;
    void read_gauges(std::vector<Gauge>& gauges) const override;

private:
    static constexpr std::uint32_t no_label = 0xFFFF'FFFFU;

    struct ShippingLabel {
        std::string parcel;  ///< The buyer's reference.
        Money cost;
        bool is_bought = false;   ///< Else it is a shipment with rates.
        bool comes_back = false;  ///< To the sender, instead of being delivered.
        Instant bought;
        std::optional<Instant> voided;
        std::optional<Instant> handed_over;
        carrier::TransitPlan plan{};              ///< Meaningful once handed over.
        std::uint32_t events_told = 0;            ///< Of the plan.
        std::uint32_t next_of_parcel = no_label;  ///< Bought later for the same reference.
    };

    [[nodiscard]] Response answer(const Moment& moment, const Request& request, Step& step);
    // Shipments and labels: carrier_purchase.cpp.
    [[nodiscard]] std::optional<std::uint32_t> add_shipment(const Request& request);
    [[nodiscard]] static Response invalid_shipment();
    [[nodiscard]] Response buy(const Moment& moment, const Request& request, Step& step);
    [[nodiscard]] Response sold(
        const Moment& moment, std::uint32_t label, std::uint16_t status, Step& step
    );
    [[nodiscard]] Response create_shipment(const Request& request);
    [[nodiscard]] Response buy_rate(const Moment& moment, const Request& request, Step& step);
    void write_shipment(const Moment& moment, std::uint32_t label, DocumentWriter& writer) const;
    [[nodiscard]] Response list(const Moment& moment, const Request& request) const;
    [[nodiscard]] Response read_shipment(const Moment& moment, const Request& request) const;
    [[nodiscard]] Response refund(const Moment& moment, const Request& request);
    [[nodiscard]] Response take_over(const Moment& moment, const Request& request, Step& step);
    /// Says in the carrier's way how long to stay away.
    void note_wait(const Moment& moment, SystemId from, std::uint16_t operation, Response& refused);
    /// Rules that only a strict carrier holds against its client: carrier_strict.cpp.
    void watch(const Moment& moment, SystemId from, const Request& request);

    // Parcels on their way: carrier_tracking.cpp.
    [[nodiscard]] Response track(const Request& request) const;
    [[nodiscard]] Response list_webhooks() const;
    [[nodiscard]] Response enable_webhook(const Request& request);
    void plan_events(const Moment& moment, std::uint32_t label, Step& step);
    void on_event_timer(const Moment& moment, std::uint64_t word, Step& step);
    void tell_event(const Moment&, std::uint32_t label, carrier::TrackerEvent, Step&);
    void send_event(const Moment&, std::uint32_t label, carrier::TrackerEvent, Step&);
    [[nodiscard]] static std::string_view word_of(
        const ShippingLabel& label, carrier::TrackerEvent event
    );

    [[nodiscard]] std::optional<std::uint32_t> find_tracking(std::string_view code) const;
    [[nodiscard]] std::optional<std::uint32_t> find_id(std::string_view id) const;
    [[nodiscard]] std::string text_of(Instant instant) const;

    CarrierSettings settings_;
    WebhookSender sender_;
    EndpointHealth health_;
    carrier::QuotaBook quotas_;
    StrictWatch watch_;
    std::vector<ShippingLabel> labels_;
    std::unordered_map<std::string, std::uint32_t> first_by_parcel_;
    std::uint64_t manifests_ = 0;
    std::int64_t labels_bought_ = 0;
    std::int64_t parcels_in_transit_ = 0;
};

}  // namespace drydock::mocks
