#pragma once

namespace drydock::app {

/// From now on Ctrl-C (and SIGTERM) asks for an orderly end; a second one ends the process at once.
/// A write beyond the size that a file may have fails, and ends nothing.
void listen_for_interruption();

[[nodiscard]] bool interrupted();

/// From now on a failed check ends the process with ExitCode::broken, after its own message.
void report_failed_checks();

}  // namespace drydock::app
