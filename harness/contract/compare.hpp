#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/contract/binding.hpp"
#include "harness/contract/call.hpp"
#include "harness/contract/moments.hpp"

namespace drydock::harness::contract {

/// One place at which an answer is not what was recorded.
struct Difference {
    std::string path;  ///< "body.result[0].state", "header Content-Type", "status".
    std::string expected;
    std::string got;
};

/// What a server answered.
struct Answer {
    int status = 0;
    Headers headers;
    std::string text;
};

/// Compares an answer with the recorded response of the same call. Ids and numbers that are seen
/// for the first time become partners in `binding`.
[[nodiscard]] std::vector<Difference> compare_response(
    const Recording& recording,
    const Call& call,
    const Answer& answer,
    const ExchangeTimes& times,
    Binding& binding
);

/// Two texts: what is literal in them is the same, their numbers and ids are partners.
[[nodiscard]] bool same_text(std::string_view recorded, std::string_view own, Binding& binding);

/// The last line of a Python traceback with its continuation: "ValueError: ...". Empty for none.
[[nodiscard]] std::string_view exception_line(std::string_view traceback);

/// The set-cookie value without what is drawn: name and attributes, their values left out where
/// they are a moment.
[[nodiscard]] std::string cookie_shape(std::string_view set_cookie);

}  // namespace drydock::harness::contract
