#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "mocks/channels/marketplace.hpp"
#include "mocks/channels/marketplace_list.hpp"

/// What a seller does against the rules of a marketplace, for the verdict.
namespace drydock::mocks {

namespace {

/// Source: ordersV0.json, getOrders.
constexpr std::array<std::string_view, 17> list_parameters{
    "CreatedAfter",
    "CreatedBefore",
    "LastUpdatedAfter",
    "LastUpdatedBefore",
    "OrderStatuses",
    "MarketplaceIds",
    "FulfillmentChannels",
    "PaymentMethods",
    "BuyerEmail",
    "SellerOrderId",
    "MaxResultsPerPage",
    "EasyShipShipmentStatuses",
    "ElectronicInvoiceStatuses",
    "NextToken",
    "AmazonOrderIds",
    "ActualFulfillmentSupplySourceId",
    "IsISPU"};

}  // namespace

void Marketplace::watch(const Moment& moment, SystemId from, Ask ask, const Request& request) {
    const auto operation = static_cast<std::uint16_t>(ask);
    const std::string_view name = channels::marketplace_operations.at(operation);
    watch_.request(moment.now, from, operation, name);
    if (ask == Ask::list) {
        watch_query(moment.now, request);
        return;
    }
    watch_body(moment.now, name, ask, request);
}

void Marketplace::watch_query(Instant now, const Request& request) {
    channels::for_each_parameter(request.path, [&](std::string_view name, std::string_view) {
        if (std::ranges::find(list_parameters, name) == list_parameters.end()) {
            watch_.note(
                now,
                violation::unknown_field,
                fmt::format("orders/list: there is no parameter \"{}\"", name)
            );
        }
    });
    const std::string_view token = query_parameter(request.path, "NextToken");
    if (token.empty()) {
        return;
    }
    const auto query = channels::read_next_token(token);
    if (!query) {
        watch_.note(now, violation::broken_pagination, "orders/list: NextToken is none of ours");
    } else if (now - query->issued > settings_.next_token_kept) {
        watch_.note(now, violation::broken_pagination, "orders/list: NextToken is stale");
    } else if (const auto filters = channels::filters_of(request.path);
               filters != 0 && filters != query->filters) {
        watch_.note(
            now, violation::broken_pagination, "orders/list: other filters beside a NextToken"
        );
    }
}

void Marketplace::watch_body(Instant now, std::string_view name, Ask ask, const Request& request) {
    const Value body = request.body.root();
    const auto order = book_.find_number(channels::read_marketplace_path(request).item);
    if (ask == Ask::ship) {
        watch_.fields(now, name, body, {"packageDetail", "codCollectionMethod", "marketplaceId"});
        watch_.fields(
            now,
            name,
            body["packageDetail"],
            {"packageReferenceId",
             "carrierCode",
             "carrierName",
             "shippingMethod",
             "trackingNumber",
             "shipDate",
             "shipFromSupplySourceId",
             "orderItems"}
        );
        for (const Value item : body["packageDetail"]["orderItems"]) {
            watch_.fields(now, name, item, {"orderItemId", "quantity", "transparencyCodes"});
        }
        if (order && !book_.order(*order).accepted) {
            watch_.note(
                now,
                violation::wrong_order,
                fmt::format("{} of an order that was not acknowledged", request.path)
            );
        }
    } else if (ask == Ask::cancel) {
        watch_.fields(now, name, body, {"requestId", "accepted"});
    } else if (ask == Ask::refund) {
        watch_.fields(now, name, body, {"reference", "amount", "reason", "items"});
        watch_.key_used(
            now,
            fmt::format("refund {} {}", request.path, body["reference"].string()),
            request.body.content_hash()
        );
    } else if (ask == Ask::create_document) {
        watch_.fields(now, name, body, {"contentType"});
    } else if (ask == Ask::create_feed) {
        watch_.fields(
            now, name, body, {"feedType", "marketplaceIds", "inputFeedDocumentId", "feedOptions"}
        );
        const std::string_view document = body["inputFeedDocumentId"].string();
        if (!feeds_.is_uploaded(document)) {
            watch_.note(
                now,
                violation::wrong_order,
                fmt::format("feeds/create: \"{}\" was not uploaded before", document)
            );
        }
        if (feeds_.next_allowed(body["feedType"].string(), now) > now) {
            watch_.note(now, "feed_too_soon", "feeds/create: sooner than the interval of its type");
        }
    } else if (ask == Ask::patch_listing) {
        watch_.fields(now, name, body, {"productType", "patches"});
    }
    const bool about_order = ask == Ask::ship || ask == Ask::acknowledge;
    if (about_order && order && book_.order(*order).awaits_payment) {
        watch_.note(
            now, violation::wrong_order, fmt::format("{} of a Pending order", request.path)
        );
    }
}

}  // namespace drydock::mocks
