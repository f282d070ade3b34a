#include "mocks/channels/marketplace_list.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "core/hash.hpp"
#include "mocks/channels/wire.hpp"

namespace drydock::mocks::channels {

namespace {

constexpr std::size_t word_digits = 16;
constexpr std::size_t token_words = 8;

/// Bits of OrderQuery::statuses; nullopt when one of them is unknown.
std::optional<std::uint32_t> read_statuses(std::string_view text) {
    std::uint32_t bits = 0;
    while (!text.empty()) {
        std::size_t end = text.find(',');
        std::size_t skip = 1;
        if (const std::size_t encoded = text.find("%2C"); encoded < end) {
            end = encoded;
            skip = 3;
        }
        const std::string_view word = text.substr(0, end);
        const auto found = std::ranges::find(order_statuses, word);
        if (found == order_statuses.end()) {
            return std::nullopt;
        }
        bits |= 1U << static_cast<std::uint32_t>(found - order_statuses.begin());
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + skip);
    }
    return bits;
}

std::uint64_t word_of(Instant instant) {
    return static_cast<std::uint64_t>(instant.time_since_epoch().count());
}

Instant instant_of(std::uint64_t word) {
    return Instant{Duration{static_cast<Duration::rep>(word)}};
}

std::uint64_t check_of(const std::array<std::uint64_t, token_words>& words) {
    std::uint64_t state = hash_name("marketplace next token");
    for (std::size_t index = 0; index + 1 < token_words; ++index) {
        state = hash_combine(state, words.at(index));
    }
    return state;
}

expected<OrderQuery, std::string_view> read_first_query(
    const MarketplaceSettings& settings, std::string_view path, Instant now
) {
    const Calendar& calendar = settings.channel.calendar;
    const Instant newest = now - settings.order_visible_after;
    const std::string_view created_after = query_parameter(path, "CreatedAfter");
    const std::string_view updated_after = query_parameter(path, "LastUpdatedAfter");
    if (created_after.empty() == updated_after.empty()) {
        return unexpected{std::string_view{
            "Exactly one of CreatedAfter and LastUpdatedAfter must be specified."}};
    }
    OrderQuery query;
    query.by_creation = updated_after.empty();
    const auto after =
        marketplace_date(query.by_creation ? created_after : updated_after, calendar);
    if (!after) {
        return unexpected{std::string_view{"CreatedAfter or LastUpdatedAfter is no date."}};
    }
    query.after = *after;
    query.before = newest;
    const std::string_view before =
        query_parameter(path, query.by_creation ? "CreatedBefore" : "LastUpdatedBefore");
    if (!before.empty()) {
        const auto date = marketplace_date(before, calendar);
        if (!date || *date > newest) {
            return unexpected{std::string_view{
                "CreatedBefore and LastUpdatedBefore must be dates at least two minutes before "
                "the current time."}};
        }
        query.before = *date;
    }
    const auto statuses = read_statuses(query_parameter(path, "OrderStatuses"));
    if (!statuses) {
        return unexpected{std::string_view{"OrderStatuses is wrong."}};
    }
    query.statuses = *statuses;
    query.page_size = settings.page_size_max;
    const std::string_view size = query_parameter(path, "MaxResultsPerPage");
    if (!size.empty()) {
        const auto number = number_of(size);
        if (!number || *number < 1 || *number > settings.page_size_max) {
            return unexpected{std::string_view{"MaxResultsPerPage must be from 1 to 100."}};
        }
        query.page_size = static_cast<std::uint32_t>(*number);
    }
    return query;
}

}  // namespace

std::optional<Instant> marketplace_date(std::string_view text, const Calendar& calendar) {
    if (text.ends_with('Z')) {
        text.remove_suffix(1);
        text = text.substr(0, text.find('.'));
    }
    return date_of(text, calendar);
}

std::uint64_t filters_of(std::string_view path) {
    std::uint64_t state = 0;
    for_each_parameter(path, [&state](std::string_view name, std::string_view value) {
        if (name != "NextToken" && name != "MarketplaceIds") {
            state = hash_text(hash_text(state, name), value);
        }
    });
    return state;
}

expected<OrderQuery, std::string_view> read_order_query(
    const MarketplaceSettings& settings, std::string_view path, Instant now
) {
    if (query_parameter(path, "MarketplaceIds").find(settings.marketplace_id) ==
        std::string_view::npos) {
        return unexpected{std::string_view{"MarketplaceIds is missing or unknown."}};
    }
    const std::string_view token = query_parameter(path, "NextToken");
    if (token.empty()) {
        auto query = read_first_query(settings, path, now);
        if (query) {
            query->filters = filters_of(path);
            query->issued = now;
        }
        return query;
    }
    auto query = read_next_token(token);
    if (!query || now - query->issued > settings.next_token_kept) {
        return unexpected{std::string_view{"NextToken is invalid or has expired."}};
    }
    query->continued = true;
    query->issued = now;
    return *query;
}

std::string next_token(const OrderQuery& query) {
    std::array<std::uint64_t, token_words> words{
        query.position,
        word_of(query.after),
        word_of(query.before),
        word_of(query.issued),
        query.filters,
        query.statuses,
        (std::uint64_t{query.page_size} << 1U) | (query.by_creation ? 1U : 0U),
        0};
    words.back() = check_of(words);
    std::string token;
    token.reserve(token_words * word_digits);
    for (const std::uint64_t word : words) {
        token += fmt::format("{:016x}", word);
    }
    return token;
}

std::optional<OrderQuery> read_next_token(std::string_view token) {
    if (token.size() != token_words * word_digits) {
        return std::nullopt;
    }
    std::array<std::uint64_t, token_words> words{};
    for (std::uint64_t& word : words) {
        const char* const end = token.data() + word_digits;
        if (std::from_chars(token.data(), end, word, 16).ptr != end) {
            return std::nullopt;
        }
        token.remove_prefix(word_digits);
    }
    if (words.back() != check_of(words)) {
        return std::nullopt;
    }
    OrderQuery query;
    query.position = words[0];
    query.after = instant_of(words[1]);
    query.before = instant_of(words[2]);
    query.issued = instant_of(words[3]);
    query.filters = words[4];
    query.statuses = static_cast<std::uint32_t>(words[5]);
    query.page_size = static_cast<std::uint32_t>(words[6] >> 1U);
    query.by_creation = (words[6] & 1U) != 0;
    return query;
}

}  // namespace drydock::mocks::channels
