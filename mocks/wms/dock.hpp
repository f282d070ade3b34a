#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/step.hpp"
#include "mocks/wms/stock_room.hpp"
#include "mocks/wms/wms_settings.hpp"
#include "mocks/wms/working_hours.hpp"

namespace drydock::mocks::wms {

enum class ParcelState : std::uint8_t { packed, labelled, in_manifest, shipped };

struct DockParcel {
    std::uint32_t order = no_index;
    ParcelState state = ParcelState::packed;
    Instant packed;
    std::optional<Instant> labelled;
    std::optional<Instant> shipped;
    std::string tracking;  ///< Of the label on it; empty for none.
    std::vector<Pick> contents;
};

/// "P00000001" for the parcel of index 0.
[[nodiscard]] std::string parcel_number(std::uint32_t parcel);

enum class LabelAnswer : std::uint8_t {
    attached,
    unknown_parcel,
    in_manifest,  ///< The carrier is being asked to take it under another label.
    shipped,      ///< With another label.
};

/// What the answer to a manifest means for its parcels, each in the order of their numbers.
struct HandOver {
    std::vector<std::uint32_t> shipped;
    std::vector<std::uint32_t> refused;   ///< The carrier does not know their labels.
    std::vector<std::uint32_t> put_back;  ///< They wait for the next collection.
};

/// The parcels that were packed, and how they are handed over to the carrier: once a working day,
/// all labelled ones, in manifests. A manifest that fails is tried again every 10 minutes until 30
/// minutes after the cut-off; its parcels then wait for the next working day.
///
/// Assumption: 10 and 30 minutes are what a driver waits for papers. Longer waits would ship more
/// in an outage of the carrier.
///
/// Its calls and their retries go by the number of the manifest.
class Dock {
public:
    Dock(const WmsSettings& settings, const WorkingHours& hours)
        : carrier_{settings.carrier}, timeout_{settings.manifest_timeout}, hours_{hours} {}

    std::uint32_t pack(std::uint32_t order, std::vector<Pick> contents, Instant now);
    [[nodiscard]] LabelAnswer attach_label(
        std::string_view number, std::string_view tracking, Instant now
    );

    /// The cut-off: hands over all labelled parcels.
    void collect(Step& step);
    /// For outcomes of its calls. A retry is asked for with a timer, `retry` tells its id.
    using RetryTimer = TimerId (*)(std::uint64_t manifest);
    [[nodiscard]] HandOver on_outcome(
        const Moment& moment, const Outcome& outcome, RetryTimer retry, Step& step
    );
    void try_again(std::uint64_t manifest, Step& step);

    /// The parcel of that number.
    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view number) const;
    [[nodiscard]] const DockParcel& parcel(std::uint32_t index) const { return parcels_[index]; }
    [[nodiscard]] const std::vector<DockParcel>& parcels() const { return parcels_; }
    /// Packed and not yet shipped.
    [[nodiscard]] std::size_t waiting_count() const { return waiting_.size(); }

private:
    using Manifest = std::vector<std::uint32_t>;
    void open_manifest(Manifest parcels, Step& step);
    void send(std::uint64_t number, const Manifest& parcels, Step& step) const;
    void put_back(const Manifest& parcels);
    [[nodiscard]] Manifest take_off_refused(Manifest& parcels, Value codes);

    SystemId carrier_;
    Duration timeout_;
    WorkingHours hours_;
    std::vector<DockParcel> parcels_;
    std::set<std::uint32_t> waiting_;
    std::map<std::uint64_t, Manifest> manifests_;  ///< Not yet answered for good.
    std::uint64_t manifest_last_ = 0;
};

}  // namespace drydock::mocks::wms
