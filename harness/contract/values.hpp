#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/contract/compare.hpp"

namespace drydock::harness::contract {

/// Walks two JSON values at once. `model` says whose fields an object's members are; empty for an
/// object that is no record.
class ValueComparer {
public:
    ValueComparer(const ExchangeTimes& times, Binding& binding);

    /// The result of a model's method.
    void compare_result(const Call& call, const Json& recorded, const Json& own);
    /// Anything else: envelopes, errors, values of services.
    void compare_plain(std::string_view path, const Json& recorded, const Json& own);

    [[nodiscard]] std::vector<Difference> take() { return std::move(differences_); }

private:
    struct Place {
        std::string path;
        std::string model;
        std::string field;
        const Json* siblings = nullptr;  ///< The object that the value is a member of.
    };
    void compare(const Place& place, const Json& recorded, const Json& own);
    void compare_object(const Place& place, const Json& recorded, const Json& own);
    void compare_array(const Place& place, const Json& recorded, const Json& own);
    void compare_text(const Place& place, const std::string& recorded, const std::string& own);
    void compare_ids(
        const Place& place, const std::string& model, const Json& recorded, const Json& own
    );
    void compare_id(
        const Place& place, const std::string& model, const Json& recorded, const Json& own
    );
    void compare_domain(const Place& place, const Json& recorded, const Json& own);
    [[nodiscard]] bool same_keys(const Place& place, const Json& recorded, const Json& own);
    [[nodiscard]] std::string model_of_ids(const Place& place) const;
    void differ(const std::string& path, const Json& recorded, const Json& own);

    const ExchangeTimes& times_;
    Binding& binding_;
    bool grouped_ = false;  ///< Results of read_group: "id" is a number of records.
    std::vector<Difference> differences_;
};

}  // namespace drydock::harness::contract
