#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/books.hpp"
#include "core/landscape/demand.hpp"
#include "core/node.hpp"
#include "mocks/strict/strict_watch.hpp"
#include "mocks/wms/case_packs.hpp"
#include "mocks/wms/dock.hpp"
#include "mocks/wms/lot_book.hpp"
#include "mocks/wms/mishaps.hpp"
#include "mocks/wms/order_book.hpp"
#include "mocks/wms/outbox.hpp"
#include "mocks/wms/picking_floor.hpp"
#include "mocks/wms/stock_room.hpp"
#include "mocks/wms/wms_settings.hpp"
#include "mocks/wms/working_hours.hpp"

namespace drydock::mocks {

/// A third party's warehouse: it takes orders, allocates its own stock to them in waves, picks,
/// packs, hands parcels to the carrier at the cut-off, and tells by numbered messages. Its
/// exchanges are those of docs/wire.md, section WMS.
///
/// Keeps no records: a warehouse that loses its memory is no fault that is rehearsed.
class Wms final : public Node {
public:
    Wms(WmsSettings settings, std::shared_ptr<const Demand> demand);

    void on_start(const Moment& moment, Step& step) override;
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
    struct Return {
        std::string reference;
        std::uint32_t order = wms::no_index;
        bool received = false;
        std::vector<wms::Pick> goods;
    };
    struct CancelAnswer {
        std::uint16_t status = 0;
        Document body;
    };

    // What is asked of the warehouse: wms_requests.cpp, and wms_returns.cpp for returns.
    [[nodiscard]] Response answer(const Moment& moment, const Request& request, Step& step);
    /// 428 or 412 when the request does not know the order as it is now.
    [[nodiscard]] std::optional<Response> precondition(
        const Moment& moment, std::uint32_t order, const Request& request
    );
    [[nodiscard]] std::string etag_of(std::uint32_t order) const;
    [[nodiscard]] Response list_webhooks() const;
    [[nodiscard]] Response enable_webhook(const Request& request);
    /// Rules that only a strict warehouse holds against its client: wms_strict.cpp.
    void watch(const Moment& moment, SystemId from, const Request& request);
    [[nodiscard]] Response create_order(const Moment& moment, const Request& request, Step& step);
    [[nodiscard]] std::optional<Response> read_lines(Value lines);
    [[nodiscard]] Response list_orders(const Request& request) const;
    [[nodiscard]] Response cancel_order(const Moment& moment, const Request& request, Step& step);
    [[nodiscard]] std::optional<Response> read_cancel(std::uint32_t order, Value lines);
    void cancel_units(std::uint32_t line, std::int32_t units, Instant now);
    [[nodiscard]] Response attach_label(const Moment& moment, const Request& request);
    [[nodiscard]] Response create_return(const Moment& moment, const Request& request, Step& step);
    [[nodiscard]] std::optional<Response> read_return(std::uint32_t order, Value lines);
    [[nodiscard]] Response list_returns(const Request& request) const;
    [[nodiscard]] Response list_inventory(const Request& request);

    // What happens inside: wms.cpp.
    void arm_wave(const Moment& moment, Step& step);
    void arm_expiry(Step& step);
    void arm_cut_off(const Moment& moment, Step& step);
    void arm_receipt(const Moment& moment, Step& step);
    void run_wave(const Moment& moment, Step& step);
    void begin_jobs(const Moment& moment, Step& step);
    void finish_job(const Moment& moment, std::uint32_t job, Step& step);
    void pick_short(const Moment& moment, wms::Job& job, Step& step);
    /// Another SKU in place of missed units; nullopt when none is sent.
    [[nodiscard]] std::optional<wms::Pick> substitute(
        const Moment& moment, std::uint64_t order_hash, wms::Pick missed
    );
    /// What happens once a working day: counting and the snapshot.
    void begin_day(const Moment& moment, Step& step);
    void count_stock(const Moment& moment, std::int64_t day, Step& step);
    [[nodiscard]] std::int32_t units_missed(
        const Moment& moment, std::uint64_t order_hash, wms::Pick pick, const wms::Mishap& mishap
    ) const;
    void ship(const Moment& moment, std::uint32_t parcel, Step& step);
    void receive_goods(const Moment& moment, std::uint32_t receipt, Step& step);
    void receive_return(const Moment& moment, std::uint32_t index, Step& step);
    void expire_orders(const Moment& moment, Step& step);
    [[nodiscard]] bool expired(const wms::Order& order, Instant now) const;

    // What the warehouse tells: wms_messages.cpp.
    void tell_packed(const Moment& moment, std::uint32_t parcel, Step& step);
    void tell_shipped(
        const Moment& moment,
        std::uint32_t parcel,
        const std::vector<wms::Pick>& contents,
        Step& step
    );
    void tell_rolled(const Moment& moment, std::uint32_t parcel, Step& step);
    void tell_closed_short(
        const Moment& moment, std::uint32_t order, const std::vector<wms::Pick>& closed, Step& step
    );
    void tell_adjusted(
        const Moment& moment,
        std::uint32_t sku,
        std::int32_t units,
        std::string_view reason,
        Step& step
    );
    void tell_snapshot(const Moment& moment, Step& step);
    void tell_receipt(const Moment& moment, const DemandReceipt& receipt, Step& step);
    void tell_return(const Moment& moment, const Return& goods_back, Step& step);
    /// Takes the lots out of their book.
    void write_shipped(DocumentWriter& writer, const std::vector<wms::Pick>& contents);
    void write_unshipped(DocumentWriter& writer, const wms::Order& order) const;
    void write_goods(DocumentWriter& writer, const std::vector<wms::Pick>& goods) const;

    WmsSettings settings_;
    std::shared_ptr<const Demand> demand_;
    wms::WorkingHours hours_;
    wms::OrderBook orders_;
    wms::StockRoom stock_;
    wms::PickingFloor floor_;
    wms::Dock dock_;
    wms::Outbox outbox_;
    wms::LotBook lots_;
    wms::CasePacks packs_;
    StrictWatch watch_;
    std::vector<Return> returns_;
    std::unordered_map<std::string, std::uint32_t> returns_by_reference_;
    std::map<std::pair<std::uint32_t, std::string>, CancelAnswer> cancels_;  ///< Order, request.
    std::vector<wms::OrderLine> lines_read_;  ///< Of the request at hand.
    std::vector<wms::Pick> picks_read_;       ///< Of the request at hand.
    std::vector<StockAdjustment> adjustments_;
    std::uint32_t snapshots_ = 0;
    std::int64_t day_begun_ = -1;              ///< Day of the run whose counting is done.
    std::vector<std::int64_t> cursors_given_;  ///< Only when strict.
    std::uint32_t receipt_next_ = 0;
    std::uint32_t expiry_next_ = 0;  ///< Orders before it have expired or ended.
    bool wave_armed_ = false;
    bool opening_armed_ = false;
    bool cut_off_armed_ = false;
    bool expiry_armed_ = false;
};

}  // namespace drydock::mocks
