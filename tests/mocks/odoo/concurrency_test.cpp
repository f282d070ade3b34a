#include <chrono>

#include "tests/mocks/odoo/race.hpp"

namespace drydock::mocks {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view one_lamp = "[0,0,{'product_id':1,'product_uom_qty':1}]";

Request confirm_request(int order) {
    return OdooClient::call_request("sale.order", "action_confirm", fmt::format("[[{}]]", order));
}

Request validate_request(int picking) {
    return OdooClient::call_request(
        "stock.picking",
        "button_validate",
        fmt::format("[[{}]]", picking),
        "{'context':{'skip_backorder':true}}"
    );
}

Request cancel_request(int order) {
    return OdooClient::call_request(
        "sale.order",
        "action_cancel",
        fmt::format("[[{}]]", order),
        "{'context':{'disable_cancel_warning':true}}"
    );
}

Request post_request(int invoice) {
    return OdooClient::call_request("account.move", "action_post", fmt::format("[[{}]]", invoice));
}

Request comment_request(std::string_view comment) {
    return OdooClient::call_request(
        "res.partner", "write", fmt::format("[[7],{{'comment':'{}'}}]", comment)
    );
}

Request create_order_request(std::string_view reference) {
    return OdooClient::call_request(
        "sale.order",
        "create",
        fmt::format("[{{'partner_id':7,'client_order_ref':'{}'}}]", reference)
    );
}

Request search_request(std::string_view reference) {
    return OdooClient::call_request(
        "sale.order",
        "search_read",
        fmt::format("[[['client_order_ref','=','{}']]]", reference),
        "{'fields':['state']}"
    );
}

/// Two requests that overlap: the first one is done while the other runs.
std::vector<Race::Ending> race(OdooClient& client, Request first, Request second) {
    Race both{client};
    both.add(std::move(first), 0ms, 100ms);
    both.add(std::move(second), 50ms, 200ms);
    return both.finish();
}

int delivered_order(OdooClient& client, std::string_view reference) {
    const int order = client.create_order(reference, one_lamp);
    client.confirm(order);
    client.validate(order);
    return order;
}

std::string invoice_wizard(OdooClient& client, int order) {
    return client.result(
        "sale.advance.payment.inv",
        "create",
        "[{}]",
        fmt::format("{{'context':{{'active_model':'sale.order','active_ids':[{}]}}}}", order)
    );
}

constexpr std::string_view not_to_confirm =
    "odoo.exceptions.UserError: Some orders are not in a state requiring confirmation.";

// Source: Odoo 18.0 recordings, i003 and i030: 7 of 7 times, without a retry in the log.
TEST(OdooConcurrencyTest, of_two_confirmations_one_breaks_a_constraint_and_is_not_tried_again) {
    OdooClient client;
    client.create_order("A", one_lamp);
    const auto endings = race(client, confirm_request(1), confirm_request(1));
    EXPECT_EQ(endings[0].result, "true");
    EXPECT_EQ(
        endings[1].result,
        "odoo.exceptions.ValidationError: The operation cannot be completed: Error, a partner "
        "cannot follow twice the same object."
    );
    EXPECT_EQ(endings[1].tries.size(), 1U);
    EXPECT_EQ(client.result("stock.picking", "search_count", "[[]]"), "1");
}

// Source: Odoo 18.0, sale.order.action_confirm: who follows already is not added again.
TEST(OdooConcurrencyTest, of_two_confirmations_after_a_cancellation_one_finds_it_confirmed) {
    OdooClient client;
    client.create_order("A", one_lamp);
    client.confirm(1);
    client.now += 1h;
    client.send(cancel_request(1));
    client.result("sale.order", "action_draft", "[[1]]");
    const auto endings = race(client, confirm_request(1), confirm_request(1));
    EXPECT_EQ(endings[0].result, "true");
    EXPECT_EQ(endings[1].result, not_to_confirm);
    EXPECT_EQ(endings[1].tries.size(), 2U);
}

// Source: Odoo 18.0 recordings, i004 and i030.
TEST(OdooConcurrencyTest, of_two_validations_one_ships_and_the_other_finds_nothing_to_ship) {
    OdooClient client;
    client.create_order("A", one_lamp);
    client.confirm(1);
    const auto endings = race(client, validate_request(1), validate_request(1));
    EXPECT_EQ(endings[0].result, "true");
    EXPECT_EQ(endings[1].result, nothing_reserved);
    EXPECT_EQ(endings[1].tries.size(), 2U);
    EXPECT_EQ(
        client.result("product.product", "read", "[[1],['qty_available']]"),
        "[{'id':1,'qty_available':9.0}]"
    );
}

// Source: Odoo 18.0 recordings, i005 and i030.
TEST(OdooConcurrencyTest, of_two_invoicings_one_makes_the_invoice) {
    OdooClient client;
    const int order = delivered_order(client, "A");
    const auto request = [&] {
        return OdooClient::call_request(
            "sale.advance.payment.inv",
            "create_invoices",
            fmt::format("[[{}]]", invoice_wizard(client, order))
        );
    };
    const auto endings = race(client, request(), request());
    EXPECT_TRUE(endings[0].result.find("'res_id':1,") != std::string::npos) << endings[0].result;
    EXPECT_TRUE(endings[1].result.starts_with(
        "odoo.exceptions.UserError: Cannot create an invoice. No items are available to invoice."
    )) << endings[1].result;
    EXPECT_EQ(endings[1].tries.size(), 2U);
    EXPECT_EQ(client.result("account.move", "search_count", "[[]]"), "1");
}

// Source: Odoo 18.0 recordings, i006 and i030.
TEST(OdooConcurrencyTest, of_two_postings_one_gives_the_number) {
    OdooClient client;
    client.invoice(delivered_order(client, "A"));
    const auto endings = race(client, post_request(1), post_request(1));
    EXPECT_EQ(endings[0].result, "false");
    EXPECT_EQ(
        endings[1].result,
        "odoo.exceptions.UserError: The entry INV/2011/00001 (id 1) must be in draft."
    );
    EXPECT_EQ(endings[1].tries.size(), 2U);
}

// Source: Odoo 18.0 recordings, i014: 32 posts of 4 clients, none tried again.
TEST(OdooConcurrencyTest, posts_of_different_invoices_at_once_get_numbers_without_gaps) {
    OdooClient client;
    Race posts{client};
    for (int invoice = 1; invoice <= 4; ++invoice) {
        const int order = delivered_order(client, fmt::format("A{}", invoice));
        EXPECT_EQ(client.invoice(order), invoice);
        posts.add(post_request(invoice), 0ms, 100ms + invoice * 1ms);
    }
    for (const Race::Ending& ending : posts.finish()) {
        EXPECT_EQ(ending.result, "false");
        EXPECT_EQ(ending.tries.size(), 1U);
    }
    EXPECT_EQ(
        client.result("account.move", "search_read", "[[]]", "{'fields':['name'],'order':'id'}"),
        "[{'id':1,'name':'INV/2011/00001'},{'id':2,'name':'INV/2011/00002'},"
        "{'id':3,'name':'INV/2011/00003'},{'id':4,'name':'INV/2011/00004'}]"
    );
}

// Source: Odoo 18.0 recordings, i007 and c033.
TEST(OdooConcurrencyTest, two_creates_of_one_order_number_make_two_orders_with_names_of_their_own) {
    OdooClient client;
    const auto endings = race(client, create_order_request("A"), create_order_request("A"));
    EXPECT_EQ(endings[0].result, "1");
    EXPECT_EQ(endings[1].result, "2");
    EXPECT_EQ(endings[1].tries.size(), 1U);
    EXPECT_EQ(
        client.result("sale.order", "search_read", "[[]]", "{'fields':['name'],'order':'id'}"),
        "[{'id':1,'name':'S00001'},{'id':2,'name':'S00002'}]"
    );
}

// Source: Odoo 18.0 recordings, i001 and i002: all writes succeed, some after retries.
TEST(OdooConcurrencyTest, of_two_writers_of_one_partner_the_later_one_is_tried_again_and_wins) {
    OdooClient client;
    const auto endings = race(client, comment_request("first"), comment_request("second"));
    EXPECT_EQ(endings[0].result, "true");
    EXPECT_EQ(endings[1].result, "true");
    ASSERT_EQ(endings[1].tries.size(), 2U);
    // The pause of the first retry is up to 2 s; the service then takes its 150 ms once more.
    EXPECT_GE(endings[1].tries[1], 350ms);
    EXPECT_LE(endings[1].tries[1], 2350ms);
    EXPECT_EQ(
        client.result("res.partner", "read", "[[7],['comment']]"),
        "[{'id':7,'comment':'<p>second</p>'}]"
    );
}

TEST(OdooConcurrencyTest, a_write_that_begins_when_another_has_committed_is_not_tried_again) {
    OdooClient client;
    Race writes{client};
    writes.add(comment_request("first"), 0ms, 100ms);
    writes.add(comment_request("second"), 100ms, 200ms);
    EXPECT_EQ(writes.finish()[1].tries.size(), 1U);
}

TEST(OdooConcurrencyTest, a_write_that_failed_is_in_nobodys_way) {
    OdooClient client;
    const Request refused =
        OdooClient::call_request("res.partner", "write", "[[7],{'nosuchfield':1}]");
    const auto endings = race(client, refused, comment_request("second"));
    EXPECT_TRUE(endings[0].result.starts_with("builtins.ValueError")) << endings[0].result;
    EXPECT_EQ(endings[1].tries.size(), 1U);
}

// Source: Odoo 18.0 recordings, i010 and i011: 4 clients, 7 retries in 48 calls and none.
TEST(OdooConcurrencyTest, confirmations_collide_when_they_reserve_the_same_product) {
    const auto tries_of_second = [](std::string_view other_product) {
        OdooClient client;
        client.create_order("A", one_lamp);
        client.create_order("B", fmt::format("[0,0,{{'product_id':{}}}]", other_product));
        const auto endings = race(client, confirm_request(1), confirm_request(2));
        EXPECT_EQ(endings[0].result, "true");
        EXPECT_EQ(endings[1].result, "true");
        return endings[1].tries.size();
    };
    EXPECT_EQ(tries_of_second("1"), 2U);
    EXPECT_EQ(tries_of_second("3"), 1U);
}

// Source: Odoo 18.0 recordings, i012.
TEST(OdooConcurrencyTest, validations_collide_when_they_ship_the_same_product) {
    OdooClient client;
    for (const int order : {1, 2}) {
        client.create_order(fmt::format("A{}", order), one_lamp);
        client.confirm(order);
    }
    const auto endings = race(client, validate_request(1), validate_request(2));
    EXPECT_EQ(endings[0].result, "true");
    EXPECT_EQ(endings[1].result, "true");
    EXPECT_EQ(endings[1].tries.size(), 2U);
    EXPECT_EQ(
        client.result("product.product", "read", "[[1],['qty_available','free_qty']]"),
        "[{'id':1,'qty_available':8.0,'free_qty':8.0}]"
    );
}

// Source: Odoo 18.0 recordings, i030 validate_vs_cancel_order.
TEST(OdooConcurrencyTest, a_validation_that_a_cancellation_overtakes_ships_nothing) {
    OdooClient client;
    client.create_order("A", one_lamp);
    client.confirm(1);
    const auto endings = race(client, cancel_request(1), validate_request(1));
    EXPECT_EQ(endings[0].result, "true");
    EXPECT_EQ(endings[1].result, nothing_reserved);
    EXPECT_EQ(endings[1].tries.size(), 2U);
    EXPECT_EQ(client.picking_state(1), "cancel");
}

// Source: Odoo 18.0 recordings, i030 confirm_vs_cancel_draft_order.
TEST(OdooConcurrencyTest, a_confirmation_that_a_cancellation_overtakes_is_refused) {
    OdooClient client;
    client.create_order("A", one_lamp);
    const auto endings = race(client, cancel_request(1), confirm_request(1));
    EXPECT_EQ(endings[0].result, "true");
    EXPECT_EQ(endings[1].result, not_to_confirm);
    EXPECT_EQ(endings[1].tries.size(), 2U);
}

// Source: Odoo 18.0 recordings, i040; odoo/service/model.py, retrying.
TEST(OdooConcurrencyTest, five_tries_with_growing_pauses_end_in_the_error_of_the_database) {
    OdooClient client;
    Race writes{client};
    const std::size_t loser = writes.add(comment_request("mine"), 0ms, 100ms);
    writes.outrun(loser, comment_request("theirs"));
    const Race::Ending ending = writes.finish().at(loser);
    EXPECT_EQ(
        ending.result,
        "psycopg2.errors.SerializationFailure: could not serialize access due to concurrent "
        "update\n"
    );
    ASSERT_EQ(ending.tries.size(), 5U);
    for (std::size_t number = 1; number < 5; ++number) {
        const Duration pause = ending.tries[number] - ending.tries[number - 1] - 100ms;
        EXPECT_GE(pause, 0s);
        EXPECT_LE(pause, std::chrono::seconds{1U << number});
    }
    EXPECT_GT(ending.at, 1s) << "or the pauses are not drawn";
    const Response& response = writes.response(loser);
    EXPECT_EQ(response.status, 200);
    EXPECT_EQ(response.body["error"]["code"].integer(), 200);
    EXPECT_EQ(response.body["error"]["message"].string(), "Odoo Server Error");
    EXPECT_EQ(
        client.result("res.partner", "read", "[[7],['comment']]"),
        "[{'id':7,'comment':'<p>theirs</p>'}]"
    );
}

TEST(OdooConcurrencyTest, pauses_follow_the_seed) {
    const auto end_with = [](std::uint64_t seed) {
        OdooClient client;
        Race writes{client, seed};
        writes.add(comment_request("first"), 0ms, 100ms);
        writes.add(comment_request("second"), 50ms, 200ms);
        return writes.finish()[1].at;
    };
    EXPECT_EQ(end_with(1), end_with(1));
    EXPECT_NE(end_with(1), end_with(2));
}

// Source: PostgreSQL 15, 13.2.2: a query sees what was committed before its transaction began.
TEST(OdooConcurrencyTest, a_search_waits_for_nobody_and_finds_nothing_that_was_added_meanwhile) {
    OdooClient client;
    Race both{client};
    both.add(create_order_request("A"), 0ms, 100ms);
    both.add(search_request("A"), 50ms, 110ms);
    both.add(search_request("A"), 100ms, 120ms);
    const auto& endings = both.finish();
    EXPECT_EQ(endings[1].result, "[]");
    EXPECT_EQ(endings[1].at, 110ms);
    EXPECT_EQ(endings[2].result, "[{'id':1,'state':'draft'}]");
}

TEST(OdooConcurrencyTest, a_search_by_no_condition_and_a_count_see_the_same_snapshot) {
    OdooClient client;
    Race both{client};
    both.add(
        OdooClient::call_request("res.partner", "create", "[{'name':'Ann','ref':'1'}]"), 0ms, 100ms
    );
    both.add(OdooClient::call_request("res.partner", "search", "[[]]"), 50ms, 110ms);
    both.add(OdooClient::call_request("res.partner", "search_count", "[[]]"), 50ms, 110ms);
    both.add(OdooClient::call_request("res.partner", "search_count", "[[]]"), 110ms, 120ms);
    const auto& endings = both.finish();
    EXPECT_EQ(endings[0].result, "8");
    EXPECT_TRUE(endings[1].result.find('8') == std::string::npos) << endings[1].result;
    EXPECT_EQ(std::stoi(endings[3].result), std::stoi(endings[2].result) + 1);
}

// Source: Odoo 18.0 recordings, e108: a second wizard pays once more.
TEST(OdooConcurrencyTest, two_payments_of_one_invoice_at_once_are_both_registered) {
    OdooClient client;
    client.invoice(delivered_order(client, "A"));
    client.post(1);
    const auto request = [&] {
        const std::string wizard = client.result(
            "account.payment.register",
            "create",
            "[{}]",
            "{'context':{'active_model':'account.move','active_ids':[1]}}"
        );
        return OdooClient::call_request(
            "account.payment.register", "action_create_payments", fmt::format("[[{}]]", wizard)
        );
    };
    Request first = request();
    const auto endings = race(client, std::move(first), request());
    EXPECT_EQ(endings[1].tries.size(), 2U);
    EXPECT_EQ(client.result("account.payment", "search_count", "[[]]"), "2");
}

}  // namespace
}  // namespace drydock::mocks
