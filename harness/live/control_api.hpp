#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "core/expected.hpp"
#include "harness/live/books_reader.hpp"
#include "harness/live/external.hpp"
#include "harness/live/served_scenario.hpp"
#include "live/http/server.hpp"

namespace drydock::harness {

/// The control API: answers on the World's thread, so that books are those between two Steps.
class ControlApi {
public:
    ControlApi(std::string token, const Externals& externals);

    [[nodiscard]] expected<void, std::string> open(
        std::uint16_t port, const std::optional<live::http::ServerIdentity>& identity
    );
    [[nodiscard]] std::string url() const;

    /// Whose questions are answered from now on; null between two.
    void attend(ServedScenario* served);

    /// Somebody wants this scenario driven.
    struct Wish {
        std::string file{};
        live::http::Answerer answerer{};
    };
    [[nodiscard]] std::optional<Wish> take_wish();
    [[nodiscard]] bool wished();

private:
    using Question = std::string (ServedScenario::*)() const;

    void on_request(Request&& request, live::http::Answerer&& answerer);
    [[nodiscard]] bool authorised(std::string_view authorization) const;
    /// Has `task` done between two Steps; 503 while there is nobody to ask.
    void between_steps(
        const std::shared_ptr<live::http::Answerer>& kept,
        const std::function<void(const ServedScenario&)>& task
    );
    void ask(Question question, live::http::Answerer&& answerer);
    /// As ask() for the verdict, when the books of an external Odoo have come.
    void ask_with_books(live::http::Answerer&& answerer);
    void wish(const Request& request, live::http::Answerer&& answerer);

    const std::string token_;
    std::mutex mutex_;
    ServedScenario* served_ = nullptr;  ///< Under `mutex_`.
    std::optional<Wish> wish_{};        ///< Under `mutex_`.
    live::http::IoThreads threads_{1};
    std::unique_ptr<live::http::Server> server_;
    bool secure_ = false;
    std::optional<BooksReaderThread> books_reader_;  ///< Gone first: it answers.
};

}  // namespace drydock::harness
