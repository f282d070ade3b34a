#include "harness/contract/console.hpp"

#include <utility>

#include <fmt/format.h>

namespace drydock::harness::contract {

Json create_command(Json values) {
    return Json::array({0, 0, std::move(values)});
}

Console::Console(Server& server, const Account& account, Note note)
    : server_{server}, account_{account}, note_{std::move(note)} {}

std::int64_t Console::uid() {
    if (uid_ == 0) {
        const auto answer = server_.ask(json_rpc_request(
            "common",
            "authenticate",
            {account_.database, account_.login, account_.password, Json::object()}
        ));
        const Json body = answer ? read_body(answer->headers, answer->text) : Json{};
        uid_ = body.is_object() && body.contains("result") && body["result"].is_number_integer()
                   ? body["result"].get<std::int64_t>()
                   : 2;
    }
    return uid_;
}

RecordedRequest Console::request(
    const std::string& model,
    const std::string& method,
    const Json& positional,
    const Json& keywords
) {
    return json_rpc_request(
        "object",
        "execute_kw",
        {account_.database, uid(), account_.password, model, method, positional, keywords}
    );
}

std::optional<Json> Console::ask(
    const std::string& model,
    const std::string& method,
    const Json& positional,
    const Json& keywords,
    std::string& error
) {
    const auto answer = server_.ask(request(model, method, positional, keywords));
    if (!answer) {
        error = answer.error();
        return std::nullopt;
    }
    Call call;
    call.transport = Transport::json_rpc;
    const Outcome outcome =
        read_outcome(call, answer->status, read_body(answer->headers, answer->text));
    if (!outcome.success) {
        error = outcome.error_name + ": " + outcome.error_message;
        return std::nullopt;
    }
    return outcome.result;
}

std::optional<Json> Console::call(
    const std::string& model,
    const std::string& method,
    const Json& positional,
    const Json& keywords
) {
    std::string error;
    auto result = ask(model, method, positional, keywords, error);
    note_(fmt::format(
        "set-up: {}.{}{}{} -> {}",
        model,
        method,
        positional.dump(),
        keywords.empty() ? "" : " " + keywords.dump(),
        result ? result->dump() : error
    ));
    if (result && method == "create" && result->is_number_integer()) {
        created_.emplace(model, result->get<std::int64_t>());
    }
    return result;
}

bool Console::created(const std::string& model, std::int64_t id) const {
    return server_.is_fresh() || created_.contains({model, id});
}

Json Console::read(
    const std::string& model, const Json& domain, const Json& fields, const std::string& order
) {
    std::string error;
    auto result =
        ask(model,
            "search_read",
            Json::array({domain}),
            {{"fields", fields}, {"order", order}, {"context", {{"active_test", false}}}},
            error);
    if (!result) {
        note_(fmt::format("set-up: cannot look at {} {}: {}", model, domain.dump(), error));
    }
    return result && result->is_array() ? *result : Json::array();
}

Json Console::field(const std::string& model, std::int64_t id, const std::string& name) {
    std::string error;
    const auto result = ask(
        model, "read", Json::array({Json::array({id}), Json::array({name})}), Json::object(), error
    );
    return result && result->is_array() && result->size() == 1 && (*result)[0].contains(name)
               ? (*result)[0][name]
               : Json{};
}

}  // namespace drydock::harness::contract
