#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace drydock::mocks::odoo {

/// How to take back what the transaction that runs has done so far. Steps are taken back in
/// reverse order, so that of two copies of one object the older one wins.
///
/// Closed most of the time: a method that checks everything before it changes anything needs no
/// transaction, and pays one test a change.
class UndoLog {
public:
    UndoLog() = default;
    UndoLog(const UndoLog&) = delete;
    UndoLog& operator=(const UndoLog&) = delete;

    [[nodiscard]] bool open() const { return open_; }
    /// Tells transactions, and what is between two savepoints, from another.
    [[nodiscard]] std::uint64_t epoch() const { return epoch_; }

    /// Precondition: not open.
    void begin();
    void commit();
    void roll_back();

    /// A place to roll back to within the transaction. Precondition: open.
    [[nodiscard]] std::size_t savepoint();
    void roll_back_to(std::size_t savepoint);

    /// Notes how to undo what is done next; without effect when not open.
    template <class Step>
    void add(Step step) {
        if (open_) {
            steps_.emplace_back(std::move(step));
        }
    }
    /// Notes what an object holds, before it is changed. It must stay where it is.
    template <class Object>
    void save(Object& object) {
        if (open_) {
            steps_.emplace_back([&object, copy = object] { object = copy; });
        }
    }
    /// Notes what a map holds under `key`, before that is added, changed or erased.
    template <class Map>
    void save_entry(Map& map, const typename Map::key_type& key) {
        if (!open_) {
            return;
        }
        if (const auto found = map.find(key); found != map.end()) {
            steps_.emplace_back([&map, key, copy = found->second] {
                map.insert_or_assign(key, copy);
            });
        } else {
            steps_.emplace_back([&map, key] { map.erase(key); });
        }
    }

private:
    std::vector<std::function<void()>> steps_;
    std::uint64_t epoch_ = 0;
    bool open_ = false;
};

}  // namespace drydock::mocks::odoo
