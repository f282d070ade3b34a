#include "harness/contract/compare.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "harness/contract/texts.hpp"
#include "harness/contract/values.hpp"
#include "harness/contract/volatile_fields.hpp"
#include "harness/contract/xml_rpc.hpp"

namespace drydock::harness::contract {

namespace {

constexpr std::string_view trimmed_lines = " lines trimmed by recorder] ...";

std::string lower(std::string_view text) {
    std::string out{text};
    std::transform(out.begin(), out.end(), out.begin(), [](unsigned char character) {
        return static_cast<char>(std::tolower(character));
    });
    return out;
}

/// Tokens and checksums of 32 hexadecimal digits and more, with the moment after them, become "#".
std::string without_tokens(std::string_view text) {
    const auto is_hex = [](char character) {
        return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f');
    };
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && is_hex(text[end])) {
            ++end;
        }
        if (end - at < 32) {
            out += text.substr(at, end - at);
        } else {
            out += '#';
            if (end < text.size() && text[end] == 'o') {
                end = text.find_first_not_of("0123456789", end + 1);
                end = end == std::string_view::npos ? text.size() : end;
            }
        }
        if (end < text.size()) {
            out += text[end++];
        }
        at = end;
    }
    return out;
}

/// The recorder cut lines out of the middle: what is left of both ends is compared.
bool same_ends(std::string_view recorded, std::string_view own) {
    const std::size_t mark = recorded.find(trimmed_lines);
    const std::size_t head = recorded.rfind('\n', mark);
    const std::size_t tail = recorded.find('\n', mark);
    return head == std::string_view::npos || tail == std::string_view::npos ||
           (own.starts_with(recorded.substr(0, head)) && own.ends_with(recorded.substr(tail)));
}

void compare_headers(
    const Headers& recorded, const Headers& own, std::vector<Difference>& differences
) {
    const auto differ = [&](const std::string& name, std::string one, std::string other) {
        differences.push_back({"header " + name, std::move(one), std::move(other)});
    };
    for (const auto& [name, value] : recorded) {
        const HeaderComparison how = header_comparison_of(lower(name));
        const std::string got = header_of(own, name);
        const bool same =
            how == HeaderComparison::ignored ||
            (how == HeaderComparison::cookie ? cookie_shape(value) == cookie_shape(got)
                                             : value == got);
        if (!same) {
            differ(name, value, got.empty() ? "(absent)" : got);
        }
    }
    for (const auto& [name, value] : own) {
        if (header_comparison_of(lower(name)) != HeaderComparison::ignored &&
            header_of(recorded, name).empty()) {
            differ(name, "(absent)", value);
        }
    }
}

void append(std::vector<Difference>& to, std::vector<Difference> from, std::string_view prefix) {
    for (Difference& difference : from) {
        difference.path = std::string{prefix} + difference.path;
        to.push_back(std::move(difference));
    }
}

/// Fault 1 carries a traceback, the others a message.
void compare_fault(const Json& recorded, Json own, ValueComparer& values) {
    Json expected = recorded;
    for (Json* fault : {&expected, &own}) {
        const bool traceback = fault->is_object() && fault->contains("faultString") &&
                               (*fault)["faultString"].is_string() &&
                               (*fault)["faultString"].get_ref<const std::string&>().starts_with(
                                   "Traceback (most recent call last):\n"
                               );
        if (traceback) {
            (*fault)["debug"] = (*fault)["faultString"];
            fault->erase("faultString");
        }
    }
    values.compare_plain("fault", expected, own);
}

void compare_xml(
    const Call& call,
    const Json& recorded,
    const Json& own,
    std::vector<Difference>& differences,
    ValueComparer& values
) {
    if (recorded.contains("fault") != own.contains("fault")) {
        differences.push_back({"body", recorded.dump(), own.dump()});
    } else if (recorded.contains("fault")) {
        compare_fault(recorded["fault"], own["fault"], values);
    } else if (call.of_model()) {
        values.compare_result(call, recorded["result"], own["result"]);
    } else {
        values.compare_plain("result", recorded["result"], own["result"]);
    }
}

/// The envelope without its result, which is compared as what the call returns.
void compare_json(const Call& call, const Json& recorded, const Json& own, ValueComparer& values) {
    const bool bare = call.transport == Transport::json2;
    if (bare && !(recorded.is_object() && recorded.contains("debug"))) {
        values.compare_result(call, recorded, own);
        return;
    }
    const bool result = !bare && call.of_model() && recorded.is_object() && own.is_object() &&
                        recorded.contains("result") && own.contains("result");
    if (!result) {
        values.compare_plain("body", recorded, own);
        return;
    }
    Json recorded_envelope = recorded;
    Json own_envelope = own;
    recorded_envelope["result"] = own_envelope["result"] = true;
    // The id of a JSON-RPC call is an echo, not a record's.
    values.compare_plain("body", recorded_envelope, own_envelope);
    values.compare_result(call, recorded["result"], own["result"]);
}

void compare_body(
    const Recording& recording,
    const Call& call,
    const Answer& answer,
    std::vector<Difference>& differences,
    ValueComparer& values
) {
    const Json& recorded_raw = recording.response.body;
    const Json recorded =
        recorded_raw.is_string()
            ? read_body(recording.response.headers, recorded_raw.get_ref<const std::string&>())
            : recorded_raw;
    const Json own = read_body(answer.headers, answer.text);
    const bool xml = recorded.is_object() && recorded.contains("xml");
    if (xml && own.is_object() && own.contains("xml")) {
        compare_xml(call, recorded["xml"], own["xml"], differences, values);
        const std::string expected = xml_layout(recorded_raw.get_ref<const std::string&>());
        if (differences.empty() && expected != xml_layout(answer.text)) {
            differences.push_back({"body", "the same layout of the XML", answer.text.substr(0, 200)}
            );
        }
    } else if (recorded.is_string() && own.is_string()) {
        const std::string expected = without_tokens(recorded.get_ref<const std::string&>());
        const std::string got = without_tokens(own.get_ref<const std::string&>());
        const bool trimmed = expected.find(trimmed_lines) != std::string::npos;
        if (trimmed ? !same_ends(expected, got) : expected != got) {
            differences.push_back({"body", expected.substr(0, 300), got.substr(0, 300)});
        }
    } else {
        compare_json(call, recorded, own, values);
    }
}

}  // namespace

bool same_text(std::string_view recorded, std::string_view own, Binding& binding) {
    const std::vector<Piece> expected = pieces_of(recorded);
    const std::vector<Piece> got = pieces_of(own);
    if (expected.size() != got.size()) {
        return false;
    }
    for (std::size_t index = 0; index < expected.size(); ++index) {
        const Piece& left = expected[index];
        const Piece& right = got[index];
        if (left.kind != right.kind || left.model != right.model ||
            (left.kind == PieceKind::literal && left.text != right.text)) {
            return false;
        }
    }
    for (std::size_t index = 0; index < expected.size(); ++index) {
        const Piece& left = expected[index];
        const Piece& right = got[index];
        if (left.kind == PieceKind::name && !binding.match_name(left.text, right.text)) {
            return false;
        }
        // A record that is missing on both sides (99999) has the same id on both.
        if (left.kind == PieceKind::id && left.text != right.text &&
            !binding.match(left.model, std::stoll(left.text), std::stoll(right.text))) {
            return false;
        }
    }
    return true;
}

std::string_view exception_line(std::string_view traceback) {
    std::size_t found = std::string_view::npos;
    for (std::size_t at = 0; at < traceback.size();) {
        const std::size_t end = std::min(traceback.find('\n', at), traceback.size());
        const std::string_view line = traceback.substr(at, end - at);
        const std::size_t next = end + 1;
        if (line.starts_with("  ") && next < traceback.size() && traceback[next] != ' ' &&
            traceback[next] != '\n') {
            found = next;
        }
        at = next;
    }
    return found == std::string_view::npos ? std::string_view{} : traceback.substr(found);
}

std::string cookie_shape(std::string_view set_cookie) {
    std::string out;
    for (std::size_t at = 0; at < set_cookie.size();) {
        const std::size_t end = std::min(set_cookie.find(';', at), set_cookie.size());
        const std::string_view part = set_cookie.substr(at, end - at);
        const std::size_t equals = part.find('=');
        const bool drawn = at == 0 || part.starts_with(" Expires=");
        out += drawn ? part.substr(0, equals) : part;
        out += ';';
        at = end + 1;
    }
    return out;
}

std::vector<Difference> compare_response(
    const Recording& recording,
    const Call& call,
    const Answer& answer,
    const ExchangeTimes& times,
    Binding& binding
) {
    std::vector<Difference> differences;
    if (recording.response.status != answer.status) {
        differences.push_back(
            {"status", std::to_string(recording.response.status), std::to_string(answer.status)}
        );
    }
    compare_headers(recording.response.headers, answer.headers, differences);
    ValueComparer values{times, binding};
    std::vector<Difference> bodies;
    compare_body(recording, call, answer, bodies, values);
    append(differences, std::move(bodies), "");
    append(differences, values.take(), "");
    return differences;
}

}  // namespace drydock::harness::contract
