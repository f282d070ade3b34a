#include "mocks/odoo/orm/undo.hpp"

#include "core/check.hpp"

namespace drydock::mocks::odoo {

void UndoLog::begin() {
    DRYDOCK_CHECK(!open_);
    open_ = true;
    ++epoch_;
}

void UndoLog::commit() {
    DRYDOCK_CHECK(open_);
    steps_.clear();
    open_ = false;
}

void UndoLog::roll_back() {
    roll_back_to(0);
    open_ = false;
}

std::size_t UndoLog::savepoint() {
    DRYDOCK_CHECK(open_);
    ++epoch_;  // Or a record saved before would not be saved again.
    return steps_.size();
}

void UndoLog::roll_back_to(std::size_t savepoint) {
    DRYDOCK_CHECK(open_ && savepoint <= steps_.size());
    open_ = false;  // What a step does is not to be undone.
    while (steps_.size() > savepoint) {
        const std::function<void()> step = std::move(steps_.back());
        steps_.pop_back();
        step();
    }
    open_ = true;
    ++epoch_;
}

}  // namespace drydock::mocks::odoo
