#include "harness/live/json_answer.hpp"

#include <nlohmann/json.hpp>

namespace drydock::harness {

Response json_answer(std::uint16_t status, std::string_view text) {
    Response response{.status = status};
    response.raw = make_bytes(std::string{text} + "\n");
    response.headers = {{"Content-Type", "application/json"}};
    return response;
}

Response json_refusal(std::uint16_t status, std::string_view detail) {
    const nlohmann::json json{{"detail", detail}};
    return json_answer(status, json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

}  // namespace drydock::harness
