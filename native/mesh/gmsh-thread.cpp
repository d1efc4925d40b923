#include "mesh/gmsh-thread.h"

#include <gmsh.h>

#include <clocale>
#include <condition_variable>
#include <cstdlib>
#include <deque>
#include <mutex>
#include <string>
#include <utility>
#if !defined(_WIN32)
#include <pthread.h>
#include <sys/resource.h>
#include <csignal>
#else
#include <thread>
#endif

#include "mesh/gmsh-call.h"

namespace waveguide::mesh {
namespace {

struct Owner {
  std::mutex mutex;
  std::condition_variable wake;
  std::deque<std::function<void()>> queue;
  bool ready = false;
};

// Leaked on purpose: no destructor may run under a live thread when the process exits.
Owner& owner() {
  static Owner& instance = *new Owner;
  return instance;
}

#if defined(_WIN32)
class ProcessState {};
#else
void putBack(const char* name, const std::pair<bool, std::string>& before) {
  // "" instead of unsetting: Node copies the environment key by key and aborts when a key vanishes meanwhile.
  setenv(name, before.second.c_str(), 1);
}

std::pair<bool, std::string> environmentVariable(const char* name) {
  const char* value = std::getenv(name);
  return {value != nullptr, value == nullptr ? "" : value};
}

/// gmsh::initialize changes PATH, PYTHONPATH, the locale and the stack limit of its host; this puts them
/// back.
class ProcessState {
 public:
  ProcessState() { getrlimit(RLIMIT_STACK, &stack_); }
  ~ProcessState() {
    putBack("PATH", path_);
    if (pythonPath_.first || std::getenv("PYTHONPATH") != nullptr) putBack("PYTHONPATH", pythonPath_);
    static_cast<void>(std::setlocale(LC_ALL, locale_.c_str()));
    setrlimit(RLIMIT_STACK, &stack_);
  }
  ProcessState(const ProcessState&) = delete;
  ProcessState& operator=(const ProcessState&) = delete;

 private:
  std::pair<bool, std::string> path_ = environmentVariable("PATH");
  std::pair<bool, std::string> pythonPath_ = environmentVariable("PYTHONPATH");
  std::string locale_ = std::setlocale(LC_ALL, nullptr);
  rlimit stack_{};
};
#endif

/// On a JavaScript thread, whose environment nobody else copies meanwhile. No argv: its switches end the
/// process.
void initialise() {
  const ProcessState restored;
  callGmsh([&] {
    gmsh::initialize(0, nullptr, false);
    gmsh::option::setNumber("General.Terminal", 0);
    gmsh::option::setNumber("General.NumThreads", 1);
  });
}

void serve() {
  Owner& state = owner();
  for (;;) {
    std::function<void()> task;
    {
      std::unique_lock<std::mutex> lock(state.mutex);
      state.wake.wait(lock, [&] { return !state.queue.empty(); });
      task = std::move(state.queue.front());
      state.queue.pop_front();
    }
    task();
  }
}

#if defined(_WIN32)
void startServing() { std::thread(serve).detach(); }
#else
void* serveSilently(void* /*unused*/) {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, nullptr);  // signals stay with libuv
  serve();
  return nullptr;
}

void startServing() {
  constexpr std::size_t stackBytes = std::size_t{64} << 20;  // gmsh recurses deeply
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, stackBytes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_t thread{};
  const int failure = pthread_create(&thread, &attributes, serveSilently, nullptr);
  pthread_attr_destroy(&attributes);
  if (failure != 0) throw Error(ErrorCode::meshFailed, "the system refuses to start the gmsh thread");
}
#endif

}  // namespace

void prepareGmshThread() {
  Owner& state = owner();
  const std::lock_guard<std::mutex> lock(state.mutex);
  if (state.ready) return;
  initialise();
  startServing();
  state.ready = true;
}

void runOnGmshThread(std::function<void()> task) {
  Owner& state = owner();
  const std::lock_guard<std::mutex> lock(state.mutex);
  state.queue.push_back(std::move(task));
  state.wake.notify_one();
}

}  // namespace waveguide::mesh
