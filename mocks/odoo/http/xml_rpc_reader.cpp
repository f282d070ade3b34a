#include "mocks/odoo/http/xml_rpc_reader.hpp"

#include <algorithm>
#include <charconv>
#include <memory>
#include <optional>
#include <vector>

#include <expat.h>
#include <fmt/format.h>

#include "core/document_text.hpp"
#include "mocks/odoo/http/xml_rpc_scalar.hpp"

namespace drydock::mocks::odoo::http {

namespace {

Error response_error(std::string_view what) {
    return {"xmlrpc.client.ResponseError", fmt::format("ResponseError({})", what)};
}

/// Turns expat's events into a Document. After an error it adds nothing more to it.
class Unmarshaller {
public:
    Unmarshaller() { writer_.begin_array(); }

    void start(std::string_view tag) {
        tag = local_name(tag);
        text_.clear();
        if (in_value_ && !is_known(tag)) {
            fail(response_error(fmt::format("\"unknown tag '{}'\"", tag)));
        } else if (tag == "array" || tag == "struct") {
            open(tag == "struct");
        }
        in_value_ = tag == "value";
    }

    void text(std::string_view more) { text_ += more; }

    void end(std::string_view tag) {
        tag = local_name(tag);
        if (tag == "value") {
            if (in_value_) {
                add([&] { writer_.add(text_); });
            }
        } else if (tag == "array" || tag == "struct") {
            close();
        } else if (tag == "name") {
            name();
        } else if (tag == "methodName") {
            method_ = text_;
            complete_ = true;
        } else if (tag == "params") {
            complete_ = true;
        } else if (is_scalar(tag)) {
            add_scalar(tag);
        }
    }

    [[nodiscard]] const std::optional<Error>& error() const { return error_; }

    [[nodiscard]] expected<XmlCall, Error> finish() {
        if (!error_ && (odd_ || !complete_ || !frames_.empty())) {
            fail(response_error(""));
        }
        if (error_) {
            return unexpected{*error_};
        }
        writer_.end();
        return XmlCall{std::move(method_), writer_.finish()};
    }

private:
    struct Frame {
        bool is_struct = false;
        bool named = false;  ///< A name was read, and its value not yet.
    };

    static std::string_view local_name(std::string_view tag) {
        const std::size_t colon = tag.rfind(':');
        return colon == std::string_view::npos ? tag : tag.substr(colon + 1);
    }

    static bool is_known(std::string_view tag) {
        return is_scalar(tag) || tag == "array" || tag == "struct" || tag == "value" ||
               tag == "name" || tag == "params" || tag == "fault" || tag == "methodName";
    }

    void fail(Error error) {
        if (!error_) {
            error_ = std::move(error);
        }
    }

    /// Runs `write` where a value may stand; in a struct that is after a name.
    template <class Write>
    void add(Write write) {
        in_value_ = false;
        if (error_ || odd_) {
            return;
        }
        if (!frames_.empty() && frames_.back().is_struct) {
            if (!frames_.back().named) {
                odd_ = true;
                return;
            }
            frames_.back().named = false;
        }
        write();
    }

    void add_scalar(std::string_view tag) {
        add([&] {
            if (const Result written = write_xml_scalar(writer_, tag, text_); !written) {
                fail(written.error());
            }
        });
    }

    void open(bool is_struct) {
        // One level is the list of parameters; the writer of the answer has as many to spare.
        constexpr std::size_t depth_max = document_depth_max - 8;
        if (frames_.size() >= depth_max) {
            fail({"builtins.RecursionError", "maximum recursion depth exceeded"});
            return;
        }
        add([&] {
            is_struct ? writer_.begin_object() : writer_.begin_array();
            frames_.push_back({.is_struct = is_struct});
        });
    }

    void close() {
        in_value_ = false;
        if (error_ || odd_) {
            return;
        }
        if (frames_.back().named) {
            fail({"builtins.IndexError", "list index out of range"});
            return;
        }
        frames_.pop_back();
        writer_.end();
    }

    void name() {
        if (error_ || odd_) {
            return;
        }
        if (frames_.empty() || !frames_.back().is_struct) {
            add([&] { writer_.add(text_); });  // Python's end_name is its end_string.
            return;
        }
        if (frames_.back().named) {
            odd_ = true;
            return;
        }
        frames_.back().named = true;
        name_ = text_;
        writer_.name(name_);  // Read with the value that follows.
    }

    DocumentWriter writer_;
    std::vector<Frame> frames_;
    std::string text_;
    std::string name_;
    std::string method_;
    std::optional<Error> error_;
    /// Names and values of a struct do not alternate. Python makes something of it; here it is an
    /// error, but only of a document that is XML to its end.
    bool odd_ = false;
    bool in_value_ = false;  ///< The tag opened last is <value>: text in it is a string.
    bool complete_ = false;
};

void on_start(void* reader, const XML_Char* tag, const XML_Char**) {
    static_cast<Unmarshaller*>(reader)->start(tag);
}
void on_end(void* reader, const XML_Char* tag) {
    static_cast<Unmarshaller*>(reader)->end(tag);
}
void on_text(void* reader, const XML_Char* text, int size) {
    static_cast<Unmarshaller*>(reader)->text({text, static_cast<std::size_t>(size)});
}

struct FreeParser {
    void operator()(XML_ParserStruct* parser) const { XML_ParserFree(parser); }
};

unexpected<Error> expat_error(XML_Parser parser) {
    return unexpected<Error>{Error{
        "xml.parsers.expat.ExpatError",
        fmt::format(
            "{}: line {}, column {}",
            XML_ErrorString(XML_GetErrorCode(parser)),
            XML_GetCurrentLineNumber(parser),
            XML_GetCurrentColumnNumber(parser)
        )}};
}

}  // namespace

expected<XmlCall, Error> read_xml_call(std::string_view bytes) {
    const std::unique_ptr<XML_ParserStruct, FreeParser> parser{XML_ParserCreate(nullptr)};
    Unmarshaller reader;
    XML_SetUserData(parser.get(), &reader);
    XML_SetElementHandler(parser.get(), on_start, on_end);
    XML_SetCharacterDataHandler(parser.get(), on_text);
    constexpr std::size_t chunk_bytes = 1U << 20U;
    while (!bytes.empty()) {
        const std::string_view chunk = bytes.substr(0, chunk_bytes);
        bytes.remove_prefix(chunk.size());
        if (XML_Parse(parser.get(), chunk.data(), static_cast<int>(chunk.size()), XML_FALSE) ==
            XML_STATUS_ERROR) {
            // The events of one feed come before Python sees that it ends badly.
            return reader.error() ? unexpected<Error>{*reader.error()} : expat_error(parser.get());
        }
        if (reader.error()) {
            return unexpected<Error>{*reader.error()};
        }
    }
    if (XML_Parse(parser.get(), "", 0, XML_TRUE) == XML_STATUS_ERROR) {
        return expat_error(parser.get());
    }
    return reader.finish();
}

}  // namespace drydock::mocks::odoo::http
