#include <fmt/format.h>

#include "integration/connectors/odoo/odoo_calls.hpp"

namespace drydock::integration::odoo {

Result read_result(const Response& response) {
    const Value root = response.body.root();
    if (!response.success() || !root.is_object()) {
        return {
            {},
            Reading::rejected(fmt::format("Odoo answered {} without an envelope", response.status)
            )};
    }
    const Value error = root["error"];
    if (!error.present()) {
        return {root["result"], Reading::done()};
    }
    const Value data = error["data"];
    const std::string_view name = data["name"].string();
    std::string reason = fmt::format("{}: {}", name, data["message"].string());
    if (name.starts_with("psycopg2.")) {
        return {{}, Reading::retry(std::move(reason))};
    }
    return {{}, Reading::rejected(std::move(reason))};
}

Reading read_id(const Response& response) {
    Result result = read_result(response);
    if (!result.ok()) {
        return std::move(result.reading);
    }
    const Value id = result.value.is_object() ? result.value["res_id"] : result.value;
    const auto number = id.integer();
    return number ? Reading::done(*number) : Reading::rejected("Odoo answered without an id");
}

Reading read_first_id(const Response& response) {
    Result result = read_result(response);
    if (!result.ok()) {
        return std::move(result.reading);
    }
    const auto id = result.value.at(0)["id"].integer();
    return id ? Reading::done(*id) : Reading::absent();
}

Reading read_any(const Response& response) {
    return read_result(response).reading;
}

}  // namespace drydock::integration::odoo
