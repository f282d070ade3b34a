#include "mocks/strict/retry_header.hpp"

#include <fmt/format.h>

namespace drydock::mocks {

void say_retry_after(RetryHeader header, Response& response) {
    if (header == RetryHeader::retry_after || !response.retry_after) {
        return;
    }
    constexpr Duration second{1'000'000'000};
    if (header == RetryHeader::x_retry_after) {
        response.headers.push_back({"x-retry-after", fmt::to_string(*response.retry_after / second)}
        );
        response.headers.push_back({"x-remaining-calls", "0"});
    }
    response.retry_after.reset();
}

}  // namespace drydock::mocks
