#include "mocks/wms/answers.hpp"

#include <charconv>
#include <utility>

namespace drydock::mocks::wms {

Response answer_with(std::uint16_t status, Document body) {
    return {.status = status, .body = std::move(body), .headers = {}, .retry_after = {}};
}

Response error_answer(std::uint16_t status, std::string_view code, std::string_view message) {
    DocumentWriter writer;
    writer.begin_object();
    writer.field("code", code);
    writer.field("message", message);
    writer.end();
    return answer_with(status, writer.finish());
}

Response duplicate_reference(std::uint32_t id) {
    DocumentWriter writer;
    writer.begin_object();
    writer.field("code", "duplicate_reference");
    writer.field("id", id);
    writer.end();
    return answer_with(409, writer.finish());
}

std::optional<std::int64_t> number_of(std::string_view text) {
    std::int64_t value = 0;
    const char* const last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, value);
    const bool whole = !text.empty() && error == std::errc{} && end == last && value >= 0;
    return whole ? std::optional{value} : std::nullopt;
}

std::optional<std::int32_t> units_of(Value quantity) {
    const std::int64_t units = quantity.integer_or(0);
    return 0 < units && units <= line_units_max ? std::optional{static_cast<std::int32_t>(units)}
                                                : std::nullopt;
}

}  // namespace drydock::mocks::wms
