// Jobs off the JavaScript thread. How a job reports is here; where it runs is its owner's choice:
//
//   auto [job, handle] = makeJob(env, onEvent);            on the JavaScript thread
//   startThread(job, work);                                on a thread of its own, or
//   queue.push([job, work] { runJob(job, work); });        on any thread that its owner keeps
//   return handle;                                         { promise, cancel() }
//
// `work` may throw: the promise is then rejected. When the environment goes (worker.terminate()) its jobs are
// cancelled and what they still report is dropped; nobody waits for them. At exit they are given 200 ms.
#pragma once

#include <napi.h>

#include <functional>
#include <memory>

#include "common/cancel.h"

namespace waveguide::addon {

class Channel;

/// Makes a JavaScript value, on the JavaScript thread, with the C API only; null on failure.
using MakeValue = std::function<napi_value(napi_env)>;

class Job : public std::enable_shared_from_this<Job> {
 public:
  Job(napi_env env, std::shared_ptr<Channel> channel);

  /// The work polls it. Set by the handle's cancel(), by the end of the environment and by the exit of the
  /// process.
  CancelFlag cancel;

  /// Passes an event to onEvent on the JavaScript thread; events arrive in order. From any thread.
  void post(MakeValue event);

 private:
  friend class Channel;
  friend struct StartedJob makeJob(Napi::Env env, const Napi::Value& onEvent);
  friend void runJob(const std::shared_ptr<Job>& job, const std::function<MakeValue(Job&)>& work) noexcept;

  std::shared_ptr<Channel> channel_;
  // JavaScript thread only.
  napi_env env_;
  napi_deferred deferred_ = nullptr;
  napi_ref onEvent_ = nullptr;
};

/// Runs to the value that the promise is resolved with. Polls job.cancel.
using Work = std::function<MakeValue(Job& job)>;

struct StartedJob {
  std::shared_ptr<Job> job;
  Napi::Object handle;  // { promise, cancel() }
};

/// A job that has not started. `onEvent` is a function or undefined. From here on the promise must be settled
/// by runJob.
[[nodiscard]] StartedJob makeJob(Napi::Env env, const Napi::Value& onEvent);

/// Runs `work` on the calling thread and settles the promise with its value or its exception.
/// A job that was cancelled before it began is rejected as Cancelled without running.
void runJob(const std::shared_ptr<Job>& job, const Work& work) noexcept;

/// runJob on a new detached thread; a thread that cannot be had rejects the promise.
void startThread(const std::shared_ptr<Job>& job, const Work& work);

/// Adds `armExit(exitCode)` to the module's exports; src/binding/ calls it from process.on('exit').
void exportExitHandler(Napi::Env env, Napi::Object exports);

}  // namespace waveguide::addon
