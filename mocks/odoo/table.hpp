#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/check.hpp"
#include "mocks/odoo/orm/undo.hpp"

namespace drydock::mocks::odoo {

/// A record's database id: 1, 2, 3, ... within its model. 0 stands for none.
using RecordId = std::uint32_t;

/// The records of one model, by id. References stay valid while the table grows, and growing copies
/// nothing: a million lines never exist twice. An id is given out once, also when its transaction
/// fails: PostgreSQL's sequences are not rolled back.
///
/// While a transaction is open each record is copied before it can change, once, and what was added
/// or removed is taken back when it fails.
template <class Record>
class Table {
public:
    explicit Table(UndoLog& undo) : undo_{&undo} {}

    RecordId add(Record record) {
        const std::size_t place = count_ % chunk_size;
        if (place == 0) {
            chunks_.push_back(std::make_unique<Chunk>());
        }
        (*chunks_.back())[place] = std::move(record);
        const RecordId id = ++count_;
        if (undo_->open()) {
            undo_->add([this, id] {
                gone_.insert(id);
                at(id) = Record{};
            });
        }
        return id;
    }

    /// The record's id stays a hole. Precondition: contains(id).
    void remove(RecordId id) {
        DRYDOCK_CHECK(contains(id));
        save(id);
        gone_.insert(id);
        undo_->add([this, id] { gone_.erase(id); });
    }

    /// The last id given out; records up to it may be gone.
    [[nodiscard]] RecordId count() const { return count_; }
    [[nodiscard]] bool contains(std::int64_t id) const {
        return id >= 1 && id <= count_ &&
               (gone_.empty() || !gone_.contains(static_cast<RecordId>(id)));
    }

    /// Also of a record that is gone. Precondition: 1 <= id <= count().
    [[nodiscard]] Record& operator[](RecordId id) {
        DRYDOCK_CHECK(id >= 1 && id <= count_);
        if (undo_->open()) {
            save(id);
        }
        return at(id);
    }
    [[nodiscard]] const Record& operator[](RecordId id) const {
        DRYDOCK_CHECK(id >= 1 && id <= count_);
        return (*chunks_[(id - 1) / chunk_size])[(id - 1) % chunk_size];
    }

private:
    static constexpr std::size_t chunk_size = 1'024;
    using Chunk = std::array<Record, chunk_size>;

    [[nodiscard]] Record& at(RecordId id) {
        return (*chunks_[(id - 1) / chunk_size])[(id - 1) % chunk_size];
    }

    /// Only looked up, never walked.
    void save(RecordId id) {
        if (!undo_->open()) {
            return;
        }
        if (saved_epoch_ != undo_->epoch()) {
            saved_.clear();
            saved_epoch_ = undo_->epoch();
        }
        if (saved_.insert(id).second) {
            undo_->add([this, id, copy = at(id)] { at(id) = copy; });
        }
    }

    UndoLog* undo_;
    std::vector<std::unique_ptr<Chunk>> chunks_;
    RecordId count_ = 0;
    std::unordered_set<RecordId> gone_;
    std::unordered_set<RecordId> saved_;
    std::uint64_t saved_epoch_ = 0;
};

}  // namespace drydock::mocks::odoo
