#include "harness/contract/xml_rpc.hpp"

#include <charconv>
#include <memory>
#include <vector>

#include <expat.h>
#include <fmt/format.h>

namespace drydock::harness::contract {

namespace {

struct Element {
    std::string name;
    std::string text;
    std::vector<Element> children;
};

struct Reader {
    std::vector<Element> open{Element{}};
};

void on_start(void* data, const char* name, const char** /*attributes*/) {
    static_cast<Reader*>(data)->open.push_back({name, {}, {}});
}

void on_end(void* data, const char* /*name*/) {
    auto& open = static_cast<Reader*>(data)->open;
    Element done = std::move(open.back());
    open.pop_back();
    open.back().children.push_back(std::move(done));
}

void on_text(void* data, const char* text, int size) {
    static_cast<Reader*>(data)->open.back().text.append(text, static_cast<std::size_t>(size));
}

std::optional<Element> read_tree(std::string_view text) {
    const std::unique_ptr<std::remove_pointer_t<XML_Parser>, decltype(&XML_ParserFree)> parser{
        XML_ParserCreate(nullptr), XML_ParserFree};
    Reader reader;
    XML_SetUserData(parser.get(), &reader);
    XML_SetElementHandler(parser.get(), on_start, on_end);
    XML_SetCharacterDataHandler(parser.get(), on_text);
    const int size = static_cast<int>(text.size());
    if (XML_Parse(parser.get(), text.data(), size, 1) != XML_STATUS_OK || reader.open.size() != 1 ||
        reader.open.front().children.size() != 1) {
        return std::nullopt;
    }
    return std::move(reader.open.front().children.front());
}

const Element* child(const Element& parent, std::string_view name) {
    for (const Element& element : parent.children) {
        if (element.name == name) {
            return &element;
        }
    }
    return nullptr;
}

Json value_of(const Element& value);

Json struct_of(const Element& element) {
    Json out = Json::object();
    for (const Element& member : element.children) {
        const Element* const name = child(member, "name");
        const Element* const value = child(member, "value");
        if (name != nullptr && value != nullptr) {
            out[name->text] = value_of(*value);
        }
    }
    return out;
}

Json value_of(const Element& value) {
    if (value.children.empty()) {
        return value.text;
    }
    const Element& typed = value.children.front();
    if (typed.name == "int" || typed.name == "i4" || typed.name == "i8") {
        std::int64_t number = 0;
        std::from_chars(typed.text.data(), typed.text.data() + typed.text.size(), number);
        return number;
    }
    if (typed.name == "boolean") {
        return typed.text == "1";
    }
    if (typed.name == "double") {
        double number = 0;
        std::from_chars(typed.text.data(), typed.text.data() + typed.text.size(), number);
        return number;
    }
    if (typed.name == "struct") {
        return struct_of(typed);
    }
    if (typed.name == "array") {
        Json out = Json::array();
        if (const Element* const data = child(typed, "data")) {
            for (const Element& item : data->children) {
                out.push_back(value_of(item));
            }
        }
        return out;
    }
    return typed.name == "nil" ? Json{} : Json(typed.text);
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char character : text) {
        switch (character) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            default:
                out.push_back(character);
        }
    }
    return out;
}

void write_value(std::string& out, const Json& value) {
    out += "<value>";
    if (value.is_object()) {
        out += "<struct>\n";
        for (const auto& [name, inner] : value.items()) {
            out += "<member>\n<name>" + escaped(name) + "</name>\n";
            write_value(out, inner);
            out += "</member>\n";
        }
        out += "</struct>";
    } else if (value.is_array()) {
        out += "<array><data>\n";
        for (const Json& inner : value) {
            write_value(out, inner);
        }
        out += "</data></array>";
    } else if (value.is_boolean()) {
        out += value.get<bool>() ? "<boolean>1</boolean>" : "<boolean>0</boolean>";
    } else if (value.is_number_integer()) {
        out += fmt::format("<int>{}</int>", value.get<std::int64_t>());
    } else if (value.is_number()) {
        out += fmt::format("<double>{}</double>", value.dump());
    } else if (value.is_null()) {
        out += "<nil/>";
    } else {
        out += "<string>" + escaped(value.get_ref<const std::string&>()) + "</string>";
    }
    out += "</value>\n";
}

}  // namespace

std::optional<Json> read_xml_call(std::string_view text) {
    const auto tree = read_tree(text);
    if (!tree || tree->name != "methodCall" || child(*tree, "methodName") == nullptr) {
        return std::nullopt;
    }
    Json call = {{"method", child(*tree, "methodName")->text}, {"params", Json::array()}};
    if (const Element* const params = child(*tree, "params")) {
        for (const Element& param : params->children) {
            if (const Element* const value = child(param, "value")) {
                call["params"].push_back(value_of(*value));
            }
        }
    }
    return call;
}

std::string write_xml_call(const Json& call) {
    std::string out = "<?xml version='1.0'?>\n<methodCall>\n<methodName>";
    out += escaped(call.at("method").get<std::string>()) + "</methodName>\n<params>\n";
    for (const Json& param : call.at("params")) {
        out += "<param>\n";
        write_value(out, param);
        out += "</param>\n";
    }
    return out + "</params>\n</methodCall>\n";
}

std::optional<Json> read_xml_response(std::string_view text) {
    const auto tree = read_tree(text);
    if (!tree || tree->name != "methodResponse") {
        return std::nullopt;
    }
    if (const Element* const fault = child(*tree, "fault")) {
        const Element* const value = child(*fault, "value");
        return Json{{"fault", value == nullptr ? Json{} : value_of(*value)}};
    }
    const Element* const params = child(*tree, "params");
    const Element* const param = params == nullptr ? nullptr : child(*params, "param");
    const Element* const value = param == nullptr ? nullptr : child(*param, "value");
    return value == nullptr ? std::nullopt : std::optional<Json>{{{"result", value_of(*value)}}};
}

std::string xml_layout(std::string_view text) {
    std::string out;
    std::string_view tag;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t open = text.find('<', at);
        const std::string_view between = text.substr(at, open - at);
        const bool scalar = tag == "string" || tag == "int" || tag == "double" ||
                            tag == "boolean" || tag == "name" || tag == "methodName";
        out += scalar ? std::string_view{} : between;
        if (open == std::string_view::npos) {
            break;
        }
        const std::size_t close = text.find('>', open);
        const std::size_t end = close == std::string_view::npos ? text.size() : close + 1;
        out += text.substr(open, end - open);
        tag = text.substr(open + 1, end - open - 2);
        at = end;
    }
    return out;
}

}  // namespace drydock::harness::contract
