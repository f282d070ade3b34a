#include "harness/contract/contest.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace drydock::harness::contract {

namespace {

/// Bounds what a file can make a replay do. The longest recorded contest has 80 calls.
constexpr std::size_t calls_max = 1000;
constexpr std::size_t clients_max = 64;

using Words = std::vector<std::string>;

Words words_of(std::string_view text) {
    Words words(1);
    for (const char character : text) {
        if (character != '_' && character != ' ') {
            words.back() += character;
        } else if (!words.back().empty()) {
            words.emplace_back();
        }
    }
    return words;
}

std::size_t place_of(const Words& words, std::string_view word) {
    const auto found = std::find(words.begin(), words.end(), word);
    return static_cast<std::size_t>(found - words.begin());
}

/// "confirm", "confirms", "confirmed".
std::optional<Deed> deed_of(const Words& words, std::size_t at) {
    constexpr std::pair<std::string_view, Deed> deeds[] = {
        {"write", Deed::write},
        {"create", Deed::create},
        {"confirm", Deed::confirm},
        {"validate", Deed::validate},
        {"post", Deed::post},
        {"cancel", Deed::cancel}};
    for (const auto& [word, deed] : deeds) {
        if (at < words.size() && words[at].starts_with(word)) {
            const bool invoices = at + 1 < words.size() && words[at + 1] == "invoices";
            return deed == Deed::create && invoices ? Deed::create_invoices : deed;
        }
    }
    return std::nullopt;
}

Common common_of(const Words& words) {
    if (place_of(words, "vs") < words.size()) {
        return Common::record;
    }
    const std::size_t same = place_of(words, "same");
    if (same + 1 >= words.size() || place_of(words, "different") < same) {
        return Common::nothing;
    }
    return words[same + 1] == "product" ? Common::product : Common::record;
}

/// "two_confirm_same_order", "validate_vs_cancel_order".
bool read_words(const Words& words, std::size_t clients, Contest& out) {
    std::optional<Deed> first;
    for (std::size_t at = 0; at < words.size() && !first; ++at) {
        first = deed_of(words, at);
    }
    if (!first) {
        return false;
    }
    out.deeds.assign(clients, *first);
    out.common = common_of(words);
    if (const std::size_t versus = place_of(words, "vs"); versus < words.size()) {
        const auto second = deed_of(words, versus + 1);
        if (!second || clients != 2) {
            return false;
        }
        out.deeds.back() = *second;
    }
    return true;
}

std::size_t count_in(const Json& object, const char* name) {
    return object.contains(name) && object[name].is_number_unsigned()
               ? object[name].get<std::size_t>()
               : 0;
}

std::string text_in(const Json& object, const char* name) {
    return object.contains(name) && object[name].is_string() ? object[name].get<std::string>()
                                                             : std::string{};
}

bool has_retries(const Json& object) {
    return object.contains("server_retries_logged") && !object["server_retries_logged"].empty();
}

RecordedEnding ending_of(std::string_view text) {
    RecordedEnding ending;
    if (text == "ok" || text.starts_with("ok ")) {
        Json result =
            Json::parse(text.substr(std::min(text.size(), std::size_t{3})), nullptr, false);
        if (!result.is_discarded()) {
            ending.shown = RecordedEnding::Result::exact;
            ending.result = std::move(result);
        }
        return ending;
    }
    ending.error = text;
    ending.brief = text.substr(0, text.find(':')).find('.') == std::string_view::npos;
    return ending;
}

std::vector<RecordedEnding> details_of(const Json& clients) {
    std::vector<RecordedEnding> endings;
    for (const Json& calls : clients) {
        for (const Json& call : calls) {
            RecordedEnding ending;
            if (call.contains("error") && call["error"].is_string()) {
                ending.error = call["error"];
            } else {
                ending.shown = RecordedEnding::Result::exact;
                ending.result = call.contains("result") ? call["result"] : Json{};
            }
            endings.push_back(std::move(ending));
        }
    }
    return endings;
}

/// {"clients", "calls", "outcomes", "calls_detail"}
std::optional<Contest> read_one(const Json& document) {
    Contest contest;
    const std::size_t clients = count_in(document, "clients");
    const std::size_t calls = count_in(document, "calls");
    const bool counted = clients > 0 && clients <= clients_max && calls <= calls_max && calls > 0 &&
                         calls % clients == 0;
    if (!counted || !document["outcomes"].is_object()) {
        return std::nullopt;
    }
    const std::string words = text_in(document, "case");
    const std::string note = text_in(document, "note");
    if (!read_words(words_of(words), clients, contest) &&
        !read_words(words_of(words + ' ' + note), clients, contest)) {
        return std::nullopt;
    }
    contest.calls_each = calls / clients;
    contest.retried = has_retries(document);
    Contest::Round round;
    for (const auto& [text, count] : document["outcomes"].items()) {
        const std::size_t times = count_in(document["outcomes"], text.c_str());
        round.sums.insert(round.sums.end(), std::min(times, calls_max), ending_of(text));
    }
    if (document.contains("calls_detail")) {
        round.details = details_of(document["calls_detail"]);
    }
    contest.rounds.push_back(std::move(round));
    return contest;
}

/// {"rounds", "outcome_pairs": {"UserError: ... + ok": 6}}
std::optional<Contest> read_pairs(const std::string& name, const Json& result) {
    Contest contest;
    contest.name = name;
    if (!result.contains("outcome_pairs") || !read_words(words_of(name), 2, contest)) {
        return std::nullopt;
    }
    contest.retried = has_retries(result);
    for (const auto& [text, count] : result["outcome_pairs"].items()) {
        const std::size_t middle = text.rfind(" + ");
        if (middle == std::string::npos) {
            return std::nullopt;
        }
        const std::string_view pair = text;
        const std::size_t times = count_in(result["outcome_pairs"], text.c_str());
        contest.rounds.insert(
            contest.rounds.end(),
            std::min(times, calls_max),
            {{ending_of(pair.substr(0, middle)), ending_of(pair.substr(middle + 3))}, {}}
        );
    }
    return contest.rounds.size() == count_in(result, "rounds") ? std::optional{contest}
                                                               : std::nullopt;
}

}  // namespace

std::string RecordedEnding::text() const {
    if (!error.empty()) {
        return error;
    }
    return shown == Result::any ? "ok" : "ok " + result.dump();
}

expected<std::vector<Contest>, std::string> read_contests(const Recording& recording) {
    const Json& document = recording.document;
    std::vector<Contest> contests;
    if (document.contains("outcomes")) {
        auto contest = read_one(document);
        if (!contest) {
            return unexpected<std::string>{"what the clients did is not understood"};
        }
        contests.push_back(std::move(*contest));
        return contests;
    }
    if (!document.contains("results") || !document["results"].is_object()) {
        return unexpected<std::string>{"neither outcomes nor results"};
    }
    for (const auto& [name, result] : document["results"].items()) {
        if (!result.is_object()) {
            continue;
        }
        auto contest = read_pairs(name, result);
        if (!contest) {
            return unexpected<std::string>{name + ": what the clients did is not understood"};
        }
        contests.push_back(std::move(*contest));
    }
    return contests;
}

std::vector<std::size_t> recorded_invoice_counts(const Recording& recording) {
    std::vector<std::size_t> counts;
    const Json& document = recording.document;
    const Json results = document.contains("results") ? document["results"] : Json{};
    if (results.is_object() && results.contains("invoices_per_order_after_races")) {
        for (const Json& count : results["invoices_per_order_after_races"]) {
            if (count.is_number_unsigned() && count != 0U) {
                counts.push_back(count.get<std::size_t>());
            }
        }
    }
    return counts;
}

}  // namespace drydock::harness::contract
