#include "harness/live/odoo_access.hpp"

#include <chrono>
#include <thread>
#include <utility>

#include <fmt/format.h>

namespace drydock::harness {

namespace {

using Reason = OdooRefusal::Reason;

/// A list of a thousand records of a busy server.
constexpr Duration odoo_answer_time_max = 120 * one_second;

/// Records a page. Assumption: some hundred bytes each, far below the bound of a body.
constexpr std::int64_t page_record_count = 1'000;

/// How often the server's clock is asked until its second changes.
constexpr std::chrono::milliseconds clock_question_interval{20};

/// Said here and not by the runtime's connector: who judges must not make the runtime's mistakes.
Document json_rpc(
    std::string_view service, std::string_view method, const OdooAccess::Write& arguments
) {
    DocumentWriter out;
    out.begin_object();
    out.field("jsonrpc", "2.0");
    out.field("method", "call");
    out.begin_object("params");
    out.field("service", service);
    out.field("method", method);
    out.begin_array("args");
    arguments(out);
    out.end();
    out.end();
    out.field("id", 1);
    out.end();
    return out.finish();
}

/// "odoo.exceptions.AccessError: You are not allowed ..." in one line, without a trace.
std::string words_of(Value error) {
    const std::string_view detail = error["data"]["message"].string();
    const std::string_view name = error["data"]["name"].string();
    std::string text{detail.empty() ? error["message"].string() : detail};
    text = text.substr(0, text.find('\n'));
    return name.empty() ? text : fmt::format("{}: {}", name, text);
}

const OdooAccess::Write nothing_more = [](DocumentWriter&) {};

}  // namespace

std::optional<std::int64_t> odoo_seconds(std::string_view text) {
    std::string iso{text};
    if (iso.size() != 19 || iso[10] != ' ') {
        return std::nullopt;
    }
    iso[10] = 'T';
    const auto when = parse_date_time(iso);
    if (!when) {
        return std::nullopt;
    }
    return Calendar{}.instant_of(*when).time_since_epoch() / one_second;
}

std::string odoo_text(std::int64_t seconds) {
    return to_odoo_text(Calendar{}.date_time_of(Instant{seconds * one_second}));
}

OdooAccess::OdooAccess(OdooAccount account, live::http::SimpleClient client)
    : account_{std::move(account)}, client_{std::move(client)} {}

OdooAccess::Answer<OdooAccess> OdooAccess::open(
    const OdooAccount& account, const live::http::Trust& trust
) {
    auto client = live::http::SimpleClient::open({.trust = trust});
    if (!client) {
        return unexpected{OdooRefusal{Reason::silent, client.error()}};
    }
    OdooAccess access{account, std::move(*client)};
    const auto version = access.ask(json_rpc("common", "version", nothing_more));
    if (!version) {
        return unexpected{version.error()};
    }
    access.series_ = (*version)["result"]["server_serie"].string();
    if (access.series_.empty()) {
        return unexpected{OdooRefusal{Reason::no_odoo, "it does not say which version it is"}};
    }
    return access;
}

OdooAccess::Answer<Document> OdooAccess::ask(const Document& question) {
    Request request;
    request.path = "/jsonrpc";
    request.body = question;
    const live::http::CallResult result = client_.call(account_.url, request, odoo_answer_time_max);
    if (result.delivery != Delivery::answered) {
        return unexpected{OdooRefusal{Reason::silent, result.reason}};
    }
    const Document& body = result.response.body;
    if (result.response.status != 200 || !body["jsonrpc"].present()) {
        return unexpected{OdooRefusal{
            Reason::no_odoo,
            fmt::format("/jsonrpc is answered {}, and not as Odoo does", result.response.status)}};
    }
    if (body["error"].present()) {
        return unexpected{OdooRefusal{Reason::rejected, words_of(body["error"])}};
    }
    return body;
}

OdooAccess::Answer<void> OdooAccess::log_in() {
    const auto answer = ask(json_rpc("common", "authenticate", [this](DocumentWriter& out) {
        out.add(account_.database);
        out.add(account_.user);
        out.add(account_.password);
        out.begin_object();
        out.end();
    }));
    if (!answer) {
        return unexpected{answer.error()};
    }
    user_id_ = (*answer)["result"].integer_or(0);
    if (user_id_ == 0) {
        return unexpected{OdooRefusal{
            Reason::unknown_user,
            fmt::format(
                "database \"{}\" does not know user \"{}\" with that password",
                account_.database,
                account_.user
            )}};
    }
    return {};
}

OdooAccess::Answer<Document> OdooAccess::execute(
    std::string_view model, std::string_view method, const Write& positional, const Write& keywords
) {
    auto answer = ask(json_rpc("object", "execute_kw", [&](DocumentWriter& out) {
        out.add(account_.database);
        out.add(user_id_);
        out.add(account_.password);
        out.add(model);
        out.add(method);
        out.begin_array();
        positional(out);
        out.end();
        out.begin_object();
        keywords(out);
        out.end();
    }));
    if (!answer && answer.error().reason == Reason::rejected) {
        answer.error().detail = fmt::format("{}.{}: {}", model, method, answer.error().detail);
    }
    return answer;
}

OdooAccess::Answer<OdooRecords> OdooAccess::list(
    std::string_view model, const Write& conditions, const std::vector<std::string_view>& fields
) {
    OdooRecords all;
    std::int64_t last = 0;
    for (;;) {
        auto answer = execute(
            model,
            "search_read",
            [&](DocumentWriter& out) {
                out.begin_array();
                conditions(out);
                out.begin_array();
                out.add("id");
                out.add(">");
                out.add(last);
                out.end();
                out.end();
            },
            [&](DocumentWriter& out) {
                out.begin_array("fields");
                for (const std::string_view field : fields) {
                    out.add(field);
                }
                out.end();
                out.field("order", "id");
                out.field("limit", page_record_count);
                // Plain ids instead of [id, name]: nobody reads the names.
                out.field("load", "");
            }
        );
        if (!answer) {
            return unexpected{answer.error()};
        }
        const Value page = (*answer)["result"];
        for (const Value record : page) {
            all.records.push_back(record);
            last = record["id"].integer_or(last);
        }
        const bool is_last = page.size() < static_cast<std::size_t>(page_record_count);
        all.answers.push_back(std::move(*answer));
        if (is_last) {
            return all;
        }
    }
}

OdooAccess::Answer<std::int64_t> OdooAccess::clock() {
    std::optional<std::int64_t> first;
    // Bounded: a second has passed long before, unless the server's clock stands still.
    for (int question = 0; question < 200; ++question) {
        const auto answer = execute(
            "sale.order",
            "default_get",
            [](DocumentWriter& out) {
                out.begin_array();
                out.add("date_order");
                out.end();
            },
            nothing_more
        );
        if (!answer) {
            return unexpected{answer.error()};
        }
        const auto now = odoo_seconds((*answer)["result"]["date_order"].string());
        if (!now) {
            return unexpected{OdooRefusal{Reason::rejected, "it does not tell its time"}};
        }
        if (first && *now != *first) {
            return *now;
        }
        first = now;
        std::this_thread::sleep_for(clock_question_interval);
    }
    return unexpected{OdooRefusal{Reason::rejected, "its clock stands still"}};
}

}  // namespace drydock::harness
