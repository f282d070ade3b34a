#pragma once

#include <span>

#include "mocks/odoo/field.hpp"

namespace drydock::mocks::odoo {

/// The fields of a model that people discuss and plan activities on (mail.thread and
/// mail.activity.mixin); none for any other model.
///
/// Followers are the one who made a record and the partner of a confirmed order or a posted
/// invoice. Changes are not logged as messages, so message_ids are those of message_post.
/// Source: Odoo 18.0 recordings, h094.
[[nodiscard]] std::span<const Field> mail_fields_of(const Model& model);

}  // namespace drydock::mocks::odoo
