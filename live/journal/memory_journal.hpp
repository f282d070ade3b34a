#pragma once

#include <vector>

#include "live/journal/journal.hpp"

namespace drydock::live {

/// Records that outlive a Node, but not the process: for systems whose crash is only rehearsed.
class MemoryJournal final : public Journal {
public:
    Ticket append(const std::vector<Record>& records) override {
        records_.insert(records_.end(), records.begin(), records.end());
        return records_.size();
    }
    [[nodiscard]] Ticket durable() const override { return records_.size(); }
    void listen(Listener) override {}
    [[nodiscard]] expected<Ticket, JournalError> flush() override { return records_.size(); }
    [[nodiscard]] expected<Ticket, JournalError> replay(const Reader& reader) override {
        for (const Record& record : records_) {
            reader(record);
        }
        return records_.size();
    }

private:
    std::vector<Record> records_;
};

}  // namespace drydock::live
