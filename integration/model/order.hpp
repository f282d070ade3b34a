#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/ids.hpp"
#include "core/money.hpp"
#include "core/time.hpp"

namespace drydock::integration {

enum class Channel : std::uint8_t { storefront, marketplace };

/// Where an order stands. See order_status_follows for the ways between.
enum class OrderStatus : std::uint8_t {
    accepted,   ///< Durable here; not yet in Odoo.
    held,       ///< A person has to look at it first.
    booked,     ///< A draft sale order exists in Odoo.
    confirmed,  ///< The sale order is confirmed.
    released,   ///< The warehouse has it.
    part_shipped,
    shipped,  ///< All that was not cancelled has left.
    cancelled,
};

/// True for the declared transitions, staying included.
[[nodiscard]] bool order_status_follows(OrderStatus from, OrderStatus to);
[[nodiscard]] std::string_view to_text(OrderStatus status);

/// How far a parcel is; only rises.
enum class ParcelStatus : std::uint8_t {
    packed,
    labelled,
    shipped,
    in_transit,
    out_for_delivery,
    delivered,
};

/// Units of one order line. `line` is its position in the order, from 0.
struct LineUnits {
    std::uint32_t line = 0;
    std::int32_t units = 0;
};

struct OrderLine {
    std::uint32_t product = 0;  ///< Index into the catalogue.
    std::int32_t units = 0;
    std::int32_t price_thousandths = 0;
    std::int32_t shipped = 0;
    std::int32_t cancelled = 0;

    [[nodiscard]] std::int32_t open() const { return units - shipped - cancelled; }
    [[nodiscard]] Money price() const { return {price_thousandths}; }
};

struct Parcel {
    std::string number;
    std::string tracking;
    std::int64_t picking = 0;  ///< Odoo's; 0 until it is validated.
    ParcelStatus status = ParcelStatus::packed;
    std::vector<LineUnits> lines;
};

/// The canonical order: what every connector's message is translated into.
struct Order {
    std::string number;  ///< At its channel; the natural key in every other system.
    Channel channel = Channel::storefront;
    std::int64_t channel_id = 0;
    std::uint64_t customer = 0;  ///< 0 for a guest.
    std::string country;
    Instant placed;
    std::vector<OrderLine> lines;

    OrderStatus status = OrderStatus::accepted;
    std::int64_t odoo_id = 0;
    std::int64_t wms_id = 0;
    std::uint32_t invoice_count = 0;
    std::uint32_t return_count = 0;
    std::vector<Parcel> parcels;

    /// Nothing that was neither shipped nor cancelled is left.
    [[nodiscard]] bool nothing_open() const;
    [[nodiscard]] Parcel* find_parcel(std::string_view parcel_number);
    [[nodiscard]] const Parcel* find_parcel(std::string_view parcel_number) const;
    /// Price of the given units; lines that the order does not have cost nothing.
    [[nodiscard]] Money price_of(const std::vector<LineUnits>& units) const;
};

}  // namespace drydock::integration
