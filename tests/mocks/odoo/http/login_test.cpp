#include "tests/mocks/odoo/http/http_client.hpp"

namespace drydock::mocks {

namespace {

constexpr std::string_view denied = "odoo.exceptions.AccessDenied: Access Denied";

std::string authenticate(HttpClient& client, std::string_view login, std::string_view password) {
    const Response response = client.post_json(
        "/jsonrpc",
        HttpClient::service_call(
            "common", "authenticate", fmt::format("['twin','{}',{},{{}}]", login, password)
        )
    );
    const std::string error = HttpClient::error_of(response);
    return error.empty() ? to_text(response.body["result"]) : error;
}

std::string search(HttpClient& client, std::string_view user, std::string_view password) {
    const Response response = client.post_json(
        "/jsonrpc",
        HttpClient::service_call(
            "object",
            "execute_kw",
            fmt::format("['twin',{},{},'sale.order','search',[[]]]", user, password)
        )
    );
    const std::string error = HttpClient::error_of(response);
    return error.empty() ? to_text(response.body["result"]) : error;
}

}  // namespace

TEST(OdooLoginTest, answers_false_to_a_wrong_login_or_password_a012_to_a014) {
    HttpClient client;
    EXPECT_EQ(authenticate(client, "admin", "'admin'"), "2");
    EXPECT_EQ(client.operation, "common/authenticate");
    EXPECT_EQ(authenticate(client, "admin", "'wrong'"), "false");
    EXPECT_EQ(authenticate(client, "nobody", "'admin'"), "false");
    EXPECT_EQ(authenticate(client, "admin", "''"), "false");
    EXPECT_EQ(authenticate(client, "admin", "false"), "false");
}

TEST(OdooLoginTest, denies_calls_with_a_wrong_password_a017) {
    HttpClient client;
    EXPECT_EQ(search(client, "2", "'admin'"), "[]");
    EXPECT_EQ(search(client, "2", "'wrong'"), denied);
    EXPECT_EQ(search(client, "2", "null"), denied);
    EXPECT_EQ(search(client, "'2'", "'admin'"), "[]");
}

TEST(OdooLoginTest, denies_the_user_false_of_a_failed_authenticate) {
    HttpClient client;
    EXPECT_EQ(search(client, "false", "'admin'"), denied);
}

TEST(OdooLoginTest, misses_an_unknown_user_a019) {
    HttpClient client;
    EXPECT_EQ(
        search(client, "9999", "'admin'"),
        "odoo.exceptions.MissingError: Record does not exist or has been deleted.\n"
        "(Record: res.users(9999,), User: 9999)"
    );
    EXPECT_EQ(
        search(client, "'two'", "'admin'"),
        "builtins.ValueError: invalid literal for int() with base 10: 'two'"
    );
}

TEST(OdooLoginTest, has_no_other_database_a015_a020) {
    HttpClient client;
    const std::string error =
        "psycopg2.OperationalError: connection to server on socket "
        "\"/var/run/postgresql/.s.PGSQL.5432\" failed: FATAL:  database \"nodb\" does not exist\n";
    EXPECT_EQ(
        HttpClient::error_of(client.post_json(
            "/jsonrpc", HttpClient::service_call("common", "login", "['nodb','admin','admin']")
        )),
        error
    );
    EXPECT_EQ(
        HttpClient::error_of(client.post_json(
            "/jsonrpc",
            HttpClient::service_call(
                "object", "execute_kw", "['nodb',2,'admin','res.partner','search',[[]]]"
            )
        )),
        error
    );
}

TEST(OdooLoginTest, refuses_passwords_beyond_4096_characters_a083) {
    HttpClient client;
    const std::string longest(4096, 'x');
    EXPECT_EQ(authenticate(client, "admin", "'" + longest + "'"), "false");
    EXPECT_EQ(
        authenticate(client, "admin", "'" + longest + "x'"),
        "passlib.exc.PasswordSizeError: password exceeds maximum allowed size"
    );
    EXPECT_EQ(authenticate(client, "nobody", "'" + longest + "x'"), "false");
}

TEST(OdooLoginTest, takes_an_api_key_for_a_password_but_not_at_a_page_a090_a091) {
    HttpClient client;
    EXPECT_EQ(authenticate(client, "admin", "'key-of-admin'"), "2");
    EXPECT_EQ(search(client, "2", "'key-of-admin'"), "[]");
    const Response page = client.post_json(
        "/web/session/authenticate",
        "{'id':1,'params':{'db':'twin','login':'admin','password':'key-of-admin'}}"
    );
    EXPECT_EQ(HttpClient::error_of(page), denied);
}

TEST(OdooLoginTest, knows_the_users_that_clients_make_b080_b088) {
    HttpClient client;
    const auto as_admin = [&](std::string_view method, std::string_view arguments) {
        return client.post_json(
            "/jsonrpc",
            HttpClient::service_call(
                "object",
                "execute_kw",
                fmt::format("['twin',2,'admin','res.users','{}',{}]", method, arguments)
            )
        );
    };
    const Response made =
        as_admin("create", "[{'name':'Lowly','login':'lowly','password':'secret'}]");
    const std::int64_t id = made.body["result"].integer_or(0);
    ASSERT_GT(id, 2);
    const std::string user = std::to_string(id);
    EXPECT_EQ(authenticate(client, "lowly", "'secret'"), user);
    EXPECT_EQ(authenticate(client, "lowly", "'admin'"), "false");
    EXPECT_EQ(search(client, user, "'admin'"), denied);
    EXPECT_EQ(search(client, user, "'key-of-admin'"), denied);

    EXPECT_EQ(
        as_admin("write", fmt::format("[[{}],{{'password':'changed'}}]", user)).body["result"],
        parse_document("true")->root()
    );
    EXPECT_EQ(authenticate(client, "lowly", "'secret'"), "false");
    EXPECT_EQ(authenticate(client, "lowly", "'changed'"), user);
    as_admin("write", fmt::format("[[{}],{{'active':false}}]", user));
    EXPECT_EQ(authenticate(client, "lowly", "'changed'"), "false");
    EXPECT_EQ(search(client, user, "'changed'"), denied);
}

TEST(OdooLoginTest, pauses_logins_for_a_minute_after_five_failures) {
    HttpClient client;
    const std::string paused =
        "odoo.exceptions.AccessDenied: Too many login failures, please wait a bit before trying "
        "again.";
    for (int failure = 0; failure < 5; ++failure) {
        EXPECT_EQ(search(client, "2", "'wrong'"), denied);
    }
    EXPECT_EQ(search(client, "2", "'wrong'"), paused);
    EXPECT_EQ(authenticate(client, "admin", "'admin'"), "false");
    client.now += std::chrono::seconds{60};
    EXPECT_EQ(authenticate(client, "admin", "'admin'"), "2");
    EXPECT_EQ(search(client, "2", "'wrong'"), denied);
}

}  // namespace drydock::mocks
