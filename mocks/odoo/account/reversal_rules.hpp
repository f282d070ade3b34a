#pragma once

#include "core/time.hpp"
#include "mocks/odoo/database.hpp"
#include "mocks/odoo/error.hpp"

namespace drydock::mocks::odoo {

/// Source: Odoo 18.0 recordings, e030 and e031.
[[nodiscard]] Result check_can_reverse(
    const Database& database, const ReversalWizardRecord& wizard
);

enum class Reversal : std::uint8_t {
    refund,  ///< A draft credit note.
    modify,  ///< A posted credit note that closes the entry, and a new draft of it.
};

/// The drafts that the wizard leaves, also kept in it. Source: Odoo 18.0 recordings, e121 and e122.
std::vector<RecordId> reverse_entries(
    Database& database, RecordId wizard, Reversal how, Instant now
);

/// A new draft with the same lines. `values` has what differs; type and partner come from `move`.
RecordId copy_entry(Database& database, RecordId move, EntryRecord values, Instant now);

}  // namespace drydock::mocks::odoo
