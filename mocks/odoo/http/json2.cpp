#include "mocks/odoo/http/json2.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "mocks/odoo/http/exception.hpp"
#include "mocks/odoo/http/login.hpp"
#include "mocks/odoo/http/method_signatures.hpp"
#include "mocks/odoo/http/python_json.hpp"
#include "mocks/odoo/http/response.hpp"
#include "mocks/odoo/http/xml_rpc_writer.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/rpc.hpp"

namespace drydock::mocks::odoo::http {

namespace {

constexpr std::string_view root_route = "/json/2";

Error unauthorized(std::string message) {
    return {"werkzeug.exceptions.Unauthorized", std::move(message)};
}

Error unprocessable(std::string message) {
    return {"werkzeug.exceptions.UnprocessableEntity", std::move(message)};
}

Response error_response(const Visit& visit, const Error& error) {
    DocumentWriter out;
    out.begin_object();
    write_exception(out, error, visit.version());
    out.end();
    const std::uint16_t status = kind_of(error).status;
    Response response = json_response(visit, out.finish(), Ending::exception, status);
    if (status == 401 && visit.on_wire()) {
        // werkzeug writes it before all that it was given: after Server, its own.
        response.headers.insert(response.headers.begin() + 1, {"WWW-Authenticate", "Bearer "});
    }
    return response;
}

Response media_type_page(std::string_view route) {
    Response page = error_page(
        415,
        "Unsupported Media Type",
        fmt::format(
            "Request inferred type is compatible with ['http'] but '{}' is type='json2'.\n\n"
            "Please verify the Content-Type request header and try again.",
            route
        )
    );
    add_header(page, "Accept", "application/json");
    return page;
}

bool has_body(const Request& request) {
    return !request.body.empty() || !request.body_text().empty();
}

/// The key after "bearer", which is read in any case; empty for none.
std::string_view bearer_of(const Request& request) {
    constexpr std::string_view scheme = "bearer";
    const std::string_view header = request.header("Authorization");
    const bool right =
        header.size() > scheme.size() &&
        std::equal(scheme.begin(), scheme.end(), header.begin(), [](char wanted, char given) {
            return wanted ==
                   (given >= 'A' && given <= 'Z' ? static_cast<char>(given - 'A' + 'a') : given);
        });
    const std::string_view rest = right ? header.substr(scheme.size()) : std::string_view{};
    const std::size_t start = rest.find_first_not_of(" \t");
    return start == 0 || start == std::string_view::npos ? std::string_view{} : rest.substr(start);
}

expected<std::int64_t, Error> authorize(const Visit& visit) {
    const std::string_view key = bearer_of(visit.request);
    if (key.empty()) {
        return unexpected{unauthorized(
            "User not authenticated, use an API Key with a Bearer Authorization header."
        )};
    }
    const auto user = user_of_key(visit.database, key);
    if (!user) {
        return unexpected{unauthorized("Invalid apikey")};
    }
    return *user;
}

/// Named arguments as the methods take them: ids first for records, then by place as far as there
/// are any without a gap, the others by name.
struct Bound {
    Document positional;
    Document keywords;
};

bool is_own(std::string_view name) {
    return name == "ids" || name == "context";
}

/// Python's inspect.Signature.bind. Source: recordings a13, a14.
Result check_bound(const MethodSignature& signature, Value arguments) {
    for (std::size_t place = 0; place < signature.required; ++place) {
        const std::string_view name = signature.parameters[place];
        if (!arguments[Key::of_text(name)].present()) {
            return unexpected<Error>{
                unprocessable(fmt::format("missing a required argument: '{}'", name))};
        }
    }
    for (const Value argument : arguments) {
        const auto& names = signature.parameters;
        const std::string_view name = argument.key();
        if (!is_own(name) && std::find(names.begin(), names.end(), name) == names.end()) {
            return unexpected<Error>{
                unprocessable(fmt::format("got an unexpected keyword argument '{}'", name))};
        }
    }
    return {};
}

Bound bind(const MethodSignature* signature, Value arguments) {
    const bool of_model = signature != nullptr && signature->of_model;
    const std::size_t required = signature != nullptr ? signature->required : 0;
    DocumentWriter positional;
    positional.begin_array();
    if (!of_model) {
        if (arguments["ids"].present()) {
            positional.add(arguments["ids"]);
        } else {
            positional.begin_array();
            positional.end();
        }
    }
    for (std::size_t place = 0; place < required; ++place) {
        positional.add(arguments[Key::of_text(signature->parameters[place])]);
    }
    positional.end();
    DocumentWriter keywords;
    keywords.begin_object();
    for (const Value argument : arguments) {
        const std::string_view name = argument.key();
        const auto begin = signature != nullptr ? signature->parameters.begin()
                                                : std::span<const std::string_view>::iterator{};
        const auto end = begin + static_cast<std::ptrdiff_t>(required);
        if (name != "ids" && std::find(begin, end, name) == end) {
            keywords.name(name);
            keywords.add(argument);
        }
    }
    keywords.end();
    return {positional.finish(), keywords.finish()};
}

/// Results that are records become lists of ids. Source: recordings b01, b07, c10.
Document answer_of(std::string_view method, Value result) {
    DocumentWriter out;
    const std::string_view text = result.string();
    const bool one_record = (method == "create" || method == "copy") && result.is_number();
    if (one_record) {
        out.begin_array();
        out.add(result);
        out.end();
    } else if (!model_of_recordset(text).empty()) {
        out.begin_array();
        std::int64_t id = 0;
        for (const char character : text.substr(text.find('('))) {
            const bool digit = character >= '0' && character <= '9';
            if (!digit && id != 0) {
                out.add(id);
            }
            id = digit ? id * 10 + (character - '0') : 0;
        }
        out.end();
    } else {
        out.add(result);  // Absent, for None, adds null.
    }
    return out.finish();
}

expected<Document, Error> call(
    const Visit& visit, std::int64_t user, std::string_view model, std::string_view method
) {
    const Value arguments = visit.request.body.root();
    if (model_of(model) == nullptr) {
        return unexpected{not_found(fmt::format("the model '{}' does not exist", model))};
    }
    const MethodSignature* const signature = signature_of(method);
    if (!method.starts_with('_') && signature != nullptr) {
        if (signature->of_model && arguments["ids"].size() > 0) {
            return unexpected{
                unprocessable(fmt::format("cannot call {}.{} with ids", model, method))};
        }
        if (const Result right = check_bound(*signature, arguments); !right) {
            return unexpected{right.error()};
        }
    }
    const Bound bound = bind(signature, arguments);
    DocumentWriter out;
    out.begin_object();
    const Result result = call_method(
        visit.database,
        visit.moment.now,
        {.user = user,
         .model = model,
         .method = method,
         .positional = bound.positional.root(),
         .keywords = bound.keywords.root()},
        out
    );
    out.end();
    const Document answer = out.finish();
    if (!result) {
        const bool unknown = result.error().name == "builtins.AttributeError";
        return unexpected{unknown ? not_found(result.error().message) : result.error()};
    }
    return answer_of(method, answer["result"]);
}

}  // namespace

Response answer_json2(Visit& visit, std::string_view path) {
    const std::string_view below =
        path.size() > root_route.size() ? path.substr(root_route.size() + 1) : std::string_view{};
    const std::size_t slash = below.find('/');
    const bool complete = slash != std::string_view::npos && slash > 0 &&
                          slash + 1 < below.size() &&
                          below.find('/', slash + 1) == std::string_view::npos;
    const bool callable = complete && visit.request.method == drydock::Method::post;
    if (has_body(visit.request) && media_type(visit.request) != "application/json") {
        return media_type_page(callable ? "/json/2/<__model__>/<__method__>" : root_route);
    }
    if (!callable) {
        return error_response(visit, not_found("Did you mean POST /json/2/<model>/<method>?"));
    }
    const auto user = authorize(visit);
    if (!user) {
        return error_response(visit, user.error());
    }
    if (visit.request.body.empty() && has_body(visit.request)) {
        const Error error = json_decode_error(visit.request.body_text());
        return error_response(
            visit,
            {"werkzeug.exceptions.BadRequest", "could not parse the body as json: " + error.message}
        );
    }
    const auto answer = call(visit, *user, below.substr(0, slash), below.substr(slash + 1));
    return answer ? json_response(visit, *answer, Ending::regular)
                  : error_response(visit, answer.error());
}

}  // namespace drydock::mocks::odoo::http
