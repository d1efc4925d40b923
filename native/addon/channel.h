// One environment's way back to JavaScript: a threadsafe function that other threads may use safely.
#pragma once

#include <napi.h>

#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <set>

#include "addon/worker.h"

namespace waveguide::addon {

/// What a job's thread hands to the JavaScript thread.
struct Delivery {
  enum class Kind { event, value, error };
  std::shared_ptr<Job> job;
  Kind kind = Kind::event;
  MakeValue make;             // event, value
  std::exception_ptr thrown;  // error
};

/// Node 20 and 22 free a threadsafe function when its environment ends even though threads still hold it
/// (nodejs/node issue 55706), so it is called only under the mutex and only while alive.
class Channel {
 public:
  /// The environment's channel, made at first use and kept as the module's instance data.
  [[nodiscard]] static std::shared_ptr<Channel> of(napi_env env);

  /// Keeps the event loop alive until the job settles. JavaScript thread only.
  void add(const std::shared_ptr<Job>& job);

  /// From any thread; dropped when the environment has gone.
  void deliver(Delivery delivery);

 private:
  static void onCall(napi_env env, napi_value callback, void* context, void* data);
  static void onEnvironmentEnd(void* channel);

  void open(napi_env env, const std::shared_ptr<Channel>& self);
  void receive(napi_env env);
  void report(napi_env env, Delivery& delivery);
  void passEvent(napi_env env, const std::shared_ptr<Job>& job, napi_value event);
  void settle(napi_env env, const std::shared_ptr<Job>& job, bool fulfilled, napi_value value);
  void close();

  std::mutex mutex_;  // guards the next three
  bool alive_ = false;
  napi_threadsafe_function function_ = nullptr;
  std::deque<Delivery> queue_;
  std::set<std::shared_ptr<Job>> jobs_;  // JavaScript thread only
};

}  // namespace waveguide::addon
