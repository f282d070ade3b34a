#pragma once

#include <memory>
#include <string_view>

#include "core/landscape/demand.hpp"
#include "core/node.hpp"
#include "mocks/odoo/odoo_settings.hpp"

namespace drydock::mocks {

namespace odoo {
struct Database;
class Retries;
namespace http {
struct ServerState;
}
}  // namespace odoo

/// A small honest model of Odoo 18.0 Community: sale, stock and invoicing, over JSON-RPC, XML-RPC
/// and sessions, and of 19.0 with its /json/2.
///
/// Products are those of the demand, with id SkuId + 1 and the stock of its start at
/// WH/Stock. Keeps no records: its database does not survive a crash of this Node.
///
/// Requests whose service overlaps see one another as transactions of PostgreSQL do: who loses a
/// race for a row is tried again after a pause, in which it holds its worker.
class Odoo final : public Node {
public:
    Odoo(OdooSettings settings, std::shared_ptr<const Demand> demand);
    ~Odoo() override;

    void on_request(const Moment&, const Incoming&, Step&) override;
    void on_timer(const Moment&, TimerId, Step&) override;
    [[nodiscard]] std::span<const std::string_view> operations() const override;
    [[nodiscard]] Operation operation_of(const Request&) const override;
    [[nodiscard]] Response refusal(std::uint16_t status) const override;
    void write_books(Books&) const override;
    void read_gauges(std::vector<Gauge>&) const override;

private:
    /// What people have changed in its books by now.
    void keep_up(Instant now);

    std::unique_ptr<odoo::Database> database_;
    std::unique_ptr<odoo::http::ServerState> server_;
    std::unique_ptr<odoo::Retries> retries_;
    bool prices_change_ = false;
};

}  // namespace drydock::mocks
