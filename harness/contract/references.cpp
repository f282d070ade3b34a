#include "harness/contract/references.hpp"

#include <algorithm>
#include <array>

#include "harness/contract/relations.hpp"

namespace drydock::harness::contract {

namespace {

constexpr auto domain_methods = std::to_array<std::string_view>(
    {"formatted_read_group",
     "read_group",
     "search",
     "search_count",
     "search_fetch",
     "search_read",
     "web_read_group",
     "web_search_read"}
);

bool takes_domain(std::string_view method) {
    return std::find(domain_methods.begin(), domain_methods.end(), method) != domain_methods.end();
}

bool takes_ids(const Call& call) {
    return !is_model_method(call.method) && !call.method.starts_with('_');
}

class Walker {
public:
    explicit Walker(const ReferenceVisitor& visitor) : visitor_{visitor} {}

    void id(std::string_view model, Json& value) const {
        if (value.is_number_integer() && value.get<std::int64_t>() > 0) {
            visitor_.on_id(model, value);
        } else if (value.is_array()) {
            for (Json& inner : value) {
                id(model, inner);
            }
        }
    }

    void values(const std::string& model, Json& vals) const {
        if (vals.is_array()) {
            for (Json& one : vals) {
                values(model, one);
            }
            return;
        }
        if (!vals.is_object()) {
            return;
        }
        for (auto& [field, value] : vals.items()) {
            const std::string relation =
                field == "res_id" && vals.contains("res_model") && vals["res_model"].is_string()
                    ? vals["res_model"].get<std::string>()
                    : relation_of(model, field);
            if (value.is_string()) {
                visitor_.on_text(model, field, value);
            } else if (!relation.empty()) {
                relational(relation, value);
            }
        }
    }

    void domain(const std::string& model, Json& leaves) const {
        if (!leaves.is_array()) {
            return;
        }
        // ["res_id", "=", 32] beside ["res_model", "=", "stock.picking"].
        std::string pointed;
        for (const Json& leaf : leaves) {
            if (leaf.is_array() && leaf.size() == 3 && leaf[2].is_string() &&
                (leaf[0] == "res_model" || leaf[0] == "model")) {
                pointed = leaf[2].get<std::string>();
            }
        }
        for (Json& leaf : leaves) {
            if (!leaf.is_array() || leaf.size() != 3 || !leaf[0].is_string()) {
                continue;
            }
            if (leaf[0] == "res_id" && !pointed.empty()) {
                id(pointed, leaf[2]);
            } else {
                leaf_value(model, leaf[0].get<std::string>(), leaf[2]);
            }
        }
    }

    void context(const Call& call, Json& given) const {
        if (!given.is_object()) {
            return;
        }
        const std::string active =
            given.contains("active_model") && given["active_model"].is_string()
                ? given["active_model"].get<std::string>()
                : std::string{};
        for (auto& [name, value] : given.items()) {
            if (name == "active_id" || name == "active_ids") {
                id(active, value);
            } else if (name == "uid") {
                id("res.users", value);
            } else if (name.starts_with("default_")) {
                const std::string relation = relation_of(call.model, name.substr(8));
                if (!relation.empty()) {
                    relational(relation, value);
                }
            } else if (const std::string relation = relation_of("", name); !relation.empty()) {
                relational(relation, value);
            }
        }
    }

private:
    /// An id, a list of ids, or a list of commands.
    void relational(const std::string& model, Json& value) const {
        if (!value.is_array()) {
            id(model, value);
            return;
        }
        for (Json& item : value) {
            if (item.is_array()) {
                command(model, item);
            } else if (item.is_object()) {
                values(model, item);
            } else {
                id(model, item);
            }
        }
    }

    /// Source: Odoo 18.0, fields.Command: 0 create, 1 update, 2 delete, 3 unlink, 4 link, 6 set.
    void command(const std::string& model, Json& item) const {
        const auto code = !item.empty() && item[0].is_number_integer() ? item[0].get<int>() : -1;
        if (code >= 1 && code <= 4 && item.size() >= 2) {
            id(model, item[1]);
        }
        if ((code == 0 || code == 1) && item.size() >= 3) {
            values(model, item[2]);
        }
        if (code == 6 && item.size() >= 3) {
            id(model, item[2]);
        }
    }

    void leaf_value(const std::string& model, const std::string& path, Json& value) const {
        std::string current = model;
        std::string field = path;
        for (std::size_t dot = field.find('.'); dot != std::string::npos; dot = field.find('.')) {
            current = relation_of(current, field.substr(0, dot));
            field = field.substr(dot + 1);
        }
        const std::string relation = field == "id" ? current : relation_of(current, field);
        if (value.is_string()) {
            visitor_.on_text(current, field, value);
        } else if (value.is_array() && !value.empty() && value.front().is_string()) {
            for (Json& one : value) {
                if (one.is_string()) {
                    visitor_.on_text(current, field, one);
                }
            }
        } else if (!relation.empty()) {
            id(relation, value);
        }
    }

    const ReferenceVisitor& visitor_;
};

/// The argument at that position or of that name, to be changed; null for none.
Json* argument_of(Call& call, std::size_t position, const char* name) {
    if (call.positional.is_array() && position < call.positional.size()) {
        return &call.positional[position];
    }
    return call.keywords.is_object() && call.keywords.contains(name) ? &call.keywords[name]
                                                                     : nullptr;
}

void visit_values(Call& call, const Walker& walker) {
    const bool create = call.method == "create";
    const bool write = call.method == "write" || call.method == "copy" || call.method == "web_save";
    Json* const vals = create  ? argument_of(call, 0, "vals_list")
                       : write ? argument_of(call, 1, "vals")
                               : nullptr;
    if (vals != nullptr) {
        walker.values(call.model, *vals);
    }
}

}  // namespace

void visit_references(Call& call, const ReferenceVisitor& visitor) {
    if (!call.of_model()) {
        return;
    }
    const Walker walker{visitor};
    walker.id("res.users", call.user);
    if (takes_ids(call)) {
        if (Json* const ids = argument_of(call, 0, "ids")) {
            walker.id(call.model, *ids);
        }
    }
    if (call.method == "get_external_id" && !call.positional.empty()) {
        walker.id(call.model, call.positional[0]);
    }
    visit_values(call, walker);
    if (takes_domain(call.method)) {
        if (Json* const domain = argument_of(call, 0, "domain")) {
            walker.domain(call.model, *domain);
        }
    }
    if (!call.keywords.is_object()) {
        return;
    }
    for (auto& [name, value] : call.keywords.items()) {
        if (name == "context") {
            walker.context(call, value);
        } else if (name != "ids" && name != "domain" && name != "vals" && name != "vals_list") {
            const std::string relation = relation_of(call.model, name);
            if (!relation.empty()) {
                walker.id(relation, value);
            }
        }
    }
}

std::vector<Leaf> leaves_of(const Json& domain) {
    std::vector<Leaf> leaves;
    if (!domain.is_array()) {
        return leaves;
    }
    for (const Json& item : domain) {
        if (item.is_array() && item.size() == 3 && item[0].is_string() && item[1].is_string()) {
            leaves.push_back({item[0].get<std::string>(), item[1].get<std::string>(), item[2]});
        } else if (item != "&") {
            return {};
        }
    }
    return leaves;
}

Json domain_of(const Call& call) {
    return takes_domain(call.method) ? call.argument(0, "domain") : Json{};
}

std::vector<std::int64_t> ids_of(const Call& call) {
    std::vector<std::int64_t> out;
    if (!takes_ids(call)) {
        return out;
    }
    const Json ids = call.argument(0, "ids");
    for (const Json& one : ids.is_array() ? ids : Json::array({ids})) {
        if (one.is_number_integer()) {
            out.push_back(one.get<std::int64_t>());
        }
    }
    return out;
}

}  // namespace drydock::harness::contract
