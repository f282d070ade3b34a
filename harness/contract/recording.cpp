#include "harness/contract/recording.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

namespace drydock::harness::contract {

namespace {

constexpr std::string_view trimmed_mark = " bytes, trimmed by recorder]";

/// Of what the recorder cut out, so much is put back: far above every limit that a recording shows
/// (a password's 4096 bytes), and far below the 130 MiB that show that there is no other.
constexpr std::size_t put_back_max_bytes = 4U << 20U;

bool same_name(std::string_view left, std::string_view right) {
    return std::equal(
        left.begin(),
        left.end(),
        right.begin(),
        right.end(),
        [](unsigned char one, unsigned char other) {
            return std::tolower(one) == std::tolower(other);
        }
    );
}

expected<Headers, std::string> read_headers(const Json& message) {
    Headers headers;
    const auto found = message.find("headers");
    if (found == message.end() || found->is_null()) {
        return headers;
    }
    if (!found->is_object()) {
        return unexpected<std::string>{"headers are no object"};
    }
    for (const auto& [name, value] : found->items()) {
        if (!value.is_string()) {
            return unexpected<std::string>{"header " + name + " is no text"};
        }
        headers.emplace_back(name, value.get<std::string>());
    }
    return headers;
}

Json member_or_null(const Json& object, const char* name) {
    const auto found = object.find(name);
    return found == object.end() ? Json{} : *found;
}

expected<void, std::string> read_exchange(const Json& document, Recording& out) {
    const Json& request = document.at("request");
    const Json& response = document.at("response");
    if (!response.is_object() || !request.contains("method") || !request["method"].is_string() ||
        !request.contains("path") || !request["path"].is_string() || !response.contains("status") ||
        !response["status"].is_number_integer()) {
        return unexpected<std::string>{"request or response lacks method, path or status"};
    }
    auto sent = read_headers(request);
    auto received = read_headers(response);
    if (!sent || !received) {
        return unexpected<std::string>{sent ? received.error() : sent.error()};
    }
    out.request = {
        request["method"].get<std::string>(),
        request["path"].get<std::string>(),
        std::move(*sent),
        member_or_null(request, "body")};
    out.response = {
        response["status"].get<int>(), std::move(*received), member_or_null(response, "body")};
    return {};
}

/// The release shows where a version is named, in the name of the recorder's databases ("twin" and
/// "twin19"), and in /json/2, which 18.0 answers with a redirection.
Release release_of(const Recording& recording) {
    const std::string text = recording.document.dump();
    if (text.find("\"twin19\"") != std::string::npos ||
        text.find("\"server_version\":\"19.") != std::string::npos ||
        text.find("<string>19.") != std::string::npos) {
        return Release::odoo_19;
    }
    const bool json2 = recording.request.path.starts_with("/json/2");
    return json2 && recording.response.status != 303 ? Release::odoo_19 : Release::odoo_18;
}

void put_back_trimmed(Json& value) {
    if (value.is_structured()) {
        for (Json& inner : value) {
            put_back_trimmed(inner);
        }
        return;
    }
    if (!value.is_string()) {
        return;
    }
    const std::string& text = value.get_ref<const std::string&>();
    const std::size_t open = text.find("... [");
    if (open == 0 || open == std::string::npos || !text.ends_with(trimmed_mark)) {
        return;
    }
    std::size_t size_bytes = 0;
    std::from_chars(text.data() + open + 5, text.data() + text.size(), size_bytes);
    value = std::string(std::min(size_bytes, put_back_max_bytes), text.front());
}

}  // namespace

std::string header_of(const Headers& headers, std::string_view name) {
    for (const auto& [key, value] : headers) {
        if (same_name(key, name)) {
            return value;
        }
    }
    return {};
}

expected<Recording, std::string> parse_recording(const std::string& name, const std::string& text) {
    Json document = Json::parse(text, nullptr, false);
    if (document.is_discarded()) {
        return unexpected<std::string>{"is no JSON"};
    }
    if (!document.is_object() || !document.contains("case")) {
        return unexpected<std::string>{"is no recording: it has no member \"case\""};
    }
    Recording out;
    out.name = name;
    const bool request = document.contains("request") && document["request"].is_object();
    if (request && document.contains("response")) {
        const auto read = read_exchange(document, out);
        if (!read) {
            return unexpected<std::string>{"is no recording: " + read.error()};
        }
    } else if (document.contains("outcomes") || document.contains("results")) {
        out.kind = RecordingKind::concurrent;
    } else if (document.contains("observed")) {
        out.kind = RecordingKind::observation;
    } else {
        return unexpected<std::string>{
            "is no recording: it has neither request and response, outcomes, nor what was "
            "observed"};
    }
    out.document = std::move(document);
    out.release = release_of(out);
    return out;
}

expected<std::vector<Recording>, std::string> load_recordings(const std::string& folder) {
    std::error_code error;
    std::vector<std::filesystem::path> files;
    for (std::filesystem::directory_iterator entry{folder, error}, end; !error && entry != end;
         entry.increment(error)) {
        if (entry->path().extension() == ".json") {
            files.push_back(entry->path());
        }
    }
    if (error) {
        return unexpected<std::string>{folder + ": cannot be read: " + error.message()};
    }
    if (files.empty()) {
        return unexpected<std::string>{folder + ": holds no recordings (*.json)"};
    }
    std::sort(files.begin(), files.end());
    std::vector<Recording> recordings;
    for (const std::filesystem::path& file : files) {
        std::ifstream stream{file, std::ios::binary};
        const std::string text{std::istreambuf_iterator<char>{stream}, {}};
        if (!stream) {
            return unexpected<std::string>{file.string() + ": cannot be read"};
        }
        auto recording = parse_recording(file.stem().string(), text);
        if (!recording) {
            return unexpected<std::string>{file.string() + ": " + recording.error()};
        }
        recordings.push_back(std::move(*recording));
    }
    return recordings;
}

std::string wire_text(const Json& body) {
    if (body.is_null()) {
        return {};
    }
    if (body.is_string()) {
        return body.get<std::string>();
    }
    Json whole = body;
    put_back_trimmed(whole);
    return whole.dump();
}

RecordedRequest json_rpc_request(const char* service, const char* method, Json arguments) {
    return {
        "POST",
        "/jsonrpc",
        {{"Content-Type", "application/json"}},
        {{"jsonrpc", "2.0"},
         {"method", "call"},
         {"params", {{"service", service}, {"method", method}, {"args", std::move(arguments)}}},
         {"id", 1}}};
}

std::optional<Method> method_of(const std::string& name) {
    constexpr std::pair<std::string_view, Method> methods[] = {
        {"GET", Method::get},
        {"POST", Method::post},
        {"PUT", Method::put},
        {"PATCH", Method::patch},
        {"DELETE", Method::remove}};
    for (const auto& [text, method] : methods) {
        if (text == name) {
            return method;
        }
    }
    return std::nullopt;
}

}  // namespace drydock::harness::contract
