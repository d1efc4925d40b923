#include "addon/channel.h"

#include <utility>

#include "addon/error-bridge.h"
#include "addon/running-jobs.h"
#include "common/error.h"

namespace waveguide::addon {
namespace {

/// Takes a pending exception, if any, off the environment.
napi_value takeException(napi_env env) {
  bool pending = false;
  napi_value exception = nullptr;
  if (napi_is_exception_pending(env, &pending) == napi_ok && pending) {
    napi_get_and_clear_last_exception(env, &exception);
  }
  return exception;
}

}  // namespace

std::shared_ptr<Channel> Channel::of(napi_env env) {
  void* data = nullptr;
  if (napi_get_instance_data(env, &data) == napi_ok && data != nullptr) {
    return *static_cast<std::shared_ptr<Channel>*>(data);
  }
  auto channel = std::make_shared<Channel>();
  channel->open(env, channel);
  return channel;
}

void Channel::open(napi_env env, const std::shared_ptr<Channel>& self) {
  const napi_finalize drop = [](napi_env, void* data, void*) {
    delete static_cast<std::shared_ptr<Channel>*>(data);
  };
  napi_value name = nullptr;
  bool ok = napi_create_string_utf8(env, "waveguide", NAPI_AUTO_LENGTH, &name) == napi_ok;
  auto* context = new std::shared_ptr<Channel>(self);
  ok = ok && napi_create_threadsafe_function(env, nullptr, nullptr, name, 0, 1, context, drop, this, &onCall,
                                             &function_) == napi_ok;
  if (!ok) {
    delete context;
    throw Error(ErrorCode::internal, "this JavaScript environment is shutting down");
  }
  napi_unref_threadsafe_function(env, function_);
  napi_set_instance_data(env, new std::shared_ptr<Channel>(self), drop, nullptr);
  // Hooks run in reverse order: registered after the threadsafe function's own hook, this one runs before it.
  napi_add_env_cleanup_hook(env, &onEnvironmentEnd, this);
  alive_ = true;
}

void Channel::onEnvironmentEnd(void* channel) {
  static_cast<Channel*>(channel)->close();
  if (areJobsRunning()) armExit();
}

void Channel::close() {
  std::deque<Delivery> dropped;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    alive_ = false;
    dropped.swap(queue_);
  }
  for (const auto& job : jobs_) job->cancel.set();  // their promises die with the environment
  jobs_.clear();
}

void Channel::add(const std::shared_ptr<Job>& job) {
  if (jobs_.empty()) napi_ref_threadsafe_function(job->env_, function_);
  jobs_.insert(job);
}

void Channel::deliver(Delivery delivery) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (!alive_) return;
  queue_.push_back(std::move(delivery));
  if (napi_call_threadsafe_function(function_, nullptr, napi_tsfn_nonblocking) != napi_ok) queue_.pop_back();
}

// Runs outside node-addon-api's wrappers: an exception leaving here would end the process. While a worker is
// being terminated every call into JavaScript fails, so statuses only decide whether there is a value to pass
// on.
void Channel::onCall(napi_env env, napi_value /*callback*/, void* context, void* /*data*/) {
  if (env == nullptr) return;  // the environment is going; close() has the queue
  napi_handle_scope scope = nullptr;
  if (napi_open_handle_scope(env, &scope) != napi_ok) return;
  try {
    static_cast<Channel*>(context)->receive(env);
  } catch (...) {
    takeException(env);
  }
  napi_close_handle_scope(env, scope);
}

void Channel::receive(napi_env env) {
  Delivery delivery;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (queue_.empty()) return;
    delivery = std::move(queue_.front());
    queue_.pop_front();
  }
  report(env, delivery);
}

void Channel::report(napi_env env, Delivery& delivery) {
  if (delivery.kind == Delivery::Kind::error) {
    return settle(env, delivery.job, false, makeError(env, delivery.thrown));
  }
  napi_value value = delivery.make(env);
  if (value == nullptr) {
    const auto failed =
        std::make_exception_ptr(Error(ErrorCode::memoryLimit, "JavaScript has no memory for a result"));
    takeException(env);
    delivery.job->cancel.set();
    return settle(env, delivery.job, false, makeError(env, failed));
  }
  if (delivery.kind == Delivery::Kind::event) return passEvent(env, delivery.job, value);
  settle(env, delivery.job, true, value);
}

void Channel::passEvent(napi_env env, const std::shared_ptr<Job>& job, napi_value event) {
  napi_value receiver = nullptr;
  napi_value onEvent = nullptr;
  if (job->onEvent_ == nullptr || napi_get_undefined(env, &receiver) != napi_ok ||
      napi_get_reference_value(env, job->onEvent_, &onEvent) != napi_ok) {
    return;
  }
  if (napi_call_function(env, receiver, onEvent, 1, &event, nullptr) == napi_ok) return;
  job->cancel.set();
  settle(env, job, false, takeException(env));
}

void Channel::settle(napi_env env, const std::shared_ptr<Job>& job, bool fulfilled, napi_value value) {
  if (jobs_.erase(job) == 0) return;  // settled already, by an exception of its onEvent
  if (value != nullptr) {
    if (fulfilled) {
      napi_resolve_deferred(env, job->deferred_, value);
    } else {
      napi_reject_deferred(env, job->deferred_, value);
    }
  }
  if (job->onEvent_ != nullptr) napi_delete_reference(env, job->onEvent_);
  job->onEvent_ = nullptr;
  takeException(env);
  if (jobs_.empty()) napi_unref_threadsafe_function(env, function_);
}

}  // namespace waveguide::addon
