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
    // Done all the same: only a look-up can tell.
    return number ? Reading::done(*number) : Reading::unknown("Odoo answered without an id");
}

Reading read_first_id(const Response& response) {
    Result result = read_result(response);
    if (!result.ok()) {
        return std::move(result.reading);
    }
    if (!result.value.is_array()) {
        return Reading::unknown("Odoo answered without a list");
    }
    if (result.value.size() == 0) {
        return Reading::absent();
    }
    const auto id = result.value.at(0)["id"].integer();
    return id ? Reading::done(*id) : Reading::unknown("Odoo answered with a record without an id");
}

Reading read_any(const Response& response) {
    return read_result(response).reading;
}

}  // namespace drydock::integration::odoo
