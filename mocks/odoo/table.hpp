#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "core/check.hpp"

namespace drydock::mocks::odoo {

/// A record's database id: 1, 2, 3, ... within its model. 0 stands for none.
using RecordId = std::uint32_t;

/// The records of one model, by id. References stay valid while the table grows, and growing copies
/// nothing: a million lines never exist twice.
template <class Record>
class Table {
public:
    RecordId add(Record record) {
        const std::size_t place = count_ % chunk_size;
        if (place == 0) {
            chunks_.push_back(std::make_unique<Chunk>());
        }
        (*chunks_.back())[place] = std::move(record);
        return ++count_;
    }

    [[nodiscard]] RecordId count() const { return count_; }
    [[nodiscard]] bool contains(std::int64_t id) const { return id >= 1 && id <= count_; }

    [[nodiscard]] Record& operator[](RecordId id) {
        DRYDOCK_CHECK(contains(id));
        return (*chunks_[(id - 1) / chunk_size])[(id - 1) % chunk_size];
    }
    [[nodiscard]] const Record& operator[](RecordId id) const {
        DRYDOCK_CHECK(contains(id));
        return (*chunks_[(id - 1) / chunk_size])[(id - 1) % chunk_size];
    }

private:
    static constexpr std::size_t chunk_size = 1'024;
    using Chunk = std::array<Record, chunk_size>;

    std::vector<std::unique_ptr<Chunk>> chunks_;
    RecordId count_ = 0;
};

}  // namespace drydock::mocks::odoo
