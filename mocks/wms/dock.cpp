#include "mocks/wms/dock.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "core/check.hpp"

namespace drydock::mocks::wms {

namespace {

/// Codes in one manifest. Assumption: what a carrier's scan form takes at once.
constexpr std::size_t manifest_codes_max = 500;
constexpr Duration retry_interval = 10 * one_minute;
constexpr Duration retry_until = 30 * one_minute;
constexpr std::size_t number_digits = 8;

/// The index of the parcel of that number; nullopt for what is no parcel number.
std::optional<std::uint32_t> parcel_index(std::string_view number) {
    std::uint32_t value = 0;
    if (number.size() != number_digits + 1 || number.front() != 'P') {
        return std::nullopt;
    }
    const char* const last = number.data() + number.size();
    const auto [end, error] = std::from_chars(number.data() + 1, last, value);
    return error == std::errc{} && end == last && value > 0 ? std::optional{value - 1}
                                                            : std::nullopt;
}

}  // namespace

std::string parcel_number(std::uint32_t parcel) {
    return fmt::format("P{:08}", parcel + 1);
}

std::uint32_t Dock::pack(std::uint32_t order, std::vector<Pick> contents, Instant now) {
    const auto index = static_cast<std::uint32_t>(parcels_.size());
    DockParcel& parcel = parcels_.emplace_back();
    parcel.order = order;
    parcel.packed = now;
    parcel.contents = std::move(contents);
    waiting_.insert(waiting_.end(), index);
    return index;
}

std::optional<std::uint32_t> Dock::find(std::string_view number) const {
    const auto index = parcel_index(number);
    return index && *index < parcels_.size() ? index : std::nullopt;
}

LabelAnswer Dock::attach_label(std::string_view number, std::string_view tracking, Instant now) {
    const auto index = find(number);
    if (!index) {
        return LabelAnswer::unknown_parcel;
    }
    DockParcel& parcel = parcels_[*index];
    if (parcel.tracking == tracking) {
        return LabelAnswer::attached;
    }
    if (parcel.state == ParcelState::in_manifest) {
        return LabelAnswer::in_manifest;
    }
    if (parcel.state == ParcelState::shipped) {
        return LabelAnswer::shipped;
    }
    parcel.state = ParcelState::labelled;
    parcel.tracking = tracking;
    parcel.labelled = now;
    return LabelAnswer::attached;
}

void Dock::collect(Step& step) {
    Manifest batch;
    for (const std::uint32_t index : waiting_) {
        if (parcels_[index].state != ParcelState::labelled) {
            continue;
        }
        parcels_[index].state = ParcelState::in_manifest;
        batch.push_back(index);
        if (batch.size() == manifest_codes_max) {
            open_manifest(std::exchange(batch, {}), step);
        }
    }
    if (!batch.empty()) {
        open_manifest(std::move(batch), step);
    }
}

void Dock::open_manifest(Manifest parcels, Step& step) {
    const std::uint64_t number = ++manifest_last_;
    const auto opened = manifests_.emplace_hint(manifests_.end(), number, std::move(parcels));
    send(number, opened->second, step);
}

void Dock::try_again(std::uint64_t number, Step& step) {
    const auto found = manifests_.find(number);
    DRYDOCK_CHECK(found != manifests_.end());
    send(number, found->second, step);
}

void Dock::send(std::uint64_t number, const Manifest& parcels, Step& step) const {
    DocumentWriter writer;
    writer.begin_object();
    writer.begin_array("tracking_codes");
    for (const std::uint32_t index : parcels) {
        writer.add(parcels_[index].tracking);
    }
    writer.end();
    writer.end();
    step.calls.push_back(
        {CallId{number},
         {.to = carrier_,
          .method = Method::post,
          .path = "/v2/manifests",
          .body = writer.finish(),
          .headers = {}},
         timeout_}
    );
}

HandOver Dock::on_outcome(
    const Moment& moment, const Outcome& outcome, RetryTimer retry, Step& step
) {
    const auto found = manifests_.find(outcome.call.value);
    DRYDOCK_CHECK(found != manifests_.end());
    HandOver result;
    if (outcome.answered() && outcome.response.success()) {
        result.shipped = std::move(found->second);
        manifests_.erase(found);
        for (const std::uint32_t index : result.shipped) {
            parcels_[index].state = ParcelState::shipped;
            parcels_[index].shipped = moment.now;
            waiting_.erase(index);
        }
        return result;
    }
    if (outcome.answered() && outcome.response.status == 422) {
        result.refused = take_off_refused(found->second, outcome.response.body["error"]["codes"]);
    }
    if (!result.refused.empty()) {
        Manifest rest = std::move(found->second);
        manifests_.erase(found);
        if (!rest.empty()) {
            open_manifest(std::move(rest), step);
        }
        return result;
    }
    // The next multiple of the interval after the cut-off. A slow failure skips those it slept
    // over.
    const Instant cut_off = hours_.cut_off_on_day_of(moment.now);
    const Duration late = moment.now - cut_off;
    const Duration next = (late / retry_interval + 1) * retry_interval;
    if (late >= Duration::zero() && next <= retry_until) {
        step.set_timer(retry(found->first), cut_off + next);
    } else {
        put_back(found->second);
        result.put_back = std::move(found->second);
        manifests_.erase(found);
    }
    return result;
}

Dock::Manifest Dock::take_off_refused(Manifest& parcels, Value codes) {
    std::vector<std::string_view> refused;
    for (const Value code : codes) {
        refused.push_back(code.string());
    }
    std::ranges::sort(refused);
    const auto is_refused = [&](std::uint32_t index) {
        return std::ranges::binary_search(refused, std::string_view{parcels_[index].tracking});
    };
    const auto kept_end = std::stable_partition(
        parcels.begin(), parcels.end(), [&](std::uint32_t index) { return !is_refused(index); }
    );
    Manifest taken_off{kept_end, parcels.end()};
    parcels.erase(kept_end, parcels.end());
    for (const std::uint32_t index : taken_off) {
        DockParcel& parcel = parcels_[index];
        parcel.state = ParcelState::packed;
        parcel.tracking.clear();
        parcel.labelled.reset();
    }
    return taken_off;
}

void Dock::put_back(const Manifest& parcels) {
    for (const std::uint32_t index : parcels) {
        parcels_[index].state = ParcelState::labelled;
    }
}

}  // namespace drydock::mocks::wms
