#include "mocks/odoo/orm/transaction.hpp"

namespace drydock::mocks::odoo {

Result in_transaction(Call& call, Result (*run)(Call&)) {
    UndoLog& undo = call.database.undo;
    if (undo.open()) {
        return run(call);
    }
    undo.begin();
    Result result = run(call);
    result ? undo.commit() : undo.roll_back();
    return result;
}

}  // namespace drydock::mocks::odoo
