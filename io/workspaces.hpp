// Workspaces that the tasks of a parallel loop borrow: as many are made as tasks run at a time, and
// each is used again by later tasks.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

namespace fsu::io {

template <class Workspace>
class Workspaces {
 public:
  /// Calls `function` with a workspace that is nobody else's meanwhile.
  template <class Function>
  void with_one(const Function& function) {
    std::unique_ptr<Workspace> workspace = take();
    function(*workspace);
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(workspace));
  }

 private:
  std::unique_ptr<Workspace> take() {
    const std::lock_guard lock(mutex_);
    if (free_.empty()) return std::make_unique<Workspace>();
    std::unique_ptr<Workspace> workspace = std::move(free_.back());
    free_.pop_back();
    return workspace;
  }

  std::mutex mutex_;
  std::vector<std::unique_ptr<Workspace>> free_;
};

}  // namespace fsu::io
