#include <memory>

#include "harness/scenario/rules.hpp"
#include "integration/runtime.hpp"
#include "mocks/carrier/carrier.hpp"
#include "mocks/channels/marketplace.hpp"
#include "mocks/channels/storefront.hpp"
#include "mocks/odoo/odoo.hpp"
#include "mocks/wms/wms.hpp"

namespace drydock::harness {

namespace {

/// A system of that kind without any goods or orders.
struct MakeNode {
    std::shared_ptr<const Demand> demand = std::make_shared<const Demand>();

    std::unique_ptr<Node> operator()(const std::monostate&) const {
        return std::make_unique<integration::Runtime>(integration::RuntimeSettings{});
    }
    std::unique_ptr<Node> operator()(const mocks::OdooSettings&) const {
        return std::make_unique<mocks::Odoo>(mocks::OdooSettings{}, demand);
    }
    std::unique_ptr<Node> operator()(const mocks::WmsSettings&) const {
        return std::make_unique<mocks::Wms>(mocks::WmsSettings{}, demand);
    }
    std::unique_ptr<Node> operator()(const mocks::CarrierSettings&) const {
        return std::make_unique<mocks::Carrier>(mocks::CarrierSettings{});
    }
    std::unique_ptr<Node> operator()(const mocks::StorefrontSettings&) const {
        return std::make_unique<mocks::Storefront>(mocks::StorefrontSettings{}, demand);
    }
    std::unique_ptr<Node> operator()(const mocks::MarketplaceSettings&) const {
        return std::make_unique<mocks::Marketplace>(mocks::MarketplaceSettings{}, demand);
    }
};

}  // namespace

std::vector<std::string_view> operations_of(const SystemSpec& system) {
    // The names outlive the Node: they are literals. Node::operations() is the same at any time.
    const auto names = std::visit(MakeNode{}, system.settings)->operations();
    return {names.begin(), names.end()};
}

}  // namespace drydock::harness
