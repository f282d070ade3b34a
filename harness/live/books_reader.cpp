#include "harness/live/books_reader.hpp"

#include <utility>

namespace drydock::harness {

bool BooksReaderThread::read(Wish wish, Done done) {
    const std::lock_guard lock{mutex_};
    if (busy_) {
        return false;
    }
    busy_ = true;
    // Joins the one before, which has nothing left to do.
    thread_ = std::jthread{[this, wish = std::move(wish), done = std::move(done)] {
        Books books;
        auto read = read_external_books(
            externals_,
            {.demand = *wish.demand, .self = wish.self, .since = wish.since},
            wish.clock,
            books
        );
        {
            const std::lock_guard free{mutex_};
            busy_ = false;
        }
        done(
            read ? expected<Books, std::string>{std::move(books)}
                 : expected<Books, std::string>{unexpected{read.error()}}
        );
    }};
    return true;
}

}  // namespace drydock::harness
