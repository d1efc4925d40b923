#include "addon/running-jobs.h"

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <set>
#if !defined(_WIN32)
#include <unistd.h>
#endif

namespace waveguide::addon {
namespace {

constexpr std::chrono::milliseconds exitGrace{200};

struct State {
  std::mutex mutex;
  std::condition_variable changed;
  std::set<Job*> running;
  bool exiting = false;
  int exitStatus = 0;
};

/// Never destroyed: threads may outlive every static.
State& state() {
  static State& only = *new State;
  return only;
}

void endProcess(int status) {
  State& s = state();
  std::unique_lock<std::mutex> lock(s.mutex);
  s.exiting = true;
  for (Job* job : s.running) job->cancel.set();
  if (s.changed.wait_for(lock, exitGrace, [&s] { return s.running.empty(); })) return;
  static_cast<void>(std::fflush(nullptr));
  _exit(status);
}

#if defined(__GLIBC__)
void registerHandler() {
  on_exit([](int status, void*) { endProcess(status); }, nullptr);
}
#else
void registerHandler() {
  std::atexit([] { endProcess(state().exitStatus); });
}
#endif

}  // namespace

RunningJob::RunningJob(Job& job) : job_(job) {
  State& s = state();
  const std::lock_guard<std::mutex> lock(s.mutex);
  if (s.exiting) job.cancel.set();
  s.running.insert(&job);
}

RunningJob::~RunningJob() {
  State& s = state();
  const std::lock_guard<std::mutex> lock(s.mutex);
  s.running.erase(&job_);
  s.changed.notify_all();
}

void armExit() { registerHandler(); }

bool areJobsRunning() {
  State& s = state();
  const std::lock_guard<std::mutex> lock(s.mutex);
  return !s.running.empty();
}

void setExitStatus(int status) {
  State& s = state();
  const std::lock_guard<std::mutex> lock(s.mutex);
  s.exitStatus = status;
}

}  // namespace waveguide::addon
