#include <array>

#include "mocks/odoo/base/base_models.hpp"
#include "mocks/odoo/base/file_facts.hpp"
#include "mocks/odoo/call.hpp"
#include "mocks/odoo/orm/fields.hpp"
#include "mocks/odoo/orm/records.hpp"

namespace drydock::mocks::odoo {

namespace {

constexpr std::array attachment_types = std::to_array<SelectionItem>({
    {"url", "URL"},
    {"binary", "File"},
});

std::string content_of(const Database& database, RecordId id) {
    return bytes_of_base64(text_of(database, ir_attachment, id, "datas"));
}

void read_size(const Database& database, RecordId id, FieldValue& out) {
    out.set_integer(static_cast<std::int64_t>(content_of(database, id).size()));
}

void read_checksum(const Database& database, RecordId id, FieldValue& out) {
    out.set_text(sha1_hex(content_of(database, id)));
}

void read_mimetype(const Database& database, RecordId id, FieldValue& out) {
    const std::string given = text_of(database, ir_attachment, id, "mimetype_given");
    out.set_text(
        given.empty() ? std::string_view{mimetype_of(
                            text_of(database, ir_attachment, id, "name"), content_of(database, id)
                        )}
                      : std::string_view{given}
    );
}

Result write_mimetype(Call& call, RecordId id, Value value) {
    FieldValue kept;
    kept.set_text(value.string());
    set_value(call.database, ir_attachment, id, "mimetype_given", kept);
    return {};
}

constexpr std::array attachment_fields = std::to_array<Field>({
    fields::character("name", "Name").require(),
    fields::text("description", "Description"),
    fields::character("res_model", "Resource Model"),
    fields::integer("res_id", "Resource ID"),
    fields::character("res_field", "Resource Field"),
    fields::selection("type", "Type", attachment_types).starts("binary"),
    fields::character("url", "Url"),
    fields::boolean("public", "Is public document").starts(false),
    fields::binary("datas", "File Content (base64)"),
    fields::character("mimetype", "Mime Type").reads(read_mimetype).writes(write_mimetype),
    fields::character("mimetype_given", "Mime Type Given"),
    fields::integer("file_size", "File Size").reads(read_size),
    fields::character("checksum", "Checksum/SHA1").reads(read_checksum),
});

}  // namespace

const Model ir_attachment{
    .name = "ir.attachment",
    .fields = attachment_fields,
    .order = "id desc",
    .label = "Attachment"};

}  // namespace drydock::mocks::odoo
