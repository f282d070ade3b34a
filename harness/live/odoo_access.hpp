#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/calendar.hpp"
#include "core/document.hpp"
#include "core/expected.hpp"
#include "live/http/simple_client.hpp"
#include "live/http/tls.hpp"
#include "live/http/url.hpp"

namespace drydock::harness {

/// Who asks an Odoo, and where.
struct OdooAccount {
    live::http::Url url{};
    std::string database{};
    std::string user{};
    std::string password{};  ///< Or an API key. In no message.
};

/// Why an Odoo has not answered a question.
struct OdooRefusal {
    enum class Reason : std::uint8_t {
        silent,        ///< Nothing answers there, or too late.
        no_odoo,       ///< Something else answers.
        unknown_user,  ///< The login is refused.
        rejected,      ///< The server's own error: access, a wrong field, no such database.
    };
    Reason reason = Reason::silent;
    std::string detail{};  ///< For the operator.
};

/// A list of records, and the document that holds them.
struct OdooRecords {
    std::vector<Document> answers{};  ///< What the values below are views of.
    std::vector<Value> records{};
};

/// Asks an Odoo questions over JSON-RPC, one at a time. Changes nothing there.
class OdooAccess {
public:
    template <class T>
    using Answer = expected<T, OdooRefusal>;

    /// Asks for the version only.
    [[nodiscard]] static Answer<OdooAccess> open(
        const OdooAccount& account, const live::http::Trust& trust
    );

    /// "18.0". Source: common.version, server_serie.
    [[nodiscard]] const std::string& series() const { return series_; }
    [[nodiscard]] const OdooAccount& account() const { return account_; }

    /// Must be done before anything below.
    [[nodiscard]] Answer<void> log_in();

    using Write = std::function<void(DocumentWriter&)>;

    /// The result of `execute_kw`: of a whole answer, the member "result".
    [[nodiscard]] Answer<Document> execute(
        std::string_view model,
        std::string_view method,
        const Write& positional,
        const Write& keywords
    );

    /// All records of a domain, page by page in the order of their ids. `conditions` writes the
    /// domain's leaves. Of relations the plain ids.
    [[nodiscard]] Answer<OdooRecords> list(
        std::string_view model, const Write& conditions, const std::vector<std::string_view>& fields
    );

    /// Seconds since 1970 on the server's clock: whole ones, right after they have begun.
    [[nodiscard]] Answer<std::int64_t> clock();

private:
    OdooAccess(OdooAccount account, live::http::SimpleClient client);
    [[nodiscard]] Answer<Document> ask(const Document& question);

    OdooAccount account_;
    live::http::SimpleClient client_;
    std::string series_;
    std::int64_t user_id_ = 0;
};

/// Seconds since 1970 of "2011-11-01 12:30:00", which Odoo means in UTC; none for anything else.
[[nodiscard]] std::optional<std::int64_t> odoo_seconds(std::string_view text);

/// The inverse.
[[nodiscard]] std::string odoo_text(std::int64_t seconds);

}  // namespace drydock::harness
