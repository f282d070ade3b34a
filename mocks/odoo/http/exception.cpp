#include "mocks/odoo/http/exception.hpp"

#include <array>

#include <fmt/format.h>

namespace drydock::mocks::odoo::http {

namespace {

constexpr ExceptionKind other_kind{.name = {}, .fault_code = 1, .status = 500, .fault_prefix = {}};

constexpr std::array kinds = std::to_array<ExceptionKind>({
    {"odoo.exceptions.UserError", 2, 422, "warning -- UserError\n\n"},
    {"odoo.exceptions.ValidationError", 2, 422, "warning -- UserError\n\n"},
    {"odoo.exceptions.MissingError", 2, 404, "warning -- MissingError\n\n"},
    {"odoo.exceptions.AccessError", 4, 403, "warning -- AccessError\n\n"},
    {"odoo.exceptions.AccessDenied", 3, 403, "AccessDenied"},
    {"odoo.exceptions.RedirectWarning", 2, 500, "warning -- Warning\n\n"},
    {"odoo.http.SessionExpiredException", 1, 403, {}},
    {"werkzeug.exceptions.BadRequest", 1, 400, {}},
    {"werkzeug.exceptions.Unauthorized", 1, 401, {}},
    {"werkzeug.exceptions.NotFound", 1, 404, {}},
    {"werkzeug.exceptions.UnprocessableEntity", 1, 422, {}},
});

constexpr std::string_view builtins = "builtins.";
constexpr std::string_view werkzeug = "werkzeug.exceptions.";

bool is_http(const Error& error) {
    return error.name.starts_with(werkzeug);
}

/// The words that HTTP has for a status.
std::string_view reason_of(std::uint16_t status) {
    switch (status) {
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 404:
            return "Not Found";
        default:
            return "Unprocessable Entity";
    }
}

/// str() of an exception: werkzeug's put their status in front.
std::string text_of(const Error& error) {
    if (is_http(error)) {
        const std::uint16_t status = kind_of(error).status;
        return fmt::format("{} {}: {}", status, reason_of(status), error.message);
    }
    return error.message;
}

/// The frames nearest to the socket, which all tracebacks share.
/// Source: recordings a017 (18.0) and b10 (19.0).
std::string_view first_frames(OdooVersion version) {
    return version == OdooVersion::v19
               ? "  File \"/opt/odoo/odoo/http.py\", line 2273, in _serve_db\n"
                 "    return service_model.retrying(serve_func, env=self.env)\n"
                 "           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
                 "  File \"/opt/odoo/odoo/service/model.py\", line 184, in retrying\n"
                 "    result = func()\n"
                 "             ^^^^^^\n"
               : "  File \"/opt/odoo/odoo/http.py\", line 1963, in _transactioning\n"
                 "    return service_model.retrying(func, env=self.env)\n"
                 "           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
                 "  File \"/opt/odoo/odoo/service/model.py\", line 156, in retrying\n"
                 "    result = func()\n"
                 "             ^^^^^^\n";
}

void write_arguments(DocumentWriter& out, const Error& error, OdooVersion version) {
    out.begin_array("arguments");
    if (!is_http(error)) {
        out.add(error.message);
    } else if (version == OdooVersion::v19) {
        out.add(error.message);
        out.add(kind_of(error).status);
    }
    out.end();
}

void write_empty_object(DocumentWriter& out, Key name) {
    out.begin_object(name);
    out.end();
}

}  // namespace

const ExceptionKind& kind_of(const Error& error) {
    for (const ExceptionKind& kind : kinds) {
        if (kind.name == error.name) {
            return kind;
        }
    }
    return other_kind;
}

std::string traceback(const Error& error, OdooVersion version) {
    std::string_view name = error.name;
    if (name.starts_with(builtins)) {
        name.remove_prefix(builtins.size());
    }
    const std::string_view quote = name == "KeyError" ? "'" : "";  // str() is repr() of the key.
    const std::string text = text_of(error);
    // Recorded with one line end also where the text has its own (a015, i040).
    return fmt::format(
        "Traceback (most recent call last):\n{}{}: {}{}{}{}",
        first_frames(version),
        name,
        quote,
        text,
        quote,
        text.ends_with('\n') ? "" : "\n"
    );
}

void write_exception(DocumentWriter& out, const Error& error, OdooVersion version) {
    out.field("name", error.name);
    out.field("message", error.message);
    write_arguments(out, error, version);
    write_empty_object(out, "context");
    out.field("debug", traceback(error, version));
}

void write_error(DocumentWriter& out, const Error& error, OdooVersion version) {
    const bool expired = error.name == "odoo.http.SessionExpiredException";
    const bool missing = error.name == "werkzeug.exceptions.NotFound";
    const int code = expired ? 100 : missing ? 404 : version == OdooVersion::v19 ? 0 : 200;
    out.begin_object("error");
    out.field("code", code);
    out.field(
        "message",
        expired   ? "Odoo Session Expired"
        : missing ? "404: Not Found"
                  : "Odoo Server Error"
    );
    out.begin_object("data");
    if (version == OdooVersion::v19) {
        write_exception(out, error, version);
    } else {
        out.field("name", error.name);
        out.field("debug", traceback(error, version));
        out.field("message", text_of(error));
        write_arguments(out, error, version);
        write_empty_object(out, "context");
    }
    out.end();
    out.end();
}

Error not_found(std::string message) {
    return {"werkzeug.exceptions.NotFound", std::move(message)};
}

Error session_expired() {
    return {"odoo.http.SessionExpiredException", "Session expired"};
}

}  // namespace drydock::mocks::odoo::http
