#include <algorithm>

#include <fmt/format.h>

#include "core/check.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/records.hpp"

namespace drydock::mocks::odoo {

namespace {

/// Source: Odoo 18.0, odoo/fields.py, class Command.
enum Code : std::int64_t {
    command_create,
    command_update,
    command_delete,
    command_unlink,
    command_link,
    command_clear,
    command_set,
};

/// The commands of one x2many field of one record, while they run.
class Commands {
public:
    Commands(
        Call& call,
        const Field& field,
        const Model& relation,
        RecordId owner,
        std::vector<RecordId> held
    )
        : call_{call},
          field_{field},
          relation_{relation},
          inverse_{field.type == FieldType::one2many ? relation.field(field.inverse) : nullptr},
          owner_{owner},
          held_{std::move(held)} {}

    [[nodiscard]] Result run(Value command) {
        switch (command.at(0).integer_or(-1)) {
            case command_create:
                return create(command.at(2));
            case command_update: {
                const auto id = static_cast<RecordId>(command.at(1).integer_or(0));
                return write_records(call_, relation_, {&id, 1}, command.at(2));
            }
            case command_delete: {
                const auto id = static_cast<RecordId>(command.at(1).integer_or(0));
                std::erase(held_, id);
                return unlink_records(call_, relation_, {&id, 1});
            }
            case command_unlink:
                return let_go(static_cast<RecordId>(command.at(1).integer_or(0)));
            case command_link:
                return link(command.at(1));
            case command_clear:
                return set({});
            case command_set:
                return set(command.at(2));
            default:
                return {};
        }
    }

    /// The records named, and no others.
    [[nodiscard]] Result set(Value ids) {
        std::vector<RecordId> wanted;
        for (const Value id : ids) {
            if (id.is_object()) {
                return cannot_adapt_dict();
            }
            wanted.push_back(static_cast<RecordId>(id.integer_or(0)));
        }
        const std::vector<RecordId> before = held_;
        for (const RecordId id : before) {
            if (std::find(wanted.begin(), wanted.end(), id) == wanted.end()) {
                if (const Result done = let_go(id); !done) {
                    return done;
                }
            }
        }
        for (const Value id : ids) {
            if (const Result done = link(id); !done) {
                return done;
            }
        }
        return {};
    }

    [[nodiscard]] std::vector<RecordId> take() && { return std::move(held_); }

    [[nodiscard]] static unexpected<Error> cannot_adapt_dict() {
        // Source: Odoo 18.0 recordings, h106.
        return unexpected<Error>{Error{"psycopg2.ProgrammingError", "can't adapt type 'dict'"}};
    }

private:
    /// `values` with the field that refers to the owner.
    [[nodiscard]] Value owned(Value values) {
        DocumentWriter out;
        out.begin_object();
        for (const Value member : values) {
            if (member.key() != field_.inverse) {
                out.name(member.key());
                out.add(member);
            }
        }
        out.field(inverse_->name, owner_);
        out.end();
        return call_.keep(out.finish());
    }

    [[nodiscard]] Result create(Value values) {
        const auto id = create_record(
            call_, relation_, inverse_ != nullptr && values.is_object() ? owned(values) : values
        );
        if (!id) {
            return unexpected{id.error()};
        }
        held_.push_back(*id);
        return {};
    }

    [[nodiscard]] Result let_go(RecordId id) {
        if (std::erase(held_, id) == 0 || inverse_ == nullptr) {
            return {};
        }
        if (inverse_->required || inverse_->cascades) {
            return unlink_records(call_, relation_, {&id, 1});
        }
        return write_inverse(id, 0);
    }

    [[nodiscard]] Result link(Value value) {
        const auto id = static_cast<RecordId>(value.integer_or(0));
        if (!exists(call_.database, relation_, id)) {
            return missing_error(relation_.name.text(), value.integer_or(0), call_.user);
        }
        if (std::find(held_.begin(), held_.end(), id) != held_.end()) {
            return {};
        }
        held_.push_back(id);
        return inverse_ == nullptr ? Result{} : write_inverse(id, owner_);
    }

    [[nodiscard]] Result write_inverse(RecordId id, RecordId owner) {
        DocumentWriter out;
        out.begin_object();
        owner == 0 ? out.field_bool(inverse_->name, false) : out.field(inverse_->name, owner);
        out.end();
        return write_records(call_, relation_, {&id, 1}, call_.keep(out.finish()));
    }

    Call& call_;
    const Field& field_;
    const Model& relation_;
    const Field* inverse_;
    RecordId owner_;
    std::vector<RecordId> held_;
};

}  // namespace

expected<std::vector<RecordId>, Error> run_commands(
    Call& call, const Field& field, RecordId owner, std::vector<RecordId> held, Value commands
) {
    const Model* const relation = model_of(field.relation);
    if (relation == nullptr) {
        return held;  // Of a model that is not there nothing can be kept.
    }
    Commands run{call, field, *relation, owner, std::move(held)};
    // What is no list of lists is a list of ids to set. Source: Odoo 18.0, fields.py, write_batch.
    const bool plain = !commands.is_array() || (commands.size() > 0 && !commands.at(0).is_array());
    if (plain) {
        if (Result done = run.set(commands); !done) {
            return unexpected{std::move(done.error())};
        }
    } else {
        for (const Value command : commands) {
            if (Result done = run.run(command); !done) {
                return unexpected{std::move(done.error())};
            }
        }
    }
    return std::move(run).take();
}

}  // namespace drydock::mocks::odoo
