#include "addon/worker.h"

#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#if !defined(_WIN32)
#include <csignal>
#endif

#include "addon/channel.h"
#include "addon/running-jobs.h"
#include "common/error.h"

namespace waveguide::addon {
namespace {

void check(napi_env env, napi_status status) {
  if (status != napi_ok) throw Napi::Error::New(env);
}

/// Signals stay with the threads of Node, whose handlers expect them.
void blockSignals() {
#if !defined(_WIN32)
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, nullptr);
#endif
}

}  // namespace

Job::Job(napi_env env, std::shared_ptr<Channel> channel) : channel_(std::move(channel)), env_(env) {}

void Job::post(MakeValue event) {
  channel_->deliver({shared_from_this(), Delivery::Kind::event, std::move(event), nullptr});
}

StartedJob makeJob(Napi::Env env, const Napi::Value& onEvent) {
  static std::once_flag armed;
  std::call_once(armed, armExit);
  auto channel = Channel::of(env);
  auto job = std::make_shared<Job>(env, channel);
  napi_value promise = nullptr;
  auto handle = Napi::Object::New(env);
  handle.Set("cancel", Napi::Function::New(env, [job](const Napi::CallbackInfo&) { job->cancel.set(); }));
  if (onEvent.IsFunction()) check(env, napi_create_reference(env, onEvent, 1, &job->onEvent_));
  check(env, napi_create_promise(env, &job->deferred_, &promise));
  handle.Set("promise", promise);
  channel->add(job);
  return {job, handle};
}

void runJob(const std::shared_ptr<Job>& job, const Work& work) noexcept {
  const auto deliver = [&job](Delivery::Kind kind, MakeValue make, std::exception_ptr thrown) {
    job->channel_->deliver({job, kind, std::move(make), std::move(thrown)});
  };
  const RunningJob running(*job);
  try {
    job->cancel.throwIfSet();
    deliver(Delivery::Kind::value, work(*job), nullptr);
  } catch (...) {
    deliver(Delivery::Kind::error, nullptr, std::current_exception());
  }
}

void startThread(const std::shared_ptr<Job>& job, const Work& work) {
  try {
    std::thread([job, work] {
      blockSignals();
      runJob(job, work);
    }).detach();
  } catch (const std::exception& error) {
    const std::string reason = std::string("no thread for the job: ") + error.what();
    runJob(job, [&reason](Job&) -> MakeValue { throw Error(ErrorCode::internal, reason); });
  }
}

void exportExitHandler(Napi::Env env, Napi::Object exports) {
  exports.Set("armExit", Napi::Function::New(env, [](const Napi::CallbackInfo& info) {
                if (info.Length() > 0 && info[0].IsNumber()) {
                  setExitStatus(info[0].As<Napi::Number>().Int32Value());
                }
                armExit();
              }));
}

}  // namespace waveguide::addon
