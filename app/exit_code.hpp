#pragma once

namespace drydock::app {

/// What the command says to the shell that called it.
enum class ExitCode : int {
    passed = 0,
    failed = 1,         ///< An expectation was not met.
    usage = 2,          ///< Command line, scenario or data are wrong; nothing has run.
    inconclusive = 3,   ///< An expectation had no data.
    broken = 4,         ///< Drydock itself broke, or could not write the result.
    interrupted = 130,  ///< Ctrl-C. Source: 128 + SIGINT, as shells report it.
};

}  // namespace drydock::app
