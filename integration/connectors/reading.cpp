#include "integration/connectors/reading.hpp"

#include <fmt/format.h>

#include "core/document_text.hpp"

namespace drydock::integration {

Reading read_failure(std::string_view partner, const Response& response) {
    constexpr std::size_t quoted_max = 160;
    std::string body = response.body.empty() ? std::string{} : to_text(response.body.root());
    if (body.size() > quoted_max) {
        body.resize(quoted_max);
    }
    return Reading::rejected(fmt::format("{} answered {} {}", partner, response.status, body));
}

Reading read_success(std::string_view partner, const Response& response) {
    return response.success() ? Reading::done() : read_failure(partner, response);
}

}  // namespace drydock::integration
