#include "mocks/odoo/http/session_info.hpp"

#include "core/check.hpp"
#include "core/document_text.hpp"
#include "mocks/odoo/http/release.hpp"
#include "mocks/odoo/http/users.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/access.hpp"
#include "mocks/odoo/orm/records.hpp"

namespace drydock::mocks::odoo::http {

namespace {

/// Members in their order; null stands for what depends on the user or the server.
/// Source: recording a030.
constexpr std::string_view template_text =
    R"json({"uid": null, "is_system": null, "is_admin": null, "is_public": null, "is_internal_user": null,
"user_context": null, "db": null, "user_settings": {"id": 1, "user_id": {"id": 2},
"is_discuss_sidebar_category_channel_open": true, "is_discuss_sidebar_category_chat_open": true,
"push_to_talk_key": false, "use_push_to_talk": false, "voice_active_duration": 200,
"channel_notifications": false, "mute_until_dt": false, "volumes": [["ADD", []]]},
"server_version": null, "server_version_info": null, "support_url": "https://www.odoo.com/buy",
"name": null, "username": null, "partner_write_date": null, "partner_display_name": null,
"partner_id": null, "web.base.url": "http://127.0.0.1:8469", "active_ids_limit": 20000,
"profile_session": null, "profile_collectors": null, "profile_params": null,
"max_file_upload_size": 134217728, "home_action_id": false, "cache_hashes": {"translations":
"697f8961d8d589ffce4fb61b0b38081c685f788f", "load_menus":
"0dd778b6faf10168a4dfc5fe1ae10c516c77175e9f17f13766822068f77cc691"}, "currencies": {"1": {
"symbol": "$", "position": "before", "digits": [69, 2]}}, "bundle_params": {"lang": "en_US"},
"test_mode": false, "view_info": {"list": {"display_name": "List", "icon": "oi oi-view-list",
"multi_record": true}, "form": {"display_name": "Form", "icon": "fa fa-address-card",
"multi_record": false}, "graph": {"display_name": "Graph", "icon": "fa fa-area-chart",
"multi_record": true}, "pivot": {"display_name": "Pivot", "icon": "oi oi-view-pivot",
"multi_record": true}, "calendar": {"display_name": "Calendar", "icon": "fa fa-calendar",
"multi_record": true}, "kanban": {"display_name": "Kanban", "icon": "oi oi-view-kanban",
"multi_record": true}, "search": {"display_name": "Search", "icon": "oi oi-search",
"multi_record": true}, "activity": {"display_name": "Activity", "icon": "fa fa-clock-o",
"multi_record": true}}, "user_companies": {"current_company": 1, "allowed_companies": {"1": {
"id": 1, "name": "My Company", "sequence": 0, "child_ids": [], "parent_id": false}},
"disallowed_ancestor_companies": {}}, "show_effect": true, "display_switch_company_menu": false,
"max_time_between_keys_in_ms": 150, "websocket_worker_version": "18.0-4", "tour_enabled": true,
"current_tour": {"name": "sale_tour", "custom": false, "url": "/odoo", "steps": [],
"rainbowManMessage":
"<span><b>Congratulations</b>, your first quotation is sent!<br>Check your email to validate the quote.\n        </span>"},
"storeData": {"Store": {"action_discuss_id": 126, "channel_types_with_seen_infos": ["chat",
"group"], "hasGifPickerFeature": false, "hasLinkPreviewFeature": true,
"hasMessageTranslationFeature": false, "internalUserGroupId": 1, "mt_comment_id": 1, "odoobot":
{"id": 2, "type": "partner"}, "self": {"id": 3, "type": "partner"}, "settings": {"id": 1,
"user_id": {"id": 2}, "is_discuss_sidebar_category_channel_open": true,
"is_discuss_sidebar_category_chat_open": true, "push_to_talk_key": false, "use_push_to_talk":
false, "voice_active_duration": 200, "channel_notifications": false, "mute_until_dt": false,
"volumes": [["ADD", []]]}}, "res.partner": [{"active": false, "avatar_128_access_token":
"d68b3965933a42c29a58fc5751da5918682051d9d0bd8aa533fdc5ee85beff0do0x6b2f2f51", "email":
"odoobot@example.com", "id": 2, "im_status": "bot", "isInternalUser": true, "is_company": false,
"name": "OdooBot", "userId": 1, "write_date": "2026-11-21 02:20:09"}, {"active": true,
"avatar_128_access_token":
"503cc092c6d424152c1429c8b7f02c1692b575503ae996591ff1c7e2c1aa8994o0x6b2f3078", "id": 3,
"isAdmin": true, "isInternalUser": true, "name": "Administrator", "notification_preference":
"email", "signature":
"<span data-o-mail-quote=\"1\">-- <br data-o-mail-quote=\"1\">\nAdministrator</span>", "userId":
2, "write_date": "2026-11-21 02:20:09"}]}, "iap_company_enrich": true,
"can_insert_in_spreadsheet": false})json";

const Document& template_document() {
    static const Document document = [] {
        auto parsed = parse_document(template_text);
        DRYDOCK_CHECK(parsed.has_value());
        return std::move(*parsed);
    }();
    return document;
}

void write_user_context(DocumentWriter& out, RecordId user) {
    out.begin_object("user_context");
    out.field("lang", "en_US");
    out.field_bool("tz", false);
    out.field("uid", user);
    out.end();
}

std::string partner_write_date(const Visit& visit, RecordId partner) {
    Instant written = visit.moment.now;
    if (exists(visit.database, res_partner, partner)) {
        written =
            Instant{Duration{value_of(visit.database, res_partner, partner, "write_date").number}};
    }
    return to_odoo_text(visit.settings().calendar.date_time_of(written));
}

/// Adds a member that the template leaves open.
void write_open_member(
    const Visit& visit, const UserView& user, std::string_view name, DocumentWriter& out
) {
    if (name == "uid") {
        out.field("uid", user.id);
    } else if (name == "is_system" || name == "is_admin") {
        out.name(name);
        out.add_bool(has_group(visit.database, user.id, "base.group_system"));
    } else if (name == "is_public") {
        out.field_bool("is_public", false);
    } else if (name == "is_internal_user") {
        out.field_bool("is_internal_user", true);
    } else if (name == "user_context") {
        write_user_context(out, user.id);
    } else if (name == "db") {
        out.field("db", visit.settings().database);
    } else if (name == "server_version") {
        write_server_version(out, visit.version());
    } else if (name == "name" || name == "partner_display_name") {
        out.name(name);
        out.add(user.name);
    } else if (name == "username") {
        out.field("username", user.login);
    } else if (name == "partner_id") {
        out.field("partner_id", user.partner);
    } else if (name == "partner_write_date") {
        out.field("partner_write_date", partner_write_date(visit, user.partner));
    } else if (name != "server_version_info") {  // Written with the version.
        out.name(name);
        out.add_null();
    }
}

}  // namespace

void write_session_info(const Visit& visit, std::int64_t user_id, DocumentWriter& out) {
    const UserView user = user_of_id(visit.database, user_id);
    out.begin_object("result");
    for (const Value member : template_document().root()) {
        if (member.kind() == ValueKind::null) {
            write_open_member(visit, user, member.key(), out);
        } else {
            out.name(member.key());
            out.add(member);
        }
    }
    out.end();
}

}  // namespace drydock::mocks::odoo::http
