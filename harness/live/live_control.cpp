#include "harness/live/live_control.hpp"

#include <utility>

#include <nlohmann/json.hpp>

#include "harness/live/json_answer.hpp"

namespace drydock::harness {

namespace {

using live::http::Answerer;
using PageJson = nlohmann::ordered_json;

std::string live_json_text(const PageJson& json) {
    return json.dump(-1, ' ', false, PageJson::error_handler_t::replace);
}

Response answer_of(const LivePage& page) {
    return json_answer(
        200,
        live_json_text(
            {{"status", PageJson::parse(page.status)},
             {"verdict", PageJson::parse(page.verdict)},
             {"series", PageJson::parse(page.series)}}
        )
    );
}

}  // namespace

LiveControl::LiveControl(const OpenWorld& open) : world_{open.world}, view_{open} {}

LiveControl::~LiveControl() {
    if (maker_.joinable()) {
        maker_.join();
    }
}

bool LiveControl::knows(const Request& request) {
    const std::string_view path = path_of(request.path);
    return request.method == Method::get ? path == "/page"
                                         : path == "/faults" || path == "/faults/clear";
}

void LiveControl::handle(Request&& request, Answerer&& answerer) {
    if (request.method == Method::get && busy_.exchange(true)) {
        answerer.answer(json_refusal(503, "the page is being made: ask again in a second"));
        return;
    }
    // Tasks are copied, the right to answer is not.
    auto kept = std::make_shared<Answerer>(std::move(answerer));
    world_.between_steps([this, request = std::move(request), kept] {
        if (request.method == Method::get) {
            show(std::move(*kept));
        } else {
            change(request, std::move(*kept));
        }
    });
}

/// The World's thread copies; judging takes long and is done beside it.
void LiveControl::show(Answerer&& answerer) {
    if (maker_.joinable()) {
        maker_.join();  // It has said that it is done.
    }
    maker_ = std::thread{[this, look = view_.look(), kept = std::move(answerer)]() mutable {
        kept.answer(answer_of(page_of(*look)));
        busy_ = false;
    }};
}

void LiveControl::change(const Request& request, Answerer&& answerer) {
    if (path_of(request.path) == "/faults") {
        const auto id = view_.inject(request.body.root());
        answerer.answer(
            id ? json_answer(201, live_json_text({{"id", *id}})) : json_refusal(422, id.error())
        );
        return;
    }
    const auto cleared = view_.clear(request.body["id"].string());
    answerer.answer(
        cleared ? json_answer(200, live_json_text({{"cleared", true}}))
                : json_refusal(404, cleared.error())
    );
}

}  // namespace drydock::harness
