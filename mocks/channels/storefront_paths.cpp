#include "mocks/channels/storefront_paths.hpp"

namespace drydock::mocks::channels {

namespace {

constexpr std::string_view suffix = ".json";
constexpr std::size_t depth_max = 6;

struct Segments {
    std::array<std::string_view, depth_max> at{};
    std::size_t count = 0;  ///< 0 when the path is none of this shop's.
};

/// The segments of "/admin/....json", without the suffix.
Segments split(std::string_view path) {
    path = path_of(path);
    if (!path.starts_with("/admin/") || !path.ends_with(suffix)) {
        return {};
    }
    path.remove_prefix(1);
    path.remove_suffix(suffix.size());
    Segments segments;
    while (true) {
        if (segments.count == depth_max) {
            return {};
        }
        const std::size_t slash = path.find('/');
        segments.at[segments.count++] = path.substr(0, slash);
        if (slash == std::string_view::npos) {
            return segments;
        }
        path.remove_prefix(slash + 1);
    }
}

StorefrontAsk ask_of_order(const Segments& segments, Method method) {
    const bool get = method == Method::get;
    const bool post = method == Method::post;
    const std::string_view room = segments.at[3];
    if (segments.count == 2 && get) {
        return StorefrontAsk::list;
    }
    if (segments.count == 3 && get) {
        return StorefrontAsk::get;
    }
    if (segments.count == 4 && room == "fulfillments" && (get || post)) {
        return post ? StorefrontAsk::fulfil : StorefrontAsk::list_fulfilments;
    }
    if (segments.count == 4 && room == "refunds" && post) {
        return StorefrontAsk::refund;
    }
    const std::string_view verb = segments.at[5];
    if (segments.count == 6 && room == "fulfillments" && verb == "events" && post) {
        return StorefrontAsk::add_event;
    }
    if (segments.count == 6 && room == "cancellation_requests" && post) {
        return verb == "accept"   ? StorefrontAsk::accept_cancel
               : verb == "reject" ? StorefrontAsk::reject_cancel
                                  : StorefrontAsk::unknown;
    }
    return StorefrontAsk::unknown;
}

}  // namespace

StorefrontPath read_storefront_path(const Request& request) {
    const Segments segments = split(request.path);
    if (segments.at[1] == "orders") {
        return {ask_of_order(segments, request.method), segments.at[2], segments.at[4]};
    }
    const bool inventory = segments.count == 3 && segments.at[1] == "inventory_levels" &&
                           segments.at[2] == "set" && request.method == Method::post;
    return {.ask = inventory ? StorefrontAsk::set_inventory : StorefrontAsk::unknown};
}

}  // namespace drydock::mocks::channels
