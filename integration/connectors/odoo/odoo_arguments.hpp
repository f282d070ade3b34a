#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "core/document.hpp"
#include "integration/connectors/odoo/odoo_calls.hpp"

namespace drydock::integration::odoo {

/// A call of a service of Odoo's JSON-RPC; the function writes its arguments into an open array.
template <class Arguments>
Request json_rpc(
    const Session& session, std::string_view service, std::string_view method, Arguments arguments
) {
    DocumentWriter writer;
    writer.begin_object();
    writer.field("jsonrpc", "2.0");
    writer.field("method", "call");
    writer.begin_object("params");
    writer.field("service", service);
    writer.field("method", method);
    writer.begin_array("args");
    arguments(writer);
    writer.end();
    writer.end();
    writer.field("id", 1);
    writer.end();
    return {
        .to = session.system,
        .method = Method::post,
        .path = "/jsonrpc",
        .body = writer.finish(),
        .headers = {}};
}

/// A call of `method` of `model`; the two functions write its arguments into an open array and an
/// open object.
template <class Positional, class Keywords>
Request execute(
    const Session& session,
    std::string_view model,
    std::string_view method,
    Positional positional,
    Keywords keywords
) {
    return json_rpc(session, "object", "execute_kw", [&](DocumentWriter& writer) {
        writer.add(session.database);
        writer.add(session.uid);
        writer.add(session.password);
        writer.add(model);
        writer.add(method);
        writer.begin_array();
        positional(writer);
        writer.end();
        writer.begin_object();
        keywords(writer);
        writer.end();
    });
}

inline constexpr auto nothing = [](DocumentWriter&) {};

/// [[id]]
inline auto one_record(std::int64_t id) {
    return [id](DocumentWriter& writer) {
        writer.begin_array();
        writer.add(id);
        writer.end();
    };
}

/// [[[field, "=", value]]]
template <class Value>
auto where(std::string_view field, Value value) {
    return [field, value](DocumentWriter& writer) {
        writer.begin_array();
        writer.begin_array();
        writer.add(field);
        writer.add("=");
        writer.add(value);
        writer.end();
        writer.end();
    };
}

inline auto fields(std::initializer_list<std::string_view> names) {
    return [names](DocumentWriter& writer) {
        writer.begin_array("fields");
        for (const std::string_view name : names) {
            writer.add(name);
        }
        writer.end();
    };
}

template <class Lines>
void update_lines(DocumentWriter& writer, std::int64_t id, Key field, Lines lines) {
    writer.begin_array();
    writer.add(id);
    writer.end();
    writer.begin_object();
    writer.begin_array(field);
    lines();
    writer.end();
    writer.end();
}

inline void begin_update_command(DocumentWriter& writer, std::int64_t id) {
    writer.begin_array();
    writer.add(1);
    writer.add(id);
    writer.begin_object();
}

inline void end_command(DocumentWriter& writer) {
    writer.end();
    writer.end();
}

inline void begin_create_command(DocumentWriter& writer) {
    writer.begin_array();
    writer.add(0);
    writer.add(0);
    writer.begin_object();
}

/// {context: {active_model: "sale.order", active_ids: [id], active_id: id}}
inline auto sale_context(std::int64_t order) {
    return [order](DocumentWriter& writer) {
        writer.begin_object("context");
        writer.field("active_model", "sale.order");
        writer.begin_array("active_ids");
        writer.add(order);
        writer.end();
        writer.field("active_id", order);
        writer.end();
    };
}

}  // namespace drydock::integration::odoo
