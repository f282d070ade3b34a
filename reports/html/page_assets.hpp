#pragma once

#include <string_view>

namespace drydock::reports {

/// The bundle of reports/page: ASCII, without anything that would end a script element.
[[nodiscard]] std::string_view page_script();

/// Its style sheet, UTF-8.
[[nodiscard]] std::string_view page_style();

}  // namespace drydock::reports
