// The jobs of this process that are running now, over all environments, and what becomes of them at exit.
#pragma once

#include "addon/worker.h"

namespace waveguide::addon {

/// Registers a job as running for its own lifetime.
class RunningJob {
 public:
  explicit RunningJob(Job& job);
  ~RunningJob();
  RunningJob(const RunningJob&) = delete;
  RunningJob& operator=(const RunningJob&) = delete;

 private:
  Job& job_;
};

/// exit() destroys the statics of this library and of gmsh under threads that still use them. The handler
/// registered here cancels what runs, waits 200 ms and, if something still runs, ends the process without
/// destructors. Handlers run last-registered-first and before statics older than themselves, so this is
/// called again as late as possible: by the first job, by every environment's end and from
/// process.on('exit').
void armExit();

[[nodiscard]] bool areJobsRunning();

/// The exit status to use where the system does not pass it to handlers.
void setExitStatus(int status);

}  // namespace waveguide::addon
