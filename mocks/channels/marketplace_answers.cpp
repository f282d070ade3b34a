#include "mocks/channels/marketplace_answers.hpp"

#include "mocks/channels/wire.hpp"

namespace drydock::mocks::channels {

Response error_answer(std::uint16_t status, std::string_view code, std::string_view message) {
    DocumentWriter writer;
    writer.begin_object();
    writer.begin_array("errors");
    writer.begin_object();
    writer.field("code", code);
    writer.field("message", message);
    writer.field("details", "");
    writer.end();
    writer.end();
    writer.end();
    return answer_with(status, writer.finish());
}

Response invalid_input(std::string_view message) {
    return error_answer(400, "InvalidInput", message);
}

Response marketplace_not_found() {
    return error_answer(404, "NotFound", "The specified resource was not found.");
}

}  // namespace drydock::mocks::channels
