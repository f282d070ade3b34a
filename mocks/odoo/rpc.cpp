#include "mocks/odoo/rpc.hpp"

#include <fmt/format.h>

#include "mocks/odoo/call.hpp"
#include "mocks/odoo/concurrency/claims.hpp"
#include "mocks/odoo/concurrency/races.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/access.hpp"
#include "mocks/odoo/orm/database_error.hpp"
#include "mocks/odoo/orm/generic.hpp"
#include "mocks/odoo/orm/transaction.hpp"

namespace drydock::mocks::odoo {

namespace {

/// What a call runs, and how.
struct Chosen {
    Result (*run)(Call&) = nullptr;
    bool in_transaction = true;
    Access access = Access::write;
    bool takes_ids = true;  ///< Its first argument names records that it writes.

    [[nodiscard]] bool writes() const { return access != Access::read && access != Access::none; }
};

Chosen choose(const Model& model, std::string_view name, const GenericMethod* generic) {
    const Access access = generic != nullptr ? generic->access : Access::write;
    if (const auto run = methods()[method_index(model.name.text(), name)].run; run != nullptr) {
        return {run, false, access, access != Access::create};
    }
    for (const ModelMethod& method : model.methods) {
        if (method.name == name) {
            const bool reads = method.of_model && generic == nullptr;
            return {
                method.run,
                !method.checks_first,
                reads ? Access::read : access,
                !method.of_model && access != Access::create};
        }
    }
    if (generic == nullptr) {
        return {};
    }
    const bool only_reads = access == Access::read || access == Access::none;
    return {
        generic->run,
        !only_reads || generic->run == message_post,
        access,
        !generic->of_model && access != Access::create};
}

/// Only English is installed. Source: Odoo 18.0 recordings, b041.
Result check_language(const Call& call) {
    const Value language = call.context()["lang"];
    if (!language.is_string() || language.string() == "en_US" || language.string().empty()) {
        return {};
    }
    return user_error(fmt::format("Invalid language code: {}", language.string()));
}

Result run_method(Database& database, Instant now, const MethodCall& asked, DocumentWriter& out) {
    const Model* const model = model_of(asked.model);
    if (model == nullptr) {
        return unknown_model(asked.model);
    }
    if (asked.method.starts_with('_')) {
        return private_method(asked.model, asked.method);
    }
    const GenericMethod* const generic = generic_method(asked.method);
    const Chosen chosen = choose(*model, asked.method, generic);
    if (chosen.run == nullptr) {
        return unknown_method(asked.model, asked.method);
    }
    Call call{
        database,
        now,
        *model,
        asked.positional,
        asked.keywords,
        out,
        static_cast<RecordId>(asked.user)};
    if (Result known = check_language(call); !known) {
        return known;
    }
    if (generic != nullptr) {
        if (Result fit = check_arguments(call, *generic); !fit) {
            return fit;
        }
    }
    if (Result allowed = check_access(call, *model, chosen.access); !allowed) {
        return allowed;
    }
    if (!chosen.writes()) {
        return chosen.in_transaction ? in_transaction(call, chosen.run) : chosen.run(call);
    }
    claim_rows(call, asked.method, chosen.takes_ids);
    if (Result won = check_race(call); !won) {
        return won;
    }
    Result result = chosen.in_transaction ? in_transaction(call, chosen.run) : chosen.run(call);
    if (result) {
        commit_rows(call);
    }
    return result;
}

}  // namespace

Result call_method(Database& database, Instant now, const MethodCall& asked, DocumentWriter& out) {
    database.now = now;
    database.warehouse_asked =
        static_cast<RecordId>(asked.keywords["context"]["warehouse_id"].integer_or(0));
    Result result = run_method(database, now, asked, out);
    if (!result && database.settings.version == OdooVersion::v19) {
        retell_as_19(result.error());
    }
    return result;
}

}  // namespace drydock::mocks::odoo
